//! Programs of the corpus against Qiskit's numbers, errors against the places they name; damaged and random texts.

#[path = "qasm/damage.rs"]
mod damage;

use circuit::{C64, Circuit};
use engine::{Rows, State};
use exchange::json::Json;
use exchange::{Named, qasm};
use std::fs;
use std::path::{Path, PathBuf};

fn here(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)
}

fn corpus(head: &str) -> Vec<(String, String)> {
    let mut found: Vec<_> = fs::read_dir(here("corpus"))
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "qasm"))
        .map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), path))
        .filter(|(name, _)| name.starts_with(head))
        .map(|(name, path)| (name, fs::read_to_string(path).expect("a program")))
        .collect();
    found.sort();
    found
}

fn read(text: &str) -> Named {
    qasm::read(text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// The values that a comment `// inputs: a=0.3` gives to the parameters, in the circuit's order.
fn values(named: &Named, text: &str) -> Vec<f64> {
    let line = text.lines().find_map(|l| l.strip_prefix("// inputs: ")).unwrap_or("");
    let value = |name: &String| {
        let found = line.split(' ').filter_map(|pair| pair.split_once('=')).find(|(n, _)| n == name);
        found.expect("a value for each parameter").1.parse().expect("a number")
    };
    named.parameters.iter().map(value).collect()
}

fn state(circuit: &Circuit, weights: &[f64]) -> Vec<C64> {
    let state = State::run(circuit, weights, &Rows::of(0, 1)).expect("a state");
    (0..1 << circuit.qubits()).map(|k| state.amplitude(0, k)).collect()
}

fn ours(text: &str) -> Vec<C64> {
    let named = read(text);
    state(&named.circuit, &values(&named, text))
}

/// 1 − |⟨a|b⟩|, which no global phase changes.
fn apart(a: &[C64], b: &[C64]) -> f64 {
    assert_eq!(a.len(), b.len());
    let overlap = a.iter().zip(b).fold(C64::ZERO, |s, (x, y)| s + x.conj() * *y);
    // The distance after the phases are made equal, to which 1 − |overlap| is blind below 1e-8.
    let turn = overlap.scale(1.0 / overlap.norm_sqr().sqrt().max(1e-300));
    a.iter().zip(b).map(|(x, y)| (*x * turn - *y).norm_sqr()).fold(0.0, f64::max).sqrt()
}

fn same(a: &str, b: &str) {
    let far = apart(&ours(a), &ours(b));
    assert!(far < 1e-12, "apart by {far}:\n{a}\n{b}");
}

fn trouble(text: &str) -> exchange::Trouble {
    match qasm::read(text) {
        Ok(_) => panic!("read without trouble: {}", &text[..text.len().min(300)]),
        Err(trouble) => trouble,
    }
}

#[test]
fn every_unitary_program_gives_the_state_that_qiskit_gives() {
    let text = fs::read_to_string(here("oracle/statevectors.json")).expect("the numbers");
    let (json, wrong) = Json::read(&text);
    assert_eq!(wrong, None);
    assert_eq!(json.get("refused").expect("a list").members(), []);
    let states = json.get("states").expect("states").members();
    let programs = corpus("u");
    assert_eq!(states.len(), programs.len());
    for ((name, program), (same, amplitudes)) in programs.iter().zip(states) {
        assert_eq!(name, same);
        let theirs: Vec<C64> = amplitudes
            .entries()
            .iter()
            .map(|z| z.numbers().expect("two numbers"))
            .map(|z| C64::new(z[0], z[1]))
            .collect();
        let far = apart(&ours(program), &theirs);
        assert!(far < 1e-8, "{name} is {far} from Qiskit's");
    }
}

#[test]
fn every_bad_program_is_refused_where_its_first_line_says() {
    let programs = corpus("bad_");
    assert!(programs.len() >= 20);
    let mut faults = Vec::new();
    for (name, text) in programs {
        let expected =
            text.lines().next().and_then(|l| l.strip_prefix("// ")).expect("what to expect").to_string();
        let e = trouble(&text);
        let found = format!("{} {}:{}", e.code, e.line, e.column);
        if found != expected || e.message.is_empty() {
            faults.push(format!("{name}: expected {expected}, found {found}: {e}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_measured_program_is_read_and_survives_our_own_text() {
    for (name, text) in corpus("m").into_iter().chain(corpus("u")) {
        let circuit = read(&text).circuit;
        let again: Circuit = circuit.to_string().parse().unwrap_or_else(|e| panic!("{name}: {e}\n{circuit}"));
        assert_eq!(again, circuit, "{name}");
    }
}

#[test]
fn files_of_the_shared_folder_are_read_or_refused_in_sentences() {
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let Ok(folder) = fs::read_dir(shared) else {
        return eprintln!("skipped: there is no {shared}");
    };
    for path in folder.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "qasm")) {
        if let Err(e) = qasm::read_bytes(&fs::read(&path).expect("a file")) {
            assert!(e.line > 0 && !e.message.is_empty(), "{}: {e}", path.display());
        }
    }
}

#[test]
fn a_half_written_as_one_by_two_is_a_half() {
    // Qiskit takes 1/2 for 0 in OpenQASM 3; the specification's own library writes S as pow(1/2) @ z.
    same("qubit q; h q; t q; pow(1000000000001) @ sx q;", "qubit q; h q; t q; sx q;");
    same("qubit q; h q; pow(1/2) @ z q; rx(1/2*pi) q;", "qubit q; h q; s q; rx(pi/2) q;");
}

#[test]
fn phases_under_controls_are_those_of_the_included_library() {
    let head = "qubit[2] q; h q; ";
    // U of OpenQASM 3 is e^{iθ/2} times Qiskit's; u3 of stdgates.inc has determinant 1.
    same(
        &format!("{head} ctrl @ U(0.3, 0.2, 0.1) q[0], q[1];"),
        &format!("{head} p(0.15) q[0]; cu3(0.3, 0.2, 0.1) q[0], q[1];"),
    );
    same(
        &format!("{head} ctrl @ u3(0.3, 0.2, 0.1) q[0], q[1];"),
        &format!("{head} p(-0.15) q[0]; cu3(0.3, 0.2, 0.1) q[0], q[1];"),
    );
    let old = format!("include \"qelib1.inc\"; {head}");
    same(
        &format!("{old} ctrl @ u3(0.3, 0.2, 0.1) q[0], q[1];"),
        &format!("{old} cu3(0.3, 0.2, 0.1) q[0], q[1];"),
    );
    same(
        &format!("{head} ctrl @ u(0.3, 0.2, 0.1) q[0], q[1];"),
        &format!("{head} cu3(0.3, 0.2, 0.1) q[0], q[1];"),
    );
    same(
        &format!("{head} gate x2 a {{ U(pi, 0, pi) a; gphase(-pi/2); }} ctrl @ x2 q[0], q[1];"),
        &format!("{head} cx q[0], q[1];"),
    );
    same(
        &format!("{head} ctrl @ u2(0.3, 0.2) q[0], q[1];"),
        &format!("{head} ctrl @ rz(0.2) q[0], q[1]; cry(pi/2) q[0], q[1]; crz(0.3) q[0], q[1];"),
    );
}

#[test]
fn registers_conditions_and_measurements_are_what_the_program_says() {
    let named = read(
        "OPENQASM 2.0; qreg q[2]; creg a[2]; creg b[3]; measure q[1] -> b[2]; if (b == 4) x q[0]; reset q[1];",
    );
    let circuit = named.circuit;
    let sizes: Vec<_> = circuit.registers().iter().map(|r| (r.name.as_str(), r.size)).collect();
    assert_eq!(sizes, [("a", 2), ("b", 3)]);
    let text = circuit.to_string();
    assert!(text.contains("MEASURE 1 -> b[2]") && text.contains("RESET 1"), "{text}");
    let waiting = circuit.ops().iter().find(|op| !op.conditions.is_empty()).expect("one waits");
    assert_eq!((waiting.conditions[0].bits.as_slice(), waiting.conditions[0].value), (&[2, 3, 4][..], 4));
}

#[test]
fn else_waits_for_the_opposite() {
    let text = "qubit[3] q; bit[2] c; c[0] = measure q[0]; c[1] = measure q[1];
        if (c[0] && !c[1]) x q[2]; else y q[2];";
    let circuit = read(text).circuit;
    let named = |gate: &str| circuit.ops().iter().find(|op| op.gate.name == gate).expect("the gate").clone();
    for bits in 0..4u64 {
        let holds = |op: &circuit::Op| op.conditions.iter().all(|c| c.holds(bits));
        assert_eq!(holds(&named("X")), bits == 1);
        assert_eq!(holds(&named("Y")), bits != 1);
    }
}

#[test]
fn parameters_come_in_the_order_of_first_use_and_unused_ones_are_noted() {
    let named =
        read("input float unused; input float b; input angle a; qubit[1] q; rx(2*a) q[0]; ry(b - a) q[0];");
    assert_eq!(named.parameters, ["a", "b"]);
    assert!(named.circuit.to_string().contains("RX(2*theta1) 0"));
    assert!(named.notes.iter().any(|n| n.contains("unused")), "{:?}", named.notes);
}

#[test]
fn loops_and_gates_that_explode_are_refused_quickly() {
    let deep: String =
        (0..200).map(|i| format!("gate g{}(a) q {{ g{i}(a) q; g{i}(a) q; }}\n", i + 1)).collect();
    let texts = [
        "qubit q; for int i in [0:1000000000] { x q; }".to_string(),
        "qubit q; for int i in [0:9999] { for int j in [0:9999] { } }".to_string(),
        "qubit q; for int i in [0:99999] { x q; }".to_string(),
        "qubit q; gate g a { x a; } pow(1000000000000) @ g q;".to_string(),
        "qubit[2] q; ctrl(1000000000) @ x q[0], q[1];".to_string(),
        "qubit q; for int i in [0:0:5] { x q; }".to_string(),
        format!("gate g0(a) q {{ }}\n{deep}"),
        format!(
            "gate g0(a) q {{ }}\n{}\nqubit q; g30(1) q;",
            deep.lines().take(38).collect::<Vec<_>>().join("\n")
        ),
        "input float x; float y = x; for int i in [0:60] { y = y + y; } qubit q; rx(y) q;".to_string(),
        "qubit q; int x = 1; for int i in [0:200] { x = x * 3; } rx(x ** x ** x) q;".to_string(),
    ];
    for text in texts {
        let e = trouble(&text);
        let codes = [
            "too-much-work",
            "too-many-gates",
            "too-deep",
            "too-long",
            "out-of-range",
            "arity",
            "not-finite",
            "type",
        ];
        assert!(codes.contains(&e.code), "{e}");
    }
}

#[test]
fn bombs_of_brackets_lines_and_bytes_are_refused() {
    for head in [
        "(",
        "[",
        "{",
        "-",
        "!",
        "sin(",
        "q[",
        "if (1) ",
        "ctrl @ ",
        "ctrl(",
        "for int i in {",
        "gate g a {",
        "1+",
        "1**",
        "/*",
        "\"",
        "inv @ pow(2) @ ",
    ] {
        for lead in ["", "qubit q; rx(", "qubit q; x q["] {
            let e = trouble(&format!("{lead}{}", head.repeat(100_000)));
            assert!(e.line >= 1 && !e.message.is_empty(), "{head}: {e}");
        }
    }
    assert_eq!(trouble(&"x".repeat(1 << 19)).code, "line-too-long");
    assert_eq!(trouble(&"x q;\n".repeat(1 << 18)).code, "too-long");
    assert_eq!(trouble(&format!("qubit q;\n{}", "x q;\n".repeat(1 << 17))).code, "too-many-gates");
    let e = qasm::read_bytes(b"qubit q;\nx \xffq;").expect_err("not UTF-8");
    assert_eq!((e.code, e.line, e.column), ("not-utf8", 2, 3));
}

#[test]
fn errors_suggest_the_name_that_was_meant() {
    assert_eq!(trouble("qubit q; hh q;").hint, "did you mean h?");
    assert_eq!(trouble("qubit[3] q; tofoli q[0], q[1], q[2]; ").code, "unknown-gate");
    assert_eq!(trouble("qubit[3] qs; x q;").hint, "did you mean qs?");
    assert_eq!(trouble("qubit q; rx(sim(0.3)) q;").hint, "did you mean sin?");
    let e = trouble("qubit q;\n  rx(0.1 q;");
    assert_eq!(
        (e.line, e.column, e.message.as_str()),
        (2, 10, "expected ) or , after a list's entry, found \"q\"")
    );
}
