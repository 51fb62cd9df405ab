//! Comparisons of two registers that flip a target. The first qubit of a register is its most significant bit.

use super::arithmetic::changed;
use super::{Action, Family, GateDef, Inverse, PLAIN};

const fn row(
    name: &'static str,
    symbol: &'static str,
    help: &'static str,
    map: fn(&[usize], usize) -> usize,
    equals: &'static str,
) -> GateDef {
    GateDef {
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

pub(super) static LT: GateDef = row(
    "LT",
    "⊕A<B",
    "Flips the target's last qubit where A < B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a < b)),
    "X !1 2:0",
);
pub(super) static GT: GateDef = row(
    "GT",
    "⊕A>B",
    "Flips the target's last qubit where A > B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a > b)),
    "X 1 !2:0",
);
pub(super) static LE: GateDef = row(
    "LE",
    "⊕A≤B",
    "Flips the target's last qubit where A ≤ B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a <= b)),
    "X 0; X 1 !2:0",
);
pub(super) static GE: GateDef = row(
    "GE",
    "⊕A≥B",
    "Flips the target's last qubit where A ≥ B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a >= b)),
    "X 0; X !1 2:0",
);
pub(super) static EQ: GateDef = row(
    "EQ",
    "⊕A=B",
    "Flips the target's last qubit where A = B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a == b)),
    "X 0; X 1:0; X 2:0",
);
pub(super) static NE: GateDef = row(
    "NE",
    "⊕A≠B",
    "Flips the target's last qubit where A ≠ B",
    |s, v| changed(s, v, |_, [x, a, b, _]| x ^ usize::from(a != b)),
    "X 1:0; X 2:0",
);
