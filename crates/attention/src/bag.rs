//! Bag of words: the baseline that knows neither order nor attention.

use crate::{Mixing, Reader, Regularisation, Tokens, Vocabulary};
use engine::Rows;
use learn::Group;

/// No mixing: words are pooled as they are.
pub struct NoMixing;

/// σ(w · mean of word vectors + b): d + 1 weights and the vectors. Our definition of the "naive" baseline; words
/// have the same d, start values and loss as in [`crate::Qsann`].
pub type BagOfWords = Reader<NoMixing>;

impl BagOfWords {
    /// The model with word vectors of width d (0 counts as 1).
    pub fn new(width: usize, vocabulary: Vocabulary, regularisation: Regularisation) -> BagOfWords {
        Reader::with(NoMixing, width.max(1), vocabulary, regularisation)
    }
}

impl Mixing for NoMixing {
    fn groups(&self) -> Vec<Group> {
        Vec::new()
    }
    fn forward(&mut self, _: &[f64], _: &Tokens, _: &mut Rows) -> Result<(), String> {
        Ok(())
    }
    fn backward(&mut self, _: &[f64], _: &Tokens, _: &mut Rows, _: &mut [f64]) {}
}
