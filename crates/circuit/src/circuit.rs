//! A circuit: qubits with labels and a list of ops that is always valid and in drawing order.

use crate::classical::{MAX_BITS, Register};
use crate::gates::Custom;
use crate::{CircuitError, Layout, MAX_PRIMITIVE_OPS, Op, Start, Symbol};
use std::rc::Rc;

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
    pub(crate) starts: Vec<Start>,
    registers: Vec<Register>,
    /// Shared by clones until one of them changes: a document is copied often, while a gate is dragged many times a frame.
    ops: Rc<Vec<Op>>,
}

impl Circuit {
    /// An empty circuit.
    pub fn new(qubits: usize) -> Result<Circuit, CircuitError> {
        Circuit::of(qubits, Vec::new())
    }
    /// A circuit of checked ops, without classical bits.
    pub fn of(qubits: usize, ops: Vec<Op>) -> Result<Circuit, CircuitError> {
        Circuit::with_registers(qubits, Vec::new(), ops)
    }
    /// A circuit of checked ops with classical registers.
    pub fn with_registers(
        qubits: usize,
        registers: Vec<Register>,
        ops: Vec<Op>,
    ) -> Result<Circuit, CircuitError> {
        if qubits == 0 || qubits > MAX_QUBITS {
            return Err(CircuitError::Qubits(qubits));
        }
        if ops.len() > MAX_OPS {
            return Err(CircuitError::TooManyOps);
        }
        check_registers(&registers)?;
        let bits = registers.iter().map(|r| r.size).sum();
        ops.iter().try_for_each(|op| op.check(qubits, bits))?;
        check_customs(&ops)?;
        if ops.iter().map(Op::size).fold(0, usize::saturating_add) > MAX_PRIMITIVE_OPS {
            return Err(CircuitError::TooManyParts);
        }
        let (labels, starts) = (vec![String::new(); qubits], vec![Start::Zero; qubits]);
        let mut circuit = Circuit { qubits, labels, starts, registers, ops: Rc::new(ops) };
        circuit.settle();
        Ok(circuit)
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        self.qubits
    }
    /// The classical registers in the order of their declaration.
    pub fn registers(&self) -> &[Register] {
        &self.registers
    }
    /// How many classical bits all registers have.
    pub fn bits(&self) -> usize {
        self.registers.iter().map(|r| r.size).sum()
    }
    /// The name of a classical bit: `c[0]`.
    pub fn bit_name(&self, bit: usize) -> String {
        let mut first = 0;
        for register in &self.registers {
            if bit < first + register.size {
                return format!("{}[{}]", register.name, bit - first);
            }
            first += register.size;
        }
        format!("bit {bit}")
    }
    /// The gates that the circuit defines itself, each before the first that uses it.
    pub fn customs(&self) -> Vec<Rc<Custom>> {
        let mut found = Vec::new();
        collect_customs(&self.ops, &mut found);
        found
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
        let kept = label
            .trim()
            .chars()
            .filter(|c| !(c.is_control() || c.is_whitespace() || matches!(c, ';' | '#' | ':' | '_')));
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
        let mut count = 0;
        each_symbol(&self.ops, &mut |s| {
            if let Symbol::Weight(i) = s {
                count = count.max(i + 1);
            }
        });
        count
    }
    /// The number of data symbols: the highest x used.
    pub fn inputs(&self) -> usize {
        let mut count = 0;
        each_symbol(&self.ops, &mut |s| {
            if let Symbol::Input(i) = s {
                count = count.max(i + 1);
            }
        });
        count
    }
    /// Whether the time t stands in an angle.
    pub fn is_timed(&self) -> bool {
        let mut timed = false;
        each_symbol(&self.ops, &mut |s| timed |= s == Symbol::Time);
        timed
    }
    /// Inserts an op so that it stands in that column or, where free, to its left. Returns its index.
    pub fn insert(&mut self, column: usize, op: Op) -> Result<usize, CircuitError> {
        op.check(self.qubits, self.bits())?;
        self.check_room(&op, None)?;
        if self.ops.len() >= MAX_OPS {
            return Err(CircuitError::TooManyOps);
        }
        let at = self.layout().place(column);
        Rc::make_mut(&mut self.ops).insert(at, op);
        Ok(self.settle_following(at))
    }
    /// Takes an op out; out of range is `None`.
    pub fn remove(&mut self, index: usize) -> Option<Op> {
        let op = (index < self.ops.len()).then(|| Rc::make_mut(&mut self.ops).remove(index));
        self.settle();
        op
    }
    /// Puts another op in the place of one. Returns its index.
    pub fn replace(&mut self, index: usize, op: Op) -> Result<usize, CircuitError> {
        op.check(self.qubits, self.bits())?;
        self.check_room(&op, Some(index))?;
        let Some(place) = Rc::make_mut(&mut self.ops).get_mut(index) else { return Ok(index) };
        *place = op;
        Ok(self.settle_following(index))
    }
    /// Adds a qubit at a wire; those from there on move down.
    pub fn add_qubit(&mut self, at: usize) -> Result<(), CircuitError> {
        if self.qubits >= MAX_QUBITS {
            return Err(CircuitError::Qubits(self.qubits + 1));
        }
        let at = at.min(self.qubits);
        self.put_on(&|q| if q >= at { q + 1 } else { q });
        self.labels.insert(at, String::new());
        self.starts.insert(at, Start::Zero);
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
        Rc::make_mut(&mut self.ops).retain(|op| op.qubits().all(|q| q != qubit));
        self.put_on(&|q| if q > qubit { q - 1 } else { q });
        self.labels.remove(qubit);
        self.starts.remove(qubit);
        self.qubits -= 1;
        self.settle();
        Ok(before - self.ops.len())
    }
    /// This circuit, then another of as many qubits whose θ are renumbered to follow this one's; x stay shared,
    /// and so do classical registers of the same name. Its wires start as this one's do.
    pub fn then(&self, next: &Circuit) -> Result<Circuit, CircuitError> {
        let shift = self.weights();
        let rename = |s| if let Symbol::Weight(i) = s { Symbol::Weight(i + shift) } else { s };
        let registers = if self.registers.is_empty() { &next.registers } else { &self.registers };
        if self.ops.is_empty() && registers == &next.registers && self.qubits == next.qubits {
            let mut whole = next.clone().with_wires_of(self);
            whole.settle();
            return Ok(whole);
        }
        let moved = next.ops.iter().map(|op| op.renamed(&rename));
        let ops = self.ops.iter().cloned().chain(moved).collect();
        Ok(Circuit::with_registers(self.qubits, registers.clone(), ops)?.with_wires_of(self))
    }
    /// The circuit that undoes this one, as one that continues it; the name of the op if one cannot be undone.
    pub fn inverse(&self) -> Result<Circuit, CircuitError> {
        let undo = |op: &Op| {
            let undone = if op.conditions.is_empty() { op.inverse() } else { None };
            undone.ok_or(CircuitError::NoInverse(op.gate.name))
        };
        let ops = self.ops.iter().rev().map(undo).collect::<Result<_, _>>()?;
        let mut circuit = self.with_ops_in_time(ops).continued();
        circuit.settle();
        Ok(circuit)
    }
    /// The first ops only, in order.
    pub fn first(&self, ops: usize) -> Circuit {
        if ops >= self.ops.len() {
            return self.clone();
        }
        self.with_ops_in_time(self.ops[..ops].to_vec())
    }
    /// The same qubits and bits with other ops, which are known to fit; in the order given.
    pub(crate) fn with_ops_in_time(&self, ops: Vec<Op>) -> Circuit {
        let (labels, starts, registers) = (self.labels.clone(), self.starts.clone(), self.registers.clone());
        Circuit { qubits: self.qubits, labels, starts, registers, ops: Rc::new(ops) }
    }
    /// The ops of a range only, in order: a part that continues what was before it.
    pub fn between(&self, ops: std::ops::Range<usize>) -> Circuit {
        self.with_ops_in_time(self.ops.get(ops).unwrap_or_default().to_vec()).continued()
    }
    /// How many ops touch more than one qubit.
    pub fn entangling_ops(&self) -> usize {
        self.ops.iter().filter(|op| !op.gate.is_display() && op.qubits().nth(1).is_some()).count()
    }
    /// How many columns its gates take where displays take none.
    pub fn depth(&self) -> usize {
        if self.displays() == 0 {
            return self.layout().width;
        }
        self.without_displays().layout().width
    }
    /// The same circuit without its displays.
    pub fn without_displays(&self) -> Circuit {
        let mut plain = self.clone();
        Rc::make_mut(&mut plain.ops).retain(|op| !op.gate.is_display());
        plain.settle();
        plain
    }
    /// How many of its ops are displays.
    pub fn displays(&self) -> usize {
        self.ops.iter().filter(|op| op.gate.is_display()).count()
    }

