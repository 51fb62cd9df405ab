//! The circuit: tabs of the model's slots, the drawing with its grid of cells, the scrubber, qubits.

use super::Act;
use super::cells::Cells;
use super::picture::{Picture, rect, use_width};
use super::toolbar::{Toolbar, WireEditor};
use circuit::{AngleKind, Circuit, Op};
use plot::composer::{CELL_HEIGHT, CELL_WIDTH, HEAD, TAIL, TOP, columns_of, op_at};
use plot::{Geometry, Point, text};
use session::{Edit, ModelDef, Msg, Setup, StateView, View, Weights, model};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct ComposerProps {
    /// Circuits and settings.
    pub setup: Rc<Setup>,
    /// What is looked at.
    pub view: View,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// Weights by group.
    pub weights: Rc<Weights>,
    /// The cell last in focus.
    pub cell: (usize, usize),
    /// Whether that cell is chosen.
    pub chosen: bool,
    /// Whether a drag is on its way.
    pub holds: bool,
    /// Whether a tool is picked up.
    pub armed: bool,
    /// Controls that wait for a gate.
    pub waiting: Vec<(usize, usize, bool)>,
    /// Milliseconds an epoch.
    pub epoch_ms: f64,
    /// Takes acts.
    pub act: Callback<Act>,
}

/// "4 qubits · 12 θ · 8 x · depth 9 · 4.1 ms per epoch"
fn caption(circuit: &Circuit, inputs: usize, epoch_ms: f64) -> String {
    let mut parts = vec![
        text::count(circuit.qubits() as f64, "qubit"),
        format!("{} θ", circuit.weights()),
        format!("{inputs} x"),
        format!("depth {}", circuit.layout().width),
    ];
    if epoch_ms > 0.0 {
        parts.push(format!("{} ms per epoch", text::fixed(epoch_ms, 1)));
    }
    parts.join(" · ")
}

