//! What happens in the page: acts become messages to the store, and its effects are carried out.

use super::hand::{Hand, Tool, landed, moved};
use super::keys::{Command, Place};
use super::{Act, App, Dialog, KNOCK_MS, keys, shell, storage};
use crate::clock;
use circuit::{Angle, AngleKind, Gate, Symbol};
use plot::composer::{columns_of, op_at, op_name};
use session::{Data, Edit, Effect, Msg};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::AttrValue;
use yew::html::Scope;

/// Quiet before the link is written, and the longest it may be out of date; milliseconds.
const QUIET: f64 = 400.0;
const LATEST: f64 = 2000.0;

/// Knocks at the worker from time to time.
pub fn knock_later(app: &Scope<App>) {
    let app = app.clone();
    clock::after(KNOCK_MS, move || app.send_message(Act::Knock));
}

impl App {
    /// Does what happened; says whether anything may look different.
    pub fn act(&mut self, app: &Scope<App>, act: Act) -> bool {
        match act {
            Act::Say(msg) => self.say(app, msg),
            Act::Word(word) => return self.word(app, word),
            Act::Knock => {
                if shell::seen() {
                    self.line.knock();
                }
                knock_later(app);
                return false;
            }
            Act::Link => {
                self.link(app);
                return false;
            }
            Act::Leave => {
                self.write_link();
                return false;
            }
            Act::Address => return self.address(app),
            Act::Key(event) => return self.key(app, &event),
            Act::Dialog(dialog) => self.open_dialog(dialog),
            Act::Theme => {
                self.theme = self.theme.next();
                self.theme.show();
            }
            Act::File(name, text) => self.file(app, name, text),
            Act::Arm(tool) => self.arm(tool),
            Act::Press(held, x, y) => {
                self.hand = Some(Hand::new(held, (x, y)));
                self.dragged = false;
                return false;
            }
            Act::Follow => {
                self.focus_cell();
                return false;
            }
            Act::Rest => {
                self.dragged = false;
                return false;
            }
            Act::Drag(x, y) => return self.drag(app, (x, y)),
            Act::Drop(kept) => return self.drop(app, kept),
            Act::Tap(cell, more) => self.tap(app, cell, more),
            Act::Focus(cell) => {
                let changed = self.cell != cell || !self.chosen;
                (self.cell, self.chosen) = (cell, true);
                return changed;
            }
            Act::Grid(command) => self.grid(app, command),
            Act::Edit(edit, said) => self.edit(app, edit, said),
        }
        true
    }

    /// Brings what components are given up to date; what did not change stays the same.
    pub fn refresh(&mut self) {
        let document = self.store.document();
        if *self.document != *document {
            if *self.setup != document.setup {
                self.setup = Rc::new(document.setup.clone());
            }
            self.document = Rc::new(document.clone());
        }
        if *self.states != self.store.states {
            self.states = Rc::new(self.store.states.clone());
        }
        let known = |(name, v): (&String, &Vec<f64>)| self.weights.get(name) == Some(v);
        let all = self.store.live.iter().filter(|(n, _)| !self.document.weights.contains_key(*n));
        if !all.chain(&self.document.weights).all(known) {
            let mut weights = self.store.live.clone();
            weights.extend(self.document.weights.clone());
            self.weights = Rc::new(weights);
        }
        if *self.notices != self.store.notices {
            self.notices = Rc::new(self.store.notices.clone());
        }
    }

    fn say(&mut self, app: &Scope<App>, msg: Msg) {
        for effect in self.store.update(msg) {
            match effect {
                Effect::Post(request) => self.line.post(request),
                Effect::Link => self.link_later(app),
                Effect::Announce(text) => self.announce(text),
                Effect::Restart => self.line.restart(),
            }
        }
    }

    /// Has screen readers say a text; the same twice is said twice.
    fn announce(&mut self, text: String) {
        let again = self.said.as_str() == text;
        self.said = AttrValue::from(if again { format!("{text}\u{a0}") } else { text });
    }

