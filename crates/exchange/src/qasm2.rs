//! OpenQASM 2 programs with the gates of the first qelib1.inc only, so that every reader knows them.
//!
//! Numbers only: OpenQASM 2 has no parameters. Not here: reading it; gates under many controls (`write::cascade`).

use crate::write::cascade::{self, Lines};
use crate::write::conditions::{Test, bits_of, place, tests};
use crate::write::names::{Names, Symbols};
use crate::write::refusal;
use crate::write::steps::{BIND, Kind, Step, body, steps, without_controlled_phase};
use crate::write::synthesis;
use crate::{Named, Trouble};
use circuit::{Angle, Circuit, Comparison, Control, Custom, Symbol};
use std::collections::BTreeSet;

const TARGET: &str = "OpenQASM 2";

/// The most controls of one gate.
const MAX_CONTROLS: usize = 9;
/// The most lines that one op becomes.
const MAX_LINES: usize = 20_000;

/// An OpenQASM 2 program.
pub fn write(named: &Named) -> Result<String, Trouble> {
    let circuit = &named.circuit;
    let mut names = Names::new();
    let symbols = Symbols::of(named, &mut names);
    let used: BTreeSet<Symbol> = circuit.ops().iter().flat_map(all_symbols).collect();
    if let Some(symbol) = used.first() {
        let what = format!("parameters such as {}", symbols.name(*symbol));
        return Err(refusal(TARGET, &what, &format!("{BIND}, or export to OpenQASM 3")));
    }
    let registers: Vec<String> = circuit.registers().iter().map(|r| names.give(&r.name, true)).collect();
    let mut writer = Writer { circuit, registers: &registers, gates: Vec::new() };
    let mut text = String::from("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n");
    text +=
        "// A circuit written by Ketloom. Order of qubits: qubit k of Ketloom is q[k]; q[0] is the most\n";
    text += "// significant bit of Ketloom's kets |q0 q1 ...>. Phases of the whole state are left out.\n";
    for custom in circuit.customs().iter().filter(|c| !c.ops().is_empty()) {
        let name = names.give(&custom.name, true);
        text += &writer.definition(custom, &name)?;
        writer.gates.push((custom.name.clone(), name));
    }
    text += &format!("qreg q[{}];\n", circuit.qubits());
    for (register, name) in circuit.registers().iter().zip(&registers) {
        text += &format!("creg {name}[{}];\n", register.size);
    }
    for step in &steps(circuit, TARGET, true)? {
        text += &writer.statement(step)?;
    }
    Ok(text)
}

fn all_symbols(op: &circuit::Op) -> BTreeSet<Symbol> {
    let inner = op.custom.iter().flat_map(|c| c.ops()).flat_map(all_symbols);
    op.args.iter().flat_map(Angle::symbols).chain(inner).collect()
}

struct Writer<'a> {
    circuit: &'a Circuit,
    registers: &'a [String],
    gates: Vec<(String, String)>,
}

fn in_program(qubit: usize) -> String {
    format!("q[{qubit}]")
}

fn in_body(qubit: usize) -> String {
    format!("q{qubit}")
}

