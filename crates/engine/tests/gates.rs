//! Every gate of the table through the engine: against matrices written out from textbooks, against its own
//! other account, and its generator.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{Angle, C64, Circuit, Control, Gate, Matrix, Op, gates};
use common::{Random, amplitudes, apply};
use engine::{Rows, State};
use std::f64::consts::{FRAC_1_SQRT_2, FRAC_PI_4};

fn c(re: f64, im: f64) -> C64 {
    C64::new(re, im)
}

/// Nielsen and Chuang's matrices, written out; angles as R_P(θ) = exp(−iθP/2).
fn textbook(name: &str, t: f64) -> Vec<C64> {
    let (o, l, i, h) = (c(0.0, 0.0), c(1.0, 0.0), c(0.0, 1.0), c(FRAC_1_SQRT_2, 0.0));
    let (cos, sin) = (c(libm::cos(t / 2.0), 0.0), c(libm::sin(t / 2.0), 0.0));
    let isin = c(0.0, -sin.re);
    let (minus, plus) = (c(cos.re, -sin.re), c(cos.re, sin.re));
    let (p, m) = (c(0.5, 0.5), c(0.5, -0.5));
    let eighth = c(libm::cos(FRAC_PI_4), libm::sin(FRAC_PI_4));
    match name {
        "H" => vec![h, h, h, -h],
        "X" => vec![o, l, l, o],
        "Y" => vec![o, -i, i, o],
        "Z" => vec![l, o, o, -l],
        "S" => vec![l, o, o, i],
        "SDG" => vec![l, o, o, -i],
        "T" => vec![l, o, o, eighth],
        "TDG" => vec![l, o, o, eighth.conj()],
        "SX" => vec![p, m, m, p],
        "SXDG" => vec![m, p, p, m],
        "P" => vec![l, o, o, c(libm::cos(t), libm::sin(t))],
        "RX" => vec![cos, isin, isin, cos],
        "RY" => vec![cos, -sin, sin, cos],
        "RZ" => vec![minus, o, o, plus],
        "SWAP" => vec![l, o, o, o, o, o, l, o, o, l, o, o, o, o, o, l],
        "RXX" => vec![cos, o, o, isin, o, cos, isin, o, o, isin, cos, o, isin, o, o, cos],
        "RYY" => vec![cos, o, o, -isin, o, cos, isin, o, o, isin, cos, o, -isin, o, o, cos],
        "ISWAP" => vec![l, o, o, o, o, o, i, o, o, i, o, o, o, o, o, l],
        "ISWAPDG" => vec![l, o, o, o, o, o, -i, o, o, -i, o, o, o, o, o, l],
        "SQRTSWAP" => vec![l, o, o, o, o, p, m, o, o, m, p, o, o, o, o, l],
        "SQRTSWAPDG" => vec![l, o, o, o, o, m, p, o, o, p, m, o, o, o, o, l],
        "SQRTISWAP" => vec![l, o, o, o, o, h, i * h, o, o, i * h, h, o, o, o, o, l],
        "SQRTISWAPDG" => vec![l, o, o, o, o, h, -i * h, o, o, -i * h, h, o, o, o, o, l],
        "DCX" => vec![l, o, o, o, o, o, l, o, o, o, o, l, o, l, o, o],
        "ECR" => vec![o, o, h, i * h, o, o, i * h, h, h, -i * h, o, o, -i * h, h, o, o],
        "RZX" => vec![cos, isin, o, o, isin, cos, o, o, o, o, cos, -isin, o, o, -isin, cos],
        "GPHASE" => vec![c(libm::cos(t), libm::sin(t)), o, o, c(libm::cos(t), libm::sin(t))],
        "RZZ" => vec![minus, o, o, o, o, plus, o, o, o, o, plus, o, o, o, o, minus],
        other => panic!("write out the matrix of {other}"),
    }
}

/// Gates whose row is a matrix.
fn primitives() -> impl Iterator<Item = Gate> {
    gates::all().filter(|g| g.matrix(0.0).is_some())
}

/// A random state's circuit, to act on something general.
fn anything(n: usize) -> Vec<Op> {
    let mut r = Random(5);
    let names = ["RX", "RZ", "RY"];
    let turn = |q: usize, name: &str, a: f64| Op::turned(Gate::named(name).unwrap(), &[q], Angle::number(a));
    let mut ops: Vec<Op> =
        (0..n).flat_map(|q| names.map(|g| (q, g))).map(|(q, g)| turn(q, g, r.range())).collect();
    ops.extend((1..n).map(|q| Op::fixed(Gate::named("X").unwrap(), &[q]).controlled(Control::on(q - 1))));
    ops.extend((0..n).map(|q| turn(q, "RY", r.range())));
    ops
}

fn run(n: usize, ops: Vec<Op>, rows: usize, angle: f64) -> Vec<C64> {
    let circuit = Circuit::of(n, ops).unwrap();
    let inputs = Rows { width: 1, data: vec![angle; rows] };
    let state = State::run(&circuit, &[angle], &inputs).unwrap();
    (0..1 << n).map(|k| state.amplitude(rows - 1, k)).collect()
}

fn distance(a: &[C64], b: &[C64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (*x - *y).norm_sqr()).fold(0.0, f64::max).sqrt()
}

/// Distance up to a global phase.
fn projective(a: &[C64], b: &[C64]) -> f64 {
    let dot = a.iter().zip(b).fold(C64::ZERO, |s, (x, y)| s + x.conj() * *y);
    (1.0 - dot.norm_sqr()).abs()
}

