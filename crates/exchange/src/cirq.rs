//! Cirq programs: a `circuit` with sympy symbols and a function that gives its state.
//!
//! Not here: what all Python programs share (`write::python`).

use crate::write::bits::Bits;
use crate::write::conditions::Sum;
use crate::write::names::{Names, Symbols};
use crate::write::python::{Calls, Lines, Words, array, list, note, quoted, unitary};
use crate::write::steps::{Kind, Step, steps};
use crate::write::{never, no_projection, refusal};
use crate::{Named, Trouble};
use circuit::{Angle, Comparison};

const TARGET: &str = "Cirq";

/// A Python program for Cirq 1.0 and newer.
pub fn write(named: &Named) -> Result<String, Trouble> {
    let circuit = &named.circuit;
    let mut names = Names::new();
    let symbols = Symbols::of(named, &mut names);
    let bits = Bits::of(circuit, &mut names);
    let steps = steps(circuit, TARGET, false)?;
    let mut lines = Lines::default();
    lines.all(&[
        "# A circuit written by Ketloom, for Cirq 1.0 and newer.",
        if named.reversed {
            "# Order of qubits: qubit k of Ketloom is qubits[k]; qubits[0] is the least significant bit of Ketloom's\n# kets |... q1 q0>, Cirq's most significant one. statevector() gives Ketloom's order."
        } else {
            "# Order of qubits: qubit k of Ketloom is qubits[k]; qubits[0] is the most significant bit in both."
        },
        "from math import pi",
        "",
        "import cirq",
        "import numpy as np",
        "import sympy",
        "",
        &format!("qubits = cirq.LineQubit.range({})", circuit.qubits()),
    ]);
    for name in symbols.all() {
        lines.add(&format!("{name} = sympy.Symbol({})", quoted(name)));
    }
    lines.all(&["circuit = cirq.Circuit()", ""]);
    let words = Words { symbols: &symbols, calls: Calls::Sympy };
    let mut writer = Writer { bits, words };
    for step in &steps {
        writer.step(step, &mut lines)?;
    }
    tail(&mut lines, &symbols, named);
    Ok(lines.text())
}

fn tail(lines: &mut Lines, symbols: &Symbols, written: &Named) {
    lines.add("");
    if !written.circuit.is_unitary() {
        lines.add("# Run it with cirq.Simulator().run(circuit, repetitions=1000).");
        return;
    }
    let named: Vec<String> = symbols.all().map(|n| quoted(n)).collect();
    lines.all(&["", "def statevector(*values):"]);
    lines.deeper(1);
    lines.all(&[
        &format!(
            "\"\"\"The amplitudes, qubit 0 {} significant; values in the order of the symbols above.\"\"\"",
            written.bit()
        ),
        "simulator = cirq.Simulator(dtype=np.complex128)",
        &format!("resolver = dict(zip([{}], values))", named.join(", ")),
        if written.reversed {
            "return simulator.simulate(circuit, resolver, qubit_order=qubits[::-1]).final_state_vector"
        } else {
            "return simulator.simulate(circuit, resolver, qubit_order=qubits).final_state_vector"
        },
    ]);
}

struct Writer<'a> {
    bits: Bits<'a>,
    words: Words<'a>,
}

