//! One pure state that gates, measurements and resets act on, one after the other, whatever comes next.
//!
//! Unlike `State` it need not start at |0…0⟩ and is not compiled: branches of a mixture and single shots
//! are made of it. Real and imaginary parts are planes, so that the inner loops are plain SIMD.

use circuit::{C64, Matrix, Observable};
use std::fmt;

/// A pure state. Amplitude k belongs to the basis state whose binary digits are the qubits' values, qubit 0
/// first.
#[derive(Clone, PartialEq)]
pub struct Ket {
    qubits: usize,
    re: Vec<f64>,
    im: Vec<f64>,
}

/// Which basis states an action is meant for: those whose bits under `care` are `want`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Mask {
    pub care: usize,
    pub want: usize,
}

impl Mask {
    fn holds(self, k: usize) -> bool {
        k & self.care == self.want
    }
}

impl Ket {
    /// |0…0⟩.
    pub fn zero(qubits: usize) -> Ket {
        let mut ket = Ket { qubits, re: vec![0.0; 1 << qubits], im: vec![0.0; 1 << qubits] };
        ket.re[0] = 1.0;
        ket
    }
    /// A state from its amplitudes, 2ⁿ of them; a global factor is kept.
    pub fn of(amplitudes: &[C64]) -> Ket {
        assert!(amplitudes.len().is_power_of_two(), "a state has 2^n amplitudes");
        Ket {
            qubits: amplitudes.len().trailing_zeros() as usize,
            re: amplitudes.iter().map(|z| z.re).collect(),
            im: amplitudes.iter().map(|z| z.im).collect(),
        }
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        self.qubits
    }
    /// The amplitude of basis state k.
    pub fn amplitude(&self, k: usize) -> C64 {
        C64::new(self.re[k], self.im[k])
    }
    /// All amplitudes.
    pub fn amplitudes(&self) -> Vec<C64> {
        (0..self.re.len()).map(|k| self.amplitude(k)).collect()
    }
    /// |amplitude|² of every basis state.
    pub fn probabilities(&self) -> Vec<f64> {
        self.re.iter().zip(&self.im).map(|(x, y)| x * x + y * y).collect()
    }
    /// Σ |amplitude|².
    pub fn norm(&self) -> f64 {
        self.re.iter().zip(&self.im).map(|(x, y)| x * x + y * y).sum()
    }
    /// ⟨O⟩, of a state of norm 1.
    pub fn expect(&self, observable: &Observable) -> f64 {
        observable.terms.iter().map(|(factor, string)| factor * self.expect_string(*string)).sum()
    }
    /// ⟨P⟩ of a product of Pauli operators.
    pub(crate) fn expect_string(&self, string: circuit::PauliString) -> f64 {
        let mirrored = |mask: u32| -> usize {
            (0..self.qubits).filter(|q| mask >> q & 1 == 1).map(|q| self.bit(q)).sum()
        };
        let (x, z) = (mirrored(string.x), mirrored(string.z));
        let (mut real, mut imaginary) = (0.0, 0.0);
        for k in 0..self.re.len() {
            let j = k ^ x;
            let sign = if (k & z).count_ones() & 1 == 1 { -1.0 } else { 1.0 };
            real += sign * (self.re[j] * self.re[k] + self.im[j] * self.im[k]);
            imaginary += sign * (self.re[j] * self.im[k] - self.im[j] * self.re[k]);
        }
        match (string.x & string.z).count_ones() & 3 {
            0 => real,
            1 => -imaginary,
            2 => -real,
            _ => imaginary,
        }
    }
    /// ⟨this|other⟩.
    pub fn overlap(&self, other: &Ket) -> C64 {
        assert_eq!(self.qubits, other.qubits, "states of as many qubits");
        let mut sum = C64::ZERO;
        for k in 0..self.re.len() {
            sum = sum + self.amplitude(k).conj() * other.amplitude(k);
        }
        sum
    }
    /// The basis state of the largest amplitude.
    pub(crate) fn largest(&self) -> usize {
        let size = |k: usize| self.amplitude(k).norm_sqr();
        (0..self.re.len()).fold(0, |best, k| if size(k) > size(best) { k } else { best })
    }
    /// Whether it is another state of norm 1 up to a phase, which a large amplitude of the other tells.
    pub(crate) fn agrees(&self, other: &Ket, place: usize, within: f64) -> bool {
        let (a, b) = (self.amplitude(place), other.amplitude(place));
        let phase = (a * b.conj()).scale(1.0 / b.norm_sqr());
        (phase.norm_sqr() - 1.0).abs() < within
            && (0..self.re.len())
                .all(|k| (self.amplitude(k) - phase * other.amplitude(k)).norm_sqr() < within * within)
    }
    /// The bit of a qubit in the index of an amplitude.
    pub(crate) fn bit(&self, qubit: usize) -> usize {
        1 << (self.qubits - 1 - qubit)
    }
    pub(crate) fn planes(&mut self) -> (&mut [f64], &mut [f64]) {
        (&mut self.re, &mut self.im)
    }
    /// Multiplies the whole state.
    pub(crate) fn scale(&mut self, factor: f64) {
        self.re.iter_mut().chain(&mut self.im).for_each(|x| *x *= factor);
    }
    /// A matrix on targets, the first the most significant, where the mask holds.
    pub(crate) fn matrix(&mut self, targets: &[usize], mask: Mask, m: &Matrix) {
        match *targets {
            [q] => self.turn(self.bit(q), mask, [m.data[0], m.data[1], m.data[2], m.data[3]]),
            _ => self.several(targets, mask, m),
        }
    }

