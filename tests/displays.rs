//! Displays between page and worker: they arrive for the circuit that they were made for, in every model, and soon.

use circuit::{Circuit, Reach, gates};
use session::{
    Document, Edit, Effect, Msg, Runner, Store, decode_report, decode_request, encode_report, encode_request,
};

struct Desk {
    store: Store,
    worker: Runner,
}

impl Desk {
    fn with(document: Document) -> Desk {
        let mut desk = Desk { store: Store::new(document), worker: Runner::default() };
        desk.say(Msg::WorkerReady);
        desk.settle();
        desk
    }
    fn say(&mut self, msg: Msg) {
        for effect in self.store.update(msg) {
            if let Effect::Post(request) = effect {
                self.worker.take(decode_request(&encode_request(&request)).expect("a request"));
            }
        }
    }
    fn settle(&mut self) {
        for _ in 0..5 {
            if let Some(report) = self.worker.work(100.0, &mut || 0.0) {
                let read = decode_report(&encode_report(&report)).expect("a report");
                assert_eq!(read, report, "the codec keeps displays");
                self.say(Msg::Report(Box::new(read)));
            }
        }
    }
    fn titles(&self) -> Vec<String> {
        self.store.states[0].displays.iter().map(|d| d.scene.title.clone()).collect()
    }
}

fn circuit(text: &str) -> Circuit {
    text.parse().expect(text)
}

fn display(name: &str, targets: &[usize]) -> circuit::Op {
    gates::fresh(gates::all().find(|g| g.name == name).expect("a display"), targets)
}

#[test]
fn a_dragged_display_reads_before_it_is_let_go_and_undo_takes_it_away() {
    let mut desk = Desk::with(Document::of_circuit(circuit("H 0; X 0:1")));
    let edit = Edit::Insert { slot: 0, column: 2, op: display("EXPECT", &[0, 1]) };
    desk.say(Msg::Preview(edit));
    desk.settle();
    assert_eq!(desk.titles(), ["Expectation ZZ 1.00"]);
    desk.say(Msg::Cancel);
    desk.settle();
    assert!(desk.titles().is_empty());
    desk.say(Msg::Edit(Edit::Insert { slot: 0, column: 1, op: display("BLOCH", &[0]) }));
    desk.settle();
    assert_eq!(desk.titles(), ["Bloch x=1.00 y=0.00 z=0.00"]);
    desk.say(Msg::Edit(Edit::Insert { slot: 0, column: 0, op: circuit("X 0").ops()[0].clone() }));
    desk.settle();
    assert_eq!(desk.titles(), ["Bloch x=−1.00 y=0.00 z=0.00"]);
    desk.say(Msg::Undo);
    desk.say(Msg::Undo);
    desk.settle();
    assert!(desk.titles().is_empty());
}

#[test]
fn letters_and_sizes_are_edits_with_sentences_and_travel_in_the_link() {
    let mut desk = Desk::with(Document::of_circuit(circuit("H 0; X 0:1; EXPECT(ZZ) 0 1")));
    let brackets = |text: &str| {
        let op = circuit::Op { paulis: text.into(), ..display("EXPECT", &[0, 1]) };
        Edit::Replace { slot: 0, index: 2, op }
    };
    desk.say(Msg::Edit(brackets("XX")));
    desk.settle();
    assert_eq!(desk.titles(), ["Expectation XX 1.00"]);
    desk.say(Msg::Edit(brackets("XQ")));
    assert!(desk.store.refused.as_ref().is_some_and(|why| why.contains("one letter of X, Y, Z or I")));
    desk.say(Msg::Edit(Edit::Resize { slot: 0, index: 2, wire: 0, reach: Reach::Less }));
    desk.settle();
    assert_eq!(desk.titles(), ["Expectation X 0.00"]);
    desk.say(Msg::Edit(Edit::Resize { slot: 0, index: 0, wire: 0, reach: Reach::More }));
    assert!(desk.store.refused.as_ref().is_some_and(|why| why.contains("H always has as many qubits")));
    let opened = session::open_link(&desk.store.link()).expect("a link");
    assert_eq!(opened.document.circuit().to_string(), "qubits 2; H 0; X 0:1; EXPECT(X) 0");
}

