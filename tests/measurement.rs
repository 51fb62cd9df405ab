//! Circuits that measure, reset, wait, select and are noisy, through page and worker: exactly and as single shots.
//! Every message goes through the codec.

use circuit::{Circuit, Condition, Gate, Op};
use learn::random::Rng;
use session::{
    Document, Edit, Effect, Msg, Runner, StateView, Store, View, decode_report, decode_request,
    encode_report, encode_request, new_op, open_link,
};

/// A page and a worker without a browser.
struct Desk {
    store: Store,
    worker: Runner,
}

impl Desk {
    fn opened(store: Store) -> Desk {
        let mut desk = Desk { store, worker: Runner::default() };
        desk.say(Msg::WorkerReady);
        desk
    }
    fn of(text: &str) -> Desk {
        Desk::opened(Store::new(Document::of_circuit(text.parse().expect(text))))
    }
    fn say(&mut self, msg: Msg) {
        for effect in self.store.update(msg) {
            if let Effect::Post(request) = effect {
                let read = decode_request(&encode_request(&request)).expect("a request");
                assert_eq!(read, request);
                self.worker.take(read);
            }
        }
        let mut clock = 0.0;
        let mut now = || {
            clock += 1.0;
            clock
        };
        while let Some(report) = self.worker.work(100.0, &mut now) {
            let read = decode_report(&encode_report(&report)).expect("a report");
            assert_eq!(read, report);
            self.store.update(Msg::Report(Box::new(read)));
        }
    }
    fn look(&mut self, change: impl Fn(&mut View)) {
        let mut view = self.store.kept().view.clone();
        change(&mut view);
        self.say(Msg::Look(view));
    }
    fn edit(&mut self, edit: Edit) {
        self.say(Msg::Edit(edit));
    }
    fn state(&self) -> &StateView {
        assert_eq!(self.store.trouble, None);
        &self.store.states[0]
    }
    fn bloch(&self, qubit: usize) -> [f64; 3] {
        self.state().wires[qubit].bloch
    }
    fn classical(&self, what: &str) -> &str {
        let rows = &self.state().classical;
        &rows.iter().find(|r| r.0 == what).unwrap_or_else(|| panic!("no {what} among {rows:?}")).1
    }
    /// Puts a gate of the palette into a cell.
    fn put(&mut self, name: &str, wire: usize, column: usize) {
        let gate = Gate::named(name).expect(name);
        let op = new_op(gate, 0, &self.store.kept().setup, 0, wire);
        self.edit(Edit::Insert { slot: 0, column, op });
        assert_eq!(self.store.refused, None);
    }
    fn circuit(&self) -> &Circuit {
        self.store.kept().circuit()
    }
}

fn near(a: [f64; 3], b: [f64; 3], within: f64) -> bool {
    (0..3).all(|i| (a[i] - b[i]).abs() < within)
}

/// Teleportation of what two angles make of qubit 0, to qubit 2.
fn teleportation(a: f64, b: f64) -> String {
    format!(
        "qubits 3; bits c 2; RY({a}) 0; RZ({b}) 0; H 1; X 1:2; X 0:1; H 0; MEASURE 0 -> c[0]; MEASURE 1 -> c[1]; if c[1] == 1 X 2; if c[0] == 1 Z 2"
    )
}

#[test]
fn teleportation_gives_bob_what_alice_had_in_the_exact_mixture() {
    let mut dice = Rng::new(20);
    let mut desk = Desk::of("qubits 3");
    for _ in 0..20 {
        let (a, b) = (3.0 * dice.uniform(), 6.0 * dice.uniform());
        desk.edit(Edit::Text { slot: 0, text: teleportation(a, b) });
        desk.look(|view| view.column = Some(2));
        let alice = desk.bloch(0);
        let z = [libm::sin(a) * libm::cos(b), libm::sin(a) * libm::sin(b), libm::cos(a)];
        assert!(near(alice, z, 1e-9), "the input itself");
        desk.look(|view| view.column = None);
        assert!(near(desk.bloch(2), alice, 1e-6), "{:?} instead of {alice:?}", desk.bloch(2));
        assert!((desk.state().wires[2].purity - 1.0).abs() < 1e-9);
        assert!(
            desk.state().mixed && near(desk.bloch(0), [0.0; 3], 1e-9) && near(desk.bloch(1), [0.0; 3], 1e-9)
        );
        for value in ["c = 00", "c = 01", "c = 10", "c = 11"] {
            assert_eq!(desk.classical(value), "25.0 %");
        }
    }
}

#[test]
fn a_branch_is_looked_at_as_it_is_up_to_the_scrubber_and_a_link_keeps_it() {
    let mut desk = Desk::of(&teleportation(1.0, 2.0));
    desk.look(|view| view.column = Some(2));
    let alice = desk.bloch(0);
    desk.look(|view| (view.column, view.branch) = (None, Some(2)));
    assert!(!desk.state().mixed && near(desk.bloch(2), alice, 1e-9));
    assert!(near(desk.bloch(0), [0.0, 0.0, 1.0], 1e-9) && near(desk.bloch(1), [0.0, 0.0, -1.0], 1e-9));
    let again = Desk::opened(Store::opened(&desk.store.link()));
    assert_eq!(*again.state(), *desk.state());
    // Before anything was measured there are no branches, and nothing else is said.
    desk.look(|view| view.column = Some(2));
    assert!(desk.state().branches.is_empty() && near(desk.bloch(0), alice, 1e-9), "{}", desk.state().note);
}

