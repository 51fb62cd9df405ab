//! The attention panel: a sentence, its words, who attends to whom, and the formula with its numbers.
//! Not here: how the matrix is drawn (see `plot`) and how its values come about (see `attention`).

use super::field::Choice;
use super::picture::{Picture, element, short, use_width};
use plot::{Heat, Item, Scene, Shape, text};
use session::{Attention as Matrix, Document, Look, Msg, Part, StateView, View};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct AttentionProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Attention(props: &AttentionProps) -> Html {
    let place = use_node_ref();
    let width = use_width(&place, 320.0);
    let view = &props.document.view;
    let look = look_at(props);
    let body = match &props.look.attention {
        Some(matrix) => html! {
            <>
                { chips(matrix, view, &look) }
                <Grid matrix={Rc::new(matrix.clone())} {width} view={view.clone()} look={look.clone()} />
                { formula(props, matrix, &look) }
            </>
        },
        None => html! { <p class="empty">{ "The matrix appears when the model can run." }</p> },
    };
    html! {
        <section class="panel attention" aria-labelledby="attention-title" data-ketloom="attention">
            <h2 id="attention-title">{ "Attention" }<small>{ "Gaussian of q − k; rows sum to 1" }</small></h2>
            { chooser(props, &look) }
            { layers(props, &look) }
            <div ref={place}>{ body }</div>
        </section>
    }
}

fn look_at(props: &AttentionProps) -> Callback<View> {
    props.say.reform(Msg::Look)
}

/// The sentence: back, a list, on.
fn chooser(props: &AttentionProps, look: &Callback<View>) -> Html {
    let (view, count) = (&props.document.view, props.look.predictions.len());
    let go = |example: usize| View { example, word: 0, cell: None, ..view.clone() };
    let step = |to: Option<usize>, hook: &'static str, label: &'static str, mark: &'static str| {
        let next = to.filter(|n| *n < count);
        let (look, view) = (look.clone(), next.map(&go));
        let onclick = Callback::from(move |_: MouseEvent| view.iter().for_each(|v| look.emit(v.clone())));
        html! { <button type="button" class="button" data-ketloom={hook} aria-label={label} disabled={next.is_none()} {onclick}>{ mark }</button> }
    };
    let (chosen, base) = (look.clone(), view.clone());
    let pick =
        Callback::from(move |example| chosen.emit(View { example, word: 0, cell: None, ..base.clone() }));
    html! {
        <div class="chooser">
            { step(view.example.checked_sub(1), "sentence-back", "Previous sentence", "‹") }
            <Sentences look={props.look.clone()} example={view.example} {pick} />
            { step(Some(view.example + 1), "sentence-on", "Next sentence", "›") }
        </div>
    }
}

#[derive(Properties)]
struct SentencesProps {
    look: Rc<Look>,
    example: usize,
    pick: Callback<usize>,
}

impl PartialEq for SentencesProps {
    /// Only the sentences count, not what the model says of them: the list stays as it is while training runs.
    fn eq(&self, other: &SentencesProps) -> bool {
        let texts = |l: &'_ Look| l.predictions.iter().map(|p| (p.part, p.text.clone())).collect::<Vec<_>>();
        self.example == other.example
            && (Rc::ptr_eq(&self.look, &other.look) || texts(&self.look) == texts(&other.look))
    }
}

/// The list of sentences.
#[component]
fn Sentences(props: &SentencesProps) -> Html {
    let option = |(i, p): (usize, &session::Prediction)| {
        let part = if p.part == Part::Test { "test" } else { "train" };
        (AttrValue::from(i.to_string()), AttrValue::from(format!("{} · {part}", p.text)))
    };
    let options: Vec<_> = props.look.predictions.iter().enumerate().map(option).collect();
    let put = props.pick.reform(|value: AttrValue| value.parse().unwrap_or(0));
    html! { <Choice name="sentence" label={AttrValue::from("Sentence")} value={props.example.to_string()} {options} {put} /> }
}

