//! Gates under any number of controls from the gates of the first qelib1.inc: exact, without further qubits.
//!
//! A phase under all of m qubits is the product of phases on their 2^m − 1 parities (the Boolean function is a
//! sum of parities), visited in the order of a Gray code with one CX a step. Everything else is a change of
//! basis around such phases. Not here: which gates there are (`qasm2`).

use super::names::{Plain, Symbols};
use circuit::Angle;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

/// Statements on qubits with a way to spell them.
pub(crate) struct Lines<'a> {
    /// How a qubit is written.
    pub qubit: &'a dyn Fn(usize) -> String,
    /// The statements.
    pub lines: Vec<String>,
}

impl Lines<'_> {
    /// A gate on qubits.
    pub(crate) fn gate(&mut self, word: &str, qubits: &[usize]) {
        let qubits: Vec<String> = qubits.iter().map(|q| (self.qubit)(*q)).collect();
        self.lines.push(format!("{word} {};", qubits.join(", ")));
    }
    fn turned(&mut self, word: &str, angle: f64, qubits: &[usize]) {
        let none = Symbols { weights: Vec::new(), inputs: Vec::new() };
        let plain = Plain { symbols: &none, power: "^", prefix: "", words: ["ln", "asin", "acos", "atan"] };
        self.gate(&format!("{word}({})", Angle::nice(angle).written(&plain)), qubits);
    }
    fn each(&mut self, words: &[&str], qubits: &[usize]) {
        qubits.iter().for_each(|q| words.iter().for_each(|w| self.gate(w, &[*q])));
    }

    /// The phase e^{iv} where all qubits are 1; of no qubits it is the whole state's and nothing to see.
    fn phase(&mut self, v: f64, qubits: &[usize]) {
        match qubits {
            [] => {}
            [q] => self.turned("u1", v, &[*q]),
            [a, b] => self.turned("cu1", v, &[*a, *b]),
            _ => self.parities(v / f64::from(1u32 << (qubits.len() - 1)), qubits),
        }
    }
    /// The phase ±v on each parity of qubits, + where it is of an odd number of them.
    fn parities(&mut self, v: f64, qubits: &[usize]) {
        for (t, &target) in qubits.iter().enumerate() {
            let mut subset = 0u32;
            self.turned("u1", v, &[target]);
            for step in 1..1u32 << t {
                let bit = step.trailing_zeros();
                subset ^= 1 << bit;
                self.gate("cx", &[qubits[bit as usize], target]);
                let odd = subset.count_ones().is_multiple_of(2);
                self.turned("u1", if odd { v } else { -v }, &[target]);
            }
            if t > 0 {
                self.gate("cx", &[qubits[t - 1], target]);
            }
        }
    }
    fn not(&mut self, controls: &[usize], target: usize) {
        let all: Vec<usize> = controls.iter().copied().chain([target]).collect();
        match controls.len() {
            0 => self.gate("x", &all),
            1 => self.gate("cx", &all),
            2 => self.gate("ccx", &all),
            _ => {
                self.gate("h", &[target]);
                self.phase(PI, &all);
                self.gate("h", &[target]);
            }
        }
    }
    fn rotation(&mut self, v: f64, controls: &[usize], target: usize) {
        let all: Vec<usize> = controls.iter().copied().chain([target]).collect();
        match controls.len() {
            0 => self.turned("rz", v, &all),
            1 => self.turned("crz", v, &all),
            _ => {
                self.phase(v, &all);
                self.phase(-v / 2.0, controls);
            }
        }
    }
    /// exp(−iv P⊗P/2) under controls; the words turn P to Z and back.
    fn ising(&mut self, v: f64, controls: &[usize], targets: &[usize], to: &[&str], back: &[&str]) {
        self.each(to, targets);
        self.gate("cx", targets);
        self.rotation(v, controls, targets[1]);
        self.gate("cx", targets);
        self.each(back, targets);
    }
}

