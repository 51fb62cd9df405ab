//! Decision boundaries: what a model says all over the square, and the points it learns from.
//!
//! Class 0 is a circle, class 1 a diamond; training points are filled, test points outlined.

use crate::axes::Axis;
use crate::{Anchor, Item, Point, Scene, Shape, Size, contour, text, ticks};

/// A data point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Datum {
    /// Its coordinates x1, x2.
    pub x: [f64; 2],
    /// Its class.
    pub label: bool,
    /// Whether it is a test point.
    pub test: bool,
}

/// A decision boundary.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    /// The accessible name.
    pub title: String,
    /// x1 from the first to the second and x2 from the third to the fourth.
    pub range: [f64; 4],
    /// Cells in a row.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
    /// The probability of class 1 at the centre of each cell, in the order of `cells`; empty before training.
    pub values: Vec<f64>,
    /// The data.
    pub points: Vec<Datum>,
    /// Whether test points are shown.
    pub test: bool,
    /// The point in focus.
    pub selected: Option<usize>,
    /// Width of the scene; the height follows.
    pub size: f64,
}

impl Boundary {
    /// The plain square −1..1 with so many cells a side and no values yet.
    pub fn new(side: usize, points: Vec<Datum>) -> Boundary {
        Boundary {
            title: "Decision boundary".to_string(),
            range: [-1.0, 1.0, -1.0, 1.0],
            columns: side,
            rows: side,
            values: Vec::new(),
            points,
            test: true,
            selected: None,
            size: 300.0,
        }
    }
    /// Where the model is to be asked: the centres of the cells, row by row from the top (largest x2).
    pub fn cells(&self) -> Vec<[f64; 2]> {
        let [a, b, c, d] = self.range;
        let at = |low: f64, high: f64, i: usize, n: usize| low + (high - low) * (i as f64 + 0.5) / n as f64;
        let row =
            |r: usize| (0..self.columns).map(move |i| [at(a, b, i, self.columns), at(d, c, r, self.rows)]);
        (0..self.rows).flat_map(row).collect()
    }
    /// A point in words: "training point of class 1 at x1 0.31, x2 −0.20".
    pub fn words(&self, point: &Datum) -> String {
        let kind = if point.test { "test" } else { "training" };
        let [x, y] = point.x.map(|v| text::fixed(v, 2));
        format!("{kind} point of class {} at x1 {x}, x2 {y}", u8::from(point.label))
    }
    /// How much of the square is which class and how many points there are.
    pub fn description(&self) -> String {
        let known: Vec<f64> = self.values.iter().copied().filter(|v| v.is_finite()).collect();
        let share = known.iter().filter(|v| **v >= 0.5).count() as f64 / known.len().max(1) as f64;
        let model = if known.is_empty() {
            "The model has not been asked yet.".to_string()
        } else {
            format!("The model says class 1 on {} of the square.", text::percent(share))
        };
        let tests = self.points.iter().filter(|p| p.test).count();
        let training = text::count((self.points.len() - tests) as f64, "training point");
        format!("{model} {training}, {}.", text::count(tests as f64, "test point"))
    }
    /// The picture.
    pub fn scene(&self) -> Scene {
        let width = Size::new(self.size, 0.0).at_least(120.0, 0.0).width;
        let size = Size::new(width, width - 4.0);
        let [a, b, c, d] = self.range;
        let finite = self.range.iter().all(|v| v.is_finite()) && a < b && c < d;
        if !finite || (self.values.is_empty() && self.points.is_empty()) {
            return Scene::empty(size, &self.title, "There are no data points yet.");
        }
        let mut scene = Scene::new(size, &self.title, self.description());
        let field = Field::of(self.range, size);
        self.draw_raster(&mut scene, &field);
        field.draw_axes(&mut scene);
        // Test points lie in front: they are fewer.
        for test in [false, true] {
            let some = self.points.iter().enumerate().filter(|(_, p)| p.test == test && (self.test || !test));
            some.for_each(|(i, p)| self.draw_point(&mut scene, &field, i, p));
        }
        scene
    }

    fn draw_raster(&self, scene: &mut Scene, field: &Field) {
        let count = self.columns * self.rows;
        if count == 0 || self.values.len() < count {
            return;
        }
        let (x, y, width, height) = field.place();
        let values: Vec<f64> = self.values[..count]
            .iter()
            .map(|v| if v.is_finite() { v.clamp(0.0, 1.0) } else { f64::NAN })
            .collect();
        let lines = contour::joined(contour::pieces(&values, self.columns, self.rows, 0.5));
        let raster = Shape::Raster { x, y, width, height, columns: self.columns, rows: self.rows, values };
        scene.push(Item::new("field", raster).with_hint("probability of class 1"));
        let (wide, high) = (width / self.columns as f64, height / self.rows as f64);
        for line in lines {
            let path = line.into_iter().map(|p| Point::new(x + p.x * wide, y + p.y * high)).collect();
            scene.push(Item::path("contour", path));
        }
    }

