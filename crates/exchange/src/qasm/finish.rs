//! The end of a program: parameters in the order of first use, labels, the circuit.

use super::machine::Machine;
use super::{Fault, fault, short};
use crate::Named;
use circuit::{Circuit, Op, Symbol};

impl Machine<'_> {
    /// The circuit that the program makes.
    pub(super) fn finish(mut self, end: usize) -> Result<Named, Fault> {
        if self.qubits == 0 {
            return Err(fault(
                "no-qubits",
                end,
                "the program declares no qubits",
                "begin with qubit[2] q; or qreg q[2];",
            ));
        }
        let order = self.in_order_of_use();
        let rename = |symbol| match symbol {
            Symbol::Weight(i) => Symbol::Weight(order.iter().position(|o| *o == i).unwrap_or(i)),
            other => other,
        };
        // Gates of the program have no parameters, so only arguments can hold any.
        let renamed = |op: Op| Op { args: op.args.iter().map(|a| a.renamed(&rename)).collect(), ..op };
        let ops = std::mem::take(&mut self.ops).into_iter().map(renamed).collect();
        let made = Circuit::with_registers(self.qubits, std::mem::take(&mut self.registers), ops);
        let mut circuit =
            made.map_err(|e| fault("too-many-gates", end, e.to_string(), "split the program"))?;
        let first = self.labels.first().map_or("", |l| l.1.as_str()).trim_end_matches('0').to_string();
        let several = self.labels.iter().enumerate().any(|(i, l)| l.1 != format!("{first}{i}"));
        if several || first != "q" {
            self.labels.iter().for_each(|(qubit, label)| circuit.set_label(*qubit, label));
        }
        let parameters = order.iter().map(|i| self.parameters[*i].to_string()).collect();
        Ok(Named { circuit, parameters, notes: self.notes, reversed: false })
    }

    /// The inputs that ops use, by first use; the others are noted.
    fn in_order_of_use(&mut self) -> Vec<usize> {
        let mut order = Vec::new();
        let mut seen = vec![false; self.parameters.len()];
        for symbol in self.ops.iter().flat_map(|op| &op.args).flat_map(|a| a.symbols()) {
            if let Symbol::Weight(i) = symbol
                && !std::mem::replace(&mut seen[i], true)
            {
                order.push(i);
            }
        }
        let unused: Vec<usize> = (0..seen.len()).filter(|i| !seen[*i]).collect();
        for i in unused {
            let note = format!("the input {} is used by no gate and was left out", short(self.parameters[i]));
            self.note(&note);
        }
        order
    }
}
