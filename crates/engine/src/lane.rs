//! Four numbers side by side, with the operations that the kernels are made of.
//!
//! In wasm they are two 128-bit vectors, so that nothing depends on what a compiler makes of loops; elsewhere an
//! array, which compilers turn into vectors well. Both round alike: every operation is one IEEE operation a number.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wide {
    use core::arch::wasm32::{
        f64x2, f64x2_add, f64x2_extract_lane, f64x2_mul, f64x2_neg, f64x2_sub, i64x2_shuffle, v128,
    };

    /// Two vectors.
    pub(crate) type Wide = [v128; 2];
    /// What one instruction works on.
    pub(crate) type One = v128;
    pub const PARTS: usize = 2;

    #[inline(always)]
    pub fn parts(a: Wide) -> [One; PARTS] {
        a
    }
    #[inline(always)]
    pub fn joined(a: [One; PARTS]) -> Wide {
        a
    }
    #[inline(always)]
    pub fn add_one(a: One, b: One) -> One {
        f64x2_add(a, b)
    }
    #[inline(always)]
    pub fn sub_one(a: One, b: One) -> One {
        f64x2_sub(a, b)
    }
    #[inline(always)]
    pub fn mul_one(a: One, b: One) -> One {
        f64x2_mul(a, b)
    }
    #[inline(always)]
    pub fn neg_one(a: One) -> One {
        f64x2_neg(a)
    }

    #[inline(always)]
    pub const fn of([a, b, c, d]: [f64; 4]) -> Wide {
        [f64x2(a, b), f64x2(c, d)]
    }
    #[inline(always)]
    pub fn array([a, b]: Wide) -> [f64; 4] {
        [
            f64x2_extract_lane::<0>(a),
            f64x2_extract_lane::<1>(a),
            f64x2_extract_lane::<0>(b),
            f64x2_extract_lane::<1>(b),
        ]
    }
    #[inline(always)]
    pub fn add(a: Wide, b: Wide) -> Wide {
        [f64x2_add(a[0], b[0]), f64x2_add(a[1], b[1])]
    }
    #[inline(always)]
    pub fn sub(a: Wide, b: Wide) -> Wide {
        [f64x2_sub(a[0], b[0]), f64x2_sub(a[1], b[1])]
    }
    #[inline(always)]
    pub fn mul(a: Wide, b: Wide) -> Wide {
        [f64x2_mul(a[0], b[0]), f64x2_mul(a[1], b[1])]
    }
    #[inline(always)]
    pub fn neg(a: Wide) -> Wide {
        [f64x2_neg(a[0]), f64x2_neg(a[1])]
    }
    #[inline(always)]
    pub fn exchanged<const X: usize>(a: Wide) -> Wide {
        let [low, high] = if X & 2 == 2 { [a[1], a[0]] } else { a };
        if X & 1 == 1 {
            [i64x2_shuffle::<1, 0>(low, low), i64x2_shuffle::<1, 0>(high, high)]
        } else {
            [low, high]
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod wide {
    /// An array.
    pub(crate) type Wide = [f64; 4];
    /// The same: here a compiler knows best how much to do at a time.
    pub(crate) type One = Wide;
    pub const PARTS: usize = 1;
    pub use self::{add as add_one, mul as mul_one, neg as neg_one, sub as sub_one};

    #[inline(always)]
    pub fn parts(a: Wide) -> [One; PARTS] {
        [a]
    }
    #[inline(always)]
    pub fn joined([a]: [One; PARTS]) -> Wide {
        a
    }

    #[inline(always)]
    pub const fn of(a: [f64; 4]) -> Wide {
        a
    }
    #[inline(always)]
    pub fn array(a: Wide) -> [f64; 4] {
        a
    }
    #[inline(always)]
    pub fn add(a: Wide, b: Wide) -> Wide {
        [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]]
    }
    #[inline(always)]
    pub fn sub(a: Wide, b: Wide) -> Wide {
        [a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3]]
    }
    #[inline(always)]
    pub fn mul(a: Wide, b: Wide) -> Wide {
        [a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]]
    }
    #[inline(always)]
    pub fn neg(a: Wide) -> Wide {
        [-a[0], -a[1], -a[2], -a[3]]
    }
    #[inline(always)]
    pub fn exchanged<const X: usize>(a: Wide) -> Wide {
        [a[X], a[1 ^ X], a[2 ^ X], a[3 ^ X]]
    }
}

