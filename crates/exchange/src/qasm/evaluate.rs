//! Expressions to values.

use super::logic::Logic;
use super::machine::{Binding, Machine};
use super::tree::{Node, Operand, Tree};
use super::value::{Value, arithmetic, finite, function, negated};
use super::{Fault, fault, short};
use circuit::{Comparison, Condition};

impl<'a> Machine<'a> {
    /// The value of an expression.
    pub(super) fn value(&mut self, node: &Node<'a>) -> Result<Value, Fault> {
        self.step(node.at)?;
        match &node.tree {
            Tree::Whole(v) => Ok(Value::Whole(*v)),
            Tree::Real(v) => Ok(Value::Real(*v)),
            Tree::Text(t) => written_bits(t, node.at),
            Tree::Name(name) => self.name(name, node.at),
            Tree::Part(operand) => Ok(Value::Bits(self.bits_of(operand)?.0)),
            Tree::Call(name, args) => self.function(name, args, node.at),
            Tree::Unary(sign, inner) => {
                let value = self.value(inner)?;
                self.unary(sign, value, node.at)
            }
            Tree::Binary(sign, a, b) => {
                let (a, b) = (self.value(a)?, self.value(b)?);
                self.binary(sign, a, b, node.at)
            }
        }
    }

    fn name(&mut self, name: &str, at: usize) -> Result<Value, Fault> {
        match self.find(name) {
            Some(Binding::Constant(value) | Binding::Variable(Some(value), _)) => return Ok(value.clone()),
            Some(Binding::Bits(bits, _)) => return Ok(Value::Bits(bits.to_vec())),
            Some(Binding::Variable(None, _)) => {
                let message = format!("{} has no value yet", short(name));
                return Err(fault("unknown-name", at, message, "give it one where it is declared"));
            }
            Some(Binding::Qubits(..)) => {
                let message = format!("{} is a qubit register, and a number is needed here", short(name));
                return Err(fault("type", at, message, "measure it into classical bits first"));
            }
            None => {}
        }
        match name {
            "pi" | "π" => Ok(Value::Real(std::f64::consts::PI)),
            "tau" | "τ" => Ok(Value::Real(std::f64::consts::TAU)),
            "euler" | "ℇ" => Ok(Value::Real(std::f64::consts::E)),
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ if self.in_gate && self.scopes[0].contains_key(name) => {
                let message = format!("{} is not seen inside a gate", short(name));
                let hint = "gates see their own parameters and constants; pass it as a parameter";
                Err(fault("unknown-name", at, message, hint))
            }
            _ => Err(self.unknown(name, at, "values", "const float a = 0.5; or input float a;")),
        }
    }

