//! From ops to steps: runs of one-qubit gates merged, permutations folded into places, sites worked out.
//!
//! Not here: numbers (weights and inputs are unknown when this runs), the loops that use the steps.

use crate::absorb::{Draft, absorbed};
use crate::angle::Turning;
use crate::block::{Action, blocks};
use crate::cell::{Cell, Matrix2, Shape};
use crate::shuffle::{EXCHANGED, Shuffle};
use crate::sites::{Lanes, Pattern, Sites, Stride};
use crate::tile::{Tile, tiled};
use circuit::{C64, Circuit, Op};

/// One gate's part in a merged run.
#[derive(Clone, Debug)]
pub(crate) enum Factor {
    /// A constant 2×2 matrix, row by row.
    Fixed([C64; 4]),
    /// exp(−iθG/2), G = g0 + g1 X + g2 Y + g3 Z.
    Turn { generator: [f64; 4], turning: Turning },
}

/// Gates that act as one 2×2 matrix on the same pairs of amplitudes.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub sites: Sites,
    pub shape: Shape,
    /// In the order they act.
    pub factors: Vec<Factor>,
    /// The product, if it depends on nothing.
    pub constant: Option<Matrix2<f64>>,
    /// Whether rows have different matrices.
    pub by_row: bool,
    /// Whether an angle has a trainable weight in it.
    pub trains: bool,
    /// Which of the matrices of its kind (uniform or by row) is its own, and which half angles.
    pub slot: usize,
    pub half: usize,
}

/// A step of a program.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The turn of that index.
    Turn(usize),
    /// Amplitudes exchanged (amplitudes layout only; in the rows layout exchanges cost nothing).
    Exchange(Vec<Stride>),
    /// A permutation of a large register (amplitudes layout only).
    Shuffle(Shuffle),
    /// Steps tile by tile (amplitudes layout only).
    Tile(Tile),
}

/// A compiled circuit: for each qubit its first turn if that acts on |0⟩, then steps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    pub prefix: Vec<Option<usize>>,
    pub steps: Vec<Step>,
    /// The place of every amplitude after the program (rows layout).
    pub place: Vec<u32>,
}

/// How many matrices and half angles all turns need.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Counts {
    pub uniform: usize,
    pub by_row: usize,
    pub uniform_halves: usize,
    pub by_row_halves: usize,
}

/// Compiles circuits that continue one another, collecting their turns.
pub(crate) struct Compiler {
    pub turns: Vec<Turn>,
    pub counts: Counts,
    qubits: usize,
    lanes: Lanes,
    place: Vec<u32>,
    pending: Vec<Vec<Factor>>,
    untouched: Vec<bool>,
    prefix: Vec<Option<usize>>,
    drafts: Vec<Draft>,
}

impl Compiler {
    pub fn new(qubits: usize, lanes: Lanes) -> Compiler {
        let places = if lanes == Lanes::Rows { 1u32 << qubits } else { 0 };
        Compiler {
            turns: Vec::new(),
            counts: Counts::default(),
            qubits,
            lanes,
            place: (0..places).collect(),
            pending: vec![Vec::new(); qubits],
            untouched: vec![true; qubits],
            prefix: vec![None; qubits],
            drafts: Vec::new(),
        }
    }
    /// The circuits that act on |0…0⟩ one after the other, each with the offset of its weights.
    pub fn first(&mut self, circuits: &[(&Circuit, usize)]) -> Program {
        for (circuit, offset) in circuits {
            circuit.primitive().ops().iter().for_each(|op| self.op(op, *offset));
        }
        (0..self.qubits).for_each(|q| self.flush(q));
        self.untouched.fill(false);
        self.taken()
    }
    /// A circuit that continues from where another program ended.
    pub fn next(&mut self, from: &[u32], circuit: &Circuit, offset: usize) -> Program {
        self.place.copy_from_slice(from);
        self.untouched.fill(false);
        circuit.primitive().ops().iter().for_each(|op| self.op(op, offset));
        (0..self.qubits).for_each(|q| self.flush(q));
        self.taken()
    }

