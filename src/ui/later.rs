//! Parts that nobody needs in the first second: a wasm module of their own, that comes when the first state is on
//! screen, or at once when somebody asks for such a part; and parts that a visit may never need, in a module that comes
//! when one of them is asked for.
//!
//! The build splits the page's module (xtask's `split`): what only `entries` lead to, code and data, becomes the later
//! module, which is put into the page's memory when it comes; what in it only `dialogs` lead to becomes another. So a part
//! here is a function like any other, with the same `Shown`, the same acts and the same elements. To move one, give it a
//! row in `Later` and `entries::draw` or `dialogs::draw`, and call `view` (or `calm`) where it stood; a `Part` that holds
//! it is drawn anew when `Shown::later` changes (see `part`). What a visitor does is the later module's too (`visitor`);
//! what is done before it is there waits for it. What it shares with other parts stays in the page's first module. Not
//! here: fetching (`www/start.js`).

use super::shown::Shown;
use super::tag::{button, list, send, tag, words};
use super::{Act, App, shell};
use crate::clock;
use js_sys::{Function, Promise, Reflect};
use std::hint::black_box;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::Html;
use yew::html::Scope;

mod dialogs;
mod entries;

/// So long after the first state the module is fetched, when nobody asked before; milliseconds.
const AFTER: i32 = 300;

/// So long after it could not be loaded it is asked for again, if something waits for it; milliseconds.
const AGAIN: i32 = 3000;
/// What is said until then.
const WAITS: &str = "A part of the page could not be loaded: what you do waits for it. Is the network there?";

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
    /// The boundary panel.
    Boundary,
    /// The plane in it.
    Plane,
    /// How a circuit that measures is run.
    Mode,
    /// Its classical bits.
    Classical,
    /// The circuits of a model by their size.
    Sizes,
    /// What the gate at an index has to do with classical bits.
    Conditions(usize),
    /// A figure: of which state, and which of its figures.
    Figure(usize, usize),
}

/// The modules; each has what it shares with those behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// What a visitor does, and the parts that are looked at soon.
    Later,
    /// The parts that a visit may never need.
    Dialogs,
}

impl Module {
    /// What start.js calls it.
    fn name(self) -> &'static str {
        match self {
            Module::Later => "later",
            Module::Dialogs => "dialogs",
        }
    }
}

/// Where each module is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrivals([Arrival; 2]);

impl Arrivals {
    pub fn of(self, module: Module) -> Arrival {
        self.0[module as usize]
    }
    pub fn set(&mut self, module: Module, arrival: Arrival) {
        self.0[module as usize] = arrival;
    }
}

/// Where a module is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// Nobody asked yet.
    #[default]
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
    match shown.later.of(Module::Later) {
        // The compiler must not know which function this is, or it would have its code here.
        Arrival::Here => black_box(entries::draw as fn(Later, &Rc<Shown>) -> Html)(part, shown),
        _ => waits(Module::Later, shown),
    }
}

/// What stands in place of a part until its module is there; has it fetched.
fn waits(module: Module, shown: &Shown) -> Html {
    match shown.later.of(module) {
        Arrival::Away | Arrival::Due => send(Act::Fetch(module)),
        Arrival::Coming | Arrival::Here => {}
        Arrival::Failed => {
            let again = button("button", "later-again").click(move || Act::Fetch(module)).text("Try again");
            let why = "This part of the page could not be loaded. Is the network there?";
            let trouble = tag("p", &[("class", "trouble"), ("role", "alert")]).text(why);
            return list(vec![trouble.html(), tag("div", &[("class", "choices")]).child(again).html()]);
        }
    }
    words("p", "quiet", "This part of the page is on its way.")
}

/// Does what a visitor did, or keeps it until the module is there; says whether anything may look different.
pub fn act(page: &mut App, link: &Scope<App>, act: Act) -> bool {
    if page.later.of(Module::Later) == Arrival::Here {
        return black_box(entries::act as fn(&mut App, &Scope<App>, Act) -> bool)(page, link, act);
    }
    page.kept.push(act);
    page.fetch(Module::Later)
}

/// A part that is looked at before anybody needs it: nothing until it comes, unless it is `wanted`.
pub fn calm(part: Later, shown: &Rc<Shown>, wanted: bool) -> Html {
    match shown.later.of(Module::Later) {
        Arrival::Away | Arrival::Due | Arrival::Coming if !wanted => Html::default(),
        _ => view(part, shown),
    }
}

impl App {
    /// Has the later module fetched soon, once there is a state to see.
    pub(super) fn plan_later(&mut self) {
        if self.later.of(Module::Later) == Arrival::Away && !self.states.is_empty() {
            self.later.set(Module::Later, Arrival::Due);
            clock::after(AFTER, || send(Act::Fetch(Module::Later)));
        }
    }
    /// Who asks again for what could not be loaded gets another try.
    pub(super) fn retry_modules(&mut self) {
        let again = |arrival| if arrival == Arrival::Failed { Arrival::Away } else { arrival };
        self.later = Arrivals(self.later.0.map(again));
    }
    /// Has a module fetched, unless it is there or on its way; says whether that is news.
    pub(super) fn fetch(&mut self, module: Module) -> bool {
        if matches!(self.later.of(module), Arrival::Coming | Arrival::Here) {
            return false;
        }
        self.later.set(module, Arrival::Coming);
        match fetched(module) {
            Some(promise) => {
                shell::ended(&promise, Rc::new(move |done| Some(Act::Fetched(module, done.is_some()))));
            }
            // A build in one piece has nothing to fetch.
            None => send(Act::Fetched(module, true)),
        }
        true
    }
    /// A module has come, or (if false) could not: what was kept is done, or waits for another try.
    pub(super) fn fetched(&mut self, link: &Scope<App>, module: Module, here: bool) {
        self.later.set(module, if here { Arrival::Here } else { Arrival::Failed });
        if module != Module::Later {
            return;
        }
        if here {
            self.store.refused = self.store.refused.take().filter(|why| why != WAITS);
            for kept in std::mem::take(&mut self.kept) {
                self.act(link, kept);
            }
        } else if !self.kept.is_empty() {
            self.announce(WAITS.into());
            self.store.refused = Some(WAITS.into());
            clock::after(AGAIN, || send(Act::Fetch(Module::Later)));
        }
    }
}

/// start.js leaves at the root element what fetches a module.
fn fetched(module: Module) -> Option<Promise> {
    let root = shell::window().document()?.get_element_by_id("ketloom")?;
    let fetch: Function = Reflect::get(&root, &module.name().into()).ok()?.dyn_into().ok()?;
    fetch.call0(&root).ok()?.dyn_into().ok()
}
