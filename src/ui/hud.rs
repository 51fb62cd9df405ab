//! How fast it is, told in one line to those who ask, and the note that a slow page is drawn seldom. Not here: the
//! frames and the words (www/hud.js, which comes only then), what the simulator's answer cost (`session::Runner`).

use super::shown::Shown;
use super::tag::{tag, words};
use yew::Html;

/// The line, if it is asked for.
pub fn view(shown: &Shown) -> Html {
    let local = &shown.local;
    if !(local.speed || local.seldom) {
        return Html::default();
    }
    let cost = shown.spent;
    let numbers = [cost.answer, cost.states, cost.gates, cost.state, cost.heap];
    let numbers = numbers.map(|n| n.to_string()).join(" ");
    let script = tag("script", &[]).set("src", shown.hud.clone()).html();
    let note = || words("b", "problem", "Slow device: drawn at most four times a second");
    tag("p", &[("class", "hud"), ("data-ketloom", "hud")])
        .set("data-spent", numbers)
        .set_if(shown.waits, "data-waiting", "")
        .child(tag("span", &[]))
        .maybe(local.speed.then_some(script))
        .maybe(local.seldom.then(note))
        .html()
}
