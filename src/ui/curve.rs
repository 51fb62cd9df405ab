//! The curves of training: loss and accuracy with a cursor for pointer and keys, and under them the legend that
//! is also the scoreboard. Not here: how curves are drawn (see `plot`).

use super::Act;
use super::later::{self, Later};
use super::picture::picture;
use super::shown::{Room, Shown};
use super::tag::{Hear, element_of, key_of, list, pointer, switch, tag, words};
use plot::{Lines, Look as Style, Point, Series, Size, text};
use session::{CurvePoint, Document, ModelScore, Progress};
use std::rc::Rc;
use web_sys::Event;
use yew::Html;

/// Side by side from this width on.
const WIDE: f64 = 640.0;

/// What a chart is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Metric {
    /// Of the loss.
    #[default]
    Loss,
    /// Of the accuracy.
    Accuracy,
}

impl Metric {
    const ALL: [Metric; 2] = [Metric::Loss, Metric::Accuracy];
    fn name(self) -> &'static str {
        match self {
            Metric::Loss => "loss",
            Metric::Accuracy => "accuracy",
        }
    }
    fn title(self) -> &'static str {
        match self {
            Metric::Loss => "Loss",
            Metric::Accuracy => "Accuracy",
        }
    }
    /// On training data, on test data.
    fn values(self, p: &CurvePoint) -> [f64; 2] {
        match self {
            Metric::Loss => [p.train_loss, p.test_loss],
            Metric::Accuracy => [p.train_accuracy, p.test_accuracy],
        }
    }
}

/// The looks of the n-th model's curves: on training data, on test data.
fn styles(model: usize) -> [Style; 2] {
    match model {
        0 => [Style::QuantumTrain, Style::QuantumTest],
        1 => [Style::Classical1, Style::Classical1Test],
        2 => [Style::Classical2, Style::Classical2Test],
        _ => [Style::Kept, Style::Kept],
    }
}

fn lines(progress: &Progress, metric: Metric, epochs: usize, log: bool) -> Lines {
    let mut chart = Lines::new(metric.title(), "epoch", metric.name());
    for (i, model) in progress.models.iter().enumerate() {
        for (part, word) in ["train", "test"].into_iter().enumerate() {
            let point = |p: &CurvePoint| Point::new(p.epoch as f64, metric.values(p)[part]);
            chart.series.push(Series {
                name: format!("{} {word}", model.name),
                look: styles(i)[part],
                points: model.curve.iter().map(point).collect(),
            });
        }
    }
    chart.x_range = Some((0.0, epochs as f64));
    chart.y_range = (metric == Metric::Accuracy).then_some((0.0, 1.0));
    chart.log = log;
    chart.legend = false;
    chart
}

/// The charts and the scoreboard.
pub fn view(shown: &Rc<Shown>) -> Html {
    let local = &shown.local;
    let width = local.width(Room::Curve);
    let wide = width >= WIDE;
    let shows = |metric: Metric| wide || metric == local.metric;
    let mut tabs = Vec::new();
    for metric in Metric::ALL {
        let tab = tag("button", &[("type", "button")]).say_if("aria-pressed", local.metric == metric);
        let tab = tab.hook(format!("chart-{}", metric.name()));
        tabs.push(tab.sets(Hear::Click, move |l| l.metric = metric).text(metric.title()).html());
    }
    let tabs = tag("div", &[("class", "tabs"), ("role", "group"), ("aria-label", "Chart")]).all(tabs).html();
    let log = switch("log", local.log, "logarithmic loss", |l| l.log = !l.log);
    let choices = tag("div", &[("class", "choices")])
        .maybe((!wide).then_some(tabs))
        .maybe(shows(Metric::Loss).then_some(log));
    let trained = shown.document.progress.epoch > 0;
    let charts = tag("div", &[("class", "charts")]).set("data-room", Room::Curve.name());
    tag("div", &[("class", "curve")])
        .child(choices)
        .child(charts.child(later::calm(Later::Charts, shown, trained)))
        .maybe(scoreboard(shown, local.epoch))
        .child(caption(&shown.document))
        .html()
}

