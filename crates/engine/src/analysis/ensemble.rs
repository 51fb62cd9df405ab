//! A circuit at random parameters: how near its states come to uniformly random ones, how entangled they are
//! (Sim, Johnson, Aspuru-Guzik, Adv. Quantum Technol. 2, 1900070, 2019), and how its gradients spread (McClean
//! et al., Nat. Commun. 9, 4812, 2018).
//!
//! Parameters are uniform in [0, 2π).

use crate::estimate::{Estimate, Running};
use crate::size::{self, Refusal};
use crate::{Fan, Rows, Runner, State};
use circuit::{C64, Circuit};
use std::f64::consts::TAU;

/// The most bins of a histogram.
const MAX_BINS: usize = 10_000;

/// How a circuit's fidelities are spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Expressibility {
    /// The Kullback-Leibler divergence from the spread of uniformly random states, in nats: 0 is the most
    /// expressive. Few pairs raise it: by about bins/(2 · pairs) at the most.
    pub divergence: f64,
    /// The share of pairs of states whose fidelity falls into each of the equal bins of [0, 1].
    pub shares: Vec<f64>,
    /// The same for uniformly random (Haar) states.
    pub haar: Vec<f64>,
}

/// Mean and variance of a derivative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// The mean.
    pub mean: f64,
    /// The unbiased variance; infinite for a single sample.
    pub variance: f64,
}

/// Sim et al.'s expressibility: fidelities of so many pairs of states (5000 in the paper) in so many bins (75;
/// 1 to 10 000), against P(F) = (N − 1)(1 − F)^{N − 2} integrated over each bin.
pub fn expressibility(
    circuit: &Circuit,
    inputs: &[f64],
    (pairs, bins): (usize, usize),
    draws: &mut dyn FnMut() -> f64,
) -> Result<Expressibility, Refusal> {
    size::check(circuit.qubits(), 1, 2)?;
    let bins = bins.clamp(1, MAX_BINS);
    let mut states = States::of(circuit, inputs);
    let mut counts = vec![0usize; bins];
    let mut first: Vec<C64> = Vec::new();
    for _ in 0..pairs {
        let state = states.next(draws)?;
        first.clear();
        first.extend((0..1 << state.qubits()).map(|k| state.amplitude(0, k)));
        let state = states.next(draws)?;
        let overlap = first.iter().enumerate();
        let overlap = overlap.fold(C64::ZERO, |sum, (k, a)| sum + a.conj() * state.amplitude(0, k));
        let bin = (overlap.norm_sqr() * bins as f64) as usize;
        counts[bin.min(bins - 1)] += 1;
    }
    let shares: Vec<f64> = counts.iter().map(|c| *c as f64 / pairs.max(1) as f64).collect();
    let logarithms: Vec<f64> = (0..bins).map(|b| haar_logarithm(circuit.qubits(), b, bins)).collect();
    let nats = |(p, haar): (&f64, &f64)| if *p > 0.0 { p * (libm::log(*p) - haar) } else { 0.0 };
    let divergence = shares.iter().zip(&logarithms).map(nats).sum();
    Ok(Expressibility { divergence, shares, haar: logarithms.iter().map(|l| libm::exp(*l)).collect() })
}

/// The share of each of so many equal bins of [0, 1] in the fidelities of uniformly random states.
pub fn haar_fidelities(qubits: usize, bins: usize) -> Vec<f64> {
    let bins = bins.clamp(1, MAX_BINS);
    (0..bins).map(|b| libm::exp(haar_logarithm(qubits, b, bins))).collect()
}

/// The logarithm of (1 − l)^{N−1} − (1 − u)^{N−1} for a bin from l to u, which itself may be too small a number.
fn haar_logarithm(qubits: usize, bin: usize, bins: usize) -> f64 {
    let power = libm::exp2(qubits as f64) - 1.0;
    let (low, high) = (1.0 - bin as f64 / bins as f64, 1.0 - (bin + 1) as f64 / bins as f64);
    power * libm::log(low) + libm::log1p(-libm::pow(high / low, power))
}

/// The Meyer-Wallach measure Q = 2(1 − (1/n) Σ tr ρ_k²) of a row's state: 0 for product states, 1 where every
/// qubit is maximally entangled with the others.
pub fn meyer_wallach(state: &State, row: usize) -> f64 {
    let n = state.qubits();
    let purities: f64 = (0..n).map(|q| state.purity(row, q)).sum();
    2.0 * (1.0 - purities / n as f64)
}

/// Sim et al.'s entangling capability: the mean of Q over states at random parameters.
pub fn entangling_capability(
    circuit: &Circuit,
    inputs: &[f64],
    samples: usize,
    draws: &mut dyn FnMut() -> f64,
) -> Result<Estimate, Refusal> {
    let mut states = States::of(circuit, inputs);
    let mut found = Running::default();
    for _ in 0..samples {
        found.add(meyer_wallach(states.next(draws)?, 0));
    }
    Ok(found.estimate())
}

/// Mean and variance over random parameters of the derivative of a fan's first row of outputs, summed, by each
/// weight. A variance that falls exponentially with the number of qubits is a barren plateau.
pub fn gradient_moments(
    fan: &Fan,
    inputs: &[f64],
    samples: usize,
    draws: &mut dyn FnMut() -> f64,
) -> Result<Vec<Moments>, Refusal> {
    let mut plan = fan.plan();
    plan.set_input_gradients(false);
    let inputs = Rows { width: inputs.len(), data: inputs.to_vec() };
    let ones = Rows { width: fan.outputs(), data: vec![1.0; fan.outputs()] };
    let mut found = vec![Running::default(); fan.weights()];
    for _ in 0..samples {
        let weights: Vec<f64> = found.iter().map(|_| TAU * draws()).collect();
        plan.forward(&weights, &inputs)?;
        let gradient = plan.pullback(&ones).weights;
        found.iter_mut().zip(gradient).for_each(|(mean, slope)| mean.add(slope));
    }
    Ok(found.iter().map(|r| Moments { mean: r.mean(), variance: r.variance() }).collect())
}

/// A circuit's states at random parameters, one after the other.
struct States {
    runner: Runner,
    weights: Vec<f64>,
    inputs: Rows,
}

impl States {
    fn of(circuit: &Circuit, inputs: &[f64]) -> States {
        let inputs = Rows { width: inputs.len(), data: inputs.to_vec() };
        States { runner: Runner::new(circuit), weights: vec![0.0; circuit.weights()], inputs }
    }
    fn next(&mut self, draws: &mut dyn FnMut() -> f64) -> Result<&State, Refusal> {
        self.weights.iter_mut().for_each(|w| *w = TAU * draws());
        self.runner.run(&self.weights, &self.inputs)
    }
}
