//! Noise channels in their targets: density matrices against ours, and refusals by name where a target has none.

use crate::cases::{Case, random, start};
use crate::runner::{self, Program};
use circuit::{Action, Angle, Circuit, Gate, Op, gates};
use engine::{After, Noise, Process};
use exchange::{Named, Trouble};

type Write = fn(&Named) -> Result<String, Trouble>;

/// The targets that have channels.
const TARGETS: [(&str, Write); 3] = [
    ("qiskit", exchange::qiskit::write),
    ("pennylane", exchange::pennylane::write),
    ("cirq", exchange::cirq::write),
];
/// Those that have none.
const WITHOUT: [Write; 3] = [exchange::qasm2::write, exchange::qasm3::write, exchange::quirk_link::write];

fn channels() -> impl Iterator<Item = Gate> {
    gates::all().filter(|gate| matches!(gate.action, Action::Channel(_)))
}

/// Arguments in the middle and at the ends of what a channel takes.
fn arguments(gate: Gate) -> Vec<Vec<f64>> {
    match gate.params {
        ["t1", "t2", "time"] => {
            vec![vec![50.0, 70.0, 10.0], vec![50.0, 30.0, 20.0], vec![40.0, 80.0, 25.0], vec![1.0, 1.0, 0.0]]
        }
        [_] => [0.0, 0.07, 0.6, 1.0].map(|p| vec![p]).to_vec(),
        [_, _] => vec![vec![0.3, 0.2], vec![0.0, 0.5], vec![1.0, 0.0], vec![0.45, 1.0]],
        other => panic!("{} has other arguments: {other:?}", gate.name),
    }
}

fn channel(gate: Gate, args: &[f64], targets: &[usize]) -> Op {
    Op { args: args.iter().map(|x| Angle::number(*x)).collect(), ..Op::fixed(gate, targets) }
}

/// The channel on some state, in ascending and in descending order of qubits, between other gates.
fn alone(gate: Gate, args: &[f64]) -> Vec<Case> {
    let orders: [&[usize]; 2] = if gate.qubits == 2 { [&[0, 2], &[1, 0]] } else { [&[1], &[2]] };
    let case = |targets: &[usize]| {
        let mut ops = start(3);
        ops.push(channel(gate, args, targets));
        ops.push(Op::turned(Gate::RY, &[targets[0]], Angle::number(0.9)));
        let circuit = Circuit::of(3, ops).expect("fits");
        Case::of(&format!("{} {args:?} on {targets:?}", gate.name), circuit)
    };
    orders.map(case).into()
}

/// Random circuits with all channels after their gates, and a reset.
fn woven() -> Vec<Case> {
    let channels: Vec<(Gate, Vec<f64>)> = channels().map(|gate| (gate, arguments(gate).remove(1))).collect();
    let noisy = |seed: u64| {
        let plain = random(seed, false).named.circuit;
        let noise = Noise { after: After::EveryGate, channels: channels.clone(), readout: Vec::new() };
        let first =
            Circuit::of(plain.qubits(), plain.ops()[..plain.ops().len().min(7)].to_vec()).expect("fits");
        let mut ops = noise.applied(&first).expect("not too many").ops().to_vec();
        ops.push(Op::fixed(Gate::named("RESET").expect("a row"), &[0]));
        Case::of(&format!("random {seed}"), Circuit::of(plain.qubits(), ops).expect("fits"))
    };
    (100..104).map(noisy).collect()
}

/// Re and im of our density matrix, row by row.
fn ours(circuit: &Circuit) -> Vec<f64> {
    let process = Process::of(circuit, &Noise::none()).expect("small");
    let matrix = process.density(&[], &[]).expect("small").matrix();
    matrix.data.iter().flat_map(|z| [z.re, z.im]).collect()
}