    fn word(&mut self, app: &Scope<App>, word: crate::line::Word) -> bool {
        let Some(msg) = self.line.take(word) else { return false };
        let ready = msg == Msg::WorkerReady;
        self.say(app, msg);
        if ready {
            self.line.send_early();
        }
        true
    }

    fn link_later(&mut self, app: &Scope<App>) {
        let now = clock::now();
        match &mut self.stale {
            Some((_, last)) => *last = now,
            None => {
                self.stale = Some((now, now));
                let app = app.clone();
                clock::after(QUIET as i32, move || app.send_message(Act::Link));
            }
        }
    }

    fn link(&mut self, app: &Scope<App>) {
        let Some((first, last)) = self.stale else { return };
        let now = clock::now();
        let due = (last + QUIET).min(first + LATEST);
        if now + 5.0 < due {
            let app = app.clone();
            return clock::after((due - now) as i32, move || app.send_message(Act::Link));
        }
        self.write_link();
    }

    /// Writes the link if it is out of date: into the address and, where there is storage, there.
    fn write_link(&mut self) {
        if self.stale.take().is_none() {
            return;
        }
        self.fragment = self.store.link();
        shell::write_fragment(&self.fragment);
        storage::set(storage::LAST, &self.fragment);
    }

    fn address(&mut self, app: &Scope<App>) -> bool {
        match shell::fragment() {
            Some(fragment) if fragment != self.fragment => {
                self.fragment.clone_from(&fragment);
                self.say(app, Msg::Open(fragment));
                true
            }
            _ => false,
        }
    }

    fn open_dialog(&mut self, dialog: Option<Dialog>) {
        self.dialog = dialog;
        if dialog == Some(Dialog::Share) {
            let link = shell::address(&self.store.link());
            self.shared = (link.into(), self.store.kept().to_json().into());
        }
    }

    /// A document is opened; any other text is taken as labelled sentences.
    fn file(&mut self, app: &Scope<App>, name: String, text: String) {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with('{') || start.starts_with('#') || start.starts_with("http") {
            return self.say(app, Msg::Open(text));
        }
        let (train, seed) = match &self.setup.data {
            Data::Sentences { train, seed, .. } | Data::Text { train, seed, .. } => (*train, *seed),
            _ => (77, 7),
        };
        self.say(app, Msg::Edit(Edit::Data(Data::Text { name, text, train, seed })));
        if self.store.refused.is_none() {
            self.dialog = Some(Dialog::Data);
        }
    }

    fn arm(&mut self, tool: Tool) {
        if std::mem::take(&mut self.dragged) {
            return;
        }
        self.armed = if self.armed == Some(tool) { None } else { Some(tool) };
        let name = tool.name();
        self.announce(match self.armed {
            Some(_) => format!("{name} picked up; tap a cell of the circuit, or press Enter in one"),
            None => format!("{name} put back"),
        });
    }

    fn drag(&mut self, app: &Scope<App>, at: (i32, i32)) -> bool {
        let Some(mut hand) = self.hand else { return false };
        let began = !hand.drags;
        if !hand.go(at) {
            self.hand = Some(hand);
            return false;
        }
        let over = shell::cell_at(at.0, at.1);
        if over != hand.over || began {
            hand.over = over;
            let kept = self.store.kept();
            let slot = self.document.view.slot;
            match hand.edit(&kept.setup, slot, over) {
                Some(edit) => self.say(app, Msg::Preview(edit)),
                None => self.say(app, Msg::Cancel),
            }
            if let Some(cell) = over {
                self.cell = cell;
            }
        }
        self.dragged = true;
        self.hand = Some(hand);
        true
    }

