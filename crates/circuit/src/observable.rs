//! Observables as Pauli sums, and their text: `Z0`, `X0 Y1`, `0.5 Z0 Z1 + X0`.

use crate::TextError;
use std::fmt;

/// A Pauli operator of one qubit other than the identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pauli {
    /// X.
    X,
    /// Y.
    Y,
    /// Z.
    Z,
}

/// A product of Pauli operators: bit q of a mask stands for qubit q. X has x set, Z has z set, Y both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct PauliString {
    /// Qubits with X or Y.
    pub x: u32,
    /// Qubits with Z or Y.
    pub z: u32,
}

impl PauliString {
    /// One Pauli operator on one qubit.
    pub fn single(pauli: Pauli, qubit: usize) -> PauliString {
        let bit = 1 << qubit;
        match pauli {
            Pauli::X => PauliString { x: bit, z: 0 },
            Pauli::Y => PauliString { x: bit, z: bit },
            Pauli::Z => PauliString { x: 0, z: bit },
        }
    }
    /// One past the highest qubit it touches.
    pub fn qubits(self) -> usize {
        (32 - (self.x | self.z).leading_zeros()) as usize
    }
}

/// A real combination of Pauli strings.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Observable {
    /// Coefficients and strings.
    pub terms: Vec<(f64, PauliString)>,
}

impl Observable {
    /// One Pauli operator on one qubit.
    pub fn single(pauli: Pauli, qubit: usize) -> Observable {
        Observable { terms: vec![(1.0, PauliString::single(pauli, qubit))] }
    }
    /// Z on one qubit.
    pub fn z(qubit: usize) -> Observable {
        Observable::single(Pauli::Z, qubit)
    }
    /// One past the highest qubit it touches.
    pub fn qubits(&self) -> usize {
        self.terms.iter().map(|(_, p)| p.qubits()).max().unwrap_or(0)
    }
    /// Reads `0.5 Z0 Z1 + X0 - 2`.
    pub fn parse(text: &str) -> Result<Observable, TextError> {
        let mut terms = Vec::new();
        let (mut sign, mut term, mut empty) = (1.0, (1.0, PauliString::default()), true);
        let spaced = text.replace('+', " + ").replace('-', " - ").replace('*', " ");
        for (i, word) in spaced.split_whitespace().enumerate() {
            let place = |m: String| TextError::at(i + 1, m);
            match word {
                "+" | "-" => {
                    if !empty {
                        terms.push((sign * term.0, term.1));
                    }
                    (sign, term, empty) =
                        (if word == "+" { 1.0 } else { -1.0 }, (1.0, PauliString::default()), true);
                }
                _ => {
                    term = times(term, word).map_err(place)?;
                    empty = false;
                }
            }
        }
        if empty {
            return Err(TextError::at(
                text.chars().count() + 1,
                "expected an observable such as Z0 or X0 Y1",
            ));
        }
        terms.push((sign * term.0, term.1));
        Ok(Observable { terms })
    }
}

fn times(term: (f64, PauliString), word: &str) -> Result<(f64, PauliString), String> {
    if let Some(factor) = crate::number::read(word) {
        return Ok((term.0 * factor, term.1));
    }
    let mut chars = word.chars();
    let pauli = match chars.next().map(|c| c.to_ascii_uppercase()) {
        Some('X') => Pauli::X,
        Some('Y') => Pauli::Y,
        Some('Z') => Pauli::Z,
        _ => return Err(format!("\"{word}\" is not a Pauli operator; write X0, Y1, Z2 or a number")),
    };
    let qubit = chars.as_str().parse::<usize>().ok().filter(|q| *q < crate::MAX_QUBITS);
    let qubit = qubit.ok_or_else(|| format!("\"{word}\" needs a qubit, as in Z0"))?;
    let one = PauliString::single(pauli, qubit);
    if (term.1.x | term.1.z) & (one.x | one.z) != 0 {
        return Err(format!("qubit {qubit} stands twice in one product"));
    }
    Ok((term.0, PauliString { x: term.1.x | one.x, z: term.1.z | one.z }))
}

impl fmt::Display for PauliString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for q in 0..self.qubits() {
            let letter = match (self.x >> q & 1, self.z >> q & 1) {
                (1, 0) => 'X',
                (1, 1) => 'Y',
                (0, 1) => 'Z',
                _ => continue,
            };
            write!(f, "{}{letter}{q}", if first { "" } else { " " })?;
            first = false;
        }
        if first { f.write_str("1") } else { Ok(()) }
    }
}

impl fmt::Display for Observable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (factor, string)) in self.terms.iter().enumerate() {
            let sign = if *factor < 0.0 {
                "- "
            } else if i > 0 {
                "+ "
            } else {
                ""
            };
            let space = if i > 0 { " " } else { "" };
            write!(f, "{space}{sign}")?;
            if factor.abs() != 1.0 {
                write!(f, "{} ", crate::number::plain(factor.abs()))?;
            }
            write!(f, "{string}")?;
        }
        Ok(())
    }
}
