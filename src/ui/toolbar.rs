//! What can be done with the chosen gate, and with a qubit: the same as by keys and dragging, as buttons.

use super::keys::Command;
use super::shown::Shown;
use super::tag::{Hear, button, key_of, send, tag, value_of, words};
use super::{Act, shell};
use circuit::{Angle, Circuit, Op};
use plot::text;
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
    ("gate-grow", "One qubit more (+)", "+", Command::Resize(true)),
    ("gate-shrink", "One qubit fewer (−)", "−", Command::Resize(false)),
];
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

/// Buttons and the angle of the chosen gate, whose angle has a value now.
pub fn view(shown: &Shown, circuit: &Circuit, index: usize, value: Option<f64>) -> Html {
    let op = &circuit.ops()[index];
    let (slot, (wire, column)) = (shown.view().slot, shown.cell);
    let free = |q: &usize| op.qubits().all(|used| used != *q);
    let nearest = (0..circuit.qubits()).filter(free).min_by_key(|q| q.abs_diff(wire));
    let control = |wire: usize| {
        named("add-control", "Add a control", "+ control", move || {
            Act::Edit(
                Edit::Control { slot, column, wire, on: true },
                format!("Control added on qubit {wire}"),
            )
        })
    };
    tag(
        "div",
        &[
            ("class", "toolbar"),
            ("role", "group"),
            ("aria-label", "Chosen gate"),
            ("data-ketloom", "toolbar"),
        ],
    )
    .child(words("strong", "", op.gate.symbol))
    .child(angle(shown, op, (slot, index), value))
    .child(tag("span", &[("class", "space")]))
    .all(MOVES.map(commanded).to_vec())
    .all(if op.gate.registers.is_empty() { Vec::new() } else { SIZES.map(commanded).to_vec() })
    .maybe(nearest.filter(|_| !op.gate.is_display()).map(control))
    .child(commanded(DELETE))
    .html()
}

fn to_cell((wire, column): (usize, usize)) {
    shell::focus(&format!("[data-wire='{wire}'][data-column='{column}']"));
}

/// The angle as text: valid text is shown at once and kept with Enter or on leaving.
fn angle(shown: &Shown, op: &Op, place: (usize, usize), value: Option<f64>) -> Html {
    let shows = op.gate.is_display();
    let brackets = op.brackets();
    if brackets.is_empty() {
        return words("span", "quiet", op.gate.help);
    }
    let own = op.clone();
    let wrong_in = move |text: &str| match shows {
        true => own.with_brackets(text).err(),
        false => Angle::parse(text).err().map(|e| e.message),
    };
    let (name, now) = match op.angle() {
        Some(angle) if !shows => ("Angle", angle.to_string()),
        Some(_) => ("Shots, seed", brackets),
        None => ("Pauli letters, one for each qubit", brackets),
    };
    let typed = shown.local.angle.as_ref().filter(|a| a.0 == place).map(|a| a.1.clone());
    let problem = typed.as_ref().and_then(|t| wrong_in(t));
    let (typing, wrong, cell) = (typed.is_some(), problem.is_some(), shown.cell);
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
            ("data-ketloom", "angle"),
            ("spellcheck", "false"),
            ("autocomplete", "off"),
            ("autocapitalize", "off"),
            ("aria-describedby", "angle-problem"),
        ],
    );
    let field = field
        .set("aria-label", name)
        .value(typed.unwrap_or(now).into())
        .set_if(wrong, "aria-invalid", "true")
        .on(Hear::Input, move |e| {
            let text = value_of(e);
            let (slot, index) = place;
            let edit = match shows {
                true => Edit::Brackets { slot, index, text: text.clone() },
                false => Edit::Angle { slot, index, text: text.clone() },
            };
            let fits = wrong_in(&text).is_none();
            send(Act::Set(Rc::new(move |local| local.angle = Some((place, text.clone())))));
            Some(Act::Say(if fits { Msg::Preview(edit) } else { Msg::Cancel }))
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
        });
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
    tag("span", &[("class", "angle")])
        .child(field)
        .maybe(value.filter(|_| !wrong && !shows).map(known))
        .child(trouble.text(problem.unwrap_or_default()))
        .html()
}

/// Label and removal of a qubit.
pub fn wire_editor(circuit: &Circuit, qubit: usize) -> Html {
    let back = move || {
        shell::focus(&format!("[data-ketloom=wire-{qubit}]"));
        Act::Set(Rc::new(|local| local.wire = None))
    };
    let field = tag(
        "input",
        &[("type", "text"), ("class", "field"), ("maxlength", "24"), ("data-ketloom", "wire-label")],
    );
    let field = field
        .set("placeholder", format!("q{qubit}"))
        .value(circuit.label(qubit).to_string().into())
        .on(Hear::Change, move |e| {
            let edit = Edit::Label { qubit, label: value_of(e) };
            Some(Act::Edit(edit, format!("Qubit {qubit} labelled")))
        })
        .on(Hear::Key, move |e| matches!(key_of(e).as_str(), "Enter" | "Escape").then(back));
    let remove = button("button small", "wire-remove").set_if(circuit.qubits() == 1, "disabled", "").click(
        move || {
            send(Act::Set(Rc::new(|local| local.wire = None)));
            Act::Edit(Edit::RemoveQubit(qubit), format!("Qubit {qubit} removed"))
        },
    );
    tag("div", &[("class", "toolbar"), ("role", "group"), ("data-ketloom", "wire-editor")])
        .set("aria-label", format!("Qubit {qubit}"))
        .child(tag("label", &[]).text(format!("Label of qubit {qubit} ")).child(field))
        .child(tag("span", &[("class", "space")]))
        .child(remove.text("Remove qubit"))
        .child(button("button small", "wire-done").click(back).text("Done"))
        .html()
}
