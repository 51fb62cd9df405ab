//! Fidelity kernels: |⟨ψ(x)|ψ(y)⟩|² of a circuit for all pairs of rows.

use crate::Failure;
use crate::circuit_handle::CircuitHandle;
use circuit::C64;
use engine::{Rows, State};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl CircuitHandle {
    /// The kernel matrix of rows of inputs, row by row; symmetric, with ones on its diagonal.
    pub fn kernel_matrix(&self, parameters: &[f64], rows: &[f64]) -> Result<Vec<f64>, Failure> {
        let width = self.inputs().max(1);
        let rows = Rows { width, data: rows.to_vec() };
        let (count, size) = (rows.len(), 1usize << self.qubits());
        let state = State::run(self.circuit(), parameters, &rows)?;
        let amplitudes: Vec<C64> = (0..count)
            .flat_map(|r| (0..size).map(move |k| (r, k)))
            .map(|(r, k)| state.amplitude(r, k))
            .collect();
        let mut out = vec![1.0; count * count];
        for i in 0..count {
            for j in 0..i {
                let (a, b) = (&amplitudes[i * size..(i + 1) * size], &amplitudes[j * size..(j + 1) * size]);
                let dot = a.iter().zip(b).fold(C64::ZERO, |s, (x, y)| s + x.conj() * *y);
                (out[i * count + j], out[j * count + i]) = (dot.norm_sqr(), dot.norm_sqr());
            }
        }
        Ok(out)
    }
}
