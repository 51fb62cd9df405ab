//! What a visitor does: acts become messages to the store. All of it comes with the later module (see `later::act`).
//! Not here: keys and commands (`grid`), selections (`parts`), wires (`wires`), what the page does by itself (`acts`).

use super::acts::QUIET;
use super::hand::{Hand, Held, Tool, landed, rank, ranked};
use super::tag::send;
use super::{Act, App, Dialog, field, params, shell, storage};
use crate::clock;
use circuit::{Control, Symbol};
use plot::composer::{op_at, op_name};
use session::{Data, Edit, FORMATS, Msg, recognised};
use std::rc::Rc;
use yew::html::Scope;

/// So long a drawing waits for the simulator; milliseconds. Small circuits take less, and it is less than a frame.
const PATIENCE: i32 = 12;
/// The longest the link may be out of date; milliseconds.
const LATEST: f64 = 2000.0;
/// Changes of one number that come closer than this are one step of undo; milliseconds.
const BURST: f64 = 600.0;
/// What is typed without a longer pause is one step of undo; milliseconds.
const PAUSE: f64 = 1500.0;

impl App {
    /// Does what a visitor did; says whether anything may look different.
    pub(super) fn visited(&mut self, app: &Scope<App>, act: Act) -> bool {
        match act {
            Act::Say(msg) => self.say(app, msg),
            Act::Frame => return self.frame(app),
            Act::Link => {
                self.link(app);
                return false;
            }
            Act::Leave(gone) => {
                // A page that goes makes no entries any more.
                self.entry.1 &= !gone;
                self.write_link();
                if gone {
                    storage::leave(&self.fragment);
                }
                return false;
            }
            Act::Address => return self.address(app),
            Act::Key(event) => return self.key(app, &event),
            Act::Fill => self.fill(app),
            Act::File(name, text) => self.file(app, name, text),
            Act::Arm(tool) => self.arm(tool),
            Act::Press(held, x, y) => {
                self.hand = Some(Hand::new(held, (x, y)));
                self.dragged = false;
                return self.tip.take().is_some();
            }
            Act::Follow => {
                self.focus_cell();
                return false;
            }
            Act::Rest => {
                self.dragged = false;
                return false;
            }
            Act::Drag(x, y) => return self.drag(app, (x, y), None),
            Act::Original => {
                shell::copy(&self.store.original);
                self.announce("Copied what was opened".into());
            }
            Act::Ahead(x, y) => return self.ahead(app, (x, y)),
            Act::Edge(at) => return self.hand.is_some_and(|h| h.at == at) && self.drag(app, at, None),
            Act::Drop(kept) => return self.drop(app, kept),
            Act::Tap(cell, more) => self.tap(app, cell, more),
            Act::Focus(cell) => {
                let changed = self.cell != cell || !self.chosen;
                if self.cell != cell {
                    self.left = self.anchor.unwrap_or(self.cell);
                    self.anchor = self.anchor.filter(|_| self.local.selecting);
                }
                (self.cell, self.chosen) = (cell, true);
                return changed;
            }
            Act::Grid(command) => self.grid(app, command),
            Act::Wire(wire, command) => self.wire(app, wire, command),
            Act::Zoom(by, at) => self.zoom(by, at),
            Act::Paste(text) => self.pasted(app, text),
            Act::Edit(edit, said) => self.edit(app, edit, said),
            Act::Look(change) => {
                let mut view = self.document.view.clone();
                change(&mut view);
                self.say(app, Msg::Look(view));
            }
            Act::Put(number, text) => self.put(app, number, text),
            Act::Type(name) => {
                field::typing(Rc::make_mut(&mut self.local), name, Some(String::new()), None);
                clock::after(0, move || shell::focus(&format!("#{name}")));
            }
            Act::Slide(symbol, value, kept) => self.slide(app, symbol, value, kept),
            Act::Freeze(Symbol::Weight(index)) => {
                let group = params::group(&self.setup, &self.document.view);
                let on = self.setup.training.frozen(&group, index).is_err();
                self.say(app, Msg::Edit(Edit::Freeze { group, index, on }));
            }
            Act::Own(name, text) => self.own(app, name, text),
            // The page does these by itself.
            _ => return false,
        }
        true
    }

