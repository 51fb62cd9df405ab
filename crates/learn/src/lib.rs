//! Models, losses, optimizers, data sets and the trainer. Does not know that there is a page.
//!
//! A model is a function of a flat list of weights; which stretch of it means what is said by
//! [`Parameters`], so that weights and optimizer state survive edits of the model under their group's name.
//! Not here: amplitudes (see `engine`), attention models (see `attention`), clocks.

pub mod classifier;
pub mod dense;
mod head;
mod model;
mod optimizer;
mod parameters;
pub mod points;
pub mod random;
#[cfg(test)]
mod testing;
mod trainer;
mod weights;

pub use classifier::Classifier;
pub use dense::{LogisticRegression, Mlp};
pub use head::{cross_entropy, sigmoid};
pub use model::{Model, Pass, accuracy};
pub use optimizer::{Optimizer, OptimizerDef, optimizers};
pub use parameters::{Group, GroupKind, Parameters, Start};
pub use points::{Point, PointSet};
pub use random::Rng;
pub use trainer::{Batch, Trainer};
pub use weights::Weights;
