//! States looked at along the way, and parts of them, against the same things found in other ways.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{C64, Circuit};
use common::Random;
use engine::{Ket, Rows, State, quantities};

fn ket(state: &State, row: usize) -> Vec<C64> {
    (0..1 << state.qubits()).map(|k| state.amplitude(row, k)).collect()
}

fn far(a: &[C64], b: &[C64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (*x - *y).norm_sqr()).fold(0.0, f64::max).sqrt()
}

#[test]
fn a_state_seen_on_the_way_is_the_one_that_a_run_to_there_leaves() {
    let mut r = Random(41);
    for n in [1, 2, 3, 5, 9, 11] {
        for rows in [1, 3] {
            let (circuit, weights, inputs) = (r.circuit(n, 40), r.numbers(4), r.rows(2, rows));
            let cuts = [0, 0, 7, 8, 20, circuit.ops().len()];
            let parts: Vec<Circuit> =
                [0].iter().chain(&cuts).zip(&cuts).map(|(a, b)| circuit.between(*a..*b)).collect();
            let parts: Vec<(&Circuit, usize)> = parts.iter().map(|p| (p, 0)).collect();
            let mut seen = 0;
            State::along(&parts, &weights, &inputs, &mut |i, state| {
                let run = State::run(&circuit.first(cuts[i]), &weights, &inputs).unwrap();
                for row in 0..rows {
                    assert!(far(&ket(state, row), &ket(&run, row)) < 1e-12, "{n} qubits, stop {i}");
                }
                seen += 1;
            })
            .unwrap();
            assert_eq!(seen, cuts.len());
        }
    }
}

#[test]
fn wires_start_once_however_often_the_state_is_looked_at() {
    let circuit: Circuit = "qubits 3; start 0 -; start 2 1; H 0; X 0:1; H 2".parse().unwrap();
    let parts: Vec<Circuit> = (0..3).map(|i| circuit.between(i..i + 1)).collect();
    let start = circuit.first(0);
    let all: Vec<(&Circuit, usize)> = [(&start, 0)].into_iter().chain(parts.iter().map(|p| (p, 0))).collect();
    let inputs = Rows::of(0, 1);
    State::along(&all, &[], &inputs, &mut |i, state| {
        let run = State::run(&circuit.first(i), &[], &inputs).unwrap();
        assert!(far(&ket(state, 0), &ket(&run, 0)) < 1e-12, "after {i} gates");
    })
    .unwrap();
}

#[test]
fn each_part_has_the_weights_from_its_own_offset() {
    let turn: Circuit = "qubits 1; RY(theta1) 0".parse().unwrap();
    let mut z = Vec::new();
    let inputs = Rows::of(0, 1);
    State::along(&[(&turn, 0), (&turn, 1)], &[0.3, 0.4], &inputs, &mut |_, s| z.push(s.bloch(0, 0)[2]))
        .unwrap();
    assert!((z[0] - libm::cos(0.3)).abs() < 1e-14 && (z[1] - libm::cos(0.7)).abs() < 1e-14, "{z:?}");
}

#[test]
fn what_is_no_unitary_is_refused_before_anything_is_run() {
    let measured: Circuit = "bits c 1; MEASURE 0 -> c[0]".parse().unwrap();
    let mut seen = 0;
    let refused = State::along(&[(&measured, 0)], &[], &Rows::of(0, 1), &mut |_, _| seen += 1);
    assert!(refused.is_err() && seen == 0);
}

#[test]
fn parts_of_a_state_are_those_of_its_density_matrix() {
    let mut r = Random(43);
    for n in [2, 4, 6] {
        let (circuit, weights, inputs) = (r.circuit(n, 30), r.numbers(4), r.rows(2, 1));
        let state = State::run(&circuit, &weights, &inputs).unwrap();
        for qubits in [vec![0], vec![n - 1, 0], vec![1, 0]] {
            let slow = quantities::reduced(&Ket::of(&ket(&state, 0)), &qubits).matrix();
            let fast = state.reduced(0, &qubits);
            assert!(far(&slow.data, &fast.data) < 1e-12);
            for (k, p) in state.marginal(0, &qubits).into_iter().enumerate() {
                assert!((p - slow.at(k, k).re).abs() < 1e-12);
            }
            if let Some(own) = state.factor(0, &qubits) {
                let size = own.len();
                let pure: Vec<C64> = (0..size * size).map(|k| own[k / size] * own[k % size].conj()).collect();
                let global = qubits.len() == n;
                assert!(global || far(&pure, &fast.data) < 1e-4);
            }
        }
    }
}

#[test]
fn qubits_have_amplitudes_of_their_own_where_they_are_not_entangled_with_others() {
    let run = |text: &str| State::run(&text.parse().unwrap(), &[], &Rows::of(0, 1)).unwrap();
    let pairs = run("qubits 4; H 0; X 0:2; S 2; H 1; T 1; X 3");
    assert_eq!(pairs.factor(0, &[0]), None);
    let bell = pairs.factor(0, &[0, 2]).unwrap();
    let half = std::f64::consts::FRAC_1_SQRT_2;
    assert!(far(&bell, &[C64::new(half, 0.0), C64::ZERO, C64::ZERO, C64::new(0.0, half)]) < 1e-12);
    let one = pairs.factor(0, &[3]).unwrap();
    assert!(far(&one, &[C64::ZERO, C64::ONE]) < 1e-12);
    let whole = run("qubits 1; X 0; Z 0").factor(0, &[0]).unwrap();
    assert!(far(&whole, &[C64::ZERO, C64::new(-1.0, 0.0)]) < 1e-12, "of all qubits the phase is as it is");
}

#[test]
fn displays_change_nothing_and_cost_no_step() {
    let plain: Circuit = "H 0; RX(theta1) 1; X 0:1".parse().unwrap();
    let shown: Circuit = "CHANCE 0 1; H 0; BLOCH 0; RX(theta1) 1; EXPECT(ZX) 1 0; DENSITY 0 1; X 0:1; PURITY 0; SAMPLE(50, 7) 1; AMPS 0 1"
        .parse()
        .unwrap();
    assert!(shown.is_unitary() && shown.displays() == 7 && shown.depth() == plain.depth());
    assert_eq!(shown.primitive().ops(), plain.primitive().ops());
    let inputs = Rows::of(0, 1);
    let (a, b) = (State::run(&plain, &[0.4], &inputs).unwrap(), State::run(&shown, &[0.4], &inputs).unwrap());
    assert_eq!(ket(&a, 0), ket(&b, 0));
    assert_eq!(shown.inverse().unwrap().inverse().unwrap(), shown);
}