#[test]
fn a_shot_is_the_same_after_reload_and_another_seed_is_another_shot() {
    let mut desk = Desk::of(&teleportation(1.0, 2.0));
    desk.look(|view| view.column = Some(2));
    let alice = desk.bloch(0);
    desk.look(|view| (view.column, view.shot, view.seed) = (None, true, 7));
    let first = desk.state().clone();
    assert!(!first.mixed && near(desk.bloch(2), alice, 1e-6), "Bob has it in every single run");
    let again = Desk::opened(Store::opened(&desk.store.link()));
    assert_eq!(*again.state(), first);
    assert_eq!(again.store.kept().view, desk.store.kept().view);
    // The same run on the way: what was measured by then stays.
    let bits = |d: &Desk| [d.classical("c[0]").to_string(), d.classical("c[1]").to_string()];
    let ends = bits(&desk);
    let depth = desk.circuit().layout().width;
    for column in 0..depth {
        desk.look(|view| view.column = Some(column));
        for (now, end) in bits(&desk).iter().zip(&ends) {
            assert!(now == end || now == "not measured yet", "column {column}: {now}, then {end}");
        }
        assert!(
            desk.state().readouts.iter().zip(&first.readouts).all(|(a, b)| (a.value - b.value).abs() < 1e-12)
        );
    }
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..40 {
        desk.look(|view| (view.column, view.seed) = (None, seed));
        seen.insert(bits(&desk));
        assert!(near(desk.bloch(2), alice, 1e-6));
    }
    assert_eq!(seen.len(), 4, "all four outcomes happen");
}

#[test]
fn measure_then_h_then_measure_is_half_and_half_and_read_outs_follow() {
    let mut desk = Desk::of("qubits 1; bits c 2; MEASURE 0 -> c[0]; H 0; MEASURE 0 -> c[1]");
    assert_eq!((desk.classical("c = 00"), desk.classical("c = 10")), ("50.0 %", "50.0 %"));
    assert_eq!((desk.classical("c[0] = 1"), desk.classical("c[1] = 1")), ("0.0 %", "50.0 %"));
    assert!(near(desk.bloch(0), [0.0; 3], 1e-12) && desk.state().wires[0].one == 0.5);
    assert!(
        (desk.state().wires[0].entropy - 1.0).abs() < 1e-12 && desk.state().readouts[0].value.abs() < 1e-12
    );
    assert!(desk.state().note.contains("no amplitudes") && desk.state().note.contains("tr ρ²: 0.500"));
    desk.look(|view| view.column = Some(2));
    assert!(!desk.state().mixed && near(desk.bloch(0), [1.0, 0.0, 0.0], 1e-12));
    assert!(desk.state().note.contains("one pure state"), "{}", desk.state().note);
}

#[test]
fn post_selection_keeps_a_share_of_the_runs_and_says_which() {
    let mut desk = Desk::of("qubits 2; H 0; X 0:1; RY(pi/3) 0; POST1 0");
    // |1⟩ of qubit 0: (sin 30° |0⟩ + cos 30° |1⟩) of qubit 1, in half of the runs.
    assert!(
        near(desk.bloch(1), [libm::sin(2.0 * std::f64::consts::PI / 3.0), 0.0, -0.5], 1e-9),
        "{:?}",
        desk.bloch(1)
    );
    assert!(desk.state().note.contains("keeps 50.0 % of the runs"), "{}", desk.state().note);
    let exact = desk.bloch(1);
    desk.look(|view| view.shot = true);
    assert!(near(desk.bloch(1), exact, 1e-9));
    desk.edit(Edit::Text { slot: 0, text: "qubits 1; POST1 0".into() });
    let why = desk.store.trouble.clone().expect("nothing is left");
    assert!(why.contains("post-selection failed"), "{why}");
    desk.look(|view| view.shot = false);
    let why = desk.store.trouble.clone().expect("nothing is left");
    assert!(why.contains("never happens"), "{why}");
}

