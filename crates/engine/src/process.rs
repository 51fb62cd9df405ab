//! Circuits that measure, reset, wait for classical bits and are noisy: exactly, or shot by shot.
//!
//! Exactly means a mixture of pure states (`Branch`), or a density matrix where there is noise or where the
//! mixture would have too many branches. Nothing is deferred but measurements that are final anyway: nothing
//! touches their qubit or bit afterwards. A post-selection discards runs: whatever is asked for is meant
//! among those that are left. No random source: draws in [0, 1) come in. Not here: quantities of states.

pub(crate) mod act;
mod course;
mod ends;
pub(crate) mod ket;
mod mixture;
mod pure;
mod shot;
mod shots;

pub use course::Course;
pub use ket::Ket;
pub use mixture::{Branch, MAX_BRANCHES};
pub use shot::Shot;

use crate::density::program::{Branches, Known, Program};
use crate::density::{Density, MAX_DENSITY_QUBITS};
use crate::estimate::Estimate;
use crate::noise::{Noise, Readout};
use crate::size::{self, Refusal};
use crate::{Precision, Rows};
use act::Item;
use circuit::{Action, Circuit, Control, MAX_OPS, Observable, Op, Pauli, PauliString};
use pure::Pure;
use shot::Draws;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// How often a shot whose post-selection fails is tried again.
const MAX_TRIES: usize = 10_000;
/// Less than this of the runs left by post-selection is nothing.
const NOTHING: f64 = 1e-14;

/// Why something is not done in single precision.
const IN_DOUBLE: &str = "single precision is for pure states: gates, then measurements at most; leave out noise, resets, \
                         conditions, post-selection and trajectories, or ask for double precision";

/// A circuit with its noise, ready to be run.
#[derive(Clone, Debug)]
pub struct Process {
    qubits: usize,
    bits: usize,
    stages: Vec<Stage>,
    /// From here on stages are final measurements.
    finals: usize,
    readout: Vec<Readout>,
    /// The stages before the final measurements as a circuit, if they are unitaries.
    unitary: Option<Circuit>,
    noisy: bool,
    pure: Pure,
    programs: [OnceCell<Program>; 3],
}

/// An item and what it does to density matrices, once that is asked for and depends on nothing.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub item: Item,
    pub known: OnceCell<Option<Known>>,
}

