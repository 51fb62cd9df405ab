//! Four numbers side by side, with the operations that the kernels are made of.
//!
//! What four f64 or four f32 are on this machine is said in `lane::wide`; here nothing depends on it. Every operation is
//! one IEEE operation a number, so that all machines round alike.

mod wide;

pub use wide::Number;

/// Four numbers side by side.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(crate) struct Lane<R: Number = f64> {
    wide: R::Wide,
    /// As large as it is, as far from the next: a lane never lies across two lines of a cache.
    line: [R::LaneLine; 0],
}

impl<R: Number> Lane<R> {
    pub const ZERO: Lane<R> = Lane { wide: R::ZEROS, line: [] };
    pub const ONE: Lane<R> = Lane { wide: R::ONES, line: [] };

    #[inline(always)]
    fn new(wide: R::Wide) -> Lane<R> {
        Lane { wide, line: [] }
    }
    #[inline(always)]
    pub fn of(numbers: [R; 4]) -> Lane<R> {
        Lane::new(R::wide(numbers))
    }
    /// The same number four times.
    #[inline(always)]
    pub fn all(number: R) -> Lane<R> {
        Lane::of([number; 4])
    }
    #[inline(always)]
    pub fn array(self) -> [R; 4] {
        R::array(self.wide)
    }
    #[inline(always)]
    pub fn get(self, lane: usize) -> R {
        self.array()[lane]
    }
    #[inline(always)]
    pub fn set(&mut self, lane: usize, number: R) {
        let mut all = self.array();
        all[lane] = number;
        *self = Lane::of(all);
    }
    /// The lanes exchanged with those whose number differs by the bits of X.
    #[inline(always)]
    pub fn exchanged<const X: usize>(self) -> Lane<R> {
        Lane::new(R::exchanged::<X>(self.wide))
    }
    #[inline(always)]
    pub fn part(self, k: usize) -> Part<R> {
        Part(R::part(self.wide, k))
    }
    #[inline(always)]
    pub fn set_part(&mut self, k: usize, part: Part<R>) {
        self.wide = R::with_part(self.wide, k, part.0);
    }
}

impl Lane {
    /// The same numbers, each rounded once.
    #[inline(always)]
    pub fn rounded<R: Number>(self) -> Lane<R> {
        Lane::new(R::rounded_all(self.wide))
    }
    #[inline(always)]
    pub fn joined(parts: [Part; PARTS]) -> Lane {
        let mut all = Lane::ZERO;
        parts.into_iter().enumerate().for_each(|(k, part)| all.set_part(k, part));
        all
    }
}

/// As many numbers side by side as one instruction works on, a part of a `Lane`: where all lanes are treated alike,
/// loops go part by part, so that a processor's registers hold what they need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<R: Number = f64>(R::One);

/// How many parts a lane of f64 has.
pub(crate) const PARTS: usize = <f64 as Number>::PARTS;

/// Numbers side by side that are computed with alike.
pub(crate) trait Vector: Copy {
    /// What lies in memory as two of these do: it starts where a line of a cache does, if it is as large.
    type Line: Copy + std::fmt::Debug;
    fn add(self, b: Self) -> Self;
    fn sub(self, b: Self) -> Self;
    fn mul(self, b: Self) -> Self;
    fn neg(self) -> Self;
}

/// Those that angles are turned into matrices with.
pub(crate) trait Scaled: Vector {
    /// Every number times one.
    fn scaled(self, by: f64) -> Self;
}

impl<R: Number> Vector for Lane<R> {
    type Line = R::CellLine;
    #[inline(always)]
    fn add(self, b: Lane<R>) -> Lane<R> {
        Lane::new(R::add(self.wide, b.wide))
    }
    #[inline(always)]
    fn sub(self, b: Lane<R>) -> Lane<R> {
        Lane::new(R::sub(self.wide, b.wide))
    }
    #[inline(always)]
    fn mul(self, b: Lane<R>) -> Lane<R> {
        Lane::new(R::mul(self.wide, b.wide))
    }
    #[inline(always)]
    fn neg(self) -> Lane<R> {
        Lane::new(R::neg(self.wide))
    }
}

impl Scaled for Lane {
    #[inline(always)]
    fn scaled(self, by: f64) -> Lane {
        mul(self, Lane::all(by))
    }
}

/// One number: where all lanes are alike.
impl Vector for f64 {
    type Line = u8;
    #[inline(always)]
    fn add(self, b: f64) -> f64 {
        self + b
    }
    #[inline(always)]
    fn sub(self, b: f64) -> f64 {
        self - b
    }
    #[inline(always)]
    fn mul(self, b: f64) -> f64 {
        self * b
    }
    #[inline(always)]
    fn neg(self) -> f64 {
        -self
    }
}

impl Scaled for f64 {
    #[inline(always)]
    fn scaled(self, by: f64) -> f64 {
        self * by
    }
}

impl<R: Number> Vector for Part<R> {
    type Line = u8;
    #[inline(always)]
    fn add(self, b: Part<R>) -> Part<R> {
        Part(R::add_one(self.0, b.0))
    }
    #[inline(always)]
    fn sub(self, b: Part<R>) -> Part<R> {
        Part(R::sub_one(self.0, b.0))
    }
    #[inline(always)]
    fn mul(self, b: Part<R>) -> Part<R> {
        Part(R::mul_one(self.0, b.0))
    }
    #[inline(always)]
    fn neg(self) -> Part<R> {
        Part(R::neg_one(self.0))
    }
}

#[inline(always)]
pub(crate) fn add<V: Vector>(a: V, b: V) -> V {
    a.add(b)
}
#[inline(always)]
pub(crate) fn sub<V: Vector>(a: V, b: V) -> V {
    a.sub(b)
}
#[inline(always)]
pub(crate) fn mul<V: Vector>(a: V, b: V) -> V {
    a.mul(b)
}
#[inline(always)]
pub(crate) fn neg<V: Vector>(a: V) -> V {
    a.neg()
}

/// The sum of the lanes, in fixed order.
#[inline(always)]
pub(crate) fn total(a: Lane) -> f64 {
    let [a, b, c, d] = a.array();
    (a + b) + (c + d)
}
