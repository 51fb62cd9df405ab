//! Shared by the engine's tests: random circuits from seeds, and a slow simulator that shares no code with
//! the engine (whole matrices on whole vectors, index by index).
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use circuit::{Action, Angle, Axis, Body, C64, Circuit, Control, Gate, Matrix, Observable, Op, gates};
use engine::{Fan, Head, Rows};

/// mulberry32.
pub struct Random(pub u32);

impl Random {
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6D2B_79F5);
        let a = self.0;
        let mut t = (a ^ (a >> 15)).wrapping_mul(a | 1);
        t ^= t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 61));
        f64::from(t ^ (t >> 14)) / 4_294_967_296.0
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.uniform() * n as f64) as usize
    }
    pub fn range(&mut self) -> f64 {
        4.0 * self.uniform() - 2.0
    }
    pub fn numbers(&mut self, n: usize) -> Vec<f64> {
        (0..n).map(|_| self.range()).collect()
    }
    pub fn rows(&mut self, width: usize, len: usize) -> Rows {
        Rows { width, data: self.numbers(width * len) }
    }
    fn angle(&mut self) -> Angle {
        let texts = [
            "theta1",
            "theta2",
            "theta3",
            "x1",
            "x2",
            "pi*x1",
            "-x2/2",
            "theta1*x1",
            "sin(theta2)+x2",
            "0.3",
            "pi/3",
            "theta3^2/2",
            "2theta1",
            "exp(x1/4)",
            "theta4 + 1",
        ];
        Angle::parse(texts[self.below(texts.len())]).unwrap()
    }
    fn op(&mut self, n: usize) -> Op {
        let all: Vec<Gate> =
            gates::all().filter(|g| g.is_unitary() && g.name != "CUSTOM" && g.qubits <= n).collect();
        let gate = all[self.below(all.len())];
        let mut free: Vec<usize> = (0..n).collect();
        let mut take = || free.swap_remove((self.uniform() * free.len() as f64) as usize);
        let targets: Vec<usize> = (0..gate.qubits).map(|_| take()).collect();
        let mut op = Op::fixed(gate, &targets);
        op.splits = vec![1; gate.registers.len().saturating_sub(1)];
        let rest = n - gate.qubits;
        let controls: Vec<usize> = (0..rest.min(2)).map(|_| take()).collect();
        let wanted = if self.uniform() < 0.5 { 0 } else { 1 + self.below(2) };
        for qubit in controls.into_iter().take(wanted) {
            let axis = [Axis::Z, Axis::Z, Axis::X, Axis::Y][self.below(4)];
            op = op.controlled(Control { qubit, on: self.uniform() < 0.6, axis });
        }
        op.args = gate.params.iter().map(|_| self.angle()).collect();
        op
    }
    pub fn circuit(&mut self, n: usize, ops: usize) -> Circuit {
        let ops = (0..ops).map(|_| self.op(n)).collect();
        Circuit::of(n, ops).unwrap()
    }
    pub fn observable(&mut self, n: usize) -> Observable {
        let mut text = String::new();
        for t in 0..1 + self.below(3) {
            let factor = self.range();
            text += if factor < 0.0 {
                " - "
            } else if t > 0 {
                " + "
            } else {
                ""
            };
            text += &format!("{} ", factor.abs());
            for q in 0..n {
                match self.below(5) {
                    0 => text += &format!("X{q} "),
                    1 => text += &format!("Y{q} "),
                    2 => text += &format!("Z{q} "),
                    _ => {}
                }
            }
        }
        Observable::parse(&text).unwrap()
    }
    pub fn fan(&mut self, n: usize, heads: usize, ops: usize) -> Fan {
        let trunk = self.circuit(n, ops);
        let head = |r: &mut Random| {
            let size = if r.uniform() < 0.2 { 0 } else { ops };
            let circuit = r.circuit(n, size);
            let observables = (0..1 + r.below(3)).map(|_| r.observable(n)).collect();
            Head { circuit, observables }
        };
        let heads = (0..heads).map(|_| head(self)).collect();
        Fan::new(trunk, heads).unwrap()
    }
}

/// The amplitudes of a circuit on |0…0⟩, the slow way.
pub fn amplitudes(circuit: &Circuit, weights: &[f64], inputs: &[f64]) -> Vec<C64> {
    let mut state = vec![C64::ZERO; 1 << circuit.qubits()];
    state[0] = C64::ONE;
    for op in circuit.primitive().ops() {
        state = apply(&state, circuit.qubits(), op, &matrix(op, weights, inputs));
    }
    state
}

/// The matrix of a primitive op.
pub fn matrix(op: &Op, weights: &[f64], inputs: &[f64]) -> Matrix {
    if let Action::Permutation(image) = op.gate.action {
        let size = 1 << op.targets.len();
        let mut m = Matrix { size, data: vec![C64::ZERO; size * size] };
        (0..size).for_each(|k| m.data[image(&op.sizes(), k) * size + k] = C64::ONE);
        return m;
    }
    match op.custom.as_ref().map(|c| c.body()) {
        Some(Body::Matrix(m)) => m.clone(),
        _ => op.gate.matrix(op.angle().map_or(0.0, |a| a.value(weights, inputs))).unwrap(),
    }
}

/// One op with a given matrix, the slow way.
pub fn apply(state: &[C64], n: usize, op: &Op, matrix: &circuit::Matrix) -> Vec<C64> {
    let value = |k: usize, q: usize| k >> (n - 1 - q) & 1;
    let mut next = vec![C64::ZERO; state.len()];
    for (k, amplitude) in state.iter().enumerate() {
        if op.controls.iter().any(|c| (value(k, c.qubit) == 1) != c.on) {
            next[k] = next[k] + *amplitude;
            continue;
        }
        let column = op.targets.iter().fold(0, |b, &q| 2 * b + value(k, q));
        for row in 0..matrix.size {
            let mut to = k;
            for (i, &q) in op.targets.iter().rev().enumerate() {
                to = (to & !(1 << (n - 1 - q))) | ((row >> i & 1) << (n - 1 - q));
            }
            next[to] = next[to] + matrix.at(row, column) * *amplitude;
        }
    }
    next
}

/// ⟨O⟩, the slow way: each Pauli applied qubit by qubit.
pub fn expectation(state: &[C64], n: usize, observable: &Observable) -> f64 {
    let mut sum = 0.0;
    for (factor, string) in &observable.terms {
        let mut turned = state.to_vec();
        for q in 0..n {
            let name = match (string.x >> q & 1, string.z >> q & 1) {
                (1, 0) => "X",
                (1, 1) => "Y",
                (0, 1) => "Z",
                _ => continue,
            };
            let op = Op::fixed(Gate::named(name).unwrap(), &[q]);
            turned = apply(&turned, n, &op, &op.gate.matrix(0.0).unwrap());
        }
        let dot = state.iter().zip(&turned).fold(C64::ZERO, |s, (a, b)| s + a.conj() * *b);
        sum += factor * dot.re;
    }
    sum
}

/// The largest difference of two lists.
pub fn far(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
}
