//! The quantum Fourier transform on a register of any size, and phase gradients.

use super::{Action, Family, Gate, Inverse, PLAIN, Row};
use crate::{Angle, Control, Op};
use std::f64::consts::PI;

/// |j⟩ → 2^{−n/2} Σ_k e^{2πijk/2ⁿ}|k⟩ (sign = 1), the first target the most significant bit of j and of k.
fn transform(op: &Op, sign: f64) -> Vec<Op> {
    let n = op.targets.len();
    let mut ops = Vec::new();
    for i in 0..n {
        ops.push(Op::fixed(Gate::H, &[op.targets[i]]));
        for j in i + 1..n {
            let angle = Angle::nice(sign * PI / f64::from(1u32 << (j - i)));
            ops.push(Op::turned(Gate::P, &[op.targets[i]], angle).controlled(Control::on(op.targets[j])));
        }
    }
    ops.extend((0..n / 2).map(|i| Op::fixed(Gate::SWAP, &[op.targets[i], op.targets[n - 1 - i]])));
    if sign < 0.0 {
        ops.reverse();
    }
    ops
}

pub(super) const QFT: Row = Row {
    name: "QFT",
    symbol: "QFT",
    family: Family::Frequency,
    qubits: 2,
    registers: &["value"],
    help: "Quantum Fourier transform: |j⟩ becomes Σ e^{2πijk/N}|k⟩/√N, the first qubit most significant",
    count: |s| s[0] * (s[0] + 1) / 2 + s[0] / 2,
    action: Action::Parts(|op| transform(op, 1.0)),
    equals: "H 0; P(pi/2) 1:0; H 1; SWAP 0 1",
    inverse: Inverse::Named("QFTDG"),
    ..PLAIN
};
pub(super) const QFTDG: Row = Row {
    name: "QFTDG",
    aliases: &["IQFT", "QFT†"],
    symbol: "QFT†",
    family: Family::Frequency,
    qubits: 2,
    registers: &["value"],
    help: "Inverse quantum Fourier transform",
    count: |s| s[0] * (s[0] + 1) / 2 + s[0] / 2,
    action: Action::Parts(|op| transform(op, -1.0)),
    equals: "SWAP 0 1; H 1; P(-pi/2) 1:0; H 0",
    inverse: Inverse::Named("QFT"),
    ..PLAIN
};

/// A phase for each qubit of a register: the last by one turn of `least`, each before it by twice as much.
fn gradient(op: &Op, least: &Angle) -> Vec<Op> {
    let turn = |(i, &q): (usize, &usize)| Op::turned(Gate::P, &[q], least.times(f64::from(1u32 << i)));
    op.targets.iter().rev().enumerate().map(turn).collect()
}

/// The phase π/2ⁿ for a register of n qubits.
fn half(op: &Op, sign: f64) -> Vec<Op> {
    gradient(op, &Angle::nice(sign * PI / f64::from(1u32 << op.targets.len())))
}

pub(super) const PHASEGRAD: Row = Row {
    name: "PHASEGRAD",
    symbol: "Grad",
    family: Family::Frequency,
    help: "Phase gradient: |k⟩ gains the phase e^{iπk/N}",
    count: |s| s[0],
    action: Action::Parts(|op| half(op, 1.0)),
    equals: "RZ(pi/2) 0; RZ(pi/4) 1",
    inverse: Inverse::Named("PHASEGRADDG"),
    ..PLAIN
}
.on(&["value"], &[], 2);
pub(super) const PHASEGRADDG: Row = Row {
    name: "PHASEGRADDG",
    symbol: "Grad†",
    family: Family::Frequency,
    help: "Inverse phase gradient: |k⟩ gains the phase e^{−iπk/N}",
    count: |s| s[0],
    action: Action::Parts(|op| half(op, -1.0)),
    equals: "RZ(-pi/4) 1; RZ(-pi/2) 0",
    inverse: Inverse::Named("PHASEGRAD"),
    ..PLAIN
}
.on(&["value"], &[], 2);
pub(super) const GRADPOW: Row = Row {
    name: "GRADPOW",
    symbol: "Grad^t",
    family: Family::Frequency,
    params: &["t"],
    help: "A phase of t turns for each step of the value: |k⟩ gains e^{2πitk}",
    count: |s| s[0],
    action: Action::Parts(|op| op.angle().map_or_else(Vec::new, |t| gradient(op, &t.times_pi().times(2.0)))),
    equals: "RZ(4pi*theta1) 0; RZ(2pi*theta1) 1",
    inverse: Inverse::NegatedAngle,
    ..PLAIN
}
.on(&["value"], &[], 2);
