//! Circuit text: one statement a line or between semicolons.
//!
//! ```text
//! qubits 3                      # optional; otherwise one more than the highest qubit used
//! bits c 2                      # a classical register of two bits
//! label 0 control
//! start 2 +                     # a wire starts in 0, 1, +, -, i or -i; otherwise in 0
//! gate bell 2 { H 0; X 0:1 }    # a gate of its own; also: matrix root 1 (0.5+0.5i, 0.5-0.5i, …) row by row
//! H 0
//! X 0:1                         # controls before the colon, !q is an anti-control; CX 0 1 means the same
//! X x0:1                        # acts where qubit 0 is |-⟩; y0: where it is |-i⟩; !x0: where it is |+⟩
//! RZZ(theta1) 0 1
//! U(pi/2, 0, theta2) 2
//! ADD 0 1 | 2                   # registers parted by a bar, the first qubit most significant
//! MEASURE 0 -> c[0]
//! if c[0] == 1 X 2              # if c == 2 compares the register; several ifs must all hold
//! ```
//!
//! Not here: OpenQASM and other tools' formats (`exchange`).

mod complex;
mod print;
mod read;
mod split;

pub(crate) use print::complex;

#[cfg(test)]
pub(crate) mod tests;
