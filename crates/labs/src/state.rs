//! Reads a state: what each qubit does, the largest amplitudes, what is measured.

use crate::displays::{Displays, places};
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
    /// Simulates and reads, in one pass however many displays there are. A sentence where the state is too large.
    pub fn view(&self, view: &View) -> Result<StateView, String> {
        let (ops, layout) = (self.circuit.ops().len(), self.circuit.layout());
        let read = self.column.map_or(ops, |column| layout.ops_before(column));
        let found = places(self.circuit);
        let mut stops: Vec<usize> = found.iter().map(|p| p.0).chain([read, ops]).collect();
        order::sort(&mut stops, usize::cmp);
        stops.dedup();
        let starts = [0].into_iter().chain(stops.iter().copied());
        let parts: Vec<Circuit> =
            starts.zip(&stops).map(|(from, to)| self.circuit.between(from..*to)).collect();
        let offset = self.before.weights();
        let all: Vec<(&Circuit, usize)> =
            [(self.before, 0)].into_iter().chain(parts.iter().map(|p| (p, offset))).collect();
        let rows = Rows { width: self.inputs.len(), data: self.inputs.to_vec() };
        let mut seen = self.unread(offset);
        let displays = Displays { circuit: self.circuit, columns: layout.columns, reversed: view.reversed };
        State::along(&all, self.weights, &rows, &mut |part, state| {
            let Some(stop) = part.checked_sub(1).map(|i| stops[i]) else { return };
            if let Some((_, here)) = found.iter().find(|p| p.0 == stop) {
                seen.displays.extend(here.iter().map(|index| displays.view(*index, state)));
            }
            if stop == read {
                self.look(&mut seen, state, view);
            }
            if stop == ops {
                let readout =
                    |o: &Observable| Readout { observable: o.to_string(), value: state.expect(0, o) };
                seen.readouts = self.observables.iter().map(readout).collect();
            }
        })
        .map_err(|e| e.to_string())?;
        Ok(seen)
    }

    /// What is known before anything is simulated.
    fn unread(&self, offset: usize) -> StateView {
        StateView {
            slot: self.slot,
            word: self.word,
            column: self.column,
            wires: Vec::new(),
            amplitudes: Vec::new(),
            others: 0.0,
            weights: self.weights[offset.min(self.weights.len())..].to_vec(),
            inputs: self.inputs.to_vec(),
            readouts: Vec::new(),
            figures: Vec::new(),
            displays: Vec::new(),
        }
    }

    /// Reads what the panels show.
    fn look(&self, seen: &mut StateView, state: &State, view: &View) {
        let names = (0..state.qubits()).map(|q| self.circuit.name(q)).collect();
        (seen.amplitudes, seen.others) = largest(state);
        seen.wires = (0..state.qubits()).map(|q| wire(state, q)).collect();
        seen.figures = Source { state, names, reversed: view.reversed }.figures(&view.figures);
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
