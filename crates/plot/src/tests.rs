//! What every scene keeps, called by the tests of all figures.

use crate::{CLASSES, Item, Point, Scene, Shape};

/// Asserts that a scene has only finite numbers and listed classes, levels in range, and words.
pub(crate) fn sound(scene: &Scene) {
    assert!(scene.width.is_finite() && scene.width > 0.0 && scene.height.is_finite() && scene.height > 0.0);
    assert!(!scene.title.is_empty() && !scene.description.is_empty() && !scene.items.is_empty());
    for item in &scene.items {
        for class in item.class.split(' ') {
            assert!(CLASSES.iter().any(|(name, _)| *name == class), "{class} is not in CLASSES");
        }
        let top = if crate::classes::variable(item.class) == "--ph" { 360.0 } else { 1.0 };
        assert!(item.level.is_none_or(|v| (0.0..=top).contains(&v)), "{item:?}");
        assert!(numbers(item).iter().all(|v| v.is_finite()), "{item:?}");
        if let Shape::Rect { width, height, .. } = item.shape {
            assert!(width >= 0.0 && height >= 0.0, "{item:?}");
        }
    }
    let svg = scene.svg();
    assert!(!svg.contains("NaN") && svg.ends_with("</svg>\n"));
}

fn numbers(item: &Item) -> Vec<f64> {
    let pair = |p: &Point| [p.x, p.y];
    match &item.shape {
        Shape::Path { points, .. } => points.iter().flat_map(pair).collect(),
        Shape::Line(a, b) => vec![a.x, a.y, b.x, b.y],
        Shape::Circle { center, radius } => vec![center.x, center.y, *radius],
        Shape::Ellipse { center, rx, ry } => vec![center.x, center.y, *rx, *ry],
        Shape::Rect { x, y, width, height, round } => vec![*x, *y, *width, *height, *round],
        Shape::Text { at, rotate, .. } => vec![at.x, at.y, *rotate],
        Shape::Raster { x, y, width, height, .. } => vec![*x, *y, *width, *height],
    }
}

#[test]
fn classes_are_listed_once_and_explained() {
    for (i, (name, words)) in CLASSES.iter().enumerate() {
        assert!(!name.is_empty() && !words.is_empty());
        assert!(CLASSES[..i].iter().all(|(other, _)| other != name), "{name} is listed twice");
    }
}

#[test]
fn looks_are_rows_of_their_own_enum() {
    use crate::lines::Look;
    for (i, (look, name, classes)) in Look::ALL.iter().enumerate() {
        assert_eq!(*look as usize, i);
        assert!(classes.iter().all(|c| c.ends_with(&format!(" {name}"))));
        assert!(CLASSES.iter().any(|(c, _)| c == name));
    }
}

#[test]
fn words_are_escaped_in_svg() {
    let mut scene = Scene::empty(crate::Size::new(90.0, 40.0), "a<b & \"c\"", "No data.");
    scene.items[0].hint = "1 < 2".to_string();
    let svg = scene.svg();
    assert!(svg.contains("<title>a&lt;b &amp; &quot;c&quot;</title>") && svg.contains("1 &lt; 2"));
}

#[test]
fn a_raster_is_a_few_rectangles_when_neighbours_are_equal() {
    let shape =
        Shape::Raster { x: 0.0, y: 0.0, width: 4.0, height: 2.0, columns: 4, rows: 2, values: vec![0.25; 8] };
    let mut scene = Scene::new(crate::Size::new(4.0, 2.0), "t", "d");
    scene.push(Item::new("field", shape));
    assert_eq!(scene.svg().matches("<rect").count(), 2);
}
