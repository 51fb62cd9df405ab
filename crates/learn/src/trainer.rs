//! The trainer: a model, its data, its weights and its optimizer, moved on by epochs.
//!
//! Everything a run depends on can be taken out (weights, moments, epochs, steps) and put back, bit for bit.
//! Not here: when to train (see `session`), what the data are.

use crate::{Model, Optimizer, OptimizerDef, Parameters, Pass, Rng, Weights};

/// How to train an epoch; may change between epochs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Batch {
    /// The learning rate.
    pub rate: f64,
    /// Examples a step; 0 means all of them.
    pub batch: usize,
}

/// Weights and optimizer of a run at its start.
#[inline(never)]
fn started(parameters: &Parameters, def: &'static OptimizerDef, seed: u64) -> (Vec<f64>, Optimizer) {
    let weights = parameters.pack(&Weights::new(), seed);
    let optimizer = Optimizer::new(def, weights.len());
    (weights, optimizer)
}

/// The flat weights with some groups replaced.
#[inline(never)]
fn changed(parameters: &Parameters, flat: &[f64], weights: &Weights, seed: u64) -> Vec<f64> {
    let mut kept = parameters.unpack(flat);
    kept.extend(weights.clone());
    parameters.pack(&kept, seed)
}

/// A training run. It can be a `Trainer<dyn Model<Input = I>, I>`, whose code all models share.
pub struct Trainer<M: Model + ?Sized, I = <M as Model>::Input> {
    inputs: Vec<I>,
    targets: Vec<f64>,
    weights: Vec<f64>,
    optimizer: Optimizer,
    seed: u64,
    epochs: u64,
    gradient: Vec<f64>,
    frozen: Vec<(String, usize)>,
    model: M,
}

impl<M: Model> Trainer<M> {
    /// A run at its start: weights drawn from the seed. Targets are 0 or 1, one for each input.
    pub fn new(
        model: M,
        inputs: Vec<M::Input>,
        targets: Vec<f64>,
        optimizer: &'static OptimizerDef,
        seed: u64,
    ) -> Trainer<M> {
        let (weights, optimizer) = started(model.parameters(), optimizer, seed);
        let mut trainer = Trainer {
            inputs: Vec::new(),
            targets: Vec::new(),
            weights,
            optimizer,
            seed,
            epochs: 0,
            gradient: Vec::new(),
            frozen: Vec::new(),
            model,
        };
        trainer.set_data(inputs, targets);
        trainer
    }
}

