//! The wires' begin: their names, to be changed in place and dragged to another row, and the states that they start
//! in. Not here: how they are drawn (see `plot`), what moving one does to a circuit (see `session`).

use super::hand::{Held, press};
use super::keys::Command;
use super::picture::{rect, short};
use super::shown::Shown;
use super::tag::{Hear, button, element_of, key_of, send, tag, value_of};
use super::{Act, App, shell};
use crate::clock;
use circuit::{Circuit, Start};
use plot::Point;
use plot::composer::{CELL_HEIGHT, HEAD, KET, TOP};
use session::Edit;
use std::rc::Rc;
use web_sys::Event;
use yew::Html;
use yew::html::Scope;

/// How high names and kets take the pointer in.
const HIGH: f64 = 44.0;

/// What is meant by touching a wire's name or its ket.
fn touched(event: &Event) -> Option<(usize, Command)> {
    let (wire, ket) = wire_of(&element_of(event)?)?;
    Some((wire, if ket { Command::Start } else { Command::Angle }))
}

/// Names and kets, as buttons over the drawing.
pub fn handles(shown: &Shown) -> Html {
    let circuit = shown.circuit();
    let mut handles = Vec::new();
    let here = shown.cell.0.min(circuit.qubits() - 1);
    for q in 0..circuit.qubits() {
        let top = TOP + q as f64 * CELL_HEIGHT + (CELL_HEIGHT - HIGH) / 2.0;
        let handle = |hook: String, left: f64, wide: f64| {
            let area = rect("wire-button", Point::new(left, top), wide, HIGH);
            let handle = tag("g", &[("role", "button"), ("class", "wire-handle")]);
            // Tab leads to one of them, arrows to the others.
            let handle = handle.set("tabindex", if q == here { "0" } else { "-1" });
            handle.hook(hook).set("data-wire", q.to_string()).child(area)
        };
        let name = format!("Qubit {q} {}: label, move or remove", circuit.label(q));
        let ket = format!("Qubit {q} starts in {}: take the next state", circuit.start(q).ket());
        handles.push(handle(format!("wire-{q}"), 0.0, HEAD - KET - 2.0).set("aria-label", name).html());
        let start = handle(format!("start-{q}"), HEAD - KET, KET);
        handles.push(start.set("data-ket", "").set("aria-label", ket).html());
    }
    tag("g", &[("class", "wire-names")])
        .on(Hear::Click, |e| touched(e).map(|(wire, command)| Act::Wire(wire, command)))
        .on(Hear::Press, |e| {
            let (wire, _) = touched(e).filter(|t| t.1 == Command::Angle)?;
            press(Held::Wire(wire), e)
        })
        .all(handles)
        .html()
}

/// The wire whose name or ket an element is.
pub fn wire_of(element: &web_sys::Element) -> Option<(usize, bool)> {
    let handle = element.closest(".wire-handle").ok()??;
    Some((handle.get_attribute("data-wire")?.parse().ok()?, handle.has_attribute("data-ket")))
}

impl App {
    /// Does something with a wire.
    pub(super) fn wire(&mut self, app: &Scope<App>, wire: usize, command: Command) {
        if std::mem::take(&mut self.dragged) {
            return;
        }
        let circuit = self.document.circuit();
        let qubits = circuit.qubits();
        match command {
            Command::Start => {
                let start = circuit.start(wire).next();
                let said = format!("Qubit {wire} starts in {}", start.ket());
                self.edit(app, Edit::Start { qubit: wire, start }, said);
            }
            Command::Go(down, ket) => {
                let to = wire.saturating_add_signed(down).min(qubits - 1);
                self.cell.0 = to;
                let part = if ket == 0 { "wire" } else { "start" };
                // At once: the next key may come before any timer, and is of the wire that has the focus.
                shell::focus(&format!("[data-ketloom={part}-{to}]"));
            }
            Command::Move(down, _) => {
                let Some(to) = wire.checked_add_signed(down).filter(|to| *to < qubits) else { return };
                self.edit(app, Edit::MoveQubit { from: wire, to }, String::new());
                self.moved_wire(wire, to);
                self.cell.0 = to;
                shell::focus(&format!("[data-ketloom=wire-{to}]"));
            }
            Command::Delete if qubits > 1 => {
                Rc::make_mut(&mut self.local).wire = None;
                self.edit(app, Edit::RemoveQubit(wire), format!("Qubit {wire} removed"));
                let next = wire.min(qubits - 2);
                clock::after(0, move || shell::focus(&format!("[data-ketloom=wire-{next}]")));
            }
            Command::Angle => {
                clock::after(0, || shell::focus("[data-ketloom=wire-label]"));
                let local = Rc::make_mut(&mut self.local);
                local.wire = Some(wire).filter(|_| local.wire != Some(wire));
            }
            _ => {}
        }
    }

