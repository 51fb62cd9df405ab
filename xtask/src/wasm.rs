//! A Rust toolchain that can build for wasm32-unknown-unknown.
//!
//! Here: finding one, installing one, and the cargo command that uses it. Two ways lead there: rustup's target, and,
//! where rustup's server is out of reach, Debian's current Rust. Both build the standard library from its source, for
//! size: a panic ends the module without a text, which takes a tenth off it. Where rustup has no source to give, its
//! ready-made library serves, and the page is that much larger. Not here: the build itself (`page`).

use crate::{debian, process, progress::note, project, stamp, tools};
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// A flag for every wasm build: 128-bit vectors, which all current browsers have.
const VECTORS: &str = "-Ctarget-feature=+simd128";
/// The linker says where functions and data are named, so that a module can be split (`split`); it is taken out again.
const RELOCATIONS: &str = "-Clink-arg=--emit-relocs";
/// Where cargo keeps what it fetched from crates.io, below its home.
const FETCHED: &str = "registry/src/index.crates.io-1949cf8c6b5b557f";
const REFUSED: &str = "rustup-target-refused";
const SOURCE_REFUSED: &str = "rustup-source-refused";
/// Flags of a build that makes its own standard library.
const ABORT: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

enum Route {
    /// The cargo that runs this tool, with the target's ready-made standard library.
    Ready,
    /// The same, with the standard library's source.
    Source,
    /// Debian's cargo and rustc with its source, linked by the given rust-lld or wasm-ld.
    Debian { linker: PathBuf },
}

/// A toolchain that was seen to have what a wasm build needs.
pub struct Toolchain {
    route: Route,
    /// The compiler's version and flags, for stamps.
    pub id: String,
}

impl Toolchain {
    /// Its own target folder: two sets of flags must never meet in one (E0152 with a std from source).
    pub fn target_dir(&self) -> PathBuf {
        let name = match self.route {
            Route::Ready => "wasm-plain",
            Route::Source => "wasm",
            Route::Debian { .. } => "wasm-debian",
        };
        project::root().join("target").join(name)
    }

    /// `cargo <words> --target wasm32-unknown-unknown --target-dir …`, to which more words can be added.
    pub fn cargo(&self, word: &str) -> Result<Command> {
        let mut command = match &self.route {
            Route::Ready | Route::Source => Command::new(native_cargo()),
            Route::Debian { linker } => {
                let mut command = Command::new(DEBIAN_CARGO);
                command
                    .env("PATH", process::path_with(Path::new("/usr/bin"))?)
                    .env("RUSTC", DEBIAN_RUSTC)
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    // `cargo run` points this at rustup's libraries, which are not this compiler's.
                    .env_remove("LD_LIBRARY_PATH");
                command
            }
        };
        let mut words = vec![VECTORS.to_owned(), RELOCATIONS.to_owned()];
        if !matches!(self.route, Route::Ready) {
            // Only to build the library; nothing of ours needs a nightly compiler.
            command
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
            words.extend(ABORT.map(str::to_owned));
        }
        words.extend(short_paths());
        command
            .current_dir(project::root())
            .env("CARGO_ENCODED_RUSTFLAGS", words.join("\x1f"))
            .env_remove("RUSTFLAGS");
        command.arg(word).args(["--target", TARGET, "--target-dir"]).arg(self.target_dir());
        Ok(command)
    }
}

/// The cargo that runs this tool, or the one on PATH.
pub fn native_cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Flags without which the module would tell where it was built, by the file names that panics carry.
fn short_paths() -> impl Iterator<Item = String> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).unwrap_or_default();
    let cargo =
        std::env::var_os("CARGO_HOME").map_or_else(|| PathBuf::from(home).join(".cargo"), PathBuf::from);
    // Of several that fit, the last counts.
    let folders = [project::root(), cargo.join("registry/src"), cargo.join(FETCHED)];
    folders.into_iter().map(|folder| format!("--remap-path-prefix={}/=", folder.display()))
}

/// Finds a toolchain for wasm, installing one where that is possible.
pub fn ensure() -> Result<Toolchain> {
    let forced = std::env::var("KETLOOM_WASM").unwrap_or_default();
    match forced.as_str() {
        "rustup" => return with_source(ready().map_or_else(by_rustup, Ok)?),
        "plain" => return ready().map_or_else(by_rustup, Ok),
        "debian" => return by_debian(),
        "" => {}
        other => bail!("KETLOOM_WASM is '{other}'; it may be 'rustup', 'plain', 'debian' or unset"),
    }
    if let Some(toolchain) = ready() {
        return with_source(toolchain);
    }
    let machine = native_version()?;
    if stamp::read(REFUSED).as_deref() == Some(machine.as_str()) {
        note("rustup could not fetch the wasm target here before; not tried again (`setup` does)");
    } else {
        match by_rustup() {
            Ok(toolchain) => return with_source(toolchain),
            Err(error) => {
                note(&format!("{error:#}"));
                stamp::write(REFUSED, &machine)?;
            }
        }
    }
    by_debian()
}