/// Which layer, if there are several.
fn layers(props: &AttentionProps, look: &Callback<View>) -> Html {
    let (view, count) = (&props.document.view, props.document.setup.training.layers);
    if count < 2 {
        return Html::default();
    }
    let layer = view.layer.min(count - 1);
    let go = |to: Option<usize>, label: &'static str, hook: &'static str, mark: &'static str| {
        let next = to.filter(|l| *l < count).map(|layer| View { layer, ..view.clone() });
        let (look, off) = (look.clone(), next.is_none());
        let onclick = Callback::from(move |_: MouseEvent| next.iter().for_each(|v| look.emit(v.clone())));
        html! { <button type="button" class="button" aria-label={label} data-ketloom={hook} disabled={off} {onclick}>{ mark }</button> }
    };
    html! {
        <div class="layers">
            { go(layer.checked_sub(1), "Previous layer", "layer-back", "‹") }
            <span>{ format!("layer {} of {count}", layer + 1) }</span>
            { go(Some(layer + 1), "Next layer", "layer-on", "›") }
        </div>
    }
}

/// The words of the sentence; those of a selected cell are marked.
fn chips(matrix: &Matrix, view: &View, look: &Callback<View>) -> Html {
    let chip = |(i, word): (usize, &String)| {
        let part = view.cell.is_some_and(|(row, column)| row == i || column == i);
        let (look, next) = (look.clone(), View { word: i, cell: None, ..view.clone() });
        html! {
            <button type="button" class={classes!("chip", part.then_some("part"))} aria-pressed={(view.word == i).to_string()}
                data-ketloom={format!("word-{i}")} onclick={move |_: MouseEvent| look.emit(next.clone())}>{ word }</button>
        }
    };
    html! { <div class="chips" role="group" aria-label="Words: whose state is shown">{ for matrix.words.iter().enumerate().map(chip) }</div> }
}

/// More words than this are not enlarged to the panel.
const LONG: usize = 7;

/// Row and column.
type Cell = (usize, usize);

#[derive(Properties, PartialEq)]
struct GridProps {
    matrix: Rc<Matrix>,
    width: f64,
    view: View,
    look: Callback<View>,
}

/// The matrix and, in front of it, its cells as a grid that keys move in.
#[component]
fn Grid(props: &GridProps) -> Html {
    let place = use_node_ref();
    let cursor = use_state_eq(|| (0, 0));
    let count = props.matrix.words.len();
    if count == 0 {
        return html! { <p class="empty">{ "This sentence has no words that the model knows." }</p> };
    }
    let mut heat = Heat::attention(&props.matrix.words, props.matrix.matrix.clone());
    heat.selected = props.view.cell;
    // Cells keep a size that fingers hit: few are enlarged to the panel, many scroll.
    let long = count > LONG;
    heat.width = if long { 110.0 + 30.0 * count as f64 } else { props.width.clamp(200.0, 280.0) };
    let scene = Rc::new(heat.scene());
    let spot = (cursor.0.min(count - 1), cursor.1.min(count - 1));
    let choose = choose(&props.view, &props.look);
    let onkeydown = keys(props, &place, cursor.setter(), spot, choose.clone());
    let pick = Callback::from({
        let (cursor, heat) = (cursor.setter(), heat.clone());
        move |key: usize| {
            if let Some(cell) = heat.cell(key) {
                cursor.set(cell);
                choose.emit(cell);
            }
        }
    });
    html! {
        <div class={classes!("matrix", long.then_some("long"))} ref={place} {onkeydown}>
            <Picture scene={scene.clone()} role="group" hook="matrix" {pick}>{ cells(&scene, &heat, spot) }</Picture>
        </div>
    }
}

/// Selects a cell, or lets go of it.
fn choose(view: &View, look: &Callback<View>) -> Callback<Cell> {
    let (view, look) = (view.clone(), look.clone());
    Callback::from(move |cell: Cell| {
        let same = view.cell == Some(cell);
        // The paper's slots in the gallery's order: embed, query, key, value.
        let slot = if same { view.slot } else { 1 };
        look.emit(View { cell: (!same).then_some(cell), word: cell.0, slot, ..view.clone() });
    })
}

/// Keys of the grid.
fn keys(
    props: &GridProps,
    place: &NodeRef,
    cursor: UseStateSetter<Cell>,
    spot: Cell,
    choose: Callback<Cell>,
) -> Callback<KeyboardEvent> {
    let (place, view, look) = (place.clone(), props.view.clone(), props.look.clone());
    let last = props.matrix.words.len() - 1;
    Callback::from(move |e: KeyboardEvent| {
        let next = match e.key().as_str() {
            "ArrowUp" => (spot.0.saturating_sub(1), spot.1),
            "ArrowDown" => ((spot.0 + 1).min(last), spot.1),
            "ArrowLeft" => (spot.0, spot.1.saturating_sub(1)),
            "ArrowRight" => (spot.0, (spot.1 + 1).min(last)),
            "Home" if e.ctrl_key() => (0, 0),
            "End" if e.ctrl_key() => (last, last),
            "Home" => (spot.0, 0),
            "End" => (spot.0, last),
            "Enter" | " " => {
                choose.emit(spot);
                spot
            }
            "Escape" if view.cell.is_some() => {
                look.emit(View { cell: None, ..view.clone() });
                spot
            }
            _ => return,
        };
        e.prevent_default();
        e.stop_propagation();
        cursor.set(next);
        focus(&place, next);
    })
}

