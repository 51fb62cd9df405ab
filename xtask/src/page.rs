//! `cargo xtask build`: from the sources to dist/.
//!
//! Here: cargo, wasm-bindgen, wasm-opt, in this order, skipped when nothing they read has changed; for the
//! page's modules and for the benchmark's. Not here: installing them (`wasm`, `node`) and laying out dist/ (`site`).

use crate::node::{self, Node};
use crate::progress::{Progress, note};
use crate::shorten::{self, Names};
use crate::wasm::{self, Toolchain};
use crate::{process, project, relocations, site, split, stamp, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// How many steps `build` takes, for commands that go on after it.
pub const STEPS: usize = 6;

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
/// Beyond the level: again until nothing changes; a function with one caller becomes part of it; nobody reads or
/// writes below address 1024 (the stack grows towards it, data begin at a mebibyte).
const SMALLER: [&str; 3] = ["--converge", "--one-caller-inline-max-function-size=200", "--low-memory-unused"];
/// Names and debug sections go here and not in the profile (`strip = true` there loses what wasm-bindgen reads).
const STRIP: [&str; 2] = ["--strip-debug", "--strip-producers"];

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
    let means = progress.step("Tools", "no time; minutes where one has to be installed", find_tools)?;
    let module = PAGE.build(&means, progress)?;
    let unpack = UNPACK.build(&means, progress)?;
    progress.step("Lay out dist/", "no time", || {
        let whole = stamp::of_project(&[&module, &unpack], makes_site)?;
        if stamp::read(SITE_STAMP).as_deref() == Some(whole.as_str())
            && project::dist().join("index.html").is_file()
        {
            note("nothing changed");
            return Ok(());
        }
        site::lay_out(&project::root(), &[PAGE.folder(), UNPACK.folder()], &project::dist())?;
        stamp::write(SITE_STAMP, &whole)?;
        sizes(means.node.as_ref())
    })
}

/// What makes a wasm module: a toolchain, and Node for wasm-opt where it is there.
pub struct Means {
    pub toolchain: Toolchain,
    node: Option<Node>,
}

/// Finds or installs what makes a wasm module.
pub fn find_tools() -> Result<Means> {
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
    Ok(Means { toolchain, node })
}

/// The wasm modules of a package, made by cargo, wasm-bindgen and wasm-opt in two steps of a command.
pub struct Modules {
    /// What cargo is to build.
    pub package: &'static str,
    pub target: &'static [&'static str],
    /// What cargo calls each file (wasm-bindgen's two are named after it), and wasm-opt's level for it.
    pub names: &'static [(&'static str, &'static str)],
    /// What is taken out of them, one after the other.
    pub splits: &'static [Split],
    /// Whether wasm-bindgen is to make its JavaScript.
    pub bound: bool,
    /// Where they are kept below target/xtask, and the stamp's name.
    pub kept: &'static str,
    /// The folders at the top that it is made from, beside the manifests.
    pub sources: &'static [&'static str],
}

/// A part that is taken out of a module.
pub struct Split {
    /// The module, or a part of one that was taken out before.
    pub whole: &'static str,
    /// What the part is called.
    pub part: &'static str,
    /// What the names of the functions that lead to it contain.
    pub entry: &'static str,
}

/// The page, its simulator, and what reads and writes other formats.
const PAGE: Modules = Modules {
    package: "ketloom",
    target: &["--bins"],
    names: &[("ketloom", "-Oz"), ("simulator", "-Oz"), ("exchange", "-Oz")],
    splits: &[
        Split { whole: "ketloom", part: "later", entry: "2ui5later7entries" },
        Split { whole: "later", part: "dialogs", entry: "2ui5later7dialogs" },
        Split { whole: "simulator", part: "outcomes", entry: "4labs4late5entry" },
    ],
    bound: true,
    kept: "module",
    sources: &["src", "crates", "xtask"],
};

/// What unpacks the two; it has numbers alone in its functions.
const UNPACK: Modules = Modules {
    package: "unpack",
    target: &["--lib"],
    names: &[("unpack", "-Oz")],
    splits: &[],
    bound: false,
    kept: "unpack-module",
    sources: &["crates", "xtask"],
};

/// The benchmark's module, made as the simulator is.
pub const BENCH: Modules = Modules {
    package: "bench-wasm",
    target: &["--lib"],
    names: &[("bench_wasm", "-O3")],
    splits: &[],
    bound: true,
    kept: "bench-module",
    sources: &["crates", "xtask"],
};

impl Modules {
    /// wasm-bindgen's and wasm-opt's results, kept between builds.
    pub fn folder(&self) -> PathBuf {
        project::work().join(self.kept)
    }

    fn made(&self, name: &str) -> PathBuf {
        self.folder().join(if self.bound { format!("{name}_bg.wasm") } else { format!("{name}.wasm") })
    }

