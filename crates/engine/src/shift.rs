//! Gradients by parameter shifts: the way hardware computes them, and a check on the adjoint method.
//!
//! Each op is shifted on its own (so a symbol used twice is no special case), and the chain rule goes through
//! its expression. Two terms for generators with two eigenvalues, four where controls add the eigenvalue 0.

use crate::fan::{Fan, Head};
use crate::plan::Gradients;
use crate::rows::Rows;
use crate::size::Refusal;
use circuit::{Circuit, ShiftRule, Symbol};
use std::f64::consts::{FRAC_PI_2, SQRT_2};

/// Gradients of Σ cotangent · expectation, as `Plan::pullback` gives them, from shifted expectation values.
pub fn parameter_shift(
    fan: &Fan,
    weights: &[f64],
    inputs: &Rows,
    cotangent: &Rows,
) -> Result<Gradients, Refusal> {
    let mut gradients =
        Gradients { weights: vec![0.0; fan.weights()], inputs: Rows::of(inputs.width, inputs.len()) };
    let fan = &fan.primitive();
    for part in 0..=fan.heads.len() {
        let (circuit, offset) = match part.checked_sub(1) {
            None => (&fan.trunk, 0),
            Some(h) => (&fan.heads[h].circuit, fan.head_offset(h)),
        };
        for (index, op) in circuit.ops().iter().enumerate() {
            let Some(angle) = op.angle().filter(|a| a.constant().is_none()) else { continue };
            let mut slopes = vec![0.0; inputs.len()];
            for (shift, factor) in rule(op.shift_rule()) {
                let shifted = shifted(fan, part, index, shift);
                let values = shifted.plan().forward(weights, inputs)?;
                for (r, slope) in slopes.iter_mut().enumerate() {
                    let dot: f64 = values.row(r).iter().zip(cotangent.row(r)).map(|(v, c)| v * c).sum();
                    *slope += factor * dot;
                }
            }
            let own = weights.get(offset..).unwrap_or(&[]);
            for symbol in angle.symbols() {
                let partial = angle.derivative(symbol);
                for (r, slope) in slopes.iter().enumerate() {
                    let part = slope * partial.value(own, inputs.row(r));
                    match symbol {
                        Symbol::Weight(i) => gradients.weights[offset + i] += part,
                        Symbol::Input(i) => gradients.inputs.row_mut(r)[i] += part,
                        Symbol::Time => {}
                    }
                }
            }
        }
    }
    Ok(gradients)
}

/// Shifts and factors: f' = Σ factor · f(θ + shift).
pub fn rule(rule: ShiftRule) -> Vec<(f64, f64)> {
    match rule {
        ShiftRule::TwoTerm => vec![(FRAC_PI_2, 0.5), (-FRAC_PI_2, -0.5)],
        ShiftRule::FourTerm => {
            let (plus, minus) = ((SQRT_2 + 1.0) / (4.0 * SQRT_2), (SQRT_2 - 1.0) / (4.0 * SQRT_2));
            vec![(FRAC_PI_2, plus), (-FRAC_PI_2, -plus), (3.0 * FRAC_PI_2, -minus), (-3.0 * FRAC_PI_2, minus)]
        }
    }
}

/// The fan with one op's angle moved by a constant; part 0 is the trunk.
fn shifted(fan: &Fan, part: usize, index: usize, shift: f64) -> Fan {
    let mut fan = fan.clone();
    match part.checked_sub(1) {
        None => fan.trunk = with_shift(&fan.trunk, index, shift),
        Some(h) => {
            let Head { circuit, .. } = &mut fan.heads[h];
            *circuit = with_shift(circuit, index, shift);
        }
    }
    fan
}

fn with_shift(circuit: &Circuit, index: usize, shift: f64) -> Circuit {
    let op = &circuit.ops()[index];
    let mut moved = circuit.clone();
    let angle = op.angle().map(|a| a.plus(shift));
    moved.replace(index, op.clone().with_angle(angle)).expect("only an angle changed");
    moved
}
