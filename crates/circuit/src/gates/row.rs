//! A row of the gate table: as it is written, what there is to say of a gate, and what it does.
//!
//! Not here: the rows (in the families' files), the tables made of them (`gates`).

use super::{DEEDS, Family, PARTS};
use crate::{Matrix, Op};
use std::ops::Deref;

/// How a gate's inverse is written.
#[derive(Clone, Copy, Debug)]
pub enum Inverse {
    /// The gate is its own inverse.
    Itself,
    /// The gate of this name, with the same arguments.
    Named(&'static str),
    /// The same gate with the negated angle.
    NegatedAngle,
    /// The same gate with its arguments negated and taken in this order.
    Negated(&'static [usize]),
    /// What this makes of the op.
    Of(fn(&Op) -> Op),
    /// A custom gate: its body's inverse.
    OfBody,
    /// It cannot be undone.
    None,
}

/// What a gate does.
#[derive(Clone, Copy)]
pub enum Action {
    /// A unitary at an angle (ignored by gates without one), and G with U(θ) = exp(−iθG/2) for gates with one.
    Unitary {
        /// The matrix at an angle.
        matrix: fn(f64) -> Matrix,
        /// G, for gates with an angle.
        generator: Option<fn() -> Matrix>,
    },
    /// A permutation of basis states: from the registers' sizes and the targets' value (the first target
    /// is the most significant bit) to the value that it becomes.
    Permutation(fn(&[usize], usize) -> usize),
    /// Other ops in its place, equal including the phase; controls and conditions are added to each. Of a
    /// gate without an inverse they measure, into the op's classical bits.
    Parts(Parts),
    /// A channel on its targets: Kraus matrices at its arguments, or a sentence why there are none.
    Channel(fn(&[f64]) -> Result<Vec<Matrix>, String>),
    /// Measures its targets in the Z basis into classical bits.
    Measure,
    /// Brings its targets to |0⟩, whatever they were.
    Reset,
    /// Keeps the part of the state that this projector keeps, and makes it a state again.
    Project(fn() -> Matrix),
    /// Does nothing; keeps a place in the drawing.
    Nothing,
    /// What the op's own body says.
    Custom,
}

/// Makes the ops that stand in the place of an op.
pub type Parts = fn(&Op) -> Vec<Op>;

/// Whether there is a gate with these arguments, given their names; a sentence if not.
pub(crate) type Check = fn(&[&str], &[f64]) -> Result<(), String>;

/// A row as it is written in a family's file: what there is to say of a gate, and what it does.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) aliases: &'static [&'static str],
    pub(super) symbol: &'static str,
    pub(super) family: Family,
    pub(super) qubits: usize,
    pub(super) registers: &'static [&'static str],
    pub(super) splits: &'static [usize],
    pub(super) params: &'static [&'static str],
    pub(super) help: &'static str,
    pub(super) arguments: Check,
    /// How many parts it has, from the sizes of its registers.
    pub(super) count: fn(&[usize]) -> usize,
    pub(super) action: Action,
    pub(super) equals: &'static str,
    pub(super) inverse: Inverse,
}

/// A row with nothing special about it, for the others to differ from.
pub(super) const PLAIN: Row = Row {
    name: "",
    aliases: &[],
    symbol: "",
    family: Family::Process,
    qubits: 1,
    registers: &[],
    splits: &[],
    params: &[],
    help: "",
    arguments: |_, _| Ok(()),
    count: |_| 1,
    action: Action::Nothing,
    equals: "",
    inverse: Inverse::None,
};

impl Row {
    /// The row with registers, which have these sizes (of all but the last) and so many qubits when picked.
    pub(super) const fn on(
        self,
        registers: &'static [&'static str],
        splits: &'static [usize],
        qubits: usize,
    ) -> Row {
        Row { registers, splits, qubits, ..self }
    }
    /// The row with other names.
    pub(super) const fn also(self, aliases: &'static [&'static str]) -> Row {
        Row { aliases, ..self }
    }
}

