//! The machine: batched statevectors, kernels, expectation values, adjoint gradients. No clock, no random source.
//!
//! `State` is for looking at states (`SingleState` for half the memory); `Fan` and `Plan` are for training: a trunk circuit with heads, expectation
//! values forward, gradients for weights and inputs backward. `Process` runs what is no unitary: measurements,
//! conditions, noise, exactly or by shots; `Density` and `quantities` read what comes of it. `Probe` and `metric`
//! are for one circuit at one point: Hessians, shots, the Fubini-Study metric; `analysis` says what a circuit is
//! worth before it is trained. Sums go in a fixed order, so equal calls give equal bits. Not here: gates
//! (`circuit`), losses and optimizers (`learn`).

mod absorb;
pub mod analysis;
mod angle;
mod block;
mod cell;
mod compile;
mod density;
pub mod difference;
pub mod estimate;
mod fan;
mod float;
mod gram;
mod kernel;
mod lane;
mod layers;
mod machine;
pub mod memory;
mod metric;
mod noise;
mod numbers;
mod observe;
mod plan;
mod probe;
mod process;
pub mod quantities;
mod rows;
mod sample;
pub mod shift;
mod shuffle;
mod sites;
mod size;
mod slabs;
pub mod spsa;
mod state;
mod stride;
pub mod tally;
mod tape;
mod tile;

pub use density::{Density, MAX_DENSITY_QUBITS};
pub use estimate::Estimate;
pub use fan::{Fan, Head};
pub use float::{Float, Precision};
pub use gram::gram;
pub use metric::{Metric, metric};
pub use noise::{After, Noise, Readout};
pub use plan::{Gradients, Plan};
pub use probe::{Probe, SecondOrder, symbols};
pub use process::{Branch, Course, Ket, MAX_BRANCHES, Process, Shot};
pub use rows::Rows;
pub use sample::sample;
pub use size::{MEMORY_LIMIT, Refusal};
pub use state::{Runner, RunnerOf, SingleRunner, SingleState, State, StateOf};

use circuit::{Circuit, Observable};

/// Expectation values of a circuit's observables for each row of inputs, and the plan for their pullback. Refused
/// where an observable has more qubits than the circuit.
pub fn forward(
    circuit: &Circuit,
    weights: &[f64],
    inputs: &Rows,
    observables: &[Observable],
) -> Result<(Rows, Plan), Refusal> {
    size::check_unitary(circuit)?;
    let fan = Fan::of(circuit.clone(), observables.to_vec());
    let fan = fan.map_err(|misfit| Refusal::Unable(misfit.to_string()))?;
    let mut plan = fan.plan();
    let values = plan.forward(weights, inputs)?;
    Ok((values, plan))
}