    fn function(&mut self, name: &str, args: &[Node<'a>], at: usize) -> Result<Value, Fault> {
        if let ("sizeof", [of]) = (name, args) {
            return self.length(of);
        }
        let values = args.iter().map(|a| self.value(a)).collect::<Result<Vec<_>, _>>()?;
        if let ("int" | "uint" | "float" | "angle" | "bool" | "bit", [value]) = (name, &values[..]) {
            return cast(name, value.clone(), at);
        }
        function(name, &values, at).unwrap_or_else(|| {
            let known = [
                "sin", "cos", "tan", "exp", "ln", "sqrt", "arcsin", "arccos", "arctan", "mod", "floor",
                "ceiling",
            ];
            let hint = match super::library::nearest(name, known.into_iter()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("known are {}", known.join(", ")),
            };
            Err(fault("unknown-name", at, format!("there is no function \"{}\"", short(name)), hint))
        })
    }

    fn length(&mut self, of: &Node<'a>) -> Result<Value, Fault> {
        let size = match &of.tree {
            Tree::Name(name) => match self.find(name) {
                Some(Binding::Qubits(all, _) | Binding::Bits(all, _)) => Some(all.len()),
                _ => None,
            },
            _ => None,
        };
        let wrong = || fault("type", of.at, "sizeof takes the name of a register", "as in sizeof(q)");
        size.map(|s| Value::Whole(s as i64)).ok_or_else(wrong)
    }

    fn unary(&mut self, sign: &str, value: Value, at: usize) -> Result<Value, Fault> {
        match (sign, value) {
            ("-", value) => negated(value, at),
            ("!", value) => match truth(value, at)? {
                Value::Bool(v) => Ok(Value::Bool(!v)),
                Value::Logic(logic) => Ok(Value::Logic(logic.not(at)?)),
                other => Ok(other),
            },
            (_, Value::Whole(v)) => Ok(Value::Whole(!v)),
            (_, Value::Bits(bits)) if bits.len() == 1 => {
                Ok(Value::Logic(Logic(vec![Condition::bit(bits[0], false)])))
            }
            (sign, other) => {
                let message = format!("{sign} cannot be used on {}", other.what());
                Err(fault("type", at, message, ""))
            }
        }
    }

    fn binary(&mut self, sign: &str, a: Value, b: Value, at: usize) -> Result<Value, Fault> {
        if matches!(sign, "&&" | "||") {
            return join(sign, truth(a, at)?, truth(b, at)?, at);
        }
        match Comparison::ALL.iter().find(|row| row.0 == sign) {
            Some((_, comparison)) => compare(*comparison, a, b, at),
            None => arithmetic(sign, a, b, at),
        }
    }

    /// The whole number of an expression.
    pub(super) fn whole(&mut self, node: &Node<'a>) -> Result<i64, Fault> {
        self.value(node)?.whole(node.at)
    }

    /// Bits that an operand names, for a measurement.
    pub(super) fn written_to(&mut self, into: &Operand<'a>) -> Result<(Vec<usize>, bool), Fault> {
        self.bits_of(into)
    }
}

/// "0101", the last digit bit 0.
fn written_bits(text: &str, at: usize) -> Result<Value, Fault> {
    let digits: String = text.chars().filter(|c| *c != '_').take(65).collect();
    match u64::from_str_radix(&digits, 2) {
        Ok(value) if digits.len() <= 64 && !digits.starts_with('+') => {
            Ok(Value::Written(value, digits.len()))
        }
        _ => Err(fault("type", at, "expected a string of 1 to 64 bits", "as in \"0101\"")),
    }
}

fn cast(name: &str, value: Value, at: usize) -> Result<Value, Fault> {
    match (name, value) {
        ("bool", value) => truth(value, at),
        (_, value @ (Value::Bits(_) | Value::Logic(_))) => Ok(value),
        ("bit", value) => Ok(value),
        (_, Value::Written(v, _)) => Ok(i64::try_from(v).map_or(Value::Real(v as f64), Value::Whole)),
        ("int" | "uint", value) => match value.number() {
            Some(v) if v.abs() < 9e15 => Ok(Value::Whole(v as i64)),
            _ => Err(fault("type", at, format!("{} cannot be made a whole number", value.what()), "")),
        },
        (_, value) => match value.number() {
            Some(v) => finite(v, at),
            None => Ok(value),
        },
    }
}

/// A value as true, false or a condition.
pub(super) fn truth(value: Value, at: usize) -> Result<Value, Fault> {
    match value {
        Value::Logic(_) | Value::Bool(_) => Ok(value),
        Value::Bits(bits) if bits.len() == 1 => Ok(Value::Logic(Logic(vec![Condition::bit(bits[0], true)]))),
        Value::Bits(bits) => {
            Ok(Value::Logic(Logic(vec![Condition { bits, comparison: Comparison::Unequal, value: 0 }])))
        }
        Value::Written(v, _) => Ok(Value::Bool(v != 0)),
        Value::Angle(_) => {
            let hint = "conditions compare classical bits and constants";
            Err(fault("unsupported", at, "a condition cannot depend on a parameter", hint))
        }
        number => Ok(Value::Bool(number.number() != Some(0.0))),
    }
}

fn join(sign: &str, a: Value, b: Value, at: usize) -> Result<Value, Fault> {
    let or = sign == "||";
    match (a, b) {
        (Value::Logic(a), Value::Logic(b)) if or => Ok(Value::Logic(a.or(b, at)?)),
        (Value::Logic(a), Value::Logic(b)) => Ok(Value::Logic(a.and(b))),
        (Value::Bool(known), other) | (other, Value::Bool(known)) => {
            Ok(if known == or { Value::Bool(known) } else { other })
        }
        (_, other) => Ok(other),
    }
}

fn compare(comparison: Comparison, a: Value, b: Value, at: usize) -> Result<Value, Fault> {
    match (a, b) {
        (Value::Bits(bits), b) => against(bits, comparison, b, at),
        (a, Value::Bits(bits)) => against(bits, mirrored(comparison), a, at),
        (Value::Logic(a), Value::Bool(b)) | (Value::Bool(b), Value::Logic(a)) => match (comparison, b) {
            (Comparison::Equal, true) | (Comparison::Unequal, false) => Ok(Value::Logic(a)),
            (Comparison::Equal, false) | (Comparison::Unequal, true) => Ok(Value::Logic(a.not(at)?)),
            _ => Err(fault("type", at, "conditions are equal or unequal, not more or less", "use == or !=")),
        },
        (Value::Written(a, _), Value::Written(b, _)) => Ok(Value::Bool(comparison.holds(a, b))),
        (a, b) => {
            let (Some(x), Some(y)) = (a.number(), b.number()) else {
                let message = format!("{} cannot be compared with {}", a.what(), b.what());
                return Err(fault("unsupported", at, message, "compare classical bits with constants"));
            };
            let order = x.partial_cmp(&y).map_or(0, |o| o as i64);
            Ok(Value::Bool(comparison.holds((order + 1) as u64, 1)))
        }
    }
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::Greater => Comparison::Less,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

fn against(bits: Vec<usize>, comparison: Comparison, value: Value, at: usize) -> Result<Value, Fault> {
    let whole = match &value {
        Value::Bool(v) => i64::from(*v),
        Value::Written(v, size) if *size == bits.len() => {
            return Ok(Value::Logic(Logic(vec![Condition { bits, comparison, value: *v }])));
        }
        Value::Written(_, size) => {
            let message = format!("{} bits are compared with a string of {size}", bits.len());
            return Err(fault("width", at, message, "write as many digits as there are bits"));
        }
        Value::Whole(_) | Value::Real(_) => value.whole(at)?,
        other => {
            let message =
                format!("classical bits can be compared with constants only, not with {}", other.what());
            return Err(fault("unsupported", at, message, "compare each register with a number"));
        }
    };
    Ok(Logic::compared(bits, comparison, whole).map_or_else(Value::Bool, Value::Logic))
}
