//! A wasm module in streams: operations apart from indices of locals, offsets, numbers and so on, which packs smaller
//! than the module as it is, because each stream repeats itself in its own way.
//!
//! One walk over a module's bytes does both directions: it only says to which stream the next byte belongs, and never
//! needs to know what comes later. What belongs to an operation is looked up in tables. Content: the length of each stream as four bytes, little end first, then the streams.
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
    // Written out once each: every visitor loads this.
    #[inline(never)]
    fn bytes(&mut self, stream: usize, count: usize) -> Option<()> {
        (0..count).try_for_each(|_| self.byte(stream).map(drop))
    }
    /// A number of variable length; of its value the lowest 32 bits.
    #[inline(never)]
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
    /// An operation and what belongs to it.
    fn op(&mut self) -> Option<()> {
        let mut shape = *PLAIN.get(usize::from(self.byte(OPS)?))?;
        if shape == SHORT_PREFIX || shape == VECTOR_PREFIX {
            let table: &[u8] = if shape == SHORT_PREFIX { &SHORT } else { &VECTORS };
            shape = *table.get(self.number(OPS)? as usize)?;
        }
        let Shape { memory, stream, numbers, bytes } = *SHAPES.get(usize::from(shape))?;
        let (stream, mut numbers, mut bytes) = (stream as usize, numbers as usize, bytes as usize);
        if memory {
            // Alignment and offset.
            self.number(OPS)?;
            self.number(OFFSETS)?;
        }
        if shape == MANY_BRANCHES {
            numbers = (self.number(stream)? as usize).checked_add(1)?;
        }
        if shape == TYPES {
            bytes = self.number(stream)? as usize;
        }
        for _ in 0..numbers {
            self.number(stream)?;
        }
        self.bytes(stream, bytes)
    }
}

/// What belongs to an operation.
#[derive(Clone, Copy)]
struct Shape {
    /// An alignment and an offset, first of all.
    memory: bool,
    /// Where the rest belongs.
    stream: u8,
    /// Numbers of variable length.
    numbers: u8,
    /// Single bytes.
    bytes: u8,
}

const fn shape(memory: bool, stream: usize, numbers: u8, bytes: u8) -> Shape {
    Shape { memory, stream: stream as u8, numbers, bytes }
}

/// The shapes there are; two of them count what belongs to them by a number before it.
const SHAPES: [Shape; 15] = [
    shape(false, OPS, 0, 0),
    shape(false, OPS, 1, 0),
    shape(false, OPS, 2, 0),
    shape(false, OPS, 0, 1),
    shape(false, BLOCKS, 1, 0),
    shape(false, BRANCHES, 1, 0),
    shape(false, VARIABLES, 1, 0),
    shape(false, INTEGERS, 1, 0),
    shape(false, BYTES, 0, 4),
    shape(false, BYTES, 0, 8),
    shape(false, BYTES, 0, 16),
    shape(true, OPS, 0, 0),
    shape(true, OPS, 0, 1),
    shape(false, BRANCHES, 0, 0),
    shape(false, OPS, 0, 0),
];
// Their places there.
const NOTHING: u8 = 0;
const ONE: u8 = 1;
const TWO: u8 = 2;
const LANE: u8 = 3;
const BLOCK: u8 = 4;
const BRANCH: u8 = 5;
const VARIABLE: u8 = 6;
const INTEGER: u8 = 7;
const FOUR_BYTES: u8 = 8;
const EIGHT_BYTES: u8 = 9;
const VECTOR: u8 = 10;
const MEMORY: u8 = 11;
const MEMORY_LANE: u8 = 12;
const MANY_BRANCHES: u8 = 13;
const TYPES: u8 = 14;
/// No shape: another number follows, which says the operation. From here on there is none in `SHAPES`.
const SHORT_PREFIX: u8 = 16;
const VECTOR_PREFIX: u8 = 17;
/// An operation that is not known here.
const UNKNOWN: u8 = 255;

/// A table by rows of first, last and shape; later rows count before earlier ones.
const fn table<const N: usize>(rows: &[(usize, usize, u8)]) -> [u8; N] {
    let mut table = [UNKNOWN; N];
    let mut row = 0;
    while row < rows.len() {
        let (mut at, last, shape) = rows[row];
        while at <= last {
            table[at] = shape;
            at += 1;
        }
        row += 1;
    }
    table
}

/// Operations of one byte (WebAssembly Core Specification 2.0, section 5.4).
static PLAIN: [u8; 256] = table(&[
    (0x00, 0x01, NOTHING),
    (0x02, 0x04, BLOCK),
    (0x05, 0x05, NOTHING),
    (0x0b, 0x0b, NOTHING),
    (0x0c, 0x0d, BRANCH),
    (0x0e, 0x0e, MANY_BRANCHES),
    (0x0f, 0x0f, NOTHING),
    (0x10, 0x10, ONE),
    (0x11, 0x11, TWO),
    (0x1a, 0x1b, NOTHING),
    (0x1c, 0x1c, TYPES),
    (0x20, 0x24, VARIABLE),
    (0x25, 0x26, ONE),
    (0x28, 0x3e, MEMORY),
    (0x3f, 0x40, ONE),
    (0x41, 0x42, INTEGER),
    (0x43, 0x43, FOUR_BYTES),
    (0x44, 0x44, EIGHT_BYTES),
    (0x45, 0xc4, NOTHING),
    (0xd0, 0xd0, ONE),
    (0xd1, 0xd1, NOTHING),
    (0xd2, 0xd2, ONE),
    (0xfc, 0xfc, SHORT_PREFIX),
    (0xfd, 0xfd, VECTOR_PREFIX),
]);
/// Those after 0xfc.
static SHORT: [u8; 18] =
    table(&[(0, 7, NOTHING), (8, 17, ONE), (8, 8, TWO), (10, 10, TWO), (12, 12, TWO), (14, 14, TWO)]);
/// Those after 0xfd.
static VECTORS: [u8; 276] = table(&[
    (0, 11, MEMORY),
    (12, 13, VECTOR),
    (14, 275, NOTHING),
    (21, 34, LANE),
    (84, 91, MEMORY_LANE),
    (92, 93, MEMORY),
]);

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
