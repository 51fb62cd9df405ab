//! The decoder of the .lzma format, without position bits and with a base.
//!
//! After "LZMA specification" (Igor Pavlov, 2015), whose names are used: 13 bytes of header (properties, window, size
//! of the content), then bits of a range coder with adaptive probabilities. A library's decoder does the same in ten
//! times the bytes, which every visitor would load first. Here: decoding from one slice into another, as far as the
//! input reaches. Not here: whose memory that is (`lib`).

/// The size of the header with the coder's first bytes.
const HEADER: usize = 18;
/// The bytes that one symbol takes at most.
const LONGEST: usize = 24;
/// Literals are guessed by at most this many bits of the byte before them.
const MOST_CONTEXT: u8 = 4;

// Where each kind of probability begins in the table.
const IS_MATCH: usize = 0;
const IS_REP: usize = 12;
const IS_REP_G0: usize = 24;
const IS_REP_G1: usize = 36;
const IS_REP_G2: usize = 48;
const IS_REP0_LONG: usize = 60;
const LENGTH: usize = 72;
const REP_LENGTH: usize = LENGTH + 274;
const SLOT: usize = REP_LENGTH + 274;
const SPECIAL: usize = SLOT + 256;
const ALIGN: usize = SPECIAL + 128;
const LITERAL: usize = ALIGN + 16;
const CHANCES: usize = LITERAL + (0x300 << MOST_CONTEXT);

/// Why a packed file cannot be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It breaks the format's rules.
    Damaged,
    /// It is over before its content is.
    Short,
    /// Its content does not fit into the room there is.
    Large,
}

/// Where decoding stands.
pub struct Decoder {
    /// The next byte of the input.
    at: usize,
    /// The next byte of the output, and its end; the base lies before the content.
    to: usize,
    end: usize,
    range: u32,
    code: u32,
    state: usize,
    reps: [usize; 4],
    context: u8,
    chances: [u16; CHANCES],
}

impl Default for Decoder {
    fn default() -> Decoder {
        Decoder::new()
    }
}

impl Decoder {
    /// A decoder that has read nothing.
    pub const fn new() -> Decoder {
        Decoder {
            at: 0,
            to: 0,
            end: 0,
            range: 0,
            code: 0,
            state: 0,
            reps: [0; 4],
            context: 0,
            chances: [0; CHANCES],
        }
    }

    /// Decodes on: `input` is all of the packed file that has come so far, and `last` says that it is all there is;
    /// `output` begins with the base, `base` bytes long. Gives the content's size when the content is complete.
    ///
    /// # Errors
    /// When the file is damaged, ends early, or its content does not fit behind the base.
    pub fn run(
        &mut self,
        input: &[u8],
        last: bool,
        output: &mut [u8],
        base: usize,
    ) -> Result<Option<usize>, Refusal> {
        if self.at == 0 {
            if input.len() < HEADER {
                return if last { Err(Refusal::Short) } else { Ok(None) };
            }
            self.begin(input, output.len(), base)?;
        }
        let reserve = if last { 0 } else { LONGEST };
        while self.to < self.end && self.at + reserve <= input.len() {
            self.symbol(input, output)?;
        }
        match (self.to == self.end, last) {
            (true, _) => Ok(Some(self.end - base)),
            (false, true) => Err(Refusal::Short),
            (false, false) => Ok(None),
        }
    }

    fn begin(&mut self, input: &[u8], room: usize, base: usize) -> Result<(), Refusal> {
        let word = |at: usize| u32::from_le_bytes([input[at], input[at + 1], input[at + 2], input[at + 3]]);
        if input[0] > MOST_CONTEXT || input[13] != 0 {
            return Err(Refusal::Damaged);
        }
        let size = word(5) as usize;
        if word(9) != 0 || size > room.saturating_sub(base) {
            return Err(Refusal::Large);
        }
        *self = Decoder::new();
        self.context = input[0];
        (self.range, self.code) = (u32::MAX, word(14).swap_bytes());
        (self.at, self.to, self.end) = (HEADER, base, base + size);
        self.chances.fill(1024);
        Ok(())
    }

    fn symbol(&mut self, input: &[u8], output: &mut [u8]) -> Result<(), Refusal> {
        if !self.bit(IS_MATCH + self.state, input)? {
            return self.literal(input, output);
        }
        let size = self.repetition(input)?;
        let back = self.reps[0] + 1;
        if back > self.to || size > self.end - self.to {
            return Err(Refusal::Damaged);
        }
        for to in self.to..self.to + size {
            output[to] = output[to - back];
        }
        self.to += size;
        Ok(())
    }

