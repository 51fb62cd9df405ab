//! The functions that lead into the later module: what only they lead to is in it. They are known to the build by the name
//! of this file, and are called by pointers that the compiler must not see through: or their code would stand in the
//! first module. Not here: what leads on into the module of dialogs (`dialogs`).

use super::{Arrival, Later, Module, dialogs, waits};
use crate::ui::shown::Shown;
use crate::ui::{Act, App, curve, training};
use std::hint::black_box;
use std::rc::Rc;
use yew::Html;
use yew::html::Scope;

/// Draws a part: a row for each that is not in the module of dialogs.
#[inline(never)]
pub fn draw(part: Later, shown: &Rc<Shown>) -> Html {
    match part {
        Later::Charts => curve::charts(shown),
        Later::Settings => training::more(shown),
        _ if shown.later.of(Module::Dialogs) != Arrival::Here => waits(Module::Dialogs, shown),
        _ => black_box(dialogs::draw as fn(Later, &Rc<Shown>) -> Html)(part, shown),
    }
}

/// Does what a visitor did.
#[inline(never)]
pub fn act(page: &mut App, link: &Scope<App>, act: Act) -> bool {
    page.visited(link, act)
}
