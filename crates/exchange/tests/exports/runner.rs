//! Runs programs in Python, all of one target in one process.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A program, what to ask of it and the values of its symbols.
pub struct Program {
    pub text: String,
    pub kind: &'static str,
    pub values: Vec<f64>,
}

/// The Python that has the targets: KETLOOM_PYTHON, or the environment that `cargo xtask test` made.
fn python() -> Option<PathBuf> {
    let named = std::env::var_os("KETLOOM_PYTHON").map(PathBuf::from);
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/xtask/exchange-venv");
    let program = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let whole = made.join("ready").is_file().then(|| made.join(program));
    named.into_iter().chain(whole).find(|path| path.is_file())
}

/// What each program printed, or why it failed; none where there is no Python with the targets.
pub fn run(target: &str, programs: &[Program]) -> Option<Vec<Result<Vec<f64>, String>>> {
    let Some(python) = python() else {
        println!("skipped {target}: no Python environment; `cargo xtask test native` makes one");
        return None;
    };
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let name = format!("{}-{target}-{run}", env!("CARGO_CRATE_NAME"));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder for programs");
    let mut list = String::new();
    for (i, program) in programs.iter().enumerate() {
        std::fs::write(folder.join(format!("{i}.txt")), &program.text).expect("a program is written");
        let values: Vec<String> = program.values.iter().map(|v| format!("{v:?}")).collect();
        list += &format!("{i} {} {}\n", program.kind, values.join(" "));
    }
    std::fs::write(folder.join("list"), list).expect("the list is written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/run.py");
    let output = Command::new(python).arg(script).arg(target).arg(&folder).output().expect("Python starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{target}: {}", String::from_utf8_lossy(&output.stderr));
    let answers: Vec<_> = text.lines().filter_map(answer).collect();
    assert_eq!(answers.len(), programs.len(), "{target} answered for every program: {text}");
    Some(answers)
}

fn answer(line: &str) -> Option<Result<Vec<f64>, String>> {
    let (number, rest) = line.split_once(' ')?;
    number.parse::<usize>().ok()?;
    match rest.strip_prefix("ok") {
        Some(values) => Some(Ok(values.split_whitespace().filter_map(|v| v.parse().ok()).collect())),
        None => Some(Err(rest.to_string())),
    }
}
