//! What goes wrong, as the KetloomError of JavaScript will say it.

use circuit::{CircuitError, TextError};
use engine::Refusal;
use exchange::Trouble;
use exchange::json::Json;
use wasm_bindgen::JsValue;

/// An error on its way to JavaScript.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure(pub Trouble);

impl Failure {
    /// An error without a place.
    pub fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure(Trouble { code, message: message.into(), line: 0, column: 0, hint: hint.into() })
    }
    /// A sentence whose remedy stands after its last semicolon.
    pub fn sentence(code: &'static str, sentence: &str) -> Failure {
        let (message, hint) = sentence.rsplit_once("; ").unwrap_or((sentence, ""));
        Failure::new(code, message, hint)
    }
    /// The JSON that JavaScript reads.
    pub fn to_json(&self) -> String {
        let Trouble { code, message, line, column, hint } = &self.0;
        let place = |n: usize| if n == 0 { Json::Null } else { Json::Number(n as f64) };
        Json::Map(vec![
            ("code".into(), Json::of_text(code)),
            ("message".into(), Json::of_text(message)),
            ("line".into(), place(*line)),
            ("column".into(), place(*column)),
            ("hint".into(), Json::of_text(hint)),
        ])
        .to_string()
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> JsValue {
        JsValue::from_str(&failure.to_json())
    }
}
impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Failure {
        Failure(trouble)
    }
}
impl From<TextError> for Failure {
    fn from(e: TextError) -> Failure {
        let Failure(trouble) = Failure::sentence("syntax", &e.message);
        Failure(Trouble { line: e.line, column: e.column, ..trouble })
    }
}
impl From<CircuitError> for Failure {
    fn from(e: CircuitError) -> Failure {
        let code = match e {
            CircuitError::NotUnitary(_) | CircuitError::NoInverse(_) => "not-unitary",
            CircuitError::Qubits(_) | CircuitError::TooManyOps | CircuitError::TooManyParts => "too-large",
            _ => "circuit",
        };
        Failure::sentence(code, &e.to_string())
    }
}
impl From<Refusal> for Failure {
    fn from(e: Refusal) -> Failure {
        let code = match e {
            Refusal::NotUnitary(_) => "not-unitary",
            _ => "too-large",
        };
        Failure::sentence(code, &e.to_string())
    }
}
