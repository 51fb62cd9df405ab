//! Sliders of the circuit shown: its θ, and the x of a plain circuit; the x of a word as chips.

use plot::text;
use session::{Edit, Msg, Setup, StateView, View, Weights};
use std::f64::consts::{PI, TAU};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct ParamsProps {
    /// Circuits and settings.
    pub setup: Rc<Setup>,
    /// What is looked at.
    pub view: View,
    /// Weights by group.
    pub weights: Rc<Weights>,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The name of the weights of the slot shown: the slot's, with the layer from the second on.
pub fn group(setup: &Setup, view: &View) -> String {
    let name = setup.slots.get(view.slot).map_or("", |s| s.name.as_str());
    if view.layer == 0 { name.to_string() } else { format!("{name}.{}", view.layer + 1) }
}

/// The values of a group, as many as the circuit uses.
pub fn values(weights: &Weights, group: &str, count: usize) -> Vec<f64> {
    let mut values = weights.get(group).cloned().unwrap_or_default();
    if values.len() < count {
        values.resize(count, 0.0);
    }
    values
}

struct Knob {
    /// `theta-1`, `x-2`.
    hook: String,
    /// θ₁, x₂.
    name: String,
    kind: &'static str,
    value: f64,
    /// The new value, and whether it is kept.
    set: Callback<(f64, bool)>,
}

/// A slider with a field and two buttons.
fn knob(props: &Knob) -> Html {
    let value = props.value;
    let number = |e: &HtmlInputElement| {
        circuit::number::read(&e.value().trim().replace('−', "-")).filter(|v| v.is_finite())
    };
    let slide = props.set.clone();
    let oninput = Callback::from(move |e: InputEvent| {
        number(&e.target_unchecked_into()).into_iter().for_each(|v| slide.emit((v, false)));
    });
    let keep = props.set.clone();
    let onchange = Callback::from(move |e: Event| {
        number(&e.target_unchecked_into()).into_iter().for_each(|v| keep.emit((v, true)));
    });
    let typed = props.set.clone();
    let ontyped = Callback::from(move |e: Event| match number(&e.target_unchecked_into()) {
        Some(v) => typed.emit((v, true)),
        None => e.target_unchecked_into::<HtmlInputElement>().set_value(&text::fixed(value, 3)),
    });
    let by = |step: f64| props.set.reform(move |_: MouseEvent| (value + step, true));
    let reach = if value.abs() <= PI { PI } else { (value.abs() / TAU).ceil() * TAU };
    html! {
        <div class={classes!("knob", props.kind)}>
            <span class="knob-name" aria-hidden="true">{ &props.name }</span>
            <button type="button" class="step" aria-label={format!("{} less", props.name)} onclick={by(-PI / 16.0)}>{ "−" }</button>
            <input type="range" class="slider" min={(-reach).to_string()} max={reach.to_string()} step="0.01"
                value={value.to_string()} aria-label={props.name.clone()} aria-valuetext={text::fixed(value, 3)}
                data-ketloom={props.hook.clone()} {oninput} {onchange} />
            <button type="button" class="step" aria-label={format!("{} more", props.name)} onclick={by(PI / 16.0)}>{ "+" }</button>
            <input type="text" inputmode="decimal" class="number" aria-label={format!("{}, number", props.name)}
                data-ketloom={format!("{}-number", props.hook)} value={text::fixed(value, 3)} onchange={ontyped} />
        </div>
    }
}

/// Previews while a slider moves, commits when it is let go.
fn message(edit: Edit, kept: bool, say: &Callback<Msg>) {
    if kept {
        say.emit(Msg::Edit(edit));
    } else {
        say.emit(Msg::Preview(edit));
    }
}

/// The sliders.
#[component]
pub fn Params(props: &ParamsProps) -> Html {
    let circuit = &props.setup.slots[props.view.slot.min(props.setup.slots.len() - 1)].circuit;
    let name = group(&props.setup, &props.view);
    let all = values(&props.weights, &name, circuit.weights());
    let theta = |index: usize| {
        let (group, values, say) = (name.clone(), all.clone(), props.say.clone());
        let set = Callback::from(move |(value, kept): (f64, bool)| {
            message(Edit::Weight { group: group.clone(), values: values.clone(), index, value }, kept, &say);
        });
        knob(&Knob {
            hook: format!("theta-{}", index + 1),
            name: circuit::Symbol::Weight(index).pretty(),
            kind: "trained",
            value: all[index],
            set,
        })
    };
    let x = |index: usize| {
        let say = props.say.clone();
        let set = Callback::from(move |(value, kept)| message(Edit::Input { index, value }, kept, &say));
        let value = props.setup.inputs.get(index).copied().unwrap_or(0.0);
        knob(&Knob {
            hook: format!("x-{}", index + 1),
            name: circuit::Symbol::Input(index).pretty(),
            kind: "fed",
            value,
            set,
        })
    };
    let plain = props.setup.model == "circuit";
    // Of a model the whole vector of the word or point is shown, for the circuits before this one read it too.
    let state = props.states.first().filter(|s| !plain && s.slot == props.view.slot);
    let fed = state.map_or(&[][..], |s| &s.inputs).iter().enumerate().map(|(i, v)| {
        html! {
            <span class="chip fed" data-ketloom={format!("x-{}", i + 1)}>
                { circuit::Symbol::Input(i).pretty() }{ " " }<b>{ text::fixed(*v, 3) }</b>
            </span>
        }
    });
    html! {
        <div class="params" role="group" aria-label="Parameters" data-ketloom="params">
            { for (0..circuit.weights()).map(theta) }
            if plain {
                { for (0..circuit.inputs()).map(x) }
            } else {
                <div class="chips" role="group" aria-label="What is fed in">{ for fed }</div>
            }
        </div>
    }
}
