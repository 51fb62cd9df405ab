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
    /// The wrong registers.
    Registers {
        /// The gate's name.
        gate: &'static str,
        /// What they are called.
        registers: &'static [&'static str],
        /// How many were given.
        given: usize,
    },
    /// The wrong number of arguments.
    Arguments {
        /// The gate's name.
        gate: &'static str,
        /// What they are called.
        params: &'static [&'static str],
        /// How many were given.
        given: usize,
    },
    /// A classical bit that the circuit does not have.
    NoSuchBit {
        /// The gate's name.
        gate: &'static str,
        /// The bit asked for.
        bit: usize,
        /// How many there are.
        bits: usize,
    },
    /// The wrong number of classical bits to write to.
    NeedsBits {
        /// The gate's name.
        gate: &'static str,
        /// How many it writes.
        needs: usize,
        /// How many were given.
        given: usize,
    },
    /// A gate is to wait for bits that are measured only after it.
    MeasuredLater {
        /// The gate's name.
        gate: &'static str,
        /// The bits.
        bits: String,
    },
    /// Controls on something that is no gate.
    TakesNoControls(&'static str),
    /// Controls or conditions on a display.
    ShowsOnly(&'static str),
    /// The wrong letters for a display of a Pauli product, or letters for anything else.
    Paulis {
        /// How many it needs.
        needs: usize,
        /// What was given.
        given: String,
    },
    /// The wrong numbers for a display of samples.
    Shots,
    /// Another number of qubits for an op that has a fixed one.
    FixedSize(&'static str),
    /// One more qubit where all are taken.
    NoFreeWire(&'static str),
    /// One qubit fewer where there is one only.
    NoFewerQubits(&'static str),
    /// A channel cannot have such arguments.
    Channel {
        /// The channel's name.
        gate: &'static str,
        /// Why not.
        why: String,
    },
    /// Too many classical bits, or an empty register.
    Bits(usize),
    /// A register's name that cannot be, or is there twice.
    RegisterName(String),
    /// Two different gates of one name.
    TwoCustoms(String),
    /// Composite gates stand for too many primitive ones.
    TooManyParts,
    /// An op that is no unitary where only unitaries can be.
    NotUnitary(&'static str),
    /// An op that cannot be undone.
    NoInverse(&'static str),
    /// An angle is missing.
    NeedsAngle(&'static str),
    /// An angle is given to a gate that has none.
    TakesNoAngle(&'static str),
    /// The time has no value where one is needed.
    Timed,
    /// An angle has no finite value at the values its symbols were given.
    NotFinite {
        /// The gate's name.
        gate: String,
        /// The angle.
        angle: String,
    },
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
                write!(
                    f,
                    "{gate} uses qubit {qubit}, but the circuit has qubits 0 to {}; add qubits or take others",
                    qubits - 1
                )
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
            CircuitError::Registers { gate, registers, given } => {
                let (n, names) = (registers.len(), registers.join(" | "));
                write!(
                    f,
                    "{gate} acts on {n} register(s) of one qubit or more, written {names}, but {given} given"
                )
            }
            CircuitError::Arguments { gate, params, given } => {
                let (n, names) = (params.len(), params.join(", "));
                write!(f, "{gate} takes {n} arguments, {gate}({names}), but {given} given")
            }
            CircuitError::NoSuchBit { gate, bit, bits } => {
                write!(
                    f,
                    "{gate} uses classical bit {bit}, but the circuit has {bits}; declare a register, as in bits c 2"
                )
            }
            CircuitError::NeedsBits { gate, needs, given } => {
                write!(
                    f,
                    "{gate} writes {needs} classical bit(s), but {given} given (as in MEASURE 0 -> c[0])"
                )
            }
            CircuitError::MeasuredLater { gate, bits } => {
                write!(f, "{bits} is measured only after this {gate}; move it behind the measurement first")
            }
            CircuitError::TakesNoControls(gate) => {
                write!(
                    f,
                    "{gate} takes no controls; make it wait for a classical bit instead, as in if c[0] == 1"
                )
            }
            CircuitError::ShowsOnly(gate) => {
                write!(f, "{gate} takes no controls and no conditions; put it beside them")
            }
            CircuitError::Paulis { needs, given } => {
                write!(
                    f,
                    "expected one letter of X, Y, Z or I for each of {needs} qubit(s), as in EXPECT(ZZ) 0 1, not \"{given}\""
                )
            }
            CircuitError::Shots => {
                write!(
                    f,
                    "samples need 1 to {} runs and a seed, whole numbers, as in SAMPLE(100, 1) 0",
                    crate::gates::MAX_SHOTS
                )
            }
            CircuitError::FixedSize(gate) => {
                write!(f, "{gate} always has as many qubits as now; put another one beside it")
            }
            CircuitError::NoFreeWire(gate) => {
                write!(f, "{gate} has no qubit left to take; add a qubit first")
            }
            CircuitError::NoFewerQubits(gate) => {
                write!(f, "{gate} needs one qubit at least; delete it instead")
            }
            CircuitError::Channel { gate, why } => write!(f, "{gate}: {why}"),
            CircuitError::Bits(n) => {
                write!(f, "registers have one bit or more and {} together at most, not {n}", crate::MAX_BITS)
            }
            CircuitError::RegisterName(name) => {
                write!(
                    f,
                    "\"{name}\" cannot name a register; use letters, digits and _, a letter first, each name once"
                )
            }
            CircuitError::TwoCustoms(name) => {
                write!(f, "two different gates are called {name}; rename one of them")
            }
            CircuitError::TooManyParts => {
                write!(
                    f,
                    "written out, the gates would be more than {}; use fewer or smaller ones",
                    crate::MAX_PRIMITIVE_OPS
                )
            }
            CircuitError::NotUnitary(gate) => {
                write!(
                    f,
                    "{gate} is no unitary (or waits for a classical bit), and a circuit that is trained holds unitaries only; take it out"
                )
            }
            CircuitError::NoInverse(gate) => write!(f, "{gate} cannot be undone; take it out first"),
            CircuitError::NeedsAngle(gate) => {
                write!(f, "{gate} needs an angle, as in {gate}(pi/2) or {gate}(theta1)")
            }
            CircuitError::Timed => write!(f, "the time t has no value here; give it one first"),
            CircuitError::NotFinite { gate, angle } => {
                write!(f, "{angle} of {gate} has no finite value at these values; give other values")
            }
            CircuitError::TakesNoAngle(gate) => write!(f, "{gate} takes no angle; remove the brackets"),
        }
    }
}
