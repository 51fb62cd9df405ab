//! What can be done with the chosen gate, and with a qubit: the same as by keys and dragging, as buttons.

use super::keys::Command;
use super::{Act, shell};
use circuit::{Angle, Circuit};
use plot::text;
use session::{Edit, Msg};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The chosen gate.
#[derive(Properties, PartialEq)]
pub struct ToolbarProps {
    /// The circuit.
    pub circuit: Circuit,
    /// Its slot.
    pub slot: usize,
    /// The gate.
    pub index: usize,
    /// The cell that is chosen.
    pub cell: (usize, usize),
    /// The angle's value now.
    pub value: Option<f64>,
    /// Takes acts.
    pub act: Callback<Act>,
}

fn button(hook: &'static str, name: &'static str, face: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button small" data-ketloom={hook} aria-label={name} title={name} {onclick}>{ face }</button> }
}

/// Buttons and the angle of the chosen gate.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let Some(op) = props.circuit.ops().get(props.index) else { return Html::default() };
    let grid = |command: Command| props.act.reform(move |_: MouseEvent| Act::Grid(command));
    let (slot, (wire, column)) = (props.slot, props.cell);
    let free = |q: &usize| op.qubits().all(|used| used != *q);
    let nearest = (0..props.circuit.qubits()).filter(free).min_by_key(|q| q.abs_diff(wire));
    let control = nearest.map(|wire| {
        props.act.reform(move |_: MouseEvent| {
            Act::Edit(
                Edit::Control { slot, column, wire, on: true },
                format!("Control added on qubit {wire}"),
            )
        })
    });
    html! {
        <div class="toolbar" role="group" aria-label="Chosen gate" data-ketloom="toolbar">
            <strong>{ op.gate.symbol }</strong>
            if let Some(angle) = op.angle() {
                <AngleField key={format!("{slot}-{}", props.index)} text={angle.to_string()} {slot} index={props.index}
                    value={props.value} cell={props.cell} act={props.act.clone()} />
            } else {
                <span class="quiet">{ op.gate.help }</span>
            }
            <span class="space"></span>
            { button("gate-left", "Move left (Alt+Left)", "←", grid(Command::Move(0, -1))) }
            { button("gate-right", "Move right (Alt+Right)", "→", grid(Command::Move(0, 1))) }
            { button("gate-up", "Move up (Alt+Up)", "↑", grid(Command::Move(-1, 0))) }
            { button("gate-down", "Move down (Alt+Down)", "↓", grid(Command::Move(1, 0))) }
            if let Some(add) = control {
                { button("add-control", "Add a control", "+ control", add) }
            }
            { button("gate-delete", "Delete (Del)", "Delete", grid(Command::Delete)) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct AngleFieldProps {
    text: String,
    slot: usize,
    index: usize,
    value: Option<f64>,
    cell: (usize, usize),
    act: Callback<Act>,
}

/// The angle as text: valid text is shown at once and kept with Enter or on leaving.
#[component]
fn AngleField(props: &AngleFieldProps) -> Html {
    let typed = use_state(|| None::<String>);
    let shown = (*typed).clone().unwrap_or_else(|| props.text.clone());
    let problem = typed.as_ref().and_then(|t| Angle::parse(t).err()).map(|e| e.message);
    let oninput = {
        let (typed, act, slot, index) = (typed.clone(), props.act.clone(), props.slot, props.index);
        Callback::from(move |e: InputEvent| {
            let text = e.target_unchecked_into::<HtmlInputElement>().value();
            let preview = match Angle::parse(&text) {
                Ok(_) => Msg::Preview(Edit::Angle { slot, index, text: text.clone() }),
                Err(_) => Msg::Cancel,
            };
            typed.set(Some(text));
            act.emit(Act::Say(preview));
        })
    };
    let end = {
        let (typed, act) = (typed.clone(), props.act.clone());
        move |kept: bool| {
            if typed.is_some() {
                act.emit(Act::Say(if kept { Msg::Commit } else { Msg::Cancel }));
                typed.set(None);
            }
        }
    };
    let back = move |(wire, column): (usize, usize)| {
        shell::focus(&format!("[data-wire='{wire}'][data-column='{column}']"))
    };
    let (leave, cell, wrong) = (end.clone(), props.cell, problem.is_some());
    let onkeydown = Callback::from(move |e: KeyboardEvent| match e.key().as_str() {
        "Enter" if !wrong => {
            e.prevent_default();
            end(true);
            back(cell);
        }
        "Escape" => {
            end(false);
            back(cell);
        }
        _ => {}
    });
    // A preview that was never made leaves nothing to keep: wrong text is dropped.
    let onblur = Callback::from(move |_: FocusEvent| leave(true));
    html! {
        <span class="angle">
            <input type="text" class="field" aria-label="Angle" data-ketloom="angle" spellcheck="false" autocomplete="off"
                autocapitalize="off" value={shown} aria-invalid={wrong.then_some("true")} aria-describedby="angle-problem"
                {oninput} {onkeydown} {onblur} />
            if let (Some(value), false) = (props.value, wrong) {
                <span class="quiet">{ "= " }{ text::fixed(value, 3) }</span>
            }
            <span id="angle-problem" class="problem" role="alert" data-ketloom="angle-problem">{ problem.unwrap_or_default() }</span>
        </span>
    }
}

/// A qubit whose label is edited.
#[derive(Properties, PartialEq)]
pub struct WireEditorProps {
    /// The circuit.
    pub circuit: Circuit,
    /// The qubit.
    pub qubit: usize,
    /// Closes the editor.
    pub close: Callback<()>,
    /// Takes acts.
    pub act: Callback<Act>,
}

/// Label and removal of a qubit.
#[component]
pub fn WireEditor(props: &WireEditorProps) -> Html {
    let qubit = props.qubit;
    let back = move || shell::focus(&format!("[data-ketloom=wire-{qubit}]"));
    let (act, close) = (props.act.clone(), props.close.clone());
    let onchange = Callback::from(move |e: Event| {
        let label = e.target_unchecked_into::<HtmlInputElement>().value();
        act.emit(Act::Edit(Edit::Label { qubit, label }, format!("Qubit {qubit} labelled")));
    });
    let leave = props.close.clone();
    let onkeydown = Callback::from(move |e: KeyboardEvent| {
        if matches!(e.key().as_str(), "Enter" | "Escape") {
            back();
            leave.emit(());
        }
    });
    let (act, gone) = (props.act.clone(), close.clone());
    let remove = Callback::from(move |_: MouseEvent| {
        gone.emit(());
        act.emit(Act::Edit(Edit::RemoveQubit(qubit), format!("Qubit {qubit} removed")));
    });
    let done = Callback::from(move |_: MouseEvent| {
        back();
        close.emit(());
    });
    let field = use_node_ref();
    let place = field.clone();
    use_effect_with(qubit, move |_| {
        if let Some(input) = place.cast::<HtmlInputElement>() {
            // A field that cannot be focused can still be clicked.
            let _ = input.focus();
        }
    });
    html! {
        <div class="toolbar" role="group" aria-label={format!("Qubit {qubit}")} data-ketloom="wire-editor">
            <label>{ format!("Label of qubit {qubit} ") }
                <input type="text" class="field" maxlength="24" ref={field} data-ketloom="wire-label" placeholder={format!("q{qubit}")}
                    value={props.circuit.label(qubit).to_string()} {onchange} {onkeydown} />
            </label>
            <span class="space"></span>
            <button type="button" class="button small" data-ketloom="wire-remove" disabled={props.circuit.qubits() == 1} onclick={remove}>
                { "Remove qubit" }
            </button>
            <button type="button" class="button small" data-ketloom="wire-done" onclick={done}>{ "Done" }</button>
        </div>
    }
}
