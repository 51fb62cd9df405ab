//! The attention panel: a sentence, its words, who attends to whom, and the formula with its numbers.
//! Not here: how the matrix is drawn (see `plot`) and how its values come about (see `attention`).

use super::Act;
use super::field::choice;
use super::part::Part as Drawn;
use super::picture::{self, numbers as lengths, picture};
use super::shell;
use super::shown::{Room, Shown};
use super::tag::{Hear, Tag, button, key_of, list, send, tag, value_of, words};
use plot::{Heat, Item, Scene, Shape, text};
use session::{Attention as Matrix, Look, Part, View};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::Html;

/// The panel.
pub fn view(shown: &Rc<Shown>) -> Html {
    let place = tag("div", &[]).set("data-room", Room::Matrix.name());
    let place = match &shown.look.attention {
        Some(matrix) => {
            place.child(chips(matrix, shown.view())).child(grid(shown, matrix)).child(formula(shown, matrix))
        }
        None => place.child(words("p", "empty", "The matrix appears when the model can run.")),
    };
    let title = tag("h2", &[("id", "attention-title")]).text("Attention");
    tag(
        "section",
        &[
            ("class", "panel attention"),
            ("aria-labelledby", "attention-title"),
            ("data-ketloom", "attention"),
        ],
    )
    .child(title.child(words("small", "", "Gaussian of q − k; rows sum to 1")))
    .child(chooser(shown))
    .maybe(layers(shown))
    .child(place)
    .html()
}

/// A button to a neighbour, if there is one.
fn step(
    hook: &'static str,
    label: &'static str,
    mark: &'static str,
    to: Option<impl Fn(&mut View) + 'static>,
) -> Html {
    let button = button("button", hook).set("aria-label", label).set_if(to.is_none(), "disabled", "");
    match to {
        Some(to) => button.looks(to),
        None => button,
    }
    .text(mark)
    .html()
}

/// Looks at an example.
fn at(example: usize) -> impl Fn(&mut View) {
    move |view| (view.example, view.word, view.cell) = (example, 0, None)
}

/// The sentence: back, a list, on.
fn chooser(shown: &Rc<Shown>) -> Html {
    let (now, count) = (shown.view().example, shown.look.predictions.len());
    let to = |to: Option<usize>| to.filter(|n| *n < count).map(at);
    tag("div", &[("class", "chooser")])
        .child(step("sentence-back", "Previous sentence", "‹", to(now.checked_sub(1))))
        .child(Drawn::Sentences.of(shown))
        .child(step("sentence-on", "Next sentence", "›", to(Some(now + 1))))
        .html()
}

/// Whether the sentences are the same, whatever the model says of them: the list stays while training runs.
pub fn same_sentences(a: &Look, b: &Look) -> bool {
    let (a, b) = (&a.predictions, &b.predictions);
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.part == b.part && a.text == b.text)
}

/// The list of sentences.
pub fn sentences(shown: &Shown) -> Html {
    let mut options = Vec::new();
    for (i, p) in shown.look.predictions.iter().enumerate() {
        let part = if p.part == Part::Test { "test" } else { "train" };
        options.push((i.to_string().into(), format!("{} · {part}", p.text).into()));
    }
    choice("sentence", &shown.view().example.to_string(), options)
        .set("aria-label", "Sentence")
        .on(Hear::Change, |e| Some(Act::Look(Rc::new(at(value_of(e).parse().unwrap_or(0))))))
        .html()
}

/// Which layer, if there are several.
fn layers(shown: &Shown) -> Option<Html> {
    let count = shown.setup.training.layers;
    if count < 2 {
        return None;
    }
    let layer = shown.view().layer.min(count - 1);
    let to =
        |to: Option<usize>| to.filter(|l| *l < count).map(|layer| move |view: &mut View| view.layer = layer);
    let row = tag("div", &[("class", "layers")])
        .child(step("layer-back", "Previous layer", "‹", to(layer.checked_sub(1))))
        .child(words("span", "", format!("layer {} of {count}", layer + 1)))
        .child(step("layer-on", "Next layer", "›", to(Some(layer + 1))));
    Some(row.html())
}

