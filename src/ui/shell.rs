//! The browser around the page: events of the window, the address, files. Not here: what they mean.

use super::Act;
use super::tag::{pointer, send};
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, Element, Event, FileList, KeyboardEvent, ResizeObserver, Window};

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

/// Puts a fragment into the address as an entry of its own in the browser's history, so that Back leads to the one
/// before. Not inside another page, whose Back it would take.
pub fn push_fragment(fragment: &str) {
    let history = window().history().ok().filter(|_| alone());
    // Refused where there were too many of late; the entry there is then takes it.
    let pushed = history.map(|h| h.push_state_with_url(&JsValue::NULL, "", Some(fragment)));
    if !matches!(pushed, Some(Ok(()))) {
        write_fragment(fragment);
    }
}

/// Puts a fragment into the address without a step in the browser's history.
pub fn write_fragment(fragment: &str) {
    let Ok(history) = window().history() else { return };
    // Refused in sandboxed frames; the document is then kept by the page alone.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
}

/// Whether the page is seen.
pub fn seen() -> bool {
    window().document().is_some_and(|d| !d.hidden())
}

/// Whether the page is not inside another one.
fn alone() -> bool {
    window().parent().ok().flatten().is_none_or(|parent| parent == window())
}

/// Whether things may move by themselves: not where the visitor wants less motion, and not inside another page.
pub fn moves() -> bool {
    let wanted = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    alone() && !wanted.is_some_and(|query| query.matches())
}

/// Tells the page when the next frame is painted, which a page that is not seen is not.
pub fn await_frame() {
    let painted = Closure::once_into_js(|| send(Act::Frame));
    // Without frames nothing moves.
    let _ = window().request_animation_frame(painted.unchecked_ref());
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

/// The wire that is under a point of the window.
pub fn wire_at(x: i32, y: i32) -> Option<usize> {
    let element = window().document()?.element_from_point(x as f32, y as f32)?;
    element.closest("[data-wire]").ok()??.get_attribute("data-wire")?.parse().ok()
}

/// How near an edge a drag scrolls, and by how much at a time; pixels.
const EDGE: f64 = 40.0;
const STEP: i32 = 10;

/// Scrolls the circuit when a drag comes near its left or right edge; says whether there was anything to scroll.
pub fn scroll_at(x: i32, y: i32) -> bool {
    let Some(score) = all("#slot").pop() else { return false };
    let (room, x, y) = (score.get_bounding_client_rect(), f64::from(x), f64::from(y));
    let by = match x {
        _ if y < room.top() || y > room.bottom() => 0,
        x if x < room.left() + EDGE => -STEP,
        x if x > room.right() - EDGE => STEP,
        _ => 0,
    };
    let before = score.scroll_left();
    if by != 0 {
        score.set_scroll_left(before + by);
    }
    score.scroll_left() != before
}

/// Keeps what stands at an x of the window there when the circuit is drawn so many times as large.
pub fn scroll_zoomed(x: i32, times: f64) {
    let Some(score) = all("#slot").pop() else { return };
    let offset = f64::from(x) - score.get_bounding_client_rect().left();
    let place = f64::from(score.scroll_left()) + offset;
    score.set_scroll_left((place * times - offset) as i32);
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

/// Every element that a selector finds.
pub fn all(selector: &str) -> Vec<Element> {
    let found = window().document().and_then(|d| d.query_selector_all(selector).ok());
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|i| found.get(i)?.dyn_into().ok()).collect()
}

/// The elements whose width counts, with `data-room` as their name.
pub struct Rooms {
    watched: Vec<Element>,
    observer: Option<ResizeObserver>,
}

impl Rooms {
    /// Watches none yet.
    pub fn new() -> Rooms {
        let changed = Closure::<dyn FnMut()>::new(|| super::tag::send(Act::Measure));
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        // It lives as long as the page.
        changed.forget();
        Rooms { watched: Vec::new(), observer }
    }
    /// Watches the elements there are now; says whether there are others than before.
    pub fn settle(&mut self) -> bool {
        let now = all("[data-room]");
        if now == self.watched {
            return false;
        }
        if let Some(observer) = &self.observer {
            observer.disconnect();
            now.iter().for_each(|element| observer.observe(element));
        }
        self.watched = now;
        true
    }
    /// Their names and widths.
    pub fn widths(&self) -> Vec<(String, f64)> {
        let width = |e: &Element| Some((e.get_attribute("data-room")?, f64::from(e.client_width())));
        self.watched.iter().filter_map(width).collect()
    }
}

fn listen(name: &str, hear: fn(&Event) -> Option<Act>) {
    let call = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if let Some(act) = hear(&event) {
            send(act);
        }
    });
    if window().add_event_listener_with_callback(name, call.as_ref().unchecked_ref()).is_ok() {
        // The page's own listeners live as long as the page.
        call.forget();
    }
}

