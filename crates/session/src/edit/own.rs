//! Edits of the gates that a circuit defines itself: made, changed in all their uses, written out, deleted.
//!
//! Here: what each does to a slot's circuit. Not here: how definitions are read and swapped (see `circuit`).

use circuit::{Circuit, Custom, Op, Region};
use std::rc::Rc;

/// A change of a slot's own gates.
#[derive(Clone, Debug, PartialEq)]
pub enum OwnEdit {
    /// Makes one gate of what stands in a selection; an empty name takes the first free one.
    Group {
        /// The selection.
        region: Region,
        /// The gate's name.
        name: String,
    },
    /// Writes the gate with this index out into the gates that it stands for.
    Expand(usize),
    /// Reads a definition and puts the gate on a wire and those below it, before a column.
    Define {
        /// The first wire.
        wire: usize,
        /// The column.
        column: usize,
        /// The definition, as a statement of circuit text.
        text: String,
    },
    /// Reads another definition for a gate: all its uses change.
    Redefine {
        /// The gate's name until now.
        name: String,
        /// The definition.
        text: String,
    },
    /// Deletes a gate with all its uses.
    Delete(String),
}

impl OwnEdit {
    /// The circuit after it, or why it cannot be done.
    pub(super) fn on(&self, circuit: &Circuit) -> Result<Circuit, String> {
        let read = |text: &str, known: &[Rc<Custom>]| Custom::read(text, known).map_err(|e| e.to_string());
        match self {
            OwnEdit::Group { region, name } => {
                let chosen = region.ops(circuit).map_err(|e| e.to_string())?;
                let name = if name.is_empty() { circuit.free_name() } else { name.clone() };
                circuit.gathered(&name, &chosen)
            }
            OwnEdit::Expand(index) => circuit.expanded(*index),
            OwnEdit::Define { wire, column, text } => {
                let known = circuit.customs();
                let custom = read(text, &known)?;
                let (needs, wires) = (custom.qubits(), circuit.qubits());
                if needs > wires {
                    return Err(format!("{} needs {needs} qubits; the circuit has {wires}", custom.name));
                }
                let first = (*wire).min(wires - needs);
                let targets: Vec<usize> = (first..first + needs).collect();
                let mut next = circuit.clone();
                next.insert(*column, Op::custom(custom, &targets)).map_err(|e| e.to_string())?;
                Ok(next)
            }
            OwnEdit::Redefine { name, text } => {
                circuit.redefined(name, &read(text, &circuit.usable_in(name))?)
            }
            OwnEdit::Delete(name) => circuit.without_custom(name),
        }
    }
}
