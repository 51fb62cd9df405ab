//! Circuits and data of the peers' `common.py`, from the same generator.

use circuit::{Angle, Circuit, Control, Gate, Op};
use std::f64::consts::TAU;

/// mulberry32: uniform numbers in [0, 1), the same in Python, JavaScript and Rust.
pub(crate) struct Mulberry(pub u32);

impl Mulberry {
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6D2B_79F5);
        let a = self.0;
        let mut t = (a ^ (a >> 15)).wrapping_mul(a | 1);
        t ^= t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 61));
        f64::from(t ^ (t >> 14)) / 4_294_967_296.0
    }
    /// Angles in [0, 2π).
    pub fn angles(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| TAU * self.next()).collect()
    }
}

/// A gate of the table.
pub(crate) fn gate(name: &str) -> Gate {
    Gate::named(name).expect("the gate table has the common gates")
}

/// The circuit of checked ops.
pub(crate) fn circuit(qubits: usize, ops: Vec<Op>) -> Circuit {
    Circuit::of(qubits, ops).expect("these ops fit these qubits")
}

/// A rotation of one qubit.
pub(crate) fn turn(name: &str, qubit: usize, angle: Angle) -> Op {
    Op::turned(gate(name), &[qubit], angle)
}

/// A controlled X.
pub(crate) fn cx(control: usize, target: usize) -> Op {
    Op::fixed(gate("X"), &[target]).controlled(Control::on(control))
}

/// W1's layers: RX, RY, RZ by angles of the circuit's own seed on every qubit, then a CX ladder.
pub(crate) fn ansatz(n: usize, depth: usize) -> Vec<Op> {
    let mut r = Mulberry(1000 + n as u32);
    let mut ops = Vec::new();
    for _ in 0..depth {
        for q in 0..n {
            for name in ["RX", "RY", "RZ"] {
                ops.push(turn(name, q, Angle::number(TAU * r.next())));
            }
        }
        ops.extend((0..n - 1).map(|q| cx(q, q + 1)));
    }
    ops
}

/// CX from every qubit to the next, the last to the first.
pub(crate) fn ring(n: usize) -> impl Iterator<Item = Op> {
    (0..n).map(move |q| cx(q, (q + 1) % n))
}

/// Layers of Rot = RZ RY RZ on every qubit and a ring, θ counted on from 1.
pub(crate) fn rot_layers(n: usize, layers: usize) -> Vec<Op> {
    let mut ops = Vec::new();
    for l in 0..layers {
        for q in 0..n {
            for (i, name) in ["RZ", "RY", "RZ"].iter().enumerate() {
                ops.push(turn(name, q, Angle::weight(3 * (l * n + q) + i)));
            }
        }
        ops.extend(ring(n));
    }
    ops
}

/// W3's points in [−1, 1]² and their labels: +1 inside a circle of radius ¾, −1 outside.
pub(crate) fn two_circles(count: usize) -> (Vec<[f64; 2]>, Vec<f64>) {
    let mut r = Mulberry(7);
    let points: Vec<[f64; 2]> = (0..count).map(|_| [2.0 * r.next() - 1.0, 2.0 * r.next() - 1.0]).collect();
    let label = |p: &[f64; 2]| if p[0] * p[0] + p[1] * p[1] < 0.5625 { 1.0 } else { -1.0 };
    let labels = points.iter().map(label).collect();
    (points, labels)
}

/// A number rounded to so many decimals.
pub(crate) fn rounded(value: f64, decimals: u32) -> f64 {
    let scale = f64::from(10u32.pow(decimals));
    (value * scale).round() / scale
}

/// √Σ x².
pub(crate) fn length<'a>(numbers: impl Iterator<Item = &'a f64>) -> f64 {
    numbers.map(|x| x * x).sum::<f64>().sqrt()
}
