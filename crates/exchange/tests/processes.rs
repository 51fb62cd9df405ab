//! Exports of circuits that measure, reset, wait for bits and have noise, run by their targets; training by
//! PennyLane; and what each target refuses, by name.

#[path = "exports/runner.rs"]
mod runner;

use circuit::Circuit;
use exchange::{Named, Trouble};
use std::collections::BTreeMap;

type Write = fn(&Named) -> Result<String, Trouble>;

const TARGETS: [(&str, Write); 5] = [
    ("qiskit", exchange::qiskit::write),
    ("pennylane", exchange::pennylane::write),
    ("cirq", exchange::cirq::write),
    ("qasm2", exchange::qasm2::write),
    ("qasm3", exchange::qasm3::write),
];

fn named(text: &str) -> Named {
    Named::of(text.parse::<Circuit>().unwrap_or_else(|why| panic!("{text}: {why}")))
}

/// A circuit with one register `c`, the distribution over its bits, and how many of `TARGETS` can say it.
struct Process {
    text: &'static str,
    wanted: Vec<(u64, f64)>,
    targets: usize,
}

fn processes() -> Vec<Process> {
    let square = |v: f64| libm::sin(v) * libm::sin(v);
    let (told, turned) = (square(0.45), square(0.6));
    let teleported = (0..8).map(|b| (b, if b > 3 { told } else { 1.0 - told } / 4.0)).collect();
    let of = |targets, text, wanted| Process { text, wanted, targets };
    vec![
        of(
            5,
            "qubits 3; bits c 3; RY(0.9) 0; H 1; X 1:2; X 0:1; H 0; M 0 -> c[0]; M 1 -> c[1]; \
             if c == 1 Z 2; if c == 3 Z 2; if c == 2 X 2; if c == 3 X 2; M 2 -> c[2]",
            teleported,
        ),
        of(
            5,
            "qubits 2; bits c 2; RY(1.2) 0; M 0 -> c[0]; RESET 0; X 0; if c == 1 X 0:1; M 1 -> c[1]",
            vec![(0, 1.0 - turned), (3, turned)],
        ),
        of(
            3,
            "qubits 3; bits c 3; H 0; H 1; M 0 -> c[0]; M 1 -> c[1]; if c < 2 X 2; M 2 -> c[2]",
            vec![(4, 0.25), (5, 0.25), (2, 0.25), (3, 0.25)],
        ),
        of(3, "qubits 1; bits c 1; BIT_FLIP(0.3) 0; M 0 -> c[0]", vec![(0, 0.7), (1, 0.3)]),
    ]
}

#[test]
fn teleportation_resets_comparisons_and_noise_give_our_distributions() {
    for (at, (target, write)) in TARGETS.iter().enumerate() {
        let cases: Vec<Process> = processes().into_iter().filter(|p| p.targets > at).collect();
        let program = |p: &Process| {
            let text = write(&named(p.text)).unwrap_or_else(|why| panic!("{target}: {why}"));
            runner::Program { text, kind: "bits", values: Vec::new() }
        };
        let programs: Vec<runner::Program> = cases.iter().map(program).collect();
        let Some(answers) = runner::run(target, &programs) else { return };
        for ((case, program), answer) in cases.iter().zip(&programs).zip(answers) {
            let numbers = answer.unwrap_or_else(|why| panic!("{target}: {why}\n{}", program.text));
            agrees(target, case, &numbers, &program.text);
        }
    }
}

/// Within five standard errors of the 1500 shots that `run.py` takes.
fn agrees(target: &str, case: &Process, numbers: &[f64], shown: &str) {
    let wanted: BTreeMap<u64, f64> = case.wanted.iter().copied().collect();
    let found: BTreeMap<u64, f64> = numbers.chunks(2).map(|pair| (pair[0] as u64, pair[1])).collect();
    for bits in found.keys().chain(wanted.keys()) {
        let at = |map: &BTreeMap<u64, f64>| map.get(bits).copied().unwrap_or(0.0);
        let (a, b) = (at(&found), at(&wanted));
        let error = 5.0 * (b.max(1e-4) / 1500.0).sqrt();
        assert!((a - b).abs() < error, "{target}: bits {bits}: {a}, not {b}\n{shown}");
    }
}

#[test]
fn the_training_loop_for_pennylane_trains() {
    let named = named("qubits 2; RY(theta1) 0; X 0:1; RX(theta2*x1) 0");
    let text = exchange::pennylane::write(&named).expect("written");
    let program = runner::Program { text, kind: "train", values: Vec::new() };
    let Some(mut answers) = runner::run("pennylane", &[program]) else { return };
    let cost = answers.remove(0).expect("trained")[0];
    assert!(cost < -0.8, "the cost came down to {cost}");
}

#[test]
fn names_of_parameters_are_kept_and_made_identifiers() {
    let circuit = named("qubits 1; RX(theta1) 0; RY(theta2) 0; RZ(theta3*x1) 0").circuit;
    let parameters = ["α", "lambda", "my angle"].map(String::from).to_vec();
    let named = Named { parameters, ..Named::of(circuit) };
    let text = exchange::qasm3::write(&named).expect("written");
    for line in
        ["input float alpha;", "input float lambda_;", "input float my_angle;", "rz(my_angle*x1) q[0];"]
    {
        assert!(text.contains(line), "{text}");
    }
    assert!(exchange::qiskit::write(&named).expect("written").contains("lambda_ = Parameter(\"lambda_\")"));
}

