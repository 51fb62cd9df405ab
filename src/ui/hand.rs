//! What is held: gates from the palette and gates of the circuit, and the edits that dropping them means.

use super::Act;
use super::tag::pointer;
use circuit::{Axis, Circuit, Control, Gate, Reach};
use plot::composer::op_at;
use session::{Edit, Setup, new_op, own_op};
use web_sys::Event;

/// Something of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// A gate with so many controls.
    Gate(Gate, usize),
    /// A gate that the circuit defines itself, by its place among them.
    Own(usize),
    /// A control (if true) or an anti-control along an axis.
    Control(Axis, bool),
}

/// Axes of controls: how the button, its stable name and its help are written.
const KINDS: [(Axis, bool, &str, &str, &str); 6] = [
    (Axis::Z, true, "●", "control", "Control: the gate of this column acts where this qubit is |1⟩"),
    (
        Axis::Z,
        false,
        "○",
        "anti-control",
        "Anti-control: the gate of this column acts where this qubit is |0⟩",
    ),
    (
        Axis::X,
        true,
        "●x",
        "x-control",
        "Control along X: the gate of this column acts where this qubit is |−⟩",
    ),
    (Axis::X, false, "○x", "x-anti-control", "Anti-control along X: it acts where this qubit is |+⟩"),
    (
        Axis::Y,
        true,
        "●y",
        "y-control",
        "Control along Y: the gate of this column acts where this qubit is |−i⟩",
    ),
    (Axis::Y, false, "○y", "y-anti-control", "Anti-control along Y: it acts where this qubit is |i⟩"),
];

/// Every control that can be picked.
pub fn controls() -> Vec<Tool> {
    KINDS.iter().map(|k| Tool::Control(k.0, k.1)).collect()
}

impl Tool {
    /// The name on its button.
    pub fn symbol(self) -> String {
        match self {
            Tool::Gate(gate, controls) => format!("{}{}", "C".repeat(controls), gate.symbol),
            Tool::Own(index) => ["own ", &(index + 1).to_string()].concat(),
            Tool::Control(..) => self.kind().2.into(),
        }
    }
    /// Its stable name.
    pub fn name(self) -> String {
        match self {
            Tool::Gate(gate, controls) => format!("{}{}", "C".repeat(controls), gate.name),
            Tool::Own(index) => ["own-", &(index + 1).to_string()].concat(),
            Tool::Control(..) => self.kind().3.into(),
        }
    }
    /// What it does, in a sentence.
    pub fn help(self) -> String {
        match self {
            Tool::Gate(gate, 0) => gate.help.into(),
            Tool::Gate(gate, 1) => format!("{} where the control is |1⟩", gate.help),
            Tool::Gate(gate, _) => format!("{} where both controls are |1⟩", gate.help),
            Tool::Own(_) => "A gate that this circuit defines".into(),
            Tool::Control(..) => self.kind().4.into(),
        }
    }
    /// The row of a control.
    fn kind(self) -> &'static (Axis, bool, &'static str, &'static str, &'static str) {
        KINDS.iter().find(|k| self == Tool::Control(k.0, k.1)).unwrap_or(&KINDS[0])
    }
    /// The edit that puts it into a cell (wire, column).
    pub fn edit(self, setup: &Setup, slot: usize, (wire, column): (usize, usize)) -> Edit {
        match self {
            Tool::Gate(gate, controls) => {
                Edit::Insert { slot, column, op: new_op(gate, controls, setup, slot, wire) }
            }
            Tool::Own(index) => {
                Edit::Insert { slot, column, op: own_op(index, &setup.slots[slot].circuit, wire) }
            }
            Tool::Control(axis, on) => Edit::Control { slot, column, wire, on, axis },
        }
    }
}

/// What is held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held {
    /// A tool of the palette.
    Tool(Tool),
    /// An op of the circuit, by its index, grabbed at a wire of a column.
    Op(usize, (usize, usize)),
    /// Nothing: a selection begins in an empty cell.
    Cells((usize, usize)),
    /// A wire, by its name.
    Wire(usize),
    /// An end of an op's register, by the op's index, the wire of the end and that of the other one, which stays.
    End(usize, usize, usize),
}

/// A pointer that holds something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand {
    /// What.
    pub held: Held,
    /// Where it was pressed.
    pub start: (i32, i32),
    /// Where it is.
    pub at: (i32, i32),
    /// Whether it has moved far enough to be a drag and not a tap.
    pub drags: bool,
    /// The cell it is over.
    pub over: Option<(usize, usize)>,
}

