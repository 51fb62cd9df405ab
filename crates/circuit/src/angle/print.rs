//! Expressions back to text: plain ASCII that parses to the same expression, and the pretty form for reading.

use super::{Expr, Function, Symbol};

/// Text that `parse` reads back to an equal expression.
pub(super) fn plain(e: &Expr) -> String {
    let mut out = String::new();
    write(e, 0, false, &mut out);
    out
}

/// Text for people: θ₁, π, −, ·.
pub(super) fn pretty(e: &Expr) -> String {
    let mut out = String::new();
    write(e, 0, true, &mut out);
    out
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

fn write(e: &Expr, at_least: u8, pretty: bool, out: &mut String) {
    if level(e) < at_least {
        out.push('(');
        write(e, 0, pretty, out);
        return out.push(')');
    }
    let mut two = |a: &Expr, la, op: &str, b: &Expr, lb| {
        write(a, la, pretty, out);
        out.push_str(op);
        write(b, lb, pretty, out);
    };
    match e {
        Expr::Add(a, b) => two(a, 1, " + ", b, 2),
        Expr::Sub(a, b) => two(a, 1, if pretty { " − " } else { " - " }, b, 2),
        Expr::Mul(a, b) => {
            let glue = pretty && matches!((&**a, &**b), (Expr::Number(_), Expr::Pi | Expr::Symbol(_)));
            two(
                a,
                2,
                if glue {
                    ""
                } else if pretty {
                    "·"
                } else {
                    "*"
                },
                b,
                3,
            );
        }
        Expr::Div(a, b) => two(a, 2, "/", b, 3),
        Expr::Pow(a, b) => two(a, 5, "^", b, 3),
        Expr::Neg(a) => {
            out.push(if pretty { '−' } else { '-' });
            write(a, 3, pretty, out);
        }
        Expr::Number(v) => out.push_str(&crate::number::shortest(*v)),
        Expr::Pi => out.push_str(if pretty { "π" } else { "pi" }),
        Expr::Symbol(s) if pretty => out.push_str(&subscripted(*s)),
        Expr::Symbol(s) => out.push_str(&s.to_string()),
        Expr::Call(f, a) => {
            let name = Function::ALL.iter().find(|(_, g)| g == f).map_or("", |(n, _)| n);
            out.push_str(name);
            out.push('(');
            write(a, 0, pretty, out);
            out.push(')');
        }
    }
}

fn subscripted(s: Symbol) -> String {
    let (letter, index) = match s {
        Symbol::Weight(i) => ('θ', i),
        Symbol::Input(i) => ('x', i),
        Symbol::Time => return "t".into(),
    };
    let digits = (index + 1).to_string();
    let low = digits.bytes().map(|b| char::from_u32('₀' as u32 + u32::from(b - b'0')).unwrap_or('?'));
    std::iter::once(letter).chain(low).collect()
}
