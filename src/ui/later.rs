//! Parts that nobody needs in the first second: a wasm module of their own, that comes when the first state is on
//! screen, or at once when somebody asks for such a part.
//!
//! The build splits the page's module (xtask's `split`): what only `draw` leads to, code and data, becomes the later
//! module, which is put into the page's memory when it comes. So a part here is a function like any other, with the same
//! `Shown`, the same acts and the same elements. To move one, give it a row in `Later` and `draw`, and call `view` (or
//! `calm`) where it stood; a `Part` that holds it is drawn anew when `Shown::later` changes (see `part`). What it shares
//! with other parts stays in the page's first module. Not here: fetching (`www/start.js`).

use super::shown::Shown;
use super::tag::{button, list, send, tag, words};
use super::{Act, App, curve, data, examples, figures, help, own, share, shell, text, training, wires};
use crate::clock;
use js_sys::{Function, Promise, Reflect};
use std::hint::black_box;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::Html;

/// So long after the first state the module is fetched, when nobody asked before; milliseconds.
const AFTER: i32 = 300;

/// The parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// What the data dialog says.
    Data,
    /// What the share dialog says.
    Share,
    /// What the help dialog says.
    Help,
    /// What the gallery of examples says.
    Examples,
    /// The circuit as a text.
    Text,
    /// What the dialog of a gate of one's own says.
    Gate,
    /// The charts of training.
    Charts,
    /// The settings of training that are not at hand.
    Settings,
    /// What can be done with a wire.
    Wire,
    /// A figure: of which state, and which of its figures.
    Figure(usize, usize),
}

/// Draws a part: a row for each. It and what only it leads to are the later module.
#[inline(never)]
fn draw(part: Later, shown: &Rc<Shown>) -> Html {
    match part {
        Later::Data => data::body(shown),
        Later::Share => share::body(shown),
        Later::Help => help::body(shown),
        Later::Examples => examples::body(shown),
        Later::Text => text::body(shown),
        Later::Gate => own::body(shown),
        Later::Wire => wires::editor(shown),
        Later::Charts => curve::charts(shown),
        Later::Settings => training::more(shown),
        Later::Figure(state, figure) => figures::one(shown, (state, figure)),
    }
}

/// Where the later module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Nobody asked yet.
    Away,
    /// It will be asked for soon.
    Due,
    /// It is on its way.
    Coming,
    /// It is there.
    Here,
    /// It could not be loaded.
    Failed,
}

/// A part, or a word about where it is.
pub fn view(part: Later, shown: &Rc<Shown>) -> Html {
    match shown.later {
        // The compiler must not know which function this is, or it would have its code here.
        Arrival::Here => return black_box(draw as fn(Later, &Rc<Shown>) -> Html)(part, shown),
        Arrival::Away | Arrival::Due => send(Act::Fetch),
        Arrival::Coming => {}
        Arrival::Failed => {
            let again = button("button", "later-again").click(|| Act::Fetch).text("Try again");
            let why = "This part of the page could not be loaded. Is the network there?";
            let trouble = tag("p", &[("class", "trouble"), ("role", "alert")]).text(why);
            return list(vec![trouble.html(), tag("div", &[("class", "choices")]).child(again).html()]);
        }
    }
    words("p", "quiet", "This part of the page is on its way.")
}

/// A part that is looked at before anybody needs it: nothing until it comes, unless it is `wanted`.
pub fn calm(part: Later, shown: &Rc<Shown>, wanted: bool) -> Html {
    match shown.later {
        Arrival::Away | Arrival::Due | Arrival::Coming if !wanted => Html::default(),
        _ => view(part, shown),
    }
}

impl App {
    /// Has the module fetched soon, once there is a state to see.
    pub(super) fn plan_later(&mut self) {
        if self.later == Arrival::Away && !self.states.is_empty() {
            self.later = Arrival::Due;
            clock::after(AFTER, || send(Act::Fetch));
        }
    }
    /// Has the module fetched, unless it is there or on its way; says whether that is news.
    pub(super) fn fetch(&mut self) -> bool {
        if matches!(self.later, Arrival::Coming | Arrival::Here) {
            return false;
        }
        // A build in one piece has nothing to fetch.
        self.later = match fetched() {
            Some(promise) => {
                shell::ended(&promise, Rc::new(|done| Some(Act::Fetched(done.is_some()))));
                Arrival::Coming
            }
            None => Arrival::Here,
        };
        true
    }
}

/// start.js leaves at the root element what fetches the module.
fn fetched() -> Option<Promise> {
    let root = shell::window().document()?.get_element_by_id("ketloom")?;
    let fetch: Function = Reflect::get(&root, &"later".into()).ok()?.dyn_into().ok()?;
    fetch.call0(&root).ok()?.dyn_into().ok()
}