#[test]
fn displays_in_a_models_slots_read_the_word_or_point_that_is_shown() {
    for (model, slot) in [("qsann", 1), ("qsann", 0), ("classifier", 0), ("classifier", 1)] {
        let mut document = Document::preset(model);
        document.view.slot = slot;
        let shown = &mut document.setup.slots[slot].circuit;
        *shown = circuit(&format!("{shown}; BLOCH 0; CHANCE 0 1"));
        let plain = shown.without_displays();
        let mut desk = Desk::with(document);
        assert_eq!(desk.store.trouble, None, "{model}");
        let bloch = desk.store.states[0].wires[0].bloch.map(|v| plot::text::fixed(v, 2));
        let titles = desk.titles();
        assert_eq!(
            titles[0],
            format!("Bloch x={} y={} z={}", bloch[0], bloch[1], bloch[2]),
            "{model} {slot}"
        );
        assert_eq!((titles.len(), plain.displays()), (2, 0));
        let mut view = desk.store.kept().view.clone();
        view.example = 3;
        (view.word, view.column) = (1, Some(1));
        desk.say(Msg::Look(view));
        desk.settle();
        assert_eq!(desk.titles().len(), 2, "displays behind the scrubber read on");
    }
}

#[test]
fn training_passes_over_displays() {
    let weights = |displays: &str| {
        let mut document = Document::preset("classifier");
        let ansatz = &mut document.setup.slots[1].circuit;
        *ansatz = circuit(&format!("{ansatz}{displays}"));
        document.setup.training.epochs = 2;
        let mut desk = Desk::with(document);
        desk.say(Msg::Step);
        desk.settle();
        desk.store.live.clone()
    };
    assert_eq!(weights("; DENSITY 0 1; SAMPLE(10, 1) 0"), weights(""));
}

/// A print, not a promise.
#[test]
fn eight_qubits_with_displays_everywhere_are_timed() {
    let kinds = ["BLOCH", "CHANCE", "DENSITY", "PURITY", "EXPECT(X)", "AMPS", "SAMPLE(100, 1)", "BLOCH"];
    for every in [20, 1] {
        let mut text = "qubits 8".to_string();
        for column in 0..20 {
            for q in 0..8 {
                text += &format!("; RY(0.{}) {q}", column * 8 + q + 1);
            }
            text += &format!("; X {}:{}", column % 7, column % 7 + 1);
            if (column + 1) % every == 0 {
                kinds.iter().enumerate().for_each(|(q, kind)| text += &format!("; {kind} {q}"));
            }
        }
        let mut desk = Desk::with(Document::of_circuit(circuit(&text)));
        let mut best = None;
        for i in 1..8 {
            desk.say(Msg::Edit(Edit::Angle { slot: 0, index: 0, text: format!("0.{i}") }));
            let start = std::time::Instant::now();
            let report = desk.worker.work(100.0, &mut || 0.0).expect("a report");
            let work = start.elapsed();
            let bytes = encode_report(&report).len();
            let coded = start.elapsed() - work;
            best = best.min(Some((work, coded, bytes))).or(Some((work, coded, bytes)));
            assert_eq!(report.states[0].displays.len(), 160 / every);
        }
        println!("{} displays: computing, coding, bytes {best:?}", 160 / every);
    }
}

#[test]
fn a_display_behind_a_measurement_reads_the_mixture_or_the_run() {
    let text = "qubits 2; bits c 1; H 0; BLOCH 0; X 0:1; MEASURE 0 -> c[0]; DENSITY 0 1; AMPS 0; PURITY 1; EXPECT(XX) 0 1; EXPECT(ZZ) 0 1; if c[0] == 1 X 1; AMPS 1; CHANCE 0";
    let mut desk = Desk::with(Document::of_circuit(circuit(text)));
    let titles = desk.titles();
    for wanted in [
        "Bloch x=1.00 y=0.00 z=0.00",
        "Density 0.50 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.50",
        "Purity 0.50, entropy 1.00 bit",
        "Expectation XX 0.00",
        "Expectation ZZ 1.00",
        "Amplitudes |0⟩ 1.00, |1⟩ 0",
        "Probability |0⟩ 50.0 %, |1⟩ 50.0 %",
    ] {
        assert!(titles.iter().any(|t| t == wanted), "{wanted} in {titles:?}");
    }
    assert!(titles.iter().any(|t| t.starts_with("Amplitudes: these qubits are entangled")), "{titles:?}");
    let mut view = desk.store.kept().view.clone();
    (view.shot, view.seed) = (true, 5);
    desk.say(Msg::Look(view));
    desk.settle();
    let run = desk.titles();
    assert!(run.contains(&"Purity 1.00, entropy 0.00 bit".to_string()), "one run is pure: {run:?}");
    assert!(
        run.contains(&"Bloch x=1.00 y=0.00 z=0.00".to_string()),
        "before the measurement nothing is drawn"
    );
}
