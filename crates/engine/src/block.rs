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
    let constant = op.angle().map(|a| a.constant());
    match (op.gate.action, constant, &op.custom) {
        (circuit::Action::Unitary { generator: Some(generator), .. }, Some(None), _) => {
            split(&generator(), true)
        }
        (circuit::Action::Unitary { matrix, .. }, angle, _) => {
            of_matrix(&matrix(angle.flatten().unwrap_or(0.0)))
        }
        (circuit::Action::Permutation(image), ..) => permutation(&op.sizes(), image),
        (_, _, Some(custom)) => match custom.body() {
            circuit::Body::Matrix(matrix) => of_matrix(matrix),
            circuit::Body::Ops(_) => unreachable!("composite gates are written out before"),
        },
        _ => unreachable!("fans and states refuse what is no unitary"),
    }
}

/// The blocks of a unitary: as they stand where the matrix is made of them, else rotations of pairs that
/// together make it (Givens; Nielsen and Chuang section 4.5.1).
fn of_matrix(m: &Matrix) -> Vec<Block> {
    let joined = |i: usize, j: usize| i != j && (m.at(i, j) != C64::ZERO || m.at(j, i) != C64::ZERO);
    let partners = |i: usize| (0..m.size).filter(|&j| joined(i, j)).count();
    if (0..m.size).all(|i| partners(i) <= 1) { split(m, false) } else { rotations(m) }
}

/// Rotations of pairs of basis states that multiply to a unitary, in the order they act.
fn rotations(m: &Matrix) -> Vec<Block> {
    let n = m.size;
    let mut rest = m.clone();
    let mut undone: Vec<Block> = Vec::new();
    // Column by column, what is under the diagonal is turned into the diagonal; a diagonal remains.
    for column in 0..n - 1 {
        for row in column + 1..n {
            let (a, b) = (rest.at(column, column), rest.at(row, column));
            let norm = (a.norm_sqr() + b.norm_sqr()).sqrt();
            if b.norm_sqr() == 0.0 || norm == 0.0 {
                continue;
            }
            let (a, b) = (a.scale(1.0 / norm), b.scale(1.0 / norm));
            for k in 0..n {
                let (x, y) = (rest.at(column, k), rest.at(row, k));
                rest.data[column * n + k] = a.conj() * x + b.conj() * y;
                rest.data[row * n + k] = a * y - b * x;
            }
            undone.push(Block {
                pairs: vec![(column, row)],
                action: Action::Fixed([a, -b.conj(), b, a.conj()]),
            });
        }
    }
    let diagonal: Vec<C64> = (0..n).map(|k| rest.at(k, k)).collect();
    let mut blocks = split(&Matrix::diagonal(&diagonal), false);
    blocks.extend(undone.into_iter().rev());
    blocks
}

/// A permutation as two rounds of exchanges: every permutation is the product of two reflections.
fn permutation(sizes: &[usize], image: fn(&[usize], usize) -> usize) -> Vec<Block> {
    let n = 1usize << sizes.iter().sum::<usize>();
    let mut seen = vec![false; n];
    let mut rounds = [Vec::new(), Vec::new()];
    for start in 0..n {
        let mut cycle = Vec::new();
        let mut at = start;
        while !seen[at] {
            seen[at] = true;
            cycle.push(at);
            at = image(sizes, at);
        }
        // On a cycle c0 -> c1 -> ... of length m: first i -> -i, then i -> 1 - i (indices modulo m).
        let m = cycle.len();
        for (round, shift) in rounds.iter_mut().zip([m, m + 1]) {
            let pairs = (0..m).map(|i| (i, (shift - i) % m)).filter(|(i, j)| i < j);
            round.extend(pairs.map(|(i, j)| (cycle[i], cycle[j])));
        }
    }
    let exchange = Action::Fixed([C64::ZERO, C64::ONE, C64::ONE, C64::ZERO]);
    let block = |pairs: Vec<(usize, usize)>| Block { pairs, action: exchange.clone() };
    rounds.into_iter().filter(|pairs| !pairs.is_empty()).map(block).collect()
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
            _ => {
                unreachable!("only matrices whose rows have one partner come here; generators are tested to")
            }
        }
    }
    found
}
