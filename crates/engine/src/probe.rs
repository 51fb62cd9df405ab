//! A unitary circuit with an observable at its end: its exact value, gradient and Hessian.
//!
//! Shots are in `estimate`. Gradients of many rows at a time are in `plan`.

use crate::Fan;
use crate::rows::Rows;
use crate::size::Refusal;
use crate::tape::{Slopes, Tape, add_scaled, inner, observed};
use circuit::{Circuit, CircuitError, Observable, Symbol};

/// A unitary circuit and an observable that fits it, made ready.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Or why it is too large.
    tape: Result<Tape, Refusal>,
    pub(crate) observable: Observable,
}

/// ⟨O⟩ with its first and second derivatives by some symbols.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondOrder {
    /// ⟨O⟩.
    pub value: f64,
    /// ∂⟨O⟩/∂i.
    pub gradient: Vec<f64>,
    /// ∂²⟨O⟩/∂i∂j: symmetric, one row a symbol.
    pub hessian: Rows,
}

/// Every θ of a circuit up to the highest, then every x: all that its Hessian and its metric can be taken by.
pub fn symbols(circuit: &Circuit) -> Vec<Symbol> {
    let weights = (0..circuit.weights()).map(Symbol::Weight);
    weights.chain((0..circuit.inputs()).map(Symbol::Input)).collect()
}

impl Probe {
    /// A circuit and an observable; refused where it is no unitary or the observable has more qubits.
    pub fn of(circuit: &Circuit, observable: &Observable) -> Result<Probe, CircuitError> {
        let fan = Fan::of(circuit.clone(), vec![observable.clone()])?;
        Ok(Probe { tape: Tape::of(fan.trunk()), observable: observable.clone() })
    }
    /// Its steps; refused where so many states at a time are too much.
    pub(crate) fn tape(&self, states: usize, columns: usize) -> Result<&Tape, Refusal> {
        let tape = self.tape.as_ref().map_err(Refusal::clone)?;
        tape.check(states, columns)?;
        Ok(tape)
    }
    /// ⟨O⟩ at weights and one row of inputs; missing numbers count as 0.
    pub fn value(&self, weights: &[f64], inputs: &[f64]) -> Result<f64, Refusal> {
        let tape = self.tape(2, 0)?;
        let state = tape.run(&tape.angles(weights, inputs));
        Ok(inner(&state, &observed(&self.observable, &state)).re)
    }
    /// The value with the exact gradient and Hessian by these symbols, shared parameters and expressions
    /// included: for each symbol the adjoint method is itself differentiated along it (forward over reverse), so
    /// that it takes one pass a symbol, not one a pair.
    pub fn second_order(
        &self,
        weights: &[f64],
        inputs: &[f64],
        by: &[Symbol],
    ) -> Result<SecondOrder, Refusal> {
        let tape = self.tape(8, by.len())?;
        let slopes = tape.slopes(weights, inputs, by, true);
        let mut all = SecondOrder {
            value: self.value(weights, inputs)?,
            gradient: vec![0.0; by.len()],
            hessian: Rows { width: by.len(), data: vec![0.0; by.len() * by.len()] },
        };
        let first: Vec<Option<usize>> =
            (0..by.len()).map(|v| slopes.iter().position(|s| s.first.iter().any(|(u, _)| *u == v))).collect();
        for (along, from) in first.iter().enumerate() {
            if let Some(from) = *from {
                all.gradient[along] = self.sweep(tape, (along, from), &slopes, all.hessian.row_mut(along));
            }
        }
        symmetrize(&mut all.hessian, &first);
        Ok(all)
    }

    /// One row of the Hessian, and the derivative by its symbol. With D = −iG/2 and slopes a' of an angle along
    /// the symbol, ψ' follows (Uψ)' = Uψ' + a' D Uψ, and each angle's derivative 2 Re⟨λ|Dψ⟩ has the derivative
    /// 2 Re(⟨λ'|Dψ⟩ + ⟨λ|Dψ'⟩). The way back ends at the first step that the symbol is in, so what comes out
    /// is right for the symbols that begin no earlier; the others' rows have the rest.
    fn sweep(&self, tape: &Tape, (along, from): (usize, usize), slopes: &[Slopes], row: &mut [f64]) -> f64 {
        let (mut psi, mut moved, mut part) = (tape.start(), tape.zero(), tape.zero());
        let mut gradient = 0.0;
        for (k, (step, at)) in tape.steps.iter().zip(slopes).enumerate() {
            step.apply(at.angle, &mut psi);
            if k > from {
                step.apply(at.angle, &mut moved);
            }
            if at.by(along) != 0.0 {
                step.derive(&psi, &mut part);
                add_scaled(&mut moved, at.by(along), &part);
            }
        }
        let (mut lambda, mut turned) = (observed(&self.observable, &psi), observed(&self.observable, &moved));
        for (step, at) in tape.steps[from..].iter().zip(&slopes[from..]).rev() {
            if !at.first.is_empty() {
                step.derive(&moved, &mut part);
                let mut bend = inner(&lambda, &part).re;
                step.derive(&psi, &mut part);
                bend += inner(&turned, &part).re;
                let slope = 2.0 * inner(&lambda, &part).re;
                at.first.iter().for_each(|(j, partial)| row[*j] += 2.0 * bend * partial);
                for &(i, j, second) in &at.second {
                    let other = if i == along { Some(j) } else { (j == along).then_some(i) };
                    other.into_iter().for_each(|other| row[other] += slope * second);
                }
                let pace = at.by(along);
                gradient += slope * pace;
                add_scaled(&mut moved, -pace, &part);
                step.derive(&lambda, &mut part);
                add_scaled(&mut turned, -pace, &part);
            }
            for state in [&mut psi, &mut moved, &mut lambda, &mut turned] {
                step.undo(at.angle, state);
            }
        }
        gradient
    }
}

/// Each pair of entries from the row of the symbol that begins earlier.
fn symmetrize(table: &mut Rows, first: &[Option<usize>]) {
    let n = table.width;
    for i in 0..n {
        for j in 0..i {
            let (Some(a), Some(b)) = (first[i], first[j]) else { continue };
            let value = if a < b { table.data[i * n + j] } else { table.data[j * n + i] };
            (table.data[i * n + j], table.data[j * n + i]) = (value, value);
        }
    }
}
