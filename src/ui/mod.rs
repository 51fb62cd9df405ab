//! The page: one component with the store and the line, all others functions of their props.
//!
//! Here: what exists and where it stands. What happens is in `acts`; what the browser does around it in `shell`.

mod acts;
mod attention;
mod boundary;
mod cells;
mod composer;
mod curve;
mod data;
mod field;
mod grid;
mod hand;
mod header;
mod help;
mod inspector;
pub mod keys;
mod modal;
mod notices;
mod palette;
mod params;
pub mod picture;
mod predictions;
mod share;
mod shell;
mod storage;
mod toolbar;
mod training;

use self::attention as shares;
use crate::line::{KNOCK_MS, Line, Word};
use boundary::Boundary;
use composer::Composer;
use data::DataDialog;
use hand::{Hand, Held, Tool};
use header::Header;
use help::HelpDialog;
use inspector::Inspector;
use notices::Notices;
use palette::Palette;
use params::Params;
use predictions::Predictions;
use session::{Data, Document, Msg, Setup, StateView, Store, Weights};
use share::ShareDialog;
use shell::Theme;
use std::rc::Rc;
use training::Training;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

/// Renders the page into an element.
pub fn render(root: Element) {
    root.set_inner_html("");
    yew::Renderer::<App>::with_root(root).render();
}

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Choosing and pasting data.
    Data,
    /// Link and file.
    Share,
    /// Keys.
    Help,
}

/// What happens in the page.
pub enum Act {
    /// A message to the store.
    Say(Msg),
    /// A word of the browser to the line.
    Word(Word),
    /// Time to knock at the worker.
    Knock,
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
    /// Takes the next theme.
    Theme,
    /// A file was opened: its name and text.
    File(String, String),
    /// Picks a tool up, or puts it back.
    Arm(Tool),
    /// The pointer was pressed on something that can be held.
    Press(Held, i32, i32),
    /// The pointer moved.
    Drag(i32, i32),
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
    /// Does something in the circuit's cell.
    Grid(keys::Command),
    /// An edit, and what to say when it is made.
    Edit(session::Edit, String),
}

/// The page.
pub struct App {
    store: Store,
    line: Line,
    theme: Theme,
    dialog: Option<Dialog>,
    /// Link and file while they are shared.
    shared: (AttrValue, AttrValue),
    /// What screen readers are to say.
    said: AttrValue,
    armed: Option<Tool>,
    hand: Option<Hand>,
    /// Whether the last press became a drag: the click that follows it is none.
    dragged: bool,
    /// The cell last in focus, as (wire, column).
    cell: (usize, usize),
    /// Whether that cell is chosen, not only where Tab leads.
    chosen: bool,
    /// Whether a key asked for a rotation and its axis comes next.
    rotation: bool,
    /// Controls put into an empty column, as (wire, column, on): the next gate there takes them.
    waiting: Vec<(usize, usize, bool)>,
    /// When a number was last changed; milliseconds.
    nudged: f64,
    /// Since when the link is out of date, and its last change; milliseconds.
    stale: Option<(f64, f64)>,
    /// The fragment as the page wrote or read it.
    fragment: String,
    act: Callback<Act>,
    say: Callback<Msg>,
    close: Callback<()>,
    document: Rc<Document>,
    setup: Rc<Setup>,
    states: Rc<Vec<StateView>>,
    weights: Rc<Weights>,
    notices: Rc<Vec<String>>,
}

impl Component for App {
    type Message = Act;
    type Properties = ();

    fn create(ctx: &Context<App>) -> App {
        shell::listen_all(ctx.link());
        let fragment = shell::fragment();
        let newer = storage::left(fragment.as_deref().unwrap_or_default());
        newer.iter().for_each(|newer| shell::write_fragment(newer));
        let fragment = newer.or(fragment);
        let begin = fragment.clone().or_else(|| storage::get(storage::LAST));
        let store = match begin {
            Some(text) => Store::opened(&text),
            None => Store::new(Document::preset("qsann")),
        };
        let root = shell::window().document().and_then(|d| d.get_element_by_id("ketloom"));
        let worker = root.and_then(|r| r.get_attribute("data-worker")).unwrap_or_else(|| "worker.js".into());
        let line = Line::open(worker, ctx.link().callback(Act::Word));
        acts::knock_later(ctx.link());
        let theme = Theme::kept();
        theme.show();
        let document = Rc::new(store.document().clone());
        let act = ctx.link().callback(|act: Act| act);
        App {
            say: act.reform(Act::Say),
            close: act.reform(|()| Act::Dialog(None)),
            act,
            line,
            theme,
            dialog: None,
            shared: Default::default(),
            said: AttrValue::default(),
            armed: None,
            hand: None,
            dragged: false,
            cell: (0, 0),
            chosen: false,
            rotation: false,
            waiting: Vec::new(),
            nudged: f64::NEG_INFINITY,
            stale: None,
            fragment: fragment.unwrap_or_default(),
            setup: Rc::new(document.setup.clone()),
            document,
            states: Rc::default(),
            weights: Rc::default(),
            notices: Rc::new(store.notices.clone()),
            store,
        }
    }

