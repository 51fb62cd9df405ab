//! Building expressions from expressions: sums, products, powers and functions of angles.
//!
//! Constants are folded where that is exact (0 and 1 in sums and products); readers of other languages fold
//! their own constants before they come here.

use super::{Angle, Expr, Function, add, call, div, mul, pow, sub};
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
    /// A function of the angle by its name in text, such as `sin`; none if there is no such function.
    pub fn function(name: &str, of: Angle) -> Option<Angle> {
        let function = Function::ALL.iter().find(|row| row.0 == name)?.1;
        Some(Angle(call(function, of.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
