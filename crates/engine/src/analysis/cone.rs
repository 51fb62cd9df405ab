//! The light cone of an observable: the ops and qubits that its expectation value can depend on.

use circuit::{Action, Circuit, CircuitError, Observable, Op};

/// What an expectation value can depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cone {
    /// The qubits, ascending.
    pub qubits: Vec<usize>,
    /// The ops by their indices in the circuit, ascending.
    pub ops: Vec<usize>,
}

/// The causal cone of an observable at a circuit's end: from its qubits backward through every op that touches
/// what was reached so far, and through the classical bits that ops wait for. What lies outside preserves the
/// trace and acts on other wires, so it cannot matter; post-selection, which does not, is always inside.
pub fn light_cone(circuit: &Circuit, observable: &Observable) -> Cone {
    let support = observable.terms.iter().fold(0, |all, (_, string)| all | string.x | string.z);
    let mut wires: Vec<bool> = (0..circuit.qubits()).map(|q| support >> q & 1 == 1).collect();
    let mut bits = vec![false; circuit.bits()];
    let mut ops = Vec::new();
    for (index, op) in circuit.ops().iter().enumerate().rev() {
        let touches = op.qubits().any(|q| wires[q]) || op.bits.iter().any(|b| bits[*b]);
        if touches || selects(op) {
            op.qubits().for_each(|q| wires[q] = true);
            op.conditions.iter().flat_map(|c| &c.bits).for_each(|b| bits[*b] = true);
            ops.push(index);
        }
    }
    ops.reverse();
    Cone { qubits: (0..wires.len()).filter(|q| wires[*q]).collect(), ops }
}

/// Whether it keeps only a part of the state.
fn selects(op: &Op) -> bool {
    let within = |body: &std::rc::Rc<circuit::Custom>| body.ops().iter().any(selects);
    matches!(op.gate.action, Action::Project(_)) || op.custom.as_ref().is_some_and(within)
}

impl Cone {
    /// The circuit with the cone's ops only.
    pub fn circuit(&self, whole: &Circuit) -> Result<Circuit, CircuitError> {
        let ops = self.ops.iter().filter_map(|i| whole.ops().get(*i)).cloned().collect();
        Ok(Circuit::with_registers(whole.qubits(), whole.registers().to_vec(), ops)?.with_wires_of(whole))
    }
}
