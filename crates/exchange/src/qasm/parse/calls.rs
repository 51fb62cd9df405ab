//! The parser's calls and assignments, and what they act on: modifiers, arguments, registers with indices.
//!
//! Not here: the other statements (`parse`), what a call does (`calls` of the machine).

use super::{MAX_DEPTH, Parser};
use crate::qasm::token::Token;
use crate::qasm::tree::{Act, Base, Call, Modifier, Node, Operand, Part, Span};
use crate::qasm::{Fault, fault, short};

impl<'a> Parser<'a> {
    /// A gate's call: modifiers, a name, arguments in brackets, operands.
    pub(super) fn call(&mut self) -> Result<Act<'a>, Fault> {
        let mut modifiers = Vec::new();
        while let Token::Name(word @ ("inv" | "pow" | "ctrl" | "negctrl")) = self.next {
            if modifiers.len() >= MAX_DEPTH {
                let message = format!("a gate has at most {MAX_DEPTH} modifiers");
                return Err(fault("too-deep", self.at, message, "write ctrl(2) @ for two controls"));
            }
            let at = self.at;
            self.advance()?;
            modifiers.push((at, self.modifier(word)?));
            self.expect("@", "after a modifier")?;
        }
        let name_at = self.at;
        let name = self.name("a gate's name")?;
        self.called(modifiers, name, name_at)
    }

    fn modifier(&mut self, word: &str) -> Result<Modifier<'a>, Fault> {
        let mut number = None;
        if self.eat("(")? {
            number = Some(self.expression()?);
            self.expect(")", "after a modifier's number")?;
        }
        match (word, number) {
            ("inv", None) => Ok(Modifier::Inverse),
            ("pow", Some(power)) => Ok(Modifier::Power(power)),
            ("ctrl", count) => Ok(Modifier::Control(true, count)),
            ("negctrl", count) => Ok(Modifier::Control(false, count)),
            ("inv", _) => Err(fault("syntax", self.at, "inv takes no number", "write inv @")),
            _ => Err(self.unexpected("the power in brackets, as in pow(2) @")),
        }
    }

    fn called(
        &mut self,
        modifiers: Vec<(usize, Modifier<'a>)>,
        name: &'a str,
        name_at: usize,
    ) -> Result<Act<'a>, Fault> {
        let args = if self.eat("(")? { self.list(")", &|p| p.expression())? } else { Vec::new() };
        if self.sees("[") {
            let hint = "durations are not supported; remove the brackets";
            return Err(fault(
                "syntax",
                self.at,
                format!("expected qubits after {}, found [", short(name)),
                hint,
            ));
        }
        let operands = self.list(";", &|p| p.operand())?;
        Ok(Act::Call(Call { modifiers, name, name_at, args, operands }))
    }

    /// What begins with a name that is no word of the language.
    pub(super) fn call_or_assignment(&mut self) -> Result<Act<'a>, Fault> {
        let at = self.at;
        let name = self.name("a statement")?;
        if !self.sees("[") && !matches!(self.next, Token::Sign(s) if s != "==" && s.ends_with('=')) {
            return self.called(Vec::new(), name, at);
        }
        let parts = self.parts()?;
        let Token::Sign(sign) = self.next else {
            return Err(self.unexpected("= after classical bits, or a gate before qubits"));
        };
        if !sign.ends_with('=') || sign == "==" {
            return Err(self.unexpected("= after classical bits, or a gate before qubits"));
        }
        self.advance()?;
        let into = Operand { at, base: Base::Name(name), parts };
        if sign == "=" && self.eat_word("measure")? {
            let from = self.operand()?;
            self.semicolon("after a measurement")?;
            return Ok(Act::Measure(from, into));
        }
        let value = self.expression()?;
        self.semicolon("after an assignment")?;
        if !into.parts.is_empty() {
            let message = format!(
                "{} is a classical bit, and bits get their values from measurements only",
                short(name)
            );
            return Err(fault("unsupported", at, message, "use c[0] = measure q[0];"));
        }
        Ok(Act::Assign(name, sign, value))
    }

    /// `q`, `q[0]`, `q[0:2]`, `q[{0, 2}]`, `$0`.
    pub(in crate::qasm) fn operand(&mut self) -> Result<Operand<'a>, Fault> {
        let at = self.at;
        let base = match self.next {
            Token::Name(name) => Base::Name(name),
            Token::Physical(number) => Base::Physical(number),
            _ => return Err(self.unexpected("qubits or bits, as in q or q[0]")),
        };
        self.advance()?;
        Ok(Operand { at, base, parts: self.parts()? })
    }

    pub(in crate::qasm) fn parts(&mut self) -> Result<Vec<Part<'a>>, Fault> {
        let mut parts = Vec::new();
        while self.eat("[")? {
            if parts.len() >= 4 {
                return Err(fault("too-deep", self.at, "too many indices", "one index chooses a qubit"));
            }
            if self.eat("{")? {
                parts.push(Part::Set(self.list("}", &|p| p.expression())?));
            } else {
                let at = self.at;
                let first = if self.sees(":") { None } else { Some(self.expression()?) };
                parts.push(match first {
                    Some(item) if !self.sees(":") => Part::Item(item),
                    from => Part::Range(self.span(at, from)?),
                });
            }
            self.expect("]", "after an index")?;
        }
        Ok(parts)
    }

    /// What follows a range's first number: `:2]` or `:2:6]`.
    pub(in crate::qasm) fn span(&mut self, at: usize, from: Option<Node<'a>>) -> Result<Span<'a>, Fault> {
        self.expect(":", "in a range")?;
        let end = |p: &Self| p.sees("]") || p.sees(":");
        let second = if end(self) { None } else { Some(Box::new(self.expression()?)) };
        let from = from.map(Box::new);
        if !self.eat(":")? {
            return Ok(Span { at, from, by: None, to: second });
        }
        let to = if end(self) { None } else { Some(Box::new(self.expression()?)) };
        Ok(Span { at, from, by: second, to })
    }
}
