//! Doubles to text: the shortest that reads back, fixed decimals, powers of ten. The texts are the standard library's.

use super::natural::{Natural, ratio};
use std::cmp::Ordering;

/// The fewest digits that read back to the same double; powers of ten below 10⁻⁴ and from 10¹⁶ on: `0.1`, `1e-7`.
pub fn shortest(v: f64) -> String {
    dressed(v, |size| {
        let (digits, ten) = digits(size);
        let top = ten + digits.len() as i32 - 1;
        if (-4..16).contains(&top) { placed(&digits, ten) } else { powered(&digits, top) }
    })
}

/// The fewest digits that read back to the same double, never with a power of ten: `0.0000001`.
pub fn plain(v: f64) -> String {
    dressed(v, |size| {
        let (digits, ten) = digits(size);
        placed(&digits, ten)
    })
}

/// So many decimals, ties to even: `0.30`.
pub fn fixed(v: f64, decimals: usize) -> String {
    dressed(v, |size| {
        let (mantissa, two) = binary(size);
        let scaled = u32::try_from(decimals).ok().and_then(|d| 10_u64.checked_pow(d)?.checked_mul(mantissa));
        let digits = match scaled {
            // What a page is full of: numbers below 2⁵³ with few decimals.
            Some(scaled) if two < 0 => halved(scaled, two.unsigned_abs()).to_string(),
            _ => {
                let mut whole = Natural::of(mantissa);
                whole.times_ten_to(decimals as u32);
                if two < 0 {
                    whole.halved(two.unsigned_abs())
                } else {
                    whole.doubled(two.unsigned_abs())
                }
                whole.digits()
            }
        };
        placed(&digits, -(decimals as i32))
    })
}

/// A number over two to a power (at least 1), to even.
fn halved(value: u64, power: u32) -> u64 {
    let whole = value.checked_shr(power).unwrap_or(0);
    let half = 1_u64.checked_shl(power - 1).unwrap_or(u64::MAX);
    let rest = value & half.saturating_mul(2).wrapping_sub(1);
    whole + u64::from(rest > half || rest == half && whole % 2 == 1)
}

/// One digit, so many decimals (at most 16) and a power of ten, ties to even: `1.25e-7`.
pub fn scientific(v: f64, decimals: usize) -> String {
    dressed(v, |size| {
        let (first, ten) = digits(size);
        let mut top = if size == 0.0 { 0 } else { ten + first.len() as i32 - 1 };
        loop {
            let (mut above, mut below) = parts(size);
            let shift = top - decimals as i32;
            if shift < 0 { &mut above } else { &mut below }.times_ten_to(shift.unsigned_abs());
            let mut least = below.clone();
            least.times_ten_to(decimals as u32);
            let short = size > 0.0 && above.compare(&least) == Ordering::Less;
            let digits = ratio(above, below).to_string();
            match digits.len() {
                // What reads shortest as 10²³ is a little less.
                _ if short => top -= 1,
                n if n > decimals + 1 => return powered(&digits[..=decimals], top + 1),
                _ => return powered(&format!("{digits:0>0$}", decimals + 1), top),
            }
        }
    })
}

/// Takes care of signs and of what is no number.
fn dressed(v: f64, text: impl FnOnce(f64) -> String) -> String {
    let sign = if v.is_sign_negative() && !v.is_nan() { "-" } else { "" };
    let size = v.abs();
    let text = match () {
        () if v.is_nan() => "NaN".to_string(),
        () if v.is_infinite() => "inf".to_string(),
        () => text(size),
    };
    format!("{sign}{text}")
}