/// The words of the sentence; those of a selected cell are marked.
fn chips(matrix: &Matrix, view: &View) -> Html {
    let mut chips = Vec::new();
    for (i, word) in matrix.words.iter().enumerate() {
        let part = view.cell.is_some_and(|(row, column)| row == i || column == i);
        let chip = button(if part { "chip part" } else { "chip" }, format!("word-{i}"));
        let chip = chip.say_if("aria-pressed", view.word == i).looks(move |v| (v.word, v.cell) = (i, None));
        chips.push(chip.text(word.clone()).html());
    }
    let row = &[("class", "chips"), ("role", "group"), ("aria-label", "Words: whose state is shown")];
    tag("div", row).all(chips).html()
}

/// More words than this are not enlarged to the panel.
const LONG: usize = 7;

/// Row and column.
type Cell = (usize, usize);

/// The matrix and, in front of it, its cells as a grid that keys move in.
fn grid(shown: &Shown, matrix: &Matrix) -> Html {
    let count = matrix.words.len();
    if count == 0 {
        return words("p", "empty", "This sentence has no words that the model knows.");
    }
    let mut heat = Heat::attention(&matrix.words, matrix.matrix.clone());
    heat.selected = shown.view().cell;
    // Cells keep a size that fingers hit: few are enlarged to the panel, many scroll.
    let long = count > LONG;
    let width = shown.local.width(Room::Matrix);
    heat.width = if long { 110.0 + 30.0 * count as f64 } else { width.clamp(200.0, 280.0) };
    let scene = heat.scene();
    let (last, selected) = (count - 1, heat.selected.is_some());
    let spot = (shown.local.spotted.0.min(last), shown.local.spotted.1.min(last));
    let picture = picture(&scene, "matrix", "group").child(cells(&scene, &heat, spot));
    let picture = picture.on(Hear::Click, move |e| {
        let cell = heat.cell(picture::key_of(e)?)?;
        go(cell);
        Some(choose(cell))
    });
    tag("div", if long { &[("class", "matrix long")] } else { &[("class", "matrix")] })
        .on(Hear::Key, move |e| keyed(spot, last, selected, e))
        .child(picture)
        .html()
}

/// From now on Tab reaches this cell.
fn go(cell: Cell) {
    send(Act::Set(Rc::new(move |local| local.spotted = cell)));
}

/// Selects a cell, or lets go of it.
fn choose(cell: Cell) -> Act {
    Act::Look(Rc::new(move |view| {
        let same = view.cell == Some(cell);
        if !same {
            // The paper's slots in the gallery's order: embed, query, key, value.
            view.slot = 1;
        }
        (view.cell, view.word) = ((!same).then_some(cell), cell.0);
    }))
}

/// Keys of the grid.
fn keyed((row, column): Cell, last: usize, selected: bool, e: &Event) -> Option<Act> {
    let ctrl = e.unchecked_ref::<KeyboardEvent>().ctrl_key();
    let next = match key_of(e).as_str() {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(last), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(last)),
        "Home" if ctrl => (0, 0),
        "End" if ctrl => (last, last),
        "Home" => (row, 0),
        "End" => (row, last),
        "Enter" | " " => {
            send(choose((row, column)));
            (row, column)
        }
        "Escape" if selected => {
            send(Act::Look(Rc::new(|view| view.cell = None)));
            (row, column)
        }
        _ => return None,
    };
    e.prevent_default();
    e.stop_propagation();
    go(next);
    shell::focus(&format!("[data-ketloom='attention-{}-{}']", next.0, next.1));
    None
}

/// One row of the grid for each word, one cell in it for each word looked at, where the scene has painted it.
fn cells(scene: &Scene, heat: &Heat, spot: Cell) -> Html {
    let mut rows = vec![Vec::new(); heat.rows.len()];
    for item in &scene.items {
        if let (Some(key), Shape::Rect { .. }) = (item.key, &item.shape)
            && let Some(cell) = heat.cell(key)
        {
            rows[cell.0].push(hit(item, key, cell, heat, spot));
        }
    }
    let row = |cells: Vec<Html>| tag("g", &[("role", "row")]).all(cells).html();
    let grid = tag("g", &[("role", "grid"), ("aria-label", "Who attends to whom")]);
    grid.all(rows.into_iter().map(row).collect()).html()
}

