//! The trainer: resuming bit for bit, edits in mid-run, refusals.

use super::*;
use crate::{LogisticRegression, Mlp, accuracy, optimizers, points};

fn trainer(optimizer: &'static OptimizerDef) -> Trainer<Mlp> {
    let points = points::named("moons").expect("in the table").points(60, 0.1, 3);
    let (inputs, targets) = points::columns(&points);
    Trainer::new(Mlp::new(4), inputs, targets, optimizer, 1)
}

#[test]
fn a_saved_run_goes_on_bit_for_bit() {
    for optimizer in optimizers::ALL {
        for batch in [0, 7, 16] {
            let settings = Batch { rate: 0.02, batch };
            let mut straight = trainer(optimizer);
            let passes: Vec<Pass> = (0..20).map(|_| straight.epoch(&settings).expect("finite")).collect();
            let mut first = trainer(optimizer);
            (0..10).for_each(|_| drop(first.epoch(&settings).expect("finite")));
            let mut second = trainer(optimizer);
            second.restore(&first.weights(), &first.moments(), first.epochs(), first.steps());
            for pass in &passes[10..] {
                assert_eq!(&second.epoch(&settings).expect("finite"), pass);
            }
            assert_eq!(second.flat(), straight.flat());
            assert_eq!((second.epochs(), second.steps()), (straight.epochs(), straight.steps()));
        }
    }
}

#[test]
fn batches_of_all_are_the_full_batch_and_batches_learn() {
    let adam = &optimizers::ALL[0];
    let (mut all, mut big) = (trainer(adam), trainer(adam));
    for _ in 0..3 {
        let full = all.epoch(&Batch { rate: 0.1, batch: 0 });
        assert_eq!(full, big.epoch(&Batch { rate: 0.1, batch: 60 }));
    }
    let mut small = trainer(adam);
    (0..100).for_each(|_| drop(small.epoch(&Batch { rate: 0.1, batch: 8 }).expect("finite")));
    let (inputs, targets) = (small.inputs().to_vec(), small.targets().to_vec());
    let predictions = small.predict(&inputs).expect("small");
    assert!(accuracy(&predictions, &targets) >= 0.95);
}

#[test]
fn an_edit_keeps_weights_and_moments_of_surviving_groups() {
    let mut trainer = trainer(&optimizers::ALL[0]);
    (0..5).for_each(|_| drop(trainer.epoch(&Batch { rate: 0.1, batch: 0 }).expect("finite")));
    let (weights, moments) = (trainer.weights(), trainer.moments());
    trainer.edit(|model| *model = Mlp::new(5));
    let (after, carried) = (trainer.weights(), trainer.moments());
    assert_eq!(after["hidden.b"][..4], weights["hidden.b"][..]);
    assert_eq!(carried[1]["hidden.b"][..4], moments[1]["hidden.b"][..]);
    assert_eq!(carried[1]["hidden.b"][4], 0.0);
    assert_eq!((trainer.epochs(), trainer.steps()), (5, 5));
    trainer.epoch(&Batch { rate: 0.1, batch: 0 }).expect("finite");
}

#[test]
fn a_run_that_blows_up_says_where_and_changes_nothing() {
    let points = points::named("blobs").expect("in the table").points(20, 0.1, 3);
    let (inputs, targets) = points::columns(&points);
    let sgd = optimizers::named("sgd").expect("in the table");
    let mut trainer = Trainer::new(LogisticRegression::new(), inputs, targets, sgd, 0);
    let before = trainer.flat().to_vec();
    let error = trainer.epoch(&Batch { rate: f64::INFINITY, batch: 5 }).expect_err("infinite");
    assert!(error.contains("\"head.w\"") && error.contains("learning rate"), "{error}");
    assert_eq!((trainer.flat(), trainer.epochs(), trainer.steps()), (&before[..], 0, 0));
    trainer.epoch(&Batch { rate: 0.1, batch: 5 }).expect("finite");
}

#[test]
fn changing_the_optimizer_starts_its_state_anew_and_the_same_one_keeps_it() {
    let mut trainer = trainer(&optimizers::ALL[0]);
    trainer.epoch(&Batch { rate: 0.1, batch: 0 }).expect("finite");
    trainer.set_optimizer(&optimizers::ALL[0]);
    assert_eq!(trainer.steps(), 1);
    trainer.set_optimizer(&optimizers::ALL[3]);
    assert_eq!((trainer.steps(), trainer.moments().len()), (0, 1));
    trainer.epoch(&Batch { rate: 0.1, batch: 0 }).expect("finite");
}

#[test]
fn what_is_frozen_stays_to_the_bit_and_everything_else_trains_on() {
    let frozen =
        [("hidden.w".to_string(), 1), ("hidden.b".into(), 3), ("hidden.b".into(), 4), ("gone".into(), 0)];
    for optimizer in optimizers::ALL {
        for batch in [0, 16] {
            let settings = Batch { rate: 0.05, batch };
            let mut trainer = trainer(optimizer);
            // What the optimizer remembers of the steps before must not move it on.
            (0..3).for_each(|_| drop(trainer.epoch(&settings).expect("finite")));
            let before = trainer.weights();
            trainer.freeze(&frozen);
            (0..5).for_each(|_| drop(trainer.epoch(&settings).expect("finite")));
            let after = trainer.weights();
            for (name, values) in &before {
                for (i, value) in values.iter().enumerate() {
                    let same = after[name.as_str()][i].to_bits() == value.to_bits();
                    assert_eq!(same, frozen.contains(&(name.clone(), i)), "{name} {i} by {}", optimizer.name);
                }
            }
            // It is set by hand, stays there, and moves when it is let go.
            let mut set = after["hidden.b"].clone();
            set[3] = 0.25;
            trainer.set_weights(&Weights::from([("hidden.b".to_string(), set)]));
            drop(trainer.epoch(&settings).expect("finite"));
            assert_eq!(trainer.weights()["hidden.b"][3], 0.25);
            trainer.freeze(&[]);
            drop(trainer.epoch(&settings).expect("finite"));
            assert_ne!(trainer.weights()["hidden.b"][3], 0.25);
        }
    }
}
