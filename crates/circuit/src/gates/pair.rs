//! Gates on two qubits: SWAP and its kin, the Ising rotations exp(−iθ P⊗P/2), hardware's own; and RCCX.

use super::rotation::first_negated;
use super::{Action, Family, Gate, Inverse, PLAIN, Row};
use crate::{Angle, C64, Control, Matrix, Op};
use std::f64::consts::FRAC_1_SQRT_2;

const O: C64 = C64::ZERO;
const I: C64 = C64::ONE;

fn half(t: f64) -> (f64, f64) {
    let (s, c) = libm::sincos(t / 2.0);
    (c, s)
}

/// The 4×4 matrix with these entries on the diagonal and on the antidiagonal.
fn cross(diagonal: C64, anti: [C64; 4]) -> Matrix {
    let d = diagonal;
    let [a, b, c, e] = anti;
    Matrix::of(vec![d, O, O, a, O, d, b, O, O, c, d, O, e, O, O, d])
}

const fn ising(
    name: &'static str,
    help: &'static str,
    matrix: fn(f64) -> Matrix,
    generator: fn() -> Matrix,
    equals: &'static str,
) -> Row {
    Row {
        name,
        symbol: name,
        family: Family::TwoQubit,
        qubits: 2,
        params: &["θ"],
        help,
        action: Action::Unitary { matrix, generator: Some(generator) },
        equals,
        inverse: Inverse::NegatedAngle,
        ..PLAIN
    }
}

pub(super) const RZX: Row = ising(
    "RZX",
    "Rotates two qubits together about Z⊗X: exp(−iθZX/2)",
    |t| {
        let (c, s) = half(t);
        let (c, m, p) = (C64::new(c, 0.0), C64::new(0.0, -s), C64::new(0.0, s));
        Matrix::of(vec![c, m, O, O, m, c, O, O, O, O, c, p, O, O, p, c])
    },
    || Matrix::of(vec![O, I, O, O, I, O, O, O, O, O, O, -I, O, O, -I, O]),
    "H 1; X 0:1; RZ(theta1) 1; X 0:1; H 1",
);
pub(super) const SWAP: Row = Row {
    name: "SWAP",
    symbol: "SWAP",
    family: Family::TwoQubit,
    qubits: 2,
    help: "Swaps the states of two qubits",
    action: Action::Unitary {
        matrix: |_| Matrix::of(vec![I, O, O, O, O, O, I, O, O, I, O, O, O, O, O, I]),
        generator: None,
    },
    equals: "X 0:1; X 1:0; X 0:1",
    inverse: Inverse::Itself,
    ..PLAIN
};
pub(super) const RXX: Row = ising(
    "RXX",
    "Rotates two qubits together about X⊗X: exp(−iθXX/2)",
    |t| {
        let (c, s) = half(t);
        let m = C64::new(0.0, -s);
        cross(C64::new(c, 0.0), [m, m, m, m])
    },
    || cross(O, [I, I, I, I]),
    "H 0; H 1; X 0:1; RZ(theta1) 1; X 0:1; H 0; H 1",
)
.also(&["ISINGXX"]);
pub(super) const RYY: Row = ising(
    "RYY",
    "Rotates two qubits together about Y⊗Y: exp(−iθYY/2)",
    |t| {
        let (c, s) = half(t);
        let (m, p) = (C64::new(0.0, -s), C64::new(0.0, s));
        cross(C64::new(c, 0.0), [p, m, m, p])
    },
    || cross(O, [-I, I, I, -I]),
    "SX 0; SX 1; X 0:1; RZ(theta1) 1; X 0:1; SXDG 0; SXDG 1",
)
.also(&["ISINGYY"]);
pub(super) const RZZ: Row = ising(
    "RZZ",
    "Rotates two qubits together about Z⊗Z: exp(−iθZZ/2)",
    |t| {
        let (c, s) = half(t);
        let (m, p) = (C64::new(c, -s), C64::new(c, s));
        Matrix::diagonal(&[m, p, p, m])
    },
    || Matrix::diagonal(&[I, -I, -I, I]),
    "X 0:1; RZ(theta1) 1; X 0:1",
)
.also(&["ISINGZZ"]);

