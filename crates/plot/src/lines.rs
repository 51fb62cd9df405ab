//! Curves over a common axis, such as losses over epochs: data, reading values, the sentence about them.
//! How they are drawn is in `draw`, how many points are enough in `thin`.

use crate::axes::Axis;
use crate::ticks::{self, Ticks};
use crate::{Point, Size, text};

mod draw;
mod thin;

/// How a curve looks: colour *and* dashes, so that colour is never the only difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// The quantum model on training data: solid.
    QuantumTrain,
    /// The quantum model on test data: dashed.
    QuantumTest,
    /// The first classical model: long dashes.
    Classical1,
    /// The first classical model on test data: short dashes.
    Classical1Test,
    /// The second classical model: dash and dot.
    Classical2,
    /// The second classical model on test data: dots.
    Classical2Test,
    /// A run kept for comparison: thin.
    Kept,
}

impl Look {
    /// Every look with its name and the classes of its curve, its dots and its words.
    pub const ALL: [(Look, &'static str, [&'static str; 3]); 7] = [
        (
            Look::QuantumTrain,
            "quantum-train",
            ["curve quantum-train", "dot quantum-train", "word quantum-train"],
        ),
        (Look::QuantumTest, "quantum-test", ["curve quantum-test", "dot quantum-test", "word quantum-test"]),
        (Look::Classical1, "classical-1", ["curve classical-1", "dot classical-1", "word classical-1"]),
        (
            Look::Classical1Test,
            "classical-1-test",
            ["curve classical-1-test", "dot classical-1-test", "word classical-1-test"],
        ),
        (Look::Classical2, "classical-2", ["curve classical-2", "dot classical-2", "word classical-2"]),
        (
            Look::Classical2Test,
            "classical-2-test",
            ["curve classical-2-test", "dot classical-2-test", "word classical-2-test"],
        ),
        (Look::Kept, "kept", ["curve kept", "dot kept", "word kept"]),
    ];
    fn row(self) -> &'static (Look, &'static str, [&'static str; 3]) {
        &Look::ALL[self as usize]
    }
    /// Its name, which is also its class.
    pub fn name(self) -> &'static str {
        self.row().1
    }
    fn curve(self) -> &'static str {
        self.row().2[0]
    }
    fn dot(self) -> &'static str {
        self.row().2[1]
    }
    fn word(self) -> &'static str {
        self.row().2[2]
    }
}

/// One curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is called in the legend and when read out.
    pub name: String,
    /// How it looks.
    pub look: Look,
    /// Its points in data, x not decreasing; those that are not finite are left out.
    pub points: Vec<Point>,
}

/// A chart of curves.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The accessible name, as "Training loss".
    pub title: String,
    /// What x counts, one of them: "epoch".
    pub x_label: String,
    /// What y is: "loss".
    pub y_label: String,
    /// The curves.
    pub series: Vec<Series>,
    /// The x axis covers at least this; `None`: the data.
    pub x_range: Option<(f64, f64)>,
    /// The y axis is exactly this, as (0, 1) for accuracy; `None`: from the data.
    pub y_range: Option<(f64, f64)>,
    /// A logarithmic y axis; values that are not positive are left out.
    pub log: bool,
    /// Where the cursor stands, in data.
    pub cursor: Option<f64>,
    /// Whether the legend is drawn.
    pub legend: bool,
    /// The scene's size.
    pub size: Size,
}

/// A value of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Which curve.
    pub series: usize,
    /// The point read, the nearest there is.
    pub point: Point,
}

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    /// The curve's name.
    pub name: String,
    /// Its class, which carries colour and dashes.
    pub class: &'static str,
    /// Its value at the cursor, or its last.
    pub value: Option<f64>,
}

impl Lines {
    /// A chart of no curves yet, of the size of a panel.
    pub fn new(title: &str, x_label: &str, y_label: &str) -> Lines {
        let words = |s: &str| s.to_string();
        Lines {
            title: words(title),
            x_label: words(x_label),
            y_label: words(y_label),
            series: Vec::new(),
            x_range: None,
            y_range: None,
            log: false,
            cursor: None,
            legend: true,
            size: Size::new(430.0, 220.0),
        }
    }