    fn drop(&mut self, app: &Scope<App>, kept: bool) -> bool {
        let Some(hand) = self.hand.take() else { return false };
        if !hand.drags {
            return false;
        }
        self.armed = None;
        let app_later = app.clone();
        // The click that ends a drag comes at once.
        clock::after(30, move || app_later.send_message(Act::Rest));
        let preview = self.store.previewing();
        self.say(app, if kept && preview { Msg::Commit } else { Msg::Cancel });
        if let (true, Some(cell)) = (kept && preview, hand.over) {
            self.cell = landed(self.store.document().circuit(), cell);
            self.chosen = true;
            self.announce(format!("Placed: {}", self.cell_name()));
        } else if kept && preview {
            self.announce("Gate deleted".into());
        } else if hand.over.is_none() && self.store.notices.is_empty() {
            // What was refused on the way does not matter any more.
            self.say(app, Msg::Dismiss);
        }
        true
    }

    fn tap(&mut self, app: &Scope<App>, cell: (usize, usize), more: bool) {
        (self.cell, self.chosen) = (cell, true);
        if std::mem::take(&mut self.dragged) {
            return;
        }
        if let Some(tool) = self.armed {
            self.place(app, tool);
            if !more {
                self.armed = None;
            }
        }
    }

    /// Puts a tool into the cell in focus.
    fn place(&mut self, app: &Scope<App>, tool: Tool) {
        let (wire, column) = self.cell;
        let slot = self.document.view.slot;
        let mut edit = tool.edit(&self.store.kept().setup, slot, self.cell);
        if let Tool::Control(on) = tool
            && self.store.kept().with(&edit).is_err()
        {
            // No gate to control yet: the next one in this column takes it.
            let had = self.waiting.iter().position(|w| (w.0, w.1) == (wire, column));
            let before = had.map(|i| self.waiting.remove(i));
            self.waiting.retain(|w| w.1 == column);
            if before.is_none_or(|w| w.2 != on) {
                self.waiting.push((wire, column, on));
                return self
                    .announce(format!("Control on qubit {wire} waits for a gate in column {}", column + 1));
            }
            return self.announce("Control removed".into());
        }
        if let Edit::Insert { op, column, .. } = &mut edit {
            for (wire, at, on) in std::mem::take(&mut self.waiting) {
                if at == *column && op.qubits().all(|q| q != wire) {
                    *op = op.clone().controlled(circuit::Control { qubit: wire, on });
                }
            }
        }
        self.say(app, Msg::Edit(edit));
        if self.store.refused.is_none() {
            self.cell = landed(self.store.document().circuit(), self.cell);
            self.announce(format!("Placed: {}", self.cell_name()));
            self.follow(app);
        }
    }

    fn edit(&mut self, app: &Scope<App>, edit: Edit, said: String) {
        self.say(app, Msg::Edit(edit));
        if self.store.refused.is_none() {
            self.announce(said);
        }
    }

    /// Moves the keyboard's focus to the cell, once it is there, if the focus is in the grid.
    fn follow(&self, app: &Scope<App>) {
        let app = app.clone();
        clock::after(0, move || app.send_message(Act::Follow));
    }

    fn focus_cell(&self) {
        let inside = shell::window().document().and_then(|d| d.active_element());
        if inside.is_some_and(|e| shell::cell_of(&e).is_some()) {
            shell::focus(&format!("[data-wire='{}'][data-column='{}']", self.cell.0, self.cell.1));
        }
    }

    fn cell_name(&self) -> String {
        let circuit = self.store.document().circuit();
        op_at(circuit, self.cell.0, self.cell.1).map_or("empty".into(), |i| op_name(circuit, i))
    }

