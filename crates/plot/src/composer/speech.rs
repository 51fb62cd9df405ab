//! Ops in words, as a screen reader says them. Columns are counted from 1, qubits from 0 like their names.

use circuit::{Angle, Axis, Circuit, Family, Op, search::replaced};

/// The accessible name of an op: "RY, angle pi over 4, qubit 1, column 3, controlled by qubit 0"; empty if there is none.
pub fn op_name(circuit: &Circuit, index: usize) -> String {
    let column = circuit.layout().columns.get(index).copied();
    match (circuit.ops().get(index), column) {
        (Some(op), Some(column)) => name_in(circuit, op, column),
        _ => String::new(),
    }
}

/// The same, when the column (from 0) is known.
pub(super) fn name_in(circuit: &Circuit, op: &Op, column: usize) -> String {
    let gate = op.gate.name.strip_suffix("DG").map_or(op.gate.name.to_string(), |g| format!("{g} dagger"));
    let mut parts = vec![gate];
    if op.gate.is_display() {
        parts[0] = display_name(op);
    }
    for (name, angle) in said_arguments(op) {
        parts.push(format!("{name} {}", spoken(angle)));
    }
    if op.gate.registers.len() > 1 {
        for (r, name) in op.gate.registers.iter().enumerate() {
            parts.push(format!("{name} {}", qubits(circuit, op.register(r))));
        }
    } else {
        parts.push(qubits(circuit, &op.targets));
    }
    parts.push(format!("column {}", column + 1));
    let of = |on: bool| op.controls.iter().filter(|c| c.on == on).map(|c| c.qubit).collect::<Vec<_>>();
    for (verb, controls) in [("controlled by", of(true)), ("anti-controlled by", of(false))] {
        if !controls.is_empty() {
            parts.push(format!("{verb} {}", qubits(circuit, &controls)));
        }
    }
    parts.join(", ") + &details(circuit, op)
}

/// The arguments of an op, each after what it is called: an angle, unless there are several or it is a probability.
pub fn said_arguments(op: &Op) -> impl Iterator<Item = (&'static str, &Angle)> {
    let name = |(i, angle)| match op.gate.params {
        [_] if op.gate.family != Family::Channels => ("angle", angle),
        params => (*params.get(i).unwrap_or(&"argument"), angle),
    };
    op.args.iter().enumerate().map(name)
}

/// What more there is to say of an op, each after a comma: axes of controls, classical bits, what it waits for.
pub fn details(circuit: &Circuit, op: &Op) -> String {
    let mut said = String::new();
    for control in op.controls.iter().filter(|c| c.axis != Axis::Z) {
        let axis = if control.axis == Axis::X { "X" } else { "Y" };
        said += &format!(", control {} along {axis}", control.qubit);
    }
    if !op.bits.is_empty() {
        said += ", into ";
        said += &circuit.bit_names(&op.bits);
    }
    if !op.conditions.is_empty() {
        said += ", if ";
        said += &conditions(circuit, op, false);
    }
    said
}

/// What an op waits for: `c[0] = 1`; short, without spaces, for a drawing.
pub fn conditions(circuit: &Circuit, op: &Op, short: bool) -> String {
    let one = |c: &circuit::Condition| {
        let sign = match c.comparison.sign() {
            "==" => "=",
            "!=" => "≠",
            "<=" => "≤",
            ">=" => "≥",
            sign => sign,
        };
        let (space, value) = (if short { "" } else { " " }, c.value);
        format!("{}{space}{sign}{space}{value}", circuit.bit_names(&c.bits))
    };
    op.conditions.iter().map(one).collect::<Vec<_>>().join(if short { "&" } else { " and " })
}

/// A display in words: "display EXPECT ZZ".
pub fn display_name(op: &Op) -> String {
    let space = if op.paulis.is_empty() { "" } else { " " };
    format!("display {}{space}{}", op.gate.name, op.paulis)
}

fn qubits(circuit: &Circuit, some: &[usize]) -> String {
    let name = |q: &usize| match circuit.label(*q) {
        "" => q.to_string(),
        label => format!("{q} ({label})"),
    };
    let all: Vec<String> = some.iter().map(name).collect();
    format!("qubit{} {}", if some.len() == 1 { "" } else { "s" }, crate::text::list(&all))
}

/// An angle as it is said: "2 times pi over 3", "theta 1 times x 2".
pub fn spoken(angle: &Angle) -> String {
    let text = angle.to_string();
    let mut said = String::new();
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '/' => said.push_str(" over "),
            '*' => said.push_str(" times "),
            '+' => said.push_str(" plus "),
            '-' if before != 'e' => said.push_str(" minus "),
            '^' => said.push_str(" to the power "),
            '1'..='9' if before == 'a' || before == 'x' => {
                said.push(' ');
                said.push(c);
            }
            c => said.push(c),
        }
        before = c;
    }
    replaced(&said.split_whitespace().collect::<Vec<_>>().join(" "), "( ", "(")
}
