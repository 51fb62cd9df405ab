//! The machine: batched statevectors, kernels, expectation values, adjoint gradients. No clock, no random source.
