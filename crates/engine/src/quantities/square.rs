//! Hermitian matrices of density matrices' size, four entries at a time: Cholesky factors, products with them, and the
//! way to a tridiagonal matrix (Golub and Van Loan, sections 4.2.8 and 8.3.1).
//!
//! Of a Hermitian matrix only the upper triangle is kept and worked on. Not here: eigenvalues of tridiagonal matrices
//! (`eigen`), what the numbers mean (`quantities`).

use crate::cell::{Cell, Lane, PARTS, Part, total};
use circuit::{C64, Matrix};

/// A complex matrix in rows of cells, filled up with zeros.
#[derive(Clone, Debug)]
pub(super) struct Square {
    pub size: usize,
    width: usize,
    cells: Vec<Cell>,
}

/// ρ with rows and columns in another order is U†U, U upper triangular with as many rows as ρ has rank.
pub(super) struct Factor {
    pub upper: Square,
    pub order: Vec<usize>,
    pub rank: usize,
}

/// So many rows of a product's factors are worked on at a time: they stay in cache.
const SOME: usize = 64;

/// 1 in the lanes from one on.
fn from(lane: usize) -> Lane {
    Lane::of([0, 1, 2, 3].map(|l| f64::from(u8::from(l >= lane))))
}

fn splat(z: C64) -> Cell {
    Cell::of(Lane::all(z.re), Lane::all(z.im))
}

fn get(cells: &[Cell], j: usize) -> C64 {
    C64::new(cells[j / 4].re.get(j % 4), cells[j / 4].im.get(j % 4))
}

fn set(cells: &mut [Cell], j: usize, z: C64) {
    cells[j / 4].re.set(j % 4, z.re);
    cells[j / 4].im.set(j % 4, z.im);
}

impl Square {
    pub fn zero(size: usize) -> Square {
        let width = size.div_ceil(4);
        Square { size, width, cells: vec![Cell::ZERO; size * width] }
    }
    /// A matrix from its entries.
    pub fn of(size: usize, entry: impl Fn(usize, usize) -> C64) -> Square {
        let mut square = Square::zero(size);
        for i in 0..size {
            let row = square.row_mut(i);
            (0..size).for_each(|j| set(row, j, entry(i, j)));
        }
        square
    }
    /// The upper triangle of a Hermitian matrix of which the lower one counts.
    pub fn upper(size: usize, entry: impl Fn(usize, usize) -> C64) -> Square {
        Square::of(size, |i, j| if j < i { C64::ZERO } else { entry(j, i).conj() })
    }
    pub fn at(&self, i: usize, j: usize) -> C64 {
        get(self.row(i), j)
    }
    fn row(&self, i: usize) -> &[Cell] {
        &self.cells[i * self.width..(i + 1) * self.width]
    }
    fn row_mut(&mut self, i: usize) -> &mut [Cell] {
        &mut self.cells[i * self.width..(i + 1) * self.width]
    }

    /// Exchanges two rows and the same columns of the upper triangle, from one row on; columns above that row as well.
    fn exchange(&mut self, a: usize, b: usize) {
        let (a, b, size) = (a.min(b), a.max(b), self.size);
        let mut swap = |(i, j): (usize, usize), (k, l): (usize, usize), conj: bool| {
            let (x, y) = (self.at(i, j), self.at(k, l));
            let turned = |z: C64| if conj { z.conj() } else { z };
            set(self.row_mut(i), j, turned(y));
            set(self.row_mut(k), l, turned(x));
        };
        if a == b {
            return;
        }
        (0..a).for_each(|i| swap((i, a), (i, b), false));
        (a + 1..b).for_each(|i| swap((a, i), (i, b), true));
        (b + 1..size).for_each(|j| swap((a, j), (b, j), false));
        swap((a, a), (b, b), false);
        let corner = self.at(a, b).conj();
        set(self.row_mut(a), b, corner);
    }

    /// Cholesky with the largest pivots first, so that what is left at the end, smaller than `nothing`, is rounding.
    pub fn factor(mut self, nothing: f64) -> Factor {
        let n = self.size;
        let mut order: Vec<usize> = (0..n).collect();
        let mut rank = 0;
        while rank < n {
            let diagonal = |i: usize| self.at(i, i).re;
            let pivot = (rank..n).fold(rank, |best, i| if diagonal(i) > diagonal(best) { i } else { best });
            let size = diagonal(pivot);
            if size < nothing {
                break;
            }
            self.exchange(rank, pivot);
            order.swap(rank, pivot);
            let (top, rest) = self.cells.split_at_mut((rank + 1) * self.width);
            let top = &mut top[rank * self.width..];
            let by = Lane::all(1.0 / size.sqrt());
            top.iter_mut().for_each(|z| *z = z.scaled(by));
            for (i, row) in (rank + 1..n).zip(rest.chunks_exact_mut(self.width)) {
                let factor = -get(top, i).conj();
                add_times(&mut row[i / 4..], factor, &top[i / 4..]);
            }
            // What is left of the diagonal was worked on with its cell; it is nothing.
            (0..rank % 4).for_each(|l| set(top, rank - rank % 4 + l, C64::ZERO));
            rank += 1;
        }
        Factor { upper: self, order, rank }
    }

