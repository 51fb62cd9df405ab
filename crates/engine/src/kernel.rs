//! The hot loops: matrices on pairs of cells, for one state and for the two states of the adjoint sweep.
//!
//! Each loop is written once for all shapes of matrix and monomorphized here, in this crate, so that it
//! gets this crate's optimization level whoever calls it.

use crate::cell::{Act, Cell, Dense, Diagonal, Lane, Matrix2, Real, Shape, Sums, shuffled};
use crate::sites::{Sites, Stride};

/// Cells whose partners are prepared at once.
const CHUNK: usize = 16;

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
                sums[g.min(last)].add_masked(&sum, [1.0; 4]);
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

fn turn_stride<A: Act>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    let m = laid(stride, m);
    match (stride.flip, stride.lane_flip) {
        (0, _) => turn_within::<A>(cells, stride, &m),
        (_, 0) => turn_across::<A, false>(cells, stride, &m),
        (_, _) => turn_across::<A, true>(cells, stride, &m),
    }
}

/// The matrix as the lanes of a stride see it: identity where the mask is 0; for pairs within one cell its
/// second row goes to the partner lanes, so that `Act::first` gives the whole new cell.
fn laid(stride: &Stride, m: &Matrix2) -> Matrix2 {
    let mut laid = Matrix2::IDENTITY;
    let mut put = |entry: usize, lane: usize, from: usize| {
        laid.0[entry].re[lane] = m.0[from].re[lane];
        laid.0[entry].im[lane] = m.0[from].im[lane];
    };
    for lane in (0..4).filter(|&l| stride.mask[l] == 1.0) {
        if stride.flip == 0 {
            put(0, lane, 0);
            put(1, lane, 1);
            put(0, lane ^ stride.lane_flip, 3);
            put(1, lane ^ stride.lane_flip, 2);
        } else {
            (0..4).for_each(|entry| put(entry, lane, entry));
        }
    }
    laid
}

/// Two disjoint runs of cells.
#[inline(always)]
fn runs(cells: &mut [Cell], i: usize, j: usize, length: usize) -> (&mut [Cell], &mut [Cell]) {
    let (low, high) = cells.split_at_mut(i.max(j));
    let (low, high) = (&mut low[i.min(j)..][..length], &mut high[..length]);
    if i < j { (low, high) } else { (high, low) }
}

#[inline(never)]
fn turn_across<A: Act, const SHUFFLED: bool>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    stride.each(cells.len(), |i, j| {
        let (a, b) = (cells[i], if SHUFFLED { shuffled(&cells[j], stride.lane_flip) } else { cells[j] });
        cells[i] = A::first(m, a, b);
        cells[j] = A::second(m, a, b);
        if SHUFFLED {
            cells[j] = shuffled(&cells[j], stride.lane_flip);
        }
    });
}

#[inline(never)]
fn turn_within<A: Act>(cells: &mut [Cell], stride: &Stride, m: &Matrix2) {
    let mut partners = [Cell::ZERO; CHUNK];
    let count = stride.count(cells.len());
    for start in (0..count).step_by(CHUNK) {
        let size = CHUNK.min(count - start);
        partner_lanes(cells, stride, start, &mut partners[..size]);
        for (r, partner) in partners[..size].iter().enumerate() {
            let i = stride.first(start + r);
            cells[i] = A::first(m, cells[i], *partner);
        }
    }
}

/// Partners with their lanes brought into place, for some pairs from one on. Apart from the arithmetic, which
/// compilers else give up vectorizing, and in chunks, so that what is stored here is not waited for there.
fn partner_lanes(cells: &[Cell], stride: &Stride, start: usize, out: &mut [Cell]) {
    match stride.lane_flip {
        0 => partner_lanes_of::<0>(cells, stride, start, out),
        1 => partner_lanes_of::<1>(cells, stride, start, out),
        2 => partner_lanes_of::<2>(cells, stride, start, out),
        _ => partner_lanes_of::<3>(cells, stride, start, out),
    }
}

#[inline(never)]
fn partner_lanes_of<const X: usize>(cells: &[Cell], stride: &Stride, start: usize, out: &mut [Cell]) {
    for (r, place) in out.iter_mut().enumerate() {
        let c = cells[stride.first(start + r) ^ stride.flip];
        let pick = |v: Lane| [v[X], v[1 ^ X], v[2 ^ X], v[3 ^ X]];
        *place = Cell { re: pick(c.re), im: pick(c.im) };
    }
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
    if s.flip != 0 && s.lane_flip == 0 {
        sweep_across::<A>(phi, lambda, s, &laid(s, back), sums);
        return;
    }
    gather_stride(phi, lambda, s, sums);
    turn_stride::<A>(phi, s, back);
    turn_stride::<A>(lambda, s, back);
}

#[inline(never)]
fn sweep_across<A: Act>(phi: &mut [Cell], lambda: &mut [Cell], s: &Stride, back: &Matrix2, sums: &mut Sums) {
    let mut sum = Sums::ZERO;
    s.each(phi.len().min(lambda.len()), |i, j| {
        let (a, b, u, v) = (phi[i], phi[j], lambda[i], lambda[j]);
        sum.gather(a, b, u, v);
        phi[i] = A::first(back, a, b);
        phi[j] = A::second(back, a, b);
        lambda[i] = A::first(back, u, v);
        lambda[j] = A::second(back, u, v);
    });
    sums.add_masked(&sum, s.mask);
}

#[inline(never)]
fn gather_stride(phi: &[Cell], lambda: &[Cell], s: &Stride, sums: &mut Sums) {
    let mut sum = Sums::ZERO;
    let (mut of_phi, mut of_lambda) = ([Cell::ZERO; CHUNK], [Cell::ZERO; CHUNK]);
    let count = s.count(phi.len().min(lambda.len()));
    for start in (0..count).step_by(CHUNK) {
        let size = CHUNK.min(count - start);
        partner_lanes(phi, s, start, &mut of_phi[..size]);
        partner_lanes(lambda, s, start, &mut of_lambda[..size]);
        for (r, (b, v)) in of_phi[..size].iter().zip(&of_lambda[..size]).enumerate() {
            let i = s.first(start + r);
            sum.gather(phi[i], *b, lambda[i], *v);
        }
    }
    sums.add_masked(&sum, s.mask);
}
