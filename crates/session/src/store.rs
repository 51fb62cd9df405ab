//! The whole logic of the page as one pure function: `Store::update(msg) -> effects`. Never a pixel.

use crate::history::History;
use crate::link::{Opened, open_link, to_link};
use crate::texts::{Texts, recognised};
use crate::wire::{Report, Request};
use crate::{Document, Edit};
use labs::{Data, Look, StateView, View, Weights};
use std::rc::Rc;

mod reports;
mod texts;
mod time;

/// What the page says.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Makes an edit, as one step.
    Edit(Edit),
    /// Shows an edit of what is kept, without keeping it: a drag, a slider on its way.
    Preview(Edit),
    /// The same, of what is dragged on: the figures of its states come when it is asked for them (`Store::finish`).
    Hover(Edit),
    /// The hand rests: the next change of a number is a step of its own, though it be the same number.
    Rest,
    /// Keeps the preview.
    Commit,
    /// Drops the preview.
    Cancel,
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// Looks at something else; no step.
    Look(View),
    /// Lets the time run, or stops it; no step.
    Run(bool),
    /// So many milliseconds of running time have passed; no step, and no change of the link.
    Frame(f64),
    /// Trains.
    Play,
    /// Stops training.
    Pause,
    /// Trains one epoch.
    Step,
    /// Forgets what was learned and starts from the seed.
    Reset,
    /// Opens a link or a file's text.
    Open(String),
    /// Opens a text of another tool.
    Import(String),
    /// A text is typed that is to be the circuit.
    Type(String),
    /// What is typed is forgotten.
    Untype,
    /// The circuit is wanted in a format, perhaps with numbers in the place of θ and x.
    Export(String, Option<(Vec<f64>, Vec<f64>)>),
    /// The gallery of examples is wanted.
    Examples,
    /// Notices were read.
    Dismiss,
    /// The worker is there; send it everything.
    WorkerReady,
    /// The worker said something.
    Report(Box<Report>),
    /// The worker died, with its last words.
    WorkerLost(String),
}

impl Msg {
    /// Whether it tells how the worker is or what there is to see. Answers about texts are no such words: somebody asked
    /// for them, and they can become edits.
    pub fn of_worker(&self) -> bool {
        match self {
            Msg::WorkerReady | Msg::WorkerLost(_) => true,
            Msg::Report(report) => report.answer.is_none(),
            _ => false,
        }
    }
}

/// What the page is to do.
#[expect(clippy::large_enum_variant, reason = "few exist at a time, and they are moved once")]
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send this to the worker.
    Post(Request),
    /// The link changed; write it when there is quiet.
    Link,
    /// Say this to screen readers.
    Announce(String),
    /// Start a new worker.
    Restart,
}

/// How the worker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerState {
    /// It is starting.
    Starting,
    /// It answers.
    Ready,
}

/// Everything the page knows.
pub struct Store {
    history: History<Document>,
    /// The state at the scrubber and the pair's other state, as last reported.
    pub states: Rc<Vec<StateView>>,
    /// What the model showed last.
    pub look: Rc<Look>,
    /// The main model's weights as last reported, trained or from the seed.
    pub live: Weights,
    /// Whether training is running.
    pub playing: bool,
    /// Milliseconds an epoch.
    pub epoch_ms: f64,
    /// What the last answer cost: see `Report::spent`.
    pub spent: String,
    /// What keeps the model from running, as a sentence.
    pub trouble: Option<String>,
    /// Why the last edit was refused, as a sentence.
    pub refused: Option<String>,
    /// Notices to read: a damaged link, a restarted worker.
    pub notices: Vec<String>,
    /// The text that notices speak of as it was opened, so that nothing of it is lost; empty if there is none.
    pub original: String,
    /// How the worker is.
    pub worker: WorkerState,
    /// Whether the time may run without anybody having said so.
    pub autoplay: bool,
    /// Whether somebody has said so.
    started: bool,
    /// Circuits as texts.
    pub texts: Rc<Texts>,
    asked: Vec<texts::Asked>,
    /// The circuit, format and order of the text that the pane shows or waits for.
    written: Option<(circuit::Circuit, String, bool)>,
    questions: u32,
    job: u32,
    run: u32,
    heard: u32,
    /// Whether the next states may come without figures, and whether those asked for last do.
    sketching: bool,
    sketched: bool,
    /// Weights as the worker last told them or was last sent them: only differences are sent.
    synced: Weights,
}