#[test]
fn gates_are_the_textbooks_on_any_qubits_with_any_controls_in_both_layouts() {
    let angles = [Angle::number(0.7), Angle::weight(0), Angle::input(0)];
    for gate in primitives() {
        for targets in [[0, 1], [4, 2], [3, 4], [1, 3]] {
            for controls in [vec![], vec![Control::on(2)], vec![Control::off(0), Control::on(4)]] {
                for angle in &angles {
                    let targets = targets[..gate.qubits].to_vec();
                    if controls.iter().any(|c| targets.contains(&c.qubit)) {
                        continue;
                    }
                    let args = gate.params.iter().map(|_| angle.clone()).collect();
                    let op = Op { controls: controls.clone(), args, ..Op::fixed(gate, &targets) };
                    let matrix = Matrix::of(textbook(gate.name, 0.7));
                    let before = run(5, anything(5), 1, 0.7);
                    let after = apply(&before, 5, &op, &matrix);
                    let ops: Vec<Op> = anything(5).into_iter().chain([op.clone()]).collect();
                    for rows in [1, 3] {
                        assert!(distance(&run(5, ops.clone(), rows, 0.7), &after) < 1e-13, "{op:?} {rows}");
                    }
                }
            }
        }
    }
}

#[test]
fn table_matrices_are_unitary_and_the_textbooks() {
    for gate in primitives() {
        for t in [0.0, 0.7, -2.1, 5.0] {
            let m = gate.matrix(t).unwrap();
            assert!(m.times(&m.dagger()).distance(&Matrix::identity(m.size)) < 1e-14, "{}", gate.name);
            assert!(m.distance(&Matrix::of(textbook(gate.name, t))) < 1e-14, "{}", gate.name);
        }
    }
}

/// Every unitary row on its first qubits, with theta1, theta2, … as arguments.
fn picked() -> impl Iterator<Item = Op> {
    gates::all().filter(|g| g.is_unitary() && *g != Gate::custom()).map(|gate| {
        let args = (0..gate.params.len()).map(Angle::weight).collect();
        let targets: Vec<usize> = (0..gate.qubits).collect();
        Op { args, splits: gate.splits.to_vec(), ..Op::fixed(gate, &targets) }
    })
}

/// The amplitudes after ops on something general, by the slow simulator.
fn after(n: usize, ops: Vec<Op>) -> Vec<C64> {
    let ops = anything(n).into_iter().chain(ops).collect();
    amplitudes(&Circuit::of(n, ops).unwrap(), &[1.3, 0.4, -0.8], &[])
}

#[test]
fn every_gate_equals_its_other_account_up_to_a_phase() {
    let differs = |op: &Op| {
        let n = op.gate.qubits.max(3);
        let other: Circuit = format!("qubits {n}; {}", op.gate.equals).parse().unwrap();
        projective(&after(n, vec![op.clone()]), &after(n, other.ops().to_vec())) > 1e-13
    };
    let wrong: Vec<&str> = picked().filter(differs).map(|op| op.gate.name).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_gate_has_an_inverse_that_undoes_it() {
    let differs = |op: &Op| {
        let n = op.gate.qubits.max(2);
        let both = vec![op.clone(), op.inverse().unwrap()];
        distance(&after(n, both), &after(n, Vec::new())) > 1e-13
    };
    let wrong: Vec<&str> = picked().filter(differs).map(|op| op.gate.name).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// exp(−iθG/2) by its Taylor series.
fn exponential(g: &Matrix, t: f64) -> Matrix {
    let mut term = Matrix::identity(g.size);
    let mut sum = term.clone();
    for k in 1..40 {
        let next = term.times(g).data.iter().map(|z| *z * c(0.0, -t / 2.0 / f64::from(k))).collect();
        term = Matrix { size: g.size, data: next };
        sum.data.iter_mut().zip(&term.data).for_each(|(s, t)| *s = *s + *t);
    }
    sum
}

#[test]
fn generators_generate() {
    for gate in gates::all() {
        let Some(generator) = gate.generator() else { continue };
        assert_eq!(gate.params.len(), 1, "{}", gate.name);
        for t in [0.3, -1.9, 4.0] {
            assert!(exponential(&generator(), t).distance(&gate.matrix(t).unwrap()) < 1e-13, "{}", gate.name);
        }
    }
}

#[test]
fn twelve_qubits_are_those_of_the_slow_simulator_too() {
    let mut r = Random(77);
    for _ in 0..6 {
        let (circuit, weights, inputs) = (r.circuit(12, 60), r.numbers(4), r.rows(2, 2));
        let state = State::run(&circuit, &weights, &inputs).unwrap();
        for row in 0..2 {
            let slow = amplitudes(&circuit, &weights, inputs.row(row));
            let fast: Vec<C64> = (0..1 << 12).map(|k| state.amplitude(row, k)).collect();
            assert!(distance(&slow, &fast) < 1e-12);
        }
    }
}

#[test]
fn tiles_of_a_large_state_change_nothing() {
    let mut r = Random(78);
    let (circuit, weights, inputs) = (r.circuit(15, 250), r.numbers(4), r.rows(2, 1));
    let state = State::run(&circuit, &weights, &inputs).unwrap();
    let slow = amplitudes(&circuit, &weights, inputs.row(0));
    let fast: Vec<C64> = (0..1 << 15).map(|k| state.amplitude(0, k)).collect();
    assert!(distance(&slow, &fast) < 1e-12);
}
