//! The picture of the first state that index.html brings along: kept when the page takes its place, and shown in the
//! state panel until the simulator's own state is there. Not here: what it shows (see tests/first.rs), and whether it is
//! a picture of what the page opens with (see www/theme.js).

use super::tag::tag;
use std::cell::RefCell;
use web_sys::Element;
use yew::Html;

thread_local! {
    static PICTURE: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Takes it out of the page that index.html made.
pub fn keep(root: &Element) {
    let first = root
        .closest("[data-first]")
        .ok()
        .flatten()
        .and_then(|_| root.query_selector(".inspector > .first").ok()?);
    PICTURE.set(first);
}

/// Where it goes.
pub fn view() -> Html {
    tag("div", &[("data-ketloom", "first")]).html()
}

/// Puts it there, if that is there.
pub fn settle() {
    let place =
        super::shell::window().document().and_then(|d| d.query_selector("[data-ketloom=first]").ok()?);
    if let Some(place) = place
        && let Some(picture) = PICTURE.take()
    {
        let _ = place.append_child(&picture);
    }
}
