//! The page: one component with the store and the line, all else functions of what there is to see.
//!
//! Here: what exists and where it stands. What happens is in `acts`, what a visitor does in `visitor`; what the browser
//! does around it in `shell`;
//! which parts are drawn anew only when they changed in `part`.

mod acts;
mod attention;
mod boundary;
mod cells;
mod composer;
mod conditions;
mod curve;
mod data;
mod dial;
mod displays;
mod examples;
mod field;
mod figures;
mod first;
mod grid;
mod hand;
mod header;
mod help;
mod hud;
mod ink;
mod inspector;
pub mod keys;
mod later;
mod modal;
mod notices;
mod outcome;
mod own;
mod palette;
mod params;
mod part;
mod parts;
pub mod picture;
mod predictions;
mod share;
mod shell;
mod shown;
mod sizes;
mod step;
mod storage;
mod tag;
mod text;
mod time;
mod tip;
mod toolbar;
mod training;
mod visitor;
mod wires;
mod zoom;

use crate::line::{self, KNOCK_MS, Line, Word};
use circuit::Layout;
use hand::{Hand, Held, Tool};
use later::{Arrivals, Module};
use part::Part;
use session::{Data, Document, Look, Msg, Setup, StateView, Store, View, Weights};
use shown::{Local, Shown};
use std::rc::Rc;
use tag::tag;
use web_sys::{Element, KeyboardEvent};
use yew::{AttrValue, Component, Context, Html};

/// Renders the page into an element.
pub fn render(root: Element) {
    first::keep(&root);
    root.set_inner_html("");
    yew::Renderer::<App>::with_root(root).render();
}

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Choosing and pasting data.
    Data,
    /// Link, file and other formats.
    Share,
    /// The gallery of examples.
    Examples,
    /// Keys.
    Help,
    /// A gate that the circuit defines itself.
    Gate,
}

