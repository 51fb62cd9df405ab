//! W1: one random circuit on a statevector: 20 × (RX, RY, RZ on every qubit, CX ladder).

use crate::seeds::{Mulberry, circuit, cx, turn};
use crate::{Case, Work};
use circuit::{Angle, Observable};
use engine::{Rows, Runner};
use std::f64::consts::TAU;

const DEPTH: usize = 20;

pub(crate) fn cases() -> Vec<Case> {
    let case = |n: usize| {
        let mut case = Case::new("W1", "", n, move || Statevector::new(n));
        case.gates = Some(DEPTH * (4 * n - 1));
        case
    };
    (4..=22).step_by(2).map(case).collect()
}

struct Statevector {
    n: usize,
    runner: Runner,
}

impl Statevector {
    fn new(n: usize) -> Statevector {
        let mut r = Mulberry(1000 + n as u32);
        let mut ops = Vec::new();
        for _ in 0..DEPTH {
            for q in 0..n {
                for name in ["RX", "RY", "RZ"] {
                    ops.push(turn(name, q, Angle::number(TAU * r.next())));
                }
            }
            ops.extend((0..n - 1).map(|q| cx(q, q + 1)));
        }
        Statevector { n, runner: Runner::new(&circuit(n, ops)) }
    }
}

impl Work for Statevector {
    fn run(&mut self) {
        self.runner.run(&[], &Rows::of(0, 1)).expect("the largest case fits into memory");
    }
    fn values(&self) -> [f64; 2] {
        let state = self.runner.state();
        [0, self.n - 1].map(|q| state.expect(0, &Observable::z(q)))
    }
    fn decimals(&self) -> [u32; 2] {
        [6, 6]
    }
}
