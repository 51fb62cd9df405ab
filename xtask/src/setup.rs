//! `cargo xtask setup`: installs what the other commands need.
//!
//! Here: the order. Not here: how each tool is found and installed (`wasm`, `node`, `chromium`).

use crate::{chromium, node, progress::Progress, progress::note, tools, wasm};
use anyhow::Result;

/// Sets up for build and serve, and with `for_tests` for the tests too.
pub fn run(for_tests: bool) -> Result<()> {
    let mut progress = Progress::new(if for_tests { 4 } else { 3 });
    progress.step(
        "Checking the pinned versions",
        "no time",
        || tools::check_lock(&crate::project::root()),
    )?;
    progress.step("Rust for wasm", "seconds; one or two minutes where it has to be installed", || {
        wasm::forget_refusal();
        let toolchain = wasm::ensure()?;
        note(&toolchain.id);
        Ok(())
    })?;
    progress.step("Node.js and npm packages", "seconds; a minute the first time", || {
        match node::ensure(node::Need::Must) {
            Ok(node) => note(&format!("Node {}, binaryen {}", node.version, tools::BINARYEN)),
            Err(error) if !for_tests => {
                note(&format!("{error:#}"));
                note("`build` and `serve` work without it; the page is then larger, and the browser tests cannot run");
            }
            Err(error) => return Err(error),
        }
        Ok(())
    })?;
    if for_tests {
        progress.step("Chromium", "no time; a minute where it has to be installed", || {
            let place = chromium::ensure()?;
            note(&place.display().to_string());
            Ok(())
        })?;
    }
    println!("Set up in {}. Next: cargo xtask serve", progress.elapsed());
    Ok(())
}
