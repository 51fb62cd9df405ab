//! Bloch balls, one or several, drawn as seen from a little above and to the right of the x axis.
//!
//! |0⟩ is up, x points towards the reader and to the left, y to the right. What is nearer is in front.

use crate::figure::exact;
use crate::{Anchor, Item, Point, Scene, Shape, Size, Table, measure, text};
use std::f64::consts::PI;

/// The state of one qubit as a vector in the unit ball.
#[derive(Clone, Debug, PartialEq)]
pub struct Bloch {
    /// The qubit's name.
    pub name: String,
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩).
    pub vector: [f64; 3],
    /// Where the tip was before, oldest first.
    pub trail: Vec<[f64; 3]>,
    /// Epochs from a point of the trail to the next; 0 where it goes over something else.
    pub every: usize,
    /// Width of the scene; the height follows.
    pub size: f64,
}

/// The eye's direction: 28° from the x axis towards y, 16° above the equator, as sines and cosines.
const AZIMUTH: (f64, f64) = (0.469_471_562_785_890_8, 0.882_947_592_858_926_9);
const HEIGHT: (f64, f64) = (0.275_637_355_816_999_16, 0.961_261_695_938_318_9);

impl Bloch {
    /// A ball without a trail.
    pub fn new(name: &str, vector: [f64; 3]) -> Bloch {
        Bloch { name: name.to_string(), vector, trail: Vec::new(), every: 0, size: 150.0 }
    }
    /// How long the vector is: 1 for a pure state, less when the qubit is entangled or noisy.
    pub fn length(&self) -> f64 {
        self.vector.iter().map(|v| v * v).sum::<f64>().sqrt()
    }
    /// The state in words: "q0: x 0.12, y −0.30, z 0.85, length 0.91, trail of 4 points".
    pub fn words(&self) -> String {
        let [x, y, z] = self.vector.map(|v| text::fixed(v, 2));
        let trail = match self.trail.len() {
            0 => String::new(),
            n => format!(", trail of {}", text::count(n as f64, "point")),
        };
        let every = match self.every {
            0 => String::new(),
            1 => ", one every epoch".to_string(),
            n => format!(", one every {n} epochs"),
        };
        format!("{}: x {x}, y {y}, z {z}, length {}{trail}{every}", self.name, text::fixed(self.length(), 2))
    }
    /// The ball.
    pub fn scene(&self) -> Scene {
        let width = Size::new(self.size, self.size).at_least(60.0, 60.0).width;
        let size = Size::new(width, width + 16.0);
        let title = format!("Bloch ball of {}", self.name);
        if !self.length().is_finite() {
            return Scene::empty(size, title, &format!("The state of {} is not a finite number.", self.name));
        }
        let mut scene = Scene::new(size, title, self.words());
        self.draw(&mut scene, Point::new(0.0, 0.0), width);
        scene
    }

    /// The ball in a square, and its length below.
    fn draw(&self, scene: &mut Scene, corner: Point, width: f64) {
        let center = Point::new(corner.x + width / 2.0, corner.y + width / 2.0);
        let eye = Eye { center, radius: width / 2.0 - 19.0 };
        eye.draw_ball(scene);
        self.draw_trail(scene, &eye);
        self.draw_vector(scene, &eye);
        let at = Point::new(center.x, corner.y + width + 12.0);
        let length = format!("{} · r {}", self.name, text::fixed(self.length(), 2));
        scene.push(Item::text("label", at, Anchor::Middle, length));
    }

    fn draw_trail(&self, scene: &mut Scene, eye: &Eye) {
        // From the last point the line goes on to where the tip is now; the older half is thinner.
        let all = self.trail.iter().chain(self.trail.last().map(|_| &self.vector));
        let tips: Vec<Point> =
            all.filter(|v| v.iter().all(|c| c.is_finite())).map(|v| eye.seen(*v).0).collect();
        let half = tips.len().saturating_sub(1) / 2;
        for (class, tips) in [("trail old", &tips[..tips.len().min(half + 1)]), ("trail", &tips[half..])] {
            if tips.len() > 1 {
                scene.push(Item::path(class, tips.to_vec()));
            }
        }
    }

