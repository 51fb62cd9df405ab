//! Sums over the amplitudes of a state, in f64 and in the order of the basis states.

use super::StateOf;
use crate::float::Float;
use circuit::{C64, Observable};

/// Σ |amplitude|².
pub(crate) fn norm<R: Float>(state: &StateOf<R>, row: usize) -> f64 {
    (0..1 << state.qubits).map(|k| state.probability(row, k)).sum()
}

/// ⟨O⟩.
pub(crate) fn expect<R: Float>(state: &StateOf<R>, row: usize, observable: &Observable) -> f64 {
    let qubits = state.qubits;
    let mirrored = |mask: u32| -> usize {
        (0..qubits).filter(|q| mask >> q & 1 == 1).map(|q| 1 << (qubits - 1 - q)).sum()
    };
    let term = |(factor, string): &(f64, circuit::PauliString)| {
        let (x, z) = (mirrored(string.x), mirrored(string.z));
        let mut sum = C64::ZERO;
        for k in 0..1usize << qubits {
            let (a, b) = (state.amplitude(row, k), state.amplitude(row, k ^ x));
            let sign = if (k & z).count_ones() & 1 == 1 { -1.0 } else { 1.0 };
            sum.re += sign * (b.re * a.re + b.im * a.im);
            sum.im += sign * (b.re * a.im - b.im * a.re);
        }
        let value = match (string.x & string.z).count_ones() & 3 {
            0 => sum.re,
            1 => -sum.im,
            2 => -sum.re,
            _ => sum.im,
        };
        factor * value
    };
    observable.terms.iter().map(term).sum()
}

/// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of a qubit.
pub(crate) fn bloch<R: Float>(state: &StateOf<R>, row: usize, qubit: usize) -> [f64; 3] {
    let bit = 1usize << (state.qubits - 1 - qubit);
    let (mut x, mut y, mut z) = (0.0, 0.0, 0.0);
    for k in (0..1usize << state.qubits).filter(|k| k & bit == 0) {
        let (a, b) = (state.amplitude(row, k), state.amplitude(row, k | bit));
        x += 2.0 * (a.re * b.re + a.im * b.im);
        y += 2.0 * (a.re * b.im - a.im * b.re);
        z += a.norm_sqr() - b.norm_sqr();
    }
    [x, y, z]
}
