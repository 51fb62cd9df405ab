//! Gates on two qubits: SWAP and the Ising rotations exp(−iθ P⊗P/2).

use super::{Action, Family, GateDef, Inverse, PLAIN};
use crate::{C64, Matrix};

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
) -> GateDef {
    GateDef {
        name,
        aliases: &[],
        symbol: name,
        family: Family::TwoQubit,
        qubits: 2,
        registers: &[],
        params: &["θ"],
        help,
        action: Action::Unitary { matrix, generator: Some(generator) },
        equals,
        inverse: Inverse::NegatedAngle,
    }
}

pub(super) static SWAP: GateDef = GateDef {
    name: "SWAP",
    aliases: &[],
    symbol: "SWAP",
    family: Family::TwoQubit,
    qubits: 2,
    registers: &[],
    params: &[],
    help: "Swaps the states of two qubits",
    action: Action::Unitary {
        matrix: |_| Matrix::of(vec![I, O, O, O, O, O, I, O, O, I, O, O, O, O, O, I]),
        generator: None,
    },
    equals: "X 0:1; X 1:0; X 0:1",
    inverse: Inverse::Itself,
};
pub(super) static RXX: GateDef = ising(
    "RXX",
    "Rotates two qubits together about X⊗X: exp(−iθXX/2)",
    |t| {
        let (c, s) = half(t);
        let m = C64::new(0.0, -s);
        cross(C64::new(c, 0.0), [m, m, m, m])
    },
    || cross(O, [I, I, I, I]),
    "H 0; H 1; X 0:1; RZ(theta1) 1; X 0:1; H 0; H 1",
);
pub(super) static RYY: GateDef = ising(
    "RYY",
    "Rotates two qubits together about Y⊗Y: exp(−iθYY/2)",
    |t| {
        let (c, s) = half(t);
        let (m, p) = (C64::new(0.0, -s), C64::new(0.0, s));
        cross(C64::new(c, 0.0), [p, m, m, p])
    },
    || cross(O, [-I, I, I, -I]),
    "SX 0; SX 1; X 0:1; RZ(theta1) 1; X 0:1; SXDG 0; SXDG 1",
);
pub(super) static RZZ: GateDef = ising(
    "RZZ",
    "Rotates two qubits together about Z⊗Z: exp(−iθZZ/2)",
    |t| {
        let (c, s) = half(t);
        let (m, p) = (C64::new(c, -s), C64::new(c, s));
        Matrix::diagonal(&[m, p, p, m])
    },
    || Matrix::diagonal(&[I, -I, -I, I]),
    "X 0:1; RZ(theta1) 1; X 0:1",
);
pub(super) static ISWAP: GateDef = GateDef {
    name: "ISWAP",
    symbol: "iSWAP",
    family: Family::TwoQubit,
    qubits: 2,
    help: "Swaps two qubits and gives |01⟩ and |10⟩ the phase i",
    action: Action::Unitary {
        matrix: |_| {
            let i = C64::I;
            Matrix::of(vec![I, O, O, O, O, O, i, O, O, i, O, O, O, O, O, I])
        },
        generator: None,
    },
    equals: "S 0; S 1; H 0; X 0:1; X 1:0; H 1",
    inverse: Inverse::Named("ISWAPDG"),
    ..PLAIN
};
pub(super) static ISWAPDG: GateDef = GateDef {
    name: "ISWAPDG",
    symbol: "iSWAP†",
    family: Family::TwoQubit,
    qubits: 2,
    help: "Swaps two qubits and gives |01⟩ and |10⟩ the phase −i",
    action: Action::Unitary {
        matrix: |_| {
            let i = -C64::I;
            Matrix::of(vec![I, O, O, O, O, O, i, O, O, i, O, O, O, O, O, I])
        },
        generator: None,
    },
    equals: "H 1; X 1:0; X 0:1; H 0; SDG 1; SDG 0",
    inverse: Inverse::Named("ISWAP"),
    ..PLAIN
};
