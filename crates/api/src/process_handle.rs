//! What a circuit gives under noise and with measurements: distributions, expectation values, samples.
//!
//! Keys of outcomes: classical registers in order of declaration parted by a space, the highest index leftmost; without
//! measurements all qubits in the order asked for. Not here: pure states and gradients (`circuit_handle`),
//! density matrices (`state_handle`), single precision (`single`).

use crate::circuit_handle::{CircuitHandle, place, row};
use crate::{Failure, noise, observable};
use circuit::Circuit;
use engine::{Process, State};
use exchange::json::Json;
use learn::random::Rng;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::wasm_bindgen;

impl CircuitHandle {
    fn process(&self, noise: &str) -> Result<Process, Failure> {
        Ok(Process::of(self.circuit(), &noise::read(noise, self.circuit())?)?)
    }
}

#[wasm_bindgen]
impl CircuitHandle {
    /// The probability of every basis state at the end.
    pub fn probabilities(
        &self,
        parameters: &[f64],
        inputs: &[f64],
        little: bool,
        noise: &str,
    ) -> Result<Vec<f64>, Failure> {
        let n = self.qubits();
        if noise.is_empty() && self.circuit().is_unitary() {
            let state = State::run(self.circuit(), parameters, &row(inputs))?;
            return Ok((0..1 << n).map(|k| state.probability(0, place(k, n, little))).collect());
        }
        let all = self.process(noise)?.probabilities(parameters, inputs)?;
        Ok((0..1 << n).map(|k| all[place(k, n, little)]).collect())
    }
    /// The exact distribution as JSON: key to probability.
    pub fn outcomes(
        &self,
        parameters: &[f64],
        inputs: &[f64],
        little: bool,
        noise: &str,
    ) -> Result<String, Failure> {
        let process = self.process(noise)?;
        let all = process.distribution(parameters, inputs)?;
        let keyed = all.into_iter().map(|(k, p)| (key(self.circuit(), &process, k, little), Json::Number(p)));
        Ok(Json::Map(keyed.collect()).to_string())
    }
    /// ⟨observable⟩ and its standard error: exact (error 0) without shots, else estimated from so many seeded shots or,
    /// `by` trajectories, as the mean of exact values over so many seeded runs.
    #[expect(clippy::too_many_arguments, reason = "JavaScript passes numbers and strings one by one")]
    pub fn expectation(
        &self,
        observable: &str,
        parameters: &[f64],
        inputs: &[f64],
        noise: &str,
        shots: usize,
        by_trajectories: bool,
        seed: f64,
    ) -> Result<Vec<f64>, Failure> {
        let observable = observable::read(observable, self.qubits())?;
        if shots > 0 {
            let process = self.process(noise)?;
            let values = (parameters, inputs);
            let name = if by_trajectories { "trajectories" } else { "shots" };
            let mut rng = Rng::stream(seed as u64, name, 0);
            let mut draw = || rng.uniform();
            let estimate = match by_trajectories {
                true => process.trajectories(values, &observable, shots, &mut draw)?,
                false => process.estimate(values, &observable, shots, &mut draw)?,
            };
            return Ok(vec![estimate.value, estimate.error]);
        }
        let exact = if noise.is_empty() && self.circuit().is_unitary() {
            State::run(self.circuit(), parameters, &row(inputs))?.expect(0, &observable)
        } else {
            self.process(noise)?.expectation(parameters, inputs, &observable)?
        };
        Ok(vec![exact, 0.0])
    }
    /// Counts of seeded shots as JSON: key to count.
    pub fn sample(
        &self,
        parameters: &[f64],
        inputs: &[f64],
        little: bool,
        noise: &str,
        shots: usize,
        seed: f64,
    ) -> Result<String, Failure> {
        counts(self.circuit(), &self.process(noise)?, (parameters, inputs), little, (shots, seed))
    }
}

/// Counts of so many shots from a seed as JSON: key to count.
pub(crate) fn counts(
    circuit: &Circuit,
    process: &Process,
    at: (&[f64], &[f64]),
    little: bool,
    (shots, seed): (usize, f64),
) -> Result<String, Failure> {
    let mut rng = Rng::stream(seed as u64, "shots", 0);
    let mut counts = BTreeMap::<u64, usize>::new();
    for bits in process.sample(at, shots, &mut || rng.uniform())? {
        *counts.entry(bits).or_default() += 1;
    }
    let keyed = counts.into_iter().map(|(k, n)| (key(circuit, process, k, little), Json::Number(n as f64)));
    Ok(Json::Map(keyed.collect()).to_string())
}

/// The name of an outcome.
fn key(circuit: &Circuit, process: &Process, value: u64, little: bool) -> String {
    let digit = |bit: usize| if value >> bit & 1 == 1 { '1' } else { '0' };
    if !process.measures() {
        let n = circuit.qubits();
        return (0..n).map(|i| digit(if little { i } else { n - 1 - i })).collect();
    }
    let mut first = 0;
    let registers = circuit.registers().iter().map(|register| {
        first += register.size;
        (first - register.size..first).rev().map(digit).collect::<String>()
    });
    registers.collect::<Vec<_>>().join(" ")
}
