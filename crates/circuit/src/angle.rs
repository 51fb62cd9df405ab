//! Angles as expressions: numbers, pi, arithmetic, functions, trainable symbols θ, data symbols x and the time t.
//!
//! An angle can be parsed, printed (the two round-trip), evaluated and differentiated. The same symbol
//! twice is the same parameter. Not here: where the values of symbols come from, numbers in the place of symbols of
//! whole circuits (`substitute`).

use crate::TextError;
use std::f64::consts::PI;
use std::fmt;

mod build;
mod parse;
mod print;
mod script;
mod slope;

pub use script::Script;

/// A named unknown. Indices count from 0 here and from 1 in text: `Weight(0)` prints as `theta1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// A trainable parameter θ.
    Weight(usize),
    /// An entry of the data row x.
    Input(usize),
    /// The time t, which runs from 0 to 2π and begins anew. Gradients take it for a constant.
    Time,
}

/// The functions an expression may call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Function {
    Sin,
    Cos,
    Tan,
    Exp,
    Ln,
    Sqrt,
    Arcsin,
    Arccos,
    Arctan,
}

impl Function {
    pub(crate) const ALL: [(&'static str, Function); 9] = [
        ("sin", Function::Sin),
        ("cos", Function::Cos),
        ("tan", Function::Tan),
        ("exp", Function::Exp),
        ("ln", Function::Ln),
        ("sqrt", Function::Sqrt),
        ("arcsin", Function::Arcsin),
        ("arccos", Function::Arccos),
        ("arctan", Function::Arctan),
    ];

    fn value(self, u: f64) -> f64 {
        match self {
            // The bits of `libm::sin` and `libm::cos`, whose halves need not be there twice.
            Function::Sin => libm::sincos(u).0,
            Function::Cos => libm::sincos(u).1,
            Function::Tan => libm::tan(u),
            Function::Exp => libm::exp(u),
            Function::Ln => libm::log(u),
            Function::Sqrt => u.sqrt(),
            Function::Arcsin => libm::asin(u),
            Function::Arccos => libm::acos(u),
            Function::Arctan => libm::atan(u),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Number(f64),
    Pi,
    Symbol(Symbol),
    Neg(Box<Expr>),
    Add(Box<Expr>, Box<Expr>),
    Sub(Box<Expr>, Box<Expr>),
    Mul(Box<Expr>, Box<Expr>),
    Div(Box<Expr>, Box<Expr>),
    Pow(Box<Expr>, Box<Expr>),
    Call(Function, Box<Expr>),
}

/// What an angle depends on; the page colours gates by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AngleKind {
    /// Numbers only.
    Constant,
    /// At least one θ and no x.
    Trainable,
    /// At least one x and no θ.
    Data,
    /// Both.
    Mixed,
    /// The time t, no θ and no x.
    Timed,
}

/// An angle in radians: an expression in θ, x and t.
#[derive(Clone, Debug, PartialEq)]
pub struct Angle(pub(crate) Expr);

impl Angle {
    /// A constant number of radians.
    pub fn number(value: f64) -> Angle {
        Angle(if value < 0.0 { neg(Expr::Number(-value)) } else { Expr::Number(value) })
    }
    /// A constant, written as a fraction of pi where it is a multiple of pi/48 or pi/64, as a decimal otherwise.
    pub fn nice(value: f64) -> Angle {
        let fits = |parts: &u64| {
            let part = value / PI * *parts as f64;
            value != 0.0 && (part - part.round()).abs() <= 1e-9 && part.abs() <= 1e6
        };
        let Some(mut bottom) = [48, 64].into_iter().find(fits) else { return Angle::number(value) };
        let part = (value / PI * bottom as f64).round();
        let mut top = part.abs() as u64;
        let common = gcd(top, bottom);
        (top, bottom) = (top / common, bottom / common);
        let head = if top == 1 { Expr::Pi } else { mul(Expr::Number(top as f64), Expr::Pi) };
        let whole = if bottom == 1 { head } else { div(head, Expr::Number(bottom as f64)) };
        Angle(if part < 0.0 { neg(whole) } else { whole })
    }
    /// The trainable parameter of an index from 0.
    pub fn weight(index: usize) -> Angle {
        Angle(Expr::Symbol(Symbol::Weight(index)))
    }
    /// The data entry of an index from 0.
    pub fn input(index: usize) -> Angle {
        Angle(Expr::Symbol(Symbol::Input(index)))
    }
    /// Reads an expression such as `2pi/3`, `theta1*x1`, `sin(x2)/2`.
    pub fn parse(text: &str) -> Result<Angle, TextError> {
        parse::parse(text).map(Angle)
    }
    /// The time.
    pub fn time() -> Angle {
        Angle(Expr::Symbol(Symbol::Time))
    }
    /// The angle in radians; symbols beyond the given values count as 0, and so does the time.
    pub fn value(&self, weights: &[f64], inputs: &[f64]) -> f64 {
        self.value_at(weights, inputs, 0.0)
    }
    /// The angle in radians at a time; other symbols beyond the given values count as 0.
    pub fn value_at(&self, weights: &[f64], inputs: &[f64], time: f64) -> f64 {
        value(&self.0, weights, inputs, time)
    }
    /// The partial derivative by a symbol, as an expression.
    pub fn derivative(&self, by: Symbol) -> Angle {
        Angle(slope::derivative(&self.0, by))
    }
    /// The angle if it depends on nothing.
    pub fn constant(&self) -> Option<f64> {
        is_constant(&self.0).then(|| self.value(&[], &[]))
    }
    /// The symbol and the constant factor if the angle is `factor * symbol`.
    pub fn proportional(&self) -> Option<(Symbol, f64)> {
        let symbol = self.first_symbol()?;
        let mut alone = true;
        self.each_symbol(&mut |s| alone &= s == symbol);
        if !alone {
            return None;
        }
        let slope = self.derivative(symbol).constant()?;
        (self.value(&[], &[]) == 0.0).then_some((symbol, slope))
    }
    /// The symbols it depends on, in order and each once. A list, because the few that there are weigh less in one.
    pub fn symbols(&self) -> Vec<Symbol> {
        let mut found = Vec::new();
        self.each_symbol(&mut |s| {
            if let Err(place) = found.binary_search(&s) {
                found.insert(place, s);
            }
        });
        found
    }
    /// The first of them: θ before x before t, each in the order of indices.
    pub fn first_symbol(&self) -> Option<Symbol> {
        let mut first: Option<Symbol> = None;
        self.each_symbol(&mut |s| first = Some(first.map_or(s, |f| f.min(s))));
        first
    }
    /// Shows every symbol it depends on, as often as it stands there.
    pub(crate) fn each_symbol(&self, see: &mut dyn FnMut(Symbol)) {
        each_symbol(&self.0, see);
    }
    /// What it depends on.
    pub fn kind(&self) -> AngleKind {
        let (mut weight, mut input, mut time) = (false, false, false);
        self.each_symbol(&mut |s| match s {
            Symbol::Weight(_) => weight = true,
            Symbol::Input(_) => input = true,
            Symbol::Time => time = true,
        });
        match (weight, input) {
            (false, false) if time => AngleKind::Timed,
            (false, false) => AngleKind::Constant,
            (true, false) => AngleKind::Trainable,
            (false, true) => AngleKind::Data,
            (true, true) => AngleKind::Mixed,
        }
    }
    /// The angle with every symbol renamed.
    pub fn renamed(&self, rename: &dyn Fn(Symbol) -> Symbol) -> Angle {
        Angle(renamed(&self.0, rename))
    }
    /// π times it, a constant as a fraction of pi.
    pub fn times_pi(&self) -> Angle {
        match self.constant() {
            Some(value) => Angle::nice(value * PI),
            None => Angle(mul(Expr::Pi, self.0.clone())),
        }
    }
    /// A number times it, a constant as a fraction of pi where it is one.
    pub(crate) fn times(&self, factor: f64) -> Angle {
        match self.constant() {
            Some(value) => Angle::nice(value * factor),
            None => Angle(mul(Angle::number(factor).0, self.0.clone())),
        }
    }
    /// The sum with a constant.
    pub fn plus(&self, constant: f64) -> Angle {
        Angle(add(self.0.clone(), Angle::number(constant).0))
    }
    /// The negated angle.
    pub fn negated(&self) -> Angle {
        Angle(neg(self.0.clone()))
    }
    /// The expression as people write it: θ₁, x₂, π/2.
    pub fn pretty(&self) -> String {
        print::pretty(&self.0)
    }
}

impl Symbol {
    /// The symbol as people write it: t, or θ1 or x1 with subscript digits.
    pub fn pretty(self) -> String {
        print::pretty(&Expr::Symbol(self))
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Symbol::Weight(i) => write!(f, "theta{}", i + 1),
            Symbol::Input(i) => write!(f, "x{}", i + 1),
            Symbol::Time => f.write_str("t"),
        }
    }
}

impl fmt::Display for Angle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print::plain(&self.0))
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn value(e: &Expr, w: &[f64], x: &[f64], t: f64) -> f64 {
    let of = |e: &Expr| value(e, w, x, t);
    match e {
        Expr::Number(v) => *v,
        Expr::Pi => PI,
        Expr::Symbol(Symbol::Weight(i)) => w.get(*i).copied().unwrap_or(0.0),
        Expr::Symbol(Symbol::Input(i)) => x.get(*i).copied().unwrap_or(0.0),
        Expr::Symbol(Symbol::Time) => t,
        Expr::Neg(a) => -of(a),
        Expr::Add(a, b) => of(a) + of(b),
        Expr::Sub(a, b) => of(a) - of(b),
        Expr::Mul(a, b) => of(a) * of(b),
        Expr::Div(a, b) => of(a) / of(b),
        Expr::Pow(a, b) => libm::pow(of(a), of(b)),
        Expr::Call(f, a) => f.value(of(a)),
    }
}

