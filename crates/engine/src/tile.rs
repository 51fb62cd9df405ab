//! Large states worked on in tiles that stay in cache: steps that touch few bits are gathered, whatever their
//! order allows, and applied to one tile after the other.
//!
//! Only for the amplitudes layout and states larger than the caches; results are those of the steps one by one.

use crate::cell::{Four, Number};
use crate::compile::{Step, Turn};
use crate::sites::{Sites, Stride};

/// Bits of the cell index within a tile: 2¹⁰ cells are 64 KiB.
const TILE: usize = 10;
/// Bits that every tile has, so that its cells lie in runs of half a kilobyte.
const LOW: u32 = 3;
/// States of at most so many cell bits are not worth it.
const SMALL: usize = 12;

/// Steps applied tile by tile; their strides count the bits of the tile.
#[derive(Clone, Debug)]
pub(crate) struct Tile {
    bits: Vec<u32>,
    pub steps: Vec<Step>,
}

/// Gathers a program's steps into tiles.
pub(crate) fn tiled(steps: Vec<Step>, turns: &mut [Turn], cell_bits: usize) -> Vec<Step> {
    if cell_bits <= SMALL {
        return steps;
    }
    let mut rest: Vec<(Step, u64)> = steps.into_iter().map(|s| touched(s, turns)).collect();
    let mut done = Vec::new();
    while !rest.is_empty() {
        let (bits, taken, left) = gather(rest);
        rest = left;
        if taken.len() == 1 {
            done.extend(taken);
            continue;
        }
        let bits = filled(bits, cell_bits);
        let steps = taken.into_iter().map(|step| within(step, turns, &bits)).collect();
        done.push(Step::Tile(Tile { bits, steps }));
    }
    done
}

/// A step with the bits of the whole index that it touches.
fn touched(step: Step, turns: &[Turn]) -> (Step, u64) {
    let strides: &[Stride] = match &step {
        Step::Turn(index) => match &turns[*index].sites {
            Sites::Strides(strides) => strides,
            Sites::Pairs(_) => &[],
        },
        Step::Exchange(strides) => strides,
        Step::Shuffle(shuffle) => {
            let bits = shuffle.touched();
            return (step, bits);
        }
        Step::Tile(_) => &[],
    };
    let mut bits = 0;
    for s in strides {
        bits |= s.bits.iter().map(|b| 4u64 << b).sum::<u64>() | s.lane_flip as u64;
        for lanes in std::iter::once(s.mask.map(|m| m as u8)).chain(s.lay) {
            bits |= u64::from(lanes[0] != lanes[1] || lanes[2] != lanes[3]);
            bits |= 2 * u64::from(lanes[0] != lanes[2] || lanes[1] != lanes[3]);
        }
    }
    (step, bits)
}

/// Takes the steps that can come next within one tile: those with room for their bits that no step left
/// behind touches. At least the first is taken.
fn gather(steps: Vec<(Step, u64)>) -> (u64, Vec<Step>, Vec<(Step, u64)>) {
    let low = (4u64 << LOW) - 1;
    let room = TILE as u32 + 2;
    let (mut bits, mut blocked) = (low, 0u64);
    let (mut taken, mut left) = (Vec::new(), Vec::new());
    for (step, touched) in steps {
        let fits = (bits | touched).count_ones() <= room && touched & blocked == 0;
        if fits || (taken.is_empty() && left.is_empty()) {
            let alone = !fits;
            bits |= touched;
            taken.push(step);
            if alone {
                blocked = u64::MAX;
            }
        } else {
            blocked |= touched;
            left.push((step, touched));
        }
    }
    (bits, taken, left)
}

/// The cell bits of a tile, ascending, filled up with the lowest that are free.
fn filled(index_bits: u64, cell_bits: usize) -> Vec<u32> {
    let mut bits = index_bits >> 2;
    for b in 0..cell_bits {
        if (bits.count_ones() as usize) < TILE {
            bits |= 1 << b;
        }
    }
    (0..cell_bits as u32).filter(|b| bits >> b & 1 == 1).collect()
}

/// The step with its strides counting the bits of a tile.
fn within(step: Step, turns: &mut [Turn], bits: &[u32]) -> Step {
    let moved =
        |index: usize| bits.iter().enumerate().map(|(to, from)| (index >> from & 1) << to).sum::<usize>();
    let place = |stride: &mut Stride| {
        for bit in &mut stride.bits {
            *bit = bits.iter().position(|b| b == bit).unwrap_or(0) as u32;
        }
        (stride.base, stride.flip) = (moved(stride.base), moved(stride.flip));
    };
    match step {
        Step::Turn(index) => {
            if let Sites::Strides(strides) = &mut turns[index].sites {
                strides.iter_mut().for_each(place);
            }
            Step::Turn(index)
        }
        Step::Exchange(mut strides) => {
            strides.iter_mut().for_each(place);
            Step::Exchange(strides)
        }
        Step::Shuffle(shuffle) => Step::Shuffle(shuffle.moved(|bit| match bit {
            0 | 1 => bit,
            _ => 2 + bits.iter().position(|b| *b == bit - 2).unwrap_or(0) as u32,
        })),
        tile => tile,
    }
}

impl Tile {
    /// How many cells a tile has.
    pub fn cells(&self) -> usize {
        1 << self.bits.len()
    }
    /// How many tiles a state of so many cells has.
    pub fn count(&self, cells: usize) -> usize {
        cells >> self.bits.len()
    }
    /// Copies a tile out of a state.
    pub fn load<R: Number>(&self, number: usize, cells: &[Four<R>], tile: &mut [Four<R>]) {
        self.each_run(number, |from, to, length| {
            copy(&cells[from..from + length], &mut tile[to..to + length])
        });
    }
    /// Copies a tile back.
    pub fn store<R: Number>(&self, number: usize, tile: &[Four<R>], cells: &mut [Four<R>]) {
        self.each_run(number, |to, from, length| {
            copy(&tile[from..from + length], &mut cells[to..to + length])
        });
    }
    /// Calls with (place in the state, place in the tile, length) for every run of neighbouring cells.
    #[inline(always)]
    fn each_run(&self, number: usize, mut run: impl FnMut(usize, usize, usize)) {
        let low = self.bits.iter().enumerate().take_while(|(i, b)| *i == **b as usize).count();
        let base = self.bits.iter().fold(number, |i, b| ((i >> b) << (b + 1)) | (i & ((1 << b) - 1)));
        let high = self.bits[low..].iter().map(|b| 1usize << b).sum::<usize>();
        let mut at = 0;
        for r in 0..1usize << (self.bits.len() - low) {
            run(base | at, r << low, 1 << low);
            // Counting up with all other bits set carries over them.
            at = ((at | !high).wrapping_add(1)) & high;
        }
    }
}

/// Runs are short: vector by vector is faster than a call that copies memory.
#[inline(always)]
fn copy<R: Number>(from: &[Four<R>], to: &mut [Four<R>]) {
    for (to, from) in to.iter_mut().zip(from) {
        for k in 0..R::PARTS {
            to.set_part(k, from.part(k));
        }
    }
}
