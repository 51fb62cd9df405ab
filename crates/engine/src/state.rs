//! States to look at: amplitudes, probabilities, expectation values and one-qubit pictures of a batch.
//!
//! Amplitudes are f64 (`State`) or f32 (`SingleState`); what is read off them is computed in f64, sums in fixed order.

pub(crate) mod read;

use crate::cell::{self, Four};
use crate::compile::{Compiler, Program, Turn};
use crate::float::Float;
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
pub struct StateOf<R: Float> {
    qubits: usize,
    rows: usize,
    lanes: Lanes,
    groups: usize,
    place: Vec<u32>,
    cells: Vec<Four<R>>,
}

/// States with amplitudes in double precision.
pub type State = StateOf<f64>;
/// States with amplitudes in single precision: half the memory. Angles and matrices are computed in double precision and
/// rounded once; every gate after that rounds amplitudes to 24 bits.
pub type SingleState = StateOf<f32>;

/// A circuit compiled for running it again and again into the same state.
#[derive(Clone, Debug)]
pub struct RunnerOf<R: Float> {
    circuit: Circuit,
    compiled: Option<(Program, Vec<Turn>)>,
    numbers: Numbers<R>,
    classes: Vec<u32>,
    state: StateOf<R>,
}

/// Runs in double precision.
pub type Runner = RunnerOf<f64>;
/// Runs in single precision.
pub type SingleRunner = RunnerOf<f32>;

impl<R: Float> RunnerOf<R> {
    /// A circuit made ready.
    pub fn new(circuit: &Circuit) -> RunnerOf<R> {
        let qubits = circuit.qubits();
        let lanes = Lanes::Rows;
        let state = StateOf { qubits, rows: 0, lanes, groups: 0, place: Vec::new(), cells: Vec::new() };
        let numbers = Numbers::default();
        RunnerOf { circuit: circuit.clone(), compiled: None, numbers, classes: Vec::new(), state }
    }
    /// The states of the last run.
    pub fn state(&self) -> &StateOf<R> {
        &self.state
    }
    /// Its states for weights and rows of inputs.
    pub fn run(&mut self, weights: &[f64], inputs: &Rows) -> Result<&StateOf<R>, Refusal> {
        R::run(self, weights, inputs)?;
        Ok(&self.state)
    }
}

pub(crate) fn run<R: Float>(runner: &mut RunnerOf<R>, weights: &[f64], inputs: &Rows) -> Result<(), Refusal> {
    let (qubits, rows) = (runner.circuit.qubits(), inputs.len());
    size::check_unitary(&runner.circuit)?;
    Need::of_states(&runner.circuit, rows).with(R::PRECISION).check()?;
    let lanes = Lanes::best(qubits, rows);
    let state = &mut runner.state;
    if runner.compiled.is_none() || state.lanes != lanes {
        let mut compiler = Compiler::new(qubits, lanes);
        let program = compiler.first(&[(&runner.circuit, 0)]);
        state.place.clone_from(&program.place);
        runner.numbers = Numbers::of(&compiler.turns, compiler.counts);
        runner.compiled = Some((program, compiler.turns));
    }
    let Some((program, turns)) = &runner.compiled else { unreachable!("compiled above") };
    runner.classes.clear();
    runner.classes.extend(0..rows as u32);
    let batch = Batch { inputs, first: &runner.classes, lanes };
    (state.rows, state.lanes, state.groups) = (rows, lanes, batch.groups());
    cell::fit(&mut state.cells, lanes.cells(qubits, 1) * state.groups);
    if rows == 0 {
        return Ok(());
    }
    tally::add(runner.circuit.ops().len(), rows);
    runner.numbers.evaluate(turns, weights, batch);
    let whole = Block { lanes, qubits, first: 0, groups: state.groups };
    let parts = match lanes {
        Lanes::Rows => vec![whole],
        Lanes::Amplitudes => (0..rows).map(|first| Block { first, groups: 1, ..whole }).collect(),
    };
    for (cells, block) in state.cells.chunks_exact_mut(parts[0].cells()).zip(parts) {
        machine::start(cells, block, program, turns, &runner.numbers);
        machine::forward(cells, block, program, turns, &runner.numbers);
    }
    Ok(())
}

impl<R: Float> StateOf<R> {
    /// Runs a circuit on |0…0⟩ for weights and rows of inputs (width 0: one row).
    pub fn run(circuit: &Circuit, weights: &[f64], inputs: &Rows) -> Result<StateOf<R>, Refusal> {
        let mut runner = RunnerOf::new(circuit);
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
    /// The real and imaginary part of the amplitude of basis state k in a row, as they are kept.
    #[inline]
    pub fn parts(&self, row: usize, k: usize) -> [R; 2] {
        let (cell, lane) = match self.lanes {
            Lanes::Rows => (self.place[k] as usize * self.groups + row / 4, row % 4),
            Lanes::Amplitudes => ((row << (self.qubits - 2)) + (k >> 2), k & 3),
        };
        [self.cells[cell].re.get(lane), self.cells[cell].im.get(lane)]
    }
    /// The amplitude of basis state k in a row.
    #[inline]
    pub fn amplitude(&self, row: usize, k: usize) -> C64 {
        let [re, im] = self.parts(row, k);
        C64::new(re.exact(), im.exact())
    }
    /// |amplitude|² of basis state k in a row.
    pub fn probability(&self, row: usize, k: usize) -> f64 {
        self.amplitude(row, k).norm_sqr()
    }
    /// Σ |amplitude|² of a row: 1 up to rounding.
    pub fn norm(&self, row: usize) -> f64 {
        R::norm(self, row)
    }
    /// ⟨O⟩ of a row.
    pub fn expect(&self, row: usize, observable: &Observable) -> f64 {
        R::expect(self, row, observable)
    }
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of a qubit in a row.
    pub fn bloch(&self, row: usize, qubit: usize) -> [f64; 3] {
        R::bloch(self, row, qubit)
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
