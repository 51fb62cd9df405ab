//! Runs compiled programs on blocks of cells: from |0…0⟩ forward, and backward with φ and λ.

use crate::cell::{Cell, Four, Number};
use crate::compile::{Factor, Program, Step, Turn};
use crate::kernel;
use crate::numbers::Numbers;
use crate::sites::Lanes;
use crate::stride;

/// The block of a batch that is at work: some neighbouring groups.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub lanes: Lanes,
    pub qubits: usize,
    pub first: usize,
    pub groups: usize,
}

impl Block {
    pub fn cells(self) -> usize {
        self.lanes.cells(self.qubits, self.groups)
    }
    /// The blocks of so many groups: small enough that both states of a sweep stay in the first cache.
    pub fn all(lanes: Lanes, qubits: usize, groups: usize) -> impl Iterator<Item = Block> {
        let most = match lanes {
            Lanes::Rows => (128usize >> qubits).clamp(1, 16),
            Lanes::Amplitudes => 1,
        };
        let block = move |first: usize| Block { lanes, qubits, first, groups: most.min(groups - first) };
        (0..groups).step_by(most).map(block)
    }
}

/// The product state that the program's first turns make of |0…0⟩.
pub(crate) fn start<R: Number>(
    cells: &mut [Four<R>],
    block: Block,
    program: &Program,
    turns: &[Turn],
    numbers: &Numbers<R>,
) {
    let column = |qubit: usize| {
        let turn = program.prefix.get(qubit).copied().flatten().map(|i| &turns[i]);
        turn.map(|t| numbers.matrices(t, block.first, block.groups))
    };
    let n = block.qubits;
    let skipped = match block.lanes {
        Lanes::Rows => {
            cells[..block.groups].fill(Cell::ONE);
            0
        }
        Lanes::Amplitudes => {
            let [low, high] = [n - 1, n - 2].map(|q| {
                let m = column(q);
                m.map_or([Cell::ONE, Cell::ZERO], |m| [m[0].0[0], m[0].0[2]])
            });
            for lane in 0..4 {
                let z = low[lane & 1].times(high[lane >> 1]);
                cells[0].re.set(lane, z.re.get(0));
                cells[0].im.set(lane, z.im.get(0));
            }
            2
        }
    };
    for bit in skipped..n {
        let size = block.groups << (bit - skipped);
        let (low, high) = cells[..2 * size].split_at_mut(size);
        match column(n - 1 - bit) {
            None => high.fill(Cell::ZERO),
            Some(m) => {
                for (i, (a, b)) in low.iter_mut().zip(high).enumerate() {
                    let m = &m[if m.len() == 1 { 0 } else { i % block.groups }];
                    (*a, *b) = (a.times(m.0[0]), a.times(m.0[2]));
                }
            }
        }
    }
}

/// Applies a program's steps.
pub(crate) fn forward<R: Number>(
    cells: &mut [Four<R>],
    block: Block,
    program: &Program,
    turns: &[Turn],
    numbers: &Numbers<R>,
) {
    program.steps.iter().for_each(|step| apply(cells, block, step, turns, numbers));
}

fn apply<R: Number>(cells: &mut [Four<R>], block: Block, step: &Step, turns: &[Turn], numbers: &Numbers<R>) {
    match step {
        Step::Turn(index) => {
            let turn = &turns[*index];
            let m = numbers.matrices(turn, block.first, block.groups);
            kernel::turn(cells, block.groups, &turn.sites, turn.shape, m);
        }
        Step::Exchange(strides) => strides.iter().for_each(|s| stride::exchange(cells, s)),
        Step::Shuffle(shuffle) => shuffle.apply(cells),
        Step::Tile(tile) => {
            let mut part = vec![Four::<R>::ZERO; tile.cells()];
            for number in 0..tile.count(cells.len()) {
                tile.load(number, cells, &mut part);
                tile.steps.iter().for_each(|step| apply(&mut part, block, step, turns, numbers));
                tile.store(number, &part, cells);
            }
        }
    }
}

