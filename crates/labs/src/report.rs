//! What a lab shows: the state at the scrubber, what the model attends to, predictions, scores, progress.
//! Values that cross from worker to page; figures are drawn from them in the page.

use crate::{Bytes, Figure, Step, Travels, Weights};
use plot::Scene;
use std::f64::consts::TAU;

/// What the visitor looks at.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct View {
    /// Index of the slot whose circuit is shown.
    pub slot: usize,
    /// The scrubber: the state after so many columns of that circuit; `None` is the end.
    pub column: Option<usize>,
    /// Which example (index into the predictions' order: test sentences, then training sentences).
    pub example: usize,
    /// Position of the selected word in its sentence.
    pub word: usize,
    /// The selected cell of the attention matrix: the word that looks, the word looked at.
    pub cell: Option<(usize, usize)>,
    /// Which layer, from 0.
    pub layer: usize,
    /// Kets with qubit 0 at the right instead of the left.
    pub reversed: bool,
    /// Names of the figures that are open, as in `FIGURES`; `density 0 2` is of these qubits.
    pub figures: Vec<String>,
    /// The format that the circuit is shown in as a text; empty if it is not.
    pub text: String,
    /// Of a circuit that measures: one run with its outcomes drawn, instead of the exact mixture of all.
    pub shot: bool,
    /// Of the exact mixture the values of the classical bits whose branch is shown (bit i is classical bit i); `None` is all.
    pub branch: Option<u64>,
    /// What that run's outcomes are drawn by.
    pub seed: u64,
    /// The time t of a plain circuit, in radians from 0 to 2π.
    pub time: f64,
    /// Whether the time stands still; else it runs wherever a circuit has t in it.
    pub paused: bool,
    /// How fast it runs, as a power of two: 0 is a round in eight seconds, 1 twice as fast.
    pub pace: f64,
    /// The index of the gate that is explained.
    pub step: Option<usize>,
    /// What the trails of Bloch balls go over.
    pub trail: Trail,
}

/// What the trails of Bloch balls go over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Trail {
    /// Nothing: there are none.
    #[default]
    None,
    /// The columns of the circuit, up to the scrubber.
    Columns,
    /// The epochs of training.
    Epochs,
}

/// Milliseconds in which the time goes once from 0 to 2π.
const ROUND_MS: f64 = 8000.0;
/// The most milliseconds that the time makes up for at once: after a pause it goes on from where it was.
const MOST_MS: f64 = 250.0;

impl View {
    /// What is open and how it is shown is no part of what was done: where that is undone, it stays as it is now. Models
    /// have figures of their own.
    pub fn stay(&mut self, now: &View, same_model: bool) {
        (self.time, self.paused, self.pace) = (now.time, now.paused, now.pace);
        self.reversed = now.reversed;
        self.text.clone_from(&now.text);
        if same_model {
            self.figures.clone_from(&now.figures);
        }
    }
    /// The time goes on by so many milliseconds, and begins anew at 2π.
    pub fn advance(&mut self, elapsed: f64) {
        let turns = elapsed.clamp(0.0, MOST_MS) / round_ms(self.pace);
        self.time = within_a_round(self.time + TAU * turns);
    }
}

/// A time in 0..2π: one beyond is so many rounds earlier or later, which leaves nothing of very large ones. Not by
/// `fmod`, which weighs two kilobytes.
pub fn within_a_round(time: f64) -> f64 {
    let rest = time - (time / TAU).floor() * TAU;
    if (0.0..TAU).contains(&rest) { rest } else { 0.0 }
}

/// How long t takes once round at a pace; milliseconds. Not by `exp2`: that has a table of 4 kB of its own, and formulas
/// have `exp` already.
pub fn round_ms(pace: f64) -> f64 {
    ROUND_MS * libm::exp(-pace * std::f64::consts::LN_2)
}

/// One qubit of a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    /// Bloch vector (⟨X⟩, ⟨Y⟩, ⟨Z⟩).
    pub bloch: [f64; 3],
    /// Purity tr ρ² of the reduced state, 0.5 to 1.
    pub purity: f64,
    /// Von Neumann entropy of the reduced state, in bits, 0 to 1: of a pure state its entanglement with the rest.
    pub entropy: f64,
    /// Probability of |1⟩.
    pub one: f64,
}

