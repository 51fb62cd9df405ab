//! What every lab can do, whatever its model. The one seam between the worker's runner and the models.

use crate::{Look, Progress, Setup, StateView, View, Weights};

/// A model with its data, its classical twins and their training.
pub trait Lab {
    /// The main model's weights now.
    fn weights(&self) -> Weights;
    /// Takes over groups of weights that the visitor changed; unknown groups are left aside.
    fn overlay(&mut self, groups: &Weights);
    /// Takes over what may change without building anew: training settings, x of a plain circuit.
    fn retune(&mut self, setup: &Setup);
    /// Whether there is anything to train.
    fn trainable(&self) -> bool;
    /// Epochs trained so far.
    fn epochs(&self) -> usize;
    /// Trains every model for one epoch. A sentence when a number stopped being finite; weights are then as before.
    fn epoch(&mut self) -> Result<(), String>;
    /// Everything needed to continue exactly; curves from the given epoch on.
    fn progress(&self, curves_from: usize) -> Progress;
    /// Continues from there. Parts that do not fit this setup are left aside.
    fn restore(&mut self, progress: &Progress);
    /// The state at the scrubber, and after it the state of the other word of a selected pair, if one is.
    fn states(&mut self, view: &View) -> Result<Vec<StateView>, String>;
    /// What the model shows of itself.
    fn look(&mut self, view: &View) -> Look;
}

/// Opens a setup with these weights; missing ones start from the seed. A sentence when it cannot run.
pub fn open(setup: &Setup, weights: &Weights) -> Result<Box<dyn Lab>, String> {
    if let Some(why) = crate::process_in(setup).filter(|_| setup.model != "circuit") {
        return Err(why);
    }
    match setup.model.as_str() {
        "qsann" => Ok(Box::new(crate::sentences::Sentences::open(setup, weights)?)),
        "classifier" => Ok(Box::new(crate::points::Points::open(setup, weights)?)),
        "circuit" => Ok(Box::new(crate::plain::Plain::open(setup, weights)?)),
        other => Err(format!("the model \"{other}\" is not known; choose one from the gallery")),
    }
}
