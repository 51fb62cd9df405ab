//! The parser: one statement at a time, with a cap on everything that a text could make deep or long.
//!
//! Not here: calls and assignments (`parse::calls`), expressions (`expression`), declarations (`declare`), what a statement does (`machine`).

mod calls;

use super::token::{Token, Words};
use super::tree::{Act, Statement};
use super::{Fault, MAX_OPS, fault, short};

/// How deep brackets and blocks may stand in one another.
pub(super) const MAX_DEPTH: usize = 48;
/// The longest list of operands, arguments or statements.
const MAX_LIST: usize = MAX_OPS;

/// Reads statements from words.
pub(super) struct Parser<'a> {
    words: Words<'a>,
    /// Where the word begins that comes next.
    pub(super) at: usize,
    pub(super) next: Token<'a>,
    pub(super) depth: usize,
    /// How many parts the expression has so far.
    pub(super) parts: usize,
    /// Major version of OpenQASM.
    pub(super) version: u8,
}

/// Statements that are known and cannot be had, with why.
const REFUSED: &[(&str, &str)] = &[
    ("while", "a while loop may be endless, and circuits end; write a for loop with constant bounds"),
    ("def", "subroutines are not supported; define a gate, or write the statements where they are used"),
    ("extern", "extern functions are not supported; write their value"),
    ("cal", "calibrations are not supported; remove the block"),
    ("defcal", "calibrations are not supported; remove the block"),
    ("defcalgrammar", "calibrations are not supported; remove the line"),
    ("box", "box is not supported; write its statements without it"),
    ("switch", "switch is not supported; write if statements"),
    ("return", "return is not supported, as there are no subroutines"),
    ("break", "break is not supported; give the loop the bounds that it needs"),
    ("continue", "continue is not supported; give the loop the values that it needs"),
    ("end", "end is not supported; remove what follows it"),
    ("array", "arrays are not supported; write single values"),
    ("complex", "complex numbers are not supported in programs; gates take real angles"),
    ("duration", "durations are not supported; circuits here have no clock"),
    ("stretch", "durations are not supported; circuits here have no clock"),
    ("durationof", "durations are not supported; circuits here have no clock"),
    ("mutable", "subroutines are not supported; define a gate"),
    ("readonly", "subroutines are not supported; define a gate"),
];

