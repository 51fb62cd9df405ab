//! Reading and printing are the standard library's, bit for bit and letter for letter.

use super::{fixed, plain, read, scientific, shortest};
use proptest::prelude::*;

/// Doubles of every kind: any bits, near powers of two and of ten, whole numbers, subnormal ones.
fn double() -> impl Strategy<Value = f64> {
    let sign = |v: f64, negative: bool| if negative { -v } else { v };
    prop_oneof![
        any::<u64>().prop_map(f64::from_bits),
        (0..2047_u64, -2..3_i64).prop_map(|(e, by)| f64::from_bits((e << 52).saturating_add_signed(by))),
        (-330..310_i32, -2..3_i64).prop_map(|(e, by)| {
            let ten: f64 = format!("1e{e}").parse().expect("a decimal");
            f64::from_bits(ten.to_bits().saturating_add_signed(by))
        }),
        (any::<u64>(), 0..64_u32).prop_map(|(n, shift)| (n >> shift) as f64),
        (0..1_u64 << 52).prop_map(f64::from_bits),
        (-100_000..100_000_i32, 0..7_i32).prop_map(|(n, d)| f64::from(n) / libm::pow(10.0, f64::from(d))),
        (-4096..4096_i32, 0..9_i32).prop_map(|(n, d)| f64::from(n) / libm::pow(2.0, f64::from(d))),
        (any::<bool>(), prop_oneof![Just(0.0), Just(f64::INFINITY), Just(f64::NAN), Just(f64::MAX)])
            .prop_map(move |(negative, v)| sign(v, negative)),
    ]
}

/// The exact decimal half way between a double and the next: what is hardest to round.
fn half_way(v: f64) -> String {
    let next = f64::from_bits(v.to_bits() + 1);
    // Both have at most 1074 decimals, so this text is exact; so is that of half their sum, digit by digit.
    let (a, b) = (format!("{v:.1075}"), format!("{next:.1075}"));
    let mut carry = 0;
    let mut sum: Vec<u8> = Vec::new();
    let width = b.len();
    for (x, y) in format!("{a:0>width$}").bytes().rev().zip(b.bytes().rev()) {
        if x == b'.' {
            sum.push(b'.');
            continue;
        }
        let here = x - b'0' + y - b'0' + carry;
        sum.push(b'0' + here % 10);
        carry = here / 10;
    }
    sum.push(b'0' + carry);
    sum.reverse();
    let mut rest = 0;
    for byte in sum.iter_mut().filter(|b| **b != b'.') {
        let here = rest * 10 + (*byte - b'0');
        *byte = b'0' + here / 2;
        rest = here % 2;
    }
    String::from_utf8(sum).expect("digits and a point")
}

fn same(text: &str) {
    let (ours, theirs) = (read(text), text.parse::<f64>().ok().filter(|v| !v.is_nan()));
    assert_eq!(ours.map(f64::to_bits), theirs.map(f64::to_bits), "{text}: {ours:?} {theirs:?}");
}

#[test]
fn texts_at_the_edge_of_being_a_number_are_judged_alike() {
    for text in [
        "",
        ".",
        "-",
        "+",
        "e",
        "e5",
        ".e1",
        "1.",
        ".5",
        "-.5",
        "+1",
        "--1",
        "1e",
        "1e+",
        "1e-",
        "1e+5",
        "1E5",
        "1e5.0",
        "1..2",
        "1.2.3",
        " 1",
        "1 ",
        "0x1",
        "1_0",
        "0e999999999999999999999",
        "1e999999999999999999999",
        "1e-99999999999999999999",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "9007199254740993",
        "١",
    ] {
        same(text);
    }
}

#[test]
fn names_of_no_numbers_are_not_read() {
    assert_eq!([read("inf"), read("NaN"), read("-infinity")], [None; 3]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn decimals_are_read_as_the_nearest_double(
        text in "[+-]?[0-9]{0,24}(\\.[0-9]{0,24})?([eE][+-]?[0-9]{1,3})?",
        long in "[0-9]{1,900}\\.?[0-9]{1,200}(e-?[0-9]{1,3})?",
    ) {
        same(&text);
        same(&long);
    }

    #[test]
    fn every_double_is_read_back_from_its_texts(v in double()) {
        prop_assume!(v.is_finite());
        for text in [format!("{v}"), format!("{v:?}"), format!("{v:.20e}"), format!("{v:.17}"), shortest(v), plain(v)] {
            same(&text);
        }
        prop_assert_eq!(read(&shortest(v)).map(f64::to_bits), Some(v.to_bits()));
    }

    #[test]
    fn half_way_cases_go_to_the_even_double(v in double(), tail in "(0{0,40}1)?") {
        let v = v.abs();
        prop_assume!(v < f64::MAX);
        let exact = half_way(v);
        same(&exact);
        same(&format!("{exact}{tail}"));
        same(&format!("{}9", exact.trim_end_matches('0').trim_end_matches('5')));
    }

    #[test]
    fn texts_are_those_of_the_standard_library(v in double(), decimals in 0..17_usize) {
        let debug = format!("{v:?}");
        prop_assert_eq!(shortest(v), debug.strip_suffix(".0").unwrap_or(&debug));
        prop_assert_eq!(plain(v), format!("{v}"));
        prop_assert_eq!(fixed(v, decimals), format!("{v:.decimals$}"));
        prop_assert_eq!(scientific(v, decimals), format!("{v:.decimals$e}"));
    }
}