impl<I: Clone, M: Model<Input = I> + ?Sized> Trainer<M, I> {
    /// The model.
    pub fn model(&self) -> &M {
        &self.model
    }
    /// What the flat weights mean.
    pub fn parameters(&self) -> &Parameters {
        self.model.parameters()
    }
    /// The flat weights.
    pub fn flat(&self) -> &[f64] {
        &self.weights
    }
    /// The training inputs.
    pub fn inputs(&self) -> &[I] {
        &self.inputs
    }
    /// The training targets.
    pub fn targets(&self) -> &[f64] {
        &self.targets
    }
    /// The epochs trained so far.
    pub fn epochs(&self) -> u64 {
        self.epochs
    }
    /// The optimizer's steps so far.
    pub fn steps(&self) -> u64 {
        self.optimizer.steps()
    }
    /// The optimizer's row of the table.
    pub fn optimizer(&self) -> &'static OptimizerDef {
        self.optimizer.def()
    }
    /// The seed of start values and batches.
    pub fn seed(&self) -> u64 {
        self.seed
    }
    /// The weights by group.
    pub fn weights(&self) -> Weights {
        self.parameters().unpack(&self.weights)
    }
    /// The optimizer's state by group, one table for each of its vectors.
    pub fn moments(&self) -> Vec<Weights> {
        self.optimizer.state().iter().map(|v| self.parameters().unpack(v)).collect()
    }
    /// Goes on from saved weights, moments, epochs and steps; what is missing starts as in a new run. The
    /// moments are those of the optimizer at work, so set that first.
    pub fn restore(&mut self, weights: &Weights, moments: &[Weights], epochs: u64, steps: u64) {
        let parameters = self.model.parameters();
        self.weights = parameters.pack(weights, self.seed);
        let state = moments.iter().map(|m| parameters.pack_zero(m)).collect();
        self.optimizer.restore(state, self.weights.len(), steps);
        self.epochs = epochs;
    }
    /// Changes or replaces the model; weights and moments of surviving groups are kept.
    pub fn edit(&mut self, change: impl FnOnce(&mut M)) {
        let before = self.parameters().clone();
        let (weights, moments) = (self.weights(), self.moments());
        change(&mut self.model);
        if *self.parameters() != before {
            self.restore(&weights, &moments, self.epochs, self.steps());
        }
    }
    /// Changes one group's weights, as a slider does.
    pub fn set_weights(&mut self, weights: &Weights) {
        self.weights = changed(self.parameters(), &self.weights, weights, self.seed);
    }
    /// From the next step on leaves these entries, by group and index, as they are, and only these. They can still
    /// be set. What is not there is left aside.
    pub fn freeze(&mut self, frozen: &[(String, usize)]) {
        self.frozen = frozen.to_vec();
    }
    /// Changes the optimizer; another one starts with an empty state.
    pub fn set_optimizer(&mut self, def: &'static OptimizerDef) {
        if def.name != self.optimizer.def().name {
            self.optimizer = Optimizer::new(def, self.weights.len());
        }
    }
    /// Changes the training data; of inputs and targets the shorter decides.
    pub fn set_data(&mut self, mut inputs: Vec<I>, mut targets: Vec<f64>) {
        let count = inputs.len().min(targets.len());
        inputs.truncate(count);
        targets.truncate(count);
        (self.inputs, self.targets) = (inputs, targets);
    }
    /// Asks the model something that needs its weights, or sets what is no weight.
    pub fn ask<R>(&mut self, question: impl FnOnce(&mut M, &[f64]) -> R) -> R {
        question(&mut self.model, &self.weights)
    }
    /// The probability of class 1 for each example.
    pub fn predict(&mut self, inputs: &[I]) -> Result<Vec<f64>, String> {
        self.model.predict(&self.weights, inputs)
    }
    /// The loss on other examples, with no training.
    pub fn loss(&mut self, inputs: &[I], targets: &[f64]) -> Result<Pass, String> {
        self.model.loss(&self.weights, inputs, targets)
    }
    /// Trains one epoch. The pass holds the mean loss and the predictions met on the way, in the data's order.
    ///
    /// If a loss, a gradient or a weight stops being finite, the sentence names the group and nothing has changed.
    pub fn epoch(&mut self, settings: &Batch) -> Result<Pass, String> {
        let (weights, optimizer) = (self.weights.clone(), self.optimizer.clone());
        let result = if settings.batch == 0 || settings.batch >= self.inputs.len() {
            self.all(settings.rate)
        } else {
            self.batches(settings)
        };
        match &result {
            Ok(_) => self.epochs += 1,
            Err(_) => (self.weights, self.optimizer) = (weights, optimizer),
        }
        result
    }

    fn all(&mut self, rate: f64) -> Result<Pass, String> {
        let pass = self.model.gradient(&self.weights, &self.inputs, &self.targets, &mut self.gradient)?;
        self.step(pass.loss, rate)?;
        Ok(pass)
    }
    fn batches(&mut self, settings: &Batch) -> Result<Pass, String> {
        let count = self.inputs.len();
        let mut order: Vec<usize> = (0..count).collect();
        Rng::stream(self.seed, "batch", self.epochs).shuffle(&mut order);
        let mut whole = Pass { loss: 0.0, predictions: vec![0.0; count] };
        for indices in order.chunks(settings.batch) {
            let inputs: Vec<I> = indices.iter().map(|&i| self.inputs[i].clone()).collect();
            let targets: Vec<f64> = indices.iter().map(|&i| self.targets[i]).collect();
            let pass = self.model.gradient(&self.weights, &inputs, &targets, &mut self.gradient)?;
            self.step(pass.loss, settings.rate)?;
            whole.loss += pass.loss * indices.len() as f64 / count as f64;
            indices.iter().zip(&pass.predictions).for_each(|(&i, p)| whole.predictions[i] = *p);
        }
        Ok(whole)
    }
    fn step(&mut self, loss: f64, rate: f64) -> Result<(), String> {
        self.check(&self.gradient, "gradient")?;
        if !loss.is_finite() {
            return Err(
                "Training stopped: the loss is not a finite number; try a lower learning rate.".into()
            );
        }
        // Not the gradient is masked but the step: what the optimizer remembers would move a weight without one. It
        // goes on remembering, so that a weight let go moves as the others do.
        let place = |(group, index): &(String, usize)| self.model.parameters().place(group, *index);
        let held = |i: usize| (i, self.weights[i]);
        let held: Vec<(usize, f64)> = self.frozen.iter().filter_map(place).map(held).collect();
        self.optimizer.step(&mut self.weights, &self.gradient, rate);
        held.iter().for_each(|&(i, value)| self.weights[i] = value);
        self.check(&self.weights, "new weights")
    }
    fn check(&self, values: &[f64], what: &str) -> Result<(), String> {
        let Some(bad) = values.iter().position(|v| !v.is_finite()) else { return Ok(()) };
        let name = self.parameters().find(bad).map_or("?", |(g, _)| g.name.as_str());
        Err(format!(
            "Training stopped: the {what} of \"{name}\" are not finite numbers; try a lower learning rate."
        ))
    }
}

#[cfg(test)]
mod tests;
