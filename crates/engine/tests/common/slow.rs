//! A slow simulator of processes for tests: whole density matrices by classical bits, every op a whole matrix.
//! It shares no code with the engine. And random processes from seeds.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use super::common::{Random, apply, matrix};
use circuit::{Action, Angle, C64, Circuit, Comparison, Condition, Gate, Matrix, Op, Register};
use std::collections::BTreeMap;

pub type Slow = BTreeMap<u64, Matrix>;

/// Density matrices by bits, not normalized, each of all qubits.
pub fn run(circuit: &Circuit, weights: &[f64], inputs: &[f64]) -> Slow {
    let n = circuit.qubits();
    let size = 1usize << n;
    let mut zero = Matrix { size, data: vec![C64::ZERO; size * size] };
    zero.data[0] = C64::ONE;
    let mut all = Slow::from([(0, zero)]);
    for op in circuit.primitive().ops() {
        let mut next = Slow::new();
        for (bits, rho) in all {
            if !op.conditions.iter().all(|c| c.holds(bits)) {
                add(&mut next, bits, rho);
                continue;
            }
            for (value, kraus) in operators(op, n, weights, inputs).into_iter().enumerate() {
                let term = kraus.times(&rho).times(&kraus.dagger());
                let mut key = bits;
                if let (Action::Measure, [bit]) = (op.gate.action, &op.bits[..]) {
                    key = bits & !(1 << bit) | (value as u64) << bit;
                }
                add(&mut next, key, term);
            }
        }
        all = next;
    }
    all.retain(|_, m| trace(m) > 1e-13);
    all
}

/// The whole matrices of an op's Kraus operators.
fn operators(op: &Op, n: usize, weights: &[f64], inputs: &[f64]) -> Vec<Matrix> {
    let real = |e: [f64; 4]| Matrix::of(e.map(|x| C64::new(x, 0.0)).to_vec());
    let small = match op.gate.action {
        Action::Measure => vec![real([1.0, 0.0, 0.0, 0.0]), real([0.0, 0.0, 0.0, 1.0])],
        Action::Reset => vec![real([1.0, 0.0, 0.0, 0.0]), real([0.0, 1.0, 0.0, 0.0])],
        Action::Project(m) => vec![m()],
        Action::Channel(kraus) => {
            kraus(&op.args.iter().map(|a| a.value(weights, inputs)).collect::<Vec<_>>()).unwrap()
        }
        _ => vec![matrix(op, weights, inputs)],
    };
    small.iter().map(|m| whole(op, n, m)).collect()
}

/// An op's matrix on all qubits: its columns are the images of basis states.
fn whole(op: &Op, n: usize, small: &Matrix) -> Matrix {
    let size = 1usize << n;
    let mut m = Matrix { size, data: vec![C64::ZERO; size * size] };
    for column in 0..size {
        let mut basis = vec![C64::ZERO; size];
        basis[column] = C64::ONE;
        for (row, z) in apply(&basis, n, op, small).into_iter().enumerate() {
            m.data[row * size + column] = z;
        }
    }
    m
}

fn add(all: &mut Slow, bits: u64, term: Matrix) {
    match all.get_mut(&bits) {
        Some(sum) => sum.data.iter_mut().zip(&term.data).for_each(|(s, t)| *s = *s + *t),
        None => {
            all.insert(bits, term);
        }
    }
}

pub fn trace(m: &Matrix) -> f64 {
    (0..m.size).map(|k| m.at(k, k).re).sum()
}

/// Σ over bits.
pub fn total(all: &Slow) -> Matrix {
    let mut values = all.values();
    let mut sum = values.next().unwrap().clone();
    values.for_each(|m| sum.data.iter_mut().zip(&m.data).for_each(|(s, t)| *s = *s + *t));
    let factor = 1.0 / trace(&sum);
    sum.scale(factor)
}

/// A random circuit of gates, measurements, resets, channels, and all of them under conditions.
pub fn random_process(r: &mut Random, n: usize, length: usize, noisy: bool) -> Circuit {
    let registers = vec![Register { name: "a".into(), size: 2 }, Register { name: "b".into(), size: 2 }];
    let channels: Vec<Gate> =
        circuit::gates::all().filter(|g| matches!(g.action, Action::Channel(_)) && g.qubits <= n).collect();
    let mut ops = Vec::new();
    for _ in 0..length {
        let qubit = r.below(n);
        let mut op = match r.below(8) {
            0 | 1 => Op::measure(qubit, r.below(4)),
            2 => Op::fixed(Gate::named("RESET").unwrap(), &[qubit]),
            3 | 4 if noisy => {
                let gate = channels[r.below(channels.len())];
                channel(r, n, gate)
            }
            _ => r.circuit(n, 1).ops()[0].clone(),
        };
        if r.uniform() < 0.3 {
            op = op.given(condition(r));
        }
        ops.push(op);
    }
    Circuit::with_registers(n, registers, ops).unwrap()
}

fn channel(r: &mut Random, n: usize, gate: Gate) -> Op {
    let first = r.below(n);
    let targets: Vec<usize> = (0..gate.qubits).map(|i| (first + i) % n).collect();
    // Small arguments suit every channel: probabilities, and times T1, T2 ≤ 2 T1 and a gate's.
    let Action::Channel(kraus) = gate.action else { unreachable!() };
    loop {
        let numbers: Vec<f64> = gate.params.iter().map(|_| r.uniform()).collect();
        if kraus(&numbers).is_ok() {
            let args = numbers.into_iter().map(Angle::number).collect();
            return Op { args, ..Op::fixed(gate, &targets) };
        }
    }
}

fn condition(r: &mut Random) -> Condition {
    let comparison = Comparison::ALL[r.below(6)].1;
    let bits = if r.uniform() < 0.5 { vec![r.below(4)] } else { vec![2, 3] };
    let value = r.below(1 << bits.len()) as u64;
    Condition { bits, comparison, value }
}
