//! OpenQASM 2 and 3 read into circuits, by a reader of our own.
//!
//! The version is the header's, 3 without one; what both versions write differently is taken either way, and
//! the gates of `qelib1.inc` and `stdgates.inc` are known whether they are included or not. Gates without
//! parameters become gates of the circuit, others and loops are written out, barriers become spacers. What a
//! circuit cannot hold is refused by name. Errors cost nothing: no text makes the reader allocate or run long.
//!
//! Parameters (`input float`) come in the order in which ops first use them; unused ones are left out with a note.

mod calls;
mod declare;
mod evaluate;
mod expression;
mod finish;
mod flow;
mod letters;
mod library;
mod logic;
mod machine;
mod modify;
mod parse;
mod run;
mod token;
mod tree;
mod value;

use crate::{Named, Trouble};
pub(crate) use circuit::MAX_OPS;

/// The longest program in bytes.
pub const MAX_TEXT: usize = 1 << 20;
/// The longest line of a program in bytes.
pub const MAX_LINE: usize = 1 << 18;
/// The most inputs of a program; circuit text counts its symbols to 999.
const MAX_PARAMETERS: usize = 999;

/// What is wrong and where in the text, in bytes.
#[derive(Debug)]
struct Fault {
    code: &'static str,
    at: usize,
    message: String,
    hint: String,
}

fn fault(code: &'static str, at: usize, message: impl Into<String>, hint: impl Into<String>) -> Fault {
    Fault { code, at, message: message.into(), hint: hint.into() }
}

/// The beginning of a text that may be long, for sentences.
fn short(text: &str) -> String {
    let mut kept: String = text.chars().take(40).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

/// Reads a program.
pub fn read(text: &str) -> Result<Named, Trouble> {
    program(text).map_err(|fault| placed(fault, text))
}

/// Reads a program from bytes, which must be UTF-8.
pub fn read_bytes(bytes: &[u8]) -> Result<Named, Trouble> {
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(wrong) => {
            let good = wrong.valid_up_to();
            let before = std::str::from_utf8(&bytes[..good]).unwrap_or("");
            let message = format!("the byte 0x{:02X} is not UTF-8", bytes[good]);
            Err(placed(fault("not-utf8", good, message, "save the program as UTF-8 text"), before))
        }
    }
}

fn placed(fault: Fault, text: &str) -> Trouble {
    let before = text.get(..fault.at).unwrap_or(text);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    Trouble { code: fault.code, message: fault.message, line, column, hint: fault.hint }
}

fn program(text: &str) -> Result<Named, Fault> {
    sizes(text)?;
    let mut parser = parse::Parser::of(text)?;
    parser.header()?;
    let mut machine = machine::Machine::of(parser.version);
    while let Some(statement) = parser.statement()? {
        machine.run(&statement)?;
    }
    machine.finish(parser.at)
}

fn sizes(text: &str) -> Result<(), Fault> {
    if text.len() > MAX_TEXT {
        let message = format!("a program has at most {MAX_TEXT} bytes, this has {}", text.len());
        return Err(fault("too-long", 0, message, "shorten it, or split it"));
    }
    let mut start = 0;
    for line in text.split('\n') {
        if line.len() > MAX_LINE {
            let message = format!("a line has at most {MAX_LINE} bytes, this has {}", line.len());
            return Err(fault("line-too-long", start, message, "break the line after semicolons"));
        }
        start += line.len() + 1;
    }
    Ok(())
}
