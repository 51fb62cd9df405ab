//! One step of a circuit: a gate on targets, with any number of controls and anti-controls, and its angle.

use crate::{Angle, CircuitError, Gate, Inverse};

/// A control qubit: the gate acts where it is |1⟩ (`on`) or, an anti-control, where it is |0⟩.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Control {
    /// The qubit.
    pub qubit: usize,
    /// True for a control, false for an anti-control.
    pub on: bool,
}

impl Control {
    /// A control on |1⟩.
    pub fn on(qubit: usize) -> Control {
        Control { qubit, on: true }
    }
    /// An anti-control, on |0⟩.
    pub fn off(qubit: usize) -> Control {
        Control { qubit, on: false }
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
    /// The qubits it acts on, the more significant first.
    pub targets: Vec<usize>,
    /// The angle, for gates that have one.
    pub angle: Option<Angle>,
}

impl Op {
    /// A gate without angle and controls.
    pub fn fixed(gate: Gate, targets: &[usize]) -> Op {
        Op { gate, controls: Vec::new(), targets: targets.to_vec(), angle: None }
    }
    /// A gate with an angle.
    pub fn turned(gate: Gate, targets: &[usize], angle: Angle) -> Op {
        Op { gate, controls: Vec::new(), targets: targets.to_vec(), angle: Some(angle) }
    }
    /// The op with one more control.
    pub fn controlled(mut self, control: Control) -> Op {
        self.controls.push(control);
        self.sort_controls();
        self
    }
    pub(crate) fn sort_controls(&mut self) {
        crate::order::sort(&mut self.controls, |a, b| a.qubit.cmp(&b.qubit));
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
    /// The op that undoes it.
    pub fn inverse(&self) -> Op {
        let mut op = self.clone();
        match self.gate.inverse {
            Inverse::Itself => {}
            Inverse::Named(name) => op.gate = Gate::named(name).unwrap_or(self.gate),
            Inverse::NegatedAngle => op.angle = self.angle.as_ref().map(Angle::negated),
        }
        op
    }
    /// The op on other qubits.
    pub fn on_qubits(&self, of: &dyn Fn(usize) -> usize) -> Op {
        let mut op = self.clone();
        op.targets.iter_mut().for_each(|q| *q = of(*q));
        op.controls.iter_mut().for_each(|c| c.qubit = of(c.qubit));
        op.sort_controls();
        op
    }
    /// The parameter-shift rule of its angle. P keeps two terms under controls: its eigenvalues stay 0 and 1.
    pub fn shift_rule(&self) -> ShiftRule {
        if self.controls.is_empty() || self.gate.name == "P" {
            ShiftRule::TwoTerm
        } else {
            ShiftRule::FourTerm
        }
    }
    /// Whether it fits a circuit of so many qubits.
    pub fn check(&self, qubits: usize) -> Result<(), CircuitError> {
        let gate = self.gate.name;
        if self.targets.len() != self.gate.qubits {
            return Err(CircuitError::Targets { gate, needs: self.gate.qubits, given: self.targets.len() });
        }
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
        match (self.gate.angled, &self.angle) {
            (true, None) => Err(CircuitError::NeedsAngle(gate)),
            (false, Some(_)) => Err(CircuitError::TakesNoAngle(gate)),
            _ => Ok(()),
        }
    }
}
