//! `cargo xtask bench`: how fast the simulator is, natively and in Chromium, and what the page weighs.
//!
//! Here: which measurements run, in which order, and their report. Below: peers' figures (`figures`), peers run
//! beside (`live`), the tables (`table`), the page (`weight`, `editing`), the machine (`machine`). Not here: the cases
//! (crates/bench) and tests of correctness (`tests`); a target that is missed is said, never an error.

mod editing;
mod figures;
mod live;
mod machine;
mod table;
mod weight;

use crate::node::{self, Node};
use crate::progress::{Progress, note};
use crate::{chromium, page, process, project, wasm};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

/// What the command line says.
#[derive(Debug, PartialEq)]
pub struct Options {
    filter: String,
    budget_ms: u32,
    native: bool,
    wasm: bool,
    page: bool,
    json: Option<PathBuf>,
}

impl Options {
    /// Reads `[filter] [--native] [--wasm] [--page] [--budget MS] [--json FILE]`; all three when none is named.
    pub fn read(words: &[String]) -> Result<Self> {
        let mut options = Self {
            filter: String::new(),
            budget_ms: 1000,
            native: false,
            wasm: false,
            page: false,
            json: None,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--native" => options.native = true,
                "--wasm" => options.wasm = true,
                "--page" => options.page = true,
                "--json" => options.json = Some(words.next().context("--json needs a file's name")?.into()),
                "--budget" => {
                    let number =
                        words.next().context("--budget needs milliseconds, as in `--budget 1000`")?;
                    options.budget_ms = number
                        .parse()
                        .with_context(|| format!("'{number}' is not a number of milliseconds"))?;
                }
                other if other.starts_with('-') => bail!(
                    "`bench` does not know '{other}'; it takes a filter, --native, --wasm, --page, --budget MS and --json FILE"
                ),
                filter if options.filter.is_empty() => options.filter = filter.to_owned(),
                more => {
                    bail!("`bench` takes one filter; quote it: cargo xtask bench '{} {more}'", options.filter)
                }
            }
        }
        if !(options.native || options.wasm || options.page) {
            (options.native, options.wasm, options.page) = (true, true, true);
        }
        Ok(options)
    }

    fn steps(&self) -> usize {
        let browser = usize::from(self.wasm || self.page);
        let live = usize::from(self.wasm && live::python().is_some());
        2 * usize::from(self.native)
            + browser
            + 4 * usize::from(self.wasm)
            + live
            + (page::STEPS + 3) * usize::from(self.page)
    }
}

/// What runs things in a browser.
struct Browser {
    node: Node,
    chromium: PathBuf,
}

impl Browser {
    fn ensure() -> Result<Self> {
        Ok(Self { node: node::ensure(node::Need::Must)?, chromium: chromium::ensure()? })
    }

    /// A script of tests/browser.
    fn script(&self, name: &str) -> Command {
        let mut command = self.node.command();
        command.arg(project::root().join("tests").join("browser").join(name)).env("CHROMIUM", &self.chromium);
        command
    }

    /// The cases in Chromium; the first line that comes back tells the browser.
    fn cases(&self, filter: &str, budget_ms: u32) -> Result<Vec<Value>> {
        let mut command = self.script("bench.mjs");
        command.arg("--dir").arg(page::BENCH.folder());
        command.args(["--filter", filter, "--budget", &budget_ms.to_string()]);
        lines(&mut command)
    }
}

