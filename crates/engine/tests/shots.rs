//! Estimates from shots and from simultaneous perturbations: unbiased over seeds, with honest errors.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{Circuit, Observable, Symbol};
use common::{Random, far};
use engine::estimate::Estimate;
use engine::spsa::spsa;
use engine::{Noise, Probe, Process, symbols};

/// Estimates of one number from many seeds: their mean is the number within five standard errors, and they
/// spread as they say they do.
fn honest(estimates: &[Estimate], exact: f64) {
    let n = estimates.len() as f64;
    let mean = estimates.iter().map(|e| e.value).sum::<f64>() / n;
    let spread = estimates.iter().map(|e| (e.value - mean) * (e.value - mean)).sum::<f64>() / (n - 1.0);
    let said = estimates.iter().map(|e| e.error * e.error).sum::<f64>() / n;
    assert!((mean - exact).abs() <= 5.0 * (said / n).sqrt() + 1e-12, "{mean} is not {exact} ({said})");
    assert!((spread - said).abs() <= 0.35 * said + 1e-12, "spread {spread}, said {said}");
}

fn cases() -> Vec<(Circuit, Observable, Vec<f64>, Vec<f64>)> {
    let case = |seed: u32| {
        let mut r = Random(seed);
        let (circuit, observable) = (r.circuit(3, 10), r.observable(3));
        let (weights, inputs) = (r.numbers(circuit.weights()), r.numbers(circuit.inputs()));
        (circuit, observable, weights, inputs)
    };
    (1..13).map(case).collect()
}

#[test]
fn values_from_shots_are_unbiased_and_spread_as_they_say() {
    for (circuit, observable, weights, inputs) in cases() {
        let probe = Probe::of(&circuit, &observable).unwrap();
        let exact = probe.value(&weights, &inputs).unwrap();
        let of = |seed| {
            let mut r = Random(seed);
            probe.value_from_shots(&weights, &inputs, 60, &mut || r.uniform()).unwrap()
        };
        honest(&(0..400).map(of).collect::<Vec<_>>(), exact);
    }
}

#[test]
fn gradients_from_shots_are_unbiased_and_spread_as_they_say() {
    let mut checked = 0;
    for (circuit, observable, weights, inputs) in cases() {
        let probe = Probe::of(&circuit, &observable).unwrap();
        let by = symbols(&circuit);
        let exact = probe.second_order(&weights, &inputs, &by).unwrap().gradient;
        let of = |seed| {
            let mut r = Random(seed);
            probe.gradient_from_shots(&weights, &inputs, &by, 60, &mut || r.uniform()).unwrap()
        };
        let all: Vec<Vec<Estimate>> = (0..300).map(of).collect();
        for (i, exact) in exact.iter().enumerate() {
            honest(&all.iter().map(|g| g[i]).collect::<Vec<_>>(), *exact);
            checked += usize::from(exact.abs() > 1e-3);
        }
    }
    assert!(checked >= 20, "{checked}");
}

/// For RX(θ) and Z the variance is known: (1 − sin² θ)/(2 · shots) of the gradient, papers.md section j's
/// example −sin 0.7.
#[test]
fn the_error_of_the_known_example_is_the_known_one() {
    let circuit: Circuit = "RX(theta1) 0".parse().unwrap();
    let probe = Probe::of(&circuit, &Observable::z(0)).unwrap();
    let mut r = Random(5);
    let shots = 200_000;
    let found =
        probe.gradient_from_shots(&[0.7], &[], &[Symbol::Weight(0)], shots, &mut || r.uniform()).unwrap();
    let cosine = libm::cos(0.7);
    let error = cosine / (2.0 * shots as f64).sqrt();
    assert!((found[0].value + 0.644_218).abs() < 5.0 * error);
    assert!((found[0].error / error - 1.0).abs() < 0.02, "{found:?} {error}");
}

#[test]
fn terms_that_agree_share_their_shots_and_certain_values_have_no_error() {
    let circuit: Circuit = "H 0; H 1; X 0:2".parse().unwrap();
    let count = |text: &str| {
        let probe = Probe::of(&circuit, &Observable::parse(text).unwrap()).unwrap();
        let mut draws = 0;
        let mut r = Random(1);
        let mut draw = || {
            draws += 1;
            r.uniform()
        };
        let value = probe.value_from_shots(&[], &[], 10, &mut draw).unwrap();
        (draws, value)
    };
    assert_eq!(count("X1 + 2 X0 X2 + 0.5").0, 10);
    assert_eq!(count("Z0 + X0 + Y0 Z1 + Z1").0, 30);
    let (_, certain) = count("X1 + 2 Z0 Z2 + 0.5");
    assert!((certain.value - 3.5).abs() < 1e-12 && certain.error < 1e-12);
    let probe = Probe::of(&circuit, &Observable::z(0)).unwrap();
    assert_eq!(probe.value_from_shots(&[], &[], 1, &mut || 0.3).unwrap().error, f64::INFINITY);
}

