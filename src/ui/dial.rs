//! The dial of a rotation: a constant angle, or the value of the one θ or x that is its angle, turned by pointer and keys.

use super::Act;
use super::picture::numbers;
use super::shown::Shown;
use super::tag::{Hear, element_of, pointer, tag};
use circuit::{Angle, Op, Symbol, number};
use plot::text;
use session::{Edit, Msg};
use std::f64::consts::{PI, TAU};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::Html;

/// What an arrow key and a drag turn by; an arrow with Shift by a quarter of it.
const STEP: f64 = PI / 32.0;
/// Half the dial's width.
const HALF: f64 = 18.0;

/// Where the pointer is around a dial that shows a value: the nearest such value.
fn pointed(event: &Event, value: f64) -> Option<f64> {
    let place = element_of(event)?.closest("svg").ok()??.get_bounding_client_rect();
    let right = f64::from(pointer(event).client_x()) - place.left() - place.width() / 2.0;
    let down = f64::from(pointer(event).client_y()) - place.top() - place.height() / 2.0;
    if right.abs().max(down.abs()) < 3.0 {
        return None;
    }
    let around = libm::atan2(-down, right) - value;
    let next = value + around - TAU * (around / TAU).round();
    Some((next / STEP).round() * STEP)
}

/// What setting the angle does: previewed, or kept.
fn turned(symbol: Option<Symbol>, (slot, index): (usize, usize), value: f64, kept: bool) -> Act {
    match symbol {
        Some(symbol) => Act::Slide(symbol, value, kept),
        None => {
            let edit = Edit::Angle { slot, index, text: Angle::nice(value).to_string() };
            Act::Say(if kept { Msg::Edit(edit) } else { Msg::Preview(edit) })
        }
    }
}

/// The dial of a gate at (slot, index) whose angle has a value now, if it can have one.
pub fn view(shown: &Shown, op: &Op, at: (usize, usize), value: Option<f64>) -> Option<Html> {
    let (angle, value) = (op.angle().filter(|_| op.gate.angled())?, value?);
    let symbol = match (angle.constant(), angle.proportional()) {
        (Some(_), _) => None,
        (_, Some((symbol, 1.0))) if symbol != Symbol::Time => Some(symbol),
        _ => return None,
    };
    if matches!(symbol, Some(Symbol::Input(_))) && shown.setup.model != "circuit" {
        return None;
    }
    let reach = if value.abs() <= PI { PI } else { (value.abs() / TAU).ceil() * TAU };
    let drag =
        move |e: &Event| pointed(e, value).filter(|v| *v != value).map(|v| turned(symbol, at, v, false));
    let (sine, cosine) = libm::sincos(value);
    let hand = [("x1", HALF), ("y1", HALF), ("x2", HALF + 14.0 * cosine), ("y2", HALF - 14.0 * sine)];
    let dial = tag(
        "svg",
        &[
            ("class", "angle-dial"),
            ("role", "slider"),
            ("tabindex", "0"),
            ("aria-label", "Angle, dial"),
            ("viewBox", "0 0 36 36"),
            ("data-ketloom", "dial"),
        ],
    );
    let dial = dial
        .set("aria-valuemin", number::fixed(-reach, 3))
        .set("aria-valuemax", number::fixed(reach, 3))
        .set("aria-valuenow", number::fixed(value, 3))
        .set("aria-valuetext", format!("{} {} radians", op.gate.name, text::fixed(value, 3)))
        .on(Hear::Press, move |e| {
            // Without capture the drag ends at the dial's edge, that is all.
            let _ = element_of(e)?.closest("svg").ok()??.set_pointer_capture(pointer(e).pointer_id());
            drag(e)
        })
        .on(Hear::Move, move |e| {
            let svg = element_of(e)?.closest("svg").ok()??;
            if svg.has_pointer_capture(pointer(e).pointer_id()) { drag(e) } else { None }
        })
        .on(Hear::Release, |_| Some(Act::Say(Msg::Commit)))
        .on(Hear::Key, move |e| {
            let key = e.unchecked_ref::<KeyboardEvent>();
            let step = if key.shift_key() { STEP / 4.0 } else { STEP };
            let next = match &*key.key() {
                "ArrowLeft" | "ArrowDown" => value - step,
                "ArrowRight" | "ArrowUp" => value + step,
                "Home" => -reach,
                "End" => reach,
                _ => return None,
            };
            e.prevent_default();
            Some(turned(symbol, at, next, true))
        });
    let ring = numbers(tag("circle", &[("class", "dial")]), &[("cx", HALF), ("cy", HALF), ("r", 16.0)]);
    Some(dial.child(ring).child(numbers(tag("line", &[("class", "hand")]), &hand)).html())
}
