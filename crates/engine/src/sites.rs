//! Where in a state a step acts, in the two layouts a state can have.

/// What the four lanes of a cell are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lanes {
    /// Four rows of a batch: cell k·groups + g holds amplitude k of rows 4g to 4g+3.
    Rows,
    /// Four neighbouring amplitudes of one row: cell k holds amplitudes 4k to 4k+3.
    Amplitudes,
}

impl Lanes {
    /// The layout that is fastest for so many qubits and rows.
    pub fn best(qubits: usize, rows: usize) -> Lanes {
        if qubits > 8 || (rows == 1 && qubits >= 3) { Lanes::Amplitudes } else { Lanes::Rows }
    }
    /// Cells of one block of a state for so many groups.
    pub fn cells(self, qubits: usize, groups: usize) -> usize {
        match self {
            Lanes::Rows => groups << qubits,
            Lanes::Amplitudes => 1 << (qubits - 2),
        }
    }
}

/// The pairs of amplitudes that a step combines.
#[derive(Clone, Debug)]
pub(crate) enum Sites {
    /// `Lanes::Rows`: pairs of amplitude places.
    Pairs(Vec<[u32; 2]>),
    /// `Lanes::Amplitudes`: regular patterns.
    Strides(Vec<Stride>),
}

/// Pairs of cells (i, i ^ flip) for every i that has the bits of `base` at the places of `bits`; within
/// them, lane l of the first goes with lane l ^ `lane_flip` of the second where `mask` is 1.
#[derive(Clone, Debug)]
pub(crate) struct Stride {
    pub bits: Vec<u32>,
    pub base: usize,
    pub flip: usize,
    pub lane_flip: usize,
    pub mask: [f64; 4],
}

/// A set of index pairs (k, k ^ flip) of a whole state: those k with `k & fixed == base`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    pub fixed: usize,
    pub base: usize,
    pub flip: usize,
}

impl Stride {
    pub fn of(p: Pattern) -> Stride {
        let bits = (2..usize::BITS).filter(|b| p.fixed >> b & 1 == 1).map(|b| b - 2).collect();
        let within = |lane: usize| if lane & p.fixed & 3 == p.base & 3 { 1.0 } else { 0.0 };
        let mask = [within(0), within(1), within(2), within(3)];
        Stride { bits, base: p.base >> 2, flip: p.flip >> 2, lane_flip: p.flip & 3, mask }
    }
    /// Whether whole cells go with whole cells, lane by lane.
    pub fn is_plain(&self) -> bool {
        self.lane_flip == 0 && self.mask == [1.0; 4]
    }
    /// Calls with (first cell, partner) for all pairs, ascending.
    #[inline(always)]
    pub fn each(&self, cells: usize, mut pair: impl FnMut(usize, usize)) {
        // Counting up with the fixed bits set carries over them, so that the next free index needs no loop.
        let fixed = self.bits.iter().map(|b| 1usize << b).sum::<usize>();
        let mut free = 0;
        for _ in 0..cells >> self.bits.len() {
            let i = free | self.base;
            pair(i, i ^ self.flip);
            free = ((free | fixed) + 1) & !fixed;
        }
    }
    /// How many neighbouring cells a run has.
    #[inline(always)]
    pub fn run(&self, cells: usize) -> usize {
        self.bits.first().map_or(cells, |b| 1 << b)
    }
    /// Calls with (first cell, partner, length) for every run of neighbouring cells.
    pub fn each_run(&self, cells: usize, mut run: impl FnMut(usize, usize, usize)) {
        let length = self.run(cells);
        for r in 0..(cells >> self.bits.len()) / length {
            let i = self.put_in(r * length);
            run(i, i ^ self.flip, length);
        }
    }
    #[inline(always)]
    fn put_in(&self, r: usize) -> usize {
        let mut i = r;
        for &b in &self.bits {
            i = ((i >> b) << (b + 1)) | (i & ((1 << b) - 1));
        }
        i | self.base
    }
}

impl Pattern {
    /// Every first index of the pattern in a state of so many qubits, ascending.
    pub fn firsts(self, qubits: usize) -> impl Iterator<Item = usize> {
        (0..1usize << qubits).filter(move |k| k & self.fixed == self.base)
    }
}
