//! Ops on more wires or fewer: registers grow and shrink by a wire.
//! Not here: where ops stand (`layout`), edits of documents (`session`).

use crate::{CircuitError, Gate, Op};

impl Op {
    /// This op with the register that holds a wire (or the last one) larger by the nearest free wire, below it if there
    /// is one, or smaller by its last wire.
    ///
    /// # Errors
    /// Where it has a fixed number of qubits, no wire is free, or a register would be empty.
    pub fn resized(&self, wire: usize, grow: bool, qubits: usize) -> Result<Op, CircuitError> {
        let gate = self.gate.name;
        if self.gate.registers.is_empty() {
            return Err(CircuitError::FixedSize(gate));
        }
        let (mut which, mut from) = (0, 0);
        // The register whose targets hold the wire, else the last.
        while which < self.splits.len() && !self.register(which).contains(&wire) {
            from += self.splits[which];
            which += 1;
        }
        let own = self.register(which);
        let (first, last) = (own[0], own[own.len() - 1]);
        // A register that is counted from the bottom up grows at its front.
        let upwards = first > last;
        let (low, high) = if upwards { (last, first) } else { (first, last) };
        let mut op = self.clone();
        let mut front = upwards;
        if grow {
            let free = |q: &usize| self.qubits().all(|used| used != *q);
            let new = (high + 1..qubits).find(free).or_else(|| (0..low).rev().find(free));
            let new = new.ok_or(CircuitError::NoFreeWire(gate))?;
            front = (new < low) != upwards;
            op.targets.insert(if front { from } else { from + own.len() }, new);
        } else if own.len() < 2 {
            return Err(CircuitError::NoFewerQubits(gate));
        } else {
            op.targets.remove(if front { from } else { from + own.len() - 1 });
        }
        if let Some(size) = op.splits.get_mut(which) {
            *size = if grow { *size + 1 } else { *size - 1 };
        }
        if self.gate == Gate::EXPECT {
            let at = if front { 0 } else { own.len() - usize::from(!grow) };
            if grow {
                op.paulis.insert(at, 'Z');
            } else {
                op.paulis.remove(at);
            }
        }
        Ok(op)
    }
}
