//! Reading a zlib stream: what comes before damage is kept.

use super::{END, METHOD, ORDER, adler, distance, first_codes, length};

/// The bytes that a stream holds, at most so many, and whether the stream was whole.
pub(crate) fn inflate(stream: &[u8], most: usize) -> (Vec<u8>, bool) {
    let mut reader = Reader { stream, bit: 16, out: Vec::new(), most };
    let whole = reader.stream().is_some();
    (reader.out, whole)
}

struct Reader<'a> {
    stream: &'a [u8],
    /// The next bit, counted from the first byte's lowest.
    bit: usize,
    out: Vec<u8>,
    most: usize,
}

/// A prefix code: its symbols by the length of their codes, and in order where that is the same.
struct Code {
    symbols: Vec<usize>,
    first: [usize; 16],
    counts: [usize; 16],
}

impl Code {
    fn of(lengths: &[u8]) -> Code {
        let (mut symbols, mut counts) = (Vec::new(), [0; 16]);
        for (bits, count) in (1..).zip(&mut counts[1..]) {
            let before = symbols.len();
            symbols.extend((0..lengths.len()).filter(|s| usize::from(lengths[*s]) == bits));
            *count = symbols.len() - before;
        }
        Code { symbols, first: first_codes(lengths), counts }
    }
}

/// The lengths of the codes that need no description.
fn known() -> (Code, Code) {
    let bits = |symbol| match symbol {
        0..144 => 8,
        144..256 => 9,
        256..280 => 7,
        _ => 8,
    };
    (Code::of(&(0..288).map(bits).collect::<Vec<u8>>()), Code::of(&[5; 30]))
}

impl Reader<'_> {
    fn stream(&mut self) -> Option<()> {
        let (method, flags) = (*self.stream.first()?, *self.stream.get(1)?);
        let sound = (u32::from(method) << 8 | u32::from(flags)) % 31 == 0 && flags & 32 == 0;
        if method & 15 != METHOD & 15 || method > METHOD || !sound {
            return None;
        }
        while {
            let last = self.bits(1)? == 1;
            self.block()?;
            !last
        } {}
        let end = self.bit.div_ceil(8);
        let sum = self.stream.get(end..end + 4)?;
        (sum == adler(&self.out).to_be_bytes()).then_some(())
    }

    fn bits(&mut self, count: usize) -> Option<usize> {
        let mut value = 0;
        for i in 0..count {
            let byte = *self.stream.get(self.bit / 8)?;
            value |= usize::from(byte >> (self.bit % 8) & 1) << i;
            self.bit += 1;
        }
        Some(value)
    }

    fn block(&mut self) -> Option<()> {
        let (symbols, distances) = match self.bits(2)? {
            0 => return self.stored(),
            1 => known(),
            2 => self.described()?,
            _ => return None,
        };
        loop {
            match self.symbol(&symbols)? {
                END => return Some(()),
                symbol if symbol < END => self.push(symbol as u8)?,
                symbol => {
                    let (least, bits) = length(symbol - END - 1);
                    let count = least + self.bits(bits)?;
                    let (least, bits) = distance(self.symbol(&distances)?);
                    let back = least + self.bits(bits)?;
                    for _ in 0..count {
                        let byte = *self.out.get(self.out.len().checked_sub(back)?)?;
                        self.push(byte)?;
                    }
                }
            }
        }
    }

    fn stored(&mut self) -> Option<()> {
        self.bit = self.bit.next_multiple_of(8);
        let (count, check) = (self.bits(16)?, self.bits(16)?);
        if count != check ^ 0xffff {
            return None;
        }
        for _ in 0..count {
            let byte = self.bits(8)?;
            self.push(byte as u8)?;
        }
        Some(())
    }

    fn described(&mut self) -> Option<(Code, Code)> {
        let (symbols, distances) = (self.bits(5)? + 257, self.bits(5)? + 1);
        let mut lengths = [0; ORDER.len()];
        for place in &ORDER[..self.bits(4)? + 4] {
            lengths[*place] = self.bits(3)? as u8;
        }
        let code = Code::of(&lengths);
        let mut lengths: Vec<u8> = Vec::new();
        while lengths.len() < symbols + distances {
            let (length, count) = match self.symbol(&code)? {
                16 => (*lengths.last()?, 3 + self.bits(2)?),
                17 => (0, 3 + self.bits(3)?),
                18 => (0, 11 + self.bits(7)?),
                length => (length as u8, 1),
            };
            lengths.extend((0..count).map(|_| length));
        }
        let (symbols, distances) = lengths[..symbols + distances].split_at(symbols);
        Some((Code::of(symbols), Code::of(distances)))
    }

    fn symbol(&mut self, code: &Code) -> Option<usize> {
        let (mut read, mut before) = (0, 0);
        for bits in 1..16 {
            read = read << 1 | self.bits(1)?;
            let place = read.wrapping_sub(code.first[bits]);
            if place < code.counts[bits] {
                return code.symbols.get(before + place).copied();
            }
            before += code.counts[bits];
        }
        None
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        (self.out.len() < self.most).then(|| self.out.push(byte))
    }
}
