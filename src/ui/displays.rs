//! Displays inside the circuit: the pictures that have arrived, painted where they belong, and the line that reads one
//! out. Not here: what they show (see `labs`), their frames (see `plot::composer`).

use super::picture::{items, numbers_of};
use super::shown::Shown;
use super::tag::tag;
use circuit::Circuit;
use plot::Geometry;
use plot::composer::op_at;
use session::{DisplayView, StateView};
use yew::Html;

/// The picture that was made for the display at an index: one of another circuit, a moment old, fits no other place.
pub fn of<'a>(
    state: Option<&'a StateView>,
    circuit: &Circuit,
    columns: &[usize],
    index: usize,
) -> Option<&'a DisplayView> {
    let op = circuit.ops().get(index).filter(|op| op.gate.is_display())?;
    let here = |d: &&DisplayView| d.column == columns[index] && d.statement == circuit.statement(op);
    state?.displays.iter().find(here)
}

/// All that have arrived, by the index of their display.
pub fn arrived<'a>(state: Option<&'a StateView>, circuit: &Circuit) -> Vec<(usize, &'a DisplayView)> {
    let columns = circuit.layout().columns;
    let found = |index| Some((index, of(state, circuit, &columns, index)?));
    (0..circuit.ops().len()).filter_map(found).collect()
}

/// The pictures in their frames.
pub fn pictures(shown: &[(usize, &DisplayView)], circuit: &Circuit, geometry: Geometry) -> Html {
    let mut all = Vec::new();
    for (index, display) in shown {
        let corner = geometry.display_corner(circuit.ops()[*index].span().0, display.column);
        let place = numbers_of("translate(", &[corner.x, corner.y]);
        let group = tag("g", &[("role", "img"), ("data-ketloom", "display")]).set("transform", place);
        all.push(group.set("aria-label", display.scene.title.clone()).all(items(&display.scene)).html());
    }
    tag("g", &[("class", "displays")]).all(all).html()
}

/// The numbers of the display under the pointer, or of the chosen one.
pub fn told(shown: &Shown) -> Html {
    let state = shown.states.first().filter(|s| s.slot == shown.view().slot);
    let circuit = shown.document.circuit();
    let chosen = Some(shown.cell).filter(|_| shown.chosen);
    let columns = circuit.layout().columns;
    let at = |(wire, column)| of(state, circuit, &columns, op_at(circuit, wire, column)?);
    let display = shown.local.over.and_then(at).or_else(|| chosen.and_then(at));
    if circuit.displays() == 0 {
        return Html::default();
    }
    let words =
        display.map_or("Numbers of a display: point at it, or go to its cell.", |d| &d.scene.description);
    tag("p", &[("class", "told"), ("data-ketloom", "display-value")]).text(words.to_string()).html()
}
