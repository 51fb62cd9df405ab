//! The table of Sim, Johnson, Aspuru-Guzik 2019 for four qubits, as papers.md section j computed it, and the
//! barren plateau of McClean et al. 2018.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{Circuit, Observable};
use common::{Random, far};
use engine::analysis::{
    entangling_capability, expressibility, gradient_moments, haar_fidelities, meyer_wallach,
};
use engine::{Fan, Rows, State};

/// Writes a circuit's text; every angle is a parameter of its own.
struct Ansatz {
    text: String,
    angles: usize,
}

const CHAIN: &[(usize, usize)] = &[(3, 2), (2, 1), (1, 0)];
const PAIRS: &[(usize, usize)] = &[(1, 0), (3, 2)];
const MIDDLE: &[(usize, usize)] = &[(2, 1)];
const RING: &[(usize, usize)] = &[(3, 0), (2, 3), (1, 2), (0, 1)];
const OTHER_RING: &[(usize, usize)] = &[(3, 2), (0, 3), (1, 0), (2, 1)];
const CLOSED: &[(usize, usize)] = &[(3, 2), (2, 1), (1, 0), (3, 0)];

impl Ansatz {
    fn angle(&mut self) -> usize {
        self.angles += 1;
        self.angles
    }
    /// Rotations, one axis after the other, on these qubits.
    fn turns_on(&mut self, axes: &str, qubits: &[usize]) {
        for axis in axes.chars() {
            for q in qubits {
                let angle = self.angle();
                self.text += &format!("R{axis}(theta{angle}) {q};");
            }
        }
    }
    fn turns(&mut self, axes: &str) {
        self.turns_on(axes, &[0, 1, 2, 3]);
    }
    /// CX, CZ (gate X, Z) or controlled rotations (gate RX, RZ).
    fn controlled(&mut self, gate: &str, pairs: &[(usize, usize)]) {
        for (c, t) in pairs {
            let text = match gate {
                "X" | "Z" => format!("C{gate} {c} {t};"),
                _ => format!("C{gate}(theta{}) {c} {t};", self.angle()),
            };
            self.text += &text;
        }
    }
    fn layer(&mut self, number: usize) {
        let all: Vec<(usize, usize)> =
            (0..4).rev().flat_map(|c| (0..4).rev().filter(move |t| *t != c).map(move |t| (c, t))).collect();
        let axis = |odd: &'static str, even: &'static str| if number % 2 == 1 { odd } else { even };
        match number {
            1 => self.turns("XZ"),
            2 => (self.turns("XZ"), self.controlled("X", CHAIN)).1,
            3 | 4 => (self.turns("XZ"), self.controlled(axis("RZ", "RX"), CHAIN)).1,
            5 | 6 => {
                self.turns("XZ");
                self.controlled(axis("RZ", "RX"), &all);
                self.turns("XZ");
            }
            7 | 8 => {
                self.turns("XZ");
                self.controlled(axis("RZ", "RX"), PAIRS);
                self.turns("XZ");
                self.controlled(axis("RZ", "RX"), MIDDLE);
            }
            9 => {
                self.text += "H 0; H 1; H 2; H 3;";
                self.controlled("Z", CHAIN);
                self.turns("X");
            }
            10 => {
                self.turns("Y");
                self.controlled("Z", CLOSED);
                self.turns("Y");
            }
            11 | 12 => {
                self.turns("YZ");
                self.controlled(axis("X", "Z"), PAIRS);
                self.turns_on("YZ", &[1, 2]);
                self.controlled(axis("X", "Z"), MIDDLE);
            }
            13..=15 => {
                let gate = ["RZ", "RX", "X"][number - 13];
                self.turns("Y");
                self.controlled(gate, RING);
                self.turns("Y");
                self.controlled(gate, OTHER_RING);
            }
            16 | 17 => {
                self.turns("XZ");
                self.controlled(["RZ", "RX"][number - 16], PAIRS);
                self.controlled(["RZ", "RX"][number - 16], MIDDLE);
            }
            _ => (self.turns("XZ"), self.controlled(["RZ", "RX"][number - 18], RING)).1,
        }
    }
}

fn sim(number: usize, layers: usize) -> Circuit {
    let mut ansatz = Ansatz { text: "qubits 4;".into(), angles: 0 };
    (0..layers).for_each(|_| ansatz.layer(number));
    ansatz.text.trim_end_matches(';').parse().unwrap()
}

