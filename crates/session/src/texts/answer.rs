//! The worker's side of texts: reads and writes circuits in every format. Not here: the formats (see `exchange`) and the
//! examples (see `labs`).

use super::{Answer, Card, Fault, Question, recognised};
use crate::Document;
use circuit::Circuit;
use exchange::{Named, Trouble, cirq, pennylane, qasm, qasm2, qasm3, qiskit, quantikz, quirk, quirk_link};
use labs::View;

/// Answers a question.
pub(crate) fn answer(number: u32, question: &Question) -> Answer {
    let answer = Answer { number, ..Answer::default() };
    match question {
        Question::Read { text, format } => read(text, format, answer),
        Question::Write { circuit, format, reversed, values, leaves } => {
            let named = Named { reversed: *reversed, ..Named::of(circuit.clone()) };
            let bound = match values {
                None => Ok(named),
                Some((weights, inputs)) => {
                    let weights: Vec<Option<f64>> = weights.iter().copied().map(Some).collect();
                    named.bound(&weights, Some(inputs))
                }
            };
            match bound.and_then(|named| written(&named, format, *leaves)) {
                Ok(text) => Answer { text, ..answer },
                Err(trouble) => Answer { fault: fault(trouble), ..answer },
            }
        }
        Question::Examples => Answer { cards: labs::EXAMPLES.iter().map(card).collect(), ..answer },
    }
}

/// A circuit in a format.
fn written(named: &Named, format: &str, leaves: Option<f64>) -> Result<String, Trouble> {
    if let Some(time) = leaves.filter(|_| named.circuit.is_timed() && !has_time(format)) {
        let mark = if format.starts_with("qasm") { "//" } else { "#" };
        let text = written(&named.at_time(time)?, format, leaves)?;
        let time = circuit::number::shortest(time);
        return Ok(format!("{mark} t = {time}, the time shown when this was written.\n{text}"));
    }
    match format {
        "qasm3" => qasm3::write(named),
        "qasm2" => qasm2::write(named),
        "qiskit" => qiskit::write(named),
        "pennylane" => pennylane::write(named),
        "cirq" => cirq::write(named),
        "quirk" => quirk_link::write(named),
        "quantikz" => quantikz::write(named),
        _ => Ok(lines(named, leaves.is_some())),
    }
}

/// Whether a format can say t.
fn has_time(format: &str) -> bool {
    matches!(format, "quirk" | "quantikz" | "text")
}

/// Circuit text with a statement a line; where it leaves the page it says how qubits are ordered.
fn lines(named: &Named, leaves: bool) -> String {
    let (mut out, mut depth) = (String::new(), 0usize);
    if leaves {
        let kets = if named.reversed {
            "the least significant bit of kets |... q1 q0>"
        } else {
            "the most significant bit of kets |q0 q1 ...>"
        };
        out =
            format!("# A circuit written by Ketloom. Order of qubits: qubit 0 is the top wire and {kets}.\n");
    }
    for part in named.circuit.to_string().split("; ") {
        out.push_str(part);
        depth += part.matches('{').count();
        depth -= part.matches('}').count().min(depth);
        out.push_str(if depth == 0 { "\n" } else { "; " });
    }
    out
}

fn fault(trouble: Trouble) -> Fault {
    let (line, column) = (trouble.line, trouble.column);
    let message = Trouble { line: 0, ..trouble }.to_string();
    Fault { line, column, message }
}

/// What a format is called in notes, by what a text says of itself.
fn called(format: &str, text: &str) -> &'static str {
    match format {
        "quirk" => "a Quirk link",
        "text" => "circuit text",
        _ if super::beginning(text).starts_with("OPENQASM 2") => "OpenQASM 2",
        _ => "OpenQASM 3",
    }
}

fn read(text: &str, format: &str, answer: Answer) -> Answer {
    let found = recognised(text).unwrap_or(format);
    let named = match found {
        "quirk" => quirk::read(super::beginning(text)).and_then(|named| moving(&named)),
        "text" => text.parse().map(Named::of).map_err(|e: circuit::TextError| Trouble {
            code: "syntax",
            message: e.message,
            line: e.line,
            column: e.column,
            hint: String::new(),
        }),
        _ => qasm::read(text),
    };
    let named = match named {
        Ok(named) => named,
        Err(trouble) => return Answer { fault: fault(trouble), ..answer },
    };
    let called = called(found, text);
    let mut notes = Vec::new();
    if found != format || called == "OpenQASM 2" {
        notes.push(format!("Read as {called}."));
    }
    for (i, name) in named.parameters.iter().enumerate() {
        if found != "text" && *name != format!("theta{}", i + 1) {
            notes.push(format!("{name} is θ{} here.", i + 1));
        }
    }
    notes.extend(named.notes.iter().map(|note| sentence(note)));
    Answer { text: named.circuit.to_string(), notes, ..answer }
}

/// A circuit of Quirk with its time as ours.
fn moving(named: &Named) -> Result<Named, Trouble> {
    let mut moving = named.moving()?;
    if moving.circuit.is_timed() {
        moving.notes.push("Quirk’s t, which runs from 0 to 1, is t/(2π) here".into());
    }
    Ok(moving)
}

/// A note with a capital and a full stop.
fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

/// An example as the page shows and opens it.
fn card(example: &labs::Example) -> Card {
    let circuit: Circuit = example.circuit.parse().expect("the examples are tested");
    let mut document = Document::of_circuit(circuit);
    document.view =
        View { figures: example.figures.iter().map(|f| (*f).to_string()).collect(), ..View::default() };
    if !example.weights.is_empty() {
        document.weights.insert("circuit".into(), example.weights.to_vec());
    }
    document.setup.inputs = example.inputs.to_vec();
    Card {
        name: example.name.into(),
        title: example.title.into(),
        about: example.about.into(),
        document: document.to_json(),
    }
}
