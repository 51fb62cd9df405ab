//! Quirk's links against Cirq's reading of them, errors, and noise.

use circuit::C64;
use engine::{Noise, Process, Rows, State};
use exchange::json::Json;
use exchange::{quirk, quirk_link};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn numbers() -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/quirk.json");
    let (json, wrong) = Json::read(&fs::read_to_string(path).expect("the numbers"));
    assert_eq!(wrong, None);
    json
}

/// The distance after the phases are made equal.
fn apart(a: &[C64], b: &[C64]) -> f64 {
    assert_eq!(a.len(), b.len());
    let overlap = a.iter().zip(b).fold(C64::ZERO, |s, (x, y)| s + x.conj() * *y);
    let turn = overlap.scale(1.0 / overlap.norm_sqr().sqrt().max(1e-300));
    a.iter().zip(b).map(|(x, y)| (*x * turn - *y).norm_sqr()).fold(0.0, f64::max).sqrt()
}

#[test]
fn every_circuit_gives_the_state_that_cirq_gives() {
    let json = numbers();
    let mut faults = Vec::new();
    for case in json.get("cases").expect("cases").entries() {
        let text = case.get("quirk").and_then(Json::text).expect("a circuit");
        let named = quirk::read(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        let state = State::run(&named.circuit, &[0.3], &Rows::of(0, 1)).expect("a state");
        let ours: Vec<C64> = (0..1 << named.circuit.qubits()).map(|k| state.amplitude(0, k)).collect();
        let wanted = case.get("state").expect("a state").entries();
        let wanted: Vec<C64> =
            wanted.iter().map(|z| z.numbers().expect("two numbers")).map(|z| C64::new(z[0], z[1])).collect();
        let far = apart(&ours, &wanted);
        // One case has a matrix of seven digits.
        if far > if text.contains("0.9553365") { 1e-6 } else { 1e-8 } {
            faults.push(format!("{far:.1e} {text}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn arithmetic_waits_for_the_controls_of_its_column() {
    let text =
        |column: &str| quirk::read(&format!("{{\"cols\":[{column}]}}")).expect("read").circuit.to_string();
    assert_eq!(text("[\"inc2\",1,\"•\"]"), "qubits 3; INC 2:1 0");
    assert_eq!(text("[\"◦\",\"+=A2\",1,\"inputA1\"]"), "qubits 4; ADD !0:2 1 | 3");
}

#[test]
fn a_detector_that_controls_its_column_measures_waits_and_resets() {
    let read = |columns: &str| quirk::read(&format!("{{\"cols\":{columns}}}")).expect(columns);
    let text = |columns: &str| read(columns).circuit.to_string();
    assert_eq!(
        text("[[\"H\"],[\"ZDetectControlReset\",\"X\",\"◦\"]]"),
        "qubits 3; bits m 1; H 0; MEASURE 0 -> m[0]; RESET 0; if m[0] == 1 X !2:1"
    );
    // Two of them are both waited for; one with nothing to control still measures and resets; displays are left out.
    assert_eq!(
        text("[[\"XDetectControlReset\",\"YDetectControlReset\",\"Y\"]]"),
        "qubits 3; bits m 2; MEASUREX 0 -> m[0]; MEASUREY 1 -> m[1]; RESET 0; RESET 1; if m[0] == 1 if m[1] == 1 Y 2"
    );
    let shown = read("[[\"ZDetectControlReset\",\"Bloch\"]]");
    assert_eq!(shown.circuit.to_string(), "qubits 2; bits m 1; MEASURE 0 -> m[0]; RESET 0");
    assert!(shown.notes[0].contains("Bloch stands under a control"), "{:?}", shown.notes);
    // |−⟩ and |−i⟩ are what X and Y detectors click at: then the other qubit is turned over. All are 0 after it.
    for (axis, before, clicks) in
        [("X", "Z", "1"), ("X", "X", "0"), ("Y", "Z^-½", "1"), ("Y", "Z^½", "0"), ("Z", "H", "0")]
    {
        let columns = format!("[[\"H\"],[\"{before}\"],[\"{axis}DetectControlReset\",\"X\"]]");
        let circuit = read(&columns).circuit;
        let ends =
            Process::of(&circuit, &Noise::none()).expect("it runs").probabilities(&[], &[]).expect("it runs");
        let wanted = if clicks == "1" { [0.0, 1.0, 0.0, 0.0] } else { [1.0, 0.0, 0.0, 0.0] };
        assert!(ends.iter().zip(wanted).all(|(x, y)| (x - y).abs() < 1e-12), "{columns}: {ends:?}");
    }
}

#[test]
fn links_are_read_with_and_without_percent_codes() {
    let plain = "{\"cols\":[[\"H\"],[\"•\",\"X\"]]}";
    let circuit = quirk::read(plain).expect("read").circuit;
    assert_eq!(circuit.to_string(), "qubits 2; H 0; X 0:1");
    for link in [
        "https://algassert.com/quirk#circuit={\"cols\":[[\"H\"],[\"•\",\"X\"]]}",
        "https://algassert.com/quirk#circuit=%7B%22cols%22%3A%5B%5B%22H%22%5D%2C%5B%22%E2%80%A2%22%2C%22X%22%5D%5D%7D",
        "  http://localhost/quirk.html#circuit={%22cols%22:[[%22H%22],[%22%E2%80%A2%22,%22X%22]]}\n",
    ] {
        assert_eq!(quirk::read(link).expect(link).circuit, circuit);
    }
}

#[test]
fn measurements_post_selections_and_displays_are_kept_or_noted() {
    let named = quirk::read(
        "{\"cols\":[[\"H\",\"Measure\"],[\"|0⟩⟨0|\"],[1,\"•\",\"X\"],[\"Bloch\",\"XDetector\"],[1,\"Measure\"]]}",
    )
    .expect("read");
    let text = named.circuit.to_string();
    for part in ["bits m 1", "MEASURE 1 -> m[0]", "POST0 0", "MEASUREX 1 -> m[0]"] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(text.contains("BLOCH 0") && named.notes.is_empty());
}

#[test]
fn displays_go_both_ways_and_what_quirk_lacks_is_left_out() {
    let read = |text: &str| quirk::read(text).expect(text);
    let link = "{\"cols\":[[\"H\"],[\"Bloch\",\"Chance\"],[1,\"Amps2\"],[\"Density2\"],[\"Sample3\"],[\"Chance3\"]]}";
    let named = read(link);
    let text = "qubits 3; H 0; CHANCE 1; BLOCH 0; AMPS 1 2; DENSITY 0 1; SAMPLE(100, 1) 0 1 2; CHANCE 0 1 2";
    assert_eq!((named.circuit.to_string().as_str(), named.notes.len()), (text, 0));
    let again = quirk_link::write(&named).expect("a link");
    assert_eq!(read(&again).circuit, named.circuit);
    // Two kinds that Quirk lacks, and wires that are no neighbours.
    let own = "qubits 3; H 0; EXPECT(ZZ) 0 1; PURITY 2; DENSITY 0 2; BLOCH 1".parse().expect("valid");
    let kept = read(&quirk_link::write(&exchange::Named::of(own)).expect("a link")).circuit;
    assert_eq!(kept.to_string(), "qubits 3; H 0; BLOCH 1; SPACER 2");
    let noted = |text: &str| read(text).notes.join(" ");
    assert!(noted("{\"cols\":[[\"•\",\"Bloch\"]]}").contains("Bloch stands under a control"));
    let inside =
        "{\"cols\":[[\"~a\"]],\"gates\":[{\"id\":\"~a\",\"circuit\":{\"cols\":[[\"H\"],[\"Chance\"]]}}]}";
    assert!(noted(inside).contains("Chance stands in a gate"));
}

#[test]
fn what_jumps_with_time_is_left_as_it_is_at_the_beginning() {
    for cell in ["Counting3", "Uncounting2", ">>t3", "<<t2", "X^⌈t⌉", "X^⌈t-¼⌉"] {
        let named = quirk::read(&format!("{{\"cols\":[[1,\"{cell}\"],[\"X\"]]}}")).expect(cell);
        assert!(named.circuit.to_string().ends_with("; X 0"), "{}", named.circuit);
        assert_eq!(
            named.notes,
            [format!("{cell} jumps with time; here it is as at t = 0, where it does nothing")]
        );
    }
}

#[test]
fn inputs_that_are_numbers_do_what_registers_of_these_values_do() {
    // Each gate with numbers, and with registers prepared to the same: the target's distribution is the same.
    for (gate, size, set, modulus) in [
        ("+=A", 3, 5, None),
        ("*A", 3, 3, None),
        ("*AmodR", 3, 3, Some(7)),
        ("+AmodR", 3, 4, Some(6)),
        ("-=A", 3, 3, None),
    ] {
        let start = "[\"H\",\"X^¼\",\"X\"]";
        let r = modulus.map_or(String::new(), |r| format!(",{{\"id\":\"setR\",\"arg\":{r}}}"));
        let numbers =
            format!("{{\"cols\":[{start},[1,1,1,{{\"id\":\"setA\",\"arg\":{set}}}{r}],[\"{gate}{size}\"]]}}");
        let bits = |value: usize| {
            (0..3).map(|b| if value >> b & 1 == 1 { ",\"X\"" } else { ",1" }).collect::<String>()
        };
        let prepared = format!("[1,1,1{}{}]", bits(set), modulus.map_or(String::new(), bits));
        let input = modulus.map_or("", |_| ",1,1,\"inputR3\"");
        let registers = format!(
            "{{\"cols\":[{start},{prepared},[\"{gate}{size}\",{}\"inputA3\"{input}]]}}",
            "1,".repeat(2)
        );
        let target = |text: &str| {
            let circuit = quirk::read(text).unwrap_or_else(|e| panic!("{e}: {text}")).circuit;
            let state = State::run(&circuit, &[], &Rows::of(0, 1)).expect("a state");
            let mut sums = [0.0; 8];
            for k in 0..1 << circuit.qubits() {
                sums[k >> (circuit.qubits() - 3)] += state.probability(0, k);
            }
            sums
        };
        let (a, b) = (target(&numbers), target(&registers));
        assert!(a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-12), "{gate}: {a:?} {b:?}");
    }
}

#[test]
fn what_cannot_be_had_is_refused_by_name() {
    for (text, code, word) in [
        ("{\"cols\":[[\"Foo\"]]}", "unknown-gate", "Foo"),
        ("{\"cols\":[[\"0\"]]}", "unsupported", "every amplitude zero"),
        ("{\"cols\":[[{\"id\":\"setA\",\"arg\":0.5}]]}", "syntax", "setA"),
        (
            "{\"cols\":[[{\"id\":\"setA\",\"arg\":3}],[\"^=A2\"]]}",
            "unsupported",
            "a register, prepared with X",
        ),
        ("{\"cols\":[[\"setB\"]]}", "syntax", "whole number"),
        ("{\"cols\":[[{\"id\":\"setA\",\"arg\":3}],[\"+=A9\"]]}", "unsupported", "more than 8 wires"),
        (
            "{\"cols\":[[\"~a\"]],\"gates\":[{\"id\":\"~a\",\"circuit\":{\"cols\":[[\"ZDetectControlReset\",\"X\"]]}}]}",
            "unsupported",
            "cannot measure",
        ),
        ("{\"cols\":[[\"+=A2\"]]}", "arity", "input A"),
        ("{\"cols\":[[\"Swap\",\"H\"]]}", "arity", "swap"),
        ("{\"cols\":[[{\"id\":\"Rxft\",\"arg\":\"oops\"}]]}", "formula", "oops"),
        ("{\"cols\":[[\"~a\"]],\"gates\":[{\"id\":\"~a\",\"matrix\":\"{{1,1},{0,1}}\"}]}", "gate", "unitary"),
        ("{\"cols\":[[\"H\"]", "syntax", "expected , or ]"),
        ("{\"cols\":[[7]]}", "syntax", "7"),
        ("{\"cols\":3}", "syntax", "columns"),
        ("https://example.org/", "syntax", "link"),
        ("{\"cols\":[[\"X\"]],\"init\":[2]}", "unsupported", "2"),
        ("{\"cols\":[[\"inc16\"],[1,1,1,1,1,1,1,1,1,1,1,1,1,\"inc16\"]]}", "too-many-qubits", "29"),
        ("{\"cols\":[[\"•\",\"Measure\"]]}", "circuit", "MEASURE"),
    ] {
        let e = quirk::read(text).expect_err(text);
        assert!(e.code == code && e.to_string().contains(word), "{text}: {} {e}", e.code);
    }
}

#[test]
fn gates_of_gates_that_explode_are_refused() {
    let gates: Vec<String> = (1..40)
        .map(|i| format!("{{\"id\":\"~{i}\",\"circuit\":{{\"cols\":[[\"~{0}\"],[\"~{0}\"]]}}}}", i - 1))
        .collect();
    for first in ["H", "Bloch"] {
        let text = format!(
            "{{\"cols\":[[\"~39\"]],\"gates\":[{{\"id\":\"~0\",\"circuit\":{{\"cols\":[[\"{first}\"]]}}}},{}]}}",
            gates.join(",")
        );
        assert_eq!(quirk::read(&text).expect_err("too deep").code, "too-deep");
    }
}

const IDS: &[&str] = &[
    "1",
    "\"H\"",
    "\"•\"",
    "\"◦\"",
    "\"X\"",
    "\"Swap\"",
    "\"inputA2\"",
    "\"+=A2\"",
    "\"zpar\"",
    "\"xpar\"",
    "\"Measure\"",
    "\"YDetectControlReset\"",
    "\"QFT3\"",
    "\"⊕\"",
    "\"~a\"",
    "\"~b\"",
    "{\"id\":\"Rzft\",\"arg\":\"pi t\"}",
    "\"*AmodR2\"",
    "\"inputR2\"",
    "\"|0⟩⟨0|\"",
    "\"X^t\"",
    "\"√i\"",
    "\"Y^(A/2^n)\"",
    "\"…\"",
    "\"Amps2\"",
    "0",
    "null",
    "[]",
    "\"weave5\"",
    "\"^A<B\"",
    "\"inputB1\"",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_columns_make_the_reader_panic(columns in prop::collection::vec(prop::collection::vec(0..IDS.len(), 0..6), 0..5)) {
        let column = |c: &Vec<usize>| format!("[{}]", c.iter().map(|i| IDS[*i]).collect::<Vec<_>>().join(","));
        let columns: Vec<String> = columns.iter().map(column).collect();
        let gates = "[{\"id\":\"~a\",\"matrix\":\"{{0,1},{1,0}}\"},{\"id\":\"~b\",\"circuit\":{\"cols\":[[\"H\"],[\"•\",\"X\"]]}}]";
        let text = format!("{{\"cols\":[{}],\"gates\":{gates}}}", columns.join(","));
        if let Ok(named) = quirk::read(&text) {
            let again: circuit::Circuit = named.circuit.to_string().parse().expect("our own text");
            prop_assert_eq!(again, named.circuit);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}", cut in 0usize..200) {
        let _ = quirk::read(&text);
        let _ = quirk::read(&format!("{{\"cols\":[[\"{text}\"]]}}"));
        let _ = quirk::read(&format!("{{\"cols\":[[{{\"id\":\"Rxft\",\"arg\":\"{text}\"}}]]}}"));
        let whole = "{\"cols\":[[{\"id\":\"Rxft\",\"arg\":\"pi t\"},\"~a\"]],\"gates\":[{\"id\":\"~a\",\"matrix\":\"{{√½,√½},{√½,-√½}}\"}]}";
        let _ = quirk::read(&whole.chars().take(cut).collect::<String>());
    }
}

#[test]
fn wires_begin_as_the_link_says_and_go_back_into_links() {
    let link = "{\"cols\":[[\"H\"],[\"•\",\"X\"]],\"init\":[\"-i\",1]}";
    let named = quirk::read(link).expect("a circuit");
    assert_eq!(named.circuit.to_string(), "qubits 2; start 0 -i; start 1 1; H 0; X 0:1");
    assert_eq!(exchange::quirk_link::json(&named).expect("small"), link);
}
