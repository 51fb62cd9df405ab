//! What can be wrong with a circuit or its text, as sentences for the person who wrote it.

use std::fmt;

/// An error in a text, with the place where it was noticed (both counted from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl TextError {
    /// An error at a place of a one-line text.
    pub fn at(column: usize, message: impl Into<String>) -> TextError {
        TextError { line: 1, column, message: message.into() }
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

/// Why an op does not fit into a circuit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CircuitError {
    /// The circuit would have none or too many qubits.
    Qubits(usize),
    /// The circuit would have too many gates.
    TooManyOps,
    /// A qubit that the circuit does not have.
    NoSuchQubit {
        /// The gate's name.
        gate: &'static str,
        /// The qubit asked for.
        qubit: usize,
        /// How many there are.
        qubits: usize,
    },
    /// A qubit named twice by one gate.
    RepeatedQubit {
        /// The gate's name.
        gate: &'static str,
        /// The qubit.
        qubit: usize,
    },
    /// The wrong number of targets.
    Targets {
        /// The gate's name.
        gate: &'static str,
        /// How many it acts on.
        needs: usize,
        /// How many were given.
        given: usize,
    },
    /// An angle is missing.
    NeedsAngle(&'static str),
    /// An angle is given to a gate that has none.
    TakesNoAngle(&'static str),
}

impl fmt::Display for CircuitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CircuitError::Qubits(n) => {
                write!(f, "a circuit has 1 to {} qubits, not {n}", crate::MAX_QUBITS)
            }
            CircuitError::TooManyOps => {
                write!(f, "a circuit holds at most {} gates; remove some first", crate::MAX_OPS)
            }
            CircuitError::NoSuchQubit { gate, qubit, qubits } => {
                write!(f, "{gate} uses qubit {qubit}, but the circuit has qubits 0 to {}", qubits - 1)
            }
            CircuitError::RepeatedQubit { gate, qubit } => {
                write!(
                    f,
                    "{gate} uses qubit {qubit} twice; each control and target must be a different qubit"
                )
            }
            CircuitError::Targets { gate, needs, given } => {
                let s = if *needs == 1 { "" } else { "s" };
                write!(
                    f,
                    "{gate} acts on {needs} qubit{s}, but {given} given (write controls before a colon, as in X 0:1)"
                )
            }
            CircuitError::NeedsAngle(gate) => {
                write!(f, "{gate} needs an angle, as in {gate}(pi/2) or {gate}(theta1)")
            }
            CircuitError::TakesNoAngle(gate) => write!(f, "{gate} takes no angle; remove the brackets"),
        }
    }
}
