//! What the worker's reports change: the states and looks shown, and what was learned.
//!
//! Not here: which questions are asked (`store`), answers about texts (`texts`).

use super::{Effect, Store};
use crate::wire::{Report, Trained};
use circuit::number;
use std::rc::Rc;

impl Store {
    pub(super) fn reported(&mut self, report: Report) -> Vec<Effect> {
        // A late report answers an older question; what it says of training holds unless another run was begun.
        let newest = report.job == self.job;
        self.heard = report.job;
        self.spent = report.spent;
        let was_playing = self.playing;
        let mut effects = Vec::new();
        if newest {
            self.playing = report.playing;
            self.trouble = report.trouble;
            let mut states = report.states;
            if self.sketched {
                // Until the new ones come the old ones stay.
                for (new, old) in states.iter_mut().zip(self.states.iter()) {
                    new.figures.clone_from(&old.figures);
                }
            }
            self.states = Rc::new(states);
            self.look = Rc::new(report.look);
            self.live = report.weights;
        }
        if let Some(trained) = report.trained.filter(|_| report.run == self.run) {
            self.learned(&trained);
            if trained.progress.epoch > 0 {
                effects.push(Effect::Link);
            }
        }
        if was_playing && !self.playing {
            effects.push(Effect::Announce(self.finished()));
        }
        effects
    }

    fn finished(&self) -> String {
        if self.trouble.is_some() {
            // Why is an alert of its own.
            return "Training stopped".into();
        }
        let accuracy = self.look.scores.first().and_then(|s| s.last).map(|p| p.test_accuracy);
        let said = accuracy.map_or(String::new(), |a| format!(", test accuracy {}", number::fixed(a, 3)));
        format!("Training stopped at epoch {}{said}", self.kept().progress.epoch)
    }

    /// Takes over what training changed. It is no step: play was.
    fn learned(&mut self, trained: &Trained) {
        self.epoch_ms = trained.epoch_ms;
        if trained.progress.epoch == 0 {
            return;
        }
        self.synced = trained.weights.clone();
        self.history.amend(|d| {
            d.weights.clone_from(&trained.weights);
            let before = std::mem::take(Rc::make_mut(&mut d.progress));
            let mut next = trained.progress.clone();
            for model in &mut next.models {
                let old = before.models.iter().find(|m| m.name == model.name);
                let kept = old.map_or(&[][..], |m| &m.curve).iter().filter(|p| p.epoch < trained.curves_from);
                model.curve = kept.copied().chain(model.curve.iter().copied()).collect();
            }
            d.progress = Rc::new(next);
        });
    }
}
