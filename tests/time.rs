//! The time t through page and worker: running it, stopping it, what it leaves alone; explanations and trails.
//! Every message goes through the codec.

use session::{
    Document, Edit, Effect, Msg, Report, Request, Runner, StateView, Store, Trail, View, decode_report,
    decode_request, encode_report, encode_request,
};
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// A page and a worker without a browser; answers come when they are asked for.
struct Desk {
    store: Store,
    worker: Runner,
    links: usize,
    asked: usize,
}

impl Desk {
    fn opened(store: Store) -> Desk {
        let mut desk = Desk { store, worker: Runner::default(), links: 0, asked: 0 };
        desk.say(Msg::WorkerReady);
        desk.answer();
        desk
    }
    fn of(text: &str) -> Desk {
        Desk::opened(Store::new(Document::of_circuit(text.parse().expect(text))))
    }
    fn say(&mut self, msg: Msg) {
        for effect in self.store.update(msg) {
            match effect {
                Effect::Post(request) => {
                    let read = decode_request(&encode_request(&request)).expect("a request");
                    assert_eq!(read, request);
                    self.asked += usize::from(matches!(read, Request::Show { .. }));
                    self.worker.take(read);
                }
                Effect::Link => self.links += 1,
                _ => {}
            }
        }
    }
    fn answer(&mut self) {
        let mut clock = 0.0;
        let mut now = || {
            clock += 1.0;
            clock
        };
        while let Some(report) = self.worker.work(100.0, &mut now) {
            let read: Report = decode_report(&encode_report(&report)).expect("a report");
            assert_eq!(read, report);
            self.say(Msg::Report(Box::new(read)));
        }
    }
    fn look(&mut self, change: impl Fn(&mut View)) {
        let mut view = self.store.kept().view.clone();
        change(&mut view);
        self.say(Msg::Look(view));
        self.answer();
    }
    fn at(&mut self, time: f64) -> [f64; 3] {
        self.look(|view| (view.time, view.paused) = (time, true));
        self.state().wires[0].bloch
    }
    fn state(&self) -> &StateView {
        assert_eq!(self.store.trouble, None);
        &self.store.states[0]
    }
}

fn near(a: [f64; 3], b: [f64; 3]) -> bool {
    (0..3).all(|i| (a[i] - b[i]).abs() < 1e-12)
}

#[test]
fn a_ball_turns_with_the_time_and_a_round_closes() {
    let mut desk = Desk::of("RX(t) 0");
    for step in 0..=16 {
        let time = TAU * f64::from(step) / 16.0;
        let (sine, cosine) = libm::sincos(time);
        assert!(near(desk.at(time), [0.0, -sine, cosine]), "at {time}");
    }
    let mut desk = Desk::of("RY(sin(t)/2) 0");
    let angle: f64 = 0.5;
    assert!(near(desk.at(FRAC_PI_2), [libm::sin(angle), 0.0, libm::cos(angle)]));
    assert!(near(desk.at(0.0), desk.at(PI)), "sin closes");
}

#[test]
fn the_time_runs_by_itself_a_round_in_eight_seconds_and_begins_anew() {
    let mut desk = Desk::of("RX(t) 0");
    assert!(desk.store.runs());
    for _ in 0..80 {
        desk.say(Msg::Frame(50.0));
        desk.answer();
    }
    assert!((desk.store.kept().view.time - PI).abs() < 1e-9);
    assert!(near(desk.state().wires[0].bloch, [0.0, -libm::sin(PI), -1.0]));
    desk.look(|view| view.pace = 1.0);
    for _ in 0..40 {
        desk.say(Msg::Frame(50.0));
        desk.answer();
    }
    let time = desk.store.kept().view.time;
    assert!(time.min(TAU - time) < 1e-9, "twice as fast, half the time: {time}");
    // What was slept through is not made up for.
    desk.look(|view| (view.time, view.pace) = (0.0, 0.0));
    desk.say(Msg::Frame(1e9));
    assert!(desk.store.kept().view.time < 0.2);
}

