//! Numbers as people write them: roots of fractions, cosines of parts of π, phases that are parts of π. Recognised
//! within 10⁻⁹, else written with four decimals.

use crate::figure::NOTHING;
use crate::text;
use circuit::C64;
use std::f64::consts::PI;

/// The largest denominator of a part of π.
const PARTS: usize = 64;
/// The largest whole number under a root over the fraction line.
const ABOVE: f64 = 400.0;
/// The largest under a root below it.
const BELOW: f64 = 16_777_216.0;

/// Numbers before kets, signs included.
pub struct Coefficients {
    /// As they are written: `+`, `−i`, `+2√3`.
    pub words: Vec<String>,
    /// The square of what all are to be divided by: a whole number.
    pub below: f64,
    /// Whether they were recognised.
    pub exact: bool,
}

/// The numbers of a factor's kets; the first is positive.
pub fn coefficients(numbers: &[C64]) -> Coefficients {
    let sizes: Vec<f64> = numbers.iter().map(|z| z.norm_sqr().sqrt()).collect();
    let (moduli, below, mut exact) = match fractions(&sizes) {
        Some((above, below)) => (above.into_iter().map(root).collect(), below, true),
        None => match turned(&sizes) {
            Some(words) => (words, 1.0, true),
            None => (sizes.iter().map(|a| text::fixed(*a, 4)).collect(), 1.0, false),
        },
    };
    let mut words = Vec::new();
    for (z, modulus) in numbers.iter().zip(moduli) {
        let (phase, known) = phase(libm::atan2(z.im, z.re));
        exact &= known;
        let one = if modulus == "1" { String::new() } else { modulus };
        words.push(match phase.as_str() {
            "1" => format!("+{one}"),
            "−1" => format!("−{one}"),
            "−i" => format!("−{one}i"),
            phase => format!("+{one}{phase}"),
        });
    }
    Coefficients { words, below, exact }
}

/// The largest whole number under a root below the line of a number that stands alone.
const ALONE: f64 = 4096.0;

/// A number that stands alone: `0`, `−1/√2`, `i/2`, `e^(iπ/4)`, `1/2+i/2`; with four decimals where it is no such number.
pub fn nice(z: C64) -> String {
    let real = |v: f64, unit: &str| {
        let sign = if v < 0.0 { "−" } else { "" };
        fraction(v.abs(), unit).map(|size| format!("{sign}{size}"))
    };
    match (z.re.abs() < NOTHING, z.im.abs() < NOTHING) {
        (true, true) => return "0".into(),
        (false, true) => return real(z.re, "").unwrap_or_else(|| text::fixed(z.re, 4)),
        (true, false) => return real(z.im, "i").unwrap_or_else(|| format!("{}i", text::fixed(z.im, 4))),
        _ => {}
    }
    let plus = if z.im < 0.0 { "" } else { "+" };
    let (turned, known) = phase(libm::atan2(z.im, z.re));
    let size = z.norm_sqr().sqrt();
    if known && (size - 1.0).abs() < NOTHING {
        return turned;
    }
    if let (Some(re), Some(im)) = (real(z.re, ""), real(z.im, "i")) {
        return format!("{re}{plus}{im}");
    }
    match fraction(size, &turned) {
        Some(whole) if known => whole,
        _ => format!("{}{plus}{}i", text::fixed(z.re, 4), text::fixed(z.im, 4)),
    }
}

/// A positive number that is the root of a fraction, times a unit over the line: `√3/2`, `i/√2`.
fn fraction(size: f64, unit: &str) -> Option<String> {
    let (above, below) = fractions(&[size]).filter(|f| f.1 <= ALONE)?;
    let (above, below) = (root(above[0]), root(below));
    let above = if above == "1" && !unit.is_empty() { unit.to_string() } else { format!("{above}{unit}") };
    Some(if below == "1" { above } else { format!("{above}/{below}") })
}

/// Whole numbers nₖ and d with aₖ = √(nₖ/d), without a common divisor.
fn fractions(sizes: &[f64]) -> Option<(Vec<f64>, f64)> {
    let least = sizes.iter().copied().fold(f64::INFINITY, f64::min);
    (1..=32).find_map(|m| {
        let below = libm::round(f64::from(m) / (least * least));
        if below > BELOW {
            return None;
        }
        let above = sizes.iter().map(|a| libm::round(a * a * below));
        let above: Vec<f64> = above.collect();
        let fits =
            |(n, a): (&f64, &f64)| (1.0..=ABOVE).contains(n) && ((n / below).sqrt() - a).abs() <= NOTHING * a;
        above.iter().zip(sizes).all(fits).then_some((above, below))
    })
}

