//! `cargo xtask <command>`: everything one does with this repository, with one command each.
//!
//! Here: reading the command line and handing it on. Not here: any work; each command has a module of its
//! own (`setup`, `page`, `serve`, `tests`, `check`, `bench`), on top of the modules that set tools up
//! (`wasm`, `node`, `chromium`, `python`, `debian`) and small helpers (`project`, `process`, `stamp`, `progress`).

mod bench;
mod check;
mod chromium;
mod counts;
mod debian;
mod node;
mod npm;
mod pack;
mod page;
mod process;
mod progress;
mod project;
mod python;
mod relocations;
mod serve;
mod setup;
mod shorten;
mod site;
mod split;
mod stamp;
mod tests;
mod tools;
mod wasm;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>, from any folder of this repository. Each command sets up what it needs itself,
says what it does and how long it takes, and finishes at once when nothing has changed.

  setup [--tests]     install what build and serve need (--tests: what the tests need too)
  build               build the page into dist/, ready for any static host
  serve [--port N] [--no-open]
                      build, serve dist/ on this machine only and open the browser
  npm                 build the package for npm into target/npm/ketloom
  test [--again] [native] [wasm] [browser]
                      run the tests (all three layers when none is named)
  check               formatting and clippy, warnings count as errors
  bench [filter] [--native] [--wasm] [--page] [--budget MS] [--json FILE]
                      measure the simulator natively and in Chromium, and the page; print tables
  help                print this list

Environment: CI=true runs every test even when nothing changed and never opens a browser;
CHROMIUM=/path/to/chromium names the browser; KETLOOM_PEERS=/path/to/python has other simulators run
beside the benchmark; KETLOOM_PAGES=/path/to/folders has built pages of others (quirk/index.html) opened
in turns with ours; KETLOOM_WASM=rustup or =debian forces the way to the wasm target.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<ExitCode> {
    let (command, rest) = match words.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", words),
    };
    match command {
        "help" | "--help" | "-h" => println!("{HELP}"),
        "setup" => setup::run(switch(rest, "setup", "--tests")?)?,
        "build" => {
            switch(rest, "build", "")?;
            page::run()?;
        }
        "serve" => serve::run(&serve::Options::read(rest)?)?,
        "test" => return tests::run(&tests::Options::read(rest)?),
        "check" => {
            switch(rest, "check", "")?;
            check::run()?;
        }
        "npm" => {
            switch(rest, "npm", "")?;
            npm::run()?;
        }
        "bench" => bench::run(&bench::Options::read(rest)?)?,
        other => bail!("there is no command '{other}'; `cargo xtask help` lists what there is"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether the one switch a command knows was given; anything else is refused by name.
fn switch(rest: &[String], command: &str, known: &str) -> Result<bool> {
    match rest.iter().find(|word| word.as_str() != known) {
        Some(word) => bail!("`{command}` does not know '{word}'; `cargo xtask help` lists what it takes"),
        None => Ok(!rest.is_empty()),
    }
}
