//! What the tests of this crate share.

use crate::Vocabulary;
use learn::{Model, Rng};

/// Words w0, w1, …
pub fn vocabulary(count: usize) -> Vocabulary {
    Vocabulary { words: (0..count).map(|i| format!("w{i}")).collect() }
}

/// Weights of a size at which nothing is nearly linear.
pub fn weights<M: Model>(model: &M) -> Vec<f64> {
    let mut rng = Rng::new(5);
    (0..model.parameters().len()).map(|_| 0.7 * rng.normal()).collect()
}

/// A few sentences of words below 5, with targets.
pub fn examples() -> (Vec<Vec<usize>>, Vec<f64>) {
    (vec![vec![0, 1, 2], vec![3, 1], vec![2, 2, 4, 0], vec![4]], vec![1.0, 0.0, 0.0, 1.0])
}

/// The largest difference between a model's gradient and central differences of its loss.
pub fn disagreement<M: Model<Input = Vec<usize>>>(mut model: M) -> f64 {
    let (inputs, targets) = examples();
    let weights = weights(&model);
    let mut gradient = Vec::new();
    let pass = model.gradient(&weights, &inputs, &targets, &mut gradient).expect("small");
    assert_eq!(pass, model.loss(&weights, &inputs, &targets).expect("small"));
    assert_eq!(pass.predictions, model.predict(&weights, &inputs).expect("small"));
    let mut worst = 0.0f64;
    for i in 0..weights.len() {
        let mut at = |shift: f64| {
            let mut moved = weights.clone();
            moved[i] += shift;
            model.loss(&moved, &inputs, &targets).expect("small").loss
        };
        worst = worst.max(((at(1e-4) - at(-1e-4)) / 2e-4 - gradient[i]).abs());
    }
    worst
}