/// 1 on |00⟩ and |11⟩; `stays` and `goes` between |01⟩ and |10⟩.
fn exchange(stays: C64, goes: C64) -> Matrix {
    Matrix::of(vec![I, O, O, O, O, stays, goes, O, O, goes, stays, O, O, O, O, I])
}

const fn kin(
    names: [&'static str; 2],
    symbol: &'static str,
    help: &'static str,
    matrix: fn(f64) -> Matrix,
    equals: &'static str,
) -> Row {
    Row {
        name: names[0],
        symbol,
        family: Family::Devices,
        qubits: 2,
        help,
        action: Action::Unitary { matrix, generator: None },
        equals,
        inverse: Inverse::Named(names[1]),
        ..PLAIN
    }
}

pub(super) const ISWAP: Row = kin(
    ["ISWAP", "ISWAPDG"],
    "iSWAP",
    "Swaps two qubits and gives |01⟩ and |10⟩ the phase i",
    |_| exchange(O, C64::I),
    "S 0; S 1; H 0; X 0:1; X 1:0; H 1",
);
pub(super) const ISWAPDG: Row = kin(
    ["ISWAPDG", "ISWAP"],
    "iSWAP†",
    "Swaps two qubits and gives |01⟩ and |10⟩ the phase −i",
    |_| exchange(O, -C64::I),
    "H 1; X 1:0; X 0:1; H 0; SDG 1; SDG 0",
);
pub(super) const SQRTSWAP: Row = kin(
    ["SQRTSWAP", "SQRTSWAPDG"],
    "√SWAP",
    "Swaps two qubits half way: twice is SWAP",
    |_| exchange(C64::new(0.5, 0.5), C64::new(0.5, -0.5)),
    "X 0:1; SX 1:0; X 0:1",
);
pub(super) const SQRTSWAPDG: Row = kin(
    ["SQRTSWAPDG", "SQRTSWAP"],
    "√SWAP†",
    "Inverse of the half swap",
    |_| exchange(C64::new(0.5, -0.5), C64::new(0.5, 0.5)),
    "X 0:1; SXDG 1:0; X 0:1",
);
pub(super) const SQRTISWAP: Row = kin(
    ["SQRTISWAP", "SQRTISWAPDG"],
    "√iSWAP",
    "Half an iSWAP: twice is iSWAP",
    |_| exchange(C64::new(FRAC_1_SQRT_2, 0.0), C64::new(0.0, FRAC_1_SQRT_2)),
    "RXX(-pi/4) 0 1; RYY(-pi/4) 0 1",
)
.also(&["SISWAP"]);
pub(super) const SQRTISWAPDG: Row = kin(
    ["SQRTISWAPDG", "SQRTISWAP"],
    "√iSWAP†",
    "Inverse of half an iSWAP",
    |_| exchange(C64::new(FRAC_1_SQRT_2, 0.0), C64::new(0.0, -FRAC_1_SQRT_2)),
    "RXX(pi/4) 0 1; RYY(pi/4) 0 1",
);
pub(super) const ECR: Row = kin(
    ["ECR", "ECR"],
    "ECR",
    "Echoed cross-resonance: (X⊗1 − Y⊗X)/√2, as in Qiskit with the first qubit its qubit 0",
    |_| {
        let (h, i) = (C64::new(FRAC_1_SQRT_2, 0.0), C64::new(0.0, FRAC_1_SQRT_2));
        Matrix::of(vec![O, O, h, i, O, O, i, h, h, -i, O, O, -i, h, O, O])
    },
    "RZX(pi/4) 0 1; X 0; RZX(-pi/4) 0 1",
);
pub(super) const DCX: Row = Row {
    inverse: Inverse::Of(|op| Op { targets: op.targets.iter().rev().copied().collect(), ..op.clone() }),
    ..kin(
        ["DCX", ""],
        "DCX",
        "Double CX: the first flips the second, then the second the first",
        |_| Matrix::of(vec![I, O, O, O, O, O, I, O, O, O, O, I, O, I, O, O]),
        "X 0:1; X 1:0",
    )
};

/// A gate of two arguments between two qubits.
const fn two_angles(
    name: &'static str,
    params: &'static [&'static str],
    help: &'static str,
    parts: fn(&Op) -> Vec<Op>,
    equals: &'static str,
) -> Row {
    Row {
        name,
        symbol: name,
        family: Family::Devices,
        qubits: 2,
        params,
        help,
        action: Action::Parts(parts),
        equals,
        count: |_| 4,
        inverse: Inverse::Of(first_negated),
        ..PLAIN
    }
}

