//! Observables made ready for a layout: expectation values of a block, and λ = Σ c O|φ⟩.
//!
//! Pauli strings that flip the same bits share their products of amplitudes, so ⟨X⟩, ⟨Y⟩ of a qubit cost one
//! pass and all Z strings one more.

use crate::cell::{Cell, Lane, Scaled, add, mul, shuffled, sub, total};
use crate::sites::Lanes;
use circuit::{Observable, PauliString};

/// The matrix element ⟨k ^ flip|P|k⟩ = coefficient · i^{quarter} · (−1)^{|k & z|} of one term.
#[derive(Clone, Debug)]
struct Term {
    output: usize,
    coefficient: f64,
    imaginary: bool,
    z: usize,
    /// coefficient · sign for every pair (rows layout).
    weights: Vec<f64>,
}

/// Terms that flip the same bits.
#[derive(Clone, Debug)]
struct Flip {
    mask: usize,
    pairs: Vec<[u32; 2]>,
    terms: Vec<Term>,
}

/// The observables of one head.
#[derive(Clone, Debug, Default)]
pub(crate) struct Observer {
    flips: Vec<Flip>,
    qubits: usize,
    outputs: usize,
    products: Vec<Cell>,
}

fn odd(bits: usize) -> bool {
    bits.count_ones() & 1 == 1
}

/// A mask of qubits (bit q = qubit q) as a mask of the index (qubit 0 = most significant bit).
fn mirrored(mask: u32, qubits: usize) -> usize {
    (0..qubits).filter(|q| mask >> q & 1 == 1).map(|q| 1 << (qubits - 1 - q)).sum()
}

impl Term {
    fn of(output: usize, factor: f64, string: PauliString, qubits: usize) -> Term {
        let quarters = (string.x & string.z).count_ones() & 3;
        let sign = if quarters >= 2 { -1.0 } else { 1.0 };
        Term {
            output,
            coefficient: factor * sign,
            imaginary: quarters & 1 == 1,
            z: mirrored(string.z, qubits),
            weights: Vec::new(),
        }
    }
    fn sign(&self, k: usize) -> f64 {
        if odd(k & self.z) { -self.coefficient } else { self.coefficient }
    }
    /// Signs of the four lanes of cell 0 of the amplitudes layout.
    fn lane_signs(&self) -> Lane {
        Lane::of([self.sign(0), self.sign(1), self.sign(2), self.sign(3)])
    }
}

impl Observer {
    /// Observables of a state of so many qubits with its amplitudes at `place` (rows layout).
    pub fn of(observables: &[Observable], qubits: usize, lanes: Lanes, place: &[u32]) -> Observer {
        let mut flips: Vec<Flip> = Vec::new();
        for (output, observable) in observables.iter().enumerate() {
            for (factor, string) in &observable.terms {
                let mask = mirrored(string.x, qubits);
                let term = Term::of(output, *factor, *string, qubits);
                match flips.iter_mut().find(|f| f.mask == mask) {
                    Some(flip) => flip.terms.push(term),
                    None => flips.push(Flip { mask, pairs: Vec::new(), terms: vec![term] }),
                }
            }
        }
        if lanes == Lanes::Rows {
            for flip in &mut flips {
                let firsts: Vec<usize> = (0..1 << qubits).filter(|k| *k <= k ^ flip.mask).collect();
                flip.pairs = firsts.iter().map(|&k| [place[k], place[k ^ flip.mask]]).collect();
                for term in &mut flip.terms {
                    term.weights = firsts.iter().map(|&k| term.sign(k)).collect();
                }
            }
        }
        Observer { flips, qubits, outputs: observables.len(), products: Vec::new() }
    }
    /// How many observables.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Adds the expectation values of a block: `out[output]` has a lane array for each group (rows layout), or
    /// the row's value in every lane.
    pub fn expect(
        &mut self,
        cells: &[Cell],
        groups: usize,
        lanes: Lanes,
        mut out: impl FnMut(usize, usize, Lane),
    ) {
        for flip in &self.flips {
            match lanes {
                Lanes::Rows => expect_rows(flip, cells, groups, &mut self.products, &mut out),
                Lanes::Amplitudes => {
                    for (term, value) in flip.terms.iter().zip(expect_amplitudes(flip, cells)) {
                        out(term.output, 0, Lane::all(value));
                    }
                }
            }
        }
    }
    /// λ = Σ c O|φ⟩ of a block, with the cotangents c of an output and a group.
    pub fn seed(
        &self,
        cells: &[Cell],
        lambda: &mut [Cell],
        groups: usize,
        lanes: Lanes,
        cotangent: impl Fn(usize, usize) -> Lane,
    ) {
        lambda.fill(Cell::ZERO);
        for flip in &self.flips {
            match lanes {
                Lanes::Rows => seed_rows(flip, cells, lambda, groups, &cotangent),
                Lanes::Amplitudes => {
                    seed_amplitudes(flip, cells, lambda, &|output| cotangent(output, 0).get(0))
                }
            }
        }
        debug_assert!(cells.len() == lanes.cells(self.qubits, groups));
    }
}

