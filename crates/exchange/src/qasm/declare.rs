//! The parser of declarations: qubits, bits, gates, constants, variables, inputs, aliases.

use super::parse::Parser;
use super::token::Token;
use super::tree::{Act, Definition, First, Kind, Node};
use super::{Fault, fault, short};
use std::rc::Rc;

impl<'a> Parser<'a> {
    /// The declaration that begins with this word; none if it is no such word.
    pub(super) fn declaration(&mut self, word: &'a str) -> Result<Option<Act<'a>>, Fault> {
        let act = match word {
            "qreg" | "creg" => self.old_register(word)?,
            "qubit" => self.qubits()?,
            "bit" => self.bits()?,
            "gate" => self.gate()?,
            "opaque" => self.opaque()?,
            "let" => self.alias()?,
            "const" => {
                self.advance()?;
                let kind = self.kind()?;
                self.variable(kind, true)?
            }
            "input" => self.input()?,
            "output" => self.output()?,
            "int" | "uint" | "float" | "angle" | "bool" => {
                let kind = self.kind()?;
                self.variable(kind, false)?
            }
            _ => return Ok(None),
        };
        Ok(Some(act))
    }

    fn old_register(&mut self, word: &str) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let name = self.name("a register's name")?;
        let size = self.width()?;
        self.semicolon("after a register")?;
        Ok(if word == "qreg" { Act::Qubits(name, size) } else { Act::Bits(name, size, First::Unsaid) })
    }

    /// `[4]`, or nothing.
    fn width(&mut self) -> Result<Option<Node<'a>>, Fault> {
        if !self.eat("[")? {
            return Ok(None);
        }
        let size = self.expression()?;
        self.expect("]", "after a size")?;
        Ok(Some(size))
    }

    fn qubits(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let size = self.width()?;
        let name = self.name("a name for the qubits")?;
        self.semicolon("after a declaration")?;
        Ok(Act::Qubits(name, size))
    }

    fn bits(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let size = self.width()?;
        let name = self.name("a name for the bits")?;
        let first = if !self.eat("=")? {
            First::Unsaid
        } else if self.eat_word("measure")? {
            First::Measured(self.operand()?)
        } else {
            First::Value(self.expression()?)
        };
        self.semicolon("after a declaration")?;
        Ok(Act::Bits(name, size, first))
    }

    /// A type of classical values; its width in bits is not kept.
    fn kind(&mut self) -> Result<Kind, Fault> {
        let kind = match self.next {
            Token::Name("int" | "uint") => Kind::Whole,
            Token::Name("float" | "angle") => Kind::Real,
            Token::Name("bool") => Kind::Bool,
            _ => {
                let hint = "constants, variables and inputs are int, uint, float, angle or bool";
                return Err(fault("unsupported", self.at, "expected a type that is supported here", hint));
            }
        };
        self.advance()?;
        self.width()?;
        Ok(kind)
    }

    fn variable(&mut self, kind: Kind, constant: bool) -> Result<Act<'a>, Fault> {
        let name = self.name("a name")?;
        let value = if self.eat("=")? { Some(self.expression()?) } else { None };
        if constant && value.is_none() {
            return Err(self.unexpected("= and a value after a constant's name"));
        }
        self.semicolon("after a declaration")?;
        Ok(Act::Declare { name, kind, value, constant })
    }

    fn input(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let at = self.at;
        let kind = self.kind()?;
        let name = self.name("the parameter's name")?;
        self.semicolon("after an input")?;
        if kind != Kind::Real {
            let message = format!("the input {} is no angle, and parameters of circuits are", short(name));
            return Err(fault("unsupported", at, message, "make it input float, or a const with a value"));
        }
        Ok(Act::Input(name))
    }

    fn output(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        match self.next {
            Token::Name("bit") => self.bits(),
            _ => {
                let kind = self.kind()?;
                self.variable(kind, false)
            }
        }
    }

    fn opaque(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let name = self.name("a gate's name")?;
        self.parameters()?;
        self.list(";", &|p| p.name("a qubit's name"))?;
        Ok(Act::Opaque(name))
    }

    fn parameters(&mut self) -> Result<Vec<&'a str>, Fault> {
        if self.eat("(")? { self.list(")", &|p| p.name("a parameter's name")) } else { Ok(Vec::new()) }
    }

    fn gate(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let at = self.at;
        let name = self.name("a name for the gate")?;
        let params = self.parameters()?;
        let mut qubits = Vec::new();
        if !self.sees("{") {
            qubits = self.qubit_names()?;
        }
        if !self.sees("{") {
            return Err(self.unexpected("{ and the gate's body"));
        }
        let body = self.block()?;
        self.eat(";")?;
        twice(at, &params, &qubits)?;
        Ok(Act::Gate(Rc::new(Definition { at, name, params, qubits, body })))
    }

    fn qubit_names(&mut self) -> Result<Vec<&'a str>, Fault> {
        let mut names = vec![self.name("a qubit's name")?];
        while self.eat(",")? {
            names.push(self.name("a qubit's name")?);
            if names.len() > super::MAX_OPS {
                return Err(fault("too-long", self.at, "a gate has too many qubits", ""));
            }
        }
        Ok(names)
    }

    /// `let a = q[0:1] ++ r;`
    fn alias(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let name = self.name("a name")?;
        self.expect("=", "after an alias")?;
        let mut parts = vec![self.operand()?];
        while self.eat("++")? {
            parts.push(self.operand()?);
            if parts.len() > super::MAX_OPS {
                return Err(fault("too-long", self.at, "an alias has too many parts", ""));
            }
        }
        self.semicolon("after an alias")?;
        Ok(Act::Alias(name, parts))
    }

    pub(super) fn for_loop(&mut self) -> Result<Act<'a>, Fault> {
        use super::tree::Domain;
        self.advance()?;
        if matches!(self.next, Token::Name("int" | "uint" | "float" | "angle" | "bit" | "bool")) {
            self.advance()?;
            self.width()?;
        }
        let name = self.name("the loop's variable")?;
        if !self.eat_word("in")? {
            return Err(self.unexpected("in after the loop's variable"));
        }
        let at = self.at;
        let domain = if self.eat("[")? {
            let first = if self.sees(":") { None } else { Some(self.expression()?) };
            let span = self.span(at, first)?;
            self.expect("]", "after the loop's range")?;
            Domain::Span(span)
        } else if self.eat("{")? {
            Domain::Set(self.list("}", &|p| p.expression())?)
        } else {
            let hint = "loop over constants, as in for int i in [0:3] { … } or in {1, 2, 5}";
            return Err(fault("unsupported", at, "expected a range or a set of constants", hint));
        };
        Ok(Act::For(name, domain, self.block()?))
    }
}

/// Refuses a gate with two parameters or qubits of one name.
fn twice(at: usize, params: &[&str], qubits: &[&str]) -> Result<(), Fault> {
    let mut seen = std::collections::BTreeSet::new();
    for name in params.iter().chain(qubits) {
        if !seen.insert(name) {
            let message = format!("the gate has two parameters or qubits called {}", short(name));
            return Err(fault("redefined", at, message, "rename one of them"));
        }
    }
    Ok(())
}
