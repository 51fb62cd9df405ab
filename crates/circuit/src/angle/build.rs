//! Building expressions from expressions: sums, products, powers and functions of angles.
//!
//! Constants are folded where that is exact (0 and 1 in sums and products); readers of other languages fold
//! their own constants before they come here.

use super::{Angle, Expr, Function, Symbol, add, call, div, mul, neg, pow, sub};
use std::ops::{Add, Div, Mul, Sub};

impl Add for Angle {
    type Output = Angle;
    fn add(self, b: Angle) -> Angle {
        Angle(add(self.0, b.0))
    }
}
impl Sub for Angle {
    type Output = Angle;
    fn sub(self, b: Angle) -> Angle {
        Angle(sub(self.0, b.0))
    }
}
impl Mul for Angle {
    type Output = Angle;
    fn mul(self, b: Angle) -> Angle {
        Angle(mul(self.0, b.0))
    }
}
impl Div for Angle {
    type Output = Angle;
    fn div(self, b: Angle) -> Angle {
        Angle(div(self.0, b.0))
    }
}

impl Angle {
    /// π.
    pub fn pi() -> Angle {
        Angle(Expr::Pi)
    }
    /// The angle to a power.
    pub fn power(self, exponent: Angle) -> Angle {
        Angle(pow(self.0, exponent.0))
    }
    /// The angle with an angle in the place of every symbol.
    pub fn replaced(&self, of: &dyn Fn(Symbol) -> Angle) -> Angle {
        Angle(replaced(&self.0, of))
    }
    /// A function of the angle by its name in text, such as `sin`; none if there is no such function.
    pub fn function(name: &str, of: Angle) -> Option<Angle> {
        let function = Function::ALL.iter().find(|row| row.0 == name)?.1;
        Some(Angle(call(function, of.0)))
    }
}

fn replaced(e: &Expr, of: &dyn Fn(Symbol) -> Angle) -> Expr {
    let two = |a: &Expr, b: &Expr| (replaced(a, of), replaced(b, of));
    match e {
        Expr::Number(_) | Expr::Pi => e.clone(),
        Expr::Symbol(s) => of(*s).0,
        Expr::Neg(a) => neg(replaced(a, of)),
        Expr::Add(a, b) => {
            let (a, b) = two(a, b);
            add(a, b)
        }
        Expr::Sub(a, b) => {
            let (a, b) = two(a, b);
            sub(a, b)
        }
        Expr::Mul(a, b) => {
            let (a, b) = two(a, b);
            mul(a, b)
        }
        Expr::Div(a, b) => {
            let (a, b) = two(a, b);
            div(a, b)
        }
        Expr::Pow(a, b) => {
            let (a, b) = two(a, b);
            pow(a, b)
        }
        Expr::Call(function, a) => call(*function, replaced(a, of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbols_place_can_be_taken_by_an_angle() {
        let angle = Angle::parse("sin(theta1*x1)^2 - theta2/theta1").expect("valid");
        let of = |s| match s {
            Symbol::Weight(0) => Angle::number(-0.5),
            Symbol::Weight(i) => Angle::weight(i - 1),
            Symbol::Input(_) => Angle::parse("x1 + pi").expect("valid"),
            Symbol::Time => Angle::number(0.0),
        };
        assert_eq!(angle.replaced(&of).to_string(), "sin(-0.5*(x1 + pi))^2 - theta1/-0.5");
        assert_eq!(
            angle.replaced(&of).value(&[0.7], &[0.2]),
            angle.value(&[-0.5, 0.7], &[0.2 + std::f64::consts::PI])
        );
    }

    #[test]
    fn built_expressions_are_the_ones_that_text_says() {
        let (a, b) = (Angle::weight(0), Angle::weight(1));
        let built = (a.clone() + b.clone()) * Angle::pi() / Angle::number(2.0)
            - Angle::function("sin", a.clone()).expect("a function").power(Angle::number(2.0));
        assert_eq!(built.to_string(), "(theta1 + theta2)*pi/2 - sin(theta1)^2");
        assert_eq!(Angle::parse(&built.to_string()).expect("text"), built);
        assert_eq!(Angle::function("sinh", a), None);
        assert_eq!((b * Angle::number(1.0)).to_string(), "theta2");
    }
}
