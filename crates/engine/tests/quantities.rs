//! Quantities of states against values known by hand, and laws that hold for all states.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/slow.rs"]
mod slow;

use circuit::{C64, Circuit, Matrix};
use common::Random;
use engine::quantities::*;
use engine::{Density, Ket, Noise, Process};
use proptest::prelude::*;

fn ket(text: &str) -> Ket {
    let circuit: Circuit = text.parse().unwrap();
    Process::of(&circuit, &Noise::none()).unwrap().shot(&[], &[], &mut || 0.5).unwrap().state
}

fn pure(text: &str) -> Density {
    Density::pure(&ket(text).amplitudes())
}

fn mix(a: &Density, b: &Density, p: f64) -> Density {
    let (mut x, y) = (a.matrix(), b.matrix());
    x.data.iter_mut().zip(&y.data).for_each(|(x, y)| *x = x.scale(1.0 - p) + y.scale(p));
    Density::of_matrix(&x)
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-10, "{a} is not {b}");
}

#[test]
fn a_bell_pair_is_maximally_entangled() {
    let (bell, state) = (pure("H 0; X 0:1"), ket("H 0; X 0:1"));
    close(concurrence(&bell).unwrap(), 1.0);
    close(negativity(&bell, &[0]), 0.5);
    close(mutual_information(&bell, &[0], &[1]), 2.0);
    close(von_neumann(&bell), 0.0);
    close(von_neumann(&bell.reduced(&[1])), 1.0);
    close(entanglement_entropy(&state, &[0]), 1.0);
    close(purity(&bell), 1.0);
    let half = std::f64::consts::FRAC_1_SQRT_2;
    schmidt(&state, &[1]).into_iter().for_each(|s| close(s, half));
    assert_eq!(concurrence(&pure("H 0")), None);
}

/// ρ_v = v |Ψ⟩⟨Ψ| + (1 − v)/4: concurrence max(0, (3v − 1)/2), negativity half of it, fidelity (1 + 3v)/4,
/// and |CHSH| = 2√2 v (papers.md sections l and m).
#[test]
fn werner_states_have_the_known_values() {
    let bell = pure("H 0; X 0:1");
    for v in [0.0, 0.2, 1.0 / 3.0, 0.5, 0.9, 1.0] {
        let rho = mix(&bell, &Density::mixed(2), 1.0 - v);
        let expected = f64::max(0.0, (3.0 * v - 1.0) / 2.0);
        close(concurrence(&rho).unwrap(), expected);
        close(negativity(&rho, &[0]), expected / 2.0);
        close(fidelity(&rho, &bell), (1.0 + 3.0 * v) / 4.0);
        close(fidelity_with_ket(&rho, &ket("H 0; X 0:1")), (1.0 + 3.0 * v) / 4.0);
        close(trace_distance(&rho, &bell), 0.75 * (1.0 - v));
        close(purity(&rho), (1.0 + 3.0 * v * v) / 4.0);
        let term = |x: f64| if x > 0.0 { -x * libm::log2(x) } else { 0.0 };
        let entropy = term((1.0 + 3.0 * v) / 4.0) + 3.0 * term((1.0 - v) / 4.0);
        close(von_neumann(&rho), entropy);
        let chsh = circuit::Observable::parse("X0 X1 + Z0 Z1").unwrap();
        close(std::f64::consts::SQRT_2 * rho.expect(&chsh), 2.0 * std::f64::consts::SQRT_2 * v);
    }
}

#[test]
fn renyi_entropies_are_those_of_the_eigenvalues() {
    // diag(.9, .1)
    let rho = mix(&pure("X 0; X 0"), &pure("X 0"), 0.1);
    close(renyi(&rho, 0.0), 1.0);
    close(renyi(&rho, 1.0), von_neumann(&rho));
    close(von_neumann(&rho), 0.468_995_593_589_281_17);
    close(renyi(&rho, 2.0), -libm::log2(0.82));
    close(renyi(&rho, 0.5), 2.0 * libm::log2(0.9f64.sqrt() + 0.1f64.sqrt()));
    close(renyi(&rho, f64::INFINITY), -libm::log2(0.9));
    let near = (renyi(&rho, 1.0 + 1e-6) - von_neumann(&rho)).abs();
    assert!(near < 1e-5, "order 1 is the limit: {near}");
}

