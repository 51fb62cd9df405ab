//! The time of a circuit that has t in it: whether it runs, and its frames. Neither makes a step of the history.

use super::{Effect, Store, WorkerState};

impl Store {
    /// Whether the time runs: where there is a t, nobody has stopped it, and it may move by itself or was started.
    pub fn runs(&self) -> bool {
        let document = self.document();
        !document.view.paused && (self.autoplay || self.started) && document.circuit().is_timed()
    }
    /// Lets it run, or stops it.
    pub(super) fn run_time(&mut self, run: bool) -> Vec<Effect> {
        self.started = run;
        self.history.amend(|d| d.view.paused = !run);
        self.show_and_link()
    }
    /// The time goes on when what was asked before has been answered: never more than one question is under way.
    pub(super) fn frame(&mut self, elapsed: f64) -> Vec<Effect> {
        if !self.runs() || !self.settled() || self.worker != WorkerState::Ready {
            return Vec::new();
        }
        self.history.amend(|d| d.view.advance(elapsed));
        self.show()
    }
}
