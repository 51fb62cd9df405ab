//! The circuit's grid for keyboard, pointer and screen reader: a focusable cell a wire and column, over the
//! drawing. Not here: what is drawn, and what keys do (see `acts`).

use super::hand::press;
use super::keys::Command;
use super::part::Part;
use super::picture::rect;
use super::shown::Shown;
use super::tag::{Hear, element_of, pointer, tag};
use super::{Act, Held, composer, displays, shell};
use circuit::{Angle, AngleKind, Circuit, Op, Region};
use plot::composer::{CELL_HEIGHT, CELL_WIDTH, op_at};
use plot::{Geometry, Point, composer as drawing, text};
use session::DisplayView;
use std::rc::Rc;
use web_sys::Event;
use yew::Html;

/// Values of θ and of x, and the time.
pub type Values = (Vec<f64>, Vec<f64>, f64);

/// What an angle is at these values.
pub fn value_of(angle: &Angle, values: &Values) -> f64 {
    angle.value_at(&values.0, &values.1, values.2)
}

/// An op in words, seen from one of its qubits.
fn words(circuit: &Circuit, op: &Op, wire: usize, values: &Values, display: Option<&DisplayView>) -> String {
    let control = op.controls.iter().find(|c| c.qubit == wire);
    let mut said = match control {
        Some(c) if c.on => format!("control of {}", op.name()),
        Some(_) => format!("anti-control of {}", op.name()),
        None if op.gate.is_display() => {
            display.map_or_else(|| drawing::display_name(op), |d| d.scene.title.clone())
        }
        None => op.name().to_string(),
    };
    for (name, angle) in drawing::said_arguments(op) {
        said.push_str(", ");
        said.push_str(name);
        said.push(' ');
        said.push_str(&drawing::spoken(angle));
        if angle.kind() != AngleKind::Constant {
            said.push_str(" = ");
            said.push_str(&text::fixed(value_of(angle, values), 2));
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
    said + &drawing::details(circuit, op)
}

fn cell(
    shown: &Shown,
    op: Option<&Op>,
    geometry: Geometry,
    values: &Values,
    (wire, column): (usize, usize),
) -> Html {
    let circuit = shown.circuit();
    let display = op.and_then(|op| displays::of(shown, column, op));
    let waits = shown.waiting.iter().any(|w| (w.0, w.1) == (wire, column));
    let here = shown.cell == (wire, column);
    let selected = shown.region.is_some_and(|region| region.has((wire, column)));
    let (class, what) = match op {
        Some(op) => ("place taken", words(circuit, op, wire, values, display)),
        None if waits => ("place waits", "control waiting for a gate".to_string()),
        None if selected => ("place part", "empty".to_string()),
        None => ("place", "empty".to_string()),
    };
    let label = circuit.label(wire);
    let name = if label.is_empty() { String::new() } else { format!(" ({label})") };
    let cell = rect(class, geometry.cell_rect(wire, column), CELL_WIDTH, CELL_HEIGHT)
        .set("role", "gridcell")
        .set("tabindex", if here { "0" } else { "-1" })
        .set_if(here && shown.chosen || selected, "aria-selected", "true")
        .set_tip(op.is_some(), format!("qubit {wire}{name}, column {}, {what}", column + 1));
    let cell = match display {
        Some(display) => cell.set("data-tip", display.scene.description.clone()),
        None => cell,
    };
    cell.hook("cell").set("data-wire", wire.to_string()).set("data-column", column.to_string()).html()
}

/// The cell that an event is of.
fn at(event: &Event) -> Option<(usize, usize)> {
    shell::cell_of(&element_of(event)?)
}

/// The cells of a wire.
pub fn row(shown: &Shown, wire: usize) -> Html {
    let (columns, geometry) = (composer::columns(shown), composer::geometry(shown));
    let mut ops = vec![None; columns];
    let mut depends = false;
    for (column, op) in shown.ops(&|_, op| op.qubits().any(|q| q == wire)) {
        ops[column] = Some(op);
        depends |= composer::has_symbols(op);
    }
    let values = if depends { composer::values(shown, shown.state()) } else { Values::default() };
    let cells =
        ops.iter().enumerate().map(|(column, op)| cell(shown, *op, geometry, &values, (wire, column)));
    tag("g", &[("role", "row")]).all(cells.collect()).html()
}

/// The cells.
pub fn view(shown: &Rc<Shown>, geometry: Geometry) -> Html {
    let rows = (0..shown.circuit().qubits()).map(|wire| Part::Row(wire).of(shown)).collect();
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
    .on(Hear::Press, move |e| {
        let cell = at(e).filter(|_| pointer(e).button() == 0)?;
        let held = match op_at(&setup.slots[slot].circuit, cell.0, cell.1) {
            Some(index) => Held::Op(index, cell),
            // A finger on an empty cell scrolls.
            None => Some(Held::Cells(cell)).filter(|_| !armed && pointer(e).pointer_type() == "mouse")?,
        };
        press(held, e)
    })
    .on(Hear::Double, |e| at(e).map(|_| Act::Grid(Command::Angle)))
    .all(rows)
    .maybe(shown.region.map(|region| frame(region, geometry)))
    .html()
}

/// The ends of the chosen gate's register, to be dragged to other wires; keys and buttons do the same. None where it has
/// a fixed number of qubits, or where a tool looks for its place. A tap goes to the cell beyond.
pub fn ends(shown: &Shown, geometry: Geometry) -> Vec<Html> {
    let mut ends = Vec::new();
    let chosen = shown.selected().filter(|_| shown.armed.is_none());
    let register = chosen.and_then(|i| Some((i, shown.circuit().ops()[i].register_at(shown.cell.0)?)));
    let Some((index, (_, low, high))) = register else { return ends };
    let column = shown.layout.columns[index];
    let last = shown.circuit().qubits() - 1;
    for (hook, wire, other, beyond, y) in [
        ("end-up", low, high, low.saturating_sub(1), -2.0),
        ("end-down", high, low, last.min(high + 1), CELL_HEIGHT - 4.0),
    ] {
        let corner = geometry.cell_rect(wire, column);
        let end = rect("end", Point::new(corner.x + CELL_WIDTH / 2.0 - 10.0, corner.y + y), 20.0, 6.0);
        let end = end.hook(hook).set("aria-hidden", "true");
        let held = Held::End(index, wire, other);
        let end = end.on(Hear::Click, move |_| Some(Act::Tap((beyond, column), false)));
        ends.push(end.on(Hear::Press, move |e| press(held, e)).html());
    }
    ends
}

/// The frame around the selected cells.
fn frame(region: Region, geometry: Geometry) -> Html {
    let count = |(first, last): (usize, usize)| (last - first + 1) as f64;
    let corner = geometry.cell_rect(region.wires.0, region.columns.0);
    let size = (count(region.columns) * CELL_WIDTH, count(region.wires) * CELL_HEIGHT);
    rect("region", corner, size.0, size.1).hook("region").html()
}
