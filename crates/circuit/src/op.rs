//! One step of a circuit: a gate on targets, with controls, arguments, classical bits and conditions.
//!
//! Not here: what a gate does (`gates`), which columns ops stand in (`layout`).

use crate::gates::{self, Custom, Family};
use crate::{Angle, CircuitError, Condition, Gate, Inverse};
use std::rc::Rc;

/// The basis that a control looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Axis {
    /// |1⟩ against |0⟩.
    #[default]
    Z,
    /// |−⟩ against |+⟩.
    X,
    /// |−i⟩ against |i⟩.
    Y,
}

/// A control qubit: the gate acts where it is |1⟩ (`on`) or, an anti-control, where it is |0⟩; on another
/// axis where it is |−⟩ or |−i⟩ (`on`), |+⟩ or |i⟩. So `on` is the eigenvalue −1 of the axis's Pauli matrix,
/// as in Quirk, whose ids are ⊖ (X, on), ⊕ (X, off), (/) (Y, on) and ⊗ (Y, off).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Control {
    /// The qubit.
    pub qubit: usize,
    /// True for a control, false for an anti-control.
    pub on: bool,
    /// The basis.
    pub axis: Axis,
}

impl Control {
    /// A control on |1⟩.
    pub fn on(qubit: usize) -> Control {
        Control { qubit, on: true, axis: Axis::Z }
    }
    /// An anti-control, on |0⟩.
    pub fn off(qubit: usize) -> Control {
        Control { qubit, on: false, axis: Axis::Z }
    }
}

/// Which parameter-shift rule an op's angle obeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftRule {
    /// f' = (f(θ+π/2) − f(θ−π/2))/2: the generator has two eigenvalues one apart.
    TwoTerm,
    /// The rule for eigenvalues 0, ±1/2, as controlled rotations have (papers.md, "parameter-shift trap").
    FourTerm,
}

/// A gate where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Op {
    /// The gate.
    pub gate: Gate,
    /// Controls and anti-controls, by qubit.
    pub controls: Vec<Control>,
    /// The qubits it acts on, the more significant first; of a gate on registers one register after another.
    pub targets: Vec<usize>,
    /// How many targets each register but the last has, for gates on several registers.
    pub splits: Vec<usize>,
    /// The arguments, in the order of the gate's `params`.
    pub args: Vec<Angle>,
    /// The classical bits that a measurement writes, one for each target.
    pub bits: Vec<usize>,
    /// What must hold of classical bits for it to happen.
    pub conditions: Vec<Condition>,
    /// The letters of a display of a Pauli product, one for each target; else empty.
    pub paulis: String,
    /// The body of a gate that the circuit defines itself.
    pub custom: Option<Rc<Custom>>,
}

