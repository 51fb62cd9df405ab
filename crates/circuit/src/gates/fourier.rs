//! The quantum Fourier transform on a register of any size, and phase gradients.

use super::{Action, Family, Gate, GateDef, Inverse, PLAIN};
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

pub(super) static QFT: GateDef = GateDef {
    name: "QFT",
    symbol: "QFT",
    family: Family::Frequency,
    qubits: 2,
    registers: &["value"],
    help: "Quantum Fourier transform: |j⟩ becomes Σ e^{2πijk/N}|k⟩/√N, the first qubit most significant",
    action: Action::Parts(|op| transform(op, 1.0)),
    equals: "H 0; P(pi/2) 1:0; H 1; SWAP 0 1",
    inverse: Inverse::Named("QFTDG"),
    ..PLAIN
};
pub(super) static QFTDG: GateDef = GateDef {
    name: "QFTDG",
    aliases: &["IQFT", "QFT†"],
    symbol: "QFT†",
    family: Family::Frequency,
    qubits: 2,
    registers: &["value"],
    help: "Inverse quantum Fourier transform",
    action: Action::Parts(|op| transform(op, -1.0)),
    equals: "SWAP 0 1; H 1; P(-pi/2) 1:0; H 0",
    inverse: Inverse::Named("QFT"),
    ..PLAIN
};