/// Lets the page hear what happens in its window.
pub fn listen_all() {
    listen("keydown", |e| e.dyn_ref::<KeyboardEvent>().map(|e| Act::Key(e.clone())));
    listen("pointerdown", |_| Some(Act::Point));
    listen("pointermove", |e| {
        let e = pointer(e);
        Some(Act::Drag(e.client_x(), e.client_y()))
    });
    // Between frames, where the browser says it: what a drop means is asked for before the frame that is to show it.
    listen("pointerrawupdate", |e| {
        let e = pointer(e);
        (e.buttons() != 0).then(|| Act::Ahead(e.client_x(), e.client_y()))
    });
    listen("pointerover", super::tip::hovered);
    listen("focusin", super::tip::focused);
    listen("focusout", |_| Some(Act::Tip(None, true)));
    listen("pointerup", |_| Some(Act::Drop(true)));
    listen("pointercancel", |_| Some(Act::Drop(false)));
    listen("pagehide", |_| Some(Act::Leave(true)));
    // A page in the background of a phone may be ended without another word. The event bubbles to the window.
    listen("visibilitychange", |_| (!seen()).then_some(Act::Leave(false)));
    listen("paste", |e| {
        let inside = window().document().and_then(|d| d.active_element()).and_then(|a| cell_of(&a));
        let text =
            e.unchecked_ref::<web_sys::ClipboardEvent>().clipboard_data()?.get_data("text/plain").ok()?;
        inside.map(|_| Act::Paste(text))
    });
    listen("hashchange", |_| Some(Act::Address));
    listen("dragover", |e| {
        e.prevent_default();
        None
    });
    listen("drop", |e| {
        e.prevent_default();
        read_first(dropped(e));
        None
    });
}

/// Puts a text on the clipboard, where the browser lets us; where not, nothing is lost but that.
pub fn copy(text: &str) {
    let clipboard = JsValue::from(window().navigator().clipboard());
    if !clipboard.is_undefined() {
        ended(&clipboard.unchecked_into::<web_sys::Clipboard>().write_text(text), Rc::new(|_| None));
    }
}

/// The files that were dropped.
pub fn dropped(event: &Event) -> Option<FileList> {
    event.unchecked_ref::<DragEvent>().data_transfer()?.files()
}

/// Reads the first of some files and hands it on. A file that cannot be read is as if it was not chosen.
pub fn read_first(files: Option<FileList>) {
    let Some(file) = files.and_then(|f| f.get(0)) else { return };
    let name = file.name();
    // No document is as long; of other text the refusal says how long it may be.
    let Ok(part) = file.slice_with_i32_and_i32(0, 8 << 20) else { return };
    ended(&part.text(), Rc::new(move |text| Some(Act::File(name.clone(), text?.as_string()?))));
}

/// What it means that a promise brought something, or (if nothing is given) broke.
pub fn ended(promise: &Promise, meaning: Rc<dyn Fn(Option<JsValue>) -> Option<Act>>) {
    let failure = meaning.clone();
    let done = Closure::<dyn FnMut(JsValue)>::new(move |v| meaning(Some(v)).into_iter().for_each(send));
    let fail = Closure::<dyn FnMut(JsValue)>::new(move |_| failure(None).into_iter().for_each(send));
    // The promise that `then` makes says nothing new.
    let _ = promise.then2(&done, &fail);
    done.forget();
    fail.forget();
}
