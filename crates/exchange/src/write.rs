//! What all writers share: circuits in steps, names that are identifiers, decompositions, Python's words.
//!
//! Not here: the targets themselves (`qasm2`, `qasm3`, `qiskit`, `pennylane`, `cirq`, `quirk_link`, `quantikz`).

pub(crate) mod cascade;
pub(crate) mod conditions;
pub(crate) mod names;
pub(crate) mod python;
pub(crate) mod steps;
pub(crate) mod synthesis;

use crate::Trouble;

/// A refusal: what the target cannot say, and what to do about it.
pub(crate) fn refusal(target: &str, what: &str, hint: &str) -> Trouble {
    let message = format!("{target} cannot say {what}");
    Trouble { code: "unsupported", message, line: 0, column: 0, hint: hint.into() }
}
