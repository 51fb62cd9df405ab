//! Classical bits as circuits are edited: registers that come when something is measured and go when nothing is.
//!
//! Not here: registers and conditions themselves (`classical`).

use crate::{Circuit, CircuitError, Op, Register};

/// The name of registers that editing makes; a number follows where it is taken.
const NAME: &str = "c";

impl Circuit {
    /// The first classical bit that nothing reads or writes: one more than there are, where all are in use.
    pub fn free_bit(&self) -> usize {
        let used = used(self);
        (0..).find(|bit| used >> bit & 1 == 0).unwrap_or(0)
    }
    /// This circuit with as many classical bits as an op speaks of: its last register grows, if it is one that editing
    /// makes, or another is made.
    ///
    /// # Errors
    /// Where these would be too many bits.
    pub fn with_bits_of(&self, op: &Op) -> Result<Circuit, CircuitError> {
        let needs = op.classical_bits().max().map_or(0, |bit| bit + 1);
        let more = needs.saturating_sub(self.bits());
        if more == 0 {
            return Ok(self.clone());
        }
        let mut registers = self.registers().to_vec();
        match registers.last_mut() {
            Some(last) if last.name.trim_end_matches(|c: char| c.is_ascii_digit()) == NAME => {
                last.size += more
            }
            _ => {
                let taken = |name: &String| registers.iter().any(|r| r.name == *name);
                let numbered = (1..).map(|n| format!("{NAME}{n}"));
                let name = [NAME.to_string()].into_iter().chain(numbered).find(|name| !taken(name));
                registers.push(Register { name: name.unwrap_or_default(), size: more });
            }
        }
        self.of_ops(registers, self.ops().to_vec())
    }
    /// This circuit with an op in the place of one, waiting for classical bits: where these are measured only later, it
    /// goes behind that measurement, if nothing between touches its qubits.
    ///
    /// # Errors
    /// Where something does, or the op does not fit.
    pub fn with_waiting(&self, index: usize, op: Op) -> Result<Circuit, CircuitError> {
        let mut ops = self.ops().to_vec();
        let mut behind = index;
        for bit in op.conditions.iter().flat_map(|c| &c.bits) {
            let first = ops.iter().position(|o| o.bits.contains(bit));
            behind = first.filter(|at| *at != index).map_or(behind, |at| behind.max(at));
        }
        let touched = |o: &Op| o.qubits().any(|q| op.qubits().any(|p| p == q));
        if ops.get(index + 1..=behind).unwrap_or_default().iter().any(touched) {
            return Err(CircuitError::MeasuredLater {
                gate: op.gate.name,
                bits: self.bit_names(&op.conditions[0].bits),
            });
        }
        if index < ops.len() {
            ops.remove(index);
            ops.insert(behind, op);
        }
        self.of_ops(self.registers().to_vec(), ops)
    }
    /// This circuit without the classical bits that an earlier one used and this one does not, as far as they stand at
    /// the end of a register; a register without bits goes.
    ///
    /// # Errors
    /// None that a circuit that exists could give.
    pub fn without_freed_bits(&self, before: &Circuit) -> Result<Circuit, CircuitError> {
        if self.registers() != before.registers() {
            return Ok(self.clone());
        }
        let (now, freed) = (used(self), used(before) & !used(self));
        if freed == 0 {
            return Ok(self.clone());
        }
        let (mut registers, mut first, mut gone) = (Vec::new(), 0, 0u64);
        for register in self.registers() {
            let bits = first..first + register.size;
            first += register.size;
            // Bits that were declared and never used stay, but for those before one that goes.
            let mut size = register.size;
            let untouched =
                bits.clone().all(|b| now >> b & 1 == 0) && bits.clone().any(|b| freed >> b & 1 == 1);
            while size > 0 && (untouched || freed >> (bits.start + size - 1) & 1 == 1) {
                size -= 1;
                gone |= 1 << (bits.start + size);
            }
            if size > 0 {
                registers.push(Register { name: register.name.clone(), size });
            }
        }
        let place = |bit: usize| (0..bit).filter(|b| gone >> b & 1 == 0).count();
        let moved = |op: &Op| {
            let mut op = op.clone();
            op.bits.iter_mut().for_each(|b| *b = place(*b));
            op.conditions.iter_mut().flat_map(|c| &mut c.bits).for_each(|b| *b = place(*b));
            op
        };
        self.of_ops(registers, self.ops().iter().map(moved).collect())
    }
}

