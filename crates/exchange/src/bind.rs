//! Values for parameters and for the time: a circuit whose named parameters, or some of them, or whose t have become
//! numbers; and Quirk's time, which is a parameter here.
//!
//! Not here: how values are given (the API and the page check names and sizes), how numbers come into a circuit
//! (`Circuit::substituted`), running circuits.

use crate::{Named, Trouble};
use circuit::{Angle, CircuitError, Symbol};

impl Named {
    /// The circuit with numbers for parameters, by index; those without a number stay parameters, in the same
    /// order. `inputs`, if given, are numbers for x1, x2, …; those that are missing are 0.
    pub fn bound(&self, parameters: &[Option<f64>], inputs: Option<&[f64]>) -> Result<Named, Trouble> {
        let count = self.parameters.len().max(self.circuit.weights());
        let kept: Vec<usize> =
            (0..count).filter(|i| parameters.get(*i).copied().flatten().is_none()).collect();
        let of = |symbol| match (symbol, inputs) {
            (Symbol::Weight(i), _) => match parameters.get(i).copied().flatten() {
                Some(value) => Angle::number(value),
                None => Angle::weight(kept.partition_point(|k| *k < i)),
            },
            (Symbol::Input(i), Some(values)) => Angle::number(values.get(i).copied().unwrap_or(0.0)),
            (Symbol::Input(i), None) => Angle::input(i),
            (Symbol::Time, _) => Angle::time(),
        };
        let circuit = self.circuit.substituted(&of).map_err(|why| refused(&why))?;
        let names = kept.iter().filter_map(|i| self.parameters.get(*i).cloned()).collect();
        Ok(Named { circuit, parameters: names, ..self.clone() })
    }
    /// The circuit at a time: t is this number of radians.
    pub fn at_time(&self, time: f64) -> Result<Named, Trouble> {
        let circuit = self.circuit.at_time(time).map_err(|why| refused(&why))?;
        Ok(Named { circuit, ..self.clone() })
    }
    /// The circuit with the time where a parameter called t is one of Quirk's links: Quirk's t runs from 0 to 1 in a
    /// round, ours from 0 to 2π, so that t/(2π) is the same time. Other circuits stay as they are.
    pub fn moving(&self) -> Result<Named, Trouble> {
        if self.parameters != ["t"] {
            return Ok(self.clone());
        }
        let of = |symbol| if let Symbol::Weight(0) = symbol { turns() } else { same(symbol) };
        let circuit = self.circuit.substituted(&of).map_err(|why| refused(&why))?;
        Ok(Named { circuit, parameters: Vec::new(), ..self.clone() })
    }
    /// The circuit with a parameter called t that runs from 0 to 1 where the time runs from 0 to 2π.
    pub(crate) fn with_time_as_parameter(&self) -> Result<Named, Trouble> {
        if !self.circuit.is_timed() {
            return Ok(self.clone());
        }
        let index = self.parameters.len().max(self.circuit.weights());
        let turn = Angle::number(2.0) * Angle::pi() * Angle::weight(index);
        let of = |symbol| if symbol == Symbol::Time { turn.clone() } else { same(symbol) };
        let mut named =
            Named { circuit: self.circuit.substituted(&of).map_err(|why| refused(&why))?, ..self.clone() };
        named.parameters.extend((named.parameters.len()..index).map(|i| format!("theta{}", i + 1)));
        named.parameters.push("t".into());
        Ok(named)
    }
}

/// The time in turns.
fn turns() -> Angle {
    Angle::time() / (Angle::number(2.0) * Angle::pi())
}

fn same(symbol: Symbol) -> Angle {
    match symbol {
        Symbol::Weight(i) => Angle::weight(i),
        Symbol::Input(i) => Angle::input(i),
        Symbol::Time => Angle::time(),
    }
}

fn refused(why: &CircuitError) -> Trouble {
    let sentence = why.to_string();
    let (message, hint) = sentence.rsplit_once("; ").unwrap_or((&sentence, "give other values"));
    Trouble { code: "parameters", message: message.into(), line: 0, column: 0, hint: hint.into() }
}
