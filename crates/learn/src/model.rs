//! What can be trained: a two-class model of flat weights that gives its loss and its gradient.

use crate::Parameters;

/// What one look at examples gave.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Pass {
    /// The full loss, regularisation included.
    pub loss: f64,
    /// The probability of class 1 for each example, in order.
    pub predictions: Vec<f64>,
}

/// A two-class model. Errors are sentences for the person who chose the model (it needs too much memory).
pub trait Model {
    /// One example.
    type Input: Clone;
    /// What the flat weights mean.
    fn parameters(&self) -> &Parameters;
    /// The probability of class 1 for each example.
    fn predict(&mut self, weights: &[f64], inputs: &[Self::Input]) -> Result<Vec<f64>, String>;
    /// The loss against targets 0 or 1, with no gradient.
    fn loss(&mut self, weights: &[f64], inputs: &[Self::Input], targets: &[f64]) -> Result<Pass, String>;
    /// The loss, and its gradient written into `gradient` (resized to the weights' length).
    fn gradient(
        &mut self,
        weights: &[f64],
        inputs: &[Self::Input],
        targets: &[f64],
        gradient: &mut Vec<f64>,
    ) -> Result<Pass, String>;
}

/// The share of predictions on their target's side of 1/2; 0 where there are none.
pub fn accuracy(predictions: &[f64], targets: &[f64]) -> f64 {
    let right = predictions.iter().zip(targets).filter(|(p, t)| (**p > 0.5) == (**t > 0.5)).count();
    right as f64 / predictions.len().max(1) as f64
}
