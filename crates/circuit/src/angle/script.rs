//! Expressions in other languages: the shape is ours, the words are the language's.
//!
//! Not here: the languages (`exchange` has them), our own text and the pretty form (`print`).

use super::{Angle, Expr, Function, Symbol};

/// The words of a language for expressions. Operands arrive written, in parentheses where they need them.
pub trait Script {
    /// A symbol's name.
    fn symbol(&self, symbol: Symbol) -> String;
    /// A function applied to a written argument: `function` is one of sin, cos, tan, exp, ln, sqrt, arcsin,
    /// arccos, arctan; `constant` says that the argument has no symbols.
    fn call(&self, function: &str, argument: &str, constant: bool) -> String;
    /// A power.
    fn power(&self, base: &str, exponent: &str) -> String {
        format!("{base}**{exponent}")
    }
    /// π.
    fn pi(&self) -> String {
        "pi".into()
    }
    /// The sign of a product.
    fn times(&self) -> &'static str {
        "*"
    }
}

impl Angle {
    /// The expression in a language. A number stands without a point only beside what is no integer anyway, so
    /// that languages that divide integers as integers read the same value.
    pub fn written(&self, script: &dyn Script) -> String {
        write(&self.0, 0, false, script)
    }
}

/// How tightly an expression binds: 1 sums, 2 products, 3 signs, 4 powers, 5 atoms.
fn level(e: &Expr) -> u8 {
    match e {
        Expr::Add(..) | Expr::Sub(..) => 1,
        Expr::Mul(..) | Expr::Div(..) => 2,
        Expr::Neg(_) => 3,
        Expr::Pow(..) => 4,
        Expr::Number(_) | Expr::Pi | Expr::Symbol(_) | Expr::Call(..) => 5,
    }
}

/// Whether an expression is no integer in any language: it has π, a symbol or a function in it.
fn real(e: &Expr) -> bool {
    match e {
        Expr::Number(_) => false,
        Expr::Pi | Expr::Symbol(_) | Expr::Call(..) => true,
        Expr::Neg(a) => real(a),
        Expr::Add(a, b) | Expr::Sub(a, b) | Expr::Mul(a, b) | Expr::Div(a, b) | Expr::Pow(a, b) => {
            real(a) || real(b)
        }
    }
}

fn constant(e: &Expr) -> bool {
    match e {
        Expr::Number(_) | Expr::Pi => true,
        Expr::Symbol(_) => false,
        Expr::Neg(a) | Expr::Call(_, a) => constant(a),
        Expr::Add(a, b) | Expr::Sub(a, b) | Expr::Mul(a, b) | Expr::Div(a, b) | Expr::Pow(a, b) => {
            constant(a) && constant(b)
        }
    }
}

/// `bare`: a number may stand without a point.
fn write(e: &Expr, at_least: u8, bare: bool, script: &dyn Script) -> String {
    if level(e) < at_least {
        return format!("({})", write(e, 0, bare, script));
    }
    let two = |a: &Expr, la, b: &Expr, lb| (write(a, la, real(b), script), write(b, lb, real(a), script));
    let joined = |(a, b): (String, String), sign: &str| format!("{a}{sign}{b}");
    match e {
        Expr::Add(a, b) => joined(two(a, 1, b, 2), " + "),
        Expr::Sub(a, b) => joined(two(a, 1, b, 2), " - "),
        Expr::Mul(a, b) => joined(two(a, 2, b, 5), script.times()),
        Expr::Div(a, b) => joined(two(a, 2, b, 5), "/"),
        Expr::Pow(a, b) => {
            let (a, b) = two(a, 5, b, 5);
            script.power(&a, &b)
        }
        Expr::Neg(a) => format!("-{}", write(a, 5, bare, script)),
        Expr::Number(v) => number(*v, bare),
        Expr::Pi => script.pi(),
        Expr::Symbol(s) => script.symbol(*s),
        Expr::Call(f, a) => {
            let name = Function::ALL.iter().find(|(_, g)| g == f).map_or("", |(n, _)| n);
            script.call(name, &write(a, 0, false, script), constant(a))
        }
    }
}

/// A number that reads back exactly, with a point before an exponent as OpenQASM 2 wants it.
fn number(value: f64, bare: bool) -> String {
    let text = format!("{value:?}");
    match text.split_once('e') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0e{exponent}"),
        None if bare => text.trim_end_matches(".0").to_string(),
        _ => text,
    }
}
