//! A Python environment with Qiskit, PennyLane and Cirq, for the tests that run our exports in their targets.
//!
//! Here: finding Python, making the environment in target/xtask/exchange-venv. Not here: the pins (`tools`) and
//! the tests (crates/exchange/tests/exports.rs), which skip what is not there.

use crate::{process, progress::note, project, stamp, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file that says that an environment is whole, and of what.
const READY: &str = "ready";

fn folder() -> PathBuf {
    project::work().join("exchange-venv")
}

fn inside(folder: &Path) -> PathBuf {
    if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") }
}

/// Makes the environment, or says why the tests of exports will be skipped.
pub fn ensure() {
    if let Err(why) = make() {
        note(&format!("{why:#}"));
        note(
            "exports to Qiskit, PennyLane, Cirq and OpenQASM are therefore written but not run by their targets",
        );
    }
}

fn make() -> Result<()> {
    let (python, version) = found().with_context(|| {
        let (major, minor) = tools::PYTHON_OLDEST;
        format!("no Python {major}.{minor} or newer here")
    })?;
    let mut hash = stamp::Hash::new();
    hash.add(version.as_bytes());
    tools::PYTHON_PACKAGES.iter().for_each(|package| hash.add(package.as_bytes()));
    let wanted = hash.digits();
    let folder = folder();
    let ready = folder.join(READY);
    if std::fs::read_to_string(&ready).is_ok_and(|stored| stored == wanted) {
        return Ok(());
    }
    note(&format!("pip install {} (one or two minutes, 1 GB)", tools::PYTHON_PACKAGES.join(" ")));
    if folder.is_dir() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    project::make(&project::work())?;
    process::output(Command::new(python).args(["-m", "venv"]).arg(&folder))
        .context("Python cannot make a virtual environment; on Debian, install python3-venv")?;
    let mut pip = Command::new(inside(&folder));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(tools::PYTHON_PACKAGES);
    process::output(&mut pip).context("pip could not install them; is PyPI in reach?")?;
    std::fs::write(&ready, wanted).with_context(|| format!("cannot write {}", ready.display()))
}

/// The first Python that is new enough, with its version.
fn found() -> Result<(PathBuf, String)> {
    let names = ["python3", "python", "python3.13", "python3.12", "python3.11"];
    for program in names.iter().filter_map(|name| process::find(name)) {
        let Ok(version) = process::output(Command::new(&program).arg("--version")) else { continue };
        if tools::version(&version).is_some_and(|v| v >= tools::PYTHON_OLDEST) {
            return Ok((program, version));
        }
    }
    bail!("`python3 --version` names none")
}