    /// Whether an op, taking the place of one or not, leaves the circuit within its bounds.
    fn check_room(&self, op: &Op, instead: Option<usize>) -> Result<(), CircuitError> {
        let others = self.ops.iter().enumerate().filter(|(i, _)| Some(*i) != instead).map(|(_, op)| op);
        let size = others.clone().map(Op::size).fold(op.size(), usize::saturating_add);
        if size > MAX_PRIMITIVE_OPS {
            return Err(CircuitError::TooManyParts);
        }
        if op.custom.is_none() {
            return Ok(());
        }
        let all: Vec<Op> = others.filter(|o| o.custom.is_some()).cloned().chain([op.clone()]).collect();
        check_customs(&all)
    }
    /// Puts every op on other qubits.
    fn put_on(&mut self, of: &dyn Fn(usize) -> usize) {
        self.ops = Rc::new(self.ops.iter().map(|op| op.on_qubits(of)).collect());
    }
    fn settle(&mut self) {
        self.settle_following(0);
    }
    /// Brings the ops into drawing order and says where the op at `index` went.
    fn settle_following(&mut self, index: usize) -> usize {
        let layout = self.layout();
        let place = |i: usize| (layout.columns[i], self.ops[i].span().0);
        if (1..self.ops.len()).all(|i| place(i - 1) <= place(i)) {
            return index;
        }
        let order = crate::order::indices(self.ops.len(), &mut |a, b| place(a).cmp(&place(b)));
        self.ops = Rc::new(order.iter().map(|&i| self.ops[i].clone()).collect());
        order.iter().position(|&i| i == index).unwrap_or(index)
    }
}

