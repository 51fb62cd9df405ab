//! What only some circuits and views need: the states of circuits that are not unitary, figures, trails, what a gate did.
//!
//! The build takes what only `entry` leads to out of the simulator's module (xtask's `split`): a part of its own, which the
//! worker fetches when `needed` says so. Natively everything is there. To move more there, give it a function in `entry`,
//! call it as here, and let `needed` say when. Not here: fetching (`www/worker.js`), and what happens until it has come
//! (`session::Runner`).

use crate::figures::{Figure, Source};
use crate::outcome::{Looked, Outcome};
use crate::sight::Sight;
use crate::state::Place;
use crate::step::Step;
use crate::trail::Trails;
use crate::{Epochs, Lab, Setup, StateView, Trail, View};
use std::hint::black_box;

/// Where the late part begins.
mod entry {
    use super::*;

    #[inline(never)]
    pub fn outcome(looked: &Looked<'_>, view: &View) -> Result<Outcome, String> {
        looked.outcome(view)
    }

    #[inline(never)]
    pub fn sight(looked: &Looked<'_>, view: &View) -> Result<(Sight, String), String> {
        looked.sight(view)
    }

    #[inline(never)]
    pub fn step(place: &Place<'_>, view: &View) -> Option<Step> {
        place.step(view)
    }

    #[inline(never)]
    pub fn trails(place: &Place<'_>, view: &View) -> Result<Trails, String> {
        place.trails(view)
    }

    #[inline(never)]
    pub fn trace(epochs: &mut Epochs, lab: &mut dyn Lab, view: &View, states: &mut [StateView]) {
        epochs.tell(lab, view, states);
    }

    #[inline(never)]
    pub fn figures(source: &Source<'_>, wanted: &[String]) -> Vec<Figure> {
        source.figures(wanted)
    }
}

/// What is lacking without the late part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// Figures, trails or what a gate did: `Lab::states` may be asked with a view that wants none (`bare`).
    Figures,
    /// States: `Lab::states` may not be called.
    States,
}

/// What of a setup and a view is late. Whoever has not got the late part must not call what needs it.
pub fn needed(setup: &Setup, view: &View) -> Need {
    // Other models have unitary circuits only (see `open`).
    if setup.model == "circuit" && setup.circuit("circuit").is_some_and(|circuit| !circuit.is_unitary()) {
        return Need::States;
    }
    let plain = view.figures.is_empty() && view.step.is_none() && view.trail == Trail::None;
    if plain { Need::Nothing } else { Need::Figures }
}

/// The same view without what is late for states that are there.
pub fn bare(view: &View) -> View {
    View { figures: Vec::new(), step: None, trail: Trail::None, ..view.clone() }
}

/// The state of a circuit that is not unitary.
pub(crate) fn outcome(looked: &Looked<'_>, view: &View) -> Result<Outcome, String> {
    // The compiler must not know which function this is, or it would have its code where it is called.
    black_box(entry::outcome as fn(&Looked<'_>, &View) -> Result<Outcome, String>)(looked, view)
}

/// The state after some ops of a circuit that is not unitary, and of which branch it is.
pub(crate) fn sight(looked: &Looked<'_>, view: &View) -> Result<(Sight, String), String> {
    black_box(entry::sight as fn(&Looked<'_>, &View) -> Result<(Sight, String), String>)(looked, view)
}

/// What the gate did that is asked about.
pub(crate) fn step(place: &Place<'_>, view: &View) -> Option<Step> {
    view.step?;
    black_box(entry::step as fn(&Place<'_>, &View) -> Option<Step>)(place, view)
}

/// Where each qubit's Bloch vector was column by column, if that is wanted.
pub(crate) fn trails(place: &Place<'_>, view: &View) -> Result<Trails, String> {
    if view.trail != Trail::Columns {
        return Ok(Trails::new());
    }
    black_box(entry::trails as fn(&Place<'_>, &View) -> Result<Trails, String>)(place, view)
}

/// Gives states that a lab has just told their trails over its epochs, if the view wants those.
pub fn trace(epochs: &mut Epochs, lab: &mut dyn Lab, view: &View, states: &mut [StateView]) {
    if view.trail == Trail::Epochs && lab.trainable() {
        black_box(entry::trace as fn(&mut Epochs, &mut dyn Lab, &View, &mut [StateView]))(
            epochs, lab, view, states,
        );
    }
}

/// The figures wanted.
pub(crate) fn figures(source: &Source<'_>, wanted: &[String]) -> Vec<Figure> {
    if wanted.is_empty() {
        return Vec::new();
    }
    black_box(entry::figures as fn(&Source<'_>, &[String]) -> Vec<Figure>)(source, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model;

    /// What a plain circuit needs, without figures and with one.
    fn needs(circuit: &str) -> [Need; 2] {
        let mut setup = (model("circuit").expect("a model").preset)();
        setup.slots[0].circuit = circuit.parse().expect("a circuit");
        let view = View { figures: vec!["ket".into()], ..View::default() };
        [needed(&setup, &View::default()), needed(&setup, &view)]
    }

    #[test]
    fn circuits_that_are_not_unitary_need_it_and_others_for_figures() {
        assert_eq!(needs("qubits 1; H 0"), [Need::Nothing, Need::Figures]);
        for text in ["qubits 1; bits c 1; H 0; MEASURE 0 -> c[0]", "qubits 1; RESET 0"] {
            assert_eq!(needs(text), [Need::States; 2], "{text}");
        }
    }
}