/// The charts that there is room for.
pub fn charts(shown: &Shown) -> Html {
    let local = &shown.local;
    let width = local.width(Room::Curve);
    let wide = width >= WIDE;
    let each = if wide { (width - 16.0) / 2.0 } else { width };
    let mut charts = Vec::new();
    for metric in Metric::ALL.into_iter().filter(|metric| wide || *metric == local.metric) {
        let log = local.log && metric == Metric::Loss;
        let mut lines = lines(&shown.document.progress, metric, shown.setup.training.epochs, log);
        lines.size = Size::new(each, 190.0);
        charts.push(chart(lines, format!("curve-{}", metric.name()), local.epoch));
    }
    list(charts)
}

/// Puts the charts' cursor to an epoch, or away.
fn cursor(epoch: Option<f64>) -> Option<Act> {
    Some(Act::Set(Rc::new(move |local| local.epoch = epoch)))
}

/// One chart. It is a slider over the epochs, so that keys move the cursor and its words are read out.
fn chart(mut lines: Lines, hook: String, epoch: Option<f64>) -> Html {
    let ends = lines.series.iter().filter_map(|s| s.points.last());
    let end = ends.map(|p| p.x).fold(0.0, f64::max);
    lines.cursor = epoch.filter(|x| *x <= end);
    let scene = lines.scene();
    let chart = tag("div", &[("class", "chart")]);
    if lines.series.iter().all(|s| s.points.is_empty()) {
        return chart.child(picture(&scene, hook, "img")).html();
    }
    let at = lines.cursor.unwrap_or(end);
    let words = lines.read_out(at);
    let lines = Rc::new(lines);
    let under = lines.clone();
    chart
        .set("tabindex", "0")
        .set("role", "slider")
        .hook(hook)
        .set("aria-label", format!("{} curve, {words}", lines.title))
        .set("aria-valuemin", "0")
        .set("aria-valuemax", text::short(end))
        .set("aria-valuenow", text::short(at))
        .set("aria-valuetext", words)
        .on(Hear::Move, move |e| cursor(epoch_at(&under, e)))
        .on(Hear::Leave, |_| cursor(None))
        .on(Hear::Key, move |e| keyed(&lines, end, e))
        .on(Hear::Blur, |_| cursor(None))
        .child(picture(&scene, "", "img"))
        .html()
}

/// The epoch under the pointer.
fn epoch_at(lines: &Lines, event: &Event) -> Option<f64> {
    let area = element_of(event)?.closest(".chart").ok()??.get_bounding_client_rect();
    let x = f64::from(pointer(event).client_x()) - area.left();
    lines.nearest(lines.x_at(x * lines.size.width / area.width().max(1.0))?)
}

/// Where a key moves the cursor.
fn keyed(lines: &Lines, end: f64, event: &Event) -> Option<Act> {
    let from = lines.cursor;
    let at = from.unwrap_or(end);
    let beside = |forward: bool| from.map_or(Some(end), |x| lines.neighbour(x, forward).or(from));
    let next = match key_of(event).as_str() {
        "ArrowLeft" | "ArrowDown" => beside(false),
        "ArrowRight" | "ArrowUp" => beside(true),
        "PageUp" => lines.nearest(at + 10.0),
        "PageDown" => lines.nearest(at - 10.0),
        "Home" => lines.nearest(0.0),
        "End" => Some(end),
        "Escape" => None,
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    cursor(next)
}

/// The point of a curve at an epoch, or its last.
fn point_at(curve: &[CurvePoint], epoch: Option<f64>) -> Option<CurvePoint> {
    match epoch {
        Some(x) => curve.iter().min_by(|a, b| {
            let off = |p: &CurvePoint| (p.epoch as f64 - x).abs();
            off(a).total_cmp(&off(b))
        }),
        None => curve.last(),
    }
    .copied()
}

/// "25 + 102 in word vectors".
pub fn parameters(score: &ModelScore) -> String {
    match score.word_parameters {
        0 => score.parameters.to_string(),
        words => format!("{} + {words} in word vectors", score.parameters),
    }
}

/// What the models reached at the cursor, or last.
fn scoreboard(shown: &Shown, epoch: Option<f64>) -> Option<Html> {
    let mut rows = Vec::new();
    for (i, score) in shown.look.scores.iter().enumerate() {
        let model = shown.document.progress.models.iter().find(|m| m.name == score.name);
        let point = point_at(model.map_or(&[], |m| &m.curve), epoch).or(score.last);
        let name = tag("th", &[("scope", "row")]).set("title", score.help.clone()).text(score.name.clone());
        let mut row = tag("tr", &[]).hook(format!("score-{i}"));
        row = row.child(name.child(words("small", "", parameters(score))));
        for (part, style) in styles(i).into_iter().enumerate() {
            let value = |m: Metric| point.map_or(text::NONE.into(), |p| text::number(m.values(&p)[part]));
            let cell = tag("td", &[]).child(sample(style)).child(words("b", "", value(Metric::Accuracy)));
            row = row.child(cell.child(words("span", "", value(Metric::Loss))));
        }
        rows.push(row.html());
    }
    if rows.is_empty() {
        return None;
    }
    let when = epoch.map_or("now".to_string(), |x| format!("epoch {}", text::short(x)));
    let head = |title: &'static str, what: String| {
        tag("th", &[("scope", "col")]).text(title).child(words("small", "", what)).html()
    };
    let heads = tag("tr", &[])
        .child(head("Model", "trainable numbers".into()))
        .child(head("Train", format!("accuracy, loss · {when}")))
        .child(head("Test", "accuracy, loss".into()));
    let table = tag("table", &[("class", "scores"), ("data-ketloom", "scores")]);
    Some(table.child(tag("thead", &[]).child(heads)).child(tag("tbody", &[]).all(rows)).html())
}

