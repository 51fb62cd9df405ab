//! What four numbers side by side are: vectors of 128 bits in wasm (two of f64, one of f32), so that nothing depends on
//! what a compiler makes of loops; elsewhere arrays, which compilers turn into vectors well.

use std::fmt::Debug;

/// A number that amplitudes can be made of, and what four of it are.
pub trait Number: Copy + Debug + Default + PartialEq + 'static {
    /// Four numbers.
    type Wide: Copy + Debug;
    /// What one instruction works on.
    type One: Copy + Debug;
    /// Aligned as four numbers are large, and as eight.
    type LaneLine: Copy + Debug;
    type CellLine: Copy + Debug;
    /// How many `One` a `Wide` is.
    const PARTS: usize;
    const ZEROS: Self::Wide;
    const ONES: Self::Wide;

    /// The nearest number.
    fn rounded(exact: f64) -> Self;
    /// The same number.
    fn exact(self) -> f64;
    fn rounded_all(exact: <f64 as Number>::Wide) -> Self::Wide;
    fn wide(numbers: [Self; 4]) -> Self::Wide;
    fn array(a: Self::Wide) -> [Self; 4];
    fn part(a: Self::Wide, k: usize) -> Self::One;
    fn with_part(a: Self::Wide, k: usize, one: Self::One) -> Self::Wide;
    fn add(a: Self::Wide, b: Self::Wide) -> Self::Wide;
    fn sub(a: Self::Wide, b: Self::Wide) -> Self::Wide;
    fn mul(a: Self::Wide, b: Self::Wide) -> Self::Wide;
    fn neg(a: Self::Wide) -> Self::Wide;
    fn add_one(a: Self::One, b: Self::One) -> Self::One;
    fn sub_one(a: Self::One, b: Self::One) -> Self::One;
    fn mul_one(a: Self::One, b: Self::One) -> Self::One;
    fn neg_one(a: Self::One) -> Self::One;
    /// The numbers exchanged with those whose place differs by the bits of X.
    fn exchanged<const X: usize>(a: Self::Wide) -> Self::Wide;
}

