//! `cargo xtask test`: three layers, one closing line.
//!
//! Here: which layers run, what they need, the stamps of the last green runs and the sum. Not here: the
//! tests themselves (beside the code; tests/wasm and tests/browser) and reading the runners' output (`counts`).

use crate::counts::Counts;
use crate::progress::{Progress, note};
use crate::{chromium, node, npm, page, process, project, python, stamp, wasm};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// One layer of tests.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Layer {
    /// cargo test over the workspace, doc tests included.
    Native,
    /// tests/wasm/*.mjs: the simulator as wasm in Node.
    Wasm,
    /// tests/browser/*.test.mjs: the built page in Chromium.
    Browser,
}

const ALL: [Layer; 3] = [Layer::Native, Layer::Wasm, Layer::Browser];

impl Layer {
    fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::Browser => "browser",
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Native => "a few minutes the first time, then under one",
            Self::Wasm => "seconds",
            Self::Browser => "a minute or two",
        }
    }
}

/// What the command line says.
#[derive(Debug, PartialEq)]
pub struct Options {
    again: bool,
    layers: Vec<Layer>,
}

impl Options {
    /// Reads `[--again] [native] [wasm] [browser]`.
    pub fn read(words: &[String]) -> Result<Self> {
        let mut options = Self { again: project::in_ci(), layers: Vec::new() };
        for word in words {
            match ALL.into_iter().find(|layer| layer.name() == word) {
                Some(layer) => options.layers.push(layer),
                None if word == "--again" => options.again = true,
                None => bail!("`test` does not know '{word}'; it takes --again, native, wasm and browser"),
            }
        }
        if options.layers.is_empty() {
            options.layers.extend(ALL);
        }
        Ok(options)
    }

    fn steps(&self) -> usize {
        let page = self.layers.iter().any(|layer| *layer != Layer::Native);
        let checks = self.layers.contains(&Layer::Wasm);
        let targets = usize::from(self.layers.contains(&Layer::Native));
        self.layers.len()
            + targets
            + if page { page::STEPS + npm::STEPS + 1 } else { 0 }
            + if checks { 3 } else { 0 }
    }
}

