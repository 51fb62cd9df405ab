//! The state that a wire starts in: one of the six states at the ends of a Bloch ball's axes.
//!
//! Here: their names and the gates that make them of |0⟩. A circuit that continues another one starts nothing: its
//! wires go on where the other ends. Not here: what is drawn at a wire's begin (`plot`).

use crate::{Circuit, Gate, Op};

/// A wire's state before the first column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Start {
    /// |0⟩.
    #[default]
    Zero,
    /// |1⟩.
    One,
    /// |+⟩ = (|0⟩ + |1⟩)/√2.
    Plus,
    /// |−⟩ = (|0⟩ − |1⟩)/√2.
    Minus,
    /// |i⟩ = (|0⟩ + i|1⟩)/√2.
    I,
    /// |−i⟩ = (|0⟩ − i|1⟩)/√2.
    MinusI,
}

/// Name in text, ket, gates.
type Row = (&'static str, &'static str, &'static [&'static str]);

const ROWS: [Row; 6] = [
    ("0", "|0⟩", &[]),
    ("1", "|1⟩", &["X"]),
    ("+", "|+⟩", &["H"]),
    ("-", "|−⟩", &["X", "H"]),
    ("i", "|i⟩", &["H", "S"]),
    ("-i", "|−i⟩", &["H", "SDG"]),
];

impl Start {
    /// All of them, in the order in which they take turns.
    pub const ALL: [Start; 6] = [Start::Zero, Start::One, Start::Plus, Start::Minus, Start::I, Start::MinusI];

    /// The name in circuit text: `0`, `1`, `+`, `-`, `i`, `-i`.
    pub fn name(self) -> &'static str {
        ROWS[self as usize].0
    }
    /// The state as it is written.
    pub fn ket(self) -> &'static str {
        ROWS[self as usize].1
    }
    /// The state of a name.
    pub fn named(name: &str) -> Option<Start> {
        Start::ALL.into_iter().find(|s| s.name() == name)
    }
    /// The one after it.
    pub fn next(self) -> Start {
        Start::ALL[(self as usize + 1) % 6]
    }
    /// The gates that make it of |0⟩.
    fn ops(self, qubit: usize) -> impl Iterator<Item = Op> {
        ROWS[self as usize].2.iter().filter_map(move |name| Some(Op::fixed(Gate::named(name)?, &[qubit])))
    }
}

impl Circuit {
    /// The state that a qubit starts in.
    pub fn start(&self, qubit: usize) -> Start {
        self.starts.get(qubit).copied().unwrap_or_default()
    }
    /// Lets a qubit start in a state.
    pub fn set_start(&mut self, qubit: usize, start: Start) {
        if let Some(place) = self.starts.get_mut(qubit) {
            *place = start;
        }
    }
    /// Whether all wires start in |0⟩.
    pub fn starts_at_zero(&self) -> bool {
        self.starts.iter().all(|s| *s == Start::Zero)
    }
    /// The gates that make the wires' states of |0…0⟩, before all others.
    pub fn start_ops(&self) -> Vec<Op> {
        self.starts.iter().enumerate().flat_map(|(q, s)| s.ops(q)).collect()
    }
    /// The same circuit as one that continues another: its wires start nothing.
    pub fn continued(&self) -> Circuit {
        let mut circuit = self.clone();
        circuit.starts.fill(Start::Zero);
        circuit
    }
    /// The same circuit with the labels and starts of another one of as many qubits.
    pub fn with_wires_of(mut self, other: &Circuit) -> Circuit {
        for q in 0..self.qubits() {
            self.set_label(q, other.label(q));
            self.set_start(q, other.start(q));
        }
        self
    }
}
