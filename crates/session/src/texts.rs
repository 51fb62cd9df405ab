//! Circuits as texts of several formats: what is asked of the worker, what it answers, and what of it is shown.
//!
//! The readers and writers themselves weigh more than the page's module may, so only the worker calls them (`answer`).
//! Not here: when something is asked (`store`) and how it looks.

mod answer;

pub(crate) use answer::answer;

use circuit::{Circuit, search};
use labs::{Bytes, Travels};

/// A format that circuits are written in.
pub struct Format {
    /// Its name in questions and views.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The name of a file of it.
    pub file: &'static str,
}

const fn format(name: &'static str, title: &'static str, file: &'static str) -> Format {
    Format { name, title, file }
}

/// Every format; the first two are what the text pane shows.
pub const FORMATS: [Format; 8] = [
    format("text", "Circuit text", "circuit.txt"),
    format("qasm3", "OpenQASM 3", "circuit.qasm"),
    format("qasm2", "OpenQASM 2", "circuit-2.qasm"),
    format("qiskit", "Qiskit", "circuit_qiskit.py"),
    format("pennylane", "PennyLane", "circuit_pennylane.py"),
    format("cirq", "Cirq", "circuit_cirq.py"),
    format("quirk", "Quirk link", "quirk-link.txt"),
    format("quantikz", "LaTeX (quantikz)", "circuit.tex"),
];

/// What is wrong with a text, or why there is none. No message: nothing is.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Fault {
    /// Line from 1; 0 where there is no place.
    pub line: usize,
    /// Column in characters from 1; 0 where there is no place.
    pub column: usize,
    /// A sentence without place; empty if nothing is wrong.
    pub message: String,
}

impl Fault {
    /// A fault of no place.
    pub fn of(message: impl Into<String>) -> Fault {
        Fault { line: 0, column: 0, message: message.into() }
    }
    /// Whether nothing is wrong.
    pub fn none(&self) -> bool {
        self.message.is_empty()
    }
}

/// A circuit as a text, or why it cannot be had.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Written {
    /// The text.
    pub text: String,
    /// What is wrong.
    pub fault: Fault,
}

/// A circuit of the gallery of examples.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its name for tests.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it shows, how to look at it and where it is from.
    pub about: String,
    /// The document that it opens, as JSON.
    pub document: String,
}

/// What the worker is asked besides what there is to see.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Which circuit a text is. The format is told by the text where it can be, else it is the named one.
    Read {
        /// The text.
        text: String,
        /// The name of the format that it is in if nothing says otherwise.
        format: String,
    },
    /// A circuit in a format.
    Write {
        /// The circuit.
        circuit: Circuit,
        /// The format's name.
        format: String,
        /// Whether kets are written with qubit 0 rightmost.
        reversed: bool,
        /// Numbers that take the place of θ and x; none leave them parameters.
        values: Option<(Vec<f64>, Vec<f64>)>,
        /// The time shown, where it leaves the page: it then says how qubits are ordered, and has that number in the
        /// place of t where the format has no time.
        leaves: Option<f64>,
    },
    /// The gallery of examples.
    Examples,
}

impl Question {
    /// The text that is to be read; empty if none is.
    pub(crate) fn text(&self) -> &str {
        if let Question::Read { text, .. } = self { text } else { "" }
    }
}

/// The answer to a question: a circuit in circuit text, a circuit in the format asked for, or cards.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Answer {
    /// The question's number.
    pub number: u32,
    /// The text.
    pub text: String,
    /// What is wrong.
    pub fault: Fault,
    /// What is to be said of what was read: what it was, and what was left out.
    pub notes: Vec<String>,
    /// Cards.
    pub cards: Vec<Card>,
}

/// What is typed into the text pane.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The slot whose circuit it is to be.
    pub slot: usize,
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub fault: Fault,
    /// What is to be said of it.
    pub notes: Vec<String>,
    /// The circuit that it became, once it did.
    pub circuit: Option<Circuit>,
}

/// The circuit in the format last exported to.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Exported {
    /// The format's name.
    pub format: String,
    /// Whether numbers stand in the place of θ and x.
    pub bound: bool,
    /// The text.
    pub written: Written,
}

/// Texts that there are to see.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Texts {
    /// The circuit in the text pane's format.
    pub pane: Written,
    /// What is typed there.
    pub typed: Option<Typed>,
    /// What was exported.
    pub exported: Option<Exported>,
    /// The gallery of examples; empty until the worker sent it.
    pub cards: Vec<Card>,
}

/// What a text begins with besides space and comments.
fn beginning(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let comment = ["//", "# ", "#\n"].iter().any(|mark| rest.starts_with(mark));
        let end = if comment {
            rest.find('\n')
        } else if rest.starts_with("/*") {
            search::place(rest, "*/").map(|at| at + 1)
        } else {
            return rest;
        };
        rest = rest[end.map_or(rest.len(), |at| at + 1)..].trim_start();
    }
}

/// The format that a text is in, where the text tells: circuit text, OpenQASM or a Quirk link.
pub fn recognised(text: &str) -> Option<&'static str> {
    let start = beginning(text);
    let link = start.starts_with("http") || start.starts_with("#circuit=");
    let says = |part: &str| search::holds(start, part);
    if link && says("#circuit=") || start.starts_with('{') && says("\"cols\"") && !says("\"ketloom\"") {
        return Some("quirk");
    }
    let first = start.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    match first {
        "OPENQASM" | "include" | "qreg" | "qubit" | "creg" => Some("qasm3"),
        "qubits" => Some("text"),
        _ => None,
    }
}

labs::travels! {
    Fault { line, column, message }
    Written { text, fault }
    Card { name, title, about, document }
    Answer { number, text, fault, notes, cards }
}

impl Travels for Question {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Question::Read { text, format } => {
                0_u8.put(out);
                text.put(out);
                format.put(out);
            }
            Question::Write { circuit, format, reversed, values, leaves } => {
                1_u8.put(out);
                circuit.put(out);
                format.put(out);
                reversed.put(out);
                values.put(out);
                leaves.put(out);
            }
            Question::Examples => 2_u8.put(out),
        }
    }
    fn take(from: &mut Bytes<'_>) -> Question {
        match u8::take(from) {
            0 => Question::Read { text: Travels::take(from), format: Travels::take(from) },
            1 => Question::Write {
                circuit: Travels::take(from),
                format: Travels::take(from),
                reversed: Travels::take(from),
                values: Travels::take(from),
                leaves: Travels::take(from),
            },
            kind => {
                if kind != 2 {
                    from.fail();
                }
                Question::Examples
            }
        }
    }
}

#[cfg(test)]
mod tests;
