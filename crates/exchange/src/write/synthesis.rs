//! Matrices and permutations in gates: exact, for targets that know no matrices.
//!
//! One qubit: P·RY·P and a phase. More: two-level rotations along a Gray code, each a one-qubit matrix under
//! controls (Nielsen and Chuang, section 4.5.2). Permutations: the transformation-based method (Miller, Maslov,
//! Dueck 2003) with multi-controlled X. Not here: gates under many controls (`qasm2`).

use super::steps::{Kind, Step};
use circuit::{Angle, C64, Control, Matrix};

const TINY: f64 = 1e-15;

/// A step of a matrix as steps of gates, with the same controls and conditions.
pub(crate) fn of_matrix(step: &Step, matrix: &Matrix) -> Vec<Step> {
    if matrix.size == 2 {
        return of_one_qubit(step, matrix);
    }
    let n = step.targets.len();
    let gray: Vec<usize> = (0..matrix.size).map(|i| i ^ (i >> 1)).collect();
    let mut left = matrix.clone();
    let mut undone = Vec::new();
    for (i, &column) in gray.iter().enumerate() {
        for j in (i + 1..gray.len()).rev() {
            let (upper, lower) = (gray[j - 1], gray[j]);
            let last = i + 2 == gray.len();
            if let Some(turn) = turn(&left, upper, lower, column, last) {
                apply(&mut left, upper, lower, &turn);
                undone.push((upper, lower, turn.dagger()));
            }
        }
    }
    let mut steps = Vec::new();
    for (upper, lower, back) in undone.iter().rev() {
        let inner = two_level(step, n, *upper, *lower, back);
        let Kind::Matrix(small) = &inner.kind else { continue };
        steps.extend(of_one_qubit(&inner, small));
    }
    steps
}

/// The rotation of two rows that clears the lower one in a column; for the last pair what makes the rest 1.
fn turn(m: &Matrix, upper: usize, lower: usize, column: usize, last: bool) -> Option<Matrix> {
    if last {
        let rest =
            Matrix::of(vec![m.at(upper, upper), m.at(upper, lower), m.at(lower, upper), m.at(lower, lower)]);
        let one = rest.distance(&Matrix::identity(2)) < TINY;
        return (!one).then(|| rest.dagger());
    }
    let (a, b) = (m.at(upper, column), m.at(lower, column));
    let norm = (a.norm_sqr() + b.norm_sqr()).sqrt();
    let done = b.norm_sqr().sqrt() < TINY && (upper != column || (a - C64::ONE).norm_sqr().sqrt() < TINY);
    if done || norm < TINY {
        return None;
    }
    let (a, b) = (a.scale(1.0 / norm), b.scale(1.0 / norm));
    Some(Matrix::of(vec![a.conj(), b.conj(), -b, a]))
}

/// Multiplies two rows from the left.
fn apply(m: &mut Matrix, upper: usize, lower: usize, turn: &Matrix) {
    for column in 0..m.size {
        let (a, b) = (m.at(upper, column), m.at(lower, column));
        m.data[upper * m.size + column] = turn.at(0, 0) * a + turn.at(0, 1) * b;
        m.data[lower * m.size + column] = turn.at(1, 0) * a + turn.at(1, 1) * b;
    }
}

/// A rotation of two basis states that differ in one bit: a matrix on that qubit under controls on the others.
fn two_level(step: &Step, n: usize, upper: usize, lower: usize, matrix: &Matrix) -> Step {
    let place = |q: usize| n - 1 - q;
    let differs = (upper ^ lower).trailing_zeros() as usize;
    let target = place(differs);
    let mut controls = step.controls.clone();
    for q in (0..n).filter(|q| *q != target) {
        let qubit = step.targets[q];
        controls.push(if upper >> place(q) & 1 == 1 { Control::on(qubit) } else { Control::off(qubit) });
    }
    let flipped = upper >> differs & 1 == 1;
    let order = if flipped { [3, 2, 1, 0] } else { [0, 1, 2, 3] };
    let matrix = Matrix::of(order.iter().map(|i| matrix.data[*i]).collect());
    Step { controls, ..step.with(Kind::Matrix(matrix), &[step.targets[target]]) }
}

fn argument(z: C64) -> f64 {
    libm::atan2(z.im, z.re)
}

/// U = e^{iα} P(φ) RY(θ) P(λ); gates that are nothing are left out.
fn of_one_qubit(step: &Step, m: &Matrix) -> Vec<Step> {
    let (a, b, c, d) = (m.at(0, 0), m.at(0, 1), m.at(1, 0), m.at(1, 1));
    let size = |z: C64| z.norm_sqr().sqrt();
    let theta = 2.0 * libm::atan2(size(c), size(a));
    let (alpha, phi, lambda) = if size(a) > size(c) {
        let alpha = argument(a);
        let both = argument(d) - alpha;
        let phi = if size(c) < 1e-12 { 0.0 } else { argument(c) - alpha };
        (alpha, phi, both - phi)
    } else {
        let phi_alpha = argument(c);
        let lambda_alpha = argument(-b);
        let alpha = if size(a) < 1e-12 { 0.0 } else { argument(a) };
        (alpha, phi_alpha - alpha, lambda_alpha - alpha)
    };
    let turns = [("P", lambda), ("RY", theta), ("P", phi), ("GPHASE", alpha)];
    let wanted = turns.into_iter().filter(|t| t.1.abs() > TINY);
    wanted
        .flat_map(|(name, angle)| {
            super::steps::without_controlled_phase(step.gate(name, &[Angle::nice(angle)], &step.targets))
        })
        .collect()
}

/// A permutation as X under controls, in the order of time; none above a number of gates.
pub(crate) fn of_permutation(step: &Step, to: &[usize], most: usize) -> Option<Vec<Step>> {
    let mut map = to.to_vec();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for i in 0..map.len() {
        // Bits to set first, under the bits that are set, then bits to clear: rows below i are never touched.
        for bit in bits(i & !map[i]) {
            let mask = map[i];
            flip(&mut map, &mut found, bit, mask);
        }
        for bit in bits(map[i] & !i) {
            flip(&mut map, &mut found, bit, i);
        }
        if found.len() > most {
            return None;
        }
    }
    let n = step.targets.len();
    let qubit = |bit: usize| step.targets[n - 1 - bit];
    let gate = |(target, controls): &(usize, usize)| {
        let mut all = step.controls.clone();
        all.extend(bits(*controls).map(|bit| Control::on(qubit(bit))));
        Step { controls: all, ..step.gate("X", &[], &[qubit(*target)]) }
    };
    Some(found.iter().rev().map(gate).collect())
}

fn bits(value: usize) -> impl Iterator<Item = usize> {
    (0..usize::BITS as usize).filter(move |b| value >> b & 1 == 1)
}

/// Flips a bit of every value that has all bits of a mask.
fn flip(map: &mut [usize], found: &mut Vec<(usize, usize)>, bit: usize, mask: usize) {
    let mask = mask & !(1 << bit);
    map.iter_mut().filter(|v| **v & mask == mask).for_each(|v| *v ^= 1 << bit);
    found.push((bit, mask));
}
