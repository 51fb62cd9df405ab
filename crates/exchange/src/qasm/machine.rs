//! What a program has declared so far, and names looked up in it.
//!
//! Not here: what statements do (`run`), expressions (`evaluate`), gates (`calls`).

use super::tree::{Base, Definition, Operand, Part};
use super::value::Value;
use super::{Fault, MAX_OPS, fault, short};
use circuit::{Angle, Custom, MAX_BITS, MAX_QUBITS, Op, Register};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How many expressions and statements a program may come to, loops and gates written out.
const MAX_WORK: usize = 100_000;

/// What a name stands for.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// Qubits, and whether it is one qubit rather than a register.
    Qubits(Rc<[usize]>, bool),
    /// Classical bits, and whether it is one bit.
    Bits(Rc<[usize]>, bool),
    /// A value that cannot change.
    Constant(Value),
    /// A value that can, of a kind.
    Variable(Option<Value>, super::tree::Kind),
}

/// A gate that the program defines.
pub(super) struct Own<'a> {
    pub definition: Rc<Definition<'a>>,
    /// How deep gates stand in it.
    pub depth: usize,
    /// The gate as one op; none where it takes parameters.
    pub custom: Option<Rc<Custom>>,
}

/// A program as far as it was read.
pub(super) struct Machine<'a> {
    pub version: u8,
    /// Whether u2 and u3 have the phases of `stdgates.inc`.
    pub standard: bool,
    pub scopes: Vec<BTreeMap<&'a str, Binding>>,
    /// The first scope that is seen, besides the constants of the outermost.
    pub floor: usize,
    pub own: BTreeMap<&'a str, Own<'a>>,
    pub opaque: Vec<&'a str>,
    pub qubits: usize,
    pub labels: Vec<(usize, String)>,
    pub registers: Vec<Register>,
    pub ops: Vec<Op>,
    /// How many `if` on classical bits the statement stands in.
    pub waiting: usize,
    /// Whether a factor of the whole can be seen: in gates and under modifiers.
    pub exact: bool,
    pub in_gate: bool,
    pub parameters: Vec<&'a str>,
    pub notes: Vec<String>,
    /// Inverses of own gates by name.
    pub inverses: BTreeMap<String, Rc<Custom>>,
    work: usize,
}

