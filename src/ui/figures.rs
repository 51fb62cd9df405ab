//! Figures of the states that the simulator lays out: which are open, their data under pointer and keys, their files.
//! Not here: what they show and how it is read (see `labs`), SVG and PNG (see `www/export.js`).

use super::Act;
use super::later::{self, Later};
use super::part::Part;
use super::picture::{key_of as key_under, picture};
use super::shown::{Local, Shown};
use super::tag::{Hear, Tag, button, key_of, send, tag, words};
use super::{inspector, share, shell, tip};
use plot::Scene;
use session::{FIGURES, Figure, PHASED, View, has_kets};
use std::rc::Rc;
use web_sys::Event;
use yew::Html;

/// The datum that is read and has words.
const READ: &str = "[data-read][data-tip]";

/// A datum that is read: of which state, of which of its figures, and its key.
pub type Read = (usize, usize, usize);

/// Whether what is wanted is this figure: names may have qubits behind them.
fn is(wanted: &str, name: &str) -> bool {
    wanted.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Opens a figure or closes it.
fn toggle(view: &mut View, name: &str) {
    let before = view.figures.len();
    view.figures.retain(|f| !is(f, name));
    if view.figures.len() == before {
        view.figures.push(name.to_string());
    }
}

/// Has the equation with its global phase, or without.
fn phased(view: &mut View) {
    for figure in view.figures.iter_mut().filter(|f| is(f, "ket")) {
        *figure = if *figure == "ket" { format!("ket {PHASED}") } else { "ket".into() };
    }
}

/// The buttons that open figures, and the figures that are open.
pub fn view(shown: &Rc<Shown>) -> Html {
    let mut choices = Vec::new();
    for (name, title) in FIGURES {
        let open = shown.view().figures.iter().any(|f| is(f, name));
        let choice = button("chip", format!("show-{name}")).say_if("aria-pressed", open);
        choices.push(choice.looks(move |view| toggle(view, name)).text(title).html());
    }
    let mut figures = Vec::new();
    for (i, state) in shown.states.iter().enumerate() {
        figures.extend((0..state.figures.len()).map(|j| later::view(Later::Figure(i, j), shown)));
    }
    let choices = tag("div", &[("class", "chips"), ("role", "group"), ("aria-label", "Shown")]).all(choices);
    tag("section", &[("class", "panel figures"), ("aria-label", "Figures"), ("data-ketloom", "figures")])
        .child(tag("div", &[("class", "head")]).child(words("h2", "", "Figures of the state")).child(choices))
        .all(figures)
        .html()
}

/// Stands for the place of a figure that is none of the state's: the display that is enlarged.
pub const LARGE: usize = usize::MAX;

fn at(shown: &Shown, i: usize, j: usize) -> Option<&Figure> {
    let state = shown.states.get(i)?;
    if j == LARGE { state.step.as_ref()?.figure.as_ref() } else { state.figures.get(j) }
}

/// The picture of a figure: drawn anew only when the states change, not when a datum is read.
pub fn painted(shown: &Shown, i: usize, j: usize) -> Html {
    at(shown, i, j)
        .map_or(Html::default(), |f| picture(&f.scene, format!("figure-{i}-{}", f.name), "img").html())
}

/// A datum's numbers in words.
fn hint(scene: &Scene, key: usize) -> Option<&str> {
    scene.items.iter().find(|i| i.key == Some(key) && !i.hint.is_empty()).map(|i| &*i.hint)
}

/// A figure with its name, its numbers, how it is read and its files.
pub fn one(shown: &Rc<Shown>, (i, j): (usize, usize)) -> Html {
    let Some(figure) = at(shown, i, j) else { return Html::default() };
    let Figure { name, scene, csv, .. } = figure;
    let title = &scene.title;
    let read = shown.local.read.filter(|r| (r.0, r.1) == (i, j)).and_then(|r| hint(scene, r.2));
    let order = has_kets(name).then(|| words("small", "", inspector::order(shown)));
    let title_line = tag("h3", &[]).text(title.clone()).text(" ").maybe(order);
    let mut head = tag("div", &[("class", "head")]).child(title_line);
    if name == "ket" {
        let on = shown.view().figures.iter().any(|f| is(f, name) && f != name);
        let phase = button("chip", "ket-phase").say_if("aria-pressed", on).looks(phased);
        head = head.child(phase.text("global phase"));
    }
    for kind in ["SVG", "PNG", "CSV"] {
        let file = format!("{name}.{}", kind.to_ascii_lowercase());
        let save =
            button("button", format!("save-{i}-{file}")).set("aria-label", format!("{title} as {kind}"));
        head = head.child(if kind == "CSV" {
            let csv = csv.clone();
            save.text(kind).on(Hear::Click, move |_| {
                drop(share::save(&file, "text/csv", &csv));
                None
            })
        } else {
            save.text(kind).set("data-export", file)
        });
    }
    let about = format!("about-{i}-{j}");
    let help = tag("details", &[("class", "more")])
        .child(words("summary", "", "How to read this"))
        .child(words("p", "hint", figure.help.clone()))
        .child(tag("p", &[("class", "hint")]).set("id", about.clone()).text(scene.description.clone()));
    let told = tag("p", &[("class", "told")]).hook(format!("read-{i}-{name}"));
    tag("section", &[("class", "figure")])
        .set("aria-label", title.clone())
        .child(head)
        .child(
            data(shown, (i, j), scene, figure.across, Part::Painted(i, j).of(shown))
                .set("aria-describedby", about),
        )
        .child(
            told.text(
                match read {
                    Some(words) => words,
                    None if plot::data(scene) == 0 => "",
                    None => "Exact numbers: point, or focus the figure and use the arrow keys.",
                }
                .to_string(),
            ),
        )
        .child(help)
        .html()
}

/// The picture as a slider over its data, so that keys reach each and its words are read out.
pub fn data(shown: &Shown, (i, j): (usize, usize), scene: &Scene, across: usize, picture: Html) -> Tag {
    let count = plot::data(scene);
    let area = tag("div", &[("class", "data")]).set("id", format!("data-{i}-{j}"));
    let area = area.child(picture);
    if count == 0 {
        return area.set("role", "group").set("aria-label", scene.title.clone());
    }
    let read = shown.local.read.filter(|r| (r.0, r.1) == (i, j)).map(|r| r.2);
    let at = read.unwrap_or(0).min(count - 1);
    let under = move |event: &Event| {
        let key = key_under(event)?;
        (read != Some(key)).then(|| reads(Some((i, j, key))))
    };
    area.set("tabindex", "0")
        .set("role", "slider")
        .set("aria-label", format!("Data of {}", scene.title))
        .set("aria-valuemin", "1")
        .set("aria-valuemax", count.to_string())
        .set("aria-valuenow", (at + 1).to_string())
        .set("aria-valuetext", hint(scene, at).unwrap_or_default().to_string())
        .on(Hear::Move, under)
        .on(Hear::Press, under)
        .on(Hear::Leave, move |_| read.map(|_| reads(None)))
        .on(Hear::Blur, |_| Some(reads(None)))
        .sets(Hear::Focus, move |local: &mut Local| {
            // A press has said already which datum is meant.
            local.read = local.read.filter(|r| (r.0, r.1) == (i, j)).or(Some((i, j, 0)));
            tip::read(READ);
        })
        .on(Hear::Key, move |event| {
            let key = moved(&key_of(event), read, count, across)?;
            event.prevent_default();
            event.stop_propagation();
            match key {
                Some(_) => tip::read(READ),
                None => send(Act::Untip(0)),
            }
            Some(reads(key.map(|k| (i, j, k))))
        })
}

/// Which datum is read from now on.
fn reads(read: Option<Read>) -> Act {
    Act::Set(Rc::new(move |local| local.read = read))
}

/// Where a key leads from a datum; nothing if it means nothing here.
fn moved(key: &str, read: Option<usize>, count: usize, across: usize) -> Option<Option<usize>> {
    let at = read.unwrap_or(0);
    let next = match key {
        "ArrowLeft" => at.saturating_sub(1),
        "ArrowRight" => at + 1,
        "ArrowUp" if at >= across => at - across,
        "ArrowDown" if at + across < count => at + across,
        "ArrowUp" | "ArrowDown" => at,
        "Home" => 0,
        "End" => count - 1,
        "Escape" => return read.map(|_| None),
        _ => return None,
    };
    Some(Some(next.min(count - 1)))
}

/// Marks the datum that is read in its picture.
pub fn settle(read: Option<Read>) {
    for element in shell::all("[data-read]") {
        // An attribute of a fixed name cannot be refused.
        let _ = element.remove_attribute("data-read");
    }
    if let Some((i, j, key)) = read {
        for element in shell::all(&format!("#data-{i}-{j} [data-key=\"{key}\"]")) {
            let _ = element.set_attribute("data-read", "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_over_rows_and_columns_and_stay_inside() {
        let to = |key: &str, at: usize| moved(key, Some(at), 16, 4).flatten();
        assert_eq!(to("ArrowRight", 3), Some(4));
        assert_eq!(to("ArrowDown", 3), Some(7));
        assert_eq!((to("ArrowDown", 13), to("ArrowUp", 2)), (Some(13), Some(2)));
        assert_eq!((to("ArrowLeft", 0), to("ArrowRight", 15)), (Some(0), Some(15)));
        assert_eq!((to("Home", 9), to("End", 9)), (Some(0), Some(15)));
        assert_eq!(moved("Escape", Some(3), 16, 4), Some(None));
        assert_eq!(moved("Escape", None, 16, 4), None);
        assert_eq!(moved("x", Some(3), 16, 4), None);
    }

    #[test]
    fn a_figure_is_opened_and_closed_by_its_name_whatever_its_qubits() {
        let mut view = View::default();
        toggle(&mut view, "ket");
        view.figures.push("density 0 2".into());
        toggle(&mut view, "density");
        assert_eq!(view.figures, ["ket"]);
        toggle(&mut view, "ket");
        assert!(view.figures.is_empty());
    }
}