impl Process {
    /// A circuit under noise.
    pub fn of(circuit: &Circuit, noise: &Noise) -> Result<Process, Refusal> {
        noise.check(circuit.qubits())?;
        size::check_still(circuit)?;
        size::check(circuit.qubits(), 1, 1)?;
        let (ops, finals) = with_finals_last(primitive(circuit, noise.woven(circuit))?);
        let before = ops[..finals].to_vec();
        let unitary = match before.len() <= MAX_OPS && before.iter().all(Op::is_unitary) {
            true => Circuit::of(circuit.qubits(), before).ok(),
            false => None,
        };
        let stage = |op| Ok(Stage { item: Item::of(op)?, known: OnceCell::new() });
        let stages = ops.into_iter().map(stage).collect::<Result<Vec<Stage>, Refusal>>()?;
        let noisy = stages.iter().any(|s| s.item.is_channel());
        let (qubits, bits, readout) = (circuit.qubits(), circuit.bits(), noise.readout.clone());
        let programs = [OnceCell::new(), OnceCell::new(), OnceCell::new()];
        let pure = Pure::of::<f64>();
        Ok(Process { qubits, bits, stages, finals, readout, unitary, noisy, pure, programs })
    }
    /// The same with amplitudes in single precision; refused unless it has nothing but gates before measurements that
    /// are final. Probabilities and means are still summed in double precision.
    pub fn single(self) -> Result<Process, Refusal> {
        match self.unitary {
            Some(_) => Ok(Process { pure: Pure::of::<f32>(), ..self }),
            None => Err(Refusal::Unable(IN_DOUBLE.into())),
        }
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        self.qubits
    }
    /// How many classical bits; those that nothing measures stay 0.
    pub fn bits(&self) -> usize {
        self.bits
    }
    /// Whether anything is measured.
    pub fn measures(&self) -> bool {
        self.stages.iter().any(|s| s.item.measurement().is_some())
    }
    /// Whether it has noise channels; readout errors alone are none.
    pub fn is_noisy(&self) -> bool {
        self.noisy
    }
    /// The exact mixture that it ends in, before measurements that are final; weights add up to 1.
    pub fn mixture(&self, weights: &[f64], inputs: &[f64]) -> Result<Vec<Branch>, Refusal> {
        let mut items = self.stages[..self.finals].iter().map(|s| &s.item);
        let mut branches = mixture::run(self.qubits, &mut items, &self.readout, (weights, inputs))?;
        let total = left(branches.iter().map(|b| b.weight).sum())?;
        branches.iter_mut().for_each(|b| b.weight /= total);
        Ok(branches)
    }
    /// The exact distribution over the values of the classical bits (bit i of a key is classical bit i); where
    /// nothing is measured over basis states, qubit 0 the most significant bit of a key. Both with
    /// readout errors. What never happens is left out.
    pub fn distribution(&self, weights: &[f64], inputs: &[f64]) -> Result<BTreeMap<u64, f64>, Refusal> {
        ends::distribution(self, (weights, inputs))
    }
    /// The probability of every basis state of all qubits at the end, over all outcomes and without readout
    /// errors.
    pub fn probabilities(&self, weights: &[f64], inputs: &[f64]) -> Result<Vec<f64>, Refusal> {
        let mut sum = vec![0.0; 1 << self.qubits];
        for (_, weight, p) in ends::of(self, (weights, inputs))? {
            sum.iter_mut().zip(p).for_each(|(s, x)| *s += weight * x);
        }
        Ok(sum)
    }
    /// The density matrix at the end, over all outcomes; what was measured has lost its phases.
    pub fn density(&self, weights: &[f64], inputs: &[f64]) -> Result<Density, Refusal> {
        let sum = self.kept_density((weights, inputs))?;
        left(sum.trace())?;
        Ok(sum.normalized())
    }
    /// The share of runs that all post-selections keep: 1 where there is none.
    pub fn kept(&self, weights: &[f64], inputs: &[f64]) -> Result<f64, Refusal> {
        if !self.stages.iter().any(|s| s.item.selects()) {
            return Ok(1.0);
        }
        if self.qubits <= MAX_DENSITY_QUBITS {
            return Ok(self.kept_density((weights, inputs))?.trace());
        }
        let mut items = self.stages[..self.finals].iter().map(|s| &s.item);
        let branches = mixture::run(self.qubits, &mut items, &self.readout, (weights, inputs))?;
        Ok(branches.iter().map(|b| b.weight).sum())
    }
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of every qubit at the end, over all outcomes.
    pub fn blochs(&self, weights: &[f64], inputs: &[f64]) -> Result<Vec<[f64; 3]>, Refusal> {
        let strings = |q: usize| [Pauli::X, Pauli::Y, Pauli::Z].map(|p| PauliString::single(p, q));
        if let Some(circuit) = &self.unitary {
            let mut all = (self.pure.blochs)(circuit, (weights, inputs))?;
            let last = self.stages[self.finals..].iter().filter_map(|s| s.item.measurement());
            last.for_each(|(q, _)| all[q] = [0.0, 0.0, all[q][2]]);
            return Ok(all);
        }
        let strings: Vec<PauliString> = (0..self.qubits).flat_map(strings).collect();
        let means = self.means(weights, inputs, &strings)?;
        Ok(means.chunks_exact(3).map(|m| [m[0], m[1], m[2]]).collect())
    }
    /// The same before it is made of trace 1: what post-selection keeps.
    fn kept_density(&self, (weights, inputs): (&[f64], &[f64])) -> Result<Density, Refusal> {
        let read = self.stages.iter().flat_map(|s| s.item.conditions()).flat_map(|c| c.bits.iter());
        let read: u64 = read.fold(0, |bits, b| bits | 1 << b);
        let branches = self.branches(0, self.stages.len(), !read, (weights, inputs))?;
        let mut all = branches.into_values();
        let first = all.next().ok_or_else(nothing_left)?;
        let mut sum = Density::of_coordinates(self.qubits, first);
        all.for_each(|v| sum.add(&v));
        Ok(sum)
    }
    /// The density matrix for each value of the classical bits, with its probability.
    pub fn outcomes(
        &self,
        weights: &[f64],
        inputs: &[f64],
    ) -> Result<BTreeMap<u64, (f64, Density)>, Refusal> {
        let branches = self.branches(2, self.stages.len(), 0, (weights, inputs))?;
        let total = left(branches.values().map(|v| v[0]).sum())?;
        let one = |(bits, v): (u64, Vec<f64>)| {
            let weight = v[0] / total;
            (bits, (weight, Density::of_coordinates(self.qubits, v).normalized()))
        };
        Ok(branches.into_iter().map(one).collect())
    }
    /// Density matrices by bits after the first stages. Programs that depend on nothing are kept.
    fn branches(
        &self,
        slot: usize,
        stages: usize,
        forgotten: u64,
        (weights, inputs): (&[f64], &[f64]),
    ) -> Result<Branches, Refusal> {
        if self.qubits > MAX_DENSITY_QUBITS {
            return Err(Refusal::Unable(format!(
                "a density matrix of {} qubits is too large; use at most {MAX_DENSITY_QUBITS} qubits, or ask for shots (trajectories)",
                self.qubits
            )));
        }
        if let Some(program) = self.programs[slot].get() {
            return program.run(&self.readout);
        }
        let stages = &self.stages[..stages];
        let program = Program::of(self.qubits, stages, forgotten, weights, inputs)?;
        match stages.iter().all(|s| s.item.is_constant()) {
            true => self.programs[slot].get_or_init(|| program).run(&self.readout),
            false => program.run(&self.readout),
        }
    }
    /// ⟨O⟩ at the end, exactly, over all outcomes. It is of the state: readout errors do not touch it, and X and
    /// Y of a qubit that was measured last are 0.
    pub fn expectation(&self, weights: &[f64], inputs: &[f64], o: &Observable) -> Result<f64, Refusal> {
        self.check(o)?;
        let strings: Vec<PauliString> = o.terms.iter().map(|t| t.1).collect();
        let means = self.means(weights, inputs, &strings)?;
        Ok(o.terms.iter().zip(means).map(|(t, mean)| t.0 * mean).sum())
    }
    /// Refuses observables of qubits that there are not.
    fn check(&self, o: &Observable) -> Result<(), Refusal> {
        if o.qubits() <= self.qubits {
            return Ok(());
        }
        let (qubit, last) = (o.qubits() - 1, self.qubits - 1);
        Err(Refusal::Unable(format!(
            "the observable uses qubit {qubit}, but the circuit has qubits 0 to {last}; take that term out"
        )))
    }
    /// The mean of each product of Pauli operators.
    fn means(&self, weights: &[f64], inputs: &[f64], of: &[PauliString]) -> Result<Vec<f64>, Refusal> {
        // Final measurements leave Z alone and of X and Y nothing.
        let last = self.stages[self.finals..].iter().filter_map(|s| s.item.measurement());
        let dephased: u32 = last.fold(0, |all, (qubit, _)| all | 1 << qubit);
        let kept = |s: &PauliString, mean: f64| if s.x & dephased == 0 { mean } else { 0.0 };
        if let Some(circuit) = &self.unitary {
            let means = (self.pure.means)(circuit, (weights, inputs), of)?;
            return Ok(of.iter().zip(means).map(|(s, mean)| kept(s, mean)).collect());
        }
        if self.qubits <= MAX_DENSITY_QUBITS {
            let rho = self.density(weights, inputs)?;
            return Ok(of.iter().map(|s| rho.expect_string(*s)).collect());
        }
        let branches = self.mixture(weights, inputs)?;
        let mean =
            |s: &PauliString| branches.iter().map(|b| b.weight * b.state.expect_string(*s)).sum::<f64>();
        Ok(of.iter().map(|s| kept(s, mean(s))).collect())
    }
    /// ⟨O⟩ from shots, so many for each setting of the qubits' bases that the observable needs: terms that agree on
    /// every qubit are measured together. Readout errors do not touch it. Where the exact state is out of reach
    /// every shot is a trajectory.
    pub fn estimate(
        &self,
        at: (&[f64], &[f64]),
        o: &Observable,
        shots: usize,
        draw: Draws<'_>,
    ) -> Result<Estimate, Refusal> {
        self.check(o)?;
        shots::estimate(self, at, o, shots, draw)
    }
    /// ⟨O⟩ by quantum trajectories: the mean of the exact values of so many runs with outcomes drawn.
    pub fn trajectories(
        &self,
        (weights, inputs): (&[f64], &[f64]),
        o: &Observable,
        runs: usize,
        draw: Draws<'_>,
    ) -> Result<Estimate, Refusal> {
        self.check(o)?;
        let runner = self.shooter((weights, inputs))?;
        let values = (0..runs).map(|_| Ok(runner.shot(draw)?.state.expect(o)));
        Ok(Estimate::of(values.collect::<Result<Vec<f64>, Refusal>>()?.into_iter()))
    }
    /// One run with its outcomes drawn: the same draws give the same shot.
    pub fn shot(&self, weights: &[f64], inputs: &[f64], draw: Draws<'_>) -> Result<Shot, Refusal> {
        self.shooter((weights, inputs))?.shot(draw)
    }
    /// The classical bits of so many shots, or the basis states where nothing is measured: keys as in
    /// `distribution`. Drawn from the exact distribution where there is one, else shot by shot.
    pub fn sample(
        &self,
        (weights, inputs): (&[f64], &[f64]),
        shots: usize,
        draw: Draws<'_>,
    ) -> Result<Vec<u64>, Refusal> {
        ends::sample(self, (weights, inputs), shots, draw)
    }
    /// Everything up to the first matter of luck, done once.
    pub(crate) fn shooter(&self, (weights, inputs): (&[f64], &[f64])) -> Result<Shooter<'_>, Refusal> {
        if self.pure.precision == Precision::Single {
            return Err(Refusal::Unable(IN_DOUBLE.into()));
        }
        size::check(self.qubits, 1, 3)?;
        let mut start = Shot { state: Ket::zero(self.qubits), bits: 0 };
        let acts = self.stages.iter().map(|s| Ok((&s.item, s.item.act(weights, inputs)?)));
        let acts = acts.collect::<Result<Vec<_>, Refusal>>()?;
        let sure = acts.iter().take_while(|(_, act)| !shot::is_random(act)).count();
        for (item, act) in &acts[..sure] {
            shot::step(&mut start, item, act, &self.readout, &mut || 0.0);
        }
        Ok(Shooter { process: self, start, acts: acts[sure..].to_vec() })
    }
}

