//! Comparisons of two registers that flip a target. The first qubit of a register is its most significant bit.

use super::arithmetic::changed;
use super::{Action, Family, Inverse, PLAIN, Row};

const fn row(
    name: &'static str,
    symbol: &'static str,
    help: &'static str,
    map: fn(&[usize], usize) -> usize,
    equals: &'static str,
) -> Row {
    Row {
        name,
        symbol,
        family: Family::Compare,
        help,
        action: Action::Permutation(map),
        equals,
        inverse: Inverse::Itself,
        ..PLAIN
    }
    .on(&["target", "A", "B"], &[1, 1], 3)
}

pub(super) const LT: Row = row(
    "LT",
    "⊕A<B",
    "Flips the target's last qubit where A < B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a < b)),
    "X !1 2:0",
);
pub(super) const GT: Row = row(
    "GT",
    "⊕A>B",
    "Flips the target's last qubit where A > B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a > b)),
    "X 1 !2:0",
);
pub(super) const LE: Row = row(
    "LE",
    "⊕A≤B",
    "Flips the target's last qubit where A ≤ B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a <= b)),
    "X 0; X 1 !2:0",
);
pub(super) const GE: Row = row(
    "GE",
    "⊕A≥B",
    "Flips the target's last qubit where A ≥ B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a >= b)),
    "X 0; X !1 2:0",
);
pub(super) const EQ: Row = row(
    "EQ",
    "⊕A=B",
    "Flips the target's last qubit where A = B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a == b)),
    "X 0; X 1:0; X 2:0",
);
pub(super) const NE: Row = row(
    "NE",
    "⊕A≠B",
    "Flips the target's last qubit where A ≠ B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a != b)),
    "X 1:0; X 2:0",
);
