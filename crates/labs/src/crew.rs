//! Models trained side by side on the same data: the quantum model and its classical twins.

use crate::{CurvePoint, ModelScore, ModelState, Progress};
use learn::{Batch, GroupKind, Model, Trainer, accuracy};

/// One model with its data and its curve.
pub(crate) struct Member<M: Model> {
    /// Short name.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub help: String,
    /// Its training.
    pub trainer: Trainer<M>,
    test: (Vec<M::Input>, Vec<f64>),
    curve: Vec<CurvePoint>,
}

impl<M: Model> Member<M> {
    /// A model at its start; `test` is held out.
    pub fn new(
        name: &'static str,
        help: String,
        trainer: Trainer<M>,
        test: (Vec<M::Input>, Vec<f64>),
    ) -> Result<Member<M>, String> {
        let mut member = Member { name, help, trainer, test, curve: Vec::new() };
        let point = member.measure()?;
        member.curve.push(point);
        Ok(member)
    }
    fn measure(&mut self) -> Result<CurvePoint, String> {
        let (inputs, targets) = (self.trainer.inputs().to_vec(), self.trainer.targets().to_vec());
        let train = self.trainer.loss(&inputs, &targets)?;
        let test = self.trainer.loss(&self.test.0, &self.test.1)?;
        Ok(CurvePoint {
            epoch: self.trainer.epochs() as usize,
            train_loss: train.loss,
            test_loss: test.loss,
            train_accuracy: accuracy(&train.predictions, &targets),
            test_accuracy: accuracy(&test.predictions, &self.test.1),
        })
    }
    /// Probabilities of class 1: of the test data, then of the training data.
    pub fn predictions(&mut self) -> Result<Vec<f64>, String> {
        let inputs: Vec<M::Input> = self.test.0.iter().chain(self.trainer.inputs()).cloned().collect();
        self.trainer.predict(&inputs)
    }
    /// Numbers to train outside word vectors.
    pub fn size(&self) -> usize {
        let parameters = self.trainer.parameters();
        parameters.len() - parameters.count(GroupKind::Words)
    }
}

/// What all members of a crew can do, whatever they read.
pub(crate) trait Trains {
    /// Trains an epoch and measures.
    fn epoch(&mut self, settings: &Batch) -> Result<(), String>;
    /// Everything needed to continue, its curve from an epoch on.
    fn state(&self, curve_from: usize) -> ModelState;
    /// Continues from there.
    fn restore(&mut self, state: &ModelState, epoch: usize);
    /// Counts and last results.
    fn score(&self) -> ModelScore;
}

impl<M: Model> Trains for Member<M> {
    fn epoch(&mut self, settings: &Batch) -> Result<(), String> {
        self.trainer.epoch(settings).map_err(|why| format!("{}: {why}", self.name))?;
        let point = self.measure()?;
        self.curve.push(point);
        Ok(())
    }
    fn state(&self, curve_from: usize) -> ModelState {
        ModelState {
            name: self.name.into(),
            weights: self.trainer.weights(),
            moments: self.trainer.moments(),
            steps: self.trainer.steps() as usize,
            curve: self.curve.iter().filter(|p| p.epoch >= curve_from).copied().collect(),
        }
    }
    fn restore(&mut self, state: &ModelState, epoch: usize) {
        self.trainer.restore(&state.weights, &state.moments, epoch as u64, state.steps as u64);
        if !state.curve.is_empty() {
            self.curve = state.curve.iter().filter(|p| p.epoch <= epoch).copied().collect();
        }
    }
    fn score(&self) -> ModelScore {
        let words = self.trainer.parameters().count(GroupKind::Words);
        ModelScore {
            name: self.name.into(),
            help: self.help.clone(),
            parameters: self.size(),
            word_parameters: words,
            last: self.curve.last().copied(),
        }
    }
}

/// Trains everyone an epoch. If one fails, those before it are ahead by an epoch only in their own curves.
pub(crate) fn epoch(crew: &mut [&mut dyn Trains], settings: &Batch) -> Result<(), String> {
    crew.iter_mut().try_for_each(|member| member.epoch(settings))
}

/// Everyone's state.
pub(crate) fn progress(crew: &[&dyn Trains], epoch: usize, curves_from: usize) -> Progress {
    Progress { epoch, models: crew.iter().map(|m| m.state(curves_from)).collect() }
}

/// Hands everyone the state saved under their name.
pub(crate) fn restore(crew: &mut [&mut dyn Trains], progress: &Progress) {
    for member in crew {
        let name = member.score().name;
        if let Some(state) = progress.models.iter().find(|m| m.name == name) {
            member.restore(state, progress.epoch);
        }
    }
}
