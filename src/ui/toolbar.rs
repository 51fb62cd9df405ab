//! What can be done with the chosen gate, and with a qubit: the same as by keys and dragging, as buttons.

use super::field::choice;
use super::keys::Command;
use super::shown::Shown;
use super::tag::{Hear, Tag, button, key_of, send, tag, value_of, words};
use super::{Act, dial, shell, step};
use circuit::{Angle, Axis, Circuit, Comparison, Condition, Op};
use plot::{composer, text};
use session::{Edit, Msg};
use std::rc::Rc;
use yew::{AttrValue, Html};

/// What can be done by a button: hook, name, face, command.
type Row = (&'static str, &'static str, &'static str, Command);

const MOVES: [Row; 4] = [
    ("gate-left", "Move left (Alt+Left)", "←", Command::Move(0, -1)),
    ("gate-right", "Move right (Alt+Right)", "→", Command::Move(0, 1)),
    ("gate-up", "Move up (Alt+Up)", "↑", Command::Move(-1, 0)),
    ("gate-down", "Move down (Alt+Down)", "↓", Command::Move(1, 0)),
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

/// What of the chosen gate can be changed: its arguments, its classical bit, what it waits for; and what can be done
/// with it. `value` is what its angle is now.
pub fn view(shown: &Shown, circuit: &Circuit, index: usize, value: Option<f64>) -> Html {
    let op = &circuit.ops()[index];
    let (slot, (wire, column)) = (shown.view().slot, shown.cell);
    let free = |q: &usize| op.gate.is_unitary() && op.qubits().all(|used| used != *q);
    let nearest = (0..circuit.qubits()).filter(free).min_by_key(|q| q.abs_diff(wire));
    let control = |wire: usize| {
        named("add-control", "Add a control", "+ control", move || {
            Act::Edit(
                Edit::Control { slot, column, wire, on: true, axis: Axis::Z },
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
    .child(arguments(shown, circuit, op, (slot, index), value))
    .maybe(dial::view(shown, op, (slot, index), value))
    .all(classical(circuit, op, (slot, index)))
    .child(tag("span", &[("class", "space")]))
    .all(MOVES.map(commanded).to_vec())
    .maybe(nearest.map(control))
    .child(step::opener(shown, index))
    .child(commanded(DELETE))
    .html()
}

fn to_cell((wire, column): (usize, usize)) {
    shell::focus(&format!("[data-wire='{wire}'][data-column='{column}']"));
}

/// The op with another argument that is read from text; why it cannot be, if it cannot.
fn with_argument(circuit: &Circuit, op: &Op, argument: usize, text: &str) -> Result<Op, String> {
    let mut op = op.clone();
    op.args[argument] = Angle::parse(text).map_err(|e| e.message)?;
    op.check(circuit.qubits(), circuit.bits()).map_err(|e| e.to_string())?;
    Ok(op)
}

/// Its arguments as texts: a valid one is shown at once and kept with Enter or on leaving.
fn arguments(shown: &Shown, circuit: &Circuit, op: &Op, place: (usize, usize), value: Option<f64>) -> Html {
    if op.args.is_empty() {
        return words("span", "quiet", op.gate.help);
    }
    let typed = shown.local.angle.as_ref().filter(|a| (a.0.0, a.0.1) == place);
    let problem = typed.and_then(|(at, text)| with_argument(circuit, op, at.2, text).err());
    let wrong = problem.is_some();
    let several = op.args.len() > 1;
    let all = tag("span", &[]).set("class", if several { "angle several" } else { "angle" });
    let mut fields = Vec::new();
    for (i, (name, _)) in composer::said_arguments(op).enumerate() {
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
    let text = typed.map_or_else(|| op.args[place.2].to_string(), String::from);
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

/// The most values of classical bits to choose from; more are for text.
const VALUES: u64 = 32;

/// A choice of what an op's classical bits are: the change that a value of the list means.
fn pick(
    (slot, index): (usize, usize),
    name: &'static str,
    label: &'static str,
    chosen: String,
    options: Vec<String>,
    change: impl Fn(&str) -> Op + 'static,
) -> Html {
    let options = options.into_iter().map(|o| (AttrValue::from(o.clone()), AttrValue::from(o))).collect();
    let list = choice(name, &chosen, options).set("aria-label", label).on(Hear::Change, move |e| {
        Some(Act::Edit(Edit::Replace { slot, index, op: change(&value_of(e)) }, label.into()))
    });
    list.html()
}

/// What an op has to do with classical bits: where a measurement goes, and what it waits for.
fn classical(circuit: &Circuit, op: &Op, place: (usize, usize)) -> Vec<Html> {
    let mut all = Vec::new();
    let bits: Vec<String> = (0..circuit.bits()).map(|b| circuit.bit_name(b)).collect();
    if let [bit] = op.bits[..] {
        let (op, free, names) = (op.clone(), circuit.free_bit(), bits.clone());
        let mut options = bits.clone();
        if free == bits.len() {
            options.push("a new bit".into());
        }
        all.push(words("span", "quiet", "into"));
        all.push(pick(place, "op-bit", "Classical bit", circuit.bit_name(bit), options, move |chosen| {
            let bit = names.iter().position(|n| n == chosen).unwrap_or(free);
            Op { bits: vec![bit], ..op.clone() }
        }));
    }
    if bits.is_empty() {
        return all;
    }
    // Single bits, then whole registers of several.
    let mut sets: Vec<Vec<usize>> = (0..bits.len()).map(|b| vec![b]).collect();
    let mut first = 0;
    for register in circuit.registers() {
        if register.size > 1 {
            sets.push((first..first + register.size).collect());
        }
        first += register.size;
    }
    let names: Vec<String> = sets.iter().map(|s| circuit.bit_names(s)).collect();
    let options: Vec<String> = [ALWAYS.to_string()].into_iter().chain(names.iter().cloned()).collect();
    let now = op.conditions.first();
    let chosen = now.map_or(ALWAYS.into(), |c| circuit.bit_names(&c.bits));
    let with = |change: Rc<dyn Fn(Option<Condition>, &str) -> Option<Condition>>| {
        let op = op.clone();
        move |chosen: &str| {
            let mut op = op.clone();
            let had = (!op.conditions.is_empty()).then(|| op.conditions.remove(0));
            op.conditions.splice(0..0, change(had, chosen));
            op
        }
    };
    all.push(words("span", "quiet", "happens if"));
    let which = with(Rc::new(move |_, chosen| {
        let set = names.iter().position(|n| n == chosen)?;
        Some(Condition { bits: sets[set].clone(), comparison: Comparison::Equal, value: 1 })
    }));
    all.push(pick(place, "op-if", "Waits for", chosen, options, which));
    if let Some(now) = now {
        let signs = Comparison::ALL.iter().map(|c| c.0.to_string()).collect();
        let sign = with(Rc::new(|had, chosen| {
            let comparison = Comparison::ALL.iter().find(|c| c.0 == chosen)?.1;
            Some(Condition { comparison, ..had? })
        }));
        all.push(pick(place, "op-sign", "Comparison", now.comparison.sign().into(), signs, sign));
        let most = 1_u64.checked_shl(now.bits.len() as u32).unwrap_or(VALUES).min(VALUES);
        let mut values: Vec<String> = (0..most).map(|v| v.to_string()).collect();
        if now.value >= most {
            values.push(now.value.to_string());
        }
        let value = with(Rc::new(|had, chosen| Some(Condition { value: chosen.parse().ok()?, ..had? })));
        all.push(pick(place, "op-value", "Value", now.value.to_string(), values, value));
    }
    all
}

/// What an op waits for that waits for nothing.
const ALWAYS: &str = "always";

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
