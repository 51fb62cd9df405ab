//! A wasm module in streams: operations apart from indices of locals, offsets, numbers and so on, which packs smaller
//! than the module as it is, because each stream repeats itself in its own way.
//!
//! One walk over a module's bytes does both directions: it only says to which stream the next byte belongs, and never
//! needs to know what comes later. Content: the length of each stream as four bytes, little end first, then the streams.
//! Not here: packing and unpacking (`decoder`).

/// Number of streams.
const STREAMS: usize = 10;
/// Bytes before the streams.
const HEAD: usize = 4 * STREAMS;

/// Everything that is not code: sections, their sizes.
const REST: usize = 0;
/// Sizes of functions.
const SIZES: usize = 1;
/// Declarations of locals.
const LOCALS: usize = 2;
/// Operations, with what follows closely from them: alignments, functions called, lanes.
const OPS: usize = 3;
/// Types of blocks.
const BLOCKS: usize = 4;
/// Where branches go.
const BRANCHES: usize = 5;
/// Which locals and globals are read and written.
const VARIABLES: usize = 6;
/// Offsets of loads and stores.
const OFFSETS: usize = 7;
/// Integers of 32 and of 64 bits.
const INTEGERS: usize = 8;
/// Numbers and vectors byte by byte.
const BYTES: usize = 9;

/// Moves one byte between a module and one of its streams; gives the byte.
trait Mover {
    fn byte(&mut self, stream: usize) -> Option<u8>;
}

/// Follows a module through its bytes.
struct Walk<M> {
    mover: M,
    at: usize,
}

impl<M: Mover> Walk<M> {
    fn byte(&mut self, stream: usize) -> Option<u8> {
        self.at += 1;
        self.mover.byte(stream)
    }
    fn bytes(&mut self, stream: usize, count: usize) -> Option<()> {
        (0..count).try_for_each(|_| self.byte(stream).map(drop))
    }
    /// A number of variable length; of its value the lowest 32 bits.
    fn number(&mut self, stream: usize) -> Option<u32> {
        let (mut value, mut shift) = (0u32, 0u32);
        loop {
            let byte = self.byte(stream)?;
            value |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 128 {
                return Some(value);
            }
        }
    }
    fn numbers(&mut self, stream: usize, count: usize) -> Option<()> {
        (0..count).try_for_each(|_| self.number(stream).map(drop))
    }

    /// A module of so many bytes; `None` where it ends early or holds what is not known.
    fn module(&mut self, length: usize) -> Option<()> {
        self.bytes(REST, 8)?;
        while self.at < length {
            let section = self.byte(REST)?;
            let size = self.number(REST)? as usize;
            let end = self.at.checked_add(size)?;
            if section != 10 {
                self.bytes(REST, size)?;
                continue;
            }
            for _ in 0..self.number(REST)? {
                self.function()?;
            }
            if self.at != end {
                return None;
            }
        }
        (self.at == length).then_some(())
    }
    fn function(&mut self) -> Option<()> {
        let size = self.number(SIZES)? as usize;
        let end = self.at.checked_add(size)?;
        for _ in 0..self.number(LOCALS)? {
            self.number(LOCALS)?;
            self.byte(LOCALS)?;
        }
        while self.at < end {
            self.op()?;
        }
        (self.at == end).then_some(())
    }
    /// An operation and what belongs to it (WebAssembly Core Specification 2.0, section 5.4).
    fn op(&mut self) -> Option<()> {
        match self.byte(OPS)? {
            0x02..=0x04 => self.numbers(BLOCKS, 1),
            0x0c | 0x0d => self.numbers(BRANCHES, 1),
            0x0e => {
                let count = self.number(BRANCHES)? as usize;
                self.numbers(BRANCHES, count.checked_add(1)?)
            }
            0x11 => self.numbers(OPS, 2),
            0x1c => {
                let count = self.number(OPS)? as usize;
                self.bytes(OPS, count)
            }
            0x20..=0x24 => self.numbers(VARIABLES, 1),
            0x28..=0x3e => self.memory(),
            0x10 | 0x25 | 0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => self.numbers(OPS, 1),
            0x41 | 0x42 => self.numbers(INTEGERS, 1),
            0x43 => self.bytes(BYTES, 4),
            0x44 => self.bytes(BYTES, 8),
            0xfc => match self.number(OPS)? {
                0..=7 => Some(()),
                8 | 10 | 12 | 14 => self.numbers(OPS, 2),
                9 | 11 | 13 | 15..=17 => self.numbers(OPS, 1),
                _ => None,
            },
            0xfd => match self.number(OPS)? {
                0..=11 | 92 | 93 => self.memory(),
                12 | 13 => self.bytes(BYTES, 16),
                21..=34 => self.bytes(OPS, 1),
                84..=91 => {
                    self.memory()?;
                    self.bytes(OPS, 1)
                }
                14..=275 => Some(()),
                _ => None,
            },
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => Some(()),
            _ => None,
        }
    }
    /// Alignment and offset.
    fn memory(&mut self) -> Option<()> {
        self.number(OPS)?;
        self.numbers(OFFSETS, 1)
    }
}

/// From a module to its streams.
struct Apart<'a> {
    module: core::slice::Iter<'a, u8>,
    streams: [Vec<u8>; STREAMS],
}

impl Mover for Apart<'_> {
    fn byte(&mut self, stream: usize) -> Option<u8> {
        let byte = *self.module.next()?;
        self.streams[stream].push(byte);
        Some(byte)
    }
}

/// A module's content in streams; none where it holds an operation that is not known here.
pub fn apart(module: &[u8]) -> Option<Vec<u8>> {
    let mut walk = Walk { mover: Apart { module: module.iter(), streams: Default::default() }, at: 0 };
    walk.module(module.len())?;
    let streams = walk.mover.streams;
    let lengths = streams.iter().flat_map(|stream| (stream.len() as u32).to_le_bytes());
    Some(lengths.chain(streams.iter().flatten().copied()).collect())
}

/// From streams to a module.
struct Together<'a> {
    content: &'a [u8],
    /// Where each stream is read next; a stream ends where the next begins.
    next: [usize; STREAMS],
    ends: [usize; STREAMS],
    module: &'a mut [u8],
    written: usize,
}

impl Mover for Together<'_> {
    fn byte(&mut self, stream: usize) -> Option<u8> {
        let at = *self.next.get(stream)?;
        if at >= *self.ends.get(stream)? {
            return None;
        }
        *self.next.get_mut(stream)? += 1;
        let byte = *self.content.get(at)?;
        *self.module.get_mut(self.written)? = byte;
        self.written += 1;
        Some(byte)
    }
}

/// Puts a module together from its content in streams; gives its size. `None` where the content is none of `apart`'s, or
/// `module` has no room.
pub fn together(content: &[u8], module: &mut [u8]) -> Option<usize> {
    let (mut next, mut ends) = ([0; STREAMS], [0; STREAMS]);
    let mut at = HEAD;
    for (i, length) in content.get(..HEAD)?.chunks_exact(4).enumerate() {
        let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize;
        *next.get_mut(i)? = at;
        at = at.checked_add(length)?;
        *ends.get_mut(i)? = at;
    }
    if at != content.len() {
        return None;
    }
    let length = at - HEAD;
    let mut walk = Walk { mover: Together { content, next, ends, module, written: 0 }, at: 0 };
    walk.module(length)?;
    Some(length)
}
