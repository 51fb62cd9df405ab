//! The circuits whose exports are run: every gate of the table in several places, and random circuits.

use circuit::{Angle, Circuit, Control, Custom, Gate, Matrix, Op, gates};
use exchange::Named;
use std::rc::Rc;

/// A circuit with values for its parameters and inputs.
pub struct Case {
    pub about: String,
    pub named: Named,
    pub weights: Vec<f64>,
    pub inputs: Vec<f64>,
}

impl Case {
    pub fn of(about: &str, circuit: Circuit) -> Case {
        let weights = (0..circuit.weights()).map(|i| 0.37 + 0.61 * i as f64).collect();
        let inputs = (0..circuit.inputs()).map(|i| -0.83 + 0.29 * i as f64).collect();
        Case { about: about.into(), named: Named::of(circuit), weights, inputs }
    }
    pub fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.weights.iter().chain(&self.inputs).copied()
    }
}

/// A small generator of numbers that repeats: splitmix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
    pub fn real(&mut self) -> f64 {
        self.below(1 << 30) as f64 / f64::from(1 << 30) * 6.0 - 3.0
    }
}

/// A state without symmetries, so that every wrong phase and order shows.
pub fn start(qubits: usize) -> Vec<Op> {
    let turned =
        |name: &str, q: usize, v: f64| Op::turned(Gate::named(name).expect("a gate"), &[q], Angle::number(v));
    let mut ops: Vec<Op> = (0..qubits)
        .flat_map(|q| [turned("RY", q, 0.7 + 0.4 * q as f64), turned("RZ", q, 0.3 + 0.5 * q as f64)])
        .collect();
    ops.extend((1..qubits).map(|q| Op::fixed(Gate::X, &[q]).controlled(Control::on(q - 1))));
    ops
}

/// A matrix that is some unitary: columns of a random circuit.
pub fn some_unitary(qubits: usize, dice: &mut Dice) -> Matrix {
    let pick = |name: &str| Gate::named(name).expect("a gate");
    let size = 1 << qubits;
    let columns: Vec<Vec<circuit::C64>> = {
        let mut ops = Vec::new();
        for _ in 0..3 {
            for q in 0..qubits {
                ops.push(Op::turned(pick("RX"), &[q], Angle::number(dice.real())));
                ops.push(Op::turned(pick("RZ"), &[q], Angle::number(dice.real())));
            }
            ops.extend((1..qubits).map(|q| Op::fixed(Gate::X, &[q]).controlled(Control::on(q - 1))));
        }
        (0..size)
            .map(|k| {
                let flips = (0..qubits).filter(|q| k >> (qubits - 1 - q) & 1 == 1);
                let mut all: Vec<Op> = flips.map(|q| Op::fixed(Gate::X, &[q])).collect();
                all.extend(ops.iter().cloned());
                state(&Circuit::of(qubits, all).expect("fits"), &[], &[])
            })
            .collect()
    };
    Matrix { size, data: (0..size * size).map(|i| columns[i % size][i / size]).collect() }
}

pub fn state(circuit: &Circuit, weights: &[f64], inputs: &[f64]) -> Vec<circuit::C64> {
    let rows = engine::Rows::from_rows(std::slice::from_ref(&inputs.to_vec()));
    let state = engine::State::run(circuit, weights, &rows).expect("small and unitary");
    (0..1 << circuit.qubits()).map(|k| state.amplitude(0, k)).collect()
}

fn customs() -> Vec<Op> {
    let mut dice = Dice(5);
    let two = Custom::of_matrix("Two", some_unitary(2, &mut dice)).expect("unitary").shared();
    let three = Custom::of_matrix("three", some_unitary(3, &mut dice)).expect("unitary").shared();
    let theta = Angle::parse("theta1/2 + 0.25").expect("an angle");
    let inner = vec![
        Op::fixed(Gate::H, &[1]),
        Op::turned(Gate::RY, &[0], theta).controlled(Control::off(1)),
        Op::turned(Gate::P, &[1], Angle::number(0.4)),
    ];
    let ops = Custom::of_ops("My_gate", 2, inner.clone()).expect("ops").shared();
    let outer = vec![Op::custom(ops.clone(), &[2, 0]), Op::fixed(Gate::SWAP, &[0, 1])];
    let nested = Custom::of_ops("nested", 3, outer).expect("ops").shared();
    let all: [(&Rc<Custom>, &[usize]); 4] =
        [(&two, &[0, 1]), (&three, &[0, 2, 1]), (&ops, &[1, 0]), (&nested, &[0, 1, 2])];
    all.iter().map(|(c, targets)| Op::custom((*c).clone(), targets)).collect()
}

