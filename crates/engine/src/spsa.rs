//! Simultaneous perturbation: a gradient from two values however many parameters there are (Spall, IEEE
//! Transactions on Automatic Control 37, 332, 1992).

use crate::estimate::{Estimate, Running};

/// How big steps are as an optimization goes on: c_k for the perturbation, a_k for the parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gains {
    /// a of a_k = a/(A + k + 1)^α.
    pub a: f64,
    /// c of c_k = c/(k + 1)^γ.
    pub c: f64,
    /// A, about a tenth of the planned iterations.
    pub stability: f64,
    /// α.
    pub alpha: f64,
    /// γ.
    pub gamma: f64,
}

impl Gains {
    /// Spall's exponents α = 0.602 and γ = 0.101 with A a tenth of the planned iterations.
    pub fn standard(a: f64, c: f64, iterations: usize) -> Gains {
        Gains { a, c, stability: iterations as f64 / 10.0, alpha: 0.602, gamma: 0.101 }
    }
    /// a_k, the step of the parameters in iteration k from 0.
    pub fn rate(&self, k: usize) -> f64 {
        self.a / libm::pow(self.stability + k as f64 + 1.0, self.alpha)
    }
    /// c_k, the perturbation in iteration k from 0.
    pub fn perturbation(&self, k: usize) -> f64 {
        self.c / libm::pow(k as f64 + 1.0, self.gamma)
    }
}

/// The gradient of a function of the weights: the mean of (f(w + cΔ) − f(w − cΔ))/(2c) · Δ over so many
/// random Δ of ±1 (a draw below ½ is −1). Unbiased up to O(c²); the function may itself be noisy. The error
/// is that of the mean over the Δ, infinite for a single one.
pub fn spsa<E>(
    weights: &[f64],
    perturbation: f64,
    samples: usize,
    draws: &mut dyn FnMut() -> f64,
    value: &mut dyn FnMut(&[f64]) -> Result<f64, E>,
) -> Result<Vec<Estimate>, E> {
    let mut found = vec![Running::default(); weights.len()];
    let mut moved = weights.to_vec();
    for _ in 0..samples {
        let signs: Vec<f64> = weights.iter().map(|_| if draws() < 0.5 { -1.0 } else { 1.0 }).collect();
        let mut side = |c: f64| {
            moved.iter_mut().zip(weights).zip(&signs).for_each(|((m, w), s)| *m = w + c * s);
            value(&moved)
        };
        let slope = (side(perturbation)? - side(-perturbation)?) / (2.0 * perturbation);
        found.iter_mut().zip(&signs).for_each(|(mean, sign)| mean.add(slope * sign));
    }
    Ok(found.iter().map(Running::estimate).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gains_are_spalls() {
        let gains = Gains::standard(0.2, 0.1, 100);
        assert!((gains.rate(0) - 0.2 / libm::pow(11.0, 0.602)).abs() < 1e-15);
        assert!((gains.perturbation(0) - 0.1).abs() < 1e-15 && gains.perturbation(9) < 0.1);
    }

    #[test]
    fn one_weight_has_the_central_difference_whatever_the_draw() {
        for draw in [0.1, 0.9] {
            let mut square = |w: &[f64]| Ok::<f64, ()>(w[0] * w[0]);
            let found = spsa(&[3.0], 0.5, 1, &mut || draw, &mut square).expect("never fails");
            assert_eq!((found[0].value, found[0].error), (6.0, f64::INFINITY));
        }
    }
}
