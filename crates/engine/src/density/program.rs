//! A process as maps on density matrices: neighbouring maps of one qubit merged, outcomes kept apart by bits.
//!
//! Not here: kernels (`pauli`), reading a density matrix (`density`).

use super::pauli::{self, Block, IDENTITY, Map, Pair};
use crate::noise::Readout;
use crate::process::Stage;
use crate::process::act::{Act, Kind};
use crate::size::{self, Refusal};
use circuit::Condition;
use std::collections::BTreeMap;

/// Outcomes less likely than this are none.
const NOTHING: f64 = 1e-15;
/// The most branches by classical bits.
const MAX_BRANCHES: usize = 1 << 16;

#[derive(Clone, Debug)]
enum Step {
    Turn(usize, Map),
    Pair([usize; 2], Pair),
    Block(Block),
    Measure { qubit: usize, bit: usize },
}

/// What to do, one step after the other.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    qubits: usize,
    start: Vec<[f64; 4]>,
    steps: Vec<(Vec<Condition>, Step)>,
}

/// Density matrices by the values of classical bits, in Pauli coordinates, each with its share of the trace.
pub(crate) type Branches = BTreeMap<u64, Vec<f64>>;

/// Maps of acts that depend on nothing, worked out once.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    One(Map),
    Two(Pair),
    Many(Block),
}

impl Known {
    /// The map of an act; none for a measurement.
    pub fn of(act: &Act) -> Option<Known> {
        if matches!(act.kind, Kind::Measure { .. }) {
            return None;
        }
        let block = Block::of(act);
        Some(match act.qubits().len() {
            1 => Known::One(one(&block)),
            2 => Known::Two(Pair::of(&block.table())),
            _ => Known::Many(block),
        })
    }
}

fn one(block: &Block) -> Map {
    let t = block.table();
    [0, 1, 2, 3].map(|i| [t[4 * i], t[4 * i + 1], t[4 * i + 2], t[4 * i + 3]])
}

/// Puts a program together.
struct Builder {
    program: Program,
    pending: Vec<Option<Map>>,
    untouched: Vec<bool>,
}

impl Program {
    /// The program of a process's stages; measurements whose bit is in `forgotten`
    /// only dephase.
    pub fn of(
        qubits: usize,
        stages: &[Stage],
        forgotten: u64,
        weights: &[f64],
        inputs: &[f64],
    ) -> Result<Program, Refusal> {
        let program = Program { qubits, start: vec![[1.0, 0.0, 0.0, 1.0]; qubits], steps: Vec::new() };
        let mut builder = Builder { program, pending: vec![None; qubits], untouched: vec![true; qubits] };
        for stage in stages {
            let item = &stage.item;
            let (qubits, conditions) = (item.op.qubits().collect::<Vec<_>>(), item.conditions());
            match item.measurement() {
                Some((qubit, bit)) if forgotten >> bit & 1 == 1 => {
                    let dephased = [IDENTITY[0], [0.0; 4], [0.0; 4], IDENTITY[3]];
                    builder.add(&[qubit], conditions, &Known::One(dephased));
                }
                Some((qubit, bit)) => {
                    builder.flush(qubit);
                    builder.untouched[qubit] = false;
                    builder.program.steps.push((conditions.to_vec(), Step::Measure { qubit, bit }));
                }
                None if item.is_constant() => {
                    let act = item.act(weights, inputs)?;
                    let known = stage.known.get_or_init(|| Known::of(&act));
                    builder.add(&qubits, conditions, known.as_ref().expect("no measurement"));
                }
                None => {
                    let known = Known::of(&*item.act(weights, inputs)?);
                    builder.add(&qubits, conditions, &known.expect("no measurement"));
                }
            }
        }
        (0..qubits).for_each(|q| builder.flush(q));
        Ok(builder.program)
    }
    /// Runs it on |0…0⟩ with these readout errors.
    pub fn run(&self, readout: &[Readout]) -> Result<Branches, Refusal> {
        room(self.qubits, 1)?;
        let mut branches = Branches::from([(0, product_state(&self.start))]);
        for (conditions, step) in &self.steps {
            let met = |bits: u64| conditions.iter().all(|c| c.holds(bits));
            if let Step::Measure { qubit, bit } = step {
                let affected = branches.keys().filter(|b| met(**b)).count();
                room(self.qubits, branches.len() + affected)?;
                let maps = outcomes(Readout::of(readout, *qubit));
                branches = split(branches, &met, (self.stride(*qubit), *bit), &maps);
                continue;
            }
            for (_, v) in branches.iter_mut().filter(|(bits, _)| met(**bits)) {
                self.apply(step, v);
            }
        }
        branches.retain(|_, v| v[0] >= NOTHING);
        Ok(branches)
    }
    fn stride(&self, qubit: usize) -> usize {
        1 << (2 * (self.qubits - 1 - qubit))
    }
    fn apply(&self, step: &Step, v: &mut [f64]) {
        match step {
            Step::Turn(qubit, m) => pauli::turn(v, self.stride(*qubit), m),
            Step::Pair([first, second], pair) => pair.apply(v, self.stride(*first), self.stride(*second)),
            Step::Block(block) => block.apply(v, self.qubits),
            Step::Measure { .. } => unreachable!("measurements split branches"),
        }
    }
}