/// An op of a gate on its default number of targets, with arguments.
fn placed(gate: Gate, arg: &dyn Fn(usize) -> Angle) -> Op {
    let targets: Vec<usize> = (0..gate.qubits).collect();
    let mut op = Op::fixed(gate, &targets);
    op.splits = gate.splits.to_vec();
    op.args = (0..gate.params.len()).map(arg).collect();
    op
}

/// Every unitary gate of the table: plain, controlled, anti-controlled; with numbers and, if wanted, parameters.
pub fn every_gate(parametric: bool) -> Vec<Case> {
    let numbers = ["0.7", "-2pi/3", "1e-3 + sqrt(2)"];
    let symbols = ["theta1/2 + x1", "-(theta2*3)/4", "x1*pi - theta1/3"];
    let texts = if parametric { symbols } else { numbers };
    let arg = |i: usize| Angle::parse(texts[i % 3]).expect("an angle");
    let mut ops = Vec::new();
    for gate in gates::all().filter(|g| g.is_unitary() && g.name != "CUSTOM") {
        if gate.params.is_empty() && parametric {
            continue;
        }
        ops.push(placed(gate, &arg));
    }
    // The first two are matrices; the others have symbols in them.
    let customs = customs();
    let (fixed, turned) = customs.split_at(2);
    ops.extend_from_slice(if parametric { turned } else { fixed });
    ops.into_iter().flat_map(|op| around(&op)).collect()
}

/// The op plain, under a control, under an anti-control and a control, reversed.
fn around(op: &Op) -> Vec<Case> {
    let n = op.targets.len();
    let place = |moved: Op, qubits: usize| {
        let mut ops = start(qubits);
        ops.push(moved);
        let circuit = Circuit::of(qubits, ops).expect("fits");
        Case::of(&format!("{}", circuit.ops().last().expect("an op")), circuit)
    };
    vec![
        place(op.clone(), n),
        place(op.on_qubits(&|q| n - q).controlled(Control::on(0)), n + 1),
        place(op.on_qubits(&|q| q + 1).controlled(Control::off(0)).controlled(Control::on(n + 1)), n + 2),
    ]
}

/// A random circuit of gates on one and two qubits, with controls on all axes.
pub fn random(seed: u64, parametric: bool) -> Case {
    let mut dice = Dice(seed);
    let qubits = 2 + dice.below(4);
    let fitting: Vec<Gate> =
        gates::all().filter(|g| g.is_unitary() && g.registers.is_empty() && g.name != "CUSTOM").collect();
    let mut ops = start(qubits);
    for _ in 0..12 {
        let gate = fitting[dice.below(fitting.len())];
        if gate.qubits > qubits {
            continue;
        }
        let mut order: Vec<usize> = (0..qubits).collect();
        (1..qubits).for_each(|i| order.swap(i, dice.below(i + 1)));
        let number = dice.real();
        let symbol = format!("theta{}", 1 + dice.below(3));
        let arg = |i: usize| match parametric && i == 0 {
            true => Angle::parse(&format!("{symbol}*{number:.3} + pi/7")).expect("an angle"),
            false => Angle::number(number),
        };
        let mut op = placed(gate, &arg).on_qubits(&|q| order[q]);
        for control in order[gate.qubits..].iter().take(dice.below(3)) {
            let axis =
                [circuit::Axis::Z, circuit::Axis::Z, circuit::Axis::X, circuit::Axis::Y][dice.below(4)];
            op = op.controlled(Control { qubit: *control, on: dice.below(2) == 1, axis });
        }
        ops.push(op);
    }
    let mut circuit = Circuit::of(qubits, ops).expect("fits");
    (0..qubits).for_each(|q| circuit.set_start(q, circuit::Start::ALL[dice.below(6)]));
    Case::of(&format!("random {seed}"), circuit)
}
