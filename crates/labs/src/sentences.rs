//! The lab of quantum attention: sentences, the quantum model, a bag of words and classical attention.

use crate::crew::{self, Member, Trains};
use crate::state::Place;
use crate::{Attention, Data, Lab, Look, Part, Prediction, Progress, Setup, StateView, View, Weights};
use attention::{BagOfWords, Qsann, Regularisation, SelfAttention, Slots, TextData, Vocabulary};
use circuit::Observable;
use learn::{Batch, Model, Rng, Trainer, optimizers};

/// A line of this text alone parts training sentences from test sentences.
const TEST_LINE: &str = "[test]";

/// Quantum attention at work.
pub(crate) struct Sentences {
    quantum: Member<Qsann>,
    bag: Member<BagOfWords>,
    classical: Member<SelfAttention>,
    batch: Batch,
    data: Material,
}

/// Sentences with their split: test first, as they are shown.
struct Material {
    text: TextData,
    /// Indices of sentences, test then training.
    order: Vec<usize>,
    tests: usize,
    summary: String,
}

impl Material {
    fn of(data: &Data) -> Result<Material, String> {
        match data {
            Data::Sentences { count, train, seed } => {
                let text = attention::text::generated(*count, *seed);
                Ok(Material::split(text, *train, *seed, "generated from the meaning-classification grammar"))
            }
            Data::Text { name, text, train, seed } => match marked(text) {
                Some((first, whole)) => {
                    let tests_from = attention::text::read(&first)
                        .map_err(|e| format!("before {TEST_LINE}: {e}"))?
                        .sentences
                        .len();
                    let text = attention::text::read(&whole)?;
                    if tests_from >= text.sentences.len() {
                        return Err(format!("no usable sentence follows {TEST_LINE}"));
                    }
                    let order = (tests_from..text.sentences.len()).chain(0..tests_from).collect();
                    Ok(Material::ordered(
                        text,
                        order,
                        tests_from,
                        &format!("{name}, split by its {TEST_LINE} line"),
                    ))
                }
                None => Ok(Material::split(attention::text::read(text)?, *train, *seed, name)),
            },
            _ => Err("this model reads sentences; choose such data".into()),
        }
    }

    fn split(text: TextData, train: usize, seed: u64, source: &str) -> Material {
        let count = text.sentences.len();
        let mut order: Vec<usize> = (0..count).collect();
        Rng::stream(seed, "split", 0).shuffle(&mut order);
        let trained = ((count * train + 50) / 100).clamp(1, count - 1);
        order.rotate_left(trained);
        Material::ordered(text, order, trained, source)
    }

    fn ordered(text: TextData, order: Vec<usize>, trained: usize, source: &str) -> Material {
        let count = text.sentences.len();
        let summary = format!(
            "{count} sentences of {} distinct words ({source}): {trained} to train on, {} to test",
            text.vocabulary.len(),
            count - trained
        );
        Material { tests: count - trained, text, order, summary }
    }

    /// Inputs and targets of the test part or the training part.
    fn part(&self, part: Part) -> (Vec<Vec<usize>>, Vec<f64>) {
        let indices = if part == Part::Test { &self.order[..self.tests] } else { &self.order[self.tests..] };
        let of = |i: &usize| {
            let sentence = &self.text.sentences[*i];
            (sentence.words.clone(), f64::from(u8::from(sentence.label)))
        };
        indices.iter().map(of).unzip()
    }
    /// The words of a shown example; one beyond the last is the last.
    fn words(&self, example: usize) -> &[usize] {
        let example = example.min(self.order.len() - 1);
        &self.text.sentences[self.order[example]].words
    }
}

/// The text before the test line, and the whole without that line (line numbers stay), if it has one.
fn marked(text: &str) -> Option<(String, String)> {
    let at = text.lines().position(|l| l.trim().eq_ignore_ascii_case(TEST_LINE))?;
    let first: Vec<&str> = text.lines().take(at).collect();
    let whole: Vec<&str> = text.lines().enumerate().map(|(i, l)| if i == at { "" } else { l }).collect();
    Some((first.join("\n"), whole.join("\n")))
}

impl Sentences {
    /// Opens a setup; a sentence where it cannot run.
    pub fn open(setup: &Setup, weights: &Weights) -> Result<Sentences, String> {
        let data = Material::of(&setup.data)?;
        let slot = |name: &str| {
            setup.circuit(name).cloned().ok_or_else(|| format!("the circuit \"{name}\" is missing"))
        };
        let slots = Slots {
            embed: slot("embed")?,
            query: slot("query")?,
            key: slot("key")?,
            value: slot("value")?,
            observables: Vec::new(),
        };
        let width = slots.width();
        let t = &setup.training;
        let keep = regularisation(setup);
        let vocabulary = || Vocabulary { words: data.text.vocabulary.clone() };
        let quantum = Qsann::new(slots, t.layers, vocabulary(), keep)?;
        let size = quantum.parameters().len() - quantum.parameters().count(learn::GroupKind::Words);
        let rank = SelfAttention::nearest_rank(width, size);
        let optimizer = optimizers::named(&t.optimizer).unwrap_or(&optimizers::ALL[0]);
        let ((inputs, targets), held) = (data.part(Part::Train), data.part(Part::Test));
        let mut main = Trainer::new(quantum, inputs.clone(), targets.clone(), optimizer, t.seed);
        main.set_weights(weights);
        main.freeze(&t.frozen);
        let bag = BagOfWords::new(width, vocabulary(), keep);
        let bag = Trainer::new(bag, inputs.clone(), targets.clone(), optimizer, t.seed);
        let classical = SelfAttention::new(width, rank, vocabulary(), keep);
        let classical = Trainer::new(classical, inputs, targets, optimizer, t.seed);
        let mut lab = Sentences {
            quantum: Member::new(
                "quantum attention",
                "the circuits on this page, mean of words, logistic head".into(),
                main,
                held.clone(),
            ),
            bag: Member::new(
                "bag of words",
                "mean of word vectors, logistic head; no attention".into(),
                bag,
                held.clone(),
            ),
            classical: Member::new(
                "classical attention",
                format!("dot-product attention with projections of rank {rank}, logistic head"),
                classical,
                held,
            ),
            batch: Batch { rate: t.rate, batch: t.batch },
            data,
        };
        crew::start(&mut lab.crew())?;
        Ok(lab)
    }