fn hit(item: &Item, key: usize, cell: Cell, heat: &Heat, spot: Cell) -> Html {
    let Shape::Rect { x, y, width, height, round } = item.shape else { return Html::default() };
    let value = heat.values.get(cell.0).and_then(|row| row.get(cell.1)).copied().unwrap_or(f64::NAN);
    let name =
        format!("row {}, column {}: {}", heat.rows[cell.0], heat.columns[cell.1], text::fixed(value, 2));
    let place = [("x", x), ("y", y), ("width", width), ("height", height), ("rx", round)];
    let hit: Tag = lengths(tag("rect", &[("class", "hit"), ("role", "gridcell")]), &place);
    hit.set("tabindex", if cell == spot { "0" } else { "-1" })
        .set("aria-label", name)
        .say_if("aria-selected", heat.selected == Some(cell))
        .set("data-key", key.to_string())
        .hook(format!("attention-{}-{}", cell.0, cell.1))
        .html()
}

/// A cell's numbers in words, from the queries and keys.
fn numbers(matrix: &Matrix, (row, column): (usize, usize)) -> Option<String> {
    let (q, k) = (*matrix.query.get(row)?, *matrix.key.get(column)?);
    let share = *matrix.matrix.get(row)?.get(column)?;
    let square = (q - k) * (q - k);
    let (from, to) = (matrix.words.get(row)?, matrix.words.get(column)?);
    let n = |v: f64| text::fixed(v, 3);
    Some(format!(
        "q({from}) = {}, k({to}) = {} → exp(−{}) = {}; share of the row {}",
        n(q),
        n(k),
        n(square),
        n(libm::exp(-square)),
        n(share)
    ))
}

/// How a number of the matrix comes about, and the way to the circuits it comes from.
fn formula(shown: &Shown, matrix: &Matrix) -> Html {
    let view = shown.view();
    let show = |slot: &'static str, title: &'static str, word: usize| {
        let index = shown.setup.slots.iter().position(|s| s.name == slot).unwrap_or(0);
        button("button", format!("show-{slot}"))
            .say_if("aria-pressed", view.slot == index && view.word == word)
            .looks(move |v| (v.slot, v.word) = (index, word))
            .text(format!("show {title} of {}", matrix.words[word]))
            .html()
    };
    let rule = tag("p", &[("data-ketloom", "formula")]);
    let rule = rule.text("α = exp(−(q − k)²) / row sum; every row sums to 1.").html();
    let cell = view.cell.and_then(|cell| numbers(matrix, cell).map(|words| (cell, words)));
    let rest = match cell {
        Some(((row, column), said)) => list(vec![
            tag("p", &[("data-ketloom", "cell-numbers")]).child(words("b", "", said)).html(),
            tag("div", &[("class", "choices")])
                .child(show("query", "Query", row))
                .child(show("key", "Key", column))
                .child(show("value", "Value", column))
                .html(),
        ]),
        None => words("p", "hint", "Select a cell to see its numbers and the two circuits they come from."),
    };
    tag("div", &[("class", "formula")]).child(rule).child(rest).html()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn golden() -> Matrix {
        Matrix {
            words: ["skillful", "man", "sauce"].map(String::from).to_vec(),
            matrix: vec![vec![0.302157, 0.356815, 0.341028]; 3],
            query: vec![-0.302456, -0.252951, -0.653123],
            key: vec![0.112798, -0.223942, -0.529214],
        }
    }

    #[test]
    fn the_numbers_of_a_cell_are_those_of_the_paper() {
        let expected =
            "q(skillful) = −0.302, k(skillful) = 0.113 → exp(−0.172) = 0.842; share of the row 0.302";
        assert_eq!(numbers(&golden(), (0, 0)).as_deref(), Some(expected));
        assert_eq!(numbers(&golden(), (0, 3)), None);
    }

    #[test]
    fn every_cell_can_be_hit_where_it_is_painted() {
        let matrix = golden();
        let heat = Heat::attention(&matrix.words, matrix.matrix);
        let rects = heat
            .scene()
            .items
            .iter()
            .filter(|i| i.key.is_some() && matches!(i.shape, Shape::Rect { .. }))
            .count();
        assert_eq!(rects, 9);
    }
}
