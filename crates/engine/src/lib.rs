//! The machine: batched statevectors, kernels, expectation values, adjoint gradients. No clock, no random source.
//!
//! `State` is for looking at states; `Fan` and `Plan` are for training: a trunk circuit with heads, expectation
//! values forward, gradients for weights and inputs backward. Sums go in a fixed order, so equal calls give
//! equal bits. Not here: gates (`circuit`), losses and optimizers (`learn`).

mod angle;
mod block;
mod cell;
mod compile;
pub mod difference;
mod fan;
mod kernel;
mod lane;
mod machine;
mod numbers;
mod observe;
mod plan;
mod rows;
mod sample;
pub mod shift;
mod shuffle;
mod sites;
mod size;
mod state;
mod tile;

pub use fan::{Fan, Head};
pub use plan::{Gradients, Plan};
pub use rows::Rows;
pub use sample::sample;
pub use size::{MEMORY_LIMIT, Refusal};
pub use state::{Runner, State};

use circuit::{Circuit, Observable};

/// Expectation values of a circuit's observables for each row of inputs, and the plan for their pullback.
pub fn forward(
    circuit: &Circuit,
    weights: &[f64],
    inputs: &Rows,
    observables: &[Observable],
) -> Result<(Rows, Plan), Refusal> {
    size::check_unitary(circuit)?;
    let fan = Fan::of(circuit.clone(), observables.to_vec()).expect("observables fit the circuit");
    let mut plan = fan.plan();
    let values = plan.forward(weights, inputs)?;
    Ok((values, plan))
}
