//! Reads a state: what each qubit does, the largest amplitudes, what is measured.

use crate::figures::Source;
use crate::{Amplitude, Readout, StateView, View, Wire};
use circuit::{Circuit, Observable, order};
use engine::{Rows, State};

/// The most amplitudes of a view.
const MOST: usize = 64;

/// What to read and where it stands in the model.
pub(crate) struct Place<'a> {
    /// Index of the slot.
    pub slot: usize,
    /// Position of the word.
    pub word: Option<usize>,
    /// Columns of the slot's circuit to apply; `None` for all.
    pub column: Option<usize>,
    /// What runs before the slot's circuit.
    pub before: &'a Circuit,
    /// The slot's circuit.
    pub circuit: &'a Circuit,
    /// Weights of both, `before`'s first.
    pub weights: &'a [f64],
    /// x.
    pub inputs: &'a [f64],
    /// What is measured at the slot's end.
    pub observables: &'a [Observable],
}

impl Place<'_> {
    /// Simulates and reads. A sentence where the state is too large.
    pub fn view(&self, view: &View) -> Result<StateView, String> {
        let join = |part: &Circuit| self.before.then(part).map_err(|e| e.to_string());
        let rows = Rows { width: self.inputs.len(), data: self.inputs.to_vec() };
        let run = |c: &Circuit| State::run(c, self.weights, &rows).map_err(|e| e.to_string());
        let whole = join(self.circuit)?;
        let cut = self.column.map(|column| self.circuit.first(self.circuit.layout().ops_before(column)));
        let state = match &cut {
            Some(first) => run(&join(first)?)?,
            None => run(&whole)?,
        };
        let end = if cut.is_some() && !self.observables.is_empty() { Some(run(&whole)?) } else { None };
        let end = end.as_ref().unwrap_or(&state);
        let readout = |o: &Observable| Readout { observable: o.to_string(), value: end.expect(0, o) };
        let (amplitudes, others) = largest(&state);
        let names = (0..state.qubits()).map(|q| self.circuit.name(q)).collect();
        let source = Source { state: &state, names, reversed: view.reversed };
        let shift = self.before.weights().min(self.weights.len());
        Ok(StateView {
            slot: self.slot,
            word: self.word,
            column: self.column,
            wires: (0..state.qubits()).map(|q| wire(&state, q)).collect(),
            amplitudes,
            others,
            weights: self.weights[shift..].to_vec(),
            inputs: self.inputs.to_vec(),
            readouts: self.observables.iter().map(readout).collect(),
            figures: source.figures(&view.figures),
        })
    }
}

fn wire(state: &State, qubit: usize) -> Wire {
    let bloch = state.bloch(0, qubit);
    Wire {
        bloch,
        purity: state.purity(0, qubit),
        entropy: state.entropy(0, qubit),
        one: (1.0 - bloch[2]) / 2.0,
    }
}

/// The most probable basis states by index, and the probability of all others.
fn largest(state: &State) -> (Vec<Amplitude>, f64) {
    let size = 1usize << state.qubits();
    let mut kept: Vec<usize> = (0..size.min(MOST)).collect();
    if size > MOST {
        let chance = |k: usize| state.probability(0, k);
        let (mut least, mut floor) = weakest(&kept, &chance);
        for k in MOST..size {
            if chance(k) > floor {
                kept[least] = k;
                (least, floor) = weakest(&kept, &chance);
            }
        }
        order::sort(&mut kept, usize::cmp);
    }
    let of = |&k: &usize| {
        let a = state.amplitude(0, k);
        Amplitude { index: k, re: a.re, im: a.im }
    };
    let amplitudes: Vec<Amplitude> = kept.iter().map(of).collect();
    let shown: f64 = kept.iter().map(|k| state.probability(0, *k)).sum();
    (amplitudes, if size > MOST { (1.0 - shown).max(0.0) } else { 0.0 })
}

fn weakest(kept: &[usize], chance: &dyn Fn(usize) -> f64) -> (usize, f64) {
    let start = (0, f64::INFINITY);
    kept.iter().enumerate().fold(start, |low, (i, k)| if chance(*k) < low.1 { (i, chance(*k)) } else { low })
}
