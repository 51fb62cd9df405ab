//! The drawing of curves: legend above, numbers left and below, a cursor with its read-out.

use super::thin::thinned;
use super::{Lines, Plan, Reading};
use crate::axes::Axis;
use crate::measure::{self, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};

const ROW: f64 = 18.0;
const SAMPLE: f64 = 22.0;
const LEAST: Size = Size::new(160.0, 110.0);

impl Lines {
    /// The chart.
    pub fn scene(&self) -> Scene {
        let size = self.size.at_least(LEAST.width, LEAST.height);
        let Some(plan) = self.plan() else {
            let kind = if self.log { "positive and finite" } else { "finite" };
            let sentence = if self.left_out() > 0 {
                format!("There is nothing to draw: none of the values is {kind}.")
            } else {
                format!("The curve appears here after the first {}.", self.x_label)
            };
            return Scene::empty(size, &self.title, &sentence);
        };
        let mut scene = Scene::new(size, &self.title, self.description());
        plan.y.draw_rows(&mut scene, plan.left, plan.right);
        plan.x.draw_columns(&mut scene, plan.y.from + 15.0);
        self.draw_names(&mut scene, &plan);
        self.draw_curves(&mut scene, &plan);
        self.draw_cursor(&mut scene, &plan);
        scene
    }

    /// Where everything stands; `None` without a value to show.
    pub(super) fn plan(&self) -> Option<Plan> {
        self.all().next()?;
        let size = self.size.at_least(LEAST.width, LEAST.height);
        let top = 8.0 + ROW * self.entries(size.width).last().map_or(1.0, |e| e.1 + 1.0);
        let bottom = size.height - 38.0;
        let ys = self.y_ticks(((bottom - top) / 28.0) as usize + 1);
        let left = (Axis::widest(&ys) + 10.0).max(28.0);
        let xs = self.x_ticks(((size.width - left) / 52.0) as usize + 1);
        let last = xs.labels.last().map_or(0.0, |l| measure::width(l, TICK) / 2.0);
        let right = size.width - last.max(6.0) - 2.0;
        let y = Axis::new(ys, bottom, top.min(bottom - 20.0), self.log);
        Some(Plan { left, right, x: Axis::new(xs, left, right, false), y })
    }

    /// Where the legend's entries stand: x, row. The name of the y axis comes first.
    fn entries(&self, width: f64) -> Vec<(f64, f64)> {
        let (mut x, mut row) = (measure::width(&self.y_label, TICK) + 16.0, 0.0);
        let mut places = Vec::new();
        for series in self.series.iter().filter(|_| self.legend) {
            let wide = SAMPLE + 6.0 + measure::width(&series.name, TICK);
            if x + wide > width && x > 2.0 {
                (x, row) = (2.0, row + 1.0);
            }
            places.push((x, row));
            x += wide + 14.0;
        }
        places
    }

    fn draw_names(&self, scene: &mut Scene, plan: &Plan) {
        let label = |at, anchor, text: &str| Item::text("label", at, anchor, text);
        scene.push(label(Point::new(2.0, 13.0), Anchor::Start, &self.y_label));
        let below = Point::new((plan.left + plan.right) / 2.0, scene.height - 5.0);
        scene.push(label(below, Anchor::Middle, &self.x_label));
        for (series, (x, row)) in self.series.iter().zip(self.entries(scene.width)) {
            let y = 9.5 + ROW * row;
            let ends = [Point::new(x, y), Point::new(x + SAMPLE, y)];
            scene.push(Item::path(series.look.curve(), ends.to_vec()));
            let at = Point::new(x + SAMPLE + 6.0, measure::baseline(y, TICK));
            scene.push(Item::text("legend", at, Anchor::Start, &series.name));
        }
    }

