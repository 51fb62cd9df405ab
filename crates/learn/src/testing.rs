//! What the tests of this crate share.

use crate::{Model, Weights, points};

/// The largest difference between a model's gradient and central differences of its loss, on a few moons.
pub fn disagreement<M: Model<Input = [f64; 2]>>(mut model: M) -> f64 {
    let (inputs, targets) = points::columns(&points::ALL[0].points(10, 0.2, 1));
    let weights = model.parameters().pack(&Weights::new(), 3);
    let mut gradient = Vec::new();
    let pass = model.gradient(&weights, &inputs, &targets, &mut gradient).expect("small");
    let loss = model.loss(&weights, &inputs, &targets).expect("small");
    assert!((pass.loss - loss.loss).abs() < 1e-14);
    assert_eq!(pass.predictions, model.predict(&weights, &inputs).expect("small"));
    assert_eq!(gradient.len(), weights.len());
    let mut worst = 0.0f64;
    for i in 0..weights.len() {
        let mut at = |shift: f64| {
            let mut moved = weights.clone();
            moved[i] += shift;
            model.loss(&moved, &inputs, &targets).expect("small").loss
        };
        worst = worst.max(((at(1e-5) - at(-1e-5)) / 2e-5 - gradient[i]).abs());
    }
    worst
}
