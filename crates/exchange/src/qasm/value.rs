//! Values of expressions: constants, angles in parameters, classical bits and what is asked of them.
//!
//! Whole numbers divide to whole numbers only where they do so exactly: `1/2` is a half, as everyone writes
//! it in angles. Constants are folded; what depends on a parameter stays an expression.

use super::logic::Logic;
use super::{Fault, fault};
use circuit::Angle;

/// The longest expression in parameters.
const MAX_EXPRESSION: usize = 400;

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Whole(i64),
    Real(f64),
    Bool(bool),
    /// An expression in parameters.
    Angle(Angle),
    /// Classical bits, the least significant first.
    Bits(Vec<usize>),
    /// Written bits: their value and how many.
    Written(u64, usize),
    /// A question about classical bits.
    Logic(Logic),
}

impl Value {
    /// What it is, for sentences.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Value::Whole(_) => "a whole number",
            Value::Real(_) => "a number",
            Value::Bool(_) => "true or false",
            Value::Angle(_) => "an expression in parameters",
            Value::Bits(_) => "classical bits",
            Value::Written(..) => "a string of bits",
            Value::Logic(_) => "a condition on classical bits",
        }
    }
    /// The constant number, if it is one.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Value::Whole(v) => Some(*v as f64),
            Value::Real(v) => Some(*v),
            Value::Bool(v) => Some(f64::from(u8::from(*v))),
            _ => None,
        }
    }
    /// The value as an angle; a sentence where it is none.
    pub(super) fn angle(&self, at: usize) -> Result<Angle, Fault> {
        match self {
            Value::Angle(angle) => Ok(angle.clone()),
            Value::Whole(_) | Value::Real(_) => Ok(written(self.number().unwrap_or(0.0))),
            other => {
                let message = format!("expected an angle, found {}", other.what());
                Err(fault("type", at, message, "angles are numbers and expressions such as pi/2"))
            }
        }
    }
    /// The value as a whole number; a sentence where it is none.
    pub(super) fn whole(&self, at: usize) -> Result<i64, Fault> {
        match self {
            Value::Whole(v) => Ok(*v),
            Value::Real(v) if *v == v.trunc() && v.abs() < 9e15 => Ok(*v as i64),
            other => {
                let message = format!("expected a whole number, found {}", other.what());
                Err(fault("type", at, message, "sizes, indices and counts are constant whole numbers"))
            }
        }
    }
}

/// A constant as a fraction of π where it is one to the last digits, as a decimal otherwise.
pub(super) fn written(value: f64) -> Angle {
    let nice = Angle::nice(value);
    let same = nice.constant().is_some_and(|v| (v - value).abs() <= 4e-16 * value.abs());
    if same { nice } else { Angle::number(value) }
}

/// A number that is finite, or the error that says it is not.
pub(super) fn finite(value: f64, at: usize) -> Result<Value, Fault> {
    if value.is_finite() {
        return Ok(Value::Real(value));
    }
    let hint = "check divisions by zero, roots and logarithms of negative numbers, and large powers";
    Err(fault("not-finite", at, "this has no finite value", hint))
}

/// The negated number.
pub(super) fn negated(value: Value, at: usize) -> Result<Value, Fault> {
    match value {
        Value::Whole(v) => Ok(v.checked_neg().map_or(Value::Real(-(v as f64)), Value::Whole)),
        Value::Real(v) => Ok(Value::Real(-v)),
        Value::Angle(a) => Ok(Value::Angle(a.negated())),
        other => Err(mismatch("-", &other, at)),
    }
}

fn mismatch(sign: &str, value: &Value, at: usize) -> Fault {
    let message = format!("{sign} cannot be used on {}", value.what());
    fault("type", at, message, "calculations are done with constants and parameters")
}

/// Two numbers joined by a sign.
pub(super) fn arithmetic(sign: &str, a: Value, b: Value, at: usize) -> Result<Value, Fault> {
    if let (Value::Whole(x), Value::Whole(y)) = (&a, &b)
        && let Some(v) = whole_arithmetic(sign, *x, *y)
    {
        return Ok(Value::Whole(v));
    }
    if let (Some(x), Some(y)) = (a.number(), b.number()) {
        return match sign {
            "+" => finite(x + y, at),
            "-" => finite(x - y, at),
            "*" => finite(x * y, at),
            "/" => finite(x / y, at),
            "%" => finite(x - y * (x / y).floor(), at),
            "**" => finite(libm::pow(x, y), at),
            _ => Err(mismatch(sign, &Value::Real(x), at)),
        };
    }
    symbolic(sign, a, b, at)
}

