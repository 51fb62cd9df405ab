//! The state at the scrubber: Bloch balls, amplitudes, numbers of every qubit; of a pair of words, both.

use super::picture::{Picture, use_width};
use circuit::{C64, Circuit};
use plot::{Amplitudes, Bar, Bloch, Size, text};
use session::{Look, Msg, Setup, StateView, View, model};
use std::rc::Rc;
use yew::prelude::*;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct InspectorProps {
    /// Circuits and settings.
    pub setup: Rc<Setup>,
    /// What is looked at.
    pub view: View,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// What the model shows of itself: its words.
    pub look: Rc<Look>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// Where a state was read: "after column 5 · “prepares” · Query".
fn place(state: &StateView, setup: &Setup, look: &Look) -> String {
    let mut parts = vec![match state.column {
        Some(0) => "before column 1".to_string(),
        Some(n) => format!("after column {n}"),
        None => "at the end".to_string(),
    }];
    let words = look.attention.as_ref().map_or(&[][..], |a| &a.words);
    if let Some(word) = state.word.and_then(|w| words.get(w)) {
        parts.push(format!("“{word}”"));
    }
    if setup.model != "circuit"
        && let Some(slot) = model(&setup.model).and_then(|m| m.slots.get(state.slot))
    {
        parts.push(slot.title.to_string());
    }
    parts.join(" · ")
}

/// Two or three balls stand in a row, more than six in one that scrolls.
fn balls(state: &StateView, circuit: &Circuit, width: f64) -> Html {
    let row = if state.wires.len() <= 2 { 2.0 } else { 3.0 };
    let size = ((width - 6.0 * row) / row).clamp(84.0, 108.0).floor();
    let ball = |(q, wire): (usize, &session::Wire)| {
        let scene = Bloch { size, ..Bloch::new(&circuit.name(q), wire.bloch) }.scene();
        html! { <Picture scene={Rc::new(scene)} hook={format!("bloch-{q}")} /> }
    };
    let many = state.wires.len() > 6;
    html! {
        <div class={classes!("balls", many.then_some("row"))} tabindex={many.then_some("0")} role={many.then_some("group")}
            aria-label={many.then_some("Bloch balls")}>
            { for state.wires.iter().enumerate().map(ball) }
        </div>
    }
}

fn bars(state: &StateView, reversed: bool, width: f64) -> Amplitudes {
    let qubits = state.wires.len();
    let mut kept: Vec<Bar> =
        state.amplitudes.iter().map(|a| Bar { index: a.index, amplitude: C64::new(a.re, a.im) }).collect();
    let fit = Amplitudes::bars_that_fit(width);
    let mut others = state.others;
    if kept.len() > fit {
        circuit::order::sort(&mut kept, |a, b| b.amplitude.norm_sqr().total_cmp(&a.amplitude.norm_sqr()));
        others += kept[fit..].iter().map(|b| b.amplitude.norm_sqr()).sum::<f64>();
        kept.truncate(fit);
        circuit::order::sort(&mut kept, |a, b| a.index.cmp(&b.index));
    }
    let hidden = (1usize << qubits.min(40)) - kept.len();
    Amplitudes {
        qubits,
        others: (hidden > 0).then_some((others, hidden)),
        bars: kept,
        reversed,
        selected: None,
        size: Size::new(width, 116.0),
    }
}

fn numbers(state: &StateView, circuit: &Circuit) -> Html {
    let many = state.wires.len() > 6;
    let row = |(q, wire): (usize, &session::Wire)| {
        html! {
            <tr data-ketloom={format!("qubit-{q}")}>
                <th scope="row">{ circuit.name(q) }</th>
                <td>{ text::fixed(wire.one, 3) }</td>
                <td>{ text::fixed(wire.purity, 3) }</td>
                <td>{ text::fixed(wire.entropy, 3) }</td>
            </tr>
        }
    };
    html! {
        <div class="rows" tabindex={many.then_some("0")} role={many.then_some("group")} aria-label={many.then_some("Qubits in numbers")}>
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">{ "qubit" }</th>
                        <th scope="col">{ "P(1)" }</th>
                        <th scope="col" title="tr ρ² of the qubit alone: 1 is pure, 0.5 is fully mixed">{ "purity" }</th>
                        <th scope="col" title="Entanglement entropy with all other qubits">{ "entanglement, bit" }</th>
                    </tr>
                </thead>
                <tbody>{ for state.wires.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}

/// What is measured at the circuit's end, beyond what stands at its wires.
fn measured(state: &StateView) -> Html {
    let one = |r: &session::Readout| format!("⟨{}⟩ {}", r.observable, text::fixed(r.value, 3));
    let all: Vec<String> = state.readouts.iter().map(one).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! { <p class="measured" data-ketloom="readouts">{ "Measured at the end: " }{ all.join(", ") }</p> }
}

/// The state panel.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let place_to_draw = use_node_ref();
    let width = use_width(&place_to_draw, 300.0);
    let reversed = props.view.reversed;
    let turn = {
        let (say, view) = (props.say.clone(), props.view.clone());
        Callback::from(move |_: Event| say.emit(Msg::Look(View { reversed: !reversed, ..view.clone() })))
    };
    let block = |(i, state): (usize, &StateView)| {
        let Some(slot) = props.setup.slots.get(state.slot) else { return Html::default() };
        let scene = bars(state, reversed, width).scene();
        html! {
            <section class="state" data-ketloom={format!("state-{i}")} aria-label={format!("State {}", i + 1)}>
                <h3 data-ketloom={format!("state-{i}-place")}>{ place(state, &props.setup, &props.look) }</h3>
                { balls(state, &slot.circuit, width) }
                <h4>{ "Amplitudes" }<small>{ "height |a|², dial = phase" }</small></h4>
                <Picture scene={Rc::new(scene)} hook={format!("amplitudes-{i}")} />
                { numbers(state, &slot.circuit) }
                { measured(state) }
            </section>
        }
    };
    html! {
        <section class="panel inspector" aria-label="State" data-ketloom="inspector">
            <div class="head">
                <h2>{ "State" }</h2>
                <label class="switch">
                    <input type="checkbox" checked={reversed} onchange={turn} data-ketloom="ket-order" />
                    { "q0 rightmost" }
                </label>
            </div>
            <div class="measure" ref={place_to_draw}></div>
            if props.states.is_empty() {
                <p class="quiet">{ "The simulator is starting." }</p>
            }
            { for props.states.iter().enumerate().map(block) }
            <p class="quiet honest">{ "Ideal state: no noise, exact expectation values." }</p>
        </section>
    }
}
