//! The hot loops on single states: matrices on the pairs of a stride.
//!
//! Where all lanes are alike a pair is worked on part by part, and sums and matrices come one after the other, a few
//! pairs at a time: each loop needs no more than a processor's registers. Not here: batches (`kernel`), where the pairs
//! are (`sites`).

use crate::cell::{Act, Cell, Dense, Four, Lane, Matrix2, Number, PARTS, Part, Real, Sums};
use crate::sites::{Lay, Stride};

/// So many pairs of both states stay in the first cache from one loop to the next.
pub(crate) const FEW: usize = 32;

/// Exchanges the amplitudes of the pairs of a stride.
pub(crate) fn exchange<R: Number>(cells: &mut [Four<R>], stride: &Stride) {
    if stride.is_even() {
        exchange_even(cells, stride);
    } else {
        let flip: Matrix2<Lane<R>> = Matrix2([Cell::ZERO, Cell::ONE, Cell::ONE, Cell::ZERO]);
        turn_stride::<Real, R>(cells, (stride, &stride.lay), &flip);
    }
}

#[inline(never)]
fn exchange_even<R: Number>(cells: &mut [Four<R>], stride: &Stride) {
    for (i, j) in stride.each(cells.len()) {
        cells.swap(i, j);
    }
}

/// Applies a matrix, laid out as it is for the way there or back. Where lanes are exchanged there is one loop for
/// all shapes of matrix: it is rare, and every loop is downloaded.
pub(crate) fn turn_stride<A: Act, R: Number>(
    cells: &mut [Four<R>],
    (stride, lay): (&Stride, &Lay),
    m: &Matrix2<Lane<R>>,
) {
    if stride.is_even() {
        return turn_even::<A, R>(cells, stride, &m.permuted(lay));
    }
    let m = m.laid(lay);
    match (stride.flip, stride.lane_flip) {
        (0, 1) => turn_within::<Dense, R, 1>(cells, stride, &m),
        (0, 2) => turn_within::<Dense, R, 2>(cells, stride, &m),
        (0, _) => turn_within::<Dense, R, 3>(cells, stride, &m),
        (_, 0) => turn_across::<A, R, 0>(cells, stride, &m),
        (_, 1) => turn_across::<Dense, R, 1>(cells, stride, &m),
        (_, 2) => turn_across::<Dense, R, 2>(cells, stride, &m),
        (_, _) => turn_across::<Dense, R, 3>(cells, stride, &m),
    }
}

/// Adds Im⟨λ|P|φ⟩ to sums, then un-applies a matrix, whose conjugate transpose is given, on both states.
pub(crate) fn sweep_stride<A: Act>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    s: &Stride,
    back: &Matrix2,
    sums: &mut Sums,
) {
    let sum = if s.is_even() {
        sweep_even::<A>(phi, lambda, s, &back.permuted(&s.back))
    } else {
        let laid = back.laid(&s.back);
        match (s.flip, s.lane_flip) {
            (0, 1) => sweep_within::<Dense, 1>(phi, lambda, s, &laid),
            (0, 2) => sweep_within::<Dense, 2>(phi, lambda, s, &laid),
            (0, _) => sweep_within::<Dense, 3>(phi, lambda, s, &laid),
            (_, 0) => sweep_across::<A, 0>(phi, lambda, s, &laid),
            (_, 1) => sweep_across::<Dense, 1>(phi, lambda, s, &laid),
            (_, 2) => sweep_across::<Dense, 2>(phi, lambda, s, &laid),
            (_, _) => sweep_across::<Dense, 3>(phi, lambda, s, &laid),
        }
    };
    sums.add_masked(&sum, Lane::of(s.mask), Lane::of(s.signs));
}

/// Adds Im⟨λ|P|φ⟩ to sums without changing the states.
pub(crate) fn gather_stride(phi: &[Cell], lambda: &[Cell], s: &Stride, sums: &mut Sums) {
    let sum = match s.lane_flip {
        0 => gather_across::<0>(phi, lambda, s),
        1 => gather_across::<1>(phi, lambda, s),
        2 => gather_across::<2>(phi, lambda, s),
        _ => gather_across::<3>(phi, lambda, s),
    };
    sums.add_masked(&sum, Lane::of(s.mask), Lane::of(s.signs));
}

/// One pair of whole cells, all lanes alike.
#[inline(never)]
fn turn_even<A: Act, R: Number>(cells: &mut [Four<R>], stride: &Stride, m: &Matrix2<Lane<R>>) {
    turn_some::<A, _>(cells, stride, (0, stride.pairs(cells.len())), &m.part(0));
}

