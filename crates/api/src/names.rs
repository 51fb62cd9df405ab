//! Expressions from JavaScript: numbers, or texts in which every name that is not known is a parameter.
//!
//! Not here: the expressions themselves (`circuit::Angle`), which know theta1, theta2, … only.

use crate::Failure;
use circuit::Angle;
use exchange::json::Json;

/// Parameters by name, in the order of their first use.
#[derive(Default)]
pub struct Names(pub Vec<String>);

impl Names {
    /// A number, or an expression in numbers, pi, functions, x1, x2, … and parameters of any other name.
    pub fn angle(&mut self, value: &Json) -> Result<Angle, Failure> {
        let hint = "pass a number or an expression such as 'a/2' or '2*pi*x1'";
        match value {
            Json::Number(v) => Ok(Angle::number(*v)),
            Json::Text(text) => {
                let angle = Angle::parse(&self.renamed(text)).map_err(|e| {
                    Failure::new("expression", format!("in \"{}\": {}", short(text), e.message), hint)
                })?;
                Ok(angle)
            }
            _ => Err(Failure::new("operations", "an argument is neither a number nor an expression", hint)),
        }
    }

    /// The text with parameters written theta1, theta2, …
    fn renamed(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_alphabetic() || c == '_') {
            // A letter right after a digit may be the e of 1e-3.
            let number = rest[..start].ends_with(|c: char| c.is_ascii_digit() || c == '.');
            let end = start
                + rest[start..]
                    .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .unwrap_or(rest.len() - start);
            let word = &rest[start..end];
            out += &rest[..start];
            if (number && is_exponent(word, &rest[end..])) || is_known(word) {
                out += word;
            } else {
                out += &format!("theta{}", self.index(word) + 1);
            }
            rest = &rest[end..];
        }
        out + rest
    }

    fn index(&mut self, name: &str) -> usize {
        self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_string());
            self.0.len() - 1
        })
    }
}

fn is_exponent(word: &str, after: &str) -> bool {
    let digits = word.strip_prefix(['e', 'E']);
    digits.is_some_and(|d| {
        d.chars().all(|c| c.is_ascii_digit()) && (!d.is_empty() || after.starts_with(['+', '-']))
    })
}

/// Constants, functions and data symbols: everything an expression may say that is no parameter.
fn is_known(word: &str) -> bool {
    let function = Angle::parse(&format!("{word}(0.5)")).is_ok_and(|a| a.constant().is_some());
    let constant = Angle::parse(word).is_ok_and(|a| a.constant().is_some());
    let data = word.strip_prefix('x').is_some_and(|d| !d.is_empty() && d.chars().all(|c| c.is_ascii_digit()));
    (function || constant || data) && !word.is_empty()
}

/// The beginning of a text that may be long, for sentences.
pub fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::Names;
    use exchange::json::Json;

    #[test]
    fn names_are_found_and_numbers_left_alone() {
        let mut names = Names::default();
        let mut says = |text: &str| names.angle(&Json::of_text(text)).map(|a| a.to_string()).expect("valid");
        assert_eq!(says("alpha*x1"), "theta1*x1");
        assert_eq!(says("1e-3*beta_2 + sin(alpha)"), "0.001*theta2 + sin(theta1)");
        assert_eq!(says("pi/2"), "pi/2");
        assert_eq!(says("theta7"), "theta3");
        assert_eq!(names.0, ["alpha", "beta_2", "theta7"]);
    }
}
