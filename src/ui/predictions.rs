//! The predictions: each example with its truth and what the model says, right or wrong at a glance, and the
//! accuracies under them. Not here: where predictions come from.

use super::shown::Shown;
use super::tag::{Hear, button, key_of, list, send, tag, words};
use super::{Act, shell};
use plot::text;
use session::{Document, ModelScore, Part, Prediction, View};
use std::rc::Rc;
use yew::Html;

/// So many rows are shown at first: a table of thousands would be slow and unread.
const AT_FIRST: usize = 140;

/// Looks at an example.
fn at(example: usize) -> impl Fn(&mut View) {
    move |view| (view.example, view.word, view.cell) = (example, 0, None)
}

/// The panel.
pub fn view(shown: &Shown) -> Html {
    let all = &shown.look.predictions;
    let tests = all.iter().filter(|p| p.part == Part::Test).count();
    let count = tag("small", &[("data-ketloom", "predictions-count")]);
    let title = tag("h2", &[("id", "predictions-title")]).text("Predictions");
    let title = title.child(count.text(format!("test {tests} of {}", all.len())));
    let panel = tag(
        "section",
        &[
            ("class", "panel predictions"),
            ("aria-labelledby", "predictions-title"),
            ("data-ketloom", "predictions"),
        ],
    );
    let panel = panel.child(title);
    if all.is_empty() {
        return panel.child(words("p", "empty", "Predictions appear when the model can run.")).html();
    }
    let footer = tag("p", &[("class", "footer"), ("data-ketloom", "accuracies")]);
    panel.child(table(shown)).child(footer.all(accuracies(&shown.look.scores))).html()
}

fn table(shown: &Shown) -> Html {
    let all = &shown.look.predictions;
    let count = all.len().min(AT_FIRST + shown.local.more);
    let example = shown.view().example;
    // Tab stops at the chosen row, or at the first.
    let stop = if example < all.len() { example } else { 0 };
    let mut rows = Vec::new();
    for (i, p) in all.iter().take(count).enumerate() {
        rows.push(row(shown, i, p, i == example, i == stop));
    }
    let head = |words: &'static str| tag("th", &[("scope", "col")]).text(words).html();
    let heads = tag("tr", &[]).child(head(what(&shown.document))).child(head("truth")).child(head("model"));
    let rest = all.len() - count;
    let more = || {
        let more = button("button", "predictions-more").sets(Hear::Click, |local| local.more += 1000);
        more.text(format!("show more ({rest} left)")).html()
    };
    tag("div", &[("class", "rows")])
        .on(Hear::Key, move |e| {
            let last = count.saturating_sub(1);
            let next = match key_of(e).as_str() {
                "ArrowUp" => example.saturating_sub(1),
                "ArrowDown" => (example + 1).min(last),
                "Home" => 0,
                "End" => last,
                _ => return None,
            };
            e.prevent_default();
            e.stop_propagation();
            send(Act::Look(Rc::new(at(next))));
            shell::focus(&format!("[data-ketloom='prediction-{next}']"));
            None
        })
        .child(tag("table", &[]).child(tag("thead", &[]).child(heads)).child(tag("tbody", &[]).all(rows)))
        .maybe((rest > 0).then(more))
        .html()
}

fn what(document: &Document) -> &'static str {
    if document.setup.model == "classifier" { "point" } else { "sentence" }
}

/// Whether the model is right, and how sure it is of what it says.
fn verdict(p: &Prediction) -> (bool, f64) {
    let one = p.probability >= 0.5;
    (one == p.truth, if one { p.probability } else { 1.0 - p.probability })
}

/// One example.
fn row(shown: &Shown, index: usize, p: &Prediction, chosen: bool, stop: bool) -> Html {
    let class = |one: bool| {
        let name = shown.look.classes.get(usize::from(one));
        name.cloned().unwrap_or_else(|| u8::from(one).to_string())
    };
    let (right, sure) = verdict(p);
    let (truth, says, said) = (class(p.truth), class(p.probability >= 0.5), text::fixed(sure, 2));
    let (word, sign, verdict) = if right { ("right", "✓", "good") } else { ("wrong", "✗", "bad") };
    let train = p.part == Part::Train;
    let part = if train { ", training data" } else { "" };
    let name = format!("{}: truth {truth}, model {says} {said}, {word}{part}", p.text);
    let example = button("example", format!("prediction-{index}")).set("aria-label", name);
    let example = example.say_if("aria-pressed", chosen).set("tabindex", if stop { "0" } else { "-1" });
    let sign = tag("span", &[("aria-hidden", "true")]).text(sign);
    let row = match (chosen, train) {
        (false, false) => tag("tr", &[]),
        (true, false) => tag("tr", &[("class", "chosen")]),
        (false, true) => tag("tr", &[("class", "train")]),
        (true, true) => tag("tr", &[("class", "chosen train")]),
    };
    row.looks(at(index))
        .child(tag("td", &[]).child(example.text(p.text.clone())))
        .child(words("td", "", truth))
        .child(tag("td", &[]).set("class", verdict).child(sign).text(format!(" {says} {said}")))
        .html()
}

/// "test accuracy 0.967 · bag of words 0.933 · classical attention 0.967".
fn accuracies(scores: &[ModelScore]) -> Vec<Html> {
    let mut all = Vec::new();
    for (i, s) in scores.iter().enumerate() {
        let accuracy = s.last.map_or(text::NONE.to_string(), |p| text::fixed(p.test_accuracy, 3));
        let name = if i == 0 { "test accuracy ".to_string() } else { format!(" · {} ", s.name) };
        all.push(list(vec![name.into(), words("b", "", accuracy)]));
    }
    all
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
