//! What is no unitary: measurement, reset, post-selection; and the spacer, which is nothing at all.

use super::{Action, Family, GateDef, Inverse, PLAIN};

pub(super) static MEASURE: GateDef = GateDef {
    name: "MEASURE",
    aliases: &["M"],
    symbol: "M",
    family: Family::Process,
    help: "Measures a qubit in the Z basis: it becomes |0⟩ or |1⟩ and a classical bit says which",
    action: Action::Measure,
    ..PLAIN
};
pub(super) static RESET: GateDef = GateDef {
    name: "RESET",
    symbol: "|0⟩",
    family: Family::Process,
    help: "Brings a qubit to |0⟩, whatever it was; what it was entangled with becomes a mixture",
    action: Action::Reset,
    ..PLAIN
};
pub(super) static SPACER: GateDef = GateDef {
    name: "SPACER",
    aliases: &["ID", "I", "IDENTITY"],
    symbol: "…",
    family: Family::Process,
    help: "Does nothing, and keeps a place",
    action: Action::Nothing,
    equals: "X 0; X 0",
    inverse: Inverse::Itself,
    ..PLAIN
};
