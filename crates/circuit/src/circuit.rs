//! A circuit: qubits with labels and a list of ops that is always valid and in drawing order.

use crate::{Angle, CircuitError, Layout, Op, Symbol};

/// The most qubits a circuit may have; what a state of that size costs is the engine's concern.
pub const MAX_QUBITS: usize = 26;
/// The most ops a circuit may have.
pub const MAX_OPS: usize = 4096;
/// The longest label.
pub const MAX_LABEL: usize = 24;

/// A circuit. Private fields: ops are valid for the qubits and kept in drawing order (column, then wire).
#[derive(Clone, Debug, PartialEq)]
pub struct Circuit {
    qubits: usize,
    labels: Vec<String>,
    ops: Vec<Op>,
}

impl Circuit {
    /// An empty circuit.
    pub fn new(qubits: usize) -> Result<Circuit, CircuitError> {
        Circuit::of(qubits, Vec::new())
    }
    /// A circuit of checked ops.
    pub fn of(qubits: usize, ops: Vec<Op>) -> Result<Circuit, CircuitError> {
        if qubits == 0 || qubits > MAX_QUBITS {
            return Err(CircuitError::Qubits(qubits));
        }
        if ops.len() > MAX_OPS {
            return Err(CircuitError::TooManyOps);
        }
        ops.iter().try_for_each(|op| op.check(qubits))?;
        let mut circuit = Circuit { qubits, labels: vec![String::new(); qubits], ops };
        circuit.settle();
        Ok(circuit)
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        self.qubits
    }
    /// The ops in drawing order.
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }
    /// A qubit's own label, empty if it has none.
    pub fn label(&self, qubit: usize) -> &str {
        self.labels.get(qubit).map_or("", String::as_str)
    }
    /// A qubit's name to show: its label or q0, q1, …
    pub fn name(&self, qubit: usize) -> String {
        let label = self.label(qubit);
        if label.is_empty() { format!("q{qubit}") } else { label.to_string() }
    }
    /// Labels a qubit; spaces and separators of the text format are dropped, an empty label removes it.
    pub fn set_label(&mut self, qubit: usize, label: &str) {
        let kept =
            label.trim().chars().filter(|c| !c.is_control() && !c.is_whitespace() && !";#:_".contains(*c));
        if let Some(place) = self.labels.get_mut(qubit) {
            *place = kept.take(MAX_LABEL).collect();
        }
    }
    /// The layout.
    pub fn layout(&self) -> Layout {
        Layout::of(self)
    }
    /// The number of trainable symbols: the highest θ used.
    pub fn weights(&self) -> usize {
        self.symbols()
            .filter_map(|s| if let Symbol::Weight(i) = s { Some(i + 1) } else { None })
            .max()
            .unwrap_or(0)
    }
    /// The number of data symbols: the highest x used.
    pub fn inputs(&self) -> usize {
        self.symbols()
            .filter_map(|s| if let Symbol::Input(i) = s { Some(i + 1) } else { None })
            .max()
            .unwrap_or(0)
    }
    fn symbols(&self) -> impl Iterator<Item = Symbol> + '_ {
        self.ops.iter().filter_map(|op| op.angle.as_ref()).flat_map(Angle::symbols)
    }
    /// Inserts an op so that it stands in that column or, where free, to its left. Returns its index.
    pub fn insert(&mut self, column: usize, op: Op) -> Result<usize, CircuitError> {
        op.check(self.qubits)?;
        if self.ops.len() >= MAX_OPS {
            return Err(CircuitError::TooManyOps);
        }
        let at = self.layout().place(column);
        self.ops.insert(at, op);
        Ok(self.settle_following(at))
    }
    /// Takes an op out; out of range is `None`.
    pub fn remove(&mut self, index: usize) -> Option<Op> {
        let op = (index < self.ops.len()).then(|| self.ops.remove(index));
        self.settle();
        op
    }
    /// Puts another op in the place of one. Returns its index.
    pub fn replace(&mut self, index: usize, op: Op) -> Result<usize, CircuitError> {
        op.check(self.qubits)?;
        let Some(place) = self.ops.get_mut(index) else { return Ok(index) };
        *place = op;
        Ok(self.settle_following(index))
    }
    /// Adds a qubit at a wire; those from there on move down.
    pub fn add_qubit(&mut self, at: usize) -> Result<(), CircuitError> {
        if self.qubits >= MAX_QUBITS {
            return Err(CircuitError::Qubits(self.qubits + 1));
        }
        let at = at.min(self.qubits);
        self.ops = self.ops.iter().map(|op| op.on_qubits(&|q| if q >= at { q + 1 } else { q })).collect();
        self.labels.insert(at, String::new());
        self.qubits += 1;
        self.settle();
        Ok(())
    }
    /// Removes a qubit with every op on it. Returns how many ops went with it.
    pub fn remove_qubit(&mut self, qubit: usize) -> Result<usize, CircuitError> {
        if self.qubits == 1 {
            return Err(CircuitError::Qubits(0));
        }
        if qubit >= self.qubits {
            return Err(CircuitError::Qubits(qubit));
        }
        let before = self.ops.len();
        self.ops.retain(|op| op.qubits().all(|q| q != qubit));
        self.ops = self.ops.iter().map(|op| op.on_qubits(&|q| if q > qubit { q - 1 } else { q })).collect();
        self.labels.remove(qubit);
        self.qubits -= 1;
        self.settle();
        Ok(before - self.ops.len())
    }
    /// This circuit, then another of as many qubits whose θ are renumbered to follow this one's; x stay shared.
    pub fn then(&self, next: &Circuit) -> Result<Circuit, CircuitError> {
        let shift = self.weights();
        let rename = |s| if let Symbol::Weight(i) = s { Symbol::Weight(i + shift) } else { s };
        let moved = next
            .ops
            .iter()
            .map(|op| Op { angle: op.angle.as_ref().map(|a| a.renamed(&rename)), ..op.clone() });
        let mut both = Circuit::of(self.qubits, self.ops.iter().cloned().chain(moved).collect())?;
        both.labels.clone_from(&self.labels);
        Ok(both)
    }
    /// The circuit that undoes this one.
    pub fn inverse(&self) -> Circuit {
        let ops = self.ops.iter().rev().map(Op::inverse).collect();
        let mut circuit = Circuit { qubits: self.qubits, labels: self.labels.clone(), ops };
        circuit.settle();
        circuit
    }
    /// The first ops only, in order.
    pub fn first(&self, ops: usize) -> Circuit {
        let ops = self.ops[..ops.min(self.ops.len())].to_vec();
        Circuit { qubits: self.qubits, labels: self.labels.clone(), ops }
    }
    /// How many ops touch more than one qubit.
    pub fn entangling_ops(&self) -> usize {
        self.ops.iter().filter(|op| op.qubits().nth(1).is_some()).count()
    }

    fn order(&self) -> Vec<usize> {
        let layout = self.layout();
        let place = |i: usize| (layout.columns[i], self.ops[i].span().0);
        crate::order::indices(self.ops.len(), &mut |a, b| place(a).cmp(&place(b)))
    }
    fn settle(&mut self) {
        self.settle_following(0);
    }
    /// Brings the ops into drawing order and says where the op at `index` went.
    fn settle_following(&mut self, index: usize) -> usize {
        let order = self.order();
        self.ops = order.iter().map(|&i| self.ops[i].clone()).collect();
        order.iter().position(|&i| i == index).unwrap_or(index)
    }
}
