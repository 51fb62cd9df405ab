//! What a gate of the table becomes when it is put into a circuit: its qubits, registers, arguments and classical bit.
//! Not here: edits, and what the page offers.

use circuit::{Angle, Circuit, Control, Family, Gate, Op, gates};
use labs::{Setup, model};

/// A gate on a wire and the ones below it (above, at the lower end): controls first, then its registers one after the
/// other, smaller where the circuit has less room. Its arguments are the next free symbols of the slot, in a plain
/// circuit numbers; a measurement writes the next free bit.
pub fn new_op(gate: Gate, controls: usize, setup: &Setup, slot: usize, wire: usize) -> Op {
    let circuit = &setup.slots[slot].circuit;
    let mut sizes: Vec<usize> = gate.splits.to_vec();
    sizes.push(gate.qubits - sizes.iter().sum::<usize>());
    let room = circuit.qubits().saturating_sub(controls);
    while !gate.registers.is_empty() && sizes.iter().sum::<usize>() > room {
        let largest = (0..sizes.len()).max_by_key(|i| sizes[*i]).filter(|i| sizes[*i] > 1);
        let Some(largest) = largest else { break };
        sizes[largest] -= 1;
    }
    let needs = controls + sizes.iter().sum::<usize>();
    let first = wire.min(circuit.qubits().saturating_sub(needs));
    let targets: Vec<usize> = (first + controls..first + needs).collect();
    sizes.pop();
    let start = gates::fresh(gate, &targets);
    Op {
        controls: (first..first + controls).map(Control::on).collect(),
        splits: if gate.registers.is_empty() { Vec::new() } else { sizes },
        args: match gate.is_display() {
            true => start.args.clone(),
            false => (0..gate.params.len()).map(|i| argument(gate, i, setup, slot)).collect(),
        },
        bits: if gate.measures() { vec![circuit.free_bit()] } else { Vec::new() },
        ..start
    }
}

/// A gate that a circuit defines itself, by its place among them, on a wire and the ones below it.
pub fn own_op(index: usize, circuit: &Circuit, wire: usize) -> Op {
    let Some(custom) = circuit.customs().into_iter().nth(index) else {
        return Op::fixed(Gate::custom(), &[wire]);
    };
    let needs = custom.qubits();
    let first = wire.min(circuit.qubits().saturating_sub(needs));
    Op::custom(custom, &(first..first + needs).collect::<Vec<usize>>())
}

fn argument(gate: Gate, index: usize, setup: &Setup, slot: usize) -> Angle {
    let circuit: &Circuit = &setup.slots[slot].circuit;
    let data = model(&setup.model).and_then(|m| m.slots.get(slot)).is_some_and(|s| s.data);
    match (gate.family, gate.params[index]) {
        // Times of which the last is a tenth of the others; all else there are probabilities.
        (Family::Channels, "t1" | "t2") => Angle::number(1.0),
        (Family::Channels, _) => Angle::number(0.1),
        (_, "t") if setup.model == "circuit" => Angle::number(0.5),
        _ if setup.model == "circuit" => Angle::nice(std::f64::consts::FRAC_PI_2),
        _ if data => Angle::input(circuit.inputs() + index),
        _ => Angle::weight(circuit.weights() + index),
    }
}
