//! Peers run beside us, in the same minutes on the same machine, where there is a Python that has them.
//!
//! Here: `$KETLOOM_PEERS` (a python) and the peers' own scripts in ../shared/bench, which write JSON lines. Not
//! here: what they compute (their scripts) and the published figures (`figures`).

use super::table::{self, Timing};
use crate::progress::note;
use crate::{process, project};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A peer and we ourselves on one case.
pub struct Beside {
    case: String,
    peer: String,
    theirs: Timing,
    ours: Option<Timing>,
    /// Whether both computed the same numbers.
    agree: Option<bool>,
}

/// Which package a peer needs, its script, its name there, and for which n it runs.
const PEERS: [(&str, &str, &str, &str); 6] = [
    ("jax", "w3_training.py", "jax_scan", "4,8"),
    ("jax", "w3_training.py", "jax_unitary", "4"),
    ("jax", "w4_qsann.py", "jax_hand", "4"),
    ("qulacs", "w3_training.py", "qulacs", "4"),
    ("pennylane", "w3_training.py", "default_autograd", "4"),
    ("pennylane", "w4_qsann.py", "default_autograd", "4"),
];

/// The python that `$KETLOOM_PEERS` names.
pub fn python() -> Option<PathBuf> {
    std::env::var_os("KETLOOM_PEERS").filter(|name| !name.is_empty()).map(PathBuf::from)
}

/// Runs the peers that the python has, and after each workload ours by `cases`.
pub fn run(python: &Path, cases: impl Fn(&str) -> Result<Vec<Value>>) -> Result<Vec<Beside>> {
    let scripts = project::root().join("..").join("shared").join("bench");
    if !scripts.is_dir() {
        note("there is no ../shared/bench with the peers' scripts; only their published figures are shown");
        return Ok(Vec::new());
    }
    let found =
        "import importlib.util as u; print(*[m for m in ('jax','qulacs','pennylane') if u.find_spec(m)])";
    let found = match process::output(Command::new(python).args(["-c", found])) {
        Ok(found) => found,
        Err(error) => {
            note(&format!("KETLOOM_PEERS: {error:#}; no peers beside"));
            return Ok(Vec::new());
        }
    };
    let mut all = Vec::new();
    for workload in ["W3", "W4"] {
        let script = if workload == "W3" { "w3_training.py" } else { "w4_qsann.py" };
        let mut theirs = Vec::new();
        for (package, file, peer, sizes) in PEERS {
            if file == script && found.split(' ').any(|has| has == package) {
                theirs.extend(peer_rows(python, &scripts.join(script), peer, sizes)?);
            }
        }
        if !theirs.is_empty() {
            let ours = cases(workload)?;
            all.extend(theirs.iter().filter_map(|row| beside(row, &ours)));
        }
    }
    Ok(all)
}

/// One peer's rows; a peer that fails is said and left out.
fn peer_rows(python: &Path, script: &Path, peer: &str, sizes: &str) -> Result<Vec<Value>> {
    let out = project::work().join("peers.jsonl");
    project::make(&project::work())?;
    std::fs::write(&out, "").with_context(|| format!("cannot write {}", out.display()))?;
    let mut command = Command::new(python);
    command.env("PYTHONDONTWRITEBYTECODE", "1").arg(script).arg("--out").arg(&out);
    command.args(["--peer", peer, "--n", sizes, "--budget", "1"]);
    if let Err(error) = process::run(&mut command) {
        note(&format!("{error:#}; left out"));
    }
    let text = std::fs::read_to_string(&out).with_context(|| format!("cannot read {}", out.display()))?;
    Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

fn beside(row: &Value, ours: &[Value]) -> Option<Beside> {
    let ms = |key: &str| row[key].as_f64().map(|seconds| 1000.0 * seconds);
    let theirs = Timing { median: ms("median_s")?, least: ms("min_s")?, first: ms("first_s")? };
    let variant = row["variant"].as_str()?;
    let case = case_of(row["w"].as_str()?, variant, &row["n"]);
    let precision = variant.split(' ').find(|word| ["f32", "f64"].contains(word)).unwrap_or("f64");
    let peer = format!("{} {precision}", row["peer"].as_str()?);
    let own = ours.iter().find(|row| table::timed(row).is_some_and(|(name, _)| name == case));
    Some(Beside {
        case,
        peer,
        theirs,
        ours: own.and_then(table::timed).map(|(_, timing)| timing),
        agree: own.map(|own| agree(&own["check"], &row["check"])),
    })
}

/// The case that a peer's row is about: W3 has no variants of its own, W4 begins with them.
fn case_of(workload: &str, variant: &str, n: &Value) -> String {
    let depth = variant.split(' ').next().filter(|word| word.starts_with("D="));
    match depth {
        Some(depth) if variant.contains("dedup") => format!("{workload} {depth} dedup n={n}"),
        Some(depth) => format!("{workload} {depth} all words n={n}"),
        None => format!("{workload} n={n}"),
    }
}

/// Peers agree among themselves to 2e-5 (some compute with f32).
fn agree(ours: &Value, theirs: &Value) -> bool {
    let numbers = |value: &Value| -> Vec<f64> {
        value.as_array().map(|all| all.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
    };
    let (ours, theirs) = (numbers(ours), numbers(theirs));
    !ours.is_empty()
        && ours.len() == theirs.len()
        && ours.iter().zip(&theirs).all(|(a, b)| (a - b).abs() <= 2.5e-5)
}

impl Beside {
    fn cells(&self) -> Vec<String> {
        let ms = table::milliseconds;
        let agree = self.agree.map_or("", |agree| if agree { "yes" } else { "NO" });
        vec![
            self.case.clone(),
            self.peer.clone(),
            ms(self.theirs.median),
            ms(self.theirs.first),
            self.ours.map_or(String::new(), |ours| ms(ours.median)),
            self.ours.map_or(String::new(), |ours| format!("{:.2}", self.theirs.median / ours.median)),
            agree.to_owned(),
        ]
    }

    /// All of it, for the file.
    pub fn json(&self) -> Value {
        json!({
            "case": self.case, "peer": self.peer, "peer_ms": self.theirs.median, "peer_least_ms": self.theirs.least,
            "peer_first_ms": self.theirs.first, "wasm_ms": self.ours.map(|ours| ours.median),
            "wasm_least_ms": self.ours.map(|ours| ours.least), "same_check_values": self.agree,
        })
    }
}

/// The table of peers run beside; empty when none was.
pub fn table(rows: &[Beside]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let heads =
        ["case", "peer, run here", "its ms", "its first call ms", "our wasm ms", "peer/wasm", "same values"];
    let text = table::laid_out(&heads, rows.iter().map(Beside::cells).collect(), &[0, 1, 6]);
    format!("\nPeers run natively in the same minutes as ours in Chromium:\n{text}")
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn a_peers_row_finds_our_case() {
        assert_eq!(case_of("W3", "vmap+jit f32", &json!(4)), "W3 n=4");
        assert_eq!(case_of("W4", "D=2 dedup f32", &json!(5)), "W4 D=2 dedup n=5");
        assert_eq!(case_of("W4", "D=1 all words vmap+jit f32", &json!(4)), "W4 D=1 all words n=4");
    }

    #[test]
    fn check_values_agree_or_not() {
        assert!(agree(&json!([1.0, 2.0]), &json!([1.00001, 2.0])));
        assert!(!agree(&json!([1.0, 2.0]), &json!([1.0001, 2.0])));
        assert!(!agree(&json!([]), &json!([])));
    }
}
