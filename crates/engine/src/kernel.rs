//! The hot loops: matrices on pairs of cells, for one state and for the two states of the adjoint sweep.
//!
//! Each loop is written once for all shapes of matrix and monomorphized here, in this crate, so that it
//! gets this crate's optimization level whoever calls it.

use crate::cell::{Act, Cell, Dense, Diagonal, Lane, Matrix2, Real, Shape, Sums};
use crate::sites::{Sites, Stride};

/// Runs of neighbouring cells shorter than this are not worth a loop of their own.
const SHORT: usize = 4;

/// Applies matrices: one for all rows, or (rows layout) one for each group.
pub(crate) fn turn(cells: &mut [Cell], groups: usize, sites: &Sites, shape: Shape, m: &[Matrix2]) {
    match shape {
        Shape::Diagonal => turn_as::<Diagonal>(cells, groups, sites, m),
        Shape::Real => turn_as::<Real>(cells, groups, sites, m),
        Shape::Dense => turn_as::<Dense>(cells, groups, sites, m),
    }
}

/// Un-applies matrices on φ and λ; before that adds Im⟨λ|P|φ⟩ to `sums` (as many as matrices; none: not wanted).
pub(crate) fn sweep(
    (phi, lambda): (&mut [Cell], &mut [Cell]),
    groups: usize,
    sites: &Sites,
    shape: Shape,
    m: &[Matrix2],
    sums: &mut [Sums],
) {
    match shape {
        Shape::Diagonal => sweep_as::<Diagonal>(phi, lambda, groups, sites, m, sums),
        Shape::Real => sweep_as::<Real>(phi, lambda, groups, sites, m, sums),
        Shape::Dense => sweep_as::<Dense>(phi, lambda, groups, sites, m, sums),
    }
}

/// Adds Im⟨λ|P|φ⟩ to `sums` (one, or one for each group) without changing the states.
pub(crate) fn gather(phi: &[Cell], lambda: &[Cell], groups: usize, sites: &Sites, sums: &mut [Sums]) {
    match sites {
        Sites::Pairs(pairs) => {
            let last = sums.len() - 1;
            for g in 0..groups {
                let mut sum = Sums::ZERO;
                for &[i, j] in pairs {
                    let (i, j) = (i as usize * groups + g, j as usize * groups + g);
                    sum.gather(phi[i], phi[j], lambda[i], lambda[j]);
                }
                sums[g.min(last)].add_masked(&sum, Lane::ONE);
            }
        }
        Sites::Strides(strides) => {
            for stride in strides {
                gather_stride(phi, lambda, stride, &mut sums[0]);
            }
        }
    }
}

/// Exchanges the amplitudes of the pairs of a stride.
pub(crate) fn exchange(cells: &mut [Cell], stride: &Stride) {
    let flip = Matrix2([Cell::ZERO, Cell::ONE, Cell::ONE, Cell::ZERO]);
    if stride.is_plain() {
        stride.each_run(cells.len(), |i, j, length| {
            let (a, b) = runs(cells, i, j, length);
            a.swap_with_slice(b);
        });
    } else {
        turn_stride::<Real>(cells, stride, &flip);
    }
}

fn turn_as<A: Act>(cells: &mut [Cell], groups: usize, sites: &Sites, m: &[Matrix2]) {
    match sites {
        Sites::Pairs(pairs) if m.len() == 1 => turn_pairs::<A>(cells, groups, pairs, &m[0]),
        Sites::Pairs(pairs) => turn_rows::<A>(cells, groups, pairs, m),
        Sites::Strides(strides) => strides.iter().for_each(|s| turn_stride::<A>(cells, s, &m[0])),
    }
}

// The loops go through pairs innermost: their places come from memory, so that a compiler cannot see strides
// and vectorizes within cells, as it should, not across them.
#[inline(never)]
fn turn_pairs<A: Act>(cells: &mut [Cell], groups: usize, pairs: &[[u32; 2]], m: &Matrix2) {
    for g in 0..groups {
        turn_group::<A>(cells, groups, g, pairs, m);
    }
}

#[inline(always)]
fn turn_group<A: Act>(cells: &mut [Cell], groups: usize, g: usize, pairs: &[[u32; 2]], m: &Matrix2) {
    for &[i, j] in pairs {
        let (i, j) = (i as usize * groups + g, j as usize * groups + g);
        let (a, b) = (cells[i], cells[j]);
        cells[i] = A::first(m, a, b);
        cells[j] = A::second(m, a, b);
    }
}

#[inline(never)]
fn turn_rows<A: Act>(cells: &mut [Cell], groups: usize, pairs: &[[u32; 2]], m: &[Matrix2]) {
    for (g, m) in m.iter().enumerate().take(groups) {
        turn_group::<A>(cells, groups, g, pairs, m);
    }
}

/// Where lanes are exchanged there is one loop for all shapes of matrix: it is rare, and every loop is downloaded.
fn turn_stride<A: Act>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    let m = laid(stride, m);
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

