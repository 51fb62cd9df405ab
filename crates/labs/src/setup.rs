//! What a run is built from: the model, the circuits in its slots, its data and its training settings.
//! Plain values that a document holds; nothing here computes.

use crate::{Bytes, Travels};
use circuit::Circuit;

/// A circuit in one of a model's slots.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The slot's name, as in the gallery: `query`.
    pub name: String,
    /// What the visitor put there.
    pub circuit: Circuit,
}

/// Which data a model is trained on.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// None: a plain circuit.
    None,
    /// Sentences from the meaning-classification grammar.
    Sentences {
        /// How many.
        count: usize,
        /// How many of a hundred are for training.
        train: usize,
        /// Seed of choice and split.
        seed: u64,
    },
    /// The visitor's own labelled sentences.
    Text {
        /// Where they came from, for display.
        name: String,
        /// Lines of label, tab, sentence.
        text: String,
        /// How many of a hundred are for training.
        train: usize,
        /// Seed of the split.
        seed: u64,
    },
    /// Points of the plane.
    Points {
        /// The generator's name, as in `learn::points`.
        set: String,
        /// How many.
        count: usize,
        /// Standard deviation of the noise, in percent of the unit.
        noise: usize,
        /// How many of a hundred are for training.
        train: usize,
        /// Seed of points and split.
        seed: u64,
    },
}

/// Training settings, all of which may change while training runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Training {
    /// Learning rate.
    pub rate: f64,
    /// Where training stops by itself.
    pub epochs: usize,
    /// Examples a step; 0 for all.
    pub batch: usize,
    /// Seed of start weights and shuffling.
    pub seed: u64,
    /// The optimizer's name, as in `learn`.
    pub optimizer: String,
    /// Layers of the model.
    pub layers: usize,
    /// Weight of the head's regularisation, λ.
    pub lambda: f64,
    /// Weight of the inputs' regularisation, γ.
    pub gamma: f64,
    /// Epochs a second at most; 0 for as fast as possible.
    pub speed: usize,
    /// The θ that training leaves as they are, by group and index, in order.
    pub frozen: Vec<(String, usize)>,
}

impl Training {
    /// Where a θ is among the frozen ones, or would be.
    pub fn frozen(&self, group: &str, index: usize) -> Result<usize, usize> {
        self.frozen.binary_search_by(|(name, i)| (name.as_str(), *i).cmp(&(group, index)))
    }
    /// Freezes a θ or lets it go.
    pub fn freeze(&mut self, group: &str, index: usize, on: bool) {
        match (self.frozen(group, index), on) {
            (Err(place), true) => self.frozen.insert(place, (group.to_string(), index)),
            (Ok(place), false) => drop(self.frozen.remove(place)),
            _ => {}
        }
    }
}

/// Why a setup's circuits cannot be trained: a sentence about the time, or about the first op that is no unitary.
pub fn process_in(setup: &Setup) -> Option<String> {
    if setup.slots.iter().any(|slot| slot.circuit.is_timed()) {
        return Some("t, the time, cannot stand in a model that is trained, for its data do not change with time; use θ or x, or a plain circuit (gallery, top left)".into());
    }
    let op = setup.slots.iter().find_map(|slot| slot.circuit.first_process())?;
    let (name, waits) =
        (op.name(), if op.conditions.is_empty() { "" } else { " that waits for a classical bit" });
    Some(format!(
        "{name}{waits} cannot stand in a model that is trained, for gradients need unitary gates; take it out, or use it in a plain circuit (gallery, top left)"
    ))
}

/// What a run is built from.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// The model's name in the gallery.
    pub model: String,
    /// Its slots, in the gallery's order, all of as many qubits.
    pub slots: Vec<Slot>,
    /// Its data.
    pub data: Data,
    /// Its training settings.
    pub training: Training,
    /// Values of x for a plain circuit.
    pub inputs: Vec<f64>,
}

impl Setup {
    /// How many qubits the slots have.
    pub fn qubits(&self) -> usize {
        self.slots.first().map_or(1, |s| s.circuit.qubits())
    }
    /// The circuit in a slot.
    pub fn circuit(&self, name: &str) -> Option<&Circuit> {
        self.slots.iter().find(|s| s.name == name).map(|s| &s.circuit)
    }
    /// The name of a slot's weights in a layer: the slot's, with the layer from the second on. A read-out runs once.
    pub fn group(&self, slot: usize, layer: usize) -> String {
        let name = self.slots.get(slot).map_or("", |s| s.name.as_str());
        let layer = if name == "readout" { 0 } else { layer.min(self.training.layers.max(1) - 1) };
        if layer == 0 { name.to_string() } else { format!("{name}.{}", layer + 1) }
    }
    /// Forgets frozen θ that are not there any more. A plain circuit is not trained and has none.
    pub fn thaw(&mut self) {
        let mut frozen = std::mem::take(&mut self.training.frozen);
        if frozen.is_empty() || self.data == Data::None {
            return;
        }
        let all: Vec<(String, usize)> = (0..self.slots.len())
            .flat_map(|slot| (0..self.training.layers).map(move |layer| (slot, layer)))
            .map(|(slot, layer)| (self.group(slot, layer), self.slots[slot].circuit.weights()))
            .collect();
        frozen.retain(|(group, index)| all.iter().any(|(name, count)| name == group && index < count));
        self.training.frozen = frozen;
    }
    /// Whether another setup needs the run to be built anew: anything but the settings that may change freely.
    pub fn differs_in_structure(&self, other: &Setup) -> bool {
        self.model != other.model
            || self.slots != other.slots
            || self.data != other.data
            || self.training.layers != other.training.layers
            || self.training.seed != other.training.seed
            || self.training.optimizer != other.training.optimizer
    }
}

crate::travels! {
    Slot { name, circuit }
    Training { rate, epochs, batch, seed, optimizer, layers, lambda, gamma, speed, frozen }
    Setup { model, slots, data, training, inputs }
}

impl Travels for Data {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Data::None => 0_u8.put(out),
            Data::Sentences { count, train, seed } => {
                1_u8.put(out);
                [*count, *train].iter().for_each(|n| n.put(out));
                seed.put(out);
            }
            Data::Text { name, text, train, seed } => {
                2_u8.put(out);
                [name, text].iter().for_each(|t| t.put(out));
                train.put(out);
                seed.put(out);
            }
            Data::Points { set, count, noise, train, seed } => {
                3_u8.put(out);
                set.put(out);
                [*count, *noise, *train].iter().for_each(|n| n.put(out));
                seed.put(out);
            }
        }
    }
    fn take(from: &mut Bytes<'_>) -> Data {
        match u8::take(from) {
            0 => Data::None,
            1 => Data::Sentences {
                count: Travels::take(from),
                train: Travels::take(from),
                seed: Travels::take(from),
            },
            2 => Data::Text {
                name: Travels::take(from),
                text: Travels::take(from),
                train: Travels::take(from),
                seed: Travels::take(from),
            },
            3 => Data::Points {
                set: Travels::take(from),
                count: Travels::take(from),
                noise: Travels::take(from),
                train: Travels::take(from),
                seed: Travels::take(from),
            },
            _ => {
                from.fail();
                Data::None
            }
        }
    }
}
