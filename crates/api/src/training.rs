//! Training a document without the page: the same labs, the same seeds, the same curves.

use crate::Failure;
use exchange::json::Json;
use labs::{CurvePoint, Lab};
use session::{Document, open_link, to_link};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;

/// A document being trained.
#[wasm_bindgen]
pub struct TrainingHandle {
    document: Document,
    lab: Box<dyn Lab>,
    problems: Vec<String>,
}

#[wasm_bindgen]
impl TrainingHandle {
    /// Opens a link or a document's JSON; a seed of −1 keeps the document's.
    pub fn open(text: &str, seed: f64) -> Result<TrainingHandle, Failure> {
        let opened = open_link(text).map_err(|e| Failure::sentence("document", &e))?;
        let mut document = opened.document;
        if seed >= 0.0 && seed as u64 != document.setup.training.seed {
            document.reset();
            document.setup.training.seed = seed as u64;
        }
        let mut lab =
            labs::open(&document.setup, &document.weights).map_err(|e| Failure::sentence("document", &e))?;
        if !lab.trainable() {
            let hint = "open a model with data, such as qsann or classifier";
            return Err(Failure::new(
                "document",
                "a plain circuit has no data, so there is nothing to train",
                hint,
            ));
        }
        lab.restore(&document.progress);
        lab.overlay(&document.weights);
        Ok(TrainingHandle { document, lab, problems: opened.problems })
    }
    /// What of the document could not be read, as sentences.
    pub fn problems(&self) -> Vec<String> {
        self.problems.clone()
    }
    /// Epochs trained so far.
    pub fn epochs(&self) -> usize {
        self.lab.epochs()
    }
    /// Where the document wants training to end.
    pub fn last_epoch(&self) -> usize {
        self.document.setup.training.epochs
    }
    /// Trains every model for one epoch and gives its point of the curves as JSON, the quantum model's first.
    pub fn epoch(&mut self) -> Result<String, Failure> {
        self.lab.epoch().map_err(|e| Failure::sentence("training", &e))?;
        Ok(self.points())
    }
    /// The newest point of every model's curve as JSON.
    pub fn points(&self) -> String {
        let progress = self.lab.progress(self.lab.epochs());
        let models = progress.models.iter().map(|model| {
            let mut members = vec![("model".to_string(), Json::of_text(&model.name))];
            if let Some(point) = model.curve.last() {
                members.extend(members_of(point));
            }
            Json::Map(members)
        });
        Json::Map(vec![
            ("epoch".into(), Json::Number(self.lab.epochs() as f64)),
            ("models".into(), Json::List(models.collect())),
        ])
        .to_string()
    }
    /// The document with everything learned, as JSON.
    pub fn document(&mut self) -> String {
        self.settle();
        self.document.to_json()
    }
    /// The document with everything learned, as the fragment of a link.
    pub fn link(&mut self) -> String {
        self.settle();
        to_link(&self.document)
    }
}

impl TrainingHandle {
    fn settle(&mut self) {
        self.document.weights = self.lab.weights();
        self.document.progress = Rc::new(self.lab.progress(0));
    }
}

fn members_of(point: &CurvePoint) -> Vec<(String, Json)> {
    [
        ("trainLoss", point.train_loss),
        ("testLoss", point.test_loss),
        ("trainAccuracy", point.train_accuracy),
        ("testAccuracy", point.test_accuracy),
    ]
    .map(|(name, v)| (name.to_string(), Json::Number(v)))
    .to_vec()
}
