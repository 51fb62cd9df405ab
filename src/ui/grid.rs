//! What keys do, and what the gate in the chosen cell can be made to do. Not here: which keys there are (see `keys`).

use super::hand::{Tool, landed, moved, rank, ranked};
use super::keys::{Command, Place};
use super::{App, Dialog, keys, params, shell};
use crate::clock;
use circuit::{Angle, AngleKind, Axis, Gate, Reach, Symbol};
use plot::composer::{columns_of, op_at};
use session::{Edit, Msg};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::html::Scope;

impl App {
    /// Does what a key means; says whether it meant anything.
    pub(super) fn key(&mut self, app: &Scope<App>, event: &KeyboardEvent) -> bool {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let is_in = |selector: &str| {
            target.as_ref().is_some_and(|t| t.closest(selector).is_ok_and(|found| found.is_some()))
        };
        if event.key() == "Escape" && self.tip.take().is_some() {
            return true;
        }
        if event.default_prevented() || is_in("dialog, textarea, select, [contenteditable]") {
            return false;
        }
        if is_in("input:not([type=range]):not([type=checkbox])") {
            return false;
        }
        if self.local.mute && keys::is_character(event) {
            return false;
        }
        if let Some((wire, ket)) = target.as_ref().and_then(super::wires::wire_of)
            && let Some(command) = keys::command(if ket { Place::Ket } else { Place::Wire }, event)
        {
            event.prevent_default();
            self.wire(app, wire, command);
            return true;
        }
        // `cell` may be ahead of the focus, which follows it.
        if is_in("[data-ketloom=cell]")
            && let Some(command) = self.lettered(event).or_else(|| keys::command(Place::Grid, event))
        {
            if command != Command::Paste {
                event.prevent_default();
            }
            self.grid(app, command);
            return true;
        }
        let Some(command) = keys::command(Place::Page, event) else { return false };
        if command == Command::Play && is_in("button, a, summary, [role=tab], [role=slider], input") {
            return false;
        }
        if command != Command::Cancel {
            event.prevent_default();
        }
        self.command(app, command);
        true
    }

    /// The letter after the key for rotations or displays.
    fn lettered(&mut self, event: &KeyboardEvent) -> Option<Command> {
        let ((_, gates), inverse) = self.letters.take()?;
        let key = event.key().to_ascii_lowercase();
        let gate = gates.iter().find(|l| l.0 == key)?.1;
        Some(if inverse { Command::Inverse(gate) } else { Command::Gate(gate) })
    }

    fn command(&mut self, app: &Scope<App>, command: Command) {
        match command {
            Command::Undo => self.say(app, Msg::Undo),
            Command::Redo => self.say(app, Msg::Redo),
            // A plain circuit has nothing to train; what moves in it is its time.
            Command::Play if self.setup.model == "circuit" && self.document.circuit().is_timed() => {
                self.say(app, Msg::Run(!self.store.runs()));
            }
            Command::Play => self.say(app, if self.store.playing { Msg::Pause } else { Msg::Play }),
            Command::Step if self.setup.model == "circuit" => self.scrub(app, 1),
            Command::Step => self.say(app, Msg::Step),
            Command::Back => self.scrub(app, -1),
            Command::Zoom(by) => self.zoom(by, None),
            Command::Search => shell::focus("[data-ketloom=gate-search]"),
            Command::Speed => {
                let local = Rc::make_mut(&mut self.local);
                local.speed = !local.speed;
            }
            Command::Help => self.open_dialog(app, Some(Dialog::Help)),
            Command::Cancel => {
                if self.hand.take().is_some_and(|h| h.drags) {
                    self.say(app, Msg::Cancel);
                }
                (self.armed, self.chosen, self.anchor) = (None, false, None);
                Rc::make_mut(&mut self.local).selecting = false;
                self.waiting.clear();
                self.letters = None;
            }
            _ => {}
        }
    }

