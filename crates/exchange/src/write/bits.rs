//! Classical bits of programs that keep each bit under a name of its own: what was written so far, what a step waits for.
//!
//! Not here: registers as Qiskit and OpenQASM have them (`registers`), how a target says a sum.

use super::conditions::{Sum, sums};
use super::names::Names;
use super::steps::Step;
use circuit::Circuit;
use std::collections::BTreeSet;

/// The bits of a circuit, in the order of their indices.
pub(crate) struct Bits<'a> {
    circuit: &'a Circuit,
    names: Vec<String>,
    written: BTreeSet<usize>,
}

impl<'a> Bits<'a> {
    /// None is written yet; `c[0]` is called c_0.
    pub(crate) fn of(circuit: &'a Circuit, names: &mut Names) -> Bits<'a> {
        let plain = |bit: usize| circuit.bit_name(bit).trim_end_matches(']').replace('[', "_");
        let names = (0..circuit.bits()).map(|bit| names.give(&plain(bit), false)).collect();
        Bits { circuit, names, written: BTreeSet::new() }
    }
    /// A bit's name.
    pub(crate) fn name(&self, bit: usize) -> &str {
        &self.names[bit]
    }
    /// What must hold before a step; none if it never does.
    pub(crate) fn before(&self, step: &Step) -> Option<Vec<Sum>> {
        sums(self.circuit, &step.conditions, &self.written)
    }
    /// A measurement writes a bit.
    pub(crate) fn write(&mut self, bit: usize) {
        self.written.insert(bit);
    }
    /// The bits that were written, the most significant first.
    pub(crate) fn written(&self) -> Vec<usize> {
        self.written.iter().rev().copied().collect()
    }
}
