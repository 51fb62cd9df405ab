//! PennyLane programs: a circuit as a function, its state or its outcomes, and a training loop.
//!
//! Not here: what all Python programs share (`write::python`).

use crate::write::bits::Bits;
use crate::write::conditions::Sum;
use crate::write::names::{Names, Symbols};
use crate::write::python::{Calls, Lines, Words, array, list, note, unitary};
use crate::write::steps::{Kind, Step, steps};
use crate::write::{never, refusal};
use crate::{Named, Trouble};
use circuit::{C64, Matrix};

const TARGET: &str = "PennyLane";

/// A Python program for PennyLane 0.40 and newer; with parameters it can be trained.
pub fn write(named: &Named) -> Result<String, Trouble> {
    let circuit = &named.circuit;
    let mut names = Names::new();
    let symbols = Symbols::of(named, &mut names);
    let bits = Bits::of(circuit, &mut names);
    let steps = steps(circuit, TARGET, false)?;
    let words = Words { symbols: &symbols, calls: Calls::Pnp };
    let mut writer = Writer { bits, words };
    let mut lines = Lines::default();
    let arguments = symbols.all().cloned().collect::<Vec<_>>().join(", ");
    head(&mut lines, named, &steps);
    lines.add(&format!("def circuit({arguments}):"));
    lines.deeper(1);
    for step in &steps {
        writer.step(step, &mut lines)?;
    }
    let measured = writer.bits.written();
    let returned: Vec<&str> = measured.iter().map(|b| writer.bits.name(*b)).collect();
    lines.add(&format!("return [{}]", returned.join(", ")));
    lines.deeper(-1);
    let noisy = noisy(&steps);
    ends(&mut lines, &arguments, named, &measured, noisy);
    if !symbols.weights.is_empty() {
        training(&mut lines, &symbols, &arguments);
    }
    Ok(lines.text())
}

fn noisy(steps: &[Step]) -> bool {
    steps.iter().any(|s| matches!(s.kind, Kind::Channel(_)))
}

/// All wires, the most significant bit of our kets first.
fn wires(named: &Named) -> String {
    let count = named.circuit.qubits();
    if named.reversed { format!("range({}, -1, -1)", count - 1) } else { format!("range({count})") }
}

fn head(lines: &mut Lines, named: &Named, steps: &[Step]) {
    let circuit = &named.circuit;
    lines.all(&[
        "# A circuit written by Ketloom, for PennyLane 0.40 and newer.",
        if named.reversed {
            "# Order of qubits: qubit k of Ketloom is wire k; wire 0 is the least significant bit of Ketloom's kets\n# |... q1 q0>. What the functions below return is in that order."
        } else {
            "# Order of qubits: qubit k of Ketloom is wire k; wire 0 is the most significant bit in both."
        },
        "from math import pi",
        "",
        "import numpy as np",
        "import pennylane as qml",
        "from pennylane import numpy as pnp",
        "",
    ]);
    let measures =
        steps.iter().filter(|s| matches!(s.kind, Kind::Measure(_) | Kind::Reset | Kind::Project(_)));
    if noisy(steps) {
        let wires = circuit.qubits() + measures.count();
        lines.add("# Noise needs density matrices; measurements there take one more wire each.");
        lines.add(&format!("dev = qml.device(\"default.mixed\", wires={wires})"));
    } else if measures.count() > 0 {
        lines.add("dev = qml.device(\"default.qubit\")");
    } else {
        let wires = if named.reversed { wires(named) } else { circuit.qubits().to_string() };
        lines.add(&format!("dev = qml.device(\"default.qubit\", wires={wires})"));
    }
    lines.all(&["", ""]);
}

fn ends(lines: &mut Lines, arguments: &str, named: &Named, measured: &[usize], noisy: bool) {
    let (circuit, bit) = (&named.circuit, named.bit());
    lines.all(&["", "", "@qml.qnode(dev)"]);
    let call = format!("circuit({arguments})");
    if circuit.is_unitary() {
        lines.add(&format!("def statevector({arguments}):"));
        lines.deeper(1);
        lines.add(&format!("\"\"\"The amplitudes, qubit 0 {bit} significant.\"\"\""));
        lines.add(&call);
        lines.add("return qml.state()");
    } else if measured.is_empty() {
        lines.add(&format!("def distribution({arguments}):"));
        lines.deeper(1);
        lines.add(&format!("\"\"\"The probabilities of the basis states, qubit 0 {bit} significant.\"\"\""));
        lines.add(&call);
        lines.add(&format!("return qml.probs(wires={})", wires(named)));
    } else {
        let named: Vec<String> = measured.iter().map(|b| circuit.bit_name(*b)).collect();
        lines.add(&format!("def distribution({arguments}):"));
        lines.deeper(1);
        lines.add(&format!(
            "\"\"\"The probabilities of the values of the bits {}, the first most significant.\"\"\"",
            named.join(", ")
        ));
        lines.add(&format!("return qml.probs(op={call})"));
    }
    lines.deeper(-1);
    if noisy && measured.is_empty() {
        lines.all(&["", "", "@qml.qnode(dev)", &format!("def density({arguments}):")]);
        lines.deeper(1);
        lines.add(&format!("\"\"\"The density matrix, qubit 0 {bit} significant.\"\"\""));
        lines.add(&call);
        lines.add(&format!("return qml.density_matrix(wires={})", wires(named)));
        lines.deeper(-1);
    }
}

