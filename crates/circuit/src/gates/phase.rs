//! Quarter and eighth turns and the phase gate: S, T, SX, their inverses, P.

use super::{Action, Family, Inverse, PLAIN, Row};
use crate::{C64, Matrix};
use std::f64::consts::FRAC_1_SQRT_2;

const T8: C64 = C64::new(FRAC_1_SQRT_2, FRAC_1_SQRT_2);
const UP: C64 = C64::new(0.5, 0.5);
const DOWN: C64 = C64::new(0.5, -0.5);

const fn row(
    name: &'static str,
    aliases: &'static [&'static str],
    symbol: &'static str,
    help: &'static str,
    matrix: fn(f64) -> Matrix,
    equals: &'static str,
    inverse: &'static str,
) -> Row {
    Row {
        name,
        aliases,
        symbol,
        family: Family::Phase,
        help,
        action: Action::Unitary { matrix, generator: None },
        equals,
        inverse: Inverse::Named(inverse),
        ..PLAIN
    }
}

pub(super) const S: Row = row(
    "S",
    &[],
    "S",
    "Quarter turn about Z: |1⟩ gains the phase i",
    |_| Matrix::diagonal(&[C64::ONE, C64::I]),
    "RZ(pi/2) 0",
    "SDG",
);
pub(super) const SDG: Row = row(
    "SDG",
    &["SI", "S†"],
    "S†",
    "Inverse quarter turn about Z: |1⟩ gains the phase −i",
    |_| Matrix::diagonal(&[C64::ONE, -C64::I]),
    "RZ(-pi/2) 0",
    "S",
);
pub(super) const T: Row = row(
    "T",
    &[],
    "T",
    "Eighth turn about Z: |1⟩ gains the phase e^{iπ/4}",
    |_| Matrix::diagonal(&[C64::ONE, T8]),
    "RZ(pi/4) 0",
    "TDG",
);
pub(super) const TDG: Row = row(
    "TDG",
    &["TI", "T†"],
    "T†",
    "Inverse eighth turn about Z: |1⟩ gains the phase e^{−iπ/4}",
    |_| Matrix::diagonal(&[C64::ONE, T8.conj()]),
    "RZ(-pi/4) 0",
    "T",
);
pub(super) const SX: Row = row(
    "SX",
    &["V", "√X"],
    "√X",
    "Quarter turn about X: twice is X",
    |_| Matrix::of(vec![UP, DOWN, DOWN, UP]),
    "H 0; S 0; H 0",
    "SXDG",
);
pub(super) const SXDG: Row = row(
    "SXDG",
    &["VDG", "√X†"],
    "√X†",
    "Inverse quarter turn about X",
    |_| Matrix::of(vec![DOWN, UP, UP, DOWN]),
    "H 0; SDG 0; H 0",
    "SX",
);
pub(super) const P: Row = Row {
    name: "P",
    aliases: &["PHASE", "U1", "PHASESHIFT"],
    symbol: "P",
    family: Family::Phase,
    params: &["θ"],
    help: "Phase gate: |1⟩ gains the phase e^{iθ}",
    action: Action::Unitary {
        matrix: |t| Matrix::diagonal(&[C64::ONE, C64::phase(t)]),
        generator: Some(|| Matrix::diagonal(&[C64::ZERO, C64::new(-2.0, 0.0)])),
    },
    equals: "RZ(theta1) 0",
    inverse: Inverse::NegatedAngle,
    ..PLAIN
};
pub(super) const GPHASE: Row = Row {
    name: "GPHASE",
    aliases: &["GLOBALPHASE"],
    symbol: "e^iφ",
    family: Family::Scalar,
    params: &["φ"],
    help: "Global phase e^{iφ}: nothing to see by itself, a phase gate where it is controlled",
    action: Action::Unitary {
        matrix: |t| Matrix::diagonal(&[C64::phase(t), C64::phase(t)]),
        generator: Some(|| Matrix::diagonal(&[C64::new(-2.0, 0.0), C64::new(-2.0, 0.0)])),
    },
    equals: "RZ(theta1) 0; RZ(-theta1) 0",
    inverse: Inverse::NegatedAngle,
    ..PLAIN
};