/// Lets the next `ensure` ask rustup once more.
pub fn forget_refusal() {
    stamp::forget(REFUSED);
    stamp::forget(SOURCE_REFUSED);
}

/// A toolchain of rustup's with the source of its standard library, where rustup has it.
fn with_source(ready: Toolchain) -> Result<Toolchain> {
    let machine = native_version()?;
    if !has_source("rustc".as_ref()) && stamp::read(SOURCE_REFUSED).as_deref() != Some(machine.as_str()) {
        note("rustup component add rust-src (4 MB; given up after two minutes)");
        let mut add = Command::new("rustup");
        if let Err(error) =
            process::run_within(add.args(["component", "add", "rust-src"]), Duration::from_secs(120))
        {
            note(&format!("{error:#}"));
            stamp::write(SOURCE_REFUSED, &machine)?;
        }
    }
    if has_source("rustc".as_ref()) {
        return Ok(Toolchain { route: Route::Source, id: format!("{} {}", ready.id, ABORT.join(" ")) });
    }
    note("the source of Rust's standard library is not to be had here; the page comes out a tenth larger");
    Ok(ready)
}

/// Whether a compiler has the source of its standard library beside it.
fn has_source(rustc: &OsStr) -> bool {
    let ask = process::output(Command::new(rustc).env_remove("LD_LIBRARY_PATH").args(["--print", "sysroot"]));
    ask.is_ok_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file())
}

/// The version of the Rust on PATH, refused when it is too old.
pub fn native_version() -> Result<String> {
    let version = process::output(Command::new("rustc").arg("--version"))
        .context("Rust is missing; install it from https://rustup.rs and run this again")?;
    match tools::version(&version) {
        Some(found) if found >= tools::RUST_OLDEST => Ok(version),
        _ => bail!(
            "{version} is too old: {}.{} or newer is needed; run: rustup update stable",
            tools::RUST_OLDEST.0,
            tools::RUST_OLDEST.1
        ),
    }
}

/// The toolchain as it is, when it already has the target's standard library.
fn ready() -> Option<Toolchain> {
    let version = native_version().ok()?;
    let folder =
        process::output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET])).ok()?;
    let has_core = std::fs::read_dir(folder).ok()?.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    });
    has_core.then(|| Toolchain { route: Route::Ready, id: format!("{version} {VECTORS}") })
}

fn by_rustup() -> Result<Toolchain> {
    if process::find("rustup").is_none() {
        bail!("there is no rustup on PATH that could add the target {TARGET}");
    }
    note(&format!("rustup target add {TARGET} (20 MB; given up after two minutes)"));
    process::run_within(Command::new("rustup").args(["target", "add", TARGET]), Duration::from_secs(120))?;
    ready().with_context(|| {
        format!("rustup added {TARGET}, but `rustc` on PATH does not see it; is another rustc first on PATH?")
    })
}

fn by_debian() -> Result<Toolchain> {
    let missing = format!("a Rust that can build for {TARGET} is missing; run: rustup target add {TARGET}");
    if !debian::is_debian_like() {
        bail!(missing);
    }
    if !debian_has_source() {
        debian::install(
            &["rustc-web", "cargo-web", "rust-web-src"],
            "Debian's Rust with its source (about a minute)",
        )
        .context(missing.clone())?;
    }
    if !debian_has_source() {
        bail!(
            "{missing} (Debian's rustc-web, cargo-web and rust-web-src were installed, but {DEBIAN_RUSTC} has no source of std)"
        );
    }
    let linker = match wasm_linker() {
        Some(linker) => linker,
        None => {
            debian::install(&["lld"], "a linker for wasm").context(missing.clone())?;
            process::find("wasm-ld").context(missing)?
        }
    };
    let version = process::output(Command::new(DEBIAN_RUSTC).env_remove("LD_LIBRARY_PATH").arg("--version"))?;
    Ok(Toolchain { route: Route::Debian { linker }, id: format!("{version} {VECTORS} {}", ABORT.join(" ")) })
}

/// Whether Debian's rustc is new enough and has the source of the standard library.
fn debian_has_source() -> bool {
    let ask = |words: &[&str]| {
        process::output(Command::new(DEBIAN_RUSTC).env_remove("LD_LIBRARY_PATH").args(words))
            .unwrap_or_default()
    };
    let new_enough = tools::version(&ask(&["--version"])).is_some_and(|found| found >= tools::RUST_OLDEST);
    new_enough && has_source(DEBIAN_RUSTC.as_ref()) && Path::new(DEBIAN_CARGO).is_file()
}

/// rust-lld out of the native toolchain, else LLVM's wasm-ld.
fn wasm_linker() -> Option<PathBuf> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"])).ok()?;
    let hosts = std::fs::read_dir(Path::new(&sysroot).join("lib").join("rustlib")).ok()?;
    let in_sysroot =
        hosts.flatten().map(|host| host.path().join("bin").join("rust-lld")).find(|lld| lld.is_file());
    in_sysroot.or_else(|| process::find("wasm-ld"))
}
