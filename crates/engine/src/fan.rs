//! A fan: one trunk circuit, and heads that each continue from its state. The shape of attention models.

use circuit::{Circuit, CircuitError, Observable};

use crate::plan::Plan;

/// A circuit that continues from a trunk, and what is measured after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Acts on the trunk's state.
    pub circuit: Circuit,
    /// Measured at its end, in order.
    pub observables: Vec<Observable>,
}

/// |ψ⟩ = trunk(x)|0…0⟩, from which each head continues on its own. Weights are the trunk's, then each head's
/// (each circuit numbers its own θ from 1); the inputs x are shared by all.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    pub(crate) trunk: Circuit,
    pub(crate) heads: Vec<Head>,
    counts: Counts,
}

/// What every step of a training asks for, counted once: expressions have to be walked for it.
#[derive(Clone, Debug, PartialEq)]
struct Counts {
    /// Where each head's weights begin; at the end, how many there are.
    offsets: Vec<usize>,
    inputs: usize,
    outputs: usize,
}

impl Counts {
    fn of(trunk: &Circuit, heads: &[Head]) -> Counts {
        let mut offsets = vec![trunk.weights()];
        for head in heads {
            offsets.push(offsets[offsets.len() - 1] + head.circuit.weights());
        }
        let inputs = heads.iter().map(|h| h.circuit.inputs()).fold(trunk.inputs(), usize::max);
        let outputs = heads.iter().map(|h| h.observables.len()).sum();
        Counts { offsets, inputs, outputs }
    }
}

impl Fan {
    /// A fan of unitary circuits of equally many qubits; observables must fit them. Heads continue the trunk, so
    /// that what their wires start in counts for nothing.
    pub fn new(trunk: Circuit, mut heads: Vec<Head>) -> Result<Fan, CircuitError> {
        let qubits = trunk.qubits();
        check_unitary(&trunk)?;
        for head in &heads {
            check_unitary(&head.circuit)?;
            if head.circuit.qubits() != qubits {
                return Err(CircuitError::Qubits(head.circuit.qubits()));
            }
            let needs = head.observables.iter().map(Observable::qubits).max().unwrap_or(0);
            if needs > qubits {
                return Err(CircuitError::NoSuchQubit { gate: "the observable", qubit: needs - 1, qubits });
            }
        }
        heads.iter_mut().for_each(|head| head.circuit = head.circuit.continued());
        let counts = Counts::of(&trunk, &heads);
        Ok(Fan { trunk, heads, counts })
    }
    /// A plain circuit with observables at its end.
    pub fn of(circuit: Circuit, observables: Vec<Observable>) -> Result<Fan, CircuitError> {
        let empty = Circuit::new(circuit.qubits())?;
        Fan::new(circuit, vec![Head { circuit: empty, observables }])
    }
    /// The same fan with composite gates written out.
    pub(crate) fn primitive(&self) -> Fan {
        let head = |h: &Head| Head { circuit: h.circuit.primitive(), observables: h.observables.clone() };
        let (trunk, heads) = (self.trunk.primitive(), self.heads.iter().map(head).collect::<Vec<Head>>());
        let counts = Counts::of(&trunk, &heads);
        Fan { trunk, heads, counts }
    }
    /// The shared beginning.
    pub fn trunk(&self) -> &Circuit {
        &self.trunk
    }
    /// The continuations.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        self.trunk.qubits()
    }
    /// How many weights in all.
    pub fn weights(&self) -> usize {
        self.head_offset(self.heads.len())
    }
    /// How many weights the trunk has; they come first.
    pub fn trunk_weights(&self) -> usize {
        self.counts.offsets[0]
    }
    /// Where the weights of a head begin.
    pub fn head_offset(&self, head: usize) -> usize {
        self.counts.offsets[head]
    }
    /// How many numbers a row of inputs has: the highest x used.
    pub fn inputs(&self) -> usize {
        self.counts.inputs
    }
    /// How many expectation values a row gives: all heads' observables.
    pub fn outputs(&self) -> usize {
        self.counts.outputs
    }
    /// Where the outputs of a head begin.
    pub fn output_offset(&self, head: usize) -> usize {
        self.heads.iter().take(head).map(|h| h.observables.len()).sum()
    }
    /// The fan made ready to compute; takes microseconds.
    pub fn plan(&self) -> Plan {
        Plan::of(self.clone())
    }
    /// The whole circuit of a head, trunk first, its weights renumbered to follow the trunk's.
    pub fn circuit(&self, head: usize) -> Result<Circuit, CircuitError> {
        self.trunk.then(&self.heads[head].circuit)
    }
}

/// Gradients go backward through unitaries only, and the time must have a value.
fn check_unitary(circuit: &Circuit) -> Result<(), CircuitError> {
    if circuit.is_timed() {
        return Err(CircuitError::Timed);
    }
    circuit.first_process().map_or(Ok(()), |op| Err(CircuitError::NotUnitary(op.gate.name)))
}