    /// a†b: its entries in columns from `first`'s rows on. `first` tells from which row on a block of four columns of a and
    /// four of b have anything to give; none: that block is not wanted.
    fn adjoint_times(a: &Square, b: &Square, first: impl Fn(usize, usize) -> Option<usize>) -> Square {
        let n = a.size;
        let mut product = Square::zero(n.next_multiple_of(4));
        let mut left: Vec<[f64; 8]> = vec![[0.0; 8]; SOME * a.width];
        let mut right = [Cell::ZERO; SOME];
        for start in (0..n).step_by(SOME) {
            let end = (start + SOME).min(n);
            for k in start..end {
                for (i, z) in a.row(k).iter().enumerate() {
                    let ([p, q, r, s], [t, u, v, w]) = (z.re.array(), z.im.array());
                    left[i * SOME + k - start] = [p, q, r, s, t, u, v, w];
                }
            }
            for j in 0..b.width {
                (start..end).for_each(|k| right[k - start] = b.row(k)[j]);
                for i in 0..a.width {
                    let Some(from) = first(i, j).map(|k| k.max(start)).filter(|k| *k < end) else { continue };
                    let some = from - start..end - start;
                    let left = &left[i * SOME + some.start..i * SOME + some.end];
                    let sums = block(left, &right[some]);
                    for (r, sum) in sums.into_iter().enumerate() {
                        let place = &mut product.row_mut(4 * i + r)[j];
                        *place = place.plus(sum);
                    }
                }
            }
        }
        product.size = n;
        product
    }

    /// The way to a real tridiagonal matrix with the same eigenvalues: diagonal, and |beside it|.
    pub fn tridiagonal(mut self) -> (Vec<f64>, Vec<f64>) {
        let (n, width) = (self.size, self.width);
        let (mut diagonal, mut beside) = (Vec::with_capacity(n), Vec::with_capacity(n));
        // A is short of v q† + q v†, which is taken off when its rows are next needed.
        let [mut v, mut q, mut next] = [0; 3].map(|_| vec![Cell::ZERO; width]);
        for k in 0..n {
            let (vk, qk) = (get(&v, k), get(&q, k));
            let row = &mut self.cells[k * width..][..width];
            for c in k / 4..width {
                row[c] = row[c].plus(splat(-vk).times(q[c].conj())).plus(splat(-qk).times(v[c].conj()));
            }
            diagonal.push(get(row, k).re);
            if k + 1 == n {
                break;
            }
            // The column under the diagonal, then the vector that reflects it along the axis, with the sign that does
            // not cancel.
            next.fill(Cell::ZERO);
            (k + 1..n).for_each(|i| set(&mut next, i, get(row, i).conj()));
            let square =
                |w: &[Cell]| total(w[k / 4..].iter().fold(Lane::ZERO, |s, z| crate::cell::add(s, z.norm())));
            let norm = square(&next).sqrt();
            beside.push(norm);
            let head = get(&next, k + 1);
            let mut factor = 0.0;
            if (k + 2..n).any(|i| get(&next, i) != C64::ZERO) {
                let size = head.norm_sqr().sqrt();
                let phase = if size == 0.0 { C64::ONE } else { head.scale(1.0 / size) };
                set(&mut next, k + 1, head + phase.scale(norm));
                factor = 2.0 / square(&next);
            } else {
                next.fill(Cell::ZERO);
            }
            let p = self.step(k + 1, (&v, &q), &next, factor);
            let mean = (k + 1..n).map(|i| (get(&next, i).conj() * get(&p, i)).re).sum::<f64>() * factor / 2.0;
            std::mem::swap(&mut v, &mut next);
            q = p.iter().zip(&v).map(|(p, v)| p.plus(v.scaled(Lane::all(-mean)))).collect();
        }
        (diagonal, beside)
    }

