//! The curves of training: loss and accuracy with a cursor for pointer and keys, and under them the legend that
//! is also the scoreboard. Not here: how curves are drawn (see `plot`).

use super::picture::{Picture, use_width};
use plot::{Lines, Look as Style, Point, Series, Size, text};
use session::{CurvePoint, Look, ModelScore, Progress};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Side by side from this width on.
const WIDE: f64 = 640.0;

/// What the curves show.
#[derive(Properties, PartialEq)]
pub struct CurveProps {
    /// The curves so far.
    pub progress: Rc<Progress>,
    /// Names and parameter counts.
    pub look: Rc<Look>,
    /// Where the axis ends.
    pub epochs: usize,
    /// The model's name in the gallery.
    pub model: AttrValue,
    /// Whether the loss has terms that keep weights small.
    pub regularised: bool,
}

/// What a chart is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Metric {
    Loss,
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
#[component]
pub fn Curve(props: &CurveProps) -> Html {
    let metric = use_state_eq(|| Metric::Loss);
    let log = use_state_eq(|| false);
    let cursor = use_state_eq(|| None::<f64>);
    let place = use_node_ref();
    let width = use_width(&place, 430.0);
    let wide = width >= WIDE;
    let shown: &[Metric] = if wide { &Metric::ALL } else { std::slice::from_ref(&*metric) };
    let each = if wide { (width - 16.0) / 2.0 } else { width };
    let chart = |m: &Metric| {
        let mut chart = lines(&props.progress, *m, props.epochs, *log && *m == Metric::Loss);
        chart.size = Size::new(each, 190.0);
        html! { <Chart key={m.name()} name={m.name()} {chart} cursor={*cursor} set={cursor.setter()} /> }
    };
    let tab = |m: Metric| {
        let set = metric.setter();
        html! {
            <button type="button" aria-pressed={(*metric == m).to_string()} data-ketloom={format!("chart-{}", m.name())}
                onclick={move |_: MouseEvent| set.set(m)}>{ m.title() }</button>
        }
    };
    let (flip, was) = (log.setter(), *log);
    html! {
        <div class="curve">
            <div class="choices">
                if !wide {
                    <div class="tabs" role="group" aria-label="Chart">{ for Metric::ALL.map(tab) }</div>
                }
                if shown.contains(&Metric::Loss) {
                    <label class="switch"><input type="checkbox" checked={*log} data-ketloom="log"
                        onchange={move |_: Event| flip.set(!was)} />{ "logarithmic loss" }</label>
                }
            </div>
            <div class="charts" ref={place}>{ for shown.iter().map(chart) }</div>
            { scoreboard(props, *cursor) }
            { caption(props) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ChartProps {
    name: AttrValue,
    chart: Lines,
    cursor: Option<f64>,
    set: UseStateSetter<Option<f64>>,
}

/// One chart. It is a slider over the epochs, so that keys move the cursor and its words are read out.
#[component]
fn Chart(props: &ChartProps) -> Html {
    let place = use_node_ref();
    let mut chart = props.chart.clone();
    let end = chart.series.iter().filter_map(|s| s.points.last()).map(|p| p.x).fold(0.0, f64::max);
    chart.cursor = props.cursor.filter(|x| *x <= end);
    let scene = Rc::new(chart.scene());
    let hook = format!("curve-{}", props.name);
    if chart.series.iter().all(|s| s.points.is_empty()) {
        return html! { <div class="chart"><Picture {scene} {hook} /></div> };
    }
    let at = chart.cursor.unwrap_or(end);
    let words = chart.read_out(at);
    let (area, figure, set) = (place.clone(), Rc::new(chart), props.set.clone());
    let (figure_keys, set_keys) = (figure.clone(), set.clone());
    let onpointermove = Callback::from(move |e: PointerEvent| {
        let Some(area) = area.cast::<Element>() else { return };
        let area = area.get_bounding_client_rect();
        let x = (f64::from(e.client_x()) - area.left()) * figure.size.width / area.width().max(1.0);
        set.set(figure.x_at(x).and_then(|x| figure.nearest(x)));
    });
    let away = props.set.clone();
    let blurred = props.set.clone();
    let onkeydown = Callback::from(move |e: KeyboardEvent| {
        let from = figure_keys.cursor;
        let next = match e.key().as_str() {
            "ArrowLeft" | "ArrowDown" => from.map_or(Some(end), |x| figure_keys.neighbour(x, false).or(from)),
            "ArrowRight" | "ArrowUp" => from.map_or(Some(end), |x| figure_keys.neighbour(x, true).or(from)),
            "PageUp" => figure_keys.nearest(at + 10.0),
            "PageDown" => figure_keys.nearest(at - 10.0),
            "Home" => figure_keys.nearest(0.0),
            "End" => Some(end),
            "Escape" => None,
            _ => return,
        };
        e.prevent_default();
        e.stop_propagation();
        set_keys.set(next);
    });
    html! {
        <div class="chart" ref={place} tabindex="0" role="slider" data-ketloom={hook} aria-label={format!("{} curve, {words}", props.chart.title)}
            aria-valuemin="0" aria-valuemax={end.to_string()} aria-valuenow={at.to_string()} aria-valuetext={words}
            {onpointermove} onpointerleave={move |_: PointerEvent| away.set(None)} {onkeydown}
            onblur={move |_: FocusEvent| blurred.set(None)}>
            <Picture {scene} />
        </div>
    }
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

fn scoreboard(props: &CurveProps, cursor: Option<f64>) -> Html {
    let row = |(i, score): (usize, &ModelScore)| {
        let curve = props.progress.models.iter().find(|m| m.name == score.name).map_or(&[][..], |m| &m.curve);
        let point = point_at(curve, cursor).or(score.last);
        let part = |part: usize| {
            let value =
                |m: Metric| point.map_or(text::NONE.to_string(), |p| text::number(m.values(&p)[part]));
            html! {
                <td>{ sample(styles(i)[part]) }<b>{ value(Metric::Accuracy) }</b><span>{ value(Metric::Loss) }</span></td>
            }
        };
        html! {
            <tr key={score.name.clone()} data-ketloom={format!("score-{i}")}>
                <th scope="row" title={score.help.clone()}>{ &score.name }<small>{ parameters(score) }</small></th>
                { part(0) }
                { part(1) }
            </tr>
        }
    };
    if props.look.scores.is_empty() {
        return Html::default();
    }
    let when = cursor.map_or("now".to_string(), |x| format!("epoch {}", text::short(x)));
    html! {
        <table class="scores" data-ketloom="scores">
            <thead><tr>
                <th scope="col">{ "Model" }<small>{ "trainable numbers" }</small></th>
                <th scope="col">{ "Train" }<small>{ format!("accuracy, loss · {when}") }</small></th>
                <th scope="col">{ "Test" }<small>{ "accuracy, loss" }</small></th>
            </tr></thead>
            <tbody>{ for props.look.scores.iter().enumerate().map(row) }</tbody>
        </table>
    }
}

/// A piece of a curve, for the legend.
fn sample(style: Style) -> Html {
    html! {
        <svg class="picture sample" viewBox="0 0 26 8" width="26" height="8" aria-hidden="true">
            <polyline class={classes!("curve", style.name())} points="1,4 25,4" />
        </svg>
    }
}

/// What the numbers are, honestly.
fn caption(props: &CurveProps) -> Html {
    let words = props.model == "qsann";
    let loss = match (words, props.regularised) {
        (true, false) => "Loss: ½ mean squared error. ",
        (true, true) => "Loss: ½ mean squared error; in training also the terms of λ and γ. ",
        (false, _) => "Loss: the same for all models. ",
    };
    let twins = if words {
        "Classical twins learn from the same data with the same settings; trainable numbers are counted without and with word vectors."
    } else {
        "Classical twins learn from the same data with the same settings."
    };
    html! {
        <p class="hint">{ loss }{ twins }
            if words {
                { " Meaning classification can be solved by the object noun alone: watch the bag of words." }
            }
        </p>
    }
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
