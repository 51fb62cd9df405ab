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
        let line = self.line + before.matches('\n').count();
        let column = match before.rsplit_once('\n') {
            Some((_, last)) => 1 + last.chars().count(),
            None => self.column + before.chars().count(),
        };
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
        let (mut parts, mut start) = (Vec::new(), 0);
        for (i, c) in self.text.char_indices().filter(|(_, c)| separator(*c)) {
            parts.push(self.from(start).until(i - start).trimmed());
            start = i + c.len_utf8();
        }
        parts.push(self.from(start).trimmed());
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
        let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0usize);
        for (i, c) in self.text.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    parts.push(self.from(start).until(i - start).trimmed());
                    start = i + 1;
                }
                _ => {}
            }
        }
        parts.push(self.from(start).trimmed());
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
    let mut end = |start: usize, end: usize| {
        let piece = whole.from(start).until(end - start).trimmed();
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
