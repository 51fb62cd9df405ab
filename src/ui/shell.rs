//! The browser around the page: events of the window, the address, the theme, files. Not here: what they mean.

use super::{Act, storage};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DragEvent, Element, Event, File, FileList, KeyboardEvent, PointerEvent, Window};
use yew::Callback;
use yew::html::Scope;

/// The colours: as the system has them, or chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has them.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The theme kept by an earlier visit.
    pub fn kept() -> Theme {
        match storage::get(storage::THEME).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        }
    }
    /// Its name in the page and in storage.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
    /// The one after it.
    pub fn next(self) -> Theme {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        }
    }
    /// Gives the page these colours and keeps the choice.
    pub fn show(self) {
        storage::set(storage::THEME, self.name());
        let Some(root) = window().document().and_then(|d| d.document_element()) else { return };
        // An attribute of a fixed name and value cannot be refused.
        let _ = match self {
            Theme::Auto => root.remove_attribute("data-theme"),
            _ => root.set_attribute("data-theme", self.name()),
        };
    }
}

/// The window; only the page calls this.
pub fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

/// The fragment of the address, with its `#`, if it names anything.
pub fn fragment() -> Option<String> {
    window().location().hash().ok().filter(|hash| hash.len() > 1)
}

/// The address with another fragment.
pub fn address(fragment: &str) -> String {
    let here = window().location().href().unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// Puts a fragment into the address without a step in the browser's history.
pub fn write_fragment(fragment: &str) {
    let Ok(history) = window().history() else { return };
    // Refused in sandboxed frames; the document is then kept by the page alone.
    let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(fragment));
}

/// Whether the page is seen.
pub fn seen() -> bool {
    window().document().is_some_and(|d| !d.hidden())
}

/// The cell of the circuit under a point of the window.
pub fn cell_at(x: i32, y: i32) -> Option<(usize, usize)> {
    let element = window().document()?.element_from_point(x as f32, y as f32)?;
    cell_of(&element)
}

/// The cell of the circuit that an element is, or is in.
pub fn cell_of(element: &Element) -> Option<(usize, usize)> {
    let cell = element.closest("[data-wire][data-column]").ok()??;
    let number = |name: &str| cell.get_attribute(name)?.parse().ok();
    Some((number("data-wire")?, number("data-column")?))
}

/// Moves the focus to what a selector finds.
pub fn focus(selector: &str) {
    let found = window().document().and_then(|d| d.query_selector(selector).ok()).flatten();
    let Some(element) = found else { return };
    // SVG elements have `focus` without being HtmlElements; both are called by their common name.
    if let Ok(focus) = js_sys::Reflect::get(&element, &"focus".into())
        && let Some(focus) = focus.dyn_ref::<js_sys::Function>()
    {
        // An element that cannot take the focus leaves it where it is.
        let _ = focus.call0(&element);
    }
}

fn listen<E: JsCast + 'static>(name: &str, hear: impl Fn(E) + 'static) {
    let call = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if let Ok(event) = event.dyn_into::<E>() {
            hear(event);
        }
    });
    if window().add_event_listener_with_callback(name, call.as_ref().unchecked_ref()).is_ok() {
        // The page's own listeners live as long as the page.
        call.forget();
    }
}

/// Lets the page hear what happens in its window.
pub fn listen_all(app: &Scope<super::App>) {
    let to = app.clone();
    listen("keydown", move |e: KeyboardEvent| to.send_message(Act::Key(e)));
    let to = app.clone();
    listen("pointerdown", move |_: PointerEvent| to.send_message(Act::Point));
    let to = app.clone();
    listen("pointermove", move |e: PointerEvent| to.send_message(Act::Drag(e.client_x(), e.client_y())));
    let to = app.clone();
    listen("pointerup", move |_: PointerEvent| to.send_message(Act::Drop(true)));
    let to = app.clone();
    listen("pointercancel", move |_: PointerEvent| to.send_message(Act::Drop(false)));
    let to = app.clone();
    listen("pagehide", move |_: Event| to.send_message(Act::Leave(true)));
    let to = app.clone();
    // A page in the background of a phone may be ended without another word. The event bubbles to the window.
    listen("visibilitychange", move |_: Event| {
        if !seen() {
            to.send_message(Act::Leave(false));
        }
    });
    let to = app.clone();
    listen("hashchange", move |_: Event| to.send_message(Act::Address));
    listen("dragover", |e: DragEvent| e.prevent_default());
    let to = app.callback(|act: Act| act);
    listen("drop", move |e: DragEvent| {
        e.prevent_default();
        read_first(e.data_transfer().and_then(|d| d.files()), &to);
    });
}

/// Reads the first of some files and hands it on.
pub fn read_first(files: Option<FileList>, act: &Callback<Act>) {
    let Some(file) = files.and_then(|f| f.get(0)) else { return };
    read(&file, act);
}

fn read(file: &File, act: &Callback<Act>) {
    let (name, to) = (file.name(), act.clone());
    // No document is as long; of other text the refusal says how long it may be.
    let Ok(part) = file.slice_with_i32_and_i32(0, 8 << 20) else { return };
    let got = Closure::once(move |text: wasm_bindgen::JsValue| {
        to.emit(Act::File(name, text.as_string().unwrap_or_default()));
    });
    // A file that cannot be read is as if it was not chosen.
    let _ = part.text().then(&got);
    got.forget();
}
