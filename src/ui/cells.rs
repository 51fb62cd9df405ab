//! The circuit's grid for keyboard, pointer and screen reader: a focusable cell a wire and column, over the
//! drawing. Not here: what is drawn, and what keys do (see `acts`).

use super::keys::Command;
use super::picture::rect;
use super::shown::Shown;
use super::tag::{Hear, element_of, pointer, tag};
use super::{Act, Held, shell};
use circuit::{AngleKind, Circuit, Op, Region};
use plot::composer::{CELL_HEIGHT, CELL_WIDTH, op_at};
use plot::{Geometry, composer, text};
use session::DisplayView;
use web_sys::Event;
use yew::Html;

/// Values of θ and of x.
pub type Values = (Vec<f64>, Vec<f64>);

/// The displays whose pictures have arrived, by index.
pub type Arrived<'a> = &'a [(usize, &'a DisplayView)];

/// An op in words, seen from one of its qubits.
fn words(circuit: &Circuit, op: &Op, wire: usize, values: &Values, title: Option<&str>) -> String {
    let control = op.controls.iter().find(|c| c.qubit == wire);
    let mut said = match control {
        Some(c) if c.on => format!("control of {}", op.name()),
        Some(_) => format!("anti-control of {}", op.name()),
        None if op.gate.is_display() => title.map_or_else(|| composer::display_name(op), str::to_string),
        None => op.name().to_string(),
    };
    for (name, angle) in composer::said_arguments(op) {
        said.push_str(", ");
        said.push_str(name);
        said.push(' ');
        said.push_str(&composer::spoken(angle));
        if angle.kind() != AngleKind::Constant {
            said.push_str(" = ");
            said.push_str(&text::fixed(angle.value(&values.0, &values.1), 2));
        }
    }
    let list = |of: &mut dyn Iterator<Item = usize>| {
        let all: Vec<String> = of.filter(|q| *q != wire).map(|q| format!("qubit {q}")).collect();
        text::list(&all)
    };
    for (lead, names) in [
        (", with ", list(&mut op.targets.iter().copied())),
        (", controlled by ", list(&mut op.controls.iter().filter(|c| c.on).map(|c| c.qubit))),
        (", anti-controlled by ", list(&mut op.controls.iter().filter(|c| !c.on).map(|c| c.qubit))),
    ] {
        if !names.is_empty() {
            said.push_str(lead);
            said.push_str(&names);
        }
    }
    said + &composer::details(circuit, op)
}

fn cell(
    shown: &Shown,
    geometry: Geometry,
    values: &Values,
    arrived: Arrived<'_>,
    (wire, column): (usize, usize),
) -> Html {
    let circuit = shown.document.circuit();
    let index = op_at(circuit, wire, column);
    let op = index.map(|i| &circuit.ops()[i]);
    let title = arrived.iter().find(|a| Some(a.0) == index).map(|a| &*a.1.scene.title);
    let waits = shown.waiting.iter().any(|w| (w.0, w.1) == (wire, column));
    let here = shown.cell == (wire, column);
    let selected = shown.region.is_some_and(|region| region.has((wire, column)));
    let (class, what) = match op {
        Some(op) => ("place taken", words(circuit, op, wire, values, title)),
        None if waits => ("place waits", "control waiting for a gate".to_string()),
        None if selected => ("place part", "empty".to_string()),
        None => ("place", "empty".to_string()),
    };
    let label = circuit.label(wire);
    let name = if label.is_empty() { String::new() } else { format!(" ({label})") };
    rect(class, geometry.cell_rect(wire, column), CELL_WIDTH, CELL_HEIGHT)
        .set("role", "gridcell")
        .set("tabindex", if here { "0" } else { "-1" })
        .set_if(here && shown.chosen || selected, "aria-selected", "true")
        .set("aria-label", format!("qubit {wire}{name}, column {}, {what}", column + 1))
        .hook("cell")
        .set("data-wire", wire.to_string())
        .set("data-column", column.to_string())
        .html()
}

/// The cell that an event is of.
fn at(event: &Event) -> Option<(usize, usize)> {
    shell::cell_of(&element_of(event)?)
}

/// The cells.
pub fn view(
    shown: &Shown,
    geometry: Geometry,
    columns: usize,
    values: &Values,
    arrived: Arrived<'_>,
) -> Html {
    let mut rows = Vec::new();
    for wire in 0..shown.document.circuit().qubits() {
        let cells =
            (0..columns).map(|column| cell(shown, geometry, values, arrived, (wire, column))).collect();
        rows.push(tag("g", &[("role", "row")]).all(cells).html());
    }
    let armed = shown.armed.is_some();
    let (setup, slot) = (shown.setup.clone(), shown.view().slot.min(shown.setup.slots.len() - 1));
    tag(
        "g",
        &[
            ("role", "grid"),
            ("class", "places"),
            ("aria-label", "Circuit: arrow keys move, letters place gates, question mark lists all keys"),
            ("data-ketloom", "grid"),
        ],
    )
    .on(Hear::Click, |e| Some(Act::Tap(at(e)?, pointer(e).shift_key())))
    .on(Hear::FocusIn, |e| at(e).map(Act::Focus))
    .on(Hear::Move, |e| Some(Act::Over(at(e))))
    .on(Hear::Leave, |_| Some(Act::Over(None)))
    .on(Hear::Press, move |e| {
        let cell = at(e).filter(|_| pointer(e).button() == 0)?;
        let held = match op_at(&setup.slots[slot].circuit, cell.0, cell.1) {
            Some(index) => Held::Op(index, cell),
            // A finger on an empty cell scrolls.
            None => Some(Held::Cells(cell)).filter(|_| !armed && pointer(e).pointer_type() == "mouse")?,
        };
        Some(Act::Press(held, pointer(e).client_x(), pointer(e).client_y()))
    })
    .on(Hear::Double, |e| at(e).map(|_| Act::Grid(Command::Angle)))
    .all(rows)
    .maybe(shown.region.map(|region| frame(region, geometry)))
    .html()
}

/// The frame around the selected cells.
fn frame(region: Region, geometry: Geometry) -> Html {
    let count = |(first, last): (usize, usize)| (last - first + 1) as f64;
    let corner = geometry.cell_rect(region.wires.0, region.columns.0);
    let size = (count(region.columns) * CELL_WIDTH, count(region.wires) * CELL_HEIGHT);
    rect("region", corner, size.0, size.1).hook("region").html()
}
