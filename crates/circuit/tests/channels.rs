//! Channels against what they are known to do (papers.md, section l), and projections.

#![allow(clippy::unwrap_used)]

use circuit::{Action, C64, Gate, Matrix, gates};

fn kraus(name: &str, args: &[f64]) -> Result<Vec<Matrix>, String> {
    let Action::Channel(kraus) = Gate::named(name).unwrap().action else { panic!("{name}") };
    kraus(args)
}

/// Σ KρK† of a state ρ = |ψ⟩⟨ψ|, ψ not normalized.
fn on(name: &str, args: &[f64], psi: &[f64]) -> Vec<C64> {
    let norm = psi.iter().map(|a| a * a).sum::<f64>();
    let entry = |i: usize| psi[i / psi.len()] * psi[i % psi.len()] / norm;
    let rho = Matrix::of((0..psi.len() * psi.len()).map(|i| C64::new(entry(i), 0.0)).collect());
    let mut sum = vec![C64::ZERO; rho.data.len()];
    for k in kraus(name, args).unwrap() {
        let part = k.times(&rho).times(&k.dagger());
        sum.iter_mut().zip(part.data).for_each(|(s, p)| *s = *s + p);
    }
    sum
}

fn is(found: &[C64], wanted: &[f64], what: &str) {
    for (f, w) in found.iter().zip(wanted) {
        assert!((f.re - w).abs() < 1e-6 && f.im.abs() < 1e-12, "{what}: {found:?}");
    }
}

#[test]
fn channels_keep_the_trace_at_all_arguments() {
    for gate in gates::all() {
        if !matches!(gate.action, Action::Channel(_)) {
            continue;
        }
        for v in [0.0, 1e-9, 0.2, 0.75, 1.0] {
            let args: Vec<f64> = match gate.name {
                "THERMAL_RELAXATION" => vec![3.0, 3.0 + 3.0 * v, 10.0 * v],
                _ => vec![v; gate.params.len()],
            };
            let all = kraus(gate.name, &args).unwrap();
            let mut sum = vec![C64::ZERO; 1 << (2 * gate.qubits)];
            for k in &all {
                sum.iter_mut().zip(k.dagger().times(k).data).for_each(|(s, p)| *s = *s + p);
            }
            let sum = Matrix::of(sum);
            assert!(sum.distance(&Matrix::identity(sum.size)) < 1e-14, "{} at {v}", gate.name);
            assert_eq!(sum.size, 1 << gate.qubits, "{}", gate.name);
        }
    }
}

#[test]
fn channels_do_what_is_known_of_them() {
    let (one, zero, plus) = ([0.0, 1.0], [1.0, 0.0], [1.0, 1.0]);
    is(&on("AMPLITUDE_DAMPING", &[0.2], &one), &[0.2, 0.0, 0.0, 0.8], "papers.md l.7");
    is(&on("AMPLITUDE_DAMPING", &[0.2], &plus), &[0.6, 0.447214, 0.447214, 0.4], "papers.md l.7");
    is(&on("PHASE_DAMPING", &[0.2], &plus), &[0.5, 0.447214, 0.447214, 0.5], "papers.md l.7");
    // DEP(.1) of papers.md is the other convention: our p is 3/4 of it.
    is(&on("DEPOLARIZING", &[0.075], &zero), &[0.95, 0.0, 0.0, 0.05], "papers.md l.7");
    is(&on("DEPOLARIZING", &[0.75], &plus), &[0.5, 0.0, 0.0, 0.5], "wholly mixed");
    is(&on("BIT_FLIP", &[0.3], &zero), &[0.7, 0.0, 0.0, 0.3], "X");
    is(&on("BIT_FLIP", &[0.3], &plus), &[0.5, 0.5, 0.5, 0.5], "X keeps |+⟩");
    is(&on("PHASE_FLIP", &[0.3], &plus), &[0.5, 0.2, 0.2, 0.5], "1 − 2p");
    is(&on("BIT_PHASE_FLIP", &[0.3], &plus), &[0.5, 0.2, 0.2, 0.5], "Y turns |+⟩ round");
    is(&on("BIT_PHASE_FLIP", &[0.3], &zero), &[0.7, 0.0, 0.0, 0.3], "Y");
    is(&on("GENERALIZED_AMPLITUDE_DAMPING", &[1.0, 0.3], &plus), &[0.7, 0.0, 0.0, 0.3], "its mixture");
    let mixed: Vec<f64> = (0..16).map(|i| if i % 5 == 0 { 0.25 } else { 0.0 }).collect();
    is(&on("DEPOLARIZING2", &[15.0 / 16.0], &[1.0, 2.0, 0.0, -1.0]), &mixed, "wholly mixed");
    // The CHSH figure of papers.md l.7: correlations shrink by 1 − q with q = 16p/15.
    let bell = on("DEPOLARIZING2", &[0.1 * 15.0 / 16.0], &[1.0, 0.0, 0.0, 1.0]);
    assert!((2.0 * 2.0f64.sqrt() * 2.0 * bell[3].re - 2.5456).abs() < 1e-4, "{bell:?}");
}

