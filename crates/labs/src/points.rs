//! The lab of the variational classifier: points of the plane, the classifier and its classical twins.

use crate::crew::{self, Member, Trains};
use crate::state::Place;
use crate::{Boundary, Data, Dot, Lab, Look, Part, Prediction, Progress, Setup, StateView, View, Weights};
use circuit::{Circuit, Observable, number};
use learn::classifier::{Classifier, Slots};
use learn::{Batch, LogisticRegression, Mlp, Point, Trainer, optimizers, points};

/// Rows and columns of the decision boundary.
const GRID: usize = 40;

/// The classifier at work.
pub(crate) struct Points {
    quantum: Member<Classifier>,
    line: Member<LogisticRegression>,
    dense: Member<Mlp>,
    batch: Batch,
    train: Vec<Point>,
    test: Vec<Point>,
    data: String,
}

impl Points {
    /// Opens a setup; a sentence where it cannot run.
    pub fn open(setup: &Setup, weights: &Weights) -> Result<Points, String> {
        let Data::Points { set, count, noise, train, seed } = &setup.data else {
            return Err("this model reads points of the plane; choose such data".into());
        };
        let def = points::named(set).ok_or_else(|| format!("the data set \"{set}\" is not known"))?;
        let all = def.points(*count, *noise as f64 / 100.0, *seed);
        let (train, test) = points::split(&all, *train as f64 / 100.0, *seed);
        let slot = |name: &str| {
            setup.circuit(name).cloned().ok_or_else(|| format!("the circuit \"{name}\" is missing"))
        };
        let slots = Slots {
            feature_map: slot("feature")?,
            ansatz: slot("ansatz")?,
            readout: slot("readout")?,
            layers: setup.training.layers,
        };
        let quantum = Classifier::new(slots)?;
        let optimizer = optimizers::named(&setup.training.optimizer).unwrap_or(&optimizers::ALL[0]);
        let seed = setup.training.seed;
        let (inputs, targets) = points::columns(&train);
        let held = points::columns(&test);
        let size = learn::Model::parameters(&quantum).len();
        let mut main = Trainer::new(quantum, inputs.clone(), targets.clone(), optimizer, seed);
        main.set_weights(weights);
        main.freeze(&setup.training.frozen);
        let line = Trainer::new(LogisticRegression::new(), inputs.clone(), targets.clone(), optimizer, seed);
        let mlp = Mlp::nearest(size);
        let dense_help = format!("2 inputs, {} tanh units, 1 output", mlp.hidden());
        let dense = Trainer::new(mlp, inputs, targets, optimizer, seed);
        let data = format!(
            "{}: {} points, {} to train on, {} to test, noise {noise} %",
            def.title,
            all.len(),
            train.len(),
            test.len()
        );
        let mut lab = Points {
            quantum: Member::new(
                "quantum",
                "the circuits on this page and a logistic read-out of ⟨Z⟩".into(),
                main,
                held.clone(),
            ),
            line: Member::new("logistic regression", "a straight line".into(), line, held.clone()),
            dense: Member::new("neural network", dense_help, dense, held),
            batch: Batch { rate: setup.training.rate, batch: setup.training.batch },
            train,
            test,
            data,
        };
        crew::start(&mut lab.crew())?;
        Ok(lab)
    }

    /// What runs before a slot in a layer, with the weights of both and the number of the slot's group.
    fn before(&self, view: &View) -> Result<(Circuit, Circuit, Vec<f64>), String> {
        let slots = self.quantum.trainer.model().slots();
        let layer = if view.slot == 2 { slots.layers } else { view.layer.min(slots.layers - 1) };
        let mut whole = slots.feature_map.first(0);
        let join = |a: &Circuit, b: &Circuit| a.then(b).map_err(|e| e.to_string());
        for _ in 0..layer {
            whole = join(&join(&whole, &slots.feature_map)?, &slots.ansatz)?;
        }
        if view.slot == 1 {
            whole = join(&whole, &slots.feature_map)?;
        }
        let circuit = [&slots.feature_map, &slots.ansatz, &slots.readout][view.slot.min(2)].clone();
        let end = whole.weights() + circuit.weights();
        Ok((whole, circuit, self.quantum.trainer.flat()[..end].to_vec()))
    }

    fn crew(&mut self) -> [&mut dyn Trains; 3] {
        [&mut self.quantum, &mut self.line, &mut self.dense]
    }

    fn boundary(&mut self) -> Option<Boundary> {
        let places = points::grid(GRID);
        let mut values = self.quantum.trainer.predict(&places).ok()?;
        // The grid grows upwards, a picture downwards.
        values = values.chunks(GRID).rev().flatten().copied().collect();
        let dot = |part: Part| move |p: &Point| Dot { x: p.x, label: p.label, part };
        let dots =
            self.test.iter().map(dot(Part::Test)).chain(self.train.iter().map(dot(Part::Train))).collect();
        Some(Boundary { size: GRID, reach: points::EDGE, values, dots })
    }
}

impl Lab for Points {
    fn weights(&self) -> Weights {
        self.quantum.trainer.weights()
    }
    fn overlay(&mut self, groups: &Weights) {
        if !groups.is_empty() {
            self.quantum.trainer.set_weights(groups);
        }
    }
    fn retune(&mut self, setup: &Setup) {
        self.quantum.trainer.freeze(&setup.training.frozen);
        self.batch = Batch { rate: setup.training.rate, batch: setup.training.batch };
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
        crew::progress(&[&self.quantum, &self.line, &self.dense], self.epochs(), curves_from)
    }
    fn restore(&mut self, progress: &Progress) {
        crew::restore(&mut self.crew(), progress);
    }
    fn states(&mut self, view: &View) -> Result<Vec<StateView>, String> {
        let (before, circuit, weights) = self.before(view)?;
        let point = self.test.iter().chain(&self.train).nth(view.example).map_or([0.0; 2], |p| p.x);
        let last = view.slot == 2;
        let place = Place {
            slot: view.slot.min(2),
            word: None,
            column: view.column,
            before: &before,
            circuit: &circuit,
            weights: &weights,
            inputs: &Classifier::angles(point),
            observables: if last { &[Observable::z(0)] } else { &[] },
        };
        Ok(vec![place.view(view)?])
    }
    fn look(&mut self, _: &View) -> Look {
        let predictions = self.quantum.predictions().unwrap_or_default();
        let parts =
            self.test.iter().map(|p| (p, Part::Test)).chain(self.train.iter().map(|p| (p, Part::Train)));
        let show = |((p, part), probability): ((&Point, Part), &f64)| Prediction {
            text: format!("({}, {})", number::fixed(p.x[0], 2), number::fixed(p.x[1], 2)).replace('-', "−"),
            part,
            truth: p.label,
            probability: *probability,
        };
        Look {
            classes: vec!["first".into(), "second".into()],
            predictions: parts.zip(&predictions).map(show).collect(),
            boundary: self.boundary(),
            scores: vec![self.quantum.score(), self.line.score(), self.dense.score()],
            data: self.data.clone(),
            ..Look::default()
        }
    }
}
