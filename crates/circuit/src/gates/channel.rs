//! Noise channels by their Kraus matrices. Conventions: papers.md section l, and said in each row's help.

use super::{Action, Family, GateDef, PLAIN};
use crate::{C64, Matrix};

/// A probability among the arguments.
fn probability(name: &str, value: f64) -> Result<f64, String> {
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(format!("{name} is a probability, from 0 to 1, not {value}"))
    }
}

fn scaled(matrix: Matrix, weight: f64) -> Matrix {
    matrix.scale(weight.sqrt())
}

fn pauli_x() -> Matrix {
    Matrix::of(vec![C64::ZERO, C64::ONE, C64::ONE, C64::ZERO])
}

pub(super) static BIT_FLIP: GateDef = GateDef {
    name: "BIT_FLIP",
    symbol: "BF",
    family: Family::Channels,
    params: &["p"],
    help: "Bit flip: X with probability p",
    action: Action::Channel(|args| {
        let p = probability("p", args.first().copied().unwrap_or(0.0))?;
        Ok(vec![scaled(Matrix::identity(2), 1.0 - p), scaled(pauli_x(), p)])
    }),
    ..PLAIN
};
