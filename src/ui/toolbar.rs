//! What can be done with the chosen gate: the same as by keys and dragging, as buttons. Not here: what it has to do with
//! classical bits (`conditions`).

use super::keys::Command;
use super::later::{self, Later};
use super::shown::Shown;
use super::tag::{Hear, Tag, button, key_of, send, tag, value_of, words};
use super::{Act, dial, shell, step};
use circuit::{Angle, Axis, Circuit, Gate, Op, Reach};
use plot::{composer, text};
use session::{Edit, Msg};
use std::rc::Rc;
use yew::Html;

/// What can be done by a button: hook, name, face, command.
type Row = (&'static str, &'static str, &'static str, Command);

const MOVES: [Row; 4] = [
    ("gate-left", "Move left (Alt+Left)", "←", Command::Move(0, -1)),
    ("gate-right", "Move right (Alt+Right)", "→", Command::Move(0, 1)),
    ("gate-up", "Move up (Alt+Up)", "↑", Command::Move(-1, 0)),
    ("gate-down", "Move down (Alt+Down)", "↓", Command::Move(1, 0)),
];
const SIZES: [Row; 2] = [
    ("gate-grow", "One qubit more (+)", "+", Command::Resize(Reach::More)),
    ("gate-shrink", "One qubit fewer (−)", "−", Command::Resize(Reach::Less)),
];
const FLIPS: [Row; 2] = [
    ("control-flip", "Make it an anti-control (O)", "● → ○", Command::Control(false)),
    ("control-flip", "Make it a control (C)", "○ → ●", Command::Control(true)),
];
const AXIS: Row = ("control-axis", "Control on the next axis: Z, X, Y (A)", "axis", Command::Axis);
const DELETE: Row = ("gate-delete", "Delete (Del)", "Delete", Command::Delete);

fn named(
    hook: &'static str,
    name: &'static str,
    face: &'static str,
    act: impl Fn() -> Act + 'static,
) -> Html {
    let button = button("button small", hook).set("aria-label", name).set("title", name);
    button.click(act).text(face).html()
}

fn commanded((hook, name, face, command): Row) -> Html {
    named(hook, name, face, move || Act::Grid(command))
}

/// What of the chosen gate can be changed: its arguments, its classical bit, what it waits for; and what can be done
/// with it. `value` is what its angle is now.
pub fn view(shown: &Rc<Shown>, circuit: &Circuit, index: usize, value: Option<f64>) -> Html {
    let op = &circuit.ops()[index];
    let (slot, (wire, column)) = (shown.view().slot, shown.cell);
    let free = |q: &usize| op.gate.is_unitary() && op.qubits().all(|used| used != *q);
    let nearest = (0..circuit.qubits()).filter(free).min_by_key(|q| q.abs_diff(wire));
    let held = op.controls.iter().find(|c| c.qubit == wire);
    let turns = held.map(|c| {
        let flip = if c.on { FLIPS[0] } else { FLIPS[1] };
        vec![commanded(flip), commanded(AXIS)]
    });
    let control = |wire: usize| {
        named("add-control", "Add a control", "+ control", move || {
            Act::Edit(
                Edit::Control { slot, column, wire, on: true, axis: Axis::Z },
                format!("Control added on qubit {wire}"),
            )
        })
    };
    let classical = !op.bits.is_empty() || (circuit.bits() > 0 && !op.gate.is_display());
    let face = op.custom.as_ref().map_or(op.gate.symbol, |custom| &custom.name).to_string();
    tag(
        "div",
        &[
            ("class", "toolbar"),
            ("role", "group"),
            ("aria-label", "Chosen gate"),
            ("data-ketloom", "toolbar"),
        ],
    )
    .child(words("strong", "", face))
    .child(arguments(shown, circuit, op, (slot, index), value))
    .maybe(dial::view(shown, op, (slot, index), value))
    .maybe(classical.then(|| later::view(Later::Conditions(index), shown)))
    .child(tag("span", &[("class", "space")]))
    .all(turns.unwrap_or_default())
    .all(MOVES.map(commanded).to_vec())
    .all(if op.gate.registers.is_empty() { Vec::new() } else { SIZES.map(commanded).to_vec() })
    .all(own(shown, op, (slot, index)))
    .maybe(nearest.map(control))
    .child(step::opener(shown, index))
    .child(commanded(DELETE))
    .html()
}

/// What can be done with a gate that the circuit defines itself.
fn own(shown: &Shown, op: &Op, (slot, index): (usize, usize)) -> Vec<Html> {
    let Some(custom) = op.custom.clone() else { return Vec::new() };
    let all = shown.clone();
    // The definition is that of the gate, also where its inverse stands.
    let named = custom.name.trim_end_matches('\'').to_string();
    let edit = button("button small", "gate-edit").text("Edit gate").click(move || {
        let customs = all.document.circuit().customs();
        let plain = customs.iter().find(|c| c.name == named).unwrap_or(&custom);
        super::own::open(&all, Some(plain))
    });
    let expand = button("button small", "gate-expand").text("Expand").click(move || {
        Act::Edit(Edit::Own { slot, edit: session::OwnEdit::Expand(index) }, "Written out".into())
    });
    vec![edit.html(), expand.html()]
}

fn to_cell((wire, column): (usize, usize)) {
    shell::focus(&format!("[data-wire='{wire}'][data-column='{column}']"));
}

/// The op with another argument that is read from text; why it cannot be, if it cannot.
fn with_argument(circuit: &Circuit, op: &Op, argument: usize, text: &str) -> Result<Op, String> {
    let mut op = op.clone();
    if op.gate == Gate::EXPECT {
        op.paulis = text.trim().to_ascii_uppercase();
    } else {
        op.args[argument] = Angle::parse(text).map_err(|e| e.message)?;
    }
    op.check(circuit.qubits(), circuit.bits()).map_err(|e| e.to_string())?;
    Ok(op)
}

/// Its arguments as texts: a valid one is shown at once and kept with Enter or on leaving.
fn arguments(shown: &Shown, circuit: &Circuit, op: &Op, place: (usize, usize), value: Option<f64>) -> Html {
    let mut names: Vec<&'static str> = composer::said_arguments(op).map(|a| a.0).collect();
    if op.gate == Gate::EXPECT {
        names.push("Pauli letters, one for each qubit");
    }
    if names.is_empty() {
        return words("span", "quiet", op.gate.help);
    }
    let typed = shown.local.angle.as_ref().filter(|a| (a.0.0, a.0.1) == place);
    let problem = typed.and_then(|(at, text)| with_argument(circuit, op, at.2, text).err());
    let wrong = problem.is_some();
    let several = names.len() > 1;
    let all = tag("span", &[]).set("class", if several { "angle several" } else { "angle" });
    let mut fields = Vec::new();
    for (i, name) in names.into_iter().enumerate() {
        let typed = typed.filter(|t| t.0.2 == i).map(|t| &*t.1);
        let field = argument(shown, circuit, op, (place.0, place.1, i), typed, wrong);
        fields.push(if several {
            tag("label", &[]).text(name).child(field).html()
        } else {
            field.set("aria-label", if name == "angle" { "Angle" } else { name }).html()
        });
    }
    let known = |v: f64| tag("span", &[("class", "quiet")]).text("= ").text(text::fixed(v, 3)).html();
    let trouble = tag(
        "span",
        &[
            ("id", "angle-problem"),
            ("class", "problem"),
            ("role", "alert"),
            ("data-ketloom", "angle-problem"),
        ],
    );
    all.all(fields)
        .maybe(value.filter(|_| !wrong && !several).map(known))
        .child(trouble.text(problem.unwrap_or_default()))
        .html()
}

/// The field of an argument, of which this has been typed.
fn argument(
    shown: &Shown,
    circuit: &Circuit,
    op: &Op,
    place: (usize, usize, usize),
    typed: Option<&str>,
    wrong: bool,
) -> Tag {
    let (typing, cell) = (typed.is_some(), shown.cell);
    let wrong = wrong && typing;
    let end = move |kept: bool| {
        if typing {
            send(Act::Say(if kept { Msg::Commit } else { Msg::Cancel }));
            send(Act::Set(Rc::new(|local| local.angle = None)));
        }
    };
    let field = tag(
        "input",
        &[
            ("type", "text"),
            ("class", "field"),
            ("spellcheck", "false"),
            ("autocomplete", "off"),
            ("autocapitalize", "off"),
            ("aria-describedby", "angle-problem"),
        ],
    );
    let field = if place.2 == 0 { field.hook("angle") } else { field.hook(format!("angle-{}", place.2)) };
    let now = || op.args.get(place.2).map_or(op.paulis.clone(), Angle::to_string);
    let text = typed.map_or_else(now, String::from);
    let (circuit, op) = (circuit.first(0), op.clone());
    field
        .value(text.into())
        .set_if(wrong, "aria-invalid", "true")
        .on(Hear::Input, move |e| {
            let text = value_of(e);
            let changed = with_argument(&circuit, &op, place.2, &text);
            send(Act::Set(Rc::new(move |local| local.angle = Some((place, text.clone())))));
            Some(Act::Say(match changed {
                Ok(op) => Msg::Preview(Edit::Replace { slot: place.0, index: place.1, op }),
                Err(_) => Msg::Cancel,
            }))
        })
        .on(Hear::Key, move |e| {
            match key_of(e).as_str() {
                "Enter" if !wrong => {
                    e.prevent_default();
                    end(true);
                    to_cell(cell);
                }
                "Escape" => {
                    end(false);
                    to_cell(cell);
                }
                _ => {}
            }
            None
        })
        // A preview that was never made leaves nothing to keep: wrong text is dropped.
        .on(Hear::Blur, move |_| {
            end(true);
            None
        })
}
