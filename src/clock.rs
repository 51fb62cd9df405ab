//! Time in page and worker: now, and later. Both have the same functions under the same names.

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &Function, ms: i32) -> i32;
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// Milliseconds since the page or the worker began.
pub fn now() -> f64 {
    performance_now()
}

/// Calls once, after so many milliseconds.
pub fn after(ms: i32, call: impl FnOnce() + 'static) {
    after_boxed(ms, Box::new(call));
}

/// What a closure for JavaScript takes is compiled once, not for every caller.
fn after_boxed(ms: i32, call: Box<dyn FnOnce()>) {
    set_timeout(Closure::once_into_js(call).unchecked_ref(), ms);
}
