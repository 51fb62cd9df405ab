//! How fast it is, told in one line to those who ask, and the note that a slow page is drawn seldom. Not here: the
//! frames and the words (www/hud.js, which comes only then), what the simulator's answer cost (`session::Runner`).

use super::shell;
use super::shown::Shown;
use super::tag::{tag, words};
use yew::Html;

/// The line, if it is asked for.
pub fn view(shown: &Shown) -> Html {
    let local = &shown.local;
    if !(local.speed || local.seldom) {
        return Html::default();
    }
    let script = || {
        // Its address has the build's mark, so it stands in index.html.
        let root = shell::all("[data-hud]").pop();
        tag("script", &[])
            .set("src", root.and_then(|r| r.get_attribute("data-hud")).unwrap_or_default())
            .html()
    };
    let note = || words("b", "problem", "Slow device: drawn at most four times a second");
    tag("p", &[("class", "hud"), ("data-ketloom", "hud")])
        .set("data-spent", shown.spent.clone())
        .set_if(shown.waits, "data-waiting", "")
        .child(tag("span", &[]))
        .maybe(local.speed.then(script))
        .maybe(local.seldom.then(note))
        .html()
}
