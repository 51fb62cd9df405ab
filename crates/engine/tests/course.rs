//! Runs that are followed: the same wherever they are looked at, as likely as they ought to be, true to their outcomes.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/slow.rs"]
mod slow;

use circuit::Circuit;
use common::Random;
use engine::{Course, Noise, Process};

fn course(circuit: &Circuit, ops: usize, seed: u32) -> Course {
    let mut dice = Random(seed + 1);
    Course::of(circuit, (&[], &[]), ops, &mut || dice.uniform()).unwrap()
}

#[test]
fn one_seed_is_one_run_wherever_it_is_looked_at() {
    let text = "qubits 3; bits c 3; H 0; MEASURE 0 -> c[0]; H 1; X 1:2; if c[0] == 1 X 2; MEASURE 1 -> c[1]; H 1; POST1 1; MEASURE 1 -> c[2]";
    let circuit: Circuit = text.parse().unwrap();
    for seed in 0..20 {
        let end = course(&circuit, circuit.ops().len(), seed);
        assert_eq!(end.then, end.end);
        for ops in 0..circuit.ops().len() {
            let on_the_way = course(&circuit, ops, seed);
            assert_eq!(on_the_way.end, end.end, "after {ops} ops");
            // What was read by then does not change any more.
            let measured = circuit.ops()[..ops].iter().flat_map(|op| &op.bits).fold(0, |all, b| all | 1 << b);
            assert_eq!(on_the_way.then.bits & measured, end.end.bits & measured);
        }
        assert_eq!(end.end.bits >> 2 & 1, 1, "the last measurement finds what was selected");
    }
}

#[test]
fn runs_are_as_likely_as_the_exact_mixture_says() {
    let mut dice = Random(5);
    for _ in 0..6 {
        let circuit = slow::random_process(&mut dice, 3, 12, true);
        let process = Process::of(&circuit, &Noise::none()).unwrap();
        let exact = process.distribution(&[], &[]).unwrap();
        if !process.measures() {
            continue;
        }
        let runs = 4000;
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..runs {
            let course = Course::of(&circuit, (&[], &[]), 0, &mut || dice.uniform()).unwrap();
            *counts.entry(course.end.bits).or_insert(0.0) += 1.0 / f64::from(runs);
            assert!((course.end.state.norm() - 1.0).abs() < 1e-9);
        }
        for (bits, p) in &exact {
            let found: f64 = counts.get(bits).copied().unwrap_or(0.0);
            let spread = (p * (1.0 - p) / f64::from(runs)).sqrt();
            assert!((found - p).abs() < 5.0 * spread + 1e-9, "{bits:b}: {found} instead of {p}");
        }
    }
}

#[test]
fn what_cannot_be_selected_is_a_sentence() {
    let circuit: Circuit = "qubits 2; H 1; POST1 0".parse().unwrap();
    let mut dice = Random(1);
    let why = Course::of(&circuit, (&[], &[]), 0, &mut || dice.uniform()).unwrap_err().to_string();
    assert!(why.contains("post-selection failed 10000 times") && why.contains("another shot"), "{why}");
}

#[test]
fn bloch_vectors_and_kept_shares_are_those_of_the_density_matrix() {
    let mut dice = Random(11);
    for round in 0..40 {
        let mut circuit = slow::random_process(&mut dice, 3, 10, round % 2 == 0);
        if round % 3 == 0 {
            let select: Circuit = "qubits 3; POSTPLUS 1; POST0 2".parse().unwrap();
            circuit = circuit.then(&select).unwrap();
        }
        let weights = dice.numbers(6);
        let inputs = dice.numbers(6);
        let process = Process::of(&circuit, &Noise::none()).unwrap();
        let all = slow::run(&circuit, &weights, &inputs);
        let kept: f64 = all.values().map(slow::trace).sum();
        assert!((process.kept(&weights, &inputs).unwrap() - kept).abs() < 1e-9);
        if kept < 1e-9 {
            continue;
        }
        let rho = engine::Density::of_matrix(&slow::total(&all));
        for (q, bloch) in process.blochs(&weights, &inputs).unwrap().iter().enumerate() {
            (0..3).for_each(|i| assert!((bloch[i] - rho.bloch(q)[i]).abs() < 1e-9, "qubit {q} of {circuit}"));
        }
    }
    let wide: Circuit =
        "qubits 12; bits c 2; H 0; X 0:11; MEASURE 0 -> c[0]; RESET 3; H 5; MEASURE 5 -> c[1]; H 5"
            .parse()
            .unwrap();
    let process = Process::of(&wide, &Noise::none()).unwrap();
    let blochs = process.blochs(&[], &[]).unwrap();
    assert!(
        blochs[5].iter().all(|x| x.abs() < 1e-12)
            && blochs[11][2].abs() < 1e-12
            && blochs[3] == [0.0, 0.0, 1.0]
    );
}
