//! Circuits from and to other tools' formats.

use crate::{CircuitHandle, Failure};
use exchange::{cirq, pennylane, qasm, qasm2, qasm3, qiskit, quantikz, quirk, quirk_link};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
impl CircuitHandle {
    /// Reads OpenQASM 2 or 3.
    pub fn from_qasm(text: &str) -> Result<CircuitHandle, Failure> {
        Ok(CircuitHandle { named: qasm::read(text)? })
    }
    /// Reads OpenQASM 2 or 3 from bytes that should be UTF-8.
    pub fn from_qasm_bytes(bytes: &[u8]) -> Result<CircuitHandle, Failure> {
        Ok(CircuitHandle { named: qasm::read_bytes(bytes)? })
    }
    /// Reads a Quirk link or its JSON.
    pub fn from_quirk(link: &str) -> Result<CircuitHandle, Failure> {
        Ok(CircuitHandle { named: quirk::read(link)? })
    }
    /// What a reader left out, in sentences.
    pub fn notes(&self) -> Vec<String> {
        self.named.notes.clone()
    }
    /// As OpenQASM 2.
    pub fn to_qasm2(&self) -> Result<String, Failure> {
        Ok(qasm2::write(&self.named)?)
    }
    /// As OpenQASM 3.
    pub fn to_qasm3(&self) -> Result<String, Failure> {
        Ok(qasm3::write(&self.named)?)
    }
    /// As a Python program for Qiskit.
    pub fn to_qiskit(&self) -> Result<String, Failure> {
        Ok(qiskit::write(&self.named)?)
    }
    /// As a Python program for PennyLane.
    pub fn to_pennylane(&self) -> Result<String, Failure> {
        Ok(pennylane::write(&self.named)?)
    }
    /// As a Python program for Cirq.
    pub fn to_cirq(&self) -> Result<String, Failure> {
        Ok(cirq::write(&self.named)?)
    }
    /// As a Quirk link.
    pub fn to_quirk(&self) -> Result<String, Failure> {
        Ok(quirk_link::write(&self.named)?)
    }
    /// As LaTeX for quantikz.
    pub fn to_quantikz(&self) -> Result<String, Failure> {
        Ok(quantikz::write(&self.named)?)
    }
}
