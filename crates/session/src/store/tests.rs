//! The page's logic without a page: drags, undo, late reports, restarts.

use super::*;
use crate::Trained;
use circuit::{Angle, Gate, Op};
use labs::{Progress, Weights};

fn gate(name: &str) -> Gate {
    Gate::named(name).expect(name)
}
fn store() -> Store {
    Store::new(Document::preset("circuit"))
}
fn trainable() -> Store {
    Store::new(Document::preset("classifier"))
}
fn insert(name: &str, qubit: usize) -> Edit {
    Edit::Insert { slot: 0, column: 9, op: Op::fixed(gate(name), &[qubit]) }
}
fn shown(effects: &[Effect]) -> Option<(u32, String)> {
    effects.iter().find_map(|e| match e {
        Effect::Post(Request::Show { job, setup, .. }) => Some((*job, setup.slots[0].circuit.to_string())),
        _ => None,
    })
}
fn report(store: &Store, epoch: usize, weight: f64) -> Report {
    let weights = Weights::from([("circuit".to_string(), vec![weight])]);
    let progress = Progress { epoch, models: Vec::new() };
    let trained = Trained { weights: weights.clone(), progress, curves_from: 0, epoch_ms: 1.0 };
    Report {
        job: store.job,
        run: store.run,
        playing: true,
        weights,
        trained: Some(trained),
        ..Report::default()
    }
}

#[test]
fn a_dragged_gate_is_seen_before_it_is_let_go_and_linked_only_after() {
    let mut store = store();
    let effects = store.update(Msg::Preview(insert("X", 0)));
    assert_eq!(shown(&effects).expect("asked").1, "qubits 2; H 0; X 0:1; X 0");
    assert!(!effects.contains(&Effect::Link));
    assert_eq!(store.kept().circuit().to_string(), "qubits 2; H 0; X 0:1");
    let effects = store.update(Msg::Commit);
    assert!(effects.contains(&Effect::Link));
    store.update(Msg::Undo);
    assert_eq!(store.document().circuit().to_string(), "qubits 2; H 0; X 0:1");
    store.update(Msg::Redo);
    assert_eq!(store.document().circuit().ops().len(), 3);
}

#[test]
fn figures_of_what_is_dragged_on_come_when_they_are_asked_for_and_until_then_the_old_ones_stay() {
    let mut document = Document::preset("circuit");
    document.view.figures = vec!["ket".into()];
    let mut store = Store::new(document);
    let mut runner = crate::Runner::default();
    let mut answer = |store: &mut Store, effects: Vec<Effect>| {
        for effect in effects {
            let Effect::Post(request) = effect else { continue };
            runner.take(request);
        }
        let report = runner.work(1.0, &mut || 0.0).expect("there is something to see");
        let figures = report.states[0].figures.len();
        store.hear(Msg::Report(Box::new(report)));
        figures
    };
    let effects = store.hear(Msg::WorkerReady);
    assert_eq!(answer(&mut store, effects), 1);
    let before = store.states.clone();
    let effects = store.update(Msg::Hover(insert("X", 0)));
    assert_eq!(answer(&mut store, effects), 0);
    assert!(store.is_sketched() && store.settled());
    assert_ne!(store.states[0].amplitudes, before[0].amplitudes);
    assert_eq!(store.states[0].figures, before[0].figures);
    let effects = store.finish();
    assert_eq!(answer(&mut store, effects), 1);
    assert!(!store.is_sketched() && store.finish().is_empty());
    assert_ne!(store.states[0].figures, before[0].figures);
    // What is let go before that is seen in full at once.
    store.update(Msg::Hover(insert("X", 0)));
    let effects = store.update(Msg::Commit);
    assert_eq!(answer(&mut store, effects), 1);
    assert!(!store.is_sketched());
    assert_eq!(store.kept().view.figures, ["ket"], "the document is asked for what it was asked for");
}

#[test]
fn the_page_s_first_module_hears_the_worker_and_leaves_what_was_asked_for_to_the_later_one() {
    let answer = crate::texts::Answer::default();
    let answered = Report { answer: Some(answer), ..Report::default() };
    assert!(!Msg::Report(Box::new(answered)).of_worker());
    assert!(!Msg::Play.of_worker() && !Msg::Edit(Edit::Reset).of_worker());
    let (mut one, mut other) = (store(), store());
    let report = Msg::Report(Box::new(report(&one, 1, 0.5)));
    for msg in [Msg::WorkerReady, report, Msg::WorkerLost("it ended".into())] {
        assert!(msg.of_worker());
        assert_eq!(one.hear(msg.clone()), other.update(msg));
    }
    assert!(one.hear(Msg::Play).is_empty() && !one.playing);
}

