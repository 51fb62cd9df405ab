//! Circuits from a list of operations in JSON, with OpenQASM's gate names (`Gate::spelled`): what `Circuit.fromOps` takes.
//!
//! `{gate, qubits, args, controls?, bits?, if?}` or `{channel, qubits, args: {name: number}}`. Arguments are numbers
//! or expressions; any identifier in them that is no constant, function or x1, x2, … is a named parameter.

use crate::Failure;
use circuit::{Angle, Circuit, Condition, Control, Gate, Op, Register};
use exchange::Named;
use exchange::json::Json;

/// Reads the list for a circuit of so many qubits and classical bits (one register called c).
pub fn read(qubits: usize, bits: usize, json: &str) -> Result<Named, Failure> {
    let (list, trouble) = Json::read(json);
    if let Some(trouble) = trouble {
        return Err(Failure::new(
            "operations",
            format!("the operations are no JSON: {trouble}"),
            "pass an array",
        ));
    }
    let mut names = Names::default();
    let mut ops = Vec::new();
    for (index, entry) in list.entries().iter().enumerate() {
        let op = one(entry, &mut names).map_err(|Failure(mut trouble)| {
            trouble.message = format!("operation {index}: {}", trouble.message);
            Failure(trouble)
        })?;
        op.check(qubits, bits).map_err(|e| {
            let Failure(mut trouble) = Failure::from(e);
            trouble.message = format!("operation {index}: {}", trouble.message);
            Failure(trouble)
        })?;
        ops.push(op);
    }
    let registers = if bits > 0 { vec![Register { name: "c".into(), size: bits }] } else { Vec::new() };
    let circuit = Circuit::with_registers(qubits, registers, ops)?;
    Ok(Named { circuit, parameters: names.0, notes: Vec::new() })
}

fn one(entry: &Json, names: &mut Names) -> Result<Op, Failure> {
    let wrong = |message: String, hint: &str| Failure::new("operations", message, hint);
    for (key, _) in entry.members() {
        if !["gate", "channel", "qubits", "args", "controls", "bits", "if"].contains(&key.as_str()) {
            return Err(wrong(
                format!("\"{key}\" is not known"),
                "use gate or channel, qubits, args, controls, bits, if",
            ));
        }
    }
    let channel = entry.get("channel").and_then(Json::text);
    let Some(name) = entry.get("gate").and_then(Json::text).or(channel) else {
        return Err(wrong("it names no gate".into(), "write { gate: 'h', qubits: [0] }"));
    };
    let (gate, controls) = Gate::spelled(name)
        .filter(|(g, _)| {
            *g != Gate::custom() && matches!(g.action, circuit::Action::Channel(_)) == channel.is_some()
        })
        .ok_or_else(|| {
            let kind = if channel.is_some() { "channel" } else { "gate" };
            let short: String = name.chars().take(30).collect();
            wrong(
                format!("\"{short}\" is no {kind} that is known"),
                "see the list of gates and channels in the README",
            )
        })?;
    let mut op = Op::fixed(gate, &whole_numbers(entry, "qubits")?);
    if !gate.registers.is_empty() && gate.registers.len() > 1 {
        return Err(wrong(
            format!("{name} acts on several registers"),
            "build it from circuit text: ADD 0 1 | 2",
        ));
    }
    let controls = controls.min(op.targets.len());
    op.controls = op.targets.drain(..controls).map(Control::on).collect();
    op.controls.extend(whole_numbers(entry, "controls")?.into_iter().map(Control::on));
    op.bits = whole_numbers(entry, "bits")?;
    op.args = args(entry, gate, names)?;
    if let Some(condition) = entry.get("if") {
        let (bit, value) = match condition.entries() {
            [Json::Number(bit), Json::Number(value)] => (*bit, *value),
            _ => return Err(wrong("if is not a bit and a value".into(), "write if: [0, 1]")),
        };
        if bit < 0.0 || bit.fract() != 0.0 || !(value == 0.0 || value == 1.0) {
            return Err(wrong("if is not a bit and a value".into(), "write if: [0, 1]"));
        }
        op.conditions.push(Condition::bit(bit as usize, value == 1.0));
    }
    Ok(op)
}

