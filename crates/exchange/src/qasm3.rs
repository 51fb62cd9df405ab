//! OpenQASM 3 programs: `input float` parameters, `ctrl @` and `negctrl @`, `if`, gates of one's own.
//!
//! Not here: reading it. Matrices and permutations are written as gates (`write::synthesis`), exactly.

use crate::write::conditions::Test;
use crate::write::names::{Names, Plain, Symbols};
use crate::write::registers::{
    Defined, Registers, all_in_program, in_body, in_program, no_comparison, no_process, symbols_of,
};
use crate::write::steps::{Kind, Step, body, steps};
use crate::write::{never, refusal, synthesis};
use crate::{Named, Trouble};
use circuit::{Angle, Comparison, Control, Custom};

const TARGET: &str = "OpenQASM 3";

/// The most gates that one permutation becomes.
const MAX_PERMUTATION_GATES: usize = 4096;

/// Gates that stdgates.inc lacks, equal to ours to the phase.
const OWN: [(&str, &str); 4] = [
    ("iswap", "gate iswap a, b { s a; s b; h a; cx a, b; cx b, a; h b; }"),
    ("rxx", "gate rxx(angle_) a, b { h a; h b; cx a, b; rz(angle_) b; cx a, b; h a; h b; }"),
    ("ryy", "gate ryy(angle_) a, b { sx a; sx b; cx a, b; rz(angle_) b; cx a, b; inv @ sx a; inv @ sx b; }"),
    ("rzz", "gate rzz(angle_) a, b { cx a, b; rz(angle_) b; cx a, b; }"),
];

/// An OpenQASM 3 program.
pub fn write(named: &Named) -> Result<String, Trouble> {
    let circuit = &named.circuit;
    let mut names = Names::new();
    let symbols = Symbols::of(named, &mut names);
    let registers = Registers::of(circuit, &mut names, false);
    let mut writer = Writer { registers, symbols: &symbols, gates: Defined::default() };
    let mut definitions = String::new();
    for custom in circuit.customs().iter().filter(|c| !c.ops().is_empty()) {
        let name = names.give(&custom.name, false);
        definitions += &writer.definition(custom, &name)?;
        writer.gates.add(custom, name);
    }
    let mut text = String::new();
    for step in &steps(circuit, TARGET, true)? {
        text += &writer.conditional(step)?;
    }
    let mut head = String::from("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n");
    let (bit, kets) = (named.bit(), named.kets());
    head += &format!(
        "// A circuit written by Ketloom. Order of qubits: qubit k of Ketloom is q[k]; q[0] is the {bit}\n// significant bit of Ketloom's kets {kets}.\n"
    );
    symbols.all().for_each(|name| head += &format!("input float {name};\n"));
    for (word, definition) in OWN {
        if (text.clone() + &definitions).contains(&format!("{word}(")) || uses(&text, &definitions, word) {
            head += definition;
            head.push('\n');
        }
    }
    head += &definitions;
    head += &format!("qubit[{}] q;\n", circuit.qubits());
    for (name, size) in writer.registers.sizes() {
        head += &format!("bit[{size}] {name};\n");
    }
    Ok(head + &text)
}

/// Whether a gate without angle occurs.
fn uses(text: &str, definitions: &str, word: &str) -> bool {
    [text, definitions].iter().any(|t| t.contains(&format!("{word} ")))
}

struct Writer<'a> {
    registers: Registers<'a>,
    symbols: &'a Symbols,
    gates: Defined,
}

