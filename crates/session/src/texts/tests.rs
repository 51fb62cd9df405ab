//! Texts: formats are told apart, notes and faults are sentences with their place, what is written reads back.

use super::*;
use crate::Document;

fn read(text: &str, format: &str) -> Answer {
    answer(7, &Question::Read { text: text.into(), format: format.into() })
}

fn circuit(text: &str) -> Circuit {
    text.parse().expect(text)
}

fn export(text: &str, format: &str, values: Option<(Vec<f64>, Vec<f64>)>) -> Written {
    let question = Question::Write {
        circuit: circuit(text),
        format: format.into(),
        reversed: false,
        values,
        leaves: Some(1.25),
    };
    let Answer { text, fault, .. } = answer(1, &question);
    Written { text, fault }
}

/// A circuit as the pane shows it.
fn written(circuit: &Circuit, format: &str, reversed: bool) -> Written {
    let (circuit, format) = (circuit.clone(), format.to_string());
    let Answer { text, fault, .. } =
        answer(1, &Question::Write { circuit, format, reversed, values: None, leaves: None });
    Written { text, fault }
}

#[test]
fn the_time_shown_is_written_with_a_comment_where_a_format_has_no_time() {
    for (format, mark) in
        [("qasm3", "//"), ("qasm2", "//"), ("qiskit", "#"), ("pennylane", "#"), ("cirq", "#")]
    {
        let text = export("RX(t) 0", format, None).text;
        assert!(
            text.starts_with(&format!("{mark} t = 1.25, the time shown when this was written")),
            "{text}"
        );
        assert_eq!(text.matches("1.25").count(), 2, "{text}");
    }
    let same = export("RX(t) 0", "text", None).text;
    assert!(same.contains("RX(t) 0") && export("RX(t) 0", "quirk", None).text.contains("pi"), "{same}");
    let pane = written(&circuit("RX(t) 0"), "qasm3", false);
    assert!(pane.text.is_empty() && pane.fault.message.contains("the time t"), "{pane:?}");
}

#[test]
fn quirks_time_becomes_ours() {
    let text = "{\"cols\":[[\"X^t\"]]}".to_string();
    let read = answer(1, &Question::Read { text, format: "quirk".into() });
    assert!(circuit(&read.text).is_timed() && read.notes.iter().any(|n| n.contains("Quirk’s t")), "{read:?}");
}

const BELL: &str = "qubits 2; H 0; X 0:1";

#[test]
fn a_text_tells_its_format_where_it_can() {
    for (text, format) in [
        ("OPENQASM 3.0;\nqubit q;", Some("qasm3")),
        ("// mine\n/* two\nlines */ OPENQASM 2.0;", Some("qasm3")),
        ("include \"qelib1.inc\";\nqreg q[2];", Some("qasm3")),
        ("# mine\nqubits 2; H 0", Some("text")),
        ("https://algassert.com/quirk#circuit={\"cols\":[[\"H\"]]}", Some("quirk")),
        ("#circuit=%7B%22cols%22:[[%22H%22]]%7D", Some("quirk")),
        ("{\"cols\":[[\"H\"]]}", Some("quirk")),
        ("{\"ketloom\":1,\"model\":\"circuit\",\"text\":\"\\\"cols\\\"\"}", None),
        ("https://example.org/#k1=abc", None),
        ("H 0", None),
        ("food\tman cooks meal", None),
        ("", None),
        ("#", None),
        ("/* never closed", None),
    ] {
        assert_eq!(recognised(text), format, "{text}");
    }
}

#[test]
fn the_same_circuit_is_read_from_every_format() {
    for (text, format, notes) in [
        ("H 0\nX 0:1 # a pair", "text", 0),
        ("qubit[2] q; h q[0]; cx q[0], q[1];", "qasm3", 0),
        ("qubit[2] q; h q[0]; cx q[0], q[1];", "text", 1),
        ("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\nh q[0];\ncx q[0],q[1];", "qasm3", 1),
        ("qubits 2; H 0; X 0:1", "qasm3", 1),
        ("https://algassert.com/quirk#circuit={\"cols\":[[\"H\"],[\"•\",\"X\"]]}", "text", 1),
    ] {
        let answer = read(text, format);
        assert_eq!((answer.number, &*answer.text, answer.fault.none()), (7, BELL, true), "{text}");
        assert_eq!(answer.notes.len(), notes, "{text}: {:?}", answer.notes);
    }
    let notes = read("{\"cols\":[[\"X^t\"],[\"Bloch\"]]}", "text").notes;
    assert_eq!(notes[0], "Read as a Quirk link.");
    assert_eq!(notes[1], "Quirk’s t, which runs from 0 to 1, is t/(2π) here.");
}

