//! Values for parameters: a circuit whose named parameters, or some of them, have become numbers.
//!
//! Not here: how values are given (the API and the page check names and sizes), running circuits.

use crate::{Named, Trouble};
use circuit::{Angle, Circuit, Custom, Op, Symbol};
use std::rc::Rc;

/// What takes the place of each symbol.
struct Binding<'a> {
    parameters: &'a [Option<f64>],
    inputs: Option<&'a [f64]>,
    /// The indices of the parameters that stay.
    kept: Vec<usize>,
}

impl Named {
    /// The circuit with numbers for parameters, by index; those without a number stay parameters, in the same
    /// order. `inputs`, if given, are numbers for x1, x2, …; those that are missing are 0.
    pub fn bound(&self, parameters: &[Option<f64>], inputs: Option<&[f64]>) -> Result<Named, Trouble> {
        let count = self.parameters.len().max(self.circuit.weights());
        let kept = (0..count).filter(|i| parameters.get(*i).copied().flatten().is_none()).collect();
        let binding = Binding { parameters, inputs, kept };
        let ops = self.circuit.ops().iter().map(|op| binding.op(op)).collect::<Result<_, _>>()?;
        let (qubits, registers) = (self.circuit.qubits(), self.circuit.registers().to_vec());
        let made = Circuit::with_registers(qubits, registers, ops);
        let circuit = made.map_err(|why| refused(&why.to_string()))?.with_wires_of(&self.circuit);
        let names = binding.kept.iter().filter_map(|i| self.parameters.get(*i).cloned()).collect();
        Ok(Named { circuit, parameters: names, notes: self.notes.clone(), reversed: self.reversed })
    }
}

impl Binding<'_> {
    fn symbol(&self, symbol: Symbol) -> Angle {
        match symbol {
            Symbol::Weight(i) => match self.parameters.get(i).copied().flatten() {
                Some(value) => Angle::number(value),
                None => Angle::weight(self.kept.partition_point(|k| *k < i)),
            },
            Symbol::Input(i) => match self.inputs {
                Some(values) => Angle::number(values.get(i).copied().unwrap_or(0.0)),
                None => Angle::input(i),
            },
        }
    }

    /// An angle that has become a number is written as that number.
    fn angle(&self, angle: &Angle, op: &Op) -> Result<Angle, Trouble> {
        let bound = angle.replaced(&|symbol| self.symbol(symbol));
        match bound.constant() {
            Some(value) if value.is_finite() => {
                Ok(if angle.constant().is_some() { angle.clone() } else { Angle::number(value) })
            }
            Some(_) => {
                Err(refused(&format!("{} of {} has no finite value at these values", angle, op.name())))
            }
            None => Ok(bound),
        }
    }

    fn op(&self, op: &Op) -> Result<Op, Trouble> {
        let args = op.args.iter().map(|a| self.angle(a, op)).collect::<Result<_, _>>()?;
        let custom = match &op.custom {
            Some(custom) if custom.ops().iter().any(has_symbols) => Some(self.custom(custom)?),
            other => other.clone(),
        };
        Ok(Op { args, custom, ..op.clone() })
    }

    fn custom(&self, custom: &Custom) -> Result<Rc<Custom>, Trouble> {
        let ops = custom.ops().iter().map(|op| self.op(op)).collect::<Result<_, _>>()?;
        let bound = Custom::of_ops(&custom.name, custom.qubits(), ops).map_err(|why| refused(&why))?;
        Ok(bound.shared())
    }
}

fn has_symbols(op: &Op) -> bool {
    let inner = op.custom.as_ref().is_some_and(|custom| custom.ops().iter().any(has_symbols));
    inner || op.args.iter().any(|a| a.constant().is_none())
}

fn refused(sentence: &str) -> Trouble {
    let (message, hint) = sentence.rsplit_once("; ").unwrap_or((sentence, "give other values"));
    Trouble { code: "parameters", message: message.into(), line: 0, column: 0, hint: hint.into() }
}
