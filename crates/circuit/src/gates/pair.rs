//! Gates on two qubits: SWAP and the Ising rotations exp(−iθ P⊗P/2).

use super::{Family, GateDef, Inverse};
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
        angled: true,
        help,
        matrix,
        generator: Some(generator),
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
    angled: false,
    help: "Swaps the states of two qubits",
    matrix: |_| Matrix::of(vec![I, O, O, O, O, O, I, O, O, I, O, O, O, O, O, I]),
    generator: None,
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