fn symbolic(sign: &str, a: Value, b: Value, at: usize) -> Result<Value, Fault> {
    for side in [&a, &b] {
        if !matches!(side, Value::Angle(_)) && side.number().is_none() {
            return Err(mismatch(sign, side, at));
        }
    }
    let (a, b) = (a.angle(at)?, b.angle(at)?);
    let angle = match sign {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" if b.constant() == Some(0.0) => return finite(f64::INFINITY, at),
        "/" => a / b,
        "**" => a.power(b),
        _ => return Err(mismatch(sign, &Value::Angle(a), at)),
    };
    bounded(angle, at)
}

/// Expressions that repeat themselves would double with each step.
fn bounded(angle: Angle, at: usize) -> Result<Value, Fault> {
    if angle.to_string().len() > MAX_EXPRESSION {
        let message = format!("with its parameters this has more than {MAX_EXPRESSION} characters");
        return Err(fault("too-long", at, message, "use fewer parameters in one angle"));
    }
    Ok(Value::Angle(angle))
}

fn whole_arithmetic(sign: &str, x: i64, y: i64) -> Option<i64> {
    let shift = || u32::try_from(y).ok().filter(|s| *s < 63);
    match sign {
        "+" => x.checked_add(y),
        "-" => x.checked_sub(y),
        "*" => x.checked_mul(y),
        "/" if x.checked_rem(y) == Some(0) => x.checked_div(y),
        "%" => x.checked_rem_euclid(y),
        "**" => u32::try_from(y).ok().and_then(|y| x.checked_pow(y)),
        "&" => Some(x & y),
        "|" => Some(x | y),
        "^" => Some(x ^ y),
        "<<" => x.checked_mul(1i64.checked_shl(shift()?)?),
        ">>" => Some(x >> shift()?),
        _ => None,
    }
}

/// A function of numbers; none if there is no function of that name.
pub(super) fn function(name: &str, args: &[Value], at: usize) -> Option<Result<Value, Fault>> {
    let name = match name {
        "asin" => "arcsin",
        "acos" => "arccos",
        "atan" => "arctan",
        "log" => "ln",
        other => other,
    };
    let wanted = if matches!(name, "mod" | "pow") { 2 } else { 1 };
    let known = ["mod", "pow", "floor", "ceiling", "popcount", "abs"].contains(&name)
        || Angle::function(name, Angle::number(0.0)).is_some();
    if !known {
        return None;
    }
    if args.len() != wanted {
        let message = format!("{name} takes {wanted} argument(s), {} given", args.len());
        return Some(Err(fault("arity", at, message, "")));
    }
    Some(match name {
        "mod" => arithmetic("%", args[0].clone(), args[1].clone(), at),
        "pow" => arithmetic("**", args[0].clone(), args[1].clone(), at),
        _ => of_one(name, &args[0], at),
    })
}

fn of_one(name: &str, of: &Value, at: usize) -> Result<Value, Fault> {
    let whole = |v: f64| if v.abs() < 9e15 { Ok(Value::Whole(v as i64)) } else { finite(v, at) };
    if let (Some(v), true) = (of.number(), matches!(name, "floor" | "ceiling" | "popcount" | "abs")) {
        return match name {
            "floor" => whole(v.floor()),
            "ceiling" => whole(v.ceil()),
            "abs" => Ok(if let Value::Whole(v) = of {
                Value::Whole(v.saturating_abs())
            } else {
                Value::Real(v.abs())
            }),
            _ => Ok(Value::Whole(i64::from(of.whole(at)?.count_ones()))),
        };
    }
    if of.number().is_none() && !matches!(of, Value::Angle(_)) {
        return Err(mismatch(name, of, at));
    }
    match Angle::function(name, of.angle(at)?) {
        Some(angle) => match angle.constant() {
            Some(value) => finite(value, at),
            None => bounded(angle, at),
        },
        None => Err(mismatch(name, of, at)),
    }
}