    fn update(&mut self, ctx: &Context<App>, act: Act) -> bool {
        let changed = self.act(ctx.link(), act);
        if changed {
            self.refresh();
        }
        changed
    }

    fn view(&self, _: &Context<App>) -> Html {
        // The same callbacks each time, so that a component whose props did not change is not rendered.
        let (act, say) = (self.act.clone(), self.say.clone());
        let trouble = self.store.trouble.clone().map(AttrValue::from);
        html! {
            <>
                <Header model={self.setup.model.clone()} theme={self.theme} act={act.clone()}
                    undo={self.store.can_undo()} redo={self.store.can_redo()} />
                <Notices notices={self.notices.clone()} refused={self.store.refused.clone().map(AttrValue::from)}
                    trouble={trouble.clone()} say={say.clone()} />
                <main class="workbench" data-model={self.setup.model.clone()} data-ketloom="workbench">
                    <Palette armed={self.armed} act={act.clone()} />
                    <section class="panel circuit" aria-label="Circuit">
                        { self.composer(act) }
                        <Params setup={self.setup.clone()} view={self.document.view.clone()} weights={self.weights.clone()}
                            states={self.states.clone()} say={say.clone()} />
                    </section>
                    <Inspector setup={self.setup.clone()} view={self.document.view.clone()} states={self.states.clone()}
                        look={self.store.look.clone()} say={say.clone()} />
                    { self.panels(say, trouble) }
                </main>
                { self.dialogs() }
                { self.ghost() }
                <p class="spoken" role="status" aria-live="polite" data-ketloom="status">{ self.said.clone() }</p>
            </>
        }
    }
}

impl App {
    fn composer(&self, act: Callback<Act>) -> Html {
        html! {
            <Composer setup={self.setup.clone()} view={self.document.view.clone()} states={self.states.clone()}
                weights={self.weights.clone()} cell={self.cell} chosen={self.chosen} holds={self.hand.is_some_and(|h| h.drags)}
                armed={self.armed.is_some()} waiting={self.waiting.clone()} epoch_ms={self.store.epoch_ms} {act} />
        }
    }

    fn panels(&self, say: Callback<Msg>, trouble: Option<AttrValue>) -> Html {
        let (document, look) = (self.document.clone(), self.store.look.clone());
        let middle = match self.setup.data {
            Data::None => return Html::default(),
            Data::Points { .. } => {
                html! { <Boundary document={document.clone()} look={look.clone()} say={say.clone()} /> }
            }
            Data::Sentences { .. } | Data::Text { .. } => html! {
                <shares::Attention document={document.clone()} look={look.clone()} states={self.states.clone()} say={say.clone()} />
            },
        };
        html! {
            <div class="learning">
                <Training document={document.clone()} look={look.clone()} playing={self.store.playing}
                    epoch_ms={self.store.epoch_ms} {trouble} say={say.clone()} />
                { middle }
                <Predictions {document} {look} {say} />
            </div>
        }
    }

    fn dialogs(&self) -> Html {
        let close = self.close.clone();
        let (link, file) = self.shared.clone();
        html! {
            <>
                <DataDialog document={self.document.clone()} look={self.store.look.clone()} say={self.say.clone()}
                    trouble={self.store.trouble.clone().map(AttrValue::from)}
                    open={self.dialog == Some(Dialog::Data)} close={close.clone()} />
                <ShareDialog {link} {file} open={self.dialog == Some(Dialog::Share)} close={close.clone()} />
                <HelpDialog open={self.dialog == Some(Dialog::Help)} {close} />
            </>
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
        let mut ghost = picture::element("div", vec![("class", "ghost-gate".into())]);
        ghost.add_attribute("style", format!("--x:{};--y:{}", at.0, at.1));
        ghost.add_child(tool.symbol().into());
        ghost.into()
    }
}