#[test]
fn relaxation_decays_by_its_two_times() {
    for (t1, t2) in [(50.0, 70.0), (50.0, 100.0), (50.0, 20.0), (50.0, 50.0)] {
        let state = on("THERMAL_RELAXATION", &[t1, t2, 13.0], &[1.0, 1.0]);
        let (excited, coherence) = (libm::exp(-13.0 / t1) / 2.0, libm::exp(-13.0 / t2) / 2.0);
        is(&state, &[1.0 - excited, coherence, coherence, excited], "T1, T2");
        // Average fidelity of idling, papers.md section l.
        let fidelity = 0.5 + libm::exp(-13.0 / t1) / 6.0 + libm::exp(-13.0 / t2) / 3.0;
        let traces: f64 = kraus("THERMAL_RELAXATION", &[t1, t2, 13.0])
            .unwrap()
            .iter()
            .map(|k| (k.at(0, 0) + k.at(1, 1)).norm_sqr())
            .sum();
        assert!(((traces + 2.0) / 6.0 - fidelity).abs() < 1e-12);
    }
}

#[test]
fn arguments_that_cannot_be_are_refused_with_a_sentence() {
    let says = |name: &str, args: &[f64], part: &str| {
        let e = kraus(name, args).unwrap_err();
        assert!(e.contains(part), "{e}");
    };
    says("BIT_FLIP", &[1.1], "p is a probability");
    says("GENERALIZED_AMPLITUDE_DAMPING", &[0.1, -0.5], "p_excited is a probability");
    says("AMPLITUDE_DAMPING", &[f64::NAN], "gamma is a probability");
    says("THERMAL_RELAXATION", &[10.0, 20.1, 1.0], "at most twice t1");
    says("THERMAL_RELAXATION", &[10.0, f64::NAN, 1.0], "times above 0");
    says("THERMAL_RELAXATION", &[0.0, 1.0, 1.0], "times above 0");
    let e = "DEPOLARIZING(2) 0".parse::<circuit::Circuit>().unwrap_err();
    assert!(e.message.contains("DEPOLARIZING: p is a probability"), "{e}");
}

#[test]
fn projections_keep_their_state_and_the_six_are_three_pairs() {
    let project = |name: &str| match Gate::named(name).unwrap().action {
        Action::Project(matrix) => matrix(),
        _ => panic!("{name}"),
    };
    let (o, l, i) = (C64::ZERO, C64::ONE, C64::I);
    let states: [(&str, [C64; 2]); 6] = [
        ("POST0", [l, o]),
        ("POST1", [o, l]),
        ("POSTPLUS", [l, l]),
        ("POSTMINUS", [l, -l]),
        ("POSTI", [l, i]),
        ("POSTMINUSI", [l, -i]),
    ];
    for (name, [a, b]) in states {
        let p = project(name);
        let norm = a.norm_sqr() + b.norm_sqr();
        let wanted = [a * a.conj(), a * b.conj(), b * a.conj(), b * b.conj()].map(|z| z.scale(1.0 / norm));
        assert!(p.distance(&Matrix::of(wanted.to_vec())) < 1e-15, "{name}");
    }
    for pair in states.chunks(2) {
        let (a, b) = (project(pair[0].0), project(pair[1].0));
        let sum = Matrix::of(a.data.iter().zip(&b.data).map(|(x, y)| *x + *y).collect());
        assert!(sum.distance(&Matrix::identity(2)) < 1e-15);
    }
}