/// exp(−iθ(XX ± YY)/4) with the phase ∓β of one qubit around it.
fn exchanges(op: &Op, sign: f64) -> Vec<Op> {
    let [theta, beta] = &op.args[..] else { return Vec::new() };
    let [first, second] = op.targets[..] else { return Vec::new() };
    let (place, before) = if sign > 0.0 { (first, beta.clone()) } else { (second, beta.negated()) };
    let turned = |gate, targets: &[usize], angle| Op::turned(gate, targets, angle);
    vec![
        turned(Gate::RZ, &[place], before.clone()),
        turned(Gate::RXX, &op.targets, theta.times(0.5)),
        turned(Gate::RYY, &op.targets, theta.times(0.5 * sign)),
        turned(Gate::RZ, &[place], before.negated()),
    ]
}

pub(super) const FSIM: Row = Row {
    count: |_| 3,
    inverse: Inverse::Negated(&[0, 1]),
    ..two_angles(
        "FSIM",
        &["θ", "φ"],
        "Fermionic simulation: exp(−iθ(XX+YY)/2), then |11⟩ gains e^{−iφ}, as in Cirq",
        |op| {
            let [theta, phi] = &op.args[..] else { return Vec::new() };
            let [first, second] = op.targets[..] else { return Vec::new() };
            let turned = |gate, angle: &Angle| Op::turned(gate, &op.targets, angle.clone());
            let phase = Op::turned(Gate::P, &[second], phi.negated()).controlled(Control::on(first));
            vec![turned(Gate::RXX, theta), turned(Gate::RYY, theta), phase]
        },
        "XXPLUSYY(2theta1, 0) 0 1; RZZ(theta2/2) 0 1; RZ(-theta2/2) 0; RZ(-theta2/2) 1",
    )
};
pub(super) const XXPLUSYY: Row = two_angles(
    "XXPLUSYY",
    &["θ", "β"],
    "exp(−iθ(XX+YY)/4) between RZ(β) and RZ(−β) of the first qubit, as in Qiskit",
    |op| exchanges(op, 1.0),
    "RZ(theta2) 0; X 0:1; RX(theta1) 1:0; X 0:1; RZ(-theta2) 0",
)
.also(&["XX_PLUS_YY"]);
pub(super) const XXMINUSYY: Row = two_angles(
    "XXMINUSYY",
    &["θ", "β"],
    "exp(−iθ(XX−YY)/4) between RZ(−β) and RZ(β) of the second qubit, as in Qiskit",
    |op| exchanges(op, -1.0),
    "RZ(-theta2) 1; X 0:1; RX(theta1) !1:0; X 0:1; RZ(theta2) 1",
)
.also(&["XX_MINUS_YY"]);

pub(super) const RCCX: Row = Row {
    name: "RCCX",
    aliases: &["MARGOLUS"],
    symbol: "RCCX",
    family: Family::Arithmetic,
    qubits: 3,
    help: "Toffoli gate up to phases, with three CX: the last qubit flips where the first two are |1⟩",
    count: |_| 9,
    action: Action::Parts(|op| {
        let [a, b, t] = op.targets[..] else { return Vec::new() };
        let one = |gate| Op::fixed(gate, &[t]);
        let flip = |q| Op::fixed(Gate::X, &[t]).controlled(Control::on(q));
        let (h, up, down) = (one(Gate::H), one(Gate::T), one(Gate::TDG));
        vec![h.clone(), up.clone(), flip(b), down.clone(), flip(a), up, flip(b), down, h]
    }),
    equals: "Y 0 1:2; Z 0 !1:2",
    inverse: Inverse::Itself,
    ..PLAIN
};
