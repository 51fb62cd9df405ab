//! Single precision against double: the same circuits, close amplitudes, kept norms.
//!
//! The bound: every gate computes each new amplitude as a sum of two complex products, from numbers that are rounded to
//! 24 bits; its matrix is rounded once. So a gate moves the state by at most some 6 · 2⁻²⁴ (in length), and a circuit
//! of d operations by d times that; operations of several qubits come apart into up to 4ᵏ such gates. Errors are
//! independent, so that in fact they grow as the root of d.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{Circuit, Observable};
use common::{Random, far};
use engine::memory::Need;
use engine::{Noise, Precision, Process, Rows, SingleRunner, SingleState, State};
use proptest::prelude::*;

/// Half the distance of 1 to the next f32.
const UNIT: f64 = 1.0 / (1u64 << 24) as f64;

/// What is allowed for so many operations.
fn bound(ops: usize) -> f64 {
    6.0 * UNIT * (ops + 1) as f64
}

/// The length of the difference of two states.
fn apart(double: &State, single: &SingleState, row: usize) -> f64 {
    let all = 0..1usize << double.qubits();
    all.map(|k| (double.amplitude(row, k) - single.amplitude(row, k)).norm_sqr()).sum::<f64>().sqrt()
}

fn steps(circuit: &Circuit) -> usize {
    circuit.primitive().ops().iter().map(|op| 1 << (2 * (op.targets.len() - 1).min(4))).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn single_states_are_double_states_up_to_a_bound_that_grows_with_depth(
        seed in any::<u32>(),
        n in prop_oneof![1usize..9, 9usize..15],
        ops in prop_oneof![Just(1usize), Just(10), Just(40), Just(120)],
        len in prop_oneof![Just(1usize), Just(2), Just(5), Just(9)],
    ) {
        let mut r = Random(seed);
        let len = if n > 8 { 1 } else { len };
        let (circuit, weights, inputs) = (r.circuit(n, ops), r.numbers(4), r.rows(2, len));
        let double = State::run(&circuit, &weights, &inputs).unwrap();
        let single = SingleState::run(&circuit, &weights, &inputs).unwrap();
        let bound = bound(steps(&circuit));
        let observable = r.observable(n);
        let scale: f64 = observable.terms.iter().map(|t| t.0.abs()).sum();
        for row in 0..len {
            let error = apart(&double, &single, row);
            prop_assert!(error < bound, "{error:e} of {bound:e} after {ops} gates");
            prop_assert!((single.norm(row) - 1.0).abs() < 2.0 * bound);
            let (a, b) = (double.expect(row, &observable), single.expect(row, &observable));
            prop_assert!((a - b).abs() < 2.0 * bound * scale);
            for q in 0..n {
                prop_assert!(far(&double.bloch(row, q), &single.bloch(row, q)) < 2.0 * bound);
            }
        }
    }

    #[test]
    fn a_circuit_and_its_inverse_are_the_identity_in_single_precision(seed in any::<u32>(), n in 1usize..13) {
        let mut r = Random(seed);
        let (circuit, weights) = (r.circuit(n, 25), r.numbers(4));
        let mut ops = circuit.ops().to_vec();
        ops.extend(circuit.inverse().unwrap().ops().iter().cloned());
        let both = Circuit::of(n, ops).unwrap();
        let state = SingleState::run(&both, &weights, &r.rows(2, 1)).unwrap();
        prop_assert!((state.probability(0, 0) - 1.0).abs() < 2.0 * bound(steps(&both)));
    }
}

/// Layers of turns about all axes on every qubit and a ring of CX.
fn layers(n: usize, depth: usize) -> Circuit {
    let mut r = Random(n as u32);
    let mut text = String::new();
    for _ in 0..depth {
        for q in 0..n {
            let [a, b, c] = [r.range(), r.range(), r.range()];
            text += &format!("RX({a}) {q}; RY({b}) {q}; RZ({c}) {q};");
        }
        (0..n).for_each(|q| text += &format!("CX {q} {};", (q + 1) % n));
    }
    text.parse().unwrap()
}

#[test]
fn errors_grow_as_the_root_of_the_depth_and_the_norm_is_kept_in_large_states() {
    for n in [6, 10, 15, 17] {
        for depth in [1, 10, 40] {
            let circuit = layers(n, depth);
            let double = State::run(&circuit, &[], &Rows::of(0, 1)).unwrap();
            let single = SingleState::run(&circuit, &[], &Rows::of(0, 1)).unwrap();
            // Every qubit has a merged gate a layer.
            let allowed = 3.0 * UNIT * ((n * depth) as f64).sqrt();
            let (error, norm) = (apart(&double, &single, 0), single.norm(0) - 1.0);
            assert!(error < allowed, "n={n}, {depth} layers: {error:e} of {allowed:e}");
            assert!(norm.abs() < 2.0 * allowed, "n={n}, {depth} layers: the norm is off by {norm:e}");
        }
    }
}