#[test]
fn fidelity_and_distance_of_commuting_states_are_those_of_distributions() {
    let diagonal = |p: &[f64]| {
        Density::of_matrix(&Matrix::diagonal(&p.iter().map(|x| C64::new(*x, 0.0)).collect::<Vec<_>>()))
    };
    let (p, q) = ([0.5f64, 0.3, 0.2, 0.0], [0.1, 0.2, 0.3, 0.4]);
    let bhattacharyya: f64 = p.iter().zip(q).map(|(a, b)| (a * b).sqrt()).sum();
    close(fidelity(&diagonal(&p), &diagonal(&q)), bhattacharyya * bhattacharyya);
    close(trace_distance(&diagonal(&p), &diagonal(&q)), 0.5);
}

/// A random density matrix with known eigenvalues: a diagonal one turned by a random circuit.
fn turned(r: &mut Random, n: usize) -> (Vec<f64>, Matrix) {
    let mut values: Vec<f64> = (0..1 << n).map(|_| r.uniform()).collect();
    let total: f64 = values.iter().sum();
    values.iter_mut().for_each(|v| *v /= total);
    let matrix = turned_by(&columns(r, n), &values);
    values.sort_by(f64::total_cmp);
    (values, matrix)
}

/// What a random circuit makes of every basis state.
fn columns(r: &mut Random, n: usize) -> Vec<Vec<C64>> {
    let (gates, weights, inputs) = (r.circuit(n, 20), r.numbers(4), r.numbers(2));
    let column = |k: usize| {
        let mut state = vec![C64::ZERO; 1 << n];
        state[k] = C64::ONE;
        for op in gates.primitive().ops() {
            state = common::apply(&state, n, op, &common::matrix(op, &weights, &inputs));
        }
        state
    };
    (0..1 << n).map(column).collect()
}

/// The matrix with these eigenvectors and eigenvalues.
fn turned_by(columns: &[Vec<C64>], values: &[f64]) -> Matrix {
    let size = columns.len();
    let entry = |k: usize| {
        let term = |j: usize| (columns[j][k / size] * columns[j][k % size].conj()).scale(values[j]);
        (0..size).map(term).fold(C64::ZERO, |s, z| s + z)
    };
    Matrix { size, data: (0..size * size).map(entry).collect() }
}

/// Shares that add up to 1, some of them 0.
fn shares(r: &mut Random, count: usize, zeros: usize) -> Vec<f64> {
    let mut all: Vec<f64> = (0..count).map(|_| r.uniform()).collect();
    (0..zeros).for_each(|_| all[r.below(count)] = 0.0);
    let total: f64 = all.iter().sum();
    all.into_iter().map(|share| share / total).collect()
}

#[test]
fn the_fidelity_of_large_states_is_right_whatever_their_rank() {
    let mut r = Random(8);
    for (n, zeros) in [(3, 0), (5, 20), (7, 0), (7, 100), (7, 400)] {
        let (columns, size) = (columns(&mut r, n), 1 << n);
        let (p, q) = (shares(&mut r, size, zeros), shares(&mut r, size, zeros / 2));
        let [rho, sigma] = [&p, &q].map(|shares| Density::of_matrix(&turned_by(&columns, shares)));
        let overlap: f64 = p.iter().zip(&q).map(|(a, b)| (a * b).sqrt()).sum();
        let apart: f64 = p.iter().zip(&q).map(|(a, b)| (a - b).abs()).sum();
        // An eigenvalue that is 0 but for rounding counts with its root.
        assert!((fidelity(&rho, &sigma) - overlap * overlap).abs() < 1e-6, "{n} qubits, {zeros} zeros");
        close(trace_distance(&rho, &sigma), apart / 2.0);
        // States that do not commute: a pure one is read off, and both ways round agree.
        let ket = ket(&(0..n).map(|q| format!("RY({}) {q};", 0.4 + 0.3 * q as f64)).collect::<String>());
        let pure = Density::pure(&ket.amplitudes());
        close(fidelity(&pure, &rho), fidelity_with_ket(&rho, &ket));
        close(fidelity(&rho, &pure), fidelity_with_ket(&rho, &ket));
        let other = mix(&pure, &Density::of_matrix(&turned(&mut r, n).1), 0.3);
        assert!((fidelity(&rho, &other) - fidelity(&other, &rho)).abs() < 1e-6);
    }
}