    fn turn(&mut self, stride: usize, mask: Mask, m: [C64; 4]) {
        let diagonal = m[1] == C64::ZERO && m[2] == C64::ZERO;
        if mask.care != 0 {
            for k in (0..self.re.len()).filter(|k| k & stride == 0 && mask.holds(*k)) {
                let (a, b) = (self.amplitude(k), self.amplitude(k | stride));
                self.set(k, m[0] * a + m[1] * b);
                self.set(k | stride, m[2] * a + m[3] * b);
            }
            return;
        }
        for (re, im) in self.re.chunks_exact_mut(2 * stride).zip(self.im.chunks_exact_mut(2 * stride)) {
            let ((a, b), (c, d)) = (re.split_at_mut(stride), im.split_at_mut(stride));
            if diagonal {
                scale_planes(a, c, m[0]);
                scale_planes(b, d, m[3]);
            } else {
                turn_planes((a, c), (b, d), &m);
            }
        }
    }

    fn several(&mut self, targets: &[usize], mask: Mask, m: &Matrix) {
        let offsets = self.offsets(targets);
        let all = offsets[offsets.len() - 1];
        let terms: Vec<Vec<(usize, C64)>> = (0..m.size)
            .map(|row| (0..m.size).map(|c| (c, m.at(row, c))).filter(|(_, z)| *z != C64::ZERO).collect())
            .collect();
        let mut part = vec![C64::ZERO; m.size];
        for base in (0..self.re.len()).filter(|k| k & all == 0 && mask.holds(*k)) {
            part.iter_mut().zip(&offsets).for_each(|(z, o)| *z = self.amplitude(base | o));
            for (row, offset) in terms.iter().zip(&offsets) {
                let z = row.iter().fold(C64::ZERO, |sum, (c, z)| sum + *z * part[*c]);
                self.set(base | offset, z);
            }
        }
    }
    /// A permutation of the basis states of targets where the mask holds: from value to value.
    pub(crate) fn permute(&mut self, targets: &[usize], mask: Mask, image: &dyn Fn(usize) -> usize) {
        let bits: Vec<usize> = targets.iter().map(|&q| self.bit(q)).collect();
        let all: usize = bits.iter().sum();
        let (mut re, mut im) = (self.re.clone(), self.im.clone());
        for k in (0..self.re.len()).filter(|k| mask.holds(*k)) {
            let value = bits.iter().fold(0, |v, b| 2 * v + usize::from(k & b != 0));
            let to = image(value);
            let last = bits.len() - 1;
            let moved: usize = bits.iter().enumerate().map(|(i, b)| (to >> (last - i) & 1) * b).sum();
            let place = (k & !all) | moved;
            (re[place], im[place]) = (self.re[k], self.im[k]);
        }
        (self.re, self.im) = (re, im);
    }
    /// The probability of finding a qubit in |1⟩, of a state of norm 1.
    pub(crate) fn probability_of_one(&self, qubit: usize) -> f64 {
        let bit = self.bit(qubit);
        let one = (0..self.re.len()).filter(|k| k & bit != 0);
        one.map(|k| self.re[k] * self.re[k] + self.im[k] * self.im[k]).sum()
    }
    /// Keeps only the basis states where the mask holds; makes no state of norm 1 of it.
    pub(crate) fn keep(&mut self, mask: Mask) {
        for k in 0..self.re.len() {
            if !mask.holds(k) {
                (self.re[k], self.im[k]) = (0.0, 0.0);
            }
        }
    }
    /// Brings a qubit that is in |1⟩ to |0⟩ or back.
    pub(crate) fn flip(&mut self, qubit: usize) {
        let bit = self.bit(qubit);
        for k in (0..self.re.len()).filter(|k| k & bit == 0) {
            self.re.swap(k, k | bit);
            self.im.swap(k, k | bit);
        }
    }
    /// The reduced density matrix of some qubits, row by row.
    pub(crate) fn reduced(&self, qubits: &[usize]) -> Matrix {
        let offsets = self.offsets(qubits);
        let (all, size) = (offsets[offsets.len() - 1], offsets.len());
        let mut data = vec![C64::ZERO; size * size];
        for base in (0..self.re.len()).filter(|k| k & all == 0) {
            for row in 0..size {
                let a = self.amplitude(base | offsets[row]);
                for column in 0..size {
                    let place = &mut data[row * size + column];
                    *place = *place + a * self.amplitude(base | offsets[column]).conj();
                }
            }
        }
        Matrix { size, data }
    }
    /// The bits that each value of some qubits sets in the index, in the order of values.
    fn offsets(&self, qubits: &[usize]) -> Vec<usize> {
        let spread = |value: usize| -> usize {
            let place = |(i, q): (usize, &usize)| (value >> (qubits.len() - 1 - i) & 1) * self.bit(*q);
            qubits.iter().enumerate().map(place).sum()
        };
        (0..1usize << qubits.len()).map(spread).collect()
    }
    fn set(&mut self, k: usize, z: C64) {
        (self.re[k], self.im[k]) = (z.re, z.im);
    }
}

impl fmt::Debug for Ket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a state of {} qubits", self.qubits)
    }
}

fn scale_planes(re: &mut [f64], im: &mut [f64], z: C64) {
    if z == C64::ONE {
        return;
    }
    for (x, y) in re.iter_mut().zip(im) {
        (*x, *y) = (z.re * *x - z.im * *y, z.re * *y + z.im * *x);
    }
}

fn turn_planes((are, aim): (&mut [f64], &mut [f64]), (bre, bim): (&mut [f64], &mut [f64]), m: &[C64; 4]) {
    let [p, q, r, s] = *m;
    let (a, b) = (are.iter_mut().zip(aim), bre.iter_mut().zip(bim));
    for ((ar, ai), (br, bi)) in a.zip(b) {
        let (x, y, u, v) = (*ar, *ai, *br, *bi);
        *ar = p.re * x - p.im * y + q.re * u - q.im * v;
        *ai = p.re * y + p.im * x + q.re * v + q.im * u;
        *br = r.re * x - r.im * y + s.re * u - s.im * v;
        *bi = r.re * y + r.im * x + s.re * v + s.im * u;
    }
}
