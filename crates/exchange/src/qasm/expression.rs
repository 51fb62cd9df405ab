//! The parser of expressions: operators by how tightly they bind, as the OpenQASM grammars say.

use super::parse::Parser;
use super::token::Token;
use super::tree::{Base, Node, Operand, Tree};
use super::{Fault, fault};

/// The most parts of an expression; its height is at most as much.
const MAX_PARTS: usize = 256;

/// How tightly a sign between two expressions binds; `power` is the sign that means a power.
fn level(sign: &str, version: u8) -> Option<u8> {
    Some(match sign {
        "||" => 1,
        "&&" => 2,
        "|" => 3,
        "^" if version == 3 => 4,
        "&" => 5,
        "==" | "!=" => 6,
        "<" | ">" | "<=" | ">=" => 7,
        "<<" | ">>" => 8,
        "+" | "-" => 9,
        "*" | "/" | "%" => 10,
        _ => return None,
    })
}

impl<'a> Parser<'a> {
    /// An expression.
    pub(super) fn expression(&mut self) -> Result<Node<'a>, Fault> {
        let before = std::mem::replace(&mut self.parts, 0);
        self.deeper()?;
        let node = self.binary(1)?;
        self.depth -= 1;
        self.parts = before;
        Ok(node)
    }

    fn node(&mut self, at: usize, tree: Tree<'a>) -> Result<Node<'a>, Fault> {
        self.parts += 1;
        if self.parts > MAX_PARTS {
            let message = format!("an expression has at most {MAX_PARTS} parts");
            return Err(fault("too-long", at, message, "name parts of it with const"));
        }
        Ok(Node { at, tree })
    }

    fn binary(&mut self, least: u8) -> Result<Node<'a>, Fault> {
        let mut left = self.unary()?;
        loop {
            let Token::Sign(sign) = self.next else { return Ok(left) };
            let Some(level) = level(sign, self.version).filter(|l| *l >= least) else { return Ok(left) };
            let at = self.at;
            self.advance()?;
            let right = self.binary(level + 1)?;
            left = self.node(at, Tree::Binary(sign, Box::new(left), Box::new(right)))?;
        }
    }

    fn unary(&mut self) -> Result<Node<'a>, Fault> {
        let at = self.at;
        let Token::Sign(sign @ ("-" | "+" | "!" | "~")) = self.next else { return self.power() };
        self.deeper()?;
        self.advance()?;
        let inner = self.unary()?;
        self.depth -= 1;
        if sign == "+" { Ok(inner) } else { self.node(at, Tree::Unary(sign, Box::new(inner))) }
    }

    fn power(&mut self) -> Result<Node<'a>, Fault> {
        let base = self.atom()?;
        let at = self.at;
        let power = self.sees("**") || self.sees("^") && self.version == 2;
        if !power {
            return Ok(base);
        }
        self.deeper()?;
        self.advance()?;
        let exponent = self.unary()?;
        self.depth -= 1;
        self.node(at, Tree::Binary("**", Box::new(base), Box::new(exponent)))
    }

    fn atom(&mut self) -> Result<Node<'a>, Fault> {
        let at = self.at;
        let tree = match self.next {
            Token::Whole(v) => Tree::Whole(v),
            Token::Real(v) => Tree::Real(v),
            Token::Text(t) => Tree::Text(t),
            Token::Name(name) => return self.named(at, name),
            Token::Sign("(") => {
                self.deeper()?;
                self.advance()?;
                let inner = self.binary(1)?;
                self.expect(")", "that closes the bracket")?;
                self.depth -= 1;
                return Ok(inner);
            }
            Token::Time => {
                let hint = "write the angle or number without a unit";
                return Err(fault("unsupported", at, "times cannot be part of an expression here", hint));
            }
            _ => return Err(self.unexpected("a number, a name or (")),
        };
        self.advance()?;
        self.node(at, tree)
    }

    fn named(&mut self, at: usize, name: &'a str) -> Result<Node<'a>, Fault> {
        self.advance()?;
        let cast = matches!(name, "int" | "uint" | "float" | "angle" | "bit" | "bool");
        if cast && self.eat("[")? {
            self.expression()?;
            self.expect("]", "after a type's width")?;
        }
        if self.sees("(") {
            self.deeper()?;
            self.advance()?;
            let args = self.list(")", &|p| p.binary(1))?;
            self.depth -= 1;
            return self.node(at, Tree::Call(name, args));
        }
        if cast {
            return Err(self.unexpected(&format!("( after {name}")));
        }
        if self.sees("[") {
            let parts = self.parts()?;
            return self.node(at, Tree::Part(Operand { at, base: Base::Name(name), parts }));
        }
        self.node(at, Tree::Name(name))
    }
}
