//! Modules taken apart into streams come together again byte for byte; damaged streams are refused, whatever they hold.

use proptest::prelude::*;
use unpack::streams::{apart, together};

fn number(mut value: u64, out: &mut Vec<u8>) {
    while value > 127 {
        out.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

/// An operation with immediates as the specification has them, written here a second time by its tables.
fn op() -> impl Strategy<Value = Vec<u8>> {
    let with = |ops: Vec<u8>, numbers: usize| {
        (prop::sample::select(ops), prop::collection::vec(any::<u32>(), numbers)).prop_map(|(op, numbers)| {
            let mut out = vec![op];
            numbers.iter().for_each(|n| number(u64::from(*n), &mut out));
            out
        })
    };
    let plain: Vec<u8> = (0x45..=0xc4).chain([0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0xd1]).collect();
    let one = [
        0x02, 0x03, 0x04, 0x0c, 0x0d, 0x10, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41, 0xd0,
        0xd2,
    ];
    let table = prop::collection::vec(any::<u32>(), 1..5).prop_map(|targets| {
        let mut out = vec![0x0e];
        number(targets.len() as u64 - 1, &mut out);
        targets.iter().for_each(|t| number(u64::from(*t), &mut out));
        out
    });
    let long = any::<u64>().prop_map(|value| {
        let mut out = vec![0x42];
        number(value, &mut out);
        out
    });
    let constant = any::<u64>().prop_map(|bits| [&[0x44][..], &bits.to_le_bytes()].concat());
    let single = any::<u32>().prop_map(|bits| [&[0x43][..], &bits.to_le_bytes()].concat());
    // Prefix, code, how many numbers and how many bytes follow.
    let rows = [
        (0xfc, 3, 0, 0),
        (0xfc, 10, 2, 0),
        (0xfc, 11, 1, 0),
        (0xfd, 0, 2, 0),
        (0xfd, 11, 2, 0),
        (0xfd, 12, 0, 16),
        (0xfd, 13, 0, 16),
        (0xfd, 21, 0, 1),
        (0xfd, 34, 0, 1),
        (0xfd, 84, 2, 1),
        (0xfd, 92, 2, 0),
        (0xfd, 228, 0, 0),
    ];
    let prefixed = (prop::sample::select(rows.to_vec()), any::<[u32; 2]>(), any::<[u8; 16]>()).prop_map(
        |((prefix, code, numbers, bytes), values, raw)| {
            let mut out = vec![prefix];
            number(code, &mut out);
            values[..numbers].iter().for_each(|n| number(u64::from(*n), &mut out));
            out.extend(&raw[..bytes]);
            out
        },
    );
    prop_oneof![
        with(plain, 0),
        with(one.to_vec(), 1),
        with((0x28..=0x3e).collect(), 2),
        with(vec![0x11], 2),
        table,
        long,
        constant,
        single,
        prefixed
    ]
}

fn section(id: u8, body: &[u8]) -> Vec<u8> {
    let mut out = vec![id];
    number(body.len() as u64, &mut out);
    out.extend(body);
    out
}

fn module() -> impl Strategy<Value = Vec<u8>> {
    let locals = prop::collection::vec((0u32..300, Just(0x7f_u8)), 0..3);
    let function = (locals, prop::collection::vec(op(), 0..40)).prop_map(|(locals, ops)| {
        let mut body = Vec::new();
        number(locals.len() as u64, &mut body);
        for (count, kind) in locals {
            number(u64::from(count), &mut body);
            body.push(kind);
        }
        body.extend(ops.concat());
        let mut out = Vec::new();
        number(body.len() as u64, &mut out);
        out.extend(body);
        out
    });
    let bytes = prop::collection::vec(any::<u8>(), 0..60);
    (prop::collection::vec(function, 0..6), bytes.clone(), bytes).prop_map(|(functions, before, after)| {
        let mut code = Vec::new();
        number(functions.len() as u64, &mut code);
        code.extend(functions.concat());
        [b"\0asm\x01\0\0\0".to_vec(), section(1, &before), section(10, &code), section(11, &after)].concat()
    })
}

proptest! {
    #[test]
    fn a_module_comes_together_again(module in module()) {
        let content = apart(&module).expect("all of it is known");
        let mut again = vec![0; module.len()];
        prop_assert_eq!(together(&content, &mut again), Some(module.len()));
        prop_assert_eq!(again, module);
    }

    #[test]
    fn damaged_streams_and_too_little_room_are_refused_or_give_something_else(
        module in module(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        let content = apart(&module).expect("all of it is known");
        let mut again = vec![0; module.len()];
        let mut damaged = content.clone();
        damaged[at.index(content.len())] = byte;
        // Whatever comes of it, it ends, and nothing is written beyond the room.
        let made = together(&damaged, &mut again);
        prop_assert!(made.is_none_or(|size| size <= module.len()));
        prop_assert_eq!(together(&content[..cut.index(content.len())], &mut again), None);
        let mut less = vec![0; module.len() - 1];
        prop_assert_eq!(together(&content, &mut less), None);
    }
}

#[test]
fn what_is_no_module_is_not_taken_apart() {
    for none in [&b""[..], b"\0asm", b"\0asm\x01\0\0\0\x0a\x04\x01\x02\x00\xfe", b"\0asm\x01\0\0\0\x0b\x05a"]
    {
        assert_eq!(apart(none), None, "{none:?}");
    }
}
