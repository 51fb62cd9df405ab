//! How what is pure of a process is computed: with amplitudes in double or in single precision.
//!
//! Function pointers, so that a program that never asks for single precision does not carry it.

use super::row;
use crate::float::{Float, Precision};
use crate::size::Refusal;
use crate::state::StateOf;
use circuit::{Circuit, Observable, PauliString};

/// Weights and inputs.
type At<'a> = (&'a [f64], &'a [f64]);
/// What a computation gives.
type Numbers<T = f64> = Result<Vec<T>, Refusal>;

/// A precision and what is done in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pure {
    pub precision: Precision,
    /// The probabilities of basis states at the end of a unitary circuit.
    pub probabilities: fn(&Circuit, At<'_>) -> Numbers,
    /// The means of products of Pauli operators there.
    pub means: fn(&Circuit, At<'_>, &[PauliString]) -> Numbers,
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of every qubit there.
    pub blochs: fn(&Circuit, At<'_>) -> Numbers<[f64; 3]>,
}

impl Pure {
    pub fn of<R: Float>() -> Pure {
        let (probabilities, means, blochs) = (probabilities::<R>, means::<R>, blochs::<R>);
        Pure { precision: R::PRECISION, probabilities, means, blochs }
    }
}

fn probabilities<R: Float>(circuit: &Circuit, at: At<'_>) -> Numbers {
    let state = StateOf::<R>::run(circuit, at.0, &row(at.1))?;
    Ok((0..1 << circuit.qubits()).map(|k| state.probability(0, k)).collect())
}

fn means<R: Float>(circuit: &Circuit, at: At<'_>, of: &[PauliString]) -> Numbers {
    let state = StateOf::<R>::run(circuit, at.0, &row(at.1))?;
    Ok(of.iter().map(|s| state.expect(0, &Observable { terms: vec![(1.0, *s)] })).collect())
}

fn blochs<R: Float>(circuit: &Circuit, at: At<'_>) -> Numbers<[f64; 3]> {
    let state = StateOf::<R>::run(circuit, at.0, &row(at.1))?;
    Ok((0..circuit.qubits()).map(|q| state.bloch(0, q)).collect())
}
