//! Complex numbers in circuit text, as a gate's matrix has them.

use super::read::trouble;
use super::split::Piece;
use crate::{Angle, C64, TextError};

/// A complex number such as `0.5`, `-i`, `1/sqrt(2)`, `0.5-0.5i`: a constant expression, then one times i.
pub(super) fn complex(piece: Piece<'_>) -> Result<C64, TextError> {
    let form = "expected a number such as 0.5, -i or 0.5+0.5i";
    let constant = |text: &str| -> Option<f64> {
        match text.trim() {
            "" | "+" => Some(1.0),
            "-" => Some(-1.0),
            text => Angle::parse(text).ok()?.constant(),
        }
    };
    let text = piece.text;
    let wrong = || trouble(piece, form);
    let Some(imaginary) = text.strip_suffix('i') else {
        return if text.is_empty() {
            Err(wrong())
        } else {
            Ok(C64::new(constant(text).ok_or_else(wrong)?, 0.0))
        };
    };
    let sign = |at: usize| {
        let before = imaginary[..at].chars().next_back();
        at > 0 && !before.is_some_and(|c| matches!(c, 'e' | 'E' | '*' | '/' | '^' | '(' | '+' | '-'))
    };
    let at = imaginary.char_indices().rev().find(|(at, c)| (*c == '+' || *c == '-') && sign(*at));
    let (re, im) = at.map_or(("0", imaginary), |(at, _)| imaginary.split_at(at));
    let im = im.trim().trim_end_matches('*');
    let im = im.strip_prefix('+').filter(|rest| !rest.trim().is_empty()).unwrap_or(im);
    Ok(C64::new(constant(re).ok_or_else(wrong)?, constant(im).ok_or_else(wrong)?))
}