/// Measures and prints.
pub fn run(options: &Options) -> Result<()> {
    let mut progress = Progress::new(options.steps());
    let mut machine = machine::Machine::look();
    let native = if options.native { native(options, &mut progress)? } else { Vec::new() };
    let browser = match options.wasm || options.page {
        true => {
            let expected = "no time; two minutes where they have to be installed";
            Some(progress.step("Node and Chromium", expected, Browser::ensure)?)
        }
        false => None,
    };
    let (mut wasm, mut peers, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    let (mut slow, mut editing) = (None, None);
    if let Some(browser) = &browser {
        if options.wasm {
            wasm = in_chromium(options, browser, &mut machine, &mut progress)?;
            peers = beside(options, browser, &mut progress)?;
        }
        if options.page {
            page::build(&mut progress)?;
            weights = progress.step("Page weight", "half a minute a page", || weight::measure(browser))?;
            slow = Some(progress.step("A slow start", "a minute", || weight::slow_start(browser))?);
            editing = Some(progress.step("Editing", "half a minute", || editing::measure(browser))?);
        }
    }
    let rows = table::Row::joined(&native, &wasm);
    println!("Measured in {}\n\n{machine}", progress.elapsed());
    print!("{}{}{}", table::cases(&rows), live::table(&peers), weight::table(&weights));
    print!("{}", slow.as_ref().map_or_else(String::new, weight::slow_lines));
    print!("{}", editing::told(editing.as_ref()));
    if let Some(path) = &options.json {
        let all = json!({
            "machine": machine.json(), "cases": rows.iter().map(table::Row::json).collect::<Vec<Value>>(),
            "peers_beside": peers.iter().map(live::Beside::json).collect::<Vec<Value>>(), "pages": weights,
            "slow_start": slow, "editing": editing,
        });
        std::fs::write(path, format!("{all:#}\n"))
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!("\nEverything as JSON: {}", path.display());
    }
    Ok(())
}

/// The cases natively, with every vector instruction this machine has.
fn native(options: &Options, progress: &mut Progress) -> Result<Vec<Value>> {
    let folder = project::root().join("target").join("bench");
    progress.step("Compile natively", "half a minute the first time", || {
        let mut command = Command::new(wasm::native_cargo());
        command.args(["build", "--release", "--package", "bench", "--target-dir"]).arg(&folder);
        command.env("RUSTFLAGS", machine::NATIVE_FLAGS).env_remove("CARGO_ENCODED_RUSTFLAGS");
        process::run(command.current_dir(project::root()))
    })?;
    progress.step("Cases, natively", "a minute or two", || {
        let program = folder.join("release").join(format!("bench{}", std::env::consts::EXE_SUFFIX));
        lines(Command::new(program).args([&options.filter, &options.budget_ms.to_string()]))
    })
}

fn in_chromium(
    options: &Options,
    browser: &Browser,
    machine: &mut machine::Machine,
    progress: &mut Progress,
) -> Result<Vec<Value>> {
    let expected = "no time; minutes where one has to be installed";
    let means = progress.step("Tools", expected, page::find_tools)?;
    page::BENCH.build(&means, progress)?;
    progress.step("Cases, wasm in Chromium", "a minute or two", || {
        let mut rows = browser.cases(&options.filter, options.budget_ms)?;
        if rows.is_empty() {
            bail!("tests/browser/bench.mjs printed nothing");
        }
        machine.in_browser(&rows.remove(0), &means.toolchain.id);
        Ok(rows)
    })
}

fn beside(options: &Options, browser: &Browser, progress: &mut Progress) -> Result<Vec<live::Beside>> {
    match live::python() {
        Some(python) => {
            progress.step("Peers in the same minutes", "two minutes, most of it compiling", || {
                live::run(&python, |filter| browser.cases(filter, options.budget_ms))
            })
        }
        None => {
            note("no peers beside: set KETLOOM_PEERS to a python that has jax, qulacs or pennylane");
            Ok(Vec::new())
        }
    }
}

/// Runs a program that prints a line of JSON a result; says each case as it comes.
fn lines(command: &mut Command) -> Result<Vec<Value>> {
    let mut rows = Vec::new();
    let mut damage = None;
    let green = process::each_line(command, |line| match serde_json::from_str::<Value>(line) {
        Ok(row) => {
            if let Some((name, timing)) = table::timed(&row) {
                note(&format!("{name}: {}", table::milliseconds(timing.median)));
            }
            rows.push(row);
        }
        Err(error) => damage = Some(format!("{error} in: {line}")),
    })?;
    match damage {
        Some(damage) => bail!("`{}` printed no JSON: {damage}", process::spelled(command)),
        None if !green => bail!("`{}` failed; see above", process::spelled(command)),
        None => Ok(rows),
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn read(words: &[&str]) -> Result<Options> {
        Options::read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>())
    }

    #[test]
    fn measurements_are_named_or_all() {
        let all = read(&[]).expect("nothing named");
        assert!(all.native && all.wasm && all.page && all.filter.is_empty());
        let some = read(&["W3 n=4", "--wasm", "--budget", "50", "--json", "x.json"]).expect("named");
        assert!(some.wasm && !some.native && !some.page);
        assert_eq!((some.filter.as_str(), some.budget_ms, some.json), ("W3 n=4", 50, Some("x.json".into())));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for bad in [&["--nativ"][..], &["W3", "n=4"], &["--json"], &["--budget", "much"]] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }
}
