//! What can be done with a selection of the circuit's cells: by keys, by the pointer, by its toolbar.

use super::keys::Command;
use super::shown::Shown;
use super::tag::{button, tag};
use super::{Act, App, shell};
use circuit::{Circuit, Region};
use session::{Edit, Msg, OwnEdit, PartEdit, recognised};
use std::rc::Rc;
use yew::Html;
use yew::html::Scope;

/// Hook, name with its key, face, command.
type Row = (&'static str, &'static str, &'static str, Command);

const ACTIONS: [Row; 10] = [
    ("part-copy", "Copy (Ctrl+C)", "Copy", Command::Copy),
    ("part-cut", "Cut (Ctrl+X)", "Cut", Command::Cut),
    ("part-duplicate", "Duplicate: put a copy behind it (Ctrl+D)", "Duplicate", Command::Duplicate),
    ("part-invert", "Inverse: put it in its place (I)", "Inverse", Command::Invert),
    ("part-group", "Group: make it one gate (G)", "Group", Command::Group),
    ("part-delete", "Delete (Del)", "Delete", Command::Delete),
    ("column-insert", "+ column: insert an empty one before it", "+ column", Command::InsertColumn),
    ("column-delete", "− column: delete all gates of its columns", "− column", Command::DeleteColumn),
    ("column-exchange", "⇄ columns: exchange its first with the next", "⇄ columns", Command::ExchangeColumns),
    ("left-align", "Close up: take spacers away", "Close up", Command::LeftAlign),
];

impl App {
    /// The selection: from the cell where it began to the cell in focus.
    pub(super) fn region(&self) -> Option<Region> {
        self.anchor.map(|anchor| Region::between(anchor, self.cell))
    }

    /// Selects up to the cell in focus and says what.
    pub(super) fn extend(&mut self, from: (usize, usize)) {
        self.anchor = Some(from);
        self.chosen = true;
        let Some(Region { wires, columns }) = self.region() else { return };
        self.announce(format!(
            "Selected: qubits {} to {}, columns {} to {}",
            wires.0,
            wires.1,
            columns.0 + 1,
            columns.1 + 1
        ));
    }

    /// Does a command for the selection, or for the cell in focus where none is.
    pub(super) fn part(&mut self, app: &Scope<App>, command: Command) {
        let region = self.region().unwrap_or(Region::between(self.cell, self.cell));
        let (wire, column) = (region.wires.0, region.columns.0);
        let (edit, said) = match command {
            Command::Copy => return self.copy(region),
            Command::Group => return self.group(app, region),
            Command::Paste => {
                if self.copied.is_empty() {
                    return self.announce("Nothing was copied yet".into());
                }
                (PartEdit::PasteText { wire, column, text: self.copied.clone() }, "Pasted")
            }
            Command::Cut => {
                self.copy(region);
                (PartEdit::Cut(region), "Cut; paste puts it back")
            }
            Command::Delete => (PartEdit::Cut(region), "Deleted"),
            Command::Duplicate => (PartEdit::Duplicate(region), "Duplicated"),
            Command::Invert => (PartEdit::Invert(region), "Inverted"),
            Command::InsertColumn => (PartEdit::InsertColumn(column), "Column inserted"),
            Command::DeleteColumn => (PartEdit::DeleteColumns(region.columns), "Columns deleted"),
            Command::ExchangeColumns => (PartEdit::ExchangeColumns(column), "Columns exchanged"),
            Command::LeftAlign => (PartEdit::LeftAlign, "Closed up"),
            Command::Move(down, right) => {
                let moved = (wire.saturating_add_signed(down), column.saturating_add_signed(right));
                self.part_edit(app, PartEdit::Move { region, wire: moved.0, column: moved.1 }, "Moved");
                if self.store.refused.is_none()
                    && let Some(anchor) = &mut self.anchor
                {
                    let shift = |cell: &mut (usize, usize)| {
                        cell.0 = cell.0 + moved.0 - wire;
                        cell.1 = cell.1 + moved.1 - column;
                    };
                    shift(anchor);
                    shift(&mut self.cell);
                }
                return self.follow(app);
            }
            _ => return,
        };
        self.part_edit(app, edit, said);
        if self.store.refused.is_none() && !matches!(command, Command::Invert) {
            self.anchor = None;
            Rc::make_mut(&mut self.local).selecting = false;
        }
    }

    fn part_edit(&mut self, app: &Scope<App>, edit: PartEdit, said: &str) {
        let slot = self.document.view.slot;
        self.edit(app, Edit::Part { slot, edit }, said.into());
    }

    /// Makes one gate of a selection and goes to it.
    fn group(&mut self, app: &Scope<App>, region: Region) {
        let (slot, name) = (self.document.view.slot, self.document.circuit().free_name());
        let edit = OwnEdit::Group { region, name: name.clone() };
        self.edit(app, Edit::Own { slot, edit }, ["Now one gate: ", &name].concat());
        if self.store.refused.is_some() {
            return;
        }
        let circuit = self.store.document().circuit();
        let found = circuit.ops().iter().position(|op| op.name() == name);
        if let Some(at) = found {
            self.cell = (circuit.ops()[at].span().0, circuit.layout().columns[at]);
        }
        (self.anchor, self.chosen) = (None, true);
        Rc::make_mut(&mut self.local).selecting = false;
        self.follow(app);
    }

    /// Keeps a selection as circuit text, here and on the clipboard where the browser lets us.
    fn copy(&mut self, region: Region) {
        match self.store.kept().circuit().part(region) {
            Ok(part) => {
                self.copied = part.to_string();
                shell::copy(&self.copied);
                self.announce(format!("Copied {}", plot::text::count(part.ops().len() as f64, "gate")));
            }
            Err(why) => {
                self.announce(why.to_string());
                self.store.refused = Some(why.to_string());
            }
        }
    }

    /// What was pasted, if it is a circuit: it is then what was copied last.
    pub(super) fn pasted(&mut self, app: &Scope<App>, text: String) {
        if recognised(&text).is_some_and(|format| format != "text") {
            return self.say(app, Msg::Open(text));
        }
        if text.parse::<Circuit>().is_ok() || self.copied.is_empty() {
            self.copied = text;
        }
        self.part(app, Command::Paste);
        self.follow(app);
    }
}

/// What can be done with a selection, as buttons.
pub fn toolbar() -> Html {
    let bar = tag("div", &[("class", "toolbar"), ("role", "group"), ("data-ketloom", "part-toolbar")]);
    let mut all = Vec::new();
    for (hook, name, face, command) in ACTIONS {
        let button = button("button small", hook).set("aria-label", name).set("title", name);
        all.push(button.click(move || Act::Grid(command)).text(face).html());
    }
    let done = button("button small", "part-done").click(|| Act::Grid(Command::Cancel)).text("Done");
    bar.set("aria-label", "Selection").all(all).child(done).html()
}

/// The button that lets taps select, for those without keys.
pub fn selector(shown: &Shown) -> Html {
    let on = shown.local.selecting;
    let button = button("button small", "select").say_if("aria-pressed", on);
    let button = button.set(
        "title",
        "Select several cells: Shift and arrow keys, a drag over empty cells, or tap two corners",
    );
    button.click(|| Act::Set(Rc::new(|local| local.selecting = !local.selecting))).text("Select").html()
}