impl Writer<'_> {
    fn definition(&self, custom: &Custom, name: &str) -> Result<String, Trouble> {
        let qubits: Vec<String> = (0..custom.qubits()).map(in_body).collect();
        let mut text = format!("gate {name} {} {{\n", qubits.join(", "));
        for step in body(custom, TARGET)?.iter().filter(|s| !matches!(s.kind, Kind::Barrier)) {
            let mut lines = Lines { qubit: &in_body, lines: Vec::new() };
            self.gates_of(step, &mut lines)?;
            lines.lines.iter().for_each(|line| text += &format!("  {line}\n"));
        }
        Ok(text + "}\n")
    }

    fn statement(&self, step: &Step) -> Result<String, Trouble> {
        let tests = tests(self.circuit, &step.conditions);
        if tests.contains(&Test::Never) {
            return Ok(format!("// never, as its condition cannot hold: {}\n", step.name));
        }
        let condition = match &tests[..] {
            [] => String::new(),
            [test] => self.condition(test, step)?,
            _ => return Err(self.no_condition(step)),
        };
        let mut lines = Lines { qubit: &in_program, lines: Vec::new() };
        let target = step.targets.first().copied().unwrap_or(0);
        match &step.kind {
            Kind::Measure(bit) => {
                let (register, index) = place(self.circuit, *bit);
                let name = &self.registers[register];
                lines.lines.push(format!("measure {} -> {name}[{index}];", in_program(target)));
            }
            Kind::Reset => lines.lines.push(format!("reset {};", in_program(target))),
            Kind::Barrier => {
                let qubits: Vec<String> = step.targets.iter().map(|q| in_program(*q)).collect();
                lines.lines.push(format!("barrier {};", qubits.join(", ")));
            }
            Kind::Channel(_) => {
                let what = format!("the noise channel {}", step.name);
                return Err(refusal(TARGET, &what, "leave it out, or export to Qiskit, PennyLane or Cirq"));
            }
            Kind::Project(_) => {
                let what = format!("the post-selection {}", step.name);
                return Err(refusal(TARGET, &what, "measure the qubit and keep the shots that fit"));
            }
            _ => self.gates_of(step, &mut lines)?,
        }
        Ok(lines.lines.iter().fold(String::new(), |text, line| {
            let condition = if line.starts_with("//") { "" } else { &condition };
            format!("{text}{condition}{line}\n")
        }))
    }

    fn condition(&self, test: &Test, step: &Step) -> Result<String, Trouble> {
        match test {
            Test::Register(register, Comparison::Equal, value) => {
                Ok(format!("if ({} == {value}) ", self.registers[*register]))
            }
            Test::Bits(bits) => match &bits[..] {
                [(bit, on)] if bits_of(self.circuit, place(self.circuit, *bit).0).len() == 1 => {
                    let name = &self.registers[place(self.circuit, *bit).0];
                    Ok(format!("if ({name} == {}) ", u8::from(*on)))
                }
                _ => Err(self.no_condition(step)),
            },
            _ => Err(self.no_condition(step)),
        }
    }

    fn no_condition(&self, step: &Step) -> Trouble {
        let what = format!(
            "the condition of {}: it only asks whether one whole register equals a number",
            step.name
        );
        refusal(TARGET, &what, "ask for a whole register, or export to OpenQASM 3")
    }

    fn gates_of(&self, step: &Step, lines: &mut Lines<'_>) -> Result<(), Trouble> {
        if lines.lines.len() > MAX_LINES {
            let what = format!("{} in at most {MAX_LINES} lines", step.name);
            return Err(refusal(TARGET, &what, "use fewer qubits, or export to OpenQASM 3"));
        }
        if step.controls.len() > MAX_CONTROLS {
            let what = format!("{} under {} controls", step.name, step.controls.len());
            return Err(refusal(
                TARGET,
                &what,
                &format!("use at most {MAX_CONTROLS}, or export to OpenQASM 3"),
            ));
        }
        let off: Vec<usize> = step.controls.iter().filter(|c| !c.on).map(|c| c.qubit).collect();
        off.iter().for_each(|q| lines.gate("x", &[*q]));
        let on = step.controls.iter().map(|c| Control::on(c.qubit)).collect();
        self.under_controls(&Step { controls: on, ..step.clone() }, lines)?;
        off.iter().for_each(|q| lines.gate("x", &[*q]));
        Ok(())
    }

    /// All controls are on |1⟩.
    fn under_controls(&self, step: &Step, lines: &mut Lines<'_>) -> Result<(), Trouble> {
        match &step.kind {
            Kind::Gate(name, args) => {
                let controls: Vec<usize> = step.controls.iter().map(|c| c.qubit).collect();
                let angle = args.first().and_then(Angle::constant).unwrap_or(0.0);
                cascade::known(name, angle, &controls, &step.targets, lines);
                Ok(())
            }
            Kind::Defined(custom) if step.controls.is_empty() => {
                let known = self.gates.iter().find(|g| g.0 == custom.name);
                lines.gate(known.map_or("", |g| g.1.as_str()), &step.targets);
                Ok(())
            }
            Kind::Defined(custom) => {
                for part in body(custom, TARGET)? {
                    for moved in without_controlled_phase(inside(&part, step)) {
                        self.gates_of(&moved, lines)?;
                    }
                }
                Ok(())
            }
            Kind::Matrix(matrix) => self.parts(step, &synthesis::of_matrix(step, matrix), lines),
            Kind::Permutation(to) => match synthesis::of_permutation(step, to, MAX_LINES) {
                Some(parts) => self.parts(step, &parts, lines),
                None => Err(refusal(TARGET, &format!("{} in so few gates", step.name), "use fewer qubits")),
            },
            Kind::Barrier => Ok(()),
            _ => Err(refusal(TARGET, &format!("{} inside a gate", step.name), "leave it outside")),
        }
    }

    fn parts(&self, step: &Step, parts: &[Step], lines: &mut Lines<'_>) -> Result<(), Trouble> {
        lines.lines.push(format!("// {} in {} parts", step.name, parts.len()));
        parts.iter().try_for_each(|part| self.gates_of(part, lines))
    }
}

/// A part of a gate's body where the gate stands, under its controls.
fn inside(part: &Step, step: &Step) -> Step {
    let mut moved = part.clone();
    moved.targets.iter_mut().for_each(|q| *q = step.targets[*q]);
    moved.controls.iter_mut().for_each(|c| c.qubit = step.targets[c.qubit]);
    moved.controls.extend(&step.controls);
    moved
}
