//! What happens in the page by itself: the worker's words become messages to the store, and the store's effects are
//! carried out. Not here: what a visitor does (`visitor`, which comes with the later module).

use super::later;
use super::{Act, App, Dialog, KNOCK_MS, ink, shell, storage};
use crate::clock;
use session::{Effect, Msg};
use std::rc::Rc;
use yew::AttrValue;
use yew::html::Scope;

/// Quiet before the link is written; milliseconds.
pub(super) const QUIET: f64 = 400.0;

/// So long after something was drawn in haste it is drawn in full; milliseconds.
const CALM: i32 = 30;

/// Knocks at the worker from time to time.
pub fn knock_later(app: &Scope<App>) {
    let app = app.clone();
    clock::after(KNOCK_MS, move || app.send_message(Act::Knock));
}

fn calm_later() {
    clock::after(CALM, || super::tag::send(Act::Calm));
}

impl App {
    /// Does what happened; says whether anything may look different. What the page does by itself is done here, what
    /// a visitor does by the later module.
    pub fn act(&mut self, app: &Scope<App>, act: Act) -> bool {
        match act {
            Act::Word(word) => return self.word(app, word),
            Act::Knock => {
                if shell::seen() {
                    self.line.knock();
                }
                knock_later(app);
                return false;
            }
            Act::Leave(gone) if self.stale.is_none() => {
                if gone {
                    storage::leave(&self.fragment);
                }
                return false;
            }
            Act::Point => {
                self.nudged = f64::NEG_INFINITY;
                return false;
            }
            Act::Owed => return self.owed,
            // Every pointer moves and is lifted; few hold something, or will when the later module has come.
            Act::Ahead(..) if self.hand.is_none() => return false,
            // What the frame tells was told between frames.
            Act::Drag(x, y) if self.hand.is_some_and(|hand| hand.drags && hand.at == (x, y)) => return false,
            Act::Drag(..) | Act::Drop(_) if self.hand.is_none() && self.kept.is_empty() => return false,
            Act::Dialog(dialog) => self.open_dialog(app, dialog),
            Act::Set(change) => change(Rc::make_mut(&mut self.local)),
            Act::Measure => return self.measure(),
            Act::Fetch(module) => return self.fetch(module),
            Act::Fetched(module, here) => self.fetched(app, module, here),
            Act::Tip(tip, left) => return self.tip(tip, left),
            Act::Untip(then) => return self.untip(then),
            // To be drawn is all there is to it.
            Act::Draw => {}
            Act::Calm => {
                self.calms = self.owed;
                if self.owed {
                    calm_later();
                    return false;
                }
                let effects = self.store.finish();
                self.carry_out(app, effects);
                return self.hasty;
            }
            act => return later::act(self, app, act),
        }
        true
    }

    /// What a drag waits for is drawn in haste, circuit and state; figures come a frame or two later, and with them what
    /// nobody sees (names of cells, tips).
    pub(super) fn hurry(&mut self, hasty: bool) {
        self.hasty = hasty;
        ink::haste(hasty);
        if (hasty || self.store.is_sketched()) && !self.calms {
            self.calms = true;
            calm_later();
        }
    }

    /// Brings what components are given up to date; what did not change stays the same.
    pub fn refresh(&mut self) {
        self.line.pace(self.local.seldom);
        let document = self.store.document();
        if *self.document != *document {
            if *self.setup != document.setup {
                self.setup = Rc::new(document.setup.clone());
            }
            self.document = Rc::new(document.clone());
            self.layout = Rc::new(self.document.circuit().layout());
        }
        // The first look is drawn a task later than the first state, so that neither task is long.
        let first = self.states.is_empty() && !self.store.states.is_empty();
        if self.states != self.store.states {
            self.states = self.store.states.clone();
        }
        if first {
            clock::after(0, || super::tag::send(Act::Draw));
        } else {
            self.look = self.store.look.clone();
        }
        let known = |(name, v): &(String, Vec<f64>)| self.weights.get(name) == Some(v);
        let all = self.store.live.iter().filter(|(n, _)| !self.document.weights.contains_key(n));
        if !all.chain(&self.document.weights).all(known) {
            let mut weights = self.store.live.clone();
            weights.extend(self.document.weights.clone());
            self.weights = Rc::new(weights);
        }
        if *self.notices != self.store.notices {
            self.notices = Rc::new(self.store.notices.clone());
        }
    }

    /// Measures what is drawn to fit; says whether anything is new.
    pub(super) fn measure(&self) -> bool {
        let new: Vec<Act> =
            self.rooms.widths().iter().filter_map(|(n, w)| self.local.measured(n, *w)).collect();
        new.into_iter().for_each(super::tag::send);
        false
    }

    /// Carries out what the store wants done.
    pub(super) fn carry_out(&mut self, app: &Scope<App>, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Post(request) => self.line.post(request),
                Effect::Link => self.link_later(app),
                Effect::Announce(text) => self.announce(text),
                Effect::Restart => self.line.restart(),
            }
        }
    }

    /// Has screen readers say a text; the same twice is said twice.
    pub(super) fn announce(&mut self, text: String) {
        let again = self.said.as_str() == text;
        self.said = AttrValue::from(if again { format!("{text}\u{a0}") } else { text });
    }

    fn word(&mut self, app: &Scope<App>, word: crate::line::Word) -> bool {
        let Some(msg) = self.line.take(word) else { return false };
        if !msg.of_worker() {
            return later::act(self, app, Act::Say(msg));
        }
        let ready = matches!(msg, Msg::WorkerReady);
        let effects = self.store.hear(msg);
        self.carry_out(app, effects);
        if ready {
            self.line.send_early();
        }
        true
    }

    fn link_later(&mut self, app: &Scope<App>) {
        let now = clock::now();
        match &mut self.stale {
            Some((_, last)) => *last = now,
            None => {
                self.stale = Some((now, now));
                let app = app.clone();
                clock::after(QUIET as i32, move || app.send_message(Act::Link));
            }
        }
    }

    pub(super) fn open_dialog(&mut self, app: &Scope<App>, dialog: Option<Dialog>) {
        Rc::make_mut(&mut self.local).close_dialogs();
        self.dialog = dialog;
        self.retry_modules();
        if let Some(Dialog::Share | Dialog::Examples) = dialog {
            later::act(self, app, Act::Fill);
        }
    }
}
