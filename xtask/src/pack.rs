//! Packing the page's modules: smaller on the wire than any server's gzip makes them.
//!
//! Here: the .lzma format (13 bytes of header: properties, size of the window, size of the content), with a base: a
//! module packed against another one costs only what is new in it, and the simulator's module shares a third of its
//! code with the page's. Not here: taking modules apart into streams beforehand, and unpacking in the page
//! (crates/unpack, www/load.js).

use anyhow::{Context, Result};
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};
use std::io::Write;

/// The options' byte, the window's size in bytes (4), the content's size in bytes (8).
const HEADER: usize = 13;
/// Bytes are guessed by this many bits of the byte before them; in streams few are worth it.
const LITERAL_CONTEXT: u32 = 1;

/// Packs `content`, as what is new against `base`; an empty base is none.
pub fn pack(content: &[u8], base: &[u8]) -> Result<Vec<u8>> {
    let window =
        u32::try_from(content.len() + base.len()).context("too large to be packed")?.next_power_of_two();
    let window = window.max(1 << 16);
    let (position, nice) = (0, LzmaOptions::NICE_LEN_MAX);
    let mut options = LzmaOptions::new(
        window,
        LITERAL_CONTEXT,
        position,
        position,
        EncodeMode::Normal,
        nice,
        MfType::Bt4,
        1000,
    );
    options.preset_dict = (!base.is_empty()).then(|| base.to_vec());
    let mut out = Vec::with_capacity(HEADER + content.len() / 2);
    out.push(options.get_props());
    out.extend_from_slice(&window.to_le_bytes());
    out.extend_from_slice(&(content.len() as u64).to_le_bytes());
    let mut writer = LzmaWriter::new_no_header(out, &options, false)?;
    writer.write_all(content)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod test {
    use super::*;
    use lzma_rust2::LzmaReader;
    use std::io::Read;

    /// Text with repetitions, as code has them, from a seed.
    fn content(length: usize, mut seed: u32) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length);
        while bytes.len() < length {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            match bytes.len().checked_sub(1 + (seed >> 20) as usize) {
                Some(from) if seed & 3 > 0 => bytes.extend_from_within(from..(from + 9).min(bytes.len())),
                _ => bytes.push((seed >> 24) as u8),
            }
        }
        bytes.truncate(length);
        bytes
    }

    /// By the library's own decoder, which knows nothing of how the page unpacks.
    fn unpacked(packed: &[u8], base: &[u8]) -> std::io::Result<Vec<u8>> {
        let word = |at: usize| u32::from_le_bytes(packed[at..at + 4].try_into().expect("four bytes"));
        let (window, size) = (word(1), u64::from(word(5)));
        let base = (!base.is_empty()).then_some(base);
        let mut content = Vec::new();
        LzmaReader::new_with_props(&packed[HEADER..], size, packed[0], window, base)?
            .read_to_end(&mut content)?;
        Ok(content)
    }

    #[test]
    fn what_is_packed_is_unpacked_with_and_without_a_base() {
        for length in [0, 1, 1000, 65_536, 300_000] {
            let whole = content(length, 7);
            for base in [Vec::new(), content(100_000, 8)] {
                let packed = pack(&whole, &base).expect("packed");
                assert_eq!(unpacked(&packed, &base).expect("unpacked"), whole, "{length} {}", base.len());
            }
        }
    }

    #[test]
    fn what_the_base_has_costs_almost_nothing() {
        let (base, new) = (content(100_000, 1), content(1000, 2));
        let whole = [&base[20_000..90_000], &new].concat();
        let (alone, against) = (pack(&whole, &[]).expect("packed"), pack(&whole, &base).expect("packed"));
        assert!(against.len() < 2000 && alone.len() > 10_000, "{} {}", against.len(), alone.len());
    }
}
