//! Starting other programs.
//!
//! Here: finding a program, running it with or without a time limit, and reading its output line by line
//! while it is shown. Not here: which programs are run and why.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Looks a program up on PATH as the system would.
pub fn find(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ""] } else { &[""] };
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|candidate| candidate.is_file())
}

/// A command as one would type it, for messages.
pub fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Runs a command whose output the user sees; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let spelling = spelled(command);
    let status =
        command.stdin(Stdio::null()).status().with_context(|| format!("cannot start `{spelling}`"))?;
    if !status.success() {
        bail!("`{spelling}` failed ({status}); what it printed is above");
    }
    Ok(())
}

/// Runs a command quietly and gives back what it printed, without the line end.
pub fn output(command: &mut Command) -> Result<String> {
    let spelling = spelled(command);
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{spelling}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        bail!("`{spelling}` failed ({}): {}", output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Runs a command that may hang (an installer without a network) and ends it after `limit`.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let spelling = spelled(command);
    let mut child =
        command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start `{spelling}`"))?;
    let began = Instant::now();
    loop {
        match child.try_wait().with_context(|| format!("cannot wait for `{spelling}`"))? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => bail!("`{spelling}` failed ({status})"),
            None if began.elapsed() > limit => {
                child.kill().with_context(|| format!("cannot end `{spelling}`"))?;
                child.wait().with_context(|| format!("cannot end `{spelling}`"))?;
                bail!("`{spelling}` did not finish within {} s", limit.as_secs());
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Runs a command, shows its standard output as it comes and hands each line on. True when it exited with 0.
pub fn stream(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<bool> {
    each_line(command, |line| {
        println!("{line}");
        on_line(line);
    })
}

/// Runs a command and hands each line of its standard output on as it comes. True when it exited with 0.
pub fn each_line(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<bool> {
    let spelling = spelled(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{spelling}`"))?;
    let pipe: Box<dyn Read> = match child.stdout.take() {
        Some(pipe) => Box::new(pipe),
        None => Box::new(std::io::empty()),
    };
    let mut reader = BufReader::new(pipe);
    let mut line = Vec::new();
    while reader
        .read_until(b'\n', &mut line)
        .with_context(|| format!("cannot read what `{spelling}` prints"))?
        > 0
    {
        let text = String::from_utf8_lossy(&line);
        on_line(text.trim_end());
        line.clear();
    }
    Ok(child.wait().with_context(|| format!("cannot wait for `{spelling}`"))?.success())
}

/// PATH with a folder put first.
pub fn path_with(folder: &Path) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(folder.to_path_buf()).chain(std::env::split_paths(&old));
    std::env::join_paths(all).with_context(|| format!("cannot put {} on PATH", folder.display()))
}
