//! Which qubits of a pure state part from the others: the factors of a product, found exactly.
//!
//! A set of qubits parts from the rest if the table of amplitudes, a row for each of its basis states and a column for
//! each of the rest's, has rank one: then every entry is its row's times its column's over the largest entry.

use crate::figure::NOTHING;
use circuit::{C64, order};

/// Up to so many qubits every set is tried; of more, single qubits and those up to a qubit.
pub const ALL_PARTS: usize = 12;

/// The state of some qubits.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which, ascending.
    pub qubits: Vec<usize>,
    /// 2^n amplitudes; the first of the qubits is the most significant bit.
    pub amplitudes: Vec<C64>,
}

impl Part {
    /// The bits of a basis state of this part as those of all qubits.
    pub fn whole(&self, index: usize, all: usize) -> usize {
        let n = self.qubits.len();
        (0..n).map(|i| (index >> (n - 1 - i) & 1) << (all - 1 - self.qubits[i])).sum()
    }
    fn largest(&self) -> usize {
        let size = |k: usize| self.amplitudes[k].norm_sqr();
        (0..self.amplitudes.len()).fold(0, |best, k| if size(k) > size(best) { k } else { best })
    }
    /// Whether the qubits whose bits are in the mask part from the others.
    fn parts(&self, mask: usize, some: &[usize], pivot: usize) -> bool {
        let (row, column) = (pivot & mask, pivot & !mask);
        let rows = some.iter().filter(|k| **k & !mask == column).count();
        let columns = some.iter().filter(|k| **k & mask == row).count();
        let top = self.amplitudes[pivot];
        let fits = |k: &usize| {
            let crossed = self.amplitudes[k & mask | column] * self.amplitudes[row | k & !mask];
            (self.amplitudes[*k] * top - crossed).norm_sqr() < NOTHING * NOTHING
        };
        // As many entries as rows times columns, or a zero stands where none belongs.
        rows * columns == some.len() && some.iter().all(fits)
    }
    /// The qubits in the mask, the others fixed as in the pivot.
    fn taken(&self, mask: usize, pivot: usize) -> Part {
        let n = self.qubits.len();
        let places: Vec<usize> = (0..n).filter(|i| mask >> (n - 1 - i) & 1 == 1).collect();
        let bits = |k: usize| -> usize {
            let m = places.len();
            (0..m).map(|i| (k >> (m - 1 - i) & 1) << (n - 1 - places[i])).sum()
        };
        let all = (0..1usize << places.len()).map(|k| self.amplitudes[bits(k) | pivot & !mask]);
        let amplitudes: Vec<C64> = all.collect();
        let norm = amplitudes.iter().map(|z| z.norm_sqr()).sum::<f64>().sqrt();
        Part {
            qubits: places.iter().map(|i| self.qubits[*i]).collect(),
            amplitudes: amplitudes.iter().map(|z| z.scale(1.0 / norm)).collect(),
        }
    }
    /// A smallest set with the first qubit that parts from the rest, as a mask; of many qubits what is found quickly.
    fn part(&self, some: &[usize], pivot: usize) -> Option<usize> {
        let n = self.qubits.len();
        let first = 1usize << (n - 1);
        let mut masks: Vec<usize> = if n <= ALL_PARTS {
            (first..2 * first - 1).collect()
        } else {
            let upto = (1..n).map(|m| ((1 << m) - 1) << (n - m));
            (0..n).map(|q| 1 << q).chain(upto).collect()
        };
        order::sort(&mut masks, |a, b| a.count_ones().cmp(&b.count_ones()));
        masks.into_iter().find(|mask| self.parts(*mask, some, pivot))
    }
}

/// The factors of a state, by their first qubits.
pub fn of(amplitudes: &[C64]) -> Vec<Part> {
    let n = amplitudes.len().max(1).ilog2() as usize;
    let mut rest = Part { qubits: (0..n).collect(), amplitudes: amplitudes.to_vec() };
    let mut found = Vec::new();
    while rest.qubits.len() > 1 {
        let some: Vec<usize> = (0..rest.amplitudes.len())
            .filter(|k| rest.amplitudes[*k].norm_sqr() > NOTHING * NOTHING)
            .collect();
        let pivot = rest.largest();
        let Some(mask) = rest.part(&some, pivot) else { break };
        found.push(rest.taken(mask, pivot));
        rest = rest.taken(!mask & ((1 << rest.qubits.len()) - 1), pivot);
    }
    found.push(rest);
    order::sort(&mut found, |a, b| a.qubits.cmp(&b.qubits));
    found
}
