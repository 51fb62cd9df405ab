//! The circuit's grid for keyboard, pointer and screen reader: a focusable cell a wire and column, over the
//! drawing. Not here: what is drawn, and what keys do (see `acts`).

use super::picture::rect;
use super::{Act, Held};
use circuit::{AngleKind, Op};
use plot::composer::{CELL_HEIGHT, CELL_WIDTH, op_at};
use plot::{Geometry, composer, text};
use session::Setup;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// The grid.
#[derive(Properties, PartialEq)]
pub struct CellsProps {
    /// Circuits.
    pub setup: Rc<Setup>,
    /// The slot shown.
    pub slot: usize,
    /// Where cells are.
    pub geometry: Geometry,
    /// How many columns.
    pub columns: usize,
    /// The cell that the Tab key reaches.
    pub cell: (usize, usize),
    /// Whether that cell is chosen.
    pub chosen: bool,
    /// Values of θ and x.
    pub values: Rc<(Vec<f64>, Vec<f64>)>,
    /// Controls that wait for a gate.
    pub waiting: Vec<(usize, usize, bool)>,
    /// Takes acts.
    pub act: Callback<Act>,
}

/// An op in words, seen from one of its qubits.
fn words(op: &Op, wire: usize, values: &(Vec<f64>, Vec<f64>)) -> String {
    let control = op.controls.iter().find(|c| c.qubit == wire);
    let mut said = match control {
        Some(c) if c.on => format!("control of {}", op.gate.name),
        Some(_) => format!("anti-control of {}", op.gate.name),
        None => op.gate.name.to_string(),
    };
    if let Some(angle) = op.angle() {
        said.push_str(", angle ");
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
    said
}

/// The cells.
#[component]
pub fn Cells(props: &CellsProps) -> Html {
    let circuit = &props.setup.slots[props.slot].circuit;
    let at = |e: &web_sys::Event| {
        e.target().and_then(|t| t.dyn_into::<Element>().ok()).and_then(|t| super::shell::cell_of(&t))
    };
    let tap = props.act.clone();
    let onclick = Callback::from(move |e: MouseEvent| {
        at(&e).into_iter().for_each(|c| tap.emit(Act::Tap(c, e.shift_key())))
    });
    let focus = props.act.clone();
    let onfocusin =
        Callback::from(move |e: FocusEvent| at(&e).into_iter().for_each(|c| focus.emit(Act::Focus(c))));
    let (press, setup, slot) = (props.act.clone(), props.setup.clone(), props.slot);
    let onpointerdown = Callback::from(move |e: PointerEvent| {
        let Some(cell) = at(&e).filter(|_| e.button() == 0) else { return };
        if let Some(index) = op_at(&setup.slots[slot].circuit, cell.0, cell.1) {
            press.emit(Act::Press(Held::Op(index, cell), e.client_x(), e.client_y()));
        }
    });
    let edit = props.act.clone();
    let ondblclick = Callback::from(move |e: MouseEvent| {
        if at(&e).is_some() {
            edit.emit(Act::Grid(super::keys::Command::Angle));
        }
    });
    let cell = |wire: usize, column: usize| {
        let op = op_at(circuit, wire, column).map(|i| &circuit.ops()[i]);
        let waits = props.waiting.iter().any(|w| (w.0, w.1) == (wire, column));
        let here = props.cell == (wire, column);
        let what = match op {
            Some(op) => words(op, wire, &props.values),
            None if waits => "control waiting for a gate".to_string(),
            None => "empty".to_string(),
        };
        let class = match (op.is_some(), waits) {
            (true, _) => "place taken",
            (_, true) => "place waits",
            _ => "place",
        };
        let mut place = rect(class, props.geometry.cell_rect(wire, column), CELL_WIDTH, CELL_HEIGHT);
        place.add_attribute("role", "gridcell");
        place.add_attribute("tabindex", if here { "0" } else { "-1" });
        if here && props.chosen {
            place.add_attribute("aria-selected", "true");
        }
        let label = circuit.label(wire);
        let name = if label.is_empty() { String::new() } else { format!(" ({label})") };
        place.add_attribute("aria-label", format!("qubit {wire}{name}, column {}, {what}", column + 1));
        place.add_attribute("data-ketloom", "cell");
        place.add_attribute("data-wire", wire.to_string());
        place.add_attribute("data-column", column.to_string());
        Html::from(place)
    };
    let row = |wire: usize| {
        html! { <g role="row">{ for (0..props.columns).map(|column| cell(wire, column)) }</g> }
    };
    html! {
        <g role="grid" class="places" aria-label="Circuit: arrow keys move, letters place gates, question mark lists all keys"
            data-ketloom="grid" {onclick} {onfocusin} {onpointerdown} {ondblclick}>
            { for (0..circuit.qubits()).map(row) }
        </g>
    }
}
