//! Scenes: a rectangle of shapes, each with a class, perhaps a datum and words. Not how they are painted.

/// A place in a scene, or a pair of data where a figure says so.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards in scenes.
    pub y: f64,
}

impl Point {
    /// A point from its coordinates.
    pub const fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }
    pub(crate) fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// The width and height of a scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// In scene units.
    pub width: f64,
    /// In scene units.
    pub height: f64,
}

impl Size {
    /// A size from width and height.
    pub const fn new(width: f64, height: f64) -> Size {
        Size { width, height }
    }
    /// The size, no smaller than another: figures have a least size at which nothing overlaps.
    pub(crate) fn at_least(self, width: f64, height: f64) -> Size {
        let or = |v: f64, least: f64| if v.is_finite() { v.max(least) } else { least };
        Size { width: or(self.width, width), height: or(self.height, height) }
    }
}

/// Which end of a text its point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line through points.
    Path {
        /// The corners.
        points: Vec<Point>,
        /// Whether it returns to its first point (and may be filled).
        closed: bool,
    },
    /// A straight line.
    Line(Point, Point),
    /// A circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius.
        radius: f64,
    },
    /// An ellipse with horizontal and vertical axes.
    Ellipse {
        /// Its centre.
        center: Point,
        /// Half its width.
        rx: f64,
        /// Half its height.
        ry: f64,
    },
    /// A rectangle.
    Rect {
        /// Left.
        x: f64,
        /// Top.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Radius of its corners.
        round: f64,
    },
    /// A line of text.
    Text {
        /// The end or middle of the baseline.
        at: Point,
        /// The words.
        text: String,
        /// What `at` is.
        anchor: Anchor,
        /// Degrees clockwise around `at`.
        rotate: f64,
    },
    /// A table of numbers 0..1 painted as equal cells, rows from the top.
    Raster {
        /// Left.
        x: f64,
        /// Top.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Cells in a row.
        columns: usize,
        /// Rows.
        rows: usize,
        /// `columns * rows` numbers 0..1, row by row; what is not a number is left empty.
        values: Vec<f64>,
    },
}

impl Shape {
    /// What SVG calls it.
    pub fn name(&self) -> &'static str {
        match self {
            Shape::Path { closed: false, .. } => "polyline",
            Shape::Path { closed: true, .. } => "polygon",
            Shape::Line(..) => "line",
            Shape::Circle { .. } => "circle",
            Shape::Ellipse { .. } => "ellipse",
            Shape::Rect { .. } => "rect",
            Shape::Text { .. } => "text",
            Shape::Raster { .. } => "g",
        }
    }
    /// Its attributes in SVG that are lengths: their names, and as many numbers with zeros behind them.
    pub fn lengths(&self) -> (&'static [&'static str], [f64; 5]) {
        match self {
            Shape::Line(a, b) => (&["x1", "y1", "x2", "y2"], [a.x, a.y, b.x, b.y, 0.0]),
            Shape::Circle { center, radius } => (&["cx", "cy", "r"], [center.x, center.y, *radius, 0.0, 0.0]),
            Shape::Ellipse { center, rx, ry } => {
                (&["cx", "cy", "rx", "ry"], [center.x, center.y, *rx, *ry, 0.0])
            }
            Shape::Rect { x, y, width, height, round } => {
                (&["x", "y", "width", "height", "rx"], [*x, *y, *width, *height, *round])
            }
            Shape::Text { at, .. } => (&["x", "y"], [at.x, at.y, 0.0, 0.0, 0.0]),
            Shape::Path { .. } | Shape::Raster { .. } => (&[], [0.0; 5]),
        }
    }
    /// Of a text its `text-anchor`, where that is not the start.
    pub fn anchor(&self) -> Option<&'static str> {
        match self {
            Shape::Text { anchor: Anchor::Middle, .. } => Some("middle"),
            Shape::Text { anchor: Anchor::End, .. } => Some("end"),
            _ => None,
        }
    }
    /// Of a text that is turned the numbers of its `rotate`: degrees and around which point.
    pub fn turn(&self) -> Option<[f64; 3]> {
        match self {
            Shape::Text { at, rotate, .. } if *rotate != 0.0 => Some([*rotate, at.x, at.y]),
            _ => None,
        }
    }
}

