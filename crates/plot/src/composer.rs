//! The drawing of a circuit in cells of a fixed size, and the geometry the page shares: where a cell is, which
//! cell a point is in. The page lays a grid of focusable elements of exactly these cells over the drawing.

use crate::measure::{self, LABEL, SMALL};
use crate::{Anchor, Item, Point, Scene, Size};
use circuit::{Circuit, Op};

mod glyph;
mod speech;

pub use speech::{conditions, details, display_name, op_name, said_arguments, spoken};

/// Width of a cell.
pub const CELL_WIDTH: f64 = 52.0;
/// Height of a cell.
pub const CELL_HEIGHT: f64 = 56.0;
/// Room for the wires' names and kets, at the left.
pub const HEAD: f64 = 92.0;
/// Of it, the width that a wire's ket may take the pointer in, at the right.
pub const KET: f64 = 44.0;
/// Room for a block of earlier circuits before column 0, when there is one.
pub const PREFIX: f64 = 68.0;
/// Room for the scrubber's handle, above the first wire's cells.
pub const TOP: f64 = 16.0;
/// Room below the last wire's cells.
pub const BOTTOM: f64 = 6.0;
/// Room for read-outs, right of the last column.
pub const TAIL: f64 = 88.0;

/// Where cells are. The same in drawing and in the page; it depends only on whether there is a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Geometry {
    /// Whether a block stands before column 0.
    pub prefix: bool,
}

impl Geometry {
    /// The left edge of column 0.
    pub fn left(self) -> f64 {
        HEAD + if self.prefix { PREFIX } else { 0.0 }
    }
    /// The size of the drawing with so many columns (at least what the circuit needs and a free one).
    pub fn size(self, circuit: &Circuit, columns: usize) -> Size {
        let columns = columns.max(columns_of(circuit)) as f64;
        let width = self.left() + columns * CELL_WIDTH + TAIL;
        Size::new(width, TOP + circuit.qubits() as f64 * CELL_HEIGHT + BOTTOM)
    }
    /// The top left corner of a cell; its size is `CELL_WIDTH` by `CELL_HEIGHT`.
    pub fn cell_rect(self, wire: usize, column: usize) -> Point {
        Point::new(self.left() + column as f64 * CELL_WIDTH, TOP + wire as f64 * CELL_HEIGHT)
    }
    /// The top left corner of a display from a wire down.
    pub fn display_corner(self, wire: usize, column: usize) -> Point {
        let corner = self.cell_rect(wire, column);
        Point::new(corner.x + AROUND, corner.y + AROUND)
    }
    /// The middle of a cell.
    pub fn center(self, wire: usize, column: usize) -> Point {
        let corner = self.cell_rect(wire, column);
        Point::new(corner.x + CELL_WIDTH / 2.0, corner.y + CELL_HEIGHT / 2.0)
    }
    /// The (column, wire) of a point; `None` left of column 0 and above wire 0. Ends to the right and below are the caller's.
    pub fn hit(self, point: Point) -> Option<(usize, usize)> {
        let column = (point.x - self.left()) / CELL_WIDTH;
        let wire = (point.y - TOP) / CELL_HEIGHT;
        (column >= 0.0 && wire >= 0.0).then_some((column as usize, wire as usize))
    }
    /// The column boundary nearest to an x: 0 is before column 0. For dragging the scrubber.
    pub fn boundary(self, x: f64) -> usize {
        ((x - self.left()) / CELL_WIDTH).round().max(0.0) as usize
    }
    /// The x of a column boundary.
    pub fn boundary_x(self, boundary: usize) -> f64 {
        self.left() + boundary as f64 * CELL_WIDTH
    }
}

/// Room between a display's frame and the edges of its cells.
const AROUND: f64 = 4.0;

/// The size of a display over so many wires.
pub fn display_size(wires: usize) -> Size {
    Size::new(CELL_WIDTH - 2.0 * AROUND, wires as f64 * CELL_HEIGHT - 2.0 * AROUND)
}

/// How many columns to show of a circuit: its own and one free, to drop into.
pub fn columns_of(circuit: &Circuit) -> usize {
    circuit.layout().width + 1
}

/// The op that touches a wire in a column. A wire that is only crossed on the way to a control is free of ops.
pub fn op_at(circuit: &Circuit, wire: usize, column: usize) -> Option<usize> {
    let columns = circuit.layout().columns;
    let here = |(i, op): (usize, &Op)| columns[i] == column && op.qubits().any(|q| q == wire);
    circuit.ops().iter().enumerate().position(here)
}

