//! Expectation values and gradients from shots, as a device gives them, each with its standard error.
//!
//! Terms that agree on every wire are measured together: that is one setting of the wires' bases, and each setting has
//! shots of its own. `Process` measures by the same settings (`process::shots`). Random numbers are draws in [0, 1)
//! from outside.

use crate::Probe;
use crate::shift::rule;
use crate::size::Refusal;
use crate::tape::{Tape, mirrored, on_wire};
use circuit::{C64, Observable, PauliString, Symbol};
use std::f64::consts::FRAC_1_SQRT_2;
use std::fmt;

/// A number estimated from samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error, itself estimated from the samples: infinite where there are fewer than two.
    pub error: f64,
}

/// The two-sided 95 % quantile of the normal distribution.
const NORMAL_95: f64 = 1.959_963_984_540_054;

impl Estimate {
    /// Of the values of independent shots: their mean.
    pub fn of(values: impl Iterator<Item = f64>) -> Estimate {
        let mut running = Running::default();
        values.for_each(|x| running.add(x));
        running.estimate()
    }
    /// The interval that holds the exact value for 95 of 100 such estimates (normal approximation).
    pub fn interval(&self) -> (f64, f64) {
        (self.value - NORMAL_95 * self.error, self.value + NORMAL_95 * self.error)
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((low, high), Estimate { value, error }) = (self.interval(), self);
        write!(f, "{value:.6} ± {error:.6} (95 %: {low:.6} to {high:.6})")
    }
}

/// Mean and variance of numbers as they come (Welford's method).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Running {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Running {
    pub fn add(&mut self, x: f64) {
        self.count += 1.0;
        let before = x - self.mean;
        self.mean += before / self.count;
        self.squares += before * (x - self.mean);
    }
    pub fn mean(&self) -> f64 {
        self.mean
    }
    /// The unbiased variance of one number; infinite if it cannot be told.
    pub fn variance(&self) -> f64 {
        if self.count < 2.0 { f64::INFINITY } else { self.squares / (self.count - 1.0) }
    }
    /// The variance of the mean.
    pub fn variance_of_mean(&self) -> f64 {
        self.variance() / self.count.max(1.0)
    }
    pub fn estimate(&self) -> Estimate {
        Estimate { value: self.mean, error: self.variance_of_mean().sqrt() }
    }
}

/// Terms that one setting of the wires' bases measures.
pub(crate) struct Setting {
    pub basis: PauliString,
    /// Coefficient and the bits of the index whose parity is the sign.
    terms: Vec<(f64, usize)>,
}

/// The terms in settings: each goes to the first that agrees with it on every wire that both touch.
pub(crate) fn settings(observable: &Observable, qubits: usize) -> Vec<Setting> {
    let mut found: Vec<Setting> = Vec::new();
    for (factor, string) in &observable.terms {
        let term = (*factor, mirrored(string.x | string.z, qubits));
        let agrees = |s: &&mut Setting| {
            let both = (s.basis.x | s.basis.z) & (string.x | string.z);
            ((s.basis.x ^ string.x) | (s.basis.z ^ string.z)) & both == 0
        };
        match found.iter_mut().find(agrees) {
            Some(setting) => {
                setting.basis.x |= string.x;
                setting.basis.z |= string.z;
                setting.terms.push(term);
            }
            None => found.push(Setting { basis: *string, terms: vec![term] }),
        }
    }
    found
}

