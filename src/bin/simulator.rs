//! The simulator's module: what the worker loads. A module of its own, so that the page is interactive before
//! the simulator has arrived.

use wasm_bindgen::prelude::wasm_bindgen;

/// Answers the page's messages; `locked` says whether the worker holds the lock by which its end is noticed.
#[wasm_bindgen]
pub fn serve(locked: bool) {
    ketloom::worker::serve(locked);
}

fn main() {}