/// papers.md section j, columns [C]: Expr, Ent.
const TABLE: [(f64, f64); 19] = [
    (0.2999, 0.000),
    (0.2777, 0.625),
    (0.2516, 0.171),
    (0.1350, 0.310),
    (0.0651, 0.289),
    (0.0048, 0.685),
    (0.0974, 0.212),
    (0.0651, 0.290),
    (0.6743, 1.000),
    (0.2411, 0.372),
    (0.1468, 0.537),
    (0.1829, 0.400),
    (0.0696, 0.408),
    (0.0142, 0.546),
    (0.1776, 0.713),
    (0.2784, 0.171),
    (0.1360, 0.295),
    (0.2397, 0.216),
    (0.0680, 0.384),
];

/// The table's Expr are single runs of 5000 pairs, which spread by 5 to 12 % (measured here by runs of our own;
/// the script that made the table spreads alike when its seed is changed). So ours must agree within three of
/// those spreads, and the spread must be small.
#[test]
fn the_nineteen_circuits_have_the_expressibility_and_entanglement_of_the_table() {
    const RUNS: usize = 6;
    for (i, (expr, ent)) in TABLE.into_iter().enumerate() {
        let circuit = sim(i + 1, 1);
        let mut r = Random(100 + i as u32);
        let mut run = || {
            let found = expressibility(&circuit, &[], (5000, 75), &mut || r.uniform()).unwrap();
            assert!((found.shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            found.divergence
        };
        let runs: Vec<f64> = (0..RUNS).map(|_| run()).collect();
        let mean = runs.iter().sum::<f64>() / RUNS as f64;
        let squares: f64 = runs.iter().map(|x| (x - mean) * (x - mean)).sum();
        let spread = (squares / (RUNS - 1) as f64).sqrt();
        let q = entangling_capability(&circuit, &[], 10_000, &mut || r.uniform()).unwrap();
        println!(
            "{:2} Expr {mean:.4} ± {spread:.4} ({expr:.4}) Ent {:.4} ± {:.4} ({ent:.3})",
            i + 1,
            q.value,
            q.error
        );
        assert!((mean - expr).abs() < 3.0 * spread, "{}: {mean} ± {spread}", i + 1);
        assert!(spread < 0.13 * expr + 0.001, "{}: {mean} ± {spread}", i + 1);
        assert!((q.value - ent).abs() < 0.01, "{}: {q:?}", i + 1);
    }
}

#[test]
fn circuits_whose_entanglement_is_known_exactly_have_it() {
    // papers.md section j, "Analytic checks".
    for (number, exact, within) in [(2, 0.621, 0.006), (3, 0.172, 0.0025), (18, 0.21875, 0.003)] {
        let mut r = Random(number);
        let q = entangling_capability(&sim(number as usize, 1), &[], 40_000, &mut || r.uniform()).unwrap();
        assert!((q.value - exact).abs() < within, "{number}: {q:?}");
    }
    let ghz: Circuit = "H 0; X 0:1; X 0:2; X 0:3".parse().unwrap();
    let state = State::run(&ghz, &[], &Rows::of(0, 1)).unwrap();
    assert!((meyer_wallach(&state, 0) - 1.0).abs() < 1e-14);
    let mut r = Random(1);
    assert!(entangling_capability(&sim(1, 1), &[], 100, &mut || r.uniform()).unwrap().value.abs() < 1e-14);
}

/// The replication's values average over basis states at the start, so they are near, not equal.
#[test]
fn more_layers_entangle_as_the_replication_says() {
    for (number, layers, ent) in [
        (2, 2, 0.700),
        (2, 3, 0.798),
        (6, 2, 0.804),
        (6, 3, 0.825),
        (9, 2, 1.0),
        (14, 2, 0.744),
        (14, 3, 0.789),
        (15, 2, 0.762),
        (15, 3, 0.775),
    ] {
        let mut r = Random(17);
        let q = entangling_capability(&sim(number, layers), &[], 4000, &mut || r.uniform()).unwrap();
        println!("{number} L={layers} Ent {:.4} ({ent})", q.value);
        assert!((q.value - ent).abs() < 0.03, "{number}, {layers}: {q:?}");
    }
}

#[test]
fn an_idle_qubit_and_a_uniform_one_have_known_expressibilities() {
    let mut r = Random(2);
    // All fidelities 1: ln(1/P(last bin)) = (N − 1) ln 75.
    let idle: Circuit = "RZ(theta1) 0; RZ(theta2) 1".parse().unwrap();
    let found = expressibility(&idle, &[], (50, 75), &mut || r.uniform()).unwrap();
    assert!((found.divergence - 3.0 * libm::log(75.0)).abs() < 1e-9, "{}", found.divergence);
    // cos θ uniform and any phase: Haar on one qubit.
    let haar: Circuit = "RY(arccos(1 - theta1/pi)) 0; RZ(theta2) 0".parse().unwrap();
    let found = expressibility(&haar, &[], (20_000, 75), &mut || r.uniform()).unwrap();
    assert!(found.divergence < 0.004, "{}", found.divergence);
    for qubits in [1, 4, 12] {
        assert!((haar_fidelities(qubits, 75).iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
    let cubes = [61.0, 37.0, 19.0, 7.0, 1.0].map(|x: f64| x / 125.0);
    assert!(far(&haar_fidelities(2, 5), &cubes) < 1e-15);
    assert!(far(&haar_fidelities(1, 5), &[0.2; 5]) < 1e-15);
}

/// McClean et al.: RY(π/4) everywhere, then layers of rotations about random axes and a ladder of CZ; the
/// variance of the derivative of ⟨Z0 Z1⟩ by the first angle.
fn plateau(qubits: usize, layers: usize, samples: usize, r: &mut Random) -> f64 {
    let slope = |r: &mut Random| {
        let mut text: String = (0..qubits).map(|q| format!("RY(pi/4) {q};")).collect();
        for l in 0..layers {
            for q in 0..qubits {
                let axis = ["X", "Y", "Z"][r.below(3)];
                let angle = std::f64::consts::TAU * r.uniform();
                let angle = if l + q == 0 { "theta1".to_string() } else { format!("{angle}") };
                text += &format!("R{axis}({angle}) {q};");
            }
            (1..qubits).for_each(|q| text += &format!("CZ {} {q};", q - 1));
        }
        let circuit: Circuit = text.trim_end_matches(';').parse().unwrap();
        let fan = Fan::of(circuit, vec![Observable::parse("Z0 Z1").unwrap()]).unwrap();
        gradient_moments(&fan, &[], 1, &mut || r.uniform()).unwrap()[0].mean
    };
    let slopes: Vec<f64> = (0..samples).map(|_| slope(r)).collect();
    let mean = slopes.iter().sum::<f64>() / samples as f64;
    slopes.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>() / samples as f64
}

#[test]
fn gradients_vanish_exponentially_with_qubits_as_mcclean_et_al_found() {
    let mut r = Random(4);
    let table = [(2, 9.5e-2), (4, 2.17e-2), (6, 5.5e-3)];
    let mut found = Vec::new();
    for (qubits, known) in table {
        let variance = plateau(qubits, 50, 500, &mut r);
        println!("n={qubits} variance {variance:.3e} ({known:.2e})");
        assert!((variance / known - 1.0).abs() < 0.3, "{qubits}: {variance}");
        found.push(variance);
    }
    // Halved by every qubit (papers.md: divided by 2.04).
    let ratio = libm::pow(found[0] / found[2], 0.25);
    println!("divided by {ratio:.3} per qubit");
    assert!((ratio - 2.04).abs() < 0.2, "{ratio}");
}

#[test]
fn gradients_vanish_with_depth() {
    let mut r = Random(6);
    for (layers, known) in [(1, 0.111), (2, 0.097), (5, 0.065), (10, 0.051)] {
        let variance = plateau(6, layers, 500, &mut r);
        println!("L={layers} variance {variance:.3e} ({known:.2e})");
        assert!((variance / known - 1.0).abs() < 0.3, "{layers}: {variance}");
    }
}

/// ⟨Z⟩ = cos θ1 cos θ2 has ∂1 with mean 0 and variance 1/4.
#[test]
fn moments_of_a_known_gradient() {
    let circuit: Circuit = "RY(theta1) 0; RX(theta2) 0".parse().unwrap();
    let fan = Fan::of(circuit, vec![Observable::z(0)]).unwrap();
    let mut r = Random(12);
    for moments in gradient_moments(&fan, &[], 20_000, &mut || r.uniform()).unwrap() {
        assert!(moments.mean.abs() < 0.015 && (moments.variance - 0.25).abs() < 0.01, "{moments:?}");
    }
}
