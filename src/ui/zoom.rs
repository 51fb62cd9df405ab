//! How large the circuit is drawn. Not here: scrolling to the cell in focus (the browser does that).

use super::keys::Command;
use super::shown::Shown;
use super::tag::{Hear, button, tag};
use super::{Act, App, shell};
use crate::clock;
use std::rc::Rc;
use web_sys::Event;
use yew::Html;

/// The sizes there are, in percent, and the place of the usual one.
const SIZES: [u8; 7] = [50, 67, 80, 100, 125, 150, 200];
const USUAL: i32 = 3;

/// How many times as large as usual.
pub fn times(zoom: i32) -> f64 {
    f64::from(percent(zoom)) / 100.0
}

fn percent(zoom: i32) -> u8 {
    SIZES[(zoom + USUAL).clamp(0, SIZES.len() as i32 - 1) as usize]
}

/// What a turn of the wheel means, if Ctrl is held or two fingers pinch a pad.
pub fn wheel(event: &Event) -> Option<Act> {
    let wheel: &web_sys::WheelEvent = wasm_bindgen::JsCast::unchecked_ref(event);
    if !(wheel.ctrl_key() || wheel.meta_key()) || wheel.delta_y() == 0.0 {
        return None;
    }
    event.prevent_default();
    Some(Act::Zoom(if wheel.delta_y() < 0.0 { 1 } else { -1 }, Some(wheel.client_x())))
}

impl App {
    /// Draws the circuit larger, smaller or, by 0, in the usual size.
    pub(super) fn zoom(&mut self, by: i32, at: Option<i32>) {
        let local = Rc::make_mut(&mut self.local);
        let before = times(local.zoom);
        local.zoom =
            if by == 0 { 0 } else { (local.zoom + by).clamp(-USUAL, SIZES.len() as i32 - 1 - USUAL) };
        let (now, percent) = (times(local.zoom), percent(local.zoom));
        if let Some(x) = at {
            clock::after(0, move || shell::scroll_zoomed(x, now / before));
        }
        self.announce(format!("Circuit at {percent} %"));
    }
}

/// The buttons.
pub fn buttons(shown: &Shown) -> Html {
    let face = format!("{} %", percent(shown.local.zoom));
    let row = [
        ("zoom-out", "Smaller (<, Ctrl+wheel)", "−".to_string(), -1),
        ("zoom-reset", "Usual size", face, 0),
        ("zoom-in", "Larger (>, Ctrl+wheel)", "+".to_string(), 1),
    ];
    let mut all = Vec::new();
    for (hook, name, face, by) in row {
        let button = button("button small", hook).set("title", name);
        // The usual size is called by what it is now, which stands on it.
        let button = if by == 0 { button } else { button.set("aria-label", name) };
        all.push(button.click(move || Act::Grid(Command::Zoom(by))).text(face).html());
    }
    tag("span", &[("class", "zoom"), ("role", "group"), ("aria-label", "Size of the circuit")])
        .all(all)
        .html()
}

/// Lets a circuit hear the wheel.
pub fn heard(score: super::tag::Tag) -> super::tag::Tag {
    score.on(Hear::Wheel, wheel)
}
