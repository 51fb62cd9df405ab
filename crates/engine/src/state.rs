//! States to look at: amplitudes, probabilities, expectation values and one-qubit pictures of a batch.

use crate::cell::{self, Cell};
use crate::compile::{Compiler, Counts, Program, Turn};
use crate::machine::{self, Block};
use crate::memory::Need;
use crate::numbers::{Batch, Numbers};
use crate::rows::Rows;
use crate::sites::Lanes;
use crate::size::{self, Refusal};
use crate::tally;
use circuit::{C64, Circuit, Observable};

/// The states of a circuit, one for each row of inputs. Amplitude k belongs to the basis state whose binary
/// digits are the qubits' values, qubit 0 first.
#[derive(Clone, Debug)]
pub struct State {
    qubits: usize,
    rows: usize,
    lanes: Lanes,
    groups: usize,
    place: Vec<u32>,
    cells: Vec<Cell>,
}

/// A circuit compiled for running it again and again into the same state.
#[derive(Clone, Debug)]
pub struct Runner {
    circuit: Circuit,
    compiled: Option<(Program, Vec<Turn>, Counts)>,
    numbers: Numbers,
    classes: Vec<u32>,
    state: State,
}

impl Runner {
    /// A circuit made ready.
    pub fn new(circuit: &Circuit) -> Runner {
        let qubits = circuit.qubits();
        let lanes = Lanes::Rows;
        let state = State { qubits, rows: 0, lanes, groups: 0, place: Vec::new(), cells: Vec::new() };
        let numbers = Numbers::default();
        Runner { circuit: circuit.clone(), compiled: None, numbers, classes: Vec::new(), state }
    }
    /// The states of the last run.
    pub fn state(&self) -> &State {
        &self.state
    }
    /// Its states for weights and rows of inputs.
    pub fn run(&mut self, weights: &[f64], inputs: &Rows) -> Result<&State, Refusal> {
        let (qubits, rows) = (self.circuit.qubits(), inputs.len());
        size::check_unitary(&self.circuit)?;
        Need::of_states(&self.circuit, rows).check()?;
        let lanes = Lanes::best(qubits, rows);
        let state = &mut self.state;
        if self.compiled.is_none() || state.lanes != lanes {
            let mut compiler = Compiler::new(qubits, lanes);
            let program = compiler.first(&[(&self.circuit, 0)]);
            state.place.clone_from(&program.place);
            self.compiled = Some((program, compiler.turns, compiler.counts));
        }
        let Some((program, turns, counts)) = &self.compiled else { unreachable!("compiled above") };
        self.classes.clear();
        self.classes.extend(0..rows as u32);
        let batch = Batch { inputs, first: &self.classes, lanes };
        (state.rows, state.lanes, state.groups) = (rows, lanes, batch.groups());
        cell::fit(&mut state.cells, lanes.cells(qubits, 1) * state.groups);
        if rows == 0 {
            return Ok(state);
        }
        tally::add(self.circuit.ops().len(), rows);
        self.numbers.evaluate(turns, *counts, weights, batch);
        let whole = Block { lanes, qubits, first: 0, groups: state.groups };
        let parts = match lanes {
            Lanes::Rows => vec![whole],
            Lanes::Amplitudes => (0..rows).map(|first| Block { first, groups: 1, ..whole }).collect(),
        };
        for (cells, block) in state.cells.chunks_exact_mut(parts[0].cells()).zip(parts) {
            machine::start(cells, block, program, turns, &self.numbers);
            machine::forward(cells, block, program, turns, &self.numbers);
        }
        Ok(state)
    }
}

impl State {
    /// Runs a circuit on |0…0⟩ for weights and rows of inputs (width 0: one row).
    pub fn run(circuit: &Circuit, weights: &[f64], inputs: &Rows) -> Result<State, Refusal> {
        let mut runner = Runner::new(circuit);
        runner.run(weights, inputs)?;
        Ok(runner.state)
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        self.qubits
    }
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }
    /// The amplitude of basis state k in a row.
    pub fn amplitude(&self, row: usize, k: usize) -> C64 {
        let (cell, lane) = match self.lanes {
            Lanes::Rows => (self.place[k] as usize * self.groups + row / 4, row % 4),
            Lanes::Amplitudes => ((row << (self.qubits - 2)) + (k >> 2), k & 3),
        };
        C64::new(self.cells[cell].re.get(lane), self.cells[cell].im.get(lane))
    }
    /// |amplitude|² of basis state k in a row.
    pub fn probability(&self, row: usize, k: usize) -> f64 {
        self.amplitude(row, k).norm_sqr()
    }
    /// Σ |amplitude|² of a row: 1 up to rounding.
    pub fn norm(&self, row: usize) -> f64 {
        (0..1 << self.qubits).map(|k| self.probability(row, k)).sum()
    }
    /// ⟨O⟩ of a row.
    pub fn expect(&self, row: usize, observable: &Observable) -> f64 {
        let mirrored = |mask: u32| -> usize {
            (0..self.qubits).filter(|q| mask >> q & 1 == 1).map(|q| 1 << (self.qubits - 1 - q)).sum()
        };
        let term = |(factor, string): &(f64, circuit::PauliString)| {
            let (x, z) = (mirrored(string.x), mirrored(string.z));
            let mut sum = C64::ZERO;
            for k in 0..1usize << self.qubits {
                let (a, b) = (self.amplitude(row, k), self.amplitude(row, k ^ x));
                let sign = if (k & z).count_ones() & 1 == 1 { -1.0 } else { 1.0 };
                sum.re += sign * (b.re * a.re + b.im * a.im);
                sum.im += sign * (b.re * a.im - b.im * a.re);
            }
            let value = match (string.x & string.z).count_ones() & 3 {
                0 => sum.re,
                1 => -sum.im,
                2 => -sum.re,
                _ => sum.im,
            };
            factor * value
        };
        observable.terms.iter().map(term).sum()
    }
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of a qubit in a row.
    pub fn bloch(&self, row: usize, qubit: usize) -> [f64; 3] {
        let bit = 1usize << (self.qubits - 1 - qubit);
        let (mut x, mut y, mut z) = (0.0, 0.0, 0.0);
        for k in (0..1usize << self.qubits).filter(|k| k & bit == 0) {
            let (a, b) = (self.amplitude(row, k), self.amplitude(row, k | bit));
            x += 2.0 * (a.re * b.re + a.im * b.im);
            y += 2.0 * (a.re * b.im - a.im * b.re);
            z += a.norm_sqr() - b.norm_sqr();
        }
        [x, y, z]
    }
    /// tr ρ² of the reduced state of a qubit in a row: 1 if it is not entangled, ½ if maximally.
    pub fn purity(&self, row: usize, qubit: usize) -> f64 {
        let [x, y, z] = self.bloch(row, qubit);
        (1.0 + x * x + y * y + z * z) / 2.0
    }
    /// The entanglement entropy of a qubit with all others, in bits, 0 to 1.
    pub fn entropy(&self, row: usize, qubit: usize) -> f64 {
        let [x, y, z] = self.bloch(row, qubit);
        let length = (x * x + y * y + z * z).sqrt().min(1.0);
        let part = |p: f64| if p > 0.0 { -p * libm::log2(p) } else { 0.0 };
        part((1.0 + length) / 2.0) + part((1.0 - length) / 2.0)
    }
}