    /// What belongs to a wire that was moved goes with it.
    pub(super) fn moved_wire(&mut self, from: usize, to: usize) {
        let local = Rc::make_mut(&mut self.local);
        local.wire = local.wire.map(|edited| if edited == from { to } else { edited });
        self.announce(format!("Qubit {from} is now qubit {to}"));
    }
}

/// Labels a qubit with what stands in its field.
fn label(qubit: usize, event: &Event) -> Act {
    Act::Edit(Edit::Label { qubit, label: value_of(event) }, format!("Qubit {qubit} labelled"))
}

/// Closes a wire's editor and gives the focus back.
fn back(qubit: usize) -> Act {
    clock::after(0, move || shell::focus(&format!("[data-ketloom=wire-{qubit}]")));
    Act::Set(Rc::new(|local| local.wire = None))
}

/// The name of a wire, to be changed where it stands.
pub fn field(shown: &Shown, circuit: &Circuit, zoom: f64) -> Option<Html> {
    let qubit = shown.local.wire.filter(|q| *q < circuit.qubits())?;
    let field = tag(
        "input",
        &[
            ("type", "text"),
            ("class", "field wire-label"),
            ("maxlength", "24"),
            ("data-ketloom", "wire-label"),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
        ],
    );
    let middle = (TOP + (qubit as f64 + 0.5) * CELL_HEIGHT) * zoom;
    let field = field
        .set("style", format!("--y:{}", short(middle)))
        .set("aria-label", format!("Label of qubit {qubit}"))
        .set("placeholder", format!("q{qubit}"))
        .value(circuit.label(qubit).to_string().into())
        .on(Hear::Change, move |e| Some(label(qubit, e)))
        .on(Hear::Key, move |e| match key_of(e).as_str() {
            "Enter" => {
                // The field is gone before it would say that it was changed.
                send(label(qubit, e));
                Some(back(qubit))
            }
            "Escape" => Some(back(qubit)),
            _ => None,
        });
    Some(field.html())
}

/// What can be done with a wire, as buttons: hook, name, face, command.
const ACTIONS: [(&str, &str, &str, Command); 3] = [
    ("wire-up", "Move up (Alt+Up)", "↑", Command::Move(-1, 0)),
    ("wire-down", "Move down (Alt+Down)", "↓", Command::Move(1, 0)),
    ("wire-remove", "Remove qubit (Del)", "Remove qubit", Command::Delete),
];

/// What can be done with a qubit beside its label.
pub fn editor(shown: &Shown) -> Html {
    let circuit = shown.circuit();
    let qubit = shown.local.wire.unwrap_or(0);
    let start = circuit.start(qubit);
    let mut starts = Vec::new();
    for s in Start::ALL {
        let one = tag("option", &[]).set("value", s.name()).set_if(s == start, "selected", "");
        starts.push(one.text(s.ket()).html());
    }
    let starts = tag("select", &[("class", "field"), ("data-ketloom", "wire-start")])
        .on(Hear::Change, move |e| {
            let start = Start::named(&value_of(e))?;
            Some(Act::Edit(Edit::Start { qubit, start }, format!("Qubit {qubit} starts in {}", start.ket())))
        })
        .all(starts);
    let mut buttons = Vec::new();
    for (hook, name, face, command) in ACTIONS {
        let useless = match command {
            Command::Move(-1, 0) => qubit == 0,
            Command::Move(..) => qubit + 1 == circuit.qubits(),
            _ => circuit.qubits() == 1,
        };
        let button = button("button small", hook).set("aria-label", name).set("title", name);
        let button = button.set_if(useless, "disabled", "").click(move || Act::Wire(qubit, command));
        buttons.push(button.text(face).html());
    }
    tag("div", &[("class", "toolbar"), ("role", "group"), ("data-ketloom", "wire-editor")])
        .set("aria-label", format!("Qubit {qubit}"))
        .child(tag("label", &[]).text(format!("Qubit {qubit} starts in ")).child(starts))
        .all(buttons)
        .child(button("button small", "wire-done").click(move || back(qubit)).text("Done"))
        .html()
}
