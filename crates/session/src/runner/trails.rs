//! Trails over epochs: how many points they have, that they do not depend on the pace, where they begin anew.

use super::*;
use crate::{Document, StateView};
use labs::Trail;

fn show(setup: &Setup, view: View) -> Request {
    Request::Show { job: 1, setup: setup.clone(), weights: Weights::new(), view }
}

fn over_epochs() -> View {
    // The slot whose θ are trained in every model.
    View { trail: Trail::Epochs, slot: 1, ..View::default() }
}

/// A runner that shows trails over the epochs of a preset.
fn tracing(model: &str) -> (Runner, Setup) {
    let mut setup = Document::preset(model).setup.clone();
    (setup.training.speed, setup.training.epochs) = (0, 1000);
    let mut runner = Runner::default();
    runner.take(show(&setup, over_epochs()));
    (runner, setup)
}

/// Works until there is nothing to do, on a clock on which an epoch takes so many milliseconds; the last states told.
fn settled(runner: &mut Runner, epoch_ms: f64) -> Vec<StateView> {
    let (mut clock, mut told) = (0.0, None);
    while runner.busy() {
        told = runner.work(25.0, &mut || {
            clock += epoch_ms;
            clock
        });
    }
    let report = told.expect("a report");
    assert_eq!(report.trouble, None);
    report.states
}

fn stepped(runner: &mut Runner, epochs: usize) -> StateView {
    runner.take(Request::Step(epochs));
    settled(runner, 1.0).remove(0)
}

/// That each qubit has so many points, one every so many epochs.
fn has(state: &StateView, points: usize, every: usize) {
    let lengths: Vec<usize> = state.trails.iter().map(Vec::len).collect();
    assert_eq!((lengths, state.every), (vec![points; state.wires.len()], every));
}

fn ends_in_the_state(state: &StateView) {
    for (trail, wire) in state.trails.iter().zip(&state.wires) {
        assert_eq!(trail.last(), Some(&wire.bloch));
    }
}

#[test]
fn a_trail_has_a_point_every_k_epochs_and_at_most_sixty_four() {
    let (mut runner, _) = tracing("classifier");
    has(&settled(&mut runner, 1.0)[0], 1, 1);
    let mut before = 0;
    for (epochs, every) in
        [(1, 1), (20, 1), (63, 1), (64, 2), (65, 2), (127, 2), (128, 4), (200, 4), (256, 8), (300, 8)]
    {
        let state = stepped(&mut runner, epochs - before);
        has(&state, epochs / every + 1, every);
        if epochs % every == 0 {
            ends_in_the_state(&state);
        }
        before = epochs;
    }
}

#[test]
fn the_trail_is_the_same_stepped_one_by_one_in_one_go_and_played_and_training_is_too() {
    for (model, epochs) in [("classifier", 70), ("qsann", 5)] {
        let (mut single, _) = tracing(model);
        let mut state = stepped(&mut single, 1);
        for _ in 1..epochs {
            state = stepped(&mut single, 1);
        }
        assert!(state.trails[0].windows(2).all(|pair| pair[0] != pair[1]), "it moves");
        let (mut once, _) = tracing(model);
        assert_eq!(stepped(&mut once, epochs), state);
        let (mut played, mut setup) = tracing(model);
        setup.training.epochs = epochs;
        played.take(show(&setup, over_epochs()));
        played.take(Request::Play);
        assert_eq!(settled(&mut played, 3.0), [state]);
        // Reading old weights leaves nothing behind.
        let (mut plain, setup) = tracing(model);
        plain.take(show(&setup, View::default()));
        stepped(&mut plain, epochs);
        let weights = |r: &Runner| r.lab.as_ref().map(|lab| lab.progress(0).models);
        assert_eq!(weights(&plain), weights(&single));
    }
}

#[test]
fn another_place_has_the_trail_of_that_place_asked_for_before_or_after() {
    let (mut runner, setup) = tracing("qsann");
    let at = |slot: usize, column: usize, word: usize, cell| View {
        slot,
        column: Some(column),
        word,
        cell,
        ..over_epochs()
    };
    for view in [at(0, 2, 1, None), at(2, 1, 0, None), at(3, 3, 2, Some((1, 0)))] {
        let (mut other, _) = tracing("qsann");
        other.take(show(&setup, view.clone()));
        stepped(&mut other, 3);
        other.take(show(&setup, view.clone()));
        let before = settled(&mut other, 1.0);
        // The first runner has trained on and looked elsewhere.
        let (mut fresh, _) = tracing("qsann");
        fresh.take(show(&setup, View::default()));
        stepped(&mut fresh, 3);
        fresh.take(show(&setup, view.clone()));
        let after = settled(&mut fresh, 1.0);
        assert_eq!(before, after);
        assert_eq!(after.len(), if view.cell.is_some() { 2 } else { 1 });
        for state in &after {
            has(state, 4, 1);
            ends_in_the_state(state);
        }
    }
    has(&stepped(&mut runner, 2), 3, 1);
}

#[test]
fn trails_begin_anew_after_a_reset_an_undo_and_another_circuit() {
    let (mut runner, mut setup) = tracing("classifier");
    has(&stepped(&mut runner, 5), 6, 1);
    // What is not built anew goes on, with what is set by hand as that epoch's point.
    setup.training.rate = 0.02;
    let mut ansatz = runner.lab.as_ref().and_then(|lab| lab.weights().get("ansatz").cloned()).expect("θ");
    ansatz[0] = 1.25;
    let groups = Weights::from([("ansatz".to_string(), ansatz)]);
    let view = over_epochs();
    runner.take(Request::Show { job: 2, setup: setup.clone(), weights: groups, view });
    let moved = settled(&mut runner, 1.0).remove(0);
    has(&moved, 6, 1);
    ends_in_the_state(&moved);
    // An undo goes back to what was learned then, a reset to nothing.
    let lab = runner.lab.as_ref().expect("a lab");
    let back = Request::Restore { run: 1, weights: lab.weights(), progress: lab.progress(0) };
    let reset = Request::Restore { run: 2, weights: Weights::new(), progress: labs::Progress::default() };
    for (request, epoch) in [(back, 5), (reset, 0)] {
        runner.take(request);
        runner.take(show(&setup, over_epochs()));
        has(&settled(&mut runner, 1.0)[0], 1, 1);
        has(&stepped(&mut runner, 3), 4, 1);
        assert_eq!(runner.lab.as_ref().map(|lab| lab.epochs()), Some(epoch + 3));
    }
    setup.slots[1].circuit = "qubits 2; RX(theta1) 0; RY(theta2) 1; CX 0 1".parse().expect("a circuit");
    setup.slots[0].circuit = "qubits 2; RY(x1) 0; RY(x2) 1".parse().expect("a circuit");
    setup.slots[2].circuit = "qubits 2; RX(theta1) 0".parse().expect("a circuit");
    runner.take(show(&setup, over_epochs()));
    has(&settled(&mut runner, 1.0)[0], 1, 1);
    assert_eq!(runner.lab.as_ref().map(|lab| lab.epochs()), Some(3), "what was learned goes on");
    has(&stepped(&mut runner, 2), 3, 1);
}

#[test]
fn without_training_or_the_late_part_there_are_none() {
    let (mut runner, _) = tracing("circuit");
    assert!(settled(&mut runner, 1.0)[0].trails.is_empty());
    let (mut runner, _) = tracing("classifier");
    runner.late = Late::Coming;
    assert!(stepped(&mut runner, 3).trails.is_empty());
    runner.fetched(true);
    has(&settled(&mut runner, 1.0)[0], 4, 1);
}
