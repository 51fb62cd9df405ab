//! Displays inside the circuit: the pictures that have arrived, painted where they belong, and the line that reads one
//! out. Not here: what they show (see `labs`), their frames (see `plot::composer`).

use super::composer;
use super::ink::Group;
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
pub fn picture(shown: &Shown, column: usize, op: &Op) -> Option<Group> {
    let scene = &of(shown, column, op)?.scene;
    let at = composer::geometry(shown).display_corner(op.span().0, column);
    Some(Group { at, name: Some(scene.title.clone()), items: scene.items.clone() })
}

/// The numbers of the chosen display.
pub fn told(shown: &Shown, op: &Op) -> Option<Html> {
    let scene = &of(shown, shown.cell.1, op)?.scene;
    let line = tag("p", &[("class", "told"), ("data-ketloom", "display-value")]);
    Some(line.text(scene.description.clone()).html())
}