    fn taken(&mut self) -> Program {
        let mut drafts = std::mem::take(&mut self.drafts);
        if self.lanes == Lanes::Amplitudes {
            drafts = absorbed(drafts, |index| self.turns[index].shape);
        }
        let mut steps: Vec<Step> = drafts.into_iter().map(|draft| self.step(draft)).collect();
        if self.lanes == Lanes::Amplitudes {
            steps = tiled(steps, &mut self.turns, self.qubits - 2);
        }
        Program { prefix: std::mem::take(&mut self.prefix), steps, place: self.place.clone() }
    }
    fn step(&mut self, draft: Draft) -> Step {
        match draft {
            Draft::Turn { index, patterns, before, after } => {
                if before.is_some() || after.is_some() {
                    self.turns[index].sites =
                        Sites::Strides(Stride::between(patterns[0].flip, before, after));
                }
                Step::Turn(index)
            }
            Draft::Exchange(patterns) => Step::Exchange(patterns.iter().map(|p| Stride::of(*p)).collect()),
            Draft::Shuffle(shuffle) => Step::Shuffle(shuffle.listed()),
        }
    }
    fn op(&mut self, op: &Op, offset: usize) {
        let shuffle = Shuffle::of(op, self.qubits);
        if let Some(shuffle) = shuffle.filter(|_| self.lanes == Lanes::Rows || op.targets.len() > EXCHANGED) {
            return self.shuffle(shuffle, op);
        }
        let blocks = blocks(op);
        if let ([target], []) = (&op.targets[..], &op.controls[..]) {
            for block in blocks {
                debug_assert!(block.pairs == [(0, 1)], "a one-qubit gate has blocks in order only");
                push(&mut self.pending[*target], factor(&block.action, op, offset));
            }
            return;
        }
        self.settle(op);
        for block in blocks {
            let patterns: Vec<Pattern> = block.pairs.iter().map(|&p| self.pattern(op, p)).collect();
            if block.action.is_exchange() {
                self.exchange(&patterns);
            } else {
                let index = self.turn(&patterns, vec![factor(&block.action, op, offset)]);
                self.drafts.push(Draft::Turn { index, patterns, before: None, after: None });
            }
        }
    }
    /// Ends the runs of one-qubit gates on all qubits of an op.
    fn settle(&mut self, op: &Op) {
        for q in op.qubits() {
            self.flush(q);
            self.untouched[q] = false;
        }
    }
    fn shuffle(&mut self, shuffle: Shuffle, op: &Op) {
        self.settle(op);
        if self.lanes == Lanes::Amplitudes {
            return self.drafts.push(Draft::Shuffle(shuffle));
        }
        let before = self.place.clone();
        before.iter().enumerate().for_each(|(k, &place)| self.place[shuffle.to(k)] = place);
    }
    /// Ends the run of one-qubit gates on a qubit.
    fn flush(&mut self, qubit: usize) {
        let factors = std::mem::take(&mut self.pending[qubit]);
        if factors.is_empty() {
            return;
        }
        let bit = 1 << (self.qubits - 1 - qubit);
        let pattern = [Pattern { fixed: bit, base: 0, flip: bit }];
        let first = std::mem::replace(&mut self.untouched[qubit], false);
        if !first && matches!(&factors[..], [Factor::Fixed(m)] if Action::Fixed(*m).is_exchange()) {
            self.exchange(&pattern);
            return;
        }
        let index = self.turn(&pattern, factors);
        match self.prefix.get_mut(qubit) {
            Some(place) if first => *place = Some(index),
            _ => {
                self.drafts.push(Draft::Turn { index, patterns: pattern.to_vec(), before: None, after: None })
            }
        }
    }
    /// Where in the whole index a pair of the targets' basis states lies.
    fn pattern(&self, op: &Op, (first, second): (usize, usize)) -> Pattern {
        let bit = |q: usize| 1usize << (self.qubits - 1 - q);
        let spread = |basis: usize| {
            let last = op.targets.len() - 1;
            let set = op.targets.iter().enumerate().filter(|(i, _)| basis >> (last - i) & 1 == 1);
            set.map(|(_, &q)| bit(q)).sum::<usize>()
        };
        let on: usize = op.controls.iter().filter(|c| c.on).map(|c| bit(c.qubit)).sum();
        let fixed = op.qubits().map(bit).sum();
        Pattern { fixed, base: spread(first) | on, flip: spread(first) ^ spread(second) }
    }
    fn exchange(&mut self, patterns: &[Pattern]) {
        match self.lanes {
            Lanes::Rows => {
                for p in patterns {
                    for k in p.firsts(self.qubits) {
                        self.place.swap(k, k ^ p.flip);
                    }
                }
            }
            Lanes::Amplitudes => {
                self.drafts.push(Draft::Exchange(patterns.to_vec()));
            }
        }
    }
    fn turn(&mut self, patterns: &[Pattern], factors: Vec<Factor>) -> usize {
        let sites = match self.lanes {
            Lanes::Rows => {
                let pairs = patterns.iter().flat_map(|p| p.firsts(self.qubits).map(|k| (k, k ^ p.flip)));
                Sites::Pairs(pairs.map(|(a, b)| [self.place[a], self.place[b]]).collect())
            }
            Lanes::Amplitudes => Sites::Strides(patterns.iter().map(|p| Stride::of(*p)).collect()),
        };
        let by_row = factors.iter().any(|f| matches!(f, Factor::Turn { turning, .. } if turning.by_row()));
        let trains = factors.iter().any(|f| matches!(f, Factor::Turn { turning, .. } if turning.trains()));
        let shape = factors.iter().map(shape).reduce(Shape::join).unwrap_or(Shape::Diagonal);
        let constant = match &factors[..] {
            [Factor::Fixed(m)] => Some(Matrix2(m.map(|z| Cell::of(z.re, z.im)))),
            _ => None,
        };
        let (slots, halves) = match by_row {
            true => (&mut self.counts.by_row, &mut self.counts.by_row_halves),
            false => (&mut self.counts.uniform, &mut self.counts.uniform_halves),
        };
        let (slot, half) = (*slots, *halves);
        *slots += 1;
        *halves += factors.len();
        self.turns.push(Turn { sites, shape, factors, constant, by_row, trains, slot, half });
        self.turns.len() - 1
    }
}

