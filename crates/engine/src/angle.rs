//! Angles made ready for a table of inputs: the common cases without walking an expression.

use circuit::{Angle, Symbol};

/// An angle whose symbols are numbered for the whole plan.
#[derive(Clone, Debug)]
pub(crate) enum Turning {
    /// factor · θ.
    Weight { index: usize, factor: f64 },
    /// factor · x.
    Input { index: usize, factor: f64 },
    /// Any expression, with its partial derivatives.
    General { angle: Angle, slopes: Vec<(Symbol, Angle)>, by_row: bool },
}

impl Turning {
    /// An angle that is not constant, its weights counted from an offset.
    pub fn of(angle: &Angle, offset: usize) -> Turning {
        match angle.proportional() {
            Some((Symbol::Weight(i), factor)) => Turning::Weight { index: i + offset, factor },
            Some((Symbol::Input(index), factor)) => Turning::Input { index, factor },
            // The time has become a number before a circuit comes here.
            Some((Symbol::Time, _)) | None => {
                let moved = |s| if let Symbol::Weight(i) = s { Symbol::Weight(i + offset) } else { s };
                let angle = angle.renamed(&moved);
                let symbols = angle.symbols();
                let by_row = symbols.iter().any(|s| matches!(s, Symbol::Input(_)));
                let slopes = symbols.into_iter().map(|s| (s, angle.derivative(s))).collect();
                Turning::General { angle, slopes, by_row }
            }
        }
    }
    /// Whether rows have different angles.
    pub fn by_row(&self) -> bool {
        match self {
            Turning::Weight { .. } => false,
            Turning::Input { .. } => true,
            Turning::General { by_row, .. } => *by_row,
        }
    }
    /// Whether a trainable weight is in it.
    pub fn trains(&self) -> bool {
        match self {
            Turning::Weight { .. } => true,
            Turning::Input { .. } => false,
            Turning::General { slopes, .. } => slopes.iter().any(|(s, _)| matches!(s, Symbol::Weight(_))),
        }
    }
    /// Radians.
    pub fn value(&self, weights: &[f64], inputs: &[f64]) -> f64 {
        match self {
            Turning::Weight { index, factor } => factor * weights.get(*index).copied().unwrap_or(0.0),
            Turning::Input { index, factor } => factor * inputs.get(*index).copied().unwrap_or(0.0),
            Turning::General { angle, .. } => angle.value(weights, inputs),
        }
    }
    /// Adds a derivative by this angle to those of its symbols.
    pub fn credit(&self, slope: f64, at: (&[f64], &[f64]), weights: &mut [f64], inputs: &mut [f64]) {
        match self {
            Turning::Weight { index, factor } => weights[*index] += factor * slope,
            Turning::Input { index, factor } => {
                if let Some(place) = inputs.get_mut(*index) {
                    *place += factor * slope;
                }
            }
            Turning::General { slopes, .. } => {
                for (symbol, partial) in slopes {
                    let place = match symbol {
                        Symbol::Weight(i) => weights.get_mut(*i),
                        Symbol::Input(i) => inputs.get_mut(*i),
                        Symbol::Time => None,
                    };
                    if let Some(place) = place {
                        *place += partial.value(at.0, at.1) * slope;
                    }
                }
            }
        }
    }
}
