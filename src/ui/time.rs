//! The time of a circuit that has t in it: the bar that runs it, stops it and sets it, and the frames it runs by.

use super::field::choice;
use super::later::{self, Arrival, Module};
use super::shown::Shown;
use super::tag::{Hear, button, tag, value_of, words};
use super::{Act, App, shell};
use crate::clock;
use circuit::number;
use plot::composer::op_at;
use plot::text;
use session::{Msg, WorkerState, round_ms};
use std::f64::consts::TAU;
use std::rc::Rc;
use yew::Html;
use yew::html::Scope;

/// The paces to choose from, as powers of two.
const PACES: std::ops::RangeInclusive<i32> = -2..=2;

impl App {
    /// Waits for the next frame while the time runs.
    pub(super) fn await_frame(&mut self) {
        if !self.store.runs() {
            self.clock.1 = None;
        } else if !self.clock.0 {
            self.clock.0 = true;
            shell::await_frame();
        }
    }

    /// A frame was painted: the time goes on if what was asked last has been answered and the page is seen.
    pub(super) fn frame(&mut self, app: &Scope<App>) -> bool {
        self.clock.0 = false;
        let ran = self.store.runs();
        self.store.autoplay = shell::moves();
        if !self.store.runs() {
            return ran;
        }
        let now = clock::now();
        if !shell::seen() {
            self.clock.1 = None;
        }
        if !shell::seen() || !self.store.settled() || self.store.worker != WorkerState::Ready {
            return false;
        }
        let before = self.clock.1.replace(now);
        self.say(app, Msg::Frame(before.map_or(0.0, |before| now - before)));
        true
    }

    /// Keeps the gate that is explained the chosen one.
    pub(super) fn explain(&mut self, app: &Scope<App>) {
        if self.later.of(Module::Later) != Arrival::Here {
            return;
        }
        let document = self.store.document();
        let chosen = op_at(document.circuit(), self.cell.0, self.cell.1);
        let chosen = chosen.filter(|_| self.chosen && self.anchor.is_none());
        if document.view.step.is_some() && chosen.is_some() && chosen != document.view.step {
            let mut view = document.view.clone();
            view.step = chosen;
            later::act(self, app, Act::Say(Msg::Look(view)));
        }
    }
}

/// The bar.
pub fn bar(shown: &Shown) -> Html {
    let (view, runs) = (shown.view(), shown.runs);
    let (face, name) = if runs { ("❚❚", "Stop the time") } else { ("▶", "Let the time run") };
    let toggle = button("button small", "time-run").set("aria-label", name).set("title", name).text(face);
    let toggle = toggle.click(move || Act::Say(Msg::Run(!runs)));
    let slider = tag(
        "input",
        &[
            ("type", "range"),
            ("class", "slider"),
            ("min", "0"),
            ("max", "6.28"),
            ("step", "0.01"),
            ("aria-label", "Time t"),
        ],
    );
    let slider = slider
        .hook("time")
        .value(number::fixed(view.time, 2).into())
        .set(
            "aria-valuetext",
            format!("t = {}, {} of a round", text::fixed(view.time, 2), text::percent(view.time / TAU)),
        )
        .on(Hear::Input, |e| {
            let time = number::read(&value_of(e))?;
            Some(Act::Look(Rc::new(move |view| (view.time, view.paused) = (time, true))))
        });
    let seconds = |pace: i32| text::short(round_ms(pace.into()) / 1000.0);
    let paces = PACES.map(|p| (p.to_string().into(), format!("{} s", seconds(p)).into())).collect();
    let pace = choice("time-pace", &number::plain(view.pace), paces).on(Hear::Change, |e| {
        let pace = number::read(&value_of(e))?;
        Some(Act::Look(Rc::new(move |view| view.pace = pace)))
    });
    tag(
        "div",
        &[
            ("class", "toolbar time-bar"),
            ("role", "group"),
            ("aria-label", "Time"),
            ("data-ketloom", "time-bar"),
        ],
    )
    .child(toggle)
    .child(words("span", "t", format!("t = {}", text::fixed(view.time, 2))))
    .child(slider)
    .child(tag("label", &[]).text("0 to 2π, then anew, in ").child(pace))
    .html()
}
