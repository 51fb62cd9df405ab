//! What is held: gates from the palette and gates of the circuit, and the edits that dropping them means.

use circuit::{Angle, Circuit, Control, Gate, Op, gates};
use plot::composer::op_at;
use session::{Edit, Setup, model};

/// Something of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// A gate with so many controls.
    Gate(Gate, usize),
    /// A control or an anti-control.
    Control(bool),
}

impl Tool {
    /// The name on its button.
    pub fn symbol(self) -> String {
        match self {
            Tool::Gate(gate, controls) => format!("{}{}", "C".repeat(controls), gate.symbol),
            Tool::Control(true) => "●".into(),
            Tool::Control(false) => "○".into(),
        }
    }
    /// Its stable name.
    pub fn name(self) -> String {
        match self {
            Tool::Gate(gate, controls) => format!("{}{}", "C".repeat(controls), gate.name),
            Tool::Control(true) => "control".into(),
            Tool::Control(false) => "anti-control".into(),
        }
    }
    /// What it does, in a sentence.
    pub fn help(self) -> String {
        match self {
            Tool::Gate(gate, 0) => gate.help.into(),
            Tool::Gate(gate, 1) => format!("{} where the control is |1⟩", gate.help),
            Tool::Gate(gate, _) => format!("{} where both controls are |1⟩", gate.help),
            Tool::Control(true) => "Control: the gate of this column acts where this qubit is |1⟩".into(),
            Tool::Control(false) => {
                "Anti-control: the gate of this column acts where this qubit is |0⟩".into()
            }
        }
    }
    /// The edit that puts it into a cell (wire, column).
    pub fn edit(self, setup: &Setup, slot: usize, (wire, column): (usize, usize)) -> Edit {
        match self {
            Tool::Gate(gate, controls) => {
                Edit::Insert { slot, column, op: new_op(gate, controls, setup, slot, wire) }
            }
            Tool::Control(on) => Edit::Control { slot, column, wire, on },
        }
    }
}

/// A gate on a wire and the ones below it (above, at the lower end): controls first. Rotations turn by the next
/// free symbol of the slot, in a plain circuit by π/2.
fn new_op(gate: Gate, controls: usize, setup: &Setup, slot: usize, wire: usize) -> Op {
    let circuit = &setup.slots[slot].circuit;
    let needs = controls + gate.qubits;
    let first = wire.min(circuit.qubits().saturating_sub(needs));
    let targets: Vec<usize> = (first + controls..first + needs).collect();
    let angle = gate.angled().then(|| next_angle(setup, slot));
    let controls = (first..first + controls).map(Control::on).collect();
    let op = gates::fresh(gate, &targets);
    Op { controls, ..if angle.is_some() { op.with_angle(angle) } else { op } }
}

fn next_angle(setup: &Setup, slot: usize) -> Angle {
    let circuit = &setup.slots[slot].circuit;
    let data = model(&setup.model).and_then(|m| m.slots.get(slot)).is_some_and(|s| s.data);
    if setup.model == "circuit" {
        Angle::nice(std::f64::consts::FRAC_PI_2)
    } else if data {
        Angle::input(circuit.inputs())
    } else {
        Angle::weight(circuit.weights())
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

/// How far a press may wander and still be a tap.
const TAP: i32 = 5;

impl Hand {
    /// A hand that was just pressed.
    pub fn new(held: Held, start: (i32, i32)) -> Hand {
        Hand { held, start, at: start, drags: false, over: None }
    }
    /// Moves; says whether it is a drag.
    pub fn go(&mut self, at: (i32, i32)) -> bool {
        self.at = at;
        let far = (at.0 - self.start.0).abs().max((at.1 - self.start.1).abs()) > TAP;
        self.drags = self.drags || far;
        self.drags
    }
    /// What letting go over a cell, or outside, does to a circuit. `None` for nothing.
    pub fn edit(&self, setup: &Setup, slot: usize, over: Option<(usize, usize)>) -> Option<Edit> {
        match (self.held, over) {
            (Held::Tool(tool), Some(cell)) => Some(tool.edit(setup, slot, cell)),
            (Held::Tool(_), None) | (Held::Cells(_), _) => None,
            (Held::Op(index, _), None) => Some(Edit::Remove { slot, index }),
            (Held::Op(index, from), Some(to)) => moved(&setup.slots[slot].circuit, slot, index, from, to),
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

/// Where an op put into a cell came to stand: gates settle to the left.
pub fn landed(circuit: &Circuit, (wire, column): (usize, usize)) -> (usize, usize) {
    let wire = wire.min(circuit.qubits() - 1);
    let found = (0..=column).rev().find(|c| op_at(circuit, wire, *c).is_some());
    (wire, found.unwrap_or(column))
}