#[test]
fn eigenvalues_of_matrices_of_every_size_are_known_ones() {
    let mut r = Random(3);
    for size in (1..20).chain([63, 64, 65, 130]) {
        let values: Vec<f64> = r.numbers(size);
        let mut matrix = Matrix::diagonal(&values.iter().map(|v| C64::new(*v, 0.0)).collect::<Vec<_>>());
        for _ in 0..3 {
            let v: Vec<C64> = (0..size).map(|_| C64::new(r.range(), r.range())).collect();
            let factor = 2.0 / v.iter().map(|z| z.norm_sqr()).sum::<f64>();
            let reflection = |k: usize| {
                let one = if k / size == k % size { C64::ONE } else { C64::ZERO };
                one - (v[k / size] * v[k % size].conj()).scale(factor)
            };
            let reflection = Matrix { size, data: (0..size * size).map(reflection).collect() };
            matrix = reflection.times(&matrix).times(&reflection);
        }
        let mut sorted = values;
        sorted.sort_by(f64::total_cmp);
        assert!(common::far(&eigenvalues(&matrix), &sorted) < 1e-12, "{size} rows");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn eigenvalues_are_those_that_a_matrix_was_made_from(seed in any::<u32>(), n in 1usize..6) {
        let (values, matrix) = turned(&mut Random(seed), n);
        prop_assert!(common::far(&eigenvalues(&matrix), &values) < 1e-13);
        prop_assert!(Density::of_matrix(&matrix).matrix().distance(&matrix) < 1e-14);
    }

    #[test]
    fn distances_are_bounded_by_one_another(seed in any::<u32>(), n in 1usize..4) {
        let mut r = Random(seed);
        let [rho, sigma] = [0; 2].map(|_| Density::of_matrix(&turned(&mut r, n).1));
        let (f, d) = (fidelity(&rho, &sigma), trace_distance(&rho, &sigma));
        // Fuchs and van de Graaf.
        prop_assert!(1.0 - f.sqrt() <= d + 1e-9 && d <= (1.0 - f).max(0.0).sqrt() + 1e-9, "{f} {d}");
        prop_assert!((f - fidelity(&sigma, &rho)).abs() < 1e-9);
        prop_assert!((fidelity(&rho, &rho) - 1.0).abs() < 1e-9 && trace_distance(&rho, &rho) == 0.0);
        let entropy = von_neumann(&rho);
        prop_assert!(entropy >= 0.0 && entropy <= n as f64 + 1e-12);
        prop_assert!(renyi(&rho, 2.0) <= entropy + 1e-12 && entropy <= renyi(&rho, 0.5) + 1e-12);
    }

    #[test]
    fn parts_of_a_pure_state_agree(seed in any::<u32>(), n in 2usize..6) {
        let mut r = Random(seed);
        let (gates, weights, inputs) = (r.circuit(n, 25), r.numbers(4), r.numbers(2));
        let process = Process::of(&gates, &Noise::none()).unwrap();
        let ket = process.shot(&weights, &inputs, &mut || 0.5).unwrap().state;
        let cut = 1 + r.below(n - 1);
        let (left, right): (Vec<usize>, Vec<usize>) = ((0..cut).collect(), (cut..n).collect());
        let coefficients = schmidt(&ket, &left);
        prop_assert_eq!(coefficients.len(), 1 << cut.min(n - cut));
        prop_assert!((coefficients.iter().map(|s| s * s).sum::<f64>() - 1.0).abs() < 1e-12);
        let whole = process.density(&weights, &inputs).unwrap();
        let entropy = entanglement_entropy(&ket, &left);
        for part in [&left, &right] {
            prop_assert!((von_neumann(&whole.reduced(part)) - entropy).abs() < 1e-9);
            let far = reduced(&ket, part).matrix().distance(&whole.reduced(part).matrix());
            prop_assert!(far < 1e-12);
        }
        prop_assert!((mutual_information(&whole, &left, &right) - 2.0 * entropy).abs() < 1e-9);
        // Of a pure state: ((Σ s)² − 1)/2.
        let sum: f64 = coefficients.iter().sum();
        prop_assert!((negativity(&whole, &left) - (sum * sum - 1.0) / 2.0).abs() < 1e-6);
    }

    #[test]
    fn what_a_noisy_process_leaves_is_a_density_matrix(seed in any::<u32>(), n in 1usize..5) {
        let mut r = Random(seed);
        let circuit = slow::random_process(&mut r, n, 16, true);
        let rho = Process::of(&circuit, &Noise::none()).unwrap().density(&r.numbers(4), &r.numbers(2)).unwrap();
        let matrix = rho.matrix();
        prop_assert!((rho.trace() - 1.0).abs() < 1e-12);
        prop_assert!(matrix.distance(&matrix.dagger()) < 1e-13);
        prop_assert!(eigenvalues(&matrix)[0] > -1e-13);
        prop_assert!(purity(&rho) <= 1.0 + 1e-12 && purity(&rho) >= 1.0 / f64::from(1u32 << n) - 1e-12);
    }
}
