//! Exports run by their real targets: Qiskit, PennyLane and Cirq from a Python environment that
//! `cargo xtask test` makes. Where there is none, these tests say so and pass.

#[path = "exports/cases.rs"]
mod cases;
#[path = "exports/noise.rs"]
mod noise;
#[path = "exports/runner.rs"]
mod runner;

use cases::{Case, every_gate, random};
use circuit::C64;
use exchange::{Named, Trouble};

type Write = fn(&Named) -> Result<String, Trouble>;

/// Runs all cases in a target and compares states up to a phase; what it refuses is not run but must be named.
fn agrees(target: &str, write: Write, cases: &[Case]) {
    let mut programs = Vec::new();
    for case in cases {
        let text = write(&case.named).unwrap_or_else(|why| panic!("{}: {why}", case.about));
        programs.push(runner::Program { text, kind: "state", values: case.values().collect() });
    }
    let Some(answers) = runner::run(target, &programs) else { return };
    let mut faults = Vec::new();
    for (case, answer) in cases.iter().zip(&answers) {
        match answer {
            Err(why) => faults.push(format!("{}: {why}", case.about)),
            Ok(numbers) => {
                let ours = cases::state(&case.named.circuit, &case.weights, &case.inputs);
                let off = distance(&ours, numbers);
                if off.is_nan() || off > 1e-8 {
                    faults.push(format!("{}: off by {off:.1e}", case.about));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{target}: {} of {}\n{}", faults.len(), cases.len(), faults.join("\n"));
    println!("{target}: {} programs agree", cases.len());
}

fn all(parameters: bool) -> Vec<Case> {
    let mut cases = every_gate(false);
    cases.extend((0..20).map(|seed| random(seed, false)));
    if parameters {
        cases.extend(every_gate(true));
        cases.extend((20..40).map(|seed| random(seed, true)));
    }
    cases
}

#[test]
fn qiskit_gives_our_states() {
    agrees("qiskit", exchange::qiskit::write, &all(true));
}

#[test]
fn pennylane_gives_our_states() {
    agrees("pennylane", exchange::pennylane::write, &all(true));
}

#[test]
fn cirq_gives_our_states() {
    agrees("cirq", exchange::cirq::write, &all(true));
}

/// A few circuits whose kets are written with qubit 0 rightmost: the state's amplitudes are in that order.
fn reversed(target: &str, write: Write) {
    let mut programs = Vec::new();
    let cases: Vec<Case> = (0..4).map(|seed| random(seed, seed % 2 == 1)).collect();
    for case in &cases {
        let text = write(&Named { reversed: true, ..case.named.clone() }).expect("written");
        assert!(text.contains("qubit 0 least significant") && text.contains("|... q1 q0>"), "{text}");
        programs.push(runner::Program { text, kind: "state", values: case.values().collect() });
    }
    let Some(answers) = runner::run(target, &programs) else { return };
    for (case, answer) in cases.iter().zip(&answers) {
        let ours = cases::state(&case.named.circuit, &case.weights, &case.inputs);
        let (size, bits) = (ours.len(), case.named.circuit.qubits() as u32);
        let ours: Vec<C64> = (0..size).map(|k| ours[k.reverse_bits() >> (usize::BITS - bits)]).collect();
        let off = distance(&ours, answer.as_ref().expect("it runs"));
        assert!(off < 1e-8, "{target}, {}: off by {off:.1e}", case.about);
    }
}

#[test]
fn states_follow_the_order_in_which_kets_are_written() {
    reversed("qiskit", exchange::qiskit::write);
    reversed("pennylane", exchange::pennylane::write);
    reversed("cirq", exchange::cirq::write);
}

#[test]
fn openqasm_2_gives_our_states() {
    agrees("qasm2", exchange::qasm2::write, &all(false));
}

#[test]
fn openqasm_3_gives_our_states() {
    agrees("qasm3", exchange::qasm3::write, &all(true));
}

#[test]
fn quirk_links_give_our_states_in_the_reader_of_cirq() {
    agrees("quirk", exchange::quirk_link::write, &all(false));
}

/// How far two states are apart after the best global phase; infinite where their sizes differ.
fn distance(ours: &[C64], theirs: &[f64]) -> f64 {
    if theirs.len() != 2 * ours.len() {
        return f64::INFINITY;
    }
    let theirs: Vec<C64> = theirs.chunks(2).map(|z| C64::new(z[0], z[1])).collect();
    let overlap = ours.iter().zip(&theirs).fold(C64::ZERO, |s, (a, b)| s + a.conj() * *b);
    let size = overlap.norm_sqr().sqrt();
    if size < 0.5 {
        return 1.0;
    }
    let phase = overlap.scale(1.0 / size);
    let far = ours.iter().zip(&theirs).map(|(a, b)| (*a * phase - *b).norm_sqr().sqrt());
    far.fold(0.0, f64::max)
}
