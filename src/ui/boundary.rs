//! The boundary panel: what a classifier says all over the plane, and the points it learns from.
//! Not here: how the plane is drawn (see `plot`).

use super::picture::{Picture, use_width};
use plot::{Datum, Point, Shape, text};
use session::{Boundary as Plane, Data, Document, Look, Msg, Part, View};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct BoundaryProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Boundary(props: &BoundaryProps) -> Html {
    let tests = use_state_eq(|| true);
    let here = use_state_eq(|| None::<Point>);
    let (place, area) = (use_node_ref(), use_node_ref());
    let width = use_width(&place, 320.0);
    let body = match &props.look.boundary {
        None => html! { <p class="empty">{ "The plane appears when the model can run." }</p> },
        Some(plane) => {
            let mut figure = figure(plane, *tests, width.clamp(200.0, 380.0));
            // Points come in the predictions' order: the one looked at is marked, a click looks at another.
            figure.selected = Some(props.document.view.example);
            let view = props.document.view.clone();
            let pick = props.say.reform(move |example| Msg::Look(View { example, ..view.clone() }));
            let scene = Rc::new(figure.scene());
            let (set, away, painted, on) = (here.setter(), here.setter(), scene.clone(), area.clone());
            let onpointermove = Callback::from(move |e: PointerEvent| {
                set.set(on.cast::<Element>().and_then(|a| spot(&painted, &a, &e)))
            });
            html! {
                <>
                    <div class="plane" ref={area} {onpointermove} onpointerleave={move |_: PointerEvent| away.set(None)}>
                        <Picture {scene} hook="boundary" {pick} />
                    </div>
                    { below(props, plane, tests.clone(), *here) }
                </>
            }
        }
    };
    html! {
        <section class="panel boundary" aria-labelledby="boundary-title" data-ketloom="boundary-panel">
            <h2 id="boundary-title">{ "Decision boundary" }<small>{ caption(&props.document.setup.data) }</small></h2>
            <div ref={place}>{ body }</div>
        </section>
    }
}

/// "moons · noise 10 % · 200 points".
fn caption(data: &Data) -> String {
    match data {
        Data::Points { set, count, noise, .. } => format!("{set} · noise {noise} % · {count} points"),
        _ => String::new(),
    }
}

fn figure(plane: &Plane, test: bool, size: f64) -> plot::Boundary {
    let datum = |d: &session::Dot| Datum { x: d.x, label: d.label, test: d.part == Part::Test };
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

/// Where the pointer is in the field: 0..1 to the right and downwards.
fn spot(scene: &plot::Scene, area: &Element, event: &PointerEvent) -> Option<Point> {
    let field = scene.items.iter().find_map(|item| match item.shape {
        Shape::Raster { x, y, width, height, .. } => Some((x, y, width, height)),
        _ => None,
    })?;
    let svg = area.query_selector("svg").ok()??.get_bounding_client_rect();
    let scale = scene.width / svg.width().max(1.0);
    let x = ((f64::from(event.client_x()) - svg.left()) * scale - field.0) / field.2;
    let y = ((f64::from(event.client_y()) - svg.top()) * scale - field.1) / field.3;
    ((0.0..1.0).contains(&x) && (0.0..1.0).contains(&y)).then_some(Point::new(x, y))
}

/// What the model says at a place: "x1 0.31, x2 −0.20: inner with 0.87".
fn said(plane: &Plane, classes: &[String], at: Point) -> Option<String> {
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

/// What the signs mean, what the pointer is on, and whether test points are shown.
fn below(props: &BoundaryProps, plane: &Plane, tests: UseStateHandle<bool>, here: Option<Point>) -> Html {
    let classes = &props.look.classes;
    let hint = "Colour: how sure the model is. Line: where it is undecided. Filled points are trained on, outlined ones held out.";
    let words = here.and_then(|at| said(plane, classes, at)).unwrap_or_else(|| hint.to_string());
    let (set, now) = (tests.setter(), *tests);
    html! {
        <>
            <div class="choices">
                <span class="key">
                    <svg class="picture sample" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><circle class="point zero" cx="6" cy="6" r="4" /></svg>
                    { class(classes, false) }
                </span>
                <span class="key">
                    <svg class="picture sample" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><polygon class="point one" points="6,1 11,6 6,11 1,6" /></svg>
                    { class(classes, true) }
                </span>
                <label class="switch"><input type="checkbox" checked={now} data-ketloom="test-points" onchange={move |_: Event| set.set(!now)} />{ "test points" }</label>
            </div>
            <p class="hint" data-ketloom="boundary-reading">{ words }</p>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_read_out_is_the_cell_under_the_pointer() {
        let plane = Plane { size: 2, reach: 1.5, values: vec![0.1, 0.2, 0.7, 0.9], dots: Vec::new() };
        let classes = ["outer".to_string(), "inner".to_string()];
        let at = |x, y| said(&plane, &classes, Point::new(x, y)).unwrap_or_default();
        assert_eq!(at(0.75, 0.75), "x1 0.75, x2 −0.75: inner with 0.90");
        assert_eq!(at(0.25, 0.25), "x1 −0.75, x2 0.75: outer with 0.90");
    }
}