    fn crew(&mut self) -> [&mut dyn Trains; 3] {
        [&mut self.quantum, &mut self.bag, &mut self.classical]
    }

    /// The state of a word after a slot's circuit.
    fn state(
        &mut self,
        view: &View,
        slot: usize,
        word: usize,
        column: Option<usize>,
    ) -> Result<StateView, String> {
        let words = self.data.words(view.example).to_vec();
        let word = word.min(words.len() - 1);
        let layers = self.quantum.trainer.model().layers();
        let layer = view.layer.min(layers - 1);
        let inputs = self.quantum.trainer.ask(|model, weights| model.word_inputs(weights, &words, layer))?;
        let slots = self.quantum.trainer.model().slots();
        let (name, circuit) = slots.all().nth(slot).ok_or("there is no such slot")?;
        let blank = circuit.first(0);
        let before = if slot == 0 { &blank } else { &slots.embed };
        let all = self.quantum.trainer.weights();
        let group = |name: &str| {
            let name = if layer == 0 { name.to_string() } else { format!("{name}.{}", layer + 1) };
            all.get(&name).cloned().unwrap_or_default()
        };
        let mut weights = if slot == 0 { Vec::new() } else { group("embed") };
        weights.extend(group(name));
        let observables = match slot {
            0 => Vec::new(),
            3 => slots.measured(),
            _ => vec![Observable::z(0)],
        };
        let place = Place {
            slot,
            word: Some(word),
            column,
            before,
            circuit,
            weights: &weights,
            inputs: inputs.row(word),
            observables: &observables,
        };
        place.view(view)
    }

    fn attention(&mut self, view: &View) -> Option<Attention> {
        let words = self.data.words(view.example).to_vec();
        let layer = view.layer.min(self.quantum.trainer.model().layers() - 1);
        let seen = self.quantum.trainer.ask(|model, weights| model.attention(weights, &words, layer)).ok()?;
        let words = words.iter().map(|w| self.data.text.vocabulary[*w].clone()).collect();
        Some(Attention { words, matrix: seen.matrix, query: seen.query, key: seen.key })
    }
}

fn regularisation(setup: &Setup) -> Regularisation {
    Regularisation { lambda: setup.training.lambda, gamma: setup.training.gamma }
}

impl Lab for Sentences {
    fn weights(&self) -> Weights {
        self.quantum.trainer.weights()
    }
    fn overlay(&mut self, groups: &Weights) {
        if !groups.is_empty() {
            self.quantum.trainer.set_weights(groups);
        }
    }
    fn retune(&mut self, setup: &Setup) {
        self.batch = Batch { rate: setup.training.rate, batch: setup.training.batch };
        self.quantum.trainer.freeze(&setup.training.frozen);
        let keep = regularisation(setup);
        self.quantum.trainer.ask(|model, _| model.regularisation = keep);
        self.bag.trainer.ask(|model, _| model.regularisation = keep);
        self.classical.trainer.ask(|model, _| model.regularisation = keep);
    }
    fn trainable(&self) -> bool {
        true
    }
    fn epochs(&self) -> usize {
        self.quantum.trainer.epochs() as usize
    }
    fn epoch(&mut self) -> Result<(), String> {
        let batch = self.batch;
        crew::epoch(&mut self.crew(), &batch)
    }
    fn progress(&self, curves_from: usize) -> Progress {
        crew::progress(&[&self.quantum, &self.bag, &self.classical], self.epochs(), curves_from)
    }
    fn restore(&mut self, progress: &Progress) {
        crew::restore(&mut self.crew(), progress);
    }
    fn states(&mut self, view: &View) -> Result<Vec<StateView>, String> {
        let slot = view.slot.min(3);
        let mut states = vec![self.state(view, slot, view.word, view.column)?];
        // A selected cell is a pair: the word that looks, in Query, and the word looked at, in Key.
        if let Some((row, column)) = view.cell {
            let (slot, word) = if slot == 2 { (1, row) } else { (2, column) };
            states.push(self.state(view, slot, word, None)?);
        }
        Ok(states)
    }
    fn look(&mut self, view: &View) -> Look {
        let probabilities = self.quantum.predictions().unwrap_or_default();
        let data = &self.data;
        let show = |(k, (i, probability)): (usize, (&usize, &f64))| Prediction {
            text: data.text.texts[*i].clone(),
            part: if k < data.tests { Part::Test } else { Part::Train },
            truth: data.text.sentences[*i].label,
            probability: *probability,
        };
        let predictions = data.order.iter().zip(&probabilities).enumerate().map(show).collect();
        Look {
            classes: self.data.text.classes.to_vec(),
            attention: self.attention(view),
            boundary: None,
            predictions,
            scores: vec![self.quantum.score(), self.bag.score(), self.classical.score()],
            problems: self.data.text.problems.clone(),
            data: self.data.summary.clone(),
        }
    }
}