/// A piece of a curve, for the legend.
fn sample(style: Style) -> Html {
    let line = tag("polyline", &[("points", "1,4 25,4")]).set("class", format!("curve {}", style.name()));
    tag(
        "svg",
        &[
            ("class", "picture sample"),
            ("viewBox", "0 0 26 8"),
            ("width", "26"),
            ("height", "8"),
            ("aria-hidden", "true"),
        ],
    )
    .child(line)
    .html()
}

/// What the numbers are, honestly.
fn caption(document: &Document) -> Html {
    let words = document.setup.model == "qsann";
    let training = &document.setup.training;
    let loss = match (words, training.lambda != 0.0 || training.gamma != 0.0) {
        (true, false) => "Loss: ½ mean squared error. ",
        (true, true) => "Loss: ½ mean squared error; in training also the terms of λ and γ. ",
        (false, _) => "Loss: the same for all models. ",
    };
    let twins = if words {
        "Classical twins learn from the same data with the same settings; trainable numbers are counted without and with word vectors. Meaning classification can be solved by the object noun alone: watch the bag of words."
    } else {
        "Classical twins learn from the same data with the same settings."
    };
    tag("p", &[("class", "hint")]).text(loss).text(twins).html()
}

#[cfg(test)]
mod tests {
    use super::*;
    use session::ModelState;

    fn trained() -> Progress {
        let point = |epoch: usize| CurvePoint {
            epoch,
            train_loss: 0.125 / (1.0 + epoch as f64),
            test_loss: 0.13 / (1.0 + epoch as f64),
            train_accuracy: 0.5,
            test_accuracy: 0.6,
        };
        let model = |name: &str| ModelState {
            name: name.into(),
            curve: (0..=4).map(point).collect(),
            ..Default::default()
        };
        Progress { epoch: 4, models: vec![model("quantum"), model("bag of words")] }
    }

    #[test]
    fn the_read_out_names_every_curve() {
        let chart = lines(&trained(), Metric::Loss, 100, false);
        assert_eq!(
            chart.read_out(1.2),
            "epoch 1: quantum train 0.062, quantum test 0.065, bag of words train 0.062, bag of words test 0.065"
        );
        assert_eq!(chart.series[2].look.name(), "classical-1");
    }

    #[test]
    fn word_vectors_are_counted_apart() {
        let score = |words| ModelScore {
            name: "quantum".into(),
            help: String::new(),
            parameters: 25,
            word_parameters: words,
            last: None,
        };
        assert_eq!(parameters(&score(102)), "25 + 102 in word vectors");
        assert_eq!(parameters(&score(0)), "25");
    }

    #[test]
    fn the_scoreboard_reads_at_the_cursor_or_the_end() {
        let curve = &trained().models[0].curve;
        assert_eq!(point_at(curve, Some(2.3)).map(|p| p.epoch), Some(2));
        assert_eq!(point_at(curve, None).map(|p| p.epoch), Some(4));
        assert!(point_at(&[], None).is_none());
    }
}
