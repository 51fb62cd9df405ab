//! The frame of every model of sentences: word vectors, a way of mixing them, mean, head, loss and gradient.
//!
//! Flat weights are the mixing's groups, then "head.w" (d), "head.b" (1), then one group of d for each word.

use crate::{Tokens, Vocabulary, pool};
use engine::Rows;
use learn::{Group, GroupKind, Model, Parameters, Pass, Start};

/// The standard deviation that word vectors, head and circuit angles start with (arXiv:2205.05625).
pub const WORD_START: f64 = 0.01;

/// How the loss keeps weights small; may change while training.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Regularisation {
    /// λ, for the head's w.
    pub lambda: f64,
    /// γ, for the word vectors.
    pub gamma: f64,
}

/// Who looks at whom in a sentence of S words.
#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    /// S rows of S shares; every row sums to 1.
    pub matrix: Vec<Vec<f64>>,
    /// ⟨Z₀⟩ of each word after Query; empty for a model without such a number.
    pub query: Vec<f64>,
    /// ⟨Z₀⟩ of each word after Key; empty for a model without such a number.
    pub key: Vec<f64>,
}

/// What a model does with the words' vectors before their mean is taken.
pub trait Mixing {
    /// Its groups of weights; the weights and gradients it is given are theirs alone, in this order.
    fn groups(&self) -> Vec<Group>;
    /// Turns the word vectors in `y` (a row for each position) into what is pooled.
    fn forward(&mut self, weights: &[f64], tokens: &Tokens, y: &mut Rows) -> Result<(), String>;
    /// After `forward`: turns the gradient `dy` by its result into that by the word vectors, up to moving it
    /// between positions of the same word, and adds to its weights' gradient.
    fn backward(&mut self, weights: &[f64], tokens: &Tokens, dy: &mut Rows, gradient: &mut [f64]);
}

/// A model of sentences; an input is a sentence's words as indices into the vocabulary.
///
/// Everything but a model's own questions runs on `Reader<dyn Mixing>`, so that it is compiled once.
pub struct Reader<M: ?Sized> {
    /// The loss's λ and γ.
    pub regularisation: Regularisation,
    width: usize,
    vocabulary: Vocabulary,
    parameters: Parameters,
    tokens: Tokens,
    mixing: M,
}

impl<M: Mixing + 'static> Reader<M> {
    /// A model with word vectors of a width d ≥ 1.
    pub(crate) fn with(
        mixing: M,
        width: usize,
        vocabulary: Vocabulary,
        regularisation: Regularisation,
    ) -> Reader<M> {
        let start = Start::Normal(WORD_START);
        let mut groups = mixing.groups();
        groups.push(Group::new("head.w", width, start, GroupKind::Head));
        groups.push(Group::new("head.b", 1, Start::Zero, GroupKind::Head));
        let words = vocabulary.words.iter();
        groups.extend(words.map(|w| Group::new(Vocabulary::group(w), width, start, GroupKind::Words)));
        let parameters = Parameters { groups };
        Reader { regularisation, width, vocabulary, parameters, tokens: Tokens::default(), mixing }
    }
    fn any(&mut self) -> &mut Reader<dyn Mixing> {
        self
    }
    /// Lays sentences out and mixes their words; the mixed rows.
    pub(crate) fn mix(&mut self, weights: &[f64], sentences: &[Vec<usize>]) -> Result<Rows, String> {
        self.any().mixed(weights, sentences)
    }
    /// How it mixes words.
    pub fn mixing(&self) -> &M {
        &self.mixing
    }
    pub(crate) fn mixing_mut(&mut self) -> &mut M {
        &mut self.mixing
    }
}

impl<M: Mixing + ?Sized> Reader<M> {
    /// d: how many numbers a word is.
    pub fn width(&self) -> usize {
        self.width
    }
    /// The words it knows.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
    /// How many weights it has besides word vectors; what papers report as "parameters".
    pub fn own_weights(&self) -> usize {
        self.parameters.len() - self.parameters.count(GroupKind::Words)
    }
    /// The layout of the sentences mixed last.
    pub(crate) fn tokens(&self) -> &Tokens {
        &self.tokens
    }
}

