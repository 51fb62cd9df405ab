//! Permutations that leave most bits of an index alone, through a copy of a slab of the state at a time.
//!
//! A slab is all amplitudes that agree in the bits that stay, but for the lowest, so that memory is read in runs. Not
//! here: which permutation it is (`shuffle`).

use crate::cell::{Four, Number};
use crate::shuffle::{get, put};

/// Bits of the index that every slab has: runs of 256 bytes.
const LOW: usize = 15;
/// A slab is at most this part of the state.
pub(crate) const SHARE: usize = 32;

/// How a state is cut into slabs.
#[derive(Clone, Debug)]
pub(crate) struct Slabs {
    /// The bits of the index within a slab.
    bits: usize,
    /// Neighbouring ones: their place in the index, their place in a slab, and how many as a mask.
    runs: Vec<(u32, u32, usize)>,
}

impl Slabs {
    /// Slabs for a permutation that changes these bits; none where they would be too large.
    pub fn of(changed: usize, amplitudes: usize) -> Option<Slabs> {
        let bits = (changed | LOW) & (amplitudes - 1);
        if changed == usize::MAX || SHARE << bits.count_ones() > amplitudes {
            return None;
        }
        let mut runs: Vec<(u32, u32, usize)> = Vec::new();
        for (place, index) in (0..usize::BITS).filter(|b| bits >> b & 1 == 1).enumerate() {
            match runs.last_mut() {
                Some((first, _, mask)) if *first + mask.count_ones() == index => *mask = *mask << 1 | 1,
                _ => runs.push((index, place as u32, 1)),
            }
        }
        Some(Slabs { bits, runs })
    }
    /// Moves amplitudes: `ways` gives for every index of a slab (from where, to where), both in that slab.
    pub fn permute<R: Number>(&self, cells: &mut [Four<R>], ways: impl Fn(usize) -> (usize, usize)) {
        let (size, count) = (1usize << self.bits.count_ones(), cells.len() * 4);
        let mut slab = vec![Four::<R>::ZERO; size / 4];
        let mut base = 0;
        for _ in 0..count / size {
            self.each(base, |_, index| {
                let (from, to) = ways(index);
                put(&mut slab, self.place(to), get(cells, from));
            });
            self.each(base, |place, index| {
                if place & 3 == 0 {
                    cells[index >> 2] = slab[place >> 2];
                }
            });
            base = ((base | self.bits) + 1) & !self.bits;
        }
    }
    /// Calls with every place in a slab and its index, ascending.
    #[inline(always)]
    fn each(&self, base: usize, mut call: impl FnMut(usize, usize)) {
        let mut at = 0;
        for place in 0..1usize << self.bits.count_ones() {
            call(place, base | at);
            at = ((at | !self.bits).wrapping_add(1)) & self.bits;
        }
    }
    /// The place in its slab of an index.
    #[inline(always)]
    fn place(&self, index: usize) -> usize {
        self.runs.iter().fold(0, |place, &(first, to, mask)| place | (index >> first & mask) << to)
    }
}
