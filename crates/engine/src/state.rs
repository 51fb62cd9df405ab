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
use circuit::{C64, Circuit, Matrix, Observable};

/// A state may lack so much of a product of two and still be taken for one.
const APART: f64 = 1e-9;

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

/// What displays read.
impl State {
    /// Runs circuits on |0…0⟩ one after the other, each with the offset of its weights, and shows the state after each:
    /// one pass, however often it is looked at. Gives the state that all of them leave.
    pub fn along(
        parts: &[(&Circuit, usize)],
        weights: &[f64],
        inputs: &Rows,
        see: &mut dyn FnMut(usize, &State),
    ) -> Result<State, Refusal> {
        let (Some((first, _)), rows) = (parts.first(), inputs.len()) else {
            return Err(Refusal::Unable("there is no circuit to run".into()));
        };
        let qubits = first.qubits();
        parts.iter().try_for_each(|(part, _)| size::check_unitary(part))?;
        Need::of_states(first, rows).check()?;
        let lanes = Lanes::best(qubits, rows);
        let mut compiler = Compiler::new(qubits, lanes);
        let mut programs: Vec<Program> = Vec::with_capacity(parts.len());
        for part in parts {
            let program = match programs.last() {
                None => compiler.first(&[*part]),
                Some(before) => compiler.next(&before.place, part.0, part.1),
            };
            programs.push(program);
        }
        let classes: Vec<u32> = (0..rows as u32).collect();
        let batch = Batch { inputs, first: &classes, lanes };
        let groups = batch.groups();
        let mut state = State { qubits, rows, lanes, groups, place: Vec::new(), cells: Vec::new() };
        cell::fit(&mut state.cells, lanes.cells(qubits, 1) * groups);
        let mut numbers = Numbers::of(&compiler.turns, compiler.counts);
        numbers.evaluate(&compiler.turns, weights, batch);
        tally::add(parts.iter().map(|p| p.0.ops().len()).sum(), rows);
        let whole = Block { lanes, qubits, first: 0, groups };
        let blocks: Vec<Block> = match lanes {
            Lanes::Rows => vec![whole],
            Lanes::Amplitudes => (0..rows).map(|first| Block { first, groups: 1, ..whole }).collect(),
        };
        for (number, program) in programs.iter().enumerate().filter(|_| rows > 0) {
            for (cells, block) in state.cells.chunks_exact_mut(whole.cells()).zip(&blocks) {
                if number == 0 {
                    machine::start(cells, *block, program, &compiler.turns, &numbers);
                }
                machine::forward(cells, *block, program, &compiler.turns, &numbers);
            }
            state.place.clone_from(&program.place);
            see(number, &state);
        }
        Ok(state)
    }
    /// The probability of every basis state of some qubits in a row, the first of them the most significant.
    pub fn marginal(&self, row: usize, qubits: &[usize]) -> Vec<f64> {
        let bits: Vec<usize> = qubits.iter().map(|q| self.qubits - 1 - q).collect();
        let mut sums = vec![0.0; 1 << qubits.len()];
        for k in 0..1usize << self.qubits {
            sums[bits.iter().fold(0, |v, b| 2 * v + (k >> b & 1))] += self.probability(row, k);
        }
        sums
    }
    /// The density matrix of some qubits in a row, all others traced out, the first of them the most significant.
    pub fn reduced(&self, row: usize, qubits: &[usize]) -> Matrix {
        let offsets = self.offsets(qubits);
        let (all, size) = (offsets[offsets.len() - 1], offsets.len());
        let mut part = vec![C64::ZERO; size];
        let mut data = vec![C64::ZERO; size * size];
        for base in (0..1usize << self.qubits).filter(|k| k & all == 0) {
            part.iter_mut().zip(&offsets).for_each(|(z, o)| *z = self.amplitude(row, base | o));
            for (a, line) in part.iter().zip(data.chunks_exact_mut(size)) {
                if *a != C64::ZERO {
                    line.iter_mut().zip(&part).for_each(|(sum, b)| *sum = *sum + *a * b.conj());
                }
            }
        }
        Matrix { size, data }
    }
    /// The amplitudes of some qubits in a row where they have a state of their own, which others are not entangled with;
    /// of a part up to the global phase, the largest then positive. `None` where they have none.
    pub fn factor(&self, row: usize, qubits: &[usize]) -> Option<Vec<C64>> {
        let offsets = self.offsets(qubits);
        let all = offsets[offsets.len() - 1];
        let part =
            |base: usize| -> Vec<C64> { offsets.iter().map(|o| self.amplitude(row, base | o)).collect() };
        if qubits.len() == self.qubits {
            return Some(part(0));
        }
        let size = |z: &[C64]| z.iter().map(|z| z.norm_sqr()).sum::<f64>();
        let bases = || (0..1usize << self.qubits).filter(|k| k & all == 0);
        let heaviest = bases().map(|base| (base, size(&part(base))));
        let (base, most) = heaviest.fold((0, -1.0), |best, next| if next.1 > best.1 { next } else { best });
        let mut own = part(base);
        let largest =
            own.iter().fold(C64::ZERO, |best, z| if z.norm_sqr() > best.norm_sqr() { *z } else { best });
        let turn = largest.conj().scale(1.0 / (largest.norm_sqr() * most).sqrt());
        own.iter_mut().for_each(|z| *z = *z * turn);
        // What each part of the state has along this one, summed up, is all there is if nothing is entangled.
        let along =
            |z: Vec<C64>| z.iter().zip(&own).fold(C64::ZERO, |sum, (a, b)| sum + b.conj() * *a).norm_sqr();
        let kept: f64 = bases().map(|base| along(part(base))).sum();
        (self.norm(row) - kept < APART).then_some(own)
    }
    /// The bits that each value of some qubits sets in the index, in the order of values.
    fn offsets(&self, qubits: &[usize]) -> Vec<usize> {
        let bit = |v: usize, i: usize, q: usize| (v >> (qubits.len() - 1 - i) & 1) << (self.qubits - 1 - q);
        let spread = |v: usize| qubits.iter().enumerate().map(|(i, q)| bit(v, i, *q)).sum();
        (0..1usize << qubits.len()).map(spread).collect()
    }
}
