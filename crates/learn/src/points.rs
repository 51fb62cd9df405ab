//! Two-dimensional data sets with two classes: moons, circles, xor, blobs, spiral.
//!
//! Every set is balanced and scaled so that its points just fill [−1, 1] in both directions.

use crate::Rng;
use std::f64::consts::{PI, TAU};

/// A labelled point of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Its coordinates, in [−1, 1].
    pub x: [f64; 2],
    /// Its class.
    pub label: bool,
}

/// A data set that can be drawn in any size.
pub struct PointSet {
    /// The name in documents; never changed.
    pub name: &'static str,
    /// The name to show.
    pub title: &'static str,
    /// One sentence for tooltips.
    pub help: &'static str,
    /// The noiseless place of point `i` of `count`; its class is the parity of `i`.
    place: fn(usize, usize, &mut Rng) -> [f64; 2],
}

/// Every data set.
pub const ALL: &[PointSet] = &[
    PointSet {
        name: "moons",
        title: "Moons",
        help: "Two half circles that reach into each other",
        place: moons,
    },
    PointSet { name: "circles", title: "Circles", help: "A circle inside another", place: circles },
    PointSet {
        name: "xor",
        title: "XOR",
        help: "Four squares: the class is whether the signs of x1 and x2 differ",
        place: xor,
    },
    PointSet { name: "blobs", title: "Blobs", help: "Two round clouds that a line can part", place: blobs },
    PointSet { name: "spiral", title: "Spiral", help: "Two arms wound around each other", place: spiral },
];

/// The data set of a name.
pub fn named(name: &str) -> Option<&'static PointSet> {
    ALL.iter().find(|set| set.name == name)
}

impl PointSet {
    /// So many points, with normal noise of this standard deviation in the shape's own units (radii of 1).
    pub fn draw(&self, count: usize, noise: f64, rng: &mut Rng) -> Vec<Point> {
        let mut points: Vec<Point> = (0..count)
            .map(|i| {
                let [a, b] = (self.place)(i, count, rng);
                let x = [a + noise * rng.normal(), b + noise * rng.normal()];
                Point { x, label: i % 2 == 1 }
            })
            .collect();
        fill_the_square(&mut points);
        points
    }
    /// The points of a seed.
    pub fn points(&self, count: usize, noise: f64, seed: u64) -> Vec<Point> {
        self.draw(count, noise, &mut Rng::stream(seed, self.name, 0))
    }
}

/// Shuffles points by a seed and cuts them: the first share is for training, the rest for testing.
pub fn split(points: &[Point], train_share: f64, seed: u64) -> (Vec<Point>, Vec<Point>) {
    let mut points = points.to_vec();
    Rng::stream(seed, "split", 0).shuffle(&mut points);
    let cut = (points.len() as f64 * train_share.clamp(0.0, 1.0)).round() as usize;
    let test = points.split_off(cut.min(points.len()));
    (points, test)
}

/// Points as a model wants them: inputs, and targets 0 or 1.
pub fn columns(points: &[Point]) -> (Vec<[f64; 2]>, Vec<f64>) {
    points.iter().map(|p| (p.x, f64::from(u8::from(p.label)))).unzip()
}

/// The corner of the square that decision boundaries are drawn on.
pub const EDGE: f64 = 1.2;

/// The places of a size × size grid over [−1.2, 1.2]²: rows from the lowest x2 up, x1 growing along each.
pub fn grid(size: usize) -> Vec<[f64; 2]> {
    let place = |i: usize| EDGE * (2.0 * i as f64 / (size.max(2) - 1) as f64 - 1.0);
    (0..size * size).map(|i| [place(i % size), place(i / size)]).collect()
}