/// The matrix as the lanes of a stride see it: identity where the mask is 0; for pairs within one cell its
/// second row goes to the partner lanes, so that `Act::first` gives the whole new cell.
fn laid(stride: &Stride, m: &Matrix2) -> Matrix2 {
    if stride.is_plain() || (stride.flip != 0 && stride.mask == [1.0; 4]) {
        return *m;
    }
    let from = m.0.map(|entry| (entry.re.array(), entry.im.array()));
    let mut to = Matrix2::IDENTITY.0.map(|entry| (entry.re.array(), entry.im.array()));
    let mut put = |entry: usize, lane: usize, source: usize, place: usize| {
        to[entry].0[place] = from[source].0[lane];
        to[entry].1[place] = from[source].1[lane];
    };
    for lane in (0..4).filter(|&l| stride.mask[l] == 1.0) {
        if stride.flip == 0 {
            let partner = lane ^ stride.lane_flip;
            put(0, lane, 0, lane);
            put(1, lane, 1, lane);
            put(0, partner, 3, partner);
            put(1, partner, 2, partner);
        } else {
            (0..4).for_each(|entry| put(entry, lane, entry, lane));
        }
    }
    Matrix2(to.map(|(re, im)| Cell { re: Lane::of(re), im: Lane::of(im) }))
}

/// Two disjoint runs of cells.
#[inline(always)]
fn runs(cells: &mut [Cell], i: usize, j: usize, length: usize) -> (&mut [Cell], &mut [Cell]) {
    let (low, high) = cells.split_at_mut(i.max(j));
    let (low, high) = (&mut low[i.min(j)..][..length], &mut high[..length]);
    if i < j { (low, high) } else { (high, low) }
}

/// Pairs of cells, the partner's lanes exchanged by X.
#[inline(never)]
fn turn_across<A: Act, const X: usize>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    let m = *m;
    if stride.run(cells.len()) < SHORT {
        stride.each(cells.len(), |i, j| {
            let (x, y) = (cells[i], cells[j].exchanged::<X>());
            cells[i] = A::first(&m, x, y);
            cells[j] = A::second(&m, x, y).exchanged::<X>();
        });
        return;
    }
    stride.each_run(cells.len(), |i, j, length| {
        let (first, second) = runs(cells, i, j, length);
        for (a, b) in first.iter_mut().zip(second) {
            let (x, y) = (*a, b.exchanged::<X>());
            *a = A::first(&m, x, y);
            *b = A::second(&m, x, y).exchanged::<X>();
        }
    });
}

/// Pairs within cells: every cell and itself, its lanes exchanged by X.
#[inline(never)]
fn turn_within<A: Act, const X: usize>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    let m = *m;
    if stride.run(cells.len()) < SHORT {
        stride.each(cells.len(), |i, _| cells[i] = A::first(&m, cells[i], cells[i].exchanged::<X>()));
        return;
    }
    stride.each_run(cells.len(), |i, _, length| {
        for a in &mut cells[i..i + length] {
            *a = A::first(&m, *a, a.exchanged::<X>());
        }
    });
}

fn sweep_as<A: Act>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    groups: usize,
    sites: &Sites,
    m: &[Matrix2],
    sums: &mut [Sums],
) {
    match sites {
        Sites::Pairs(pairs) => {
            for g in 0..groups {
                let back = m[g.min(m.len() - 1)].dagger();
                match sums.len() {
                    0 => sweep_pairs::<A, false>(
                        phi,
                        lambda,
                        (groups, g),
                        pairs,
                        &back,
                        &mut Sums::ZERO.clone(),
                    ),
                    n => sweep_pairs::<A, true>(
                        phi,
                        lambda,
                        (groups, g),
                        pairs,
                        &back,
                        &mut sums[g.min(n - 1)],
                    ),
                }
            }
        }
        Sites::Strides(strides) => {
            for stride in strides {
                if let Some(sum) = sums.first_mut() {
                    sweep_stride::<A>(phi, lambda, stride, &m[0].dagger(), sum);
                } else {
                    turn_stride::<A>(phi, stride, &m[0].dagger());
                    turn_stride::<A>(lambda, stride, &m[0].dagger());
                }
            }
        }
    }
}

#[inline(never)]
fn sweep_pairs<A: Act, const LEARNS: bool>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    (groups, g): (usize, usize),
    pairs: &[[u32; 2]],
    back: &Matrix2,
    sums: &mut Sums,
) {
    let mut sum = *sums;
    assert_eq!(phi.len(), lambda.len(), "two states of one layout");
    for &[i, j] in pairs {
        let (i, j) = (i as usize * groups + g, j as usize * groups + g);
        let (a, b, u, v) = (phi[i], phi[j], lambda[i], lambda[j]);
        if LEARNS {
            sum.gather(a, b, u, v);
        }
        phi[i] = A::first(back, a, b);
        phi[j] = A::second(back, a, b);
        lambda[i] = A::first(back, u, v);
        lambda[j] = A::second(back, u, v);
    }
    *sums = sum;
}

