//! Installing packages on Debian-like systems.
//!
//! Here: apt-get, with sudo where one is not root. Not here: which packages, and what other systems do
//! instead (each tool's own module says that).

use crate::{process, progress::note};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Whether this is a system with apt-get.
pub fn is_debian_like() -> bool {
    cfg!(target_os = "linux") && process::find("apt-get").is_some()
}

/// Whether packages can be installed without asking anyone for a password.
pub fn can_install_silently() -> bool {
    is_debian_like() && is_root()
}

/// Installs packages; apt-get leaves alone what is already there.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    note(&format!("{why}: apt-get install {}", packages.join(" ")));
    apt(&["update", "-qq"]).context("the list of packages could not be refreshed")?;
    let mut words = vec!["install", "-y", "-qq", "--no-install-recommends"];
    words.extend(packages);
    apt(&words).with_context(|| format!("{} could not be installed", packages.join(", ")))
}

fn apt(words: &[&str]) -> Result<()> {
    let mut command = if is_root() {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    } else if process::find("sudo").is_some() {
        let mut command = Command::new("sudo");
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        bail!("apt-get needs root and there is no sudo; run as root: apt-get {}", words.join(" "));
    };
    process::run(command.args(words))
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}
