//! The worker's side: keeps the newest setup open as a lab, trains it in slices, reports what there is to see.
//! It has no clock: whoever drives it says how many milliseconds passed.

use crate::wire::{Report, Request, Trained};
use labs::{Lab, Need, Setup, View, Weights};

/// Training may use so much of each slice, in milliseconds, before the letter box is looked at.
pub const SLICE_MS: f64 = 12.0;
/// Least milliseconds between two reports of nothing but training: a page paints no faster.
pub const REPORT_MS: f64 = 20.0;
/// The same for a slow page, and then between any two reports: four a second.
pub const SELDOM_MS: f64 = 250.0;
/// Epochs that are rehearsed in all, and how many of them on one lab.
const REHEARSED: u32 = 48;
const REHEARSED_ON_ONE: u32 = 8;
/// What takes longer than this to report is too large to rehearse, in milliseconds.
const REHEARSABLE_MS: f64 = 40.0;

/// What is said when the late part could not be fetched.
const NO_LATE: &str = "What computes mixtures, shots and figures could not be loaded. Is the network there? It is tried again with the next change.";

/// Where the late part is that some circuits and figures need (see `labs::needed`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Late {
    /// There.
    #[default]
    Here,
    /// Not there; nobody fetches it yet.
    Away,
    /// On its way.
    Coming,
    /// It could not be fetched.
    Failed,
}

/// The worker's state.
#[derive(Default)]
pub struct Runner {
    lab: Option<Box<dyn Lab>>,
    setup: Option<Setup>,
    view: View,
    job: u32,
    run: u32,
    playing: bool,
    steps_left: usize,
    owed_epochs: f64,
    epoch_ms: f64,
    reported_epoch: usize,
    restored: Option<(Weights, labs::Progress)>,
    dirty: bool,
    trained: bool,
    /// Whether epochs were trained since the last report.
    news: bool,
    /// Milliseconds since the last report.
    silent: f64,
    trouble: Option<String>,
    rehearsal: Option<Box<dyn Lab>>,
    rehearsed: u32,
    /// Whether the page is slow and wants few reports.
    pub seldom: bool,
    /// Where the late part is. `Away` promises that `fetches` is heeded.
    pub late: Late,
}

impl Runner {
    /// Takes a request in. Work is done in `work`.
    pub fn take(&mut self, request: Request) {
        if self.late == Late::Failed {
            self.late = Late::Away;
        }
        match request {
            Request::Show { job, setup, weights, view } => self.show(job, setup, weights, view),
            Request::Restore { run, weights, progress } => {
                self.run = run;
                self.restored = Some((weights, progress));
                self.setup = None;
            }
            Request::Play => {
                self.playing = true;
                self.owed_epochs = 1.0;
                self.trouble = None;
            }
            Request::Pause => {
                self.playing = false;
                self.steps_left = 0;
            }
            Request::Step(epochs) => {
                self.playing = false;
                self.steps_left = self.steps_left.saturating_add(epochs);
                self.trouble = None;
            }
            // Answered elsewhere (`answer`), so that what reads and writes texts need not be here.
            Request::Ask(..) => return,
        }
        self.dirty = true;
    }

    fn show(&mut self, job: u32, setup: Setup, weights: Weights, view: View) {
        self.job = job;
        self.view = view;
        let same = self.setup.as_ref().is_some_and(|old| !old.differs_in_structure(&setup));
        match (&mut self.lab, same) {
            (Some(lab), true) => {
                lab.overlay(&weights);
                lab.retune(&setup);
            }
            _ => self.open(&setup, weights),
        }
        self.setup = Some(setup);
        self.dirty = true;
    }

