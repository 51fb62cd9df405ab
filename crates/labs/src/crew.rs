//! Models trained side by side on the same data: the quantum model and its classical twins.

use crate::{CurvePoint, ModelScore, ModelState, Progress};
use learn::{Batch, GroupKind, Model, Trainer, accuracy};

/// One model with its data and its curve.
pub(crate) struct Member<M: Model + ?Sized, I = <M as Model>::Input> {
    /// Short name.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub help: String,
    test: (Vec<I>, Vec<f64>),
    curve: Vec<CurvePoint>,
    /// Its training.
    pub trainer: Trainer<M, I>,
}

/// A member of whatever model: its code is compiled once for each kind of input.
type Any<I> = Member<dyn Model<Input = I>, I>;

impl<I: Clone + 'static, M: Model<Input = I> + 'static> Member<M, I> {
    /// A model at its start, not yet measured (see `start`); `test` is held out.
    pub fn new(
        name: &'static str,
        help: String,
        trainer: Trainer<M, I>,
        test: (Vec<I>, Vec<f64>),
    ) -> Member<M, I> {
        Member { name, help, test, curve: Vec::new(), trainer }
    }
    fn any(&self) -> &Any<I> {
        self
    }
    fn any_mut(&mut self) -> &mut Any<I> {
        self
    }
    /// Probabilities of class 1: of the test data, then of the training data.
    pub fn predictions(&mut self) -> Result<Vec<f64>, String> {
        self.any_mut().predicted()
    }
}

impl<I: Clone + 'static> Any<I> {
    fn note(&mut self) -> Result<(), String> {
        let point = self.measure()?;
        self.curve.push(point);
        Ok(())
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
    fn predicted(&mut self) -> Result<Vec<f64>, String> {
        let inputs: Vec<I> = self.test.0.iter().chain(self.trainer.inputs()).cloned().collect();
        self.trainer.predict(&inputs)
    }
    fn train(&mut self, settings: &Batch) -> Result<(), String> {
        self.trainer.epoch(settings).map_err(|why| format!("{}: {why}", self.name))?;
        self.note()
    }
    fn saved(&self, curve_from: usize) -> ModelState {
        ModelState {
            name: self.name.into(),
            weights: self.trainer.weights(),
            moments: self.trainer.moments(),
            steps: self.trainer.steps() as usize,
            curve: self.curve.iter().filter(|p| p.epoch >= curve_from).copied().collect(),
        }
    }
    fn load(&mut self, state: &ModelState, epoch: usize) {
        self.trainer.restore(&state.weights, &state.moments, epoch as u64, state.steps as u64);
        if !state.curve.is_empty() {
            self.curve = state.curve.iter().filter(|p| p.epoch <= epoch).copied().collect();
        }
    }
    fn result(&self) -> ModelScore {
        let parameters = self.trainer.parameters();
        let words = parameters.count(GroupKind::Words);
        ModelScore {
            name: self.name.into(),
            help: self.help.clone(),
            parameters: parameters.len() - words,
            word_parameters: words,
            last: self.curve.last().copied(),
        }
    }
}

/// What all members of a crew can do, whatever they read.
pub(crate) trait Trains {
    /// Measures for the first time.
    fn start(&mut self) -> Result<(), String>;
    /// Trains an epoch and measures.
    fn epoch(&mut self, settings: &Batch) -> Result<(), String>;
    /// Everything needed to continue, its curve from an epoch on.
    fn state(&self, curve_from: usize) -> ModelState;
    /// Continues from there.
    fn restore(&mut self, state: &ModelState, epoch: usize);
    /// Counts and last results.
    fn score(&self) -> ModelScore;
}

impl<I: Clone + 'static, M: Model<Input = I> + 'static> Trains for Member<M, I> {
    fn start(&mut self) -> Result<(), String> {
        self.any_mut().note()
    }
    fn epoch(&mut self, settings: &Batch) -> Result<(), String> {
        self.any_mut().train(settings)
    }
    fn state(&self, curve_from: usize) -> ModelState {
        self.any().saved(curve_from)
    }
    fn restore(&mut self, state: &ModelState, epoch: usize) {
        self.any_mut().load(state, epoch);
    }
    fn score(&self) -> ModelScore {
        self.any().result()
    }
}

/// Measures everyone for the first time.
pub(crate) fn start(crew: &mut [&mut dyn Trains]) -> Result<(), String> {
    crew.iter_mut().try_for_each(|member| member.start())
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
