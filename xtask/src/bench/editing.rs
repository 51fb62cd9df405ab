//! How fast the page answers while a circuit is edited.
//!
//! Here: running tests/browser/page-edit.mjs over dist/, and what it found beside its target. Not here: the measurement
//! itself.

use super::Browser;
use crate::{process, project};
use anyhow::{Context, Result};
use serde_json::Value;

/// From the pointer's move to the frame that shows what it means, in milliseconds.
const TARGET: f64 = 16.0;
/// A frame of a display that shows sixty a second, and some room for the clock's steps.
const FRAME: f64 = 17.0;

/// Measures dist/.
pub fn measure(browser: &Browser) -> Result<Value> {
    let mut command = browser.script("page-edit.mjs");
    command.arg("--dir").arg(project::dist());
    let text = process::output(&mut command)?;
    serde_json::from_str(&text).with_context(|| format!("page-edit.mjs printed no JSON: {text}"))
}

/// What was found, in words; empty when nothing was measured.
pub fn told(found: Option<&Value>) -> String {
    let Some(found) = found else { return String::new() };
    let line = |what: &str, key: &str, target: f64| {
        let number = |of: &str| found[key][of].as_f64().unwrap_or(f64::INFINITY);
        let median = number("median_ms");
        let met = if median <= target { "met" } else { "not met" };
        format!(
            "{what}: median {median:.1} ms of at most {target:.0} ms, {met}; nine of ten within {:.1} ms, all within {:.1} ms\n",
            number("p90_ms"),
            number("most_ms")
        )
    };
    String::from("\nEditing, in Chromium without a graphics processor:\n")
        + &line("pointer move to repainted display, 8 qubits and 20 columns", "answer", TARGET)
        + &line("frame while a gate is dragged over 300 gates", "drag_300", FRAME)
        + &line("frame while 300 gates are scrolled", "scroll_300", FRAME)
}

#[cfg(test)]
mod test {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_measured_is_told_beside_its_target() {
        let one = |ms: f64| json!({ "median_ms": ms, "p90_ms": 20.0, "most_ms": 30.0 });
        let text =
            told(Some(&json!({ "answer": one(12.0), "drag_300": one(16.7), "scroll_300": one(40.0) })));
        assert!(text.contains("20 columns: median 12.0 ms of at most 16 ms, met"), "{text}");
        assert!(text.contains("scrolled: median 40.0 ms of at most 17 ms, not met"), "{text}");
        assert_eq!(told(None), "");
    }
}
