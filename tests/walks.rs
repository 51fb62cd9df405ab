//! The design's walks, with page and worker joined by function calls; every message goes through the codec.

use session::{
    CurvePoint, Data, Document, Edit, Effect, Msg, Runner, Store, Weights, decode_report, decode_request,
    encode_report, encode_request, open_link,
};

/// A page and a worker without a browser. Time passes only when it is told to.
struct Desk {
    store: Store,
    worker: Runner,
    links: usize,
    said: Vec<String>,
}

impl Desk {
    fn with(document: Document) -> Desk {
        let mut desk =
            Desk { store: Store::new(document), worker: Runner::default(), links: 0, said: Vec::new() };
        desk.say(Msg::WorkerReady);
        desk
    }
    fn say(&mut self, msg: Msg) {
        for effect in self.store.update(msg) {
            match effect {
                Effect::Post(request) => {
                    let read = decode_request(&encode_request(&request)).expect("a request");
                    assert_eq!(read, request, "the codec keeps requests");
                    self.worker.take(read);
                }
                Effect::Link => self.links += 1,
                Effect::Announce(text) => self.said.push(text),
                Effect::Restart => {
                    self.worker = Runner::default();
                    self.say(Msg::WorkerReady);
                }
            }
        }
    }
    /// Lets the worker work until it is idle, at most so many slices of 100 ms.
    fn settle(&mut self, slices: usize) {
        for _ in 0..slices {
            let mut clock = 0.0;
            let mut now = || {
                clock += 1.0;
                clock
            };
            if let Some(report) = self.worker.work(100.0, &mut now) {
                let read = decode_report(&encode_report(&report)).expect("a report");
                assert_eq!(read, report, "the codec keeps reports");
                self.say(Msg::Report(Box::new(read)));
            }
            if !self.worker.busy() {
                break;
            }
        }
    }
    fn train(&mut self, epochs: usize) {
        let mut training = self.store.kept().setup.training.clone();
        (training.epochs, training.speed) = (epochs, 0);
        self.say(Msg::Edit(Edit::Training(training)));
        self.say(Msg::Play);
        self.settle(10 * epochs + 20);
        assert!(!self.store.playing, "training ends by itself");
    }
    fn curve(&self, model: usize) -> &[CurvePoint] {
        &self.store.kept().progress.models[model].curve
    }
}

fn gate(text: &str, qubits: usize) -> circuit::Op {
    let circuit: circuit::Circuit = format!("qubits {qubits}; {text}").parse().expect(text);
    circuit.ops()[0].clone()
}

#[test]
fn a_dragged_gate_turns_the_bloch_vector_before_it_is_let_go() {
    let mut desk = Desk::with(Document::of_circuit("qubits 1".parse().expect("valid")));
    desk.settle(3);
    let links = desk.links;
    let z = |desk: &Desk| desk.store.states[0].wires[0].bloch[2];
    assert_eq!(z(&desk), 1.0);
    desk.say(Msg::Preview(Edit::Insert { slot: 0, column: 0, op: gate("X 0", 1) }));
    desk.settle(3);
    assert_eq!(z(&desk), -1.0);
    assert_eq!(desk.links, links, "the link waits for the drop");
    desk.say(Msg::Cancel);
    desk.settle(3);
    assert_eq!(z(&desk), 1.0);
    desk.say(Msg::Preview(Edit::Insert { slot: 0, column: 0, op: gate("X 0", 1) }));
    desk.say(Msg::Commit);
    desk.settle(3);
    assert!(desk.links > links);
    desk.say(Msg::Undo);
    desk.settle(3);
    assert_eq!(z(&desk), 1.0);
}

#[test]
fn the_scrubber_shows_the_state_at_its_place_and_editing_goes_on() {
    let mut desk = Desk::with(Document::of_circuit("H 0; X 0:1; H 1".parse().expect("valid")));
    let mut view = desk.store.kept().view.clone();
    view.column = Some(1);
    desk.say(Msg::Look(view));
    desk.settle(3);
    let bloch = |desk: &Desk, q: usize| desk.store.states[0].wires[q].bloch;
    assert!((bloch(&desk, 0)[0] - 1.0).abs() < 1e-12, "after H qubit 0 points along x");
    desk.say(Msg::Edit(Edit::Insert { slot: 0, column: 0, op: gate("Z 0", 2) }));
    desk.settle(3);
    assert!((bloch(&desk, 0)[2] - 1.0).abs() < 1e-12, "the inserted Z now comes first");
}

#[test]
fn training_grows_the_curves_of_all_models_and_survives_a_link_to_the_last_bit() {
    let mut desk = Desk::with(Document::preset("qsann"));
    desk.settle(3);
    assert_eq!(desk.store.look.scores.len(), 3, "the quantum model and two twins");
    desk.train(20);
    for model in 0..3 {
        let epochs: Vec<usize> = desk.curve(model).iter().map(|p| p.epoch).collect();
        assert_eq!(epochs, (0..=20).collect::<Vec<_>>());
    }
    let opened = open_link(&desk.store.link()).expect("our own link");
    assert!(opened.problems.is_empty());
    let mut other = Desk::with(opened.document);
    other.settle(3);
    assert_eq!(other.store.look, desk.store.look, "the same screen");
    desk.train(40);
    other.train(40);
    assert_eq!(other.store.kept().weights, desk.store.kept().weights, "the same run");
    assert_eq!(other.store.look.scores, desk.store.look.scores);
}