#[test]
fn a_time_that_is_read_is_within_a_round() {
    let below = f64::from_bits(TAU.to_bits() - 1);
    for (written, read) in [
        (0.0, 0.0),
        (2.5, 2.5),
        (below, below),
        (TAU, 0.0),
        (7.0, 7.0 - TAU),
        (-1.0, TAU - 1.0),
        (100.0, 100.0 - 15.0 * TAU),
    ] {
        let mut document = Desk::of("RX(t) 0").store.kept().clone();
        document.view.time = written;
        let opened = session::open_link(&session::to_link(&document)).expect("a link").document;
        assert_eq!(opened.view.time, read, "{written}");
    }
    let mut document = Desk::of("RX(t) 0").store.kept().clone();
    document.view.time = 1e300;
    let opened = session::open_link(&session::to_link(&document)).expect("a link").document;
    assert!((0.0..TAU).contains(&opened.view.time));
}

#[test]
fn never_more_than_one_question_is_under_way() {
    let mut desk = Desk::of("RX(t) 0");
    let asked = desk.asked;
    for _ in 0..50 {
        desk.say(Msg::Frame(16.0));
    }
    assert_eq!(desk.asked, asked + 1);
    let time = desk.store.kept().view.time;
    desk.answer();
    desk.say(Msg::Frame(16.0));
    assert_eq!(desk.asked, asked + 2);
    assert!(desk.store.kept().view.time > time);
}

#[test]
fn running_makes_no_steps_and_rewrites_no_link() {
    let mut desk = Desk::of("RX(t) 0");
    let links = desk.links;
    for _ in 0..20 {
        desk.say(Msg::Frame(16.0));
        desk.answer();
    }
    assert_eq!((desk.links, desk.store.can_undo()), (links, false));
    desk.say(Msg::Edit(Edit::Angle { slot: 0, index: 0, text: "2t".into() }));
    desk.answer();
    desk.say(Msg::Frame(100.0));
    desk.answer();
    let time = desk.store.kept().view.time;
    desk.say(Msg::Undo);
    desk.answer();
    assert_eq!(
        (desk.store.kept().circuit().to_string(), desk.store.can_undo()),
        ("qubits 1; RX(t) 0".into(), false)
    );
    assert_eq!(desk.store.kept().view.time, time, "undo takes edits back, not the time");
    desk.say(Msg::Run(false));
    assert!(desk.links > links && !desk.store.runs());
    let asked = desk.asked;
    desk.say(Msg::Frame(16.0));
    assert_eq!(desk.asked, asked, "what is stopped stays");
}

#[test]
fn a_link_opens_at_the_same_time_and_runs_as_it_ran() {
    let mut desk = Desk::of("RX(t) 0");
    desk.look(|view| (view.time, view.pace, view.trail, view.step) = (1.25, -1.0, Trail::Columns, Some(0)));
    let again = Desk::opened(Store::opened(&desk.store.link()));
    assert_eq!(again.store.kept().view, desk.store.kept().view);
    assert_eq!(again.state(), desk.state());
    assert!(again.store.runs());
    desk.say(Msg::Run(false));
    desk.answer();
    assert!(!Desk::opened(Store::opened(&desk.store.link())).store.runs());
}

#[test]
fn where_nothing_may_move_by_itself_it_moves_when_it_is_told() {
    let mut store = Store::new(Document::of_circuit("RX(t) 0".parse().expect("valid")));
    store.autoplay = false;
    let mut desk = Desk::opened(store);
    assert!(!desk.store.runs());
    desk.say(Msg::Frame(16.0));
    assert_eq!(desk.store.kept().view.time, 0.0);
    desk.say(Msg::Run(true));
    assert!(desk.store.runs());
    let link = desk.store.link();
    desk.say(Msg::Open(link));
    assert!(!desk.store.runs(), "another document has not been started");
}

