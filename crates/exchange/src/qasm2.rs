//! OpenQASM 2 programs with the gates of the first qelib1.inc only, so that every reader knows them.
//!
//! Numbers only: OpenQASM 2 has no parameters. Not here: reading it; gates under many controls (`write::cascade`).

use crate::write::cascade::{self, Lines};
use crate::write::conditions::Test;
use crate::write::names::{Names, Symbols};
use crate::write::registers::{
    Defined, Registers, all_in_program, in_body, in_program, no_process, symbols_of,
};
use crate::write::steps::{BIND, Kind, Step, body, steps, without_controlled_phase};
use crate::write::{never, refusal, synthesis};
use crate::{Named, Trouble};
use circuit::{Angle, Comparison, Control, Custom};

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
    if let Some(symbol) = symbols_of(circuit.ops()).first() {
        let what = format!("parameters such as {}", symbols.name(*symbol));
        return Err(refusal(TARGET, &what, &format!("{BIND}, or export to OpenQASM 3")));
    }
    let mut writer =
        Writer { registers: Registers::of(circuit, &mut names, true), gates: Defined::default() };
    let mut text = String::from("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n");
    let (bit, kets) = (named.bit(), named.kets());
    text += &format!(
        "// A circuit written by Ketloom. Order of qubits: qubit k of Ketloom is q[k]; q[0] is the {bit}\n// significant bit of Ketloom's kets {kets}. Phases of the whole state are left out.\n"
    );
    for custom in circuit.customs().iter().filter(|c| !c.ops().is_empty()) {
        let name = names.give(&custom.name, true);
        text += &writer.definition(custom, &name)?;
        writer.gates.add(custom, name);
    }
    text += &format!("qreg q[{}];\n", circuit.qubits());
    for (name, size) in writer.registers.sizes() {
        text += &format!("creg {name}[{size}];\n");
    }
    for step in &steps(circuit, TARGET, true)? {
        text += &writer.statement(step)?;
    }
    Ok(text)
}

struct Writer<'a> {
    registers: Registers<'a>,
    gates: Defined,
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
        let Some(tests) = self.registers.before(step) else {
            return Ok(format!("// {}\n", never(&step.name)));
        };
        no_process(step, TARGET)?;
        let condition = match &tests[..] {
            [] => String::new(),
            [test] => self.condition(test, step)?,
            _ => return Err(self.no_condition(step)),
        };
        let mut lines = Lines { qubit: &in_program, lines: Vec::new() };
        let target = step.targets.first().copied().unwrap_or(0);
        match &step.kind {
            Kind::Measure(bit) => {
                lines.lines.push(format!("measure {} -> {};", in_program(target), self.registers.bit(*bit)));
            }
            Kind::Reset => lines.lines.push(format!("reset {};", in_program(target))),
            Kind::Display(words) => lines.lines.push(format!("// {words}")),
            Kind::Barrier => lines.lines.push(format!("barrier {};", all_in_program(&step.targets))),
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
                Ok(format!("if ({} == {value}) ", self.registers.named(*register).0))
            }
            Test::Bits(bits) => match &bits[..] {
                [(bit, on)] if self.registers.holding(*bit).1 == 1 => {
                    Ok(format!("if ({} == {}) ", self.registers.holding(*bit).0, u8::from(*on)))
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
                lines.gate(self.gates.name(custom), &step.targets);
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