impl Builder {
    fn add(&mut self, qubits: &[usize], conditions: &[Condition], known: &Known) {
        let conditional = !conditions.is_empty();
        let step = match (known, qubits) {
            (Known::One(m), [q]) if !conditional => {
                let before = self.pending[*q].take();
                self.pending[*q] = Some(before.map_or(*m, |b| pauli::product(m, &b)));
                return;
            }
            (Known::One(m), [q]) => Step::Turn(*q, *m),
            (Known::Two(pair), [first, second]) => {
                let mut pair = pair.clone();
                let kept = [*first, *second].map(|q| self.absorbed(q, conditional));
                if let [Some(a), Some(b)] = kept {
                    pair = pair.after(&a, &b);
                } else if kept != [None, None] {
                    let [a, b] = kept.map(|m| m.unwrap_or(IDENTITY));
                    pair = pair.after(&a, &b);
                }
                Step::Pair([*first, *second], pair)
            }
            (Known::Many(block), _) => Step::Block(block.clone()),
            _ => unreachable!("a map fits its qubits"),
        };
        for q in qubits {
            self.flush(*q);
            self.untouched[*q] = false;
        }
        self.program.steps.push((conditions.to_vec(), step));
    }
    /// What is pending on a qubit, if a two-qubit map can take it in: a diagonal.
    fn absorbed(&mut self, qubit: usize, conditional: bool) -> Option<Map> {
        let fits = !conditional && !self.untouched[qubit];
        self.pending[qubit].take_if(|m| fits && pauli::is_diagonal(m))
    }
    /// Ends the run of maps on a qubit.
    fn flush(&mut self, qubit: usize) {
        let Some(m) = self.pending[qubit].take() else {
            return;
        };
        if std::mem::replace(&mut self.untouched[qubit], false) {
            self.program.start[qubit] = pauli::image(&m, self.program.start[qubit]);
        } else if m != IDENTITY {
            self.program.steps.push((Vec::new(), Step::Turn(qubit, m)));
        }
    }
}

/// The coordinates of a product of one-qubit states.
fn product_state(parts: &[[f64; 4]]) -> Vec<f64> {
    let mut v = Vec::with_capacity(1 << (2 * parts.len()));
    v.push(1.0);
    for part in parts.iter().rev() {
        let low = v.len();
        v.resize(4 * low, 0.0);
        for digit in (0..4).rev() {
            (0..low).for_each(|i| v[digit * low + i] = part[digit] * v[i]);
        }
    }
    v
}

/// What the outcomes 0 and 1, as they are read, leave of a qubit.
fn outcomes(readout: Readout) -> [Map; 2] {
    let found = |sign: f64| {
        let mut m = [[0.0; 4]; 4];
        (m[0][0], m[0][3], m[3][0], m[3][3]) = (0.5, sign / 2.0, sign / 2.0, 0.5);
        m
    };
    let (zero, one) = (found(1.0), found(-1.0));
    let mix = |a: f64, b: f64| {
        let entry = |k: usize| a * zero[k / 4][k % 4] + b * one[k / 4][k % 4];
        [0, 1, 2, 3].map(|i| [0, 1, 2, 3].map(|j| entry(4 * i + j)))
    };
    let Readout { p_read1_given0: up, p_read0_given1: down } = readout;
    [mix(1.0 - up, down), mix(up, 1.0 - down)]
}

fn split(
    branches: Branches,
    met: &dyn Fn(u64) -> bool,
    (stride, bit): (usize, usize),
    maps: &[Map; 2],
) -> Branches {
    let mut next = Branches::new();
    for (bits, v) in branches {
        if !met(bits) {
            merge(&mut next, bits, v);
            continue;
        }
        let (mut zero, mut one) = (v.clone(), v);
        pauli::turn(&mut zero, stride, &maps[0]);
        pauli::turn(&mut one, stride, &maps[1]);
        merge(&mut next, bits & !(1 << bit), zero);
        merge(&mut next, bits | 1 << bit, one);
    }
    next
}

fn merge(branches: &mut Branches, bits: u64, v: Vec<f64>) {
    if v[0] < NOTHING {
        return;
    }
    match branches.get_mut(&bits) {
        Some(sum) => sum.iter_mut().zip(v).for_each(|(s, x)| *s += x),
        None => {
            branches.insert(bits, v);
        }
    }
}

/// Refuses too many density matrices.
fn room(qubits: usize, branches: usize) -> Result<(), Refusal> {
    if branches > MAX_BRANCHES {
        return Err(Refusal::Unable(format!(
            "the exact distribution would have more than {MAX_BRANCHES} branches; ask for shots, or measure fewer bits before the end"
        )));
    }
    // Half a complex state of 2n qubits each.
    size::check(2 * qubits, 1, branches.div_ceil(2)).map_err(|_| {
        Refusal::Unable(format!(
            "{branches} density matrices of {qubits} qubits need more memory than there is; ask for shots, or measure less often"
        ))
    })
}