/// A circuit to be drawn, and what is going on in it.
pub struct Composer<'a> {
    /// The circuit.
    pub circuit: &'a Circuit,
    /// At least so many columns; there is always one free.
    pub columns: usize,
    /// The name of what runs before column 0, drawn as one block.
    pub prefix: Option<String>,
    /// The op selected.
    pub selected: Option<usize>,
    /// The (column, wire) under the pointer or in focus.
    pub hover: Option<(usize, usize)>,
    /// An op held over a column.
    pub ghost: Option<(Op, usize)>,
    /// The column boundary where the state is read.
    pub scrub: Option<usize>,
    /// A read-out at the end of each wire, as "⟨Z⟩ 0.31"; empty for none.
    pub read_outs: Vec<String>,
    /// The displays whose pictures the page puts into their frames; the others show their symbol.
    pub filled: Vec<usize>,
    /// A further line in a box, as the angle's present value.
    pub value: &'a dyn Fn(&Op) -> Option<String>,
}

impl<'a> Composer<'a> {
    /// The plain drawing.
    pub fn new(circuit: &'a Circuit) -> Composer<'a> {
        Composer {
            circuit,
            columns: 0,
            prefix: None,
            selected: None,
            hover: None,
            ghost: None,
            scrub: None,
            read_outs: Vec::new(),
            filled: Vec::new(),
            value: &|_| None,
        }
    }
    /// The geometry of this drawing.
    pub fn geometry(&self) -> Geometry {
        Geometry { prefix: self.prefix.is_some() }
    }
    /// What the circuit has, in a sentence.
    pub fn description(&self) -> String {
        let c = self.circuit;
        let shown = c.displays();
        let displays = match shown {
            0 => String::new(),
            n => format!(" and {}", crate::text::count(n as f64, "display")),
        };
        let ops = crate::text::count((c.ops().len() - shown) as f64, "gate");
        let columns = crate::text::count(c.layout().width as f64, "column");
        format!("{}, {ops}{displays} in {columns}.", crate::text::count(c.qubits() as f64, "qubit"))
    }
    /// The drawing.
    pub fn scene(&self) -> Scene {
        let mut scene = self.frame();
        for (i, column) in self.circuit.layout().columns.into_iter().enumerate() {
            let mut part = self.op(i, column);
            if let Some(first) = part.iter_mut().find(|item| glyph::is_body(item.class)) {
                first.hint = speech::name_in(self.circuit, &self.circuit.ops()[i], column);
            }
            scene.items.extend(part);
        }
        if let Some((op, column)) =
            self.ghost.as_ref().filter(|(op, _)| op.check(self.circuit.qubits(), self.circuit.bits()).is_ok())
        {
            scene.items.extend(self.drawn(op, *column, false, true));
        }
        scene
    }
    /// What stands behind the ops: all else.
    pub fn frame(&self) -> Scene {
        let held = self.ghost.as_ref().map_or(0, |g| g.1 + 1);
        let size = self.geometry().size(self.circuit, self.columns.max(held));
        let mut scene = Scene::new(size, "Circuit", self.description());
        self.draw_hover(&mut scene);
        let columns = self.circuit.layout().columns;
        (0..self.circuit.qubits()).for_each(|wire| self.draw_wire(&mut scene, &columns, wire));
        self.draw_prefix(&mut scene);
        self.draw_scrubber(&mut scene);
        self.draw_halo(&mut scene, &columns);
        scene
    }
    /// An op as it looks in a column.
    fn drawn(&self, op: &Op, column: usize, filled: bool, ghost: bool) -> Vec<Item> {
        match op.gate.is_display() {
            true => glyph::display(op, self.geometry(), column, filled, ghost),
            false => glyph::drawn(self.circuit, op, self.geometry(), column, (self.value)(op), ghost),
        }
    }
    /// The parts of an op, which stands in this column; without its name, which cells over it may have.
    pub fn op(&self, index: usize, column: usize) -> Vec<Item> {
        let Some(op) = self.circuit.ops().get(index) else { return Vec::new() };
        let mut part = self.drawn(op, column, self.filled.contains(&index), false);
        part.iter_mut().for_each(|item| {
            item.key = Some(index);
            item.selected = self.selected == Some(index);
        });
        part
    }

    fn draw_hover(&self, scene: &mut Scene) {
        let Some((column, wire)) = self.hover.filter(|h| h.1 < self.circuit.qubits()) else { return };
        let corner = self.geometry().cell_rect(wire, column);
        let size = Size::new(CELL_WIDTH - 2.0, CELL_HEIGHT - 2.0);
        scene.push(Item::rect("hover", corner.x + 1.0, corner.y + 1.0, size, 8.0));
    }

    fn draw_halo(&self, scene: &mut Scene, columns: &[usize]) {
        let chosen = self.selected.and_then(|i| Some((self.circuit.ops().get(i)?, *columns.get(i)?)));
        let Some((op, column)) = chosen else { return };
        let (low, high) = op.span();
        let corner = self.geometry().cell_rect(low, column);
        let size = Size::new(CELL_WIDTH - 1.0, (high - low + 1) as f64 * CELL_HEIGHT - 3.0);
        scene.push(Item::rect("halo", corner.x + 0.5, corner.y + 1.5, size, 9.0));
    }

    fn draw_wire(&self, scene: &mut Scene, columns: &[usize], wire: usize) {
        let y = self.geometry().center(wire, 0).y;
        let base = measure::baseline(y, LABEL);
        let name = self.circuit.name(wire);
        let shown = measure::shortened(&name, LABEL, HEAD - KET - 4.0);
        let hint = if shown == name { String::new() } else { name };
        scene.push(Item::text("wire-name", Point::new(4.0, base), Anchor::Start, shown).with_hint(hint));
        scene.push(Item::text(
            "ket",
            Point::new(HEAD - 9.0, base),
            Anchor::End,
            self.circuit.start(wire).ket(),
        ));
        let read = self.read_outs.get(wire).filter(|w| !w.is_empty());
        let end = scene.width - if read.is_some() { TAIL - 8.0 } else { 6.0 };
        let mut line = |x: f64, to: f64, off: f64| {
            scene.push(Item::line("wire", Point::new(x, y + off), Point::new(to, y + off)));
        };
        let mut x = HEAD - 4.0;
        for (from, to) in glyph::classical(self.circuit, columns, wire) {
            let middle = |column| self.geometry().center(wire, column).x;
            let (from, to) = (middle(from), to.map_or(end, middle));
            line(x, from, 0.0);
            [-1.8, 1.8].iter().for_each(|off| line(from, to, *off));
            x = to;
        }
        line(x, end, 0.0);
        if let Some(words) = read {
            let (wide, high) = (TAIL - 16.0, 32.0);
            let left = scene.width - TAIL + 8.0;
            let hint = format!("qubit {wire}: {words}");
            let frame = Item::rect("read-out", left, y - high / 2.0, Size::new(wide, high), 7.0);
            scene.push(frame.with_key(wire).with_hint(hint));
            let words = measure::shortened(words, measure::TICK, wide - 6.0);
            let at = Point::new(left + wide / 2.0, measure::baseline(y, measure::TICK));
            scene.push(Item::text("read-out-text", at, Anchor::Middle, words));
        }
    }

    fn draw_prefix(&self, scene: &mut Scene) {
        let Some(name) = &self.prefix else { return };
        let size = Size::new(PREFIX - 12.0, self.circuit.qubits() as f64 * CELL_HEIGHT - 16.0);
        let block = Item::rect("prefix", HEAD, TOP + 8.0, size, 8.0);
        scene.push(block.with_hint(format!("{name}, runs before this circuit")));
        let at = Point::new(HEAD + size.width / 2.0, measure::baseline(TOP + 8.0 + size.height / 2.0, SMALL));
        let words = measure::shortened(name, measure::TICK, size.width - 4.0);
        scene.push(Item::text("prefix-name", at, Anchor::Middle, words));
    }

    fn draw_scrubber(&self, scene: &mut Scene) {
        let Some(boundary) = self.scrub else { return };
        let x = self.geometry().boundary_x(boundary);
        let hint = match boundary {
            0 => "state before column 1".to_string(),
            n => format!("state after column {n}"),
        };
        scene.push(Item::line("scrubber", Point::new(x, 10.0), Point::new(x, scene.height - 2.0)));
        let corners = [(-8.0, 2.0), (8.0, 2.0), (0.0, 12.0)].map(|(dx, y)| Point::new(x + dx, y));
        scene.push(Item::area("handle", corners.to_vec()).with_hint(hint));
    }
}

#[cfg(test)]
mod tests;
