//! The lab of a plain circuit: θ and x by slider, nothing to train; it may measure, reset, wait and be noisy.

use crate::state::Place;
use crate::{Lab, Look, Progress, Setup, StateView, View, Weights};
use circuit::{Circuit, Observable};
use learn::Rng;

/// The group of a plain circuit's θ.
const GROUP: &str = "circuit";

/// A circuit with its numbers.
pub(crate) struct Plain {
    circuit: Circuit,
    weights: Vec<f64>,
    inputs: Vec<f64>,
}

impl Plain {
    /// Opens it; θ not given start between −π and π by the seed.
    pub fn open(setup: &Setup, weights: &Weights) -> Result<Plain, String> {
        let circuit = setup.circuit("circuit").ok_or("the document has no circuit")?.clone();
        let given = weights.get(GROUP).cloned().unwrap_or_default();
        let start = |i: usize| {
            let drawn = Rng::stream(setup.training.seed, GROUP, i as u64).uniform();
            given.get(i).copied().unwrap_or((2.0 * drawn - 1.0) * std::f64::consts::PI)
        };
        let weights = (0..circuit.weights()).map(start).collect();
        Ok(Plain { weights, inputs: setup.inputs.clone(), circuit })
    }
}

impl Lab for Plain {
    fn weights(&self) -> Weights {
        Weights::from([(GROUP.to_string(), self.weights.clone())])
    }
    fn overlay(&mut self, groups: &Weights) {
        for (place, value) in self.weights.iter_mut().zip(groups.get(GROUP).map_or(&[][..], Vec::as_slice)) {
            *place = *value;
        }
    }
    fn retune(&mut self, setup: &Setup) {
        self.inputs.clone_from(&setup.inputs);
    }
    fn trainable(&self) -> bool {
        false
    }
    fn epochs(&self) -> usize {
        0
    }
    fn epoch(&mut self) -> Result<(), String> {
        Err("a plain circuit has nothing to train; choose a model from the gallery".into())
    }
    fn progress(&self, _: usize) -> Progress {
        Progress::default()
    }
    fn restore(&mut self, _: &Progress) {}
    fn states(&mut self, view: &View) -> Result<Vec<StateView>, String> {
        let still;
        let circuit = match self.circuit.is_timed() {
            true => {
                still = self
                    .circuit
                    .at_time(view.time)
                    .map_err(|why| format!("At t = {} {why}.", plot::text::fixed(view.time, 3)))?;
                &still
            }
            false => &self.circuit,
        };
        let blank = self.circuit.first(0);
        let observables: Vec<Observable> = (0..self.circuit.qubits()).map(Observable::z).collect();
        let place = Place {
            slot: 0,
            word: None,
            column: view.column,
            before: &blank,
            circuit,
            weights: &self.weights,
            inputs: &self.inputs,
            observables: &observables,
        };
        let state = if circuit.is_unitary() { place.view(view) } else { place.outcome(view) };
        Ok(vec![state?])
    }
    fn look(&mut self, _: &View) -> Look {
        Look::default()
    }
}
