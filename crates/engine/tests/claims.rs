//! Single claims: known gradients, sizes, determinism, pictures of a state.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{Circuit, Observable};
use common::{Random, far};
use engine::shift::{parameter_shift, rule};
use engine::{Fan, MEMORY_LIMIT, Refusal, Rows, State, forward, gram, sample};

fn z(q: usize) -> Vec<Observable> {
    vec![Observable::z(q)]
}

/// papers.md's parameter-shift trap: f(θ) = ⟨Z₁⟩ of H 0; CRX(θ) 0 1 is (1 + cos θ)/2; two terms give half of
/// the true slope at some θ, four give it.
#[test]
fn a_controlled_rotation_needs_four_terms_and_the_adjoint_method_none() {
    let circuit: Circuit = "H 0; CRX(theta1) 0 1".parse().unwrap();
    let fan = Fan::of(circuit, vec![Observable::parse("X0 Z1").unwrap(), Observable::z(1)]).unwrap();
    let (one, no) = (Rows::from_rows(&[[0.7, -0.4]]), Rows::of(0, 1));
    let t = 0.6;
    let value = |t: f64| 0.7 * libm::cos(t / 2.0) - 0.4 * (1.0 + libm::cos(t)) / 2.0;
    let slope = -0.35 * libm::sin(t / 2.0) + 0.2 * libm::sin(t);
    let mut plan = fan.plan();
    let values = plan.forward(&[t], &no).unwrap();
    assert!((0.7 * values.data[0] - 0.4 * values.data[1] - value(t)).abs() < 1e-14);
    assert!((plan.pullback(&one).weights[0] - slope).abs() < 1e-14);
    assert!((parameter_shift(&fan, &[t], &no, &one).unwrap().weights[0] - slope).abs() < 1e-14);
    let two: f64 = rule(circuit::ShiftRule::TwoTerm).iter().map(|(s, f)| f * value(t + s)).sum();
    assert!((two - slope).abs() > 0.01, "two terms happen to be right here");
}

#[test]
fn a_rotation_about_y_has_the_known_slopes() {
    let circuit: Circuit = "RY(theta1*x1) 0".parse().unwrap();
    let inputs = Rows::from_rows(&[[0.3], [1.1], [0.3]]);
    let (values, mut plan) = forward(&circuit, &[0.9], &inputs, &z(0)).unwrap();
    let cotangent = Rows::from_rows(&[[1.0], [2.0], [-3.0]]);
    let gradients = plan.pullback(&cotangent);
    let mut weight = 0.0;
    for r in 0..3 {
        let (x, c) = (inputs.row(r)[0], cotangent.row(r)[0]);
        assert!((values.row(r)[0] - libm::cos(0.9 * x)).abs() < 1e-15);
        assert!((gradients.inputs.row(r)[0] + c * 0.9 * libm::sin(0.9 * x)).abs() < 1e-14);
        weight -= c * x * libm::sin(0.9 * x);
    }
    assert!((gradients.weights[0] - weight).abs() < 1e-14);
}

#[test]
fn too_much_is_refused_before_anything_is_allocated() {
    let wide = Circuit::new(26).unwrap();
    let error = State::run(&wide, &[], &Rows::of(1, 5)).unwrap_err();
    let Refusal::TooLarge { qubits, rows, limit, .. } = error else { panic!("{error}") };
    assert_eq!((qubits, rows, limit), (26, 5, MEMORY_LIMIT as u64));
    assert!(error.to_string().contains("use at most 23 qubits or fewer rows"), "{error}");
    let fan = Fan::of(wide, z(0)).unwrap();
    assert!(
        fan.plan().forward(&[], &Rows::of(0, 1)).unwrap_err().to_string().contains("26 qubits need 2 GiB")
    );
}

#[test]
fn observables_of_qubits_that_there_are_not_are_refused_by_name() {
    let error = forward(&Circuit::new(2).unwrap(), &[], &Rows::of(0, 1), &z(2)).err().unwrap().to_string();
    assert!(error.contains("the observable") && error.contains("qubit 2"), "{error}");
}

