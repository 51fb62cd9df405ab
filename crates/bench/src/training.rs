//! W2: value and gradient of one circuit. W3: a full-batch step of a classifier on 200 points.

use crate::seeds::{Mulberry, circuit, length, rot_layers, turn, two_circles};
use crate::{Case, Work};
use circuit::{Angle, Observable};
use engine::{Fan, Plan, Rows};

const DEPTH: usize = 6;
const POINTS: usize = 200;
/// The step is computed, but the weights stay, so that every repeat does the same.
const RATE: f64 = 0.0;

pub(crate) fn gradient_cases() -> Vec<Case> {
    let mut all = Vec::new();
    for which in ["Z0", "sumZ"] {
        for n in [4, 6, 8, 10, 12, 16] {
            all.push(Case::new("W2", which, n, move || Gradient::new(n, which)));
        }
    }
    all
}

pub(crate) fn step_cases() -> Vec<Case> {
    [(4, 4), (8, 6)].map(|(n, layers)| Case::new("W3", "", n, move || Step::new(n, layers))).into()
}

struct Gradient {
    plan: Plan,
    weights: Vec<f64>,
    value: f64,
    gradient: Vec<f64>,
}

impl Gradient {
    fn new(n: usize, which: &str) -> Gradient {
        let sum = Observable { terms: (0..n).map(|q| Observable::z(q).terms[0]).collect() };
        let observable = if which == "Z0" { Observable::z(0) } else { sum };
        let fan = Fan::of(circuit(n, rot_layers(n, DEPTH)), vec![observable]);
        let plan = fan.expect("one qubit count").plan();
        let weights = Mulberry(2000 + n as u32).angles(3 * n * DEPTH);
        Gradient { plan, weights, value: 0.0, gradient: Vec::new() }
    }
}

impl Work for Gradient {
    fn run(&mut self) {
        let values = self.plan.forward(&self.weights, &Rows::of(0, 1)).expect("fits into memory");
        self.value = values.data[0];
        self.gradient = self.plan.pullback(&Rows { width: 1, data: vec![1.0] }).weights;
    }
    fn values(&self) -> [f64; 2] {
        [self.value, length(self.gradient.iter())]
    }
    fn decimals(&self) -> [u32; 2] {
        [6, 6]
    }
}

struct Step {
    plan: Plan,
    weights: Vec<f64>,
    points: Rows,
    labels: Vec<f64>,
    loss: f64,
    gradient: Vec<f64>,
}

impl Step {
    fn new(n: usize, layers: usize) -> Step {
        let input = |q: usize| Angle::parse(&format!("pi*x{}", q % 2 + 1)).expect("an angle");
        let mut ops: Vec<_> = (0..n).map(|q| turn("RX", q, input(q))).collect();
        ops.extend(rot_layers(n, layers));
        let fan = Fan::of(circuit(n, ops), vec![Observable::z(0)]);
        let mut plan = fan.expect("one qubit count").plan();
        plan.set_input_gradients(false);
        let (points, labels) = two_circles(POINTS);
        let weights = Mulberry(3000 + n as u32).angles(3 * n * layers);
        Step { plan, weights, points: Rows::from_rows(&points), labels, loss: 0.0, gradient: Vec::new() }
    }
}

impl Work for Step {
    fn run(&mut self) {
        let mut values = self.plan.forward(&self.weights, &self.points).expect("fits into memory");
        self.loss = 0.0;
        for (value, label) in values.data.iter_mut().zip(&self.labels) {
            let miss = label - *value;
            self.loss += miss * miss / POINTS as f64;
            *value = -2.0 * miss / POINTS as f64;
        }
        self.gradient = self.plan.pullback(&values).weights;
        self.weights.iter_mut().zip(&self.gradient).for_each(|(w, g)| *w -= RATE * g);
    }
    fn values(&self) -> [f64; 2] {
        [self.loss, length(self.gradient.iter())]
    }
    fn decimals(&self) -> [u32; 2] {
        [5, 5]
    }
}
