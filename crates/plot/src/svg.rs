//! Scenes as SVG text, for golden tests and for export. Numbers keep two decimals, so that files stay small
//! and equal everywhere. No looks: `Scene::svg_with` takes a style sheet from outside.

use crate::classes;
use crate::{Item, Point, Scene, Shape};
use std::fmt::Write;

impl Scene {
    /// The scene as a standalone SVG document that refers to classes only.
    pub fn svg(&self) -> String {
        self.svg_with("")
    }
    /// The scene as an SVG document with a style sheet inside (for export; empty for none).
    pub fn svg_with(&self, css: &str) -> String {
        let (w, h) = (number(self.width), number(self.height));
        let mut out = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" ");
        let _ = write!(out, "width=\"{w}\" height=\"{h}\" role=\"img\" class=\"picture\">");
        let _ = write!(out, "\n<title>{}</title>", escaped(&self.title));
        let _ = write!(out, "\n<desc>{}</desc>", escaped(&self.description));
        if !css.is_empty() {
            // A style element is text in SVG: the sheet is escaped like any other.
            let _ = write!(out, "\n<style>{}</style>", escaped(css));
        }
        for item in &self.items {
            element(item, &mut out);
        }
        out.push_str("\n</svg>\n");
        out
    }
}

/// A coordinate as SVG wants it: at most two decimals, no trailing zeros, never "-0" and never NaN.
pub(crate) fn number(v: f64) -> String {
    if !v.is_finite() {
        return "0".to_string();
    }
    let text = circuit::number::fixed(v, 2);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_string() } else { text.to_string() }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"{}\"", escaped(value));
}

fn numbers(out: &mut String, pairs: &[(&str, f64)]) {
    pairs.iter().for_each(|(name, v)| attribute(out, name, &number(*v)));
}

fn element(item: &Item, out: &mut String) {
    if let Shape::Raster { .. } = item.shape {
        return raster(item, out);
    }
    let name = item.shape.name();
    let _ = write!(out, "\n<{name}");
    common(item, out);
    geometry(&item.shape, out);
    out.push('>');
    if !item.hint.is_empty() {
        let _ = write!(out, "<title>{}</title>", escaped(&item.hint));
    }
    if let Shape::Text { text, .. } = &item.shape {
        out.push_str(&escaped(text));
    }
    let _ = write!(out, "</{name}>");
}

fn common(item: &Item, out: &mut String) {
    let selected = if item.selected { " selected" } else { "" };
    attribute(out, "class", &format!("{}{selected}", item.class));
    if let Some(key) = item.key {
        attribute(out, "data-key", &key.to_string());
    }
    if let Some(level) = item.level {
        attribute(out, "style", &format!("{}:{}", classes::variable(item.class), number(level)));
    }
}

fn geometry(shape: &Shape, out: &mut String) {
    if let Shape::Path { points, .. } = shape {
        attribute(out, "points", &corners(points));
    }
    let (names, lengths) = shape.lengths();
    for (name, v) in names.iter().zip(lengths) {
        let square = *name == "rx" && v == 0.0 && matches!(shape, Shape::Rect { .. });
        if !square {
            attribute(out, name, &number(v));
        }
    }
    if let Some(anchor) = shape.anchor() {
        attribute(out, "text-anchor", anchor);
    }
    if let Some([degrees, x, y]) = shape.turn() {
        attribute(out, "transform", &format!("rotate({} {} {})", number(degrees), number(x), number(y)));
    }
}

/// The corners as the `points` attribute has them.
pub(crate) fn corners(points: &[Point]) -> String {
    let all: Vec<String> = points.iter().map(|p| format!("{},{}", number(p.x), number(p.y))).collect();
    all.join(" ")
}

/// A raster as rectangles; neighbours in a row that look the same are one.
fn raster(item: &Item, out: &mut String) {
    let Shape::Raster { x, y, width, height, columns, rows, values } = &item.shape else { return };
    let _ = write!(out, "\n<g");
    attribute(out, "class", item.class);
    out.push('>');
    if !item.hint.is_empty() {
        let _ = write!(out, "<title>{}</title>", escaped(&item.hint));
    }
    let (wide, high) = (width / (*columns).max(1) as f64, height / (*rows).max(1) as f64);
    for (row, line) in values.chunks((*columns).max(1)).take(*rows).enumerate() {
        let mut start = 0;
        for same in line.chunk_by(|a, b| number(*a) == number(*b)) {
            if same[0].is_finite() {
                let place = [("x", x + wide * start as f64), ("y", y + high * row as f64)];
                let size = [("width", wide * same.len() as f64), ("height", high)];
                out.push_str("\n<rect");
                attribute(out, "style", &format!("--v:{}", number(same[0].clamp(0.0, 1.0))));
                numbers(out, &[place, size].concat());
                out.push_str("/>");
            }
            start += same.len();
        }
    }
    out.push_str("\n</g>");
}
