//! Arithmetic on registers: permutations of basis states. The first qubit of a register is its most
//! significant bit, and values wrap around.

use super::{Action, Family, GateDef, Inverse, PLAIN};

pub(super) static INC: GateDef = GateDef {
    name: "INC",
    symbol: "+1",
    family: Family::Arithmetic,
    qubits: 2,
    registers: &["value"],
    help: "Adds 1 to a register, wrapping around",
    action: Action::Permutation(|sizes, value| (value + 1) % (1 << sizes[0])),
    equals: "X 1:0; X 1",
    inverse: Inverse::Named("DEC"),
    ..PLAIN
};
pub(super) static DEC: GateDef = GateDef {
    name: "DEC",
    symbol: "−1",
    family: Family::Arithmetic,
    qubits: 2,
    registers: &["value"],
    help: "Subtracts 1 from a register, wrapping around",
    action: Action::Permutation(|sizes, value| (value + (1 << sizes[0]) - 1) % (1 << sizes[0])),
    equals: "X 1; X 1:0",
    inverse: Inverse::Named("INC"),
    ..PLAIN
};
