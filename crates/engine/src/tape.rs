//! A unitary circuit as steps on one plain list of amplitudes: for second derivatives, metrics and shots.
//!
//! Every step can be done, undone and differentiated by its angle. Training does not come here: batches and
//! merged gates are in `plan`.

use crate::block::{Action, blocks};
use crate::sites::Pattern;
use crate::size::{self, Refusal};
use circuit::{Angle, C64, Circuit, Observable, Op, Symbol};

/// A circuit's steps in the order of time.
#[derive(Clone, Debug)]
pub(crate) struct Tape {
    pub qubits: usize,
    pub steps: Vec<Step>,
}

/// One primitive op.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub op: Op,
    /// The angle, if it depends on a symbol.
    pub angle: Option<Angle>,
    work: Work,
}

/// What a step does to amplitudes.
#[derive(Clone, Debug)]
enum Work {
    /// 2×2 matrices on pairs, one after the other.
    Blocks(Vec<(Vec<Pattern>, Action)>),
    /// Amplitudes change places: the map of the targets' values. Pairs of them would need more memory than
    /// the state where a gate has many targets.
    Moves(fn(&[usize], usize) -> usize),
}

/// A step's angle at a point, and its derivatives by variables (their numbers in a list of symbols).
#[derive(Clone, Debug, Default)]
pub(crate) struct Slopes {
    pub angle: f64,
    pub first: Vec<(usize, f64)>,
    /// ∂²/∂i∂j for i ≤ j.
    pub second: Vec<(usize, usize, f64)>,
}

impl Slopes {
    /// The derivative by one variable.
    pub fn by(&self, variable: usize) -> f64 {
        self.first.iter().find(|(v, _)| *v == variable).map_or(0.0, |(_, slope)| *slope)
    }
}

impl Tape {
    /// The steps of a circuit, which must be unitary.
    pub fn of(circuit: &Circuit) -> Result<Tape, Refusal> {
        size::check_unitary(circuit)?;
        let qubits = circuit.qubits();
        size::check(qubits, 1, 2)?;
        let steps = circuit.primitive().ops().iter().map(|op| Step::of(op, qubits)).collect();
        Ok(Tape { qubits, steps })
    }
    /// Refuses so many states together with a square table of so many columns if they are too much.
    pub fn check(&self, states: usize, columns: usize) -> Result<(), Refusal> {
        let table = columns.saturating_mul(columns).saturating_mul(8).div_ceil(16 << self.qubits);
        size::check(self.qubits, 1, states.saturating_add(table))
    }
    /// Every step's angle (0 for steps without).
    pub fn angles(&self, weights: &[f64], inputs: &[f64]) -> Vec<f64> {
        self.steps.iter().map(|s| s.angle.as_ref().map_or(0.0, |a| a.value(weights, inputs))).collect()
    }
    /// Every step's angle with its first (and, if wanted, second) derivatives by these symbols.
    pub fn slopes(&self, weights: &[f64], inputs: &[f64], by: &[Symbol], second: bool) -> Vec<Slopes> {
        let at = (weights, inputs);
        self.steps
            .iter()
            .map(|s| s.angle.as_ref().map_or(Slopes::default(), |a| slopes(a, at, by, second)))
            .collect()
    }
    /// |0…0⟩.
    pub fn start(&self) -> Vec<C64> {
        let mut state = self.zero();
        state[0] = C64::ONE;
        state
    }
    /// No state at all, to add to.
    pub fn zero(&self) -> Vec<C64> {
        vec![C64::ZERO; 1 << self.qubits]
    }
    /// The state at its end for the steps' angles.
    pub fn run(&self, angles: &[f64]) -> Vec<C64> {
        let mut state = self.start();
        self.steps.iter().zip(angles).for_each(|(step, angle)| step.apply(*angle, &mut state));
        state
    }
}

fn slopes(angle: &Angle, at: (&[f64], &[f64]), by: &[Symbol], second: bool) -> Slopes {
    let own = angle.symbols();
    let used: Vec<usize> = (0..by.len()).filter(|&i| own.contains(&by[i])).collect();
    let mut all = Slopes { angle: angle.value(at.0, at.1), ..Slopes::default() };
    for (n, &i) in used.iter().enumerate() {
        let partial = angle.derivative(by[i]);
        all.first.push((i, partial.value(at.0, at.1)));
        let bends = if second { partial.symbols() } else { Default::default() };
        for &j in used[n..].iter().filter(|&&j| bends.contains(&by[j])) {
            all.second.push((i, j, partial.derivative(by[j]).value(at.0, at.1)));
        }
    }
    all
}

