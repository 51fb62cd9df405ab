//! What can be wrong with a text of another tool: a code for programs, sentences and a place for people.

use std::fmt;

/// An error in a text or in what is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// A short word for programs that never changes, such as `unknown-gate`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Line from 1; 0 where there is no place.
    pub line: usize,
    /// Column in characters from 1; 0 where there is no place.
    pub column: usize,
    /// What to do about it.
    pub hint: String,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}, column {}: ", self.line, self.column)?;
        }
        f.write_str(&self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "; {}", self.hint) }
    }
}
