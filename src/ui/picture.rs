//! A scene as SVG, and its numbers. Not here: what is drawn (see `plot`), and how its shapes are painted (see `ink`).

use super::ink::Group;
use super::part;
use super::tag::{Tag, Words, element_of, tag};
use plot::{Item, Point, Scene};
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
    svg.maybe((!scene.description.is_empty()).then(description)).child(shapes(scene.items.clone()))
}

/// Shapes as an element.
fn shapes(items: Vec<Item>) -> Html {
    part::ink(vec![Group { items, ..Group::default() }])
}

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

/// A number with at most two decimals.
pub fn short(v: f64) -> String {
    let mut text = String::new();
    push_short(&mut text, v);
    text
}

/// The same at the end of a text. By hand: a picture has hundreds of them, and formatting costs several times as much.
pub fn push_short(text: &mut String, v: f64) {
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
