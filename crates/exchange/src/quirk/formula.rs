//! Quirk's formulas: angles in t, and the complex numbers of matrices.

use super::{short, trouble};
use crate::Trouble;
use circuit::{Angle, C64};

/// A formula such as `sin(pi t)` as an angle, t as the first parameter.
pub(super) fn angle(text: &str) -> Result<Angle, Trouble> {
    let mut ours = String::new();
    let mut name = String::new();
    for c in text.chars().take(400).chain([' ']) {
        if c.is_ascii_alphabetic() {
            name.push(c);
            continue;
        }
        ours.push_str(match name.as_str() {
            "t" => "theta1",
            "e" => "2.718281828459045",
            "asin" => "arcsin",
            "acos" => "arccos",
            "atan" => "arctan",
            other => other,
        });
        name.clear();
        match fraction(c) {
            Some(v) => ours.push_str(&format!("({v:?})")),
            None => ours.push(c),
        }
    }
    Angle::parse(ours.trim()).map_err(|e| {
        let message = format!("the formula \"{}\" cannot be read: {}", short(text), e.message);
        trouble("formula", message, "use numbers, pi, t, + - * / ^, brackets and functions such as sin")
    })
}

fn fraction(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// A sum of terms such as `√½-½i`, `0.6+0.8i`, `-i`.
pub(super) fn complex(text: &str) -> Option<C64> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != '*').take(200).collect();
    let (mut sum, mut at) = (C64::ZERO, 0);
    while at < chars.len() {
        let mut sign = 1.0;
        while let Some(c @ ('+' | '-')) = chars.get(at) {
            sign *= if *c == '-' { -1.0 } else { 1.0 };
            at += 1;
        }
        let (size, imaginary) = term(&chars, &mut at)?;
        let part = if imaginary { C64::new(0.0, sign * size) } else { C64::new(sign * size, 0.0) };
        sum = sum + part;
        if !matches!(chars.get(at), None | Some('+' | '-')) {
            return None;
        }
    }
    (!chars.is_empty() && sum.re.is_finite() && sum.im.is_finite()).then_some(sum)
}

/// A number without its sign, and whether i follows or stands alone.
fn term(chars: &[char], at: &mut usize) -> Option<(f64, bool)> {
    let eat = |at: &mut usize, wanted: char| {
        let here = chars.get(*at) == Some(&wanted);
        *at += usize::from(here);
        here
    };
    if eat(at, 'i') {
        return Some((1.0, true));
    }
    let root = eat(at, '√');
    let mut size = number(chars, at)?;
    size = if root { size.sqrt() } else { size };
    if eat(at, '/') {
        let root = eat(at, '√');
        let below = number(chars, at)?;
        size /= if root { below.sqrt() } else { below };
    }
    Some((size, eat(at, 'i')))
}

fn number(chars: &[char], at: &mut usize) -> Option<f64> {
    if let Some(v) = chars.get(*at).copied().and_then(fraction) {
        *at += 1;
        return Some(v);
    }
    let start = *at;
    while chars.get(*at).is_some_and(|c| {
        c.is_ascii_digit()
            || *c == '.'
            || *c == 'e'
            || (matches!(c, '-' | '+') && *at > start && chars[*at - 1] == 'e')
    }) {
        *at += 1;
    }
    chars[start..*at].iter().collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complex_numbers_are_read_as_quirk_writes_them() {
        let half = std::f64::consts::FRAC_1_SQRT_2;
        for (text, re, im) in [
            ("√½", half, 0.0),
            ("-√½i", 0.0, -half),
            ("½-½i", 0.5, -0.5),
            ("0.6+0.8i", 0.6, 0.8),
            ("i", 0.0, 1.0),
            ("1/√2", half, 0.0),
            ("1e-3", 1e-3, 0.0),
            ("-1", -1.0, 0.0),
        ] {
            let z = complex(text).unwrap_or_else(|| panic!("{text}"));
            assert!((z.re - re).abs() < 1e-15 && (z.im - im).abs() < 1e-15, "{text}");
        }
        for text in ["", "x", "1 2x", "--", "i i", "√", "1/0"] {
            assert_eq!(complex(text), None, "{text}");
        }
    }

    #[test]
    fn formulas_are_angles_in_t() {
        assert_eq!(angle("sin(pi t)").expect("read").to_string(), "sin(pi*theta1)");
        assert_eq!(angle("pi t^2").expect("read").value(&[3.0], &[]), std::f64::consts::PI * 9.0);
        assert!(angle("oops").is_err() && angle("").is_err() && angle("1/0").is_err());
    }
}