    fn draw_vector(&self, scene: &mut Scene, eye: &Eye) {
        // A length above 1 comes from rounding only.
        let v = self.vector.map(|c| c / self.length().max(1.0));
        let (tip, depth) = eye.seen(v);
        let (foot, _) = eye.seen([v[0], v[1], 0.0]);
        let center = eye.center;
        if v[2].abs() > 0.03 && v[0].abs().max(v[1].abs()) > 0.03 {
            scene.push(Item::path("plumb", vec![center, foot, tip]));
        }
        let behind = depth < -0.02;
        if self.length() > 0.02 {
            let class = if behind { "vector behind" } else { "vector" };
            scene.push(Item::line(class, center, tip));
        }
        let class = if behind { "tip-dot behind" } else { "tip-dot" };
        scene.push(Item::circle(class, tip, 4.0).with_hint(self.words()));
    }
}

/// A ball without words, for a small place: its outline, the equator, the axis and the vector.
pub(crate) fn draw_small(scene: &mut Scene, vector: [f64; 3], center: Point, radius: f64) {
    scene.push(Item::circle("ball", center, radius));
    let eye = Eye { center, radius };
    scene.push(Item::new("meridian", Shape::Ellipse { center, rx: radius, ry: radius * HEIGHT.0 }));
    let axis = [[0.0, 0.0, 1.0], [0.0, 0.0, -1.0]].map(|v| eye.seen(v).0);
    scene.push(Item::line("axis-3d", axis[0], axis[1]));
    let length = vector.iter().map(|v| v * v).sum::<f64>().sqrt();
    let (tip, depth) = eye.seen(vector.map(|c| c / length.max(1.0)));
    let behind = depth < -0.02;
    if length > 0.02 {
        scene.push(Item::line(if behind { "vector behind" } else { "vector" }, center, tip));
    }
    scene.push(Item::circle(if behind { "tip-dot behind" } else { "tip-dot" }, tip, 3.0));
}

/// The balls of several qubits, as a figure: each is a datum.
#[derive(Clone, Debug, PartialEq)]
pub struct Balls {
    /// The balls.
    pub balls: Vec<Bloch>,
    /// The width that they are laid out for.
    pub width: f64,
}

/// The width of a ball in a figure.
const PITCH: f64 = 100.0;

impl Balls {
    /// Every qubit's numbers.
    pub fn description(&self) -> String {
        let some: Vec<String> = self.balls.iter().map(Bloch::words).collect();
        format!("{}.", some.join("; "))
    }
    /// A row a qubit.
    pub fn rows(&self) -> Table {
        let mut rows = vec![["qubit", "x", "y", "z", "length"].map(String::from).to_vec()];
        rows.extend(self.balls.iter().map(|ball| {
            let numbers = ball.vector.iter().copied().chain([ball.length()]).map(exact);
            [ball.name.clone()].into_iter().chain(numbers).collect()
        }));
        rows
    }
    /// The balls, as many in a row as there is room for.
    pub fn scene(&self) -> Scene {
        let (title, high) = ("Bloch vectors", PITCH + 18.0);
        let width = Size::new(self.width, high).at_least(PITCH, high).width;
        let across = (width / PITCH) as usize;
        let size = Size::new(width, high * self.balls.len().div_ceil(across).max(1) as f64);
        if self.balls.is_empty() || self.balls.iter().any(|ball| !ball.length().is_finite()) {
            return Scene::empty(size, title, "There are no finite numbers to show.");
        }
        let mut scene = Scene::new(size, title, self.description());
        let pitch = width / across.min(self.balls.len()) as f64;
        for (i, ball) in self.balls.iter().enumerate() {
            let left = pitch * ((i % across) as f64 + 0.5) - PITCH / 2.0;
            let corner = Point::new(left, high * (i / across) as f64);
            let room = Size::new(PITCH - 2.0, high - 2.0);
            let hit = Item::rect("hit", corner.x + 1.0, corner.y + 1.0, room, 4.0);
            scene.push(hit.with_key(i).with_hint(ball.words()));
            ball.draw(&mut scene, corner, PITCH);
        }
        scene
    }
}