#[test]
fn what_a_target_cannot_say_is_refused_by_name() {
    let cases: [(&str, Write, &str); 9] = [
        ("qubits 1; RX(theta1) 0", exchange::qasm2::write, "theta1"),
        ("qubits 1; BIT_FLIP(0.1) 0", exchange::qasm2::write, "BIT_FLIP"),
        ("qubits 1; BIT_FLIP(0.1) 0", exchange::qasm3::write, "BIT_FLIP"),
        ("qubits 1; BIT_FLIP(0.1) 0", exchange::quirk_link::write, "BIT_FLIP"),
        ("qubits 1; RESET 0", exchange::quirk_link::write, "reset"),
        ("qubits 1; RX(theta1) 0", exchange::quirk_link::write, "theta1"),
        ("qubits 17; H 0", exchange::quirk_link::write, "17 qubits"),
        ("qubits 2; bits c 2; M 0 -> c[0]; if c[0] == 1 X 1", exchange::qasm2::write, "condition of X"),
        ("qubits 2; bits c 2; M 0 -> c[0]; if c[0] == 1 M 1 -> c[1]", exchange::cirq::write, "MEASURE"),
    ];
    for (text, write, word) in cases {
        let why = write(&named(text)).expect_err(text);
        assert!(why.message.contains(word), "{text}: {why}");
        assert!(why.code == "unsupported" && !why.hint.is_empty(), "{text}: {why}");
    }
}

#[test]
fn a_quirk_link_holds_quirks_own_json() {
    let json = |text| exchange::quirk_link::json(&named(text)).expect("written");
    assert_eq!(json("qubits 2; H 0; X 0:1"), r#"{"cols":[["H"],["•","X"]]}"#);
    assert_eq!(json("qubits 3; X !0 1:2"), r#"{"cols":[["◦","•","X"]]}"#);
    assert_eq!(json("qubits 2; RX(pi/3) 0; T 1"), r#"{"cols":[[{"id":"Rxft","arg":"pi/3"},"Z^¼"]]}"#);
    assert_eq!(
        json("qubits 2; bits c 1; H 0; M 0 -> c[0]; if c == 1 X 1"),
        r#"{"cols":[["H"],["Measure"],["•","X"]]}"#
    );
    let turning = Named { parameters: vec!["t".into()], ..named("qubits 1; RX(theta1*pi) 0") };
    let spun = exchange::quirk_link::json(&turning).expect("time");
    assert_eq!(spun, r#"{"cols":[[{"id":"Rxft","arg":"t*pi"}]]}"#);
    let link = exchange::quirk_link::write(&named("qubits 1; H 0")).expect("written");
    assert_eq!(link, "https://algassert.com/quirk#circuit=%7B%22cols%22:%5B%5B%22H%22%5D%5D%7D");
}

#[test]
fn a_picture_has_every_wire_in_every_column() {
    let text = "qubits 3; bits c 1; label 0 in%a; H 0; X 0 !1:2; SWAP 0 2; RZZ(theta1/2) 1 2; M 0 -> c[0]; \
                if c == 1 QFT 0 1 2; P(sqrt(2)*pi^2) x0:1";
    let picture = exchange::quantikz::write(&named(text)).expect("drawn");
    let rows: Vec<&str> = picture.lines().filter(|l| l.starts_with("\\lstick")).collect();
    assert_eq!(rows.len(), 3);
    let cells: Vec<usize> = rows.iter().map(|r| r.matches(" & ").count()).collect();
    assert!(cells.iter().all(|c| *c == cells[0]), "{picture}");
    for part in ["\\ctrl{2}", "\\octrl{1}", "\\targ{}", "\\swap{2}", "\\meter{c[0]}", "\\gate[3]", "in\\%a"] {
        assert!(picture.contains(part), "{part} in {picture}");
    }
    assert_eq!(picture.matches('{').count(), picture.matches('}').count());
}

/// quantikz and what it loads.
const NEEDS: [&str; 3] = ["tikzlibraryquantikz.code.tex", "xargs.sty", "environ.sty"];

#[test]
fn a_picture_compiles_where_there_is_tex_with_quantikz() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("picture");
    let style = std::process::Command::new("kpsewhich").args(NEEDS).output();
    if !style.is_ok_and(|found| found.status.success()) {
        println!("skipped: no TeX with quantikz; on Debian, install texlive-science and texlive-latex-extra");
        return;
    }
    let text = "qubits 4; bits c 1; H 0; X 0 !1:2; SWAP 0 2; RZZ(theta1/2) 1 3; M 0 -> c[0]; \
                if c == 1 QFT 0 1 2; P(sqrt(2)*pi^2) x0:1; SXDG 3; RESET 2; BIT_FLIP(0.1) 1; SPACER 0; XPOW(0.5) 1";
    std::fs::create_dir_all(&folder).expect("a folder");
    let picture = exchange::quantikz::write(&named(text)).expect("drawn");
    std::fs::write(folder.join("picture.tex"), picture).expect("written");
    let mut tex = std::process::Command::new("pdflatex");
    tex.args(["-halt-on-error", "-interaction=nonstopmode", "picture.tex"]).current_dir(&folder);
    let output = tex.output().expect("pdflatex runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
