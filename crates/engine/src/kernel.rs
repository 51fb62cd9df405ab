//! The hot loops: matrices on pairs of cells, for one state and for the two states of the adjoint sweep.
//!
//! Each loop is written once for all shapes of matrix and monomorphized here, in this crate, so that it
//! gets this crate's optimization level whoever calls it. Here: the rows layout. Single states are in `stride`.

use crate::cell::{Act, Cell, Dense, Diagonal, Four, Lane, Matrix2, Number, PARTS, Part, Real, Shape, Sums};
use crate::sites::Sites;
use crate::stride::{FEW, gather_stride, sweep_stride, turn_stride};

/// The last part of a cell's lanes.
const LAST: usize = PARTS - 1;

/// Applies matrices: one for all rows, or (rows layout) one for each group.
pub(crate) fn turn<R: Number>(
    cells: &mut [Four<R>],
    groups: usize,
    sites: &Sites,
    shape: Shape,
    m: &[Matrix2<Lane<R>>],
) {
    match shape {
        Shape::Diagonal => turn_as::<Diagonal, R>(cells, groups, sites, m),
        Shape::Real => turn_as::<Real, R>(cells, groups, sites, m),
        Shape::Dense => turn_as::<Dense, R>(cells, groups, sites, m),
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
                sums[g.min(last)].add_masked(&sum, Lane::ONE, Lane::ONE);
            }
        }
        Sites::Strides(strides) => {
            for stride in strides {
                gather_stride(phi, lambda, stride, &mut sums[0]);
            }
        }
    }
}

fn turn_as<A: Act, R: Number>(cells: &mut [Four<R>], groups: usize, sites: &Sites, m: &[Matrix2<Lane<R>>]) {
    match sites {
        Sites::Pairs(pairs) => turn_pairs::<A, R>(cells, groups, pairs, m),
        Sites::Strides(strides) => {
            strides.iter().for_each(|s| turn_stride::<A, R>(cells, (s, &s.lay), &m[0]))
        }
    }
}

#[inline(never)]
fn turn_pairs<A: Act, R: Number>(
    cells: &mut [Four<R>],
    groups: usize,
    pairs: &[[u32; 2]],
    m: &[Matrix2<Lane<R>>],
) {
    for g in 0..groups {
        turn_group::<A, _>(cells, (groups, g), pairs, &m[g.min(m.len() - 1)]);
    }
}

#[inline(always)]
fn turn_group<A: Act, R: Number>(
    cells: &mut [Four<R>],
    at: (usize, usize),
    pairs: &[[u32; 2]],
    m: &Matrix2<Lane<R>>,
) {
    turn_part::<A, R, 0>(cells, at, pairs, m);
    if R::PARTS > 1 {
        turn_part::<A, R, 1>(cells, at, pairs, m);
    }
}

// The loops go through pairs innermost: their places come from memory, so that a compiler cannot see strides
// and vectorizes within cells, as it should, not across them.
#[inline(always)]
fn turn_part<A: Act, R: Number, const K: usize>(
    cells: &mut [Four<R>],
    (groups, g): (usize, usize),
    pairs: &[[u32; 2]],
    m: &Matrix2<Lane<R>>,
) {
    let m = m.part(K);
    for &[i, j] in pairs {
        let (i, j) = (i as usize * groups + g, j as usize * groups + g);
        let (a, b) = (cells[i].part(K), cells[j].part(K));
        cells[i].set_part(K, A::first(&m, a, b));
        cells[j].set_part(K, A::second(&m, a, b));
    }
}

#[inline(always)]
fn gather_group(phi: &[Cell], lambda: &[Cell], at: (usize, usize), pairs: &[[u32; 2]], sums: &mut Sums) {
    let mut all = sums.parts();
    gather_part::<0>(phi, lambda, at, pairs, &mut all[0]);
    if PARTS > 1 {
        gather_part::<LAST>(phi, lambda, at, pairs, &mut all[LAST]);
    }
    *sums = Sums::joined(all);
}

#[inline(always)]
fn gather_part<const K: usize>(
    phi: &[Cell],
    lambda: &[Cell],
    (groups, g): (usize, usize),
    pairs: &[[u32; 2]],
    sums: &mut Sums<Part>,
) {
    let mut sum = *sums;
    for &[i, j] in pairs {
        let (i, j) = (i as usize * groups + g, j as usize * groups + g);
        sum.gather(phi[i].part(K), phi[j].part(K), lambda[i].part(K), lambda[j].part(K));
    }
    *sums = sum;
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
        Sites::Pairs(pairs) => sweep_pairs::<A>(phi, lambda, groups, pairs, m, sums),
        Sites::Strides(strides) => {
            let back = m[0].dagger();
            for stride in strides {
                if let Some(sum) = sums.first_mut() {
                    sweep_stride::<A>(phi, lambda, stride, &back, sum);
                } else {
                    turn_stride::<A, _>(phi, (stride, &stride.back), &back);
                    turn_stride::<A, _>(lambda, (stride, &stride.back), &back);
                }
            }
        }
    }
}

#[inline(never)]
fn sweep_pairs<A: Act>(
    phi: &mut [Cell],
    lambda: &mut [Cell],
    groups: usize,
    pairs: &[[u32; 2]],
    m: &[Matrix2],
    sums: &mut [Sums],
) {
    let last = sums.len().saturating_sub(1);
    for g in 0..groups {
        let back = m[g.min(m.len() - 1)].dagger();
        for some in pairs.chunks(FEW) {
            if let Some(sums) = sums.get_mut(g.min(last)) {
                gather_group(phi, lambda, (groups, g), some, sums);
            }
            turn_group::<A, _>(phi, (groups, g), some, &back);
            turn_group::<A, _>(lambda, (groups, g), some, &back);
        }
    }
}
