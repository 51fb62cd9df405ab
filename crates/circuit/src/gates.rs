//! The gate table: one row a gate. A new gate is one row in a family file; everything else loops over `ALL`.
//!
//! Each row gives its matrix and, in `equals`, the same gate in other gates: two independent accounts that
//! one test compares. Controls belong to the op, so there are no CX, CZ, CRX rows (text knows them as sugar).

use crate::Matrix;
use std::fmt;
use std::ops::Deref;

mod pair;
mod pauli;
mod phase;
mod rotation;

/// The palette's groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// H, X, Y, Z.
    HalfTurns,
    /// S, T, P, SX and inverses.
    Phase,
    /// RX, RY, RZ.
    Rotations,
    /// Gates on two qubits.
    TwoQubit,
}

impl Family {
    /// The group's title.
    pub fn title(self) -> &'static str {
        match self {
            Family::HalfTurns => "Half turns",
            Family::Phase => "Phase",
            Family::Rotations => "Rotations",
            Family::TwoQubit => "Two-qubit",
        }
    }
}

/// How a gate's inverse is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inverse {
    /// The gate is its own inverse.
    Itself,
    /// The gate of this name.
    Named(&'static str),
    /// The same gate with the negated angle.
    NegatedAngle,
}

/// A row of the table.
pub struct GateDef {
    /// The name in text; never changed.
    pub name: &'static str,
    /// Other names that text may use.
    pub aliases: &'static [&'static str],
    /// What is drawn in the box.
    pub symbol: &'static str,
    /// The palette's group.
    pub family: Family,
    /// How many targets it acts on.
    pub qubits: usize,
    /// Whether it turns by an angle.
    pub angled: bool,
    /// One sentence for tooltips and the reference.
    pub help: &'static str,
    /// The unitary at an angle (ignored by gates without one).
    pub matrix: fn(f64) -> Matrix,
    /// G with U(θ) = exp(−iθG/2), for gates with an angle.
    pub generator: Option<fn() -> Matrix>,
    /// The same gate up to a global phase in other gates, as circuit text; its angle is theta1.
    pub equals: &'static str,
    /// How the inverse is written.
    pub inverse: Inverse,
}

/// A gate: a row of the table.
#[derive(Clone, Copy)]
pub struct Gate(&'static GateDef);

impl Gate {
    /// The gate of a name or an alias, whatever the case.
    pub fn named(name: &str) -> Option<Gate> {
        all().find(|g| {
            g.name.eq_ignore_ascii_case(name) || g.aliases.iter().any(|a| a.eq_ignore_ascii_case(name))
        })
    }
}

impl Deref for Gate {
    type Target = GateDef;
    fn deref(&self) -> &GateDef {
        self.0
    }
}
impl PartialEq for Gate {
    fn eq(&self, other: &Gate) -> bool {
        self.name == other.name
    }
}
impl Eq for Gate {}
impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Every gate, in palette order.
pub const ALL: &[&GateDef] = &[
    &pauli::H,
    &pauli::X,
    &pauli::Y,
    &pauli::Z,
    &phase::S,
    &phase::SDG,
    &phase::T,
    &phase::TDG,
    &phase::SX,
    &phase::SXDG,
    &phase::P,
    &rotation::RX,
    &rotation::RY,
    &rotation::RZ,
    &pair::SWAP,
    &pair::RXX,
    &pair::RYY,
    &pair::RZZ,
];

/// Every gate, in palette order.
pub fn all() -> impl Iterator<Item = Gate> {
    ALL.iter().map(|d| Gate(d))
}