#[test]
fn a_runner_gives_the_same_bits_again_and_angles_are_rounded_after_their_sines() {
    let circuit: Circuit = "RX(theta1) 0; CX 0 1; RZ(theta1*x1) 2; CX 1 2; H 3; SWAP 0 3".parse().unwrap();
    let mut runner = SingleRunner::new(&circuit);
    let inputs = Rows::from_rows(&[[0.3]]);
    let first: Vec<[f32; 2]> = {
        let state = runner.run(&[0.7], &inputs).unwrap();
        (0..16).map(|k| state.parts(0, k)).collect()
    };
    runner.run(&[1.7], &inputs).unwrap();
    let again = runner.run(&[0.7], &inputs).unwrap();
    assert!((0..16).all(|k| again.parts(0, k) == first[k]));
    // An angle of 10⁸ radians has no digit right of the point in f32; its sine must still be right.
    let one = SingleState::run(&"RY(100000000.4) 0".parse().unwrap(), &[], &Rows::of(0, 1)).unwrap();
    let half: f64 = 100_000_000.4 / 2.0;
    assert_eq!(one.parts(0, 1), [libm::sin(half) as f32, 0.0]);
}

#[test]
fn half_the_memory_is_asked_for_and_sums_do_not_lose_small_amplitudes() {
    let n = 22;
    let circuit: Circuit = (0..n).map(|q| format!("H {q};")).collect::<String>().parse().unwrap();
    let need = Need::of_states(&circuit, 1);
    assert_eq!(need.state(), 2 * need.with(Precision::Single).state());
    let state = SingleState::run(&circuit, &[], &Rows::of(0, 1)).unwrap();
    // Four million probabilities of 2⁻²²: a sum in f32 would stall far off.
    assert!((state.norm(0) - 1.0).abs() < 1e-5);
    assert!((state.expect(0, &Observable::parse("X0 X21").unwrap()) - 1.0).abs() < 1e-5);
    assert!(state.expect(0, &Observable::z(3)).abs() < 1e-12);
}

#[test]
fn permutations_of_registers_of_every_size_move_single_amplitudes_as_double_ones() {
    let list = |range: std::ops::Range<usize>| -> String { range.map(|q| format!("{q} ")).collect() };
    for half in [2, 4, 9] {
        let n = 2 * half + 1;
        let turns: String = (0..n).map(|q| format!("RY({}) {q};", 0.3 + 0.1 * q as f64)).collect();
        let sum = format!("{turns} CADD {} {}| {}", 2 * half, list(0..half), list(half..2 * half));
        for text in [sum, format!("{turns} INC {}", list(0..n))] {
            let circuit: Circuit = text.parse().unwrap();
            let double = State::run(&circuit, &[], &Rows::of(0, 1)).unwrap();
            let single = SingleState::run(&circuit, &[], &Rows::of(0, 1)).unwrap();
            assert!(apart(&double, &single, 0) < bound(n), "{text}");
        }
    }
}

#[test]
fn a_process_in_single_precision_ends_as_in_double_and_is_refused_where_there_is_no_pure_state() {
    let process = |text: &str| Process::of(&text.parse().unwrap(), &Noise::default()).unwrap();
    let text = "bits c 2; RY(theta1) 0; CX 0 1; RX(0.7) 2; CX 1 2; RZ(0.2) 2; H 1; MEASURE 0 -> c[0]; MEASURE 2 -> c[1]";
    let (double, single) = (process(text), process(text).single().unwrap());
    let at: (&[f64], &[f64]) = (&[0.9], &[]);
    let observable = Observable::parse("0.5 Z0 Z1 - X1 + Y0").unwrap();
    assert!(
        far(&double.probabilities(at.0, at.1).unwrap(), &single.probabilities(at.0, at.1).unwrap()) < 1e-6
    );
    let values = [&double, &single].map(|p| p.expectation(at.0, at.1, &observable).unwrap());
    assert!((values[0] - values[1]).abs() < 1e-6 && values[0] != values[1]);
    let mut draws = [Random(5), Random(5)];
    let [a, b] = &mut draws;
    let counts = [double.sample(at, 500, &mut || a.uniform()), single.sample(at, 500, &mut || b.uniform())];
    assert_eq!(counts[0], counts[1], "no draw is within rounding of a boundary");
    let shots = [&double, &single].map(|p| {
        let mut draws = Random(9);
        p.estimate(at, &observable, 400, &mut || draws.uniform()).unwrap()
    });
    assert!((shots[0].value - shots[1].value).abs() < 1e-6);
    let refused = single.trajectories(at, &observable, 10, &mut || 0.5).unwrap_err().to_string();
    assert!(refused.ends_with("or ask for double precision"), "{refused}");
    for mixed in ["H 0; RESET 0; X 1", "H 0; AMPLITUDE_DAMPING(0.1) 0; H 0"] {
        assert!(process(mixed).single().is_err(), "{mixed}");
    }
}
