//! The gallery of examples: cards with a paragraph each. Not here: the examples (see `labs`; the worker sends them).

use super::later::{self, Later};
use super::modal::modal;
use super::shown::Shown;
use super::tag::{Hear, button, list, send, tag, words};
use super::{Act, Dialog};
use session::{Card, Msg};
use std::rc::Rc;
use yew::Html;

/// The dialog.
pub fn dialog(shown: &Rc<Shown>) -> Html {
    let open = shown.dialog == Some(Dialog::Examples);
    modal("examples", "Examples", open.then(|| later::view(Later::Examples, shown)))
}

/// What it says.
pub fn body(shown: &Shown) -> Html {
    let cards = &shown.texts.cards;
    if cards.is_empty() {
        return words("p", "hint", "The simulator is starting.");
    }
    list(vec![
        words("p", "hint", "An example takes the place of what is open; undo brings it back."),
        tag("ul", &[("class", "cards")]).all(cards.iter().map(card).collect()).html(),
    ])
}

fn card(card: &Card) -> Html {
    let (title, document) = (card.title.clone(), card.document.clone());
    let open = button("button", ["example-", &card.name].concat());
    let open = open.set("aria-label", ["Open ", &title].concat()).on(Hear::Click, move |_| {
        send(Act::Dialog(None));
        Some(Act::Say(Msg::Open(document.clone())))
    });
    tag("li", &[])
        .child(words("h3", "", title))
        .child(open.text("Open"))
        .child(words("p", "", card.about.clone()))
        .html()
}