/// The classical bits that are read or written, as a mask.
fn used(circuit: &Circuit) -> u64 {
    circuit.ops().iter().flat_map(Op::classical_bits).fold(0, |all, bit| all | 1 << bit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Condition;

    fn circuit(text: &str) -> Circuit {
        text.parse().expect(text)
    }

    #[test]
    fn a_measurement_finds_a_bit_and_registers_grow_for_it() {
        let mut c = circuit("qubits 2; H 0");
        for (bit, text) in [(0, "bits c 1"), (1, "bits c 2"), (2, "bits c 3")] {
            assert_eq!(c.free_bit(), bit);
            let op = Op::measure(0, bit);
            c = c.with_bits_of(&op).expect("room");
            c.insert(9, op).expect("valid");
            assert!(c.to_string().contains(text), "{c}");
        }
        let named = circuit("qubits 2; bits s 1; MEASURE 0 -> s[0]");
        assert!(
            named.with_bits_of(&Op::measure(1, 1)).expect("room").to_string().contains("bits s 1; bits c 1")
        );
        let gap = circuit("qubits 2; bits c 2; MEASURE 0 -> c[1]");
        assert_eq!(gap.free_bit(), 0);
        let full = circuit("qubits 2; bits c 64; MEASURE 0 -> c[63]");
        assert!(full.with_bits_of(&Op::measure(0, 64)).is_err());
    }

    #[test]
    fn a_gate_that_is_to_wait_goes_behind_the_measurement_or_says_why_not() {
        let c = circuit("qubits 2; bits c 1; X 1; H 0; MEASURE 0 -> c[0]");
        let place = c.ops().iter().position(|op| op.gate == crate::Gate::X).expect("there");
        let waits = c.ops()[place].clone().given(Condition::bit(0, true));
        let after = c.with_waiting(place, waits.clone()).expect("free to go");
        assert_eq!(after.to_string(), "qubits 2; bits c 1; H 0; MEASURE 0 -> c[0]; if c[0] == 1 X 1");
        let again = after.with_waiting(2, waits.clone()).expect("stands right");
        assert_eq!(again, after);
        let late = circuit("qubits 2; bits c 1; X 1; H 1; H 1; H 0; H 0; H 0; MEASURE 0 -> c[0]");
        let at = late.ops().iter().position(|op| op.gate == crate::Gate::X).expect("there");
        let why = late.with_waiting(at, waits.clone()).expect_err("H is in the way").to_string();
        assert!(why.contains("c[0]") && why.contains("move it behind"), "{why}");
    }

    #[test]
    fn bits_go_with_the_last_op_that_used_them_and_the_others_keep_their_meaning() {
        let before = circuit(
            "qubits 2; bits a 2; bits b 1; bits c 1; MEASURE 0 -> a[0]; MEASURE 1 -> b[0]; MEASURE 0 -> c[0]; if c[0] == 1 X 1",
        );
        let mut after = before.clone();
        after.remove(1);
        let tidy = after.without_freed_bits(&before).expect("valid");
        assert_eq!(
            tidy.to_string(),
            "qubits 2; bits a 2; bits c 1; MEASURE 0 -> a[0]; MEASURE 0 -> c[0]; if c[0] == 1 X 1"
        );
        assert_eq!(tidy.ops()[2].conditions, [Condition::bit(2, true)]);
        let none =
            circuit("qubits 2; bits a 2; bits b 1; bits c 1").without_freed_bits(&before).expect("valid");
        assert_eq!(none.registers(), []);
        let declared = circuit("qubits 1; bits a 3; H 0");
        assert_eq!(declared.without_freed_bits(&declared).expect("valid"), declared);
    }
}