#[test]
fn a_trained_model_refuses_the_time_with_a_sentence() {
    for model in ["qsann", "classifier"] {
        let mut desk = Desk::opened(Store::new(Document::preset(model)));
        let before = desk.store.kept().clone();
        let index = before.setup.slots[0]
            .circuit
            .ops()
            .iter()
            .position(|op| op.angle().is_some())
            .expect("a rotation");
        desk.say(Msg::Edit(Edit::Angle { slot: 0, index, text: "t".into() }));
        let why = desk.store.refused.clone().expect("refused");
        assert!(why.contains("t, the time, cannot stand in a model that is trained"), "{why}");
        assert_eq!(*desk.store.kept(), before);
        assert!(!desk.store.runs());
    }
}

#[test]
fn an_angle_without_a_value_says_when_and_the_time_goes_on() {
    let mut desk = Desk::of("RX(1/(t - 1)) 0");
    desk.look(|view| view.time = 1.0);
    let why = desk.store.trouble.clone().expect("1/0");
    assert!(why.contains("At t = 1.000 1/(t - 1) of RX has no finite value"), "{why}");
    desk.say(Msg::Frame(100.0));
    desk.answer();
    assert_eq!(desk.store.trouble, None);
}

#[test]
fn gates_are_explained_and_balls_have_trails_in_every_slot() {
    let mut desk = Desk::opened(Store::new(Document::preset("qsann")));
    for slot in 0..4 {
        desk.look(|view| {
            (view.slot, view.step, view.trail, view.column) = (slot, Some(1), Trail::Columns, Some(2))
        });
        let state = desk.state();
        let step = state.step.as_ref().expect("explained");
        assert!(step.op == 1 && step.matrix.len() == 2 && !step.changes.is_empty(), "{step:?}");
        assert!(state.trails.len() == state.wires.len() && state.trails.iter().all(|t| t.len() == 3));
        for (trail, wire) in state.trails.iter().zip(&state.wires) {
            assert!(near(trail[2], wire.bloch), "a trail ends where the vector is");
        }
    }
    desk.look(|view| (view.step, view.trail) = (None, Trail::None));
    assert!(desk.state().step.is_none() && desk.state().trails.is_empty());
}

#[test]
fn trails_follow_circuits_that_measure_and_say_where_they_end() {
    let mut desk = Desk::of("qubits 1; bits c 1; RY(1) 0; MEASURE 0 -> c[0]; X 0");
    desk.look(|view| view.trail = Trail::Columns);
    let (s, c) = libm::sincos(1.0);
    let trail = desk.state().trails[0].clone();
    for (found, wanted) in trail.iter().zip([[0.0, 0.0, 1.0], [s, 0.0, c], [0.0, 0.0, c], [0.0, 0.0, -c]]) {
        assert!((0..3).all(|i| (found[i] - wanted[i]).abs() < 1e-9), "{trail:?}");
    }
    let mut desk = Desk::of("qubits 13; H 0");
    desk.look(|view| view.trail = Trail::Columns);
    assert!(desk.state().trails.is_empty() && desk.state().untraced.contains("up to 12 qubits"));
}

#[test]
fn turning_a_dial_by_keys_in_a_burst_is_one_step() {
    let mut desk = Desk::of("RY(pi/4) 0");
    let turn = |text: &str| Msg::Edit(Edit::Angle { slot: 0, index: 0, text: text.into() });
    desk.say(turn("9*pi/32"));
    desk.say(turn("5*pi/16"));
    desk.say(Msg::Undo);
    assert_eq!(desk.store.kept().circuit().to_string(), "qubits 1; RY(pi/4) 0");
    desk.say(Msg::Redo);
    desk.say(Msg::Rest);
    desk.say(turn("pi/3"));
    desk.say(Msg::Undo);
    assert_eq!(desk.store.kept().circuit().to_string(), "qubits 1; RY(5*pi/16) 0");
}
