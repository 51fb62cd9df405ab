//! The numbers of a plan's turns for given weights and inputs: half angles, matrices, and the inner
//! products that the backward sweep collects for them.

use crate::angle::Turning;
use crate::cell::{Cell, Lane, Matrix2, Number, Scaled, Sums, Vector, add, mul, neg, sub, total};
use crate::compile::{Counts, Factor, Turn};
use crate::rows::Rows;
use crate::sites::Lanes;
use circuit::C64;

/// cos and sin of |g|θ/2, and the phase e^{−i g0 θ/2}, of one factor in four lanes.
#[derive(Clone, Copy, Debug)]
struct Half<V: Vector = Lane> {
    cos: V,
    sin: V,
    phase: Cell<V>,
}

impl Half {
    const NONE: Half = Half { cos: Lane::ONE, sin: Lane::ZERO, phase: Cell::ONE };
}

impl Half<f64> {
    fn everywhere(&self) -> Half {
        let phase = Cell::of(Lane::all(self.phase.re), Lane::all(self.phase.im));
        Half { cos: Lane::all(self.cos), sin: Lane::all(self.sin), phase }
    }
}

/// Which rows of the inputs are computed, and how they lie in lanes.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub inputs: &'a Rows,
    pub first: &'a [u32],
    pub lanes: Lanes,
}

impl<'a> Batch<'a> {
    /// How many groups of lanes.
    pub fn groups(&self) -> usize {
        match self.lanes {
            Lanes::Rows => self.first.len().div_ceil(4),
            Lanes::Amplitudes => self.first.len(),
        }
    }
    /// The computed row in a lane of a group; lanes beyond the end repeat the last row.
    pub fn row(&self, group: usize, lane: usize) -> usize {
        match self.lanes {
            Lanes::Rows => (4 * group + lane).min(self.first.len() - 1),
            Lanes::Amplitudes => group,
        }
    }
    pub fn input(&self, row: usize) -> &'a [f64] {
        self.inputs.row(self.first[row] as usize)
    }
}

/// Numbers of all turns, one for uniform turns and one a group for those that differ by row. All is computed in f64;
/// matrices are rounded to what amplitudes are made of when they are done.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers<R: Number = f64> {
    groups: usize,
    counts: Counts,
    halves: Vec<Half>,
    matrices: Vec<Matrix2<Lane<R>>>,
    sums: Vec<Sums>,
    parts: Vec<(Option<usize>, Matrix2)>,
}

impl<R: Number> Numbers<R> {
    /// Of turns just compiled: those that are constant get their matrices.
    pub fn of(turns: &[Turn], counts: Counts) -> Numbers<R> {
        let mut matrices = vec![Matrix2::IDENTITY; counts.uniform];
        for turn in turns {
            if let Some(constant) = &turn.constant {
                matrices[turn.slot] = constant.everywhere();
            }
        }
        Numbers { counts, matrices, ..Numbers::default() }
    }
    /// Evaluates every turn that is not constant.
    pub fn evaluate(&mut self, turns: &[Turn], weights: &[f64], batch: Batch<'_>) {
        self.groups = batch.groups();
        let counts = self.counts;
        self.matrices.resize(counts.uniform + counts.by_row * self.groups, Matrix2::IDENTITY);
        self.halves.resize(counts.uniform_halves + counts.by_row_halves * self.groups, Half::NONE);
        for turn in turns.iter().filter(|t| t.constant.is_none()) {
            let last = self.uniform_parts(turn, weights);
            if turn.by_row {
                self.parts.extend(last.map(|m| (None, m.everywhere())));
                (0..self.groups).for_each(|g| self.row_matrix(turn, g, weights, batch));
            } else {
                let at = self.matrix_at(turn, 0);
                self.matrices[at] = last.map_or(Matrix2::IDENTITY, |m| m.everywhere());
            }
        }
    }
    /// Splits a turn into factors that differ by row (named by their index) and products of those between; gives back
    /// the product of those after the last that differs.
    fn uniform_parts(&mut self, turn: &Turn, weights: &[f64]) -> Option<Matrix2<f64>> {
        self.parts.clear();
        let mut product: Option<Matrix2<f64>> = None;
        for (i, factor) in turn.factors.iter().enumerate() {
            let m = match factor {
                Factor::Fixed(m) => Matrix2(m.map(|z| Cell::of(z.re, z.im))),
                Factor::Turn { turning, .. } if turning.by_row() => {
                    self.parts.extend(product.take().map(|m| (None, m.everywhere())));
                    self.parts.push((Some(i), Matrix2::IDENTITY));
                    continue;
                }
                Factor::Turn { generator, turning } => {
                    let (cos, sin, re, im) = half(generator, turning.value(weights, &[]));
                    let one = Half { cos, sin, phase: Cell::of(re, im) };
                    let groups = if turn.by_row { self.groups } else { 1 };
                    let at = self.half_at(turn, i, 0);
                    self.halves[at..at + groups].fill(one.everywhere());
                    matrix(generator, &one)
                }
            };
            product = Some(product.map_or(m, |before| m.times(&before)));
        }
        product
    }
    /// The matrix of a group of a turn that differs by row, from its parts.
    fn row_matrix(&mut self, turn: &Turn, group: usize, weights: &[f64], batch: Batch<'_>) {
        let mut product: Option<Matrix2> = None;
        for at in 0..self.parts.len() {
            let (index, mut m) = self.parts[at];
            if let Some((i, Factor::Turn { generator, turning })) = index.map(|i| (i, &turn.factors[i])) {
                let angle = |lane| turning.value(weights, batch.input(batch.row(group, lane)));
                let half = halves(generator, [angle(0), angle(1), angle(2), angle(3)]);
                let place = self.half_at(turn, i, group);
                self.halves[place] = half;
                m = matrix(generator, &half);
            }
            product = Some(product.map_or(m, |before| m.times(&before)));
        }
        let at = self.matrix_at(turn, group);
        let product = product.unwrap_or(Matrix2::IDENTITY);
        self.matrices[at].0.iter_mut().zip(product.0).for_each(|(to, exact)| *to = exact.rounded());
    }
    /// The matrices of a turn for some groups: one if it is uniform.
    pub fn matrices(&self, turn: &Turn, group: usize, groups: usize) -> &[Matrix2<Lane<R>>] {
        let at = self.matrix_at(turn, group);
        &self.matrices[at..at + if turn.by_row { groups } else { 1 }]
    }