impl Reader<dyn Mixing> {
    fn head(&self) -> usize {
        self.own_weights() - self.width - 1
    }
    fn word_vectors(&self, weights: &[f64]) -> Rows {
        let (d, words) = (self.width, &weights[self.own_weights()..]);
        let mut data = Vec::with_capacity(self.tokens.len() * d);
        self.tokens.words.iter().for_each(|w| data.extend_from_slice(&words[w * d..(w + 1) * d]));
        Rows { width: d, data }
    }
    fn mixed(&mut self, weights: &[f64], sentences: &[Vec<usize>]) -> Result<Rows, String> {
        self.tokens.fill(sentences, self.vocabulary.words.len())?;
        let mut y = self.word_vectors(weights);
        let head = self.head();
        if !self.tokens.is_empty() {
            self.mixing.forward(&weights[..head], &self.tokens, &mut y)?;
        }
        Ok(y)
    }
    /// λ/(2d) |w|² + γ/(2d) · mean over sentences of Σ_s |y_s⁽⁰⁾|².
    fn penalty(&self, weights: &[f64], sentences: usize) -> f64 {
        let Regularisation { lambda, gamma } = self.regularisation;
        let d = self.width;
        let squares = |w: &[f64]| w.iter().fold(0.0, |sum, w| sum + w * w);
        let (head, words) = (self.head(), &weights[self.own_weights()..]);
        let mut penalty = 0.0;
        if lambda != 0.0 {
            penalty += lambda * squares(&weights[head..head + d]);
        }
        if gamma != 0.0 {
            let all = self.tokens.words.iter().fold(0.0, |sum, w| sum + squares(&words[w * d..(w + 1) * d]));
            penalty += gamma * all / sentences.max(1) as f64;
        }
        penalty / (2 * d) as f64
    }
    fn penalty_gradient(&self, weights: &[f64], sentences: usize, gradient: &mut [f64]) {
        let Regularisation { lambda, gamma } = self.regularisation;
        let (d, head, own) = (self.width, self.head(), self.own_weights());
        for i in head..head + d {
            gradient[i] += lambda / d as f64 * weights[i];
        }
        let factor = gamma / (d * sentences.max(1)) as f64;
        if factor != 0.0 {
            for word in &self.tokens.words {
                (own + word * d..own + (word + 1) * d).for_each(|i| gradient[i] += factor * weights[i]);
            }
        }
    }
    fn chances(&mut self, weights: &[f64], inputs: &[Vec<usize>]) -> Result<Vec<f64>, String> {
        let y = self.mixed(weights, inputs)?;
        Ok(pool::predictions(&pool::means(&self.tokens, &y), &weights[self.head()..]))
    }
    fn pass(&mut self, weights: &[f64], inputs: &[Vec<usize>], targets: &[f64]) -> Result<Pass, String> {
        let predictions = self.chances(weights, inputs)?;
        let loss = pool::half_square_error(&predictions, targets) + self.penalty(weights, inputs.len());
        Ok(Pass { loss, predictions })
    }
    fn slope(
        &mut self,
        weights: &[f64],
        inputs: &[Vec<usize>],
        targets: &[f64],
        gradient: &mut Vec<f64>,
    ) -> Result<Pass, String> {
        gradient.clear();
        gradient.resize(weights.len(), 0.0);
        let (d, head, own) = (self.width, self.head(), self.own_weights());
        let pooled = {
            let y = self.mixed(weights, inputs)?;
            pool::means(&self.tokens, &y)
        };
        let predictions = pool::predictions(&pooled, &weights[head..]);
        let loss = pool::half_square_error(&predictions, targets) + self.penalty(weights, inputs.len());
        let by_head = &mut gradient[head..own];
        let mut dy = pool::pullback(&self.tokens, &pooled, &weights[head..], &predictions, targets, by_head);
        if !self.tokens.is_empty() {
            self.mixing.backward(&weights[..head], &self.tokens, &mut dy, &mut gradient[..head]);
        }
        for (position, word) in self.tokens.words.iter().enumerate() {
            let by_word = &mut gradient[own + word * d..own + (word + 1) * d];
            by_word.iter_mut().zip(dy.row(position)).for_each(|(g, dy)| *g += dy);
        }
        self.penalty_gradient(weights, inputs.len(), gradient);
        Ok(Pass { loss, predictions })
    }
}

impl<M: Mixing + 'static> Model for Reader<M> {
    type Input = Vec<usize>;
    fn parameters(&self) -> &Parameters {
        &self.parameters
    }
    fn predict(&mut self, weights: &[f64], inputs: &[Vec<usize>]) -> Result<Vec<f64>, String> {
        self.any().chances(weights, inputs)
    }
    fn loss(&mut self, weights: &[f64], inputs: &[Vec<usize>], targets: &[f64]) -> Result<Pass, String> {
        self.any().pass(weights, inputs, targets)
    }
    fn gradient(
        &mut self,
        weights: &[f64],
        inputs: &[Vec<usize>],
        targets: &[f64],
        gradient: &mut Vec<f64>,
    ) -> Result<Pass, String> {
        self.any().slope(weights, inputs, targets, gradient)
    }
}
