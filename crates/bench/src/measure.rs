//! Timing as the peers' scripts do it: short calls grouped to samples of at least 2 ms; median and least.

use crate::Work;

/// Times of one call, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timing {
    /// The median sample.
    pub median_s: f64,
    /// The least sample.
    pub min_s: f64,
    /// The first call, apart.
    pub first_s: f64,
    /// How many samples.
    pub samples: usize,
    /// Calls a sample.
    pub group: usize,
}

/// Repeats work until a budget of milliseconds is spent, at least five times; `now` gives milliseconds.
pub fn measure(work: &mut dyn Work, budget_ms: f64, now: &mut dyn FnMut() -> f64) -> Timing {
    let mut time = |calls: usize, work: &mut dyn Work| {
        let start = now();
        (0..calls).for_each(|_| work.run());
        let end = now();
        (end, end - start)
    };
    let (_, first) = time(1, work);
    let (mut at, mut one) = time(1, work);
    if one < 0.2 {
        (at, one) = time(20, work);
        one /= 20.0;
    }
    let group = ((2.0 / one.max(1e-4)) as usize).max(1);
    let least = if one > 2000.0 { 2 } else { 5 };
    let end = at + budget_ms;
    let mut samples = Vec::new();
    while samples.len() < least || (at < end && samples.len() < 500) {
        let (now, spent) = time(group, work);
        at = now;
        samples.push(spent / group as f64 / 1000.0);
    }
    samples.sort_by(f64::total_cmp);
    let middle = samples.len() / 2;
    let median_s =
        if samples.len() % 2 == 1 { samples[middle] } else { (samples[middle - 1] + samples[middle]) / 2.0 };
    Timing { median_s, min_s: samples[0], first_s: first / 1000.0, samples: samples.len(), group }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing(usize);
    impl Work for Nothing {
        fn run(&mut self) {
            self.0 += 1;
        }
        fn values(&self) -> [f64; 2] {
            [0.0; 2]
        }
        fn decimals(&self) -> [u32; 2] {
            [0; 2]
        }
    }

    #[test]
    fn calls_are_grouped_to_two_milliseconds() {
        let (mut clock, mut work) = (0.0, Nothing(0));
        let timing = measure(&mut work, 50.0, &mut || {
            clock += 0.5;
            clock
        });
        assert_eq!((timing.group, timing.samples), (4, 50));
        assert!(timing.min_s <= timing.median_s && timing.first_s == 0.0005);
    }
}
