//! The document: all that a link, a file, an undo step and an embed hold. Nothing of pages or workers.

use circuit::Circuit;
use labs::{Data, Progress, Setup, Slot, Training, View, Weights, model};
use std::rc::Rc;

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Model, circuits, data and training settings.
    pub setup: Setup,
    /// Weights that are not simply the seed's: trained, or changed by hand. Empty before either.
    pub weights: Weights,
    /// How far training has come; shared between history steps.
    pub progress: Rc<Progress>,
    /// What is looked at.
    pub view: View,
}

impl Document {
    /// What a model of the gallery opens with; an unknown name opens the first model.
    pub fn preset(name: &str) -> Document {
        let def = model(name).unwrap_or(&labs::GALLERY[0]);
        let (slot, figures) = (usize::from(def.name == "qsann"), names(def.figures));
        let view = View { slot, figures, ..View::default() };
        Document { setup: (def.preset)(), weights: Weights::new(), progress: Rc::default(), view }
    }
    /// A plain circuit.
    pub fn of_circuit(circuit: Circuit) -> Document {
        let mut document = Document::preset("circuit");
        document.view.figures = names(labs::first_figures(&circuit));
        document.setup.inputs = vec![0.0; circuit.inputs()];
        document.setup.slots = vec![Slot { name: "circuit".into(), circuit }];
        document
    }
    /// The circuit shown.
    pub fn circuit(&self) -> &Circuit {
        let slot = self.view.slot.min(self.setup.slots.len() - 1);
        &self.setup.slots[slot].circuit
    }
    /// Forgets everything learned: weights and progress.
    pub fn reset(&mut self) {
        self.weights.clear();
        self.progress = Rc::default();
    }
}

fn names(figures: &[&str]) -> Vec<String> {
    figures.iter().map(|f| (*f).into()).collect()
}

/// The most layers of a model.
pub const MAX_LAYERS: usize = 8;

/// The most qubits a model's circuits may have: a plain circuit is one state, the others are many.
pub fn most_qubits(model: &str) -> usize {
    if model == "circuit" { 23 } else { 10 }
}

/// Why so many qubits cannot be had, if they cannot.
pub(crate) fn check_qubits(model: &str, qubits: usize) -> Result<(), String> {
    let most = most_qubits(model);
    if qubits <= most {
        return Ok(());
    }
    // An amplitude is 16 bytes; a figure, a gate on many qubits or a scrubbed state needs as much again.
    let size = |qubits: usize| format!("{} MiB", 16usize << qubits.saturating_sub(20).min(16));
    Err(match model {
        "circuit" => format!(
            "{qubits} qubits need {} for one state and as much again to work with; the page computes at most {most} qubits ({})",
            size(qubits),
            size(most)
        ),
        _ => format!(
            "{qubits} qubits are too many for this model, which computes many states: it runs on at most {most} in the page"
        ),
    })
}

/// Checks settings that came from a person, a link or a file.
pub fn check_training(t: &Training) -> Result<(), String> {
    let settings = [
        ("the learning rate", t.rate, 0.00001, 10.0),
        ("the number of epochs", t.epochs as f64, 1.0, 100_000.0),
        ("the batch size", t.batch as f64, 0.0, 10_000.0),
        ("the number of layers", t.layers as f64, 1.0, MAX_LAYERS as f64),
        ("the seed", t.seed as f64, 0.0, 9_007_199_254_740_991.0),
        ("λ", t.lambda, 0.0, 10.0),
        ("γ", t.gamma, 0.0, 10.0),
        ("the speed", t.speed as f64, 0.0, 1000.0),
    ];
    match settings.iter().find(|(_, v, low, high)| !(low..=high).contains(&v)) {
        None => Ok(()),
        Some((name, v, low, high)) => {
            let [v, low, high] = [v, low, high].map(|v| circuit::number::plain(*v));
            Err(format!("{name} must be from {low} to {high}, not {v}"))
        }
    }
}

/// Checks a choice of data.
pub fn check_data(data: &Data) -> Result<(), String> {
    let share = |train: usize| {
        if (10..=90).contains(&train) {
            Ok(())
        } else {
            Err("the training share must be from 10 to 90 %".to_string())
        }
    };
    match data {
        Data::None => Ok(()),
        Data::Sentences { count, train, .. } => {
            if !(20..=162).contains(count) {
                return Err(format!("the grammar has 162 sentences; take 20 to 162 of them, not {count}"));
            }
            share(*train)
        }
        Data::Text { text, train, .. } => {
            if text.len() > 1 << 20 {
                return Err(format!(
                    "text may have at most 1 MiB; this has {} MiB",
                    circuit::number::fixed(text.len() as f64 / 1048576.0, 1)
                ));
            }
            share(*train)
        }
        Data::Points { count, noise, train, .. } => {
            if !(20..=2000).contains(count) || *noise > 50 {
                return Err("take 20 to 2000 points and noise of 0 to 50 %".into());
            }
            share(*train)
        }
    }
}
