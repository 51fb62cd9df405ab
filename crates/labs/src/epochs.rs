//! Trails of Bloch vectors over training: weights kept every few epochs, and the vectors that they make at a place.
//!
//! Weights are kept and not vectors: which place will be looked at is not known while training runs, weights are few
//! numbers, and so a trail is there as well when it is asked for after training, or at another column or word. Vectors are
//! computed once for a place, and only while they are wanted. Not here: trails over columns (`trail`).

use crate::trail::{MOST_POINTS, MOST_QUBITS};
use crate::{Lab, StateView, View, Weights};

/// A run's weights from where it began, every so many epochs.
#[derive(Default)]
pub struct Epochs {
    /// The epoch of the first point.
    first: usize,
    /// Epochs from a point to the next: a power of two.
    every: usize,
    kept: Vec<Point>,
    /// Where the points' balls were read.
    place: View,
}

/// One epoch's weights, and once they are asked for the Bloch vectors: of each state shown those of its qubits.
struct Point {
    weights: Weights,
    balls: Vec<Vec<[f64; 3]>>,
}

impl Epochs {
    /// A trail that begins where a lab stands.
    pub fn of(lab: &dyn Lab) -> Epochs {
        let mut epochs = Epochs { first: lab.epochs(), every: 1, ..Epochs::default() };
        epochs.note(lab);
        epochs
    }

    /// Keeps the weights, if it is time to. Asked for after every epoch, so that points do not depend on how training is
    /// cut into reports, and after weights were set by hand: then they take the place of this epoch's.
    pub fn note(&mut self, lab: &dyn Lab) {
        let past = lab.epochs().saturating_sub(self.first);
        if !past.is_multiple_of(self.every) {
            return;
        }
        self.kept.truncate(past / self.every);
        if self.kept.len() == MOST_POINTS {
            let mut odd = true;
            self.kept.retain(|_| {
                odd = !odd;
                !odd
            });
            self.every *= 2;
        }
        self.kept.push(Point { weights: lab.weights(), balls: Vec::new() });
    }

    /// Gives the states of a view, which the lab has just told, their trails. The lab is left as it was.
    pub(crate) fn tell(&mut self, lab: &mut dyn Lab, view: &View, states: &mut [StateView]) {
        let View { slot, column, example, word, cell, layer, .. } = *view;
        let place = View { slot, column, example, word, cell, layer, ..View::default() };
        if place != self.place {
            self.kept.iter_mut().for_each(|point| point.balls.clear());
            self.place = place;
        }
        if let Some(state) = states.iter_mut().find(|state| state.wires.len() > MOST_QUBITS) {
            state.untraced =
                format!("Trails are drawn up to {MOST_QUBITS} qubits; this state has {}.", state.wires.len());
            return;
        }
        let now = lab.weights();
        for point in self.kept.iter_mut().filter(|point| point.balls.is_empty()) {
            lab.overlay(&point.weights);
            let seen = lab.states(&self.place).unwrap_or_default();
            point.balls = seen.iter().map(|s| s.wires.iter().map(|wire| wire.bloch).collect()).collect();
        }
        lab.overlay(&now);
        for (i, state) in states.iter_mut().enumerate() {
            let of = |q: usize| self.kept.iter().filter_map(|p| p.balls.get(i)?.get(q).copied()).collect();
            state.trails = (0..state.wires.len()).map(of).collect();
            state.every = self.every;
        }
    }
}
