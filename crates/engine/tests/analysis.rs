//! Sizes of circuits and light cones of observables.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{Circuit, Condition, Gate, Observable, Op, Register};
use common::{Random, amplitudes, expectation};
use engine::analysis::{counts, light_cone};
use proptest::prelude::*;

#[test]
fn a_circuit_is_counted_as_it_is_written() {
    let text = "qubits 4; H 0; CX 0 1; CX 2 3; CCX 0 1 2; RY(theta1) 3; CRY(0.3) 3 0; SPACER 1; RZZ(0.1) 1 3";
    let all = counts(&text.parse().unwrap());
    // H, CX, CCX, CRY one after the other on qubit 0; RZZ waits for CRY on qubit 3.
    assert_eq!((all.depth, all.ops), (5, 7));
    assert_eq!((all.one_qubit, all.two_qubit, all.wider), (2, 4, 1));
    let names: Vec<(&str, usize)> = all.names.iter().map(|(n, c)| (n.as_str(), *c)).collect();
    assert_eq!(names, [("CCX", 1), ("CRY", 1), ("CX", 2), ("H", 1), ("RY", 1), ("RZZ", 1)]);
    assert_eq!(counts(&Circuit::new(3).unwrap()).depth, 0);
}

/// As drawn they stand in two columns, but neither waits for the other.
#[test]
fn depth_is_of_waiting_not_of_drawing() {
    let circuit: Circuit = "qubits 4; CX 0 3; CX 1 2".parse().unwrap();
    assert_eq!((counts(&circuit).depth, circuit.layout().width), (1, 2));
}

fn conditional() -> Circuit {
    let register = Register { name: "c".into(), size: 1 };
    let x = Op::fixed(Gate::X, &[2]).given(Condition::bit(0, true));
    let ops = vec![Op::fixed(Gate::H, &[0]), Op::fixed(Gate::H, &[1]), Op::measure(0, 0), x];
    Circuit::with_registers(3, vec![register], ops).unwrap()
}

#[test]
fn depth_and_light_cones_follow_classical_bits() {
    let circuit = conditional();
    assert_eq!(counts(&circuit).depth, 3);
    let cone = light_cone(&circuit, &Observable::z(2));
    assert_eq!(cone.qubits, [0, 2]);
    assert_eq!(cone.circuit(&circuit).unwrap().ops().len(), 3);
    assert_eq!(light_cone(&circuit, &Observable::z(1)).qubits, [1]);
}

#[test]
fn a_ladder_lets_an_observable_see_one_way() {
    let circuit: Circuit = "qubits 4; CX 0 1; CX 1 2; CX 2 3; H 3".parse().unwrap();
    assert_eq!(light_cone(&circuit, &Observable::z(3)).qubits, [0, 1, 2, 3]);
    let first = light_cone(&circuit, &Observable::z(0));
    assert_eq!((first.qubits, first.ops), (vec![0, 1], vec![0]));
    assert_eq!(light_cone(&circuit, &Observable::parse("3").unwrap()).ops, Vec::<usize>::new());
}

/// It keeps a part of the state, so that what it is entangled with sees it from any wire.
#[test]
fn post_selection_is_in_every_light_cone() {
    let select = circuit::gates::all().find(|g| matches!(g.action, circuit::Action::Project(_))).unwrap();
    let ops = vec![Op::fixed(Gate::H, &[1]), Op::fixed(select, &[1]), Op::fixed(Gate::H, &[2])];
    let cone = light_cone(&Circuit::of(3, ops).unwrap(), &Observable::z(0));
    assert_eq!(cone.qubits, [0, 1]);
    assert_eq!(cone.ops.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_outside_the_cone_does_not_matter(seed in any::<u32>(), n in 3usize..7, ops in 1usize..9) {
        let mut r = Random(seed);
        let whole = r.circuit(n, ops);
        let observable = Observable::parse(&format!("0.7 {0}{1} - {2}{1}", ["X", "Y", "Z"][r.below(3)], r.below(n),
            ["X", "Y", "Z"][r.below(3)])).unwrap();
        let (weights, inputs) = (r.numbers(4), r.numbers(2));
        let cone = light_cone(&whole, &observable);
        let value = |c: &Circuit| expectation(&amplitudes(c, &weights, &inputs), n, &observable);
        let within = cone.circuit(&whole).unwrap();
        prop_assert!((value(&whole) - value(&within)).abs() < 1e-12);
        prop_assert!(within.ops().iter().flat_map(Op::qubits).all(|q| cone.qubits.contains(&q)));
        // Other ops in their places do not matter either.
        let other = whole.ops().iter().enumerate().map(|(i, op)| match cone.ops.contains(&i) {
            true => op.clone(),
            false => Op::fixed(Gate::Y, &op.targets[..1]),
        }).collect();
        prop_assert!((value(&whole) - value(&Circuit::of(n, other).unwrap())).abs() < 1e-12);
    }

    #[test]
    fn depth_is_between_the_busiest_qubit_and_all_ops(seed in any::<u32>(), n in 1usize..6) {
        let circuit = Random(seed).circuit(n, 15).primitive();
        let all = counts(&circuit);
        let busiest = (0..n).map(|q| circuit.ops().iter().filter(|op| op.qubits().any(|p| p == q)).count()).max();
        prop_assert!(busiest.unwrap() <= all.depth && all.depth <= all.ops);
        prop_assert_eq!(all.ops, all.names.values().sum::<usize>());
        prop_assert_eq!(all.ops, all.one_qubit + all.two_qubit + all.wider);
        prop_assert!(all.depth <= circuit.layout().width);
    }
}
