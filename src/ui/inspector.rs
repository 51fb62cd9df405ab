//! The state at the scrubber: Bloch balls, amplitudes, numbers of every qubit; of a pair of words, both.

use super::field::{read_number, typing as typing_in};
use super::picture::picture;
use super::shown::{Room, Shown};
use super::tag::{Hear, Tag, button, list, send, tag, value_of, words};
use super::{Act, figures, first};
use circuit::{C64, Circuit};
use plot::{Amplitudes, Bar, Bloch, Size, text};
use session::{IDEAL, Look, Setup, StateView, model};
use std::rc::Rc;
use yew::Html;

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

/// Of many qubits what scrolls can be reached by Tab and has a name.
fn scrolls(tag: Tag, many: bool, name: &'static str) -> Tag {
    tag.set_if(many, "tabindex", "0").set_if(many, "role", "group").set_if(many, "aria-label", name)
}

/// Two or three balls stand in a row, more than six in one that scrolls.
fn balls(state: &StateView, circuit: &Circuit, width: f64) -> Html {
    let row = if state.wires.len() <= 2 { 2.0 } else { 3.0 };
    let size = ((width - 6.0 * row) / row).clamp(84.0, 108.0).floor();
    let mut balls = Vec::new();
    for (q, wire) in state.wires.iter().enumerate() {
        let trail = state.trails.get(q).cloned().unwrap_or_default();
        let scene = Bloch { size, trail, ..Bloch::new(&circuit.name(q), wire.bloch) }.scene();
        balls.push(picture(&scene, format!("bloch-{q}"), "img").html());
    }
    let many = state.wires.len() > 6;
    let row = tag("div", &[]).set("class", if many { "balls row" } else { "balls" });
    scrolls(row, many, "Bloch balls").all(balls).html()
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
        mixed: state.mixed,
        selected: None,
        size: Size::new(width, 116.0),
    }
}

/// The columns of the table of qubits.
const COLUMNS: [(&str, &str); 4] = [
    ("qubit", ""),
    ("P(1)", ""),
    ("purity", "tr ρ² of the qubit alone: 1 is pure, 0.5 is fully mixed"),
    (
        "entropy, bit",
        "Entropy of the qubit alone; where the whole state is pure, its entanglement with all others",
    ),
];

fn numbers(state: &StateView, circuit: &Circuit) -> Html {
    let mut rows = Vec::new();
    for (q, wire) in state.wires.iter().enumerate() {
        let row = tag("tr", &[]).hook(format!("qubit-{q}"));
        let row = row.child(tag("th", &[("scope", "row")]).text(circuit.name(q)));
        let values = [wire.one, wire.purity, wire.entropy];
        rows.push(row.all(values.iter().map(|v| words("td", "", text::fixed(*v, 3))).collect()).html());
    }
    let heads = COLUMNS.iter().map(|(name, help)| {
        let head = tag("th", &[("scope", "col")]).set_if(!help.is_empty(), "title", help);
        head.text(*name).html()
    });
    let head = tag("thead", &[]).child(tag("tr", &[]).all(heads.collect()));
    let table = tag("table", &[("class", "numbers")]).child(head).child(tag("tbody", &[]).all(rows));
    scrolls(tag("div", &[("class", "rows")]), state.wires.len() > 6, "Qubits in numbers").child(table).html()
}

/// What is measured at the circuit's end, beyond what stands at its wires.
fn measured(state: &StateView) -> Option<Html> {
    let one = |r: &session::Readout| format!("⟨{}⟩ {}", r.observable, text::fixed(r.value, 3));
    let all: Vec<String> = state.readouts.iter().map(one).collect();
    let line = tag("p", &[("class", "measured"), ("data-ketloom", "readouts")]);
    (!all.is_empty()).then(|| line.text("Measured at the end: ").text(all.join(", ")).html())
}

/// What stands for the bars where data of a figure are read: no state has as many figures.
const BARS: usize = 99;

/// Which qubit comes where in kets.
pub fn order(shown: &Shown) -> &'static str {
    if shown.view().reversed { "q0 rightmost" } else { "q0 leftmost" }
}

/// Classical bits, with their values in one run or their probabilities.
fn classical(state: &StateView) -> Html {
    let mut rows = Vec::new();
    for (what, value) in &state.classical {
        let head = tag("th", &[("scope", "row")]).text(what.clone());
        rows.push(tag("tr", &[]).child(head).child(words("td", "", value.clone())).html());
    }
    let title = words("h4", "", "Classical bits");
    let table = tag("table", &[("class", "numbers")]).child(tag("tbody", &[]).all(rows));
    let rows = tag("div", &[("class", "rows"), ("aria-live", "polite"), ("data-ketloom", "classical")]);
    let rows = scrolls(rows, state.classical.len() > 6, "Classical bits and their values");
    list(vec![title, rows.child(table).html()])
}

