//! What wires start in: every way of computing honours it.

use circuit::{Circuit, Observable, Start};
use engine::{Fan, Head, Noise, Process, Rows, State};

fn read(text: &str) -> Circuit {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn none() -> Rows {
    Rows { width: 0, data: Vec::new() }
}

/// The ends of the Bloch ball's axes, in the order of `Start::ALL`.
const ENDS: [[f64; 3]; 6] =
    [[0., 0., 1.], [0., 0., -1.], [1., 0., 0.], [-1., 0., 0.], [0., 1., 0.], [0., -1., 0.]];

#[test]
fn each_start_is_the_end_of_its_axis_in_every_mode() {
    for (start, end) in Start::ALL.into_iter().zip(ENDS) {
        let mut circuit = read("qubits 2; H 0; H 0");
        circuit.set_start(1, start);
        let state = State::run(&circuit, &[], &none()).expect("small");
        let close = |a: [f64; 3]| a.iter().zip(end).all(|(a, b)| (a - b).abs() < 1e-12);
        assert!(close(state.bloch(0, 1)), "{start:?}: {:?}", state.bloch(0, 1));
        assert!((state.bloch(0, 0)[2] - 1.0).abs() < 1e-12);
        let process = Process::of(&circuit, &Noise::none()).expect("small");
        let density = process.density(&[], &[]).expect("small");
        let axis = |p: &str| density.expect(&Observable::parse(p).expect("valid"));
        assert!(close([axis("X1"), axis("Y1"), axis("Z1")]), "{start:?}");
    }
}

#[test]
fn a_head_continues_where_its_trunk_ends_and_starts_nothing() {
    let z = || vec![Observable::z(0)];
    let fan = |trunk: &str, head: &str| {
        Fan::new(read(trunk), vec![Head { circuit: read(head), observables: z() }]).expect("unitary")
    };
    let value = |fan: Fan| fan.plan().forward(&[], &none()).expect("small").data[0];
    assert_eq!(value(fan("start 0 1", "start 0 1")), -1.0);
    assert_eq!(value(fan("qubits 1", "start 0 1")), 1.0);
}

#[test]
fn a_circuit_and_one_that_follows_start_once() {
    let (first, second) = (read("start 0 +; H 0"), read("start 0 1; X 0"));
    let both = first.then(&second).expect("few");
    assert_eq!(both.to_string(), "qubits 1; start 0 +; H 0; X 0");
}