fn sweep_stride<A: Act>(phi: &mut [Cell], lambda: &mut [Cell], s: &Stride, back: &Matrix2, sums: &mut Sums) {
    let laid = laid(s, back);
    match (s.flip, s.lane_flip) {
        (0, 1) => sweep_within::<Dense, 1>(phi, lambda, s, &laid, sums),
        (0, 2) => sweep_within::<Dense, 2>(phi, lambda, s, &laid, sums),
        (0, _) => sweep_within::<Dense, 3>(phi, lambda, s, &laid, sums),
        (_, 0) => sweep_across::<A, 0>(phi, lambda, s, &laid, sums),
        (_, 1) => sweep_across::<Dense, 1>(phi, lambda, s, &laid, sums),
        (_, 2) => sweep_across::<Dense, 2>(phi, lambda, s, &laid, sums),
        (_, _) => sweep_across::<Dense, 3>(phi, lambda, s, &laid, sums),
    }
}

#[inline(never)]
fn sweep_across<A: Act, const X: usize>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    s: &Stride,
    back: &Matrix2,
    sums: &mut Sums,
) {
    let (mut sum, back) = (Sums::ZERO, *back);
    let cells = phi.len().min(lambda.len());
    if s.run(cells) < SHORT {
        s.each(cells, |i, j| {
            let (x, y, z, w) = (phi[i], phi[j].exchanged::<X>(), lambda[i], lambda[j].exchanged::<X>());
            sum.gather(x, y, z, w);
            phi[i] = A::first(&back, x, y);
            phi[j] = A::second(&back, x, y).exchanged::<X>();
            lambda[i] = A::first(&back, z, w);
            lambda[j] = A::second(&back, z, w).exchanged::<X>();
        });
        sums.add_masked(&sum, Lane::of(s.mask));
        return;
    }
    s.each_run(cells, |i, j, length| {
        let ((first, second), (mu, nu)) = (runs(phi, i, j, length), runs(lambda, i, j, length));
        for ((a, b), (u, v)) in first.iter_mut().zip(second).zip(mu.iter_mut().zip(nu)) {
            let (x, y, z, w) = (*a, b.exchanged::<X>(), *u, v.exchanged::<X>());
            sum.gather(x, y, z, w);
            *a = A::first(&back, x, y);
            *b = A::second(&back, x, y).exchanged::<X>();
            *u = A::first(&back, z, w);
            *v = A::second(&back, z, w).exchanged::<X>();
        }
    });
    sums.add_masked(&sum, Lane::of(s.mask));
}

#[inline(never)]
fn sweep_within<A: Act, const X: usize>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    s: &Stride,
    back: &Matrix2,
    sums: &mut Sums,
) {
    let (mut sum, back) = (Sums::ZERO, *back);
    let cells = phi.len().min(lambda.len());
    if s.run(cells) < SHORT {
        s.each(cells, |i, _| {
            let (x, y, z, w) = (phi[i], phi[i].exchanged::<X>(), lambda[i], lambda[i].exchanged::<X>());
            sum.gather(x, y, z, w);
            phi[i] = A::first(&back, x, y);
            lambda[i] = A::first(&back, z, w);
        });
        sums.add_masked(&sum, Lane::of(s.mask));
        return;
    }
    s.each_run(cells, |i, _, length| {
        for (a, u) in phi[i..i + length].iter_mut().zip(&mut lambda[i..i + length]) {
            let (x, y, z, w) = (*a, a.exchanged::<X>(), *u, u.exchanged::<X>());
            sum.gather(x, y, z, w);
            *a = A::first(&back, x, y);
            *u = A::first(&back, z, w);
        }
    });
    sums.add_masked(&sum, Lane::of(s.mask));
}

#[inline(never)]
fn gather_stride(phi: &[Cell], lambda: &[Cell], s: &Stride, sums: &mut Sums) {
    match s.lane_flip {
        0 => gather_across::<0>(phi, lambda, s, sums),
        1 => gather_across::<1>(phi, lambda, s, sums),
        2 => gather_across::<2>(phi, lambda, s, sums),
        _ => gather_across::<3>(phi, lambda, s, sums),
    }
}

fn gather_across<const X: usize>(phi: &[Cell], lambda: &[Cell], s: &Stride, sums: &mut Sums) {
    let mut sum = Sums::ZERO;
    let cells = phi.len().min(lambda.len());
    if s.run(cells) < SHORT {
        s.each(cells, |i, j| {
            sum.gather(phi[i], phi[j].exchanged::<X>(), lambda[i], lambda[j].exchanged::<X>())
        });
        sums.add_masked(&sum, Lane::of(s.mask));
        return;
    }
    s.each_run(cells, |i, j, length| {
        let (a, b) = (&phi[i..i + length], &phi[j..j + length]);
        let (u, v) = (&lambda[i..i + length], &lambda[j..j + length]);
        for ((a, b), (u, v)) in a.iter().zip(b).zip(u.iter().zip(v)) {
            sum.gather(*a, b.exchanged::<X>(), *u, v.exchanged::<X>());
        }
    });
    sums.add_masked(&sum, Lane::of(s.mask));
}