    fn shown(&self, p: &Point) -> bool {
        p.is_finite() && !(self.log && p.y <= 0.0)
    }
    fn points<'a>(&'a self, series: &'a Series) -> impl Iterator<Item = Point> + 'a {
        series.points.iter().copied().filter(|p| self.shown(p))
    }
    fn all(&self) -> impl Iterator<Item = Point> + '_ {
        self.series.iter().flat_map(|s| self.points(s))
    }
    fn left_out(&self) -> usize {
        self.series.iter().flat_map(|s| &s.points).filter(|p| !self.shown(p)).count()
    }

    /// The value of every curve at x: its point nearest to x.
    pub fn value_at(&self, x: f64) -> Vec<Reading> {
        let nearest = |(i, s)| {
            let near = |p: &Point| (p.x - x).abs();
            let best = self.points(s).min_by(|a, b| near(a).total_cmp(&near(b)))?;
            Some(Reading { series: i, point: best })
        };
        self.series.iter().enumerate().filter_map(nearest).collect()
    }
    /// The x of the data nearest to x.
    pub fn nearest(&self, x: f64) -> Option<f64> {
        let near = |v: &f64| (v - x).abs();
        self.all().map(|p| p.x).min_by(|a, b| near(a).total_cmp(&near(b)))
    }
    /// The next x of the data after (or before) x, for moving the cursor by keys.
    pub fn neighbour(&self, x: f64, forward: bool) -> Option<f64> {
        let all = self.all().map(|p| p.x);
        if forward {
            all.filter(|v| *v > x).min_by(f64::total_cmp)
        } else {
            all.filter(|v| *v < x).max_by(f64::total_cmp)
        }
    }
    /// The values at x as a sentence: "epoch 73: quantum train 0.142, quantum test 0.170".
    pub fn read_out(&self, x: f64) -> String {
        let Some(at) = self.nearest(x) else { return "no values yet".to_string() };
        let one = |r: Reading| format!("{} {}", self.series[r.series].name, text::number(r.point.y));
        let all: Vec<String> = self.value_at(at).into_iter().map(one).collect();
        format!("{} {}: {}", self.x_label, text::short(at), all.join(", "))
    }
    /// The legend, for pages that write their own.
    pub fn legend(&self) -> Vec<Legend> {
        let at = self.cursor.map(|x| self.value_at(x)).unwrap_or_default();
        let entry = |(i, s): (usize, &Series)| {
            let here = at.iter().find(|r| r.series == i).map(|r| r.point.y);
            let value = here.or_else(|| self.points(s).last().map(|p| p.y));
            Legend { name: s.name.clone(), class: s.look.name(), value }
        };
        self.series.iter().enumerate().map(entry).collect()
    }
    /// The x in data of a place in the scene, for pointers; `None` outside the axes or without data.
    pub fn x_at(&self, place: f64) -> Option<f64> {
        let plan = self.plan()?;
        (plan.left - 4.0..=plan.right + 4.0).contains(&place).then(|| plan.x.value(place))
    }

    /// What the curves do, in sentences.
    pub fn description(&self) -> String {
        let one = |s: &Series| {
            let mut points = self.points(s);
            let first = points.next()?;
            Some(self.story(s, first, points.last().unwrap_or(first)))
        };
        let mut story: Vec<String> = self.series.iter().filter_map(one).collect();
        if let n @ 1.. = self.left_out() {
            let what = if self.log { "positive and finite" } else { "finite" };
            let (be, it) = if n == 1 { ("is", "it is") } else { ("are", "they are") };
            story.push(format!("{} {be} left out because {it} not {what}", text::count(n as f64, "value")));
        }
        let full = story.iter().map(|s| format!("{s}.")).collect::<Vec<_>>().join(" ");
        if full.is_empty() { "There are no values yet.".to_string() } else { full }
    }
    fn story(&self, s: &Series, first: Point, last: Point) -> String {
        let (a, b) = (text::number(first.y), text::number(last.y));
        let name = format!("{} {}", s.name, self.y_label);
        if first.x == last.x {
            return format!("{name} is {a} at {} {}", self.x_label, text::short(first.x));
        }
        let over = text::count(last.x - first.x, &self.x_label);
        if a == b {
            return format!("{name} begins and ends at {a} over {over}");
        }
        let verb = if last.y < first.y { "falls" } else { "rises" };
        format!("{name} {verb} from {a} to {b} over {over}")
    }

    fn y_ticks(&self, at_most: usize) -> Ticks {
        if let Some((low, high)) = self.y_range.filter(|_| !self.log) {
            return ticks::linear(low, high, at_most);
        }
        let (low, high) = extent(self.all().map(|p| p.y));
        if self.log {
            return ticks::logarithmic(low, high, at_most);
        }
        // A loss starts at zero when it comes near it: an axis that begins elsewhere exaggerates.
        let low = if low > 0.0 && low < 0.5 * high { 0.0 } else { low };
        ticks::linear(low, high, at_most)
    }
    fn x_ticks(&self, at_most: usize) -> Ticks {
        let (low, high) = extent(self.all().map(|p| p.x));
        let (a, b) = self.x_range.filter(|r| r.0.is_finite() && r.1.is_finite()).unwrap_or((low, high));
        ticks::linear(low.min(a), high.max(b), at_most)
    }
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}

/// Where everything stands.
struct Plan {
    left: f64,
    right: f64,
    x: Axis,
    y: Axis,
}

#[cfg(test)]
mod tests;