/// One amplitude of a state; index with qubit 0 as the most significant bit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amplitude {
    /// Index of the basis state.
    pub index: usize,
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

/// A measured number.
#[derive(Clone, Debug, PartialEq)]
pub struct Readout {
    /// The observable, as `Z0`.
    pub observable: String,
    /// Its expectation value at the end of the circuit.
    pub value: f64,
}

/// A display of a circuit, ready to be painted into its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct DisplayView {
    /// Its index among the circuit's ops.
    pub index: usize,
    /// The display as a statement: a picture is painted only into the display that it was made for.
    pub statement: String,
    /// Its column.
    pub column: usize,
    /// The picture; its title is short, its description exact.
    pub scene: Scene,
}

impl DisplayView {
    /// The same with what else is to be said of all it shows, as an end of its title and its description.
    pub(crate) fn ending(mut self, end: &str) -> DisplayView {
        self.scene.title += end;
        self.scene.description += end;
        self
    }
}

/// A state and where it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct StateView {
    /// Index of the slot.
    pub slot: usize,
    /// Position of the word in its sentence, if the model reads words.
    pub word: Option<usize>,
    /// How many columns of the slot's circuit were applied; `None` for all.
    pub column: Option<usize>,
    /// One entry a qubit.
    pub wires: Vec<Wire>,
    /// The largest amplitudes, at most 64, by index; of a mixture, which has none, the roots of probabilities.
    pub amplitudes: Vec<Amplitude>,
    /// Probability of all basis states not listed.
    pub others: f64,
    /// Whether it is a mixture, so that there are no amplitudes.
    pub mixed: bool,
    /// Classical bits with their values or probabilities, as they are to be shown.
    pub classical: Vec<(String, String)>,
    /// What the first rows of `classical` are, if their branches can be shown: values for `View::branch`.
    pub branches: Vec<u64>,
    /// Which of them is shown; `None` is the mixture of all.
    pub branch: Option<u64>,
    /// What is shown and under which assumptions, where that is not simply the ideal state.
    pub note: String,
    /// Values of θ in this slot's circuit.
    pub weights: Vec<f64>,
    /// Values of x fed to it.
    pub inputs: Vec<f64>,
    /// What the model measures at the end of this slot.
    pub readouts: Vec<Readout>,
    /// The figures that are wanted.
    pub figures: Vec<Figure>,
    /// For each qubit where its Bloch vector was, if that is wanted, oldest point first.
    pub trails: Vec<Vec<[f64; 3]>>,
    /// Epochs from a point of the trails to the next; 0 where they go over columns.
    pub every: usize,
    /// Why there are no trails though they are wanted, as a sentence.
    pub untraced: String,
    /// What the gate did that is asked about.
    pub step: Option<Step>,
    /// The displays that stand in the slot's circuit, each read at its own place.
    pub displays: Vec<DisplayView>,
}

/// The attention of one sentence in one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    /// The words.
    pub words: Vec<String>,
    /// Row s: how much word s attends to each word; sums to 1.
    pub matrix: Vec<Vec<f64>>,
    /// ⟨Z⟩ of each word's query circuit.
    pub query: Vec<f64>,
    /// ⟨Z⟩ of each word's key circuit.
    pub key: Vec<f64>,
}

/// Which part of the data an example belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Trained on.
    Train,
    /// Held out.
    Test,
}

/// What the model says of one example.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// The sentence, or the point's coordinates.
    pub text: String,
    /// Whether it was trained on.
    pub part: Part,
    /// The true class.
    pub truth: bool,
    /// The model's probability of class 1.
    pub probability: f64,
}

/// A point of a two-dimensional data set.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Coordinates, about −1 to 1.
    pub x: [f64; 2],
    /// Its class.
    pub label: bool,
    /// Whether it was trained on.
    pub part: Part,
}

/// The model's probability of class 1 over the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    /// Rows and columns of the grid.
    pub size: usize,
    /// The grid covers −reach to reach both ways.
    pub reach: f64,
    /// Values row by row, x2 falling downwards.
    pub values: Vec<f64>,
    /// The data.
    pub dots: Vec<Dot>,
}