/// Pairs of cells, the partner's lanes exchanged by X.
#[inline(never)]
fn turn_across<A: Act, R: Number, const X: usize>(
    cells: &mut [Four<R>],
    stride: &Stride,
    m: &Matrix2<Lane<R>>,
) {
    let m = *m;
    for (i, j) in stride.each(cells.len()) {
        let (x, y) = (cells[i], cells[j].exchanged::<X>());
        cells[i] = A::first(&m, x, y);
        cells[j] = A::second(&m, x, y).exchanged::<X>();
    }
}

/// Pairs within cells: every cell and itself, its lanes exchanged by X.
#[inline(never)]
fn turn_within<A: Act, R: Number, const X: usize>(
    cells: &mut [Four<R>],
    stride: &Stride,
    m: &Matrix2<Lane<R>>,
) {
    let m = *m;
    for (i, _) in stride.each(cells.len()) {
        let a = &mut cells[i];
        *a = A::first(&m, *a, a.exchanged::<X>());
    }
}

#[inline(never)]
fn sweep_even<A: Act>(phi: &mut [Cell], lambda: &mut [Cell], s: &Stride, back: &Matrix2) -> Sums {
    let mut sums = Sums::ZERO.parts();
    let (cells, back) = (phi.len().min(lambda.len()), back.part(0));
    let (mut left, mut free) = (s.pairs(cells), 0);
    while left > 0 {
        let count = left.min(FEW);
        gather_even(phi, lambda, s, (free, count), &mut sums);
        turn_some::<A, _>(phi, s, (free, count), &back);
        free = turn_some::<A, _>(lambda, s, (free, count), &back);
        left -= count;
    }
    Sums::joined(sums)
}

#[inline(always)]
fn gather_even(
    phi: &[Cell],
    lambda: &[Cell],
    s: &Stride,
    some: (usize, usize),
    sums: &mut [Sums<Part>; PARTS],
) {
    let mut all = *sums;
    for (i, j) in s.some(some) {
        let (a, b, u, v) = (&phi[i], &phi[j], &lambda[i], &lambda[j]);
        for (k, sum) in all.iter_mut().enumerate() {
            sum.gather(a.part(k), b.part(k), u.part(k), v.part(k));
        }
    }
    *sums = all;
}

#[inline(always)]
fn turn_some<A: Act, R: Number>(
    cells: &mut [Four<R>],
    s: &Stride,
    some: (usize, usize),
    m: &Matrix2<Part<R>>,
) -> usize {
    let mut pairs = s.some(some);
    for (i, j) in &mut pairs {
        for k in 0..R::PARTS {
            let (x, y) = (cells[i].part(k), cells[j].part(k));
            cells[i].set_part(k, A::first(m, x, y));
            cells[j].set_part(k, A::second(m, x, y));
        }
    }
    pairs.free
}

#[inline(never)]
fn sweep_across<A: Act, const X: usize>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    s: &Stride,
    back: &Matrix2,
) -> Sums {
    let (mut sum, back) = (Sums::ZERO, *back);
    for (i, j) in s.each(phi.len().min(lambda.len())) {
        let (x, y, z, w) = (phi[i], phi[j].exchanged::<X>(), lambda[i], lambda[j].exchanged::<X>());
        sum.gather(x, y, z, w);
        phi[i] = A::first(&back, x, y);
        phi[j] = A::second(&back, x, y).exchanged::<X>();
        lambda[i] = A::first(&back, z, w);
        lambda[j] = A::second(&back, z, w).exchanged::<X>();
    }
    sum
}

#[inline(never)]
fn sweep_within<A: Act, const X: usize>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    s: &Stride,
    back: &Matrix2,
) -> Sums {
    let (mut sum, back) = (Sums::ZERO, *back);
    for (i, _) in s.each(phi.len().min(lambda.len())) {
        let (a, u) = (&mut phi[i], &mut lambda[i]);
        let (x, y, z, w) = (*a, a.exchanged::<X>(), *u, u.exchanged::<X>());
        sum.gather(x, y, z, w);
        *a = A::first(&back, x, y);
        *u = A::first(&back, z, w);
    }
    sum
}

#[inline(never)]
fn gather_across<const X: usize>(phi: &[Cell], lambda: &[Cell], s: &Stride) -> Sums {
    let mut sum = Sums::ZERO;
    for (i, j) in s.each(phi.len().min(lambda.len())) {
        sum.gather(phi[i], phi[j].exchanged::<X>(), lambda[i], lambda[j].exchanged::<X>());
    }
    sum
}
