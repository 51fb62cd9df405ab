//! All that happens between page and machine: document, edits, history, link, store, wire, runner.
//!
//! It does not know that there is a browser: page and worker can be joined by a function call, which is how
//! the walks are tested. Not here: how anything looks, and what a model computes (see `labs`).

mod base64url;
mod document;
mod edit;
mod history;
mod link;
mod placing;
mod read;
mod runner;
mod store;
mod texts;
mod wire;
mod zlib;

pub use document::{Document, MAX_LAYERS};
pub use edit::{Edit, MAX_MODEL_QUBITS, OwnEdit, PartEdit, rotation};
pub use exchange::json;
pub use history::History;
pub use labs::{
    Amplitude, Attention, Boundary, CurvePoint, Data, DisplayView, Dot, FIGURES, Figure, GALLERY, IDEAL,
    Look, ModelDef, ModelScore, ModelState, PHASED, Part, Prediction, Progress, Readout, Setup, Slot,
    SlotDef, StateView, Step, Trail, Training, View, Weights, Wire, attention_ansatz, classifier_slots,
    has_kets, model, round_ms,
};
pub use link::{Opened, open_link, to_link};
pub use placing::{new_op, own_op};
pub use runner::{Late, Runner};
pub use store::{Effect, Msg, Store, WorkerState};
pub use texts::{
    Answer, Card, Exported, FORMATS, Fault, Format, Question, Texts, Typed, Written, recognised,
};
pub use wire::{
    Report, Request, Trained, answer, asks, decode_report, decode_request, encode_report, encode_request,
    unanswered,
};