    fn matrix_at(&self, turn: &Turn, group: usize) -> usize {
        if turn.by_row { self.counts.uniform + turn.slot * self.groups + group } else { turn.slot }
    }
    fn half_at(&self, turn: &Turn, factor: usize, group: usize) -> usize {
        let half = turn.half + factor;
        if turn.by_row { self.counts.uniform_halves + half * self.groups + group } else { half }
    }
}

impl Numbers {
    /// Forgets the inner products.
    pub fn clear_sums(&mut self) {
        self.sums.clear();
        self.sums.resize(self.counts.uniform + self.counts.by_row * self.groups, Sums::ZERO);
    }
    /// A turn's matrices together with its inner products.
    pub fn learning(&mut self, turn: &Turn, group: usize, groups: usize) -> (&[Matrix2], &mut [Sums]) {
        let (at, count) = (self.matrix_at(turn, group), if turn.by_row { groups } else { 1 });
        (&self.matrices[at..at + count], &mut self.sums[at..at + count])
    }
    /// Calls with (turning, group, derivative by its angle in each lane) for every angle of a turn. Angles equal
    /// for all rows come with no group and the sum over all rows in lane 0; others, and those inside
    /// them, only if any of these is wanted.
    pub fn each_slope(
        &self,
        turn: &Turn,
        lanes: Lanes,
        wants: impl Fn(&Factor) -> bool,
        mut found: impl FnMut(&Turning, Option<usize>, Lane),
    ) {
        let differs = |f: &Factor| matches!(f, Factor::Turn { turning, .. } if turning.by_row());
        // Factors from here on are equal for all rows: their slopes come from the sum over rows.
        let outer = turn.factors.iter().rposition(differs).map_or(0, |i| i + 1);
        let groups = if turn.by_row { self.groups } else { 1 };
        let first = self.matrix_at(turn, 0);
        let mut sum = Sums::ZERO;
        self.sums[first..first + groups].iter().for_each(|s| sum.add_masked(s, Lane::ONE, Lane::ONE));
        let mut k = sum.0.map(|lane| Lane::all(total(lane)));
        for i in (outer..turn.factors.len()).rev() {
            k = self.slope(turn, i, 0, k, |turning, slope| found(turning, None, slope));
        }
        let by_rows = turn.factors[..outer].iter().any(wants);
        for g in 0..if by_rows { groups } else { 0 } {
            let mut k = self.sums[first + g].0;
            if lanes == Lanes::Amplitudes {
                k = k.map(|lane| Lane::all(total(lane)));
            }
            for i in (0..turn.factors.len()).rev() {
                k = self.slope(turn, i, g, k, |turning, slope| {
                    if i < outer {
                        found(turning, Some(g), slope);
                    }
                });
            }
        }
    }
    /// The derivative by one factor's angle, and the inner products before that factor.
    fn slope(
        &self,
        turn: &Turn,
        i: usize,
        group: usize,
        k: [Lane; 4],
        found: impl FnOnce(&Turning, Lane),
    ) -> [Lane; 4] {
        match &turn.factors[i] {
            Factor::Fixed(m) => turned_fixed(m, k),
            Factor::Turn { generator, turning } => {
                let scaled = |part: usize| k[part].scaled(generator[part]);
                found(turning, add(add(scaled(0), scaled(1)), add(scaled(2), scaled(3))));
                if i == 0 { k } else { turned(generator, &self.halves[self.half_at(turn, i, group)], k) }
            }
        }
    }
}

