//! docs/gates.md is what the gate table says. After a change of the table write it anew with
//! `KETLOOM_BLESS=1 cargo test -p circuit --test docs`.

#![allow(clippy::unwrap_used)]

use circuit::{Gate, gates};
use std::fmt::Write;

const HEAD: &str = "\
# Gates

This page is written from the gate table (`crates/circuit/src/gates`) by
`KETLOOM_BLESS=1 cargo test -p circuit --test docs`; a test fails when it is out of date.

Qubit 0 is the most significant; of a gate on several qubits the first is the most significant. Any gate takes
controls before a colon (`X 0:1`), anti-controls (`X !0:1`) and controls along X and Y: `x0` acts where qubit 0
is |−⟩, `!x0` where it is |+⟩, `y0` where it is |−i⟩, `!y0` where it is |i⟩ (Quirk's ⊖, ⊕, (/) and ⊗). Registers
are parted by bars (`ADD 0 1 | 2`); each may have any size, the first one changes, and what would make an operation
irreversible leaves it as it is. Displays show the state at their place, do nothing to it and take no controls; the
letters of `EXPECT(XZ) 0 2` are those of its qubits in order. \"The same as\" is up to a global phase, on the smallest registers.
";

/// A cell of a table, in which a bar would begin the next.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn row(gate: &Gate) -> String {
    let form = match (gate.params, gate.registers) {
        ([], []) => gate.name.to_string(),
        (params, []) => format!("{}({})", gate.name, params.join(", ")),
        ([], registers) if *gate == Gate::EXPECT => format!("{}(letters) {}", gate.name, registers[0]),
        ([], registers) => format!("{} {}", gate.name, registers.join(" | ")),
        (params, registers) => format!("{}({}) {}", gate.name, params.join(", "), registers.join(" | ")),
    };
    let qubits = if gate.registers.is_empty() { gate.qubits.to_string() } else { "any".into() };
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{}`", cell(text)) };
    let others: Vec<String> = gate.aliases.iter().map(|a| code(a)).collect();
    let cells =
        [code(&form), cell(gate.symbol), qubits, cell(gate.help), code(gate.equals), others.join(" ")];
    format!("| {} |\n", cells.join(" | "))
}

fn page() -> String {
    let all: Vec<Gate> = gates::all().filter(|g| *g != Gate::custom()).collect();
    let unitary = all.iter().filter(|g| g.is_unitary()).count();
    let mut text = String::from(HEAD);
    let displays = all.iter().filter(|g| g.is_display()).count();
    let (count, rest) = (all.len(), all.len() - unitary - displays);
    write!(text, "\n{count} rows: {unitary} unitary gates, {rest} measurements, projections and channels, {displays} displays; ")
        .unwrap();
    text += "and gates of a circuit's own, from a matrix or from other gates.\n";
    let mut families: Vec<_> = all.iter().map(|g| g.family).collect();
    families.sort();
    families.dedup();
    for family in families {
        write!(text, "\n## {}\n\n", family.title()).unwrap();
        text += "| Text | Symbol | Qubits | What it does | The same as | Other names |\n|---|---|---|---|---|---|\n";
        all.iter().filter(|g| g.family == family).for_each(|g| text += &row(g));
    }
    text
}

#[test]
fn the_page_of_gates_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/gates.md");
    if std::env::var_os("KETLOOM_BLESS").is_some() {
        std::fs::write(path, page()).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == page(), "write docs/gates.md anew: KETLOOM_BLESS=1 cargo test -p circuit --test docs");
}
