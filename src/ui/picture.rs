//! Paints a scene as SVG, and measures the width there is to paint in. Not here: what is drawn (see `plot`).

use plot::{Anchor, Item, Point, Scene, Shape, classes};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

/// What is painted, and who hears of the pointer.
#[derive(Properties, PartialEq)]
pub struct PictureProps {
    /// The scene.
    pub scene: Rc<Scene>,
    /// Its `data-ketloom`.
    #[prop_or_default]
    pub hook: AttrValue,
    /// Further classes of the svg element.
    #[prop_or_default]
    pub class: Classes,
    /// Its role; a picture with controls of its own as `children` is a `group`.
    #[prop_or(AttrValue::Static("img"))]
    pub role: AttrValue,
    /// Hears the key of the item that was clicked.
    #[prop_or_default]
    pub pick: Option<Callback<usize>>,
    /// Hears the key of the item under the pointer.
    #[prop_or_default]
    pub hover: Option<Callback<Option<usize>>>,
    /// SVG in front of the scene, in its units.
    #[prop_or_default]
    pub children: Html,
}

/// A scene as an SVG of its own size, which CSS may shrink.
#[component]
pub fn Picture(props: &PictureProps) -> Html {
    let scene = &props.scene;
    let pick = props.pick.clone();
    let onclick = pick
        .map(|pick| Callback::from(move |e: MouseEvent| key_of(&e).into_iter().for_each(|k| pick.emit(k))));
    let over = props.hover.clone().map(|hover| Callback::from(move |e: PointerEvent| hover.emit(key_of(&e))));
    let out = props.hover.clone().map(|hover| Callback::from(move |_: PointerEvent| hover.emit(None)));
    let (width, height) = (short(scene.width), short(scene.height));
    html! {
        <svg class={classes!("picture", props.class.clone())} role={props.role.clone()} data-ketloom={props.hook.clone()}
            aria-label={scene.title.clone()} viewBox={format!("0 0 {width} {height}")} {width} {height}
            {onclick} onpointermove={over} onpointerleave={out}>
            if !scene.description.is_empty() {
                <desc>{ scene.description.clone() }</desc>
            }
            { for scene.items.iter().map(painted) }
            { props.children.clone() }
        </svg>
    }
}

/// How many shades a raster has, but one.
const LEVELS: usize = 40;

/// The width of an element, measured and kept up to date; `first` until then.
#[hook]
pub fn use_width(node: &NodeRef, first: f64) -> f64 {
    let width = use_state_eq(|| first);
    let (place, set) = (node.clone(), width.setter());
    use_effect_with((), move |()| {
        let measured = place.clone();
        let measure = move || {
            let now = measured.cast::<Element>().map_or(0, |e| e.client_width());
            if now > 0 {
                set.set(f64::from(now));
            }
        };
        measure();
        let changed = Closure::<dyn FnMut()>::new(measure);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, place.cast::<Element>()) {
            observer.observe(&element);
        }
        move || {
            observer.iter().for_each(ResizeObserver::disconnect);
            drop(changed);
        }
    });
    *width
}

fn key_of(event: &web_sys::MouseEvent) -> Option<usize> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    element.closest("[data-key]").ok()??.get_attribute("data-key")?.parse().ok()
}

/// A number with at most two decimals.
pub fn short(v: f64) -> String {
    if v.is_finite() { ((v * 100.0).round() / 100.0).to_string() } else { "0".into() }
}

/// An element with attributes.
pub fn element(name: &'static str, attributes: Vec<(&'static str, String)>) -> VTag {
    let mut tag = VTag::new(name);
    for (name, value) in attributes {
        tag.add_attribute(name, value);
    }
    tag
}

/// An SVG rectangle.
pub fn rect(class: &'static str, corner: Point, width: f64, height: f64) -> VTag {
    let place = numbers(&[("x", corner.x), ("y", corner.y), ("width", width), ("height", height)]);
    let mut tag = element("rect", place);
    tag.add_attribute("class", class);
    tag
}

fn numbers(pairs: &[(&'static str, f64)]) -> Vec<(&'static str, String)> {
    pairs.iter().map(|(name, v)| (*name, short(*v))).collect()
}

fn painted(item: &Item) -> Html {
    if let Shape::Raster { .. } = item.shape {
        return raster(item);
    }
    let (name, attributes) = geometry(&item.shape);
    let mut tag = element(name, attributes);
    if item.selected {
        tag.add_attribute("class", format!("{} selected", item.class));
    } else {
        tag.add_attribute("class", item.class);
    }
    if let Some(key) = item.key {
        tag.add_attribute("data-key", key.to_string());
    }
    if let Some(level) = item.level {
        tag.add_attribute("style", format!("{}:{}", classes::variable(item.class), short(level)));
    }
    if !item.hint.is_empty() {
        tag.add_child(html! { <title>{ item.hint.clone() }</title> });
    }
    if let Shape::Text { text, .. } = &item.shape {
        tag.add_child(VNode::from(text.clone()));
    }
    tag.into()
}

fn geometry(shape: &Shape) -> (&'static str, Vec<(&'static str, String)>) {
    match shape {
        Shape::Path { points, closed } => {
            let mut corners = String::new();
            for p in points {
                corners.push_str(&short(p.x));
                corners.push(',');
                corners.push_str(&short(p.y));
                corners.push(' ');
            }
            (if *closed { "polygon" } else { "polyline" }, vec![("points", corners)])
        }
        Shape::Line(a, b) => ("line", numbers(&[("x1", a.x), ("y1", a.y), ("x2", b.x), ("y2", b.y)])),
        Shape::Circle { center, radius } => {
            ("circle", numbers(&[("cx", center.x), ("cy", center.y), ("r", *radius)]))
        }
        Shape::Ellipse { center, rx, ry } => {
            ("ellipse", numbers(&[("cx", center.x), ("cy", center.y), ("rx", *rx), ("ry", *ry)]))
        }
        Shape::Rect { x, y, width, height, round } => {
            ("rect", numbers(&[("x", *x), ("y", *y), ("width", *width), ("height", *height), ("rx", *round)]))
        }
        Shape::Text { at, anchor, rotate, .. } => {
            let mut attributes = numbers(&[("x", at.x), ("y", at.y)]);
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => attributes.push(("text-anchor", "middle".into())),
                Anchor::End => attributes.push(("text-anchor", "end".into())),
            }
            if *rotate != 0.0 {
                let turn = format!("rotate({} {} {})", short(*rotate), short(at.x), short(at.y));
                attributes.push(("transform", turn));
            }
            ("text", attributes)
        }
        Shape::Raster { .. } => ("g", Vec::new()),
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
    let mut group = element("g", vec![("class", item.class.to_string())]);
    for (level, path) in paths.into_iter().enumerate() {
        let mut tag = element("path", vec![("d", path)]);
        tag.add_attribute("style", format!("--v:{}", short(level as f64 / LEVELS as f64)));
        group.add_child(tag.into());
    }
    group.into()
}
