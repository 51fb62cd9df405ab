//! The decoder against the encoder of a library.

use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};
use proptest::prelude::*;
use std::io::Write;
use unpack::{Decoder, Refusal};

const ROOM: usize = 1 << 20;

fn packed(content: &[u8], base: &[u8], context: u32) -> Vec<u8> {
    let window = 1 << 20;
    let mut options = LzmaOptions::new(window, context, 0, 0, EncodeMode::Normal, 64, MfType::Bt4, 0);
    options.preset_dict = (!base.is_empty()).then(|| base.to_vec());
    let mut out = vec![options.get_props()];
    out.extend_from_slice(&window.to_le_bytes());
    out.extend_from_slice(&(content.len() as u64).to_le_bytes());
    let mut writer = LzmaWriter::new_no_header(out, &options, false).expect("options");
    writer.write_all(content).expect("memory");
    writer.finish().expect("memory")
}

/// Unpacks a file that arrives `piece` bytes at a time.
fn unpacked(packed: &[u8], base: &[u8], piece: usize) -> Result<Vec<u8>, Refusal> {
    let mut decoder = Decoder::new();
    let mut output = vec![0; ROOM];
    output[..base.len()].copy_from_slice(base);
    let mut there = 0;
    loop {
        there = (there + piece).min(packed.len());
        let last = there == packed.len();
        if let Some(size) = decoder.run(&packed[..there], last, &mut output, base.len())? {
            return Ok(output[base.len()..base.len() + size].to_vec());
        }
        assert!(!last, "neither done nor refused");
    }
}

/// Bytes with repetitions near and far, as code has them.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..60).prop_map(|new| (new, 0, 0)),
        (0usize..5000, 0usize..400).prop_map(|(back, size)| (Vec::new(), back, size)),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| {
        let mut all: Vec<u8> = Vec::new();
        for (new, back, size) in pieces {
            all.extend(new);
            for _ in 0..size {
                all.push(if back < all.len() { all[all.len() - 1 - back] } else { 7 });
            }
        }
        all
    })
}

proptest! {
    #[test]
    fn what_was_packed_comes_out_whatever_the_pieces(
        whole in content(), base in content(), context in 0u32..=4, piece in 1usize..5000,
    ) {
        prop_assert_eq!(unpacked(&packed(&whole, &base, context), &base, piece), Ok(whole));
    }

    #[test]
    fn what_ends_early_is_refused(whole in content(), part in 0.0..1.0) {
        let packed = packed(&whole, &[], 3);
        // The coder's last four bytes say nothing that the ones before do not.
        let end = (part * (packed.len() - 5) as f64) as usize;
        prop_assume!(!whole.is_empty());
        prop_assert_eq!(unpacked(&packed[..end], &[], 50), Err(Refusal::Short));
    }

    #[test]
    fn damaged_files_and_noise_neither_panic_nor_run_on(whole in content(), place in 0usize..400, new in any::<u8>(), noise in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut packed = packed(&whole, &[], 3);
        let place = place.min(packed.len() - 1);
        packed[place] = new;
        let _ = unpacked(&packed, &[], 64);
        let _ = unpacked(&noise, &[], 64);
    }
}

#[test]
fn a_content_larger_than_the_room_is_refused_before_it_is_written() {
    let mut file = packed(b"short", &[], 3);
    file[5..13].copy_from_slice(&(ROOM as u64 + 1).to_le_bytes());
    assert_eq!(unpacked(&file, &[], 100), Err(Refusal::Large));
    file[5..13].copy_from_slice(&u64::MAX.to_le_bytes());
    assert_eq!(unpacked(&file, &[], 100), Err(Refusal::Large));
    file[5..13].copy_from_slice(&(ROOM as u64 - 3).to_le_bytes());
    assert_eq!(unpacked(&file, b"base", 100), Err(Refusal::Large));
}
