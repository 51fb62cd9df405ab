//! Shapes of pictures, in groups, painted into the browser's elements by the page itself: of a picture that changes only
//! what differs is written again. Shapes are compared as numbers and classes, so what stays costs next to nothing; drawn
//! by Yew, each would be made anew with its attributes as texts, and these compared, many times a second while a gate is
//! dragged. Yew knows the element around them (see `part`) and nothing inside. Not here: what is drawn (see `plot`).

use super::picture::{numbers_of, push_short};
use super::shell;
use plot::{Item, Point, Shape, classes};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

/// Shapes that come, go and move together.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Group {
    /// Where its origin is.
    pub at: Point,
    /// The accessible name of a picture within the picture.
    pub name: Option<String>,
    /// The shapes, from back to front.
    pub items: Vec<Item>,
}

impl Group {
    /// Whether it is the other one, which may have moved.
    fn is(&self, other: &Group) -> bool {
        self.items == other.items && self.name == other.name
    }
}

/// How many shades a raster has, but one.
const LEVELS: usize = 40;

#[wasm_bindgen]
extern "C" {
    /// An element that is given numbers: JavaScript writes them faster than we do.
    type Measured;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_number(this: &Measured, name: &str, value: f64);
}

/// An element and what it says when it is pointed at.
type Tip = (Element, Option<String>);

thread_local! {
    /// In haste, what nobody sees at once.
    static OWED: RefCell<Option<Vec<Tip>>> = const { RefCell::new(None) };
}

/// Begins or ends haste: tips are written when it ends, what is seen at once.
pub fn haste(begins: bool) {
    if begins {
        return OWED.with_borrow_mut(|owed| {
            owed.get_or_insert_default();
        });
    }
    for (element, tip) in OWED.take().into_iter().flatten() {
        put(&element, "data-tip", tip);
    }
}

/// Makes an element that shows some groups show others. Groups that are the same from the first on or up to the last
/// stay and at most move: where a gate is put before others, those are the others.
pub fn paint(place: &Element, old: &[Group], new: &[Group]) {
    let there = place.children();
    let same = |(a, b): &(&Group, &Group)| a.is(b);
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (before, after) = (old.len() - head - tail, new.len() - head - tail);
    for _ in after..before {
        if let Some(element) = there.item((head + after) as u32) {
            element.remove();
        }
    }
    for (i, group) in new.iter().enumerate() {
        let was = if i >= head + after {
            old.get(i - after + before)
        } else {
            // Of those between, as many as there were are changed, and the others new.
            old.get(i).filter(|_| i < head + before)
        };
        if was == Some(group) {
            continue;
        }
        let element = match was {
            Some(_) => there.item(i as u32),
            None => made("g").inspect(|element| {
                // An element of this document has no reason to refuse another.
                let _ = place.insert_before(element, there.item(i as u32).as_deref());
            }),
        };
        if let Some(element) = element {
            fill(&element, was.unwrap_or(&Group::default()), group);
        }
    }
}

fn made(name: &str) -> Option<Element> {
    let document = shell::window().document()?;
    document.create_element_ns(Some("http://www.w3.org/2000/svg"), name).ok()
}

fn fill(element: &Element, old: &Group, new: &Group) {
    if old.at != new.at {
        let moved = new.at != Point::default();
        put(element, "transform", moved.then(|| numbers_of("translate(", &[new.at.x, new.at.y])));
    }
    if old.name != new.name {
        let of = |value: &str| new.name.is_some().then(|| value.to_string());
        put(element, "role", of("img"));
        put(element, "class", of("shows"));
        put(element, "data-ketloom", of("display"));
        put(element, "aria-label", new.name.clone());
    }
    let there = element.children();
    for (i, item) in new.items.iter().enumerate() {
        let before = old.items.get(i);
        if before == Some(item) {
            continue;
        }
        let shown = there.item(i as u32);
        match (before, shown) {
            (Some(before), Some(shown)) if before.shape.name() == item.shape.name() => {
                write(&shown, Some(before), item)
            }
            (_, shown) => {
                let Some(fresh) = made(item.shape.name()) else { return };
                write(&fresh, None, item);
                let _ = match shown {
                    Some(shown) => element.replace_child(&fresh, &shown),
                    None => element.append_child(&fresh),
                };
            }
        }
    }
    for _ in new.items.len()..old.items.len() {
        if let Some(last) = element.last_element_child() {
            last.remove();
        }
    }
}

/// Gives an element an attribute, or takes it away.
fn put(element: &Element, name: &str, value: Option<String>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, &value),
        None => element.remove_attribute(name),
    };
}

