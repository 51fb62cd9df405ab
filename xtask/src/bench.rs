//! `cargo xtask bench`: measurements.
//!
//! Here: the hook that the command line calls. What is measured, and where the numbers are kept, belongs to
//! the crate `bench`; this module only sets up and calls it. Not here: tests of correctness (`tests`).
//!
//! For the benches' owner: `page::build` makes dist/ (the release module), `wasm::ensure` gives a toolchain
//! whose `cargo("build")` compiles other packages for wasm into the same target folder (keep the profile),
//! `node::ensure` and `chromium::ensure` give the means to run them.

use anyhow::{Result, bail};

/// Runs the benches with the words that follow `bench`.
pub fn run(_words: &[String]) -> Result<()> {
    bail!("there are no benches yet; fill in xtask/src/bench.rs")
}
