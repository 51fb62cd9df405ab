//! One-qubit gates between many controlled ones, where single states take fast paths: exchanges inside of gates, even
//! lanes, tiles. Against the slow simulator, and against batches, which know none of them.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{Circuit, Observable};
use common::{Random, amplitudes, far};
use engine::shift::parameter_shift;
use engine::{Fan, Rows, State};
use proptest::prelude::*;

/// Every second gate acts on one qubit; the others are mostly CX and CX on 0.
fn ladder(r: &mut Random, n: usize, ops: usize) -> Circuit {
    let mut text = String::new();
    for i in 0..ops {
        let a = r.below(n);
        let b = (a + 1 + r.below(n - 1)) % n;
        let c = (0..n).find(|q| *q != a && *q != b).unwrap();
        text += &match (i % 2, r.below(9)) {
            (0, 0) => format!("RY(theta1) {a};"),
            (0, 1) => format!("RZ(theta2) {a};"),
            (0, 2) => format!("X {a};"),
            (0, 3) => format!("RY(theta3*x1) {a};"),
            (0, _) => format!("RX(theta4) {a}; RZ(x1) {a}; RY(0.4) {a};"),
            (_, 0) => format!("CZ {a} {b};"),
            (_, 1) => format!("SWAP {a} {b};"),
            (_, 2) => format!("CCX {a} {b} {c};"),
            (_, 3) => format!("CRX(theta2) {a} {b};"),
            (_, 4 | 5) => format!("X {a}; CX {a} {b}; X {a};"),
            _ => format!("CX {a} {b};"),
        };
    }
    Circuit::of(n, text.parse::<Circuit>().unwrap().ops().to_vec()).unwrap()
}

fn observables(r: &mut Random, n: usize) -> Vec<Observable> {
    vec![r.observable(n), Observable::z(n - 1)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn single_states_are_those_of_the_slow_simulator(seed: u32, n in 3usize..11, ops in 4usize..60) {
        let mut r = Random(seed);
        let (circuit, weights, inputs) = (ladder(&mut r, n, ops), r.numbers(4), r.rows(1, 1));
        let state = State::run(&circuit, &weights, &inputs).unwrap();
        for (k, slow) in amplitudes(&circuit, &weights, inputs.row(0)).iter().enumerate() {
            prop_assert!((state.amplitude(0, k) - *slow).norm_sqr() < 1e-24, "{circuit}");
        }
    }

    #[test]
    fn gradients_of_single_states_are_those_of_a_batch(seed: u32, n in 3usize..9, ops in 4usize..50) {
        let mut r = Random(seed);
        let circuit = ladder(&mut r, n, ops);
        let fan = Fan::of(circuit, observables(&mut r, n)).unwrap();
        let (weights, one) = (r.numbers(fan.weights()), r.rows(1, 1));
        let cotangent = Rows::from_rows(&[[0.7, -1.3]]);
        let (mut single, mut batch) = (fan.plan(), fan.plan());
        batch.set_dedup(false);
        let many = Rows { width: one.width, data: one.data.repeat(3) };
        let (a, b) = (single.forward(&weights, &one).unwrap(), batch.forward(&weights, &many).unwrap());
        prop_assert!(far(a.row(0), b.row(1)) < 1e-12);
        let (a, b) = (
            single.pullback(&cotangent),
            batch.pullback(&Rows::from_rows(&[[0.0; 2], [0.7, -1.3], [0.0; 2]])),
        );
        let steep = 1.0 + a.weights.iter().fold(0.0, |m: f64, g| m.max(g.abs()));
        prop_assert!(far(&a.weights, &b.weights) < 1e-11 * steep, "{:?} {:?}", a.weights, b.weights);
        prop_assert!(far(a.inputs.row(0), b.inputs.row(1)) < 1e-11 * steep);
    }
}

#[test]
fn gradients_in_tiles_are_those_of_the_parameter_shift_rule() {
    for seed in 0..3 {
        let mut r = Random(seed);
        let circuit = ladder(&mut r, 15, 120);
        let fan = Fan::of(circuit, observables(&mut r, 15)).unwrap();
        let (weights, inputs) = (r.numbers(fan.weights()), r.rows(fan.inputs(), 1));
        let cotangent = Rows::from_rows(&[[0.7, -1.3]]);
        let mut plan = fan.plan();
        plan.forward(&weights, &inputs).unwrap();
        let adjoint = plan.pullback(&cotangent);
        let shifted = parameter_shift(&fan, &weights, &inputs, &cotangent).unwrap();
        assert!(far(&adjoint.weights, &shifted.weights) < 1e-9, "{adjoint:?} {shifted:?}");
        assert!(far(&adjoint.inputs.data, &shifted.inputs.data) < 1e-9);
    }
}