/// Runs the layers; the exit code says whether all was green.
pub fn run(options: &Options) -> Result<ExitCode> {
    let browser = std::env::var("CHROMIUM").unwrap_or_default();
    let hash = stamp::of_project(&[&wasm::native_version()?, &browser], |_| true)?;
    if !options.again {
        let stored: Option<Vec<Counts>> = options.layers.iter().map(|layer| stored(*layer, &hash)).collect();
        if let Some(stored) = stored {
            println!("nothing changed since the last green run; --again runs them anyway");
            close(&stored);
            return Ok(ExitCode::SUCCESS);
        }
    }
    let mut progress = Progress::new(options.steps());
    let means = prepare(options, &mut progress)?;
    let mut sum = Vec::new();
    for layer in &options.layers {
        let what = format!("Tests: {}", layer.name());
        let counts = progress.step(&what, layer.expected(), || match layer {
            Layer::Native => native(),
            Layer::Wasm => Ok(in_node("tests/wasm", ".mjs", means.as_ref())?.plus(in_node(
                "tests/npm",
                ".mjs",
                means.as_ref(),
            )?)),
            Layer::Browser => in_node("tests/browser", ".test.mjs", means.as_ref()),
        })?;
        note(&format!("{}: {counts}", layer.name()));
        if counts.failed == 0 {
            stamp::write(&format!("test-{}", layer.name()), &format!("{hash} {counts}"))?;
        }
        sum.push(counts);
    }
    println!("Tested in {}", progress.elapsed());
    let green = close(&sum).failed == 0;
    Ok(if green { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The counts of a layer's last green run, if nothing has changed since.
fn stored(layer: Layer, hash: &str) -> Option<Counts> {
    let stamp = stamp::read(&format!("test-{}", layer.name()))?;
    let (then, counts) = stamp.split_once(' ')?;
    if then == hash { Counts::parse(counts) } else { None }
}

/// Prints the closing line, which stands alone so that machines can read it.
fn close(layers: &[Counts]) -> Counts {
    let sum = layers.iter().fold(Counts::default(), |sum, layer| sum.plus(*layer));
    println!("{sum}");
    sum
}

/// What the layers other than the native one need: Node, and a browser with a built page.
struct Means {
    node: node::Node,
    chromium: PathBuf,
}

fn prepare(options: &Options, progress: &mut Progress) -> Result<Option<Means>> {
    if options.layers.contains(&Layer::Native) {
        let expected = "no time; two minutes where they have to be installed";
        progress.step("Qiskit, PennyLane and Cirq", expected, || {
            python::ensure();
            Ok(())
        })?;
    }
    if options.layers == [Layer::Native] {
        return Ok(None);
    }
    let means =
        progress.step("Node and Chromium", "no time; two minutes where they have to be installed", || {
            Ok(Means { node: node::ensure(node::Need::Must)?, chromium: chromium::ensure()? })
        })?;
    page::build(progress)?;
    npm::build(progress)?;
    if options.layers.contains(&Layer::Wasm) {
        page::BENCH.build(&page::find_tools()?, progress)?;
        progress.step("Check values, natively", "a few seconds", || {
            let mut command = Command::new(wasm::native_cargo());
            command
                .args(["run", "--quiet", "--package", "bench", "--", "--check"])
                .current_dir(project::root());
            let path = native_checks();
            std::fs::write(&path, process::output(&mut command)?)
                .with_context(|| format!("cannot write {}", path.display()))
        })?;
    }
    Ok(Some(means))
}

/// What the benchmark's cases compute natively, for the wasm layer to compare with.
fn native_checks() -> PathBuf {
    project::work().join("native-checks.jsonl")
}

fn native() -> Result<Counts> {
    let mut command = Command::new(wasm::native_cargo());
    command.args(["test", "--workspace", "--no-fail-fast"]).current_dir(project::root());
    // Property tests take the same cases every time here, so that a red run means a change and can be repeated;
    // `cargo test` by itself draws new ones.
    command.env("PROPTEST_RNG_SEED", "20261122");
    counted(&mut command)
}

/// Runs Node's test runner over the files of a folder; a folder that does not exist has no tests.
fn in_node(folder: &str, ending: &str, means: Option<&Means>) -> Result<Counts> {
    let files = test_files(&project::root().join(folder), ending)?;
    let Some(means) = means.filter(|_| !files.is_empty()) else {
        note(&format!("{folder} has no *{ending}"));
        return Ok(Counts::default());
    };
    let mut command = means.node.command();
    command.args(["--test", "--test-reporter=spec"]).args(files);
    command.env("CHROMIUM", &means.chromium).env("KETLOOM_DIST", project::dist());
    command.env("KETLOOM_BENCH", page::BENCH.folder()).env("KETLOOM_NATIVE_CHECKS", native_checks());
    command.env("KETLOOM_NPM", npm::folder());
    counted(&mut command)
}

fn test_files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
        if path.is_file() && path.to_string_lossy().ends_with(ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Runs and counts; a runner that fails without naming a failed test (a build error, a crash) counts as one.
fn counted(command: &mut Command) -> Result<Counts> {
    let mut counts = Counts::default();
    let green = process::stream(command, |line| counts.read_line(line))?;
    if !green && counts.failed == 0 {
        note(&format!("`{}` failed before or beside the tests; see above", process::spelled(command)));
        counts.failed = 1;
    }
    Ok(counts)
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn layers_are_named_or_all() {
        let read =
            |text: &str| Options::read(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(read("").expect("all").layers, ALL);
        assert_eq!(
            read("browser --again").expect("one"),
            Options { again: true, layers: vec![Layer::Browser] }
        );
        assert!(read("nativ").is_err());
    }

    #[test]
    fn a_failing_runner_without_counts_is_one_failure() {
        let mut command = Command::new(wasm::native_cargo());
        command.arg("no-such-command-of-cargo").stderr(std::process::Stdio::null());
        assert_eq!(counted(&mut command).expect("ran"), Counts { passed: 0, failed: 1, skipped: 0 });
    }
}
