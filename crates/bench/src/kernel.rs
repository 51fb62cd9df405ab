//! W6: the Gram matrix of 100 points under a ZZ feature map: twice [H and P(2x_i) on every qubit, then for each pair
//! CX, P(2(π − x_i)(π − x_j)), CX].

use crate::seeds::{Mulberry, circuit, cx, gate, turn};
use crate::{Case, Work};
use circuit::{Angle, Op};
use engine::{Rows, Runner, gram};
use std::f64::consts::TAU;

const POINTS: usize = 100;

pub(crate) fn cases() -> Vec<Case> {
    [4, 8].into_iter().map(|n| Case::new("W6", "", n, move || Kernel::new(n))).collect()
}

struct Kernel {
    runner: Runner,
    points: Rows,
    table: Rows,
}

impl Kernel {
    fn new(n: usize) -> Kernel {
        let angle = |text: String| Angle::parse(&text).expect("an expression");
        let mut ops = Vec::new();
        for _ in 0..2 {
            for i in 0..n {
                ops.push(Op::fixed(gate("H"), &[i]));
                ops.push(turn("P", i, angle(format!("2*x{}", i + 1))));
            }
            for (i, j) in (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j))) {
                ops.push(cx(i, j));
                ops.push(turn("P", j, angle(format!("2*(pi - x{})*(pi - x{})", i + 1, j + 1))));
                ops.push(cx(i, j));
            }
        }
        let mut r = Mulberry(6000 + n as u32);
        let points = Rows { width: n, data: (0..POINTS * n).map(|_| TAU * r.next()).collect() };
        Kernel { runner: Runner::new(&circuit(n, ops)), points, table: Rows::of(0, 0) }
    }
}

impl Work for Kernel {
    fn run(&mut self) {
        let state = self.runner.run(&[], &self.points).expect("small enough");
        self.table = gram(state).expect("small enough");
    }
    fn values(&self) -> [f64; 2] {
        [self.table.data[1], self.table.data.iter().sum()]
    }
    fn decimals(&self) -> [u32; 2] {
        [6, 3]
    }
}
