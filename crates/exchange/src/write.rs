//! What all writers share: circuits in steps, names that are identifiers, decompositions, Python's words.
//!
//! Not here: the targets themselves (`qasm2`, `qasm3`, `qiskit`, `pennylane`, `cirq`, `quirk_link`, `quantikz`).

pub(crate) mod bits;
pub(crate) mod cascade;
pub(crate) mod conditions;
pub(crate) mod names;
pub(crate) mod python;
pub(crate) mod registers;
pub(crate) mod steps;
pub(crate) mod synthesis;

use crate::{Named, Trouble};
use steps::Step;

/// A refusal: what the target cannot say, and what to do about it.
pub(crate) fn refusal(target: &str, what: &str, hint: &str) -> Trouble {
    let message = format!("{target} cannot say {what}");
    Trouble { code: "unsupported", message, line: 0, column: 0, hint: hint.into() }
}

impl Named {
    /// Which bit of our kets qubit 0 is.
    pub(crate) fn bit(&self) -> &'static str {
        if self.reversed { "least" } else { "most" }
    }
    /// How our kets are written.
    pub(crate) fn kets(&self) -> &'static str {
        if self.reversed { "|... q1 q0>" } else { "|q0 q1 ...>" }
    }
}

/// The refusal of a post-selection.
pub(crate) fn no_projection(target: &str, step: &Step) -> Trouble {
    let what = format!("the post-selection {}", step.name);
    refusal(target, &what, "measure the qubit and keep the shots that fit")
}

/// The comment in the place of a step whose condition cannot hold.
pub(crate) fn never(what: &str) -> String {
    format!("never, as its condition cannot hold: {what}")
}