#[test]
fn a_fault_names_line_and_column_apart_from_its_sentence() {
    for (text, format, line, column, part) in [
        ("H 0\nFOO 1", "text", 2, 1, "not a gate"),
        ("OPENQASM 3.0;\nqubit[2] q;\nh q[0];\nnope q[1];", "qasm3", 4, 1, "nope"),
        ("{\"cols\":[[\"Foo\"]]}", "text", 0, 0, "Foo"),
    ] {
        let fault = read(text, format).fault;
        assert_eq!((fault.line, fault.column), (line, column), "{fault:?}");
        assert!(fault.message.contains(part) && !fault.message.starts_with("line"), "{fault:?}");
    }
}

#[test]
fn circuit_text_and_openqasm_read_back_as_they_were_written() {
    let all = "qubits 3; bits c 2; label 0 top; gate bell 2 { H 0; X 0:1 }; matrix flip 1 (0, 1, 1, 0); bell 0 1; flip 2; RX(theta1) !0 1:2; MEASURE 0 -> c[0]; if c[0] == 1 P(x1) 1";
    for text in [BELL, all] {
        let lines = written(&circuit(text), "text", false).text;
        assert_eq!(circuit(&lines), circuit(text), "{lines}");
        assert!(
            lines.contains("\nX 0:1\n") || lines.contains("\ngate bell 2 { H 0; X 0:1 }\nmatrix"),
            "{lines}"
        );
    }
    let text = "qubits 2; bits c 1; H 0; RX(theta1) 0:1; MEASURE 0 -> c[0]; if c[0] == 1 X 1";
    let qasm = written(&circuit(text), "qasm3", false);
    assert_eq!(read(&qasm.text, "qasm3").text, text);
    assert!(qasm.text.contains("|q0 q1 ...>"));
    assert!(written(&circuit(text), "qasm3", true).text.contains("|... q1 q0>"));
}

#[test]
fn every_format_says_a_bell_pair_and_how_qubits_are_ordered() {
    for (format, part) in [
        ("text", "X 0:1"),
        ("qasm3", "cx q[0], q[1];"),
        ("qasm2", "cx q[0],q[1];"),
        ("qiskit", "circuit.cx(0, 1)"),
        ("pennylane", "qml."),
        ("cirq", "cirq."),
        ("quirk", "https://algassert.com/quirk#circuit="),
        ("quantikz", "\\ctrl"),
    ] {
        assert!(FORMATS.iter().any(|f| f.name == format));
        let written = export(BELL, format, None);
        assert!(
            written.fault.none() && written.text.replace(", ", ",").contains(&part.replace(", ", ",")),
            "{format}: {}",
            written.text
        );
        assert!(format == "quirk" || written.text.contains("rder of qubits"), "{}", written.text);
    }
}

#[test]
fn what_a_format_cannot_say_is_refused_by_name_and_numbers_help() {
    let text = "qubits 1; RX(theta1) 0; RY(x1) 0";
    let refused = export(text, "qasm2", None).fault;
    assert!(refused.message.contains("OpenQASM 2 cannot say parameters such as theta1"), "{refused:?}");
    let bound = export(text, "qasm2", Some((vec![0.5], vec![0.25])));
    assert!(bound.text.contains("rx(0.5)") && bound.text.contains("ry(0.25)"), "{}", bound.text);
    let noise = export("qubits 1; BIT_FLIP(0.1) 0", "quirk", None).fault;
    assert!(noise.message.contains("Quirk cannot say") && noise.line == 0, "{noise:?}");
}

#[test]
fn every_card_opens_its_example_without_a_complaint() {
    let cards = answer(1, &Question::Examples).cards;
    assert_eq!(cards.len(), labs::EXAMPLES.len());
    for (card, example) in cards.iter().zip(labs::EXAMPLES) {
        let (document, problems) = Document::read(&card.document).expect(&card.name);
        assert_eq!(problems, Vec::<String>::new(), "{}", card.name);
        assert_eq!(document.circuit(), &circuit(example.circuit));
        assert_eq!(document.weights.get("circuit").map_or(0, Vec::len), document.circuit().weights());
        assert_eq!(document.setup.inputs.len(), document.circuit().inputs());
        assert!(card.about.len() > 150 && card.about.ends_with('.'), "{}", card.name);
    }
}

#[test]
fn questions_and_answers_arrive_as_they_were_sent() {
    let write = Question::Write {
        circuit: circuit(BELL),
        format: "cirq".into(),
        reversed: true,
        values: Some((vec![0.5], vec![])),
        leaves: Some(1.25),
    };
    let read = Question::Read { text: "h".into(), format: "qasm3".into() };
    for question in [read, write, Question::Examples] {
        assert_eq!(labs::unpack(&labs::pack(&question)), Some(question.clone()));
        let answer = answer(3, &question);
        assert_eq!(labs::unpack(&labs::pack(&answer)), Some(answer));
    }
}
