//! Ops on more wires or fewer: an end of a register goes to another wire.
//! Not here: where ops stand (`layout`), edits of documents (`session`).

use crate::{CircuitError, Gate, Op};

/// How far a register is to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Over the nearest free wire too: below it if there is one.
    More,
    /// Not over its last wire.
    Less,
    /// Up or down to this wire, over every free one on the way.
    To(usize),
}

impl Op {
    /// The register that holds a wire (or the last one), by its place, and its lowest and highest wire. `None` for an op
    /// with a fixed number of qubits.
    pub fn register_at(&self, wire: usize) -> Option<(usize, usize, usize)> {
        let last = self.gate.registers.len().checked_sub(1)?;
        let which = (0..last).find(|i| self.register(*i).contains(&wire)).unwrap_or(last);
        let own = self.register(which);
        Some((which, *own.iter().min()?, *own.iter().max()?))
    }

    /// This op with the register that holds a wire (or the last one) larger or smaller. To a wire its upper end moves
    /// where the wire that it holds is its lowest in number, else the lower one; of two ends on one wire the one that
    /// grows. Wires that other parts of the op stand on are left out.
    ///
    /// # Errors
    /// Where it has a fixed number of qubits, no wire is free, or a register would be empty.
    pub fn resized(&self, wire: usize, reach: Reach, qubits: usize) -> Result<Op, CircuitError> {
        let gate = self.gate.name;
        let (which, low, high) = self.register_at(wire).ok_or(CircuitError::FixedSize(gate))?;
        let own = self.register(which);
        let free = |q: &usize| self.qubits().all(|used| used != *q);
        let to = match reach {
            Reach::To(to) => to.min(qubits.saturating_sub(1)),
            Reach::More => (high + 1..qubits)
                .find(free)
                .or_else(|| (0..low).rev().find(free))
                .ok_or(CircuitError::NoFreeWire(gate))?,
            Reach::Less => {
                let left = own.iter().filter(|q| **q != high).max();
                *left.ok_or(CircuitError::NoFewerQubits(gate))?
            }
        };
        let down = match reach {
            Reach::To(_) if low < high => wire != low,
            Reach::Less => true,
            _ => to > low,
        };
        let (first, last) = if down { (low, to.max(low)) } else { (to.min(high), high) };
        let mut wires = own.to_vec();
        wires.retain(|q| (first..=last).contains(q));
        // Those it comes to, from its old end on; where it withdraws only the one at which it then ends. A register
        // that is counted from the bottom up grows downwards at its front.
        let upwards = own[0] > own[own.len() - 1];
        let (mut at, end) = if down { (high.min(last), last) } else { (low.max(first), first) };
        loop {
            if free(&at) {
                let place = if down == upwards { 0 } else { wires.len() };
                wires.insert(place, at);
            }
            if at == end {
                break;
            }
            at = if down { at + 1 } else { at - 1 };
        }
        let mut op = self.clone();
        if self.gate == Gate::EXPECT {
            op.paulis = self.letters_on(&wires);
        }
        if let Some(size) = op.splits.get_mut(which) {
            *size = wires.len();
        }
        let from: usize = self.splits.iter().take(which).sum();
        wires.extend_from_slice(&self.targets[from + own.len()..]);
        op.targets.truncate(from);
        op.targets.append(&mut wires);
        Ok(op)
    }
    /// The letters of a Pauli product on other wires: those that it has keep theirs, new ones get Z.
    fn letters_on(&self, wires: &[usize]) -> String {
        let mut letters = String::new();
        for wire in wires {
            let kept = self.targets.iter().position(|q| q == wire);
            letters.push(kept.and_then(|i| self.paulis.chars().nth(i)).unwrap_or('Z'));
        }
        letters
    }
}
