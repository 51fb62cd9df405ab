//! What the chosen gate did: sentences, its matrix, the amplitudes it changed, as the simulator tells them; of a display,
//! what it shows, enlarged.

use super::figures::LARGE;
use super::later::{self, Later};
use super::shown::Shown;
use super::tag::{button, tag, words};
use plot::composer::op_name;
use session::{Step, View};
use std::rc::Rc;
use yew::Html;

/// Opens the explanation of a gate, or closes it.
fn toggle(index: usize) -> impl Fn(&mut View) {
    move |view| view.step = if view.step.is_none() { Some(index) } else { None }
}

/// The button that opens it for a gate, or for a display, which is enlarged.
pub fn opener(shown: &Shown, index: usize) -> Html {
    let open = shown.view().step.is_some();
    let button = button("button small", "step-open").say_if("aria-expanded", open);
    let (title, face) = match shown.circuit().ops()[index].gate.is_display() {
        false => ("Its matrix, its axis and angle, the amplitudes it changed", "What it did"),
        true => ("Larger, with how to read it, exact numbers and files", "Enlarge"),
    };
    button.set("title", title).looks(toggle(index)).text(face).html()
}

fn table(
    class: &'static str,
    name: &'static str,
    heads: &[String],
    rows: Vec<(&String, Vec<String>)>,
) -> Html {
    let head = |text: &String| tag("th", &[("scope", "col")]).text(text.clone()).html();
    let row = |(name, cells): (&String, Vec<String>)| {
        let cells = cells.into_iter().map(|cell| words("td", "", cell)).collect();
        tag("tr", &[]).child(tag("th", &[("scope", "row")]).text(name.clone())).all(cells).html()
    };
    let heads = tag("tr", &[]).child(tag("td", &[])).all(heads.iter().map(head).collect());
    let table = tag("table", &[]).set("class", class).set("aria-label", name).hook(class);
    let table = table
        .child(tag("thead", &[]).child(heads))
        .child(tag("tbody", &[]).all(rows.into_iter().map(row).collect()));
    tag("div", &[("class", "rows"), ("tabindex", "0"), ("role", "group")])
        .set("aria-label", name)
        .child(table)
        .html()
}

/// The explanation, if one is asked for and there.
pub fn view(shown: &Rc<Shown>) -> Option<Html> {
    shown.view().step?;
    let state = shown.states.first().filter(|s| s.slot == shown.view().slot)?;
    let step: &Step = state.step.as_ref()?;
    let name = op_name(shown.document.circuit(), step.op);
    let (title, large) = match step.figure {
        None => ("What this gate did", None),
        Some(_) => ("Enlarged", Some(later::view(Later::Figure(0, LARGE), shown))),
    };
    let head = tag("div", &[("class", "head")])
        .child(words("h3", "", title))
        .child(words("p", "quiet", name))
        .child(button("button small", "step-close").text("Close").looks(|view| view.step = None));
    let lines = step.lines.iter().map(|line| words("p", "hint", line.clone())).collect();
    let matrix = || {
        let rows = step.kets.iter().zip(step.matrix.iter().cloned()).collect();
        table("matrix numbers", "Matrix of the gate", &step.kets, rows)
    };
    let changes = || {
        let rows = step.changes.iter().map(|(ket, (a, b))| (ket, vec![a.clone(), b.clone()])).collect();
        table("changes numbers", "What it changed", &["before".into(), "after".into()], rows)
    };
    let section = tag("section", &[("class", "step-panel"), ("data-ketloom", "step")]);
    let section = section
        .set("aria-label", title)
        .child(head)
        .maybe(large)
        .all(lines)
        .child(
            tag("div", &[("class", "tables")])
                .maybe((!step.matrix.is_empty()).then(matrix))
                .maybe((!step.changes.is_empty()).then(changes)),
        )
        .maybe((!step.more.is_empty()).then(|| words("p", "hint", step.more.clone())));
    Some(section.html())
}
