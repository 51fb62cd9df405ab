//! How pictures travel: a class as its place in a table, a shape as its kind and its numbers. Nothing is selected in a
//! picture that travels; what is selected, the page knows.

use crate::{Bytes, Travels};
use plot::{Anchor, Item, Point, Scene, Shape, Size};

/// What items of figures wear; an item that wears anything else arrives as the first. Grows at its end.
const WORN: [&str; 40] = [
    "hit",
    "tick",
    "value",
    "label",
    "empty",
    "word-label",
    "sub",
    "pole",
    "axis",
    "grid",
    "frame",
    "tip",
    "track",
    "bar chance",
    "bar others",
    "bar phase",
    "needle",
    "ball",
    "meridian",
    "dial",
    "dial none",
    "stem",
    "stem behind",
    "node",
    "edge",
    "level",
    "ring",
    "hand",
    "cell",
    "tick-in",
    "symbol",
    "meridian behind",
    "axis-3d",
    "vector",
    "vector behind",
    "tip-dot",
    "tip-dot behind",
    "pin",
    "gate display",
    "plumb",
];

/// What a shape is, its numbers and its words.
fn taken_apart(shape: &Shape) -> (u8, Vec<f64>, &str) {
    let pairs = |points: &[Point]| points.iter().flat_map(|p| [p.x, p.y]).collect();
    match shape {
        Shape::Path { points, closed } => (u8::from(*closed), pairs(points), ""),
        Shape::Line(a, b) => (2, pairs(&[*a, *b]), ""),
        Shape::Circle { center, radius } => (3, vec![center.x, center.y, *radius], ""),
        Shape::Ellipse { center, rx, ry } => (4, vec![center.x, center.y, *rx, *ry], ""),
        Shape::Rect { x, y, width, height, round } => (5, vec![*x, *y, *width, *height, *round], ""),
        Shape::Text { at, text, anchor, rotate } => (6 + *anchor as u8, vec![at.x, at.y, *rotate], text),
        Shape::Raster { x, y, width, height, columns, values, .. } => {
            let head = [*x, *y, *width, *height, *columns as f64];
            (9, [&head[..], values].concat(), "")
        }
    }
}

fn put_together(kind: u8, numbers: &[f64], text: String) -> Shape {
    let at = |i: usize| numbers.get(i).copied().unwrap_or(0.0);
    let start = Point::new(at(0), at(1));
    match kind {
        0 | 1 => {
            let points = numbers.chunks_exact(2).map(|p| Point::new(p[0], p[1])).collect();
            Shape::Path { points, closed: kind == 1 }
        }
        2 => Shape::Line(start, Point::new(at(2), at(3))),
        3 => Shape::Circle { center: start, radius: at(2) },
        4 => Shape::Ellipse { center: start, rx: at(2), ry: at(3) },
        5 => Shape::Rect { x: at(0), y: at(1), width: at(2), height: at(3), round: at(4) },
        9 => {
            let columns = (at(4) as usize).max(1);
            let values = numbers.get(5..).unwrap_or_default().to_vec();
            let rows = values.len() / columns;
            Shape::Raster { x: at(0), y: at(1), width: at(2), height: at(3), columns, rows, values }
        }
        _ => {
            let anchor = match kind {
                6 => Anchor::Start,
                7 => Anchor::Middle,
                _ => Anchor::End,
            };
            Shape::Text { at: start, text, anchor, rotate: at(2) }
        }
    }
}

impl Travels for Item {
    fn put(&self, out: &mut Vec<u8>) {
        let place = WORN.iter().position(|c| *c == self.class).unwrap_or(0);
        let (kind, numbers, text) = taken_apart(&self.shape);
        (place as u8).put(out);
        kind.put(out);
        numbers.put(out);
        text.to_string().put(out);
        self.level.put(out);
        self.key.put(out);
        self.hint.put(out);
    }
    fn take(from: &mut Bytes<'_>) -> Item {
        let class = WORN.get(usize::from(u8::take(from))).copied().unwrap_or(WORN[0]);
        let kind = u8::take(from);
        let numbers: Vec<f64> = Travels::take(from);
        let shape = put_together(kind, &numbers, Travels::take(from));
        Item {
            shape,
            class,
            level: Travels::take(from),
            key: Travels::take(from),
            hint: Travels::take(from),
            selected: false,
        }
    }
}

impl Travels for Scene {
    fn put(&self, out: &mut Vec<u8>) {
        [self.width, self.height].put(out);
        self.title.put(out);
        self.description.put(out);
        self.items.put(out);
    }
    fn take(from: &mut Bytes<'_>) -> Scene {
        let [width, height] = Travels::take(from);
        let (title, description): (String, String) = Travels::take(from);
        let mut scene = Scene::new(Size::new(width, height), title, description);
        scene.items = Travels::take(from);
        scene
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{pack, unpack};

    #[test]
    fn every_shape_arrives_as_it_was_sent() {
        let p = Point::new;
        let mut scene = Scene::new(Size::new(3.0, 4.0), "title", "words");
        scene.items = vec![
            Item::path("ring", vec![p(0.0, 1.0), p(2.0, 3.0)]).with_key(7),
            Item::area("level", vec![p(0.0, 1.0), p(2.0, 3.0), p(4.0, 5.0)]),
            Item::line("edge", p(0.5, 1.0), p(2.0, 3.0)).with_level(0.25),
            Item::circle("node", p(1.0, 2.0), 3.0).with_hint("q0"),
            Item::new("meridian", Shape::Ellipse { center: p(1.0, 2.0), rx: 3.0, ry: 4.0 }),
            Item::rect("hit", 1.0, 2.0, Size::new(3.0, 4.0), 5.0),
            Item::text("tick", p(1.0, 2.0), Anchor::Start, "a"),
            Item::text("value", p(1.0, 2.0), Anchor::Middle, "b").rotated(-90.0),
            Item::text("sub", p(1.0, 2.0), Anchor::End, "c"),
        ];
        let values = vec![0.0, 0.5, 1.0, 0.25];
        let raster = Shape::Raster { x: 1.0, y: 2.0, width: 3.0, height: 4.0, columns: 2, rows: 2, values };
        scene.push(Item::new("cell", raster));
        let bytes = pack(&scene);
        assert_eq!(unpack::<Scene>(&bytes), Some(scene));
        for cut in 0..bytes.len() {
            assert_eq!(unpack::<Scene>(&bytes[..cut]), None);
        }
    }

    #[test]
    fn what_is_worn_is_listed_once_and_known_to_the_style_sheet() {
        for (i, worn) in WORN.iter().enumerate() {
            assert!(!WORN[..i].contains(worn), "{worn} is listed twice");
            assert!(worn.split(' ').all(|c| plot::CLASSES.iter().any(|(name, _)| *name == c)), "{worn}");
        }
    }
}