fn tabs(def: &ModelDef, slot: usize, view: &View, act: &Callback<Act>) -> Html {
    let count = def.slots.len();
    let go = |to: usize, view: &View| Act::Say(Msg::Look(View { slot: to, column: None, ..view.clone() }));
    let (arrows, at) = (act.clone(), view.clone());
    let names: Vec<String> = def.slots.iter().map(|s| s.name.replace(' ', "-")).collect();
    let hooks = names.clone();
    let onkeydown = Callback::from(move |e: KeyboardEvent| {
        let to = match e.key().as_str() {
            "ArrowLeft" => (slot + count - 1) % count,
            "ArrowRight" => (slot + 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        e.prevent_default();
        arrows.emit(go(to, &at));
        super::shell::focus(&format!("[data-ketloom=tab-{}]", hooks[to]));
    });
    let tab = |(i, s): (usize, &session::SlotDef)| {
        let on = i == slot;
        let (act, view) = (act.clone(), view.clone());
        html! {
            <button type="button" role="tab" id={format!("tab-{}", names[i])} aria-selected={if on { "true" } else { "false" }}
                aria-controls="slot" tabindex={if on { "0" } else { "-1" }} data-ketloom={format!("tab-{}", names[i])} title={s.help}
                onclick={move |_: MouseEvent| act.emit(go(i, &view))}>{ s.title }</button>
        }
    };
    html! { <div class="tabs" role="tablist" aria-label="Circuits of the model" {onkeydown}>{ for def.slots.iter().enumerate().map(tab) }</div> }
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

/// Names of the wires, as buttons over the drawing.
fn wires(circuit: &Circuit, open: &UseStateHandle<Option<usize>>) -> Html {
    let wire = |q: usize| {
        let corner = Point::new(0.0, TOP + q as f64 * CELL_HEIGHT + 14.0);
        let toggle = {
            let open = open.clone();
            move || open.set(if *open == Some(q) { None } else { Some(q) })
        };
        let onclick = {
            let toggle = toggle.clone();
            Callback::from(move |_: MouseEvent| toggle())
        };
        let onkeydown = Callback::from(move |e: KeyboardEvent| {
            if matches!(e.key().as_str(), "Enter" | " ") {
                e.prevent_default();
                toggle();
            }
        });
        let shape = rect("wire-button", corner, HEAD - 30.0, 28.0);
        html! {
            <g role="button" tabindex="0" class="wire-handle" data-ketloom={format!("wire-{q}")} {onclick} {onkeydown}
                aria-label={format!("Qubit {q} {}: label or remove", circuit.label(q))}>{ Html::from(shape) }</g>
        }
    };
    html! { <g class="wire-names">{ for (0..circuit.qubits()).map(wire) }</g> }
}

/// The handle along the top: the state is read after so many columns.
fn scrubber(props: &ComposerProps, geometry: Geometry, depth: usize, width: f64, score: &NodeRef) -> Html {
    let now = props.view.column.unwrap_or(depth).min(depth);
    let look = {
        let (act, view) = (props.act.clone(), props.view.clone());
        move |to: usize| {
            let column = (to < depth).then_some(to);
            if column != view.column {
                act.emit(Act::Say(Msg::Look(View { column, ..view.clone() })));
            }
        }
    };
    let (score, keyed) = (score.clone(), look.clone());
    // Geometry comes from the node: Yew's events are heard at the root.
    let drag = move |e: &PointerEvent| {
        let Some(svg) = score.cast::<Element>().and_then(|s| s.query_selector("svg").ok().flatten()) else {
            return;
        };
        look(geometry.boundary(f64::from(e.client_x()) - svg.get_bounding_client_rect().left()));
    };
    let dragged = drag.clone();
    let target = |e: &PointerEvent| e.target().and_then(|t| t.dyn_into::<Element>().ok());
    let onpointerdown = Callback::from(move |e: PointerEvent| {
        // Without capture the drag ends at the strip's edge, that is all.
        let _ = target(&e).map(|t| t.set_pointer_capture(e.pointer_id()));
        drag(&e);
    });
    let onpointermove = Callback::from(move |e: PointerEvent| {
        if target(&e).is_some_and(|t| t.has_pointer_capture(e.pointer_id())) {
            dragged(&e);
        }
    });
    let onkeydown = Callback::from(move |e: KeyboardEvent| {
        let to = match e.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
            "ArrowRight" | "ArrowUp" => now + 1,
            "Home" => 0,
            "End" => depth,
            _ => return,
        };
        e.prevent_default();
        keyed(to.min(depth));
    });
    let words = match now {
        n if n == depth => "at the end".to_string(),
        0 => "before column 1".to_string(),
        n => format!("after column {n}"),
    };
    let strip = rect("scrub-strip", Point::new(HEAD, -8.0), width - HEAD - TAIL, 24.0);
    let knob = rect("scrub-knob", Point::new(geometry.boundary_x(now) - 12.0, -8.0), 24.0, 24.0);
    html! {
        <g class="scrub" role="slider" tabindex="0" aria-label="Read the state" aria-orientation="horizontal" aria-valuemin="0"
            aria-valuemax={depth.to_string()} aria-valuenow={now.to_string()} aria-valuetext={words} data-ketloom="scrubber"
            {onpointerdown} {onpointermove} {onkeydown}>{ Html::from(strip) }{ Html::from(knob) }</g>
    }
}

/// The number in a box under its angle's text.
fn value_of(op: &Op, values: &(Vec<f64>, Vec<f64>)) -> Option<String> {
    let angle = op.angle().filter(|a| a.kind() != AngleKind::Constant)?;
    Some(text::fixed(angle.value(&values.0, &values.1), 2))
}

/// The circuit panel's upper part.
#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let score = use_node_ref();
    let room = use_width(&score, 700.0);
    let open = use_state_eq(|| None::<usize>);
    let setup = &props.setup;
    let slot = props.view.slot.min(setup.slots.len() - 1);
    let circuit = &setup.slots[slot].circuit;
    let Some(def) = model(&setup.model) else { return Html::default() };
    let before = def.slots[slot].after.and_then(|name| def.slots.iter().find(|s| s.name == name));
    let first = before.and_then(|b| setup.circuit(b.name)).map_or(0, Circuit::inputs);
    let fed = first.max(circuit.inputs());
    let geometry = Geometry { prefix: before.is_some() };
    let fits = ((room - geometry.left() - TAIL) / CELL_WIDTH).max(0.0) as usize;
    let columns = fits.max(columns_of(circuit));
    let depth = circuit.layout().width;
    let state = props.states.first().filter(|s| s.slot == slot);
    let weights =
        super::params::values(&props.weights, &super::params::group(setup, &props.view), circuit.weights());
    let inputs =
        if setup.model == "circuit" { &setup.inputs } else { state.map_or(&setup.inputs, |s| &s.inputs) };
    let values = Rc::new((weights, inputs.clone()));
    let selected = op_at(circuit, props.cell.0, props.cell.1).filter(|_| props.chosen);
    let known = state.is_some() || setup.model == "circuit";
    let scene = plot::Composer {
        columns,
        prefix: before.map(|s| s.title.to_string()),
        selected,
        scrub: Some(props.view.column.unwrap_or(depth).min(depth)),
        read_outs: read_outs(state, circuit.qubits()),
        value: &|op| value_of(op, &values).filter(|_| known),
        ..plot::Composer::new(circuit)
    }
    .scene();
    let width = scene.width;
    let add = {
        let (act, at) = (props.act.clone(), circuit.qubits());
        Callback::from(move |_: MouseEvent| {
            act.emit(Act::Edit(Edit::AddQubit(at), format!("Qubit {at} added")))
        })
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let editing = open.filter(|q| *q < circuit.qubits());
    let classes = classes!("score", props.holds.then_some("holds"), props.armed.then_some("armed"));
    html! {
        <div class="composer">
            <div class="head">
                if def.slots.len() > 1 {
                    { tabs(def, slot, &props.view, &props.act) }
                } else {
                    <h2>{ def.slots[slot].title }</h2>
                }
                <p class="caption" data-ketloom="caption">{ caption(circuit, fed, props.epoch_ms) }</p>
            </div>
            <p class="quiet slot-help">{ def.slots[slot].help }</p>
            <div class={classes} ref={score.clone()} id="slot" role={(def.slots.len() > 1).then_some("tabpanel")} data-ketloom="score"
                aria-labelledby={(def.slots.len() > 1).then(|| format!("tab-{}", def.slots[slot].name.replace(' ', "-")))}>
                <Picture scene={Rc::new(scene)} role="group" hook="circuit">
                    { scrubber(props, geometry, depth, width, &score) }
                    { wires(circuit, &open) }
                    <Cells setup={setup.clone()} {slot} {geometry} {columns} cell={props.cell} chosen={props.chosen}
                        values={values.clone()} waiting={props.waiting.clone()} act={props.act.clone()} />
                </Picture>
            </div>
            <div class="below">
                <button type="button" class="button small" data-ketloom="add-qubit" aria-label="Add a qubit" title="Add a qubit" onclick={add}>
                    { "+ qubit" }
                </button>
                if let Some(qubit) = editing {
                    <WireEditor circuit={circuit.clone()} {qubit} {close} act={props.act.clone()} />
                } else if let Some(index) = selected {
                    <Toolbar circuit={circuit.clone()} {slot} {index} cell={props.cell} act={props.act.clone()}
                        value={circuit.ops()[index].angle().map(|a| a.value(&values.0, &values.1))} />
                } else {
                    <p class="quiet">{ if props.armed { "Tap a cell to put the gate there; Esc puts it back." } else {
                        "Drag gates here, or tap one and then a cell. Drag a gate out to delete it." } }</p>
                }
            </div>
        </div>
    }
}
