//! How one op looks: boxes, meters, control dots, ⊕, crosses, the line that joins them, and what it waits for.

use super::{CELL_HEIGHT, CELL_WIDTH, Geometry, display_size, speech};
use crate::measure::{self, SMALL, SYMBOL};
use crate::{Anchor, Item, Point, Size};
use circuit::{AngleKind, Axis, Circuit, Control, Family, Op, search::replaced};

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
            (AngleKind::Timed, false) => ("gate time", "sub time"),
            (AngleKind::Constant, true) => ("gate ghost", "sub ghost"),
            (AngleKind::Trainable, true) => ("gate theta ghost", "sub theta ghost"),
            (AngleKind::Data, true) => ("gate data ghost", "sub data ghost"),
            (AngleKind::Mixed, true) => ("gate mixed ghost", "sub mixed ghost"),
            (AngleKind::Timed, true) => ("gate time ghost", "sub time ghost"),
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

/// The shapes of an op of a circuit in a column, from back to front.
pub(super) fn drawn(
    circuit: &Circuit,
    op: &Op,
    geometry: Geometry,
    column: usize,
    value: Option<String>,
    ghost: bool,
) -> Vec<Item> {
    let dress = Dress::of(op.args.first().map_or(AngleKind::Constant, |a| a.kind()), ghost);
    let at = |wire| geometry.center(wire, column);
    let mut items = Vec::new();
    let (low, high) = op.span();
    if low < high {
        items.push(Item::line(dress.join, at(low), at(high)));
    }
    op.controls.iter().for_each(|control| draw_control(&mut items, &dress, *control, at(control.qubit)));
    match op.gate.name {
        "X" if !op.controls.is_empty() => draw_plus(&mut items, &dress, at(op.targets[0])),
        "SWAP" => op.targets.iter().for_each(|q| draw_cross(&mut items, &dress, at(*q))),
        _ => {
            for part in boxes(circuit, op, value.as_deref()) {
                // A gate that waits leaves room for what it waits for over its uppermost wire.
                let drop = if part.wires.0 == low && !op.conditions.is_empty() { TAG } else { 0.0 };
                draw_box(&mut items, &dress, &part, (at(part.wires.0), at(part.wires.1)), drop);
            }
        }
    }
    if !op.conditions.is_empty() {
        draw_condition(&mut items, speech::conditions(circuit, op, true), at(low));
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

/// How much lower a box begins that has a condition over it.
const TAG: f64 = 9.0;

/// A control's dot; along X and Y a larger one with the axis in it, lest it be taken for ⊕.
fn draw_control(items: &mut Vec<Item>, dress: &Dress, control: Control, at: Point) {
    let class = if control.on { dress.control } else { dress.open };
    let letter = match control.axis {
        Axis::Z => return items.push(Item::circle(class, at, 5.0)),
        Axis::X => "X",
        Axis::Y => "Y",
    };
    items.push(Item::circle(class, at, 8.0));
    let base = Point::new(at.x, measure::baseline(at.y, SMALL));
    items.push(Item::text(if control.on { "sub on" } else { "sub" }, base, Anchor::Middle, letter));
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

/// What an op waits for, over its uppermost wire.
fn draw_condition(items: &mut Vec<Item>, words: String, at: Point) {
    let words = measure::shortened(&words, SMALL, CELL_WIDTH - 4.0);
    let wide = measure::width(&words, SMALL) + 6.0;
    let top = at.y - CELL_HEIGHT / 2.0 + 1.0;
    items.push(Item::rect("condition", at.x - wide / 2.0, top, Size::new(wide, 13.0), 3.0));
    let base = Point::new(at.x, measure::baseline(top + 6.5, SMALL));
    items.push(Item::text("condition-text", base, Anchor::Middle, words));
}

/// What a box is like.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Gate,
    /// A dial with a needle.
    Meter,
    /// Round ends.
    Channel,
}

/// A box on some neighbouring wires.
struct Boxed {
    /// The first and the last.
    wires: (usize, usize),
    kind: Kind,
    symbol: String,
    subs: Vec<String>,
}

/// The boxes of an op: one for each target, or for each register whose wires are neighbours in their order.
fn boxes(circuit: &Circuit, op: &Op, value: Option<&str>) -> Vec<Boxed> {
    let kind = match op.gate.family {
        Family::Channels => Kind::Channel,
        _ if op.gate.measures() => Kind::Meter,
        _ => Kind::Gate,
    };
    let symbol = op.custom.as_ref().map_or(op.gate.symbol, |body| &body.name);
    let mut all = Vec::new();
    let mut add = |wires, symbol: &str, subs| {
        all.push(Boxed { wires, kind, symbol: symbol.to_string(), subs });
    };
    let registers = op.gate.registers;
    if registers.is_empty() {
        for (i, q) in op.targets.iter().enumerate() {
            let mut subs = Vec::new();
            subs.extend(op.bits.get(i).map(|b| circuit.bit_name(*b)));
            subs.extend(arguments(op));
            subs.extend(value.map(str::to_string));
            add((*q, *q), symbol, subs);
        }
        return all;
    }
    // "+A mod R" stands in two lines.
    let (symbol, rest) = symbol.split_once(' ').unwrap_or((symbol, ""));
    for (r, name) in registers.iter().enumerate() {
        let (wires, mut subs) = (op.register(r), Vec::new());
        if r == 0 {
            let second = if rest.is_empty() { *name } else { rest };
            subs.extend((registers.len() > 1).then(|| second.to_string()));
            subs.extend(arguments(op));
        }
        let face = if r == 0 { symbol } else { *name };
        let (first, last) = (wires[0], wires[wires.len() - 1]);
        if wires.windows(2).all(|w| w[1] == w[0] + 1) {
            add((first, last), face, subs);
            continue;
        }
        for (i, q) in wires.iter().enumerate() {
            // Which of the register's bits it is: the last is the least significant.
            let mut subs = subs.clone();
            subs.push(format!("bit {}", wires.len() - 1 - i));
            add((*q, *q), face, subs);
        }
    }
    all
}

/// Its arguments as they stand in a box.
fn arguments(op: &Op) -> Option<String> {
    let all: Vec<String> = op.args.iter().map(|a| a.pretty()).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// A box with a symbol and up to two smaller lines: the angle, and a value of it, or a classical bit.
fn draw_box(items: &mut Vec<Item>, dress: &Dress, part: &Boxed, (from, to): (Point, Point), drop: f64) {
    let fit =
        |s: &String| measure::shortened(&replaced(&replaced(s, " + ", "+"), " − ", "−"), SMALL, BOX - 4.0);
    let subs: Vec<String> = part.subs.iter().take(2).map(fit).collect();
    let margin = if subs.len() > 1 || drop > 0.0 { 4.0 } else { 8.0 };
    let top = from.y - CELL_HEIGHT / 2.0 + margin + drop;
    let size = Size::new(BOX, to.y + CELL_HEIGHT / 2.0 - margin - top);
    let middle = top + size.height / 2.0;
    let (class, round) = match part.kind {
        Kind::Channel => ("gate channel", 16.0),
        _ => (dress.frame, 7.0),
    };
    items.push(Item::rect(class, from.x - BOX / 2.0, top, size, round));
    let lines = subs.len() as f64;
    let base = measure::baseline(middle - 6.0 * lines, SYMBOL);
    if part.kind == Kind::Meter {
        draw_meter(items, dress, part.symbol.trim_start_matches('M'), Point::new(from.x, base + 1.0));
    } else {
        let long = measure::width(&part.symbol, SYMBOL) > BOX - 2.0;
        let (class, height) = if long { (dress.sub, SMALL) } else { (dress.symbol, SYMBOL) };
        let words = measure::shortened(&part.symbol, height, BOX - 2.0);
        items.push(Item::text(class, Point::new(from.x, base), Anchor::Middle, words));
    }
    for (i, sub) in subs.into_iter().enumerate() {
        let base = base + 12.5 + 11.5 * i as f64;
        items.push(Item::text(dress.sub, Point::new(from.x, base), Anchor::Middle, sub));
    }
}

/// Half a circle of radius 10, in steps of 22.5°.
const ARC: [(f64, f64); 9] = [
    (10.0, 0.0),
    (9.2, 3.8),
    (7.1, 7.1),
    (3.8, 9.2),
    (0.0, 10.0),
    (-3.8, 9.2),
    (-7.1, 7.1),
    (-9.2, 3.8),
    (-10.0, 0.0),
];

/// A dial with its needle and, along another axis than Z, the axis.
fn draw_meter(items: &mut Vec<Item>, dress: &Dress, axis: &str, at: Point) {
    let on = |(x, y): (f64, f64)| Point::new(at.x + x, at.y - y);
    items.push(Item::path("dial", ARC.map(on).to_vec()));
    items.push(Item::line(dress.plus, at, on((6.9, 9.8))));
    if !axis.is_empty() {
        items.push(Item::text(dress.sub, on((-15.0, 4.0)), Anchor::Middle, axis));
    }
}

/// The columns after which a wire is classical, and those where it ceases to be: from a measurement to the next op
/// that may change what was found.
pub(super) fn classical(circuit: &Circuit, columns: &[usize], wire: usize) -> Vec<(usize, Option<usize>)> {
    let mut spans: Vec<(usize, Option<usize>)> = Vec::new();
    let mut open = None;
    for (op, column) in circuit.ops().iter().zip(columns) {
        if !op.qubits().any(|q| q == wire) {
            continue;
        }
        let along_z = |c: &Control| c.qubit == wire && c.axis == Axis::Z;
        let measured = op.gate.name == "MEASURE" && op.conditions.is_empty();
        let idle = op.gate.name == "SPACER" || op.gate.is_display();
        let keeps = measured || idle || op.controls.iter().any(along_z);
        match open {
            Some(from) if !keeps => {
                spans.push((from, Some(*column)));
                open = None;
            }
            None if measured => open = Some(*column),
            _ => {}
        }
    }
    spans.extend(open.map(|from| (from, None)));
    spans
}
