//! Walks with circuits as texts: page and worker joined by function calls, every message through the codec.

use circuit::Circuit;
use session::{
    Document, Edit, Effect, Msg, Report, Request, Runner, Store, answer, asks, decode_report, decode_request,
    encode_report, encode_request, unanswered,
};

/// A page and a worker; requests wait in between until they are let through.
struct Desk {
    store: Store,
    worker: Runner,
    sent: Vec<Request>,
    said: Vec<String>,
}

impl Desk {
    fn with(store: Store) -> Desk {
        let mut desk = Desk { store, worker: Runner::default(), sent: Vec::new(), said: Vec::new() };
        desk.say(Msg::WorkerReady);
        desk
    }
    /// A Bell pair with its text in a format.
    fn bell(format: &str) -> Desk {
        let mut desk = Desk::with(Store::new(Document::of_circuit(circuit("H 0; X 0:1"))));
        let mut view = desk.store.kept().view.clone();
        view.text = format.into();
        desk.say(Msg::Look(view));
        desk.settle();
        desk
    }
    fn say(&mut self, msg: Msg) {
        for effect in self.store.update(msg) {
            match effect {
                Effect::Post(request) => self.sent.push(request),
                Effect::Announce(text) => self.said.push(text),
                Effect::Link => {}
                Effect::Restart => {
                    (self.worker, self.sent) = (Runner::default(), Vec::new());
                    self.say(Msg::WorkerReady);
                }
            }
        }
    }
    /// What the worker reports when everything sent has arrived.
    fn reports(&mut self) -> Vec<Report> {
        let mut reports = Vec::new();
        for request in std::mem::take(&mut self.sent) {
            let bytes = encode_request(&request);
            let read = decode_request(&bytes).expect("a request");
            assert_eq!(read, request, "the codec keeps requests");
            assert_eq!(asks(&bytes), matches!(read, Request::Ask(..)));
            if asks(&bytes) {
                reports.push(decode_report(&answer(&bytes)).expect("a report"));
            } else {
                self.worker.take(read);
            }
        }
        while self.worker.busy() {
            reports.extend(self.worker.work(20.0, &mut || 0.0));
        }
        for report in &reports {
            assert_eq!(
                &decode_report(&encode_report(report)).expect("a report"),
                report,
                "the codec keeps reports"
            );
        }
        reports
    }
    fn settle(&mut self) {
        for _ in 0..4 {
            for report in self.reports() {
                self.say(Msg::Report(Box::new(report)));
            }
        }
        assert!(self.sent.is_empty(), "page and worker come to rest");
    }
    fn types(&mut self, text: &str) {
        self.say(Msg::Type(text.into()));
        self.settle();
    }
    fn circuit(&self) -> String {
        self.store.kept().circuit().to_string()
    }
    /// What stands in the pane.
    fn pane(&self) -> &str {
        self.store.typing().map_or(&self.store.texts.pane.text, |t| &t.text)
    }
    fn fault(&self) -> (usize, usize, &str) {
        let fault = &self.store.typing().expect("something is typed").fault;
        (fault.line, fault.column, &fault.message)
    }
}

fn circuit(text: &str) -> Circuit {
    text.parse().expect(text)
}

#[test]
fn the_text_follows_the_circuit_and_the_circuit_the_text() {
    let mut desk = Desk::bell("text");
    assert_eq!(desk.pane(), "qubits 2\nH 0\nX 0:1\n");
    let op = circuit("qubits 2; Z 1").ops()[0].clone();
    desk.say(Msg::Preview(Edit::Insert { slot: 0, column: 2, op }));
    desk.settle();
    assert_eq!(desk.pane(), "qubits 2\nH 0\nX 0:1\nZ 1\n", "a drag on its way is in the text");
    desk.say(Msg::Cancel);
    desk.settle();
    desk.types("qubits 2\nH 0 # a comment stays\n\nX 0:1\nS 1\n");
    assert_eq!(desk.circuit(), "qubits 2; H 0; X 0:1; S 1");
    assert!(desk.pane().contains("a comment stays"), "what is typed is left as it is");
    assert_eq!(desk.store.states[0].amplitudes.len(), 4, "and its state is shown");
    desk.say(Msg::Edit(Edit::Remove { slot: 0, index: 2 }));
    desk.settle();
    assert_eq!(desk.pane(), "qubits 2\nH 0\nX 0:1\n", "an edit elsewhere is followed again");
}

#[test]
fn openqasm_is_shown_and_typed_as_well() {
    let mut desk = Desk::bell("qasm3");
    let text = desk.pane().to_string();
    assert!(text.starts_with("OPENQASM 3.0;") && text.contains("cx q[0], q[1];"), "{text}");
    desk.types(&format!("{text}h q[0];\n"));
    assert_eq!(desk.circuit(), "qubits 2; H 0; X 0:1; H 0");
    desk.types("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[3];\nccx q[0],q[1],q[2];");
    assert_eq!(desk.circuit(), "qubits 3; X 0 1:2");
    assert_eq!(desk.store.typing().expect("typed").notes, ["Read as OpenQASM 2."]);
    desk.types("{\"cols\":[[\"H\"],[\"•\",\"X\"],[\"Bloch\"]]}");
    assert_eq!(desk.circuit(), "qubits 2; H 0; X 0:1; BLOCH 0");
    assert_eq!(desk.store.typing().expect("typed").notes, ["Read as a Quirk link."]);
    desk.types("qubits 1; T 0");
    assert_eq!(desk.circuit(), "qubits 1; T 0");
}