/// Whose angles' derivatives are asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub inputs: bool,
}

impl Wanted {
    pub fn wants(self, turn: &Turn) -> bool {
        turn.trains || (self.inputs && turn.by_row)
    }
    /// Whether a factor has such an angle.
    pub fn wants_factor(self, factor: &Factor) -> bool {
        match factor {
            Factor::Turn { turning, .. } => turning.trains() || (self.inputs && turning.by_row()),
            Factor::Fixed(_) => false,
        }
    }
    fn step(self, step: &Step, turns: &[Turn]) -> bool {
        match step {
            Step::Turn(index) => self.wants(&turns[*index]),
            Step::Exchange(_) | Step::Shuffle(_) => false,
            Step::Tile(tile) => tile.steps.iter().any(|step| self.step(step, turns)),
        }
    }
    /// Whether a program has any such angle.
    pub fn any(self, program: &Program, turns: &[Turn]) -> bool {
        self.prefix(program, turns) || program.steps.iter().any(|s| self.step(s, turns))
    }
    fn prefix(self, program: &Program, turns: &[Turn]) -> bool {
        program.prefix.iter().flatten().any(|i| self.wants(&turns[*i]))
    }
}

/// Un-applies a program on φ and λ and collects inner products. With `whole`, both states arrive at the
/// program's start; otherwise it stops once nothing wanted is left.
pub(crate) fn backward(
    (phi, lambda): (&mut [Cell], &mut [Cell]),
    block: Block,
    (program, turns): (&Program, &[Turn]),
    numbers: &mut Numbers,
    wanted: Wanted,
    whole: bool,
) {
    let Block { first, groups, .. } = block;
    let prefix = wanted.prefix(program, turns);
    let last = match whole || prefix {
        true => Some(0),
        false => program.steps.iter().position(|s| wanted.step(s, turns)),
    };
    let Some(last) = last else { return };
    for (at, step) in program.steps.iter().enumerate().skip(last).rev() {
        match step {
            Step::Turn(index) if at == last && !whole && !prefix => {
                let turn = &turns[*index];
                kernel::gather(phi, lambda, groups, &turn.sites, numbers.learning(turn, first, groups).1);
            }
            _ => unapply(phi, lambda, block, step, turns, numbers, wanted),
        }
    }
    for turn in program.prefix.iter().flatten().map(|i| &turns[*i]).filter(|t| wanted.wants(t)) {
        kernel::gather(phi, lambda, groups, &turn.sites, numbers.learning(turn, first, groups).1);
    }
}

fn unapply(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    block: Block,
    step: &Step,
    turns: &[Turn],
    numbers: &mut Numbers,
    wanted: Wanted,
) {
    let Block { first, groups, .. } = block;
    match step {
        Step::Turn(index) => {
            let turn = &turns[*index];
            if wanted.wants(turn) {
                let (m, sums) = numbers.learning(turn, first, groups);
                kernel::sweep((phi, lambda), groups, &turn.sites, turn.shape, m, sums);
            } else {
                let m = numbers.matrices(turn, first, groups);
                kernel::sweep((phi, lambda), groups, &turn.sites, turn.shape, m, &mut []);
            }
        }
        Step::Exchange(strides) => {
            for s in strides.iter().rev() {
                stride::exchange(phi, s);
                stride::exchange(lambda, s);
            }
        }
        Step::Shuffle(shuffle) => {
            shuffle.undo(phi);
            shuffle.undo(lambda);
        }
        Step::Tile(tile) => {
            let mut parts = [vec![Cell::ZERO; tile.cells()], vec![Cell::ZERO; tile.cells()]];
            for number in 0..tile.count(phi.len()) {
                let [a, b] = &mut parts;
                tile.load(number, phi, a);
                tile.load(number, lambda, b);
                for step in tile.steps.iter().rev() {
                    unapply(a, b, block, step, turns, numbers, wanted);
                }
                tile.store(number, a, phi);
                tile.store(number, b, lambda);
            }
        }
    }
}
