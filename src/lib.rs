//! The page (stub of the build tooling; the page's owner replaces it).

use wasm_bindgen::prelude::wasm_bindgen;

/// Answers messages in the worker.
#[wasm_bindgen]
pub fn serve() {}

/// Renders, where there is a window with `#ketloom`; the worker runs the same `main` and has none.
pub fn start() {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("ketloom"));
    if let Some(root) = root {
        // An attribute that cannot be set leaves a stub's mark unset, nothing else.
        let _ = root.set_attribute("data-started", "true");
    }
}
