//! The end every model shares: mean pooling, the logistic head, and the loss of arXiv:2205.05625.
//!
//! Loss = 1/(2N) Σ (ŷ − y)² + λ/(2d) |w|² + γ/(2d) · mean over sentences of Σ_s |y_s⁽⁰⁾|².

use crate::Tokens;
use engine::Rows;
use learn::sigmoid;

/// The mean of each sentence's rows; an empty sentence has the mean 0.
pub fn means(tokens: &Tokens, rows: &Rows) -> Rows {
    let mut pooled = Rows::of(rows.width, tokens.starts.len() - 1);
    for (i, positions) in tokens.sentences().enumerate() {
        let share = 1.0 / positions.len().max(1) as f64;
        let mean = pooled.row_mut(i);
        for s in positions {
            mean.iter_mut().zip(rows.row(s)).for_each(|(m, y)| *m += y);
        }
        mean.iter_mut().for_each(|m| *m *= share);
    }
    pooled
}

/// ŷ = σ(w·ȳ + b) of each pooled row; `head` is w, then b.
pub fn predictions(pooled: &Rows, head: &[f64]) -> Vec<f64> {
    let d = pooled.width;
    let of = |i: usize| {
        let dot = pooled.row(i).iter().zip(head).fold(0.0, |sum, (y, w)| sum + y * w);
        sigmoid(dot + head[d])
    };
    (0..pooled.data.len() / d).map(of).collect()
}

/// 1/(2N) Σ (ŷ − y)².
pub fn half_square_error(predictions: &[f64], targets: &[f64]) -> f64 {
    let sum = predictions.iter().zip(targets).fold(0.0, |sum, (p, t)| sum + (p - t) * (p - t));
    sum / (2 * predictions.len().max(1)) as f64
}

/// Pulls the square error back: adds to the head's gradient and gives the gradient of every position's row.
pub fn pullback(
    tokens: &Tokens,
    pooled: &Rows,
    head: &[f64],
    predictions: &[f64],
    targets: &[f64],
    gradient: &mut [f64],
) -> Rows {
    let d = pooled.width;
    let mut rows = Rows::of(d, tokens.len());
    for (i, positions) in tokens.sentences().enumerate() {
        let (p, t) = (predictions[i], targets[i]);
        let slope = (p - t) * p * (1.0 - p) / predictions.len() as f64;
        gradient[..d].iter_mut().zip(pooled.row(i)).for_each(|(g, y)| *g += slope * y);
        gradient[d] += slope;
        let share = slope / positions.len().max(1) as f64;
        for s in positions {
            rows.row_mut(s).iter_mut().zip(head).for_each(|(g, w)| *g = share * w);
        }
    }
    rows
}