impl Step {
    fn of(op: &Op, qubits: usize) -> Step {
        let placed = |block: crate::block::Block| {
            (block.pairs.iter().map(|pair| pattern(op, *pair, qubits)).collect(), block.action)
        };
        let angle = op.angle().filter(|a| a.constant().is_none()).cloned();
        let work = match op.gate.action {
            circuit::Action::Permutation(image) => Work::Moves(image),
            _ => Work::Blocks(blocks(op).into_iter().map(placed).collect()),
        };
        Step { op: op.clone(), angle, work }
    }
    /// The step at an angle.
    pub fn apply(&self, angle: f64, state: &mut [C64]) {
        match &self.work {
            Work::Blocks(blocks) => {
                blocks.iter().for_each(|(patterns, action)| combine(patterns, matrix(action, angle), state));
            }
            Work::Moves(image) => {
                let before = state.to_vec();
                each_move(&self.op, *image, state.len(), |from, to| state[to] = before[from]);
            }
        }
    }
    /// What undoes it.
    pub fn undo(&self, angle: f64, state: &mut [C64]) {
        match &self.work {
            Work::Blocks(blocks) => {
                for (patterns, action) in blocks.iter().rev() {
                    let [a, b, c, d] = matrix(action, angle);
                    combine(patterns, [a.conj(), c.conj(), b.conj(), d.conj()], state);
                }
            }
            Work::Moves(image) => {
                let after = state.to_vec();
                each_move(&self.op, *image, state.len(), |from, to| state[from] = after[to]);
            }
        }
    }
    /// −iG/2 · state with U(θ) = exp(−iθG/2): the derivative of U by its angle is this after U.
    pub fn derive(&self, state: &[C64], into: &mut [C64]) {
        into.fill(C64::ZERO);
        let Work::Blocks(blocks) = &self.work else { return };
        for (patterns, action) in blocks {
            let Action::Turn(g) = action else { continue };
            let (a, d) = (C64::new(0.0, -(g[0] + g[3]) / 2.0), C64::new(0.0, -(g[0] - g[3]) / 2.0));
            let (b, c) = (C64::new(-g[2] / 2.0, -g[1] / 2.0), C64::new(g[2] / 2.0, -g[1] / 2.0));
            for p in patterns {
                each(*p, state.len(), |i, j| {
                    into[i] = both(a, state[i], b, state[j]);
                    into[j] = both(c, state[i], d, state[j]);
                });
            }
        }
    }
}

/// Calls with where every amplitude that the controls let through is and where it goes.
fn each_move(op: &Op, image: fn(&[usize], usize) -> usize, len: usize, mut go: impl FnMut(usize, usize)) {
    let top = len.ilog2() as usize - 1;
    let (sizes, last) = (op.sizes(), op.targets.len() - 1);
    let (mask, on) = op.controls.iter().fold((0, 0), |(mask, on), c| {
        let bit = 1usize << (top - c.qubit);
        (mask | bit, if c.on { on | bit } else { on })
    });
    let whole: usize = op.targets.iter().map(|q| 1usize << (top - q)).sum();
    for from in (0..len).filter(|k| k & mask == on) {
        let value = op.targets.iter().fold(0, |value, q| value << 1 | (from >> (top - q) & 1));
        let to = image(&sizes, value);
        let spread = op.targets.iter().enumerate().map(|(i, q)| (to >> (last - i) & 1) << (top - q));
        go(from, from & !whole | spread.sum::<usize>());
    }
}

/// Where in the whole index a pair of the targets' basis states lies.
fn pattern(op: &Op, (first, second): (usize, usize), qubits: usize) -> Pattern {
    let bit = |q: usize| 1usize << (qubits - 1 - q);
    let spread = |basis: usize| {
        let last = op.targets.len() - 1;
        let set = op.targets.iter().enumerate().filter(|(i, _)| basis >> (last - i) & 1 == 1);
        set.map(|(_, &q)| bit(q)).sum::<usize>()
    };
    let on: usize = op.controls.iter().filter(|c| c.on).map(|c| bit(c.qubit)).sum();
    let fixed = op.qubits().map(bit).sum();
    Pattern { fixed, base: spread(first) | on, flip: spread(first) ^ spread(second) }
}