fn whole_numbers(entry: &Json, name: &str) -> Result<Vec<usize>, Failure> {
    let Some(value) = entry.get(name) else { return Ok(Vec::new()) };
    let numbers = value
        .numbers()
        .filter(|all| all.len() <= 64 && all.iter().all(|v| *v >= 0.0 && v.fract() == 0.0 && *v < 64.0));
    let numbers = numbers.ok_or_else(|| {
        Failure::new("operations", format!("{name} is not a list of numbers"), "write [0, 1]")
    })?;
    Ok(numbers.into_iter().map(|v| v as usize).collect())
}

/// Arguments as a list, or by name for channels.
fn args(entry: &Json, gate: Gate, names: &mut Names) -> Result<Vec<Angle>, Failure> {
    match entry.get("args") {
        None => Ok(Vec::new()),
        Some(Json::Map(members)) => {
            if let Some((key, _)) = members.iter().find(|(key, _)| !gate.params.contains(&key.as_str())) {
                let hint = format!("it takes {}", gate.params.join(", "));
                return Err(Failure::new(
                    "operations",
                    format!("{} has no argument \"{key}\"", gate.name),
                    hint,
                ));
            }
            let missing = |p: &&str| {
                Failure::new("operations", format!("{} lacks \"{p}\"", gate.name), "add it to args")
            };
            let each =
                |p: &&str| members.iter().find(|(key, _)| key == p).map(|(_, v)| v).ok_or_else(|| missing(p));
            gate.params.iter().map(|p| names.angle(each(p)?)).collect()
        }
        Some(list) => list.entries().iter().map(|v| names.angle(v)).collect(),
    }
}

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

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::{Names, read};
    use exchange::json::Json;

    #[test]
    fn the_readmes_list_is_a_circuit() {
        let list = r#"[{"gate":"ry","qubits":[0],"args":["a"]},{"gate":"cx","qubits":[0,1]},
            {"gate":"rz","qubits":[1],"args":["2*b + a/2"]},{"channel":"bit_flip","qubits":[0],"args":{"p":0.2}}]"#;
        let named = read(2, 0, list).expect("valid");
        assert_eq!(named.parameters, ["a", "b"]);
        assert_eq!(
            named.circuit.to_string(),
            "qubits 2; RY(theta1) 0; X 0:1; BIT_FLIP(0.2) 0; RZ(2*theta2 + theta1/2) 1"
        );
    }

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

    #[test]
    fn each_bad_operation_is_named_with_a_remedy() {
        for (list, part) in [
            (r#"[{"gate":"h","qubits":[0]},{"gate":"foo","qubits":[0]}]"#, "operation 1: \"foo\""),
            (r#"[{"gate":"cx","qubits":[0]}]"#, "operation 0: X acts on 1"),
            (r#"[{"gate":"h","qubits":[5]}]"#, "qubit 5"),
            (r#"[{"gate":"cx","qubits":[1,1]}]"#, "twice"),
            (r#"[{"gate":"rx","qubits":[0]}]"#, "needs an angle"),
            (r#"[{"gate":"rx","qubits":[0],"args":["2+"]}]"#, "expected a number"),
            (r#"[{"gate":"rx","qubits":[0],"args":[null]}]"#, "neither"),
            (r#"[{"channel":"bit_flip","qubits":[0],"args":{"q":0.2}}]"#, "no argument \"q\""),
            (r#"[{"channel":"bit_flip","qubits":[0],"args":{"p":7}}]"#, "probability"),
            (r#"[{"channel":"h","qubits":[0]}]"#, "no channel"),
            (r#"[{"gate":"h","qubits":[0],"wires":[1]}]"#, "\"wires\""),
            (r#"[{"gate":"h","qubits":[0.5]}]"#, "not a list"),
            (r#"[{"gate":"h""#, "no JSON"),
        ] {
            let failure = read(2, 1, list).expect_err(list);
            assert!(failure.0.message.contains(part), "{list}: {failure:?}");
        }
    }
}
