//! Sliders of the circuit shown: its θ, and the x of a plain circuit; the x of a word as chips.

use super::Act;
use super::shown::Shown;
use super::tag::{Hear, button, field_of, list, tag, value_of, words};
use circuit::{Symbol, number};
use plot::text;
use session::{Setup, View, Weights};
use std::f64::consts::{PI, TAU};
use yew::Html;

/// The name of the weights of the slot shown.
pub fn group(setup: &Setup, view: &View) -> String {
    setup.group(view.slot, view.layer)
}

/// The values of a group, as many as the circuit uses.
pub fn values(weights: &Weights, group: &str, count: usize) -> Vec<f64> {
    let mut values = weights.get(group).cloned().unwrap_or_default();
    if values.len() < count {
        values.resize(count, 0.0);
    }
    values
}

fn number(text: &str) -> Option<f64> {
    circuit::number::read(&text.trim().replace('−', "-")).filter(|v| v.is_finite())
}

/// A slider with a field and two buttons; where something trains the number, and one that keeps it from that.
fn knob(symbol: Symbol, kind: &'static str, hook: String, value: f64, frozen: Option<bool>) -> Html {
    let name = symbol.pretty();
    let slide = move |kept: bool| move |e: &_| Some(Act::Slide(symbol, number(&value_of(e))?, kept));
    let reach = if value.abs() <= PI { PI } else { (value.abs() / TAU).ceil() * TAU };
    let step = |word: &str, mark: &'static str, by: f64| {
        let button = tag("button", &[("type", "button"), ("class", "step")]);
        let button = button.set("aria-label", format!("{name} {word}"));
        button.click(move || Act::Slide(symbol, value + by, true)).text(mark)
    };
    let slider = tag("input", &[("type", "range"), ("class", "slider"), ("step", "0.01")])
        .set("min", number::plain(-reach))
        .set("max", number::plain(reach))
        .value(number::plain(value).into())
        .set("aria-label", name.clone())
        .set("aria-valuetext", text::fixed(value, 3))
        .hook(hook.clone())
        .on(Hear::Input, slide(false))
        .on(Hear::Change, slide(true));
    let field = tag("input", &[("type", "text"), ("inputmode", "decimal"), ("class", "number")])
        .set("aria-label", format!("{name}, number"))
        .hook(format!("{hook}-number"))
        .value(text::fixed(value, 3).into())
        .on(Hear::Change, move |e| {
            let typed = number(&value_of(e));
            if typed.is_none() {
                field_of(e).set_value(&text::fixed(value, 3));
            }
            Some(Act::Slide(symbol, typed?, true))
        });
    tag("div", &[])
        .set("class", format!("knob {kind}"))
        .child(tag("span", &[("class", "knob-name"), ("aria-hidden", "true")]).text(name.clone()))
        .child(step("less", "−", -PI / 16.0))
        .child(slider)
        .child(step("more", "+", PI / 16.0))
        .child(field)
        .maybe(frozen.map(|frozen| freeze(symbol, name, hook, frozen)))
        .html()
}

fn freeze(symbol: Symbol, name: String, hook: String, frozen: bool) -> Html {
    button("step freeze", format!("{hook}-freeze"))
        .set_tip(true, format!("Freeze {name}"))
        .say_if("aria-pressed", frozen)
        .click(move || Act::Freeze(symbol))
        .text("❄\u{fe0e}")
        .html()
}

/// The vector of the word or point: the whole of it, for the circuits before this one read it too.
fn fed(shown: &Shown) -> Html {
    let state = shown.states.first().filter(|s| s.slot == shown.view().slot);
    let mut chips = Vec::new();
    for (i, v) in state.map_or(&[][..], |s| &s.inputs).iter().enumerate() {
        let chip = tag("span", &[("class", "chip fed")]).hook(format!("x-{}", i + 1));
        let chip = chip.text(Symbol::Input(i).pretty()).text(" ").child(words("b", "", text::fixed(*v, 3)));
        chips.push(chip.html());
    }
    tag("div", &[("class", "chips"), ("role", "group"), ("aria-label", "What is fed in")]).all(chips).html()
}

/// The sliders.
pub fn view(shown: &Shown) -> Html {
    let setup = &shown.setup;
    let circuit = shown.document.circuit();
    let group = group(setup, shown.view());
    let values = values(&shown.weights, &group, circuit.weights());
    let plain = setup.model == "circuit";
    let mut knobs = Vec::new();
    for (i, value) in values.iter().take(circuit.weights()).enumerate() {
        let frozen = (!plain).then(|| setup.training.frozen(&group, i).is_ok());
        knobs.push(knob(Symbol::Weight(i), "trained", format!("theta-{}", i + 1), *value, frozen));
    }
    let mut inputs = Vec::new();
    for i in 0..if plain { circuit.inputs() } else { 0 } {
        let value = setup.inputs.get(i).copied().unwrap_or(0.0);
        inputs.push(knob(Symbol::Input(i), "fed", format!("x-{}", i + 1), value, None));
    }
    tag(
        "div",
        &[("class", "params"), ("role", "group"), ("aria-label", "Parameters"), ("data-ketloom", "params")],
    )
    .all(knobs)
    .child(if plain { list(inputs) } else { fed(shown) })
    .html()
}
