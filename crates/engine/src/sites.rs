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
/// them, lane l of the first goes with lane l ^ `lane_flip` of the second where `mask` is 1. A pair's amplitudes
/// may be exchanged before a matrix acts on it and after.
#[derive(Clone, Debug)]
pub(crate) struct Stride {
    pub bits: Vec<u32>,
    pub base: usize,
    pub flip: usize,
    pub lane_flip: usize,
    pub mask: [f64; 4],
    /// The mask with the lanes negative whose pairs are exchanged after the matrix: what Y and Z become by that.
    pub signs: [f64; 4],
    /// The matrix with these exchanges, and what undoes them with its conjugate transpose.
    pub lay: Lay,
    pub back: Lay,
}

/// Which entry of a matrix (or `ONE`, `ZERO`) each entry is in each lane.
pub(crate) type Lay = [[u8; 4]; 4];
/// Not an entry, but the number 1.
pub(crate) const ONE: u8 = 4;
/// Not an entry, but the number 0.
pub(crate) const ZERO: u8 = 5;

/// An exchange of the two amplitudes of every pair whose indices have a bit as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Swap {
    pub bit: usize,
    pub on: bool,
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
        Stride::swapped(p, [[false; 4]; 2])
    }
    /// The pairs of a one-qubit gate, whose bit is given, between two exchanges.
    pub fn between(flip: usize, before: Option<Swap>, after: Option<Swap>) -> Vec<Stride> {
        let swaps = [before, after];
        let mut bits: Vec<usize> = swaps.iter().flatten().map(|s| s.bit).filter(|b| *b > 2).collect();
        bits.dedup();
        let base = |number: usize| bits.iter().enumerate().map(|(i, b)| (number >> i & 1) * b).sum::<usize>();
        let one = |number: usize| {
            let pattern = Pattern { fixed: flip | bits.iter().sum::<usize>(), base: base(number), flip };
            let at = |lane: usize, swap: &Option<Swap>| {
                swap.is_some_and(|s| ((pattern.base | lane) & s.bit != 0) == s.on)
            };
            Stride::swapped(pattern, swaps.map(|swap| [0, 1, 2, 3].map(|lane| at(lane, &swap))))
        };
        (0..1 << bits.len()).map(one).collect()
    }
    fn swapped(p: Pattern, [before, after]: [[bool; 4]; 2]) -> Stride {
        let bits = (2..usize::BITS).filter(|b| p.fixed >> b & 1 == 1).map(|b| b - 2).collect();
        let within = |lane: usize| if lane & p.fixed & 3 == p.base & 3 { 1.0 } else { 0.0 };
        let mask = [within(0), within(1), within(2), within(3)];
        let signs = std::array::from_fn(|l| if after[l] { -mask[l] } else { mask[l] });
        let (flip, lane_flip) = (p.flip >> 2, p.flip & 3);
        let lay = |before, after| lay((flip == 0).then_some(lane_flip), &mask, before, after);
        let (lay, back) = (lay(&before, &after), lay(&after, &before));
        Stride { bits, base: p.base >> 2, flip, lane_flip, mask, signs, lay, back }
    }
    /// Whether whole cells go with whole cells, all lanes alike.
    pub fn is_even(&self) -> bool {
        let even = |row: &[u8; 4]| row.iter().all(|source| *source == row[0]);
        self.lane_flip == 0 && self.mask == [1.0; 4] && self.lay.iter().all(even)
    }
    /// How many pairs there are among so many cells.
    #[inline(always)]
    pub fn pairs(&self, cells: usize) -> usize {
        cells >> self.bits.len()
    }
    /// (first cell, partner) of all pairs among so many cells, ascending.
    #[inline(always)]
    pub fn each(&self, cells: usize) -> Pairs {
        self.some((0, self.pairs(cells)))
    }
    /// The same of so many pairs from a free index on.
    #[inline(always)]
    pub fn some(&self, (free, left): (usize, usize)) -> Pairs {
        let fixed = self.bits.iter().map(|b| 1usize << b).sum::<usize>();
        Pairs { fixed, base: self.base, flip: self.flip, free, left }
    }
}

/// Goes through the pairs of a stride. No closures: compilers take those for functions of their own, called once a pair.
pub(crate) struct Pairs {
    fixed: usize,
    base: usize,
    flip: usize,
    /// The free index of the next pair.
    pub free: usize,
    left: usize,
}

impl Iterator for Pairs {
    type Item = (usize, usize);
    #[inline(always)]
    fn next(&mut self) -> Option<(usize, usize)> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let i = self.free | self.base;
        // Counting up with the fixed bits set carries over them, so that the next free index needs no loop.
        self.free = ((self.free | self.fixed) + 1) & !self.fixed;
        Some((i, i ^ self.flip))
    }
}

/// The entries of X^after · M · X^before in each lane: the identity where the mask is 0; for pairs within one cell
/// (their lanes differ by `within`) the second row goes to the partner lanes, so that row 0 gives the whole new cell.
fn lay(within: Option<usize>, mask: &[f64; 4], before: &[bool; 4], after: &[bool; 4]) -> Lay {
    let mut lay = [[ONE; 4], [ZERO; 4], [ZERO; 4], [ONE; 4]];
    for lane in (0..4).filter(|&l| mask[l] == 1.0) {
        let entry =
            |row: u8, column: u8| 2 * (row ^ u8::from(after[lane])) + (column ^ u8::from(before[lane]));
        match within {
            Some(flip) => {
                (lay[0][lane], lay[1][lane]) = (entry(0, 0), entry(0, 1));
                (lay[0][lane ^ flip], lay[1][lane ^ flip]) = (entry(1, 1), entry(1, 0));
            }
            None => (0..4).for_each(|e| lay[e][lane] = entry(e as u8 >> 1, e as u8 & 1)),
        }
    }
    lay
}

impl Pattern {
    /// Every first index of the pattern in a state of so many qubits, ascending.
    pub fn firsts(self, qubits: usize) -> impl Iterator<Item = usize> {
        (0..1usize << qubits).filter(move |k| k & self.fixed == self.base)
    }
}