    /// Does a command in the cell in focus.
    pub(super) fn grid(&mut self, app: &Scope<App>, command: Command) {
        let circuit = self.document.circuit();
        let (wires, columns) = (circuit.qubits(), columns_of(circuit));
        let (wire, column) = self.cell;
        let clamp = |v: usize, by: isize, n: usize| v.saturating_add_signed(by).min(n - 1);
        match command {
            Command::Go(down, right) => self.go((clamp(wire, down, wires), clamp(column, right, columns))),
            Command::Row(end) => self.go((wire, if end { columns - 1 } else { 0 })),
            Command::Corner(end) => self.go(if end { (wires - 1, columns - 1) } else { (0, 0) }),
            Command::Extend(down, right) => {
                let from = self.anchor.unwrap_or(self.cell);
                self.cell = (clamp(wire, down, wires), clamp(column, right, columns));
                self.extend(from);
            }
            Command::Line(along) => {
                self.cell = if along { (wire, columns - 1) } else { (wires - 1, column) };
                self.extend(if along { (wire, 0) } else { (0, column) });
            }
            Command::All => {
                self.cell = (wires - 1, columns - 1);
                self.extend((0, 0));
            }
            // The text comes with the browser's own event.
            Command::Paste => {}
            Command::Delete | Command::Move(..) if self.anchor.is_some() => self.part(app, command),
            Command::Copy
            | Command::Cut
            | Command::Duplicate
            | Command::Invert
            | Command::InsertColumn
            | Command::DeleteColumn
            | Command::ExchangeColumns
            | Command::LeftAlign
            | Command::Group => self.part(app, command),
            Command::Gate(name) => {
                if let Some(gate) = Gate::named(name) {
                    return self.place(app, Tool::Gate(gate, 0), false);
                }
            }
            Command::Inverse(name) => {
                if let Some(gate) = Gate::named(name) {
                    return self.place(app, Tool::Gate(gate, 0), true);
                }
            }
            Command::Control(on) => {
                // What is there keeps its axis.
                let found = op_at(circuit, wire, column).map(|i| &circuit.ops()[i].controls);
                let held = found.and_then(|all| all.iter().find(|c| c.qubit == wire));
                let axis = held.map_or(Axis::Z, |c| c.axis);
                return self.place(app, Tool::Control(axis, on), false);
            }
            Command::Axis => self.turn_axis(app),
            Command::Letters(letters, inverse) => {
                self.letters = Some((letters, inverse));
                return self.announce(letters.0.into());
            }
            Command::Resize(reach) => self.resize(app, reach),
            Command::Angle => {
                if let Some(tool) = self.armed.take() {
                    return self.place(app, tool, false);
                }
                return clock::after(0, || shell::focus("[data-ketloom=angle]"));
            }
            Command::Delete => self.delete(app),
            Command::Turn(steps) => self.turn(app, steps),
            Command::Move(down, right) => self.shift(app, down, right),
            _ => return self.command(app, command),
        }
        self.follow(app);
    }

    fn go(&mut self, cell: (usize, usize)) {
        (self.cell, self.anchor) = (cell, None);
    }

    fn delete(&mut self, app: &Scope<App>) {
        let slot = self.document.view.slot;
        let circuit = self.store.kept().circuit();
        let (wire, column) = self.cell;
        let Some(index) = op_at(circuit, wire, column) else { return };
        let control = circuit.ops()[index].controls.iter().find(|c| c.qubit == wire);
        let (edit, said) = match control {
            Some(c) => (Edit::Control { slot, column, wire, on: c.on, axis: c.axis }, "Control deleted"),
            None => (Edit::Remove { slot, index }, "Gate deleted"),
        };
        self.edit(app, edit, said.into());
    }

    /// Makes what is in the cell larger or smaller by a wire.
    fn resize(&mut self, app: &Scope<App>, reach: Reach) {
        let (wire, column) = self.cell;
        let circuit = self.store.kept().circuit();
        let Some(index) = op_at(circuit, wire, column) else { return };
        // The wire that it stood on may be the one that it gives up.
        let first = circuit.ops()[index].register_at(wire).map_or(wire, |r| r.1);
        let stays = if reach == Reach::Less { first } else { wire };
        let rank = rank(circuit, index, stays);
        self.say(app, Msg::Edit(Edit::Resize { slot: self.document.view.slot, index, wire, reach }));
        if self.store.refused.is_none() {
            self.cell = ranked(self.store.document().circuit(), stays, rank);
            self.announce(self.cell_name());
        }
    }

