//! The machine word of the engine: a cell of four amplitudes, and 2×2 matrices acting on pairs of cells.
//!
//! Real and imaginary parts are kept apart inside a cell, so that every operation here is four equal
//! operations on neighbouring numbers: two SIMD128 instructions. What the four lanes mean (rows of a
//! batch, or neighbouring amplitudes of one state) is the layout's business.

use crate::sites::Lay;

pub(crate) use crate::lane::{Lane, Number, PARTS, Part, Scaled, Vector, add, mul, neg, sub, total};

/// Four amplitudes, or those of a part of the lanes.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(crate) struct Cell<V: Vector = Lane> {
    pub re: V,
    pub im: V,
    line: [V::Line; 0],
}

impl<V: Vector> Cell<V> {
    #[inline(always)]
    pub const fn of(re: V, im: V) -> Cell<V> {
        Cell { re, im, line: [] }
    }
}

impl<V: Vector> Cell<V> {
    #[inline(always)]
    pub fn conj(self) -> Self {
        Cell::of(self.re, neg(self.im))
    }
    /// Products lane by lane.
    #[inline(always)]
    pub fn times(self, b: Self) -> Self {
        Cell::of(sub(mul(self.re, b.re), mul(self.im, b.im)), add(mul(self.re, b.im), mul(self.im, b.re)))
    }
    #[inline(always)]
    pub fn plus(self, b: Self) -> Self {
        Cell::of(add(self.re, b.re), add(self.im, b.im))
    }
    /// Products with real numbers lane by lane.
    #[inline(always)]
    pub fn scaled(self, b: V) -> Self {
        Cell::of(mul(self.re, b), mul(self.im, b))
    }
}

/// Four amplitudes made of a kind of number.
pub(crate) type Four<R> = Cell<Lane<R>>;

impl<R: Number> Four<R> {
    pub const ZERO: Four<R> = Cell::of(Lane::ZERO, Lane::ZERO);
    pub const ONE: Four<R> = Cell::of(Lane::ONE, Lane::ZERO);

    /// A part of its lanes.
    #[inline(always)]
    pub fn part(&self, k: usize) -> Cell<Part<R>> {
        Cell::of(self.re.part(k), self.im.part(k))
    }
    /// Puts a part of its lanes back.
    #[inline(always)]
    pub fn set_part(&mut self, k: usize, part: Cell<Part<R>>) {
        self.re.set_part(k, part.re);
        self.im.set_part(k, part.im);
    }
    /// The lanes exchanged with those whose number differs by the bits of X.
    #[inline(always)]
    pub fn exchanged<const X: usize>(self) -> Four<R> {
        Cell::of(self.re.exchanged::<X>(), self.im.exchanged::<X>())
    }
}

impl Cell {
    /// The same amplitudes, each number rounded once.
    #[inline(always)]
    pub fn rounded<R: Number>(self) -> Four<R> {
        Cell::of(self.re.rounded(), self.im.rounded())
    }
    /// |z|² lane by lane.
    #[inline(always)]
    pub fn norm(self) -> Lane {
        add(mul(self.re, self.re), mul(self.im, self.im))
    }
}