    fn key(&mut self, app: &Scope<App>, event: &KeyboardEvent) -> bool {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let is_in = |selector: &str| {
            target.as_ref().is_some_and(|t| t.closest(selector).is_ok_and(|found| found.is_some()))
        };
        if event.default_prevented() || is_in("dialog, textarea, select, [contenteditable]") {
            return false;
        }
        if is_in("input:not([type=range]):not([type=checkbox])") {
            return false;
        }
        // `cell` may be ahead of the focus, which follows it.
        if is_in("[data-ketloom=cell]")
            && let Some(command) = self.rotated(event).or_else(|| keys::command(Place::Grid, event))
        {
            event.prevent_default();
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

    /// The axis after the key for rotations.
    fn rotated(&mut self, event: &KeyboardEvent) -> Option<Command> {
        if !std::mem::take(&mut self.rotation) {
            return None;
        }
        let gate = match event.key().to_ascii_lowercase().as_str() {
            "x" => "RX",
            "y" => "RY",
            "z" => "RZ",
            _ => return None,
        };
        Some(Command::Gate(gate))
    }

    fn command(&mut self, app: &Scope<App>, command: Command) {
        match command {
            Command::Undo => self.say(app, Msg::Undo),
            Command::Redo => self.say(app, Msg::Redo),
            Command::Play => self.say(app, if self.store.playing { Msg::Pause } else { Msg::Play }),
            Command::Step => self.say(app, Msg::Step),
            Command::Search => shell::focus("[data-ketloom=gate-search]"),
            Command::Help => self.open_dialog(Some(Dialog::Help)),
            Command::Cancel => {
                if self.hand.take().is_some_and(|h| h.drags) {
                    self.say(app, Msg::Cancel);
                }
                (self.armed, self.chosen) = (None, false);
                self.waiting.clear();
                self.rotation = false;
            }
            _ => {}
        }
    }

    fn grid(&mut self, app: &Scope<App>, command: Command) {
        let circuit = self.document.circuit();
        let (wires, columns) = (circuit.qubits(), columns_of(circuit));
        let (wire, column) = self.cell;
        let clamp = |v: usize, by: isize, n: usize| v.saturating_add_signed(by).min(n - 1);
        match command {
            Command::Go(down, right) => self.cell = (clamp(wire, down, wires), clamp(column, right, columns)),
            Command::Row(end) => self.cell.1 = if end { columns - 1 } else { 0 },
            Command::Corner(end) => self.cell = if end { (wires - 1, columns - 1) } else { (0, 0) },
            Command::Gate(name) => {
                if let Some(gate) = Gate::named(name) {
                    return self.place(app, Tool::Gate(gate, 0));
                }
            }
            Command::Control(on) => return self.place(app, Tool::Control(on)),
            Command::Rotation => {
                self.rotation = true;
                return self.announce("Rotation: press x, y or z".into());
            }
            Command::Angle => {
                if let Some(tool) = self.armed.take() {
                    return self.place(app, tool);
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

    fn delete(&mut self, app: &Scope<App>) {
        let slot = self.document.view.slot;
        let circuit = self.store.kept().circuit();
        let (wire, column) = self.cell;
        let Some(index) = op_at(circuit, wire, column) else { return };
        let control = circuit.ops()[index].controls.iter().find(|c| c.qubit == wire);
        let (edit, said) = match control {
            Some(c) => (Edit::Control { slot, column, wire, on: c.on }, "Control deleted"),
            None => (Edit::Remove { slot, index }, "Gate deleted"),
        };
        self.edit(app, edit, said.into());
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
        let Some(angle) = circuit.ops()[index].angle.clone() else { return };
        let symbol = angle.symbols().into_iter().next();
        let edit = match (angle.kind(), symbol) {
            (AngleKind::Constant, _) => {
                let next = Angle::nice(angle.value(&[], &[]) + by);
                Edit::Angle { slot, index, text: next.to_string() }
            }
            (_, Some(Symbol::Weight(i))) => {
                let group = super::params::group(&self.setup, &self.document.view);
                let values = super::params::values(&self.weights, &group, circuit.weights());
                let value = values[i] + by;
                Edit::Weight { group, values, index: i, value }
            }
            (_, Some(Symbol::Input(i))) if self.setup.model == "circuit" => {
                let value = self.setup.inputs.get(i).copied().unwrap_or(0.0) + by;
                Edit::Input { index: i, value }
            }
            _ => return self.announce("This angle comes from the data".into()),
        };
        self.edit(app, edit, String::new());
        self.announce(format!("Angle turned by π/64 times {steps}"));
    }
}