/// Y to Z and back.
const Y_TO_Z: ([&str; 2], [&str; 2]) = (["sdg", "h"], ["h", "s"]);

/// A known gate with a constant angle on targets, under controls on |1⟩.
pub(crate) fn known(name: &str, v: f64, controls: &[usize], targets: &[usize], lines: &mut Lines<'_>) {
    let target = targets[0];
    let all: Vec<usize> = controls.iter().chain(targets).copied().collect();
    if let Some(word) = own_word(name, controls.len()) {
        return lines.gate(word, &all);
    }
    match name {
        "X" => lines.not(controls, target),
        "Y" => {
            lines.gate("sdg", &[target]);
            lines.not(controls, target);
            lines.gate("s", &[target]);
        }
        "H" => {
            lines.turned("ry", -FRAC_PI_4, &[target]);
            lines.phase(PI, &all);
            lines.turned("ry", FRAC_PI_4, &[target]);
        }
        "Z" => lines.phase(PI, &all),
        "S" => lines.phase(FRAC_PI_2, &all),
        "SDG" => lines.phase(-FRAC_PI_2, &all),
        "T" => lines.phase(FRAC_PI_4, &all),
        "TDG" => lines.phase(-FRAC_PI_4, &all),
        "P" => lines.phase(v, &all),
        "SX" | "SXDG" => {
            lines.gate("h", &[target]);
            lines.phase(if name == "SX" { FRAC_PI_2 } else { -FRAC_PI_2 }, &all);
            lines.gate("h", &[target]);
        }
        "RZ" => lines.rotation(v, controls, target),
        "RX" if controls.is_empty() => lines.turned("rx", v, &all),
        "RY" if controls.is_empty() => lines.turned("ry", v, &all),
        "RX" => {
            lines.gate("h", &[target]);
            lines.rotation(v, controls, target);
            lines.gate("h", &[target]);
        }
        "RY" => {
            lines.each(&Y_TO_Z.0, targets);
            lines.rotation(v, controls, target);
            lines.each(&Y_TO_Z.1, targets);
        }
        _ => pair(name, v, controls, targets, lines),
    }
}

fn pair(name: &str, v: f64, controls: &[usize], targets: &[usize], lines: &mut Lines<'_>) {
    let [a, b] = targets else { return };
    match name {
        "SWAP" => {
            lines.gate("cx", &[*b, *a]);
            let all: Vec<usize> = controls.iter().copied().chain([*a]).collect();
            lines.not(&all, *b);
            lines.gate("cx", &[*b, *a]);
        }
        // iSWAP = exp(iπ(XX + YY)/4).
        "ISWAP" | "ISWAPDG" => {
            let v = if name == "ISWAP" { -FRAC_PI_2 } else { FRAC_PI_2 };
            lines.ising(v, controls, targets, &["h"], &["h"]);
            lines.ising(v, controls, targets, &Y_TO_Z.0, &Y_TO_Z.1);
        }
        "RXX" => lines.ising(v, controls, targets, &["h"], &["h"]),
        "RYY" => lines.ising(v, controls, targets, &Y_TO_Z.0, &Y_TO_Z.1),
        "RZZ" => lines.ising(v, controls, targets, &[], &[]),
        // A phase of the whole state: nothing to see.
        _ => {}
    }
}

/// The word of the first qelib1.inc for a gate without angle under so many controls.
fn own_word(name: &str, controls: usize) -> Option<&'static str> {
    Some(match (name, controls) {
        ("H", 0) => "h",
        ("X", 0) => "x",
        ("Y", 0) => "y",
        ("Z", 0) => "z",
        ("S", 0) => "s",
        ("SDG", 0) => "sdg",
        ("T", 0) => "t",
        ("TDG", 0) => "tdg",
        ("H", 1) => "ch",
        ("Y", 1) => "cy",
        ("Z", 1) => "cz",
        _ => return None,
    })
}
