//! Ops on more wires or fewer: registers grow and shrink by a wire, and what stands in an op's brackets is read from
//! text. Not here: where ops stand (`layout`), edits of documents (`session`).

use crate::gates::MAX_SHOTS;
use crate::{Circuit, CircuitError, Gate, Op};

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
        let sizes = self.sizes();
        let holds = |i: &usize| self.register(*i).contains(&wire);
        let which = (0..sizes.len()).find(holds).unwrap_or(sizes.len() - 1);
        let from: usize = sizes[..which].iter().sum();
        let own = self.register(which).to_vec();
        // A register that is counted from the bottom up grows at its front.
        let upwards = own.first() > own.last();
        let mut op = self.clone();
        let low = own.iter().copied().min().unwrap_or(0);
        let high = own.iter().copied().max().unwrap_or(0);
        let front = if grow {
            let free = |q: &usize| self.qubits().all(|used| used != *q);
            let new = (high + 1..qubits).find(free).or((0..low).rev().find(free));
            let new = new.ok_or(CircuitError::NoFreeWire(gate))?;
            let front = (new < low) != upwards;
            op.targets.insert(if front { from } else { from + own.len() }, new);
            front
        } else {
            if own.len() < 2 {
                return Err(CircuitError::NoFewerQubits(gate));
            }
            op.targets.remove(if upwards { from } else { from + own.len() - 1 });
            upwards
        };
        if let Some(size) = op.splits.get_mut(which) {
            *size = if grow { *size + 1 } else { *size - 1 };
        }
        if self.gate == Gate::EXPECT {
            match (grow, front) {
                (true, true) => op.paulis.insert(0, 'Z'),
                (true, false) => op.paulis.push('Z'),
                (false, true) => drop(op.paulis.remove(0)),
                (false, false) => drop(op.paulis.pop()),
            }
        }
        Ok(op)
    }

    /// What stands in its brackets, as text: letters or arguments.
    pub fn brackets(&self) -> String {
        if self.gate == Gate::EXPECT {
            return self.paulis.clone();
        }
        self.args.iter().map(|a| a.to_string()).collect::<Vec<_>>().join(", ")
    }

    /// This op with what stands in its brackets read from text; a sentence where that cannot be.
    ///
    /// # Errors
    /// Where the text is none that fits this op.
    pub fn with_brackets(&self, text: &str) -> Result<Op, String> {
        let bare = Op { conditions: Vec::new(), controls: Vec::new(), bits: Vec::new(), ..self.clone() };
        let places: Vec<String> = bare.targets.iter().map(usize::to_string).collect();
        let wrong = || {
            if self.gate == Gate::EXPECT {
                let given = text.chars().take(32).collect();
                return CircuitError::Paulis { needs: self.targets.len(), given }.to_string();
            }
            format!(
                "expected numbers or expressions with commas between them; samples have 1 to {MAX_SHOTS} runs and a seed"
            )
        };
        if self.custom.is_some() || text.contains([';', '\n', '#', '{', '}', '|']) {
            return Err(wrong());
        }
        let statement = format!("{}({text}) {}", self.gate.name, places.join(" "));
        let read: Circuit = statement.parse().map_err(|e: crate::TextError| e.message)?;
        match read.ops() {
            [one] if one.gate == self.gate && one.targets == self.targets => {
                Ok(Op { args: one.args.clone(), paulis: one.paulis.clone(), ..self.clone() })
            }
            _ => Err(wrong()),
        }
    }
}
