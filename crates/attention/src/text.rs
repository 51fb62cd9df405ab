//! Labelled sentences as text: what the visitor pastes or drops, and sentences made from a grammar.

mod grammar;
mod lower;
mod read;

pub use grammar::{CLASSES, SENTENCES, generate, generated};
pub use read::{MAX_BYTES, MAX_LISTED, MAX_SENTENCES, MAX_VOCABULARY, MAX_WORD, MAX_WORDS, read};

use crate::{Sentence, Vocabulary};
use learn::Rng;

/// A sentence with its class, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledText {
    /// Whether it is of class 1.
    pub label: bool,
    /// The words, with single spaces between them.
    pub text: String,
}

/// Sentences ready for a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextData {
    /// The names of class 0 and class 1.
    pub classes: [String; 2],
    /// The distinct words in the order they were met.
    pub vocabulary: Vec<String>,
    /// The sentences, words as indices into the vocabulary.
    pub sentences: Vec<Sentence>,
    /// The sentences as they were read, to be shown.
    pub texts: Vec<String>,
    /// What was left out, a sentence each, each line by its number.
    pub problems: Vec<String>,
}

impl TextData {
    /// Sentences that are known to be good.
    pub fn of(classes: [String; 2], texts: &[LabelledText]) -> TextData {
        let none = Vec::new();
        let mut data = TextData {
            classes,
            vocabulary: none,
            sentences: Vec::new(),
            texts: Vec::new(),
            problems: Vec::new(),
        };
        for labelled in texts {
            let words: Vec<String> = labelled.text.split_whitespace().map(String::from).collect();
            data.push(&words, labelled.label, labelled.text.clone());
        }
        data
    }
    /// The words as a model wants them.
    pub fn vocabulary(&self) -> Vocabulary {
        Vocabulary { words: self.vocabulary.clone() }
    }
    fn push(&mut self, words: &[String], label: bool, text: String) {
        let words = words.iter().map(|word| self.index(word)).collect();
        self.sentences.push(Sentence { words, label });
        self.texts.push(text);
    }
    fn index(&mut self, word: &str) -> usize {
        self.vocabulary.iter().position(|w| w == word).unwrap_or_else(|| {
            self.vocabulary.push(word.to_string());
            self.vocabulary.len() - 1
        })
    }
}

/// Sentences as a model wants them: inputs, and targets 0 or 1.
pub fn columns(sentences: &[Sentence]) -> (Vec<Vec<usize>>, Vec<f64>) {
    sentences.iter().map(|s| (s.words.clone(), f64::from(u8::from(s.label)))).unzip()
}

/// The indices of `count` sentences, shuffled by a seed and cut: `train` of them for training, the rest for testing.
pub fn split(count: usize, train: usize, seed: u64) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..count).collect();
    Rng::stream(seed, "split", 0).shuffle(&mut order);
    let test = order.split_off(train.min(count));
    (order, test)
}
