//! An axis: marks in data, a stretch of the scene, and the way between the two. Shared by figures with scales.

use crate::measure::{self, TICK};
use crate::ticks::Ticks;
use crate::{Anchor, Item, Point, Scene};

/// A scale from data to a stretch of the scene.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    pub ticks: Ticks,
    /// Where the first mark stands in the scene.
    pub from: f64,
    /// Where the last mark stands.
    pub to: f64,
    pub log: bool,
}

impl Axis {
    pub fn new(ticks: Ticks, from: f64, to: f64, log: bool) -> Axis {
        Axis { ticks, from, to, log }
    }
    fn scaled(&self, v: f64) -> f64 {
        if self.log { libm::log10(v) } else { v }
    }
    /// Where a value stands in the scene.
    pub fn at(&self, v: f64) -> f64 {
        let (low, high) = (self.scaled(self.ticks.low()), self.scaled(self.ticks.high()));
        self.from + (self.scaled(v) - low) / (high - low) * (self.to - self.from)
    }
    /// Which value stands at a place of the scene.
    pub fn value(&self, place: f64) -> f64 {
        let (low, high) = (self.scaled(self.ticks.low()), self.scaled(self.ticks.high()));
        let v = low + (place - self.from) / (self.to - self.from) * (high - low);
        if self.log { libm::pow(10.0, v) } else { v }
    }
    /// Marks with places.
    pub fn marks(&self) -> impl Iterator<Item = (f64, &str)> {
        self.ticks.values.iter().zip(&self.ticks.labels).map(|(v, l)| (self.at(*v), l.as_str()))
    }
    /// The widest label, in scene units.
    pub fn widest(ticks: &Ticks) -> f64 {
        ticks.labels.iter().map(|l| measure::width(l, TICK)).fold(0.0, f64::max)
    }
    /// Grid lines from left to right with numbers to their left, the lowest being the base line.
    pub fn draw_rows(&self, scene: &mut Scene, left: f64, right: f64) {
        for (i, (y, label)) in self.marks().enumerate() {
            let class = if i == 0 { "axis" } else { "grid" };
            scene.push(Item::line(class, Point::new(left, y), Point::new(right, y)));
            let at = Point::new(left - 6.0, measure::baseline(y, TICK));
            scene.push(Item::text("tick", at, Anchor::End, label));
        }
    }
    /// Numbers under a base line, leaving out those that would touch.
    pub fn draw_columns(&self, scene: &mut Scene, y: f64) {
        let mut free = f64::NEG_INFINITY;
        for (x, label) in self.marks() {
            let half = measure::width(label, TICK) / 2.0;
            if x - half > free {
                free = x + half + 6.0;
                scene.push(Item::text("tick", Point::new(x, y), Anchor::Middle, label));
            }
        }
    }
}
