//! Names that a target accepts: identifiers, no word of the language, none given twice.
//!
//! Not here: which names a circuit has (`Named`, registers, custom gates).

use circuit::{Script, Symbol};
use std::collections::BTreeSet;

/// Words that mean something in OpenQASM, in Python or in the programs we write.
const WORDS: &[&str] = &[
    // Python
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "case",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "match",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "type",
    "while",
    "with",
    "yield",
    "None",
    "True",
    "False",
    "abs",
    "bool",
    "complex",
    "dict",
    "float",
    "int",
    "len",
    "list",
    "max",
    "min",
    "print",
    "range",
    "set",
    "str",
    "sum",
    "tuple",
    "zip",
    // our programs
    "np",
    "pnp",
    "qml",
    "cirq",
    "sympy",
    "qiskit",
    "circuit",
    "circuits",
    "statevector",
    "distribution",
    "dev",
    "device",
    "q",
    "q0",
    "qubits",
    "cost",
    "train",
    "steps",
    "stepsize",
    "optimizer",
    "parameters",
    "inputs",
    "simulator",
    "state",
    "values",
    "value",
    "shots",
    "main",
    "permutation",
    "permuted",
    "math",
    "bits",
    "apply",
    "Kraus",
    "Parameter",
    "QuantumCircuit",
    "QuantumRegister",
    "ClassicalRegister",
    "Statevector",
    "UnitaryGate",
    "expr",
    // OpenQASM
    "OPENQASM",
    "include",
    "qreg",
    "creg",
    "gate",
    "opaque",
    "barrier",
    "measure",
    "reset",
    "defcal",
    "defcalgrammar",
    "cal",
    "extern",
    "box",
    "let",
    "const",
    "input",
    "output",
    "readonly",
    "mutable",
    "qubit",
    "bit",
    "uint",
    "angle",
    "array",
    "void",
    "duration",
    "stretch",
    "delay",
    "gphase",
    "inv",
    "pow",
    "ctrl",
    "negctrl",
    "durationof",
    "sizeof",
    "end",
    "switch",
    "default",
    "pragma",
    "true",
    "false",
    "im",
    "pi",
    "tau",
    "euler",
    "e",
    "sin",
    "cos",
    "tan",
    "exp",
    "ln",
    "log",
    "sqrt",
    "arcsin",
    "arccos",
    "arctan",
    "asin",
    "acos",
    "atan",
    "mod",
    "floor",
    "ceiling",
    "popcount",
    "rotl",
    "rotr",
    "real",
    "imag",
    // gates
    "U",
    "CX",
    "u",
    "u1",
    "u2",
    "u3",
    "p",
    "x",
    "y",
    "z",
    "h",
    "s",
    "sdg",
    "t_",
    "tdg",
    "sx",
    "sxdg",
    "rx",
    "ry",
    "rz",
    "cx",
    "cy",
    "cz",
    "ch",
    "cp",
    "crx",
    "cry",
    "crz",
    "cu",
    "cu1",
    "cu3",
    "swap",
    "cswap",
    "ccx",
    "id",
    "phase",
    "cphase",
    "rxx",
    "ryy",
    "rzz",
    "iswap",
    "c3x",
    "c4x",
    "rccx",
    "rc3x",
    "u0",
    "csx",
    "c3sqrtx",
];

/// Names given so far.
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Only the words are taken.
    pub(crate) fn new() -> Names {
        Names(WORDS.iter().map(|w| w.to_string()).collect())
    }
    /// An identifier as near to a wanted name as can be; `small` wants a small first letter.
    pub(crate) fn give(&mut self, wanted: &str, small: bool) -> String {
        let mut name = String::new();
        wanted.chars().for_each(|c| spell(c, &mut name));
        let first = name.chars().next();
        let starts = first.is_some_and(|c| c.is_ascii_alphabetic() && !(small && c.is_ascii_uppercase()));
        if let (true, Some(c @ 'A'..='Z')) = (small, first) {
            name.replace_range(..1, &c.to_ascii_lowercase().to_string());
        } else if !starts {
            name = format!("v{name}");
        }
        let mut given = name.clone();
        let mut count = 1;
        while !self.0.insert(given.clone()) {
            count += 1;
            given = if count == 2 { format!("{name}_") } else { format!("{name}_{count}") };
        }
        given
    }
}

/// A character as identifiers have it.
fn spell(c: char, into: &mut String) {
    const GREEK: [(char, &str); 14] = [
        ('α', "alpha"),
        ('β', "beta"),
        ('γ', "gamma"),
        ('δ', "delta"),
        ('ε', "epsilon"),
        ('η', "eta"),
        ('θ', "theta"),
        ('λ', "lam"),
        ('μ', "mu"),
        ('π', "pi"),
        ('τ', "tau"),
        ('φ', "phi"),
        ('ψ', "psi"),
        ('ω', "omega"),
    ];
    match GREEK.iter().find(|g| g.0 == c) {
        Some((_, word)) => into.push_str(word),
        None if c.is_ascii_alphanumeric() || c == '_' => into.push(c),
        None if c == '\'' => into.push_str("_dg"),
        None => into.push('_'),
    }
}

/// The names of a circuit's symbols in a target.
pub(crate) struct Symbols {
    /// Of parameters, by index.
    pub weights: Vec<String>,
    /// Of inputs, by index.
    pub inputs: Vec<String>,
}

impl Symbols {
    /// Names for all symbols up to the highest used.
    pub(crate) fn of(named: &crate::Named, names: &mut Names) -> Symbols {
        let known = |i: usize| named.parameters.get(i).cloned().unwrap_or_else(|| format!("theta{}", i + 1));
        let count = named.circuit.weights().max(named.parameters.len());
        let weights = (0..count).map(|i| names.give(&known(i), false)).collect();
        let inputs = (0..named.circuit.inputs()).map(|i| names.give(&format!("x{}", i + 1), false)).collect();
        Symbols { weights, inputs }
    }
    /// A symbol's name.
    pub(crate) fn name(&self, symbol: Symbol) -> String {
        let found = match symbol {
            Symbol::Weight(i) => self.weights.get(i),
            Symbol::Input(i) => self.inputs.get(i),
            Symbol::Time => None,
        };
        found.cloned().unwrap_or_else(|| symbol.to_string())
    }
    /// All names, parameters first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        self.weights.iter().chain(&self.inputs)
    }
}

/// Expressions with functions called by name and a given sign for powers.
pub(crate) struct Plain<'a> {
    /// The symbols' names.
    pub symbols: &'a Symbols,
    /// The sign of powers.
    pub power: &'static str,
    /// What stands before a function's name.
    pub prefix: &'static str,
    /// The language's names of ln, arcsin, arccos and arctan.
    pub words: [&'static str; 4],
}

impl Script for Plain<'_> {
    fn symbol(&self, symbol: Symbol) -> String {
        self.symbols.name(symbol)
    }
    fn call(&self, function: &str, argument: &str, _constant: bool) -> String {
        let own = ["ln", "arcsin", "arccos", "arctan"].iter().position(|f| *f == function);
        let name = own.map_or(function, |i| self.words[i]);
        format!("{}{name}({argument})", self.prefix)
    }
    fn power(&self, base: &str, exponent: &str) -> String {
        format!("{base}{}{exponent}", self.power)
    }
}
