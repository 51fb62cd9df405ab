//! Qiskit programs: a `circuit` with named parameters and a function that gives its state in our order.
//!
//! Not here: what all Python programs share (`write::python`).

use crate::write::conditions::Test;
use crate::write::names::{Names, Symbols};
use crate::write::python::{Calls, Lines, Words, array, list, note, quoted, unitary};
use crate::write::registers::{Registers, no_comparison};
use crate::write::steps::{Kind, Step, steps};
use crate::write::{never, no_projection, refusal};
use crate::{Named, Trouble};
use circuit::Comparison;

const TARGET: &str = "Qiskit";

/// A Python program for Qiskit 1.3 and newer.
pub fn write(named: &Named) -> Result<String, Trouble> {
    let circuit = &named.circuit;
    let mut names = Names::new();
    let symbols = Symbols::of(named, &mut names);
    let registers = Registers::of(circuit, &mut names, false);
    let steps = steps(circuit, TARGET, false)?;
    let mut lines = Lines::default();
    for name in symbols.all() {
        lines.add(&format!("{name} = Parameter({})", quoted(name)));
    }
    lines.add(&format!("q = QuantumRegister({}, \"q\")", circuit.qubits()));
    for (name, size) in registers.sizes() {
        lines.add(&format!("{name} = ClassicalRegister({size}, {})", quoted(name)));
    }
    let all: Vec<&str> = std::iter::once("q").chain(registers.sizes().map(|(name, _)| name)).collect();
    lines.all(&[&format!("circuit = QuantumCircuit({})", all.join(", ")), ""]);
    let writer = Writer { registers, words: Words { symbols: &symbols, calls: Calls::Methods } };
    for step in &steps {
        writer.step(step, &mut lines)?;
    }
    tail(&mut lines, &symbols, named);
    let body = lines.text();
    let mut lines = Lines::default();
    head(&mut lines, named, &steps, &body);
    Ok(lines.text() + &body)
}

fn head(lines: &mut Lines, named: &Named, steps: &[Step], body: &str) {
    let circuit = &named.circuit;
    let order = if named.reversed {
        "# significant bit, as Qiskit's do. statevector() gives this order."
    } else {
        "# significant bit; Qiskit's have it last. statevector() gives Ketloom's order."
    };
    let (end, bit, kets) = (if named.reversed { "last" } else { "first" }, named.bit(), named.kets());
    lines.all(&[
        "# A circuit written by Ketloom, for Qiskit 1.3 and newer.",
        &format!(
            "# Order of qubits: qubit k of Ketloom is q[k]. Ketloom's kets {kets} have qubit 0 {end}, the {bit}"
        ),
        order,
        "from math import pi",
        "",
        "import numpy as np",
        "from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister",
        "from qiskit.circuit import Parameter",
        "from qiskit.circuit.classical import expr",
        "from qiskit.quantum_info import Kraus, Statevector",
    ]);
    let classes = GATES.iter().map(|g| g.2).chain(["UnitaryGate"]);
    let used: Vec<&str> = classes.filter(|c| body.contains(&format!("({c}("))).collect();
    if !used.is_empty() {
        lines.add(&format!("from qiskit.circuit.library import {}", used.join(", ")));
    }
    lines.add("");
    let named: Vec<String> = (0..circuit.qubits())
        .filter(|q| !circuit.label(*q).is_empty())
        .map(|q| format!("q[{q}] is {}", circuit.label(q)))
        .collect();
    if !named.is_empty() {
        lines.add(&format!("# {}", named.join(", ")));
    }
    if steps.iter().any(|s| matches!(s.kind, Kind::Channel(_))) {
        lines.add("# With noise channels: run it with qiskit-aer or qiskit.quantum_info.DensityMatrix.");
    }
}