/// Four numbers side by side.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(32))]
pub(crate) struct Lane(wide::Wide);

impl Lane {
    pub const ZERO: Lane = Lane::all(0.0);
    pub const ONE: Lane = Lane::all(1.0);

    #[inline(always)]
    pub const fn of(numbers: [f64; 4]) -> Lane {
        Lane(wide::of(numbers))
    }
    /// The same number four times.
    #[inline(always)]
    pub const fn all(number: f64) -> Lane {
        Lane::of([number; 4])
    }
    #[inline(always)]
    pub fn array(self) -> [f64; 4] {
        wide::array(self.0)
    }
    #[inline(always)]
    pub fn get(self, lane: usize) -> f64 {
        self.array()[lane]
    }
    #[inline(always)]
    pub fn set(&mut self, lane: usize, number: f64) {
        let mut all = self.array();
        all[lane] = number;
        *self = Lane::of(all);
    }
    /// The lanes exchanged with those whose number differs by the bits of X.
    #[inline(always)]
    pub fn exchanged<const X: usize>(self) -> Lane {
        Lane(wide::exchanged::<X>(self.0))
    }
}

/// As many numbers side by side as one instruction works on, a part of a `Lane`: where all lanes are treated alike,
/// loops go part by part, so that a processor's registers hold what they need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part(wide::One);

pub(crate) use wide::PARTS;

impl Lane {
    #[inline(always)]
    pub fn parts(self) -> [Part; PARTS] {
        wide::parts(self.0).map(Part)
    }
    #[inline(always)]
    pub fn joined(parts: [Part; PARTS]) -> Lane {
        Lane(wide::joined(parts.map(|part| part.0)))
    }
}

/// Numbers side by side that are computed with alike.
pub(crate) trait Vector: Copy {
    fn add(self, b: Self) -> Self;
    fn sub(self, b: Self) -> Self;
    fn mul(self, b: Self) -> Self;
    fn neg(self) -> Self;
    /// Every number times one.
    fn scaled(self, by: f64) -> Self;
}

impl Vector for Lane {
    #[inline(always)]
    fn add(self, b: Lane) -> Lane {
        Lane(wide::add(self.0, b.0))
    }
    #[inline(always)]
    fn sub(self, b: Lane) -> Lane {
        Lane(wide::sub(self.0, b.0))
    }
    #[inline(always)]
    fn mul(self, b: Lane) -> Lane {
        Lane(wide::mul(self.0, b.0))
    }
    #[inline(always)]
    fn neg(self) -> Lane {
        Lane(wide::neg(self.0))
    }
    #[inline(always)]
    fn scaled(self, by: f64) -> Lane {
        mul(self, Lane::all(by))
    }
}

/// One number: where all lanes are alike.
impl Vector for f64 {
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
    #[inline(always)]
    fn scaled(self, by: f64) -> f64 {
        self * by
    }
}

impl Vector for Part {
    #[inline(always)]
    fn add(self, b: Part) -> Part {
        Part(wide::add_one(self.0, b.0))
    }
    #[inline(always)]
    fn sub(self, b: Part) -> Part {
        Part(wide::sub_one(self.0, b.0))
    }
    #[inline(always)]
    fn mul(self, b: Part) -> Part {
        Part(wide::mul_one(self.0, b.0))
    }
    #[inline(always)]
    fn neg(self) -> Part {
        Part(wide::neg_one(self.0))
    }
    #[inline(always)]
    fn scaled(self, by: f64) -> Part {
        mul(self, Lane::all(by).parts()[0])
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
