//! The machine word of the engine: a cell of four amplitudes, and 2×2 matrices acting on pairs of cells.
//!
//! Real and imaginary parts are kept apart inside a cell, so that every operation here is four equal
//! operations on neighbouring numbers: two SIMD128 instructions. What the four lanes mean (rows of a
//! batch, or neighbouring amplitudes of one state) is the layout's business.

pub(crate) use crate::lane::{Lane, add, mul, neg, sub, total};

/// Four amplitudes.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(crate) struct Cell {
    pub re: Lane,
    pub im: Lane,
}

impl Cell {
    pub const ZERO: Cell = Cell { re: Lane::ZERO, im: Lane::ZERO };
    pub const ONE: Cell = Cell { re: Lane::ONE, im: Lane::ZERO };

    #[inline(always)]
    pub fn conj(self) -> Cell {
        Cell { re: self.re, im: neg(self.im) }
    }
    /// Products lane by lane.
    #[inline(always)]
    pub fn times(self, b: Cell) -> Cell {
        Cell {
            re: sub(mul(self.re, b.re), mul(self.im, b.im)),
            im: add(mul(self.re, b.im), mul(self.im, b.re)),
        }
    }
    #[inline(always)]
    pub fn plus(self, b: Cell) -> Cell {
        Cell { re: add(self.re, b.re), im: add(self.im, b.im) }
    }
    /// Products with real numbers lane by lane.
    #[inline(always)]
    pub fn scaled(self, b: Lane) -> Cell {
        Cell { re: mul(self.re, b), im: mul(self.im, b) }
    }
    /// The lanes exchanged with those whose number differs by the bits of X.
    #[inline(always)]
    pub fn exchanged<const X: usize>(self) -> Cell {
        Cell { re: self.re.exchanged::<X>(), im: self.im.exchanged::<X>() }
    }
    /// |z|² lane by lane.
    #[inline(always)]
    pub fn norm(self) -> Lane {
        add(mul(self.re, self.re), mul(self.im, self.im))
    }
}

/// So many cells, in place if there is room; else what was there is given back first, so that both are never held.
pub(crate) fn fit(cells: &mut Vec<Cell>, count: usize) {
    if cells.capacity() < count {
        *cells = Vec::with_capacity(count);
    }
    cells.resize(count, Cell::ZERO);
}

/// The lanes of a cell exchanged with those whose number differs by the bits of `x`.
#[inline(always)]
pub(crate) fn shuffled(cell: &Cell, x: usize) -> Cell {
    match x & 3 {
        0 => *cell,
        1 => cell.exchanged::<1>(),
        2 => cell.exchanged::<2>(),
        _ => cell.exchanged::<3>(),
    }
}

/// A 2×2 matrix for each lane: u00, u01, u10, u11.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matrix2(pub [Cell; 4]);

impl Matrix2 {
    pub const IDENTITY: Matrix2 = Matrix2([Cell::ONE, Cell::ZERO, Cell::ZERO, Cell::ONE]);

    /// The conjugate transpose.
    #[inline(always)]
    pub fn dagger(&self) -> Matrix2 {
        let [a, b, c, d] = self.0;
        Matrix2([a.conj(), c.conj(), b.conj(), d.conj()])
    }
    /// self · b.
    #[inline(never)]
    pub fn times(&self, b: &Matrix2) -> Matrix2 {
        let ([a, b_, c, d], [e, f, g, h]) = (self.0, b.0);
        Matrix2([
            a.times(e).plus(b_.times(g)),
            a.times(f).plus(b_.times(h)),
            c.times(e).plus(d.times(g)),
            c.times(f).plus(d.times(h)),
        ])
    }
}

/// What is known of a matrix before its numbers are: the kernels differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Diagonal,
    Real,
    Dense,
}

impl Shape {
    /// The shape of a product.
    pub fn join(self, b: Shape) -> Shape {
        if self == b { self } else { Shape::Dense }
    }
}

/// How matrices of a shape act on a pair of cells.
pub(crate) trait Act {
    /// Row 0 of the matrix times (a, b).
    fn first(m: &Matrix2, a: Cell, b: Cell) -> Cell;
    /// Row 1 of the matrix times (a, b).
    fn second(m: &Matrix2, a: Cell, b: Cell) -> Cell;
}

pub(crate) struct Diagonal;
pub(crate) struct Real;
pub(crate) struct Dense;

impl Act for Diagonal {
    #[inline(always)]
    fn first(m: &Matrix2, a: Cell, _: Cell) -> Cell {
        m.0[0].times(a)
    }
    #[inline(always)]
    fn second(m: &Matrix2, _: Cell, b: Cell) -> Cell {
        m.0[3].times(b)
    }
}

impl Act for Real {
    #[inline(always)]
    fn first(m: &Matrix2, a: Cell, b: Cell) -> Cell {
        a.scaled(m.0[0].re).plus(b.scaled(m.0[1].re))
    }
    #[inline(always)]
    fn second(m: &Matrix2, a: Cell, b: Cell) -> Cell {
        a.scaled(m.0[2].re).plus(b.scaled(m.0[3].re))
    }
}

impl Act for Dense {
    #[inline(always)]
    fn first(m: &Matrix2, a: Cell, b: Cell) -> Cell {
        m.0[0].times(a).plus(m.0[1].times(b))
    }
    #[inline(always)]
    fn second(m: &Matrix2, a: Cell, b: Cell) -> Cell {
        m.0[2].times(a).plus(m.0[3].times(b))
    }
}

/// Im⟨λ|P|φ⟩ for P = 1, X, Y, Z on a pair, lane by lane: all that a gradient needs of two states.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sums(pub [Lane; 4]);

impl Sums {
    pub const ZERO: Sums = Sums([Lane::ZERO; 4]);

    /// Adds the contribution of one pair: amplitudes (a, b) of φ and (u, v) of λ.
    #[inline(always)]
    pub fn gather(&mut self, a: Cell, b: Cell, u: Cell, v: Cell) {
        let d0 = sub(mul(u.re, a.im), mul(u.im, a.re));
        let d1 = sub(mul(v.re, b.im), mul(v.im, b.re));
        let cross = add(sub(mul(u.re, b.im), mul(u.im, b.re)), sub(mul(v.re, a.im), mul(v.im, a.re)));
        let turn = sub(add(mul(v.re, a.re), mul(v.im, a.im)), add(mul(u.re, b.re), mul(u.im, b.im)));
        let s = &mut self.0;
        s[0] = add(s[0], add(d0, d1));
        s[1] = add(s[1], cross);
        s[2] = add(s[2], turn);
        s[3] = add(s[3], sub(d0, d1));
    }
    /// Adds another's lanes where the mask is 1.
    pub fn add_masked(&mut self, b: &Sums, mask: Lane) {
        for (s, t) in self.0.iter_mut().zip(&b.0) {
            *s = add(*s, mul(*t, mask));
        }
    }
}