#[test]
fn attention_rows_sum_to_one_and_a_selected_cell_selects_two_states() {
    let mut desk = Desk::with(Document::preset("qsann"));
    desk.train(5);
    let mut view = desk.store.kept().view.clone();
    (view.cell, view.word, view.slot) = (Some((1, 2)), 1, 1);
    desk.say(Msg::Look(view));
    desk.settle(3);
    let attention = desk.store.look.attention.clone().expect("attention");
    for row in &attention.matrix {
        assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
    let states = &desk.store.states;
    assert_eq!(states.iter().map(|s| (s.slot, s.word)).collect::<Vec<_>>(), [(1, Some(1)), (2, Some(2))]);
    assert!(
        (states[0].readouts[0].value - attention.query[1]).abs() < 1e-12,
        "the state shown is the one scored"
    );
    assert!((states[1].readouts[0].value - attention.key[2]).abs() < 1e-12);
    let alpha = |j: usize| libm::exp(-libm::pow(attention.query[1] - attention.key[j], 2.0));
    let sum: f64 = (0..attention.words.len()).map(alpha).sum();
    assert!((attention.matrix[1][2] - alpha(2) / sum).abs() < 1e-12, "the formula shown is the number shown");
}

#[test]
fn editing_a_circuit_in_mid_training_keeps_what_was_learned() {
    let mut desk = Desk::with(Document::preset("qsann"));
    desk.train(10);
    let before = desk.store.kept().weights.clone();
    desk.say(Msg::Edit(Edit::Insert { slot: 1, column: 99, op: gate("RZ(theta7) 0", 2) }));
    desk.settle(3);
    let after = &desk.store.kept().weights;
    assert_eq!(after["query"][..6], before["query"][..]);
    assert_eq!(after["query"].len(), 7);
    assert_eq!(after["word:sauce"], before["word:sauce"]);
    desk.train(12);
    assert_eq!(desk.store.kept().progress.epoch, 12);
}

#[test]
fn a_circuit_that_cannot_run_says_so_and_loses_nothing() {
    let mut desk = Desk::with(Document::preset("qsann"));
    desk.train(6);
    let before = desk.store.kept().weights.clone();
    desk.say(Msg::Edit(Edit::Text { slot: 0, text: "qubits 2; H 0; H 1".into() }));
    desk.settle(3);
    assert!(desk.store.trouble.as_deref().expect("no x is used").contains('x'));
    assert_eq!(desk.store.kept().weights, before);
    desk.say(Msg::Undo);
    desk.settle(3);
    assert_eq!(desk.store.trouble, None);
    assert_eq!(desk.store.kept().weights, before);
    assert_eq!(desk.store.kept().progress.epoch, 6);
}

#[test]
fn a_slider_changes_the_model_and_reset_returns_to_the_seed() {
    let mut desk = Desk::with(Document::preset("qsann"));
    desk.settle(3);
    let (start, weights) = (desk.store.look.predictions.clone(), desk.store.live.clone());
    let values = weights["head.w"].clone();
    desk.say(Msg::Edit(Edit::Weight { group: "head.w".into(), values, index: 0, value: 2.0 }));
    desk.settle(3);
    assert_ne!(desk.store.look.predictions, start);
    desk.train(5);
    desk.say(Msg::Reset);
    desk.settle(3);
    assert_eq!(desk.store.look.predictions, start);
    assert_eq!(desk.store.live, weights);
    assert_eq!(desk.store.kept().weights, Weights::new());
}

#[test]
fn a_slider_let_go_outside_is_taken_back_and_new_angles_have_live_sliders() {
    let mut desk = Desk::with(Document::preset("qsann"));
    desk.settle(3);
    let before = desk.store.live.clone();
    let slide = |desk: &Desk, index: usize, value: f64| {
        let values = desk.store.live["query"].clone();
        Edit::Weight { group: "query".into(), values, index, value }
    };
    let edit = slide(&desk, 2, 1.0);
    desk.say(Msg::Preview(edit));
    desk.settle(3);
    assert_eq!(desk.store.live["query"][2], 1.0);
    desk.say(Msg::Cancel);
    desk.settle(3);
    assert_eq!(desk.store.live, before);
    let edit = slide(&desk, 2, 1.0);
    desk.say(Msg::Edit(edit));
    desk.say(Msg::Edit(Edit::Insert { slot: 1, column: 99, op: gate("RZ(theta7) 0", 2) }));
    desk.settle(3);
    let edit = slide(&desk, 6, 0.5);
    desk.say(Msg::Edit(edit));
    desk.settle(3);
    assert_eq!((desk.store.live["query"][2], desk.store.live["query"][6]), (1.0, 0.5));
}

#[test]
fn settings_may_change_while_training_runs() {
    let mut desk = Desk::with(Document::preset("qsann"));
    let mut training = desk.store.kept().setup.training.clone();
    (training.speed, training.epochs) = (20, 1000);
    desk.say(Msg::Edit(Edit::Training(training.clone())));
    desk.say(Msg::Play);
    desk.settle(10);
    let paced = desk.store.kept().progress.epoch;
    assert!((15..=25).contains(&paced), "20 epochs a second for one second, not {paced}");
    training.rate = 0.1;
    desk.say(Msg::Edit(Edit::Training(training)));
    desk.settle(5);
    assert!(desk.store.playing && desk.store.kept().progress.epoch > paced);
    desk.say(Msg::Pause);
    desk.settle(5);
    let paused = desk.store.kept().progress.epoch;
    desk.say(Msg::Step);
    desk.settle(5);
    assert_eq!(desk.store.kept().progress.epoch, paused + 1);
}

#[test]
fn the_optimizer_may_change_in_mid_training() {
    let mut desk = Desk::with(Document::preset("qsann"));
    for (k, optimizer) in ["adam", "rmsprop", "momentum", "sgd", "adam"].into_iter().enumerate() {
        let mut training = desk.store.kept().setup.training.clone();
        training.optimizer = optimizer.into();
        desk.say(Msg::Edit(Edit::Training(training)));
        desk.train(5 * (k + 1));
        assert_eq!(
            (desk.store.trouble.clone(), desk.store.kept().progress.epoch),
            (None, 5 * (k + 1)),
            "{optimizer}"
        );
    }
}

#[test]
fn own_sentences_are_used_and_bad_lines_named() {
    let mut desk = Desk::with(Document::preset("qsann"));
    let text = "pos\tgood tea\npos\tnice tea\nnonsense\nneg\tbad tea\nneg\tawful tea\npos\tgood nice tea\nneg\tbad awful tea\n";
    desk.say(Msg::Edit(Edit::Data(Data::Text {
        name: "tea.tsv".into(),
        text: text.into(),
        train: 50,
        seed: 1,
    })));
    desk.settle(3);
    let look = &desk.store.look;
    let mut classes = look.classes.clone();
    classes.sort();
    assert_eq!(classes, ["neg", "pos"]);
    assert_eq!(look.predictions.len(), 6);
    assert!(look.problems[0].contains("Line 3"), "{:?}", look.problems);
    desk.train(3);
}

#[test]
fn a_crash_in_mid_training_pauses_and_goes_on() {
    let mut desk = Desk::with(Document::preset("classifier"));
    desk.train(8);
    let before = desk.store.kept().clone();
    desk.say(Msg::WorkerLost("a test".into()));
    desk.settle(3);
    assert_eq!(desk.store.kept(), &before);
    desk.train(12);
    let mut straight = Desk::with(Document::preset("classifier"));
    straight.train(12);
    assert_eq!(desk.store.kept().weights, straight.store.kept().weights, "the crash left no trace");
}

#[test]
fn every_model_of_the_gallery_opens_trains_repeats_itself_and_shows_its_states() {
    for def in session::GALLERY {
        let run = || {
            let mut desk = Desk::with(Document::preset(def.name));
            desk.settle(3);
            assert_eq!(desk.store.trouble, None, "{}", def.name);
            for slot in 0..def.slots.len() {
                let view = session::View { slot, ..desk.store.kept().view.clone() };
                desk.say(Msg::Look(view));
                desk.settle(3);
                assert_eq!(desk.store.states[0].slot, slot, "{}", def.name);
            }
            if def.name != "circuit" {
                desk.train(4);
            }
            desk.store.link()
        };
        assert_eq!(run(), run(), "{}", def.name);
    }
}

#[test]
fn play_on_a_plain_circuit_does_nothing_bad() {
    let mut desk = Desk::with(Document::preset("circuit"));
    desk.say(Msg::Play);
    desk.settle(5);
    assert!(!desk.store.playing);
}

#[test]
fn twenty_two_qubits_are_shown_with_the_rest_summed_up() {
    let ladder: String = (0..21).map(|q| format!("; X {q}:{}", q + 1)).collect();
    let circuit = format!("qubits 22; H 0{ladder}; RY(pi/3) 21").parse().expect("valid");
    let mut desk = Desk::with(Document::of_circuit(circuit));
    desk.settle(3);
    assert_eq!(desk.store.trouble, None);
    let state = &desk.store.states[0];
    assert_eq!((state.wires.len(), state.amplitudes.len()), (22, 64));
    let shown: f64 = state.amplitudes.iter().map(|a| a.re * a.re + a.im * a.im).sum();
    assert!(
        (shown + state.others - 1.0).abs() < 1e-9 && state.others < 1e-9,
        "a GHZ-like state has four amplitudes"
    );
    assert!((state.wires[0].purity - 0.5).abs() < 1e-9 && (state.wires[0].entropy - 1.0).abs() < 1e-9);
}