/// conj(b) · a.
#[inline(always)]
fn overlap(a: Cell, b: Cell) -> Cell {
    b.conj().times(a)
}

/// The cell that a flip of index bits brings to the place of cell k.
#[inline(always)]
fn partner(cells: &[Cell], k: usize, mask: usize) -> Cell {
    let cell = &cells[k ^ (mask >> 2)];
    if mask & 3 == 0 { *cell } else { shuffled(cell, mask) }
}

fn expect_rows(
    flip: &Flip,
    cells: &[Cell],
    groups: usize,
    products: &mut Vec<Cell>,
    out: &mut impl FnMut(usize, usize, Lane),
) {
    for g in 0..groups {
        products.clear();
        products.extend(flip.pairs.iter().map(|&[i, j]| {
            let a = cells[i as usize * groups + g];
            if flip.mask == 0 {
                Cell::of(a.norm(), Lane::ZERO)
            } else {
                overlap(a, cells[j as usize * groups + g])
            }
        }));
        for term in &flip.terms {
            let sum = weighted(products, &term.weights, term.imaginary);
            let factor = match (flip.mask, term.imaginary) {
                (0, _) => 1.0,
                (_, false) => 2.0,
                (_, true) => -2.0,
            };
            out(term.output, g, sum.scaled(factor));
        }
    }
}

#[inline(never)]
fn weighted(products: &[Cell], weights: &[f64], imaginary: bool) -> Lane {
    let mut sum = Lane::ZERO;
    for (p, &w) in products.iter().zip(weights) {
        let part = if imaginary { p.im } else { p.re };
        sum = add(sum, part.scaled(w));
    }
    sum
}

fn seed_rows(
    flip: &Flip,
    cells: &[Cell],
    lambda: &mut [Cell],
    groups: usize,
    cotangent: &impl Fn(usize, usize) -> Lane,
) {
    for g in 0..groups {
        for (p, &[i, j]) in flip.pairs.iter().enumerate() {
            let (i, j) = (i as usize * groups + g, j as usize * groups + g);
            let mut h = Cell::ZERO;
            for term in &flip.terms {
                let c = cotangent(term.output, g).scaled(term.weights[p]);
                let part = if term.imaginary { &mut h.im } else { &mut h.re };
                *part = add(*part, c);
            }
            if flip.mask == 0 {
                lambda[i] = lambda[i].plus(cells[i].scaled(h.re));
            } else {
                lambda[j] = lambda[j].plus(h.times(cells[i]));
                lambda[i] = lambda[i].plus(h.conj().times(cells[j]));
            }
        }
    }
}

#[inline(never)]
fn expect_amplitudes(flip: &Flip, cells: &[Cell]) -> Vec<f64> {
    let mut sums = vec![Lane::ZERO; flip.terms.len()];
    for (k, a) in cells.iter().enumerate() {
        let v = overlap(*a, partner(cells, k, flip.mask));
        for (term, sum) in flip.terms.iter().zip(&mut sums) {
            let part = if term.imaginary { v.im } else { v.re };
            *sum = if odd(k & (term.z >> 2)) { sub(*sum, part) } else { add(*sum, part) };
        }
    }
    let value = |(term, sum): (&Term, Lane)| {
        let signed = total(mul(sum, term.lane_signs()));
        if term.imaginary { -signed } else { signed }
    };
    flip.terms.iter().zip(sums).map(value).collect()
}

fn seed_amplitudes(flip: &Flip, cells: &[Cell], lambda: &mut [Cell], cotangent: &impl Fn(usize) -> f64) {
    // What each term contributes to the element ⟨k|P|k ^ flip⟩ in the lanes of cell 0.
    let lanes: Vec<(usize, bool, Lane)> = flip
        .terms
        .iter()
        .map(|term| {
            let c = cotangent(term.output);
            let lane = |l: usize| c * term.sign(l ^ flip.mask);
            (term.z >> 2, term.imaginary, Lane::of([lane(0), lane(1), lane(2), lane(3)]))
        })
        .collect();
    for (k, place) in lambda.iter_mut().enumerate() {
        let mut h = Cell::ZERO;
        for (z, imaginary, lane) in &lanes {
            let part = if *imaginary { &mut h.im } else { &mut h.re };
            *part = if odd(k & z) { sub(*part, *lane) } else { add(*part, *lane) };
        }
        let a = partner(cells, k, flip.mask);
        *place = place.plus(h.times(a));
    }
}
