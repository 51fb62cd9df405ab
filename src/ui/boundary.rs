//! The boundary panel: what a classifier says all over the plane, and the points it learns from.
//! Not here: how the plane is drawn (see `plot`).

use super::Act;
use super::part::Part;
use super::picture::{key_of, picture};
use super::shown::{Room, Shown};
use super::tag::{Fixed, Hear, element_of, pointer, switch, tag, words};
use plot::{Datum, Point, text};
use session::{Boundary as Field, Data, Part as Split};
use std::rc::Rc;
use web_sys::Event;
use yew::Html;

/// The panel.
pub fn view(shown: &Rc<Shown>) -> Html {
    let place = tag("div", &[]).set("data-room", Room::Plane.name());
    let place = match &shown.look.boundary {
        None => place.child(words("p", "empty", "The plane appears when the model can run.")),
        Some(field) => place.child(Part::Plane.of(shown)).child(below(shown, field)),
    };
    let title = tag("h2", &[("id", "boundary-title")]).text("Decision boundary");
    tag(
        "section",
        &[
            ("class", "panel boundary"),
            ("aria-labelledby", "boundary-title"),
            ("data-ketloom", "boundary-panel"),
        ],
    )
    .child(title.child(words("small", "", caption(&shown.setup.data))))
    .child(place)
    .html()
}

/// The plane itself.
pub fn plane(shown: &Rc<Shown>) -> Html {
    let Some(field) = &shown.look.boundary else { return Html::default() };
    let width = shown.local.width(Room::Plane);
    let mut figure = figure(field, !shown.local.untested, width.clamp(200.0, 380.0));
    // Points come in the predictions' order: the one looked at is marked, a click looks at another.
    figure.selected = Some(shown.view().example);
    let scene = figure.scene();
    let painted = raster(&scene);
    let picture = picture(&scene, "boundary", "img").on(Hear::Click, |e| {
        let example = key_of(e)?;
        Some(Act::Look(Rc::new(move |view| view.example = example)))
    });
    let here = |spot: Option<Point>| Some(Act::Set(Rc::new(move |local| local.spot = spot)));
    tag("div", &[("class", "plane")])
        .on(Hear::Move, move |e| here(spot(painted?, e)))
        .on(Hear::Leave, move |_| here(None))
        .child(picture)
        .html()
}

/// "moons · noise 10 % · 200 points".
fn caption(data: &Data) -> String {
    match data {
        Data::Points { set, count, noise, .. } => format!("{set} · noise {noise} % · {count} points"),
        _ => String::new(),
    }
}

fn figure(plane: &Field, test: bool, size: f64) -> plot::Boundary {
    let datum = |d: &session::Dot| Datum { x: d.x, label: d.label, test: d.part == Split::Test };
    plot::Boundary {
        title: "Decision boundary".to_string(),
        range: [-plane.reach, plane.reach, -plane.reach, plane.reach],
        columns: plane.size,
        rows: plane.size,
        values: plane.values.clone(),
        points: plane.dots.iter().map(datum).collect(),
        test,
        selected: None,
        size,
    }
}

/// Where the field is in the scene: left, top, width, height, and the scene's width.
fn raster(scene: &plot::Scene) -> Option<[f64; 5]> {
    scene.items.iter().find_map(|item| match item.shape {
        plot::Shape::Raster { x, y, width, height, .. } => Some([x, y, width, height, scene.width]),
        _ => None,
    })
}

/// Where the pointer is in the field: 0..1 to the right and downwards.
fn spot([left, top, width, height, scene]: [f64; 5], event: &Event) -> Option<Point> {
    let area = element_of(event)?.closest(".plane").ok()??;
    let svg = area.query_selector("svg").ok()??.get_bounding_client_rect();
    let scale = scene / svg.width().max(1.0);
    let x = ((f64::from(pointer(event).client_x()) - svg.left()) * scale - left) / width;
    let y = ((f64::from(pointer(event).client_y()) - svg.top()) * scale - top) / height;
    ((0.0..1.0).contains(&x) && (0.0..1.0).contains(&y)).then_some(Point::new(x, y))
}

/// What the model says at a place: "x1 0.31, x2 −0.20: inner with 0.87".
fn said(plane: &Field, classes: &[String], at: Point) -> Option<String> {
    let cell = |v: f64| (v * plane.size as f64) as usize;
    let p = *plane.values.get(cell(at.y) * plane.size + cell(at.x))?;
    let place = |v: f64| text::fixed((2.0 * v - 1.0) * plane.reach, 2);
    let one = p >= 0.5;
    let sure = if one { p } else { 1.0 - p };
    Some(format!(
        "x1 {}, x2 {}: {} with {}",
        place(at.x),
        place(1.0 - at.y),
        class(classes, one),
        text::fixed(sure, 2)
    ))
}

fn class(classes: &[String], one: bool) -> String {
    classes.get(usize::from(one)).cloned().unwrap_or_else(|| format!("class {}", u8::from(one)))
}

/// A sign of the plane and what it means.
fn sign(shape: &'static str, fixed: Fixed, class: String) -> Html {
    let svg = tag(
        "svg",
        &[
            ("class", "picture sample"),
            ("viewBox", "0 0 12 12"),
            ("width", "12"),
            ("height", "12"),
            ("aria-hidden", "true"),
        ],
    );
    tag("span", &[("class", "key")]).child(svg.child(tag(shape, fixed))).text(class).html()
}

/// What the signs mean, what the pointer is on, and whether test points are shown.
fn below(shown: &Shown, plane: &Field) -> Html {
    let classes = &shown.look.classes;
    let hint = "Colour: how sure the model is. Line: where it is undecided. Filled points are trained on, outlined ones held out.";
    let reading =
        shown.local.spot.and_then(|at| said(plane, classes, at)).unwrap_or_else(|| hint.to_string());
    let circle = &[("class", "point zero"), ("cx", "6"), ("cy", "6"), ("r", "4")];
    let diamond = &[("class", "point one"), ("points", "6,1 11,6 6,11 1,6")];
    let choices = tag("div", &[("class", "choices")])
        .child(sign("circle", circle, class(classes, false)))
        .child(sign("polygon", diamond, class(classes, true)))
        .child(switch("test-points", !shown.local.untested, "test points", |l| l.untested = !l.untested));
    let line = tag("p", &[("class", "hint"), ("data-ketloom", "boundary-reading")]).text(reading);
    super::tag::list(vec![choices.html(), line.html()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_read_out_is_the_cell_under_the_pointer() {
        let plane = Field { size: 2, reach: 1.5, values: vec![0.1, 0.2, 0.7, 0.9], dots: Vec::new() };
        let classes = ["outer".to_string(), "inner".to_string()];
        let at = |x, y| said(&plane, &classes, Point::new(x, y)).unwrap_or_default();
        assert_eq!(at(0.75, 0.75), "x1 0.75, x2 −0.75: inner with 0.90");
        assert_eq!(at(0.25, 0.25), "x1 −0.75, x2 0.75: outer with 0.90");
    }
}
