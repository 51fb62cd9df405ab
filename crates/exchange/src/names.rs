//! Names of gates from other tools as circuit text can have them.

use circuit::Gate;

/// Words that begin other statements of circuit text.
const WORDS: &[&str] = &["qubits", "label", "start", "bits", "gate", "matrix", "if"];

/// A gate's name in letters, digits and underscores that nothing else has.
pub(crate) fn gate(name: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let mut plain: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(18).collect();
    if !plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        plain = format!("g{plain}");
    }
    let used = |n: &str| Gate::is_reserved(n) || WORDS.contains(&n.to_ascii_lowercase().as_str()) || taken(n);
    let mut unique = plain.clone();
    let mut number = 1;
    while used(&unique) {
        number += 1;
        unique = format!("{plain}_{number}");
    }
    unique
}