fn training(lines: &mut Lines, symbols: &Symbols, arguments: &str) {
    let values = |count: usize| (0..count).map(|i| format!("0.{}", 1 + i % 9)).collect::<Vec<_>>().join(", ");
    let comma = if symbols.inputs.len() == 1 { "," } else { "" };
    let inputs = format!("({}{comma})", values(symbols.inputs.len()));
    let start = format!("values = pnp.array([{}], requires_grad=True)", values(symbols.weights.len()));
    lines.all(&["", "", "@qml.qnode(dev)", &format!("def expectation({arguments}):")]);
    lines.deeper(1);
    lines.add("\"\"\"<Z> of qubit 0: an example of a cost; put yours in its place.\"\"\"");
    lines.all(&[&format!("circuit({arguments})"), "return qml.expval(qml.PauliZ(0))"]);
    lines.deeper(-1);
    lines.all(&["", "", &format!("def train(steps=50, stepsize=0.1, inputs={inputs}):")]);
    lines.deeper(1);
    lines.add(&format!("\"\"\"Minimizes the example cost over {}.\"\"\"", symbols.weights.join(", ")));
    lines.all(&[&start, "optimizer = qml.AdamOptimizer(stepsize)", "", "def cost(values):"]);
    lines.deeper(1);
    lines.all(&["return expectation(*values, *inputs)"]);
    lines.deeper(-1);
    lines.all(&["", "for step in range(steps):"]);
    lines.deeper(1);
    lines.all(&["values, before = optimizer.step_and_cost(cost, values)", "if step % 10 == 0:"]);
    lines.deeper(1);
    lines.add("print(f\"step {step}: cost {before:.6f}\")");
    lines.deeper(-2);
    lines.add("return values");
    lines.deeper(-1);
    lines.all(&["", "", "if __name__ == \"__main__\":", "    print(train())"]);
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
        if let (Some(what), false) = (process(step), sums.is_empty()) {
            return Err(refusal(
                TARGET,
                &format!("{what} {} under a condition", step.name),
                "take the condition away",
            ));
        }
        if let Kind::Project(projector) = &step.kind {
            return self.project(step, projector, lines);
        }
        let call = self.call(step)?;
        if sums.is_empty() {
            lines.add(&(call + &note(step)));
        } else {
            let all: Vec<String> = sums.iter().map(|s| self.sum(s)).collect();
            lines.add(&format!("qml.cond({}, lambda: {call})(){}", all.join(" & "), note(step)));
        }
        if let Kind::Measure(bit) = step.kind {
            self.bits.write(bit);
        }
        Ok(())
    }

    fn sum(&self, sum: &Sum) -> String {
        let term = |(weight, bit): &(u64, usize)| match weight {
            1 => self.bits.name(*bit).to_string(),
            _ => format!("{weight} * {}", self.bits.name(*bit)),
        };
        let terms: Vec<String> = sum.terms.iter().map(term).collect();
        let joined = terms.join(" + ");
        let joined = if terms.len() > 1 { format!("({joined})") } else { joined };
        format!("({joined} {} {})", sum.comparison.sign(), sum.value)
    }

    /// A projector on one state: turn that state to |0⟩, keep |0⟩, turn back.
    fn project(&self, step: &Step, projector: &Matrix, lines: &mut Lines) -> Result<(), Trouble> {
        let (Some(turn), [qubit]) = (turning(projector), &step.targets[..]) else {
            let what = format!("the post-selection {} on several qubits", step.name);
            return Err(refusal(TARGET, &what, "select qubit by qubit"));
        };
        let plain = turn.distance(&Matrix::identity(2)) < 1e-12;
        if !plain {
            lines.add(&format!("qml.QubitUnitary({}, wires={qubit})", array(&turn)));
        }
        lines.add(&format!("qml.measure({qubit}, postselect=0)  # {}", step.name));
        if !plain {
            lines.add(&format!("qml.QubitUnitary({}, wires={qubit})", array(&turn.dagger())));
        }
        Ok(())
    }

    fn call(&self, step: &Step) -> Result<String, Trouble> {
        let wires = format!("wires=[{}]", list(&step.targets));
        Ok(match &step.kind {
            Kind::Gate(name, args) => {
                let angles: Vec<String> = args.iter().map(|a| a.written(&self.words)).collect();
                controlled(step, &gate(name, &angles.join(", "), &wires))
            }
            Kind::Matrix(_) | Kind::Permutation(_) => {
                let matrix = unitary(&step.kind).unwrap_or_default();
                controlled(step, &format!("qml.QubitUnitary({matrix}, {wires})"))
            }
            Kind::Channel(kraus) => {
                let all: Vec<String> = kraus.iter().map(array).collect();
                format!("qml.QubitChannel([{}], {wires})", all.join(", "))
            }
            Kind::Measure(bit) => format!("{} = qml.measure({})", self.bits.name(*bit), list(&step.targets)),
            Kind::Reset => format!("qml.measure({}, reset=True)", list(&step.targets)),
            Kind::Display(words) => format!("# {words}"),
            Kind::Barrier => format!("qml.Barrier({wires})"),
            Kind::Project(_) | Kind::Defined(_) => {
                return Err(refusal(TARGET, &step.name, "report this circuit"));
            }
        })
    }
}

