//! `cargo xtask check`: formatting and lints, as CI sees them.
//!
//! Here: rustfmt and clippy over the workspace, natively. Not here: tests (`tests`).

use crate::progress::{Progress, note};
use crate::{process, project, wasm};
use anyhow::{Context, Result};
use std::process::Command;

/// Formatting first: it is the faster of the two.
pub fn run() -> Result<()> {
    let mut progress = Progress::new(3);
    progress.step(
        "rustfmt and clippy are there",
        "no time; a minute where they have to be installed",
        || {
            component("rustfmt", "fmt")?;
            component("clippy", "clippy")
        },
    )?;
    progress.step("Formatting", "a second", || {
        process::run(cargo().args(["fmt", "--all", "--check"]))
            .context("some files are not formatted as `cargo fmt --all` would; run that")
    })?;
    progress.step("Lints", "a minute or two the first time, then seconds", || {
        process::run(cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]))
        .context("clippy found something; its remedies are above")
    })?;
    println!("Checked in {}: formatting and lints are clean", progress.elapsed());
    Ok(())
}

fn cargo() -> Command {
    let mut command = Command::new(wasm::native_cargo());
    command.current_dir(project::root());
    command
}

/// Adds one of rustup's components where its cargo command is missing.
fn component(name: &str, command: &str) -> Result<()> {
    if process::output(cargo().args([command, "--version"])).is_ok() {
        return Ok(());
    }
    note(&format!("rustup component add {name}"));
    process::run(Command::new("rustup").args(["component", "add", name]))
        .with_context(|| format!("{name} is missing; run: rustup component add {name}"))
}