/// A shape of a scene.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The shape.
    pub shape: Shape,
    /// Its classes, from `CLASSES`, separated by spaces.
    pub class: &'static str,
    /// A number for the style sheet: `classes::variable(class)` says as which variable (`--v` 0..1 or `--ph` in degrees 0..360).
    pub level: Option<f64>,
    /// Which datum it shows, for hover, focus and selection.
    pub key: Option<usize>,
    /// What it says, for pointers and screen readers; empty for decoration.
    pub hint: String,
    /// Whether it is selected: painted with the class `selected` as well.
    pub selected: bool,
}

// Shapes are large and made in many places: what makes them is compiled once.
impl Item {
    /// A shape with a class and nothing else.
    #[inline(never)]
    pub fn new(class: &'static str, shape: Shape) -> Item {
        Item { shape, class, level: None, key: None, hint: String::new(), selected: false }
    }
    /// A straight line.
    #[inline(never)]
    pub fn line(class: &'static str, from: Point, to: Point) -> Item {
        Item::new(class, Shape::Line(from, to))
    }
    /// A line through points.
    #[inline(never)]
    pub fn path(class: &'static str, points: Vec<Point>) -> Item {
        Item::new(class, Shape::Path { points, closed: false })
    }
    /// A filled outline.
    #[inline(never)]
    pub fn area(class: &'static str, points: Vec<Point>) -> Item {
        Item::new(class, Shape::Path { points, closed: true })
    }
    /// A circle.
    #[inline(never)]
    pub fn circle(class: &'static str, center: Point, radius: f64) -> Item {
        Item::new(class, Shape::Circle { center, radius })
    }
    /// A rectangle with round corners.
    #[inline(never)]
    pub fn rect(class: &'static str, x: f64, y: f64, size: Size, round: f64) -> Item {
        Item::new(class, Shape::Rect { x, y, width: size.width, height: size.height, round })
    }
    /// A text on a baseline.
    pub fn text(class: &'static str, at: Point, anchor: Anchor, text: impl Into<String>) -> Item {
        Item::written(class, at, anchor, text.into())
    }
    #[inline(never)]
    fn written(class: &'static str, at: Point, anchor: Anchor, text: String) -> Item {
        Item::new(class, Shape::Text { at, text, anchor, rotate: 0.0 })
    }
    /// The item turned by degrees clockwise, if it is a text.
    #[inline(never)]
    pub fn rotated(mut self, degrees: f64) -> Item {
        if let Shape::Text { rotate, .. } = &mut self.shape {
            *rotate = degrees;
        }
        self
    }
    /// The item with a level; what is not finite is dropped.
    #[inline(never)]
    pub fn with_level(mut self, level: f64) -> Item {
        self.level = level.is_finite().then_some(level);
        self
    }
    /// The item showing a datum.
    #[inline(never)]
    pub fn with_key(mut self, key: usize) -> Item {
        self.key = Some(key);
        self
    }
    /// The item with words.
    pub fn with_hint(self, hint: impl Into<String>) -> Item {
        self.hinted(hint.into())
    }
    #[inline(never)]
    fn hinted(mut self, hint: String) -> Item {
        self.hint = hint;
        self
    }
    /// The item selected or not.
    #[inline(never)]
    pub fn with_selected(mut self, selected: bool) -> Item {
        self.selected = selected;
        self
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// In scene units.
    pub width: f64,
    /// In scene units.
    pub height: f64,
    /// The accessible name.
    pub title: String,
    /// The accessible description: what the picture shows, in sentences.
    pub description: String,
    /// The shapes, from back to front.
    pub items: Vec<Item>,
}

impl Scene {
    /// A scene without shapes.
    pub fn new(size: Size, title: impl Into<String>, description: impl Into<String>) -> Scene {
        let (title, description) = (title.into(), description.into());
        Scene { width: size.width, height: size.height, title, description, items: Vec::new() }
    }
    /// A scene that only says why there is nothing to see.
    pub fn empty(size: Size, title: impl Into<String>, sentence: &str) -> Scene {
        let mut scene = Scene::new(size, title, sentence);
        let lines = crate::measure::wrapped(sentence, crate::measure::LABEL, size.width - 16.0);
        let top = size.height / 2.0 - (lines.len() as f64 - 1.0) * 8.0 + 4.0;
        for (i, line) in lines.into_iter().enumerate() {
            let at = Point::new(size.width / 2.0, top + 16.0 * i as f64);
            scene.items.push(Item::text("empty", at, Anchor::Middle, line));
        }
        scene
    }
    /// Adds a shape in front of the others.
    #[inline(never)]
    pub fn push(&mut self, item: Item) {
        self.items.push(item);
    }
}
