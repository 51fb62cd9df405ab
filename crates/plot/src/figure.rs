//! What figures of a state share: which basis states are shown, exact numbers, tables for CSV.
//!
//! A datum of a figure has a key, counted from 0 in the order in which arrow keys visit the data, and exactly one item
//! of that key has a hint: the datum's numbers in words.

use crate::Scene;
use circuit::{C64, number, order};

/// Below this modulus an amplitude is taken for none, and below it two numbers are taken for equal.
pub const NOTHING: f64 = 1e-9;

/// A table: the header, then rows, all of as many cells.
pub type Table = Vec<Vec<String>>;

/// The indices of the largest values, at most so many, by index; of equals the first. What is not a number is left out.
pub fn largest(count: usize, value: &dyn Fn(usize) -> f64, most: usize) -> Vec<usize> {
    let mut kept: Vec<(usize, f64)> = Vec::new();
    let mut floor = (0, f64::INFINITY);
    for (index, v) in (0..count).map(|i| (i, value(i))).filter(|p| !p.1.is_nan()) {
        if kept.len() < most {
            kept.push((index, v));
        } else if v > floor.1 {
            kept[floor.0] = (index, v);
        } else {
            continue;
        }
        if kept.len() == most {
            // The last of the least goes first.
            let low = |low: (usize, f64, usize), (i, k): (usize, &(usize, f64))| {
                if k.1 < low.1 || k.1 == low.1 && k.0 > low.2 { (i, k.1, k.0) } else { low }
            };
            let (place, least, _) = kept.iter().enumerate().fold((0, f64::INFINITY, 0), low);
            floor = (place, least);
        }
    }
    let mut indices: Vec<usize> = kept.into_iter().map(|k| k.0).collect();
    order::sort(&mut indices, usize::cmp);
    indices
}

/// The index with its bits in the other order.
pub(crate) fn mirrored(index: usize, qubits: usize) -> usize {
    (0..qubits).map(|q| (index >> q & 1) << (qubits - 1 - q)).sum()
}

/// Basis states in the order in which they are shown: by their kets as printed.
pub(crate) fn shown_order(indices: &mut Vec<usize>, qubits: usize, reversed: bool) {
    if reversed {
        order::sort(indices, |a, b| mirrored(*a, qubits).cmp(&mirrored(*b, qubits)));
    }
}

/// A number at full precision, for a table: reading it gives back the same double. No negative zero.
pub fn exact(v: f64) -> String {
    number::shortest(v + 0.0)
}

/// A complex number in words with six decimals: `0.707107+0.000000i`.
pub(crate) fn precise(z: C64) -> String {
    let im = crate::text::fixed(z.im, 6);
    let plus = if im.starts_with('−') { "" } else { "+" };
    format!("{}{plus}{im}i", crate::text::fixed(z.re, 6))
}

/// A complex number in few letters: `0`, `0.50`, `−0.50i`, `0.35+0.35i`.
pub(crate) fn brief(z: C64, decimals: usize) -> String {
    let [re, im] = [z.re, z.im].map(|v| crate::text::fixed(v, decimals));
    let nothing = |text: &str| !text.bytes().any(|b| b.is_ascii_digit() && b != b'0');
    match (nothing(&re), nothing(&im)) {
        (true, true) => "0".to_string(),
        (false, true) => re,
        (true, false) => format!("{im}i"),
        (false, false) if im.starts_with('−') => format!("{re}{im}i"),
        (false, false) => format!("{re}+{im}i"),
    }
}

/// A table as CSV (RFC 4180): lines end with CR LF, cells with commas, quotes or line breaks are quoted.
pub fn csv(table: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    table.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

/// How many data a scene has.
pub fn data(scene: &Scene) -> usize {
    scene.items.iter().filter_map(|i| i.key).max().map_or(0, |k| k + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_that_csv_could_take_for_two_are_quoted() {
        let table = vec![vec!["a".to_string(), "b,c".into()], vec!["say \"d\"".into(), "0.5".into()]];
        assert_eq!(csv(&table), "a,\"b,c\"\r\n\"say \"\"d\"\"\",0.5\r\n");
    }

    proptest! {
        #[test]
        fn the_largest_are_those_of_a_stable_sort(values in prop::collection::vec(0..9_u8, 0..60), most in 1..20_usize) {
            let value = |i: usize| f64::from(values[i]);
            let mut sorted: Vec<usize> = (0..values.len()).collect();
            sorted.sort_by(|a, b| value(*b).total_cmp(&value(*a)));
            sorted.truncate(most);
            sorted.sort_unstable();
            prop_assert_eq!(largest(values.len(), &value, most), sorted);
        }
        #[test]
        fn mirroring_twice_changes_nothing(index in 0..64_usize) {
            prop_assert_eq!(mirrored(mirrored(index, 6), 6), index);
        }
        #[test]
        fn exact_numbers_read_back(v in -2.0..2.0f64) {
            prop_assert_eq!(exact(v).parse::<f64>().ok(), Some(v));
        }
    }
}