fn fill_the_square(points: &mut [Point]) {
    for axis in 0..2 {
        let low = points.iter().map(|p| p.x[axis]).fold(f64::INFINITY, f64::min);
        let high = points.iter().map(|p| p.x[axis]).fold(f64::NEG_INFINITY, f64::max);
        let half = if high > low { (high - low) / 2.0 } else { 1.0 };
        for point in points.iter_mut() {
            point.x[axis] = ((point.x[axis] - low) / half - 1.0).clamp(-1.0, 1.0);
        }
    }
}

fn moons(i: usize, count: usize, _: &mut Rng) -> [f64; 2] {
    let angle = PI * (i / 2) as f64 / (count / 2).max(2).saturating_sub(1) as f64;
    let (sine, cosine) = libm::sincos(angle);
    if i.is_multiple_of(2) { [cosine, sine] } else { [1.0 - cosine, 0.5 - sine] }
}

fn circles(i: usize, count: usize, _: &mut Rng) -> [f64; 2] {
    let (sine, cosine) = libm::sincos(TAU * (i / 2) as f64 / (count / 2).max(1) as f64);
    let radius = if i.is_multiple_of(2) { 1.0 } else { 0.5 };
    [radius * cosine, radius * sine]
}

fn xor(i: usize, _: usize, rng: &mut Rng) -> [f64; 2] {
    // Points keep 0.1 off the axes, so that only noise takes them across.
    let (a, b) = (rng.between(0.1, 1.0), rng.between(0.1, 1.0));
    let right = if i % 4 < 2 { 1.0 } else { -1.0 };
    let up = if i.is_multiple_of(2) { right } else { -right };
    [right * a, up * b]
}

fn blobs(i: usize, _: usize, rng: &mut Rng) -> [f64; 2] {
    let middle = if i.is_multiple_of(2) { -0.5 } else { 0.5 };
    [middle + 0.2 * rng.normal(), middle + 0.2 * rng.normal()]
}

fn spiral(i: usize, count: usize, _: &mut Rng) -> [f64; 2] {
    let along = (i / 2 + 1) as f64 / (count / 2).max(1) as f64;
    let turn = if i.is_multiple_of(2) { 0.0 } else { PI };
    let (sine, cosine) = libm::sincos(1.25 * TAU * along + turn);
    // Twice as large as the other shapes, so that the same noise does not close the gap between the arms.
    [2.0 * along * cosine, 2.0 * along * sine]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_balanced_fills_the_square_and_repeats() {
        for (i, set) in ALL.iter().enumerate() {
            assert!(ALL[..i].iter().all(|s| s.name != set.name));
            let points = set.points(200, 0.1, 4);
            assert_eq!(points.iter().filter(|p| p.label).count(), 100);
            for axis in 0..2 {
                let column: Vec<f64> = points.iter().map(|p| p.x[axis]).collect();
                assert!(column.iter().all(|v| (-1.0..=1.0).contains(v)));
                assert!(column.contains(&-1.0) && column.contains(&1.0), "{}", set.name);
            }
            assert_eq!(points, set.points(200, 0.1, 4));
            assert_ne!(points, set.points(200, 0.1, 5));
            for count in 0..5 {
                assert_eq!(set.points(count, 0.3, 1).len(), count);
            }
        }
    }

    #[test]
    fn a_split_keeps_every_point_once() {
        let points = ALL[0].points(200, 0.1, 4);
        let (train, test) = split(&points, 0.7, 9);
        assert_eq!((train.len(), test.len()), (140, 60));
        let mut together: Vec<_> = train.iter().chain(&test).map(|p| p.x).collect();
        let mut before: Vec<_> = points.iter().map(|p| p.x).collect();
        together.sort_by(|a, b| a[0].total_cmp(&b[0]));
        before.sort_by(|a, b| a[0].total_cmp(&b[0]));
        assert_eq!(together, before);
    }

    #[test]
    fn the_grid_goes_from_corner_to_corner() {
        let places = grid(5);
        assert_eq!((places[0], places[24]), ([-1.2, -1.2], [1.2, 1.2]));
        assert_eq!(places[4], [1.2, -1.2]);
        assert_eq!(grid(1).len(), 1);
    }
}
