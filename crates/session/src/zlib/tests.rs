//! Against another implementation of the same standard.

use super::{deflate, distance, inflate, length};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib;
use proptest::prelude::*;

/// Texts with something to copy, and some without.
fn texts() -> impl Strategy<Value = Vec<u8>> {
    let repeated = ("[a-z]{1,6}", 0..400_usize).prop_map(|(word, count)| word.repeat(count).into_bytes());
    let numbers = prop::collection::vec(0..1000_u32, 0..300).prop_map(|n| format!("{n:?}").into_bytes());
    let noise = prop::collection::vec(any::<u8>(), 0..600);
    prop::collection::vec(prop_oneof![repeated, numbers, noise], 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn another_reader_reads_what_is_written(text in texts()) {
        prop_assert_eq!(decompress_to_vec_zlib(&deflate(&text)).ok(), Some(text));
    }

    #[test]
    fn what_another_writer_writes_is_read(text in texts(), level in 0..=10_u8) {
        prop_assert_eq!(inflate(&compress_to_vec_zlib(&text, level), 1 << 20), (text, true));
    }

    #[test]
    fn what_is_written_is_hardly_longer_than_another_writers(text in "([a-z]{1,9}[ ,.:]){0,900}") {
        let (ours, theirs) = (deflate(text.as_bytes()).len(), compress_to_vec_zlib(text.as_bytes(), 9).len());
        prop_assert!(ours <= theirs + theirs / 50 + 40, "{ours} against {theirs}");
    }

    #[test]
    fn of_a_stream_cut_off_what_came_before_is_kept(text in texts(), cut in 0.0..1.0_f64) {
        let stream = deflate(&text);
        let kept = (stream.len() as f64 * cut) as usize;
        let (read, whole) = inflate(&stream[..kept], 1 << 20);
        prop_assert!(!whole && text.starts_with(&read));
    }

    #[test]
    fn damage_never_panics_and_never_exceeds_the_limit(
        text in texts(),
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut stream = deflate(&text);
        hits.iter().for_each(|(at, byte)| *at.get_mut(&mut stream) = *byte);
        prop_assert!(inflate(&stream, 500).0.len() <= 500);
    }

    #[test]
    fn noise_never_panics(noise in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(inflate(&[&[0x78, 0xda], &noise[..]].concat(), 5000).0.len() <= 5000);
    }
}

#[test]
fn a_long_text_of_many_symbols_is_read_again() {
    // Counts that grow as Fibonacci's numbers make the deepest codes.
    let (mut text, mut counts) = (Vec::new(), (1, 1));
    for byte in 0..24_u8 {
        text.extend(std::iter::repeat_n(byte, counts.0));
        counts = (counts.1, counts.0 + counts.1);
    }
    let mixed: Vec<u8> = (0..text.len()).map(|i| text[i * 7919 % text.len()]).collect();
    assert_eq!(inflate(&deflate(&mixed), 1 << 24), (mixed.clone(), true));
    assert_eq!(decompress_to_vec_zlib(&deflate(&mixed)).expect("sound"), mixed);
}

#[test]
fn a_wrong_sum_and_a_text_that_is_too_long_are_damage() {
    let mut stream = deflate(b"the same, the same");
    assert_eq!(inflate(&stream, 10), (b"the same, ".to_vec(), false));
    *stream.last_mut().expect("a sum") ^= 1;
    assert_eq!(inflate(&stream, 100), (b"the same, the same".to_vec(), false));
}

#[test]
fn the_tables_are_the_standards() {
    let lengths: Vec<usize> = (0..29).map(|s| length(s).0).collect();
    let known = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163,
        195, 227, 258,
    ];
    assert_eq!(lengths, known);
    assert_eq!([length(7), length(8), length(27), length(28)], [(10, 0), (11, 1), (227, 5), (258, 0)]);
    assert_eq!([distance(0), distance(3), distance(4), distance(29)], [(1, 0), (4, 0), (5, 1), (24577, 13)]);
}