#[test]
fn twenty_qubits_of_ghz() {
    let mut text = String::from("H 0;");
    (1..20).for_each(|q| text += &format!("CX {} {q};", q - 1));
    let circuit: Circuit = text.parse().unwrap();
    let state = State::run(&circuit, &[], &Rows::of(0, 1)).unwrap();
    let all = (1 << 20) - 1;
    assert!((state.probability(0, 0) - 0.5).abs() < 1e-12 && (state.probability(0, all) - 0.5).abs() < 1e-12);
    assert!((state.purity(0, 7) - 0.5).abs() < 1e-12 && (state.entropy(0, 19) - 1.0).abs() < 1e-12);
    assert!((state.expect(0, &Observable::parse("Z0 Z19").unwrap()) - 1.0).abs() < 1e-12);
}

#[test]
fn pictures_of_known_states() {
    let state = State::run(&"H 0; S 0; X 1".parse().unwrap(), &[], &Rows::of(0, 1)).unwrap();
    let close = |a: [f64; 3], b: [f64; 3]| assert!(far(&a, &b) < 1e-15, "{a:?}");
    close(state.bloch(0, 0), [0.0, 1.0, 0.0]);
    close(state.bloch(0, 1), [0.0, 0.0, -1.0]);
    assert!((state.purity(0, 0) - 1.0).abs() < 1e-15 && state.entropy(0, 0) < 1e-14);
    let probabilities: Vec<f64> = (0..4).map(|k| state.probability(0, k)).collect();
    assert_eq!(sample(&probabilities, &[0.1, 0.9]), [1, 3]);
}

#[test]
fn equal_calls_give_equal_bits() {
    let mut r = Random(3);
    let fan = r.fan(4, 3, 30);
    let (weights, inputs, cotangent) = (r.numbers(fan.weights()), r.rows(2, 70), r.rows(fan.outputs(), 70));
    let (mut once, mut again) = (fan.plan(), fan.plan());
    for _ in 0..2 {
        let bits = |v: &[f64]| v.iter().map(|x| x.to_bits()).collect::<Vec<u64>>();
        let (a, b) = (once.forward(&weights, &inputs).unwrap(), again.forward(&weights, &inputs).unwrap());
        assert_eq!(bits(&a.data), bits(&b.data));
        let (a, b) = (once.pullback(&cotangent), again.pullback(&cotangent));
        assert_eq!((bits(&a.weights), bits(&a.inputs.data)), (bits(&b.weights), bits(&b.inputs.data)));
        again.forward(&weights[..1], &Rows::of(2, 3)).unwrap();
    }
}

#[test]
fn no_rows_no_heads_and_short_lists_are_no_trouble() {
    let mut r = Random(9);
    let fan = r.fan(3, 2, 8);
    let mut plan = fan.plan();
    assert_eq!(plan.forward(&[], &Rows::of(2, 0)).unwrap().data.len(), 0);
    let gradients = plan.pullback(&Rows::of(fan.outputs(), 0));
    assert_eq!((gradients.weights.len(), gradients.inputs.data.len()), (fan.weights(), 0));
    assert!(plan.forward(&[], &Rows::of(0, 1)).unwrap().data.iter().all(|v| v.is_finite()));
    assert_eq!(plan.pullback(&Rows::of(fan.outputs(), 1)).weights, vec![0.0; fan.weights()]);
    assert!(Fan::of(Circuit::new(1).unwrap(), z(1)).is_err());
}

#[test]
fn the_gram_matrix_holds_the_fidelities_of_all_pairs_in_both_layouts() {
    let mut r = Random(91);
    for n in [1, 2, 5, 9] {
        let (circuit, weights, inputs) = (r.circuit(n, 20), r.numbers(4), r.rows(2, 6));
        let table = gram(&State::run(&circuit, &weights, &inputs).unwrap()).unwrap();
        let states: Vec<_> = (0..6).map(|i| common::amplitudes(&circuit, &weights, inputs.row(i))).collect();
        for (i, a) in states.iter().enumerate() {
            for (j, b) in states.iter().enumerate() {
                let dot = a.iter().zip(b).fold(circuit::C64::ZERO, |s, (x, y)| s + x.conj() * *y);
                assert!((table.row(i)[j] - dot.norm_sqr()).abs() < 1e-12, "{n} {i} {j}");
            }
        }
    }
}