impl Op {
    /// A gate without angle and controls.
    pub fn fixed(gate: Gate, targets: &[usize]) -> Op {
        Op {
            gate,
            controls: Vec::new(),
            targets: targets.to_vec(),
            splits: Vec::new(),
            args: Vec::new(),
            bits: Vec::new(),
            conditions: Vec::new(),
            paulis: String::new(),
            custom: None,
        }
    }
    /// A gate with an angle.
    pub fn turned(gate: Gate, targets: &[usize], angle: Angle) -> Op {
        Op { args: vec![angle], ..Op::fixed(gate, targets) }
    }
    /// A gate that the circuit defines itself.
    pub fn custom(body: Rc<Custom>, targets: &[usize]) -> Op {
        Op { custom: Some(body), ..Op::fixed(Gate::custom(), targets) }
    }
    /// A measurement of a qubit into a classical bit.
    pub fn measure(qubit: usize, bit: usize) -> Op {
        Op { bits: vec![bit], ..Op::fixed(Gate::measure(), &[qubit]) }
    }
    /// The op with one more control.
    pub fn controlled(mut self, control: Control) -> Op {
        self.controls.push(control);
        self.sort_controls();
        self
    }
    /// The op under one more condition.
    pub fn given(mut self, condition: Condition) -> Op {
        self.conditions.push(condition);
        self
    }
    pub(crate) fn sort_controls(&mut self) {
        crate::order::sort(&mut self.controls, |a, b| a.qubit.cmp(&b.qubit));
    }
    /// The name to show: the gate's, or the own name of a gate that the circuit defines.
    pub fn name(&self) -> &str {
        self.custom.as_ref().map_or(self.gate.name, |c| &c.name)
    }
    /// Its first argument.
    pub fn angle(&self) -> Option<&Angle> {
        self.args.first()
    }
    /// The same op with another first argument (or none).
    pub fn with_angle(mut self, angle: Option<Angle>) -> Op {
        let others = self.args.get(1..).unwrap_or_default().to_vec();
        self.args = angle.into_iter().chain(others).collect();
        self
    }
    /// The sizes of its registers; one register of all targets where the gate names none.
    pub fn sizes(&self) -> Vec<usize> {
        let before: usize = self.splits.iter().sum();
        self.splits.iter().copied().chain([self.targets.len().saturating_sub(before)]).collect()
    }
    /// The targets of a register.
    pub fn register(&self, index: usize) -> &[usize] {
        let from = self.splits.iter().take(index).sum::<usize>();
        let size = self.sizes().get(index).copied().unwrap_or(0);
        self.targets.get(from..from + size).unwrap_or(&[])
    }
    /// Every qubit it touches: controls, then targets.
    pub fn qubits(&self) -> impl Iterator<Item = usize> + '_ {
        self.controls.iter().map(|c| c.qubit).chain(self.targets.iter().copied())
    }
    /// The lowest and the highest wire it touches.
    pub fn span(&self) -> (usize, usize) {
        let low = self.qubits().min().unwrap_or(0);
        (low, self.qubits().max().unwrap_or(low))
    }
    /// Every classical bit it reads or writes.
    pub fn classical_bits(&self) -> impl Iterator<Item = usize> + '_ {
        self.bits.iter().copied().chain(self.conditions.iter().flat_map(|c| c.bits.iter().copied()))
    }
    /// Whether it is a unitary that always happens, or nothing but a display.
    pub fn is_unitary(&self) -> bool {
        self.conditions.is_empty()
            && (self.gate.is_unitary() || self.gate.is_display())
            && self.custom.as_ref().is_none_or(|body| body.is_unitary())
    }
    /// The op that undoes it; none for ops that cannot be undone.
    pub fn inverse(&self) -> Option<Op> {
        let mut op = self.clone();
        match self.gate.inverse {
            Inverse::Itself => {}
            Inverse::Named(name) => op.gate = Gate::named(name)?,
            Inverse::NegatedAngle => op.args = self.args.iter().map(Angle::negated).collect(),
            Inverse::Negated(order) => {
                op.args = order.iter().filter_map(|i| self.args.get(*i)).map(Angle::negated).collect();
            }
            Inverse::Of(inverse) => op = inverse(self),
            Inverse::OfBody => op.custom = Some(Rc::new(self.custom.as_ref()?.inverse()?)),
            Inverse::None => return None,
        }
        Some(op)
    }
    /// How many primitive ops it stands for, at most.
    pub(crate) fn size(&self) -> usize {
        let around = 4 * self.controls.iter().filter(|c| c.axis != Axis::Z).count();
        let own = match &self.custom {
            Some(custom) => custom.size(),
            None => (self.gate.count)(&self.sizes()),
        };
        own.saturating_add(around)
    }
    /// The op on other qubits.
    pub fn on_qubits(&self, of: &dyn Fn(usize) -> usize) -> Op {
        let mut op = self.clone();
        op.targets.iter_mut().for_each(|q| *q = of(*q));
        op.controls.iter_mut().for_each(|c| c.qubit = of(c.qubit));
        op.sort_controls();
        op
    }
    /// The op with every symbol of its arguments and of its body renamed.
    pub fn renamed(&self, rename: &dyn Fn(crate::Symbol) -> crate::Symbol) -> Op {
        let args = self.args.iter().map(|a| a.renamed(rename)).collect();
        let custom = self.custom.as_ref().map(|body| Rc::new(body.renamed(rename)));
        Op { args, custom, ..self.clone() }
    }
    /// The parameter-shift rule of its angle. P and a phase keep two terms
    /// under controls: their eigenvalues stay 0 and 1.
    pub fn shift_rule(&self) -> ShiftRule {
        if self.controls.is_empty() || matches!(self.gate.name, "P" | "GPHASE") {
            ShiftRule::TwoTerm
        } else {
            ShiftRule::FourTerm
        }
    }
    /// Whether it fits a circuit of so many qubits and classical bits.
    pub fn check(&self, qubits: usize, bits: usize) -> Result<(), CircuitError> {
        let gate = self.gate.name;
        self.check_targets()?;
        let mut seen = 0u64;
        for qubit in self.qubits() {
            if qubit >= qubits {
                return Err(CircuitError::NoSuchQubit { gate, qubit, qubits });
            }
            if seen >> qubit & 1 == 1 {
                return Err(CircuitError::RepeatedQubit { gate, qubit });
            }
            seen |= 1 << qubit;
        }
        if let Some(bit) = self.classical_bits().find(|b| *b >= bits) {
            return Err(CircuitError::NoSuchBit { gate, bit, bits });
        }
        if self.gate.is_display() && !(self.controls.is_empty() && self.conditions.is_empty()) {
            return Err(CircuitError::ShowsOnly(gate));
        }
        if !self.controls.is_empty() && !self.gate.is_unitary() {
            return Err(CircuitError::TakesNoControls(gate));
        }
        match (self.gate.params, &self.args[..]) {
            ([], []) => self.check_body(),
            ([], _) => Err(CircuitError::TakesNoAngle(gate)),
            ([_], []) => Err(CircuitError::NeedsAngle(gate)),
            (params, args) if params.len() != args.len() => {
                Err(CircuitError::Arguments { gate, params, given: args.len() })
            }
            _ => self.check_body(),
        }
    }

    fn check_targets(&self) -> Result<(), CircuitError> {
        let (gate, given) = (self.gate.name, self.targets.len());
        let registers = self.gate.registers;
        if self.gate.family == Family::Custom {
            let needs = self.custom.as_ref().map_or(0, |body| body.qubits());
            let fits = needs == given && needs > 0;
            return if fits { Ok(()) } else { Err(CircuitError::Targets { gate, needs, given }) };
        }
        if registers.is_empty() {
            let needs = self.gate.qubits;
            let fits = given == needs && self.splits.is_empty();
            return if fits { Ok(()) } else { Err(CircuitError::Targets { gate, needs, given }) };
        }
        let sizes = self.sizes();
        let whole = sizes.iter().sum::<usize>() == given;
        if sizes.len() != registers.len() || sizes.contains(&0) || !whole {
            return Err(CircuitError::Registers { gate, registers, given: sizes.len() });
        }
        Ok(())
    }

    fn check_body(&self) -> Result<(), CircuitError> {
        let gate = self.gate.name;
        let needs = if self.gate.measures() { self.targets.len() } else { 0 };
        if self.bits.len() != needs {
            return Err(CircuitError::NeedsBits { gate, needs, given: self.bits.len() });
        }
        gates::check_display(self)?;
        if self.gate.family == Family::Channels
            && let Some(numbers) = self.args.iter().map(Angle::constant).collect::<Option<Vec<f64>>>()
        {
            let checked = (self.gate.arguments)(self.gate.params, &numbers);
            checked.map_err(|why| CircuitError::Channel { gate, why })?;
        }
        Ok(())
    }
}
