//! Numbers to text and back, to the last bit: the nearest double to a text, the shortest text of a double.
//!
//! Here instead of the standard library's, whose tables for speed are a tenth of what a visitor would download.
//! Not here: how people like to read numbers (see `plot::text`).

mod natural;
mod print;
#[cfg(test)]
mod tests;

pub use print::{fixed, plain, scientific, shortest};

use natural::{Natural, scaled};

/// Digits that are looked at: of later ones it only matters whether one is not 0.
const MOST_DIGITS: usize = 800;
/// Ten to this is the largest power of ten that a double holds exactly.
const EXACT_TEN: u32 = 22;

/// The double nearest to a decimal such as `-0.5` or `2e-3`, ties to even; `None` if the text is not one.
pub fn read(text: &str) -> Option<f64> {
    match text.as_bytes() {
        [b'-', rest @ ..] => decimal(rest).map(|v| -v),
        [b'+', rest @ ..] => decimal(rest),
        all => decimal(all),
    }
}

fn decimal(text: &[u8]) -> Option<f64> {
    let mut digits = Natural::of(0);
    let (mut any, mut kept, mut rest, mut point, mut ten) = (false, 0, false, false, 0_i64);
    let mut bytes = text;
    while let [byte, after @ ..] = bytes {
        bytes = after;
        match byte {
            b'.' if !point => point = true,
            b'0'..=b'9' => {
                any = true;
                ten -= i64::from(point);
                if kept < MOST_DIGITS {
                    digits.times_plus(10, u32::from(byte - b'0'));
                    kept += usize::from(!digits.is_zero());
                } else {
                    ten += 1;
                    rest |= *byte != b'0';
                }
            }
            b'e' | b'E' => {
                ten += power(bytes)?;
                break;
            }
            _ => return None,
        }
    }
    if rest {
        digits.times_plus(10, 1);
        ten -= 1;
    }
    any.then(|| nearest(digits, ten, kept as i64))
}

/// The power of ten after `e`, cut off where it makes no difference.
fn power(text: &[u8]) -> Option<i64> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        all => (1, all),
    };
    let mut value = 0_i64;
    for byte in digits {
        value = (10 * value + i64::from(char::from(*byte).to_digit(10)?)).min(1 << 40);
    }
    (!digits.is_empty()).then_some(sign * value)
}

/// The double nearest to so many digits times a power of ten.
fn nearest(digits: Natural, ten: i64, count: i64) -> f64 {
    if digits.is_zero() || count + ten < -330 {
        return 0.0;
    }
    if count + ten > 310 {
        return f64::INFINITY;
    }
    let power = ten.unsigned_abs() as u32;
    if let Some(exact) = digits.small().filter(|d| *d <= 1 << 53)
        && power <= EXACT_TEN
    {
        // Both are doubles, so one operation rounds once (W. D. Clinger, PLDI 1990).
        let scale = (0..power).fold(1.0, |p, _| p * 10.0);
        return if ten < 0 { exact as f64 / scale } else { exact as f64 * scale };
    }
    let (mut above, mut below) = (digits, Natural::of(1));
    if ten < 0 { &mut below } else { &mut above }.times_ten_to(power);
    // In units of this power of two the number has 53 bits, or 54 at first; fewer where doubles are subnormal.
    let mut unit = (above.bits() as i64 - below.bits() as i64 - 53).max(-1074);
    loop {
        let bits = scaled(&above, &below, -unit);
        if bits <= 1 << 53 {
            let bits = bits + (((unit + 1074) as u64) << 52);
            return f64::from_bits(bits.min(f64::INFINITY.to_bits()));
        }
        unit += 1;
    }
}