#[test]
fn while_the_text_is_wrong_its_place_is_named_and_the_circuit_stays() {
    let mut desk = Desk::bell("qasm3");
    let (text, before) = (desk.pane().to_string(), desk.store.kept().clone());
    desk.types(&format!("{text}nope q[0];\n"));
    let line = text.lines().count() + 1;
    let (at, column, message) = desk.fault();
    assert_eq!((at, column), (line, 1));
    assert!(message.contains("nope"), "{message}");
    assert_eq!((desk.store.kept(), desk.store.can_undo()), (&before, false));
    // Undo and redo elsewhere leave what is typed alone, until it is put right or given up.
    desk.say(Msg::Undo);
    desk.settle();
    assert!(desk.pane().contains("nope"));
    desk.say(Msg::Untype);
    assert_eq!(desk.pane(), text);
    let mut desk = Desk::bell("text");
    desk.types("qubits 25; H 0");
    assert!(desk.fault().2.contains("at most 23"), "{:?}", desk.fault());
    assert_eq!(desk.circuit(), "qubits 2; H 0; X 0:1");
}

#[test]
fn typing_without_a_rest_is_one_step_of_undo() {
    let mut desk = Desk::bell("text");
    for text in ["H 0", "H 0;", "H 0; X", "H 0; X 0:", "H 0; X 0:1; Y 1"] {
        desk.types(text);
    }
    assert_eq!(desk.circuit(), "qubits 2; H 0; X 0:1; Y 1");
    desk.say(Msg::Rest);
    desk.types("H 0; X 0:1; Y 1; Z 0");
    desk.say(Msg::Undo);
    desk.settle();
    assert_eq!(
        (desk.circuit().as_str(), desk.pane()),
        ("qubits 2; H 0; X 0:1; Y 1", "qubits 2\nH 0\nX 0:1\nY 1\n")
    );
    desk.say(Msg::Undo);
    desk.settle();
    assert_eq!(desk.circuit(), "qubits 2; H 0; X 0:1");
    assert!(!desk.store.can_undo());
}

#[test]
fn a_late_answer_to_an_older_text_is_dropped() {
    let mut desk = Desk::bell("text");
    desk.say(Msg::Type("qubits 1; X 0".into()));
    let late = desk.reports();
    desk.say(Msg::Type("qubits 1; Y 0".into()));
    for report in late {
        desk.say(Msg::Report(Box::new(report)));
    }
    assert_eq!(desk.circuit(), "qubits 2; H 0; X 0:1", "the older text is not the circuit");
    desk.settle();
    assert_eq!(desk.circuit(), "qubits 1; Y 0");
    desk.say(Msg::Type("qubits 1; Z 0".into()));
    desk.say(Msg::Untype);
    desk.settle();
    assert_eq!(desk.circuit(), "qubits 1; Y 0", "what was given up does not come back");
}

#[test]
fn another_slot_or_format_begins_with_its_own_text() {
    let mut desk = Desk::with(Store::new(Document::preset("qsann")));
    let mut view = desk.store.kept().view.clone();
    (view.slot, view.text) = (1, "text".into());
    desk.say(Msg::Look(view.clone()));
    desk.settle();
    desk.types("oops");
    view.slot = 2;
    desk.say(Msg::Look(view.clone()));
    desk.settle();
    assert!(desk.pane().starts_with("qubits 2\nRX(theta1) 0"), "{}", desk.pane());
    desk.types("RX(theta1) 0; X 0:1");
    assert_eq!(desk.store.kept().setup.slots[2].circuit.to_string(), "qubits 2; RX(theta1) 0; X 0:1");
    assert_ne!(desk.store.kept().setup.slots[1].circuit.to_string(), "qubits 2; RX(theta1) 0; X 0:1");
}