/// What of a step cannot wait for a condition.
fn process(step: &Step) -> Option<&'static str> {
    match step.kind {
        Kind::Measure(_) => Some("the measurement"),
        Kind::Reset => Some("the reset"),
        Kind::Project(_) => Some("the post-selection"),
        Kind::Channel(_) => Some("the channel"),
        _ => None,
    }
}

/// The unitary that brings the state of a one-qubit projector to |0⟩.
fn turning(projector: &Matrix) -> Option<Matrix> {
    if projector.size != 2 {
        return None;
    }
    let column = if projector.at(0, 0).re > 0.25 { 0 } else { 1 };
    let (a, b) = (projector.at(0, column), projector.at(1, column));
    let norm = (a.norm_sqr() + b.norm_sqr()).sqrt();
    let rank = projector.at(0, 0).re + projector.at(1, 1).re;
    if (rank - 1.0).abs() > 1e-9 || norm < 1e-9 {
        return None;
    }
    let (a, b): (C64, C64) = (a.scale(1.0 / norm), b.scale(1.0 / norm));
    Some(Matrix::of(vec![a.conj(), b.conj(), -b, a]))
}

fn controlled(step: &Step, call: &str) -> String {
    if step.controls.is_empty() {
        return call.to_string();
    }
    let qubits: Vec<usize> = step.controls.iter().map(|c| c.qubit).collect();
    let values: Vec<usize> = step.controls.iter().map(|c| usize::from(c.on)).collect();
    let values = match values.contains(&0) {
        true => format!(", control_values=[{}]", list(&values)),
        false => String::new(),
    };
    format!("qml.ctrl({call}, control=[{}]{values})", list(&qubits))
}

fn gate(name: &str, angle: &str, wires: &str) -> String {
    match name {
        "H" => format!("qml.Hadamard({wires})"),
        "X" => format!("qml.PauliX({wires})"),
        "Y" => format!("qml.PauliY({wires})"),
        "Z" => format!("qml.PauliZ({wires})"),
        "S" | "T" | "SX" | "SWAP" | "ISWAP" => format!("qml.{name}({wires})"),
        "SDG" => format!("qml.adjoint(qml.S({wires}))"),
        "TDG" => format!("qml.adjoint(qml.T({wires}))"),
        "SXDG" => format!("qml.adjoint(qml.SX({wires}))"),
        "ISWAPDG" => format!("qml.adjoint(qml.ISWAP({wires}))"),
        "P" => format!("qml.PhaseShift({angle}, {wires})"),
        "RX" | "RY" | "RZ" => format!("qml.{name}({angle}, {wires})"),
        "RXX" => format!("qml.IsingXX({angle}, {wires})"),
        "RYY" => format!("qml.IsingYY({angle}, {wires})"),
        "RZZ" => format!("qml.IsingZZ({angle}, {wires})"),
        // PennyLane's global phase is e^(-i angle).
        _ => format!("qml.GlobalPhase(-({angle}))"),
    }
}
