//! Printing circuits as text that reads back as the same circuit.

use crate::gates::{Body, Custom};
use crate::{Angle, Axis, C64, Circuit, Condition, Op, Start};
use std::fmt;

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        if !self.paulis.is_empty() {
            write!(f, "({})", self.paulis)?;
        }
        if !self.args.is_empty() {
            let args: Vec<String> = self.args.iter().map(Angle::to_string).collect();
            write!(f, "({})", args.join(", "))?;
        }
        for control in &self.controls {
            let axis = match control.axis {
                Axis::Z => "",
                Axis::X => "x",
                Axis::Y => "y",
            };
            write!(f, " {}{axis}{}", if control.on { "" } else { "!" }, control.qubit)?;
        }
        let mut ends = Vec::with_capacity(self.splits.len());
        self.splits.iter().fold(0, |sum, size| {
            ends.push(sum + size);
            sum + size
        });
        for (i, target) in self.targets.iter().enumerate() {
            let before = if i == 0 && !self.controls.is_empty() { ":" } else { " " };
            let bar = if ends.contains(&i) { " |" } else { "" };
            write!(f, "{bar}{before}{target}")?;
        }
        Ok(())
    }
}

impl Circuit {
    /// An op as a statement of this circuit's text, conditions and classical bits included.
    pub fn statement(&self, op: &Op) -> String {
        let mut text: String = op.conditions.iter().map(|c| self.condition(c)).collect();
        text += &op.to_string();
        if !op.bits.is_empty() {
            text += " -> ";
            text += &self.bit_names(&op.bits);
        }
        text
    }
    fn condition(&self, condition: &Condition) -> String {
        let (sign, value) = (condition.comparison.sign(), condition.value);
        format!("if {} {sign} {value} ", self.bit_names(&condition.bits))
    }
    /// Bits by name; a whole register in its order by its own.
    pub fn bit_names(&self, bits: &[usize]) -> String {
        let mut first = 0;
        for register in self.registers() {
            if register.size > 1 && bits.iter().copied().eq(first..first + register.size) {
                return register.name.clone();
            }
            first += register.size;
        }
        bits.iter().map(|b| self.bit_name(*b)).collect::<Vec<_>>().join(",")
    }
}

impl fmt::Display for Circuit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "qubits {}", self.qubits())?;
        for register in self.registers() {
            write!(f, "; bits {} {}", register.name, register.size)?;
        }
        for qubit in (0..self.qubits()).filter(|q| !self.label(*q).is_empty()) {
            write!(f, "; label {qubit} {}", self.label(qubit))?;
        }
        for qubit in 0..self.qubits() {
            let start = self.start(qubit);
            if start != Start::Zero {
                write!(f, "; start {qubit} {}", start.name())?;
            }
        }
        for custom in self.customs() {
            write!(f, "; {custom}")?;
        }
        for op in self.ops() {
            write!(f, "; {}", self.statement(op))?;
        }
        Ok(())
    }
}

impl fmt::Display for Custom {
    /// The definition as a statement.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, qubits) = (&self.name, self.qubits());
        match self.body() {
            Body::Matrix(m) => {
                let entries: Vec<String> = m.data.iter().map(|z| complex(*z)).collect();
                write!(f, "matrix {name} {qubits} ({})", entries.join(", "))
            }
            Body::Ops(ops) => {
                let ops: Vec<String> = ops.iter().map(Op::to_string).collect();
                write!(f, "gate {name} {qubits} {{ {} }}", ops.join("; "))
            }
        }
    }
}

/// A complex number as text reads it: `0.5-0.5i`.
pub(crate) fn complex(z: C64) -> String {
    let (re, im) = (Angle::number(z.re), Angle::number(z.im.abs()));
    match (z.re == 0.0, z.im == 0.0) {
        (_, true) => re.to_string(),
        (true, false) => format!("{}{im}i", if z.im < 0.0 { "-" } else { "" }),
        _ => format!("{re}{}{im}i", if z.im < 0.0 { "-" } else { "+" }),
    }
}
