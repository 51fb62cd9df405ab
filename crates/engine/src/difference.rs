//! Gradients by central differences: slow, approximate, and independent of everything else here.

use crate::fan::Fan;
use crate::plan::Gradients;
use crate::rows::Rows;
use crate::size::Refusal;

/// Gradients of Σ cotangent · expectation from values at ±`step` of every weight and every input.
pub fn central_difference(
    fan: &Fan,
    weights: &[f64],
    inputs: &Rows,
    cotangent: &Rows,
    step: f64,
) -> Result<Gradients, Refusal> {
    let mut plan = fan.plan();
    let mut dots = |weights: &[f64], inputs: &Rows| -> Result<Vec<f64>, Refusal> {
        let values = plan.forward(weights, inputs)?;
        let dot = |r| values.row(r).iter().zip(cotangent.row(r)).map(|(v, c)| v * c).sum();
        Ok((0..values.len()).map(dot).collect())
    };
    let mut gradients =
        Gradients { weights: vec![0.0; fan.weights()], inputs: Rows::of(inputs.width, inputs.len()) };
    let mut moved = weights.to_vec();
    moved.resize(fan.weights().max(weights.len()), 0.0);
    for i in 0..fan.weights() {
        let at = moved[i];
        moved[i] = at + step;
        let up: f64 = dots(&moved, inputs)?.iter().sum();
        moved[i] = at - step;
        let down: f64 = dots(&moved, inputs)?.iter().sum();
        moved[i] = at;
        gradients.weights[i] = (up - down) / (2.0 * step);
    }
    for column in 0..inputs.width {
        let shifted = |by: f64| {
            let mut table = inputs.clone();
            (0..table.len()).for_each(|r| table.row_mut(r)[column] += by);
            table
        };
        let (up, down) = (dots(weights, &shifted(step))?, dots(weights, &shifted(-step))?);
        for r in 0..inputs.len() {
            gradients.inputs.row_mut(r)[column] = (up[r] - down[r]) / (2.0 * step);
        }
    }
    Ok(gradients)
}