/// Presses on something that can be held.
#[inline(never)]
pub fn press(held: Held, event: &Event) -> Option<Act> {
    Some(Act::Press(held, pointer(event).client_x(), pointer(event).client_y()))
}

/// How far a press may wander and still be a tap.
const TAP: i32 = 5;

impl Hand {
    /// A hand that was just pressed.
    pub fn new(held: Held, start: (i32, i32)) -> Hand {
        Hand { held, start, at: start, drags: false, over: None }
    }
    /// Whether only the row counts that it is over.
    pub fn is_upright(&self) -> bool {
        matches!(self.held, Held::Wire(_) | Held::End(..))
    }
    /// Moves; says whether it is a drag.
    pub fn go(&mut self, at: (i32, i32)) -> bool {
        self.at = at;
        let far = (at.0 - self.start.0).abs().max((at.1 - self.start.1).abs()) > TAP;
        self.drags = self.drags || far;
        self.drags
    }
    /// The control that is held, if one is held alone.
    pub fn control(&self, setup: &Setup, slot: usize) -> Option<Control> {
        let Held::Op(index, (wire, _)) = self.held else { return None };
        let op = setup.slots[slot].circuit.ops().get(index)?;
        op.controls.iter().find(|c| c.qubit == wire).copied()
    }
    /// The cell that is meant by one that the pointer is over: a control stays in its column, with the rest of its gate.
    pub fn meant(&self, setup: &Setup, slot: usize, over: (usize, usize)) -> (usize, usize) {
        match self.held {
            Held::Op(_, (_, column)) if self.control(setup, slot).is_some() => (over.0, column),
            _ => over,
        }
    }
    /// What letting go over a cell, or outside, does to a circuit. `None` for nothing.
    pub fn edit(&self, setup: &Setup, slot: usize, over: Option<(usize, usize)>) -> Option<Edit> {
        match (self.held, over) {
            (Held::Tool(tool), Some(cell)) => Some(tool.edit(setup, slot, cell)),
            (Held::Tool(_), None) | (Held::Cells(_), _) | (Held::Wire(_) | Held::End(..), None) => None,
            (Held::Op(index, (wire, column)), None) => Some(match self.control(setup, slot) {
                Some(c) => Edit::Control { slot, column, wire, on: c.on, axis: c.axis },
                None => Edit::Remove { slot, index },
            }),
            (Held::Op(index, from), Some(to)) => moved(&setup.slots[slot].circuit, slot, index, from, to),
            (Held::Wire(from), Some((to, _))) => (from != to).then_some(Edit::MoveQubit { from, to }),
            (Held::End(index, wire, _), Some((to, _))) => {
                (wire != to).then_some(Edit::Resize { slot, index, wire, reach: Reach::To(to) })
            }
        }
    }
}

/// Within its column one part of an op moves alone, to another column the op moves as a whole, as displays always do.
pub fn moved(
    circuit: &Circuit,
    slot: usize,
    index: usize,
    from: (usize, usize),
    to: (usize, usize),
) -> Option<Edit> {
    let op = circuit.ops().get(index)?;
    let several = !op.gate.is_display() && op.qubits().nth(1).is_some();
    let alone = several && from.1 == to.1;
    (from != to).then_some(Edit::Move { slot, index, column: to.1, from: from.0, to: to.0, alone })
}

/// Which of the ops on a wire one is, counted from the left: what makes an op larger or smaller, and so perhaps moves
/// it to another column, does not change that.
pub fn rank(circuit: &Circuit, index: usize, wire: usize) -> usize {
    circuit.ops().iter().take(index).filter(|op| op.qubits().any(|q| q == wire)).count()
}

/// The cell of the op with that rank.
pub fn ranked(circuit: &Circuit, wire: usize, rank: usize) -> (usize, usize) {
    let all = 0..circuit.layout().width;
    (wire, all.filter(|column| op_at(circuit, wire, *column).is_some()).nth(rank).unwrap_or(0))
}

/// Where an op put into a cell came to stand: gates settle to the left.
pub fn landed(circuit: &Circuit, (wire, column): (usize, usize)) -> (usize, usize) {
    let wire = wire.min(circuit.qubits() - 1);
    let found = (0..=column).rev().find(|c| op_at(circuit, wire, *c).is_some());
    (wire, found.unwrap_or(column))
}
