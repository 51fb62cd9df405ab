//! What Qiskit, PennyLane and Cirq programs share: lines with indents, matrices and expressions in Python.
//!
//! Not here: the libraries' own calls.

use super::names::Symbols;
use super::steps::{Kind, Step};
use circuit::{C64, Matrix, Script, Symbol};

/// Lines of a program.
#[derive(Default)]
pub(crate) struct Lines {
    text: String,
    indent: usize,
}

impl Lines {
    /// Adds a line; an empty one stays empty.
    pub(crate) fn add(&mut self, line: &str) {
        if !line.is_empty() {
            self.text += &"    ".repeat(self.indent);
            self.text += line;
        }
        self.text.push('\n');
    }
    /// Adds several lines.
    pub(crate) fn all(&mut self, lines: &[&str]) {
        lines.iter().for_each(|l| self.add(l));
    }
    /// What follows stands one level deeper (or, negative, higher).
    pub(crate) fn deeper(&mut self, by: isize) {
        self.indent = self.indent.saturating_add_signed(by);
    }
    /// The text.
    pub(crate) fn text(self) -> String {
        self.text
    }
}

/// How a library calls functions in expressions.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Calls {
    /// Methods of Qiskit's parameter expressions.
    Methods,
    /// Functions of PennyLane's numpy.
    Pnp,
    /// Functions of sympy.
    Sympy,
}

/// Python expressions.
pub(crate) struct Words<'a> {
    /// The symbols' names.
    pub symbols: &'a Symbols,
    /// How functions are called.
    pub calls: Calls,
}

impl Script for Words<'_> {
    fn symbol(&self, symbol: Symbol) -> String {
        self.symbols.name(symbol)
    }
    fn call(&self, function: &str, argument: &str, constant: bool) -> String {
        let name = if function == "ln" { "log" } else { function };
        match self.calls {
            Calls::Pnp => format!("pnp.{name}({argument})"),
            _ if constant => format!("np.{name}({argument})"),
            Calls::Methods if name == "sqrt" => format!("({argument})**0.5"),
            Calls::Methods => format!("({argument}).{name}()"),
            Calls::Sympy => format!("sympy.{}({argument})", name.replace("arc", "a")),
        }
    }
}

/// A complex number: `0.5-0.5j`.
pub(crate) fn complex(z: C64) -> String {
    let zero = |v: f64| v == 0.0;
    match (zero(z.re), zero(z.im)) {
        (_, true) => format!("{:?}", z.re),
        (true, false) => format!("{:?}j", z.im),
        _ => format!("{:?}{}{:?}j", z.re, if z.im < 0.0 { "-" } else { "+" }, z.im.abs()),
    }
}

/// A matrix as a numpy array.
pub(crate) fn array(m: &Matrix) -> String {
    let row = |r: usize| {
        let entries: Vec<String> = (0..m.size).map(|c| complex(m.at(r, c))).collect();
        format!("[{}]", entries.join(", "))
    };
    format!("np.array([{}], dtype=complex)", (0..m.size).map(row).collect::<Vec<_>>().join(", "))
}

/// The unitary of a matrix or a permutation as an expression; permutations are columns of the identity.
pub(crate) fn unitary(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Matrix(m) => Some(array(m)),
        Kind::Permutation(to) => {
            let mut from = vec![0; to.len()];
            to.iter().enumerate().for_each(|(j, t)| from[*t] = j);
            Some(format!("np.eye({})[{from:?}]", to.len()))
        }
        _ => None,
    }
}

/// Numbers with commas between.
pub(crate) fn list(values: &[usize]) -> String {
    values.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
}

/// A comment that names what a matrix is; nothing where the call itself says it.
pub(crate) fn note(step: &Step) -> String {
    match step.kind {
        Kind::Matrix(_) | Kind::Permutation(_) | Kind::Channel(_) | Kind::Project(_) => {
            format!("  # {}", step.name)
        }
        _ => String::new(),
    }
}

/// A string in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    format!("{text:?}")
}
