//! Node.js, npm and the npm packages of tests/browser (wasm-opt, playwright-core, axe-core).
//!
//! Here: finding and installing them. Not here: wasm-opt's flags (`page`) and the tests (`tests`).

use crate::{debian, process, progress::note, project, stamp, tools};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

const PACKAGES_STAMP: &str = "npm-packages";

/// A Node that is new enough, with the npm packages beside it.
pub struct Node {
    program: PathBuf,
    /// Its version, for stamps.
    pub version: String,
}

/// How much the caller wants it.
#[derive(Clone, Copy, PartialEq)]
pub enum Need {
    /// Install it, asking for a password where the system does.
    Must,
    /// Use it where it is or where it installs without a question.
    Nice,
}

impl Node {
    /// A command that runs Node.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(project::root());
        command
    }

    /// A command that runs wasm-opt (a script that carries its own wasm).
    pub fn wasm_opt(&self) -> Command {
        let mut command = self.command();
        command.arg(packages().join("node_modules").join("binaryen").join("bin").join("wasm-opt"));
        command
    }
}

fn packages() -> PathBuf {
    project::root().join("tests").join("browser")
}

fn tools_folder() -> PathBuf {
    project::root().join("target").join("tools")
}

/// npm's package with Node for this machine. (The package `node` only picks it with an install script, which
/// newer npm no longer runs unasked.)
fn npm_package() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win",
        other => other,
    };
    let processor = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    format!("node-{system}-{processor}")
}

fn from_npm() -> PathBuf {
    let program = if cfg!(windows) { "node.exe" } else { "node" };
    tools_folder().join("node_modules").join(npm_package()).join("bin").join(program)
}

/// Finds or installs Node and the npm packages.
pub fn ensure(need: Need) -> Result<Node> {
    let node = match found() {
        Some(node) => node,
        None => install(need)?,
    };
    install_packages(&node)?;
    Ok(node)
}

fn found() -> Option<Node> {
    process::find("node").into_iter().chain([from_npm()]).filter(|p| p.is_file()).find_map(|program| {
        let version = process::output(Command::new(&program).arg("--version")).ok()?;
        (tools::version(&version)?.0 >= tools::NODE_OLDEST).then_some(Node { program, version })
    })
}

fn install(need: Need) -> Result<Node> {
    let missing =
        format!("Node.js {} or newer is missing; install it from https://nodejs.org", tools::NODE_OLDEST);
    if npm().is_none() || process::find("node").is_none() {
        let allowed =
            if need == Need::Must { debian::is_debian_like() } else { debian::can_install_silently() };
        if !allowed {
            bail!(missing);
        }
        debian::install(&["nodejs", "npm"], "Node.js (about a minute)").context(missing.clone())?;
        if let Some(node) = found() {
            return Ok(node);
        }
    }
    let package = format!("{}@{}", npm_package(), tools::NODE_FROM_NPM);
    note(&format!("this system's Node is too old; taking {package} from npm (40 MB, under a minute)"));
    project::make(&tools_folder())?;
    let npm = npm().with_context(|| missing.clone())?;
    process::run(
        Command::new(npm)
            .args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"])
            .arg(tools_folder())
            .arg(package),
    )
    .with_context(|| missing.clone())?;
    found().context(missing)
}

fn npm() -> Option<PathBuf> {
    process::find("npm")
}

/// `npm ci`, unless the lock file is the one that was installed last.
fn install_packages(node: &Node) -> Result<()> {
    let lock = packages().join("package-lock.json");
    let bytes = std::fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let mut hash = stamp::Hash::new();
    hash.add(&bytes);
    hash.add(node.version.as_bytes());
    let wanted = hash.digits();
    if packages().join("node_modules").is_dir()
        && stamp::read(PACKAGES_STAMP).as_deref() == Some(wanted.as_str())
    {
        return Ok(());
    }
    note(&format!(
        "npm ci in tests/browser: binaryen {} and the browser tests' packages (under a minute)",
        tools::BINARYEN
    ));
    let npm = npm().context("npm is missing; it comes with Node.js from https://nodejs.org")?;
    let folder = node.program.parent().map(process::path_with).transpose()?;
    let mut command = Command::new(npm);
    if let Some(path) = folder {
        command.env("PATH", path);
    }
    stamp::forget(PACKAGES_STAMP);
    process::run(command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(packages()))
        .context("the npm packages of tests/browser could not be installed; is the npm registry in reach?")?;
    stamp::write(PACKAGES_STAMP, &wanted)
}
