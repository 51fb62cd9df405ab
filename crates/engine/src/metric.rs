//! The Fubini-Study metric of a circuit's states: the tensor of the quantum natural gradient.
//!
//! g_ij = Re(⟨∂iψ|∂jψ⟩ − ⟨∂iψ|ψ⟩⟨ψ|∂jψ⟩), so that |⟨ψ(θ)|ψ(θ+d)⟩|² = 1 − Σ g_ij d_i d_j + O(d³); a quarter of
//! the quantum Fisher information (Stokes, Izaac, Killoran, Carleo, Quantum 4, 269, 2020). Which ops make up a
//! layer is in `layers`.

use crate::layers::layers;
use crate::rows::Rows;
use crate::size::Refusal;
use crate::tape::{Slopes, Tape, add_scaled, inner};
use circuit::{C64, Circuit, Symbol};
use std::ops::Range;

/// How much of the metric is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Metric {
    /// All of it, exact, for expressions and shared parameters too.
    #[default]
    Full,
    /// Block-diagonal as in Stokes et al.: covariances of generators of one layer of commuting ops, brought to
    /// parameters by the chain rule; covariances between layers are left out. The exact blocks where every
    /// parameter is in one layer only.
    Block,
    /// The diagonal as in Stokes et al.: each op's variance of its generator, brought to parameters by the chain
    /// rule. The exact diagonal where every parameter is in one op only.
    Diagonal,
}

/// The metric by these symbols at weights and one row of inputs: symmetric, one row a symbol.
pub fn metric(
    circuit: &Circuit,
    weights: &[f64],
    inputs: &[f64],
    by: &[Symbol],
    kind: Metric,
) -> Result<Rows, Refusal> {
    let tape = Tape::of(circuit)?;
    tape.check(3, by.len())?;
    let slopes = tape.slopes(weights, inputs, by, false);
    let mut table = Rows { width: by.len(), data: vec![0.0; by.len() * by.len()] };
    match kind {
        Metric::Full => whole(&tape, &slopes, &mut table)?,
        Metric::Block => blocks(&tape, &slopes, &mut table)?,
        Metric::Diagonal => diagonal(&tape, &slopes, &mut table),
    }
    Ok(table)
}

/// ∂ψ for some variables, carried along with ψ.
struct Tangents {
    variables: Vec<usize>,
    states: Vec<Vec<C64>>,
    /// Whether the state is no longer zero.
    begun: Vec<bool>,
}

impl Tangents {
    /// Those of the variables in some steps; refused if they are too many.
    fn of(tape: &Tape, slopes: &[Slopes]) -> Result<Tangents, Refusal> {
        let mut variables: Vec<usize> = slopes.iter().flat_map(|s| s.first.iter().map(|(v, _)| *v)).collect();
        variables.sort_unstable();
        variables.dedup();
        tape.check(variables.len() + 3, variables.len())?;
        let (states, begun) = (vec![tape.zero(); variables.len()], vec![false; variables.len()]);
        Ok(Tangents { variables, states, begun })
    }
    /// Carries ψ and all tangents through some steps.
    fn carry(&mut self, tape: &Tape, slopes: &[Slopes], steps: Range<usize>, psi: &mut [C64]) {
        let mut part = tape.zero();
        for (step, at) in tape.steps[steps.clone()].iter().zip(&slopes[steps]) {
            step.apply(at.angle, psi);
            let begun = self.states.iter_mut().zip(&self.begun).filter(|(_, begun)| **begun);
            begun.for_each(|(state, _)| step.apply(at.angle, state));
            if !at.first.is_empty() {
                step.derive(psi, &mut part);
            }
            for (variable, slope) in &at.first {
                if let Ok(place) = self.variables.binary_search(variable) {
                    add_scaled(&mut self.states[place], *slope, &part);
                    self.begun[place] = true;
                }
            }
        }
    }
    /// Adds their covariances to the table.
    fn credit(&self, psi: &[C64], table: &mut Rows) {
        let along: Vec<C64> = self.states.iter().map(|state| inner(state, psi)).collect();
        for (a, i) in self.variables.iter().enumerate() {
            for (b, j) in self.variables.iter().enumerate().take(a + 1) {
                let covariance = inner(&self.states[a], &self.states[b]).re - (along[a] * along[b].conj()).re;
                table.row_mut(*i)[*j] += covariance;
                if a != b {
                    table.row_mut(*j)[*i] += covariance;
                }
            }
        }
    }
}

fn whole(tape: &Tape, slopes: &[Slopes], table: &mut Rows) -> Result<(), Refusal> {
    let mut tangents = Tangents::of(tape, slopes)?;
    let mut psi = tape.start();
    tangents.carry(tape, slopes, 0..tape.steps.len(), &mut psi);
    tangents.credit(&psi, table);
    Ok(())
}

/// A layer's covariances are those of its tangents at the layer's end: what follows turns all of them alike.
fn blocks(tape: &Tape, slopes: &[Slopes], table: &mut Rows) -> Result<(), Refusal> {
    let mut psi = tape.start();
    for layer in layers(tape, slopes) {
        let mut tangents = Tangents::of(tape, &slopes[layer.clone()])?;
        tangents.carry(tape, slopes, layer, &mut psi);
        tangents.credit(&psi, table);
    }
    Ok(())
}

fn diagonal(tape: &Tape, slopes: &[Slopes], table: &mut Rows) {
    let (mut psi, mut part) = (tape.start(), tape.zero());
    for (step, at) in tape.steps.iter().zip(slopes) {
        step.apply(at.angle, &mut psi);
        if !at.first.is_empty() {
            step.derive(&psi, &mut part);
            let variance = inner(&part, &part).re - inner(&part, &psi).norm_sqr();
            at.first.iter().for_each(|(i, slope)| table.row_mut(*i)[*i] += slope * slope * variance);
        }
    }
}
