//! A circuit that JavaScript holds: made from text, OpenQASM, Quirk's links or operations; bound, run, written.
//!
//! Numbers cross as flat arrays: amplitudes as re, im, re, im, …; matrices row by row. Missing parameters and inputs are
//! refused before they come here (npm/ketloom.js). Not here: noise and measurements
//! (`process_handle`), derivatives (`derivatives`).

use crate::{Failure, ops};
use circuit::Circuit;
use engine::analysis::counts;
use engine::{Rows, State};
use exchange::Named;
use wasm_bindgen::prelude::wasm_bindgen;

/// A circuit with the names of its parameters.
#[wasm_bindgen]
pub struct CircuitHandle {
    pub(crate) named: Named,
}

impl CircuitHandle {
    pub(crate) fn circuit(&self) -> &Circuit {
        &self.named.circuit
    }
    /// The state for one row of inputs.
    fn state(&self, parameters: &[f64], inputs: &[f64]) -> Result<State, Failure> {
        Ok(State::run(self.circuit(), parameters, &row(inputs))?)
    }
}

/// One row of inputs, also where there are none.
pub(crate) fn row(inputs: &[f64]) -> Rows {
    let mut rows = Rows::of(inputs.len(), 1);
    rows.data.copy_from_slice(inputs);
    rows
}

/// The basis state at a place: the same number, or with its bits turned round for little-endian order.
pub(crate) fn place(k: usize, qubits: usize, little: bool) -> usize {
    if little { k.reverse_bits() >> (usize::BITS as usize - qubits) } else { k }
}

#[wasm_bindgen]
impl CircuitHandle {
    /// Reads circuit text.
    pub fn from_text(text: &str) -> Result<CircuitHandle, Failure> {
        Ok(CircuitHandle { named: Named::of(text.parse()?) })
    }
    /// Builds from a list of operations in JSON.
    pub fn from_ops(qubits: usize, bits: usize, json: &str) -> Result<CircuitHandle, Failure> {
        Ok(CircuitHandle { named: ops::read(qubits, bits, json)? })
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        self.circuit().qubits()
    }
    /// How many classical bits.
    pub fn bits(&self) -> usize {
        self.circuit().bits()
    }
    /// The parameters' names.
    pub fn parameters(&self) -> Vec<String> {
        self.named.parameters.clone()
    }
    /// How many numbers a row of inputs has.
    pub fn inputs(&self) -> usize {
        self.circuit().inputs()
    }
    /// How many gates, measurements and channels; spacers are none.
    pub fn gate_count(&self) -> usize {
        counts(self.circuit()).ops
    }
    /// The longest chain of operations that share qubits or classical bits.
    pub fn depth(&self) -> usize {
        counts(self.circuit()).depth
    }
    /// The circuit with numbers for parameters (NaN leaves one as it is) and, if wanted, for all inputs.
    pub fn bind(&self, parameters: &[f64], inputs: Option<Vec<f64>>) -> Result<CircuitHandle, Failure> {
        let given: Vec<Option<f64>> = parameters.iter().map(|v| (!v.is_nan()).then_some(*v)).collect();
        Ok(CircuitHandle { named: self.named.bound(&given, inputs.as_deref())? })
    }
    /// The circuit at a time: t in its angles is this number of radians.
    pub fn at_time(&self, time: f64) -> Result<CircuitHandle, Failure> {
        Ok(CircuitHandle { named: self.named.at_time(time)? })
    }
    /// The circuit as text.
    pub fn to_text(&self) -> String {
        self.circuit().to_string()
    }
    /// Amplitudes, re and im interleaved.
    pub fn statevector(&self, parameters: &[f64], inputs: &[f64], little: bool) -> Result<Vec<f64>, Failure> {
        let state = self.state(parameters, inputs)?;
        let n = state.qubits();
        let mut out = Vec::with_capacity(2 << n);
        for k in 0..1 << n {
            let z = state.amplitude(0, place(k, n, little));
            out.extend([z.re, z.im]);
        }
        Ok(out)
    }
}
