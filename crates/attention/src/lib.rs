//! Attention models, quantum and classical, as learn::Model, and what they attend to.
//!
//! Every model here reads a sentence as word vectors (trained too), mixes them, takes their mean and judges it
//! by a logistic head; they differ in how they mix: not at all ([`BagOfWords`]), by Gaussian attention between
//! circuits ([`Qsann`]), by classical dot-product attention ([`SelfAttention`]).
//! Not here: amplitudes (see `engine`), training loops (see `learn`), pictures of attention (see `plot`).

mod bag;
mod dot;
mod gaussian;
mod pool;
mod qsann;
mod reader;
mod slots;
#[cfg(test)]
mod testing;
pub mod text;
mod words;

pub use bag::BagOfWords;
pub use dot::{DotProduct, SelfAttention};
pub use qsann::{Qsann, QuantumLayers};
pub use reader::{Attention, Mixing, Reader, Regularisation, WORD_START};
pub use slots::{MAX_LAYERS, Shape, Slots, ansatz, embed, paulis};
pub use text::{LabelledText, TextData, generate};
pub use words::{Sentence, Tokens, Vocabulary};