#[test]
fn what_is_noticed_when_the_worker_ends_is_said_as_well() {
    let mut store = store();
    store.hear(Msg::WorkerReady);
    store.update(Msg::Import("OPENQASM 3; qubit[1] q; h q[0];".into()));
    let effects = store.update(Msg::WorkerLost("it ended".into()));
    let said = said(&effects).join("|");
    assert_eq!(said, store.notices.join(" "), "all that is new is said, at once");
    assert!(said.contains("try again") && said.contains("The simulator stopped (it ended)"), "{said}");
}

#[test]
fn a_refused_edit_says_why_and_changes_nothing() {
    let mut store = store();
    let before = store.kept().clone();
    let effects = store.update(Msg::Edit(Edit::Angle { slot: 0, index: 0, text: "2pi/3+".into() }));
    assert_eq!(store.kept(), &before);
    assert!(store.refused.as_deref().expect("refused").contains("after +"));
    assert_eq!(said(&effects), [store.refused.clone().expect("refused")]);
    // Again it is said again, for a preview only when it is news.
    let refused = Edit::Angle { slot: 0, index: 0, text: "2pi/3+".into() };
    assert_eq!(said(&store.update(Msg::Edit(refused.clone()))).len(), 1);
    assert_eq!(said(&store.update(Msg::Preview(refused.clone()))).len(), 0);
    store.update(Msg::Dismiss);
    assert_eq!(said(&store.update(Msg::Preview(refused))).len(), 1);
}

/// What screen readers hear.
fn said(effects: &[Effect]) -> Vec<String> {
    let said = |e: &Effect| if let Effect::Announce(text) = e { Some(text.clone()) } else { None };
    effects.iter().filter_map(said).collect()
}

#[test]
fn the_keys_that_train_say_of_a_plain_circuit_that_there_is_nothing_to_train() {
    for msg in [Msg::Play, Msg::Step] {
        let mut store = store();
        let effects = store.update(msg);
        assert!(matches!(&effects[..], [Effect::Announce(why)] if why.contains("nothing to train")));
        assert!(store.refused.is_some() && !store.playing && !store.can_undo());
    }
}

#[test]
fn a_text_that_is_no_labelled_sentences_is_refused_and_the_data_stay() {
    let mut store = Store::new(Document::preset("qsann"));
    let before = store.kept().clone();
    let data = |text: &str| labs::Data::Text { name: "file".into(), text: text.into(), train: 77, seed: 7 };
    for text in ["", "Once upon a time\nthere was a qubit\n", "a\tb c\na\tb\nno label\nb\tc\n"] {
        store.update(Msg::Edit(Edit::Data(data(text))));
        assert!(store.refused.as_deref().is_some_and(|why| why.contains("at least 4 lines")), "{text}");
        assert_eq!(store.kept(), &before);
    }
    store.update(Msg::Edit(Edit::Data(data("a\tb c\na  b\nno label\nb\tc\nb\tc d\n"))));
    assert_eq!(store.refused, None);
}

#[test]
fn a_late_report_is_not_shown_but_its_training_counts() {
    let mut store = store();
    store.update(Msg::WorkerReady);
    let mut late = report(&store, 3, 0.5);
    late.trouble = Some("of an older circuit".into());
    store.update(Msg::Edit(insert("X", 1)));
    store.update(Msg::Report(Box::new(late)));
    assert_eq!(store.trouble, None);
    assert_eq!(store.kept().progress.epoch, 3);
    assert!(!store.settled());
}

#[test]
fn a_report_of_an_older_run_is_dropped_after_reset() {
    let mut store = trainable();
    store.update(Msg::WorkerReady);
    store.update(Msg::Play);
    let old = report(&store, 7, 0.5);
    store.update(Msg::Report(Box::new(old.clone())));
    assert_eq!(store.kept().progress.epoch, 7);
    store.update(Msg::Reset);
    store.update(Msg::Report(Box::new(old)));
    assert_eq!(store.kept().progress.epoch, 0);
    assert!(store.kept().weights.is_empty());
}

