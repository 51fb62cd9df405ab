//! The hot loops on single states: matrices on the pairs of a stride.
//!
//! What is done to one pair is written once, for long runs of neighbouring cells and for short ones. Where all lanes
//! are alike a pair is worked on part by part. Not here: batches (`kernel`), where the pairs are (`sites`).

use crate::cell::{Act, Cell, Dense, Lane, Matrix2, PARTS, Real, Sums};
use crate::sites::{Lay, Stride};

/// Runs of neighbouring cells shorter than this are not worth a loop of their own.
const SHORT: usize = 4;

/// Exchanges the amplitudes of the pairs of a stride.
pub(crate) fn exchange(cells: &mut [Cell], stride: &Stride) {
    if stride.is_even() {
        exchange_even(cells, stride);
    } else {
        let flip = Matrix2([Cell::ZERO, Cell::ONE, Cell::ONE, Cell::ZERO]);
        turn_stride::<Real>(cells, (stride, &stride.lay), &flip);
    }
}

#[inline(never)]
fn exchange_even(cells: &mut [Cell], stride: &Stride) {
    each_pair(cells, stride, |a, b| (*a, *b) = (*b, *a));
}

/// Applies a matrix, laid out as it is for the way there or back. Where lanes are exchanged there is one loop for
/// all shapes of matrix: it is rare, and every loop is downloaded.
pub(crate) fn turn_stride<A: Act>(cells: &mut [Cell], (stride, lay): (&Stride, &Lay), m: &Matrix2) {
    if stride.is_even() {
        return turn_even::<A>(cells, stride, &m.permuted(lay));
    }
    let m = m.laid(lay);
    match (stride.flip, stride.lane_flip) {
        (0, 1) => turn_within::<Dense, 1>(cells, stride, &m),
        (0, 2) => turn_within::<Dense, 2>(cells, stride, &m),
        (0, _) => turn_within::<Dense, 3>(cells, stride, &m),
        (_, 0) => turn_across::<A, 0>(cells, stride, &m),
        (_, 1) => turn_across::<Dense, 1>(cells, stride, &m),
        (_, 2) => turn_across::<Dense, 2>(cells, stride, &m),
        (_, _) => turn_across::<Dense, 3>(cells, stride, &m),
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
fn turn_even<A: Act>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    let m = m.part();
    each_pair(cells, stride, |a, b| {
        for k in 0..PARTS {
            let (x, y) = (a.part(k), b.part(k));
            a.set_part(k, A::first(&m, x, y));
            b.set_part(k, A::second(&m, x, y));
        }
    });
}

/// Pairs of cells, the partner's lanes exchanged by X.
#[inline(never)]
fn turn_across<A: Act, const X: usize>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    let m = *m;
    each_pair(cells, stride, |a, b| {
        let (x, y) = (*a, b.exchanged::<X>());
        *a = A::first(&m, x, y);
        *b = A::second(&m, x, y).exchanged::<X>();
    });
}

/// Pairs within cells: every cell and itself, its lanes exchanged by X.
#[inline(never)]
fn turn_within<A: Act, const X: usize>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    let m = *m;
    each_run(cells.len(), stride, |i, _, length| {
        for a in &mut cells[i..i + length] {
            *a = A::first(&m, *a, a.exchanged::<X>());
        }
    });
}

#[inline(never)]
fn sweep_even<A: Act>(phi: &mut [Cell], lambda: &mut [Cell], s: &Stride, back: &Matrix2) -> Sums {
    let (mut sums, back) = (Sums::ZERO.parts(), back.part());
    each_quad(phi, lambda, s, |a, b, u, v| {
        for (k, sum) in sums.iter_mut().enumerate() {
            let (x, y, z, w) = (a.part(k), b.part(k), u.part(k), v.part(k));
            sum.gather(x, y, z, w);
            a.set_part(k, A::first(&back, x, y));
            b.set_part(k, A::second(&back, x, y));
            u.set_part(k, A::first(&back, z, w));
            v.set_part(k, A::second(&back, z, w));
        }
    });
    Sums::joined(sums)
}

