//! Displays inside the circuit: the pictures that have arrived, painted where they belong, and the line that reads one
//! out. Not here: what they show (see `labs`), their frames (see `plot::composer`).

use super::composer;
use super::picture::{items, numbers_of};
use super::shown::Shown;
use super::tag::tag;
use circuit::Op;
use session::DisplayView;
use yew::Html;

/// The picture that was made for a display in a column: one of another circuit, a moment old, fits no other place.
pub fn of<'a>(shown: &'a Shown, column: usize, op: &Op) -> Option<&'a DisplayView> {
    let state = shown.state().filter(|_| op.gate.is_display())?;
    let statement = shown.circuit().statement(op);
    state.displays.iter().find(|d| d.column == column && d.statement == statement)
}

/// It, in its frame.
pub fn picture(shown: &Shown, column: usize, op: &Op) -> Option<Html> {
    let scene = &of(shown, column, op)?.scene;
    let corner = composer::geometry(shown).display_corner(op.span().0, column);
    let place = numbers_of("translate(", &[corner.x, corner.y]);
    let group = tag("g", &[("role", "img"), ("class", "shows"), ("data-ketloom", "display")]);
    let group = group.set("transform", place).set("aria-label", scene.title.clone());
    Some(group.all(items(scene)).html())
}

/// The numbers of the chosen display.
pub fn told(shown: &Shown, op: &Op) -> Option<Html> {
    let scene = &of(shown, shown.cell.1, op)?.scene;
    let line = tag("p", &[("class", "told"), ("data-ketloom", "display-value")]);
    Some(line.text(scene.description.clone()).html())
}