#[test]
fn training_is_one_undo_step() {
    let mut store = trainable();
    store.update(Msg::WorkerReady);
    store.update(Msg::Play);
    for epoch in 1..=5 {
        let r = report(&store, epoch, epoch as f64);
        store.update(Msg::Report(Box::new(r)));
    }
    assert_eq!(store.kept().weights["circuit"], vec![5.0]);
    store.update(Msg::Undo);
    assert_eq!((store.kept().progress.epoch, store.kept().weights.len()), (0, 0));
    store.update(Msg::Redo);
    assert_eq!(store.kept().progress.epoch, 5);
}

#[test]
fn a_burst_of_keys_on_one_slider_is_one_undo_step_until_the_hand_rests() {
    let mut store = store();
    store.update(Msg::Edit(Edit::Text { slot: 0, text: "qubits 1; RX(theta1) 0; RY(theta2) 0".into() }));
    let before = store.kept().clone();
    let key = |index: usize, value: f64| Edit::Weight {
        group: "circuit".into(),
        values: vec![0.0, 0.0],
        index,
        value,
    };
    let press = |store: &mut Store, index: usize, value: f64| {
        store.update(Msg::Preview(key(index, value)));
        store.update(Msg::Edit(key(index, value)))
    };
    for i in 1..=20 {
        assert!(press(&mut store, 0, 0.01 * f64::from(i)).contains(&Effect::Link), "each key is kept");
    }
    press(&mut store, 1, 0.5);
    store.update(Msg::Rest);
    press(&mut store, 1, 0.6);
    assert_eq!(store.kept().weights["circuit"], vec![0.2, 0.6]);
    for left in [vec![0.2, 0.5], vec![0.2, 0.0]] {
        store.update(Msg::Undo);
        assert_eq!(store.kept().weights["circuit"], left);
    }
    store.update(Msg::Undo);
    assert_eq!(store.kept(), &before);
    store.update(Msg::Redo);
    assert_eq!(store.kept().weights["circuit"], vec![0.2, 0.0], "redo brings the whole burst");
}

#[test]
fn only_weights_that_the_page_changed_are_sent() {
    let mut store = store();
    store.update(Msg::WorkerReady);
    let r = report(&store, 1, 0.25);
    store.update(Msg::Report(Box::new(r)));
    let sent = |effects: Vec<Effect>| {
        effects
            .into_iter()
            .find_map(
                |e| if let Effect::Post(Request::Show { weights, .. }) = e { Some(weights) } else { None },
            )
            .expect("asked")
    };
    assert!(sent(store.update(Msg::Edit(insert("X", 1)))).is_empty());
    let slide = Edit::Weight { group: "circuit".into(), values: vec![0.25], index: 0, value: 1.5 };
    assert_eq!(sent(store.update(Msg::Preview(slide)))["circuit"], vec![1.5]);
}

#[test]
fn a_lost_worker_is_restarted_with_everything_learned_and_training_paused() {
    let mut store = trainable();
    store.update(Msg::WorkerReady);
    store.update(Msg::Play);
    let r = report(&store, 4, 0.75);
    store.update(Msg::Report(Box::new(r)));
    let before = store.kept().clone();
    let effects = store.update(Msg::WorkerLost("out of memory".into()));
    assert!(effects.contains(&Effect::Restart));
    assert!(!store.playing && store.notices[0].contains("Nothing is lost"));
    let effects = store.update(Msg::WorkerReady);
    let restored = effects.iter().any(|e| matches!(e, Effect::Post(Request::Restore { weights, progress, .. }) if progress.epoch == 4 && weights["circuit"] == vec![0.75]));
    assert!(restored);
    assert_eq!(store.kept(), &before);
}

#[test]
fn two_hundred_edits_undo_to_the_first_byte() {
    let mut store = store();
    let first = store.kept().to_json();
    let mut steps = 0;
    for i in 0..200usize {
        let edit = match i % 5 {
            0 => Edit::Insert {
                slot: 0,
                column: i % 7,
                op: Op::turned(gate("RX"), &[i % 2], Angle::weight(i % 3)),
            },
            1 => Edit::AddQubit(i % 3),
            2 => insert("H", i % 2),
            3 => Edit::RemoveQubit(i % 3),
            _ => Edit::Move { slot: 0, index: 0, column: i % 4, from: 0, to: 1, alone: false },
        };
        let before = store.kept().clone();
        store.update(Msg::Edit(edit));
        steps += usize::from(store.kept() != &before);
    }
    assert!(steps > 100);
    for _ in 0..steps {
        store.update(Msg::Undo);
    }
    assert_eq!(store.kept().to_json(), first);
}

