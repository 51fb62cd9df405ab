//! Displays: what shows the state at its place in the circuit. They do nothing to it and take no controls, and a
//! circuit with them is as unitary as without. Not here: what they show (`labs::displays`) and how (`plot::display`).

use super::{Action, Family, Gate, Inverse, PLAIN, Row};
use crate::{Angle, CircuitError, Op, PauliString};

const fn shows(name: &'static str, symbol: &'static str, qubits: usize, help: &'static str) -> Row {
    let row = Row {
        name,
        symbol,
        family: Family::Displays,
        help,
        action: Action::Nothing,
        inverse: Inverse::Itself,
        ..PLAIN
    };
    row.on(&["qubits"], &[], qubits)
}

pub(super) const CHANCE: Row =
    shows("CHANCE", "P", 1, "Shows the probabilities of its qubits' basis states").also(&["PROBABILITY"]);
pub(super) const AMPS: Row = shows(
    "AMPS",
    "Amp",
    2,
    "Shows amplitudes, if the qubits are not entangled with others: area is |a|², hand is phase",
)
.also(&["AMPLITUDES"]);
pub(super) const BLOCH: Row = Row { registers: &[], ..shows("BLOCH", "Bloch", 1, "Shows the Bloch vector") };
pub(super) const DENSITY: Row = shows("DENSITY", "ρ", 1, "Shows the density matrix, other qubits traced out");
pub(super) const EXPECT: Row = shows(
    "EXPECT",
    "⟨P⟩",
    1,
    "Shows the expectation value of a Pauli product, a letter X, Y, Z or I for each qubit",
)
.also(&["EXPECTATION"]);
pub(super) const SAMPLE: Row = Row {
    params: &["shots", "seed"],
    ..shows("SAMPLE", "1010", 1, "Shows how often basis states are found when so many runs are measured here")
};
pub(super) const PURITY: Row =
    shows("PURITY", "tr ρ²", 1, "Shows purity and entropy, other qubits traced out").also(&["ENTROPY"]);

/// The most shots of a display.
pub const MAX_SHOTS: usize = 10_000;

/// Whether a display has what it needs beside its targets: letters or numbers.
pub(crate) fn check(op: &Op) -> Result<(), CircuitError> {
    let (letters, needs) = (op.paulis.len(), if op.gate == Gate::EXPECT { op.targets.len() } else { 0 });
    if letters != needs || !op.paulis.chars().all(|c| matches!(c, 'I' | 'X' | 'Y' | 'Z')) {
        return Err(CircuitError::Paulis { needs, given: op.paulis.chars().take(32).collect() });
    }
    if op.gate.params.is_empty() || !op.gate.is_display() {
        return Ok(());
    }
    match shots(op) {
        Some(_) => Ok(()),
        None => Err(CircuitError::Shots),
    }
}

/// How many runs a display measures, and from which seed.
pub fn shots(op: &Op) -> Option<(usize, u64)> {
    let whole = |at: usize, most: f64| {
        let v = op.args.get(at).and_then(Angle::constant)?;
        (v >= 0.0 && v <= most && v == v.trunc()).then_some(v)
    };
    let shots = whole(0, MAX_SHOTS as f64).filter(|n| *n >= 1.0)?;
    Some((shots as usize, whole(1, 9_007_199_254_740_991.0)? as u64))
}

/// The product that a display of one shows.
pub fn product(op: &Op) -> PauliString {
    let mut product = PauliString::default();
    for (letter, qubit) in op.paulis.chars().zip(&op.targets) {
        let bit = 1u32 << qubit;
        product.x |= if matches!(letter, 'X' | 'Y') { bit } else { 0 };
        product.z |= if matches!(letter, 'Y' | 'Z') { bit } else { 0 };
    }
    product
}

/// A gate on targets with what it starts with: a display of a product shows Z on each, one of samples 100 runs.
pub fn fresh(gate: Gate, targets: &[usize]) -> Op {
    let mut op = Op::fixed(gate, targets);
    if gate == Gate::EXPECT {
        op.paulis = "Z".repeat(targets.len());
    } else if gate.is_display() && !gate.params.is_empty() {
        op.args = [100.0, 1.0].map(Angle::number).to_vec();
    }
    op
}
