//! The module that reads and writes circuits as texts of every format. The worker fetches it when that is first asked
//! for: few visits need it, and it weighs as much as the simulator.

// The module's allocator.
use heap as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// The report that answers a question of the page, both as bytes.
#[wasm_bindgen]
pub fn answer(question: &[u8]) -> Vec<u8> {
    session::answer(question)
}

fn main() {}
