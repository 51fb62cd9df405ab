//! Permutations of basis states by an index function: gates on registers too large for lists of exchanges.
//!
//! Amplitudes move along the cycles of the permutation, in place. The cycles of registers of up to 16 qubits are
//! listed once. Larger registers are permuted slab by slab (`slabs`) where much of a value stays as it is, as in sums;
//! else cycles are followed as they come, which takes one bit an amplitude. Not here: small registers, whose
//! exchanges are strides (`block`, `stride`).

use crate::cell::{Four, Number};
use crate::slabs::Slabs;
use circuit::Op;

/// Registers of more qubits than this are permuted by index.
pub(crate) const EXCHANGED: usize = 3;

/// Neighbouring bits of an index that are neighbouring bits of the targets' value.
#[derive(Clone, Copy, Debug)]
struct Run {
    index: u32,
    value: u32,
    mask: usize,
}

/// A permutation of the values of some bits of an index, where the controls' bits are as they must be.
#[derive(Clone, Debug)]
pub(crate) struct Shuffle {
    /// The index bits of the value, the most significant first.
    bits: Vec<u32>,
    runs: Vec<Run>,
    controls: usize,
    on: usize,
    sizes: Vec<usize>,
    image: fn(&[usize], usize) -> usize,
    /// The cycles of more than one value, as index bits, where the register is small enough to list them.
    cycles: Option<Vec<Vec<u32>>>,
    /// Which index bits a larger register's values differ in from their images.
    changed: usize,
}

/// The largest registers whose cycles are listed.
const LISTED: usize = 16;