#[test]
fn a_report_on_its_way_before_play_does_not_stop_it() {
    let mut store = trainable();
    store.update(Msg::WorkerReady);
    let early = Report { playing: false, trained: None, ..report(&store, 0, 0.0) };
    store.update(Msg::Play);
    store.update(Msg::Report(Box::new(early)));
    assert!(store.playing);
}

#[test]
fn freezing_is_a_step_that_is_undone_and_what_is_gone_is_not_frozen() {
    let mut store = trainable();
    let freeze = |index| Msg::Edit(Edit::Freeze { group: "ansatz".into(), index, on: true });
    let frozen = |store: &Store| -> Vec<usize> {
        let of = |(group, index): &(String, usize)| if group == "ansatz" { *index } else { 99 };
        store.kept().setup.training.frozen.iter().map(of).collect()
    };
    let effects = store.update(freeze(3));
    let told = |e: &Effect| matches!(e, Effect::Post(Request::Show { setup, .. }) if setup.training.frozen("ansatz", 3).is_ok());
    assert!(effects.iter().any(told) && effects.contains(&Effect::Link));
    store.update(freeze(0));
    store.update(freeze(77));
    assert_eq!(frozen(&store), [0, 3]);
    store.update(Msg::Undo);
    assert_eq!(frozen(&store), [3]);
    store.update(Msg::Redo);
    // The slider moves it by hand.
    let slide = Edit::Weight { group: "ansatz".into(), values: vec![0.1; 4], index: 3, value: 0.5 };
    store.update(Msg::Edit(slide));
    assert_eq!(store.kept().weights["ansatz"][3], 0.5);
    // Without its gate it is forgotten; undo brings it back.
    store.update(Msg::Edit(Edit::Text { slot: 1, text: "qubits 2; RY(theta1) 0; RZ(theta2) 1".into() }));
    assert_eq!(frozen(&store), [0]);
    store.update(Msg::Undo);
    assert_eq!(frozen(&store), [0, 3]);
    store.update(Msg::Reset);
    assert_eq!(frozen(&store), [0, 3], "it is a setting, nothing learned");
    store.update(Msg::Edit(Edit::Model("circuit".into())));
    store.update(Msg::Edit(Edit::Freeze { group: "circuit".into(), index: 0, on: true }));
    assert_eq!(frozen(&store), Vec::<usize>::new());
}

#[test]
fn a_text_that_could_not_be_read_whole_is_kept_until_its_notices_are_dismissed() {
    let link = Store::new(Document::preset("qsann")).link();
    let damaged = &link[..link.len() * 6 / 10];
    let mut store = Store::opened(damaged);
    assert!(!store.notices.is_empty());
    assert_eq!(store.original, damaged);
    let notices = store.notices.join(" ");
    assert_eq!(said(&store.update(Msg::WorkerReady)).join("|"), notices);
    assert!(said(&store.update(Msg::WorkerReady)).is_empty(), "another worker is no news of the link");
    store.update(Msg::Dismiss);
    assert_eq!((store.notices.len(), store.original.as_str()), (0, ""));
    assert_eq!(said(&store.update(Msg::Open(damaged.into()))), [notices]);
    assert_eq!(store.original, damaged);
    assert_eq!(said(&store.update(Msg::Open(link))), ["Opened"]);
    assert_eq!(store.original, "", "a sound link leaves nothing to keep");
}

#[test]
fn undo_leaves_open_what_is_open_and_turned_what_is_turned() {
    let mut store = Store::new(Document::of_circuit("qubits 2; H 0".parse().expect("valid")));
    let first = store.kept().clone();
    store.update(Msg::Edit(insert("X", 1)));
    let looks = View { text: "ketloom".into(), figures: vec!["density".into()], ..store.kept().view.clone() };
    let looks = View { reversed: true, ..looks };
    store.update(Msg::Look(looks.clone()));
    for msg in [Msg::Undo, Msg::Redo, Msg::Undo] {
        store.update(msg);
        let view = &store.kept().view;
        assert_eq!((&view.text, &view.figures, view.reversed), (&looks.text, &looks.figures, true));
    }
    assert_eq!(store.kept().setup, first.setup, "what was done is undone");
    // Another model has figures of its own.
    let other = Document::preset("qsann");
    store.update(Msg::Open(to_link(&other)));
    assert_eq!(store.kept().setup.model, "qsann");
    let figures = store.kept().view.figures.clone();
    store.update(Msg::Undo);
    assert_eq!(store.kept().view.figures, looks.figures);
    store.update(Msg::Redo);
    assert_eq!(store.kept().view.figures, figures);
}
