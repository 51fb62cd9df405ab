//! Classical self-attention of comparable size: one head, projections of a low rank r.
//!
//! Scores (Q y_s)·(K y_j)/√r, softmax over j, y_s + A Σ_j α_sj B y_j, then mean and head as in every model here.
//! Q, K, B are r × d and A is d × r: 4dr + d + 1 weights. This is our definition, made to be comparable with a
//! QSANN in size; the CSANN of arXiv:2205.05625 has full 16 × 16 matrices, 3·16² + 16 + 1 = 785 weights.

use crate::gaussian::dot;
use crate::{Attention, Mixing, Reader, Regularisation, Tokens, Vocabulary};
use engine::Rows;
use learn::{Group, GroupKind, Start};
use std::ops::Range;

/// Classical self-attention.
pub type SelfAttention = Reader<DotProduct>;

/// A layer of dot-product attention.
pub struct DotProduct {
    width: usize,
    rank: usize,
    /// For each position Q y, K y and B y: 3r numbers.
    projected: Rows,
    /// For each position Σ_j α_sj B y_j.
    mixed: Rows,
    /// The y it was given.
    inputs: Rows,
    /// The attention matrices of the sentences, one after another.
    alpha: Vec<f64>,
}

impl SelfAttention {
    /// The model with word vectors of width d and projections of rank r (0 counts as 1 for both).
    pub fn new(
        width: usize,
        rank: usize,
        vocabulary: Vocabulary,
        regularisation: Regularisation,
    ) -> SelfAttention {
        let (width, rank) = (width.max(1), rank.max(1));
        let mixing = DotProduct {
            width,
            rank,
            projected: Rows::of(3 * rank, 0),
            mixed: Rows::of(rank, 0),
            inputs: Rows::of(width, 0),
            alpha: Vec::new(),
        };
        Reader::with(mixing, width, vocabulary, regularisation)
    }
    /// The rank r ≥ 1 for which 4dr + d + 1 is nearest to a number of weights (the smaller of two equally near).
    pub fn nearest_rank(width: usize, weights: usize) -> usize {
        let step = 4 * width.max(1);
        let rest = weights.saturating_sub(width + 1);
        let low = (rest / step).max(1);
        if rest > step * low && step * (low + 1) - rest < rest - step * low { low + 1 } else { low }
    }
    /// The rank of its projections.
    pub fn rank(&self) -> usize {
        self.mixing().rank
    }
    /// Who looks at whom in a sentence.
    pub fn attention(&mut self, weights: &[f64], sentence: &[usize]) -> Result<Attention, String> {
        if sentence.is_empty() {
            return Err("The sentence is empty.".into());
        }
        self.mix(weights, &[sentence.to_vec()])?;
        let matrix = self.mixing().alpha.chunks(sentence.len()).map(<[f64]>::to_vec).collect();
        Ok(Attention { matrix, query: Vec::new(), key: Vec::new() })
    }
}

impl Mixing for DotProduct {
    fn groups(&self) -> Vec<Group> {
        let (d, r) = (self.width, self.rank);
        let of = |name: &str, fan_in: usize| {
            Group::new(name, d * r, Start::Normal(1.0 / (fan_in as f64).sqrt()), GroupKind::Dense)
        };
        vec![of("attend.query", d), of("attend.key", d), of("attend.value", d), of("attend.out", r)]
    }
    fn forward(&mut self, weights: &[f64], tokens: &Tokens, y: &mut Rows) -> Result<(), String> {
        let (d, r) = (self.width, self.rank);
        self.inputs.data.clone_from(&y.data);
        self.projected.data.clear();
        for position in 0..tokens.len() {
            let row = y.row(position);
            self.projected.data.extend((0..3 * r).map(|i| dot(&weights[i * d..(i + 1) * d], row)));
        }
        self.mixed = Rows::of(r, tokens.len());
        self.alpha.clear();
        for positions in tokens.sentences() {
            self.attend(positions);
        }
        let out = &weights[3 * d * r..];
        for position in 0..tokens.len() {
            let mixed = self.mixed.row(position);
            let y = y.row_mut(position);
            y.iter_mut().enumerate().for_each(|(i, y)| *y += dot(&out[i * r..(i + 1) * r], mixed));
        }
        Ok(())
    }
    fn backward(&mut self, weights: &[f64], tokens: &Tokens, dy: &mut Rows, gradient: &mut [f64]) {
        let (d, r) = (self.width, self.rank);
        let mut by_mixed = Rows::of(r, tokens.len());
        let out = 3 * d * r;
        for position in 0..tokens.len() {
            let (mixed, by_mixed) = (self.mixed.row(position), by_mixed.row_mut(position));
            for (i, g) in dy.row(position).iter().enumerate() {
                for c in 0..r {
                    by_mixed[c] += weights[out + i * r + c] * g;
                    gradient[out + i * r + c] += mixed[c] * g;
                }
            }
        }
        let by_projected = self.pull_attention(tokens, &by_mixed);
        for position in 0..tokens.len() {
            let (input, dy) = (self.inputs.row(position), dy.row_mut(position));
            for (i, g) in by_projected.row(position).iter().enumerate() {
                for c in 0..d {
                    dy[c] += weights[i * d + c] * g;
                    gradient[i * d + c] += input[c] * g;
                }
            }
        }
    }
}

