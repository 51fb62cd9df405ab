//! The logistic end of two-class models: sigmoid and cross-entropy.

/// 1 / (1 + exp(−z)).
pub fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-z))
}

/// Cross-entropy of a logit against a target 0 or 1, in nats: ln(1 + exp(z)) − t z, safe for any finite z.
pub fn cross_entropy(logit: f64, target: f64) -> f64 {
    logit.max(0.0) + libm::log1p(libm::exp(-logit.abs())) - target * logit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cross_entropy_is_the_negative_logarithm_of_the_chance_of_the_truth() {
        for z in [-3.0, -0.1, 0.0, 2.5] {
            assert!((cross_entropy(z, 1.0) + libm::log(sigmoid(z))).abs() < 1e-14);
            assert!((cross_entropy(z, 0.0) + libm::log(1.0 - sigmoid(z))).abs() < 1e-14);
        }
        assert_eq!(cross_entropy(1000.0, 1.0), 0.0);
        assert_eq!(cross_entropy(-1000.0, 1.0), 1000.0);
    }
}
