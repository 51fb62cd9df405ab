//! A Chromium to run the browser tests in.
//!
//! Here: finding one, or installing Debian's. Not here: starting it (tests/browser/harness.mjs does).

use crate::{debian, process};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES: [&str; 5] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// Finds or installs a Chromium.
pub fn ensure() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").filter(|name| !name.is_empty()) {
        let named = PathBuf::from(named);
        if !named.is_file() {
            bail!("CHROMIUM names {}, which is not a file; correct it or unset it", named.display());
        }
        return Ok(named);
    }
    if let Some(found) = found() {
        return Ok(found);
    }
    if debian::is_debian_like() {
        debian::install(&["chromium", "fonts-dejavu-core"], "Chromium and a font (about a minute)")?;
    }
    match found() {
        Some(found) => Ok(found),
        None => {
            bail!("no Chromium was found; install Chrome or Chromium, or set CHROMIUM to its program file")
        }
    }
}

fn found() -> Option<PathBuf> {
    let on_path = NAMES.iter().find_map(|name| process::find(name));
    on_path.or_else(|| PLACES.iter().map(Path::new).find(|place| place.is_file()).map(Path::to_path_buf))
}
