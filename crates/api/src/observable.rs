//! Observables from JavaScript: the text `0.5 Z0 Z1 - X2`, or JSON pairs such as [0.5, "ZZI"].

use crate::Failure;
use circuit::{Observable, Pauli, PauliString};
use exchange::json::Json;

/// Reads an observable for a circuit of so many qubits: JSON if it begins with a bracket, else text.
pub fn read(text: &str, qubits: usize) -> Result<Observable, Failure> {
    let observable = if text.trim_start().starts_with('[') { of_pairs(text)? } else { of_text(text)? };
    let needs = observable.qubits();
    if needs > qubits {
        let message =
            format!("the observable acts on qubit {}, but the circuit has {qubits} qubits", needs - 1);
        return Err(Failure::new("observable", message, format!("use qubits 0 to {}", qubits - 1)));
    }
    if observable.terms.iter().any(|(factor, _)| !factor.is_finite()) {
        return Err(Failure::new(
            "observable",
            "a coefficient is not a finite number",
            "write numbers such as 0.5",
        ));
    }
    Ok(observable)
}

fn of_text(text: &str) -> Result<Observable, Failure> {
    let hint = "write a sum such as 0.5 Z0 Z1 - X2";
    Observable::parse(text)
        .map_err(|e| Failure::new("observable", format!("{} (word {})", e.message, e.column), hint))
}

/// `[[0.5, "ZZI"], …]`: letter k of a string stands for qubit k.
fn of_pairs(text: &str) -> Result<Observable, Failure> {
    let hint = "write pairs such as [0.5, \"ZZI\"], one letter of I, X, Y, Z for each qubit, qubit 0 first";
    let wrong = |message: String| Failure::new("observable", message, hint);
    let (json, trouble) = Json::read(text);
    if let Some(trouble) = trouble {
        return Err(wrong(format!("the observable is no JSON: {trouble}")));
    }
    let mut terms = Vec::new();
    for (i, pair) in json.entries().iter().enumerate() {
        let [Json::Number(factor), Json::Text(letters)] = pair.entries() else {
            return Err(wrong(format!("term {} is not a number and a string", i + 1)));
        };
        let mut string = PauliString::default();
        for (qubit, letter) in letters.chars().enumerate() {
            let pauli = match letter {
                'I' | 'i' => continue,
                'X' | 'x' => Pauli::X,
                'Y' | 'y' => Pauli::Y,
                'Z' | 'z' => Pauli::Z,
                _ => return Err(wrong(format!("\"{letter}\" in term {} is no Pauli operator", i + 1))),
            };
            if qubit >= circuit::MAX_QUBITS {
                return Err(wrong(format!("term {} names more qubits than a circuit can have", i + 1)));
            }
            let single = PauliString::single(pauli, qubit);
            (string.x, string.z) = (string.x | single.x, string.z | single.z);
        }
        terms.push((*factor, string));
    }
    if terms.is_empty() {
        return Err(wrong("the observable has no terms".into()));
    }
    Ok(Observable { terms })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn both_forms_say_the_same() {
        let text = read("0.5 Z0 Z1 - X2", 3).expect("text");
        let pairs = read("[[0.5, \"ZZI\"], [-1, \"IIX\"]]", 3).expect("pairs");
        assert_eq!(text, pairs);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (text, part) in [
            ("Z5", "qubit 5"),
            ("", "expected an observable"),
            ("[[0.5, \"ZQ\"]]", "\"Q\" in term 1"),
            ("[[\"Z\"]]", "term 1"),
            ("[]", "no terms"),
            ("[[1e999, \"Z\"]]", "number"),
        ] {
            let failure = read(text, 2).expect_err(text);
            assert!(failure.0.message.contains(part), "{text}: {failure:?}");
            assert!(!failure.0.hint.is_empty(), "{text}");
        }
    }
}
