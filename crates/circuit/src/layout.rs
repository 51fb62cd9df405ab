//! Which column each op is drawn in: every op as far left as the ops before it on its wires and classical
//! bits allow.

use crate::{Circuit, Op};

/// Columns of a circuit's ops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The column of each op, in the circuit's order.
    pub columns: Vec<usize>,
    /// How many columns there are: the circuit's depth as drawn.
    pub width: usize,
}

impl Layout {
    /// The layout of a circuit.
    pub fn of(circuit: &Circuit) -> Layout {
        Layout::of_ops(circuit.qubits(), circuit.bits(), circuit.ops())
    }
    pub(crate) fn of_ops(qubits: usize, bits: usize, ops: &[Op]) -> Layout {
        let (mut free, mut free_bits) = (vec![0; qubits], vec![0; bits]);
        let mut columns = Vec::with_capacity(ops.len());
        for op in ops {
            let (low, high) = op.span();
            let known = op.classical_bits().map(|b| free_bits[b]).max().unwrap_or(0);
            let column = free[low..=high].iter().copied().max().unwrap_or(0).max(known);
            free[low..=high].fill(column + 1);
            op.classical_bits().for_each(|b| free_bits[b] = column + 1);
            columns.push(column);
        }
        Layout { columns, width: free.into_iter().max().unwrap_or(0) }
    }
    /// Where in the list an op dropped on a column goes: before the first op of that column or a later one.
    pub fn place(&self, column: usize) -> usize {
        self.columns.partition_point(|&c| c < column)
    }
    /// How many ops stand in columns before this one: the place of a scrubber in the list.
    pub fn ops_before(&self, column: usize) -> usize {
        self.place(column)
    }
}