impl<'a> Parser<'a> {
    pub(super) fn of(text: &'a str) -> Result<Parser<'a>, Fault> {
        let mut words = Words::of(text);
        let (at, next) = words.next()?;
        Ok(Parser { words, at, next, depth: 0, parts: 0, version: 3 })
    }

    pub(super) fn advance(&mut self) -> Result<Token<'a>, Fault> {
        let (at, next) = self.words.next()?;
        self.at = at;
        Ok(std::mem::replace(&mut self.next, next))
    }
    pub(super) fn sees(&self, sign: &str) -> bool {
        matches!(self.next, Token::Sign(s) if s == sign)
    }
    pub(super) fn sees_word(&self, word: &str) -> bool {
        self.next == Token::Name(word)
    }
    pub(super) fn eat(&mut self, sign: &str) -> Result<bool, Fault> {
        let here = self.sees(sign);
        if here {
            self.advance()?;
        }
        Ok(here)
    }
    pub(super) fn eat_word(&mut self, word: &str) -> Result<bool, Fault> {
        let here = self.sees_word(word);
        if here {
            self.advance()?;
        }
        Ok(here)
    }
    pub(super) fn expect(&mut self, sign: &str, place: &str) -> Result<(), Fault> {
        if self.eat(sign)? { Ok(()) } else { Err(self.unexpected(&format!("{sign} {place}"))) }
    }
    pub(super) fn unexpected(&self, wanted: &str) -> Fault {
        let found = match self.next {
            Token::Name(n) => format!("\"{}\"", short(n)),
            Token::Whole(v) => v.to_string(),
            Token::Real(v) => v.to_string(),
            Token::Time => "a time".into(),
            Token::Text(t) => format!("\"{}\" in quotes", short(t)),
            Token::Physical(q) => format!("${q}"),
            Token::Sign(s) => s.to_string(),
            Token::End => "the end of the text".into(),
        };
        fault("syntax", self.at, format!("expected {wanted}, found {found}"), "")
    }
    pub(super) fn name(&mut self, what: &str) -> Result<&'a str, Fault> {
        match self.next {
            Token::Name(name) => {
                self.advance()?;
                Ok(name)
            }
            _ => Err(self.unexpected(what)),
        }
    }
    /// Goes one bracket or block deeper; the caller comes back up.
    pub(super) fn deeper(&mut self) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("brackets and blocks are nested more than {MAX_DEPTH} deep");
            return Err(fault("too-deep", self.at, message, "take parts out into constants or gates"));
        }
        Ok(())
    }
    /// Items between commas up to a closing sign, which is eaten.
    pub(super) fn list<T>(
        &mut self,
        close: &str,
        item: &dyn Fn(&mut Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let mut items = Vec::new();
        while !self.eat(close)? {
            if items.len() >= MAX_LIST {
                return Err(fault(
                    "too-long",
                    self.at,
                    format!("a list has at most {MAX_LIST} entries"),
                    "split it",
                ));
            }
            items.push(item(self)?);
            if !self.eat(",")? {
                self.expect(close, "or , after a list's entry")?;
                break;
            }
        }
        Ok(items)
    }

    /// `OPENQASM 2.0;` at the beginning, which may be missing.
    pub(super) fn header(&mut self) -> Result<(), Fault> {
        if !self.eat_word("OPENQASM")? {
            return Ok(());
        }
        let at = self.at;
        let major = match self.advance()? {
            Token::Whole(v) => v as f64,
            Token::Real(v) => v.trunc(),
            _ => 0.0,
        };
        if major != 2.0 && major != 3.0 {
            let hint = "write OPENQASM 2.0; or OPENQASM 3.0;";
            return Err(fault("version", at, "this version of OpenQASM is not known", hint));
        }
        self.version = major as u8;
        self.semicolon("after the version")
    }

    pub(super) fn semicolon(&mut self, place: &str) -> Result<(), Fault> {
        if self.eat(";")? {
            return Ok(());
        }
        let mut wrong = self.unexpected(&format!("; {place}"));
        wrong.hint = "end statements with ;".into();
        Err(wrong)
    }

    /// The next statement; none at the end.
    pub(super) fn statement(&mut self) -> Result<Option<Statement<'a>>, Fault> {
        if self.next == Token::End {
            return Ok(None);
        }
        self.deeper()?;
        let at = self.at;
        let act = self.act()?;
        self.depth -= 1;
        Ok(Some(Statement { at, act }))
    }

    fn act(&mut self) -> Result<Act<'a>, Fault> {
        if self.sees("@") {
            self.skip_line()?;
            return Ok(Act::Remark("an annotation does nothing to the state and was left out"));
        }
        if self.eat(";")? {
            return Ok(Act::Nothing);
        }
        if matches!(self.next, Token::Physical(_)) {
            let into = self.operand()?;
            return Err(fault("syntax", into.at, "expected a gate before this qubit", "as in x $0;"));
        }
        let at = self.at;
        let Token::Name(word) = self.next else { return Err(self.unexpected("a statement")) };
        if let Some((_, why)) = REFUSED.iter().find(|row| row.0 == word) {
            let (what, hint) = why.split_once("; ").unwrap_or((why, ""));
            return Err(fault("unsupported", at, what, hint));
        }
        match word {
            "OPENQASM" => Err(fault("syntax", at, "the version stands first in a text", "move this line up")),
            "include" => self.include(),
            "pragma" => {
                self.skip_line()?;
                Ok(Act::Remark("a pragma does nothing to the state and was left out"))
            }
            "measure" => self.measure_to(),
            "reset" => {
                self.advance()?;
                let what = self.operand()?;
                self.semicolon("after reset")?;
                Ok(Act::Reset(what))
            }
            "barrier" | "delay" => self.barrier(),
            "if" => self.condition(),
            "for" => self.for_loop(),
            "else" => Err(fault("syntax", at, "there is no if that this else belongs to", "remove it")),
            "inv" | "pow" | "ctrl" | "negctrl" => self.call(),
            _ => match self.declaration(word)? {
                Some(act) => Ok(act),
                None => self.call_or_assignment(),
            },
        }
    }

    fn skip_line(&mut self) -> Result<(), Fault> {
        self.words.line();
        self.advance().map(|_| ())
    }

    fn include(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let Token::Text(file) = self.next else {
            return Err(self.unexpected("a file in quotes after include"));
        };
        self.advance()?;
        self.semicolon("after include")?;
        Ok(Act::Include(file))
    }

    fn measure_to(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        let from = self.operand()?;
        if !self.sees("->") {
            let mut wrong = self.unexpected("-> and classical bits after measure");
            wrong.hint = "measurements are kept here: write c = measure q; with bits of your own".into();
            return Err(wrong);
        }
        self.advance()?;
        let into = self.operand()?;
        self.semicolon("after a measurement")?;
        Ok(Act::Measure(from, into))
    }

    fn barrier(&mut self) -> Result<Act<'a>, Fault> {
        let delay = self.sees_word("delay");
        self.advance()?;
        if delay {
            self.expect("[", "after delay, as in delay[100ns] q[0];")?;
            while !self.sees("]") && self.next != Token::End {
                self.advance()?;
            }
            self.expect("]", "after the time of a delay")?;
        }
        let operands = self.list(";", &|p| p.operand())?;
        Ok(Act::Barrier(operands, delay))
    }

    fn condition(&mut self) -> Result<Act<'a>, Fault> {
        self.advance()?;
        self.expect("(", "after if")?;
        let condition = self.expression()?;
        self.expect(")", "after the condition")?;
        let then = self.block()?;
        let other = if self.eat_word("else")? { self.block()? } else { Vec::new() };
        Ok(Act::If(condition, then, other))
    }

    /// Statements in braces, or one statement.
    pub(super) fn block(&mut self) -> Result<Vec<Statement<'a>>, Fault> {
        let mut body = Vec::new();
        if !self.eat("{")? {
            let wrong = self.unexpected("a statement or {");
            body.push(self.statement()?.ok_or(wrong)?);
            return Ok(body);
        }
        while !self.eat("}")? {
            if body.len() >= MAX_LIST {
                let message = format!("a block has at most {MAX_LIST} statements");
                return Err(fault("too-long", self.at, message, "write gates for parts that repeat"));
            }
            let wrong = self.unexpected("} at the end of the block");
            body.push(self.statement()?.ok_or(wrong)?);
        }
        Ok(body)
    }
}