/// How a circuit that measures is run: exactly, or once by a seed.
fn mode(shown: &Shown) -> Option<Html> {
    if shown.setup.model != "circuit" || shown.document.circuit().is_unitary() {
        return None;
    }
    let view = shown.view();
    let mode = |shot: bool, hook: &'static str, face: &'static str| {
        let button = button("chip", hook).say_if("aria-pressed", view.shot == shot);
        button.looks(move |view| view.shot = shot).text(face)
    };
    let modes = tag("div", &[("class", "chips modes"), ("role", "group"), ("aria-label", "How it is run")]);
    let modes = modes.child(mode(false, "exact", "Exact mixture")).child(mode(true, "shot", "Single shot"));
    if !view.shot {
        return Some(modes.html());
    }
    let typing = shown.local.fields.iter().find(|f| f.name == SEED);
    let text = typing.and_then(|t| t.text.clone()).unwrap_or_else(|| view.seed.to_string());
    let trouble = typing.and_then(|t| t.trouble.clone());
    let field =
        tag("input", &[("class", "field"), ("inputmode", "numeric"), ("size", "5"), ("data-ketloom", SEED)]);
    let field =
        field.value(text.into()).set_if(trouble.is_some(), "aria-invalid", "true").on(Hear::Change, |e| {
            let text = value_of(e);
            Some(
                match read_number(&text, true).and_then(|seed| {
                    if seed < MOST_SEED { Ok(seed) } else { Err("A seed has at most 15 digits.".into()) }
                }) {
                    Ok(seed) => {
                        send(Act::Set(Rc::new(|local| typing_in(local, SEED, None, None))));
                        Act::Look(Rc::new(move |view| view.seed = seed as u64))
                    }
                    Err(why) => Act::Set(Rc::new(move |local| {
                        typing_in(local, SEED, Some(text.clone()), Some(why.clone()));
                    })),
                },
            )
        });
    let another = button("button small", "another-shot").text("Another shot").looks(|view| {
        view.seed = (view.seed + 1) % MOST_SEED as u64;
    });
    let seed = tag("label", &[("class", "switch")]).text("seed ").child(field);
    let why = |why: String| tag("small", &[("class", "trouble"), ("role", "alert")]).text(why).html();
    Some(modes.child(seed).child(another).maybe(trouble.map(why)).html())
}

/// The field of a shot's seed.
const SEED: &str = "shot-seed";
/// Seeds are below this: whole numbers that JSON keeps.
const MOST_SEED: f64 = 1e15;

/// A state in full.
fn block(shown: &Shown, i: usize, state: &StateView) -> Option<Html> {
    let circuit = &shown.setup.slots.get(state.slot)?.circuit;
    let width = shown.local.width(Room::State);
    let scene = bars(state, shown.view().reversed, width).scene();
    let drawn = picture(&scene, format!("amplitudes-{i}"), "img");
    let place = tag("h3", &[]).hook(format!("state-{i}-place")).text(place(state, &shown.setup, &shown.look));
    let (title, legend) = match state.mixed {
        true => ("Probabilities", "a mixture has no amplitudes; "),
        false => ("Amplitudes", "height |a|², dial = phase; "),
    };
    let legend = tag("small", &[]).text(legend).text(order(shown));
    let title = tag("h4", &[]).text(title).child(legend);
    let block = tag("section", &[("class", "state")])
        .hook(format!("state-{i}"))
        .set("aria-label", format!("State {}", i + 1))
        .child(place)
        .child(balls(state, circuit, width))
        .maybe((!state.untraced.is_empty()).then(|| words("p", "hint", state.untraced.clone())))
        .child(title)
        .child(figures::data(shown, (i, BARS), &scene, 1, drawn.html()).set("class", "data bars"))
        .child(numbers(state, circuit))
        .maybe(measured(state))
        .maybe((!state.classical.is_empty()).then(|| classical(state)));
    Some(block.html())
}

/// The state panel.
pub fn view(shown: &Shown) -> Html {
    let order = tag("input", &[("type", "checkbox"), ("data-ketloom", "ket-order")])
        .checked(shown.view().reversed)
        .on(Hear::Change, |_| Some(Act::Look(Rc::new(|view| view.reversed = !view.reversed))));
    let trail = tag("input", &[("type", "checkbox"), ("data-ketloom", "trails")])
        .checked(shown.view().trail)
        .on(Hear::Change, |_| Some(Act::Look(Rc::new(|view| view.trail = !view.trail))));
    let head = tag("div", &[("class", "head")])
        .child(words("h2", "", "State"))
        .child(tag("label", &[("class", "switch")]).child(trail).text("trails"))
        .child(tag("label", &[("class", "switch")]).child(order).text("q0 rightmost"));
    let waits = shown.states.is_empty() && shown.trouble.is_none();
    let starting = || list(vec![first::view(), words("p", "quiet", "The simulator is starting.")]);
    let note = shown
        .states
        .first()
        .map(|s| s.note.clone())
        .filter(|n| !n.is_empty())
        .unwrap_or_else(|| IDEAL.into());
    let blocks = shown.states.iter().enumerate().filter_map(|(i, s)| block(shown, i, s)).collect();
    tag("section", &[("class", "panel inspector"), ("aria-label", "State"), ("data-ketloom", "inspector")])
        .child(head)
        .maybe(mode(shown))
        .child(tag("div", &[("class", "measure")]).set("data-room", Room::State.name()))
        .maybe(waits.then(starting))
        .all(blocks)
        .child(tag("p", &[("class", "quiet honest"), ("data-ketloom", "note")]).text(note))
        .html()
}