    pub(super) fn say(&mut self, app: &Scope<App>, msg: Msg) {
        let burst = match msg {
            Msg::Edit(Edit::Weight { .. } | Edit::Input { .. } | Edit::Angle { .. }) => BURST,
            Msg::Type(_) => PAUSE,
            _ => f64::INFINITY,
        };
        if burst < f64::INFINITY {
            let now = clock::now();
            if now - self.nudged > burst {
                self.store.update(Msg::Rest);
            }
            self.nudged = now;
        }
        let effects = self.store.update(msg);
        self.stepped();
        self.carry_out(app, effects);
    }

    /// Each step has an entry in the browser's history; it is made when there is quiet. What was not written before
    /// the step (a step right before it, a look, epochs, the very first document) is written first, where it belongs.
    fn stepped(&mut self) {
        let steps = self.store.steps();
        if steps == self.entry.0 {
            return;
        }
        // Another tool's link in the address becomes what was made of it: Back to it would only lead here again.
        let ours = recognised(&self.fragment).is_none();
        if ours && (self.stale.is_some() || self.fragment.is_empty()) {
            let before = self.store.link_before();
            self.write(before);
        }
        self.entry = (steps, ours);
    }

    /// Prepares what the dialog shows that was opened.
    fn fill(&mut self, app: &Scope<App>) {
        if self.dialog == Some(Dialog::Share) {
            let link = shell::address(&self.store.link());
            self.shared = (link.into(), self.store.kept().to_json().into());
            // What was exported last may be of another circuit by now.
            let format =
                self.store.texts.exported.as_ref().map_or(FORMATS[1].name.into(), |e| e.format.clone());
            self.say(app, Msg::Export(format, None));
        } else if self.dialog == Some(Dialog::Examples) {
            self.say(app, Msg::Examples);
        }
    }

    /// A number becomes an edit, or a sentence under its field.
    fn put(&mut self, app: &Scope<App>, number: &field::Number, text: String) {
        let edit = field::read_number(&text, number.whole).and_then(|value| {
            let edit = number.edit(&self.document, value);
            self.document.with(&edit).map(|_| edit)
        });
        let local = Rc::make_mut(&mut self.local);
        match edit {
            Ok(edit) => {
                field::typing(local, number.name, None, None);
                self.say(app, Msg::Edit(edit));
            }
            Err(why) => field::typing(local, number.name, Some(text), Some(field::sentence(&why))),
        }
    }

    /// Previews while a slider moves, commits when it is let go.
    fn slide(&mut self, app: &Scope<App>, symbol: Symbol, value: f64, kept: bool) {
        let edit = match symbol {
            Symbol::Weight(index) => {
                let group = params::group(&self.setup, &self.document.view);
                let values = params::values(&self.weights, &group, self.document.circuit().weights());
                Edit::Weight { group, values, index, value }
            }
            Symbol::Input(index) => Edit::Input { index, value },
            Symbol::Time => return,
        };
        self.say(app, if kept { Msg::Edit(edit) } else { Msg::Preview(edit) });
    }

