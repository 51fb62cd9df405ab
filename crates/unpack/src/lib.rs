//! Unpacks the packed modules that the page loads, as they arrive: a module of two kilobytes without imports.
//!
//! Here: the module's memory, one file at a time, and the functions by which www/load.js uses it. Not here: decoding
//! (`decoder`), putting a module together from its streams (`streams`), packing (xtask's `pack`).
//!
//! Use: write the base's content at `output()`, the packed bytes at `input()`, and call `feed` as more of them are
//! there; then `join` makes the module of the content.

mod decoder;
pub mod streams;

pub use decoder::{Decoder, Refusal};

use std::sync::Mutex;

/// The largest packed file, in bytes.
pub const INPUT: usize = 1 << 20;
/// The largest base and content together, in bytes.
pub const OUTPUT: usize = 4 << 20;

struct Desk {
    decoder: Decoder,
    input: [u8; INPUT],
    output: [u8; OUTPUT],
}

static DESK: Mutex<Desk> =
    Mutex::new(Desk { decoder: Decoder::new(), input: [0; INPUT], output: [0; OUTPUT] });

fn at_desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    work(&mut DESK.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Where the packed file goes, an address in this module's memory.
#[unsafe(no_mangle)]
pub extern "C" fn input() -> usize {
    at_desk(|desk| desk.input.as_ptr() as usize)
}

/// Where the base goes; the content comes behind it.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> usize {
    at_desk(|desk| desk.output.as_ptr() as usize)
}

/// Unpacks on: `packed` bytes are there by now, `last` (not 0) says that they are all, and the base has `base` bytes.
/// Gives the content's size when it is complete, 0 when more is needed, -1 when the file is damaged, -2 when it ends
/// early, -3 when it is too large.
#[unsafe(no_mangle)]
pub extern "C" fn feed(packed: usize, last: i32, base: usize) -> i32 {
    at_desk(|Desk { decoder, input, output }| {
        let Some(input) = input.get(..packed) else { return -3 };
        match decoder.run(input, last != 0, output, base) {
            Ok(done) => done.map_or(0, |size| size as i32),
            Err(Refusal::Damaged) => -1,
            Err(Refusal::Short) => -2,
            Err(Refusal::Large) => -3,
        }
    })
}

/// Makes the module of the content that came behind `base` bytes and has `size` bytes; it stands behind the content.
/// Gives the module's size, -1 where the content is no module's.
#[unsafe(no_mangle)]
pub extern "C" fn join(base: usize, size: usize) -> i32 {
    at_desk(|Desk { output, .. }| {
        let Some((before, module)) = base.checked_add(size).and_then(|end| output.split_at_mut_checked(end))
        else {
            return -1;
        };
        before
            .get(base..)
            .and_then(|content| streams::together(content, module))
            .map_or(-1, |size| size as i32)
    })
}