struct Eye {
    center: Point,
    radius: f64,
}

impl Eye {
    /// Where a point of the ball appears and how near it is (positive: in front of the centre).
    fn seen(&self, [x, y, z]: [f64; 3]) -> (Point, f64) {
        let ((sa, ca), (sh, ch)) = (AZIMUTH, HEIGHT);
        let near = ca * x + sa * y;
        let (right, up) = (ca * y - sa * x, ch * z - sh * near);
        (
            Point::new(self.center.x + self.radius * right, self.center.y - self.radius * up),
            ch * near + sh * z,
        )
    }

    fn draw_ball(&self, scene: &mut Scene) {
        scene.push(Item::circle("ball", self.center, self.radius));
        let circles: [fn(f64, f64) -> [f64; 3]; 3] =
            [|c, s| [c, s, 0.0], |c, s| [c, 0.0, s], |c, s| [0.0, c, s]];
        for circle in circles {
            self.draw_circle(scene, circle);
        }
        for (axis, name, class) in
            [([1.0, 0.0, 0.0], "x", "tick"), ([0.0, 1.0, 0.0], "y", "tick"), ([0.0, 0.0, 1.0], "|0⟩", "pole")]
        {
            let (tip, tail) = (self.seen(axis).0, self.seen(axis.map(|v: f64| -v)).0);
            scene.push(Item::line("axis-3d", tail, tip));
            self.draw_name(scene, tip, name, class);
            if class == "pole" {
                self.draw_name(scene, tail, "|1⟩", class);
            }
        }
    }

    /// A name beyond the end of an axis, on the line from the centre.
    fn draw_name(&self, scene: &mut Scene, end: Point, name: &str, class: &'static str) {
        let (dx, dy) = (end.x - self.center.x, end.y - self.center.y);
        let long = (dx * dx + dy * dy).sqrt().max(1.0);
        let at =
            Point::new(end.x + 9.5 * dx / long, measure::baseline(end.y + 10.0 * dy / long, measure::TICK));
        scene.push(Item::text(class, at, Anchor::Middle, name));
    }

