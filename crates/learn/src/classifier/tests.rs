//! The classifier: its gradient, and what its preset reaches.

use super::*;
use crate::testing::disagreement;
use crate::{Batch, Trainer, Weights, accuracy, optimizers, points};

/// Test accuracy after training the preset on 140 of 200 points.
fn trained(set: &str, seed: u64, epochs: usize) -> f64 {
    let points = points::named(set).expect("in the table").points(200, 0.1, seed);
    let (train, test) = points::split(&points, 0.7, seed);
    let (inputs, targets) = points::columns(&train);
    let model = Classifier::new(Slots::preset()).expect("a preset fits");
    let mut trainer = Trainer::new(model, inputs, targets, &optimizers::ALL[0], seed);
    for _ in 0..epochs {
        trainer.epoch(&Batch { rate: RATE, batch: 0 }).expect("finite");
    }
    let (inputs, targets) = points::columns(&test);
    accuracy(&trainer.predict(&inputs).expect("small"), &targets)
}

#[test]
fn the_preset_learns_moons_circles_and_xor() {
    for seed in 0..3 {
        for (set, wanted) in [("moons", 0.95), ("circles", 0.95), ("xor", 0.90)] {
            let reached = trained(set, seed, 100);
            assert!(reached >= wanted, "{set}, seed {seed}: {reached}");
        }
    }
}

#[test]
fn gradients_are_central_differences_for_any_slots() {
    let circuit = |text: &str| text.parse::<Circuit>().expect("valid");
    let of = |slots: Slots| disagreement(Classifier::new(slots).expect("fits"));
    assert!(of(Slots::preset()) < 1e-8);
    let odd = Slots {
        feature_map: circuit("qubits 3; H 0; RX(theta1*x1) 0; RZ(x1*x2+theta2) 1; X 2:0"),
        ansatz: circuit("qubits 3; RY(theta1) 0:1; RXX(theta1/2) 1 2; RZ(x2) 2; RX(theta3) 2"),
        readout: circuit("qubits 3; RY(theta1) 0"),
        layers: 2,
    };
    assert!(of(odd) < 1e-8);
}

#[test]
fn slots_that_cannot_work_are_refused_with_a_sentence() {
    let refused = |change: fn(&mut Slots), part: &str| {
        let mut slots = Slots::preset();
        change(&mut slots);
        let error = Classifier::new(slots).err().expect("refused");
        assert!(error.contains(part), "{error}");
    };
    refused(|s| s.ansatz = ansatz(3, 1), "as many qubits");
    refused(|s| s.layers = 0, "1 to 32");
    refused(|s| s.feature_map = ansatz(2, 1), "x1 or x2");
    refused(|s| s.feature_map = "qubits 2; RX(x3) 0".parse().expect("valid"), "x3");
}

#[test]
fn the_grid_is_the_predictions_on_the_grid() {
    let mut model = Classifier::new(Slots::preset()).expect("fits");
    let weights = model.parameters().pack(&Weights::new(), 3);
    let grid = model.grid(&weights, 9).expect("small");
    assert_eq!(grid.len(), 81);
    assert!(grid.iter().all(|p| (0.0..=1.0).contains(p)));
    assert_eq!(grid[80], model.predict(&weights, &[[1.2, 1.2]]).expect("small")[0]);
}

#[test]
fn no_points_give_no_predictions() {
    let mut model = Classifier::new(Slots::preset()).expect("fits");
    let weights = model.parameters().pack(&Weights::new(), 3);
    assert_eq!(model.predict(&weights, &[]), Ok(Vec::new()));
    let mut gradient = Vec::new();
    assert_eq!(model.gradient(&weights, &[], &[], &mut gradient), Ok(Pass::default()));
    assert_eq!(gradient, vec![0.0; 18]);
}