impl Shuffle {
    /// The permutation of an op in a circuit of so many qubits; none for other ops.
    pub fn of(op: &Op, qubits: usize) -> Option<Shuffle> {
        let circuit::Action::Permutation(image) = op.gate.action else { return None };
        let bit = |q: usize| (qubits - 1 - q) as u32;
        let bits: Vec<u32> = op.targets.iter().map(|&q| bit(q)).collect();
        let controls = op.controls.iter().map(|c| 1 << bit(c.qubit)).sum();
        let on = op.controls.iter().filter(|c| c.on).map(|c| 1 << bit(c.qubit)).sum();
        Some(Shuffle {
            runs: runs(&bits),
            bits,
            controls,
            on,
            sizes: op.sizes(),
            image,
            cycles: None,
            changed: usize::MAX,
        })
    }
    /// The same on an index whose bits are elsewhere.
    pub fn moved(&self, to: impl Fn(u32) -> u32) -> Shuffle {
        let all = |mask: usize| (0..usize::BITS).filter(move |b| mask >> b & 1 == 1);
        let mask = |old: usize| all(old).map(|b| 1 << to(b)).sum();
        let bits: Vec<u32> = self.bits.iter().map(|&b| to(b)).collect();
        Shuffle {
            runs: runs(&bits),
            bits,
            controls: mask(self.controls),
            on: mask(self.on),
            cycles: None,
            changed: usize::MAX,
            sizes: self.sizes.clone(),
            image: self.image,
        }
        .listed()
    }
    /// The same with its cycles listed, if its register is not too large.
    pub fn listed(mut self) -> Shuffle {
        if self.bits.len() > LISTED {
            let all = 1usize << self.bits.len();
            let changed = (0..all).fold(0, |bits, value| bits | (value ^ (self.image)(&self.sizes, value)));
            self.changed = self.spread(changed, 0);
            return self;
        }
        let mut seen = vec![false; 1 << self.bits.len()];
        let mut cycles = Vec::new();
        for start in 0..seen.len() {
            let (mut cycle, mut value) = (Vec::new(), start);
            while !seen[value] {
                seen[value] = true;
                cycle.push(self.spread(value, 0) as u32);
                value = (self.image)(&self.sizes, value);
            }
            if cycle.len() > 1 {
                cycles.push(cycle);
            }
        }
        self.cycles = Some(cycles);
        self
    }
    /// A value in its bits of an index, next to the rest of it.
    fn spread(&self, value: usize, rest: usize) -> usize {
        self.runs.iter().fold(rest, |i, run| i | (value >> run.value & run.mask) << run.index)
    }
    /// Calls with every listed cycle next to every rest of an index.
    fn each_listed(&self, cycles: &[Vec<u32>], count: usize, mut cycle: impl FnMut(&[u32], usize)) {
        let fixed = self.touched() as usize;
        let mut free = 0;
        for _ in 0..count >> fixed.count_ones() {
            cycles.iter().for_each(|c| cycle(c, free | self.on));
            free = ((free | fixed) + 1) & !fixed;
        }
    }
    /// The bits of the index that it looks at.
    pub fn touched(&self) -> u64 {
        (self.controls | self.bits.iter().map(|b| 1usize << b).sum::<usize>()) as u64
    }
    /// Where the amplitude of an index goes.
    #[inline]
    pub fn to(&self, index: usize) -> usize {
        if index & self.controls != self.on {
            return index;
        }
        let (mut value, mut rest) = (0, index);
        for run in &self.runs {
            value |= (index >> run.index & run.mask) << run.value;
            rest &= !(run.mask << run.index);
        }
        let image = (self.image)(&self.sizes, value);
        self.spread(image, rest)
    }
    /// Moves the amplitudes of a state (amplitudes layout).
    pub fn apply<R: Number>(&self, cells: &mut [Four<R>]) {
        if let Some(cycles) = &self.cycles {
            return self.each_listed(cycles, cells.len() * 4, |cycle, base| {
                let Some((&first, others)) = cycle.split_first() else { return };
                let mut carried = get(cells, first as usize | base);
                for &to in others {
                    let before = get(cells, to as usize | base);
                    put(cells, to as usize | base, carried);
                    carried = before;
                }
                put(cells, first as usize | base, carried);
            });
        }
        if let Some(slabs) = Slabs::of(self.changed, cells.len() * 4) {
            return slabs.permute(cells, |from| (from, self.to(from)));
        }
        self.cycles(cells.len() * 4, |start, mut to, mark| {
            let mut carried = get(cells, start);
            loop {
                let before = get(cells, to);
                put(cells, to, carried);
                mark(to);
                if to == start {
                    return;
                }
                (carried, to) = (before, self.to(to));
            }
        });
    }
    /// Moves them back.
    pub fn undo<R: Number>(&self, cells: &mut [Four<R>]) {
        if let Some(cycles) = &self.cycles {
            return self.each_listed(cycles, cells.len() * 4, |cycle, base| {
                let Some((&first, others)) = cycle.split_first() else { return };
                let (saved, mut hole) = (get(cells, first as usize | base), first as usize | base);
                for &from in others {
                    let from = from as usize | base;
                    put(cells, hole, get(cells, from));
                    hole = from;
                }
                put(cells, hole, saved);
            });
        }
        if let Some(slabs) = Slabs::of(self.changed, cells.len() * 4) {
            return slabs.permute(cells, |to| (self.to(to), to));
        }
        self.cycles(cells.len() * 4, |start, mut from, mark| {
            let (first, mut hole) = (get(cells, start), start);
            while from != start {
                let next = get(cells, from);
                put(cells, hole, next);
                mark(from);
                (hole, from) = (from, self.to(from));
            }
            put(cells, hole, first);
        });
    }
    /// Calls with (an index, where it goes, what marks an index as done) for every cycle of more than one.
    fn cycles(&self, count: usize, mut cycle: impl FnMut(usize, usize, &mut dyn FnMut(usize))) {
        let mut done = vec![0u64; count.div_ceil(64)];
        for start in 0..count {
            if done[start >> 6] >> (start & 63) & 1 == 1 {
                continue;
            }
            let to = self.to(start);
            if to != start {
                cycle(start, to, &mut |k| done[k >> 6] |= 1 << (k & 63));
            }
        }
    }
}

fn runs(bits: &[u32]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (value, &index) in bits.iter().rev().enumerate() {
        match runs.last_mut() {
            Some(run) if run.index + run.mask.count_ones() == index => run.mask = run.mask << 1 | 1,
            _ => runs.push(Run { index, value: value as u32, mask: 1 }),
        }
    }
    runs
}

#[inline(always)]
pub(crate) fn get<R: Number>(cells: &[Four<R>], index: usize) -> (R, R) {
    let cell = &cells[index >> 2];
    (cell.re.get(index & 3), cell.im.get(index & 3))
}

#[inline(always)]
pub(crate) fn put<R: Number>(cells: &mut [Four<R>], index: usize, (re, im): (R, R)) {
    let cell = &mut cells[index >> 2];
    cell.re.set(index & 3, re);
    cell.im.set(index & 3, im);
}