    /// A great circle: solid where it is in front, faint where it is behind.
    fn draw_circle(&self, scene: &mut Scene, circle: fn(f64, f64) -> [f64; 3]) {
        const STEPS: usize = 48;
        let at = |i: usize| {
            let (s, c) = libm::sincos(2.0 * PI * (i % STEPS) as f64 / STEPS as f64);
            self.seen(circle(c, s))
        };
        // Begin where it comes to the front, so that each half is one path.
        let first = (0..STEPS).find(|i| at(*i).1 >= 0.0 && at(i + STEPS - 1).1 < 0.0).unwrap_or(0);
        let ring: Vec<(Point, f64)> = (first..=first + STEPS).map(at).collect();
        let front = ring.iter().take_while(|p| p.1 >= 0.0).count();
        let places: Vec<Point> = ring.into_iter().map(|p| p.0).collect();
        let (near, far) = (places[..front].to_vec(), places[front.saturating_sub(1)..].to_vec());
        scene.push(Item::path("meridian behind", far));
        scene.push(Item::path("meridian", near));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tip(vector: [f64; 3]) -> Point {
        let eye = Eye { center: Point::new(0.0, 0.0), radius: 1.0 };
        eye.seen(vector).0
    }

    #[test]
    fn zero_is_up_x_comes_to_the_left_and_y_goes_to_the_right() {
        assert!(tip([0.0, 0.0, 1.0]).y < -0.9 && tip([0.0, 0.0, 1.0]).x == 0.0);
        assert!(tip([1.0, 0.0, 0.0]).x < -0.3 && tip([1.0, 0.0, 0.0]).y > 0.0);
        assert!(tip([0.0, 1.0, 0.0]).x > 0.6);
    }

    #[test]
    fn the_eye_is_a_rotation() {
        let squares = |(s, c): (f64, f64)| s * s + c * c;
        assert!((squares(AZIMUTH) - 1.0).abs() < 1e-15 && (squares(HEIGHT) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn the_words_have_all_four_numbers() {
        let ball = Bloch::new("q0", [0.12, -0.30, 0.85]);
        assert_eq!(ball.words(), "q0: x 0.12, y −0.30, z 0.85, length 0.91");
        assert_eq!(ball.scene().description, ball.words());
    }

    #[test]
    fn a_trail_is_a_path_and_its_points_are_told() {
        let trail = vec![[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
        let ball = Bloch { trail, ..Bloch::new("q0", [0.0, 1.0, 0.0]) };
        assert!(ball.words().ends_with("length 1.00, trail of 3 points"), "{}", ball.words());
        let paths = |ball: &Bloch| {
            let scene = ball.scene();
            scene.items.iter().map(|i| i.class).filter(|c| c.starts_with("trail")).collect::<Vec<_>>()
        };
        assert_eq!(paths(&ball), ["trail old", "trail"]);
        for (every, words) in [(1, ", one every epoch"), (4, ", one every 4 epochs")] {
            let ball = Bloch { every, ..ball.clone() };
            assert!(ball.words().ends_with(&format!("trail of 3 points{words}")), "{}", ball.words());
        }
        // A single point is a start: the line goes from there to the tip.
        let ball = Bloch { trail: vec![[0.0, 0.0, 1.0]], ..ball };
        assert_eq!(paths(&ball), ["trail"]);
    }

    #[test]
    fn balls_stand_in_rows_and_each_is_a_datum_with_its_numbers() {
        let balls: Vec<Bloch> =
            (0..5).map(|q| Bloch::new(&format!("q{q}"), [0.0, 0.6, -0.1 * f64::from(q)])).collect();
        let balls = Balls { balls, width: 300.0 };
        let scene = balls.scene();
        crate::tests::sound(&scene);
        assert_eq!((crate::data(&scene), scene.width, scene.height), (5, 300.0, 236.0));
        let hits: Vec<&Item> = scene.items.iter().filter(|i| i.class == "hit").collect();
        assert_eq!(hits[4].hint, "q4: x 0.00, y 0.60, z −0.40, length 0.72");
        let place = |i: &Item| if let Shape::Rect { x, y, .. } = i.shape { (x, y) } else { (0.0, 0.0) };
        assert_eq!(place(hits[0]), (1.0, 1.0));
        assert_eq!(place(hits[4]), (101.0, 119.0));
        assert_eq!(balls.rows()[4], ["q3", "0", "0.6", "-0.30000000000000004", "0.6708203932499369"]);
        let none = Balls { balls: vec![Bloch::new("q", [f64::NAN; 3])], width: 300.0 };
        assert!(none.scene().description.contains("no finite numbers"));
    }

    #[test]
    fn a_mixed_qubit_has_a_point_and_no_arrow() {
        let scene = Bloch::new("q1", [0.0, 0.0, 0.0]).scene();
        assert!(scene.items.iter().all(|i| !i.class.starts_with("vector")));
        assert!(scene.items.iter().any(|i| i.class == "tip-dot"));
    }

    proptest! {
        #[test]
        fn any_vector_makes_a_finite_scene(v in prop::array::uniform3(proptest::num::f64::ANY), size in -5.0f64..400.0) {
            let ball = Bloch { trail: vec![v, [0.0, 0.0, 1.0]], size, ..Bloch::new("q", v) };
            crate::tests::sound(&ball.scene());
        }
    }
}
