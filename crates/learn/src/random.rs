//! Random numbers that are part of the product: the same seed gives the same run in every browser, for ever.
//!
//! Xoshiro256++ 1.0 and SplitMix64 (Blackman and Vigna, prng.di.unimi.it), FNV-1a for names; frozen by tests
//! with published vectors. Not here: any source of entropy; seeds come from outside.

use std::f64::consts::PI;

/// A generator of random numbers: Xoshiro256++.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng {
    state: [u64; 4],
}

impl Rng {
    /// A generator whose state is filled by SplitMix64 from a seed.
    pub fn new(seed: u64) -> Rng {
        let mut mixer = seed;
        Rng { state: std::array::from_fn(|_| split_mix(&mut mixer)) }
    }
    /// The generator of one purpose: streams of other seeds, purposes and indices are unrelated to it.
    pub fn stream(seed: u64, purpose: &str, index: u64) -> Rng {
        let mut mixer = seed;
        mixer = split_mix(&mut mixer) ^ fnv(purpose);
        mixer = split_mix(&mut mixer) ^ index;
        Rng::new(split_mix(&mut mixer))
    }
    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.state;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }
    /// A number in [0, 1), a multiple of 2^−53.
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }
    /// A number in [low, high).
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }
    /// A standard normal number (Box and Muller, two uniforms each).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        radius * libm::cos(2.0 * PI * self.uniform())
    }
    /// A whole number below a bound; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }
    /// Puts the items into a random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// The next output of SplitMix64.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The 64-bit FNV-1a hash of a text.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn split_mix_gives_the_published_numbers() {
        let mut state = 1_234_567;
        let first: [u64; 5] = std::array::from_fn(|_| split_mix(&mut state));
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(first, published);
    }

    #[test]
    fn xoshiro_gives_the_published_numbers() {
        let mut rng = Rng { state: [1, 2, 3, 4] };
        let first: [u64; 8] = std::array::from_fn(|_| rng.bits());
        let published = [
            41_943_041,
            58_720_359,
            3_588_806_011_781_223,
            3_591_011_842_654_386,
            9_228_616_714_210_784_205,
            9_973_669_472_204_895_162,
            14_011_001_112_246_962_877,
            12_406_186_145_184_390_807,
        ];
        assert_eq!(first, published);
    }

    #[test]
    fn fnv_gives_the_published_numbers() {
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn streams_are_frozen_and_differ() {
        let first = |seed, purpose, index| Rng::stream(seed, purpose, index).bits();
        assert_eq!(first(0, "batch", 0), FROZEN);
        let all = [first(0, "batch", 0), first(1, "batch", 0), first(0, "query", 0), first(0, "batch", 1)];
        for i in 0..4 {
            assert!((0..i).all(|j| all[i] != all[j]));
        }
    }
    const FROZEN: u64 = 11_638_701_849_509_684_962;

    #[test]
    fn normal_numbers_have_mean_0_and_variance_1() {
        let mut rng = Rng::new(7);
        let draws: Vec<f64> = (0..20_000).map(|_| rng.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|x| x * x).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    }

    proptest! {
        #[test]
        fn shuffling_keeps_every_item(seed: u64, count in 0usize..50) {
            let mut items: Vec<usize> = (0..count).collect();
            Rng::new(seed).shuffle(&mut items);
            items.sort_unstable();
            prop_assert_eq!(items, (0..count).collect::<Vec<_>>());
        }
        #[test]
        fn numbers_stay_in_their_range(seed: u64, bound in 1usize..1000) {
            let mut rng = Rng::new(seed);
            prop_assert!(rng.below(bound) < bound);
            prop_assert!((0.0..1.0).contains(&rng.uniform()));
            prop_assert!(rng.normal().is_finite());
        }
    }
}