/// What there is to say of a gate. What it does is found through it, as if it stood here too.
#[derive(Clone, Copy)]
pub struct GateDef {
    /// The name in text; never changed.
    pub name: &'static str,
    /// Other names that text may use.
    pub aliases: &'static [&'static str],
    /// What is drawn in the box.
    pub symbol: &'static str,
    /// The palette's group.
    pub family: Family,
    /// How many targets it acts on; for gates on registers, how many it has when it is picked.
    pub qubits: usize,
    /// The registers that its targets make up, each of any size from 1; empty for a fixed number of targets.
    pub registers: &'static [&'static str],
    /// The sizes of all registers but the last when it is picked.
    pub splits: &'static [usize],
    /// The names of its arguments.
    pub params: &'static [&'static str],
    /// One sentence for tooltips and the reference.
    pub help: &'static str,
    /// How the inverse is written.
    pub inverse: Inverse,
    pub(crate) arguments: Check,
    pub(crate) count: fn(&[usize]) -> usize,
    angled: bool,
    unitary: bool,
    measures: bool,
    place: usize,
}

/// What a gate does. A table of its own, so that a program that runs no gates (the page) is without it.
#[derive(Clone, Copy)]
pub struct Deed {
    /// What it does.
    pub action: Action,
    /// The same gate up to a global phase in other gates, as circuit text on `qubits` qubits (registers as
    /// when it is picked) with theta1, theta2, … as its arguments; empty where there is no unitary.
    pub equals: &'static str,
}

impl Deed {
    pub(super) const fn of(row: Row) -> Deed {
        Deed { action: row.action, equals: row.equals }
    }
}

impl Deref for GateDef {
    type Target = Deed;
    fn deref(&self) -> &Deed {
        &DEEDS[self.place]
    }
}

impl GateDef {
    pub(super) const fn of(row: Row, place: usize) -> GateDef {
        let unitary = match row.action {
            Action::Unitary { .. } | Action::Permutation(_) | Action::Custom => true,
            Action::Nothing => !matches!(row.family, Family::Displays),
            Action::Parts(_) => !matches!(row.inverse, Inverse::None),
            _ => false,
        };
        GateDef {
            name: row.name,
            aliases: row.aliases,
            symbol: row.symbol,
            family: row.family,
            qubits: row.qubits,
            registers: row.registers,
            splits: row.splits,
            params: row.params,
            help: row.help,
            inverse: row.inverse,
            arguments: row.arguments,
            count: row.count,
            angled: matches!(row.action, Action::Unitary { generator: Some(_), .. }),
            unitary,
            measures: matches!(row.action, Action::Measure | Action::Parts(_)) && !unitary,
            place,
        }
    }
    /// Whether it turns by an angle: it has one argument and a generator.
    pub fn angled(&self) -> bool {
        self.angled
    }
    /// Whether it only shows the state at its place.
    pub fn is_display(&self) -> bool {
        self.family == Family::Displays
    }
    /// Whether it is a unitary, whatever its arguments. Displays are no gates and so are not.
    pub fn is_unitary(&self) -> bool {
        self.unitary
    }
    /// Whether it writes a classical bit for each target.
    pub fn measures(&self) -> bool {
        self.measures
    }
    /// What makes the ops that stand in its place, where its action is `Parts`.
    pub fn parts(&self) -> Option<Parts> {
        PARTS[self.place]
    }
    /// Its matrix at an angle, where the row itself is one.
    pub fn matrix(&self, angle: f64) -> Option<Matrix> {
        match self.action {
            Action::Unitary { matrix, .. } => Some(matrix(angle)),
            _ => None,
        }
    }
    /// G with U(θ) = exp(−iθG/2).
    pub fn generator(&self) -> Option<fn() -> Matrix> {
        match self.action {
            Action::Unitary { generator, .. } => generator,
            _ => None,
        }
    }
}