    /// Makes one's own text the data, with the split there was.
    fn own(&mut self, app: &Scope<App>, name: String, text: String) {
        let (train, seed) = match self.document.setup.data {
            Data::Sentences { train, seed, .. }
            | Data::Text { train, seed, .. }
            | Data::Points { train, seed, .. } => (train, seed),
            Data::None => (70, 7),
        };
        let edit = Edit::Data(Data::Text { name, text, train, seed });
        let trouble = self.document.with(&edit).err().map(|why| field::sentence(&why));
        let fits = trouble.is_none();
        Rc::make_mut(&mut self.local).text_trouble = trouble;
        if fits {
            self.say(app, Msg::Edit(edit));
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
        let link = self.store.link();
        storage::set(storage::LAST, &link);
        self.write(link);
    }

    /// Writes a link into the address: in an entry of its own if a step wants one, and the link is another.
    fn write(&mut self, link: String) {
        if std::mem::take(&mut self.entry.1) && link != self.fragment {
            shell::push_fragment(&link);
        } else {
            shell::write_fragment(&link);
        }
        self.fragment = link;
    }

    /// Opens what the address names: a link that was typed or followed, or where Back and Forward lead. That is a step
    /// of undo, so nothing is lost, but the browser has its entry already.
    fn address(&mut self, app: &Scope<App>) -> bool {
        match shell::fragment() {
            Some(fragment) if fragment != self.fragment => {
                let effects = self.store.update(Msg::Open(fragment.clone()));
                self.fragment = fragment;
                self.entry = (self.store.steps(), false);
                self.carry_out(app, effects);
                true
            }
            _ => false,
        }
    }

    /// A document is opened; any other text is taken as labelled sentences.
    fn file(&mut self, app: &Scope<App>, name: String, text: String) {
        if name.ends_with(".qasm") {
            return self.say(app, Msg::Import(text));
        }
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if recognised(start).is_some()
            || start.starts_with('{')
            || start.starts_with('#')
            || start.starts_with("http")
        {
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

    /// Goes on with what is held, to a place that is over a cell, where that is known.
    fn drag(&mut self, app: &Scope<App>, at: (i32, i32), over: Option<(usize, usize)>) -> bool {
        let Some(mut hand) = self.hand else { return false };
        let began = !hand.drags;
        if !hand.go(at) {
            self.hand = Some(hand);
            return false;
        }
        let over = over.or_else(|| self.under(hand, at));
        let (slot, setup) = (self.document.view.slot, &self.store.kept().setup);
        if !hand.is_upright() && shell::scroll_at(at.0, at.1) {
            let app = app.clone();
            clock::after(16, move || app.send_message(Act::Edge(at)));
        }
        if let (Held::Cells(from), Some(cell)) = (hand.held, over) {
            hand.over = over;
            (self.hand, self.dragged, self.cell) = (Some(hand), true, cell);
            self.extend(from);
            return true;
        }
        let new = over != hand.over || began;
        if new {
            hand.over = over;
            match hand.edit(setup, slot, over) {
                Some(edit) => self.say(app, Msg::Hover(edit)),
                None => self.say(app, Msg::Cancel),
            }
            match (hand.held, over) {
                (Held::End(index, _, other), _) => self.stay(index, other),
                (Held::Wire(_), _) | (_, None) => {}
                (_, Some(cell)) => self.cell = cell,
            }
        }
        self.dragged = true;
        self.hand = Some(hand);
        if new && !began && self.store.previewing() && !self.store.settled() {
            return self.owe();
        }
        // Over the same cell nothing looks different, but what hangs at the pointer.
        (new || !self.store.previewing()) && !self.owed
    }

    /// Stays at an op that becomes larger or smaller, wherever that puts it.
    #[inline(never)]
    fn stay(&mut self, index: usize, wire: usize) {
        let rank = rank(self.store.kept().circuit(), index, wire);
        self.cell = ranked(self.store.document().circuit(), wire, rank);
    }

    /// The cell that something held would be dropped on, or its row alone.
    fn under(&self, hand: Hand, (x, y): (i32, i32)) -> Option<(usize, usize)> {
        let (slot, setup) = (self.document.view.slot, &self.store.kept().setup);
        if hand.is_upright() {
            return shell::wire_at(hand.start.0, y).map(|wire| (wire, 0));
        }
        shell::cell_at(x, y).map(|over| hand.meant(setup, slot, over))
    }

    /// The pointer moved between frames: only another drop is news, whatever else changes can wait for the frame.
    fn ahead(&mut self, app: &Scope<App>, at: (i32, i32)) -> bool {
        let Some(hand) = self.hand.filter(|h| h.drags && !matches!(h.held, Held::Cells(_))) else {
            return false;
        };
        let over = self.under(hand, at);
        over.is_some() && over != hand.over && self.drag(app, at, over)
    }

    /// Has the page drawn when the simulator says what it is to show, or soon if that takes longer: of two drawings
    /// right behind each other nobody sees the first.
    fn owe(&mut self) -> bool {
        if !self.owed {
            self.owed = true;
            clock::after(PATIENCE, || send(Act::Owed));
        }
        // While the simulator works.
        self.refresh();
        false
    }

    fn drop(&mut self, app: &Scope<App>, kept: bool) -> bool {
        let Some(hand) = self.hand.take() else { return false };
        if !hand.drags {
            return false;
        }
        self.armed = None;
        if let Held::Cells(_) = hand.held {
            let app = app.clone();
            clock::after(30, move || app.send_message(Act::Rest));
            return true;
        }
        let app_later = app.clone();
        // The click that ends a drag comes at once.
        clock::after(30, move || app_later.send_message(Act::Rest));
        let preview = self.store.previewing();
        let control = hand.control(&self.store.kept().setup, self.document.view.slot);
        self.say(app, if kept && preview { Msg::Commit } else { Msg::Cancel });
        if let (true, Held::Wire(from), Some((to, _))) = (kept && preview, hand.held, hand.over) {
            self.moved_wire(from, to);
        } else if let Held::End(index, _, other) = hand.held {
            if !kept {
                self.stay(index, other);
            }
            self.enter_cell();
            self.announce(self.cell_name());
        } else if let (true, Some(cell)) = (kept && preview, hand.over) {
            self.cell = landed(self.store.document().circuit(), cell);
            self.chosen = true;
            self.announce(format!("Placed: {}", self.cell_name()));
        } else if kept && preview {
            self.announce(if control.is_some() { "Control removed" } else { "Gate deleted" }.into());
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
            self.place(app, tool, false);
            if !more {
                self.armed = None;
            }
        } else if more || self.local.selecting {
            let from = if more { self.left } else { cell };
            self.extend(self.anchor.unwrap_or(from));
        } else {
            self.anchor = None;
        }
    }

    /// Puts a tool into the cell in focus.
    pub(super) fn place(&mut self, app: &Scope<App>, tool: Tool, inverse: bool) {
        let (wire, column) = self.cell;
        let slot = self.document.view.slot;
        let mut edit = tool.edit(&self.store.kept().setup, slot, self.cell);
        if let Tool::Control(axis, on) = tool
            && self.store.kept().with(&edit).is_err()
        {
            // No gate to control yet: the next one in this column takes it.
            let had = self.waiting.iter().position(|w| (w.0, w.1) == (wire, column));
            let before = had.map(|i| self.waiting.remove(i));
            self.waiting.retain(|w| w.1 == column);
            let control = Control { qubit: wire, on, axis };
            if before.is_none_or(|w| w.2 != control) {
                self.waiting.push((wire, column, control));
                return self
                    .announce(format!("Control on qubit {wire} waits for a gate in column {}", column + 1));
            }
            return self.announce("Control removed".into());
        }
        if let Edit::Insert { op, column, .. } = &mut edit {
            if inverse && let Some(undone) = op.inverse() {
                *op = undone;
            }
            for (wire, at, control) in std::mem::take(&mut self.waiting) {
                if at == *column && op.qubits().all(|q| q != wire) {
                    *op = op.clone().controlled(control);
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

    pub(super) fn edit(&mut self, app: &Scope<App>, edit: Edit, said: String) {
        let replaced = if let Edit::Replace { op, .. } = &edit { Some(op.clone()) } else { None };
        self.say(app, Msg::Edit(edit));
        if self.store.refused.is_none() {
            self.announce(said);
        }
        // A gate that waits for something else may stand in another column: it stays the chosen one.
        let circuit = self.store.document().circuit();
        if let Some(at) = replaced.and_then(|op| circuit.ops().iter().position(|o| *o == op)) {
            self.cell.1 = circuit.layout().columns[at];
        }
    }

    /// Moves the keyboard's focus to the cell, once it is there, if the focus is in the grid.
    pub(super) fn follow(&self, app: &Scope<App>) {
        let app = app.clone();
        clock::after(0, move || app.send_message(Act::Follow));
    }

    fn focus_cell(&self) {
        let inside = shell::window().document().and_then(|d| d.active_element());
        if inside.is_some_and(|e| shell::cell_of(&e).is_some()) {
            self.enter_cell();
        }
    }

    fn enter_cell(&self) {
        shell::focus(&format!("[data-wire='{}'][data-column='{}']", self.cell.0, self.cell.1));
    }

    pub(super) fn cell_name(&self) -> String {
        let circuit = self.store.document().circuit();
        op_at(circuit, self.cell.0, self.cell.1).map_or("empty".into(), |i| op_name(circuit, i))
    }
}
