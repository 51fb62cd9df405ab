//! How big a circuit is: its depth and how many gates of which name.

use circuit::{Action, Circuit, Op};
use std::collections::BTreeMap;

/// The size of a circuit as it is written; that of `circuit.primitive()` counts what composite gates stand for.
/// Spacers count nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// The longest chain of ops of which each waits for the one before, on a qubit or a classical bit.
    pub depth: usize,
    /// How many ops in all, measurements and channels included.
    pub ops: usize,
    /// How many ops of each name; a C for each control stands before the name: CX, CCX, CRY.
    pub names: BTreeMap<String, usize>,
    /// How many gates act on one qubit.
    pub one_qubit: usize,
    /// How many ops act on two qubits, controls included.
    pub two_qubit: usize,
    /// How many act on three or more.
    pub wider: usize,
}

/// Counts a circuit's ops.
pub fn counts(circuit: &Circuit) -> Counts {
    let mut all = Counts::default();
    let (mut wires, mut bits) = (vec![0usize; circuit.qubits()], vec![0usize; circuit.bits()]);
    for op in circuit.ops().iter().filter(|op| !matches!(op.gate.action, Action::Nothing)) {
        let on_wires = op.qubits().map(|q| wires[q]).max().unwrap_or(0);
        let on_bits = op.classical_bits().map(|b| bits[b]).max().unwrap_or(0);
        let level = on_wires.max(on_bits) + 1;
        op.qubits().for_each(|q| wires[q] = level);
        op.classical_bits().for_each(|b| bits[b] = level);
        all.depth = all.depth.max(level);
        all.ops += 1;
        *all.names.entry(name(op)).or_insert(0) += 1;
        match op.qubits().count() {
            0 | 1 => all.one_qubit += 1,
            2 => all.two_qubit += 1,
            _ => all.wider += 1,
        }
    }
    all
}

fn name(op: &Op) -> String {
    "C".repeat(op.controls.len()) + op.name()
}
