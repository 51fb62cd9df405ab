//! The same questions with amplitudes in single precision: pure states only, half the memory.
//!
//! What needs a density matrix, a mixture or trajectories is refused with what to do. Not here: double precision
//! (`circuit_handle`, `process_handle`).

use crate::circuit_handle::{CircuitHandle, place, row};
use crate::process_handle::counts;
use crate::{Failure, observable};
use engine::{Noise, Process, SingleState};
use learn::random::Rng;
use wasm_bindgen::prelude::wasm_bindgen;

impl CircuitHandle {
    /// The circuit in single precision, with measurements at most at its end.
    fn single(&self, noise: &str) -> Result<Process, Failure> {
        if !noise.is_empty() {
            return Err(refused("there is no single precision under noise"));
        }
        let process = Process::of(self.circuit(), &Noise::default())?;
        process.single().map_err(|_| {
            refused("single precision is for gates, then measurements at most, and this circuit does more")
        })
    }
    fn single_state(&self, parameters: &[f64], inputs: &[f64]) -> Result<SingleState, Failure> {
        Ok(SingleState::run(self.circuit(), parameters, &row(inputs))?)
    }
}

fn refused(why: &str) -> Failure {
    Failure::new("precision", why, "leave out precision, or use precision: 'double'")
}

#[wasm_bindgen]
impl CircuitHandle {
    /// Amplitudes, re and im interleaved.
    pub fn single_statevector(
        &self,
        parameters: &[f64],
        inputs: &[f64],
        little: bool,
    ) -> Result<Vec<f32>, Failure> {
        let state = self.single_state(parameters, inputs)?;
        let n = state.qubits();
        let mut out = Vec::with_capacity(2 << n);
        (0..1 << n).for_each(|k| out.extend(state.parts(0, place(k, n, little))));
        Ok(out)
    }
    /// The probability of every basis state at the end.
    pub fn single_probabilities(
        &self,
        parameters: &[f64],
        inputs: &[f64],
        little: bool,
        noise: &str,
    ) -> Result<Vec<f64>, Failure> {
        let n = self.qubits();
        if noise.is_empty() && self.circuit().is_unitary() {
            let state = self.single_state(parameters, inputs)?;
            return Ok((0..1 << n).map(|k| state.probability(0, place(k, n, little))).collect());
        }
        let all = self.single(noise)?.probabilities(parameters, inputs)?;
        Ok((0..1 << n).map(|k| all[place(k, n, little)]).collect())
    }
    /// ⟨observable⟩ and its standard error: exact (error 0) without shots, else from so many seeded shots.
    pub fn single_expectation(
        &self,
        observable: &str,
        parameters: &[f64],
        inputs: &[f64],
        noise: &str,
        shots: usize,
        seed: f64,
    ) -> Result<Vec<f64>, Failure> {
        let observable = observable::read(observable, self.qubits())?;
        let process = self.single(noise)?;
        if shots == 0 {
            return Ok(vec![process.expectation(parameters, inputs, &observable)?, 0.0]);
        }
        let mut rng = Rng::stream(seed as u64, "shots", 0);
        let estimate = process.estimate((parameters, inputs), &observable, shots, &mut || rng.uniform())?;
        Ok(vec![estimate.value, estimate.error])
    }
    /// Counts of seeded shots as JSON: key to count.
    pub fn single_sample(
        &self,
        parameters: &[f64],
        inputs: &[f64],
        little: bool,
        noise: &str,
        shots: usize,
        seed: f64,
    ) -> Result<String, Failure> {
        counts(self.circuit(), &self.single(noise)?, (parameters, inputs), little, (shots, seed))
    }
}