#[test]
fn figures_of_a_mixture_are_drawn_or_say_why_not() {
    let mut desk = Desk::of("qubits 2; bits c 1; H 0; X 0:1; MEASURE 0 -> c[0]");
    desk.look(|view| view.figures = session::FIGURES.map(|f| f.0.to_string()).to_vec());
    let said = |desk: &Desk, name: &str| {
        let figure = desk.state().figures.iter().find(|f| f.name == name).expect(name);
        figure.scene.description.clone()
    };
    assert!(
        said(&desk, "density").contains("0.50 0 0 0; 0 0 0 0; 0 0 0 0; 0 0 0 0.50"),
        "{}",
        said(&desk, "density")
    );
    assert!(said(&desk, "probabilities").contains("|00⟩ 50.000 % and |11⟩ 50.000 %"));
    assert!(said(&desk, "entanglement").contains("q0–q1 0.50"), "{}", said(&desk, "entanglement"));
    assert!(said(&desk, "disks").contains("purity 0.500000"));
    assert!(said(&desk, "bloch").contains("q1: x 0.00, y 0.00, z 0.00, length 0.00"));
    for name in ["ket", "qsphere", "amplitudes"] {
        assert!(said(&desk, name).contains("a mixture, which has no amplitudes"), "{}", said(&desk, name));
    }
    desk.look(|view| view.shot = true);
    assert!(said(&desk, "ket").starts_with("|ψ⟩ = |"), "{}", said(&desk, "ket"));
}

#[test]
fn noise_is_exact_and_limits_are_told() {
    let mut desk = Desk::of("qubits 1; X 0; AMPLITUDE_DAMPING(0.3) 0");
    assert!((desk.state().wires[0].one - 0.7).abs() < 1e-9);
    desk.edit(Edit::Text { slot: 0, text: "qubits 1; X 0; DEPOLARIZING(0.75) 0".into() });
    assert!(desk.bloch(0)[2].abs() < 1e-9);
    // Many qubits: few branches are exact, many are refused with a way out, and a shot goes on.
    desk.edit(Edit::Text {
        slot: 0,
        text: "qubits 14; bits c 1; H 0; X 0:13; MEASURE 0 -> c[0]; H 0".into(),
    });
    assert!(desk.state().mixed && near(desk.bloch(13), [0.0; 3], 1e-9));
    assert!(desk.state().note.contains("more than 10 qubits"));
    desk.look(|view| view.figures = vec!["density".into()]);
    let why = &desk.state().figures[0].scene.description;
    assert!(why.contains("drawn up to 10 qubits; this one has 14"), "{why}");
    let many: String = (0..14).map(|q| format!("; H {q}; DEPOLARIZING(0.1) {q}; H {q}")).collect();
    desk.edit(Edit::Text { slot: 0, text: format!("qubits 14{many}") });
    let why = desk.store.trouble.clone().expect("too many branches");
    assert!(why.contains("branches") && why.contains("single shot"), "{why}");
    desk.look(|view| view.shot = true);
    assert!(!desk.state().mixed);
}

#[test]
fn measurements_bring_their_bits_and_take_them_along() {
    let mut desk = Desk::of("qubits 2; H 0");
    desk.put("MEASURE", 0, 1);
    desk.put("MEASURE", 1, 1);
    assert_eq!(desk.circuit().to_string(), "qubits 2; bits c 2; H 0; MEASURE 1 -> c[1]; MEASURE 0 -> c[0]");
    assert_eq!(desk.classical("c = 01"), "50.0 %");
    let wait = Op::fixed(Gate::X, &[1]).given(Condition::bit(0, true));
    desk.edit(Edit::Insert { slot: 0, column: 2, op: wait });
    assert!(desk.circuit().to_string().ends_with("if c[0] == 1 X 1"));
    desk.edit(Edit::Remove { slot: 0, index: 1 });
    assert!(desk.circuit().to_string().starts_with("qubits 2; bits c 1; H 0; MEASURE 0 -> c[0]"));
    let by_hand = Store::opened("#c=qubits%201;%20PHASE_FLIP(0.25)%200");
    assert_eq!(
        (by_hand.notices.len(), by_hand.kept().circuit().to_string()),
        (0, "qubits 1; PHASE_FLIP(0.25) 0".into())
    );
    let links = Desk::opened(Store::opened(&desk.store.link()));
    assert_eq!(links.store.kept(), desk.store.kept());
    assert_eq!(links.state(), desk.state());
    while desk.store.can_undo() {
        desk.say(Msg::Undo);
    }
    assert_eq!(desk.circuit().to_string(), "qubits 2; H 0");
}

#[test]
fn trained_models_stay_unitary_and_say_so() {
    for model in ["qsann", "classifier"] {
        let mut desk = Desk::opened(Store::new(Document::preset(model)));
        let before = desk.store.kept().clone();
        for text in ["MEASURE", "RESET", "POST0", "BIT_FLIP"] {
            let op = new_op(Gate::named(text).expect(text), 0, &before.setup, 1, 0);
            desk.edit(Edit::Insert { slot: 1, column: 0, op });
            let why = desk.store.refused.clone().expect("refused");
            assert!(why.contains(text) && why.contains("plain circuit"), "{why}");
            assert_eq!(*desk.store.kept(), before);
        }
        let json = before.to_json().replacen("H 0", "RESET 0", 1);
        let opened = open_link(&json).expect("readable").document;
        if opened.setup != before.setup {
            let mut desk = Desk::opened(Store::new(opened));
            assert!(
                desk.store.trouble.clone().is_some_and(|why| why.contains("RESET")),
                "{:?}",
                desk.store.trouble
            );
            desk.edit(Edit::AddQubit(0));
            assert_eq!(desk.store.refused, None, "what came with a link can be edited out");
        }
    }
}
