//! The rules that the compiler does not keep: who may name what, sizes, colours, the README's tree.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root().join(folder), ending, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no {ending} files under {folder}");
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of the project").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            let text = fs::read_to_string(&path).expect("readable source");
            found.push((
                path.strip_prefix(root()).expect("inside").to_string_lossy().replace('\\', "/"),
                text,
            ));
        }
    }
}

/// Lines of code: neither comments nor what follows `#[cfg(test)]`.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().take_while(|l| l.trim() != "#[cfg(test)]");
    lines.enumerate().filter(|(_, l)| !l.trim_start().starts_with("//"))
}

fn absent(folder: &str, words: &[&str], except: &[&str], why: &str) {
    let mut faults = Vec::new();
    for (path, text) in files(folder, ".rs") {
        if except.iter().any(|e| path.starts_with(e)) {
            continue;
        }
        for (number, line) in code(&text) {
            if let Some(word) = words.iter().find(|w| line.contains(**w)) {
                faults.push(format!("{path}:{}: {word}", number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{why}:\n{}", faults.join("\n"));
}

#[test]
fn only_the_page_knows_a_browser() {
    // The benchmark's module is a program of its own, not a part of the page.
    let except = ["crates/bench-wasm/", "crates/api/"];
    absent("crates", &["yew::", "web_sys", "wasm_bindgen", "js_sys"], &except, "browser types below src/");
}

#[test]
fn the_page_does_not_compute() {
    let layers = ["engine::", "learn::", "attention::", "labs::"];
    absent("src", &layers, &["src/bench.rs"], "the page reaches below session");
}

#[test]
fn nobody_has_a_clock_or_dice_of_its_own() {
    absent(
        "crates",
        &["Instant::now", "SystemTime", "thread_rng", "getrandom"],
        &["crates/bench/src/main.rs", "crates/bench/src/bin"],
        "clocks and dice come from outside",
    );
}

#[test]
fn colours_and_lengths_live_in_css() {
    absent("src", &["style=", "#fff", "rgb(", "hsl(", "px\""], &[], "a colour or length in Rust");
    absent("crates/plot", &["style=", "#fff", "rgb(", "hsl("], &[], "a colour in a figure");
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    let mut faults = Vec::new();
    for folder in ["src", "crates", "xtask"] {
        for (path, text) in files(folder, ".rs") {
            if !text.starts_with("//!") {
                faults.push(format!("{path}: does not begin with //!"));
            }
            let lines = text.lines().count();
            if lines > 520 {
                faults.push(format!("{path}: {lines} lines"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_readme_names_every_folder_at_the_top() {
    let readme = fs::read_to_string(root().join("README.md")).expect("a README");
    for entry in fs::read_dir(root()).expect("the project").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let shown = entry.path().is_dir()
            && !name.starts_with('.')
            && !["target", "dist", "node_modules"].contains(&name.as_str());
        assert!(!shown || readme.contains(&format!("{name}/")), "README's tree lacks {name}/");
    }
}
