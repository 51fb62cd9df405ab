//! What amplitudes are made of: f64, or f32 for half the memory and half the time.
//!
//! Here: the two kinds and what is compiled for each. Not here: what four of them side by side are (`lane`), and
//! gradients, density matrices and all that is trained, which are in f64.

use crate::Rows;
use crate::lane::Number;
use crate::size::Refusal;
use crate::state::{RunnerOf, StateOf, read, run};
use circuit::Observable;

/// How many digits amplitudes have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// f32: 24 bits, 7 digits, 8 bytes an amplitude.
    Single,
    /// f64: 53 bits, 16 digits, 16 bytes an amplitude.
    #[default]
    Double,
}

impl Precision {
    /// The bytes of one amplitude.
    pub fn bytes(self) -> u64 {
        match self {
            Precision::Single => 8,
            Precision::Double => 16,
        }
    }
}

/// A number that amplitudes are made of: f32 or f64.
pub trait Float: Number {
    /// Its name.
    const PRECISION: Precision;
    /// `RunnerOf::run`.
    #[doc(hidden)]
    fn run(runner: &mut RunnerOf<Self>, weights: &[f64], inputs: &Rows) -> Result<(), Refusal>;
    /// `StateOf::expect`.
    #[doc(hidden)]
    fn expect(state: &StateOf<Self>, row: usize, observable: &Observable) -> f64;
    /// `StateOf::norm`.
    #[doc(hidden)]
    fn norm(state: &StateOf<Self>, row: usize) -> f64;
    /// `StateOf::bloch`.
    #[doc(hidden)]
    fn bloch(state: &StateOf<Self>, row: usize, qubit: usize) -> [f64; 3];
}

// Generic functions are compiled where they are used, at the user's optimization level: these are compiled here.
macro_rules! compiled {
    ($number:ty, $precision:expr) => {
        impl Float for $number {
            const PRECISION: Precision = $precision;
            fn run(runner: &mut RunnerOf<Self>, weights: &[f64], inputs: &Rows) -> Result<(), Refusal> {
                run(runner, weights, inputs)
            }
            fn expect(state: &StateOf<Self>, row: usize, observable: &Observable) -> f64 {
                read::expect(state, row, observable)
            }
            fn norm(state: &StateOf<Self>, row: usize) -> f64 {
                read::norm(state, row)
            }
            fn bloch(state: &StateOf<Self>, row: usize, qubit: usize) -> [f64; 3] {
                read::bloch(state, row, qubit)
            }
        }
    };
}

compiled!(f32, Precision::Single);
compiled!(f64, Precision::Double);
