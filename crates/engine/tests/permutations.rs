//! Permutations of large registers: against the slow simulator, backward, in tiles, and how long they take.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{Angle, C64, Circuit, Control, Gate, Observable, Op};
use common::{Random, amplitudes, far};
use engine::difference::central_difference;
use engine::{Fan, Rows, State};

/// Rotations on all qubits, a permutation on scattered ones under a control, and again.
fn circuit(r: &mut Random, n: usize, name: &str, sizes: &[usize]) -> Circuit {
    let gate = Gate::named(name).unwrap();
    let mut ops = Vec::new();
    for round in 0..3 {
        for q in 0..n {
            ops.push(Op::turned(Gate::RY, &[q], Angle::parse("theta1*x1 + 0.3").unwrap().plus(r.range())));
            ops.push(Op::turned(Gate::P, &[q], Angle::parse("theta2").unwrap().plus(r.range())));
        }
        ops.push(Op::fixed(Gate::X, &[0]).controlled(Control::on(n - 1)));
        let mut order: Vec<usize> = (0..n).collect();
        if round > 0 {
            (0..n).for_each(|i| order.swap(i, i + r.below(n - i)));
        }
        let used = sizes.iter().sum::<usize>();
        let op = Op { splits: sizes[..sizes.len() - 1].to_vec(), ..Op::fixed(gate, &order[..used]) };
        ops.push(match order.get(used) {
            Some(&q) if round != 1 => op.controlled(Control { on: round == 0, ..Control::on(q) }),
            _ => op,
        });
    }
    Circuit::of(n, ops).unwrap()
}

const CASES: [(usize, &str, &[usize]); 8] = [
    (3, "MUL", &[2, 1]),
    (8, "MUL", &[4, 3]),
    (8, "MODPOW", &[3, 1, 2, 2]),
    (9, "FLIPBELOW", &[5, 3]),
    (9, "LT", &[1, 4, 4]),
    (10, "ADDCOUNT", &[5, 4]),
    (10, "MODMUL", &[3, 3, 3]),
    (15, "SUBMUL", &[4, 2, 2]),
];

#[test]
fn large_registers_are_those_of_the_slow_simulator_in_both_layouts_and_in_tiles() {
    let mut r = Random(4);
    for (n, name, sizes) in CASES {
        let circuit = circuit(&mut r, n, name, sizes);
        for rows in [1, 3] {
            let inputs = r.rows(1, rows);
            let state = State::run(&circuit, &[0.4, -0.7], &inputs).unwrap();
            let slow = amplitudes(&circuit, &[0.4, -0.7], inputs.row(rows - 1));
            for (k, a) in slow.iter().enumerate() {
                let off = state.amplitude(rows - 1, k) - *a;
                assert!(off.norm_sqr() < 1e-24, "{name} on {n}, {rows} rows: |{k}⟩");
            }
        }
    }
}

#[test]
fn gradients_go_backward_through_large_registers() {
    let mut r = Random(5);
    for (n, name, sizes) in CASES {
        let circuit = circuit(&mut r, n, name, sizes);
        let fan =
            Fan::of(circuit, vec![Observable::z(0), Observable::parse("X1 Z2 + 0.3 Y0").unwrap()]).unwrap();
        let (inputs, cotangent) = (r.rows(1, 2), r.rows(2, 2));
        let mut plan = fan.plan();
        plan.forward(&[0.4, -0.7], &inputs).unwrap();
        let (adjoint, slow) = (
            plan.pullback(&cotangent),
            central_difference(&fan, &[0.4, -0.7], &inputs, &cotangent, 1e-5).unwrap(),
        );
        assert!(far(&adjoint.weights, &slow.weights) < 1e-6, "{name} on {n}");
        assert!(far(&adjoint.inputs.data, &slow.inputs.data) < 1e-6, "{name} on {n}");
    }
}

#[test]
fn twenty_qubits_count_to_a_million() {
    let all: Vec<String> = (0..20).map(|q| q.to_string()).collect();
    let text = format!(
        "X 0; H 19; INC {0}; INC {0}; DEC {0}; ADD {1}",
        all.join(" "),
        "0 1 2 3 4 5 6 7 8 9 | 10 19"
    );
    let state = State::run(&text.parse().unwrap(), &[], &Rows::of(0, 1)).unwrap();
    let half = |k: usize| state.amplitude(0, k) - C64::new(std::f64::consts::FRAC_1_SQRT_2, 0.0);
    let (top, next) = ((1 << 19) + 1 + (1 << 10), (1 << 19) + 2);
    assert!(half(top).norm_sqr() < 1e-24 && half(next).norm_sqr() < 1e-24, "{text}");
}

#[test]
fn registers_too_large_for_a_list_follow_the_index_function_forward_and_back() {
    let places = "16 3 4 9 10 0 | 5 6 7 8 1 11 | 12 13 14 15 2";
    let one = |name: &str| format!("RY(theta1) 3; {name} 17: {places}; RY(theta1) 9; RX(0.3) 16");
    let head: String = (0..18).map(|q| format!("RY(0.{q}5 + 0.1) {q}; P(0.2{q}) {q};")).collect();
    let circuit: Circuit = format!("{head} {}", one("MODADD")).parse().unwrap();
    let state = State::run(&circuit, &[0.9], &Rows::of(0, 1)).unwrap();
    let mut slow = vec![C64::ZERO; 1 << 18];
    slow[0] = C64::ONE;
    for op in circuit.ops() {
        slow = match op.gate.action {
            circuit::Action::Permutation(image) => permuted(&slow, op, image),
            _ => common::apply(&slow, 18, op, &common::matrix(op, &[0.9], &[])),
        };
    }
    for (k, a) in slow.iter().enumerate() {
        assert!((state.amplitude(0, k) - *a).norm_sqr() < 1e-24, "|{k}⟩");
    }
    let fan = Fan::of(circuit, vec![Observable::z(9), Observable::parse("X16 Z3").unwrap()]).unwrap();
    let (none, cotangent) = (Rows::of(0, 1), Rows::from_rows(&[[1.0, -0.7]]));
    let mut plan = fan.plan();
    plan.forward(&[0.9], &none).unwrap();
    let slope = central_difference(&fan, &[0.9], &none, &cotangent, 1e-5).unwrap().weights[0];
    assert!((plan.pullback(&cotangent).weights[0] - slope).abs() < 1e-7);
}

/// A permutation of 18 qubits under qubit 17, index by index.
fn permuted(state: &[C64], op: &Op, image: fn(&[usize], usize) -> usize) -> Vec<C64> {
    let mut next = vec![C64::ZERO; state.len()];
    for (k, a) in state.iter().enumerate() {
        let value = op.targets.iter().fold(0, |v, q| 2 * v + (k >> (17 - q) & 1));
        let image = image(&op.sizes(), value);
        let bits = op.targets.iter().rev().enumerate();
        let to = bits.fold(k, |k, (i, q)| k & !(1 << (17 - q)) | (image >> i & 1) << (17 - q));
        next[if k & 1 == 1 { to } else { k }] = *a;
    }
    next
}
