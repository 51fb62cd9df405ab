//! Fractional powers of half turns: X^t, Y^t, Z^t, H^t with X^t = exp(iπt(1 − X)/2), and powers that a register
//! says, as in Quirk.

use super::{Action, Family, Gate, Inverse, PLAIN, Row};
use crate::{Angle, Control, Op};

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
    count: fn(&[usize]) -> usize,
    parts: fn(&Op) -> Vec<Op>,
    equals: &'static str,
) -> Row {
    Row {
        name,
        symbol,
        family: Family::Powers,
        params: &["t"],
        help,
        count,
        action: Action::Parts(parts),
        equals,
        inverse: Inverse::NegatedAngle,
        ..PLAIN
    }
}

pub(super) const XPOW: Row = row(
    "XPOW",
    "X^t",
    "A power of X: t = 1 is X, t = 1/2 its square root",
    |_| 3,
    |op| power(op, &[(Gate::H, 0.0)], &[(Gate::H, 0.0)]),
    "RX(pi*theta1) 0",
);
pub(super) const YPOW: Row = row(
    "YPOW",
    "Y^t",
    "A power of Y: t = 1 is Y, t = 1/2 its square root",
    |_| 5,
    |op| power(op, &[(Gate::SDG, 0.0), (Gate::H, 0.0)], &[(Gate::H, 0.0), (Gate::S, 0.0)]),
    "RY(pi*theta1) 0",
);
pub(super) const ZPOW: Row = row(
    "ZPOW",
    "Z^t",
    "A power of Z: t = 1 is Z, t = 1/2 is S, t = 1/4 is T",
    |_| 1,
    |op| power(op, &[], &[]),
    "RZ(pi*theta1) 0",
);
pub(super) const HPOW: Row = row(
    "HPOW",
    "H^t",
    "A power of the Hadamard gate: t = 1 is H",
    |_| 3,
    |op| power(op, &[(Gate::RY, -EIGHTH)], &[(Gate::RY, EIGHTH)]),
    "RY(-pi/4) 0; RZ(pi*theta1) 0; RY(pi/4) 0",
);

/// Powers by A/2ⁿ of a half turn on each target: phases under the qubits of A, in the basis of `before`.
fn by_register(op: &Op, sign: f64, before: &[Gate]) -> Vec<Op> {
    let on_all = |gate: Gate| op.register(0).iter().map(move |&q| Op::fixed(gate, &[q]));
    let mut ops: Vec<Op> = before.iter().flat_map(|&g| on_all(g)).collect();
    let after: Vec<Op> = ops.iter().rev().filter_map(Op::inverse).collect();
    for &target in op.register(0) {
        for (i, &a) in op.register(1).iter().enumerate() {
            let angle = Angle::nice(sign * std::f64::consts::PI / f64::from(2u32 << i));
            ops.push(Op::turned(Gate::P, &[target], angle).controlled(Control::on(a)));
        }
    }
    ops.extend(after);
    ops
}

const fn registered(
    names: [&'static str; 2],
    symbol: &'static str,
    help: &'static str,
    count: fn(&[usize]) -> usize,
    parts: fn(&Op) -> Vec<Op>,
    equals: &'static str,
) -> Row {
    let inverse = Inverse::Named(names[1]);
    Row { inverse, params: &[], ..row(names[0], symbol, help, count, parts, equals) }.on(
        &["target", "A"],
        &[1],
        3,
    )
}

pub(super) const XPOWA: Row = registered(
    ["XPOWA", "XPOWADG"],
    "X^A/2ⁿ",
    "X to the power A/2ⁿ on each target, n the size of A",
    |s| s[0] * (s[1] + 2),
    |op| by_register(op, 1.0, &[Gate::H]),
    "XPOW(1/2) 1:0; XPOW(1/4) 2:0",
);
pub(super) const XPOWADG: Row = registered(
    ["XPOWADG", "XPOWA"],
    "X^−A/2ⁿ",
    "X to the power −A/2ⁿ on each target, n the size of A",
    |s| s[0] * (s[1] + 2),
    |op| by_register(op, -1.0, &[Gate::H]),
    "XPOW(-1/2) 1:0; XPOW(-1/4) 2:0",
);
pub(super) const YPOWA: Row = registered(
    ["YPOWA", "YPOWADG"],
    "Y^A/2ⁿ",
    "Y to the power A/2ⁿ on each target, n the size of A",
    |s| s[0] * (s[1] + 4),
    |op| by_register(op, 1.0, &[Gate::SDG, Gate::H]),
    "YPOW(1/2) 1:0; YPOW(1/4) 2:0",
);
pub(super) const YPOWADG: Row = registered(
    ["YPOWADG", "YPOWA"],
    "Y^−A/2ⁿ",
    "Y to the power −A/2ⁿ on each target, n the size of A",
    |s| s[0] * (s[1] + 4),
    |op| by_register(op, -1.0, &[Gate::SDG, Gate::H]),
    "YPOW(-1/2) 1:0; YPOW(-1/4) 2:0",
);
pub(super) const ZPOWA: Row = registered(
    ["ZPOWA", "ZPOWADG"],
    "Z^A/2ⁿ",
    "Z to the power A/2ⁿ on each target, n the size of A",
    |s| s[0] * s[1],
    |op| by_register(op, 1.0, &[]),
    "ZPOW(1/2) 1:0; ZPOW(1/4) 2:0",
);
pub(super) const ZPOWADG: Row = registered(
    ["ZPOWADG", "ZPOWA"],
    "Z^−A/2ⁿ",
    "Z to the power −A/2ⁿ on each target, n the size of A",
    |s| s[0] * s[1],
    |op| by_register(op, -1.0, &[]),
    "ZPOW(-1/2) 1:0; ZPOW(-1/4) 2:0",
);
