//! How much memory a computation takes at its peak, said before it is done and kept to.
//!
//! A state is 16 bytes an amplitude, in single precision 8. Running a circuit holds it once; value and gradient of a circuit hold φ and λ,
//! two states; a fan of several heads holds one more than its heads, and two to work with. What is beyond that
//! (tiles, slabs of large permutations, the compiled circuit) is counted generously. Not here: sentences of refusal (`size`).

use crate::float::Precision;
use crate::size::{self, Refusal, Size};
use crate::slabs::SHARE;
use crate::{Circuit, Fan};
use std::fmt;

/// What is taken beside states, whatever their size: the compiled circuit and two tiles.
const FIXED: u64 = 1 << 20;

/// The memory of a computation, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Qubits.
    pub qubits: usize,
    /// Rows of inputs.
    pub rows: usize,
    /// States held at the same time.
    pub states: usize,
    /// What amplitudes are made of.
    pub precision: Precision,
}

impl Need {
    /// What `State::run` takes.
    pub fn of_states(circuit: &Circuit, rows: usize) -> Need {
        Need { qubits: circuit.qubits(), rows, states: rows, precision: Precision::Double }
    }
    /// The same with amplitudes of that precision; what `SingleState::run` takes.
    pub fn with(self, precision: Precision) -> Need {
        Need { precision, ..self }
    }
    /// What `Plan::forward` with `Plan::pullback` takes, for rows that all differ.
    pub fn of_gradient(fan: &Fan, rows: usize) -> Need {
        let heads = fan.heads().len();
        Need {
            qubits: fan.qubits(),
            rows,
            states: heads.saturating_mul(rows) + if heads == 1 { 1 } else { 3 },
            precision: Precision::Double,
        }
    }
    /// The bytes of one state.
    pub fn state(&self) -> u64 {
        self.precision.bytes() << self.qubits
    }
    /// The bytes at the peak: all states, and what is needed beside them.
    pub fn peak(&self) -> u64 {
        // Permutations of more than 16 qubits copy a slab, or mark what they have moved, a bit an amplitude.
        (self.states as u64).saturating_mul(self.state()) + self.state() / SHARE as u64 + FIXED
    }
    /// Refused where the states exceed `MEMORY_LIMIT`.
    pub fn check(&self) -> Result<(), Refusal> {
        size::check_of(self.precision, self.qubits, self.rows, self.states)
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = if self.rows == 1 { String::new() } else { format!(" for {} rows", self.rows) };
        let (state, peak) = (Size(self.state()), Size(self.peak()));
        write!(f, "{} qubits{of}: {state} a state, {peak} at most while it is computed", self.qubits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use circuit::Observable;

    #[test]
    fn one_large_state_never_takes_more_than_two_and_a_fifth_of_itself() {
        for n in 20..=26 {
            let circuit = Circuit::new(n).expect("a size");
            let fan = Fan::of(circuit.clone(), vec![Observable::z(0)]).expect("it fits");
            let (run, gradient) = (Need::of_states(&circuit, 1), Need::of_gradient(&fan, 1));
            assert!(run.peak() as f64 <= 1.1 * run.state() as f64, "{run}");
            assert!(gradient.peak() as f64 <= 2.2 * gradient.state() as f64, "{gradient}");
            assert_eq!((run.check().is_ok(), gradient.check().is_ok()), (true, n <= 25));
        }
    }

    #[test]
    fn single_precision_takes_half_so_that_one_qubit_more_fits() {
        let need = |n: usize| Need { qubits: n, rows: 1, states: 1, precision: Precision::Single };
        assert_eq!((need(24).state(), need(27).check()), (128 << 20, Ok(())));
        let refusal = need(28).check().expect_err("2 GiB");
        assert!(refusal.to_string().ends_with("use at most 27 qubits"), "{refusal}");
        let circuit = Circuit::new(24).expect("a size");
        let (double, single) = (Need::of_states(&circuit, 3), need(24));
        assert_eq!(double.with(Precision::Single), Need { rows: 3, states: 3, ..single });
        assert!(single.peak() as f64 <= 1.1 * single.state() as f64, "{single}");
    }

    #[test]
    fn it_is_said_in_a_sentence() {
        let need = Need::of_states(&Circuit::new(24).expect("a size"), 1);
        assert_eq!(need.to_string(), "24 qubits: 256 MiB a state, 265 MiB at most while it is computed");
    }
}
