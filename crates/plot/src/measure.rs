//! How wide words are, roughly: enough to keep labels apart without asking a browser.
//!
//! The sizes are the `font-size`s of `picture.css` in scene units; a test compares the two. Widths are an upper guess
//! for a sans-serif face such as Inter or DejaVu Sans.

/// Second lines in gate boxes, units.
pub const SMALL: f64 = 9.5;
/// Numbers and names on axes.
pub const TICK: f64 = 10.5;
/// Words beside pictures: wires, legends, sentences.
pub const LABEL: f64 = 12.0;
/// The symbol in a gate box.
pub const SYMBOL: f64 = 12.5;

/// The width of a line of text at a size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '|' | '.' | ',' | ':' | ';' | '\'' | '!' | ' ' | '°' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '⟨' | '⟩' => 0.42,
        '₀'..='₉' | '⁰'..='⁹' | '⁻' | '¹' | '²' | '³' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '…' | '—' | '−' | '+' | '=' => 0.9,
        'A'..='Z' => 0.72,
        '×' | '÷' => 0.8,
        // Letters, but for signs of Latin-1; asking Unicode's tables would bring two kilobytes of them along.
        c if c.is_ascii() || matches!(c, 'ª' | 'µ' | 'º' | 'À'..'\u{2000}') => 0.62,
        c if (c as u32) < 0x2e80 => 0.8,
        _ => 1.05,
    }
}

/// The text, or as much of it as fits a width followed by "…".
pub fn shortened(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_string();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept, size) + (advance(c) + advance('…')) * size > room {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// The text in lines no wider than a width where its words allow.
pub fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(word, size) + 0.34 * size <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

/// The baseline that puts letters of a size in the middle of a height.
pub(crate) fn baseline(middle: f64, size: f64) -> f64 {
    middle + 0.36 * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_text_fits_and_short_text_is_left_alone() {
        assert_eq!(shortened("θ₁", SMALL, 40.0), "θ₁");
        let long = shortened("sin(theta1*x2)+cos(theta2)", SMALL, 40.0);
        assert!(long.ends_with('…') && width(&long, SMALL) <= 40.0, "{long}");
        assert_eq!(shortened("abc", SMALL, 0.0), "…");
    }

    #[test]
    fn wrapped_lines_keep_every_word() {
        let text = "There is nothing to draw yet because no epoch has ended.";
        let lines = wrapped(text, LABEL, 120.0);
        assert!(lines.len() > 2 && lines.iter().all(|l| width(l, LABEL) <= 120.0));
        assert_eq!(lines.join(" "), text);
    }
}
