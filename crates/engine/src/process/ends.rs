//! How a process ends: probabilities of basis states by classical bits, final measurements, readout, samples.
//!
//! Not here: how the states come about.

use super::shot::Draws;
use super::{Process, mixture};
use crate::density::{Density, MAX_DENSITY_QUBITS};
use crate::noise::Readout;
use crate::sample as pick;
use crate::size::{self, Refusal};
use std::collections::BTreeMap;

/// The most values that a distribution may have.
const MAX_VALUES: usize = 1 << 20;

/// The ways before final measurements: classical bits, weight (together 1) and the probabilities of basis states.
pub(super) fn of(
    p: &Process,
    (weights, inputs): (&[f64], &[f64]),
) -> Result<Vec<(u64, f64, Vec<f64>)>, Refusal> {
    if let Some(circuit) = &p.unitary {
        // The state, and its probabilities twice.
        size::check(p.qubits, 1, 2)?;
        return Ok(vec![(0, 1.0, (p.pure.probabilities)(circuit, (weights, inputs))?)]);
    }
    let small = p.qubits <= MAX_DENSITY_QUBITS;
    if !(p.noisy && small) {
        let mut items = p.stages[..p.finals].iter().map(|s| &s.item);
        match mixture::run(p.qubits, &mut items, &p.readout, (weights, inputs)) {
            Ok(branches) => {
                let total = super::left(branches.iter().map(|b| b.weight).sum())?;
                let end = |b: mixture::Branch| (b.bits, b.weight / total, b.state.probabilities());
                return Ok(branches.into_iter().map(end).collect());
            }
            Err(refusal) if !small => return Err(refusal),
            Err(_) => {}
        }
    }
    let branches = p.branches(1, p.finals, 0, (weights, inputs))?;
    let total = super::left(branches.values().map(|v| v[0]).sum())?;
    let end = |(bits, v): (u64, Vec<f64>)| {
        let weight = v[0] / total;
        (bits, weight, Density::of_coordinates(p.qubits, v).normalized().probabilities())
    };
    Ok(branches.into_iter().map(end).collect())
}

/// Final measurements: qubit and where its value goes in the key.
fn finals(p: &Process) -> Vec<(usize, usize)> {
    if p.measures() {
        return p.stages[p.finals..].iter().filter_map(|s| s.item.measurement()).collect();
    }
    (0..p.qubits).map(|q| (q, p.qubits - 1 - q)).collect()
}

pub(super) fn distribution(p: &Process, at: (&[f64], &[f64])) -> Result<BTreeMap<u64, f64>, Refusal> {
    let finals = finals(p);
    let qubits: Vec<usize> = (0..p.qubits).filter(|q| finals.iter().any(|f| f.0 == *q)).collect();
    let mut sum = BTreeMap::new();
    for (bits, weight, probabilities) in of(p, at)? {
        let values = marginal(&probabilities, p.qubits, &qubits);
        for (value, share) in values.into_iter().enumerate().filter(|(_, share)| *share > 0.0) {
            let bit_of = |q: usize| -> u64 {
                let i = qubits.iter().position(|x| *x == q).expect("a measured qubit");
                (value >> (qubits.len() - 1 - i) & 1) as u64
            };
            let key = finals.iter().fold(bits, |key, (q, bit)| key & !(1 << bit) | bit_of(*q) << bit);
            *sum.entry(key).or_insert(0.0) += weight * share;
            room(sum.len())?;
        }
    }
    for (qubit, bit) in finals {
        sum = misread(sum, Readout::of(&p.readout, qubit), bit);
        room(sum.len())?;
    }
    Ok(sum)
}

fn room(values: usize) -> Result<(), Refusal> {
    if values <= MAX_VALUES {
        return Ok(());
    }
    Err(Refusal::Unable(format!(
        "the distribution has more than {MAX_VALUES} values; ask for shots, or measure fewer qubits"
    )))
}

/// The probabilities of values of some qubits, in ascending order.
fn marginal(probabilities: &[f64], n: usize, qubits: &[usize]) -> Vec<f64> {
    let mut sum = vec![0.0; 1 << qubits.len()];
    for (k, p) in probabilities.iter().enumerate() {
        sum[qubits.iter().fold(0, |v, q| 2 * v + (k >> (n - 1 - q) & 1))] += p;
    }
    sum
}

/// The distribution after a bit was misread.
fn misread(exact: BTreeMap<u64, f64>, errors: Readout, bit: usize) -> BTreeMap<u64, f64> {
    if errors.is_perfect() {
        return exact;
    }
    let mut read = BTreeMap::new();
    for (key, p) in exact {
        let value = key >> bit & 1 == 1;
        for said in [false, true] {
            let share = p * errors.probability(said, value);
            if share > 0.0 {
                *read.entry(key & !(1 << bit) | u64::from(said) << bit).or_insert(0.0) += share;
            }
        }
    }
    read
}

pub(super) fn sample(
    p: &Process,
    at: (&[f64], &[f64]),
    shots: usize,
    draw: Draws<'_>,
) -> Result<Vec<u64>, Refusal> {
    if p.unitary.is_some() && p.qubits > 16 {
        return sample_states(p, at, shots, draw);
    }
    if let Ok(exact) = distribution(p, at) {
        let keys: Vec<u64> = exact.keys().copied().collect();
        let shares: Vec<f64> = exact.into_values().collect();
        let draws: Vec<f64> = (0..shots).map(|_| draw()).collect();
        return Ok(pick(&shares, &draws).into_iter().map(|i| keys[i]).collect());
    }
    let shooter = p.shooter(at)?;
    let measured = p.measures();
    let mut all = Vec::with_capacity(shots.min(MAX_VALUES));
    for _ in 0..shots {
        let shot = shooter.shot(draw)?;
        let key = match measured {
            true => shot.bits,
            false => read(p, pick(&shot.state.probabilities(), &[draw()])[0], draw),
        };
        all.push(key);
    }
    Ok(all)
}

/// Samples of a large pure state, without a distribution.
fn sample_states(
    p: &Process,
    at: (&[f64], &[f64]),
    shots: usize,
    draw: Draws<'_>,
) -> Result<Vec<u64>, Refusal> {
    let ends = of(p, at)?;
    let draws: Vec<f64> = (0..shots).map(|_| draw()).collect();
    Ok(pick(&ends[0].2, &draws).into_iter().map(|k| read(p, k, draw)).collect())
}

/// The key of a basis state as it is read.
fn read(p: &Process, k: usize, draw: Draws<'_>) -> u64 {
    let mut key = 0;
    for (qubit, bit) in finals(p) {
        let value = k >> (p.qubits - 1 - qubit) & 1 == 1;
        let errors = Readout::of(&p.readout, qubit);
        let said = if errors.is_perfect() { value } else { draw() < errors.probability(true, value) };
        key |= u64::from(said) << bit;
    }
    key
}
