//! `cargo xtask build`: from the sources to dist/.
//!
//! Here: cargo, wasm-bindgen, wasm-opt, in this order, each skipped when nothing it reads has changed. Not
//! here: installing them (`wasm`, `node`) and laying out dist/ (`site`).

use crate::node::{self, Node};
use crate::progress::{Progress, note};
use crate::wasm::{self, Toolchain};
use crate::{process, project, site, stamp, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// How many steps `build` takes, for commands that go on after it.
pub const STEPS: usize = 4;

const MODULE_STAMP: &str = "module";
const SITE_STAMP: &str = "site";
/// What wasm-opt may assume: what Rust switches on for wasm by default, and vectors.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];
/// Names and debug sections go here and not in the profile (`strip = true` there loses what wasm-bindgen reads).
const STRIP: [&str; 2] = ["--strip-debug", "--strip-producers"];
/// The two modules: what is clicked on is made small, what computes is made fast.
const MODULES: [(&str, &str); 2] = [("ketloom", "-Oz"), ("simulator", "-O3")];

/// The whole command.
pub fn run() -> Result<()> {
    let mut progress = Progress::new(STEPS);
    build(&mut progress)?;
    println!(
        "dist/ is ready ({}). Put it on any static host, or look at it: cargo xtask serve",
        progress.elapsed()
    );
    Ok(())
}

/// Builds dist/ as the next `STEPS` steps of a command.
pub fn build(progress: &mut Progress) -> Result<()> {
    let (toolchain, node) =
        progress.step("Tools", "no time; minutes where one has to be installed", find_tools)?;
    let optimiser = node.as_ref().map_or("no wasm-opt", |_| tools::BINARYEN);
    let words = [toolchain.id.as_str(), optimiser, tools::WASM_BINDGEN];
    let module = stamp::of_project(&words, makes_module)?;
    let kept = out_folder();
    let fresh =
        stamp::read(MODULE_STAMP).as_deref() == Some(module.as_str()) && kept.join("ketloom.js").is_file();
    if fresh {
        progress.step("Compile to wasm", "nothing changed", || Ok(()))?;
        progress.step("wasm-bindgen and wasm-opt", "nothing changed", || Ok(()))?;
    } else {
        stamp::forget(MODULE_STAMP);
        let what = "Compile to wasm";
        let folder =
            progress.step(what, "2 to 4 minutes the first time, then under one", || compile(&toolchain))?;
        progress.step("wasm-bindgen and wasm-opt", "20 to 60 s", || {
            site::empty(&kept)?;
            MODULES.iter().try_for_each(|(name, level)| {
                bind(&folder.join(format!("{name}.wasm")), name, &kept)?;
                optimise(&kept.join(format!("{name}_bg.wasm")), level, node.as_ref())
            })
        })?;
        stamp::write(MODULE_STAMP, &module)?;
    }
    progress.step("Lay out dist/", "no time", || {
        let whole = stamp::of_project(&[&module], makes_site)?;
        if stamp::read(SITE_STAMP).as_deref() == Some(whole.as_str())
            && project::dist().join("index.html").is_file()
        {
            note("nothing changed");
            return Ok(());
        }
        site::lay_out(&project::root(), &kept, &project::dist())?;
        stamp::write(SITE_STAMP, &whole)?;
        sizes(node.as_ref())
    })
}

fn find_tools() -> Result<(Toolchain, Option<Node>)> {
    tools::check_lock(&project::root())?;
    let toolchain = wasm::ensure()?;
    let node = match node::ensure(node::Need::Nice) {
        Ok(node) => Some(node),
        Err(error) => {
            note(&format!("{error:#}"));
            note("so wasm-opt is skipped: the page works, but is larger and slower than it could be");
            None
        }
    };
    Ok((toolchain, node))
}

/// Whether the wasm module depends on a file.
fn makes_module(file: &Path) -> bool {
    let top = file.iter().next().unwrap_or_default();
    ["Cargo.toml", "Cargo.lock", ".cargo", "src", "crates", "xtask"].iter().any(|name| top == *name)
}

/// Whether the rest of dist/ depends on a file.
fn makes_site(file: &Path) -> bool {
    file.starts_with("www") || file.starts_with("xtask") || file == Path::new("index.html")
}

/// wasm-bindgen's and wasm-opt's results, kept between builds.
fn out_folder() -> PathBuf {
    project::work().join("module")
}

/// Compiles the page's and the simulator's module; gives the folder that they are in.
fn compile(toolchain: &Toolchain) -> Result<PathBuf> {
    let mut command = toolchain.cargo("build")?;
    command.args(["--release", "--package", "ketloom", "--bins"]);
    process::run(&mut command)?;
    Ok(toolchain.target_dir().join(wasm::TARGET).join("release"))
}

/// Writes NAME.js and NAME_bg.wasm into a folder.
fn bind(wasm: &Path, name: &str, out: &Path) -> Result<()> {
    let make = || {
        let mut bindgen = Bindgen::new();
        bindgen
            .input_path(wasm)
            .out_name(name)
            .web(true)?
            .typescript(false)
            .remove_producers_section(true);
        bindgen.generate(out)
    };
    make().with_context(|| format!("wasm-bindgen {} could not read {}", tools::WASM_BINDGEN, wasm.display()))
}

fn optimise(wasm: &Path, level: &str, node: Option<&Node>) -> Result<()> {
    let Some(node) = node else { return Ok(()) };
    let smaller = wasm.with_extension("opt");
    process::run(node.wasm_opt().arg(level).args(STRIP).args(FEATURES).arg(wasm).arg("-o").arg(&smaller))?;
    std::fs::rename(&smaller, wasm).with_context(|| format!("cannot replace {}", wasm.display()))
}

/// Says what the page weighs, gzipped where Node is there to do it.
fn sizes(node: Option<&Node>) -> Result<()> {
    for name in ["ketloom_bg.wasm", "ketloom.js", "ketloom.css", "simulator_bg.wasm", "simulator.js"] {
        let path = project::dist().join(name);
        let Ok(data) = std::fs::metadata(&path) else { continue };
        let script = "console.log(require('zlib').gzipSync(require('fs').readFileSync(process.argv[1]),{level:9}).length)";
        let packed = match node {
            Some(node) => process::output(node.command().args(["-e", script]).arg(&path))?,
            None => "?".to_owned(),
        };
        note(&format!("{name}: {} bytes, {packed} gzipped", data.len()));
    }
    Ok(())
}