#[inline(never)]
fn sweep_across<A: Act, const X: usize>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    s: &Stride,
    back: &Matrix2,
) -> Sums {
    let (mut sum, back) = (Sums::ZERO, *back);
    each_quad(phi, lambda, s, |a, b, u, v| {
        let (x, y, z, w) = (*a, b.exchanged::<X>(), *u, v.exchanged::<X>());
        sum.gather(x, y, z, w);
        *a = A::first(&back, x, y);
        *b = A::second(&back, x, y).exchanged::<X>();
        *u = A::first(&back, z, w);
        *v = A::second(&back, z, w).exchanged::<X>();
    });
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
    each_run(phi.len().min(lambda.len()), s, |i, _, length| {
        for (a, u) in phi[i..i + length].iter_mut().zip(&mut lambda[i..i + length]) {
            let (x, y, z, w) = (*a, a.exchanged::<X>(), *u, u.exchanged::<X>());
            sum.gather(x, y, z, w);
            *a = A::first(&back, x, y);
            *u = A::first(&back, z, w);
        }
    });
    sum
}

#[inline(never)]
fn gather_across<const X: usize>(phi: &[Cell], lambda: &[Cell], s: &Stride) -> Sums {
    let mut sum = Sums::ZERO;
    each_run(phi.len().min(lambda.len()), s, |i, j, length| {
        let (a, b) = (&phi[i..i + length], &phi[j..j + length]);
        let (u, v) = (&lambda[i..i + length], &lambda[j..j + length]);
        for ((a, b), (u, v)) in a.iter().zip(b).zip(u.iter().zip(v)) {
            sum.gather(*a, b.exchanged::<X>(), *u, v.exchanged::<X>());
        }
    });
    sum
}

/// Calls with (first cell, partner, length) for every run, or every cell where runs are short.
#[inline(always)]
fn each_run(cells: usize, s: &Stride, mut run: impl FnMut(usize, usize, usize)) {
    if s.run(cells) < SHORT {
        s.each(cells, |i, j| run(i, j, 1));
    } else {
        s.each_run(cells, run);
    }
}

/// Calls with both cells of every pair.
#[inline(always)]
fn each_pair(cells: &mut [Cell], s: &Stride, mut pair: impl FnMut(&mut Cell, &mut Cell)) {
    if s.run(cells.len()) < SHORT {
        s.each(cells.len(), |i, j| {
            let (mut a, mut b) = (cells[i], cells[j]);
            pair(&mut a, &mut b);
            (cells[i], cells[j]) = (a, b);
        });
        return;
    }
    s.each_run(cells.len(), |i, j, length| {
        let (first, second) = runs(cells, i, j, length);
        first.iter_mut().zip(second).for_each(|(a, b)| pair(a, b));
    });
}

/// Calls with both cells of every pair of two states.
#[inline(always)]
fn each_quad(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    s: &Stride,
    mut quad: impl FnMut(&mut Cell, &mut Cell, &mut Cell, &mut Cell),
) {
    let cells = phi.len().min(lambda.len());
    if s.run(cells) < SHORT {
        s.each(cells, |i, j| {
            let (mut a, mut b, mut u, mut v) = (phi[i], phi[j], lambda[i], lambda[j]);
            quad(&mut a, &mut b, &mut u, &mut v);
            (phi[i], phi[j], lambda[i], lambda[j]) = (a, b, u, v);
        });
        return;
    }
    s.each_run(cells, |i, j, length| {
        let ((first, second), (mu, nu)) = (runs(phi, i, j, length), runs(lambda, i, j, length));
        let pairs = first.iter_mut().zip(second).zip(mu.iter_mut().zip(nu));
        pairs.for_each(|((a, b), (u, v))| quad(a, b, u, v));
    });
}

/// Two disjoint runs of cells.
#[inline(always)]
fn runs(cells: &mut [Cell], i: usize, j: usize, length: usize) -> (&mut [Cell], &mut [Cell]) {
    let (low, high) = cells.split_at_mut(i.max(j));
    let (low, high) = (&mut low[i.min(j)..][..length], &mut high[..length]);
    if i < j { (low, high) } else { (high, low) }
}