/// The length of the X, Y, Z part of a generator.
fn length(g: &[f64; 4]) -> f64 {
    (g[1] * g[1] + g[2] * g[2] + g[3] * g[3]).sqrt()
}

fn half(g: &[f64; 4], angle: f64) -> (f64, f64, f64, f64) {
    let reach = length(g);
    let (sin, cos) = libm::sincos(reach * angle * 0.5);
    let (ps, pc) = match g[0] {
        0.0 => (0.0, 1.0),
        g0 if g0 == reach => (-sin, cos),
        g0 if g0 == -reach => (sin, cos),
        g0 => libm::sincos(-g0 * angle * 0.5),
    };
    (cos, sin, pc, ps)
}

fn halves(g: &[f64; 4], angles: [f64; 4]) -> Half {
    let of = angles.map(|angle| half(g, angle));
    let lane = |part: fn(&(f64, f64, f64, f64)) -> f64| {
        Lane::of([part(&of[0]), part(&of[1]), part(&of[2]), part(&of[3])])
    };
    Half { cos: lane(|h| h.0), sin: lane(|h| h.1), phase: Cell::of(lane(|h| h.2), lane(|h| h.3)) }
}

/// e^{−i g0 θ/2} (cos − i sin · n·σ) with the unit axis n.
fn matrix<V: Scaled>(g: &[f64; 4], half: &Half<V>) -> Matrix2<V> {
    let reach = length(g);
    let per = if reach == 0.0 { 0.0 } else { 1.0 / reach };
    let part = |p: usize| half.sin.scaled(g[p] * per);
    let (x, y, z) = (part(1), part(2), part(3));
    let m =
        [Cell::of(half.cos, neg(z)), Cell::of(neg(y), neg(x)), Cell::of(y, neg(x)), Cell::of(half.cos, z)];
    Matrix2(if g[0] == 0.0 { m } else { m.map(|entry| entry.times(half.phase)) })
}

/// The inner products before a turn from those after it: turned back about its axis (Rodrigues' formula).
fn turned(g: &[f64; 4], half: &Half, k: [Lane; 4]) -> [Lane; 4] {
    let reach = length(g);
    if reach == 0.0 {
        return k;
    }
    let n = [g[1] / reach, g[2] / reach, g[3] / reach];
    let cos = sub(mul(half.cos, half.cos), mul(half.sin, half.sin));
    let sin = mul(half.cos, half.sin).scaled(2.0);
    let v = [k[1], k[2], k[3]];
    let along = add(add(v[0].scaled(n[0]), v[1].scaled(n[1])), v[2].scaled(n[2]));
    let rest = mul(along, sub(Lane::ONE, cos));
    let part = |i: usize| {
        let (j, l) = ((i + 1) % 3, (i + 2) % 3);
        let cross = sub(v[l].scaled(n[j]), v[j].scaled(n[l]));
        add(sub(mul(v[i], cos), mul(cross, sin)), rest.scaled(n[i]))
    };
    [k[0], part(0), part(1), part(2)]
}

/// The same for a constant matrix U: K'(P) = Σ_Q ½ tr(Q U P U†) K(Q).
fn turned_fixed(u: &[C64; 4], k: [Lane; 4]) -> [Lane; 4] {
    let mut before = [k[0], Lane::ZERO, Lane::ZERO, Lane::ZERO];
    for (p, place) in before.iter_mut().enumerate().skip(1) {
        let m = conjugated(u, p);
        // ½ tr(Q M) for Q = X, Y, Z of a Hermitian traceless M.
        let parts = [m[2].re, m[2].im, m[0].re];
        for (q, part) in parts.into_iter().enumerate() {
            *place = add(*place, k[q + 1].scaled(part));
        }
    }
    before
}

/// U P U† for P = X, Y, Z.
fn conjugated(u: &[C64; 4], p: usize) -> [C64; 4] {
    let (o, i, one) = (C64::ZERO, C64::I, C64::ONE);
    let pauli = [[one, o, o, one], [o, one, one, o], [o, -i, i, o], [one, o, o, -one]][p];
    let times = |a: &[C64; 4], b: &[C64; 4]| {
        [
            a[0] * b[0] + a[1] * b[2],
            a[0] * b[1] + a[1] * b[3],
            a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3],
        ]
    };
    let dagger = [u[0].conj(), u[2].conj(), u[1].conj(), u[3].conj()];
    times(&times(u, &pauli), &dagger)
}
