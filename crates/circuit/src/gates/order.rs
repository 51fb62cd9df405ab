//! Orders of qubits, parities and XOR: all of them swaps and controlled flips.

use super::{Action, Family, Gate, Inverse, PLAIN, Row};
use crate::{Control, Op};

/// The swaps of places that bring what is at place `from(n, i)` of n places to place i.
fn swaps(n: usize, from: fn(usize, usize) -> usize) -> Vec<[usize; 2]> {
    let (mut at, mut swaps): (Vec<usize>, Vec<_>) = ((0..n).collect(), Vec::new());
    for i in 0..n {
        let now = at.iter().position(|&q| q == from(n, i)).unwrap_or(i);
        if now != i {
            at.swap(i, now);
            swaps.push([i, now]);
        }
    }
    swaps
}

/// The same of an op's targets.
fn moved(op: &Op, from: fn(usize, usize) -> usize) -> Vec<Op> {
    let swap = |places: &[usize; 2]| Op::fixed(Gate::SWAP, &places.map(|i| op.targets[i]));
    swaps(op.targets.len(), from).iter().map(swap).collect()
}

/// Where the bit of that place (0: least significant) of a value came from when its halves were woven.
fn woven(n: usize, bit: usize) -> usize {
    bit / 2 + bit % 2 * n.div_ceil(2)
}

/// Where it came from when the value was split again.
fn split(n: usize, bit: usize) -> usize {
    let half = n.div_ceil(2);
    bit % half * 2 + bit / half
}

/// Flips of the first qubit for every other, in the basis where `before` has brought an axis to Z.
fn parity(op: &Op, before: &[Gate]) -> Vec<Op> {
    let on_all = |gate: Gate| op.targets.iter().map(move |&q| Op::fixed(gate, &[q]));
    let mut ops: Vec<Op> = before.iter().flat_map(|&g| on_all(g)).collect();
    let after: Vec<Op> = ops.iter().rev().filter_map(Op::inverse).collect();
    if let [first, others @ ..] = &op.targets[..] {
        ops.extend(others.iter().map(|&q| Op::fixed(Gate::X, &[*first]).controlled(Control::on(q))));
    }
    ops.extend(after);
    ops
}

/// A flip of a bit of the target for every bit of A of the same significance.
fn xor(op: &Op) -> Vec<Op> {
    let pairs = op.register(0).iter().rev().zip(op.register(1).iter().rev());
    pairs.map(|(&x, &a)| Op::fixed(Gate::X, &[x]).controlled(Control::on(a))).collect()
}

const fn row(
    name: &'static str,
    inverse: &'static str,
    symbol: &'static str,
    help: &'static str,
    count: fn(&[usize]) -> usize,
    parts: fn(&Op) -> Vec<Op>,
    equals: &'static str,
) -> Row {
    Row {
        name,
        symbol,
        family: Family::Order,
        help,
        count,
        action: Action::Parts(parts),
        equals,
        inverse: Inverse::Named(inverse),
        ..PLAIN
    }
    .on(&["value"], &[], 3)
}

pub(super) const REVERSE: Row = row(
    "REVERSE",
    "REVERSE",
    "Rev",
    "Reverses the order of qubits",
    |s| swaps(s[0], |n, i| n - 1 - i).len(),
    |op| moved(op, |n, i| n - 1 - i),
    "SWAP 0 2",
);
pub(super) const ROTL: Row = row(
    "ROTL",
    "ROTR",
    "<<",
    "Rotates a register's bits one place up: the first qubit's state goes to the last",
    |s| swaps(s[0], |n, i| (i + 1) % n).len(),
    |op| moved(op, |n, i| (i + 1) % n),
    "SWAP 0 1; SWAP 1 2",
);
pub(super) const ROTR: Row = row(
    "ROTR",
    "ROTL",
    ">>",
    "Rotates a register's bits one place down: the last qubit's state goes to the first",
    |s| swaps(s[0], |n, i| (i + n - 1) % n).len(),
    |op| moved(op, |n, i| (i + n - 1) % n),
    "SWAP 1 2; SWAP 0 1",
);
pub(super) const WEAVE: Row = row(
    "WEAVE",
    "UNWEAVE",
    "Weave",
    "Weaves the lower and the upper half of a register's bits into one another",
    |s| swaps(s[0], |n, i| n - 1 - woven(n, n - 1 - i)).len(),
    |op| moved(op, |n, i| n - 1 - woven(n, n - 1 - i)),
    "SWAP 0 1",
)
.also(&["INTERLEAVE"]);
pub(super) const UNWEAVE: Row = row(
    "UNWEAVE",
    "WEAVE",
    "Split",
    "Splits a register's bits into those at even places, then those at odd ones: undoes WEAVE",
    |s| swaps(s[0], |n, i| n - 1 - split(n, n - 1 - i)).len(),
    |op| moved(op, |n, i| n - 1 - split(n, n - 1 - i)),
    "SWAP 0 1",
)
.also(&["DEINTERLEAVE"]);
pub(super) const ZPAR: Row = row(
    "ZPAR",
    "ZPAR",
    "Z par",
    "Leaves the parity of all qubits in the first: flips it for every other that is |1⟩",
    |s| s[0] - 1,
    |op| parity(op, &[]),
    "X 1:0; X 2:0",
)
.also(&["PARITY"]);
pub(super) const XPAR: Row = row(
    "XPAR",
    "XPAR",
    "X par",
    "Leaves the parity of all qubits along X in the first: turns |+⟩ and |−⟩ for every other that is |−⟩",
    |s| 3 * s[0] - 1,
    |op| parity(op, &[Gate::H]),
    "Z x1:0; Z x2:0",
);
pub(super) const YPAR: Row = row(
    "YPAR",
    "YPAR",
    "Y par",
    "Leaves the parity of all qubits along Y in the first: turns |i⟩ and |−i⟩ for every other that is |−i⟩",
    |s| 5 * s[0] - 1,
    |op| parity(op, &[Gate::SDG, Gate::H]),
    "Z y1:0; Z y2:0",
);
pub(super) const XOR: Row = row(
    "XOR",
    "XOR",
    "⊕A",
    "Flips the bits of the target where A has ones",
    |s| s[0].min(s[1]),
    xor,
    "X 2:0; X 3:1",
)
.on(&["target", "A"], &[2], 4);
