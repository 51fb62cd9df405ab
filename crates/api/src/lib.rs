//! The programmatic API under npm's `ketloom`: what the JavaScript in npm/ calls.
//!
//! Here: handles on circuits and trainings that take and give numbers, strings and JSON. Not here: the shapes of
//! arguments and their names (npm/ketloom.js checks them), simulation (`engine`), formats (`exchange`).
//!
//! Every failure is a `Failure`: JSON with code, message, line, column and hint, made a KetloomError there.

// The module's allocator.
use heap as _;

mod analysis_handle;
mod circuit_handle;
mod derivatives;
mod failure;
mod formats;
mod kernel;
mod names;
mod noise;
mod observable;
mod ops;
mod process_handle;
mod single;
mod state_handle;
mod training;

pub use circuit_handle::CircuitHandle;
pub use failure::Failure;
pub use state_handle::StateHandle;
pub use training::TrainingHandle;

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}
