//! The benchmark cases as a wasm module, for `cargo xtask bench` (Chromium) and tests/wasm (Node).
//!
//! Here: a few exports and the clock. Not here: the cases (`bench`), or who loads the module (tests/browser/bench.mjs).

// The module's allocator.
use heap as _;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds; a worker, a page and Node all have it.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// The names of the cases whose name contains the filter, one a line.
#[wasm_bindgen]
pub fn names(filter: &str) -> String {
    bench::names(filter)
}

/// Times the cases whose name contains the filter, each for about so many milliseconds: a line of JSON each.
#[wasm_bindgen]
pub fn run(filter: &str, budget_ms: f64) -> String {
    bench::run_json(filter, budget_ms, &mut now)
}

/// Runs the cases whose name contains the filter once: a line of JSON each with name and check values.
#[wasm_bindgen]
pub fn check(filter: &str) -> String {
    bench::check_json(filter)
}

fn how(name: &str) -> bench::How {
    bench::How::named(name).expect("\"\", \"single\" or \"gradient\"")
}

/// The bytes that one state of so many qubits takes at the peak of a run: plain, "single" or with its "gradient".
#[wasm_bindgen]
pub fn peak(qubits: usize, name: &str) -> f64 {
    bench::need(qubits, how(name)).peak() as f64
}

/// Runs one state of so many qubits once: milliseconds and a value as JSON, or why it is refused.
#[wasm_bindgen]
pub fn large(qubits: usize, name: &str) -> String {
    match bench::large(qubits, how(name), &mut now) {
        Ok(run) => format!("{{\"ms\":{},\"value\":{}}}", run.ms, run.value),
        Err(refusal) => format!("{{\"refused\":{:?}}}", refusal.to_string()),
    }
}
