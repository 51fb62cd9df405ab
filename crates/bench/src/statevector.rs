//! W1: one random circuit on a statevector: 20 × (RX, RY, RZ on every qubit, CX ladder), in f64 and in f32.

use crate::seeds::{ansatz, circuit};
use crate::{Case, Work};
use circuit::Observable;
use engine::{Float, Rows, RunnerOf};

const DEPTH: usize = 20;

pub(crate) fn cases() -> Vec<Case> {
    let sizes = || (4..=22).step_by(2);
    sizes().map(|n| case::<f64>(n, "f64")).chain(sizes().map(|n| case::<f32>(n, "f32"))).collect()
}

fn case<R: Float>(n: usize, precision: &'static str) -> Case {
    let mut case = Case::new("W1", "", n, move || Statevector::<R>::new(n));
    case.gates = Some(DEPTH * (4 * n - 1));
    case.precision = precision;
    case
}

struct Statevector<R: Float> {
    n: usize,
    runner: RunnerOf<R>,
}

impl<R: Float> Statevector<R> {
    fn new(n: usize) -> Statevector<R> {
        Statevector { n, runner: RunnerOf::new(&circuit(n, ansatz(n, DEPTH))) }
    }
}

impl<R: Float> Work for Statevector<R> {
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