#[test]
fn texts_of_other_tools_open_as_documents_of_their_own() {
    let mut desk = Desk::with(Store::new(Document::preset("qsann")));
    desk.say(Msg::Open(
        "https://algassert.com/quirk#circuit={\"cols\":[[\"X^t\"],[\"•\",\"X\"],[\"Bloch\"]]}".into(),
    ));
    desk.settle();
    assert_eq!(
        (desk.store.kept().setup.model.as_str(), desk.circuit().as_str()),
        ("circuit", "qubits 2; XPOW(t/(2*pi)) 0; X 0:1; BLOCH 0")
    );
    assert!(desk.store.runs() && desk.store.kept().view.time == 0.0, "Quirk's time begins at 0 and runs");
    assert!(desk.store.notices.iter().any(|n| n.contains("Quirk’s t")), "{:?}", desk.store.notices);
    desk.say(Msg::Undo);
    assert_eq!(desk.store.kept().setup.model, "qsann", "opening is one step");
    desk.say(Msg::Import("qubit[2] q;\nh q[0];\nnope q[1];".into()));
    desk.settle();
    assert!(desk.store.notices[0].contains("line 3, column 1: "), "{:?}", desk.store.notices);
    assert_eq!(desk.store.kept().setup.model, "qsann");
    desk.say(Msg::Import("qubit[25] q; h q;".into()));
    desk.settle();
    assert!(desk.store.notices[0].contains("25 qubits"), "{:?}", desk.store.notices);
}

#[test]
fn a_page_may_begin_with_a_quirk_link() {
    let store = Store::opened("#circuit={%22cols%22:[[%22H%22],[%22%E2%80%A2%22,%22X%22]]}");
    let mut desk = Desk::with(store);
    desk.settle();
    assert_eq!((desk.circuit().as_str(), desk.store.can_undo()), ("qubits 2; H 0; X 0:1", false));
    let mut desk = Desk::with(Store::opened("#circuit={%22cols%22:[[%22Foo%22]]}"));
    desk.settle();
    assert!(desk.store.notices[0].contains("Foo"), "{:?}", desk.store.notices);
}

#[test]
fn exports_follow_the_order_and_the_newest_choice() {
    let mut desk = Desk::bell("");
    assert_eq!(desk.store.texts.pane.text, "", "nobody wants it");
    desk.say(Msg::Export("qasm2".into(), None));
    desk.say(Msg::Export("qiskit".into(), None));
    desk.settle();
    let exported = |desk: &Desk| desk.store.texts.exported.clone().expect("an export");
    assert!(exported(&desk).written.text.contains("|q0 q1 ...>"));
    let mut view = desk.store.kept().view.clone();
    view.reversed = true;
    desk.say(Msg::Look(view));
    desk.say(Msg::Export("qiskit".into(), None));
    desk.settle();
    assert!(exported(&desk).written.text.contains("|... q1 q0>"));
}

#[test]
fn an_example_opens_as_one_step_with_its_figures_and_numbers() {
    let mut desk = Desk::bell("");
    desk.say(Msg::Examples);
    desk.settle();
    let cards = desk.store.texts.cards.clone();
    let card = cards.iter().find(|c| c.name == "phase-estimation").expect("a card");
    desk.say(Msg::Open(card.document.clone()));
    desk.settle();
    let state = &desk.store.states[0];
    assert!(state.figures.iter().any(|f| f.name == "probabilities"));
    assert!((state.wires[1].one - 1.0).abs() < 1e-9, "5 of 16 is read");
    desk.say(Msg::Undo);
    desk.settle();
    assert_eq!((desk.circuit().as_str(), desk.store.can_undo()), ("qubits 2; H 0; X 0:1", false));
    desk.say(Msg::Examples);
    assert!(desk.sent.is_empty(), "the gallery is asked for once");
}

#[test]
fn a_worker_that_dies_over_a_text_is_not_asked_again() {
    let mut desk = Desk::bell("text");
    desk.say(Msg::Type("qubits 1; X 0".into()));
    desk.say(Msg::WorkerLost("out of memory".into()));
    desk.settle();
    assert!(desk.fault().2.contains("stopped while"), "{:?}", desk.fault());
    desk.types("qubits 1; X 0");
    assert_eq!(desk.circuit(), "qubits 1; X 0");
}

#[test]
fn a_question_that_cannot_be_answered_now_says_why() {
    let mut desk = Desk::bell("text");
    desk.say(Msg::Type("qubits 1; X 0".into()));
    for request in std::mem::take(&mut desk.sent) {
        let report = decode_report(&unanswered(&encode_request(&request), "it could not be fetched"));
        desk.say(Msg::Report(Box::new(report.expect("a report"))));
    }
    assert_eq!(desk.fault(), (0, 0, "it could not be fetched"));
    assert_eq!(desk.circuit(), "qubits 2; H 0; X 0:1");
}

#[test]
fn an_example_that_measures_is_simulated_as_it_says() {
    let mut desk = Desk::bell("");
    desk.say(Msg::Examples);
    desk.settle();
    let card = desk.store.texts.cards.iter().find(|c| c.name == "teleportation").expect("a card").clone();
    desk.say(Msg::Open(card.document));
    desk.settle();
    assert_eq!(desk.store.trouble, None);
    let bob = desk.store.states[0].wires[2].bloch;
    let (a, b) = (1.2f64, 0.7f64);
    let message = [libm::sin(a) * libm::cos(b), libm::sin(a) * libm::sin(b), libm::cos(a)];
    assert!(bob.iter().zip(message).all(|(x, y)| (x - y).abs() < 1e-9), "{bob:?} {message:?}");
}
