//! Statements of a text with their places; comments left out, braces kept together. Not here: their meaning.

/// A piece of a text and where it begins, both counted from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub line: usize,
    pub column: usize,
}

impl<'a> Piece<'a> {
    /// The piece from a byte on.
    pub fn from(self, byte: usize) -> Piece<'a> {
        let (before, text) = self.text.split_at(byte);
        let (mut line, mut column) = (self.line, self.column);
        for byte in before.bytes() {
            if byte == b'\n' {
                (line, column) = (line + 1, 1);
            } else {
                // Bytes that go on with a character count nothing.
                column += usize::from(byte & 0xC0 != 0x80);
            }
        }
        Piece { text, line, column }
    }
    /// The piece up to a byte.
    pub fn until(self, byte: usize) -> Piece<'a> {
        Piece { text: &self.text[..byte], ..self }
    }
    /// The piece without space around it.
    pub fn trimmed(self) -> Piece<'a> {
        let start = self.text.len() - self.text.trim_start().len();
        let piece = self.from(start);
        Piece { text: piece.text.trim_end(), ..piece }
    }
    /// The parts between separators, trimmed; places stay true.
    pub fn parts(self, separator: fn(char) -> bool) -> Vec<Piece<'a>> {
        let (mut parts, mut rest, mut start) = (Vec::new(), self, 0);
        for (i, c) in self.text.char_indices().filter(|(_, c)| separator(*c)) {
            parts.push(rest.until(i - start).trimmed());
            // From the part before, not from the beginning: that would count its lines again and again.
            let next = i + c.len_utf8();
            rest = rest.from(next - start);
            start = next;
        }
        parts.push(rest.trimmed());
        parts
    }
    /// The words.
    pub fn words(self) -> Vec<Piece<'a>> {
        let mut words = self.parts(|c| c.is_whitespace() || c == ',');
        words.retain(|w| !w.text.is_empty());
        words
    }
    /// The arguments between commas that stand in no brackets.
    pub fn arguments(self) -> Vec<Piece<'a>> {
        let (mut parts, mut rest, mut start, mut depth) = (Vec::new(), self, 0, 0usize);
        for (i, c) in self.text.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    parts.push(rest.until(i - start).trimmed());
                    rest = rest.from(i + 1 - start);
                    start = i + 1;
                }
                _ => {}
            }
        }
        parts.push(rest.trimmed());
        parts
    }
    /// The byte of the bracket that closes the one this piece begins with.
    pub fn closing(self, open: char, close: char) -> Option<usize> {
        let mut depth = 0usize;
        for (i, c) in self.text.char_indices() {
            if c == open {
                depth += 1;
            } else if c == close {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(i);
                }
            }
        }
        None
    }
}

/// The statements of a text, trimmed, without empty ones.
pub(super) fn statements(whole: Piece<'_>) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut comment) = (0, 0usize, false);
    let (mut rest, mut passed) = (whole, 0);
    let mut end = |start: usize, end: usize| {
        rest = rest.from(start - passed);
        passed = start;
        let piece = rest.until(end - start).trimmed();
        if !piece.text.is_empty() {
            found.push(piece);
        }
    };
    for (i, c) in whole.text.char_indices() {
        match c {
            '\n' if comment => {
                comment = false;
                start = i + 1;
            }
            _ if comment => {}
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '#' if depth == 0 => {
                end(start, i);
                comment = true;
            }
            '\n' | ';' if depth == 0 => {
                end(start, i);
                start = i + 1;
            }
            _ => {}
        }
    }
    if !comment {
        end(start, whole.text.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Line and column of a piece, counted from the beginning of the text it stands in.
    fn place(whole: &str, piece: Piece<'_>) -> (usize, usize) {
        let before = &whole[..piece.text.as_ptr() as usize - whole.as_ptr() as usize];
        let last = before.rsplit('\n').next().unwrap_or(before);
        (1 + before.matches('\n').count(), 1 + last.chars().count())
    }

    proptest! {
        #[test]
        fn every_piece_knows_where_it_stands(text in "[aθ⟩ ,;#(){}\n]{0,60}") {
            let whole = Piece { text: &text, line: 1, column: 1 };
            let mut pieces = statements(whole);
            for part in pieces.clone() {
                pieces.extend(part.words().into_iter().chain(part.arguments()));
            }
            pieces.extend(whole.words().into_iter().chain(whole.arguments()));
            for piece in pieces {
                prop_assert_eq!((piece.line, piece.column), place(&text, piece), "{:?} in {:?}", piece.text, text);
            }
        }
    }
}