/// Cosine and sine of a part of π, of two numbers whose squares add up to 1.
fn turned(sizes: &[f64]) -> Option<Vec<String>> {
    let &[a, b] = sizes else { return None };
    let (above, below) = part_of_pi(libm::atan2(b, a))?;
    let part = part_text(above, below, "");
    Some(vec![format!("cos({part})"), format!("sin({part})")])
}

/// The whole numbers n, d with an angle of nπ/d.
fn part_of_pi(angle: f64) -> Option<(i64, usize)> {
    (1..=PARTS).find_map(|d| {
        let n = libm::round(angle * d as f64 / PI);
        ((angle - n * PI / d as f64).abs() < NOTHING).then_some((n as i64, d))
    })
}

/// `3iπ/4` for 3, 4 and `i`.
fn part_text(above: i64, below: usize, unit: &str) -> String {
    let sign = if above < 0 { "−" } else { "" };
    let above = if above.abs() == 1 { String::new() } else { above.abs().to_string() };
    let below = if below == 1 { String::new() } else { format!("/{below}") };
    format!("{sign}{above}{unit}π{below}")
}

/// e^(iφ) as it is written, and whether φ was recognised: `1`, `−1`, `i`, `−i`, `e^(3iπ/4)`.
pub fn phase(angle: f64) -> (String, bool) {
    match part_of_pi(angle) {
        Some((0, _)) => ("1".into(), true),
        Some((1 | -1, 1)) => ("−1".into(), true),
        Some((1, 2)) => ("i".into(), true),
        Some((-1, 2)) => ("−i".into(), true),
        Some((above, below)) => (format!("e^({})", part_text(above, below, "i")), true),
        None => (format!("e^({}i)", text::fixed(angle, 4)), false),
    }
}

/// The root of a whole number: `2√3` of 12.
pub fn root(n: f64) -> String {
    let (mut out, mut inside) = (1.0, n);
    let mut d = 2.0;
    while d * d <= inside {
        while libm::fmod(inside, d * d) == 0.0 {
            inside /= d * d;
            out *= d;
        }
        d += 1.0;
    }
    match (out == 1.0, inside == 1.0) {
        (_, true) => text::fixed(out, 0),
        (true, false) => format!("√{}", text::fixed(inside, 0)),
        (false, false) => format!("{}√{}", text::fixed(out, 0), text::fixed(inside, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_stand_alone_are_written_as_people_write_them() {
        let half = std::f64::consts::FRAC_1_SQRT_2;
        for (re, im, written) in [
            (0.0, 1e-12, "0"),
            (1.0, 0.0, "1"),
            (-half, 0.0, "−1/√2"),
            (0.0, -1.0, "−i"),
            (0.0, half, "i/√2"),
            (0.75f64.sqrt(), 0.0, "√3/2"),
            (half, half, "e^(iπ/4)"),
            (0.5, 0.5, "1/2+i/2"),
            (0.5, -0.5, "1/2−i/2"),
            (libm::cos(0.3), 0.0, "0.9553"),
            (0.1, -0.234_567, "0.1000−0.2346i"),
            (0.0, 0.123_456, "0.1235i"),
        ] {
            assert_eq!(nice(C64::new(re, im)), written);
        }
    }

    #[test]
    fn roots_are_taken_as_far_as_they_go() {
        let all: Vec<String> = [1.0, 2.0, 4.0, 8.0, 12.0, 64.0, 1_048_576.0].map(root).to_vec();
        assert_eq!(all, ["1", "√2", "2", "2√2", "2√3", "8", "1024"]);
    }

    #[test]
    fn phases_are_parts_of_pi_within_a_billionth_and_else_decimals() {
        assert_eq!(phase(0.75 * PI), ("e^(3iπ/4)".into(), true));
        assert_eq!(phase(-PI / 8.0), ("e^(−iπ/8)".into(), true));
        assert_eq!(phase(PI / 2.0 + 5e-10).0, "i");
        assert_eq!(phase(PI / 2.0 + 2e-9), ("e^(1.5708i)".into(), false));
    }
}
