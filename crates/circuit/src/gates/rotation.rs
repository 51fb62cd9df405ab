//! Rotations of one qubit: R_P(θ) = exp(−iθP/2).

use super::{Action, Family, Gate, Inverse, PLAIN, Row};
use crate::{Angle, C64, Matrix, Op};
use std::f64::consts::{FRAC_PI_2, PI};

const O: C64 = C64::ZERO;
const I: C64 = C64::ONE;

fn half(t: f64) -> (f64, f64) {
    let (s, c) = libm::sincos(t / 2.0);
    (c, s)
}

pub(super) const RX: Row = Row {
    name: "RX",
    symbol: "RX",
    family: Family::Rotations,
    params: &["θ"],
    help: "Rotation about X by θ: exp(−iθX/2)",
    action: Action::Unitary {
        matrix: |t| {
            let (c, s) = half(t);
            let (c, m) = (C64::new(c, 0.0), C64::new(0.0, -s));
            Matrix::of(vec![c, m, m, c])
        },
        generator: Some(|| Matrix::of(vec![O, I, I, O])),
    },
    equals: "H 0; RZ(theta1) 0; H 0",
    inverse: Inverse::NegatedAngle,
    ..PLAIN
};
pub(super) const RY: Row = Row {
    name: "RY",
    symbol: "RY",
    family: Family::Rotations,
    params: &["θ"],
    help: "Rotation about Y by θ: exp(−iθY/2); all amplitudes stay real",
    action: Action::Unitary {
        matrix: |t| {
            let (c, s) = half(t);
            let (c, s) = (C64::new(c, 0.0), C64::new(s, 0.0));
            Matrix::of(vec![c, -s, s, c])
        },
        generator: Some(|| Matrix::of(vec![O, -C64::I, C64::I, O])),
    },
    equals: "SDG 0; RX(theta1) 0; S 0",
    inverse: Inverse::NegatedAngle,
    ..PLAIN
};
pub(super) const RZ: Row = Row {
    name: "RZ",
    symbol: "RZ",
    family: Family::Rotations,
    params: &["θ"],
    help: "Rotation about Z by θ: exp(−iθZ/2); only phases change",
    action: Action::Unitary {
        matrix: |t| {
            let (c, s) = half(t);
            Matrix::diagonal(&[C64::new(c, -s), C64::new(c, s)])
        },
        generator: Some(|| Matrix::diagonal(&[I, -I])),
    },
    equals: "SXDG 0; RY(theta1) 0; SX 0",
    inverse: Inverse::NegatedAngle,
    ..PLAIN
};

/// The op on its own targets.
fn turned(op: &Op, gate: Gate, angle: Angle) -> Op {
    Op::turned(gate, &op.targets, angle)
}

pub(super) const U: Row = Row {
    name: "U",
    aliases: &["U3"],
    symbol: "U",
    family: Family::Rotations,
    params: &["θ", "φ", "λ"],
    help: "Any turn of one qubit: P(φ) RY(θ) P(λ), the U of OpenQASM 3 up to a phase and Qiskit's U exactly",
    count: |_| 3,
    action: Action::Parts(|op| {
        let [theta, phi, lambda] = &op.args[..] else { return Vec::new() };
        vec![
            turned(op, Gate::P, lambda.clone()),
            turned(op, Gate::RY, theta.clone()),
            turned(op, Gate::P, phi.clone()),
        ]
    }),
    equals: "RZ(theta3) 0; RY(theta1) 0; RZ(theta2) 0",
    inverse: Inverse::Negated(&[0, 2, 1]),
    ..PLAIN
};
pub(super) const U2: Row = Row {
    name: "U2",
    symbol: "U2",
    family: Family::Rotations,
    params: &["φ", "λ"],
    help: "P(φ) RY(π/2) P(λ), the u2 of OpenQASM 2 and Qiskit",
    count: |_| 3,
    action: Action::Parts(|op| {
        let [phi, lambda] = &op.args[..] else { return Vec::new() };
        let quarter = turned(op, Gate::RY, Angle::nice(FRAC_PI_2));
        vec![turned(op, Gate::P, lambda.clone()), quarter, turned(op, Gate::P, phi.clone())]
    }),
    equals: "RZ(theta2 - pi/2) 0; RX(pi/2) 0; RZ(theta1 + pi/2) 0",
    inverse: Inverse::Of(|op| {
        let [phi, lambda] = &op.args[..] else { return op.clone() };
        Op { args: vec![lambda.negated().plus(-PI), phi.negated().plus(PI)], ..op.clone() }
    }),
    ..PLAIN
};
pub(super) const PRX: Row = Row {
    name: "PRX",
    aliases: &["R"],
    symbol: "R",
    family: Family::Rotations,
    params: &["θ", "φ"],
    help: "Rotation by θ about the axis cos φ X + sin φ Y",
    count: |_| 3,
    action: Action::Parts(|op| {
        let [theta, phi] = &op.args[..] else { return Vec::new() };
        vec![
            turned(op, Gate::RZ, phi.negated()),
            turned(op, Gate::RX, theta.clone()),
            turned(op, Gate::RZ, phi.clone()),
        ]
    }),
    equals: "U(theta1, theta2 - pi/2, pi/2 - theta2) 0",
    inverse: Inverse::Of(first_negated),
    ..PLAIN
};

/// The op with its first argument negated.
pub(super) fn first_negated(op: &Op) -> Op {
    op.clone().with_angle(op.angle().map(Angle::negated))
}
