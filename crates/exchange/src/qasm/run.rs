//! Statements: what each does to the circuit. Not here: loops and conditions (`flow`), calls of gates (`calls`).

use super::evaluate::truth;
use super::machine::{Binding, Machine};
use super::tree::{Act, First, Kind, Node, Operand, Statement};
use super::value::{Value, arithmetic};
use super::{Fault, fault, short};
use circuit::{Angle, Op};
use std::rc::Rc;

impl<'a> Machine<'a> {
    pub(super) fn run_all(&mut self, statements: &[Statement<'a>]) -> Result<(), Fault> {
        statements.iter().try_for_each(|s| self.run(s))
    }

    /// Does a statement.
    pub(super) fn run(&mut self, statement: &Statement<'a>) -> Result<(), Fault> {
        let at = statement.at;
        self.step(at)?;
        match &statement.act {
            Act::Nothing => Ok(()),
            Act::Remark(note) => {
                self.note(note);
                Ok(())
            }
            Act::Call(call) => self.call(call),
            Act::For(name, domain, body) => self.for_loop(name, domain, body),
            Act::If(condition, then, other) => self.when(condition, then, other),
            Act::Barrier(operands, delay) => self.barrier(operands, *delay, at),
            Act::Declare { name, kind, value, constant } => {
                self.variable(name, *kind, value.as_ref(), *constant, at)
            }
            Act::Assign(name, sign, value) => self.assign(name, sign, value, at),
            Act::Measure(from, into) => {
                let (bits, one) = self.written_to(into)?;
                self.measure(from, &bits, one, at)
            }
            Act::Reset(what) => {
                let (qubits, _) = self.qubits_of(what)?;
                let reset = qubits.iter().map(|q| Op::fixed(super::modify::row("RESET"), &[*q])).collect();
                self.push(reset, at)
            }
            Act::Alias(name, parts) => self.alias(name, parts, at),
            outermost => self.outermost(outermost, at),
        }
    }

    /// Declarations that stand outside of blocks only.
    fn outermost(&mut self, act: &Act<'a>, at: usize) -> Result<(), Fault> {
        if self.scopes.len() > 1 {
            let hint = "move it to the beginning of the program";
            return Err(fault("unsupported", at, "this declaration cannot stand inside a block", hint));
        }
        match act {
            Act::Include(file) => self.include(file, at),
            Act::Qubits(name, size) => self.qubit_register(name, size.as_ref(), at),
            Act::Bits(name, size, first) => self.bit_register(name, size.as_ref(), first, at),
            Act::Gate(definition) => self.define(definition.clone()),
            Act::Opaque(name) => {
                if self.opaque.len() < super::MAX_OPS {
                    self.opaque.push(name);
                }
                Ok(())
            }
            Act::Input(name) => {
                if self.parameters.len() >= super::MAX_PARAMETERS {
                    let message = format!("a program has at most {} inputs", super::MAX_PARAMETERS);
                    return Err(fault("too-many-parameters", at, message, "use fewer"));
                }
                let angle = Angle::weight(self.parameters.len());
                self.parameters.push(name);
                self.declare(name, Binding::Constant(Value::Angle(angle)), at)
            }
            _ => Ok(()),
        }
    }

    fn include(&mut self, file: &str, at: usize) -> Result<(), Fault> {
        match file {
            "qelib1.inc" => self.standard = false,
            "stdgates.inc" => self.standard = true,
            _ => {
                let message = format!("the file \"{}\" is not here", short(file));
                let hint = "qelib1.inc and stdgates.inc are built in; paste what other files define";
                return Err(fault("include", at, message, hint));
            }
        }
        Ok(())
    }

    fn size(&mut self, size: Option<&Node<'a>>) -> Result<i64, Fault> {
        size.map_or(Ok(1), |node| self.whole(node))
    }

    fn qubit_register(&mut self, name: &'a str, size: Option<&Node<'a>>, at: usize) -> Result<(), Fault> {
        let count = self.size(size)?;
        let physical = self.qubits > 0 && self.labels.is_empty();
        if physical {
            let hint = "use either declared registers or $0, $1, …";
            return Err(fault("unsupported", at, "declared qubits beside physical ones", hint));
        }
        let qubits = self.more_qubits(count, size.map_or(at, |n| n.at))?;
        for (i, qubit) in qubits.iter().enumerate() {
            let label = if size.is_some() { format!("{name}{i}") } else { name.to_string() };
            self.labels.push((*qubit, label));
        }
        self.declare(name, Binding::Qubits(qubits, size.is_none()), at)
    }

    fn bit_register(
        &mut self,
        name: &'a str,
        size: Option<&Node<'a>>,
        first: &First<'a>,
        at: usize,
    ) -> Result<(), Fault> {
        let count = self.size(size)?;
        let bits = self.more_bits(name, count, size.map_or(at, |n| n.at))?;
        self.declare(name, Binding::Bits(bits.clone(), size.is_none()), at)?;
        match first {
            First::Unsaid => Ok(()),
            First::Measured(from) => self.measure(from, &bits, size.is_none(), at),
            First::Value(node) => match self.value(node)? {
                Value::Written(0, _) | Value::Whole(0) | Value::Bool(false) => Ok(()),
                _ => {
                    let hint = "leave it to be 0; flip a qubit with x and measure it for a 1";
                    Err(fault("unsupported", node.at, "classical bits are 0 at first here", hint))
                }
            },
        }
    }

    fn measure(&mut self, from: &Operand<'a>, bits: &[usize], one: bool, at: usize) -> Result<(), Fault> {
        if self.in_gate {
            return Err(fault("unsupported", at, "a gate cannot measure", "measure outside of gates"));
        }
        let (qubits, single) = self.qubits_of(from)?;
        if qubits.len() != bits.len() || (one != single && qubits.len() != 1) {
            let message = format!("{} qubit(s) cannot be measured into {} bit(s)", qubits.len(), bits.len());
            return Err(fault("width", at, message, "give each qubit one bit"));
        }
        self.push(qubits.iter().zip(bits).map(|(q, b)| Op::measure(*q, *b)).collect(), at)
    }

    fn barrier(&mut self, operands: &[Operand<'a>], delay: bool, at: usize) -> Result<(), Fault> {
        let mut qubits = std::collections::BTreeSet::new();
        for operand in operands {
            qubits.extend(self.qubits_of(operand)?.0);
        }
        if self.in_gate {
            return Ok(());
        }
        if operands.is_empty() {
            qubits.extend(0..self.qubits);
        }
        if delay {
            self.note("a delay is kept as a spacer: circuits here have no clock");
        }
        let spacer = |q| Op::fixed(super::modify::row("SPACER"), &[q]);
        self.push(qubits.into_iter().map(spacer).collect(), at)
    }

    fn alias(&mut self, name: &'a str, parts: &[Operand<'a>], at: usize) -> Result<(), Fault> {
        let classical = parts.first().is_some_and(|part| match part.base {
            super::tree::Base::Name(n) => matches!(self.find(n), Some(Binding::Bits(..))),
            super::tree::Base::Physical(_) => false,
        });
        let (mut all, mut single) = (Vec::new(), parts.len() == 1);
        for part in parts {
            let (found, one) = if classical { self.bits_of(part)? } else { self.qubits_of(part)? };
            self.step(part.at)?;
            all.extend(found);
            single &= one;
            if all.len() > circuit::MAX_BITS {
                return Err(fault(
                    "width",
                    part.at,
                    "the alias is longer than any register",
                    "take fewer parts",
                ));
            }
        }
        let binding = if classical {
            Binding::Bits(Rc::from(all), single)
        } else {
            Binding::Qubits(Rc::from(all), single)
        };
        self.declare(name, binding, at)
    }

    fn variable(
        &mut self,
        name: &'a str,
        kind: Kind,
        value: Option<&Node<'a>>,
        constant: bool,
        at: usize,
    ) -> Result<(), Fault> {
        let value = match value {
            Some(node) => Some(of_kind(self.value(node)?, kind, node.at)?),
            None => None,
        };
        let binding = match value {
            Some(value) if constant => Binding::Constant(value),
            value => Binding::Variable(value, kind),
        };
        self.declare(name, binding, at)
    }

    fn assign(&mut self, name: &str, sign: &str, node: &Node<'a>, at: usize) -> Result<(), Fault> {
        let mut value = self.value(node)?;
        let (before, kind) = match self.find(name) {
            Some(Binding::Variable(before, kind)) => (before.clone(), *kind),
            Some(Binding::Bits(..)) => {
                let message = format!(
                    "{} is classical bits, and bits get their values from measurements only",
                    short(name)
                );
                return Err(fault("unsupported", at, message, "use c = measure q;"));
            }
            Some(_) => {
                let message = format!("{} cannot be changed", short(name));
                return Err(fault("type", at, message, "declare a variable, as in int n = 0;"));
            }
            None => return Err(self.unknown(name, at, "variables", "int n = 0;")),
        };
        if self.waiting > 0 {
            let message = format!("{} would have a value only when the circuit runs", short(name));
            return Err(fault(
                "not-constant",
                at,
                message,
                "change variables outside of if on classical bits",
            ));
        }
        if let Some(operator) = sign.strip_suffix('=').filter(|s| !s.is_empty()) {
            let Some(before) = before else {
                return Err(fault(
                    "unknown-name",
                    at,
                    format!("{} has no value yet", short(name)),
                    "give it one first",
                ));
            };
            value = arithmetic(operator, before, value, at)?;
        }
        let value = of_kind(value, kind, node.at)?;
        let floor = self.floor;
        let place = self.scopes[floor..].iter_mut().rev().find_map(|scope| scope.get_mut(name));
        if let Some(place) = place {
            *place = Binding::Variable(Some(value), kind);
        }
        Ok(())
    }
}

/// A value as what its variable is declared.
fn of_kind(value: Value, kind: Kind, at: usize) -> Result<Value, Fault> {
    match (kind, &value) {
        (_, Value::Bits(_) | Value::Logic(_)) => {
            let hint = "ask about classical bits where they are needed, in if ( … )";
            Err(fault("not-constant", at, "a variable cannot hold what is measured", hint))
        }
        (Kind::Bool, _) => truth(value, at),
        (Kind::Real, _) => match value.number() {
            Some(v) => super::value::finite(v, at),
            None => value.angle(at).map(Value::Angle),
        },
        (Kind::Whole, _) => match value.number() {
            Some(v) if v.abs() < 9e15 => {
                Ok(if let Value::Whole(v) = value { Value::Whole(v) } else { Value::Whole(v as i64) })
            }
            _ => value.whole(at).map(Value::Whole),
        },
    }
}
