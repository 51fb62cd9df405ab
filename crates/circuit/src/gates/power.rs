//! Fractional powers of half turns: X^t, Y^t, Z^t, H^t with X^t = exp(iπt(1 − X)/2), as in Quirk.

use super::{Action, Family, Gate, GateDef, Inverse, PLAIN};
use crate::{Angle, Op};

/// A power of Z between gates that turn Z into the gate of the power.
fn power(op: &Op, before: &[(Gate, f64)], after: &[(Gate, f64)]) -> Vec<Op> {
    let place = |&(gate, angle): &(Gate, f64)| match gate.params {
        [] => Op::fixed(gate, &op.targets),
        _ => Op::turned(gate, &op.targets, Angle::nice(angle)),
    };
    let turn = op.angle().map(|t| Op::turned(Gate::P, &op.targets, t.times_pi()));
    before.iter().map(place).chain(turn).chain(after.iter().map(place)).collect()
}

const EIGHTH: f64 = std::f64::consts::FRAC_PI_4;

const fn row(
    name: &'static str,
    symbol: &'static str,
    help: &'static str,
    parts: fn(&Op) -> Vec<Op>,
    equals: &'static str,
) -> GateDef {
    GateDef {
        name,
        symbol,
        family: Family::Powers,
        params: &["t"],
        help,
        action: Action::Parts(parts),
        equals,
        inverse: Inverse::NegatedAngle,
        ..PLAIN
    }
}

pub(super) static XPOW: GateDef = row(
    "XPOW",
    "X^t",
    "A power of X: t = 1 is X, t = 1/2 its square root",
    |op| power(op, &[(Gate::H, 0.0)], &[(Gate::H, 0.0)]),
    "RX(pi*theta1) 0",
);
pub(super) static YPOW: GateDef = row(
    "YPOW",
    "Y^t",
    "A power of Y: t = 1 is Y, t = 1/2 its square root",
    |op| power(op, &[(Gate::SDG, 0.0), (Gate::H, 0.0)], &[(Gate::H, 0.0), (Gate::S, 0.0)]),
    "RY(pi*theta1) 0",
);
pub(super) static ZPOW: GateDef = row(
    "ZPOW",
    "Z^t",
    "A power of Z: t = 1 is Z, t = 1/2 is S, t = 1/4 is T",
    |op| power(op, &[], &[]),
    "RZ(pi*theta1) 0",
);
pub(super) static HPOW: GateDef = row(
    "HPOW",
    "H^t",
    "A power of the Hadamard gate: t = 1 is H",
    |op| power(op, &[(Gate::RY, -EIGHTH)], &[(Gate::RY, EIGHTH)]),
    "RY(-pi/4) 0; RZ(pi*theta1) 0; RY(pi/4) 0",
);