fn check_registers(registers: &[Register]) -> Result<(), CircuitError> {
    let mut bits = 0usize;
    for (i, register) in registers.iter().enumerate() {
        bits = bits.saturating_add(register.size);
        let plain = register.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let named = register.name.len() <= MAX_LABEL
            && register.name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
        if !plain || !named || registers[..i].iter().any(|r| r.name == register.name) {
            return Err(CircuitError::RegisterName(register.name.chars().take(MAX_LABEL).collect()));
        }
        if register.size == 0 || bits > MAX_BITS {
            return Err(CircuitError::Bits(bits));
        }
    }
    Ok(())
}

/// Gates of one name must be one gate, or text could not tell them apart.
fn check_customs(ops: &[Op]) -> Result<(), CircuitError> {
    let mut found = Vec::new();
    collect_customs(ops, &mut found);
    for (i, custom) in found.iter().enumerate() {
        if found[..i].iter().any(|other| other.name == custom.name) {
            return Err(CircuitError::TwoCustoms(custom.name.clone()));
        }
    }
    Ok(())
}

fn collect_customs(ops: &[Op], found: &mut Vec<Rc<Custom>>) {
    for custom in ops.iter().filter_map(|op| op.custom.as_ref()) {
        if found.iter().any(|known| Rc::ptr_eq(known, custom) || known == custom) {
            continue;
        }
        collect_customs(custom.ops(), found);
        found.push(custom.clone());
    }
}

fn each_symbol(ops: &[Op], see: &mut dyn FnMut(Symbol)) {
    for op in ops {
        op.args.iter().for_each(|angle| angle.each_symbol(see));
        if let Some(custom) = &op.custom {
            each_symbol(custom.ops(), see);
        }
    }
}
