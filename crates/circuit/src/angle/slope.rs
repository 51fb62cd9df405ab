//! Partial derivatives of expressions, as expressions.

use super::{Expr, Function, Symbol, add, call, div, mul, neg, pow, sub};

/// The partial derivative by a symbol; the others, the time among them, are constants.
pub(super) fn derivative(e: &Expr, by: Symbol) -> Expr {
    let d = |e: &Expr| derivative(e, by);
    match e {
        Expr::Number(_) | Expr::Pi => Expr::Number(0.0),
        Expr::Symbol(s) => Expr::Number(if *s == by { 1.0 } else { 0.0 }),
        Expr::Neg(a) => neg(d(a)),
        Expr::Add(a, b) => add(d(a), d(b)),
        Expr::Sub(a, b) => sub(d(a), d(b)),
        Expr::Mul(a, b) => add(mul(d(a), (**b).clone()), mul((**a).clone(), d(b))),
        Expr::Div(a, b) => {
            let first = div(d(a), (**b).clone());
            let square = pow((**b).clone(), Expr::Number(2.0));
            sub(first, div(mul((**a).clone(), d(b)), square))
        }
        Expr::Pow(a, b) => power_slope(a, b, d(a), d(b)),
        Expr::Call(f, a) => mul(outer_slope(*f, a), d(a)),
    }
}

/// d(u^v) = v u^(v−1) u' + u^v ln(u) v'.
fn power_slope(u: &Expr, v: &Expr, du: Expr, dv: Expr) -> Expr {
    let less = match v {
        Expr::Number(n) => Expr::Number(n - 1.0),
        _ => sub(v.clone(), Expr::Number(1.0)),
    };
    let base = mul(mul(v.clone(), pow(u.clone(), less)), du);
    let whole = pow(u.clone(), v.clone());
    add(base, mul(mul(whole, call(Function::Ln, u.clone())), dv))
}

fn outer_slope(f: Function, u: &Expr) -> Expr {
    let u = || u.clone();
    let one = || Expr::Number(1.0);
    let square = || pow(u(), Expr::Number(2.0));
    match f {
        Function::Sin => call(Function::Cos, u()),
        Function::Cos => neg(call(Function::Sin, u())),
        Function::Tan => add(one(), pow(call(Function::Tan, u()), Expr::Number(2.0))),
        Function::Exp => call(Function::Exp, u()),
        Function::Ln => div(one(), u()),
        Function::Sqrt => div(one(), mul(Expr::Number(2.0), call(Function::Sqrt, u()))),
        Function::Arcsin => div(one(), call(Function::Sqrt, sub(one(), square()))),
        Function::Arccos => neg(div(one(), call(Function::Sqrt, sub(one(), square())))),
        Function::Arctan => div(one(), add(one(), square())),
    }
}
