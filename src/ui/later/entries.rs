//! The functions that lead into the later module: what only they lead to is in it. They are known to the build by the name
//! of this file, and are called by pointers that the compiler must not see through: or their code would stand in the
//! first module.

use super::Later;
use crate::ui::shown::Shown;
use crate::ui::{Act, App, curve, data, examples, figures, help, own, share, text, training, wires};
use std::rc::Rc;
use yew::Html;
use yew::html::Scope;

/// Draws a part: a row for each.
#[inline(never)]
pub fn draw(part: Later, shown: &Rc<Shown>) -> Html {
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

/// Does what a visitor did.
#[inline(never)]
pub fn act(page: &mut App, link: &Scope<App>, act: Act) -> bool {
    page.visited(link, act)
}