/// Shows every symbol that stands in an expression.
fn each_symbol(e: &Expr, see: &mut dyn FnMut(Symbol)) {
    match e {
        Expr::Number(_) | Expr::Pi => {}
        Expr::Symbol(s) => see(*s),
        Expr::Neg(a) | Expr::Call(_, a) => each_symbol(a, see),
        Expr::Add(a, b) | Expr::Sub(a, b) | Expr::Mul(a, b) | Expr::Div(a, b) | Expr::Pow(a, b) => {
            each_symbol(a, see);
            each_symbol(b, see);
        }
    }
}

/// Whether no symbol stands in an expression.
fn is_constant(e: &Expr) -> bool {
    let mut constant = true;
    each_symbol(e, &mut |_| constant = false);
    constant
}

fn renamed(e: &Expr, rename: &dyn Fn(Symbol) -> Symbol) -> Expr {
    let go = |e: &Expr| Box::new(renamed(e, rename));
    match e {
        Expr::Number(_) | Expr::Pi => e.clone(),
        Expr::Symbol(s) => Expr::Symbol(rename(*s)),
        Expr::Neg(a) => Expr::Neg(go(a)),
        Expr::Call(f, a) => Expr::Call(*f, go(a)),
        Expr::Add(a, b) => Expr::Add(go(a), go(b)),
        Expr::Sub(a, b) => Expr::Sub(go(a), go(b)),
        Expr::Mul(a, b) => Expr::Mul(go(a), go(b)),
        Expr::Div(a, b) => Expr::Div(go(a), go(b)),
        Expr::Pow(a, b) => Expr::Pow(go(a), go(b)),
    }
}