/// Nothing, aligned to 16, 32 and 64 bytes.
#[derive(Clone, Copy, Debug)]
#[repr(align(16))]
pub struct Line16;
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub struct Line32;
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Line64;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vectors {
    use super::{Line16, Line32, Line64, Number};
    use core::arch::wasm32::{
        f32x4, f32x4_add, f32x4_demote_f64x2_zero, f32x4_extract_lane, f32x4_mul, f32x4_neg, f32x4_sub,
        f64x2, f64x2_add, f64x2_extract_lane, f64x2_mul, f64x2_neg, f64x2_sub, i32x4_shuffle, i64x2_shuffle,
        v128,
    };

    impl Number for f64 {
        type Wide = [v128; 2];
        type One = v128;
        type LaneLine = Line32;
        type CellLine = Line64;
        const PARTS: usize = 2;
        const ZEROS: [v128; 2] = [f64x2(0.0, 0.0); 2];
        const ONES: [v128; 2] = [f64x2(1.0, 1.0); 2];

        #[inline(always)]
        fn rounded(exact: f64) -> f64 {
            exact
        }
        #[inline(always)]
        fn exact(self) -> f64 {
            self
        }
        #[inline(always)]
        fn rounded_all(exact: [v128; 2]) -> [v128; 2] {
            exact
        }
        #[inline(always)]
        fn wide([a, b, c, d]: [f64; 4]) -> [v128; 2] {
            [f64x2(a, b), f64x2(c, d)]
        }
        #[inline(always)]
        fn array([a, b]: [v128; 2]) -> [f64; 4] {
            [
                f64x2_extract_lane::<0>(a),
                f64x2_extract_lane::<1>(a),
                f64x2_extract_lane::<0>(b),
                f64x2_extract_lane::<1>(b),
            ]
        }
        #[inline(always)]
        fn part(a: [v128; 2], k: usize) -> v128 {
            a[k]
        }
        #[inline(always)]
        fn with_part(mut a: [v128; 2], k: usize, one: v128) -> [v128; 2] {
            a[k] = one;
            a
        }
        #[inline(always)]
        fn add(a: [v128; 2], b: [v128; 2]) -> [v128; 2] {
            [f64x2_add(a[0], b[0]), f64x2_add(a[1], b[1])]
        }
        #[inline(always)]
        fn sub(a: [v128; 2], b: [v128; 2]) -> [v128; 2] {
            [f64x2_sub(a[0], b[0]), f64x2_sub(a[1], b[1])]
        }
        #[inline(always)]
        fn mul(a: [v128; 2], b: [v128; 2]) -> [v128; 2] {
            [f64x2_mul(a[0], b[0]), f64x2_mul(a[1], b[1])]
        }
        #[inline(always)]
        fn neg(a: [v128; 2]) -> [v128; 2] {
            [f64x2_neg(a[0]), f64x2_neg(a[1])]
        }
        #[inline(always)]
        fn add_one(a: v128, b: v128) -> v128 {
            f64x2_add(a, b)
        }
        #[inline(always)]
        fn sub_one(a: v128, b: v128) -> v128 {
            f64x2_sub(a, b)
        }
        #[inline(always)]
        fn mul_one(a: v128, b: v128) -> v128 {
            f64x2_mul(a, b)
        }
        #[inline(always)]
        fn neg_one(a: v128) -> v128 {
            f64x2_neg(a)
        }
        #[inline(always)]
        fn exchanged<const X: usize>(a: [v128; 2]) -> [v128; 2] {
            let [low, high] = if X & 2 == 2 { [a[1], a[0]] } else { a };
            if X & 1 == 1 {
                [i64x2_shuffle::<1, 0>(low, low), i64x2_shuffle::<1, 0>(high, high)]
            } else {
                [low, high]
            }
        }
    }

    impl Number for f32 {
        type Wide = v128;
        type One = v128;
        type LaneLine = Line16;
        type CellLine = Line32;
        const PARTS: usize = 1;
        const ZEROS: v128 = f32x4(0.0, 0.0, 0.0, 0.0);
        const ONES: v128 = f32x4(1.0, 1.0, 1.0, 1.0);

        #[inline(always)]
        fn rounded(exact: f64) -> f32 {
            exact as f32
        }
        #[inline(always)]
        fn exact(self) -> f64 {
            f64::from(self)
        }
        #[inline(always)]
        fn rounded_all([low, high]: [v128; 2]) -> v128 {
            i32x4_shuffle::<0, 1, 4, 5>(f32x4_demote_f64x2_zero(low), f32x4_demote_f64x2_zero(high))
        }
        #[inline(always)]
        fn wide([a, b, c, d]: [f32; 4]) -> v128 {
            f32x4(a, b, c, d)
        }
        #[inline(always)]
        fn array(a: v128) -> [f32; 4] {
            [
                f32x4_extract_lane::<0>(a),
                f32x4_extract_lane::<1>(a),
                f32x4_extract_lane::<2>(a),
                f32x4_extract_lane::<3>(a),
            ]
        }
        #[inline(always)]
        fn part(a: v128, _: usize) -> v128 {
            a
        }
        #[inline(always)]
        fn with_part(_: v128, _: usize, one: v128) -> v128 {
            one
        }
        #[inline(always)]
        fn add(a: v128, b: v128) -> v128 {
            f32x4_add(a, b)
        }
        #[inline(always)]
        fn sub(a: v128, b: v128) -> v128 {
            f32x4_sub(a, b)
        }
        #[inline(always)]
        fn mul(a: v128, b: v128) -> v128 {
            f32x4_mul(a, b)
        }
        #[inline(always)]
        fn neg(a: v128) -> v128 {
            f32x4_neg(a)
        }
        #[inline(always)]
        fn add_one(a: v128, b: v128) -> v128 {
            f32x4_add(a, b)
        }
        #[inline(always)]
        fn sub_one(a: v128, b: v128) -> v128 {
            f32x4_sub(a, b)
        }
        #[inline(always)]
        fn mul_one(a: v128, b: v128) -> v128 {
            f32x4_mul(a, b)
        }
        #[inline(always)]
        fn neg_one(a: v128) -> v128 {
            f32x4_neg(a)
        }
        #[inline(always)]
        fn exchanged<const X: usize>(a: v128) -> v128 {
            match X {
                0 => a,
                1 => i32x4_shuffle::<1, 0, 3, 2>(a, a),
                2 => i32x4_shuffle::<2, 3, 0, 1>(a, a),
                _ => i32x4_shuffle::<3, 2, 1, 0>(a, a),
            }
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod arrays {
    use super::{Line16, Line32, Line64, Number};

    // A compiler knows best how much to do at a time: one part is all four.
    macro_rules! arrays {
        ($number:ty, $lane:ty, $cell:ty) => {
            impl Number for $number {
                type Wide = [$number; 4];
                type One = [$number; 4];
                type LaneLine = $lane;
                type CellLine = $cell;
                const PARTS: usize = 1;
                const ZEROS: [$number; 4] = [0.0; 4];
                const ONES: [$number; 4] = [1.0; 4];

                #[inline(always)]
                fn rounded(exact: f64) -> $number {
                    exact as $number
                }
                #[inline(always)]
                fn exact(self) -> f64 {
                    self as f64
                }
                #[inline(always)]
                fn rounded_all(exact: [f64; 4]) -> [$number; 4] {
                    exact.map(|number| number as $number)
                }
                #[inline(always)]
                fn wide(numbers: [$number; 4]) -> [$number; 4] {
                    numbers
                }
                #[inline(always)]
                fn array(a: [$number; 4]) -> [$number; 4] {
                    a
                }
                #[inline(always)]
                fn part(a: [$number; 4], _: usize) -> [$number; 4] {
                    a
                }
                #[inline(always)]
                fn with_part(_: [$number; 4], _: usize, one: [$number; 4]) -> [$number; 4] {
                    one
                }
                #[inline(always)]
                fn add(a: [$number; 4], b: [$number; 4]) -> [$number; 4] {
                    [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]]
                }
                #[inline(always)]
                fn sub(a: [$number; 4], b: [$number; 4]) -> [$number; 4] {
                    [a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3]]
                }
                #[inline(always)]
                fn mul(a: [$number; 4], b: [$number; 4]) -> [$number; 4] {
                    [a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]]
                }
                #[inline(always)]
                fn neg(a: [$number; 4]) -> [$number; 4] {
                    [-a[0], -a[1], -a[2], -a[3]]
                }
                #[inline(always)]
                fn add_one(a: [$number; 4], b: [$number; 4]) -> [$number; 4] {
                    Self::add(a, b)
                }
                #[inline(always)]
                fn sub_one(a: [$number; 4], b: [$number; 4]) -> [$number; 4] {
                    Self::sub(a, b)
                }
                #[inline(always)]
                fn mul_one(a: [$number; 4], b: [$number; 4]) -> [$number; 4] {
                    Self::mul(a, b)
                }
                #[inline(always)]
                fn neg_one(a: [$number; 4]) -> [$number; 4] {
                    Self::neg(a)
                }
                #[inline(always)]
                fn exchanged<const X: usize>(a: [$number; 4]) -> [$number; 4] {
                    [a[X], a[1 ^ X], a[2 ^ X], a[3 ^ X]]
                }
            }
        };
    }

    arrays!(f64, Line32, Line64);
    arrays!(f32, Line16, Line32);
}
