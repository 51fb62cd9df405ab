//! The ten circuits of Quirk's menu: they are read from their links, and their final probabilities are those of a
//! simulation written here from what Quirk's cells mean, that shares nothing with reader and engine.
//!
//! Time stands at 0. Measured wires of these circuits are controls and turned by X only, so that the probabilities are
//! the same when all is measured at the end.

#![allow(clippy::disallowed_methods, reason = "a simulation of its own; the last bit does not matter")]

use circuit::{Circuit, Op};
use engine::{Noise, Process};
use exchange::json::Json;
use exchange::quirk;
use std::collections::BTreeMap;
use std::f64::consts::{FRAC_1_SQRT_2, PI};

type Z = (f64, f64);

fn times(a: Z, b: Z) -> Z {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

fn plus(a: Z, b: Z) -> Z {
    (a.0 + b.0, a.1 + b.1)
}

fn turn(angle: f64) -> Z {
    (angle.cos(), angle.sin())
}

/// Amplitudes; bit w of an index is wire w, as Quirk counts.
struct Slow {
    state: Vec<Z>,
    numbers: BTreeMap<char, usize>,
    gates: BTreeMap<String, Json>,
}

/// A matrix on one wire: X to a power is H · Z to the power · H.
fn matrix(id: &str) -> Option<[Z; 4]> {
    let phase = |power: f64| [(1.0, 0.0), (0.0, 0.0), (0.0, 0.0), turn(PI * power)];
    let flip = |power: f64| {
        let (a, b) = (turn(PI * power), (1.0, 0.0));
        let (same, other) = (plus(b, a), plus(b, (-a.0, -a.1)));
        let half = |z: Z| (z.0 / 2.0, z.1 / 2.0);
        [half(same), half(other), half(other), half(same)]
    };
    let h = (FRAC_1_SQRT_2, 0.0);
    Some(match id {
        "H" => [h, h, h, (-FRAC_1_SQRT_2, 0.0)],
        "X" => flip(1.0),
        "X^½" => flip(0.5),
        "X^-¼" => flip(-0.25),
        "Z" => phase(1.0),
        "Z^½" => phase(0.5),
        "Z^¼" => phase(0.25),
        "Z^⅛" => phase(0.125),
        "Z^⅟₁₆" => phase(1.0 / 16.0),
        "Z^⅟₃₂" => phase(1.0 / 32.0),
        "Z^⅟₆₄" => phase(1.0 / 64.0),
        "Z^⅟₁₂₈" => phase(1.0 / 128.0),
        _ => return None,
    })
}

impl Slow {
    fn apply(&mut self, wire: usize, m: [Z; 4], on: &dyn Fn(usize) -> bool) {
        for k in (0..self.state.len()).filter(|k| k >> wire & 1 == 0 && on(*k)) {
            let (a, b) = (self.state[k], self.state[k | 1 << wire]);
            self.state[k] = plus(times(m[0], a), times(m[1], b));
            self.state[k | 1 << wire] = plus(times(m[2], a), times(m[3], b));
        }
    }

    /// The Fourier transform of wires, the top one the least significant.
    fn fourier(&mut self, wire: usize, size: usize, sign: f64) {
        let (n, mask) = (1usize << size, ((1usize << size) - 1) << wire);
        for k in (0..self.state.len()).filter(|k| k & mask == 0).collect::<Vec<_>>() {
            let old: Vec<Z> = (0..n).map(|j| self.state[k | j << wire]).collect();
            for j in 0..n {
                let of =
                    |(l, z): (usize, &Z)| times(*z, turn(sign * 2.0 * PI * (j * l % n) as f64 / n as f64));
                let sum = old.iter().enumerate().map(of).fold((0.0, 0.0), plus);
                self.state[k | j << wire] = (sum.0 / (n as f64).sqrt(), sum.1 / (n as f64).sqrt());
            }
        }
    }

    fn column(&mut self, cells: &[Json], at: usize) {
        let ids: Vec<(usize, &str)> = cells
            .iter()
            .enumerate()
            .filter_map(|(w, c)| Some((w + at, c.text().or_else(|| c.get("id")?.text())?)))
            .collect();
        let wires = |id: &str| ids.iter().filter(|c| c.1 == id).map(|c| c.0).collect::<Vec<_>>();
        let (ones, zeros, minus) = (wires("•"), wires("◦"), wires("⊖"));
        // A control on |−⟩ is one on |1⟩ between H.
        let h = matrix("H").expect("H");
        minus.iter().for_each(|w| self.apply(*w, h, &|_| true));
        let on = move |k: usize| {
            ones.iter().all(|w| k >> w & 1 == 1)
                && zeros.iter().all(|w| k >> w & 1 == 0)
                && minus.iter().all(|w| k >> w & 1 == 1)
        };
        if let [a, b] = wires("Swap")[..] {
            for k in (0..self.state.len()).filter(|k| k >> a & 1 == 1 && k >> b & 1 == 0 && on(*k)) {
                self.state.swap(k, k ^ (1 << a | 1 << b));
            }
        }
        for (wire, id) in &ids {
            self.cell(*wire, id, &cells[wire - at], &on);
        }
        wires("⊖").iter().for_each(|w| self.apply(*w, h, &|_| true));
    }

    fn cell(&mut self, wire: usize, id: &str, cell: &Json, on: &dyn Fn(usize) -> bool) {
        if let Some(m) = matrix(id) {
            return self.apply(wire, m, on);
        }
        if let Some(gate) = self.gates.get(id).cloned() {
            for column in gate.get("circuit").and_then(|c| c.get("cols")).map_or(&[][..], Json::entries) {
                self.column(column.entries(), wire);
            }
            // All matrices of these links are identities.
            let matrix = gate.get("matrix").and_then(Json::text).unwrap_or("{{1,0},{0,1}}");
            assert!(matrix == "{{1,0},{0,1}}" || matrix == "{{1,0,0,0},{0,1,0,0},{0,0,1,0},{0,0,0,1}}");
            return;
        }
        match id {
            "QFT7" => self.fourier(wire, 7, 1.0),
            "QFT†10" => self.fourier(wire, 10, -1.0),
            "|0⟩⟨0|" => {
                let gone = |(k, z): (usize, &mut Z)| {
                    if k >> wire & 1 == 1 {
                        *z = (0.0, 0.0)
                    }
                };
                self.state.iter_mut().enumerate().for_each(gone);
            }
            "setR" | "setB" => {
                let number = cell.get("arg").and_then(Json::number).expect("a number") as usize;
                self.numbers.insert(id.chars().last().expect("a letter"), number);
            }
            "*BToAmodR6" => self.multiply(wire),
            // At time 0 these do nothing; displays and measurements change no probability.
            "e^-iYt" | "X^t" | "…" | "Measure" | "Swap" | "•" | "◦" | "⊖" | "inputA10" => {}
            _ => assert!(
                ["Chance", "Counting", "Bloch", "Amps"].iter().any(|name| id.starts_with(name)),
                "{id} has no meaning here"
            ),
        }
    }

    /// Multiplies six wires by B to the power of the ten wires at the top, modulo R.
    fn multiply(&mut self, wire: usize) {
        let (base, modulus) = (self.numbers[&'B'], self.numbers[&'R']);
        let old = self.state.clone();
        for (k, z) in old.into_iter().enumerate() {
            let (mut x, exponent) = (k >> wire & 63, k & 1023);
            if x < modulus {
                (0..exponent).for_each(|_| x = x * base % modulus);
            }
            self.state[k & !(63 << wire) | x << wire] = z;
        }
    }

    fn probabilities(&self) -> Vec<f64> {
        let all: Vec<f64> = self.state.iter().map(|z| z.0 * z.0 + z.1 * z.1).collect();
        let sum: f64 = all.iter().sum();
        all.iter().map(|p| p / sum).collect()
    }
}

fn slow(json: &Json, wires: usize) -> Vec<f64> {
    let mut state = vec![(0.0, 0.0); 1 << wires];
    state[0] = (1.0, 0.0);
    let gates = json.get("gates").map_or(&[][..], Json::entries);
    let gates =
        gates.iter().map(|g| (g.get("id").and_then(Json::text).expect("an id").to_string(), g.clone()));
    let mut slow = Slow { state, numbers: BTreeMap::new(), gates: gates.collect() };
    for column in json.get("cols").expect("columns").entries() {
        slow.column(column.entries(), 0);
    }
    slow.probabilities()
}

/// Ours, with all that is measured measured at the end, and qubit 0 as bit 0.
fn ours(circuit: &Circuit) -> Vec<f64> {
    let ops: Vec<Op> = circuit.ops().iter().filter(|op| op.gate.name != "MEASURE").cloned().collect();
    let open = Circuit::of(circuit.qubits(), ops).expect("valid");
    let process = Process::of(&open, &Noise::none()).expect("it can run");
    let p = process.probabilities(&vec![0.0; circuit.weights()], &[]).expect("it runs");
    let turned = |k: usize| k.reverse_bits() >> (usize::BITS as usize - circuit.qubits());
    (0..p.len()).map(|k| p[turned(k)]).collect()
}

#[test]
fn quirks_ten_examples_are_read_from_their_links_and_end_as_in_quirk() {
    let all = include_str!("oracle/quirk_examples.txt");
    let mut count = 0;
    for (name, text) in all.lines().filter_map(|l| l.split_once('\t')) {
        let link = format!("https://algassert.com/quirk#circuit={text}");
        let named = quirk::read(&link).unwrap_or_else(|e| panic!("{name}: {e}"));
        let (json, wrong) = Json::read(text);
        assert_eq!(wrong, None, "{name}");
        let (mine, theirs) = (ours(&named.circuit), slow(&json, named.circuit.qubits()));
        let far = mine.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(far < 1e-9, "{name}: {far:.1e}");
        let again: Circuit = named.circuit.to_string().parse().expect("our own text");
        assert_eq!(again, named.circuit, "{name}");
        assert_eq!(named.circuit.to_string().contains("MEASURE"), text.contains("\"Measure\""), "{name}");
        count += 1;
    }
    assert_eq!(count, 10);
}

#[test]
fn the_examples_show_what_they_are_known_for() {
    let all = include_str!("oracle/quirk_examples.txt");
    let p = |name: &str| {
        let (_, text) = all.lines().filter_map(|l| l.split_once('\t')).find(|l| l.0 == name).expect(name);
        ours(&quirk::read(text).expect(name).circuit)
    };
    let sum =
        |p: &[f64], on: &dyn Fn(usize) -> bool| (0..p.len()).filter(|k| on(*k)).map(|k| p[k]).sum::<f64>();
    // Grover: four rounds on 32 states.
    let grover = (9.0 * (1.0 / 32f64.sqrt()).asin()).sin().powi(2);
    assert!((sum(&p("grover"), &|k| k & 31 == 0b11011) - grover).abs() < 1e-9);
    // CHSH: won as often as quantum mechanics lets it be.
    let won = sum(&p("CHSH test"), &|k| k >> 2 & 1 == 1);
    assert!((won - (PI / 8.0).cos().powi(2)).abs() < 1e-9, "{won}");
    // Shor: 26 has period 5 modulo 55; of 1024 exponents four classes have 205 and one 204.
    let shor = p("Shor period finding");
    let at_zero = (4.0 * 205.0 * 205.0 + 204.0 * 204.0) / (1024.0 * 1024.0);
    assert!((sum(&shor, &|k| k & 1023 == 0) - at_zero).abs() < 1e-9);
    let near = |k: usize| (1..5).any(|j| ((k & 1023) as f64 - 204.8 * f64::from(j)).abs() < 0.5);
    assert!(sum(&shor, &near) > 0.55, "the peaks stand at fifths");
}
