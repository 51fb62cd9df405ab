//! The gallery: each model with its slots, presets and settings, and a lab that trains it beside its
//! classical twins and says what there is to see. Not here: pages, links, clocks, workers.

mod crew;
mod displays;
mod enlarged;
mod epochs;
mod examples;
mod figures;
mod gallery;
mod lab;
mod late;
mod outcome;
mod painted;
mod plain;
mod points;
mod report;
mod sentences;
mod setup;
mod sight;
mod state;
mod step;
mod trail;
mod travel;

pub use epochs::Epochs;
pub use examples::{EXAMPLES, Example};
pub use figures::{FIGURES, Figure, PHASED, has_kets};
pub use gallery::{GALLERY, ModelDef, SlotDef, attention_ansatz, classifier_slots, first_figures, model};
pub use lab::{Lab, open};
pub use late::{Need, bare, needed, trace};
pub use learn::Weights;
pub use report::{
    Amplitude, Attention, Boundary, CurvePoint, DisplayView, Dot, Look, ModelScore, ModelState, Part,
    Prediction, Progress, Readout, StateView, Trail, View, Wire, round_ms, within_a_round,
};
pub use setup::{Data, Setup, Slot, Training, process_in};
pub use state::IDEAL;
pub use step::Step;
pub use travel::{Bytes, Travels, pack, unpack};
