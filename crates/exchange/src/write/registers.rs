//! What targets with classical registers and gates of their own share: OpenQASM 2 and 3, and Qiskit.
//!
//! Not here: the languages; targets that keep each bit apart (`bits`).

use super::conditions::{Test, place, tests};
use super::names::Names;
use super::steps::{Kind, Step};
use crate::Trouble;
use circuit::{Angle, Circuit, Comparison, Custom, Op, Symbol};
use std::collections::BTreeSet;

/// The registers of a circuit by the names that they have in a program.
pub(crate) struct Registers<'a> {
    circuit: &'a Circuit,
    names: Vec<String>,
}

impl<'a> Registers<'a> {
    /// `small` wants small first letters.
    pub(crate) fn of(circuit: &'a Circuit, names: &mut Names, small: bool) -> Registers<'a> {
        let names = circuit.registers().iter().map(|r| names.give(&r.name, small)).collect();
        Registers { circuit, names }
    }
    /// A register's name and size.
    pub(crate) fn named(&self, register: usize) -> (&str, usize) {
        (&self.names[register], self.circuit.registers()[register].size)
    }
    /// The register that has a bit: name and size.
    pub(crate) fn holding(&self, bit: usize) -> (&str, usize) {
        self.named(place(self.circuit, bit).0)
    }
    /// All names with sizes.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        (0..self.names.len()).map(|register| self.named(register))
    }
    /// `c[0]`.
    pub(crate) fn bit(&self, bit: usize) -> String {
        let (register, index) = place(self.circuit, bit);
        format!("{}[{index}]", self.names[register])
    }
    /// What must hold before a step; none if it never does.
    pub(crate) fn before(&self, step: &Step) -> Option<Vec<Test>> {
        let tests = tests(self.circuit, &step.conditions);
        (!tests.contains(&Test::Never)).then_some(tests)
    }
}

/// The gates that a program defines, by the names that circuit and program have for them.
#[derive(Default)]
pub(crate) struct Defined(Vec<(String, String)>);

impl Defined {
    /// Takes in a gate.
    pub(crate) fn add(&mut self, custom: &Custom, name: String) {
        self.0.push((custom.name.clone(), name));
    }
    /// A gate's name in the program.
    pub(crate) fn name<'a>(&'a self, custom: &'a Custom) -> &'a str {
        self.0.iter().find(|known| known.0 == custom.name).map_or(&custom.name, |known| &known.1)
    }
}

/// The symbols of ops, those of gates that they call included.
pub(crate) fn symbols_of(ops: &[Op]) -> BTreeSet<Symbol> {
    let mut found = BTreeSet::new();
    for op in ops {
        found.extend(op.args.iter().flat_map(Angle::symbols));
        found.extend(op.custom.iter().flat_map(|custom| symbols_of(custom.ops())));
    }
    found
}

/// The name of a qubit in an OpenQASM program.
pub(crate) fn in_program(qubit: usize) -> String {
    format!("q[{qubit}]")
}

/// The name of a qubit in the body of an OpenQASM gate.
pub(crate) fn in_body(qubit: usize) -> String {
    format!("q{qubit}")
}

/// `q[0], q[2]`
pub(crate) fn all_in_program(qubits: &[usize]) -> String {
    qubits.iter().map(|q| in_program(*q)).collect::<Vec<_>>().join(", ")
}

/// What OpenQASM says of neither version; gates are for the caller.
pub(crate) fn no_process(step: &Step, target: &str) -> Result<(), Trouble> {
    match &step.kind {
        Kind::Channel(_) => {
            let what = format!("the noise channel {}", step.name);
            Err(super::refusal(target, &what, "leave it out, or export to Qiskit, PennyLane or Cirq"))
        }
        Kind::Project(_) => Err(super::no_projection(target, step)),
        _ => Ok(()),
    }
}

/// The refusal of a comparison of bits that are no register.
pub(crate) fn no_comparison(target: &str, step: &Step, comparison: Comparison) -> Trouble {
    let what =
        format!("the condition of {}: `{}` of bits that are no whole register", step.name, comparison.sign());
    super::refusal(target, &what, "compare a whole register, or ask single bits")
}
