//! Every gate of the palette, put into a circuit as the page puts it, does what its row of the table says: unitaries
//! as their other account in plain gates, channels and measurements as their Kraus matrices, by simulators that share
//! no code with the engine.

#![allow(clippy::unwrap_used)]

#[path = "../crates/engine/tests/common/mod.rs"]
mod common;
#[path = "../crates/engine/tests/common/slow.rs"]
mod slow;

use circuit::{Axis, C64, Circuit, Gate, Matrix, Op, gates};
use engine::{Noise, Process, Rows, State};
use session::{Document, Edit, new_op};

const WITHIN: f64 = 1e-10;

/// Every gate that can be taken.
fn toolbox() -> impl Iterator<Item = Gate> {
    gates::all().filter(|g| *g != Gate::custom())
}

/// A gate put into the first cell of an empty circuit.
fn placed(gate: Gate, qubits: usize, wire: usize) -> Document {
    let document = Document::of_circuit(Circuit::new(qubits).unwrap());
    let op = new_op(gate, 0, &document.setup, 0, wire);
    document.with(&Edit::Insert { slot: 0, column: 0, op }).unwrap_or_else(|why| panic!("{gate:?}: {why}"))
}

/// The state of as many further qubits, each in a Bell pair with one of the circuit's, after it: it tells all that the
/// circuit does.
fn with_partners(circuit: &Circuit) -> Circuit {
    let n = circuit.qubits();
    let mut ops = Vec::new();
    for q in 0..n {
        ops.push(Op::fixed(Gate::H, &[n + q]));
        ops.push(Op::fixed(Gate::X, &[q]).controlled(circuit::Control::on(n + q)));
    }
    ops.extend(circuit.ops().iter().cloned());
    Circuit::with_registers(2 * n, circuit.registers().to_vec(), ops).unwrap()
}

/// How far two states are apart, phases aside.
fn apart(a: &[C64], b: &[C64]) -> f64 {
    let overlap = a.iter().zip(b).fold(C64::ZERO, |sum, (x, y)| sum + x.conj() * *y);
    let phase = overlap.scale(1.0 / overlap.norm_sqr().sqrt());
    a.iter().zip(b).map(|(x, y)| (*x * phase - *y).norm_sqr().sqrt()).fold(0.0, f64::max)
}

fn amplitudes(circuit: &Circuit) -> Vec<C64> {
    let state = State::run(circuit, &[], &Rows { width: 0, data: Vec::new() }).unwrap();
    (0..1usize << circuit.qubits()).map(|k| state.amplitude(0, k)).collect()
}

#[test]
fn unitaries_are_their_other_account() {
    for gate in toolbox().filter(|g| g.is_unitary()) {
        // A row with plain gates as its other account is that; a primitive one is its own matrix.
        let document = placed(gate, gate.qubits, 0);
        let op = &document.circuit().ops()[0];
        let args: Vec<f64> = op.args.iter().map(|a| a.constant().unwrap()).collect();
        let text = if gate.equals.is_empty() { op.to_string() } else { gate.equals.to_string() };
        let account: Circuit = format!("qubits {}; {text}", gate.qubits).parse().unwrap();
        let found = amplitudes(&with_partners(document.circuit()));
        let expected = common::amplitudes(&with_partners(&account), &args, &[]);
        let far = apart(&found, &expected);
        assert!(far < WITHIN, "{gate:?} is {far} from its other account");
    }
}

#[test]
fn measurements_projections_and_channels_are_their_kraus_matrices() {
    for gate in toolbox().filter(|g| !g.is_unitary()) {
        let document = placed(gate, gate.qubits, 0);
        let circuit = with_partners(document.circuit());
        let process = Process::of(&circuit, &Noise::none()).unwrap();
        let found = process.outcomes(&[], &[]).unwrap();
        let expected = slow::run(&circuit, &[], &[]);
        let all: f64 = expected.values().map(slow::trace).sum();
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{gate:?}");
        for (bits, (weight, rho)) in &found {
            let rho: Matrix = rho.matrix().scale(*weight);
            let far = rho.distance(&expected[bits].scale(1.0 / all));
            assert!(far < WITHIN, "{gate:?} at {bits} is {far} off");
        }
    }
}

#[test]
fn every_gate_finds_room_wherever_it_is_dropped_or_says_what_is_missing() {
    for gate in toolbox() {
        let least = if gate.registers.is_empty() { gate.qubits } else { gate.registers.len() };
        for qubits in 1..8 {
            for wire in 0..qubits {
                let document = Document::of_circuit(Circuit::new(qubits).unwrap());
                let op = new_op(gate, 0, &document.setup, 0, wire);
                match document.with(&Edit::Insert { slot: 0, column: 0, op: op.clone() }) {
                    Ok(next) => {
                        let stands = &next.circuit().ops()[0];
                        assert_eq!(*stands, op);
                        let ((low, high), room) = (op.span(), qubits - op.targets.len());
                        assert!(
                            low == wire.min(room) && high < qubits,
                            "{gate:?} on wire {wire} of {qubits}"
                        );
                    }
                    Err(why) => {
                        assert!(qubits < least, "{gate:?} on {qubits} qubits: {why}");
                        assert!(why.contains(gate.name) && why.contains("add"), "{why}");
                    }
                }
            }
        }
    }
}

#[test]
fn controls_along_every_axis_act_on_their_half() {
    // A gate acts where the Pauli matrix of its control's axis is −1, or with an anti-control where it is 1.
    let eigenstates =
        [(Axis::Z, "", "X 0"), (Axis::X, "H 0", "X 0; H 0"), (Axis::Y, "H 0; S 0", "X 0; H 0; S 0")];
    for (axis, plus, minus) in eigenstates {
        for on in [false, true] {
            for (prepared, acts) in [(plus, !on), (minus, on)] {
                let circuit: Circuit = format!("qubits 2; {prepared}").parse().unwrap();
                let document = Document::of_circuit(circuit);
                let column = document.circuit().layout().width;
                // A gate that stands alone in its column takes the control that is put beside it.
                let spaced = Op::fixed(Gate::named("SPACER").unwrap(), &[1]);
                let mut next = document;
                for at in 0..column {
                    next = next.with(&Edit::Insert { slot: 0, column: at, op: spaced.clone() }).unwrap();
                }
                let x = Op::fixed(Gate::X, &[1]);
                next = next.with(&Edit::Insert { slot: 0, column, op: x }).unwrap();
                let edit = Edit::Control { slot: 0, column, wire: 0, on, axis };
                next = next.with(&edit).unwrap();
                let state = State::run(next.circuit(), &[], &Rows { width: 0, data: Vec::new() }).unwrap();
                let one = (1.0 - state.bloch(0, 1)[2]) / 2.0;
                assert!((one - f64::from(u8::from(acts))).abs() < WITHIN, "{}", next.circuit());
                // The same again takes it away.
                assert!(next.with(&edit).unwrap().circuit().ops().iter().all(|op| op.controls.is_empty()));
            }
        }
    }
}
