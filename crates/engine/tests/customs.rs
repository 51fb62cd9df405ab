//! Custom gates: gathered from a circuit and expanded again they change no state; the nearest unitary is nearest.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{C64, Circuit, Custom, Matrix};
use common::{Random, amplitudes};
use proptest::prelude::*;

fn same(a: &Circuit, b: &Circuit) -> bool {
    let run = |c: &Circuit| amplitudes(c, &[0.3, -0.9, 1.4, 0.2], &[0.5, -1.1]);
    run(a).iter().zip(run(b)).all(|(x, y)| (*x - y).norm_sqr() < 1e-24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn gathering_and_expanding_keep_the_state(seed in any::<u32>(), n in 2usize..6, picks in prop::collection::vec(0usize..12, 1..5)) {
        let circuit = Random(seed).circuit(n, 12);
        let Ok(gathered) = circuit.gathered("mine", &picks) else { return Ok(()) };
        prop_assert!(same(&circuit, &gathered));
        let at = gathered.ops().iter().position(|op| op.name() == "mine").unwrap();
        let expanded = gathered.expanded(at).unwrap();
        prop_assert!(same(&circuit, &expanded));
        prop_assert!(expanded.customs().is_empty() && expanded.ops().len() == circuit.ops().len());
        prop_assert_eq!(gathered.to_string().parse::<Circuit>().unwrap(), gathered);
    }

    #[test]
    fn neighbours_can_always_be_gathered_and_composites_expanded(seed in any::<u32>(), from in 0usize..8, count in 1usize..5) {
        let circuit = Random(seed).circuit(4, 12);
        let picks: Vec<usize> = (from..from + count).collect();
        prop_assert!(same(&circuit, &circuit.gathered("mine", &picks).unwrap()));
        for i in 0..12 {
            if let Ok(expanded) = circuit.expanded(i) {
                prop_assert!(same(&circuit, &expanded));
            }
        }
    }

    #[test]
    fn the_nearest_unitary_is_unitary_and_nearer_than_others(seed in any::<u32>(), qubits in 1usize..4, noise in 0.0f64..0.3) {
        let mut r = Random(seed);
        let size = 1 << qubits;
        let anything = Matrix::of((0..size * size).map(|_| C64::new(r.range(), r.range())).collect());
        let unitary = anything.nearest_unitary().unwrap();
        prop_assert!(unitary.dagger().times(&unitary).distance(&Matrix::identity(size)) < 1e-12);
        // U†A is positive: hermitian, and its trace is the largest that any unitary gives.
        let p = unitary.dagger().times(&anything);
        prop_assert!(p.distance(&p.dagger()) < 1e-10);
        let trace = |u: &Matrix| { let p = u.dagger().times(&anything); (0..size).map(|k| p.at(k, k).re).sum::<f64>() };
        for _ in 0..20 {
            let turn = Matrix::of((0..size * size).map(|_| C64::new(r.range() * 0.2, r.range() * 0.2)).collect());
            let near = Matrix::of(unitary.data.iter().zip(&turn.data).map(|(a, b)| *a + *b).collect());
            prop_assert!(trace(&near.nearest_unitary().unwrap()) <= trace(&unitary) + 1e-10);
        }
        // A unitary is its own, and scaling does nothing.
        prop_assert!(unitary.nearest_unitary().unwrap().distance(&unitary) < 1e-13);
        prop_assert!(unitary.scale(1.0 + noise).nearest_unitary().unwrap().distance(&unitary) < 1e-13);
    }
}

#[test]
fn what_cannot_be_gathered_or_expanded_is_refused_with_a_sentence() {
    let circuit: Circuit =
        "qubits 3; bits c 1; H 0; X 0:1; Z 1; H 2; X 1:2; MEASURE 2 -> c[0]".parse().unwrap();
    let index = |text: &str| circuit.ops().iter().position(|op| circuit.statement(op) == text).unwrap();
    let says = |picks: &[usize], name: &str, part: &str| {
        let e = circuit.gathered(name, picks).unwrap_err();
        assert!(e.contains(part), "{e}");
    };
    says(&[index("X 0:1"), index("X 1:2")], "g", "Z 1 stands between these gates on a wire that they share");
    says(&[], "g", "choose one gate or more");
    says(&[9], "g", "no gate number 9");
    says(&[0], "cx", "already");
    says(&[0], "2", "cannot be a gate's name");
    says(&[index("MEASURE 2 -> c[0]")], "g", "cannot be part of a gate");
    let gathered = circuit.gathered("g", &[index("H 0"), index("H 2")]).unwrap();
    assert!(gathered.to_string().contains("gate g 2 { H 0; H 1 }; g 0 2"), "{gathered}");
    assert!(circuit.expanded(index("H 0")).unwrap_err().contains("does not consist of other gates"));
    assert!(circuit.expanded(99).unwrap_err().contains("no gate number 99"));
}

#[test]
fn controls_axes_and_conditions_go_to_every_part() {
    let text = "qubits 4; bits c 1; gate g 2 { H 0; X 0:1 }; MEASURE 3 -> c[0]; if c[0] == 1 g x0:1 2";
    let circuit: Circuit = text.parse().unwrap();
    let expanded = circuit.expanded(1).unwrap().to_string();
    assert!(expanded.ends_with("if c[0] == 1 H x0:1; if c[0] == 1 X x0 1:2"), "{expanded}");
}

#[test]
fn a_refused_matrix_comes_with_its_nearest_unitary() {
    let m = |entries: &[f64]| Matrix::of(entries.iter().map(|x| C64::new(*x, 0.0)).collect());
    let e = Custom::of_matrix("m", m(&[0.0, 2.0, 2.0, 0.0])).unwrap_err();
    assert!(e.contains("not unitary") && e.contains("(0, 1, 1, 0)"), "{e}");
    let e = Custom::of_matrix("m", m(&[1.0, 1.0, 1.0, 1.0])).unwrap_err();
    assert!(e.contains("no inverse"), "{e}");
    assert_eq!(m(&[1.0, f64::NAN, 0.0, 1.0]).nearest_unitary(), None);
    assert_eq!(m(&[0.0; 4]).nearest_unitary(), None);
}
