//! Paints a scene as SVG. Not here: what is drawn (see `plot`).

use super::tag::{Tag, Words, element_of, tag};
use plot::{Anchor, Item, Point, Scene, Shape, classes};
use web_sys::Event;
use yew::Html;

/// A scene as an SVG of its own size, which CSS may shrink. Its role is `img`; a picture with controls of its own
/// as children is a `group`.
pub fn picture(scene: &Scene, hook: impl Words, role: &'static str) -> Tag {
    let (width, height) = (short(scene.width), short(scene.height));
    let svg = tag("svg", &[("class", "picture")]).set("role", role).hook(hook);
    let svg = svg.set("aria-label", scene.title.clone()).set("viewBox", format!("0 0 {width} {height}"));
    let svg = svg.set("width", width).set("height", height);
    let description = || tag("desc", &[]).text(scene.description.clone()).html();
    svg.maybe((!scene.description.is_empty()).then(description)).all(items(scene))
}

/// How many shades a raster has, but one.
const LEVELS: usize = 40;

/// The key of the item that an event is of.
pub fn key_of(event: &Event) -> Option<usize> {
    element_of(event)?.closest("[data-key]").ok()??.get_attribute("data-key")?.parse().ok()
}

/// A function of numbers as a transform says it: `translate(3 4.5)`.
pub fn numbers_of(name: &'static str, numbers: &[f64]) -> String {
    let mut text = String::from(name);
    for v in numbers {
        push_short(&mut text, *v);
        text.push(' ');
    }
    text.push(')');
    text
}

/// The shapes of a scene, to be put into another picture.
pub fn items(scene: &Scene) -> Vec<Html> {
    scene.items.iter().map(painted).collect()
}

/// A number with at most two decimals.
pub fn short(v: f64) -> String {
    let mut text = String::new();
    push_short(&mut text, v);
    text
}

