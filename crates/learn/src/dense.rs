//! Classical models of points in the plane, trained beside the quantum classifier: a line and a small network.
//!
//! Both give the probability of class 1 and minimise the mean cross-entropy; gradients are written by hand.

use crate::{Group, GroupKind, Model, Parameters, Pass, Start, cross_entropy, sigmoid};

/// Logistic regression: σ(w·x + b), 3 parameters.
#[derive(Clone, Debug)]
pub struct LogisticRegression {
    parameters: Parameters,
}

impl LogisticRegression {
    /// The model.
    pub fn new() -> LogisticRegression {
        let groups = vec![
            Group::new("head.w", 2, Start::Normal(0.01), GroupKind::Head),
            Group::new("head.b", 1, Start::Zero, GroupKind::Head),
        ];
        LogisticRegression { parameters: Parameters { groups } }
    }
}

impl Default for LogisticRegression {
    fn default() -> LogisticRegression {
        LogisticRegression::new()
    }
}

fn line(weights: &[f64], x: &[f64; 2]) -> f64 {
    weights[0] * x[0] + weights[1] * x[1] + weights[2]
}

/// Mean cross-entropy and predictions of logits.
fn judge(logits: impl Iterator<Item = f64>, targets: &[f64]) -> Pass {
    let mut pass = Pass::default();
    for (logit, target) in logits.zip(targets) {
        pass.loss += cross_entropy(logit, *target);
        pass.predictions.push(sigmoid(logit));
    }
    pass.loss /= targets.len().max(1) as f64;
    pass
}

impl Model for LogisticRegression {
    type Input = [f64; 2];
    fn parameters(&self) -> &Parameters {
        &self.parameters
    }
    fn predict(&mut self, weights: &[f64], inputs: &[[f64; 2]]) -> Result<Vec<f64>, String> {
        Ok(inputs.iter().map(|x| sigmoid(line(weights, x))).collect())
    }
    fn loss(&mut self, weights: &[f64], inputs: &[[f64; 2]], targets: &[f64]) -> Result<Pass, String> {
        Ok(judge(inputs.iter().map(|x| line(weights, x)), targets))
    }
    fn gradient(
        &mut self,
        weights: &[f64],
        inputs: &[[f64; 2]],
        targets: &[f64],
        gradient: &mut Vec<f64>,
    ) -> Result<Pass, String> {
        let pass = self.loss(weights, inputs, targets)?;
        gradient.clear();
        gradient.resize(3, 0.0);
        for ((x, target), p) in inputs.iter().zip(targets).zip(&pass.predictions) {
            let slope = (p - target) / inputs.len() as f64;
            gradient[0] += slope * x[0];
            gradient[1] += slope * x[1];
            gradient[2] += slope;
        }
        Ok(pass)
    }
}

/// A network with one hidden layer: σ(w·tanh(V x + c) + b), 4h + 1 parameters for h hidden units.
#[derive(Clone, Debug)]
pub struct Mlp {
    hidden: usize,
    parameters: Parameters,
}

impl Mlp {
    /// A network of so many hidden units, at least one.
    pub fn new(hidden: usize) -> Mlp {
        let hidden = hidden.max(1);
        let groups = vec![
            Group::new("hidden.w", 2 * hidden, Start::Normal(1.0), GroupKind::Dense),
            Group::new("hidden.b", hidden, Start::Zero, GroupKind::Dense),
            Group::new("head.w", hidden, Start::Normal(1.0 / (hidden as f64).sqrt()), GroupKind::Head),
            Group::new("head.b", 1, Start::Zero, GroupKind::Head),
        ];
        Mlp { hidden, parameters: Parameters { groups } }
    }
    /// The network whose number of parameters is nearest to this one.
    pub fn nearest(parameters: usize) -> Mlp {
        Mlp::new((parameters.saturating_sub(1) + 2) / 4)
    }
    /// How many hidden units.
    pub fn hidden(&self) -> usize {
        self.hidden
    }
    fn logit(&self, weights: &[f64], x: &[f64; 2], units: &mut [f64]) -> f64 {
        let h = self.hidden;
        let mut logit = weights[4 * h];
        for (i, unit) in units.iter_mut().enumerate() {
            *unit = libm::tanh(weights[2 * i] * x[0] + weights[2 * i + 1] * x[1] + weights[2 * h + i]);
            logit += weights[3 * h + i] * *unit;
        }
        logit
    }
}

impl Model for Mlp {
    type Input = [f64; 2];
    fn parameters(&self) -> &Parameters {
        &self.parameters
    }
    fn predict(&mut self, weights: &[f64], inputs: &[[f64; 2]]) -> Result<Vec<f64>, String> {
        let mut units = vec![0.0; self.hidden];
        Ok(inputs.iter().map(|x| sigmoid(self.logit(weights, x, &mut units))).collect())
    }
    fn loss(&mut self, weights: &[f64], inputs: &[[f64; 2]], targets: &[f64]) -> Result<Pass, String> {
        let mut units = vec![0.0; self.hidden];
        Ok(judge(inputs.iter().map(|x| self.logit(weights, x, &mut units)), targets))
    }
    fn gradient(
        &mut self,
        weights: &[f64],
        inputs: &[[f64; 2]],
        targets: &[f64],
        gradient: &mut Vec<f64>,
    ) -> Result<Pass, String> {
        let h = self.hidden;
        gradient.clear();
        gradient.resize(4 * h + 1, 0.0);
        let mut units = vec![0.0; h];
        let mut pass = Pass::default();
        for (x, target) in inputs.iter().zip(targets) {
            let logit = self.logit(weights, x, &mut units);
            pass.loss += cross_entropy(logit, *target) / inputs.len() as f64;
            pass.predictions.push(sigmoid(logit));
            let slope = (sigmoid(logit) - target) / inputs.len() as f64;
            gradient[4 * h] += slope;
            for (i, unit) in units.iter().enumerate() {
                gradient[3 * h + i] += slope * unit;
                let inner = slope * weights[3 * h + i] * (1.0 - unit * unit);
                gradient[2 * h + i] += inner;
                gradient[2 * i] += inner * x[0];
                gradient[2 * i + 1] += inner * x[1];
            }
        }
        Ok(pass)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::disagreement;

    #[test]
    fn gradients_are_central_differences() {
        assert!(disagreement(LogisticRegression::new()) < 1e-9);
        assert!(disagreement(Mlp::new(3)) < 1e-9);
    }

    #[test]
    fn the_nearest_network_is_nearest() {
        for target in 1..100usize {
            let chosen = Mlp::nearest(target).parameters().len();
            let best = (1..40).map(|h| (4 * h + 1usize).abs_diff(target)).min().expect("some");
            assert_eq!(chosen.abs_diff(target), best, "{target}");
        }
    }
}
