//! The page: what is shown and typed, and the worker that computes. All logic is in `session`.

// The module's allocator.
use heap as _;

mod clock;
mod line;
mod ui;
pub mod worker;

/// Renders, where there is a window with `#ketloom`.
pub fn start() {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("ketloom"));
    if let Some(root) = root {
        ui::render(root);
    }
}