/// The same at the end of a text. By hand: a picture has hundreds of them, and formatting costs several times as much.
fn push_short(text: &mut String, v: f64) {
    let hundredths = if v.is_finite() { (v * 100.0).round() as i64 } else { 0 };
    if hundredths < 0 {
        text.push('-');
    }
    let mut rest = hundredths.unsigned_abs();
    let mut decimals = 2;
    while decimals > 0 && rest % 10 == 0 {
        rest /= 10;
        decimals -= 1;
    }
    // Twenty digits are those of the largest number there is.
    let mut digits = [b'0'; 20];
    let mut from = digits.len();
    while rest > 0 || digits.len() - from <= decimals {
        from -= 1;
        digits[from] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let digits = &digits[from..];
    for (i, digit) in digits.iter().enumerate() {
        if decimals > 0 && i + decimals == digits.len() {
            text.push('.');
        }
        text.push(char::from(*digit));
    }
}

/// An SVG rectangle.
pub fn rect(class: &'static str, corner: Point, width: f64, height: f64) -> Tag {
    let rect = numbers(tag("rect", &[]), &[("x", corner.x), ("y", corner.y)]);
    numbers(rect, &[("width", width), ("height", height)]).set("class", class)
}

/// Sets attributes that are lengths.
pub fn numbers(tag: Tag, pairs: &[(&'static str, f64)]) -> Tag {
    pairs.iter().fold(tag, |tag, (name, v)| tag.set(name, short(*v)))
}

/// An item as an element.
pub fn painted(item: &Item) -> Html {
    if let Shape::Raster { .. } = item.shape {
        return raster(item);
    }
    let mut tag = geometry(&item.shape);
    tag = match item.selected {
        true => tag.set("class", format!("{} selected", item.class)),
        false => tag.set("class", item.class),
    };
    if let Some(key) = item.key {
        tag = tag.set("data-key", key.to_string());
    }
    if let Some(level) = item.level {
        tag = tag.set("style", format!("{}:{}", classes::variable(item.class), short(level)));
    }
    if !item.hint.is_empty() {
        tag = tag.set("data-tip", item.hint.clone());
    }
    if let Shape::Text { text, .. } = &item.shape {
        tag = tag.text(text.clone());
    }
    tag.html()
}

fn geometry(shape: &Shape) -> Tag {
    match shape {
        Shape::Path { points, closed } => {
            let mut corners = String::new();
            for p in points {
                push_short(&mut corners, p.x);
                corners.push(',');
                push_short(&mut corners, p.y);
                corners.push(' ');
            }
            tag(if *closed { "polygon" } else { "polyline" }, &[]).set("points", corners)
        }
        Shape::Line(a, b) => numbers(tag("line", &[]), &[("x1", a.x), ("y1", a.y), ("x2", b.x), ("y2", b.y)]),
        Shape::Circle { center, radius } => {
            numbers(tag("circle", &[]), &[("cx", center.x), ("cy", center.y), ("r", *radius)])
        }
        Shape::Ellipse { center, rx, ry } => {
            numbers(tag("ellipse", &[]), &[("cx", center.x), ("cy", center.y), ("rx", *rx), ("ry", *ry)])
        }
        Shape::Rect { x, y, width, height, round } => {
            let place = [("x", *x), ("y", *y), ("width", *width), ("height", *height), ("rx", *round)];
            numbers(tag("rect", &[]), &place)
        }
        Shape::Text { at, anchor, rotate, .. } => {
            let text = numbers(tag("text", &[]), &[("x", at.x), ("y", at.y)]);
            let text = match anchor {
                Anchor::Start => text,
                Anchor::Middle => text.set("text-anchor", "middle"),
                Anchor::End => text.set("text-anchor", "end"),
            };
            if *rotate == 0.0 {
                return text;
            }
            let turn = format!("rotate({} {} {})", short(*rotate), short(at.x), short(at.y));
            text.set("transform", turn)
        }
        Shape::Raster { .. } => tag("g", &[]),
    }
}

/// A raster as one path for each level there is: a plane that changes thirty times a second as a thousand
/// rectangles would block the page.
fn raster(item: &Item) -> Html {
    let Shape::Raster { x, y, width, height, columns, rows, values } = &item.shape else {
        return Html::default();
    };
    let columns = (*columns).max(1);
    let (wide, high) = (width / columns as f64, height / (*rows).max(1) as f64);
    let level = |v: &f64| (v.clamp(0.0, 1.0) * LEVELS as f64).round();
    let mut paths = vec![String::new(); LEVELS + 1];
    for (row, line) in values.chunks(columns).take(*rows).enumerate() {
        let mut start = 0;
        for same in line.chunk_by(|a, b| level(a) == level(b)) {
            if same[0].is_finite() {
                let (left, top) = (short(x + wide * start as f64), short(y + high * row as f64));
                let (across, down) = (short(wide * same.len() as f64), short(high));
                let path = &mut paths[level(&same[0]) as usize];
                for piece in ["M", &left, " ", &top, "h", &across, "v", &down, "h-", &across, "z"] {
                    path.push_str(piece);
                }
            }
            start += same.len();
        }
    }
    let mut group = Vec::new();
    for (level, path) in paths.into_iter().enumerate() {
        let shade = format!("--v:{}", short(level as f64 / LEVELS as f64));
        group.push(tag("path", &[]).set("d", path).set("style", shade).html());
    }
    tag("g", &[]).set("class", item.class).all(group).html()
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn lengths_have_at_most_two_decimals() {
        for (v, text) in [
            (0.0, "0"),
            (12.0, "12"),
            (-0.5, "-0.5"),
            (1.005, "1"),
            (2.7062, "2.71"),
            (-7.06, "-7.06"),
            (0.05, "0.05"),
            (0.1, "0.1"),
            (100.0, "100"),
            (-1000.3, "-1000.3"),
            (1e18, "92233720368547758.07"),
        ] {
            assert_eq!(short(v), text);
        }
        assert_eq!(short(-0.001), "0");
        assert_eq!(short(f64::NAN), "0");
    }
}
