//! The page: what is shown and typed, and the worker that computes. All logic is in `session`.

mod clock;
mod line;
mod ui;
mod worker;

use wasm_bindgen::prelude::wasm_bindgen;

/// Answers messages in the worker; `locked` says whether it holds the lock by which the page notices its death.
#[wasm_bindgen]
pub fn serve(locked: bool) {
    worker::serve(locked);
}

/// Renders, where there is a window with `#ketloom`; the worker runs the same `main` and has none.
pub fn start() {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("ketloom"));
    if let Some(root) = root {
        ui::render(root);
    }
}
