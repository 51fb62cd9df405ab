//! Where things are in this repository.
//!
//! Here: folders and the list of the repository's own files. Not here: reading or hashing them (`stamp`).

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root: the folder above xtask's own.
pub fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let own = own.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    own.parent().map(Path::to_path_buf).unwrap_or(own)
}

/// The finished page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where this tool keeps its stamps and half-finished work; safe to delete.
pub fn work() -> PathBuf {
    root().join("target").join("xtask")
}

/// Makes a folder and all above it.
pub fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// True on a build server: everything runs, nothing opens, nothing asks.
pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Every file that is part of the project (not ignored by git), relative to the root, sorted.
pub fn files() -> Result<Vec<PathBuf>> {
    let root = root();
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(&root)
        .output();
    let mut files = match listed {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout)
            .split('\0')
            .filter(|s| !s.is_empty())
            .map(PathBuf::from)
            .collect(),
        // No git, or an unpacked archive: walk, leaving out what .gitignore names.
        _ => walk(&root)?,
    };
    files.retain(|file| root.join(file).is_file());
    files.sort();
    files.dedup();
    Ok(files)
}

/// All files below a folder, relative to it, leaving out build output and hidden version control.
pub fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let entries = std::fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("cannot list {}", next.display()))?.path();
            let skipped = ["target", "dist", "node_modules", ".git", "out"];
            if path.is_dir() {
                if !path.file_name().is_some_and(|name| skipped.iter().any(|s| name == *s)) {
                    open.push(path);
                }
            } else if let Ok(relative) = path.strip_prefix(folder) {
                found.push(relative.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}