/// Calls with both indices of every pair of a pattern, ascending.
fn each(p: Pattern, len: usize, mut pair: impl FnMut(usize, usize)) {
    // Counting up with the fixed bits set carries over them.
    let mut free = 0;
    for _ in 0..len >> p.fixed.count_ones() {
        let i = free | p.base;
        pair(i, i ^ p.flip);
        free = ((free | p.fixed) + 1) & !p.fixed;
    }
}

/// A 2×2 matrix on one wire, whose bit of the index is given.
pub(crate) fn on_wire(bit: usize, matrix: [C64; 4], state: &mut [C64]) {
    combine(&[Pattern { fixed: bit, base: 0, flip: bit }], matrix, state);
}

fn combine(patterns: &[Pattern], [a, b, c, d]: [C64; 4], state: &mut [C64]) {
    let (diagonal, crossed) = (b == C64::ZERO && c == C64::ZERO, a == C64::ZERO && d == C64::ZERO);
    for p in patterns {
        if diagonal {
            each(*p, state.len(), |i, j| (state[i], state[j]) = (times(a, state[i]), times(d, state[j])));
        } else if crossed && b == C64::ONE && c == C64::ONE {
            each(*p, state.len(), |i, j| state.swap(i, j));
        } else {
            each(*p, state.len(), |i, j| {
                let (x, y) = (state[i], state[j]);
                state[i] = both(a, x, b, y);
                state[j] = both(c, x, d, y);
            });
        }
    }
}

// Written out, since these loops are all the time there is.
#[inline(always)]
fn times(a: C64, x: C64) -> C64 {
    C64 { re: a.re * x.re - a.im * x.im, im: a.re * x.im + a.im * x.re }
}

#[inline(always)]
fn both(a: C64, x: C64, b: C64, y: C64) -> C64 {
    let (p, q) = (times(a, x), times(b, y));
    C64 { re: p.re + q.re, im: p.im + q.im }
}

/// The 2×2 matrix of an action: e^{−i g0 θ/2} (cos − i sin · n·σ) for a turn about the axis n.
fn matrix(action: &Action, angle: f64) -> [C64; 4] {
    let g = match action {
        Action::Fixed(m) => return *m,
        Action::Turn(g) => g,
    };
    let reach = (g[1] * g[1] + g[2] * g[2] + g[3] * g[3]).sqrt();
    let (sin, cos) = libm::sincos(reach * angle / 2.0);
    let s = if reach == 0.0 { 0.0 } else { sin / reach };
    let phase = C64::phase(-g[0] * angle / 2.0);
    let m = [
        C64::new(cos, -s * g[3]),
        C64::new(-s * g[2], -s * g[1]),
        C64::new(s * g[2], -s * g[1]),
        C64::new(cos, s * g[3]),
    ];
    m.map(|entry| phase * entry)
}

/// ⟨a|b⟩.
pub(crate) fn inner(a: &[C64], b: &[C64]) -> C64 {
    let mut sum = C64::ZERO;
    for (x, y) in a.iter().zip(b) {
        sum.re += x.re * y.re + x.im * y.im;
        sum.im += x.re * y.im - x.im * y.re;
    }
    sum
}

/// into += factor · from.
pub(crate) fn add_scaled(into: &mut [C64], factor: f64, from: &[C64]) {
    for (sum, z) in into.iter_mut().zip(from) {
        sum.re += factor * z.re;
        sum.im += factor * z.im;
    }
}

/// O|ψ⟩.
pub(crate) fn observed(observable: &Observable, state: &[C64]) -> Vec<C64> {
    let qubits = state.len().ilog2() as usize;
    let mut all = vec![C64::ZERO; state.len()];
    for (factor, string) in &observable.terms {
        let (x, z) = (mirrored(string.x, qubits), mirrored(string.z, qubits));
        // Y = iXZ.
        let quarter = [C64::ONE, C64::I, -C64::ONE, -C64::I][(string.x & string.z).count_ones() as usize & 3];
        let (plus, minus) = (quarter.scale(*factor), quarter.scale(-factor));
        for (k, a) in state.iter().enumerate() {
            let part = times(if (k & z).count_ones() & 1 == 1 { minus } else { plus }, *a);
            all[k ^ x].re += part.re;
            all[k ^ x].im += part.im;
        }
    }
    all
}

/// A mask of qubits (bit q = qubit q) as a mask of the index (qubit 0 = most significant bit).
pub(crate) fn mirrored(mask: u32, qubits: usize) -> usize {
    (0..qubits).filter(|q| mask >> q & 1 == 1).map(|q| 1 << (qubits - 1 - q)).sum()
}