    /// Takes v q† + q v† off the rows from one on, and gives A w times a factor.
    fn step(&mut self, first: usize, (v, q): (&[Cell], &[Cell]), w: &[Cell], factor: f64) -> Vec<Cell> {
        let (n, width) = (self.size, self.width);
        let mut p = vec![Cell::ZERO; width];
        for i in first..n {
            let row = &mut self.cells[i * width..][..width];
            let (at, c) = ([-get(v, i), -get(q, i), get(w, i)], i / 4);
            // The cell of the diagonal: nothing left of it, and the diagonal counts once.
            let [vi, qi, wi] = at.map(splat);
            let z = row[c].plus(vi.times(q[c].conj())).plus(qi.times(v[c].conj())).scaled(from(i % 4));
            row[c] = z;
            p[c] = p[c].plus(z.scaled(from(i % 4 + 1)).conj().times(wi));
            let sum = z.times(w[c]);
            let c = c + 1;
            let sum = sum.plus(row_step(&mut row[c..], (&v[c..], &q[c..], &w[c..]), &mut p[c..], at));
            let sum = get(&p, i) + C64::new(total(sum.re), total(sum.im));
            set(&mut p, i, sum);
        }
        p.iter_mut().for_each(|z| *z = z.scaled(Lane::all(factor)));
        p
    }
}

/// A row less v q† + q v†, its product with w, and w's entry of the row times the column that it stands for.
#[inline(never)]
fn row_step(row: &mut [Cell], (v, q, w): (&[Cell], &[Cell], &[Cell]), p: &mut [Cell], at: [C64; 3]) -> Cell {
    let [vi, qi, wi] = at.map(|z| splat(z).part(0));
    let mut sum = Cell::ZERO;
    let mut sums: [Cell<Part>; PARTS] = std::array::from_fn(|k| sum.part(k));
    for ((((z, v), q), w), p) in row.iter_mut().zip(v).zip(q).zip(w).zip(p) {
        for (k, sum) in sums.iter_mut().enumerate() {
            let less = vi.times(q.part(k).conj()).plus(qi.times(v.part(k).conj()));
            let now = z.part(k).plus(less);
            z.set_part(k, now);
            *sum = sum.plus(now.times(w.part(k)));
            p.set_part(k, p.part(k).plus(now.conj().times(wi)));
        }
    }
    sums.into_iter().enumerate().for_each(|(k, part)| sum.set_part(k, part));
    sum
}

/// row += factor · other.
#[inline(never)]
fn add_times(row: &mut [Cell], factor: C64, other: &[Cell]) {
    let factor = splat(factor).part(0);
    for (z, x) in row.iter_mut().zip(other) {
        for k in 0..PARTS {
            z.set_part(k, z.part(k).plus(factor.times(x.part(k))));
        }
    }
}

/// Four rows and columns of a product: the conjugates of columns of a (re and im of four) times columns of b.
#[inline(never)]
fn block(a: &[[f64; 8]], b: &[Cell]) -> [Cell; 4] {
    let mut all = [Cell::ZERO; 4];
    for k in 0..PARTS {
        let mut sums = all.map(|z| z.part(k));
        for (a, b) in a.iter().zip(b) {
            let b = b.part(k);
            for (r, sum) in sums.iter_mut().enumerate() {
                let a = Cell::of(Lane::all(a[r]).part(0), Lane::all(-a[r + 4]).part(0));
                *sum = sum.plus(a.times(b));
            }
        }
        all.iter_mut().zip(sums).for_each(|(z, sum)| z.set_part(k, sum));
    }
    all
}

impl Factor {
    /// L with ρ = L L†, in the order of ρ's rows; columns beyond the rank are zero.
    pub fn lower(&self) -> Matrix {
        let n = self.upper.size;
        let mut lower = Matrix { size: n, data: vec![C64::ZERO; n * n] };
        for (i, row) in self.order.iter().enumerate() {
            let columns = 0..(i + 1).min(self.rank);
            columns.for_each(|j| lower.data[row * n + j] = self.upper.at(j, i).conj());
        }
        lower
    }
    /// The upper triangle of L†σL, as large as the rank.
    pub fn between(&self, sigma: &Matrix) -> Square {
        let (n, rank, order) = (self.upper.size, self.rank, &self.order);
        let lower =
            Square::of(n, |i, j| if j <= i && j < rank { self.upper.at(j, i).conj() } else { C64::ZERO });
        let sigma = Square::of(n, |i, j| sigma.at(order[i], order[j]));
        let most = rank.div_ceil(4);
        // L is zero above its diagonal.
        let right = Square::adjoint_times(&sigma, &lower, |_, j| (j < most).then_some(4 * j));
        let all = Square::adjoint_times(&lower, &right, |i, j| (j <= i && i < most).then_some(4 * i));
        Square::upper(rank, |i, j| all.at(i, j))
    }
}
