//! The language of circuits: gates, angles, ops, circuits, observables, layout and text.
//!
//! What is *not* here: amplitudes (see `engine`), anything about pages, files or training.
//!
//! Conventions, decided here once: qubit 0 is the most significant bit of a ket (leftmost in |q0 q1 …⟩);
//! R_P(θ) = exp(−iθP/2); P(θ) = diag(1, e^{iθ}); of a two-qubit gate the first target is the more significant.

mod angle;
mod bits;
mod circuit;
mod classical;
mod error;
pub mod gates;
mod gather;
mod layout;
mod matrix;
pub mod number;
mod observable;
mod op;
pub mod order;
mod primitive;
mod redefine;
mod region;
mod resize;
pub mod search;
mod start;
mod substitute;
mod text;
mod unitary;

pub use angle::{Angle, AngleKind, Script, Symbol};
pub use circuit::{Circuit, MAX_OPS, MAX_QUBITS};
pub use classical::{Comparison, Condition, MAX_BITS, Register};
pub use error::{CircuitError, TextError};
pub use gates::{Action, Body, Custom, Family, Gate, GateDef, Inverse, MAX_CUSTOM_MATRIX};
pub use layout::Layout;
pub use matrix::{C64, Matrix};
pub use observable::{Observable, Pauli, PauliString};
pub use op::{Axis, Control, Op, ShiftRule};
pub use primitive::MAX_PRIMITIVE_OPS;
pub use region::{Region, RegionError};
pub use resize::Reach;
pub use start::Start;