fn is(e: &Expr, v: f64) -> bool {
    matches!(e, Expr::Number(n) if *n == v)
}
fn neg(a: Expr) -> Expr {
    match a {
        Expr::Neg(inner) => *inner,
        Expr::Number(0.0) => Expr::Number(0.0),
        other => Expr::Neg(Box::new(other)),
    }
}
fn add(a: Expr, b: Expr) -> Expr {
    if is(&a, 0.0) {
        b
    } else if is(&b, 0.0) {
        a
    } else {
        Expr::Add(Box::new(a), Box::new(b))
    }
}
fn sub(a: Expr, b: Expr) -> Expr {
    if is(&b, 0.0) {
        a
    } else if is(&a, 0.0) {
        neg(b)
    } else {
        Expr::Sub(Box::new(a), Box::new(b))
    }
}
fn mul(a: Expr, b: Expr) -> Expr {
    if is(&a, 0.0) || is(&b, 0.0) {
        Expr::Number(0.0)
    } else if is(&a, 1.0) {
        b
    } else if is(&b, 1.0) {
        a
    } else {
        Expr::Mul(Box::new(a), Box::new(b))
    }
}
fn div(a: Expr, b: Expr) -> Expr {
    if is(&a, 0.0) || is(&b, 1.0) { a } else { Expr::Div(Box::new(a), Box::new(b)) }
}
fn pow(a: Expr, b: Expr) -> Expr {
    if is(&b, 1.0) { a } else { Expr::Pow(Box::new(a), Box::new(b)) }
}
fn call(f: Function, a: Expr) -> Expr {
    Expr::Call(f, Box::new(a))
}

#[cfg(test)]
mod tests;