    fn draw_curves(&self, scene: &mut Scene, plan: &Plan) {
        let columns = (plan.right - plan.left) as usize;
        let (top, bottom) = (plan.y.to, plan.y.from);
        // The quantum curve is given first and painted last, in front.
        for (i, series) in self.series.iter().enumerate().rev() {
            let points: Vec<Point> = self.points(series).collect();
            let Some(last) = points.last().copied() else { continue };
            let place = |p: Point| Point::new(plan.x.at(p.x), plan.y.at(p.y).clamp(top, bottom));
            let path: Vec<Point> = thinned(&points, columns).into_iter().map(place).collect();
            let hint = format!("{} {} {}", series.name, self.y_label, text::number(last.y));
            if path.len() > 1 {
                scene.push(Item::path(series.look.curve(), path).with_key(i).with_hint(&hint));
            }
            if self.cursor.is_none() {
                scene.push(Item::circle(series.look.dot(), place(last), 3.0).with_key(i).with_hint(hint));
            }
        }
    }

    fn draw_cursor(&self, scene: &mut Scene, plan: &Plan) {
        let Some(x) = self.cursor.and_then(|x| self.nearest(x)) else { return };
        let at = plan.x.at(x);
        let (top, bottom) = (plan.y.to, plan.y.from);
        let line = Item::line("cursor", Point::new(at, top), Point::new(at, bottom));
        scene.push(line.with_hint(self.read_out(x)));
        let readings = self.value_at(x);
        for r in readings.iter().rev() {
            let y = plan.y.at(r.point.y).clamp(top, bottom);
            let dot =
                Item::circle(self.series[r.series].look.dot(), Point::new(plan.x.at(r.point.x), y), 3.5);
            scene.push(dot.with_key(r.series));
        }
        self.draw_tip(scene, plan, at, x, &readings);
    }

    /// The box beside the cursor, where it hides least of the curves.
    fn draw_tip(&self, scene: &mut Scene, plan: &Plan, at: f64, x: f64, readings: &[Reading]) {
        let head = format!("{} {}", self.x_label, text::short(x));
        let line = |r: &Reading| format!("{} {}", self.series[r.series].name, text::number(r.point.y));
        let lines: Vec<String> = readings.iter().map(line).collect();
        let widest = lines.iter().chain([&head]).map(|l| measure::width(l, TICK)).fold(0.0, f64::max);
        let size = Size::new(widest + 16.0, 15.0 * (lines.len() + 1) as f64 + 9.0);
        let corner = self.tip_corner(plan, at, size, scene.width);
        scene.push(Item::rect("tip", corner.x, corner.y, size, 6.0));
        let row = |i: usize| Point::new(corner.x + 8.0, corner.y + 16.0 + 15.0 * i as f64);
        scene.push(Item::text("legend", row(0), Anchor::Start, head));
        for (i, (r, line)) in readings.iter().zip(lines).enumerate() {
            scene.push(Item::text(self.series[r.series].look.word(), row(i + 1), Anchor::Start, line));
        }
    }

    /// The top left corner of a box left or right of the cursor, above or below, with the fewest points under it.
    fn tip_corner(&self, plan: &Plan, at: f64, size: Size, width: f64) -> Point {
        let (top, bottom) = (plan.y.to, (plan.y.from - size.height - 4.0).max(0.0));
        let most = (width - size.width).max(0.0);
        let side = |x: f64| x.clamp(0.0, most);
        let lefts = [side(at + 10.0), side(at - size.width - 10.0)];
        let corners = [top.min(bottom), bottom].map(|y| lefts.map(|x| Point::new(x, y)));
        let hidden = |corner: &Point| {
            let under = |p: &Point| {
                let (x, y) = (plan.x.at(p.x) - corner.x, plan.y.at(p.y) - corner.y);
                (-2.0..=size.width + 2.0).contains(&x) && (-4.0..=size.height + 4.0).contains(&y)
            };
            let cursor = at >= corner.x && at <= corner.x + size.width;
            self.all().filter(under).count() + if cursor { 1_000_000 } else { 0 }
        };
        corners.into_iter().flatten().min_by_key(hidden).unwrap_or_default()
    }
}
