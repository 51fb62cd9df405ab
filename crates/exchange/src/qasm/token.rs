//! The words of OpenQASM, one at a time, as slices of the text. Nothing is kept of what was read.
//!
//! Not here: what words mean (`parse`), which letters deceive (`letters`).

use super::letters;
use super::{Fault, fault};

/// A word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A name or a keyword.
    Name(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number with a point or an exponent, or too large for a whole one.
    Real(f64),
    /// A number with a unit of time.
    Time,
    /// What stands between quotes.
    Text(&'a str),
    /// A physical qubit, `$3`.
    Physical(i64),
    /// An operator or bracket.
    Sign(&'static str),
    /// The end of the text.
    End,
}

/// Operators and brackets, longer ones before those that they begin with.
const SIGNS: &[&str] = &[
    "**=", "<<=", ">>=", "->", "==", "!=", "<=", ">=", "&&", "||", "**", "++", "<<", ">>", "+=", "-=", "*=",
    "/=", "%=", "^=", "&=", "|=", "+", "-", "*", "/", "%", "^", "&", "|", "~", "!", "<", ">", "=", "(", ")",
    "[", "]", "{", "}", ",", ";", ":", "@", ".",
];

/// The longest name.
const MAX_NAME: usize = 256;

/// Reads words from a text.
#[derive(Clone)]
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Words<'a> {
        Words { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// The rest of the line, and on to the next one.
    pub(super) fn line(&mut self) {
        self.take_while(|c| c != '\n');
    }

    /// The next word and where it begins, in bytes.
    pub(super) fn next(&mut self) -> Result<(usize, Token<'a>), Fault> {
        self.space()?;
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok((start, Token::End)) };
        let second = self.rest()[first.len_utf8()..].chars().next();
        let token = match first {
            '0'..='9' => self.number()?,
            '.' if second.is_some_and(|c| c.is_ascii_digit()) => self.number()?,
            '"' | '\'' => self.quoted(first)?,
            '$' => self.physical()?,
            c if letters::begins_name(c) => self.name()?,
            _ => self.sign()?,
        };
        Ok((start, token))
    }

    fn space(&mut self) -> Result<(), Fault> {
        loop {
            self.take_while(|c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{feff}'));
            if self.rest().starts_with("//") {
                self.line();
            } else if self.rest().starts_with("/*") {
                let Some(length) = self.rest().find("*/") else {
                    return Err(fault("syntax", self.at, "this comment has no end", "close it with */"));
                };
                self.at += length + 2;
            } else {
                return Ok(());
            }
        }
    }

    fn name(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.at;
        let name = self.take_while(letters::continues_name);
        if name.len() > MAX_NAME {
            let message = format!("a name has at most {MAX_NAME} bytes, this has {}", name.len());
            return Err(fault("syntax", start, message, "shorten it"));
        }
        letters::check(name, start)?;
        Ok(Token::Name(name))
    }

    fn sign(&mut self) -> Result<Token<'a>, Fault> {
        match SIGNS.iter().find(|s| self.rest().starts_with(**s)) {
            Some(sign) => {
                self.at += sign.len();
                Ok(Token::Sign(sign))
            }
            None => Err(letters::stray(self.rest().chars().next().unwrap_or(' '), self.at)),
        }
    }

    fn physical(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.at;
        self.at += 1;
        match self.take_while(|c| c.is_ascii_digit()).parse() {
            Ok(number) => Ok(Token::Physical(number)),
            Err(_) => Err(fault(
                "syntax",
                start,
                "expected a number after $",
                "physical qubits are written $0, $1, …",
            )),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<Token<'a>, Fault> {
        let start = self.at;
        self.at += 1;
        let inner = self.take_while(|c| c != quote && c != '\n');
        if !self.rest().starts_with(quote) {
            return Err(fault("syntax", start, "these quotes are not closed", "close them on the same line"));
        }
        self.at += 1;
        Ok(Token::Text(inner))
    }

    fn number(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.at;
        for (head, base) in [("0b", 2), ("0B", 2), ("0o", 8), ("0x", 16), ("0X", 16)] {
            if self.rest().starts_with(head) {
                self.at += 2;
                let digits: String = self
                    .take_while(|c| c.is_ascii_alphanumeric() || c == '_')
                    .chars()
                    .filter(|c| *c != '_')
                    .take(80)
                    .collect();
                let value = i64::from_str_radix(&digits, base);
                return value.map(Token::Whole).map_err(|_| number_fault(start));
            }
        }
        self.decimal();
        let written = &self.text[start..self.at];
        let unit = self.take_while(letters::continues_name);
        match unit {
            "" => parse_decimal(written).ok_or_else(|| number_fault(start)),
            "ns" | "us" | "µs" | "μs" | "ms" | "s" | "dt" => Ok(Token::Time),
            _ => Err(fault(
                "syntax",
                start,
                format!("\"{}{}\" is neither a number nor a name", super::short(written), super::short(unit)),
                "begin names with a letter, and write * between a number and a name",
            )),
        }
    }

    fn decimal(&mut self) {
        self.take_while(|c| c.is_ascii_digit() || c == '_');
        let next = |words: &Self, n: usize| words.rest().as_bytes().get(n).copied().unwrap_or(0);
        if next(self, 0) == b'.' {
            self.at += 1;
            self.take_while(|c| c.is_ascii_digit() || c == '_');
        }
        let signed = usize::from(matches!(next(self, 1), b'+' | b'-'));
        if matches!(next(self, 0), b'e' | b'E') && next(self, 1 + signed).is_ascii_digit() {
            self.at += 1 + signed;
            self.take_while(|c| c.is_ascii_digit());
        }
    }
}

fn number_fault(at: usize) -> Fault {
    fault("syntax", at, "this is not a number that can be used", "write it as 12, 0.5 or 1e-3")
}

fn parse_decimal<'a>(written: &str) -> Option<Token<'a>> {
    let plain: String = written.chars().filter(|c| *c != '_').take(400).collect();
    if let Ok(whole) = plain.parse::<i64>() {
        return Some(Token::Whole(whole));
    }
    plain.parse::<f64>().ok().filter(|v| v.is_finite()).map(Token::Real)
}
