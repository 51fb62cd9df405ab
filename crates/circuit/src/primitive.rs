//! A circuit in primitive ops: composite gates written out, controls on other axes turned to Z.
//!
//! What stays is what a simulator has to know: unitaries of one and two qubits and of a given matrix,
//! permutations, channels, measurements, resets and projections. Not here: doing any of it (`engine`).

use crate::gates::Action;
use crate::op::Axis;
use crate::{Circuit, Gate, Op};

/// The most primitive ops that a circuit may stand for.
pub const MAX_PRIMITIVE_OPS: usize = 65_536;

/// The ops that an op stands for: itself if it is primitive. The order is the order of time.
pub(crate) fn primitive(op: &Op, into: &mut Vec<Op>) {
    let turned: Vec<usize> = (0..op.controls.len()).filter(|&i| op.controls[i].axis != Axis::Z).collect();
    if !turned.is_empty() {
        let mut inner = op.clone();
        turned.iter().for_each(|&i| inner.controls[i].axis = Axis::Z);
        turned.iter().for_each(|&i| into.extend(to_z(op, i)));
        primitive(&inner, into);
        turned.iter().for_each(|&i| into.extend(to_z(op, i).iter().rev().filter_map(Op::inverse)));
        return;
    }
    let parts = match (op.gate.action, &op.custom) {
        (Action::Parts(parts), _) => parts(op),
        (Action::Custom, Some(custom)) => match custom.ops_on(&op.targets) {
            Some(ops) => ops,
            None => return into.push(op.clone()),
        },
        (Action::Nothing, _) => return,
        _ => return into.push(op.clone()),
    };
    for mut part in parts {
        part.controls.extend(&op.controls);
        part.sort_controls();
        part.conditions.splice(..0, op.conditions.iter().cloned());
        primitive(&part, into);
    }
}

/// What brings the axis of a control to Z. It needs no condition: it is undone afterwards.
fn to_z(op: &Op, control: usize) -> Vec<Op> {
    let control = op.controls[control];
    let gate = |gate: Gate| Op::fixed(gate, &[control.qubit]);
    match control.axis {
        Axis::Z => Vec::new(),
        Axis::X => vec![gate(Gate::H)],
        Axis::Y => vec![gate(Gate::SDG), gate(Gate::H)],
    }
}

impl Circuit {
    /// The same circuit in primitive ops, in the order of time (which need not be the drawing's). What its wires
    /// start in is written out first.
    pub fn primitive(&self) -> Circuit {
        let mut ops = self.start_ops();
        self.ops().iter().for_each(|op| primitive(op, &mut ops));
        self.with_ops_in_time(ops).continued()
    }
    /// Whether every op is a unitary that always happens.
    pub fn is_unitary(&self) -> bool {
        self.ops().iter().all(Op::is_unitary)
    }
    /// The first op that is not a unitary or waits for classical bits.
    pub fn first_process(&self) -> Option<&Op> {
        self.ops().iter().find(|op| !op.is_unitary())
    }
}
