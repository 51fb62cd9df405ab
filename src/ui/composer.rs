//! The circuit: tabs of the model's slots, the drawing with its grid of cells, the scrubber, qubits.

use super::Act;
use super::cells::{self, Values};
use super::ink::Group;
use super::later::{self, Later};
use super::part::{self, Part};
use super::picture::{numbers, picture, rect};
use super::shown::{Room, Shown};
use super::tag::{Hear, button, element_of, key_of, pointer, send, tag, words};
use super::{displays, params, parts, shell, step, time, toolbar, wires, zoom};
use circuit::{AngleKind, Circuit, Op};
use plot::composer::{CELL_WIDTH, HEAD, TAIL};
use plot::{Geometry, Point, text};
use session::{Edit, ModelDef, SlotDef, StateView, View, model};
use std::rc::Rc;
use web_sys::{Element, Event};
use yew::Html;

/// "4 qubits · 12 θ · 8 x · depth 9 · 4.1 ms per epoch"
fn caption(circuit: &Circuit, inputs: usize, epoch_ms: f64) -> String {
    let mut parts = vec![
        text::count(circuit.qubits() as f64, "qubit"),
        format!("{} θ", circuit.weights()),
        format!("{inputs} x"),
        format!("depth {}", circuit.depth()),
    ];
    if epoch_ms > 0.0 {
        parts.push(format!("{} ms per epoch", text::fixed(epoch_ms, 1)));
    }
    parts.join(" · ")
}

/// The id of a slot's tab.
fn tab_id(def: &ModelDef, slot: usize) -> String {
    format!("tab-{}", def.slots[slot].name.replace(' ', "-"))
}

/// Goes to another slot, at its end.
fn to_slot(slot: usize) -> impl Fn(&mut View) {
    move |view| (view.slot, view.column) = (slot, None)
}