    /// Builds them unless nothing changed; gives back their stamp.
    pub fn build(&self, means: &Means, progress: &mut Progress) -> Result<String> {
        let optimiser = means.node.as_ref().map_or("no wasm-opt", |_| tools::BINARYEN);
        let words = [means.toolchain.id.as_str(), optimiser, tools::WASM_BINDGEN];
        let stamp = stamp::of_project(&words, |file| self.depends_on(file))?;
        let (compile, finish) =
            (format!("Compile {} to wasm", self.package), "wasm-bindgen and wasm-opt".to_owned());
        let fresh = stamp::read(self.kept).as_deref() == Some(stamp.as_str())
            && self.files().all(|name| self.made(name).is_file());
        if fresh {
            progress.step(&compile, "nothing changed", || Ok(()))?;
            progress.step(&finish, "nothing changed", || Ok(()))?;
            return Ok(stamp);
        }
        stamp::forget(self.kept);
        let expected = "2 to 4 minutes the first time, then under one";
        let folder = progress.step(&compile, expected, || self.compile(&means.toolchain))?;
        progress.step(&finish, "10 to 60 s", || {
            site::empty(&self.folder())?;
            self.names.iter().try_for_each(|(name, level)| {
                let raw = folder.join(format!("{name}.wasm"));
                if self.bound {
                    bind(&raw, name, &self.folder())?;
                } else {
                    let module =
                        std::fs::read(&raw).with_context(|| format!("cannot read {}", raw.display()))?;
                    write(&self.made(name), &split::in_order(&module)?)?;
                }
                optimise(&self.made(name), level, means.node.as_ref())
            })?;
            self.split(&folder)
        })?;
        stamp::write(self.kept, &stamp)?;
        Ok(stamp)
    }

    /// What they are called, the parts included.
    fn files(&self) -> impl Iterator<Item = &'static str> {
        self.names.iter().map(|(name, _)| *name).chain(self.splits.iter().map(|split| split.part))
    }

    /// Takes the parts out of each module, by what cargo's file says about it.
    fn split(&self, cargos: &Path) -> Result<()> {
        let read =
            |path: PathBuf| std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()));
        if !self.splits.is_empty() {
            for (name, _) in self.names {
                write(&self.made(name), &split::in_order(&read(self.made(name))?)?)?;
            }
        }
        for (number, Split { whole, part, entry }) in self.splits.iter().enumerate() {
            let cargos = cargos.join(format!("{}.wasm", self.linked(whole)));
            let late = relocations::late(&read(cargos)?, entry)?;
            let (first, rest) = split::split(&read(self.made(whole))?, &late, number)
                .with_context(|| format!("cannot take {part} out of {whole}"))?;
            write(&self.made(whole), &first)?;
            write(&self.made(part), &rest)?;
        }
        Ok(())
    }

    /// The module that the linker made, of a part.
    fn linked(&self, part: &'static str) -> &'static str {
        self.splits.iter().find(|split| split.part == part).map_or(part, |split| self.linked(split.whole))
    }

    fn depends_on(&self, file: &Path) -> bool {
        let top = file.iter().next().unwrap_or_default();
        let manifests = ["Cargo.toml", "Cargo.lock", ".cargo"];
        manifests.iter().chain(self.sources).any(|name| top == *name)
    }

    /// Gives the folder that cargo's files are in.
    fn compile(&self, toolchain: &Toolchain) -> Result<PathBuf> {
        let mut command = toolchain.cargo("build")?;
        command.args(["--release", "--package", self.package]).args(self.target);
        process::run(&mut command)?;
        Ok(toolchain.target_dir().join(wasm::TARGET).join("release"))
    }
}

/// Writes NAME.js and NAME_bg.wasm into a folder, with short names for each other.
fn bind(wasm: &Path, name: &str, out: &Path) -> Result<()> {
    let make = || {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(wasm).out_name(name).web(true)?.typescript(false).remove_producers_section(true);
        let mut output = bindgen.generate_output()?;
        let mut names = Names::default();
        let module = output.wasm_mut();
        module.imports.iter_mut().for_each(|import| import.name = names.short(&import.name));
        module.exports.iter_mut().for_each(|export| export.name = names.short(&export.name));
        relocations::forget(module);
        output.emit(out)?;
        let path = out.join(format!("{name}.js"));
        let script = shorten::script(&names.in_script(&std::fs::read_to_string(&path)?));
        std::fs::write(&path, script)?;
        anyhow::Ok(())
    };
    make().with_context(|| format!("wasm-bindgen {} could not read {}", tools::WASM_BINDGEN, wasm.display()))
}

fn write(path: &Path, module: &[u8]) -> Result<()> {
    std::fs::write(path, module).with_context(|| format!("cannot write {}", path.display()))
}

/// Whether the rest of dist/ depends on a file.
fn makes_site(file: &Path) -> bool {
    file.starts_with("www") || file.starts_with("xtask") || file == Path::new("index.html")
}

fn optimise(wasm: &Path, level: &str, node: Option<&Node>) -> Result<()> {
    let Some(node) = node else { return Ok(()) };
    let smaller = wasm.with_extension("opt");
    let smaller_still: &[&str] = if level == "-Oz" { &SMALLER } else { &[] };
    process::run(
        node.wasm_opt()
            .arg(level)
            .args(smaller_still)
            .args(STRIP)
            .args(FEATURES)
            .arg(wasm)
            .arg("-o")
            .arg(&smaller),
    )?;
    std::fs::rename(&smaller, wasm).with_context(|| format!("cannot replace {}", wasm.display()))
}

/// Says what the page weighs, gzipped where Node is there to do it.
fn sizes(node: Option<&Node>) -> Result<()> {
    for name in project::walk(&project::dist())? {
        let path = project::dist().join(&name);
        let data = std::fs::metadata(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let script = "console.log(require('zlib').gzipSync(require('fs').readFileSync(process.argv[1]),{level:9}).length)";
        let packed = match node {
            Some(node) => process::output(node.command().args(["-e", script]).arg(&path))?,
            None => "?".to_owned(),
        };
        note(&format!("{}: {} bytes, {packed} gzipped", name.display(), data.len()));
    }
    Ok(())
}