#[test]
fn equal_draws_give_equal_estimates() {
    let (circuit, observable, weights, inputs) = cases().swap_remove(2);
    let probe = Probe::of(&circuit, &observable).unwrap();
    let of = || {
        let mut r = Random(77);
        probe.gradient_from_shots(&weights, &inputs, &symbols(&circuit), 50, &mut || r.uniform()).unwrap()
    };
    assert_eq!(of(), of());
}

#[test]
fn simultaneous_perturbation_finds_the_gradient_of_any_circuit() {
    for (circuit, observable, weights, inputs) in cases() {
        let probe = Probe::of(&circuit, &observable).unwrap();
        let by: Vec<Symbol> = (0..weights.len()).map(Symbol::Weight).collect();
        let exact = probe.second_order(&weights, &inputs, &by).unwrap().gradient;
        let mut r = Random(3);
        let mut value = |w: &[f64]| probe.value(w, &inputs);
        let found = spsa(&weights, 1e-3, 2000, &mut || r.uniform(), &mut value).unwrap();
        for (estimate, exact) in found.iter().zip(&exact) {
            let near = (estimate.value - exact).abs() <= 5.0 * estimate.error + 1e-4;
            assert!(near, "{estimate:?} is not {exact}");
        }
    }
}

#[test]
fn simultaneous_perturbation_works_on_shots_too() {
    let circuit: Circuit = "RY(theta1) 0; RY(theta2) 1; CX 0 1".parse().unwrap();
    let probe = Probe::of(&circuit, &Observable::parse("Z0 Z1 + X1").unwrap()).unwrap();
    let weights = [0.4, 1.1];
    let exact = probe.second_order(&weights, &[], &symbols(&circuit)).unwrap().gradient;
    let (mut r, mut shots) = (Random(8), Random(9));
    let mut value = |w: &[f64]| -> Result<f64, engine::Refusal> {
        Ok(probe.value_from_shots(w, &[], 100, &mut || shots.uniform())?.value)
    };
    let found = spsa(&weights, 0.2, 3000, &mut || r.uniform(), &mut value).unwrap();
    let values: Vec<f64> = found.iter().map(|e| e.value).collect();
    assert!(far(&values, &exact) < 0.05, "{found:?} {exact:?}");
    assert!(found.iter().all(|e| e.error > 0.001 && e.error < 0.02), "{found:?}");
}

/// A process and a probe of the same circuit and observable give the same estimate for the same draws.
#[test]
fn a_process_measures_by_the_same_settings() {
    for (circuit, observable, weights, inputs) in cases() {
        let probe = Probe::of(&circuit, &observable).unwrap();
        let process = Process::of(&circuit, &Noise::none()).unwrap();
        let (mut a, mut b) = (Random(4), Random(4));
        let here = probe.value_from_shots(&weights, &inputs, 500, &mut || a.uniform()).unwrap();
        let there = process.estimate((&weights, &inputs), &observable, 500, &mut || b.uniform()).unwrap();
        assert!((here.value - there.value).abs() < 1e-9 && (here.error - there.error).abs() < 1e-9);
    }
}

/// Terms that agree share their shots in a process as well, with their correlation in the error: Z0 − Z1 of a Bell
/// pair is certain. X of a qubit that was measured last is a coin, whatever it was before.
#[test]
fn shots_of_a_process_know_what_goes_together() {
    let process = |text: &str| Process::of(&text.parse().unwrap(), &Noise::none()).unwrap();
    let estimate = |process: &Process, text: &str| {
        let (mut r, mut draws) = (Random(1), 0);
        let mut draw = || {
            draws += 1;
            r.uniform()
        };
        let o = Observable::parse(text).unwrap();
        let found = process.estimate((&[], &[]), &o, 4000, &mut draw).unwrap();
        (found, draws)
    };
    let bell = process("H 0; CX 0 1");
    let (difference, draws) = estimate(&bell, "Z0 - Z1 + 0.5");
    assert!((difference.value - 0.5).abs() < 1e-12 && difference.error < 1e-12 && draws == 4000);
    assert_eq!(estimate(&bell, "Z0 + X0 + Y1").1, 8000);
    let measured = process("bits c 1; H 0; MEASURE 0 -> c[0]");
    let (coin, _) = estimate(&measured, "X0");
    assert!(coin.value.abs() < 5.0 * coin.error && (coin.error - 1.0 / 4000f64.sqrt()).abs() < 1e-3);
}
