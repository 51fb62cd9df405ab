//! Numbers as people read them: a real minus sign, fixed decimals, percent, kets, degrees, powers of ten.

use circuit::{C64, number as numbers, search};
use std::f64::consts::PI;

/// What stands where there is no number.
pub const NONE: &str = "–";

/// A number with so many decimals: `−0.30`. What rounds to zero has no sign.
pub fn fixed(v: f64, decimals: usize) -> String {
    if v.is_nan() {
        return NONE.to_string();
    }
    if v.is_infinite() {
        return if v > 0.0 { "∞" } else { "−∞" }.to_string();
    }
    let text = numbers::fixed(v.abs(), decimals);
    let zero = text.bytes().all(|b| b == b'0' || b == b'.');
    if v < 0.0 && !zero { format!("−{text}") } else { text }
}

/// A number with so many significant decimals in powers of ten: `1.2·10⁻⁵`.
pub fn scientific(v: f64, decimals: usize) -> String {
    if v == 0.0 || !v.is_finite() {
        return fixed(v, 0);
    }
    let text = numbers::scientific(v.abs(), decimals);
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let sign = if v < 0.0 { "−" } else { "" };
    if digits.trim_end_matches('0').trim_end_matches('.') == "1" {
        return format!("{sign}10{}", raised(power));
    }
    format!("{sign}{digits}·10{}", raised(power))
}

fn raised(power: &str) -> String {
    let high = |c| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        c => char::from_u32(c as u32 - '0' as u32 + '⁰' as u32).unwrap_or(c),
    };
    power.chars().map(high).collect()
}

/// A measured number: three decimals, or powers of ten when it is tiny or huge.
pub fn number(v: f64) -> String {
    let size = v.abs();
    if size != 0.0 && v.is_finite() && !(5e-4..1e5).contains(&size) {
        scientific(v, 1)
    } else {
        fixed(v, if size >= 1000.0 { 0 } else { 3 })
    }
}

/// A count or a measured number without needless decimals: `73`, `0.5`.
pub fn short(v: f64) -> String {
    if v.is_finite() && v == v.round() && v.abs() < 1e9 {
        return fixed(v, 0);
    }
    let text = number(v);
    if text.contains('.') && !search::holds(&text, "·") {
        return text.trim_end_matches('0').trim_end_matches('.').to_string();
    }
    text
}

/// A probability 0..1 as `25.0 %`; a tiny one is `< 0.1 %`.
pub fn percent(p: f64) -> String {
    if p > 0.0 && p < 5e-4 {
        return "< 0.1 %".to_string();
    }
    format!("{} %", fixed(100.0 * p, 1))
}

/// The basis state of an index, `|011⟩`: qubit 0 leftmost, or rightmost if `reversed`.
pub fn ket(index: usize, qubits: usize, reversed: bool) -> String {
    let bit = |place: usize| {
        let shift = if reversed { place } else { qubits - 1 - place };
        let one = u32::try_from(shift).ok().and_then(|s| index.checked_shr(s)).is_some_and(|b| b & 1 == 1);
        if one { '1' } else { '0' }
    };
    let bits: String = (0..qubits).map(bit).collect();
    format!("|{bits}⟩")
}

/// A complex number, `0.500−0.250i`.
pub fn complex(z: C64) -> String {
    let im = fixed(z.im, 3);
    let plus = if im.starts_with('−') { "" } else { "+" };
    format!("{}{plus}{im}i", fixed(z.re, 3))
}

/// The phase of a number in degrees, 0 ≤ φ < 360; 0 for zero.
pub fn phase(z: C64) -> f64 {
    if !(z.re.is_finite() && z.im.is_finite()) {
        return 0.0;
    }
    let turned = libm::atan2(z.im, z.re) * 180.0 / PI;
    let positive = if turned < 0.0 { turned + 360.0 } else { turned };
    if positive >= 360.0 { 0.0 } else { positive + 0.0 }
}

/// Degrees as text, `−90°`, between −180 (not included) and 180.
pub fn degrees(v: f64) -> String {
    let around = v - 360.0 * (v / 360.0).trunc();
    let half = if around > 180.0 {
        around - 360.0
    } else if around <= -180.0 {
        around + 360.0
    } else {
        around
    };
    let text = fixed(half, 0);
    if text == "−180" { "180°".to_string() } else { format!("{text}°") }
}

/// `1 epoch`, `60 epochs`.
pub fn count(n: f64, noun: &str) -> String {
    format!("{} {noun}{}", short(n), if n == 1.0 { "" } else { "s" })
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_real_minus_sign_and_no_negative_zero() {
        assert_eq!(fixed(-0.3, 2), "−0.30");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(2.0, 0), "2");
        assert_eq!(fixed(f64::NAN, 2), "–");
        assert_eq!(fixed(f64::NEG_INFINITY, 2), "−∞");
    }

    #[test]
    fn tiny_and_huge_numbers_are_powers_of_ten() {
        assert_eq!(number(0.1416), "0.142");
        assert_eq!(number(0.0), "0.000");
        assert_eq!(number(1.24e-5), "1.2·10⁻⁵");
        assert_eq!(number(-3e12), "−3.0·10¹²");
        assert_eq!(number(1234.5), "1234");
        assert_eq!(scientific(0.001, 0), "10⁻³");
        assert_eq!(scientific(1e10, 1), "10¹⁰");
        assert_eq!(short(73.0), "73");
        assert_eq!(short(0.5), "0.5");
    }

    #[test]
    fn percents_do_not_call_a_tiny_chance_none() {
        assert_eq!(percent(0.25), "25.0 %");
        assert_eq!(percent(0.0), "0.0 %");
        assert_eq!(percent(1e-6), "< 0.1 %");
    }

    #[test]
    fn qubit_0_is_leftmost_unless_reversed() {
        assert_eq!(ket(1, 2, false), "|01⟩");
        assert_eq!(ket(1, 2, true), "|10⟩");
        assert_eq!(ket(5, 4, false), "|0101⟩");
        assert_eq!(ket(0, 0, false), "|⟩");
    }

    #[test]
    fn phases_count_counter_clockwise_from_the_right() {
        assert_eq!(phase(C64::ONE), 0.0);
        assert_eq!(phase(C64::I), 90.0);
        assert_eq!(phase(C64::new(0.0, -1.0)), 270.0);
        assert_eq!(phase(C64::new(f64::NAN, 1.0)), 0.0);
        assert_eq!(degrees(270.0), "−90°");
        assert_eq!(degrees(180.0), "180°");
        assert_eq!(degrees(359.8), "0°");
        assert_eq!(degrees(180.2), "180°");
    }

    #[test]
    fn complex_numbers_show_both_signs() {
        assert_eq!(complex(C64::new(0.5, 0.0)), "0.500+0.000i");
        assert_eq!(complex(C64::new(-0.5, -0.25)), "−0.500−0.250i");
    }

    #[test]
    fn lists_and_counts_read_as_sentences() {
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(count(1.0, "epoch"), "1 epoch");
        assert_eq!(count(60.0, "epoch"), "60 epochs");
    }
}
