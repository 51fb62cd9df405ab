//! A custom gate from ops of a circuit, and the ops that a gate stands for in its place.
//!
//! Not here: what a custom gate is (`gates`), writing a whole circuit out (`primitive`).

use crate::gates::Custom;
use crate::{Circuit, Gate, Op};

impl Circuit {
    /// The circuit with some of its ops, by index, as one custom gate on the qubits that they touch, in the order
    /// of wires. A sentence where an op in between would have to move past one that shares a wire with it.
    pub fn gathered(&self, name: &str, ops: &[usize]) -> Result<Circuit, String> {
        if let Some(wrong) = ops.iter().find(|i| **i >= self.ops().len()) {
            return Err(format!("there is no gate number {wrong}; the circuit has {}", self.ops().len()));
        }
        if Gate::is_reserved(name) {
            return Err(format!("there is a gate called {name} already; choose another name"));
        }
        let (before, chosen, after) = self.parted(ops)?;
        let touched = |q: &usize| chosen.iter().any(|op| op.qubits().any(|r| r == *q));
        let wires: Vec<usize> = (0..self.qubits()).filter(touched).collect();
        let inner = |q: usize| wires.partition_point(|w| *w < q);
        let body = chosen.iter().map(|op| op.on_qubits(&inner)).collect();
        let custom = Custom::of_ops(name, wires.len(), body)?;
        let gate = Op::custom(custom.shared(), &wires);
        let all = before.into_iter().cloned().chain([gate]).chain(after.into_iter().cloned());
        self.with_other_ops(all.collect())
    }

    /// The circuit with a composite gate replaced by the ops that it stands for.
    pub fn expanded(&self, index: usize) -> Result<Circuit, String> {
        let Some(op) = self.ops().get(index) else {
            return Err(format!("there is no gate number {index}; the circuit has {}", self.ops().len()));
        };
        let parts = match (op.gate.parts(), &op.custom) {
            (Some(parts), _) => Some(parts(op)),
            (_, Some(custom)) => custom.ops_on(&op.targets),
            _ => None,
        };
        let Some(mut parts) = parts else {
            return Err(format!("{} does not consist of other gates", op.name()));
        };
        for part in &mut parts {
            part.controls.extend(&op.controls);
            part.sort_controls();
            part.conditions.splice(..0, op.conditions.iter().cloned());
        }
        let mut ops = self.ops().to_vec();
        ops.splice(index..=index, parts);
        self.with_other_ops(ops)
    }

    pub(crate) fn with_other_ops(&self, ops: Vec<Op>) -> Result<Circuit, String> {
        let made = Circuit::with_registers(self.qubits(), self.registers().to_vec(), ops);
        Ok(made.map_err(|e| e.to_string())?.with_wires_of(self))
    }

    /// The ops that can come before the chosen ones, the chosen ones, and those that can come after them.
    #[expect(clippy::type_complexity, reason = "three lists of ops, taken apart at once")]
    fn parted(&self, chosen: &[usize]) -> Result<(Vec<&Op>, Vec<&Op>, Vec<&Op>), String> {
        let (mut before, mut group, mut after) = (Vec::<&Op>::new(), Vec::<&Op>::new(), Vec::<&Op>::new());
        for (i, op) in self.ops().iter().enumerate() {
            match (chosen.contains(&i), after.iter().find(|other| meet(op, other))) {
                (true, Some(&between)) => {
                    return Err(format!(
                        "{} stands between these gates on a wire that they share; choose it too or leave out {}",
                        self.statement(between),
                        self.statement(op)
                    ));
                }
                (true, None) => group.push(op),
                (false, None) if !group.iter().any(|other| meet(op, other)) => before.push(op),
                (false, _) => after.push(op),
            }
        }
        if group.is_empty() { Err("choose one gate or more".into()) } else { Ok((before, group, after)) }
    }
}

/// Whether two ops share a wire or a classical bit.
fn meet(a: &Op, b: &Op) -> bool {
    a.qubits().any(|q| b.qubits().any(|r| q == r))
        || a.classical_bits().any(|c| b.classical_bits().any(|d| c == d))
}