fn factor(action: &Action, op: &Op, offset: usize) -> Factor {
    match (action, op.angle()) {
        (Action::Turn(generator), Some(angle)) => {
            Factor::Turn { generator: *generator, turning: Turning::of(angle, offset) }
        }
        (Action::Turn(_), None) => unreachable!("a circuit checks that gates with a generator have an angle"),
        (Action::Fixed(m), _) => Factor::Fixed(*m),
    }
}

/// Appends a factor; neighbouring constants become one.
fn push(run: &mut Vec<Factor>, next: Factor) {
    if let (Some(Factor::Fixed(a)), Factor::Fixed(b)) = (run.last_mut(), &next) {
        let [p, q, r, s] = *b;
        let [e, f, g, h] = *a;
        *a = [p * e + q * g, p * f + q * h, r * e + s * g, r * f + s * h];
    } else {
        run.push(next);
    }
}

fn shape(factor: &Factor) -> Shape {
    match factor {
        Factor::Fixed([_, b, c, _]) if *b == C64::ZERO && *c == C64::ZERO => Shape::Diagonal,
        Factor::Fixed(m) if m.iter().all(|z| z.im == 0.0) => Shape::Real,
        Factor::Turn { generator: [_, 0.0, 0.0, _], .. } => Shape::Diagonal,
        Factor::Turn { generator: [0.0, 0.0, _, 0.0], .. } => Shape::Real,
        _ => Shape::Dense,
    }
}