/// A process with numbers for its angles, ready for shots.
pub(crate) struct Shooter<'a> {
    process: &'a Process,
    start: Shot,
    acts: Vec<(&'a Item, std::rc::Rc<act::Act>)>,
}

impl Shooter<'_> {
    pub fn shot(&self, draw: Draws<'_>) -> Result<Shot, Refusal> {
        for _ in 0..MAX_TRIES {
            let mut shot = self.start.clone();
            let readout = &self.process.readout;
            if self.acts.iter().all(|(item, act)| shot::step(&mut shot, item, act, readout, draw)) {
                return Ok(shot);
            }
        }
        Err(Refusal::Unable(format!(
            "post-selection failed {MAX_TRIES} times in a row; ask for the exact distribution, or select something likelier"
        )))
    }
}

fn row(inputs: &[f64]) -> Rows {
    Rows { width: inputs.len(), data: inputs.to_vec() }
}

/// What is left of the runs, if anything.
fn left(total: f64) -> Result<f64, Refusal> {
    if total > NOTHING { Ok(total) } else { Err(nothing_left()) }
}

fn nothing_left() -> Refusal {
    Refusal::Unable(
        "post-selection leaves nothing: what it asks for never happens; change it or take it out".into(),
    )
}

/// Ops with composite gates written out.
fn primitive(circuit: &Circuit, ops: Vec<Op>) -> Result<Vec<Op>, Refusal> {
    let mut all = Vec::with_capacity(ops.len());
    for op in ops {
        let composite = matches!(op.gate.action, Action::Parts(_) | Action::Custom | Action::Nothing);
        if !composite && op.controls.iter().all(|c| *c == Control { axis: circuit::Axis::Z, ..*c }) {
            all.push(op);
            continue;
        }
        let alone = Circuit::with_registers(circuit.qubits(), circuit.registers().to_vec(), vec![op]);
        let alone = alone.map_err(|e| Refusal::Unable(e.to_string()))?;
        all.extend(alone.primitive().ops().iter().cloned());
    }
    Ok(all)
}

/// The same ops with measurements last that nothing depends on, and where those begin.
fn with_finals_last(ops: Vec<Op>) -> (Vec<Op>, usize) {
    let (mut qubits, mut bits) = (0u64, 0u64);
    let (mut before, mut finals) = (Vec::new(), Vec::new());
    for op in ops.into_iter().rev() {
        let measures = matches!(op.gate.action, Action::Measure) && op.conditions.is_empty();
        let free = op.targets.iter().all(|q| qubits >> q & 1 == 0);
        let last = op.bits.iter().all(|b| bits >> b & 1 == 0);
        op.classical_bits().for_each(|b| bits |= 1 << b);
        if measures && free && last {
            finals.push(op);
            continue;
        }
        op.qubits().for_each(|q| qubits |= 1 << q);
        before.push(op);
    }
    before.reverse();
    finals.reverse();
    let count = before.len();
    before.extend(finals);
    (before, count)
}
