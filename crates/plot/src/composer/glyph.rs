//! How one op looks: boxes, control dots, ⊕, crosses, and the line that joins them.

use super::{CELL_HEIGHT, CELL_WIDTH, Geometry, display_size};
use crate::measure::{self, SMALL, SYMBOL};
use crate::{Anchor, Item, Point, Size};
use circuit::{AngleKind, Op, search::replaced};

const BOX: f64 = CELL_WIDTH - 8.0;

/// The classes of an op's parts.
struct Dress {
    frame: &'static str,
    sub: &'static str,
    symbol: &'static str,
    join: &'static str,
    control: &'static str,
    open: &'static str,
    target: &'static str,
    plus: &'static str,
    cross: &'static str,
}

impl Dress {
    fn of(kind: AngleKind, ghost: bool) -> Dress {
        let (frame, sub) = match (kind, ghost) {
            (AngleKind::Constant, false) => ("gate", "sub"),
            (AngleKind::Trainable, false) => ("gate theta", "sub theta"),
            (AngleKind::Data, false) => ("gate data", "sub data"),
            (AngleKind::Mixed, false) => ("gate mixed", "sub mixed"),
            (AngleKind::Constant, true) => ("gate ghost", "sub ghost"),
            (AngleKind::Trainable, true) => ("gate theta ghost", "sub theta ghost"),
            (AngleKind::Data, true) => ("gate data ghost", "sub data ghost"),
            (AngleKind::Mixed, true) => ("gate mixed ghost", "sub mixed ghost"),
        };
        let pick = |plain, held| if ghost { held } else { plain };
        Dress {
            frame,
            sub,
            symbol: pick("symbol", "symbol ghost"),
            join: pick("join", "join ghost"),
            control: pick("control", "control ghost"),
            open: pick("control open", "control open ghost"),
            target: pick("target", "target ghost"),
            plus: pick("plus", "plus ghost"),
            cross: pick("cross", "cross ghost"),
        }
    }
}

/// Whether a class is that of a part that may carry the op's name.
pub(super) fn is_body(class: &str) -> bool {
    ["gate", "target", "cross"].iter().any(|c| class.split(' ').next() == Some(c))
}

/// The shapes of an op in a column, from back to front.
pub(super) fn drawn(
    op: &Op,
    geometry: Geometry,
    column: usize,
    value: Option<String>,
    ghost: bool,
) -> Vec<Item> {
    let dress = Dress::of(op.angle().map_or(AngleKind::Constant, |a| a.kind()), ghost);
    let at = |wire| geometry.center(wire, column);
    let mut items = Vec::new();
    let (low, high) = op.span();
    if low < high {
        items.push(Item::line(dress.join, at(low), at(high)));
    }
    for control in &op.controls {
        let class = if control.on { dress.control } else { dress.open };
        items.push(Item::circle(class, at(control.qubit), 5.0));
    }
    for target in &op.targets {
        match op.gate.name {
            "X" if !op.controls.is_empty() => draw_plus(&mut items, &dress, at(*target)),
            "SWAP" => draw_cross(&mut items, &dress, at(*target)),
            _ => draw_box(&mut items, &dress, op, at(*target), value.as_deref()),
        }
    }
    items
}

/// The frame of a display from back to front: over all wires between its first and last, with pins where its own enter
/// if others pass behind it.
pub(super) fn display(op: &Op, geometry: Geometry, column: usize, filled: bool, ghost: bool) -> Vec<Item> {
    let (low, high) = op.span();
    let (corner, size) = (geometry.display_corner(low, column), display_size(high - low + 1));
    let class = if ghost { "gate display ghost" } else { "gate display" };
    let mut items = vec![Item::rect(class, corner.x, corner.y, size, 5.0)];
    if high - low + 1 > op.targets.len() {
        let pin = |q: &usize| {
            let y = geometry.center(*q, column).y;
            Item::rect("pin", corner.x - 2.0, y - 5.0, Size::new(4.0, 10.0), 2.0)
        };
        items.extend(op.targets.iter().map(pin));
    }
    if !filled {
        let middle = measure::baseline(corner.y + size.height / 2.0, SYMBOL);
        let words = measure::shortened(op.gate.symbol, SYMBOL, BOX - 2.0);
        let at = Point::new(corner.x + size.width / 2.0, middle);
        items.push(Item::text(if ghost { "symbol ghost" } else { "symbol" }, at, Anchor::Middle, words));
    }
    items
}

fn draw_plus(items: &mut Vec<Item>, dress: &Dress, at: Point) {
    let arm = |dx: f64, dy: f64| Point::new(at.x + 11.0 * dx, at.y + 11.0 * dy);
    items.push(Item::circle(dress.target, at, 11.0));
    items.push(Item::line(dress.plus, arm(-1.0, 0.0), arm(1.0, 0.0)));
    items.push(Item::line(dress.plus, arm(0.0, -1.0), arm(0.0, 1.0)));
}

fn draw_cross(items: &mut Vec<Item>, dress: &Dress, at: Point) {
    let corner = |dx: f64, dy: f64| Point::new(at.x + 7.0 * dx, at.y + 7.0 * dy);
    items.push(Item::line(dress.cross, corner(-1.0, -1.0), corner(1.0, 1.0)));
    items.push(Item::line(dress.cross, corner(-1.0, 1.0), corner(1.0, -1.0)));
}

/// A box with a symbol and up to two smaller lines: the angle, and a value of it.
fn draw_box(items: &mut Vec<Item>, dress: &Dress, op: &Op, at: Point, value: Option<&str>) {
    let angle = op.angle().map(|a| a.pretty());
    let subs: Vec<String> = angle
        .into_iter()
        .chain(value.map(str::to_string))
        .map(|s| measure::shortened(&replaced(&replaced(&s, " + ", "+"), " − ", "−"), SMALL, BOX - 4.0))
        .collect();
    let high = if subs.len() > 1 { CELL_HEIGHT - 8.0 } else { CELL_HEIGHT - 16.0 };
    let size = Size::new(BOX, high);
    items.push(Item::rect(dress.frame, at.x - BOX / 2.0, at.y - high / 2.0, size, 7.0));
    let lines = subs.len() as f64;
    let symbol = measure::baseline(at.y - 6.0 * lines, SYMBOL);
    let words = measure::shortened(op.gate.symbol, SYMBOL, BOX - 2.0);
    items.push(Item::text(dress.symbol, Point::new(at.x, symbol), Anchor::Middle, words));
    for (i, sub) in subs.into_iter().enumerate() {
        let base = symbol + 12.5 + 11.5 * i as f64;
        items.push(Item::text(dress.sub, Point::new(at.x, base), Anchor::Middle, sub));
    }
}