impl DotProduct {
    fn part(&self, position: usize, which: usize) -> &[f64] {
        &self.projected.row(position)[which * self.rank..(which + 1) * self.rank]
    }
    fn attend(&mut self, positions: Range<usize>) {
        let scale = 1.0 / (self.rank as f64).sqrt();
        for s in positions.clone() {
            let at = self.alpha.len();
            let scores: Vec<f64> =
                positions.clone().map(|j| scale * dot(self.part(s, 0), self.part(j, 1))).collect();
            let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            self.alpha.extend(scores.iter().map(|x| libm::exp(x - top)));
            let sum = self.alpha[at..].iter().fold(0.0, |sum, a| sum + a);
            self.alpha[at..].iter_mut().for_each(|a| *a /= sum);
            for (k, j) in positions.clone().enumerate() {
                for c in 0..self.rank {
                    let value = self.part(j, 2)[c];
                    self.mixed.row_mut(s)[c] += self.alpha[at + k] * value;
                }
            }
        }
    }
    /// From the gradient by Σ_j α_sj B y_j to that by Q y, K y and B y.
    fn pull_attention(&self, tokens: &Tokens, by_mixed: &Rows) -> Rows {
        let r = self.rank;
        let scale = 1.0 / (r as f64).sqrt();
        let mut by = Rows::of(3 * r, tokens.len());
        let mut at = 0;
        for positions in tokens.sentences() {
            for s in positions.clone() {
                let row = &self.alpha[at..at + positions.len()];
                at += positions.len();
                let slopes: Vec<f64> =
                    positions.clone().map(|j| dot(by_mixed.row(s), self.part(j, 2))).collect();
                let mean = dot(row, &slopes);
                for (k, j) in positions.clone().enumerate() {
                    let by_score = scale * row[k] * (slopes[k] - mean);
                    for c in 0..r {
                        by.row_mut(s)[c] += by_score * self.part(j, 1)[c];
                        by.row_mut(j)[r + c] += by_score * self.part(s, 0)[c];
                        by.row_mut(j)[2 * r + c] += row[k] * by_mixed.row(s)[c];
                    }
                }
            }
        }
        by
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BagOfWords, testing};
    use learn::Model;

    #[test]
    fn gradients_are_central_differences() {
        for regularisation in [Regularisation::default(), Regularisation { lambda: 0.3, gamma: 0.2 }] {
            let words = testing::vocabulary(5);
            let bag = BagOfWords::new(3, words.clone(), regularisation);
            assert!(testing::disagreement(bag) < 1e-9);
            for rank in [1, 2] {
                let model = SelfAttention::new(3, rank, words.clone(), regularisation);
                assert!(testing::disagreement(model) < 1e-9);
            }
        }
    }

    #[test]
    fn counts_are_as_defined_and_the_rank_is_the_nearest() {
        let model = SelfAttention::new(6, 1, testing::vocabulary(17), Regularisation::default());
        assert_eq!((model.own_weights(), model.parameters().len()), (31, 31 + 102));
        let bag = BagOfWords::new(6, testing::vocabulary(17), Regularisation::default());
        assert_eq!((bag.own_weights(), bag.parameters().len()), (7, 7 + 102));
        for (d, target) in [(6usize, 25usize), (24, 109), (12, 49), (12, 61), (2, 100), (3, 1)] {
            let count = |r: usize| (4 * d * r + d + 1).abs_diff(target);
            let best = (1..60).map(count).min().expect("some");
            assert_eq!(count(SelfAttention::nearest_rank(d, target)), best, "{d} {target}");
        }
    }

    #[test]
    fn rows_of_attention_sum_to_1() {
        let mut model = SelfAttention::new(4, 2, testing::vocabulary(5), Regularisation::default());
        let weights = testing::weights(&model);
        let attention = model.attention(&weights, &[0, 3, 3, 1]).expect("small");
        assert_eq!(attention.matrix.len(), 4);
        assert!(attention.matrix.iter().all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-12));
        assert!(model.attention(&weights, &[]).is_err());
    }
}