fn tail(lines: &mut Lines, symbols: &Symbols, named: &Named) {
    let arguments: Vec<&str> = symbols.all().map(String::as_str).collect();
    lines.add("");
    if !named.circuit.is_unitary() {
        lines.add("# It measures, resets or waits for bits: run it with a simulator such as qiskit-aer.");
        return;
    }
    lines.add("");
    lines.add("def statevector(*values):");
    lines.deeper(1);
    let given = if arguments.is_empty() { "none".into() } else { arguments.join(", ") };
    lines.all(&[
        &format!(
            "\"\"\"The amplitudes, qubit 0 {} significant. Values in this order: {given}.\"\"\"",
            named.bit()
        ),
        &format!("known = dict(zip([{}], values))", arguments.join(", ")),
        "bound = circuit.assign_parameters({p: v for p, v in known.items() if p in circuit.parameters})",
        if named.reversed {
            "return Statevector(bound).data"
        } else {
            "return Statevector(bound.reverse_bits()).data"
        },
    ]);
}

struct Writer<'a> {
    registers: Registers<'a>,
    words: Words<'a>,
}

impl Writer<'_> {
    fn step(&self, step: &Step, lines: &mut Lines) -> Result<(), Trouble> {
        let call = self.call(step)? + &note(step);
        let Some(tests) = self.registers.before(step) else {
            lines.add(&format!("# {}", never(&call)));
            return Ok(());
        };
        let mut depth = 0;
        for condition in
            tests.iter().map(|t| self.conditions(t, step)).collect::<Result<Vec<_>, _>>()?.concat()
        {
            lines.add(&format!("with circuit.if_test({condition}):"));
            lines.deeper(1);
            depth += 1;
        }
        lines.add(&call);
        lines.deeper(-depth);
        Ok(())
    }

    fn conditions(&self, test: &Test, step: &Step) -> Result<Vec<String>, Trouble> {
        Ok(match test {
            Test::Never => Vec::new(),
            Test::Bits(bits) => bits
                .iter()
                .map(|(b, on)| format!("({}, {})", self.registers.bit(*b), usize::from(*on)))
                .collect(),
            Test::Register(register, Comparison::Equal, value) => {
                vec![format!("({}, {value})", self.registers.named(*register).0)]
            }
            Test::Register(register, comparison, value) => {
                let function = match comparison {
                    Comparison::Equal => "equal",
                    Comparison::Unequal => "not_equal",
                    Comparison::Less => "less",
                    Comparison::AtMost => "less_equal",
                    Comparison::Greater => "greater",
                    Comparison::AtLeast => "greater_equal",
                };
                vec![format!("expr.{function}({}, {value})", self.registers.named(*register).0)]
            }
            Test::Other(_, comparison, _) => return Err(no_comparison(TARGET, step, *comparison)),
        })
    }

    fn call(&self, step: &Step) -> Result<String, Trouble> {
        let targets = list(&step.targets);
        // Qiskit counts the first qubit as the least significant of a matrix.
        let reversed: Vec<usize> = step.targets.iter().rev().copied().collect();
        Ok(match &step.kind {
            Kind::Gate(name, args) => self.gate(step, name, args),
            Kind::Permutation(to)
                if !step.controls.is_empty() && to.len() << step.controls.len() <= MAX_CONTROLLED =>
            {
                let whole = Kind::Permutation(under_controls(step, to));
                let gate = format!("UnitaryGate({})", unitary(&whole).unwrap_or_default());
                let controls = step.controls.iter().rev().map(|c| c.qubit);
                let qubits: Vec<usize> = reversed.iter().copied().chain(controls).collect();
                format!("circuit.append({gate}, [{}])", list(&qubits))
            }
            Kind::Matrix(_) | Kind::Permutation(_) => {
                let gate = format!("UnitaryGate({})", unitary(&step.kind).unwrap_or_default());
                append(step, &gate, &reversed)
            }
            Kind::Channel(kraus) => {
                let all: Vec<String> = kraus.iter().map(array).collect();
                let kraus = format!("Kraus([{}]).to_instruction()", all.join(", "));
                format!("circuit.append({kraus}, [{}])", list(&reversed))
            }
            Kind::Measure(bit) => format!("circuit.measure({targets}, {})", self.registers.bit(*bit)),
            Kind::Reset => format!("circuit.reset({targets})"),
            Kind::Display(words) => format!("# {words}"),
            Kind::Barrier => format!("circuit.barrier({targets})"),
            Kind::Project(_) => return Err(no_projection(TARGET, step)),
            Kind::Defined(_) => return Err(refusal(TARGET, &step.name, "report this circuit")),
        })
    }

    fn gate(&self, step: &Step, name: &str, args: &[circuit::Angle]) -> String {
        let angles: Vec<String> = args.iter().map(|a| a.written(&self.words)).collect();
        let angle = angles.join(", ");
        if name == "GPHASE" {
            // Under a condition the phase of the whole state is nothing to see either.
            return if step.conditions.is_empty() {
                format!("circuit.global_phase += {angle}")
            } else {
                format!("pass  # a phase of the whole state: {angle}")
            };
        }
        let (method, class) = words(name);
        let plain = step.controls.iter().all(|c| c.on);
        let targets = list(&step.targets);
        let controls: Vec<usize> = step.controls.iter().map(|c| c.qubit).collect();
        let comma = if args.is_empty() { "" } else { ", " };
        match (controls.len(), name) {
            (_, "ISWAPDG") => append(step, "iSwapGate().inverse()", &step.targets),
            (0, _) => format!("circuit.{method}({angle}{comma}{targets})"),
            (1, "H" | "X" | "Y" | "Z" | "S" | "SX" | "P" | "RX" | "RY" | "RZ" | "SWAP") if plain => {
                format!("circuit.c{method}({angle}{comma}{}, {targets})", list(&controls))
            }
            (2, "X") if plain => format!("circuit.ccx({}, {targets})", list(&controls)),
            _ => append(step, &format!("{class}({angle})"), &step.targets),
        }
    }
}