impl<'a> Machine<'a> {
    pub(super) fn of(version: u8) -> Machine<'a> {
        Machine {
            version,
            standard: version == 3,
            scopes: vec![BTreeMap::new()],
            floor: 0,
            own: BTreeMap::new(),
            opaque: Vec::new(),
            qubits: 0,
            labels: Vec::new(),
            registers: Vec::new(),
            ops: Vec::new(),
            waiting: 0,
            exact: false,
            in_gate: false,
            parameters: Vec::new(),
            notes: Vec::new(),
            inverses: BTreeMap::new(),
            work: 0,
        }
    }

    /// Counts a step of work.
    pub(super) fn step(&mut self, at: usize) -> Result<(), Fault> {
        self.work += 1;
        if self.work <= MAX_WORK {
            return Ok(());
        }
        let message = format!("the program comes to more than {MAX_WORK} steps, loops and gates written out");
        Err(fault("too-much-work", at, message, "make loops shorter"))
    }

    /// Adds ops to the circuit or to the gate that is being defined.
    pub(super) fn push(&mut self, ops: Vec<Op>, at: usize) -> Result<(), Fault> {
        if self.ops.len() + ops.len() > MAX_OPS {
            let message = format!("a circuit holds at most {MAX_OPS} gates, loops and registers written out");
            return Err(fault("too-many-gates", at, message, "shorten the program, or split it"));
        }
        for angle in ops.iter().flat_map(|op| &op.args).filter(|a| a.constant().is_none()) {
            if Angle::parse(&angle.to_string()).is_err() {
                let hint = "use fewer parameters in one angle";
                return Err(fault("too-long", at, "an angle of this gate is too long an expression", hint));
            }
        }
        self.ops.extend(ops);
        Ok(())
    }

    pub(super) fn note(&mut self, note: &str) {
        if !self.notes.iter().any(|n| n == note) {
            self.notes.push(note.to_string());
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<&Binding> {
        let near = self.scopes[self.floor..].iter().rev().find_map(|scope| scope.get(name));
        let constant = || self.scopes[0].get(name).filter(|b| matches!(b, Binding::Constant(_)));
        near.or_else(constant)
    }

    /// Gives a name a meaning; each name once in a block.
    pub(super) fn declare(&mut self, name: &'a str, binding: Binding, at: usize) -> Result<(), Fault> {
        let scope = self.scopes.last_mut().expect("the outermost scope is never left");
        if scope.insert(name, binding).is_some() {
            let message = format!("{} is declared already", short(name));
            return Err(fault("redefined", at, message, "choose another name"));
        }
        Ok(())
    }

    /// More qubits; their indices.
    pub(super) fn more_qubits(&mut self, size: i64, at: usize) -> Result<Rc<[usize]>, Fault> {
        let room = MAX_QUBITS - self.qubits;
        let Some(size) = usize::try_from(size).ok().filter(|s| (1..=room).contains(s)) else {
            let message = match size {
                ..1 => format!("a register has one qubit or more, not {size}"),
                _ => format!(
                    "a circuit has at most {MAX_QUBITS} qubits; this asks for {size} more after {}",
                    self.qubits
                ),
            };
            return Err(fault("too-many-qubits", at, message, format!("declare 1 to {room} qubits")));
        };
        let first = self.qubits;
        self.qubits += size;
        Ok((first..first + size).collect())
    }

    /// A classical register; its bits' indices.
    pub(super) fn more_bits(&mut self, name: &str, size: i64, at: usize) -> Result<Rc<[usize]>, Fault> {
        let first: usize = self.registers.iter().map(|r| r.size).sum();
        let room = MAX_BITS - first;
        let Some(size) = usize::try_from(size).ok().filter(|s| (1..=room).contains(s)) else {
            let message = match size {
                ..1 => format!("a register has one bit or more, not {size}"),
                _ => format!(
                    "a circuit has at most {MAX_BITS} classical bits; this asks for {size} more after {first}"
                ),
            };
            return Err(fault("too-many-bits", at, message, "declare only bits that are measured"));
        };
        let name = self.register_name(name);
        self.registers.push(Register { name, size });
        Ok((first..first + size).collect())
    }

    /// The name as our registers can have it, each once.
    fn register_name(&mut self, name: &str) -> String {
        let mut plain: String =
            name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(20).collect();
        if !plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
            plain = format!("c{plain}");
        }
        let mut unique = plain.clone();
        let mut number = 1;
        while self.registers.iter().any(|r| r.name == unique) {
            number += 1;
            unique = format!("{plain}_{number}");
        }
        if unique != name {
            self.note(&format!("the register {} is called {unique} here", short(name)));
        }
        unique
    }

    /// The qubits of an operand, and whether it is one qubit rather than a register.
    pub(super) fn qubits_of(&mut self, operand: &Operand<'a>) -> Result<(Vec<usize>, bool), Fault> {
        let name = match operand.base {
            Base::Name(name) => name,
            Base::Physical(number) => return self.physical(number, operand),
        };
        match self.find(name).cloned() {
            Some(Binding::Qubits(qubits, one)) => self.taken(&qubits, one, operand, name),
            Some(Binding::Bits(..)) => {
                let message = format!("{} is classical, and qubits are needed here", short(name));
                Err(fault("type", operand.at, message, "name a qubit or a qubit register"))
            }
            _ => Err(self.unknown(name, operand.at, "qubits", "qubit[2] q;")),
        }
    }

    /// The classical bits of an operand, and whether it is one bit.
    pub(super) fn bits_of(&mut self, operand: &Operand<'a>) -> Result<(Vec<usize>, bool), Fault> {
        let Base::Name(name) = operand.base else {
            return Err(fault(
                "type",
                operand.at,
                "a physical qubit is no classical bit",
                "name a classical register",
            ));
        };
        match self.find(name).cloned() {
            Some(Binding::Bits(bits, one)) => self.taken(&bits, one, operand, name),
            Some(Binding::Qubits(..)) => {
                let message =
                    format!("{} is a qubit register, and classical bits are needed here", short(name));
                Err(fault("type", operand.at, message, "name classical bits"))
            }
            _ => Err(self.unknown(name, operand.at, "bits", "bit[2] c;")),
        }
    }

    fn physical(&mut self, number: i64, operand: &Operand<'a>) -> Result<(Vec<usize>, bool), Fault> {
        if self.scopes[0].values().any(|b| matches!(b, Binding::Qubits(..))) {
            let hint = "use either declared registers or $0, $1, …";
            return Err(fault("unsupported", operand.at, "physical qubits beside declared ones", hint));
        }
        let qubit = usize::try_from(number).ok().filter(|q| *q < MAX_QUBITS).ok_or_else(|| {
            let message = format!("a circuit has at most {MAX_QUBITS} qubits, so ${number} is too high");
            fault("too-many-qubits", operand.at, message, "use lower numbers")
        })?;
        self.qubits = self.qubits.max(qubit + 1);
        Ok((vec![qubit], true))
    }

    /// The error at a name that means nothing here.
    pub(super) fn unknown(&self, name: &str, at: usize, what: &str, example: &str) -> Fault {
        let names = self.scopes[self.floor..].iter().flat_map(|s| s.keys().copied());
        let hint = match super::library::nearest(name, names) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("declare {what} first, as in {example}"),
        };
        fault("unknown-name", at, format!("there are no {what} called \"{}\"", short(name)), hint)
    }

    fn taken(
        &mut self,
        all: &[usize],
        one: bool,
        operand: &Operand<'a>,
        name: &str,
    ) -> Result<(Vec<usize>, bool), Fault> {
        let (mut now, mut one) = (all.to_vec(), one);
        for part in &operand.parts {
            if one {
                let message = format!("{} is a single one and takes no index", short(name));
                return Err(fault("type", operand.at, message, "remove the brackets"));
            }
            let chosen = match part {
                Part::Item(node) => {
                    one = true;
                    vec![self.index(node, now.len(), name)?]
                }
                Part::Set(nodes) => {
                    nodes.iter().map(|n| self.index(n, now.len(), name)).collect::<Result<_, _>>()?
                }
                Part::Range(span) => self.range(span, now.len(), name)?,
            };
            now = chosen.into_iter().map(|i| now[i]).collect();
        }
        Ok((now, one))
    }

    fn index(&mut self, node: &super::tree::Node<'a>, size: usize, name: &str) -> Result<usize, Fault> {
        let value = self.value(node)?.whole(node.at)?;
        position(value, size, name, node.at)
    }

    fn range(&mut self, span: &super::tree::Span<'a>, size: usize, name: &str) -> Result<Vec<usize>, Fault> {
        let last = size as i64 - 1;
        let by = self.end(&span.by, 1)?;
        let (low, high) = if by < 0 { (last, 0) } else { (0, last) };
        let (from, to) = (self.end(&span.from, low)?, self.end(&span.to, high)?);
        let from = position(from, size, name, span.at)? as i64;
        let to = position(to, size, name, span.at)? as i64;
        let all = super::flow::steps(from, by, to, span.at)?;
        if all.is_empty() {
            return Err(fault(
                "out-of-range",
                span.at,
                format!("this takes nothing of {}", short(name)),
                "ranges are written [from:to] or [from:step:to]",
            ));
        }
        Ok(all.map(|i| i as usize).collect())
    }

    fn end(&mut self, node: &Option<Box<super::tree::Node<'a>>>, otherwise: i64) -> Result<i64, Fault> {
        match node {
            Some(node) => self.value(node)?.whole(node.at),
            None => Ok(otherwise),
        }
    }
}

/// An index counted from the front, or from the back where it is negative.
fn position(value: i64, size: usize, name: &str, at: usize) -> Result<usize, Fault> {
    let found = if value < 0 { value.checked_add(size as i64) } else { Some(value) };
    found.and_then(|v| usize::try_from(v).ok()).filter(|v| *v < size).ok_or_else(|| {
        let message = format!("{} has indices 0 to {}, not {value}", short(name), size - 1);
        fault("out-of-range", at, message, "use an index inside the register, or declare it larger")
    })
}