    /// Builds the lab anew; what was learned goes on where names and sizes allow it.
    fn open(&mut self, setup: &Setup, changed: Weights) {
        let (mut weights, mut progress) = match self.restored.take() {
            Some(kept) => kept,
            None => match &self.lab {
                Some(lab)
                    if lab.epochs() > 0
                        && self
                            .setup
                            .as_ref()
                            .is_some_and(|s| s.model == setup.model && s.data == setup.data) =>
                {
                    (lab.weights(), lab.progress(0))
                }
                _ => Default::default(),
            },
        };
        weights.extend(changed);
        if self.setup.as_ref().is_some_and(|old| old.training.optimizer != setup.training.optimizer) {
            // One optimizer's vectors mean nothing to another: a mean gradient is no mean square.
            progress.models.iter_mut().for_each(|m| (m.moments, m.steps) = (Vec::new(), 0));
        }
        self.reported_epoch = 0;
        self.trained = true;
        match labs::open(setup, &weights) {
            Ok(mut lab) => {
                lab.restore(&progress);
                lab.overlay(&weights);
                self.lab = Some(lab);
                self.trouble = None;
                // Another circuit takes another time, and one that is not trained none.
                self.epoch_ms = 0.0;
            }
            Err(why) => {
                // The old lab is kept, so that what was learned is not lost while the circuits cannot run.
                self.trouble = Some(why);
                self.playing = false;
                self.steps_left = 0;
            }
        }
    }

    /// What cannot be told for want of the late part.
    fn lacks(&self) -> Need {
        match (&self.setup, &self.trouble) {
            (Some(setup), None) if self.late != Late::Here => labs::needed(setup, &self.view),
            _ => Need::Nothing,
        }
    }

    /// Whether there is nothing to tell before the late part has come, or failed to, or before it is said what to show:
    /// right after a `Restore` the lab is still the one before, of which it is not known what it lacks.
    fn waits(&self) -> bool {
        self.setup.is_none() || self.lacks() == Need::States && self.late != Late::Failed
    }

    /// Whether the late part is to be fetched now. It says so once; `fetched` tells how that ended.
    pub fn fetches(&mut self) -> bool {
        let now = self.late == Late::Away && self.lacks() != Need::Nothing;
        if now {
            self.late = Late::Coming;
        }
        now
    }

    /// The late part has come, or could not.
    pub fn fetched(&mut self, came: bool) {
        self.late = if came { Late::Here } else { Late::Failed };
        self.dirty = true;
    }

    /// Whether `work` has something to do.
    pub fn busy(&self) -> bool {
        self.dirty && !self.waits() || self.news || self.training()
    }

    /// Whether the next slice has work to do without waiting.
    pub fn eager(&self) -> bool {
        let full_speed = self.setup.as_ref().is_some_and(|s| s.training.speed == 0);
        self.dirty && !self.seldom || self.steps_left > 0 || self.playing && full_speed
    }

    /// Trains a lab that nobody sees for one epoch, when there is nothing else to do, and says whether to go on. A
    /// browser compiles well only what has run for a while; so the first edit finds the simulator warm.
    pub fn rehearse(&mut self) -> bool {
        let (Some(_), Some(setup), None) = (&self.lab, &self.setup, &self.trouble) else { return false };
        if self.rehearsed >= REHEARSED {
            self.rehearsal = None;
            return false;
        }
        if self.rehearsed.is_multiple_of(REHEARSED_ON_ONE) {
            self.rehearsal = labs::open(setup, &Weights::new()).ok();
        }
        self.rehearsed += 1;
        // An epoch that fails warms as well.
        self.rehearsal.as_mut().map(|lab| lab.epoch()).is_some()
    }

    fn training(&self) -> bool {
        self.playing || self.steps_left > 0
    }

    /// Works for one slice and says what there is to see. `elapsed` is the time since the last call, `now` a clock.
    pub fn work(&mut self, elapsed: f64, now: &mut dyn FnMut() -> f64) -> Option<Report> {
        let start = now();
        self.silent += elapsed;
        if self.training() {
            self.train(elapsed, now);
        }
        let silent = self.silent + now() - start;
        let due = match self.seldom {
            true => silent >= SELDOM_MS,
            false => self.dirty || self.news && (silent >= REPORT_MS || !self.training()),
        };
        if !due || !(self.dirty || self.news) || self.waits() {
            return None;
        }
        (self.dirty, self.news) = (false, false);
        let trained = now();
        // The next call's elapsed time begins with this one.
        self.silent = start - trained;
        let mut report = self.report(now);
        let cost = now() - trained;
        report.spent.insert_str(0, &micros(cost).to_string());
        if cost > REHEARSABLE_MS {
            self.rehearsed = REHEARSED;
        }
        Some(report)
    }

