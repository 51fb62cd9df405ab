//! Quirk's circuits, from links and from their JSON.
//!
//! Wire k is qubit k. Quirk counts its top wire as the least significant of a gate, ours is the most
//! significant, so registers are read from the bottom up. Displays are kept, but for those in
//! gates of the circuit's own and under controls, which are left out with a note; ours list qubits from the top.
//! Quirk's time is the parameter t: X^t is the t-th power, as in Cirq's reading of these links. Gates that jump with
//! time stand as they are at t = 0, where they do nothing, with a note.

mod cells;
mod column;
mod constants;
mod formula;
mod gates;

use crate::json::Json;
use crate::{Named, Trouble, names};
use circuit::{Circuit, MAX_OPS, MAX_QUBITS, Op, Register, Start};
use std::rc::Rc;

/// The longest link or JSON text in bytes.
pub const MAX_TEXT: usize = 1 << 18;
/// How deep gates made of circuits may stand in one another.
const MAX_NESTED: usize = 12;

fn trouble(code: &'static str, message: impl Into<String>, hint: &str) -> Trouble {
    Trouble { code, message: message.into(), line: 0, column: 0, hint: hint.into() }
}

/// The beginning of a text that may be long, for sentences.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A gate that the link defines.
struct Own {
    id: String,
    custom: Rc<circuit::Custom>,
    depth: usize,
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    own: Vec<Own>,
    ops: Vec<Op>,
    height: usize,
    /// The wires that are measured, each into the bit of its place.
    measured: Vec<usize>,
    timed: bool,
    in_gate: bool,
    /// How deep gates stand in the circuit that is being read.
    depth: usize,
    notes: Vec<String>,
    /// Inputs that are numbers.
    numbers: Vec<(char, usize)>,
    /// Gates made for them, by what they are.
    made: Vec<(String, Rc<circuit::Custom>)>,
    /// What wires start in.
    starts: Vec<(usize, Start)>,
}

/// Reads a link such as `https://algassert.com/quirk#circuit={"cols":[["H"]]}`, or its JSON alone.
pub fn read(link: &str) -> Result<Named, Trouble> {
    if link.len() > MAX_TEXT {
        let message = format!("a link has at most {MAX_TEXT} bytes, this has {}", link.len());
        return Err(trouble("too-long", message, "shorten it"));
    }
    let json = decoded(link)?;
    let (value, wrong) = Json::read(json.trim());
    if let Some(wrong) = wrong {
        return Err(placed(&wrong));
    }
    let mut reader = Reader::default();
    reader.check_members(&value)?;
    for gate in value.get("gates").map_or(&[][..], Json::entries) {
        reader.define(gate)?;
    }
    reader.starts(value.get("init"))?;
    reader.columns(&value)?;
    reader.finish()
}

/// The JSON of a link, with its percent signs read.
fn decoded(link: &str) -> Result<String, Trouble> {
    let text = link.trim();
    let text = match text.split_once("#circuit=") {
        Some((_, json)) => json,
        None if text.starts_with('{') || text.starts_with('%') => text,
        None => {
            let hint = "a link of Quirk has #circuit={…}; its JSON alone is read as well";
            return Err(trouble("syntax", "this is no link of Quirk", hint));
        }
    };
    if text.starts_with('{') && !text.contains("%22") {
        return Ok(text.to_string());
    }
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::with_capacity(text.len()), 0);
    while at < bytes.len() {
        let code = || text.get(at + 1..at + 3).and_then(|d| u8::from_str_radix(d, 16).ok());
        match (bytes[at], code()) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out)
        .map_err(|_| trouble("not-utf8", "the link's %-codes are not UTF-8", "copy the link again"))
}

/// The error of the JSON reader, which begins with its place.
fn placed(wrong: &str) -> Trouble {
    let mut found = trouble("syntax", wrong, "copy the whole link again");
    if let Some((place, message)) = wrong.split_once(": ") {
        let mut numbers = place.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
        found.line = numbers.next().unwrap_or(0);
        found.column = numbers.next().unwrap_or(0);
        found.message = message.to_string();
    }
    found
}

impl Reader {
    fn check_members(&self, value: &Json) -> Result<(), Trouble> {
        let known = |name: &str| matches!(name, "cols" | "gates" | "init");
        if let Some((name, _)) = value.members().iter().find(|(name, _)| !known(name)) {
            let message = format!("\"{}\" is no part of Quirk's circuits", short(name));
            return Err(trouble("unsupported", message, "its parts are cols, gates and init"));
        }
        if !matches!(value.get("cols"), Some(Json::List(_))) {
            return Err(trouble(
                "syntax",
                "expected a list of columns",
                "as in {\"cols\":[[\"H\"],[\"•\",\"X\"]]}",
            ));
        }
        Ok(())
    }

    fn push(&mut self, ops: impl IntoIterator<Item = Op>) -> Result<(), Trouble> {
        self.ops.extend(ops);
        if self.ops.len() > MAX_OPS {
            return Err(trouble(
                "too-many-gates",
                format!("a circuit holds at most {MAX_OPS} gates"),
                "shorten it",
            ));
        }
        Ok(())
    }

    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// The wire of a row, if a circuit has so many.
    fn reach(&mut self, wires: usize) -> Result<(), Trouble> {
        if wires > MAX_QUBITS {
            return Err(trouble(
                "too-many-qubits",
                format!("a circuit has at most {MAX_QUBITS} qubits, not {wires}"),
                "use fewer wires",
            ));
        }
        self.height = self.height.max(wires);
        Ok(())
    }

    /// The states that wires begin with.
    fn starts(&mut self, init: Option<&Json>) -> Result<(), Trouble> {
        for (wire, state) in init.map_or(&[][..], Json::entries).iter().enumerate() {
            self.reach(wire + 1)?;
            let start = match state {
                Json::Number(0.0) => Some(Start::Zero),
                Json::Number(1.0) => Some(Start::One),
                Json::Text(t) if !matches!(t.as_str(), "0" | "1") => Start::named(t),
                _ => None,
            };
            let Some(start) = start else {
                let message = format!("{} is no state that a wire begins with", short(&state.to_string()));
                let remedy = "states are 0, 1, \"+\", \"-\", \"i\" and \"-i\"";
                return Err(trouble("unsupported", message, remedy));
            };
            self.starts.push((wire, start));
        }
        Ok(())
    }

    fn finish(self) -> Result<Named, Trouble> {
        let registers = match self.measured.len() {
            0 => Vec::new(),
            size => vec![Register { name: "m".into(), size }],
        };
        let made = Circuit::with_registers(self.height.max(1), registers, self.ops);
        let mut circuit = made.map_err(|e| trouble("circuit", e.to_string(), ""))?;
        self.starts.iter().for_each(|(wire, start)| circuit.set_start(*wire, *start));
        let parameters = if circuit.weights() > 0 { vec!["t".to_string()] } else { Vec::new() };
        Ok(Named { circuit, parameters, notes: self.notes, reversed: false })
    }
}
