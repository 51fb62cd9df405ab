//! What cannot be computed: too much memory, decided before anything is allocated, or the wrong kind of op.

use crate::float::Precision;
use circuit::{Circuit, CircuitError, number};
use std::fmt;

/// The most memory that states may take, in bytes: what a 32-bit wasm tab reliably gives.
pub const MEMORY_LIMIT: usize = 1 << 30;

/// A computation that was refused; nothing was allocated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would need too much memory.
    TooLarge {
        /// Qubits asked for.
        qubits: usize,
        /// Rows asked for.
        rows: usize,
        /// Bytes that would be needed.
        bytes: u64,
        /// Bytes that may be used.
        limit: u64,
    },
    /// A pure state was asked for after an op that makes none: its name.
    NotUnitary(String),
    /// It cannot be done for the reason that the sentence gives.
    Unable(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, rows, bytes, limit) = match self {
            Refusal::TooLarge { qubits, rows, bytes, limit } => (*qubits, *rows, *bytes, *limit),
            Refusal::Unable(why) => return f.write_str(why),
            Refusal::NotUnitary(op) => {
                return write!(
                    f,
                    "{op} is no unitary, so there is no statevector after it; ask for probabilities or the density matrix, or take it out"
                );
            }
        };
        let of = if rows == 1 { String::new() } else { format!(" for {rows} rows") };
        write!(f, "{n} qubits{of} need {}, but at most {} are available; ", Size(bytes), Size(limit))?;
        let fewer = n.saturating_sub(bytes.div_ceil(limit.max(1)).next_power_of_two().ilog2() as usize);
        match (rows, fewer) {
            (1, 1..) => write!(f, "use at most {fewer} qubits"),
            (_, 1..) => write!(f, "use at most {fewer} qubits or fewer rows at a time"),
            _ => f.write_str("use fewer rows at a time"),
        }
    }
}

/// Bytes as people read them.
pub(crate) struct Size(pub u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mib = self.0 as f64 / (1u64 << 20) as f64;
        if mib >= 1024.0 {
            write!(f, "{} GiB", number::fixed(mib / 1024.0, 0))
        } else {
            write!(f, "{} MiB", number::fixed(mib.max(1.0), 0))
        }
    }
}

/// Refuses so many states of so many qubits when they exceed the limit; `rows` is what was asked for.
pub(crate) fn check(qubits: usize, rows: usize, states: usize) -> Result<(), Refusal> {
    check_of(Precision::Double, qubits, rows, states)
}

/// The same for amplitudes of a precision.
pub(crate) fn check_of(
    precision: Precision,
    qubits: usize,
    rows: usize,
    states: usize,
) -> Result<(), Refusal> {
    let bytes = (states as u64).saturating_mul(precision.bytes() << qubits.min(40));
    let limit = MEMORY_LIMIT as u64;
    if bytes > limit { Err(Refusal::TooLarge { qubits, rows, bytes, limit }) } else { Ok(()) }
}

/// Refuses circuits in which the time has no value yet.
pub(crate) fn check_still(circuit: &Circuit) -> Result<(), Refusal> {
    if circuit.is_timed() {
        return Err(Refusal::Unable(CircuitError::Timed.to_string()));
    }
    Ok(())
}

/// Refuses circuits with ops that are no unitaries, or in which the time has no value.
pub(crate) fn check_unitary(circuit: &Circuit) -> Result<(), Refusal> {
    check_still(circuit)?;
    circuit.first_process().map_or(Ok(()), |op| Err(Refusal::NotUnitary(op.name().to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refusal_names_sizes_and_a_remedy() {
        let sentence = |e: Result<(), Refusal>| e.expect_err("too large").to_string();
        assert_eq!(
            sentence(check(28, 1, 1)),
            "28 qubits need 4 GiB, but at most 1 GiB are available; use at most 26 qubits"
        );
        assert_eq!(
            sentence(check(20, 200, 400)),
            "20 qubits for 200 rows need 6 GiB, but at most 1 GiB are available; use at most 17 qubits or fewer rows at a time"
        );
        assert!(check(26, 1, 1).is_ok() && check(22, 1, 4).is_ok());
    }
}