/// One epoch of a curve, after that epoch's steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// The epoch; 0 is before training.
    pub epoch: usize,
    /// Loss on the training data.
    pub train_loss: f64,
    /// Loss on the test data.
    pub test_loss: f64,
    /// Accuracy on the training data.
    pub train_accuracy: f64,
    /// Accuracy on the test data.
    pub test_accuracy: f64,
}

/// A model's parameter counts and last results.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelScore {
    /// Short name: `quantum`, `bag of words`, …
    pub name: String,
    /// One sentence on what it is.
    pub help: String,
    /// Trainable numbers in circuits or layers and head.
    pub parameters: usize,
    /// Trainable numbers in word vectors.
    pub word_parameters: usize,
    /// Its latest epoch.
    pub last: Option<CurvePoint>,
}

/// Everything a model shows of itself.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Look {
    /// Names of class 0 and class 1.
    pub classes: Vec<String>,
    /// The attention of the selected sentence.
    pub attention: Option<Attention>,
    /// The decision boundary.
    pub boundary: Option<Boundary>,
    /// Predictions, test examples first.
    pub predictions: Vec<Prediction>,
    /// The quantum model first, then its classical twins.
    pub scores: Vec<ModelScore>,
    /// Lines of the visitor's data that could not be used, as sentences.
    pub problems: Vec<String>,
    /// One sentence on the data: counts, split, distinct words.
    pub data: String,
}

/// Everything needed to continue one model's training exactly.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ModelState {
    /// As in `ModelScore`.
    pub name: String,
    /// Its weights.
    pub weights: Weights,
    /// The optimizer's vectors, keyed like the weights.
    pub moments: Vec<Weights>,
    /// The optimizer's step count.
    pub steps: usize,
    /// Its curve so far.
    pub curve: Vec<CurvePoint>,
}

/// How far training has come: the quantum model first, then its twins.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Progress {
    /// Epochs trained.
    pub epoch: usize,
    /// One entry a model.
    pub models: Vec<ModelState>,
}

crate::travels! {
    View { slot, column, example, word, cell, layer, reversed, figures, text, shot, branch, seed, time, paused, pace, step, trail }
    Wire { bloch, purity, entropy, one }
    Amplitude { index, re, im }
    Readout { observable, value }
    StateView { slot, word, column, wires, amplitudes, others, mixed, classical, branches, branch, note, weights, inputs, readouts, figures, trails, every, untraced, step, displays }
    DisplayView { index, statement, column, scene }
    Figure { name, help, scene, across, csv }
    Attention { words, matrix, query, key }
    Prediction { text, part, truth, probability }
    Dot { x, label, part }
    Boundary { size, reach, values, dots }
    CurvePoint { epoch, train_loss, test_loss, train_accuracy, test_accuracy }
    ModelScore { name, help, parameters, word_parameters, last }
    Look { classes, attention, boundary, predictions, scores, problems, data }
    ModelState { name, weights, moments, steps, curve }
    Progress { epoch, models }
}

impl Travels for Part {
    fn put(&self, out: &mut Vec<u8>) {
        (*self == Part::Test).put(out);
    }
    fn take(from: &mut Bytes<'_>) -> Part {
        if bool::take(from) { Part::Test } else { Part::Train }
    }
}

impl Travels for Trail {
    fn put(&self, out: &mut Vec<u8>) {
        (*self as u8).put(out);
    }
    fn take(from: &mut Bytes<'_>) -> Trail {
        match u8::take(from) {
            1 => Trail::Columns,
            2 => Trail::Epochs,
            _ => Trail::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_more_takes_half_as_long_and_a_frame_moves_the_time_by_its_share_of_a_round() {
        for (pace, ms) in [(0.0, 8000.0), (1.0, 4000.0), (2.0, 2000.0), (-1.0, 16000.0)] {
            assert!((round_ms(pace) / ms - 1.0).abs() < 1e-14, "{pace}");
        }
        let mut view = View { pace: 1.0, ..View::default() };
        view.advance(40.0);
        assert!((view.time - TAU * 40.0 / 4000.0).abs() < 1e-12, "{}", view.time);
    }
}