fn tabs(def: &'static ModelDef, slot: usize) -> Html {
    let count = def.slots.len();
    let mut tabs = Vec::new();
    for (i, s) in def.slots.iter().enumerate() {
        let tab = tag("button", &[("type", "button"), ("role", "tab"), ("aria-controls", "slot")]);
        let tab = tab.set("id", tab_id(def, i)).say_if("aria-selected", i == slot);
        let tab = tab.set("tabindex", if i == slot { "0" } else { "-1" }).hook(tab_id(def, i));
        tabs.push(tab.set("title", s.help).looks(to_slot(i)).text(s.title).html());
    }
    tag("div", &[("class", "tabs"), ("role", "tablist"), ("aria-label", "Circuits of the model")])
        .on(Hear::Key, move |e| {
            let to = match key_of(e).as_str() {
                "ArrowLeft" => (slot + count - 1) % count,
                "ArrowRight" => (slot + 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return None,
            };
            e.prevent_default();
            send(Act::Look(Rc::new(to_slot(to))));
            shell::focus(&format!("[data-ketloom={}]", tab_id(def, to)));
            None
        })
        .all(tabs)
        .html()
}

/// A read-out at the end of each wire: the first that is measured of it alone.
fn read_outs(state: Option<&StateView>, qubits: usize) -> Vec<String> {
    let of = |q: usize| {
        let mine = |r: &&session::Readout| r.observable.get(1..).and_then(|d| d.parse().ok()) == Some(q);
        let readout = state?.readouts.iter().find(mine)?;
        Some(format!("⟨{}⟩ {}", &readout.observable[..1], text::fixed(readout.value, 2)))
    };
    (0..qubits).map(|q| of(q).unwrap_or_default()).collect()
}

/// Reads the state after so many columns.
fn scrub(to: usize, depth: usize) -> Act {
    Act::Look(Rc::new(move |view| view.column = (to < depth).then_some(to)))
}

/// The boundary of columns that the pointer is at.
fn boundary_at(event: &Event, geometry: Geometry, zoom: f64) -> Option<usize> {
    let svg = element_of(event)?.closest("svg").ok()??;
    let x = f64::from(pointer(event).client_x()) - svg.get_bounding_client_rect().left();
    Some(geometry.boundary(x / zoom))
}

/// The handle along the top: the state is read after so many columns.
fn scrubber(geometry: Geometry, now: usize, depth: usize, width: f64, zoom: f64) -> Html {
    let words = match now {
        n if n == depth => "at the end".to_string(),
        0 => "before column 1".to_string(),
        n => format!("after column {n}"),
    };
    let drag = move |e: &Event| {
        let to = boundary_at(e, geometry, zoom)?;
        (to.min(depth) != now).then(|| scrub(to, depth))
    };
    let held = |e: &Element, event: &Event| e.has_pointer_capture(pointer(event).pointer_id());
    tag(
        "g",
        &[
            ("class", "scrub"),
            ("role", "slider"),
            ("tabindex", "0"),
            ("aria-label", "Read the state"),
            ("aria-orientation", "horizontal"),
            ("aria-valuemin", "0"),
            ("data-ketloom", "scrubber"),
        ],
    )
    .set("aria-valuemax", depth.to_string())
    .set("aria-valuenow", now.to_string())
    .set("aria-valuetext", words)
    .on(Hear::Press, move |e| {
        // Without capture the drag ends at the strip's edge, that is all.
        let _ = element_of(e)?.set_pointer_capture(pointer(e).pointer_id());
        drag(e)
    })
    .on(Hear::Move, move |e| element_of(e).filter(|t| held(t, e)).and_then(|_| drag(e)))
    .on(Hear::Key, move |e| {
        let to = match key_of(e).as_str() {
            "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
            "ArrowRight" | "ArrowUp" => now + 1,
            "Home" => 0,
            "End" => depth,
            _ => return None,
        };
        e.prevent_default();
        Some(scrub(to.min(depth), depth))
    })
    .child(rect("scrub-strip", Point::new(HEAD, -28.0), width - HEAD - TAIL, 44.0))
    .child(rect("scrub-knob", Point::new(geometry.boundary_x(now) - 22.0, -28.0), 44.0, 44.0))
    .html()
}

/// The number in a box under its angle's text.
fn value_of(op: &Op, values: &Values) -> Option<String> {
    let angle = op.angle().filter(|a| a.kind() != AngleKind::Constant)?;
    Some(text::fixed(cells::value_of(angle, values), 2))
}

/// What is fed in: of a plain circuit what was set, of a model the row whose state is shown.
pub fn values(shown: &Shown, state: Option<&StateView>) -> Values {
    let setup = &shown.setup;
    let count = shown.document.circuit().weights();
    let weights = params::values(&shown.weights, &params::group(setup, shown.view()), count);
    let inputs = state.filter(|_| setup.model != "circuit").map_or(&setup.inputs, |s| &s.inputs);
    (weights, inputs.clone(), shown.view().time)
}

/// The circuit panel's upper part.
pub fn view(shown: &Rc<Shown>) -> Html {
    let setup = &shown.setup;
    let slot = shown.view().slot.min(setup.slots.len() - 1);
    let circuit = &setup.slots[slot].circuit;
    let Some(def) = model(&setup.model) else { return Html::default() };
    let before = before(def.slots, slot);
    let first = before.and_then(|b| setup.circuit(b.name)).map_or(0, Circuit::inputs);
    let heading = match def.slots.len() {
        1 => words("h2", "", def.slots[slot].title),
        _ => tabs(def, slot),
    };
    let caption = caption(circuit, first.max(circuit.inputs()), shown.epoch_ms);
    let head = tag("div", &[("class", "head")])
        .child(heading)
        .child(tag("p", &[("class", "caption"), ("data-ketloom", "caption")]).text(caption));
    let state = shown.state();
    let values = values(shown, state);
    let selected = shown.selected();
    tag("div", &[("class", "composer")])
        .child(head)
        .child(words("p", "quiet slot-help", def.slots[slot].help))
        .child(score(shown, def, slot, state, selected))
        .maybe(circuit.is_timed().then(|| time::bar(shown)))
        .child(below(shown, circuit, &values, selected))
        .maybe(step::view(shown))
        .html()
}

/// Where cells are.
pub fn geometry(shown: &Shown) -> Geometry {
    let slots = model(&shown.setup.model).map_or(&[][..], |m| m.slots);
    Geometry { prefix: before(slots, shown.view().slot).is_some() }
}

/// The slot whose circuit runs before one.
fn before(slots: &'static [SlotDef], slot: usize) -> Option<&'static SlotDef> {
    let name = slots.get(slot)?.after?;
    slots.iter().find(|s| s.name == name)
}

/// How many columns are drawn: as many as fit, and a free one.
pub fn columns(shown: &Shown) -> usize {
    let room = shown.local.width(Room::Score) / zoom::times(shown.local.zoom);
    let fits = ((room - geometry(shown).left() - TAIL) / CELL_WIDTH).max(0.0) as usize;
    fits.max(shown.layout.width + 1)
}

/// The gates of which a wire is the first, each drawn as in column 0 and moved to its own: what stands behind another
/// gate that comes or goes moves as it is.
pub fn gates(shown: &Shown, wire: usize) -> Html {
    let circuit = shown.circuit();
    let here = |index: &usize| circuit.ops()[*index].qubits().min() == Some(wire);
    let here: Vec<usize> = (0..circuit.ops().len()).filter(here).collect();
    let known = shown.state().is_some() || shown.setup.model == "circuit";
    let depends = here.iter().any(|index| has_symbols(&circuit.ops()[*index]));
    let values = if depends && known { values(shown, shown.state()) } else { Values::default() };
    let filled =
        |index: &usize| displays::of(shown, shown.layout.columns[*index], &circuit.ops()[*index]).is_some();
    let composer = plot::Composer {
        prefix: geometry(shown).prefix.then(String::new),
        selected: shown.selected(),
        filled: here.iter().copied().filter(filled).collect(),
        value: &|op| value_of(op, &values).filter(|_| known),
        ..plot::Composer::new(circuit)
    };
    let mut gates = Vec::new();
    for index in here {
        let column = shown.layout.columns[index];
        let mut items = composer.op(index, 0);
        // A gate's number changes with gates before it, which draw nothing anew here.
        items.iter_mut().for_each(|item| item.key = None);
        gates.push(Group { at: Point::new(column as f64 * CELL_WIDTH, 0.0), name: None, items });
        gates.extend(displays::picture(shown, column, &circuit.ops()[index]));
    }
    part::ink(gates)
}

/// Whether what is said of an op depends on numbers beside it.
pub fn has_symbols(op: &Op) -> bool {
    op.args.iter().any(|a| a.kind() != AngleKind::Constant)
}

/// The drawing, and what can be touched in it.
fn score(
    shown: &Rc<Shown>,
    def: &'static ModelDef,
    slot: usize,
    state: Option<&StateView>,
    selected: Option<usize>,
) -> Html {
    let circuit = &shown.setup.slots[slot].circuit;
    let before = before(def.slots, slot);
    let geometry = Geometry { prefix: before.is_some() };
    let size = zoom::times(shown.local.zoom);
    let columns = columns(shown);
    let depth = shown.layout.width;
    let now = shown.view().column.unwrap_or(depth).min(depth);
    let scene = plot::Composer {
        columns,
        prefix: before.map(|s| s.title.to_string()),
        selected,
        scrub: Some(now),
        read_outs: read_outs(state, circuit.qubits()),
        ..plot::Composer::new(circuit)
    }
    .frame();
    let class = match (shown.holds, shown.armed.is_some()) {
        (false, false) => "score",
        (true, false) => "score holds",
        (false, true) => "score armed",
        (true, true) => "score holds armed",
    };
    let score = tag("div", &[("id", "slot"), ("data-ketloom", "score")]).set("class", class);
    let score = score.set("data-room", Room::Score.name());
    let score = if def.slots.len() > 1 {
        score.set("role", "tabpanel").set("aria-labelledby", tab_id(def, slot))
    } else {
        score
    };
    let picture = picture(&scene, "circuit", "group");
    let picture = numbers(picture, &[("width", scene.width * size), ("height", scene.height * size)])
        .child(scrubber(geometry, now, depth, scene.width, size))
        .all((0..circuit.qubits()).map(|wire| Part::Gates(wire).of(shown)).collect())
        .child(wires::handles(shown))
        .child(cells::view(shown, geometry))
        .all(cells::ends(shown, geometry));
    zoom::heard(score).child(picture).maybe(wires::field(shown, circuit, size)).html()
}

/// What can be done with what is chosen.
fn below(shown: &Rc<Shown>, circuit: &Circuit, values: &Values, selected: Option<usize>) -> Html {
    // Who looks for a place of a tool does not look at a gate: and a press in a cell, which chooses what is there, must
    // not make the page shorter under the pointer before it is lifted.
    let selected = selected.filter(|_| shown.armed.is_none());
    let at = circuit.qubits();
    let add =
        button("button small", "add-qubit").set("aria-label", "Add a qubit").set("title", "Add a qubit");
    let add = add.click(move || Act::Edit(Edit::AddQubit(at), format!("Qubit {at} added"))).text("+ qubit");
    let rest = if shown.local.wire.is_some_and(|q| q < at) {
        later::view(Later::Wire, shown)
    } else if shown.region.is_some() {
        parts::toolbar()
    } else if let Some(index) = selected {
        let angle = circuit.ops()[index].angle();
        toolbar::view(shown, circuit, index, angle.map(|a| cells::value_of(a, values)))
    } else if shown.armed.is_some() {
        words("p", "quiet", "Tap a cell to put the gate there; Esc puts it back.")
    } else {
        words("p", "quiet", "Drag gates here, or tap one and then a cell. Drag a gate out to delete it.")
    };
    tag("div", &[("class", "below")])
        .child(add)
        .child(parts::selector(shown))
        .child(zoom::buttons(shown))
        .child(rest)
        .maybe(selected.and_then(|index| displays::told(shown, &circuit.ops()[index])))
        .html()
}