impl Store {
    /// A store that begins with a document.
    pub fn new(document: Document) -> Store {
        Store {
            history: History::new(document),
            states: Rc::default(),
            look: Rc::default(),
            live: Weights::new(),
            playing: false,
            epoch_ms: 0.0,
            spent: String::new(),
            trouble: None,
            refused: None,
            notices: Vec::new(),
            original: String::new(),
            worker: WorkerState::Starting,
            autoplay: true,
            started: false,
            texts: Rc::default(),
            asked: Vec::new(),
            written: None,
            questions: 0,
            job: 0,
            run: 0,
            heard: 0,
            sketching: false,
            sketched: false,
            synced: Weights::new(),
        }
    }
    /// A store that begins with what a link or file says; what could not be read becomes notices.
    pub fn opened(text: &str) -> Store {
        if recognised(text).is_some() {
            // Only the worker can read it; until it is there, there is an empty circuit.
            let mut store = Store::new(Document::preset("circuit"));
            store.import(text, true);
            return store;
        }
        let (document, notices) = match open_link(text) {
            Ok(Opened { document, problems }) => (document, problems),
            Err(why) => (Document::preset("qsann"), vec![why]),
        };
        let mut store = Store::new(document);
        store.notice(notices, text);
        store
    }
    /// Says what could not be read of a text that was opened, and keeps that.
    fn notice(&mut self, notices: Vec<String>, text: &str) {
        self.original = if notices.is_empty() { String::new() } else { text.into() };
        self.notices = notices;
    }
    /// The document shown: with the preview of a drag, if there is one.
    pub fn document(&self) -> &Document {
        self.history.shown()
    }
    /// The document kept.
    pub fn kept(&self) -> &Document {
        self.history.now()
    }
    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }
    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }
    /// Whether a drag or slider is on its way.
    pub fn previewing(&self) -> bool {
        self.history.previewing()
    }
    /// Whether what is shown answers the newest question.
    pub fn settled(&self) -> bool {
        self.heard == self.job
    }
    /// Whether figures are those of an earlier state, until `finish`.
    pub fn is_sketched(&self) -> bool {
        self.sketched
    }
    /// Asks for the figures that were left out, if they are.
    pub fn finish(&mut self) -> Vec<Effect> {
        if self.sketched { self.show() } else { Vec::new() }
    }
    /// The fragment that opens the kept document.
    pub fn link(&self) -> String {
        to_link(self.history.now())
    }

    /// How many steps were made so far, in all.
    pub fn steps(&self) -> usize {
        self.history.made()
    }
    /// The fragment that opens what was kept before the last step.
    pub fn link_before(&self) -> String {
        to_link(self.history.before())
    }

    /// Takes a message in and says what is to be done. The page's first module does without this function and all that
    /// only it leads to: it calls `hear`.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        if msg.of_worker() {
            return self.hear(msg);
        }
        match msg {
            Msg::Edit(edit) => self.edit(&edit),
            Msg::Preview(edit) => self.preview(&edit),
            Msg::Hover(edit) => {
                self.sketching = true;
                self.preview(&edit)
            }
            Msg::Rest => {
                self.history.rest();
                Vec::new()
            }
            Msg::Commit => {
                let kept = self.history.commit_preview();
                if kept { self.changed() } else { self.show() }
            }
            Msg::Cancel => self.drop_preview(),
            Msg::Undo => self.travel(|h| h.undo(), "Undone"),
            Msg::Redo => self.travel(|h| h.redo(), "Redone"),
            Msg::Look(view) => {
                let before = &self.kept().view;
                if (before.slot, &before.text) != (view.slot, &view.text) {
                    self.untyped();
                }
                self.history.amend(|d| d.view = view.clone());
                self.show_and_link()
            }
            Msg::Run(run) => self.run_time(run),
            Msg::Frame(elapsed) => self.frame(elapsed),
            Msg::Play | Msg::Step if self.kept().setup.data == Data::None => self.nothing_to_train(),
            Msg::Play => self.play(),
            Msg::Pause => {
                self.playing = false;
                let mut effects = vec![Effect::Post(Request::Pause)];
                effects.extend(self.show_and_link());
                effects
            }
            Msg::Step => {
                self.history.mark();
                let mut effects = vec![Effect::Post(Request::Pause), Effect::Post(Request::Step(1))];
                effects.extend(self.show());
                effects
            }
            Msg::Reset => self.edit(&Edit::Reset),
            Msg::Open(text) if recognised(&text).is_some() => self.import(&text, false),
            Msg::Open(text) => self.open(&text),
            Msg::Import(text) => self.import(&text, false),
            Msg::Type(text) => self.typed(text),
            Msg::Untype => self.untyped(),
            Msg::Export(format, values) => self.export(format, values),
            Msg::Examples => self.examples(),
            Msg::Dismiss => {
                self.notice(Vec::new(), "");
                self.refused = None;
                Vec::new()
            }
            Msg::Report(report) => report.answer.map_or_else(Vec::new, |answer| self.answered(answer)),
            Msg::WorkerReady | Msg::WorkerLost(_) => Vec::new(),
        }
    }

    /// Takes in what the worker said, where `of_worker` holds.
    pub fn hear(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::WorkerReady => {
                self.worker = WorkerState::Ready;
                // What the page began with was written before anybody could hear it.
                let began = (self.job == 0 && !self.notices.is_empty()).then(|| self.notices.join(" "));
                let mut effects = self.resend();
                effects.extend(self.ask_again());
                effects.extend(began.map(Effect::Announce));
                effects
            }
            Msg::Report(report) => self.reported(*report),
            Msg::WorkerLost(why) => self.lost(&why),
            _ => Vec::new(),
        }
    }

    fn edit(&mut self, edit: &Edit) -> Vec<Effect> {
        let resets = matches!(edit, Edit::Reset | Edit::Model(_) | Edit::Data(_));
        match self.history.now().with(edit) {
            Ok(next) => {
                self.refused = None;
                let kept = match edit.number() {
                    Some(number) => self.history.commit_in(&number, next),
                    None => self.history.commit(next),
                };
                if !kept {
                    return self.show();
                }
                if !resets {
                    return self.changed();
                }
                let mut effects = vec![];
                if matches!(edit, Edit::Model(_)) {
                    self.started = false;
                }
                if matches!(edit, Edit::Model(_)) || !self.playing {
                    self.playing = false;
                    effects.push(Effect::Post(Request::Pause));
                }
                effects.extend(self.resend());
                effects.push(Effect::Link);
                effects
            }
            Err(why) => {
                self.refused = Some(why.clone());
                let mut effects = self.drop_preview();
                effects.push(Effect::Announce(why));
                effects
            }
        }
    }

    fn preview(&mut self, edit: &Edit) -> Vec<Effect> {
        match self.history.now().with(edit) {
            Ok(next) => {
                self.refused = None;
                self.history.preview(next);
                self.show()
            }
            Err(why) => {
                // A drag goes on over places that are refused for one reason: it is said once.
                let new = self.refused.as_ref() != Some(&why);
                self.refused = Some(why.clone());
                let mut effects = self.drop_preview();
                effects.extend(new.then_some(Effect::Announce(why)));
                effects
            }
        }
    }

    /// Shows what is kept again. Weights that were only previewed are in the worker and must be taken back.
    fn drop_preview(&mut self) -> Vec<Effect> {
        let weights = self.history.shown().weights != self.history.now().weights;
        self.history.cancel();
        if weights { self.resend() } else { self.show() }
    }

    fn travel(&mut self, step: impl FnOnce(&mut History<Document>) -> bool, done: &str) -> Vec<Effect> {
        let (now, model) = (self.document().view.clone(), self.document().setup.model.clone());
        if !step(&mut self.history) {
            return Vec::new();
        }
        self.history.amend(|d| d.view.stay(&now, d.setup.model == model));
        self.refused = None;
        self.playing = false;
        let mut effects = vec![Effect::Post(Request::Pause)];
        effects.extend(self.resend());
        effects.extend([Effect::Link, Effect::Announce(done.into())]);
        effects
    }

    /// A plain circuit has no training row, but the keys that train are there.
    fn nothing_to_train(&mut self) -> Vec<Effect> {
        let why = "A plain circuit has no data, so there is nothing to train. Open a model in the gallery at the top left.";
        self.refused = Some(why.into());
        vec![Effect::Announce(why.into())]
    }

    fn play(&mut self) -> Vec<Effect> {
        self.history.mark();
        self.playing = true;
        let mut effects = Vec::new();
        let (epochs, epoch) = (self.kept().setup.training.epochs, self.kept().progress.epoch);
        if epoch >= epochs {
            // Playing on after the last epoch means: as many again.
            let more = epoch + epochs.min(100_000 - epoch.min(99_999)).max(1);
            self.history.amend(|d| d.setup.training.epochs = more.min(100_000));
        }
        // A report that was on its way before this must not be taken for an answer to it: hence a new errand.
        effects.push(Effect::Post(Request::Play));
        effects.extend(self.show());
        effects
    }

    fn open(&mut self, text: &str) -> Vec<Effect> {
        match open_link(text) {
            Ok(Opened { document, problems }) => {
                self.notice(problems, text);
                (self.playing, self.started) = (false, false);
                self.history.commit(document);
                let mut effects = vec![Effect::Post(Request::Pause)];
                effects.extend(self.resend());
                effects.extend([Effect::Link, Effect::Announce(self.opened_as("Opened"))]);
                effects
            }
            Err(why) => {
                self.notice(vec![why.clone()], text);
                vec![Effect::Announce(why)]
            }
        }
    }

    /// What is said of something opened: what could not be read of it, if anything.
    fn opened_as(&self, well: &str) -> String {
        if self.notices.is_empty() { well.into() } else { self.notices.join(" ") }
    }

    fn lost(&mut self, why: &str) -> Vec<Effect> {
        self.worker = WorkerState::Starting;
        self.playing = false;
        let had = self.notices.len();
        self.unanswered();
        let notice = format!(
            "The simulator stopped ({why}) and was started again. Nothing is lost; training is paused."
        );
        let said = [&self.notices[had..], std::slice::from_ref(&notice)].concat().join(" ");
        if self.notices.last() != Some(&notice) {
            self.notices.push(notice);
        }
        vec![Effect::Restart, Effect::Announce(said)]
    }

    fn changed(&mut self) -> Vec<Effect> {
        self.show_and_link()
    }

    fn show_and_link(&mut self) -> Vec<Effect> {
        let mut effects = self.show();
        effects.push(Effect::Link);
        effects
    }

    /// Sends everything, what was learned included: after undo, a link, a restart.
    fn resend(&mut self) -> Vec<Effect> {
        let document = self.history.shown();
        self.run += 1;
        let restore = Request::Restore {
            run: self.run,
            weights: document.weights.clone(),
            progress: (*document.progress).clone(),
        };
        self.synced = document.weights.clone();
        let mut effects = vec![Effect::Post(restore)];
        effects.extend(self.show());
        effects
    }

    /// Asks for the document shown to be looked at.
    fn show(&mut self) -> Vec<Effect> {
        let document = self.history.shown();
        let mut weights = Weights::new();
        for (name, values) in &document.weights {
            if self.synced.get(name) != Some(values) {
                weights.insert(name.clone(), values.clone());
            }
        }
        let mut view = document.view.clone();
        self.sketched = std::mem::take(&mut self.sketching) && !view.figures.is_empty();
        if self.sketched {
            view.figures.clear();
        }
        let setup = document.setup.clone();
        let request = Request::Show { job: self.job + 1, setup, weights: weights.clone(), view };
        self.job += 1;
        self.synced.extend(weights);
        let mut effects = vec![Effect::Post(request)];
        effects.extend(self.ask_pane());
        effects
    }
}

#[cfg(test)]
mod tests;
