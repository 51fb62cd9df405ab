//! The state at the scrubber: Bloch balls, amplitudes, numbers of every qubit; of a pair of words, both.

use super::field::choice;
use super::later::{self, Later};
use super::picture::picture;
use super::shown::{Room, Shown};
use super::tag::{Hear, Tag, list, tag, value_of, words};
use super::{Act, figures, first};
use circuit::{C64, Circuit};
use plot::{Amplitudes, Bar, Bloch, Size, text};
use session::{IDEAL, Look, Setup, StateView, Trail, model};
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
pub fn scrolls(tag: Tag, many: bool, name: &'static str) -> Tag {
    tag.set_if(many, "tabindex", "0").set_if(many, "role", "group").set_if(many, "aria-label", name)
}

/// Two or three balls stand in a row, more than six in one that scrolls.
fn balls(state: &StateView, circuit: &Circuit, width: f64) -> Html {
    let row = if state.wires.len() <= 2 { 2.0 } else { 3.0 };
    let size = ((width - 6.0 * row) / row).clamp(84.0, 108.0).floor();
    let mut balls = Vec::new();
    for (q, wire) in state.wires.iter().enumerate() {
        let trail = state.trails.get(q).cloned().unwrap_or_default();
        let scene =
            Bloch { size, trail, every: state.every, ..Bloch::new(&circuit.name(q), wire.bloch) }.scene();
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

/// A state in full.
fn block(shown: &Rc<Shown>, i: usize, state: &StateView) -> Option<Html> {
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
        .maybe((!state.classical.is_empty()).then(|| later::view(Later::Classical, shown)));
    Some(block.html())
}

/// What trails can go over; epochs come last, for a plain circuit is not trained.
const TRAILS: [(&str, Trail); 3] =
    [("none", Trail::None), ("columns", Trail::Columns), ("epochs", Trail::Epochs)];

/// The list that chooses one of them.
fn trails(shown: &Shown) -> Tag {
    let offered = if shown.setup.model == "circuit" { &TRAILS[..2] } else { &TRAILS };
    let chosen = offered.iter().find(|t| t.1 == shown.view().trail).map_or("", |t| t.0);
    let options = offered.iter().map(|t| (t.0.into(), t.0.into())).collect();
    choice("trails", chosen, options).on(Hear::Change, |e| {
        let value = value_of(e);
        let trail = TRAILS.iter().find(|t| t.0 == value)?.1;
        Some(Act::Look(Rc::new(move |view| view.trail = trail)))
    })
}

/// The state panel.
pub fn view(shown: &Rc<Shown>) -> Html {
    let order = tag("input", &[("type", "checkbox"), ("data-ketloom", "ket-order")])
        .checked(shown.view().reversed)
        .on(Hear::Change, |_| Some(Act::Look(Rc::new(|view| view.reversed = !view.reversed))));
    let head = tag("div", &[("class", "head")])
        .child(words("h2", "", "State"))
        .child(tag("label", &[("class", "switch")]).text("trails").child(trails(shown)))
        .child(tag("label", &[("class", "switch")]).child(order).text("q0 rightmost"));
    let measures = shown.setup.model == "circuit" && !shown.document.circuit().is_unitary();
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
        .maybe(measures.then(|| later::view(Later::Mode, shown)))
        .child(tag("div", &[("class", "measure")]).set("data-room", Room::State.name()))
        .maybe(waits.then(starting))
        .all(blocks)
        .child(tag("p", &[("class", "quiet honest"), ("data-ketloom", "note")]).text(note))
        .html()
}
