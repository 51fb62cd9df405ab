//! Expectation values of a process from shots: one process for each setting of the qubits' bases.
//!
//! Which terms share a setting is said in `estimate`. Not here: trajectories of exact values (`Process`).

use super::act::Item;
use super::shot::Draws;
use super::{Process, Stage};
use crate::estimate::{Estimate, Running, Setting, settings};
use crate::size::Refusal;
use crate::{sample, tape::mirrored};
use circuit::{Circuit, Gate, Observable, Op, PauliString};
use std::cell::OnceCell;

/// ⟨O⟩ from so many shots for each setting.
pub(super) fn estimate(
    process: &Process,
    at: (&[f64], &[f64]),
    o: &Observable,
    shots: usize,
    draw: Draws<'_>,
) -> Result<Estimate, Refusal> {
    let (mut value, mut variance) = (0.0, 0.0);
    for setting in settings(o, process.qubits) {
        let values = measured(process, at, &setting, shots, draw)?;
        value += values.mean();
        variance += values.variance_of_mean();
    }
    Ok(Estimate { value, error: variance.sqrt() })
}

fn measured(
    process: &Process,
    at: (&[f64], &[f64]),
    setting: &Setting,
    shots: usize,
    draw: Draws<'_>,
) -> Result<Running, Refusal> {
    // A qubit that was measured last has no phase left: X and Y of it are fair coins.
    let last = process.stages[process.finals..].iter().filter_map(|s| s.item.measurement());
    let dephased = last.fold(0u32, |all, (qubit, _)| all | 1 << qubit);
    let coins = mirrored(setting.basis.x & dephased, process.qubits);
    let turned = process.in_basis(setting.basis, dephased)?;
    if let Ok(probabilities) = turned.probabilities(at.0, at.1) {
        return Ok(setting.tally(tossed(probabilities, coins), shots, draw));
    }
    let shooter = turned.shooter(at)?;
    let mut values = Running::default();
    for _ in 0..shots {
        let found = tossed(shooter.shot(draw)?.state.probabilities(), coins);
        values.add(setting.value(sample(&found, &[draw()])[0]));
    }
    Ok(values)
}

/// Probabilities of basis states after some bits were tossed like coins.
fn tossed(mut probabilities: Vec<f64>, coins: usize) -> Vec<f64> {
    for bit in (0..usize::BITS).map(|b| 1usize << b).filter(|bit| coins & bit != 0) {
        for k in (0..probabilities.len()).filter(|k| k & bit == 0) {
            let mean = (probabilities[k] + probabilities[k | bit]) / 2.0;
            (probabilities[k], probabilities[k | bit]) = (mean, mean);
        }
    }
    probabilities
}

impl Process {
    /// What comes before final measurements, then every qubit but some turned so that Z measures what the basis says.
    fn in_basis(&self, basis: PauliString, but: u32) -> Result<Process, Refusal> {
        let named = |name: &str| Gate::named(name).expect("the gate table has it");
        let mut turns = Vec::new();
        for q in (0..self.qubits).filter(|q| (basis.x & !but) >> q & 1 == 1) {
            if basis.z >> q & 1 == 1 {
                turns.push(Op::fixed(named("SDG"), &[q]));
            }
            turns.push(Op::fixed(named("H"), &[q]));
        }
        let whole = |circuit: &Circuit| {
            Circuit::of(self.qubits, circuit.ops().iter().chain(&turns).cloned().collect()).ok()
        };
        let unitary = self.unitary.as_ref().and_then(whole);
        let mut stages = self.stages[..self.finals].to_vec();
        for op in turns {
            stages.push(Stage { item: Item::of(op)?, known: OnceCell::new() });
        }
        let programs = [OnceCell::new(), OnceCell::new(), OnceCell::new()];
        let finals = stages.len();
        Ok(Process { stages, finals, unitary, programs, readout: self.readout.clone(), ..*self })
    }
}
