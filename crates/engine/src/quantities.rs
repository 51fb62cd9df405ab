//! Numbers that tell what a state is like: distances, entropies, entanglement.
//!
//! Conventions: entropies and mutual information are in bits (logarithms to base 2); fidelity is Uhlmann's
//! (tr √(√ρ σ √ρ))², not its root; trace distance is ½ tr |ρ − σ|, from 0 to 1; negativity is the sum of |λ|
//! over negative eigenvalues of the partial transpose, ½ for a Bell pair; Rényi entropies of order α ≥ 0 are
//! log₂ tr ρ^α / (1 − α). Eigenvalues below 10⁻¹⁴ count as 0. Nielsen and Chuang, chapters 9 and 11; Wootters,
//! PRL 80, 2245 (1998); Vidal and Werner, PRA 65, 032314 (2002). Not here: probabilities and expectation values
//! (`Process`, `Density`).

mod eigen;
mod square;

pub use eigen::eigenvalues;

use crate::density::Density;
use crate::process::Ket;
use circuit::Matrix;
use eigen::eigenvalues_of;
use square::{Factor, Square};

/// Eigenvalues of a density matrix smaller than this are rounding.
const NOTHING: f64 = 1e-14;

/// |⟨φ|ψ⟩|² of pure states.
pub fn fidelity_of_kets(a: &Ket, b: &Ket) -> f64 {
    a.overlap(b).norm_sqr()
}

/// ⟨ψ|ρ|ψ⟩: the fidelity of a density matrix with a pure state.
pub fn fidelity_with_ket(rho: &Density, ket: &Ket) -> f64 {
    rho.overlap(&Density::pure(&ket.amplitudes()))
}

/// The fidelity (tr √(√ρ σ √ρ))² of two density matrices, from 0 to 1.
pub fn fidelity(rho: &Density, sigma: &Density) -> f64 {
    let between = factor(&rho.matrix()).between(&sigma.matrix());
    let sum: f64 = eigenvalues_of(between).into_iter().filter(|x| *x > NOTHING).map(f64::sqrt).sum();
    (sum * sum).min(1.0)
}

/// The trace distance ½ tr |ρ − σ|, from 0 to 1.
pub fn trace_distance(rho: &Density, sigma: &Density) -> f64 {
    eigenvalues(&rho.minus(sigma).matrix()).iter().map(|x| x.abs()).sum::<f64>() / 2.0
}

/// tr ρ²: 1 of a pure state, 1/2ⁿ of the maximally mixed one.
pub fn purity(rho: &Density) -> f64 {
    rho.overlap(rho)
}

/// The von Neumann entropy −tr ρ log₂ ρ in bits, from 0 to n.
pub fn von_neumann(rho: &Density) -> f64 {
    positive(&rho.matrix()).map(|p| -p * libm::log2(p)).sum::<f64>().max(0.0)
}

/// The Rényi entropy of an order from 0 to infinity in bits: log₂ of the rank for 0, von Neumann's for 1, −log₂ of
/// the largest eigenvalue for infinity.
pub fn renyi(rho: &Density, order: f64) -> f64 {
    let values: Vec<f64> = positive(&rho.matrix()).collect();
    let entropy = if order == 1.0 {
        values.iter().map(|p| -p * libm::log2(*p)).sum()
    } else if order.is_infinite() {
        -libm::log2(values.iter().copied().fold(0.0, f64::max))
    } else {
        libm::log2(values.iter().map(|p| libm::pow(*p, order)).sum()) / (1.0 - order)
    };
    f64::max(entropy, 0.0)
}

/// The Schmidt coefficients of a pure state between some qubits and all others: positive, descending, their squares
/// add up to 1. As many as the smaller part has basis states.
pub fn schmidt(ket: &Ket, qubits: &[usize]) -> Vec<f64> {
    let others: Vec<usize> = (0..ket.qubits()).filter(|q| !qubits.contains(q)).collect();
    let smaller = if others.len() < qubits.len() { &others } else { qubits };
    let squares = eigenvalues(&ket.reduced(smaller));
    squares.iter().rev().map(|x| if *x < NOTHING { 0.0 } else { x.sqrt() }).collect()
}

/// The entanglement entropy of a pure state between some qubits and all others, in bits.
pub fn entanglement_entropy(ket: &Ket, qubits: &[usize]) -> f64 {
    let squares = schmidt(ket, qubits).into_iter().map(|s| s * s).filter(|p| *p > 0.0);
    squares.map(|p| -p * libm::log2(p)).sum::<f64>().max(0.0)
}

/// The concurrence of two qubits (Wootters), from 0 to 1; none for other numbers of qubits.
pub fn concurrence(rho: &Density) -> Option<f64> {
    if rho.qubits() != 2 {
        return None;
    }
    // λ are the singular values of Lᵀ (Y⊗Y) L where ρ = L L†.
    let root = factor(&rho.matrix()).lower();
    let flipped = Matrix {
        size: 4,
        data: (0..16).map(|k| root.at(3 - k / 4, k % 4).scale([-1.0, 1.0, 1.0, -1.0][k / 4])).collect(),
    };
    let transposed = Matrix { size: 4, data: (0..16).map(|k| root.at(k % 4, k / 4)).collect() };
    let tangle = transposed.times(&flipped);
    let mut values: Vec<f64> = eigenvalues(&tangle.dagger().times(&tangle));
    values.iter_mut().for_each(|x| *x = if *x < NOTHING * NOTHING { 0.0 } else { x.sqrt() });
    Some((values[3] - values[2] - values[1] - values[0]).clamp(0.0, 1.0))
}

/// The negativity between some qubits and all others: Σ |λ| over negative eigenvalues of the partial transpose.
pub fn negativity(rho: &Density, qubits: &[usize]) -> f64 {
    eigenvalues(&rho.transposed(qubits).matrix()).iter().filter(|x| **x < -NOTHING).map(|x| -x).sum()
}

/// The mutual information S(A) + S(B) − S(AB) of two sets of qubits in bits, from 0 to twice the smaller set.
pub fn mutual_information(rho: &Density, a: &[usize], b: &[usize]) -> f64 {
    let both: Vec<usize> = a.iter().chain(b).copied().collect();
    let entropy = |qubits: &[usize]| von_neumann(&rho.reduced(qubits));
    (entropy(a) + entropy(b) - entropy(&both)).max(0.0)
}

/// The density matrix of some qubits of a pure state, in the order given.
pub fn reduced(ket: &Ket, qubits: &[usize]) -> Density {
    Density::of_matrix(&ket.reduced(qubits))
}

/// Eigenvalues that are more than rounding.
fn positive(matrix: &Matrix) -> impl Iterator<Item = f64> {
    eigenvalues(matrix).into_iter().filter(|x| *x > NOTHING)
}

/// L with ρ = L L†; where ρ has no full rank, columns of rounding are left out.
fn factor(matrix: &Matrix) -> Factor {
    Square::upper(matrix.size, |i, j| matrix.at(i, j)).factor(NOTHING)
}