    fn literal(&mut self, input: &[u8], output: &mut [u8]) -> Result<(), Refusal> {
        let before = if self.to > 0 { output[self.to - 1] } else { 0 };
        let first = LITERAL + 0x300 * (usize::from(before) >> (8 - self.context));
        let mut symbol = 1;
        if self.state >= 7 {
            let mut expected = usize::from(output[self.to - self.reps[0] - 1]);
            while symbol < 0x100 {
                expected <<= 1;
                let guess = expected & 0x100;
                let one = usize::from(self.bit(first + 0x100 + guess + symbol, input)?);
                symbol = symbol << 1 | one;
                if one << 8 != guess {
                    break;
                }
            }
        }
        while symbol < 0x100 {
            symbol = symbol << 1 | usize::from(self.bit(first + symbol, input)?);
        }
        output[self.to] = symbol as u8;
        self.to += 1;
        self.state -= match self.state {
            0..4 => self.state,
            4..10 => 3,
            _ => 6,
        };
        Ok(())
    }

    /// Gives how much of what lies `reps[0]` back is to be repeated.
    fn repetition(&mut self, input: &[u8]) -> Result<usize, Refusal> {
        let early = self.state < 7;
        if !self.bit(IS_REP + self.state, input)? {
            self.state = if early { 7 } else { 10 };
            let size = self.length(LENGTH, input)?;
            self.reps.copy_within(0..3, 1);
            self.reps[0] = self.distance(size, input)?;
            return Ok(size);
        }
        if !self.bit(IS_REP_G0 + self.state, input)? {
            if !self.bit(IS_REP0_LONG + self.state, input)? {
                self.state = if early { 9 } else { 11 };
                return Ok(1);
            }
        } else {
            let which = if !self.bit(IS_REP_G1 + self.state, input)? {
                1
            } else {
                2 + usize::from(self.bit(IS_REP_G2 + self.state, input)?)
            };
            self.reps[..=which].rotate_right(1);
        }
        self.state = if early { 8 } else { 11 };
        self.length(REP_LENGTH, input)
    }

    fn length(&mut self, first: usize, input: &[u8]) -> Result<usize, Refusal> {
        let (least, tree, bits) = if !self.bit(first, input)? {
            (2, first + 2, 3)
        } else if !self.bit(first + 1, input)? {
            (10, first + 10, 3)
        } else {
            (18, first + 18, 8)
        };
        Ok(least + self.tree(tree, bits, input)?)
    }

    fn distance(&mut self, size: usize, input: &[u8]) -> Result<usize, Refusal> {
        let slot = self.tree(SLOT + 64 * (size - 2).min(3), 6, input)?;
        if slot < 4 {
            return Ok(slot);
        }
        let bits = (slot >> 1) - 1;
        let high = (2 | slot & 1) << bits;
        if slot < 14 {
            return Ok(high + self.reversed(SPECIAL + high - slot, bits, input)?);
        }
        let middle = self.direct(bits - 4, input)?;
        Ok(high + (middle << 4) + self.reversed(ALIGN, 4, input)?)
    }

    fn tree(&mut self, first: usize, bits: usize, input: &[u8]) -> Result<usize, Refusal> {
        let mut node = 1;
        for _ in 0..bits {
            node = node << 1 | usize::from(self.bit(first + node, input)?);
        }
        Ok(node - (1 << bits))
    }

    fn reversed(&mut self, first: usize, bits: usize, input: &[u8]) -> Result<usize, Refusal> {
        let (mut node, mut value) = (1, 0);
        for place in 0..bits {
            let one = usize::from(self.bit(first + node, input)?);
            node = node << 1 | one;
            value |= one << place;
        }
        Ok(value)
    }

    fn direct(&mut self, bits: usize, input: &[u8]) -> Result<usize, Refusal> {
        let mut value = 0;
        for _ in 0..bits {
            self.range >>= 1;
            let one = self.code >= self.range;
            if one {
                self.code -= self.range;
            }
            self.fill(input)?;
            value = value << 1 | usize::from(one);
        }
        Ok(value)
    }

    fn bit(&mut self, index: usize, input: &[u8]) -> Result<bool, Refusal> {
        let chance = &mut self.chances[index];
        let bound = (self.range >> 11) * u32::from(*chance);
        let one = self.code >= bound;
        if one {
            self.range -= bound;
            self.code -= bound;
            *chance -= *chance >> 5;
        } else {
            self.range = bound;
            *chance += (2048 - *chance) >> 5;
        }
        self.fill(input)?;
        Ok(one)
    }

    fn fill(&mut self, input: &[u8]) -> Result<(), Refusal> {
        if self.range < 1 << 24 {
            let byte = *input.get(self.at).ok_or(Refusal::Short)?;
            self.at += 1;
            self.range <<= 8;
            self.code = self.code << 8 | u32::from(byte);
        }
        Ok(())
    }
}
