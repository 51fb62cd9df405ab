//! What can be done with the chosen gate: the same as by keys and dragging, as buttons.

use super::field::choice;
use super::keys::Command;
use super::shown::Shown;
use super::tag::{Hear, Tag, button, key_of, send, tag, value_of, words};
use super::{Act, dial, shell, step};
use circuit::{Angle, Axis, Circuit, Comparison, Condition, Gate, Op};
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
    ("gate-grow", "One qubit more (+)", "+", Command::Resize(true)),
    ("gate-shrink", "One qubit fewer (−)", "−", Command::Resize(false)),
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
pub fn view(shown: &Shown, circuit: &Circuit, index: usize, value: Option<f64>) -> Html {
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
    .all(classical(circuit, op, (slot, index)))
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

/// The most values of classical bits to choose from; more are for text.
const VALUES: u64 = 32;

/// What of an op has to do with classical bits.
#[derive(Clone, Copy)]
enum What {
    Bit,
    If,
    Sign,
    Value,
}

/// Their lists: hook and name.
const LISTS: [(&str, &str); 4] =
    [("op-bit", "Classical bit"), ("op-if", "Waits for"), ("op-sign", "Comparison"), ("op-value", "Value")];

/// The op after a choice from one of its lists; `sets` are the bits that it can wait for.
fn chosen(op: &Op, sets: &[Vec<usize>], what: What, choice: usize) -> Op {
    let mut op = op.clone();
    match (what, op.conditions.first_mut()) {
        (What::Bit, _) => op.bits = vec![choice],
        (What::If, had) => match (choice.checked_sub(1).and_then(|i| sets.get(i)), had) {
            (None, None) => {}
            (None, Some(_)) => drop(op.conditions.remove(0)),
            (Some(bits), Some(had)) => had.bits.clone_from(bits),
            (Some(bits), None) => {
                let (bits, comparison) = (bits.clone(), Comparison::Equal);
                op.conditions.push(Condition { bits, comparison, value: 1 });
            }
        },
        (What::Sign, Some(had)) => had.comparison = Comparison::ALL[choice].1,
        (What::Value, Some(had)) => had.value = choice as u64,
        (_, None) => {}
    }
    op
}

/// What an op has to do with classical bits: where a measurement goes, and what it waits for.
fn classical(circuit: &Circuit, op: &Op, (slot, index): (usize, usize)) -> Vec<Html> {
    let bits = circuit.bits();
    // Single bits, then whole registers of several.
    let mut sets: Vec<Vec<usize>> = (0..bits).map(|b| vec![b]).collect();
    let mut first = 0;
    for register in circuit.registers() {
        if register.size > 1 {
            sets.push((first..first + register.size).collect());
        }
        first += register.size;
    }
    let names: Vec<String> = sets.iter().map(|s| circuit.bit_names(s)).collect();
    let sets = Rc::new(sets);
    let mut all = Vec::new();
    let mut list = |what: What, lead: &'static str, now: usize, words: Vec<String>| {
        let (name, label) = LISTS[what as usize];
        let (op, sets) = (op.clone(), sets.clone());
        let options = words.into_iter().enumerate().map(|(i, w)| (i.to_string().into(), w.into())).collect();
        let list = choice(name, &now.to_string(), options).set("aria-label", label);
        let list = list.on(Hear::Change, move |e| {
            let op = chosen(&op, &sets, what, value_of(e).parse().ok()?);
            Some(Act::Edit(Edit::Replace { slot, index, op }, label.into()))
        });
        all.push(tag("label", &[]).text(lead).child(list).html());
    };
    if let [bit] = op.bits[..] {
        let mut words = names[..bits].to_vec();
        if circuit.free_bit() == bits {
            words.push("a new bit".into());
        }
        list(What::Bit, "into ", bit, words);
    }
    if bits > 0 && !op.gate.is_display() {
        let now = op.conditions.first();
        let set = now.and_then(|c| sets.iter().position(|s| *s == c.bits));
        let mut words = vec!["always".to_string()];
        words.extend(names);
        // Bits that are no register have an entry while they are waited for.
        let own = now.filter(|_| set.is_none()).map(|c| circuit.bit_names(&c.bits));
        let place = if own.is_some() { words.len() } else { set.map_or(0, |i| i + 1) };
        words.extend(own);
        list(What::If, if now.is_some() { "happens if " } else { "happens " }, place, words);
        if let Some(now) = now {
            let sign = Comparison::ALL.iter().position(|c| c.1 == now.comparison).unwrap_or(0);
            list(What::Sign, "", sign, Comparison::ALL.iter().map(|c| c.0.to_string()).collect());
            let most = 1_u64.checked_shl(now.bits.len() as u32).unwrap_or(VALUES).min(VALUES);
            let values = most.max(now.value.min(VALUES * VALUES) + 1);
            list(What::Value, "", now.value as usize, (0..values).map(|v| v.to_string()).collect());
        }
    }
    all
}