/// What happens in the page.
pub enum Act {
    /// A message to the store.
    Say(Msg),
    /// A word of the browser to the line.
    Word(Word),
    /// Time to knock at the worker.
    Knock,
    /// A frame was painted while the time runs.
    Frame,
    /// The link may be due.
    Link,
    /// The page may not be seen again; true when it goes.
    Leave(bool),
    /// The pointer went down somewhere: a drag of a slider is a step of its own.
    Point,
    /// Somebody changed the address.
    Address,
    /// A key went down.
    Key(KeyboardEvent),
    /// Opens a dialog, or closes it.
    Dialog(Option<Dialog>),
    /// What the opened dialog shows is prepared.
    Fill,
    /// A file was opened: its name and text.
    File(String, String),
    /// Picks a tool up, or puts it back.
    Arm(Tool),
    /// The pointer was pressed on something that can be held.
    Press(Held, i32, i32),
    /// The pointer moved.
    Drag(i32, i32),
    /// It moved, and the frame that will say so is still to come.
    Ahead(i32, i32),
    /// What notices speak of is wanted as it was opened.
    Original,
    /// A drawing that waited for the simulator waits no longer.
    Owed,
    /// The pointer rests at an edge that it drags something to.
    Edge((i32, i32)),
    /// The pointer was lifted (or, if false, taken away).
    Drop(bool),
    /// The focus goes where the cell is.
    Follow,
    /// The click that could follow a drag has come.
    Rest,
    /// A cell was tapped; true with Shift.
    Tap((usize, usize), bool),
    /// A cell has the focus.
    Focus((usize, usize)),
    /// Text was pasted while a cell had the focus.
    Paste(String),
    /// Does something in the circuit's cell.
    Grid(keys::Command),
    /// Does something with a wire.
    Wire(usize, keys::Command),
    /// Draws the circuit larger, smaller (or, if 0, as it was), around an x of the window.
    Zoom(i32, Option<i32>),
    /// An edit, and what to say when it is made.
    Edit(session::Edit, String),
    /// Looks at something else.
    Look(Rc<dyn Fn(&mut View)>),
    /// Changes what only this visit knows.
    Set(Rc<dyn Fn(&mut Local)>),
    /// A setting was typed or chosen: its row, and the text.
    Put(&'static field::Number, String),
    /// Something is to be typed into the setting of this name.
    Type(&'static str),
    /// A slider moved, or (if true) was let go.
    Slide(circuit::Symbol, f64, bool),
    /// Training is to leave a θ as it is, or not to any more.
    Freeze(circuit::Symbol),
    /// One's own text is to become the data.
    Own(String, String),
    /// Rooms may have another width.
    Measure,
    /// The later module is wanted.
    Fetch(Module),
    /// The later module has come, or (if false) could not.
    Fetched(Module, bool),
    /// Words for what is under the pointer or in focus; true if the pointer is outside the words there were.
    Tip(Option<tip::Tip>, bool),
    /// Hides them if nothing came since.
    Untip(u32),
    /// What was held back is drawn.
    Draw,
    /// So is what was left out in haste.
    Calm,
}

/// The page.
pub struct App {
    store: Store,
    line: Line,
    dialog: Option<Dialog>,
    /// Link and file while they are shared.
    shared: (AttrValue, AttrValue),
    /// What screen readers are to say.
    said: AttrValue,
    armed: Option<Tool>,
    /// What is said of what is under the pointer, and how often that changed.
    tip: Option<tip::Tip>,
    tips: u32,
    hand: Option<Hand>,
    /// Whether the last press became a drag: the click that follows it is none.
    dragged: bool,
    /// The cell last in focus, as (wire, column).
    cell: (usize, usize),
    /// Whether that cell is chosen, not only where Tab leads.
    chosen: bool,
    /// Where a selection of cells began; it ends at the cell.
    anchor: Option<(usize, usize)>,
    /// The cell that was in focus before, or where its selection began.
    left: (usize, usize),
    /// What was copied, as circuit text.
    copied: String,
    /// Which letters mean gates, or (if true) their inverses, after a key that asked for one.
    letters: Option<(keys::Letters, bool)>,
    /// Controls put into an empty column, as (wire, column, on): the next gate there takes them.
    waiting: Vec<(usize, usize, circuit::Control)>,
    /// Whether the next frame is waited for, and when the time last went on; milliseconds.
    clock: (bool, Option<f64>),
    /// When a number was last changed; milliseconds.
    nudged: f64,
    /// Whether a drawing waits for the simulator, to show what it says as well.
    owed: bool,
    /// Whether what was drawn last was drawn in haste, and whether it will be drawn in full.
    hasty: bool,
    calms: bool,
    /// Since when the link is out of date, and its last change; milliseconds.
    stale: Option<(f64, f64)>,
    /// The steps that the browser's history knows of or will, and whether the newest of them still wants its entry.
    entry: (usize, bool),
    /// The fragment as the page wrote or read it.
    fragment: String,
    local: Rc<Local>,
    rooms: shell::Rooms,
    /// Where the later module is.
    later: Arrivals,
    /// What a visitor did before it was there.
    kept: Vec<Act>,
    document: Rc<Document>,
    layout: Rc<Layout>,
    setup: Rc<Setup>,
    states: Rc<Vec<StateView>>,
    weights: Rc<Weights>,
    look: Rc<Look>,
    notices: Rc<Vec<String>>,
}

impl Component for App {
    type Message = Act;
    type Properties = ();

    fn create(ctx: &Context<App>) -> App {
        shell::listen_all();
        let fragment = shell::fragment();
        let newer = storage::left();
        newer.iter().for_each(|newer| shell::write_fragment(newer));
        let fragment = newer.or(fragment);
        let begin = fragment.clone().or_else(|| storage::get(storage::LAST));
        let mut store = match begin {
            Some(text) => Store::opened(&text),
            None => Store::new(Document::preset("qsann")),
        };
        store.autoplay = shell::moves();
        let root = shell::window().document().and_then(|d| d.get_element_by_id("ketloom"));
        let hired = root.as_ref().and_then(line::hired);
        let worker = root.and_then(|r| r.get_attribute("data-worker")).unwrap_or_else(|| "worker.js".into());
        let line = Line::open(worker, hired, ctx.link().callback(Act::Word));
        acts::knock_later(ctx.link());
        let document = Rc::new(store.document().clone());
        tag::send_to(ctx.link().callback(|act: Act| act));
        App {
            local: Rc::new(Local::kept()),
            rooms: shell::Rooms::new(),
            later: Arrivals::default(),
            kept: Vec::new(),
            line,
            dialog: None,
            shared: Default::default(),
            said: AttrValue::default(),
            armed: None,
            tip: None,
            tips: 0,
            hand: None,
            dragged: false,
            cell: (0, 0),
            chosen: false,
            anchor: None,
            left: (0, 0),
            copied: String::new(),
            letters: None,
            waiting: Vec::new(),
            clock: (false, None),
            nudged: f64::NEG_INFINITY,
            owed: false,
            hasty: false,
            calms: false,
            stale: None,
            entry: (0, false),
            fragment: fragment.unwrap_or_default(),
            setup: Rc::new(document.setup.clone()),
            layout: Rc::new(document.circuit().layout()),
            document,
            states: Rc::default(),
            weights: Rc::default(),
            look: Rc::default(),
            notices: Rc::new(store.notices.clone()),
            store,
        }
    }

    fn update(&mut self, ctx: &Context<App>, act: Act) -> bool {
        let awaited = self.owed && matches!(act, Act::Word(_) | Act::Owed);
        let changed = self.act(ctx.link(), act);
        if changed {
            self.owed = false;
            self.hurry(awaited);
            self.explain(ctx.link());
            self.refresh();
            self.plan_later();
        }
        self.await_frame();
        changed
    }

    fn view(&self, _: &Context<App>) -> Html {
        let shown = Rc::new(self.shown());
        let main = tag("main", &[("class", "workbench"), ("data-ketloom", "workbench")])
            .set("data-model", self.setup.model.clone())
            .child(Part::Palette.of(&shown))
            .child(
                tag("section", &[("class", "panel circuit"), ("aria-label", "Circuit")])
                    .child(Part::Composer.of(&shown))
                    .child(Part::Params.of(&shown))
                    .child(Part::Text.of(&shown)),
            )
            .child(Part::Inspector.of(&shown))
            .maybe(panels(&shown))
            .child(Part::Figures.of(&shown));
        let status = tag(
            "p",
            &[("class", "spoken"), ("role", "status"), ("aria-live", "polite"), ("data-ketloom", "status")],
        );
        tag::list(vec![
            header::view(&shown),
            notices::view(&shown),
            hud::view(&shown),
            main.html(),
            data::dialog(&shown),
            share::dialog(&shown),
            examples::dialog(&shown),
            help::dialog(&shown),
            own::dialog(&shown),
            self.ghost(),
            tip::view(self.tip.as_ref()),
            status.text(self.said.clone()).html(),
        ])
    }

    fn rendered(&mut self, _: &Context<App>, _: bool) {
        // What is drawn in haste is drawn in full soon.
        if self.hasty {
            return;
        }
        modal::settle();
        field::settle();
        figures::settle(self.local.read);
        first::settle();
        if self.rooms.settle() {
            self.measure();
        }
    }
}

/// What learns: nothing of a plain circuit.
fn panels(shown: &Rc<Shown>) -> Option<Html> {
    let middle = match shown.setup.data {
        Data::None => return None,
        Data::Points { .. } => Part::Boundary,
        Data::Sentences { .. } | Data::Text { .. } => Part::Attention,
    };
    let row = tag("div", &[("class", "learning")]);
    let parts = [Part::Training, middle, Part::Predictions];
    Some(parts.iter().fold(row, |row, part| row.child(part.of(shown))).html())
}

impl App {
    fn shown(&self) -> Shown {
        Shown {
            document: self.document.clone(),
            setup: self.setup.clone(),
            layout: self.layout.clone(),
            states: self.states.clone(),
            weights: self.weights.clone(),
            look: self.look.clone(),
            notices: self.notices.clone(),
            original: !self.store.original.is_empty(),
            local: self.local.clone(),
            later: self.later,
            dialog: self.dialog,
            shared: self.shared.clone(),
            armed: self.armed,
            holds: self.hand.is_some_and(|h| h.drags),
            cell: self.cell,
            chosen: self.chosen,
            region: self.region(),
            waiting: self.waiting.clone(),
            playing: self.store.playing,
            runs: self.store.runs(),
            epoch_ms: self.store.epoch_ms,
            spent: if self.local.speed { self.store.spent.clone().into() } else { AttrValue::default() },
            waits: !self.store.settled(),
            trouble: self.store.trouble.clone().map(AttrValue::from),
            refused: self.store.refused.clone().map(AttrValue::from),
            steps: (self.store.can_undo(), self.store.can_redo()),
            texts: self.store.texts.clone(),
            typing: self.store.typing().is_some(),
            hasty: self.hasty,
        }
    }

    /// What is held, under the pointer, where the circuit does not show it already.
    fn ghost(&self) -> Html {
        if self.store.previewing() {
            return Html::default();
        }
        let Some(Hand { held: Held::Tool(tool), at, drags: true, .. }) = self.hand else {
            return Html::default();
        };
        let place = format!("--x:{};--y:{}", at.0, at.1);
        tag("div", &[("class", "ghost-gate")]).set("style", place).text(tool.symbol()).html()
    }
}