/// So many cells, in place if there is room; else what was there is given back first, so that both are never held.
pub(crate) fn fit<R: Number>(cells: &mut Vec<Four<R>>, count: usize) {
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
pub(crate) struct Matrix2<V: Vector = Lane>(pub [Cell<V>; 4]);

impl<R: Number> Matrix2<Lane<R>> {
    pub const IDENTITY: Matrix2<Lane<R>> = Matrix2([Cell::ONE, Cell::ZERO, Cell::ZERO, Cell::ONE]);

    /// With other entries in each lane, of a matrix that is the same in all.
    pub fn laid(&self, lay: &Lay) -> Matrix2<Lane<R>> {
        let (zero, one) = (R::rounded(0.0), R::rounded(1.0));
        let of = |part: fn(&Four<R>) -> R, one: R| {
            let [a, b, c, d] = &self.0;
            let from = [part(a), part(b), part(c), part(d), one, zero, zero, zero];
            lay.map(|row| Lane::of(row.map(|source| from[source as usize & 7])))
        };
        let (re, im) = (of(|z| z.re.get(0), one), of(|z| z.im.get(0), zero));
        Matrix2(std::array::from_fn(|e| Cell::of(re[e], im[e])))
    }
    /// With its entries at other places, the same in all lanes.
    #[inline(always)]
    pub fn permuted(&self, lay: &Lay) -> Matrix2<Lane<R>> {
        Matrix2(lay.map(|row| self.0[row[0] as usize & 3]))
    }
    /// A part of its lanes; where they are all alike, any.
    #[inline(always)]
    pub fn part(&self, k: usize) -> Matrix2<Part<R>> {
        Matrix2(self.0.map(|entry| entry.part(k)))
    }
}

impl Matrix2<f64> {
    /// The same in all lanes, each number rounded once.
    #[inline(always)]
    pub fn everywhere<R: Number>(&self) -> Matrix2<Lane<R>> {
        Matrix2(self.0.map(|z| Cell::of(Lane::all(R::rounded(z.re)), Lane::all(R::rounded(z.im)))))
    }
}

impl<V: Vector> Matrix2<V> {
    /// The conjugate transpose.
    #[inline(always)]
    pub fn dagger(&self) -> Matrix2<V> {
        let [a, b, c, d] = self.0;
        Matrix2([a.conj(), c.conj(), b.conj(), d.conj()])
    }
    /// self · b.
    #[inline(never)]
    pub fn times(&self, b: &Matrix2<V>) -> Matrix2<V> {
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
    fn first<V: Vector>(m: &Matrix2<V>, a: Cell<V>, b: Cell<V>) -> Cell<V>;
    /// Row 1 of the matrix times (a, b).
    fn second<V: Vector>(m: &Matrix2<V>, a: Cell<V>, b: Cell<V>) -> Cell<V>;
}

pub(crate) struct Diagonal;
pub(crate) struct Real;
pub(crate) struct Dense;

impl Act for Diagonal {
    #[inline(always)]
    fn first<V: Vector>(m: &Matrix2<V>, a: Cell<V>, _: Cell<V>) -> Cell<V> {
        m.0[0].times(a)
    }
    #[inline(always)]
    fn second<V: Vector>(m: &Matrix2<V>, _: Cell<V>, b: Cell<V>) -> Cell<V> {
        m.0[3].times(b)
    }
}

impl Act for Real {
    #[inline(always)]
    fn first<V: Vector>(m: &Matrix2<V>, a: Cell<V>, b: Cell<V>) -> Cell<V> {
        a.scaled(m.0[0].re).plus(b.scaled(m.0[1].re))
    }
    #[inline(always)]
    fn second<V: Vector>(m: &Matrix2<V>, a: Cell<V>, b: Cell<V>) -> Cell<V> {
        a.scaled(m.0[2].re).plus(b.scaled(m.0[3].re))
    }
}

impl Act for Dense {
    #[inline(always)]
    fn first<V: Vector>(m: &Matrix2<V>, a: Cell<V>, b: Cell<V>) -> Cell<V> {
        m.0[0].times(a).plus(m.0[1].times(b))
    }
    #[inline(always)]
    fn second<V: Vector>(m: &Matrix2<V>, a: Cell<V>, b: Cell<V>) -> Cell<V> {
        m.0[2].times(a).plus(m.0[3].times(b))
    }
}

/// Im⟨λ|P|φ⟩ for P = 1, X, Y, Z on a pair, lane by lane: all that a gradient needs of two states.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sums<V: Vector = Lane>(pub [V; 4]);

impl<V: Vector> Sums<V> {
    /// Adds the contribution of one pair: amplitudes (a, b) of φ and (u, v) of λ.
    #[inline(always)]
    pub fn gather(&mut self, a: Cell<V>, b: Cell<V>, u: Cell<V>, v: Cell<V>) {
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
}

impl Sums {
    pub const ZERO: Sums = Sums([Lane::ZERO; 4]);

    /// The sums of each part of the lanes.
    #[inline(always)]
    pub fn parts(self) -> [Sums<Part>; PARTS] {
        std::array::from_fn(|k| Sums(self.0.map(|lane| lane.part(k))))
    }
    /// From those of the parts.
    #[inline(always)]
    pub fn joined(parts: [Sums<Part>; PARTS]) -> Sums {
        Sums(std::array::from_fn(|p| Lane::joined(parts.map(|part| part.0[p]))))
    }
    /// Adds another's lanes times a mask, those of Y and Z times another.
    pub fn add_masked(&mut self, b: &Sums, mask: Lane, signs: Lane) {
        for (p, (s, t)) in self.0.iter_mut().zip(&b.0).enumerate() {
            *s = add(*s, mul(*t, if p < 2 { mask } else { signs }));
        }
    }
}