    fn draw_point(&self, scene: &mut Scene, field: &Field, key: usize, point: &Datum) {
        let at = Point::new(field.x.at(point.x[0]), field.y.at(point.x[1]));
        let (left, top, width, height) = field.place();
        let inside = at.x >= left && at.x <= left + width && at.y >= top && at.y <= top + height;
        if !at.is_finite() || !inside {
            return;
        }
        let class = match (point.label, point.test) {
            (false, false) => "point zero",
            (false, true) => "point zero test",
            (true, false) => "point one",
            (true, true) => "point one test",
        };
        let item = if point.label {
            let corner = |dx, dy| Point::new(at.x + 4.6 * dx, at.y + 4.6 * dy);
            Item::area(class, vec![corner(0.0, -1.0), corner(1.0, 0.0), corner(0.0, 1.0), corner(-1.0, 0.0)])
        } else {
            Item::circle(class, at, 3.4)
        };
        scene.push(item.with_key(key).with_hint(self.words(point)).with_selected(self.selected == Some(key)));
    }
}

/// The square inside its numbers.
struct Field {
    x: Axis,
    y: Axis,
}

impl Field {
    fn of(range: [f64; 4], size: Size) -> Field {
        let [a, b, c, d] = range;
        let ends = |low: f64, high: f64| ticks::Ticks {
            values: vec![low, high],
            labels: vec![text::short(low), text::short(high)],
        };
        let (left, top) = (30.0, 8.0);
        let side = (size.width - left - 8.0).min(size.height - top - 26.0);
        Field {
            x: Axis::new(ends(a, b), left, left + side, false),
            y: Axis::new(ends(c, d), top + side, top, false),
        }
    }
    /// Left, top, width, height.
    fn place(&self) -> (f64, f64, f64, f64) {
        (self.x.from, self.y.to, self.x.to - self.x.from, self.y.from - self.y.to)
    }
    fn draw_axes(&self, scene: &mut Scene) {
        let (x, y, width, height) = self.place();
        scene.push(Item::rect("frame", x, y, Size::new(width, height), 0.0));
        let (low, left) = (y + height + 15.0, x - 6.0);
        for (at, word, anchor) in [
            (Point::new(x, low), self.x.ticks.labels[0].as_str(), Anchor::Middle),
            (Point::new(x + width, low), &self.x.ticks.labels[1], Anchor::Middle),
            (Point::new(left, y + height), &self.y.ticks.labels[0], Anchor::End),
            (Point::new(left, y + 8.0), &self.y.ticks.labels[1], Anchor::End),
        ] {
            scene.push(Item::text("tick", at, anchor, word));
        }
        scene.push(Item::text("label", Point::new(x + width / 2.0, low), Anchor::Middle, "x1"));
        scene.push(Item::text("label", Point::new(left, y + height / 2.0 + 4.0), Anchor::End, "x2"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slope() -> Boundary {
        let points = vec![
            Datum { x: [0.31, -0.2], label: true, test: false },
            Datum { x: [-0.5, 0.5], label: false, test: true },
        ];
        let mut b = Boundary::new(8, points);
        b.values = b.cells().iter().map(|c| 0.5 + 0.5 * c[0]).collect();
        b
    }

    #[test]
    fn cells_begin_at_the_top_left() {
        let cells = slope().cells();
        assert_eq!((cells.len(), cells[0], cells[63]), (64, [-0.875, 0.875], [0.875, -0.875]));
    }

    #[test]
    fn classes_differ_in_shape() {
        let scene = slope().scene();
        let find = |class: &str| scene.items.iter().find(|i| i.class == class).map(|i| &i.shape);
        assert!(matches!(find("point one"), Some(Shape::Path { closed: true, .. })));
        assert!(matches!(find("point zero test"), Some(Shape::Circle { .. })));
        assert!(find("contour").is_some());
    }

    #[test]
    fn words_and_description_count_what_is_there() {
        let b = slope();
        assert_eq!(b.words(&b.points[0]), "training point of class 1 at x1 0.31, x2 −0.20");
        let expected = "The model says class 1 on 50.0 % of the square. 1 training point, 1 test point.";
        assert_eq!(b.description(), expected);
        assert!(Boundary::new(8, vec![]).scene().description.contains("no data points"));
    }

    proptest! {
        #[test]
        fn any_data_make_a_finite_scene(
            values in prop::collection::vec(proptest::num::f64::ANY, 0..40),
            xs in prop::collection::vec(prop::array::uniform2(proptest::num::f64::ANY), 0..9),
            range in prop::array::uniform4(proptest::num::f64::ANY), plain in any::<bool>(),
        ) {
            let points = xs.into_iter().map(|x| Datum { x, label: x[0] > 0.0, test: x[1] > 0.0 }).collect();
            let range = if plain { [-1.0, 1.0, -1.0, 1.0] } else { range };
            let b = Boundary { values, range, ..Boundary::new(5, points) };
            crate::tests::sound(&b.scene());
        }
    }
}
