//! JSON values with ordered members, and a reader that keeps what it could read of a damaged text.
//!
//! Our own because libraries give nothing back for a text that breaks off, and a damaged link must open
//! what can be read. Not here: what the members mean.

use circuit::number;
use std::fmt::{self, Write};

/// Nested deeper than this is refused.
const MAX_DEPTH: usize = 32;

/// A JSON value. Numbers are f64; members keep their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// null
    Null,
    /// true, false
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Map(Vec<(String, Json)>),
}

impl Json {
    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let Json::Map(members) = self else { return None };
        members.iter().find(|(n, _)| n == name).map(|(_, v)| v)
    }
    /// The members, empty for other values.
    pub fn members(&self) -> &[(String, Json)] {
        if let Json::Map(members) = self { members } else { &[] }
    }
    /// The entries, empty for other values.
    pub fn entries(&self) -> &[Json] {
        if let Json::List(entries) = self { entries } else { &[] }
    }
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        if let Json::Number(v) = self { Some(*v) } else { None }
    }
    /// The string, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Json::Text(v) = self { Some(v) } else { None }
    }
    /// A list of numbers; anything else in it makes it `None`.
    pub fn numbers(&self) -> Option<Vec<f64>> {
        if let Json::List(entries) = self { entries.iter().map(Json::number).collect() } else { None }
    }
    /// A list of numbers as a value.
    pub fn of_numbers(numbers: &[f64]) -> Json {
        Json::List(numbers.iter().map(|v| Json::Number(*v)).collect())
    }
    /// A string as a value.
    pub fn of_text(text: &str) -> Json {
        Json::Text(text.to_string())
    }

    /// Reads a text. With an error comes everything that was complete before it.
    pub fn read(text: &str) -> (Json, Option<String>) {
        let mut reader = Reader { text: text.as_bytes(), at: 0, trouble: None };
        let value = reader.value(0).unwrap_or(Json::Null);
        reader.space();
        if reader.trouble.is_none() && reader.at < text.len() {
            reader.fail::<()>("nothing may follow the closing bracket");
        }
        (value, reader.trouble)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(v) => write!(f, "{v}"),
            Json::Number(v) if !v.is_finite() => f.write_str("null"),
            Json::Number(v) => f.write_str(&number::shortest(*v)),
            Json::Text(v) => quoted(v, f),
            Json::List(entries) => {
                f.write_char('[')?;
                for (i, entry) in entries.iter().enumerate() {
                    write!(f, "{}{entry}", if i > 0 { "," } else { "" })?;
                }
                f.write_char(']')
            }
            Json::Map(members) => {
                f.write_char('{')?;
                for (i, (name, value)) in members.iter().enumerate() {
                    f.write_str(if i > 0 { "," } else { "" })?;
                    quoted(name, f)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if (c as u32) < 0x20 => write!(f, "\\u{:04x}", c as u32)?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    trouble: Option<String>,
}

impl Reader<'_> {
    /// Notes the first trouble; `None` so that callers can stop with what they have.
    fn fail<T>(&mut self, message: &str) -> Option<T> {
        let before = &self.text[..self.at.min(self.text.len())];
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
        self.trouble.get_or_insert_with(|| format!("line {line}, column {column}: {message}"));
        None
    }
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }
    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }
    fn eat(&mut self, byte: u8) -> bool {
        self.space();
        let here = self.peek() == byte;
        self.at += usize::from(here);
        here
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > MAX_DEPTH {
            return self.fail("nested too deeply");
        }
        self.space();
        match self.peek() {
            b'{' => Some(self.map(depth)),
            b'[' => Some(self.list(depth)),
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            b'-' | b'0'..=b'9' => self.number(),
            0 => self.fail("the text breaks off here"),
            _ => self.fail("expected a value"),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        if self.text[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            return Some(value);
        }
        self.fail("expected true, false or null")
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        while matches!(self.peek(), b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9') {
            self.at += 1;
        }
        if self.at == self.text.len() && start > 0 {
            return self.fail("the text breaks off in a number");
        }
        let digits = std::str::from_utf8(&self.text[start..self.at]).unwrap_or("");
        match number::read(digits).filter(|v| v.is_finite()) {
            Some(v) => Some(Json::Number(v)),
            None => self.fail("this is not a number"),
        }
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            match self.peek() {
                0 if self.at >= self.text.len() => return self.fail("the text breaks off in a string"),
                b'"' => break,
                b'\\' => self.escape(&mut bytes)?,
                byte => bytes.push(byte),
            }
            self.at += 1;
        }
        self.at += 1;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) -> Option<()> {
        self.at += 1;
        let plain = match self.peek() {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => self.unicode()?,
            c @ (b'"' | b'\\' | b'/') => c as char,
            _ => return self.fail("unknown escape in a string"),
        };
        bytes.extend(plain.encode_utf8(&mut [0; 4]).bytes());
        Some(())
    }

    fn unicode(&mut self) -> Option<char> {
        let digits = self.text.get(self.at + 1..self.at + 5).and_then(|d| std::str::from_utf8(d).ok());
        let code = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
        let Some(code) = code else { return self.fail("\\u needs four hexadecimal digits") };
        self.at += 4;
        Some(char::from_u32(code).unwrap_or('\u{fffd}'))
    }

    fn list(&mut self, depth: usize) -> Json {
        self.at += 1;
        let mut entries = Vec::new();
        if !self.eat(b']') {
            while let Some(entry) = self.value(depth + 1) {
                entries.push(entry);
                if self.trouble.is_some() || self.eat(b']') {
                    break;
                }
                if !self.eat(b',') {
                    self.fail::<()>("expected , or ]");
                    break;
                }
            }
        }
        Json::List(entries)
    }

    fn map(&mut self, depth: usize) -> Json {
        self.at += 1;
        let mut members = Vec::new();
        if !self.eat(b'}') {
            loop {
                self.space();
                if self.peek() != b'"' {
                    self.fail::<()>("expected a name in quotes");
                    break;
                }
                let Some(name) = self.string() else { break };
                if !self.eat(b':') {
                    self.fail::<()>("expected : after a name");
                    break;
                }
                let Some(value) = self.value(depth + 1) else { break };
                members.push((name, value));
                if self.trouble.is_some() || self.eat(b'}') {
                    break;
                }
                if !self.eat(b',') {
                    self.fail::<()>("expected , or }");
                    break;
                }
            }
        }
        Json::Map(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_that_breaks_off_gives_what_was_complete() {
        let (value, trouble) = Json::read("{\"a\":1,\"b\":[1,2,3],\"c\":{\"d\":\"x\",\"e\":[4,5");
        assert_eq!(value.to_string(), "{\"a\":1,\"b\":[1,2,3],\"c\":{\"d\":\"x\",\"e\":[4]}}");
        assert!(trouble.expect("damaged").contains("breaks off"));
    }

    #[test]
    fn errors_name_line_and_column() {
        let (_, trouble) = Json::read("{\n \"a\": oops}");
        assert_eq!(trouble.as_deref(), Some("line 2, column 7: expected a value"));
        assert!(Json::read(&"[".repeat(100)).1.expect("too deep").contains("deeply"));
    }

    fn json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            any::<f64>().prop_filter("finite", |v| v.is_finite()).prop_map(Json::Number),
            "\\PC{0,8}".prop_map(Json::Text),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::List),
                prop::collection::vec(("[a-z]{1,4}", inner), 0..4).prop_map(Json::Map),
            ]
        })
    }

    proptest! {
        #[test]
        fn printing_then_reading_is_the_identity(value in prop::collection::vec(json(), 0..3).prop_map(Json::List)) {
            prop_assert_eq!(Json::read(&value.to_string()), (value, None));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,80}", cut in 0usize..200, value in json()) {
            let _ = Json::read(&text);
            let whole: String = value.to_string().chars().take(cut).collect();
            let _ = Json::read(&whole);
        }
    }
}
