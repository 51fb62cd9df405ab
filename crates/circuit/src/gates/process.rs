//! What is no unitary: measurement, reset, post-selection; and the spacer, which is nothing at all.

use super::{Action, Family, Gate, Inverse, PLAIN, Row};
use crate::{C64, Matrix, Op};

pub(super) const MEASURE: Row = Row {
    name: "MEASURE",
    aliases: &["M"],
    symbol: "M",
    family: Family::Process,
    help: "Measures a qubit in the Z basis: it becomes |0⟩ or |1⟩ and a classical bit says which",
    action: Action::Measure,
    ..PLAIN
};
pub(super) const RESET: Row = Row {
    name: "RESET",
    symbol: "|0⟩",
    family: Family::Process,
    help: "Brings a qubit to |0⟩, whatever it was; what it was entangled with becomes a mixture",
    action: Action::Reset,
    ..PLAIN
};
pub(super) const SPACER: Row = Row {
    name: "SPACER",
    aliases: &["ID", "I", "IDENTITY"],
    symbol: "…",
    family: Family::Process,
    help: "Does nothing, and keeps a place",
    action: Action::Nothing,
    equals: "X 0; X 0",
    inverse: Inverse::Itself,
    ..PLAIN
};

/// A measurement along the axis that these gates bring to Z.
fn turned(op: &Op, before: &[Gate]) -> Vec<Op> {
    let mut ops: Vec<Op> = before.iter().map(|&g| Op::fixed(g, &op.targets)).collect();
    let after: Vec<Op> = ops.iter().rev().filter_map(Op::inverse).collect();
    ops.push(Op { bits: op.bits.clone(), ..Op::fixed(Gate::measure(), &op.targets) });
    ops.extend(after);
    ops
}

pub(super) const MEASUREX: Row = Row {
    name: "MEASUREX",
    aliases: &["MX"],
    symbol: "Mx",
    family: Family::Process,
    help: "Measures a qubit along X: it becomes |+⟩ (bit 0) or |−⟩ (bit 1)",
    count: |_| 3,
    action: Action::Parts(|op| turned(op, &[Gate::H])),
    ..PLAIN
};
pub(super) const MEASUREY: Row = Row {
    name: "MEASUREY",
    aliases: &["MY"],
    symbol: "My",
    family: Family::Process,
    help: "Measures a qubit along Y: it becomes |i⟩ (bit 0) or |−i⟩ (bit 1)",
    count: |_| 5,
    action: Action::Parts(|op| turned(op, &[Gate::SDG, Gate::H])),
    ..PLAIN
};

/// |ψ⟩⟨ψ| for ψ = (1, re + i im)/√2.
fn along(re: f64, im: f64) -> Matrix {
    let z = C64::new(re / 2.0, im / 2.0);
    Matrix::of(vec![C64::new(0.5, 0.0), z.conj(), z, C64::new(0.5, 0.0)])
}

const fn kept(name: &'static str, symbol: &'static str, help: &'static str, project: fn() -> Matrix) -> Row {
    Row { name, symbol, family: Family::Process, help, action: Action::Project(project), ..PLAIN }
}

pub(super) const POST0: Row = kept("POST0", "|0⟩⟨0|", "Keeps the runs where the qubit is |0⟩", || {
    Matrix::diagonal(&[C64::ONE, C64::ZERO])
});
pub(super) const POST1: Row = kept("POST1", "|1⟩⟨1|", "Keeps the runs where the qubit is |1⟩", || {
    Matrix::diagonal(&[C64::ZERO, C64::ONE])
});
pub(super) const POSTPLUS: Row =
    kept("POSTPLUS", "|+⟩⟨+|", "Keeps the runs where the qubit is |+⟩", || along(1.0, 0.0));
pub(super) const POSTMINUS: Row =
    kept("POSTMINUS", "|−⟩⟨−|", "Keeps the runs where the qubit is |−⟩", || along(-1.0, 0.0));
pub(super) const POSTI: Row =
    kept("POSTI", "|i⟩⟨i|", "Keeps the runs where the qubit is |i⟩", || along(0.0, 1.0));
pub(super) const POSTMINUSI: Row =
    kept("POSTMINUSI", "|−i⟩⟨−i|", "Keeps the runs where the qubit is |−i⟩", || along(0.0, -1.0));