    fn train(&mut self, elapsed: f64, now: &mut dyn FnMut() -> f64) {
        let (Some(lab), Some(setup)) = (&mut self.lab, &self.setup) else { return };
        if self.trouble.is_some() || !lab.trainable() {
            self.playing = false;
            self.steps_left = 0;
            self.dirty = true;
            return;
        }
        let speed = setup.training.speed;
        if self.playing {
            let owed = if speed == 0 {
                f64::INFINITY
            } else {
                self.owed_epochs + elapsed.clamp(0.0, 250.0) * speed as f64 / 1000.0
            };
            self.owed_epochs = owed;
        }
        let start = now();
        let mut done = 0;
        let failure = loop {
            let due = self.steps_left > 0 || (self.playing && self.owed_epochs >= 1.0);
            let over = self.playing && lab.epochs() >= setup.training.epochs;
            if over {
                self.playing = false;
                self.dirty = true;
            }
            if !due || (over && self.steps_left == 0) {
                break None;
            }
            if let Err(why) = lab.epoch() {
                break Some(why);
            }
            done += 1;
            if self.steps_left > 0 {
                self.steps_left -= 1
            } else {
                self.owed_epochs -= 1.0
            }
            if now() - start >= SLICE_MS {
                break None;
            }
        };
        if done > 0 {
            let each = (now() - start) / f64::from(done);
            self.epoch_ms = if self.epoch_ms == 0.0 { each } else { 0.8 * self.epoch_ms + 0.2 * each };
            (self.trained, self.news) = (true, true);
        }
        // A slow epoch is not made up for later in one burst.
        self.owed_epochs = self.owed_epochs.min(1.0 + speed as f64 / 10.0);
        if let Some(why) = failure {
            self.trouble = Some(why);
            self.playing = false;
            self.steps_left = 0;
            self.dirty = true;
        }
    }

    fn report(&mut self, now: &mut dyn FnMut() -> f64) -> Report {
        let mut report = Report {
            job: self.job,
            run: self.run,
            playing: self.training(),
            trouble: self.trouble.clone(),
            spent: " 0 0 0".into(),
            ..Report::default()
        };
        let lacks = self.lacks();
        let Some(lab) = &mut self.lab else { return report };
        report.weights = lab.weights();
        // While the circuits cannot run, the old lab's states would belong to other circuits.
        if self.trouble.is_none() {
            let (start, before) = (now(), engine::tally::gates());
            let states = match lacks {
                Need::Nothing => lab.states(&self.view),
                Need::Figures => lab.states(&labs::bare(&self.view)),
                Need::States => Err(NO_LATE.into()),
            };
            match states {
                Ok(states) => report.states = states,
                Err(why) => report.trouble = Some(why),
            }
            if lacks != Need::Nothing && self.late == Late::Failed {
                report.trouble = Some(NO_LATE.into());
            }
            let (states, gates) = (micros(now() - start), engine::tally::gates() - before);
            // A mixture is real numbers, one for every string of Pauli operators.
            let bytes =
                |s: &labs::StateView| if s.mixed { 8 << (2 * s.wires.len()) } else { 16 << s.wires.len() };
            let state: u64 = report.states.iter().map(bytes).max().unwrap_or(0);
            report.spent = format!(" {states} {gates} {state}");
        }
        report.look = lab.look(&self.view);
        if std::mem::take(&mut self.trained) {
            let from = self.reported_epoch;
            let progress = lab.progress(from);
            // Before the first epoch the page keeps nothing, so epoch 0 is told again.
            self.reported_epoch = if progress.epoch == 0 { 0 } else { progress.epoch + 1 };
            report.trained = Some(Trained {
                weights: report.weights.clone(),
                progress,
                curves_from: from,
                epoch_ms: self.epoch_ms,
            });
        }
        report
    }
}

fn micros(ms: f64) -> u64 {
    (ms * 1000.0) as u64
}

#[cfg(test)]
mod tests;
