//! How many gates were applied by runs of states on this thread: counted, so that speed can be told as it is. A gate of
//! the circuit counts once for every row, however many of them are done in one pass. Not here: time; whoever has a
//! clock reads the tally before and after. Training is told by epochs and is not counted.

use std::cell::Cell;

thread_local! {
    static GATES: Cell<u64> = const { Cell::new(0) };
}

/// Counts so many gates on so many rows.
pub(crate) fn add(gates: usize, rows: usize) {
    GATES.set(GATES.get().wrapping_add(gates as u64 * rows as u64));
}

/// Gates applied since the thread began. Differences count; the number as such means nothing.
pub fn gates() -> u64 {
    GATES.get()
}

#[cfg(test)]
mod tests {
    use crate::{Circuit, Rows, State};

    #[test]
    fn every_gate_of_a_run_is_counted_once_a_row() {
        let circuit: Circuit = "qubits 2; H 0; X 0:1; RX(x1) 1".parse().expect("a circuit");
        let before = super::gates();
        State::run(&circuit, &[], &Rows { width: 1, data: vec![0.1, 0.2] }).expect("a run");
        assert_eq!(super::gates() - before, 6);
    }
}