    /// Lets the control in the cell look at the next axis.
    fn turn_axis(&mut self, app: &Scope<App>) {
        let slot = self.document.view.slot;
        let circuit = self.store.kept().circuit();
        let (wire, column) = self.cell;
        let Some(index) = op_at(circuit, wire, column) else { return };
        let mut op = circuit.ops()[index].clone();
        let Some(control) = op.controls.iter_mut().find(|c| c.qubit == wire) else {
            return self.announce("There is no control here; C puts one".into());
        };
        let (axis, name) = match control.axis {
            Axis::Z => (Axis::X, "X"),
            Axis::X => (Axis::Y, "Y"),
            Axis::Y => (Axis::Z, "Z"),
        };
        control.axis = axis;
        self.edit(app, Edit::Replace { slot, index, op }, format!("Control on axis {name}"));
    }

    /// Reads the state some columns later, or earlier.
    fn scrub(&mut self, app: &Scope<App>, by: isize) {
        let depth = self.document.circuit().layout().width;
        let now = self.document.view.column.unwrap_or(depth).min(depth);
        let to = now.saturating_add_signed(by).min(depth);
        let mut view = self.document.view.clone();
        view.column = Some(to).filter(|to| *to < depth);
        self.say(app, Msg::Look(view));
        self.announce(if to == depth {
            "State at the end".into()
        } else {
            format!("State after column {to}")
        });
    }

    fn shift(&mut self, app: &Scope<App>, down: isize, right: isize) {
        let slot = self.document.view.slot;
        let circuit = self.store.kept().circuit();
        let (wire, column) = self.cell;
        let Some(index) = op_at(circuit, wire, column) else { return };
        let Some(row) = wire.checked_add_signed(down).filter(|w| *w < circuit.qubits()) else { return };
        let Some(place) = column.checked_add_signed(right) else { return };
        let Some(edit) = moved(circuit, slot, index, self.cell, (row, place)) else { return };
        self.say(app, Msg::Edit(edit));
        self.cell = landed(self.store.document().circuit(), (row, place));
        self.announce(format!("Moved: {}", self.cell_name()));
    }

    /// Turns the angle in the cell: a constant in the circuit, a symbol by its value.
    fn turn(&mut self, app: &Scope<App>, steps: i32) {
        let by = std::f64::consts::PI / 64.0 * f64::from(steps);
        let slot = self.document.view.slot;
        let circuit = self.store.kept().circuit();
        let Some(index) = op_at(circuit, self.cell.0, self.cell.1) else { return };
        let op = &circuit.ops()[index];
        let Some(angle) = op.angle().filter(|_| !op.gate.is_display()).cloned() else { return };
        let symbol = angle.first_symbol();
        let edit = match (angle.kind(), symbol) {
            (AngleKind::Constant, _) => {
                let next = Angle::nice(angle.value(&[], &[]) + by);
                Edit::Angle { slot, index, text: next.to_string() }
            }
            (_, Some(Symbol::Weight(i))) => {
                let group = params::group(&self.setup, &self.document.view);
                let values = params::values(&self.weights, &group, circuit.weights());
                let value = values[i] + by;
                Edit::Weight { group, values, index: i, value }
            }
            (_, Some(Symbol::Input(i))) if self.setup.model == "circuit" => {
                let value = self.setup.inputs.get(i).copied().unwrap_or(0.0) + by;
                Edit::Input { index: i, value }
            }
            (AngleKind::Timed, _) => return self.announce("This angle runs with the time".into()),
            _ => return self.announce("This angle comes from the data".into()),
        };
        self.edit(app, edit, String::new());
        self.announce(format!("Angle turned by π/64 times {steps}"));
    }
}