impl Writer<'_> {
    fn step(&mut self, step: &Step, lines: &mut Lines) -> Result<(), Trouble> {
        let Some(sums) = self.bits.before(step) else {
            lines.add(&format!("# {}", never(&step.name)));
            return Ok(());
        };
        let mut call = self.call(step)?;
        if let Kind::Measure(bit) = step.kind {
            if !sums.is_empty() {
                let what = format!("the measurement {} under a condition", step.name);
                return Err(refusal(TARGET, &what, "take the condition away"));
            }
            self.bits.write(bit);
        }
        if matches!(step.kind, Kind::Barrier | Kind::Display(_)) {
            lines.add(&call);
            return Ok(());
        }
        if !sums.is_empty() {
            let all: Vec<String> = sums.iter().map(|s| self.sum(s)).collect();
            call = format!("({call}).with_classical_controls({})", all.join(", "));
        }
        lines.add(&format!("circuit.append({call}){}", note(step)));
        Ok(())
    }

    fn sum(&self, sum: &Sum) -> String {
        let term = |(weight, bit): &(u64, usize)| {
            let symbol = format!("sympy.Symbol({})", quoted(self.bits.name(*bit)));
            if *weight == 1 { symbol } else { format!("{weight} * {symbol}") }
        };
        let function = match sum.comparison {
            Comparison::Equal => "Eq",
            Comparison::Unequal => "Ne",
            Comparison::Less => "Lt",
            Comparison::AtMost => "Le",
            Comparison::Greater => "Gt",
            Comparison::AtLeast => "Ge",
        };
        let terms: Vec<String> = sum.terms.iter().map(term).collect();
        format!("sympy.{function}({}, {})", terms.join(" + "), sum.value)
    }

    fn call(&self, step: &Step) -> Result<String, Trouble> {
        let targets = places(step.targets.iter().copied());
        Ok(match &step.kind {
            Kind::Gate("GPHASE", args) => {
                let angle = self.angle(args);
                let phase = match args.first().and_then(Angle::constant) {
                    Some(_) => format!("np.exp(1j*({angle}))"),
                    None => format!("sympy.exp(sympy.I*({angle}))"),
                };
                format!("cirq.GlobalPhaseGate({phase}).on()")
            }
            Kind::Gate(name, args) => {
                controlled(step, &format!("{}.on({targets})", gate(name, &self.angle(args))))
            }
            Kind::Matrix(_) | Kind::Permutation(_) => {
                let matrix = unitary(&step.kind).unwrap_or_default();
                controlled(step, &format!("cirq.MatrixGate({matrix}).on({targets})"))
            }
            Kind::Channel(kraus) => {
                let all: Vec<String> = kraus.iter().map(array).collect();
                format!("cirq.KrausChannel([{}]).on({targets})", all.join(", "))
            }
            Kind::Measure(bit) => format!("cirq.measure({targets}, key={})", quoted(self.bits.name(*bit))),
            Kind::Reset => format!("cirq.reset({targets})"),
            Kind::Display(words) => format!("# {words}"),
            Kind::Barrier => format!("# {} on {}", step.name, list(&step.targets)),
            Kind::Project(_) => return Err(no_projection(TARGET, step)),
            Kind::Defined(_) => return Err(refusal(TARGET, &step.name, "report this circuit")),
        })
    }

    fn angle(&self, args: &[Angle]) -> String {
        args.first().map(|a| a.written(&self.words)).unwrap_or_default()
    }
}

fn places(qubits: impl Iterator<Item = usize>) -> String {
    qubits.map(|q| format!("qubits[{q}]")).collect::<Vec<_>>().join(", ")
}

fn controlled(step: &Step, call: &str) -> String {
    if step.controls.is_empty() {
        return call.to_string();
    }
    let qubits = places(step.controls.iter().map(|c| c.qubit));
    let values: Vec<usize> = step.controls.iter().map(|c| usize::from(c.on)).collect();
    let values = match values.contains(&0) {
        true => format!(", control_values=[{}]", list(&values)),
        false => String::new(),
    };
    format!("{call}.controlled_by({qubits}{values})")
}

fn gate(name: &str, angle: &str) -> String {
    match name {
        "SDG" => "(cirq.S**-1)".into(),
        "TDG" => "(cirq.T**-1)".into(),
        "SX" => "(cirq.X**0.5)".into(),
        "SXDG" => "(cirq.X**-0.5)".into(),
        "ISWAPDG" => "(cirq.ISWAP**-1)".into(),
        "P" => format!("cirq.ZPowGate(exponent=({angle})/pi)"),
        "RX" | "RY" | "RZ" => format!("cirq.{}({angle})", name.to_ascii_lowercase()),
        "RXX" | "RYY" | "RZZ" => {
            format!("cirq.{}PowGate(exponent=({angle})/pi, global_shift=-0.5)", &name[1..])
        }
        _ => format!("cirq.{name}"),
    }
}
