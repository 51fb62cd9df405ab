//! Every pinned version of a tool, in one place.
//!
//! Here: the versions, and the check that Cargo.lock and tests/browser/package.json agree with them.
//! Not here: how a tool is installed (`wasm`, `node`, `chromium`) or called.

use anyhow::{Context, Result, bail};
use std::path::Path;

/// wasm-bindgen: the crate in the page and the library in this tool must be the very same version.
pub const WASM_BINDGEN: &str = "0.2.130";
/// binaryen on npm: `wasm-opt`.
pub const BINARYEN: &str = "132.0.0";
/// playwright-core on npm drives the browser that is on the machine; it downloads none.
#[cfg_attr(not(test), expect(dead_code, reason = "npm reads it from package.json; a test compares the two"))]
pub const PLAYWRIGHT_CORE: &str = "1.65.1";
/// axe-core on npm: the accessibility rules of the browser tests.
#[cfg_attr(not(test), expect(dead_code, reason = "npm reads it from package.json; a test compares the two"))]
pub const AXE_CORE: &str = "4.14.1";
/// typescript on npm: checks the types of the npm package.
#[cfg_attr(not(test), expect(dead_code, reason = "npm reads it from package.json; a test compares the two"))]
pub const TYPESCRIPT: &str = "5.9.3";
/// The oldest Python (major, minor) that `PYTHON_PACKAGES` run on.
pub const PYTHON_OLDEST: (u32, u32) = (3, 11);
/// What runs our exports in tests; Aer and the importer are Qiskit's own.
pub const PYTHON_PACKAGES: &[&str] = &[
    "qiskit==2.6.2",
    "qiskit-aer==0.18.2",
    "qiskit-qasm3-import==0.6.0",
    "pennylane==0.45.1",
    "cirq-core==1.7.0",
];
/// The oldest Node that the tests and wasm-opt run on.
pub const NODE_OLDEST: u32 = 20;
/// The Node taken from npm where the machine's own is older.
pub const NODE_FROM_NPM: &str = "20.20.2";
/// The oldest Rust (major, minor) that builds the page; `rust-version` in Cargo.toml says the same.
pub const RUST_OLDEST: (u32, u32) = (1, 95);

/// Refuses to build when wasm-bindgen in Cargo.lock is not the version this tool was written for.
pub fn check_lock(root: &Path) -> Result<()> {
    let path = root.join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    for package in ["wasm-bindgen", "wasm-bindgen-cli-support"] {
        let found = locked(&lock, package);
        if found.as_deref() != Some(WASM_BINDGEN) {
            bail!(
                "Cargo.lock has {package} {}, but xtask/src/tools.rs pins {WASM_BINDGEN}; the page's crate and \
                 the tool's library must be one version: set `={WASM_BINDGEN}` in Cargo.toml and \
                 xtask/Cargo.toml, or raise all three together",
                found.as_deref().unwrap_or("not at all")
            );
        }
    }
    Ok(())
}

/// The version of a package in the text of a Cargo.lock.
fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

/// The leading numbers of a version such as `v20.20.2`, `1.96.0-nightly` or `rustc 1.95.0 (…)`.
pub fn version(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut parts = text[start..].split(|c: char| !c.is_ascii_digit());
    Some((parts.next()?.parse().ok()?, parts.next().and_then(|p| p.parse().ok()).unwrap_or(0)))
}

#[cfg(test)]
mod test {
    use super::*;
    use crate::project;

    #[test]
    fn versions_are_read_with_their_frills() {
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(version("wasm-opt version 132 (version_132)"), Some((132, 0)));
        assert_eq!(version("none"), None);
    }

    #[test]
    fn a_locked_version_is_found_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"2\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("2"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn cargo_lock_agrees_with_the_pins() {
        check_lock(&project::root()).expect("Cargo.lock agrees");
    }

    #[test]
    fn the_manifest_names_the_same_oldest_rust() {
        let manifest = std::fs::read_to_string(project::root().join("Cargo.toml")).expect("Cargo.toml");
        assert!(manifest.contains(&format!("rust-version = \"{}.{}\"", RUST_OLDEST.0, RUST_OLDEST.1)));
    }

    #[test]
    fn npm_packages_agree_with_the_pins_and_name_no_registry() {
        let folder = project::root().join("tests/browser");
        let manifest = std::fs::read_to_string(folder.join("package.json")).expect("package.json");
        for (name, pin) in [
            ("binaryen", BINARYEN),
            ("playwright-core", PLAYWRIGHT_CORE),
            ("axe-core", AXE_CORE),
            ("typescript", TYPESCRIPT),
        ] {
            assert!(manifest.contains(&format!("\"{name}\": \"{pin}\"")), "{name} is not {pin}");
        }
        let lock = std::fs::read_to_string(folder.join("package-lock.json")).expect("package-lock.json");
        assert!(!lock.contains("\"resolved\""), "strip the `resolved` fields from package-lock.json");
    }
}
