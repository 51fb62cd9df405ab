//! zlib streams (RFC 1950 with RFC 1951) in which links hold their text: written, and read as far as they are whole.
//!
//! Our own because of size: libraries are made for speed with streams of any length, and a page carries that for
//! texts of a few kilobytes. Here: what both directions share. Not here: letters for links (`base64url`).

mod inflate;
mod pack;
#[cfg(test)]
mod tests;

pub(crate) use inflate::inflate;
pub(crate) use pack::deflate;

/// Deflate, with the largest window.
const METHOD: u8 = 0x78;
/// The rest of the header: the hardest compression, and what makes both bytes a multiple of 31.
const EFFORT: u8 = 0xda;
/// The symbol that ends a block.
const END: usize = 256;
/// The order in which a block says how long the codes for lengths of codes are.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/// How far back a copy may reach.
const WINDOW: usize = 1 << 15;
/// How many symbols there are for lengths, and for distances.
const SYMBOLS: (usize, usize) = (29, 30);

/// The checksum at a stream's end (RFC 1950, section 8).
fn adler(bytes: &[u8]) -> u32 {
    let step = |(a, b): (u32, u32), byte: &u8| {
        let a = (a + u32::from(*byte)) % 65521;
        (a, (b + a) % 65521)
    };
    let (a, b) = bytes.iter().fold((1, 0), step);
    b << 16 | a
}

/// The shortest copy of a symbol from 0 on, and how many bits say how much longer it is.
fn length(symbol: usize) -> (usize, usize) {
    match symbol {
        28 => (258, 0),
        _ => spread(symbol, 4, 3),
    }
}

/// The least distance of a symbol, and how many bits say how much more it is.
fn distance(symbol: usize) -> (usize, usize) {
    spread(symbol, 2, 1)
}

/// Values from `least` on, where every `each` symbols the reach of a symbol doubles, after twice as many of reach 1.
fn spread(symbol: usize, each: usize, least: usize) -> (usize, usize) {
    let bits = (symbol / each).saturating_sub(1);
    let first = if bits == 0 { symbol } else { (each + symbol % each) << bits };
    (least + first, bits)
}

/// The first code of each length (1 to 15), of codes with these lengths (RFC 1951, section 3.2.2).
fn first_codes(lengths: &[u8]) -> [usize; 16] {
    let (mut first, mut code) = ([0; 16], 0);
    for (bits, first) in (1..).zip(&mut first[1..]) {
        code <<= 1;
        *first = code;
        code += lengths.iter().filter(|l| usize::from(**l) == bits).count();
    }
    first
}
