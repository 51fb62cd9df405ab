//! Reads a state: what each qubit does, the largest amplitudes, what is measured.

use crate::displays::{Displays, places};
use crate::figures::Source;
use crate::late;
use crate::outcome::{Looked, Outcome};
use crate::sight::{self, Sight};
use crate::{Amplitude, Readout, StateView, View, Wire};
use circuit::{Circuit, Observable, order};
use engine::{Rows, State, memory};

/// From so many qubits on it is said what a state costs.
const COSTLY: usize = 20;
/// What is said of states without noise.
pub const IDEAL: &str = "Ideal state: no noise, exact expectation values.";
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
        let (ops, read, found) = self.stops();
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
        let (mut seen, mut displays) = (None, Vec::new());
        let drawn = Displays::of(self.circuit, view.reversed);
        let end = State::along(&all, self.weights, &rows, &mut |part, state| {
            let Some(stop) = part.checked_sub(1).map(|i| stops[i]) else { return };
            if let Some((_, here)) = found.iter().find(|p| p.0 == stop) {
                displays.extend(here.iter().map(|index| drawn.view(*index, state)));
            }
            if stop == read && read < ops {
                seen = Some(state.clone());
            }
        })
        .map_err(|e| e.to_string())?;
        let ends: Vec<f64> = self.observables.iter().map(|o| end.expect(0, o)).collect();
        let sight = Sight::State(seen.unwrap_or(end));
        Ok(StateView { displays, ..self.told(view, &sight, &ends) })
    }
    /// The same of a circuit that measures, resets, waits, selects or is noisy; nothing runs before it. Each run of
    /// displays is read from a run to its place.
    pub fn outcome(&self, view: &View) -> Result<StateView, String> {
        let (_, ops, found) = self.stops();
        let at = (self.weights, self.inputs);
        let Outcome { sight, ends, classical, branches, branch, note } =
            late::outcome(&Looked { circuit: self.circuit, at, ops }, view)?;
        let drawn = Displays::of(self.circuit, view.reversed);
        let mut displays = Vec::new();
        for (stop, here) in found {
            let sight = late::sight(&Looked { circuit: self.circuit, at, ops: stop }, view);
            for index in here {
                displays.push(match &sight {
                    Ok((sight, branch)) => drawn.view(index, sight).ending(branch),
                    Err(why) => drawn.refused(index, why),
                });
            }
        }
        Ok(StateView { classical, branches, branch, note, displays, ..self.told(view, &sight, &ends) })
    }
    /// How many ops there are, after how many the state is read, and where displays are.
    fn stops(&self) -> (usize, usize, Vec<(usize, Vec<usize>)>) {
        let ops = self.circuit.ops().len();
        let read = self.column.map_or(ops, |column| self.circuit.layout().ops_before(column));
        (ops, read, places(self.circuit))
    }
    /// The state after so many ops of the slot's circuit, in the mode that the view says.
    pub fn sight(&self, ops: usize, view: &View) -> Result<Sight, String> {
        let part = self.circuit.first(ops);
        if !part.is_unitary() {
            let looked = Looked { circuit: self.circuit, at: (self.weights, self.inputs), ops };
            return Ok(late::outcome(&looked, view)?.sight);
        }
        let rows = Rows { width: self.inputs.len(), data: self.inputs.to_vec() };
        let whole = self.before.then(&part).map_err(|e| e.to_string())?;
        State::run(&whole, self.weights, &rows).map(Sight::State).map_err(|e| e.to_string())
    }
    /// What a large state costs, said while it still runs: one qubit more doubles it.
    fn cost(&self) -> String {
        if self.circuit.qubits() < COSTLY {
            return String::new();
        }
        let need = memory::Need::of_states(self.circuit, 1);
        format!("{IDEAL} {need}. Every edit computes all of it anew; one more qubit doubles time and memory.")
    }
    /// What there is to see of a state, and of what was measured at the end.
    fn told(&self, view: &View, sight: &Sight, ends: &[f64]) -> StateView {
        let (amplitudes, others) = largest(sight);
        let names = (0..sight.qubits()).map(|q| self.circuit.name(q)).collect();
        let source = Source { sight, names, reversed: view.reversed };
        let shift = self.before.weights().min(self.weights.len());
        let (trails, untraced) =
            late::trails(self, view).map_or_else(|why| (Vec::new(), why), |t| (t, String::new()));
        let readout = |(o, value): (&Observable, &f64)| Readout { observable: o.to_string(), value: *value };
        StateView {
            slot: self.slot,
            word: self.word,
            column: self.column,
            wires: (0..sight.qubits()).map(|q| wire(sight.bloch(q))).collect(),
            amplitudes,
            others,
            mixed: sight.is_mixed(),
            classical: Vec::new(),
            branches: Vec::new(),
            branch: None,
            note: self.cost(),
            weights: self.weights[shift..].to_vec(),
            inputs: self.inputs.to_vec(),
            readouts: self.observables.iter().zip(ends).map(readout).collect(),
            figures: late::figures(&source, &view.figures),
            trails,
            every: 0,
            untraced,
            step: late::step(self, view),
            displays: Vec::new(),
        }
    }
}

fn wire(bloch: [f64; 3]) -> Wire {
    let (purity, entropy) = (sight::purity(bloch), sight::entropy(bloch));
    Wire { bloch, purity, entropy, one: (1.0 - bloch[2]) / 2.0 }
}

/// The most probable basis states by index, and the probability of all others.
fn largest(state: &Sight) -> (Vec<Amplitude>, f64) {
    let size = 1usize << state.qubits();
    let mut kept: Vec<usize> = (0..size.min(MOST)).collect();
    if size > MOST {
        let chance = |k: usize| state.probability(k);
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
        let a = state.amplitude(k);
        Amplitude { index: k, re: a.re, im: a.im }
    };
    let amplitudes: Vec<Amplitude> = kept.iter().map(of).collect();
    let shown: f64 = kept.iter().map(|k| state.probability(*k)).sum();
    (amplitudes, if size > MOST { (1.0 - shown).max(0.0) } else { 0.0 })
}

fn weakest(kept: &[usize], chance: &dyn Fn(usize) -> f64) -> (usize, f64) {
    let start = (0, f64::INFINITY);
    kept.iter().enumerate().fold(start, |low, (i, k)| if chance(*k) < low.1 { (i, chance(*k)) } else { low })
}
