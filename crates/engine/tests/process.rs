//! Laws of processes: exact mixtures, density matrices, shots and trajectories against each other and against
//! whole matrices.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/slow.rs"]
mod slow;

use circuit::{C64, Circuit, Comparison, Condition, Gate, Matrix, Observable, Op, Register};
use common::Random;
use engine::{After, Density, Ket, Noise, Process, Readout, State};
use proptest::prelude::*;
use slow::{random_process, run, total, trace};
use std::collections::BTreeMap;

fn exact(circuit: &Circuit) -> Process {
    Process::of(circuit, &Noise::none()).unwrap()
}

fn apart(a: &BTreeMap<u64, f64>, b: &BTreeMap<u64, f64>) -> f64 {
    let keys = a.keys().chain(b.keys());
    let value = |m: &BTreeMap<u64, f64>, k: &u64| m.get(k).copied().unwrap_or(0.0);
    keys.map(|k| (value(a, k) - value(b, k)).abs()).fold(0.0, f64::max)
}

fn register(size: usize) -> Vec<Register> {
    vec![Register { name: "c".into(), size }]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn density_matrices_mixtures_and_whole_matrices_agree(seed in any::<u32>(), n in 1usize..5, noisy: bool) {
        let mut r = Random(seed);
        let circuit = random_process(&mut r, n, 14, noisy);
        let (weights, inputs) = (r.numbers(4), r.numbers(2));
        let slow = run(&circuit, &weights, &inputs);
        let process = exact(&circuit);
        let density = process.density(&weights, &inputs).unwrap();
        prop_assert!(density.matrix().distance(&total(&slow)) < 1e-11);
        prop_assert!((density.trace() - 1.0).abs() < 1e-11);
        let truth: BTreeMap<u64, f64> = slow.iter().map(|(bits, m)| (*bits, trace(m))).collect();
        let outcomes = process.outcomes(&weights, &inputs).unwrap();
        let shares = outcomes.iter().map(|(bits, (weight, _))| (*bits, *weight)).collect();
        prop_assert!(apart(&shares, &truth) < 1e-11);
        for (bits, (weight, rho)) in &outcomes {
            if let Some(m) = slow.get(bits).filter(|_| *weight > 1e-6) {
                prop_assert!(rho.matrix().distance(&m.scale(1.0 / trace(m))) < 1e-8);
            }
        }
        if process.measures() {
            prop_assert!(apart(&process.distribution(&weights, &inputs).unwrap(), &truth) < 1e-11);
        }
        let diagonal: Vec<f64> = (0..1 << n).map(|k| total(&slow).at(k, k).re).collect();
        prop_assert!(common::far(&process.probabilities(&weights, &inputs).unwrap(), &diagonal) < 1e-11);
        let observable = r.observable(n);
        let value = process.expectation(&weights, &inputs, &observable).unwrap();
        prop_assert!((value - density.expect(&observable)).abs() < 1e-11);
        if !noisy {
            let mut mixed = vec![C64::ZERO; 1 << (2 * n)];
            for b in process.mixture(&weights, &inputs).unwrap() {
                prop_assert!((b.state.norm() - 1.0).abs() < 1e-11);
                for (k, z) in mixed.iter_mut().enumerate() {
                    let (row, column) = (k >> n, k & ((1 << n) - 1));
                    *z = *z + (b.state.amplitude(row) * b.state.amplitude(column).conj()).scale(b.weight);
                }
            }
            let m = Density::of_matrix(&Matrix { size: 1 << n, data: mixed });
            prop_assert!(common::far(&m.probabilities(), &diagonal) < 1e-11);
        }
    }

    #[test]
    fn a_pure_circuit_has_the_density_matrix_of_its_state(seed in any::<u32>(), n in 1usize..6) {
        let mut r = Random(seed);
        let (circuit, weights, inputs) = (r.circuit(n, 25), r.numbers(4), r.rows(2, 1));
        let state = State::run(&circuit, &weights, &inputs).unwrap();
        let amplitudes: Vec<C64> = (0..1 << n).map(|k| state.amplitude(0, k)).collect();
        let process = exact(&circuit);
        let density = process.density(&weights, inputs.row(0)).unwrap();
        let size = 1 << n;
        let data = (0..size * size).map(|k| amplitudes[k / size] * amplitudes[k % size].conj()).collect();
        let outer = Matrix { size, data };
        prop_assert!(density.matrix().distance(&outer) < 1e-12);
        prop_assert!((density.overlap(&Density::pure(&amplitudes)) - 1.0).abs() < 1e-12);
        let shot = process.shot(&weights, inputs.row(0), &mut || 0.5).unwrap();
        prop_assert!((shot.state.overlap(&Ket::of(&amplitudes)).norm_sqr() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn final_measurements_take_the_fast_path_to_the_same_result(seed in any::<u32>(), n in 1usize..5) {
        let mut r = Random(seed);
        let (gates, weights, inputs) = (r.circuit(n, 15), r.numbers(4), r.numbers(2));
        let mut ops = gates.ops().to_vec();
        ops.extend((0..n).map(|q| Op::measure(q, n - 1 - q)));
        let fast = Circuit::with_registers(n, register(n), ops.clone()).unwrap();
        // A gate on a measured qubit afterwards keeps measurements from being final, and changes no bit.
        ops.extend((0..n).map(|q| Op::fixed(Gate::H, &[q])));
        let slow = Circuit::with_registers(n, register(n), ops).unwrap();
        let noise = Noise { readout: vec![Readout { p_read1_given0: 0.1, p_read0_given1: 0.2 }], ..Noise::none() };
        for noise in [Noise::none(), noise] {
            let [a, b] = [&fast, &slow].map(|c| {
                Process::of(c, &noise).unwrap().distribution(&weights, &inputs).unwrap()
            });
            prop_assert!(apart(&a, &b) < 1e-12);
        }
        let deferred = exact(&fast).distribution(&weights, &inputs).unwrap();
        let plain = exact(&gates).distribution(&weights, &inputs).unwrap();
        prop_assert!(apart(&deferred, &plain) < 1e-12, "bits {n}-1-q are the digits of basis states");
    }

    #[test]
    fn shots_have_the_exact_distribution(seed in any::<u32>(), n in 1usize..4, noisy: bool) {
        let mut r = Random(seed);
        let circuit = random_process(&mut r, n, 10, noisy);
        let readout = vec![Readout { p_read1_given0: 0.05, p_read0_given1: 0.15 }];
        let process = Process::of(&circuit, &Noise { readout, ..Noise::none() }).unwrap();
        let (weights, inputs) = (r.numbers(4), r.numbers(2));
        let truth = process.distribution(&weights, &inputs).unwrap();
        prop_assert!((truth.values().sum::<f64>() - 1.0).abs() < 1e-11);
        if process.measures() {
            let shots = 2000;
            let mut found: BTreeMap<u64, f64> = BTreeMap::new();
            for _ in 0..shots {
                let shot = process.shot(&weights, &inputs, &mut || r.uniform()).unwrap();
                prop_assert!((shot.state.norm() - 1.0).abs() < 1e-10);
                *found.entry(shot.bits).or_insert(0.0) += 1.0 / f64::from(shots);
            }
            for key in truth.keys().chain(found.keys()) {
                let p = truth.get(key).copied().unwrap_or(0.0).min(1.0);
                let sigma = (p * (1.0 - p) / f64::from(shots)).sqrt() + 1e-9;
                let off = (found.get(key).copied().unwrap_or(0.0) - p).abs();
                prop_assert!(off < 5.5 * sigma + 1e-3, "{key}: {off} of {p}");
            }
        }
    }
}

/// Alice's qubit 0 in a random state, a Bell pair, two measurements, two corrections.
#[test]
fn teleportation_gives_bob_the_state() {
    let mut r = Random(1);
    for _ in 0..20 {
        let angles: Vec<f64> = r.numbers(3);
        let text = format!("RX({}) 0; RZ({}) 0; RY({}) 0", angles[0], angles[1], angles[2]);
        let input: Circuit = text.parse().unwrap();
        let mut ops: Vec<Op> = input.ops().to_vec();
        let gates: Circuit = "H 1; X 1:2; X 0:1; H 0".parse().unwrap();
        ops.extend(gates.ops().iter().cloned());
        ops.extend([Op::measure(0, 0), Op::measure(1, 1)]);
        ops.push(Op::fixed(Gate::X, &[2]).given(Condition::bit(1, true)));
        ops.push(Op::fixed(Gate::Z, &[2]).given(Condition::bit(0, true)));
        let circuit = Circuit::with_registers(3, register(2), ops).unwrap();
        let process = exact(&circuit);
        let sent = exact(&input).density(&[], &[]).unwrap();
        let got = process.density(&[], &[]).unwrap().reduced(&[2]);
        assert!(got.matrix().distance(&sent.matrix()) < 1e-12);
        let branches = process.mixture(&[], &[]).unwrap();
        assert_eq!(branches.len(), 4);
        assert!(branches.iter().all(|b| (b.weight - 0.25).abs() < 1e-12));
        for _ in 0..4 {
            let shot = process.shot(&[], &[], &mut || r.uniform()).unwrap();
            let here = Density::pure(&shot.state.amplitudes()).reduced(&[2]);
            assert!(here.matrix().distance(&sent.matrix()) < 1e-12);
        }
    }
}

#[test]
fn measuring_between_two_hadamards_makes_a_coin() {
    let ops = vec![Op::fixed(Gate::H, &[0]), Op::measure(0, 0), Op::fixed(Gate::H, &[0]), Op::measure(0, 1)];
    let circuit = Circuit::with_registers(1, register(2), ops).unwrap();
    let process = exact(&circuit);
    let all = process.distribution(&[], &[]).unwrap();
    assert!(all.len() == 4 && all.values().all(|p| (p - 0.25).abs() < 1e-15), "{all:?}");
    let mut seeds = [Random(5), Random(5)];
    let runs: Vec<Vec<u64>> = seeds
        .iter_mut()
        .map(|r| (0..50).map(|_| process.shot(&[], &[], &mut || r.uniform()).unwrap().bits).collect())
        .collect();
    assert_eq!(runs[0], runs[1], "equal seeds, equal shots");
    let sample = process.sample((&[], &[]), 10, &mut || 0.99).unwrap();
    assert_eq!(sample, [3; 10]);
}

#[test]
fn conditions_compare_in_every_way() {
    for (_, comparison) in Comparison::ALL {
        for (value, limit) in (0..4u64).flat_map(|v| (0..4u64).map(move |l| (v, l))) {
            let mut ops: Vec<Op> =
                (0..2).filter(|b| value >> b & 1 == 1).map(|b| Op::fixed(Gate::X, &[b])).collect();
            ops.extend([Op::measure(0, 0), Op::measure(1, 1)]);
            let given = Condition { bits: vec![0, 1], comparison, value: limit };
            ops.push(Op::fixed(Gate::X, &[2]).given(given));
            ops.push(Op::measure(2, 2));
            let circuit = Circuit::with_registers(3, register(3), ops).unwrap();
            let expected = value | u64::from(comparison.holds(value, limit)) << 2;
            assert_eq!(exact(&circuit).distribution(&[], &[]).unwrap(), BTreeMap::from([(expected, 1.0)]));
            assert_eq!(exact(&circuit).shot(&[], &[], &mut || 0.3).unwrap().bits, expected);
        }
    }
}

#[test]
fn a_reset_forgets_and_branches_that_agree_are_one() {
    let circuit: Circuit = "H 0; RESET 0; H 0; RESET 0; H 0; RESET 0".parse().unwrap();
    let branches = exact(&circuit).mixture(&[], &[]).unwrap();
    assert_eq!(branches.len(), 1);
    assert!((branches[0].weight - 1.0).abs() < 1e-15);
    let entangled: Circuit = "H 0; X 0:1; RESET 0".parse().unwrap();
    assert_eq!(exact(&entangled).mixture(&[], &[]).unwrap().len(), 2);
}

#[test]
fn too_many_branches_are_refused_with_the_remedy_and_small_circuits_go_by_density_matrix() {
    let process = |n: usize| {
        let mut text = String::new();
        for layer in 0..14 {
            for q in 0..n {
                text += &format!("RY({}) {q}; X {q}:{}; ", 0.1 + 0.3 * (layer + q) as f64, (q + 1) % n);
            }
            text += &format!("RESET {}; ", layer % n);
        }
        exact(&text.trim_end_matches("; ").parse().unwrap())
    };
    let refusal = process(12).mixture(&[], &[]).unwrap_err().to_string();
    assert!(refusal.contains("ask for shots"), "{refusal}");
    let sum: f64 = process(3).probabilities(&[], &[]).unwrap().iter().sum();
    assert!((sum - 1.0).abs() < 1e-12);
    let density = process(11).density(&[], &[]).unwrap_err().to_string();
    assert_eq!(
        density,
        "a density matrix of 11 qubits is too large; use at most 10 qubits, or ask for shots (trajectories)"
    );
    let mut r = Random(3);
    assert_eq!(process(12).sample((&[], &[]), 3, &mut || r.uniform()).unwrap().len(), 3);
}

#[test]
fn noise_follows_the_gates_of_a_name() {
    let circuit: Circuit =
        "H 0; X 0:1; X 1; X 0,1:2; SPACER 0; GPHASE(1) 0; SWAP 0 1; RESET 2".parse().unwrap();
    let flip = Gate::named("BIT_FLIP").unwrap();
    let count = |names: &[&str]| {
        let after = match names {
            [] => After::EveryGate,
            _ => After::Gates(names.iter().map(|n| n.to_string()).collect()),
        };
        let noise = Noise { after, channels: vec![(flip, vec![0.1])], readout: vec![] };
        let noisy = noise.applied(&circuit).unwrap();
        noisy.ops().iter().filter(|op| op.gate == flip).count()
    };
    assert_eq!(count(&[]), 1 + 2 + 1 + 3 + 2);
    let claims = [("cx", 2), ("CNOT", 2), ("x", 1), ("ccx", 3), ("toffoli", 3), ("h", 1), ("hadamard", 1)];
    for (name, channels) in
        claims.into_iter().chain([("id", 1), ("swap", 2), ("cz", 0), ("cswap", 0), ("c", 0)])
    {
        assert_eq!(count(&[name]), channels, "{name}");
    }
    assert_eq!(count(&["x", "cx", "CX"]), 3);
}

#[test]
fn what_is_no_noise_is_refused_by_a_sentence() {
    let circuit: Circuit = "H 0; X 0:1".parse().unwrap();
    let said = |noise: Noise| Process::of(&circuit, &noise).unwrap_err().to_string();
    let with = |gate: &str, args: &[f64]| Noise {
        channels: vec![(Gate::named(gate).unwrap(), args.to_vec())],
        ..Noise::none()
    };
    assert_eq!(said(with("H", &[])), "H is no noise channel; take one of the table's");
    assert_eq!(said(with("BIT_FLIP", &[])), "BIT_FLIP takes 1 argument(s), p, but 0 given");
    assert_eq!(said(with("BIT_FLIP", &[1.5])), "BIT_FLIP: p is a probability, from 0 to 1, not 1.5");
    let readout = |p: f64, count: usize| Noise {
        readout: vec![Readout { p_read1_given0: p, p_read0_given1: 0.0 }; count],
        ..Noise::none()
    };
    assert_eq!(said(readout(2.0, 1)), "a readout error is a probability, from 0 to 1, not 2");
    assert_eq!(said(readout(0.1, 3)), "give one readout error for all 2 qubits or one for each, not 3");
}

#[test]
fn readout_errors_are_those_of_the_confusion_matrix() {
    let circuit: Circuit = "X 0".parse().unwrap();
    let readout = vec![Readout { p_read1_given0: 0.1, p_read0_given1: 0.25 }];
    let process = Process::of(&circuit, &Noise { readout, ..Noise::none() }).unwrap();
    let all = process.distribution(&[], &[]).unwrap();
    assert!((all[&0] - 0.25).abs() < 1e-15 && (all[&1] - 0.75).abs() < 1e-15);
    assert_eq!(process.expectation(&[], &[], &Observable::z(0)).unwrap(), -1.0);
    let beyond = process.expectation(&[], &[], &Observable::z(1)).unwrap_err().to_string();
    assert_eq!(beyond, "the observable uses qubit 1, but the circuit has qubits 0 to 0; take that term out");
}

#[test]
fn trajectories_and_shots_estimate_what_density_matrices_give() {
    let mut r = Random(11);
    for seed in 0..6 {
        let circuit = random_process(&mut Random(seed + 40), 3, 16, true);
        let process = exact(&circuit);
        let (weights, inputs, observable) = (r.numbers(4), r.numbers(2), r.observable(3));
        let truth = process.expectation(&weights, &inputs, &observable).unwrap();
        let at = (&weights[..], &inputs[..]);
        let by_runs = process.trajectories(at, &observable, 4000, &mut || r.uniform()).unwrap();
        let by_shots = process.estimate(at, &observable, 4000, &mut || r.uniform()).unwrap();
        for estimate in [by_runs, by_shots] {
            assert!(
                (estimate.value - truth).abs() < 4.5 * estimate.error + 1e-9,
                "{estimate} is not {truth}"
            );
            let (low, high) = estimate.interval();
            assert!((high - low - 3.92 * estimate.error).abs() < 1e-4 * estimate.error + 1e-12);
        }
    }
}

#[test]
fn noise_beyond_density_matrices_goes_by_trajectories() {
    let mut text: String = (0..12).map(|q| format!("H {q}; ")).collect();
    text += &(0..11).map(|q| format!("RZZ(0.3) {q} {}; RY(0.4) {q}; ", q + 1)).collect::<String>();
    text += "Z 0";
    let circuit: Circuit = text.parse().unwrap();
    let noise = Noise { channels: vec![(Gate::named("BIT_FLIP").unwrap(), vec![0.02])], ..Noise::none() };
    let process = Process::of(&circuit, &noise).unwrap();
    let (at, mut r) = ((&[][..], &[][..]), Random(8));
    let observable = Observable::parse("X0 + X5").unwrap();
    let refused = process.expectation(&[], &[], &observable).unwrap_err().to_string();
    assert!(refused.contains("ask for shots"), "{refused}");
    let runs = process.trajectories(at, &observable, 400, &mut || r.uniform()).unwrap();
    assert!(runs.error > 0.0 && runs.error < 0.1, "{runs}");
    let shots = process.estimate(at, &observable, 400, &mut || r.uniform()).unwrap();
    assert!((shots.value - runs.value).abs() < 5.0 * (shots.error + runs.error));
}

fn noisy(text: &str, channel: &str, args: &[f64], after: &str) -> Process {
    let channels = vec![(Gate::named(channel).unwrap(), args.to_vec())];
    let noise = Noise { after: After::Gates(vec![after.into()]), channels, readout: vec![] };
    Process::of(&text.parse().unwrap(), &noise).unwrap()
}

/// papers.md section l, number 7, in its conventions: its depolarizing q is ours at p = 3q/4, of two qubits 15q/16.
#[test]
fn channels_do_what_papers_say() {
    let matrix = |text: &str, channel: &str, args: &[f64], after: &str| {
        noisy(text, channel, args, after).density(&[], &[]).unwrap().matrix()
    };
    let near = |z: C64, x: f64| assert!((z.re - x).abs() < 1e-6 && z.im.abs() < 1e-12, "{z:?} is not {x}");
    let damped = matrix("X 0", "AMPLITUDE_DAMPING", &[0.2], "x");
    near(damped.at(0, 0), 0.2);
    near(damped.at(1, 1), 0.8);
    near(matrix("H 0", "AMPLITUDE_DAMPING", &[0.2], "h").at(0, 1), 0.447_214);
    near(matrix("H 0", "PHASE_DAMPING", &[0.2], "h").at(0, 1), 0.447_214);
    near(matrix("X 0; X 0", "DEPOLARIZING", &[0.0], "x").at(0, 0), 1.0);
    let depolarized = matrix("Z 0", "DEPOLARIZING", &[0.075], "z");
    near(depolarized.at(0, 0), 0.95);
    near(depolarized.at(1, 1), 0.05);
    let chsh = Observable::parse("1.4142135623730951 X0 X1 + 1.4142135623730951 Z0 Z1").unwrap();
    for (q, value) in [(0.01, 2.8001), (0.1, 2.5456)] {
        let pair = noisy("H 0; X 0:1", "DEPOLARIZING2", &[15.0 / 16.0 * q], "cx");
        assert!((pair.expectation(&[], &[], &chsh).unwrap() - value).abs() < 5e-5);
    }
    // e^{−t/T1} of the excitation and e^{−t/T2} of the coherence are left.
    let relaxed = matrix("H 0", "THERMAL_RELAXATION", &[50.0, 70.0, 20.0], "h");
    near(relaxed.at(1, 1), 0.5 * libm::exp(-0.4));
    near(relaxed.at(0, 1), 0.5 * libm::exp(-2.0 / 7.0));
}

/// Nielsen and Chuang, section 4.4: a gate that waits for a measured bit is a controlled gate before it.
#[test]
fn measuring_can_be_deferred() {
    let mut r = Random(21);
    for _ in 0..20 {
        let (gates, weights, inputs) = (r.circuit(3, 12), r.numbers(4), r.numbers(2));
        let build = |rest: Vec<Op>| {
            let ops = gates.ops().iter().cloned().chain(rest).collect();
            exact(&Circuit::with_registers(3, register(2), ops).unwrap())
        };
        let turn = |text: &str| text.parse::<Circuit>().unwrap().ops()[0].clone();
        let early = build(vec![
            Op::measure(0, 0),
            turn("RY(0.7) 1").given(Condition::bit(0, true)),
            turn("RX(1.1) 2").given(Condition::bit(0, false)),
            Op::measure(1, 1),
        ]);
        let late =
            build(vec![turn("RY(0.7) 0:1"), turn("RX(1.1) !0:2"), Op::measure(0, 0), Op::measure(1, 1)]);
        let [a, b] = [&early, &late].map(|p| p.outcomes(&weights, &inputs).unwrap());
        assert_eq!(a.len(), b.len());
        for ((bits, (p, rho)), (other, (q, sigma))) in a.iter().zip(&b) {
            assert!(bits == other && (p - q).abs() < 1e-12);
            assert!(rho.matrix().distance(&sigma.matrix()) * p < 1e-12);
        }
    }
}

/// GHZ: of the runs in which qubit 2 is found in |1⟩ all others are in |1⟩ too; a bit measured before knows.
#[test]
fn post_selection_discards_runs() {
    let select = circuit::gates::all().find(|g| match g.action {
        circuit::Action::Project(m) => m().at(1, 1) == C64::ONE && m().at(0, 0) == C64::ZERO,
        _ => false,
    });
    let select = select.unwrap();
    let mut ops: Vec<Op> = "RY(1) 0; X 0:1; X 1:2".parse::<Circuit>().unwrap().ops().to_vec();
    ops.extend([Op::measure(0, 0), Op::fixed(select, &[2]), Op::measure(1, 1)]);
    let process = exact(&Circuit::with_registers(3, register(2), ops).unwrap());
    assert_eq!(process.distribution(&[], &[]).unwrap(), BTreeMap::from([(3, 1.0)]));
    let outcomes = process.outcomes(&[], &[]).unwrap();
    assert!((outcomes[&3].0 - 1.0).abs() < 1e-12 && outcomes.len() == 1);
    let mut r = Random(2);
    assert!((0..30).all(|_| process.shot(&[], &[], &mut || r.uniform()).unwrap().bits == 3));
    let never = exact(&Circuit::of(1, vec![Op::fixed(select, &[0])]).unwrap());
    let said = [
        never.probabilities(&[], &[]).unwrap_err().to_string(),
        never.density(&[], &[]).unwrap_err().to_string(),
        never.mixture(&[], &[]).unwrap_err().to_string(),
    ];
    assert!(said.iter().all(|s| s.starts_with("post-selection leaves nothing")), "{said:?}");
    assert!(never.shot(&[], &[], &mut || 0.5).unwrap_err().to_string().contains("10000 times"));
}