impl Writer<'_> {
    fn definition(&self, custom: &Custom, name: &str) -> Result<String, Trouble> {
        let given = arguments(custom, self.symbols).join(", ");
        let given = if given.is_empty() { given } else { format!("({given})") };
        let qubits: Vec<String> = (0..custom.qubits()).map(in_body).collect();
        let mut text = format!("gate {name}{given} {} {{\n", qubits.join(", "));
        for step in &body(custom, TARGET)? {
            if matches!(step.kind, Kind::Barrier) {
                continue;
            }
            for line in self.gates_of(step, &in_body)? {
                text += &format!("  {line}\n");
            }
        }
        Ok(text + "}\n")
    }

    fn conditional(&self, step: &Step) -> Result<String, Trouble> {
        let lines = self.lines(step)?;
        let Some(tests) = self.registers.before(step) else {
            return Ok(format!("// {}\n", never(&step.name)));
        };
        let mut wanted = Vec::new();
        for test in &tests {
            wanted.extend(self.conditions(test, step)?);
        }
        let pad = "  ".repeat(wanted.len());
        let mut text = String::new();
        for (i, condition) in wanted.iter().enumerate() {
            text += &format!("{}if ({condition}) {{\n", "  ".repeat(i));
        }
        lines.iter().for_each(|line| text += &format!("{pad}{line}\n"));
        for i in (0..wanted.len()).rev() {
            text += &format!("{}}}\n", "  ".repeat(i));
        }
        Ok(text)
    }

    fn conditions(&self, test: &Test, step: &Step) -> Result<Vec<String>, Trouble> {
        Ok(match test {
            Test::Never => Vec::new(),
            Test::Bits(bits) => {
                let one = |(b, on): &(usize, bool)| {
                    format!("{}{}", if *on { "" } else { "!" }, self.registers.bit(*b))
                };
                bits.iter().map(one).collect()
            }
            Test::Register(register, Comparison::Equal, value) => {
                vec![format!("{} == {value}", self.registers.named(*register).0)]
            }
            Test::Register(register, comparison, value) => {
                let (name, size) = self.registers.named(*register);
                vec![format!("uint[{size}]({name}) {} {value}", comparison.sign())]
            }
            Test::Other(_, comparison, _) => return Err(no_comparison(TARGET, step, *comparison)),
        })
    }

    fn lines(&self, step: &Step) -> Result<Vec<String>, Trouble> {
        no_process(step, TARGET)?;
        let target = step.targets.first().copied().unwrap_or(0);
        Ok(match &step.kind {
            Kind::Measure(bit) => {
                vec![format!("{} = measure {};", self.registers.bit(*bit), in_program(target))]
            }
            Kind::Reset => vec![format!("reset {};", in_program(target))],
            Kind::Display(words) => vec![format!("// {words}")],
            Kind::Barrier => vec![format!("barrier {};", all_in_program(&step.targets))],
            _ => self.gates_of(step, &in_program)?,
        })
    }

    fn gates_of(&self, step: &Step, qubit: &dyn Fn(usize) -> String) -> Result<Vec<String>, Trouble> {
        match &step.kind {
            Kind::Gate("GPHASE", args) => Ok(vec![format!("gphase({});", self.angles(args))]),
            Kind::Gate(name, args) => Ok(vec![self.call(step, word(name), &self.angles(args), qubit)]),
            Kind::Defined(custom) => Ok(vec![self.call(
                step,
                self.gates.name(custom),
                &arguments(custom, self.symbols).join(", "),
                qubit,
            )]),
            Kind::Matrix(matrix) => {
                let parts = synthesis::of_matrix(step, matrix);
                self.parts(step, &parts, qubit)
            }
            Kind::Permutation(to) => {
                let parts = synthesis::of_permutation(step, to, MAX_PERMUTATION_GATES);
                let Some(parts) = parts else {
                    let what = format!("{} in at most {MAX_PERMUTATION_GATES} gates", step.name);
                    return Err(refusal(TARGET, &what, "use fewer qubits"));
                };
                self.parts(step, &parts, qubit)
            }
            _ => Err(refusal(TARGET, &format!("{} inside a gate", step.name), "leave it outside")),
        }
    }

    fn parts(
        &self,
        step: &Step,
        parts: &[Step],
        qubit: &dyn Fn(usize) -> String,
    ) -> Result<Vec<String>, Trouble> {
        let mut lines = vec![format!("// {} in {} gates", step.name, parts.len())];
        for part in parts {
            lines.extend(self.gates_of(part, qubit)?);
        }
        Ok(lines)
    }

    fn angles(&self, args: &[Angle]) -> String {
        let words = ["log", "arcsin", "arccos", "arctan"];
        let plain = Plain { symbols: self.symbols, power: "**", prefix: "", words };
        // Numbers as fractions of pi or decimals: few readers know functions and powers in constants.
        let simple = |a: &Angle| a.constant().map_or_else(|| a.clone(), Angle::nice);
        args.iter().map(|a| simple(a).written(&plain)).collect::<Vec<_>>().join(", ")
    }

    fn call(&self, step: &Step, word: &str, angles: &str, qubit: &dyn Fn(usize) -> String) -> String {
        let angles = if angles.is_empty() { String::new() } else { format!("({angles})") };
        let (word, modifiers) = match short(word, &step.controls) {
            Some(short) => (short, String::new()),
            None => (word, modifiers(&step.controls)),
        };
        let controls = step.controls.iter().map(|c| c.qubit);
        let qubits: Vec<String> = controls.chain(step.targets.iter().copied()).map(qubit).collect();
        format!("{modifiers}{word}{angles} {};", qubits.join(", "))
    }
}

/// The symbols of a gate's body, as its arguments.
fn arguments(custom: &Custom, symbols: &Symbols) -> Vec<String> {
    symbols_of(custom.ops()).into_iter().map(|s| symbols.name(s)).collect()
}

/// The controlled gates that stdgates.inc names.
fn short(word: &str, controls: &[Control]) -> Option<&'static str> {
    if controls.iter().any(|c| !c.on) {
        return None;
    }
    match (controls.len(), word) {
        (1, "x") => Some("cx"),
        (1, "y") => Some("cy"),
        (1, "z") => Some("cz"),
        (1, "h") => Some("ch"),
        (1, "p") => Some("cp"),
        (1, "rx") => Some("crx"),
        (1, "ry") => Some("cry"),
        (1, "rz") => Some("crz"),
        (1, "swap") => Some("cswap"),
        (2, "x") => Some("ccx"),
        _ => None,
    }
}

/// `ctrl(2) @ negctrl @ `: runs of controls of one kind.
fn modifiers(controls: &[Control]) -> String {
    let mut text = String::new();
    for run in controls.chunk_by(|a, b| a.on == b.on) {
        let word = if run[0].on { "ctrl" } else { "negctrl" };
        let count = if run.len() > 1 { format!("({})", run.len()) } else { String::new() };
        text += &format!("{word}{count} @ ");
    }
    text
}

fn word(name: &str) -> &'static str {
    match name {
        "H" => "h",
        "X" => "x",
        "Y" => "y",
        "Z" => "z",
        "S" => "s",
        "SDG" => "sdg",
        "T" => "t",
        "TDG" => "tdg",
        "SX" => "sx",
        "SXDG" => "inv @ sx",
        "P" => "p",
        "RX" => "rx",
        "RY" => "ry",
        "RZ" => "rz",
        "SWAP" => "swap",
        "ISWAP" => "iswap",
        "ISWAPDG" => "inv @ iswap",
        "RXX" => "rxx",
        "RYY" => "ryy",
        _ => "rzz",
    }
}
