//! W1: one random circuit on a statevector: 20 × (RX, RY, RZ on every qubit, CX ladder).

use crate::seeds::{ansatz, circuit};
use crate::{Case, Work};
use circuit::Observable;
use engine::{Rows, Runner};

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
        Statevector { n, runner: Runner::new(&circuit(n, ansatz(n, DEPTH))) }
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
