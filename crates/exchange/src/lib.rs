//! Circuits in other tools' formats: read from OpenQASM 2 and 3 and from Quirk's links, written for those and for
//! Qiskit, PennyLane, Cirq and LaTeX (quantikz).
//!
//! Not here: our own circuit text (`circuit`), running anything (`engine`).
//!
//! Qubits keep their numbers: qubit k here is qubit k there. Every export says in a comment that qubit 0 is
//! the most significant bit of our kets, or the least where kets are `reversed`; functions that give a state follow.
//! What a format cannot say is refused by name, never dropped.

mod bind;
pub mod json;
mod names;
pub mod qasm;
pub mod quirk;
mod trouble;
mod write;

pub mod cirq;
pub mod pennylane;
pub mod qasm2;
pub mod qasm3;
pub mod qiskit;
pub mod quantikz;
pub mod quirk_link;

pub use trouble::Trouble;

use circuit::Circuit;

/// A circuit with the names of its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The circuit; theta1 is the first parameter.
    pub circuit: Circuit,
    /// The parameters' names by index.
    pub parameters: Vec<String>,
    /// What a reader left out because it does nothing to the state, in sentences.
    pub notes: Vec<String>,
    /// Whether kets are written with qubit 0 rightmost.
    pub reversed: bool,
}

impl Named {
    /// A circuit whose parameters are called theta1, theta2, …
    pub fn of(circuit: Circuit) -> Named {
        let parameters = (1..=circuit.weights()).map(|i| format!("theta{i}")).collect();
        Named { circuit, parameters, notes: Vec::new(), reversed: false }
    }
}
