//! What a gate does, read off its matrix: 2×2 blocks on pairs of basis states. Never by a gate's name.
//!
//! RXX, for example, is one rotation about X on the pairs (00, 11) and (01, 10). Not here: where those
//! pairs lie in a state (`compile`), numbers at an angle (`numbers`).

use circuit::{C64, Matrix, Op};

/// What happens to the two amplitudes of a pair.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// A constant matrix, row by row.
    Fixed([C64; 4]),
    /// exp(−iθG/2) with G = g0 + g1 X + g2 Y + g3 Z.
    Turn([f64; 4]),
}

/// One action on pairs of basis states of the targets.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub pairs: Vec<(usize, usize)>,
    pub action: Action,
}

impl Action {
    fn of(block: [C64; 4], turns: bool) -> Action {
        let [a, _, c, d] = block;
        if turns {
            Action::Turn([(a.re + d.re) / 2.0, c.re, c.im, (a.re - d.re) / 2.0])
        } else {
            Action::Fixed(block)
        }
    }
    /// The same action with the two amplitudes of a pair exchanged.
    fn exchanged(&self) -> Action {
        match self {
            Action::Fixed([a, b, c, d]) => Action::Fixed([*d, *c, *b, *a]),
            Action::Turn([i, x, y, z]) => Action::Turn([*i, *x, -y, -z]),
        }
    }
    fn is_identity(&self) -> bool {
        match self {
            Action::Fixed(m) => *m == [C64::ONE, C64::ZERO, C64::ZERO, C64::ONE],
            Action::Turn(g) => g.iter().all(|part| *part == 0.0),
        }
    }
    /// Whether it only exchanges the amplitudes.
    pub fn is_exchange(&self) -> bool {
        *self == Action::Fixed([C64::ZERO, C64::ONE, C64::ONE, C64::ZERO])
    }
}

/// The blocks of an op's gate; an angle that is constant is put in.
pub(crate) fn blocks(op: &Op) -> Vec<Block> {
    let constant = op.angle.as_ref().map(|a| a.constant());
    match (constant, op.gate.generator) {
        (Some(None), Some(generator)) => split(&generator(), true),
        (angle, _) => split(&(op.gate.matrix)(angle.flatten().unwrap_or(0.0)), false),
    }
}

fn split(m: &Matrix, turns: bool) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for (i, j) in pairs(m) {
        let action = Action::of([m.at(i, i), m.at(i, j), m.at(j, i), m.at(j, j)], turns);
        if action.is_identity() {
            continue;
        }
        let exchanged = action.exchanged();
        if let Some(block) = found.iter_mut().find(|b| b.action == action) {
            block.pairs.push((i, j));
        } else if let Some(block) = found.iter_mut().find(|b| b.action == exchanged) {
            block.pairs.push((j, i));
        } else {
            found.push(Block { pairs: vec![(i, j)], action });
        }
    }
    found
}

/// Basis states paired so that a matrix is block diagonal; states on their own are paired with each other.
fn pairs(m: &Matrix) -> Vec<(usize, usize)> {
    let joined = |i: usize, j: usize| m.at(i, j) != C64::ZERO || m.at(j, i) != C64::ZERO;
    let (mut found, mut alone) = (Vec::new(), None);
    for i in 0..m.size {
        let mut others = (0..m.size).filter(|&j| j != i && joined(i, j));
        match (others.next(), others.next(), alone.take()) {
            (Some(j), None, kept) => {
                alone = kept;
                if i < j {
                    found.push((i, j));
                }
            }
            (None, _, None) => alone = Some(i),
            (None, _, Some(before)) => found.push((before, i)),
            _ => unreachable!("every row of the gate table splits into 2x2 blocks (tested)"),
        }
    }
    found
}
