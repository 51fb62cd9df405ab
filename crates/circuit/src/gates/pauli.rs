//! Half turns: H, X, Y, Z.

use super::{Action, Family, Inverse, PLAIN, Row};
use crate::{C64, Matrix};
use std::f64::consts::FRAC_1_SQRT_2;

const O: C64 = C64::ZERO;
const I: C64 = C64::ONE;
const S: C64 = C64::new(FRAC_1_SQRT_2, 0.0);

pub(super) const H: Row = Row {
    name: "H",
    aliases: &["HADAMARD"],
    symbol: "H",
    family: Family::HalfTurns,
    help: "Hadamard: |0⟩ and |1⟩ become equal superpositions; a half turn about the axis between X and Z",
    action: Action::Unitary { matrix: |_| Matrix::of(vec![S, S, S, -S]), generator: None },
    equals: "Z 0; RY(pi/2) 0",
    inverse: Inverse::Itself,
    ..PLAIN
};
pub(super) const X: Row = Row {
    name: "X",
    aliases: &["NOT", "PAULIX"],
    symbol: "X",
    family: Family::HalfTurns,
    help: "Pauli X: swaps |0⟩ and |1⟩; a half turn about X",
    action: Action::Unitary { matrix: |_| Matrix::of(vec![O, I, I, O]), generator: None },
    equals: "H 0; Z 0; H 0",
    inverse: Inverse::Itself,
    ..PLAIN
};
pub(super) const Y: Row = Row {
    name: "Y",
    aliases: &["PAULIY"],
    symbol: "Y",
    family: Family::HalfTurns,
    help: "Pauli Y: swaps |0⟩ and |1⟩ with phases i and −i; a half turn about Y",
    action: Action::Unitary { matrix: |_| Matrix::of(vec![O, -C64::I, C64::I, O]), generator: None },
    equals: "Z 0; X 0",
    inverse: Inverse::Itself,
    ..PLAIN
};
pub(super) const Z: Row = Row {
    name: "Z",
    aliases: &["PAULIZ"],
    symbol: "Z",
    family: Family::HalfTurns,
    help: "Pauli Z: flips the sign of |1⟩; a half turn about Z",
    action: Action::Unitary { matrix: |_| Matrix::of(vec![I, O, O, -I]), generator: None },
    equals: "S 0; S 0",
    inverse: Inverse::Itself,
    ..PLAIN
};
