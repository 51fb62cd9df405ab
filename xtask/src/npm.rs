//! `cargo xtask npm`: the package for npm, laid out in target/npm/ketloom.
//!
//! Here: the wasm core of crates/api beside the hand-written files of npm/, and the version in package.json. Not here:
//! building the module (`page`), publishing.

use crate::page::{self, Modules};
use crate::progress::{Progress, note};
use crate::{project, site};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The core's module, made for speed.
const CORE: Modules = Modules {
    package: "api",
    target: &["--lib"],
    names: &[("ketloom_core", "-O3")],
    splits: &[],
    bound: true,
    kept: "npm-module",
    sources: &["crates", "xtask"],
};

/// How many steps `build` takes, for commands that go on after it.
pub const STEPS: usize = 4;

/// Where the package lies.
pub fn folder() -> PathBuf {
    project::root().join("target").join("npm").join("ketloom")
}

/// The whole command.
pub fn run() -> Result<()> {
    let mut progress = Progress::new(STEPS);
    build(&mut progress)?;
    let folder = folder();
    println!("{} is ready ({}). Try it: npm install {0}", folder.display(), progress.elapsed());
    Ok(())
}

/// Builds the package as the next `STEPS` steps of a command.
pub fn build(progress: &mut Progress) -> Result<()> {
    let means = progress.step("Tools", "no time; minutes where one has to be installed", page::find_tools)?;
    CORE.build(&means, progress)?;
    progress.step("Lay out target/npm/ketloom", "no time", || lay_out(&folder()))
}

fn lay_out(folder: &Path) -> Result<()> {
    let root = project::root();
    site::empty(folder)?;
    let copy = |from: PathBuf, name: &str| {
        std::fs::copy(&from, folder.join(name)).with_context(|| format!("cannot copy {}", from.display()))
    };
    for name in ["ketloom_core.js", "ketloom_core_bg.wasm"] {
        copy(CORE.folder().join(name), name)?;
    }
    for name in ["ketloom.js", "ketloom.d.ts", "README.md"] {
        copy(root.join("npm").join(name), name)?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(root.join(name), name)?;
    }
    let manifest =
        std::fs::read_to_string(root.join("npm/package.json")).context("cannot read npm/package.json")?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    std::fs::write(folder.join("package.json"), manifest.replace("\"version\": \"0.0.0\"", &version))
        .context("cannot write package.json")?;
    let size = std::fs::metadata(folder.join("ketloom_core_bg.wasm")).map_or(0, |m| m.len());
    note(&format!("ketloom_core_bg.wasm: {size} bytes"));
    Ok(())
}
