//! The predictions: each example with its truth and what the model says, right or wrong at a glance, and the
//! accuracies under them. Not here: where predictions come from.

use plot::text;
use session::{Document, Look, ModelScore, Msg, Part, Prediction, View};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// So many rows are shown at first: a table of thousands would be slow and unread.
const AT_FIRST: usize = 140;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct PredictionsProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Predictions(props: &PredictionsProps) -> Html {
    let shown = use_state_eq(|| AT_FIRST);
    let place = use_node_ref();
    let all = &props.look.predictions;
    let tests = all.iter().filter(|p| p.part == Part::Test).count();
    let view = &props.document.view;
    let choose = {
        let (say, view, limit) = (props.say.clone(), view.clone(), shown.min(all.len()));
        Callback::from(move |example: usize| {
            if example < limit {
                say.emit(Msg::Look(View { example, word: 0, cell: None, ..view.clone() }));
            }
        })
    };
    let row = |(i, p): (usize, &Prediction)| {
        let class = |one: bool| {
            props.look.classes.get(usize::from(one)).cloned().unwrap_or_else(|| u8::from(one).to_string())
        };
        html! {
            <Row key={i} index={i} prediction={p.clone()} truth={class(p.truth)} says={class(p.probability >= 0.5)}
                chosen={i == view.example} stop={i == view.example || (i == 0 && view.example >= all.len())} choose={choose.clone()} />
        }
    };
    let onkeydown = keys(&place, view.example, all.len().min(*shown), choose.clone());
    let (more, count) = (shown.setter(), *shown);
    let rest = all.len().saturating_sub(count);
    html! {
        <section class="panel predictions" aria-labelledby="predictions-title" data-ketloom="predictions">
            <h2 id="predictions-title">{ "Predictions" }<small data-ketloom="predictions-count">{ format!("test {tests} of {}", all.len()) }</small></h2>
            if all.is_empty() {
                <p class="empty">{ "Predictions appear when the model can run." }</p>
            } else {
                <div class="rows" ref={place} {onkeydown}>
                    <table>
                        <thead><tr><th scope="col">{ what(&props.document) }</th><th scope="col">{ "truth" }</th><th scope="col">{ "model" }</th></tr></thead>
                        <tbody>{ for all.iter().take(count).enumerate().map(row) }</tbody>
                    </table>
                    if rest > 0 {
                        <button type="button" class="button" data-ketloom="predictions-more" onclick={move |_: MouseEvent| more.set(count + 1000)}>
                            { format!("show more ({rest} left)") }
                        </button>
                    }
                </div>
                <p class="footer" data-ketloom="accuracies">{ footer(&props.look.scores) }</p>
            }
        </section>
    }
}

fn what(document: &Document) -> &'static str {
    if document.setup.model == "classifier" { "point" } else { "sentence" }
}

/// Arrows go from row to row and select.
fn keys(place: &NodeRef, now: usize, count: usize, choose: Callback<usize>) -> Callback<KeyboardEvent> {
    let place = place.clone();
    Callback::from(move |e: KeyboardEvent| {
        let last = count.saturating_sub(1);
        let next = match e.key().as_str() {
            "ArrowUp" => now.saturating_sub(1),
            "ArrowDown" => (now + 1).min(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        e.prevent_default();
        e.stop_propagation();
        choose.emit(next);
        let row = place
            .cast::<Element>()
            .and_then(|p| p.query_selector(&format!("[data-ketloom='prediction-{next}']")).ok().flatten());
        if let Some(row) = row.and_then(|r| r.dyn_into::<HtmlElement>().ok()) {
            // A row that is gone needs no focus.
            let _ = row.focus();
        }
    })
}

#[derive(Properties, PartialEq)]
struct RowProps {
    index: usize,
    prediction: Prediction,
    truth: String,
    says: String,
    chosen: bool,
    /// Whether Tab stops here.
    stop: bool,
    choose: Callback<usize>,
}

/// Whether the model is right, and how sure it is of what it says.
fn verdict(p: &Prediction) -> (bool, f64) {
    let one = p.probability >= 0.5;
    (one == p.truth, if one { p.probability } else { 1.0 - p.probability })
}

/// One example.
#[component]
fn Row(props: &RowProps) -> Html {
    let p = &props.prediction;
    let (right, sure) = verdict(p);
    let said = text::fixed(sure, 2);
    let (word, sign, class) = if right { ("right", "✓", "good") } else { ("wrong", "✗", "bad") };
    let part = if p.part == Part::Train { ", training data" } else { "" };
    let name = format!("{}: truth {}, model {} {said}, {word}{part}", p.text, props.truth, props.says);
    let (choose, index) = (props.choose.clone(), props.index);
    html! {
        <tr class={classes!(props.chosen.then_some("chosen"), (p.part == Part::Train).then_some("train"))} onclick={move |_: MouseEvent| choose.emit(index)}>
            <td><button type="button" class="example" data-ketloom={format!("prediction-{index}")} aria-label={name} aria-pressed={props.chosen.to_string()}
                tabindex={if props.stop { "0" } else { "-1" }}>{ p.text.clone() }</button></td>
            <td>{ props.truth.clone() }</td>
            <td class={class}><span aria-hidden="true">{ sign }</span>{ format!(" {} {said}", props.says) }</td>
        </tr>
    }
}

/// "test accuracy 0.967 · bag of words 0.933 · classical attention 0.967".
fn footer(scores: &[ModelScore]) -> Html {
    let accuracy =
        |s: &ModelScore| s.last.map_or(text::NONE.to_string(), |p| text::fixed(p.test_accuracy, 3));
    let one = |(i, s): (usize, &ModelScore)| {
        let name = if i == 0 { "test accuracy".to_string() } else { format!(" · {}", s.name) };
        html! { <>{ name }{ " " }<b>{ accuracy(s) }</b></> }
    };
    scores.iter().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_right_when_it_says_the_truth_and_sure_of_what_it_says() {
        let p = |truth, probability| Prediction { text: String::new(), part: Part::Test, truth, probability };
        assert_eq!(verdict(&p(true, 0.75)), (true, 0.75));
        assert_eq!(verdict(&p(false, 0.25)), (true, 0.75));
        assert_eq!(verdict(&p(true, 0.25)), (false, 0.75));
    }
}