/// Makes an element of the same name another item; only what differs is written.
fn write(element: &Element, old: Option<&Item>, new: &Item) {
    let before = old.map(|old| old.shape.lengths().1.map(hundredths));
    let (names, now) = new.shape.lengths();
    for (i, (name, v)) in names.iter().zip(now.map(hundredths)).enumerate() {
        if before.is_none_or(|before| before[i] != v) {
            element.unchecked_ref::<Measured>().set_number(name, v);
        }
    }
    let class = |item: &Item| (item.class, item.selected);
    let same_class = old.is_some_and(|old| class(old) == class(new));
    if !same_class {
        let mut class = new.class.to_string();
        if new.selected {
            class.push_str(" selected");
        }
        put(element, "class", Some(class));
    }
    if old.and_then(|old| old.key) != new.key {
        put(element, "data-key", new.key.map(|key| key.to_string()));
    }
    let level = old.and_then(|old| old.level);
    if level != new.level || level.is_some() && !same_class {
        put(element, "style", new.level.map(|level| style(classes::variable(new.class), level)));
    }
    if old.map_or("", |old| &old.hint) != new.hint {
        tip(element, &new.hint);
    }
    inside(element, old.map(|old| &old.shape), &new.shape);
}

fn tip(element: &Element, hint: &str) {
    let tip = (!hint.is_empty()).then(|| hint.to_string());
    OWED.with_borrow_mut(|owed| match owed {
        Some(owed) => owed.push((element.clone(), tip)),
        None => put(element, "data-tip", tip),
    });
}

fn style(variable: &str, level: f64) -> String {
    let mut style = variable.to_string();
    style.push(':');
    push_short(&mut style, level);
    style
}

/// What of a shape is not a length.
fn inside(element: &Element, old: Option<&Shape>, new: &Shape) {
    match (old, new) {
        (Some(Shape::Path { points: before, .. }), Shape::Path { points, .. }) if before == points => {}
        (_, Shape::Path { points, .. }) => put(element, "points", Some(corners(points))),
        (_, Shape::Text { .. }) => letters(element, old, new),
        (_, Shape::Raster { .. }) => raster(element, new),
        _ => {}
    }
}

fn letters(element: &Element, old: Option<&Shape>, new: &Shape) {
    let text = text_of(new);
    if old.is_none_or(|old| text_of(old) != text) {
        // Of a text that changes the browser keeps what it made, where its node stays.
        match element.first_child() {
            Some(node) => node.set_node_value(Some(text)),
            None => element.set_text_content(Some(text)),
        }
    }
    if old.and_then(Shape::anchor) != new.anchor() {
        put(element, "text-anchor", new.anchor().map(str::to_string));
    }
    if old.and_then(Shape::turn) != new.turn() {
        put(element, "transform", new.turn().map(|turn| numbers_of("rotate(", &turn)));
    }
}

fn text_of(shape: &Shape) -> &str {
    if let Shape::Text { text, .. } = shape { text } else { "" }
}

fn corners(points: &[Point]) -> String {
    let mut corners = String::new();
    for p in points {
        push_short(&mut corners, p.x);
        corners.push(',');
        push_short(&mut corners, p.y);
        corners.push(' ');
    }
    corners
}

/// A length as it is written: in hundredths.
fn hundredths(v: f64) -> f64 {
    if v.is_finite() { (v * 100.0).round() / 100.0 } else { 0.0 }
}

/// A raster as one path for each level there is: a plane that changes thirty times a second as a thousand
/// rectangles would block the page.
fn raster(element: &Element, shape: &Shape) {
    let Shape::Raster { x, y, width, height, columns, rows, values } = shape else { return };
    let columns = (*columns).max(1);
    let (wide, high) = (width / columns as f64, height / (*rows).max(1) as f64);
    let level = |v: &f64| (v.clamp(0.0, 1.0) * LEVELS as f64).round();
    let mut paths = vec![String::new(); LEVELS + 1];
    for (row, line) in values.chunks(columns).take(*rows).enumerate() {
        let mut start = 0;
        for same in line.chunk_by(|a, b| level(a) == level(b)) {
            if same[0].is_finite() {
                let path = &mut paths[level(&same[0]) as usize];
                let (left, top) = (x + wide * start as f64, y + high * row as f64);
                let across = wide * same.len() as f64;
                for (step, v) in [("M", left), (" ", top), ("h", across), ("v", high), ("h", -across)] {
                    path.push_str(step);
                    push_short(path, v);
                }
                path.push('z');
            }
            start += same.len();
        }
    }
    let there = element.children();
    for (level, path) in paths.iter().enumerate() {
        let shade = || {
            let mut style = String::from("--v:");
            push_short(&mut style, level as f64 / LEVELS as f64);
            made("path").inspect(|shade| {
                let _ = shade.set_attribute("style", &style);
                let _ = element.append_child(shade);
            })
        };
        if let Some(shade) = there.item(level as u32).or_else(shade) {
            let _ = shade.set_attribute("d", path);
        }
    }
}