/// Digits times a power of ten, with a point or zeros where they belong.
fn placed(digits: &str, ten: i32) -> String {
    if ten >= 0 {
        return format!("{digits}{}", if digits == "0" { String::new() } else { "0".repeat(ten as usize) });
    }
    let decimals = ten.unsigned_abs() as usize;
    let digits = format!("{digits:0>0$}", decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    format!("{whole}.{rest}")
}

/// Digits with the point after the first, and the power of ten of the first.
fn powered(digits: &str, top: i32) -> String {
    let (first, rest) = digits.split_at(1);
    format!("{first}{}{rest}e{top}", if rest.is_empty() { "" } else { "." })
}

/// A double that is not negative, as a quotient.
fn parts(size: f64) -> (Natural, Natural) {
    let (mantissa, two) = binary(size);
    let (mut above, mut below) = (Natural::of(mantissa), Natural::of(1));
    if two < 0 { &mut below } else { &mut above }.doubled(two.unsigned_abs());
    (above, below)
}

/// Mantissa and the power of two of its last bit.
fn binary(size: f64) -> (u64, i32) {
    let (exponent, mantissa) = ((size.to_bits() >> 52) as i32, size.to_bits() & ((1 << 52) - 1));
    if exponent == 0 { (mantissa, -1074) } else { (mantissa | 1 << 52, exponent - 1075) }
}

/// The fewest digits within half a step of a double, nearest to it, and the power of ten of the last:
/// Steele and White's algorithm (PLDI 1990) in the form of Burger and Dybvig (PLDI 1996).
fn digits(size: f64) -> (String, i32) {
    if size == 0.0 {
        return ("0".to_string(), 0);
    }
    let (digits, ten) = few(size).unwrap_or_else(|| many(size));
    let text = digits.to_string();
    let kept = text.trim_end_matches('0');
    (kept.to_string(), ten + (text.len() - kept.len()) as i32)
}

/// Those of a number with few decimals, as what people type has. Fifteen digits and a power of ten are exact as doubles,
/// so the quotient is the double nearest to the decimal; and no other decimal of fifteen digits is nearest to it.
fn few(size: f64) -> Option<(u64, i32)> {
    let mut scale = 1.0;
    for decimals in 0..8 {
        let digits = (size * scale).round();
        if digits < 1e15 && digits / scale == size {
            return Some((digits as u64, -decimals));
        }
        scale *= 10.0;
    }
    None
}

/// Those of any other, the last digit's power of ten with them.
fn many(size: f64) -> (u64, i32) {
    let (mantissa, two) = binary(size);
    // Everything in quarters of the double's last bit, over `one`; the next double below a power of two is nearer.
    let near = mantissa == 1 << 52 && two > -1074;
    let (mut rest, mut one) = (Natural::of(4 * mantissa), Natural::of(4));
    let (mut up, mut down) = (Natural::of(2), Natural::of(if near { 1 } else { 2 }));
    if two < 0 {
        one.doubled(two.unsigned_abs());
    } else {
        for n in [&mut rest, &mut up, &mut down] {
            n.doubled(two as u32);
        }
    }
    let top = 63 - i64::from(mantissa.leading_zeros()) + i64::from(two);
    // ⌊top·log₁₀ 2⌋, exact for all exponents of doubles.
    let mut ten = ((top * 1_292_913_986) >> 32) as i32;
    if ten < 0 {
        for n in [&mut rest, &mut up, &mut down] {
            n.times_ten_to(ten.unsigned_abs());
        }
    } else {
        one.times_ten_to(ten as u32);
    }
    let even = mantissa % 2 == 0;
    let mut more = one.clone();
    more.times_plus(10, 0);
    if reaches(&rest, &up, &more, even) {
        (one, ten) = (more, ten + 1);
    }
    let mut found = 0_u64;
    loop {
        found *= 10;
        while rest.take(&one) {
            found += 1;
        }
        let low = reaches(&down, &Natural::of(0), &rest, even);
        let high = reaches(&rest, &up, &one, even);
        if low || high {
            rest.doubled(1);
            found += u64::from(high && (!low || rest.compare(&one) != Ordering::Less));
            return (found, ten);
        }
        for n in [&mut rest, &mut up, &mut down] {
            n.times_plus(10, 0);
        }
        ten -= 1;
    }
}

/// Whether `a + b` is above a limit, or also at it.
fn reaches(a: &Natural, b: &Natural, limit: &Natural, also_at: bool) -> bool {
    let order = a.plus(b).compare(limit);
    order == Ordering::Greater || also_at && order == Ordering::Equal
}
