//! QSANN, the quantum self-attention neural network of arXiv:2205.05625, as its paper has it.
//!
//! Layer l: the word's numbers y_s turn |0…0⟩ into a state by Embed (whose preset begins with Hadamards); Query
//! and Key give q_s = ⟨Z₀⟩ and k_s = ⟨Z₀⟩, Value gives o_s; y_s becomes y_s + Σ_j α_sj o_j (see `gaussian`).
//! The slots are whatever circuits the visitor put there: Embed may be trained, the others may use x again.
//! Unlike Baidu's code this has a residual and no factor π, see papers.md, section a.

use crate::{Attention, MAX_LAYERS, Mixing, Reader, Regularisation, Slots, Tokens, Vocabulary, gaussian};
use engine::{Plan, Rows};
use learn::{Group, GroupKind, Start};

/// A quantum self-attention neural network.
pub type Qsann = Reader<QuantumLayers>;

/// Layers of quantum self-attention; every layer has weights of its own.
pub struct QuantumLayers {
    slots: Slots,
    layers: Vec<Layer>,
    angles: usize,
    distinct: bool,
    slopes: Vec<f64>,
}

/// One layer and what its last forward pass left for the way back and for the page.
struct Layer {
    plan: Plan,
    /// The row of `inputs` and `outputs` that each position uses.
    slots: Vec<usize>,
    /// The position each row came from.
    origins: Vec<usize>,
    /// The y fed to the circuits.
    inputs: Rows,
    /// q, k and o of each row.
    outputs: Rows,
    /// The attention matrices of the sentences, one after another.
    alpha: Vec<f64>,
}

/// The name of a slot's group in a layer counted from 0: "query", "query.2", …
pub(crate) fn group(slot: &str, layer: usize) -> String {
    if layer == 0 { slot.to_string() } else { format!("{slot}.{}", layer + 1) }
}

impl Qsann {
    /// The model of circuits and a number of layers; refused with a sentence where they cannot make one.
    pub fn new(
        slots: Slots,
        layers: usize,
        vocabulary: Vocabulary,
        regularisation: Regularisation,
    ) -> Result<Qsann, String> {
        slots.check()?;
        if layers == 0 || layers > MAX_LAYERS {
            return Err(format!("Attention needs 1 to {MAX_LAYERS} layers."));
        }
        let fan = slots.fan().map_err(|e| e.to_string())?;
        let width = slots.width();
        let blank = || Rows::of(width, 0);
        let plan = || {
            let mut plan = fan.plan();
            // Rows come distinct in layer 1 and nearly so in deeper ones: looking for equal ones costs more.
            plan.set_dedup(false);
            plan
        };
        let layer = || Layer {
            plan: plan(),
            slots: Vec::new(),
            origins: Vec::new(),
            inputs: blank(),
            outputs: blank(),
            alpha: Vec::new(),
        };
        let layers = (0..layers).map(|_| layer()).collect();
        let mixing =
            QuantumLayers { slots, layers, angles: fan.weights(), distinct: true, slopes: Vec::new() };
        Ok(Reader::with(mixing, width, vocabulary, regularisation))
    }
    /// Its circuits.
    pub fn slots(&self) -> &Slots {
        &self.mixing().slots
    }
    /// Whether layer 1 runs each distinct word of a batch once (it does, unless turned off for benchmarks); the
    /// results are the same up to rounding.
    pub fn set_distinct(&mut self, on: bool) {
        self.mixing_mut().distinct = on;
    }
    /// How many layers it has.
    pub fn layers(&self) -> usize {
        self.mixing().layers.len()
    }
    /// Who looks at whom in a sentence, in a layer counted from 0.
    pub fn attention(
        &mut self,
        weights: &[f64],
        sentence: &[usize],
        layer: usize,
    ) -> Result<Attention, String> {
        self.mix(weights, &[sentence.to_vec()])?;
        let layer = self.layer(layer)?;
        let count = sentence.len();
        let column = |k: usize| (0..count).map(|s| layer.outputs.row(layer.slots[s])[k]).collect();
        let matrix = (0..count).map(|s| layer.alpha[s * count..(s + 1) * count].to_vec()).collect();
        Ok(Attention { matrix, query: column(0), key: column(1) })
    }
    /// The numbers y that a layer's circuits, counted from 0, are fed for the words of a sentence: a row a word.
    pub fn word_inputs(&mut self, weights: &[f64], sentence: &[usize], layer: usize) -> Result<Rows, String> {
        self.mix(weights, &[sentence.to_vec()])?;
        let layer = self.layer(layer)?;
        let mut rows = Rows::of(self.width(), sentence.len());
        (0..sentence.len()).for_each(|s| rows.row_mut(s).copy_from_slice(layer.inputs.row(layer.slots[s])));
        Ok(rows)
    }
    fn layer(&self, index: usize) -> Result<&Layer, String> {
        let count = self.layers();
        let missing = || format!("The model has only {count} layer(s).");
        if self.tokens().is_empty() {
            return Err("The sentence is empty.".into());
        }
        self.mixing().layers.get(index).ok_or_else(missing)
    }
}

