//! What there is to see: the page as a value, from which all of it is drawn, and the part of it that only this
//! visit knows. Not here: what changes it (see `acts`) and how it is drawn.

use super::curve::Metric;
use super::field::Typing;
use super::hand::Tool;
use super::later::Arrivals;
use super::{Act, Dialog, storage};
use circuit::{Circuit, Layout, Op, Region};
use plot::Point;
use session::{Document, Look, Setup, StateView, Texts, View, Weights};
use std::rc::Rc;
use yew::AttrValue;

/// Everything that is drawn. What did not change is the same `Rc` as before.
#[derive(Clone)]
pub struct Shown {
    /// The document shown.
    pub document: Rc<Document>,
    /// Its circuits and settings.
    pub setup: Rc<Setup>,
    /// Where the gates of the circuit shown stand.
    pub layout: Rc<Layout>,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// Weights by group.
    pub weights: Rc<Weights>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// What there is to read.
    pub notices: Rc<Vec<String>>,
    /// Whether the text that they speak of can be had.
    pub original: bool,
    /// What only this visit knows.
    pub local: Rc<Local>,
    /// Where the later module is.
    pub later: Arrivals,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Link and file while they are shared.
    pub shared: (AttrValue, AttrValue),
    /// The tool picked up.
    pub armed: Option<Tool>,
    /// Whether a drag is on its way.
    pub holds: bool,
    /// The cell last in focus, as (wire, column), and whether it is chosen.
    pub cell: (usize, usize),
    /// Whether that cell is chosen, not only where Tab leads.
    pub chosen: bool,
    /// The cells selected.
    pub region: Option<Region>,
    /// Controls that wait for a gate.
    pub waiting: Vec<(usize, usize, circuit::Control)>,
    /// Whether training is running.
    pub playing: bool,
    /// Whether the time runs.
    pub runs: bool,
    /// Milliseconds an epoch.
    pub epoch_ms: f64,
    /// What the last answer cost, if it is asked for.
    pub spent: AttrValue,
    /// Whether a newer answer is waited for.
    pub waits: bool,
    /// What keeps the model from running.
    pub trouble: Option<AttrValue>,
    /// Why the last edit was refused.
    pub refused: Option<AttrValue>,
    /// Whether there is a step back, and one forward.
    pub steps: (bool, bool),
    /// Circuits as texts.
    pub texts: Rc<Texts>,
    /// Whether what is typed there is shown, not the circuit's own text.
    pub typing: bool,
    /// Whether what nobody sees can wait.
    pub hasty: bool,
}

impl Shown {
    /// What is looked at.
    pub fn view(&self) -> &View {
        &self.document.view
    }
    /// The circuit shown.
    pub fn circuit(&self) -> &Circuit {
        self.document.circuit()
    }
    /// The indices of the ops that stand in a column.
    pub fn in_column(&self, column: usize) -> std::ops::Range<usize> {
        self.layout.place(column)..self.layout.place(column + 1)
    }
    /// The op that touches a wire in a column.
    pub fn op_at(&self, (wire, column): (usize, usize)) -> Option<(usize, &Op)> {
        let ops = self.circuit().ops();
        let mut here = self.in_column(column).map(|i| (i, &ops[i]));
        here.find(|(_, op)| op.qubits().any(|q| q == wire))
    }
    /// The ops of a part of the circuit, each with its column.
    pub fn ops(&self, here: &dyn Fn(usize, &Op) -> bool) -> Vec<(usize, &Op)> {
        let all = self.layout.columns.iter().copied().zip(self.circuit().ops());
        all.filter(|(column, op)| here(*column, op)).collect()
    }
    /// The op that is chosen.
    pub fn selected(&self) -> Option<usize> {
        let found = self.op_at(self.cell).map(|found| found.0);
        found.filter(|_| self.chosen && self.region.is_none())
    }
    /// The state shown of the circuit shown.
    pub fn state(&self) -> Option<&StateView> {
        self.states.first().filter(|s| s.slot == self.view().slot)
    }
}

/// Elements whose width is measured, because what stands in them is drawn to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The circuit.
    Score,
    /// The states.
    State,
    /// The curves.
    Curve,
    /// The decision boundary.
    Plane,
    /// The attention matrix.
    Matrix,
}

/// Their names, and their widths until they are measured.
const ROOMS: [(&str, f64); 5] =
    [("score", 700.0), ("state", 300.0), ("curve", 430.0), ("plane", 320.0), ("matrix", 320.0)];

impl Room {
    /// Its `data-room`.
    pub fn name(self) -> &'static str {
        ROOMS[self as usize].0
    }
}

/// What only this visit knows.
#[derive(Clone, Default)]
pub struct Local {
    rooms: [Option<f64>; ROOMS.len()],
    /// Numbers that are being typed.
    pub fields: Rc<Vec<Typing>>,
    /// What is looked for in the palette.
    pub search: String,
    /// The qubit whose label is edited.
    pub wire: Option<usize>,
    /// How much larger the circuit is drawn, in steps of `zoom::SIZES`.
    pub zoom: i32,
    /// Whether single characters are no keys.
    pub mute: bool,
    /// An argument as it is typed, of the gate at (slot, index).
    pub angle: Option<((usize, usize, usize), String)>,
    /// The chart shown where there is room for one.
    pub metric: Metric,
    /// Whether the loss is drawn logarithmically.
    pub log: bool,
    /// The epoch at the charts' cursor.
    pub epoch: Option<f64>,
    /// Whether the plane is without its test points.
    pub untested: bool,
    /// Where the pointer is in the plane: 0..1 to the right and downwards.
    pub spot: Option<Point>,
    /// The matrix cell that Tab reaches.
    pub spotted: (usize, usize),
    /// How many more predictions are listed than at first.
    pub more: usize,
    /// Sizes of a model's circuits to put into its slots, while they are chosen.
    pub sizes: Option<[usize; 3]>,
    /// Whether the data dialog shows one's own text, where that was chosen.
    pub own: Option<bool>,
    /// One's own text and its name, where it was typed or read.
    pub text: Option<(String, String)>,
    /// Whether taps select cells.
    pub selecting: bool,
    /// Why it cannot be used.
    pub text_trouble: Option<String>,
    /// The datum of a figure that is read.
    pub read: Option<super::figures::Read>,
    /// Whether it is told how fast it is.
    pub speed: bool,
    /// Whether the page is drawn seldom, because the device is slow.
    pub seldom: bool,
    /// The gate of one's own that is being defined.
    pub gate: super::own::Form,
    /// What became of copying: the text's name and a sentence.
    pub copied: (&'static str, &'static str),
}

impl Local {
    /// What an earlier visit left.
    pub fn kept() -> Local {
        Local { mute: storage::get(storage::MUTE).is_some(), ..Local::default() }
    }
    /// The width of a room.
    pub fn width(&self, room: Room) -> f64 {
        self.rooms[room as usize].unwrap_or(ROOMS[room as usize].1)
    }
    /// Takes in what was measured; says whether anything is new.
    pub fn measured(&self, name: &str, width: f64) -> Option<Act> {
        let room = ROOMS.iter().position(|r| r.0 == name)?;
        let new = width > 0.0 && self.rooms[room] != Some(width);
        new.then(|| Act::Set(Rc::new(move |local| local.rooms[room] = Some(width))))
    }
    /// Forgets what was typed into the data and share dialogs.
    pub fn close_dialogs(&mut self) {
        (self.own, self.text, self.text_trouble) = (None, None, None);
        self.copied = ("", "");
        Rc::make_mut(&mut self.fields).retain(|f| !f.name.starts_with("data-"));
    }
}
