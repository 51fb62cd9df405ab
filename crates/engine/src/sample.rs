//! Measurement outcomes from probabilities. Random numbers come from outside.

/// The outcome of each draw in [0, 1): the first index whose cumulative probability exceeds it.
pub fn sample(probabilities: &[f64], draws: &[f64]) -> Vec<usize> {
    let cumulative: Vec<f64> = probabilities
        .iter()
        .scan(0.0, |sum, p| {
            *sum += p;
            Some(*sum)
        })
        .collect();
    let total = cumulative.last().copied().unwrap_or(0.0);
    let last = probabilities.iter().rposition(|p| *p > 0.0).unwrap_or(0);
    draws.iter().map(|d| cumulative.partition_point(|c| *c <= d * total).min(last)).collect()
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn draws_fall_into_their_share_and_never_into_an_impossible_outcome() {
        assert_eq!(sample(&[0.5, 0.0, 0.5, 0.0], &[0.0, 0.49, 0.5, 0.999_999]), [0, 0, 2, 2]);
    }
}