impl Mixing for QuantumLayers {
    fn groups(&self) -> Vec<Group> {
        let start = Start::Normal(crate::WORD_START);
        let of = |layer: usize| {
            self.slots
                .all()
                .map(move |(slot, c)| Group::new(group(slot, layer), c.weights(), start, GroupKind::Circuit))
        };
        (0..self.layers.len()).flat_map(of).collect()
    }
    fn forward(&mut self, weights: &[f64], tokens: &Tokens, y: &mut Rows) -> Result<(), String> {
        for (l, layer) in self.layers.iter_mut().enumerate() {
            layer.place(self.distinct && l == 0, tokens);
            layer.inputs.data.clear();
            layer.origins.iter().for_each(|&p| layer.inputs.data.extend_from_slice(y.row(p)));
            let angles = &weights[l * self.angles..(l + 1) * self.angles];
            layer.outputs = layer.plan.forward(angles, &layer.inputs).map_err(|e| e.to_string())?;
            layer.attend(tokens, y);
        }
        Ok(())
    }
    fn backward(&mut self, _: &[f64], tokens: &Tokens, dy: &mut Rows, gradient: &mut [f64]) {
        for (l, layer) in self.layers.iter_mut().enumerate().rev() {
            let cotangent = layer.cotangent(tokens, dy, &mut self.slopes);
            let gradients = layer.plan.pullback(&cotangent);
            let by_angles = &mut gradient[l * self.angles..(l + 1) * self.angles];
            by_angles.iter_mut().zip(&gradients.weights).for_each(|(g, w)| *g += w);
            for (row, &position) in layer.origins.iter().enumerate() {
                let by_input = gradients.inputs.row(row);
                dy.row_mut(position).iter_mut().zip(by_input).for_each(|(dy, g)| *dy += g);
            }
        }
    }
}

impl Layer {
    /// Decides which rows the circuits run on: each distinct word once where only the word matters, in layer 1.
    fn place(&mut self, distinct: bool, tokens: &Tokens) {
        self.slots.clear();
        self.origins.clear();
        if distinct {
            self.slots.extend_from_slice(&tokens.slots);
            self.origins.extend_from_slice(&tokens.first);
        } else {
            self.slots.extend(0..tokens.len());
            self.origins.extend(0..tokens.len());
        }
    }
    fn attend(&mut self, tokens: &Tokens, y: &mut Rows) {
        self.alpha.clear();
        for positions in tokens.sentences() {
            let at = self.alpha.len();
            self.alpha.resize(at + positions.len() * positions.len(), 0.0);
            let slots = &self.slots[positions.clone()];
            gaussian::attend(positions, slots, &self.outputs, &mut self.alpha[at..], y);
        }
    }
    fn cotangent(&self, tokens: &Tokens, dy: &Rows, slopes: &mut Vec<f64>) -> Rows {
        let mut cotangent = Rows::of(self.outputs.width, self.origins.len());
        let mut at = 0;
        for positions in tokens.sentences() {
            let (slots, alpha) = (&self.slots[positions.clone()], &self.alpha[at..]);
            at += positions.len() * positions.len();
            gaussian::pullback(positions, slots, &self.outputs, alpha, dy, slopes, &mut cotangent);
        }
        cotangent
    }
}

#[cfg(test)]
mod tests;