/// Runs every channel and the random circuits in a target and compares density matrices.
fn agrees((target, write): (&str, Write)) {
    let each = channels().flat_map(|gate| arguments(gate).into_iter().map(move |args| (gate, args)));
    let mut cases: Vec<Case> = each.flat_map(|(gate, args)| alone(gate, &args)).collect();
    assert!(cases.len() >= 2 * 4 * 9, "nine channels, four times, in two orders");
    cases.extend(woven());
    let program = |case: &Case| {
        let text = write(&case.named).unwrap_or_else(|why| panic!("{target}: {}: {why}", case.about));
        Program { text, kind: "density", values: Vec::new() }
    };
    let programs: Vec<Program> = cases.iter().map(program).collect();
    let Some(answers) = runner::run(target, &programs) else { return };
    let fault = |(case, answer): (&Case, Result<Vec<f64>, String>)| {
        let wanted = ours(&case.named.circuit);
        let found = match answer {
            Err(why) => return Some(format!("{}: {why}", case.about)),
            Ok(found) => found,
        };
        if found.len() != wanted.len() {
            return Some(format!("{}: {} numbers for {}", case.about, found.len(), wanted.len()));
        }
        let off = found.iter().zip(&wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        (off.is_nan() || off > 1e-8).then(|| format!("{}: off by {off:.1e}", case.about))
    };
    let faults: Vec<String> = cases.iter().zip(answers).filter_map(fault).collect();
    assert!(faults.is_empty(), "{target}: {} of {}\n{}", faults.len(), cases.len(), faults.join("\n"));
    println!("{target}: {} density matrices agree", cases.len());
}

#[test]
fn qiskit_gives_our_density_matrices_of_every_channel() {
    agrees(TARGETS[0]);
}

#[test]
fn pennylane_gives_our_density_matrices_of_every_channel() {
    agrees(TARGETS[1]);
}

#[test]
fn cirq_gives_our_density_matrices_of_every_channel() {
    agrees(TARGETS[2]);
}

#[test]
fn every_channel_is_refused_by_name_where_there_are_none() {
    for gate in channels() {
        let targets: Vec<usize> = (0..gate.qubits).collect();
        let circuit = Circuit::of(2, vec![channel(gate, &arguments(gate)[1], &targets)]).expect("fits");
        for write in WITHOUT {
            let why = write(&Named::of(circuit.clone())).expect_err(gate.name);
            assert!(why.message.contains(gate.name), "{why}");
            assert!(why.code == "unsupported" && !why.hint.is_empty(), "{why}");
        }
    }
}

#[test]
fn a_channel_at_a_parameter_asks_for_a_number() {
    let circuit: Circuit = "BIT_FLIP(theta1) 0".parse().expect("valid");
    for (target, write) in TARGETS {
        let why = write(&Named::of(circuit.clone())).expect_err(target);
        assert!(why.message.contains("BIT_FLIP") && why.hint.contains("values"), "{why}");
        assert!(
            write(&Named::of(circuit.clone()).bound(&[Some(0.25)], None).expect("a probability")).is_ok()
        );
    }
}

#[test]
fn a_channel_under_a_condition_waits_for_it_or_is_refused_by_name() {
    let text = "qubits 2; bits c 2; H 0; M 0 -> c[0]; if c[0] == 1 BIT_FLIP(1) 1; M 1 -> c[1]";
    let named = Named::of(text.parse::<Circuit>().expect("valid"));
    let why = exchange::pennylane::write(&named).expect_err("channels there cannot wait");
    assert!(why.message.contains("BIT_FLIP"), "{why}");
    for (target, write) in [TARGETS[0], TARGETS[2]] {
        let program = Program { text: write(&named).expect("written"), kind: "bits", values: Vec::new() };
        let Some(mut answers) = runner::run(target, &[program]) else { return };
        let found = answers.remove(0).unwrap_or_else(|why| panic!("{target}: {why}"));
        let mut outcomes: Vec<f64> = found.chunks(2).map(|pair| pair[0]).collect();
        outcomes.sort_by(f64::total_cmp);
        assert_eq!(outcomes, [0.0, 3.0], "{target}");
    }
}
