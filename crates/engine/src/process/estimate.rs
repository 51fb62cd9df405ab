//! Means of finitely many shots and how far they may be off.

use std::fmt;

/// A mean over independent shots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Its standard error: the shots' standard deviation over √shots; infinite for a single shot.
    pub error: f64,
    /// How many shots.
    pub shots: usize,
}

/// The two-sided 95 % quantile of the normal distribution.
const NORMAL_95: f64 = 1.959_963_984_540_054;

impl Estimate {
    /// Of the values of shots, by Welford's running mean and squares.
    pub fn of(values: impl Iterator<Item = f64>) -> Estimate {
        let (mut shots, mut mean, mut squares) = (0usize, 0.0, 0.0);
        for value in values {
            shots += 1;
            let off = value - mean;
            mean += off / shots as f64;
            squares += off * (value - mean);
        }
        let error = match shots {
            0 | 1 => f64::INFINITY,
            _ => (squares / (shots as f64 - 1.0) / shots as f64).sqrt(),
        };
        Estimate { mean, error, shots }
    }
    /// The interval that holds the exact value in 95 of 100 such estimates (normal approximation).
    pub fn interval(&self) -> (f64, f64) {
        (self.mean - NORMAL_95 * self.error, self.mean + NORMAL_95 * self.error)
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.interval();
        let Estimate { mean, error, shots } = self;
        write!(f, "{mean:.6} ± {error:.6} ({shots} shots; 95 %: {low:.6} to {high:.6})")
    }
}