impl Setting {
    /// The mean of the terms' sum over shots.
    fn measure(&self, mut state: Vec<C64>, shots: usize, draws: &mut dyn FnMut() -> f64) -> Running {
        let h = C64::new(FRAC_1_SQRT_2, 0.0);
        let qubits = state.len().ilog2() as usize;
        for q in (0..qubits).filter(|q| self.basis.x >> q & 1 == 1) {
            let bit = 1 << (qubits - 1 - q);
            // To Z from Y it is first a quarter turn back about Z.
            let quarter = if self.basis.z >> q & 1 == 1 { -C64::I } else { C64::ONE };
            on_wire(bit, [h, h * quarter, h, -h * quarter], &mut state);
        }
        self.tally(state.iter().map(|a| a.norm_sqr()).collect(), shots, draws)
    }
    /// The same from the probabilities of the basis states, in this setting, that shots find.
    pub fn tally(
        &self,
        mut probabilities: Vec<f64>,
        shots: usize,
        draws: &mut dyn FnMut() -> f64,
    ) -> Running {
        let mut sum = 0.0;
        for p in &mut probabilities {
            sum += *p;
            *p = sum;
        }
        let cumulative = probabilities;
        // The last outcome that is possible at all.
        let last = cumulative.partition_point(|c| *c < sum);
        let mut values = Running::default();
        for _ in 0..shots {
            let draw = draws() * sum;
            values.add(self.value(cumulative.partition_point(|c| *c <= draw).min(last)));
        }
        values
    }
    /// The terms' sum for a basis state that was found.
    pub fn value(&self, outcome: usize) -> f64 {
        let sign = |mask: usize| if (outcome & mask).count_ones() & 1 == 1 { -1.0 } else { 1.0 };
        self.terms.iter().map(|(factor, mask)| factor * sign(*mask)).sum()
    }
}

impl Probe {
    /// ⟨O⟩ from shots, so many for each setting of the wires' bases that the observable needs; unbiased.
    pub fn value_from_shots(
        &self,
        weights: &[f64],
        inputs: &[f64],
        shots: usize,
        draws: &mut dyn FnMut() -> f64,
    ) -> Result<Estimate, Refusal> {
        let tape = self.tape(3, 0)?;
        let settings = settings(&self.observable, tape.qubits);
        let (value, variance) = sampled(tape, &tape.angles(weights, inputs), &settings, shots, draws);
        Ok(Estimate { value, error: variance.sqrt() })
    }
    /// The gradient of ⟨O⟩ by these symbols from parameter shifts, each shifted value from so many shots for
    /// each setting; unbiased, since the shift rules are exact. Symbols that share an op share its shots.
    pub fn gradient_from_shots(
        &self,
        weights: &[f64],
        inputs: &[f64],
        by: &[Symbol],
        shots: usize,
        draws: &mut dyn FnMut() -> f64,
    ) -> Result<Vec<Estimate>, Refusal> {
        let tape = self.tape(3, 0)?;
        let settings = settings(&self.observable, tape.qubits);
        let mut angles = tape.angles(weights, inputs);
        let mut found = vec![(0.0, 0.0); by.len()];
        for (k, at) in tape.slopes(weights, inputs, by, false).iter().enumerate() {
            if at.first.iter().all(|(_, partial)| *partial == 0.0) {
                continue;
            }
            let (mut slope, mut variance) = (0.0, 0.0);
            for (shift, factor) in rule(tape.steps[k].op.shift_rule()) {
                angles[k] = at.angle + shift;
                let (value, spread) = sampled(tape, &angles, &settings, shots, draws);
                slope += factor * value;
                variance += factor * factor * spread;
            }
            angles[k] = at.angle;
            for &(i, partial) in at.first.iter().filter(|(_, partial)| *partial != 0.0) {
                found[i].0 += partial * slope;
                found[i].1 += partial * partial * variance;
            }
        }
        let estimate = |(value, variance): (f64, f64)| Estimate { value, error: variance.sqrt() };
        Ok(found.into_iter().map(estimate).collect())
    }
}

/// An estimate of ⟨O⟩ and its variance.
fn sampled(
    tape: &Tape,
    angles: &[f64],
    settings: &[Setting],
    shots: usize,
    draws: &mut dyn FnMut() -> f64,
) -> (f64, f64) {
    let state = tape.run(angles);
    let (mut value, mut variance) = (0.0, 0.0);
    for setting in settings {
        let values = setting.measure(state.clone(), shots, draws);
        value += values.mean();
        variance += values.variance_of_mean();
    }
    (value, variance)
}