/// The most rows of a permutation that is written with its controls inside: Qiskit takes long to control one.
const MAX_CONTROLLED: usize = 1024;

/// A permutation of controls and targets, the controls the more significant bits.
fn under_controls(step: &Step, to: &[usize]) -> Vec<usize> {
    let holds = step.controls.iter().fold(0, |v, c| v << 1 | usize::from(c.on));
    let place = |from: usize| {
        let (control, value) = (from / to.len(), from % to.len());
        control * to.len() + if control == holds { to[value] } else { value }
    };
    (0..to.len() << step.controls.len()).map(place).collect()
}

fn append(step: &Step, gate: &str, targets: &[usize]) -> String {
    if step.controls.is_empty() {
        return format!("circuit.append({gate}, [{}])", list(targets));
    }
    let on: String = step.controls.iter().rev().map(|c| if c.on { '1' } else { '0' }).collect();
    let state = if on.contains('0') { format!(", ctrl_state=\"{on}\"") } else { String::new() };
    let qubits: Vec<usize> = step.controls.iter().map(|c| c.qubit).chain(targets.iter().copied()).collect();
    format!("circuit.append({gate}.control({}{state}), [{}])", step.controls.len(), list(&qubits))
}

/// Gates with the method of a circuit and the class.
const GATES: [(&str, &str, &str); 19] = [
    ("H", "h", "HGate"),
    ("X", "x", "XGate"),
    ("Y", "y", "YGate"),
    ("Z", "z", "ZGate"),
    ("S", "s", "SGate"),
    ("SDG", "sdg", "SdgGate"),
    ("T", "t", "TGate"),
    ("TDG", "tdg", "TdgGate"),
    ("SX", "sx", "SXGate"),
    ("SXDG", "sxdg", "SXdgGate"),
    ("P", "p", "PhaseGate"),
    ("RX", "rx", "RXGate"),
    ("RY", "ry", "RYGate"),
    ("RZ", "rz", "RZGate"),
    ("SWAP", "swap", "SwapGate"),
    ("ISWAP", "iswap", "iSwapGate"),
    ("RXX", "rxx", "RXXGate"),
    ("RYY", "ryy", "RYYGate"),
    ("RZZ", "rzz", "RZZGate"),
];

/// The method of a circuit and the class of a gate.
fn words(name: &str) -> (&'static str, &'static str) {
    let inverse = name == "ISWAPDG";
    let row = GATES.iter().find(|g| g.0 == if inverse { "ISWAP" } else { name });
    row.map_or(("", ""), |g| (g.1, g.2))
}
