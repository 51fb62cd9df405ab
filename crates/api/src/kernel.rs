//! Fidelity kernels: |⟨ψ(x)|ψ(y)⟩|² of a circuit for all pairs of rows.

use crate::Failure;
use crate::circuit_handle::CircuitHandle;
use engine::{Rows, State, gram};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl CircuitHandle {
    /// The kernel matrix of rows of inputs, row by row; symmetric, with ones on its diagonal.
    pub fn kernel_matrix(&self, parameters: &[f64], rows: &[f64]) -> Result<Vec<f64>, Failure> {
        let width = self.inputs().max(1);
        let rows = Rows { width, data: rows.to_vec() };
        Ok(gram(&State::run(self.circuit(), parameters, &rows)?)?.data)
    }
}
