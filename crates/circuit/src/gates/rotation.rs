//! Rotations of one qubit: R_P(θ) = exp(−iθP/2).

use super::{Action, Family, Gate, GateDef, Inverse, PLAIN};
use crate::{C64, Matrix};

const O: C64 = C64::ZERO;
const I: C64 = C64::ONE;

fn half(t: f64) -> (f64, f64) {
    let (s, c) = libm::sincos(t / 2.0);
    (c, s)
}

pub(super) static RX: GateDef = GateDef {
    name: "RX",
    aliases: &[],
    symbol: "RX",
    family: Family::Rotations,
    qubits: 1,
    registers: &[],
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
};
pub(super) static RY: GateDef = GateDef {
    name: "RY",
    aliases: &[],
    symbol: "RY",
    family: Family::Rotations,
    qubits: 1,
    registers: &[],
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
};
pub(super) static RZ: GateDef = GateDef {
    name: "RZ",
    aliases: &[],
    symbol: "RZ",
    family: Family::Rotations,
    qubits: 1,
    registers: &[],
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
};
pub(super) static U: GateDef = GateDef {
    name: "U",
    aliases: &["U3"],
    symbol: "U",
    family: Family::Rotations,
    params: &["θ", "φ", "λ"],
    help: "Any turn of one qubit: P(φ) RY(θ) P(λ), the U of OpenQASM 3 up to a phase and Qiskit's U exactly",
    action: Action::Parts(|op| {
        let [theta, phi, lambda] = &op.args[..] else { return Vec::new() };
        let turned = |gate, angle: &crate::Angle| crate::Op::turned(gate, &op.targets, angle.clone());
        vec![turned(Gate::P, lambda), turned(Gate::RY, theta), turned(Gate::P, phi)]
    }),
    equals: "RZ(theta1) 0; RY(theta1) 0; RZ(theta1) 0",
    inverse: Inverse::Negated(&[0, 2, 1]),
    ..PLAIN
};
