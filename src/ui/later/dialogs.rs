//! The function that leads into the module of dialogs: what only it leads to is in it. As with `entries`, the build knows it
//! by the name of this file, and it is called by a pointer that the compiler must not see through.

use super::Later;
use crate::ui::shown::Shown;
use crate::ui::{
    boundary, conditions, data, examples, figures, help, outcome, own, share, sizes, text, wires,
};
use std::rc::Rc;
use yew::Html;

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
        Later::Boundary => boundary::view(shown),
        Later::Plane => boundary::plane(shown),
        Later::Mode => outcome::mode(shown),
        Later::Classical => outcome::classical(shown),
        Later::Sizes => sizes::body(shown),
        Later::Conditions(index) => conditions::body(shown, index),
        Later::Figure(state, figure) => figures::one(shown, (state, figure)),
        // Those of the later module itself.
        Later::Charts | Later::Settings => Html::default(),
    }
}
