//! Density matrices: what a process leaves, read in any way. Not here: how it gets there (`density::program`).

pub(crate) mod pauli;
pub(crate) mod program;

use crate::process::ket::Ket;
use circuit::{C64, Matrix, Observable, PauliString};

/// The most qubits of which density matrices are computed: 4¹⁰ numbers are 8 MiB.
pub const MAX_DENSITY_QUBITS: usize = 10;

/// A density matrix ρ of n qubits, qubit 0 the most significant bit of rows and columns. Kept as its real
/// Pauli coordinates r_P = tr ρP, so it is Hermitian whatever happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Density {
    qubits: usize,
    coordinates: Vec<f64>,
}

impl Density {
    /// From Pauli coordinates: a digit a qubit, I, X, Y, Z = 0 to 3, qubit 0 the most significant.
    pub(crate) fn of_coordinates(qubits: usize, coordinates: Vec<f64>) -> Density {
        Density { qubits, coordinates }
    }
    /// |ψ⟩⟨ψ| of a state's amplitudes.
    pub fn pure(amplitudes: &[C64]) -> Density {
        let size = amplitudes.len();
        let data = (0..size * size).map(|k| amplitudes[k / size] * amplitudes[k % size].conj()).collect();
        Density::of_matrix(&Matrix { size, data })
    }
    /// From a matrix of 2ⁿ rows; what is not Hermitian in it is dropped.
    pub fn of_matrix(matrix: &Matrix) -> Density {
        assert!(matrix.size.is_power_of_two(), "a density matrix has 2^n rows");
        let n = matrix.size.trailing_zeros() as usize;
        let mut ket = Ket::of(&matrix.data);
        pauli::to_paulis(&mut ket, n);
        let (re, _) = ket.planes();
        Density { qubits: n, coordinates: (0..1usize << (2 * n)).map(|v| re[pauli::place(v, n)]).collect() }
    }
    /// 1/2ⁿ.
    pub fn mixed(qubits: usize) -> Density {
        let mut coordinates = vec![0.0; 1 << (2 * qubits)];
        coordinates[0] = 1.0;
        Density { qubits, coordinates }
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        self.qubits
    }
    /// The matrix, 2ⁿ × 2ⁿ, row by row.
    pub fn matrix(&self) -> Matrix {
        let n = self.qubits;
        let mut ket = Ket::zero(2 * n);
        let (re, _) = ket.planes();
        self.coordinates.iter().enumerate().for_each(|(v, x)| re[pauli::place(v, n)] = *x);
        pauli::to_elements(&mut ket, n);
        Matrix { size: 1 << n, data: ket.amplitudes() }
    }
    /// tr ρ: 1 up to rounding.
    pub fn trace(&self) -> f64 {
        self.coordinates[0]
    }
    /// The probability of every basis state.
    pub fn probabilities(&self) -> Vec<f64> {
        let n = self.qubits;
        let diagonal = |z: usize| -> usize { (0..n).map(|i| ((z >> i & 1) * 3) << (2 * i)).sum() };
        let mut p: Vec<f64> = (0..1usize << n).map(|z| self.coordinates[diagonal(z)]).collect();
        for bit in 0..n {
            for k in (0..p.len()).filter(|k| k >> bit & 1 == 0) {
                let (a, b) = (p[k], p[k | 1 << bit]);
                (p[k], p[k | 1 << bit]) = ((a + b) / 2.0, (a - b) / 2.0);
            }
        }
        p.iter_mut().for_each(|x| *x = x.max(0.0));
        p
    }
    /// tr ρO; panics where the observable has more qubits than there are.
    pub fn expect(&self, observable: &Observable) -> f64 {
        observable.terms.iter().map(|(factor, string)| factor * self.expect_string(*string)).sum()
    }
    /// tr ρP of a product of Pauli operators.
    pub fn expect_string(&self, string: PauliString) -> f64 {
        assert!(string.qubits() <= self.qubits, "the observable has more qubits than the density matrix");
        let digit = |q: usize| match (string.x >> q & 1, string.z >> q & 1) {
            (1, 0) => 1,
            (1, 1) => 2,
            (0, 1) => 3,
            _ => 0usize,
        };
        self.coordinates[(0..self.qubits).fold(0, |v, q| 4 * v + digit(q))]
    }
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of a qubit.
    pub fn bloch(&self, qubit: usize) -> [f64; 3] {
        [1, 2, 3].map(|digit| self.coordinates[digit << (2 * (self.qubits - 1 - qubit))])
    }
    /// The density matrix of some qubits, in the order given, all others forgotten (partial trace).
    pub fn reduced(&self, qubits: &[usize]) -> Density {
        let k = qubits.len();
        let spread = |v: usize| -> usize {
            let digit = |i: usize| v >> (2 * (k - 1 - i)) & 3;
            (0..k).map(|i| digit(i) << (2 * (self.qubits - 1 - qubits[i]))).sum()
        };
        Density {
            qubits: k,
            coordinates: (0..1usize << (2 * k)).map(|v| self.coordinates[spread(v)]).collect(),
        }
    }
    /// tr ρσ.
    pub fn overlap(&self, other: &Density) -> f64 {
        assert_eq!(self.qubits, other.qubits, "density matrices of as many qubits");
        let products = self.coordinates.iter().zip(&other.coordinates).map(|(a, b)| a * b);
        products.sum::<f64>() / (1u64 << self.qubits) as f64
    }
    /// The transpose of some qubits: Y changes its sign.
    pub(crate) fn transposed(&self, qubits: &[usize]) -> Density {
        let is_y = |v: usize, q: usize| v >> (2 * (self.qubits - 1 - q)) & 3 == 2;
        let sign =
            |v: usize| if qubits.iter().filter(|q| is_y(v, **q)).count() % 2 == 1 { -1.0 } else { 1.0 };
        let coordinates = self.coordinates.iter().enumerate().map(|(v, x)| sign(v) * x).collect();
        Density { qubits: self.qubits, coordinates }
    }
    /// The difference, whose trace is 0.
    pub(crate) fn minus(&self, other: &Density) -> Density {
        assert_eq!(self.qubits, other.qubits, "density matrices of as many qubits");
        let coordinates = self.coordinates.iter().zip(&other.coordinates).map(|(a, b)| a - b).collect();
        Density { qubits: self.qubits, coordinates }
    }
    /// Makes the trace 1.
    pub(crate) fn normalized(mut self) -> Density {
        let trace = self.trace();
        self.coordinates.iter_mut().for_each(|x| *x /= trace);
        self
    }
    /// ρ plus another's share, neither of trace 1.
    pub(crate) fn add(&mut self, coordinates: &[f64]) {
        self.coordinates.iter_mut().zip(coordinates).for_each(|(s, x)| *s += x);
    }
}
