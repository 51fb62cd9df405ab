//! A dialog: the browser's own, opened as modal so that the rest of the page is inert, focus stays inside,
//! Esc closes it and focus returns to where it was. Not here: what a dialog says.

use super::tag::{Hear, element_of, tag};
use super::{Act, shell};
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::Html;

/// A dialog with its `data-ketloom`, also the base of its ids and its class, its heading and what it says.
pub fn modal(name: &'static str, title: &'static str, says: Option<Html>) -> Html {
    let heading = format!("{name}-title");
    let body = says.map(|says| {
        let shut = tag("button", &[("type", "button"), ("class", "button close"), ("aria-label", "Close")]);
        let shut = shut.hook(format!("{name}-close")).click(|| Act::Dialog(None)).text("✕");
        let title = tag("h2", &[]).set("id", heading.clone()).text(title);
        let header = tag("header", &[]).child(title).child(shut);
        tag("div", &[("class", "modal-body")]).child(header).child(says).html()
    });
    tag("dialog", &[])
        .set("class", format!("modal {name}"))
        .hook(name)
        .set("aria-labelledby", heading)
        .say_if("data-open", body.is_some())
        // A press on the backdrop is a press on the dialog's own box.
        .on(Hear::Click, |e| {
            element_of(e).filter(|e| e.has_attribute("data-open")).map(|_| Act::Dialog(None))
        })
        .on(Hear::Close, |_| Some(Act::Dialog(None)))
        // Keys typed in a dialog are not the page's.
        .on(Hear::Key, |e| {
            e.stop_propagation();
            None
        })
        .maybe(body)
        .html()
}

/// Opens and closes dialogs as they are meant to be.
pub fn settle() {
    for dialog in shell::all("dialog[data-open]") {
        let dialog: HtmlDialogElement = dialog.unchecked_into();
        match (dialog.get_attribute("data-open").as_deref() == Some("true"), dialog.open()) {
            // It cannot fail: the dialog is in the page and not open.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    }
}