/// Puts the focus into a cell.
fn focus(place: &NodeRef, (row, column): (usize, usize)) {
    let cell = place
        .cast::<Element>()
        .and_then(|e| e.query_selector(&format!("[data-ketloom='attention-{row}-{column}']")).ok().flatten());
    if let Some(cell) = cell {
        // An SVG element has the same `focus` as an HTML element; one that is gone needs none.
        let _ = cell.unchecked_into::<HtmlElement>().focus();
    }
}

/// One row of the grid for each word, one cell in it for each word looked at, where the scene has painted it.
fn cells(scene: &Scene, heat: &Heat, spot: (usize, usize)) -> Html {
    let painted = |item: &&Item| item.key.is_some() && matches!(item.shape, Shape::Rect { .. });
    let all: Vec<&Item> = scene.items.iter().filter(painted).collect();
    let mut grid = element("g", vec![("role", "grid".into()), ("aria-label", "Who attends to whom".into())]);
    for r in 0..heat.rows.len() {
        let mut group = element("g", vec![("role", "row".into())]);
        let mine = all.iter().filter_map(|item| {
            let key = item.key?;
            let (row, column) = heat.cell(key)?;
            (row == r).then_some((item, key, column))
        });
        for (item, key, column) in mine {
            group.add_child(hit(item, key, (r, column), heat, spot));
        }
        grid.add_child(group.into());
    }
    grid.into()
}

fn hit(item: &Item, key: usize, cell: (usize, usize), heat: &Heat, spot: (usize, usize)) -> Html {
    let Shape::Rect { x, y, width, height, round } = item.shape else { return Html::default() };
    let value = heat.values.get(cell.0).and_then(|row| row.get(cell.1)).copied().unwrap_or(f64::NAN);
    let name =
        format!("row {}, column {}: {}", heat.rows[cell.0], heat.columns[cell.1], text::fixed(value, 2));
    let mut tag = element(
        "rect",
        vec![
            ("x", short(x)),
            ("y", short(y)),
            ("width", short(width)),
            ("height", short(height)),
            ("rx", short(round)),
        ],
    );
    tag.add_attribute("class", "hit");
    tag.add_attribute("role", "gridcell");
    tag.add_attribute("tabindex", if cell == spot { "0" } else { "-1" });
    tag.add_attribute("aria-label", name);
    tag.add_attribute("aria-selected", (heat.selected == Some(cell)).to_string());
    tag.add_attribute("data-key", key.to_string());
    tag.add_attribute("data-ketloom", format!("attention-{}-{}", cell.0, cell.1));
    tag.into()
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
fn formula(props: &AttentionProps, matrix: &Matrix, look: &Callback<View>) -> Html {
    let view = &props.document.view;
    let slots = &props.document.setup.slots;
    let cell = view.cell.and_then(|cell| numbers(matrix, cell).map(|words| (cell, words)));
    let show = |slot: &'static str, title: &'static str, word: usize| {
        let index = slots.iter().position(|s| s.name == slot).unwrap_or(0);
        let (look, next) = (look.clone(), View { slot: index, word, ..view.clone() });
        let on = view.slot == index && view.word == word;
        html! {
            <button type="button" class="button" data-ketloom={format!("show-{slot}")} aria-pressed={on.to_string()}
                onclick={move |_: MouseEvent| look.emit(next.clone())}>{ format!("show {title} of {}", matrix.words[word]) }</button>
        }
    };
    html! {
        <div class="formula">
            <p data-ketloom="formula">{ "α = exp(−(q − k)²) / row sum; every row sums to 1." }</p>
            if let Some(((row, column), words)) = cell {
                <p data-ketloom="cell-numbers"><b>{ words }</b></p>
                <div class="choices">
                    { show("query", "Query", row) }
                    { show("key", "Key", column) }
                    { show("value", "Value", column) }
                </div>
            } else {
                <p class="hint">{ "Select a cell to see its numbers and the two circuits they come from." }</p>
            }
        </div>
    }
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
