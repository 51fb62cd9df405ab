//! Gaussian-projected attention of one sentence: α_sj = exp(−(q_s − k_j)²) / Σ_m exp(−(q_s − k_m)²).
//!
//! From arXiv:2205.05625. A table row is one word's outputs: q, k, then its value o of width d.

use engine::Rows;
use std::ops::Range;

/// One row of attention: how word s looks at every word.
pub fn weights(query: f64, keys: impl Iterator<Item = f64>, row: &mut [f64]) {
    let mut sum = 0.0;
    for (a, key) in row.iter_mut().zip(keys) {
        *a = libm::exp(-(query - key) * (query - key));
        sum += *a;
    }
    row.iter_mut().for_each(|a| *a /= sum);
}

/// Attends within one sentence: fills `alpha` (S × S, row by row) and adds Σ_j α_sj o_j to each row of `y`.
///
/// `positions` are the sentence's rows in `y`; `slots` says which row of `outputs` belongs to each of them.
pub fn attend(positions: Range<usize>, slots: &[usize], outputs: &Rows, alpha: &mut [f64], y: &mut Rows) {
    let count = positions.len();
    for (s, position) in positions.enumerate() {
        let row = &mut alpha[s * count..(s + 1) * count];
        weights(outputs.row(slots[s])[0], slots.iter().map(|&j| outputs.row(j)[1]), row);
        let y = y.row_mut(position);
        for (a, &j) in row.iter().zip(slots) {
            y.iter_mut().zip(&outputs.row(j)[2..]).for_each(|(y, o)| *y += a * o);
        }
    }
}

/// Pulls the gradient `dy` of a sentence's rows back to its outputs, adding to `cotangent` (shaped like them).
pub fn pullback(
    positions: Range<usize>,
    slots: &[usize],
    outputs: &Rows,
    alpha: &[f64],
    dy: &Rows,
    slopes: &mut Vec<f64>,
    cotangent: &mut Rows,
) {
    let count = positions.len();
    for (s, position) in positions.enumerate() {
        let (row, dy) = (&alpha[s * count..(s + 1) * count], dy.row(position));
        slopes.clear();
        slopes.extend(slots.iter().map(|&j| dot(dy, &outputs.row(j)[2..])));
        let mean = dot(row, slopes);
        let query = outputs.row(slots[s])[0];
        for (j, &slot) in slots.iter().enumerate() {
            let distance = query - outputs.row(slot)[1];
            let by_distance = -2.0 * distance * row[j] * (slopes[j] - mean);
            let c = cotangent.row_mut(slot);
            c[1] -= by_distance;
            c[2..].iter_mut().zip(dy).for_each(|(c, g)| *c += row[j] * g);
            cotangent.row_mut(slots[s])[0] += by_distance;
        }
    }
}

/// Σ a_i b_i.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_of_attention_sum_to_1(query in -1.0f64..1.0, keys in prop::collection::vec(-1.0f64..1.0, 1..17)) {
            let mut row = vec![0.0; keys.len()];
            weights(query, keys.iter().copied(), &mut row);
            prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(row.iter().all(|a| *a > 0.0));
        }
    }
}
