//! Calls of gates: looked up, given their qubits, modified, written as ops.

use super::library::{self, How, Row};
use super::machine::{Binding, Machine, Own};
use super::modify;
use super::tree::{Act, Base, Call, Definition, Modifier, Statement};
use super::value::Value;
use super::{Fault, fault, short};
use circuit::{Angle, Control, Custom, Gate, MAX_QUBITS, Op};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How deep gates may stand in one another.
const MAX_NESTED: usize = 40;
/// How deep gates of circuit text may; deeper ones are written out.
const MAX_KEPT: usize = 12;

impl<'a> Machine<'a> {
    /// A call of a gate, for each qubit of the registers it is called on.
    pub(super) fn call(&mut self, call: &Call<'a>) -> Result<(), Fault> {
        let exact = self.exact;
        self.exact |= !call.modifiers.is_empty();
        let args = self.args(call)?;
        let mut operands = Vec::with_capacity(call.operands.len().min(MAX_QUBITS));
        for operand in &call.operands {
            operands.push((self.qubits_of(operand)?, operand.at));
            if operands.len() > MAX_QUBITS {
                let message = format!("{} is given more qubits than a circuit has", short(call.name));
                return Err(fault("arity", call.name_at, message, ""));
            }
        }
        let sizes: Vec<usize> = operands.iter().filter(|o| !o.0.1).map(|o| o.0.0.len()).collect();
        let times = sizes.first().copied().unwrap_or(1);
        if sizes.iter().any(|s| *s != times) {
            let message = format!("{} is called on registers of different sizes", short(call.name));
            return Err(fault(
                "width",
                call.name_at,
                message,
                "call it on registers of one size, or on single qubits",
            ));
        }
        for i in 0..times {
            self.step(call.name_at)?;
            let qubits: Vec<(usize, usize)> =
                operands.iter().map(|((all, one), at)| (if *one { all[0] } else { all[i] }, *at)).collect();
            distinct(call.name, &qubits)?;
            let qubits: Vec<usize> = qubits.iter().map(|q| q.0).collect();
            let ops = self.modified(call, &call.modifiers, &args, &qubits)?;
            let any = qubits.first().copied().unwrap_or(0);
            let ops = if self.in_gate { ops } else { modify::settle(ops, any) };
            self.push(ops, call.name_at)?;
        }
        self.exact = exact;
        Ok(())
    }

    fn args(&mut self, call: &Call<'a>) -> Result<Vec<Angle>, Fault> {
        let mut args = Vec::with_capacity(call.args.len().min(8));
        for node in &call.args {
            let angle = self.value(node)?.angle(node.at)?;
            if angle.constant().is_some_and(|v| !v.is_finite()) {
                return Err(fault(
                    "not-finite",
                    node.at,
                    "this angle has no finite value",
                    "check divisions by zero",
                ));
            }
            args.push(angle);
        }
        Ok(args)
    }

    fn modified(
        &mut self,
        call: &Call<'a>,
        modifiers: &[(usize, Modifier<'a>)],
        args: &[Angle],
        qubits: &[usize],
    ) -> Result<Vec<Op>, Fault> {
        let Some(((at, first), rest)) = modifiers.split_first() else {
            return self.gate(call.name, args, qubits, call.name_at);
        };
        match first {
            Modifier::Inverse => {
                let ops = self.modified(call, rest, args, qubits)?;
                let undone = modify::inverse(ops, *at)?;
                Ok(undone.into_iter().map(|op| self.shared(op)).collect())
            }
            Modifier::Power(node) => {
                let value = self.value(node)?;
                let Some(k) = value.number() else {
                    let message = format!("a power must be a constant number, not {}", value.what());
                    return Err(fault(
                        "not-constant",
                        node.at,
                        message,
                        "use a rotation with the parameter as its angle",
                    ));
                };
                let ops = self.modified(call, rest, args, qubits)?;
                let ops = modify::power(ops, k, *at)?;
                Ok(ops.into_iter().map(|op| self.shared(op)).collect())
            }
            Modifier::Control(on, count) => {
                let count = match count {
                    Some(node) => self.whole(node)?,
                    None => 1,
                };
                let count = usize::try_from(count).ok().filter(|c| (1..=qubits.len()).contains(c));
                let Some(count) = count else {
                    let message = format!("{} is given too few qubits for its controls", short(call.name));
                    return Err(fault(
                        "arity",
                        *at,
                        message,
                        "name the control qubits first, then the gate's own",
                    ));
                };
                let (controls, own) = qubits.split_at(count);
                let ops = self.modified(call, rest, args, own)?;
                Ok(modify::controlled(ops, *on, controls))
            }
        }
    }

    /// One definition for all inverses of a gate.
    fn shared(&mut self, mut op: Op) -> Op {
        if let Some(custom) = op.custom.take() {
            let known = self.inverses.entry(custom.name.clone()).or_insert(custom);
            op.custom = Some(known.clone());
        }
        op
    }

    fn gate(&mut self, name: &str, args: &[Angle], qubits: &[usize], at: usize) -> Result<Vec<Op>, Fault> {
        if let Some(own) = self.own.get(name) {
            let definition = own.definition.clone();
            arity(name, (definition.params.len(), definition.qubits.len()), (args.len(), qubits.len()), at)?;
            return match &own.custom {
                Some(custom) => Ok(vec![Op::custom(custom.clone(), qubits)]),
                None => self.body(&definition, args, qubits),
            };
        }
        if name == "gphase" {
            arity(name, (1, 0), (args.len(), 0), at)?;
            return Ok(vec![modify::phase(args[0].clone())]);
        }
        if self.opaque.contains(&name) {
            let message = format!("{} is opaque: the program does not say what it does", short(name));
            return Err(fault("unsupported", at, message, "define it with gate"));
        }
        let Some(row) = library::named(name) else { return Err(self.no_gate(name, at)) };
        arity(name, (row.params, row.qubits), (args.len(), qubits.len()), at)?;
        self.built_in(row, args, qubits, at)
    }

    fn no_gate(&self, name: &str, at: usize) -> Fault {
        let known = library::LIBRARY.iter().map(|r| r.name).chain(self.own.keys().copied());
        let hint = match library::nearest(name, known) {
            Some(near) => format!("did you mean {near}?"),
            None => "define it with gate before it is used".into(),
        };
        fault("unknown-gate", at, format!("there is no gate called \"{}\"", short(name)), hint)
    }

    fn built_in(&mut self, row: &Row, args: &[Angle], qubits: &[usize], at: usize) -> Result<Vec<Op>, Fault> {
        let last = &qubits[qubits.len() - 1..];
        let turn = |args: [Angle; 3]| Op { args: args.to_vec(), ..Op::fixed(modify::row("U"), last) };
        let half_pi = || Angle::pi() / Angle::number(2.0);
        Ok(match row.how {
            How::Spelled(name) => {
                let (gate, controls) =
                    Gate::spelled(name).expect("a test asks for every name of the library");
                let op = Op { args: args.to_vec(), ..Op::fixed(gate, &qubits[controls..]) };
                vec![qubits[..controls].iter().fold(op, |op, q| op.controlled(Control::on(*q)))]
            }
            How::Nothing => vec![Op::fixed(modify::row("SPACER"), last)],
            How::Turn if self.exact && self.version == 3 => {
                let half = args[0].clone() / Angle::number(2.0);
                vec![turn([args[0].clone(), args[1].clone(), args[2].clone()]), modify::phase(half)]
            }
            How::Turn => vec![turn([args[0].clone(), args[1].clone(), args[2].clone()])],
            How::U2 => self.turned(row, turn([half_pi(), args[0].clone(), args[1].clone()])),
            How::U3(controls) => {
                let op = self.turned(row, turn([args[0].clone(), args[1].clone(), args[2].clone()]));
                modify::controlled(op, true, &qubits[..controls])
            }
            How::Cu => {
                let op = turn([args[0].clone(), args[1].clone(), args[2].clone()]);
                let both = vec![modify::phase(args[3].clone()), op];
                modify::controlled(both, true, &qubits[..1])
            }
            How::Text(text) => {
                self.learn(text)?;
                return self.gate(row.name, args, qubits, at);
            }
        })
    }

    /// u2 and u3 with the phase of the library that the program includes.
    fn turned(&self, row: &Row, op: Op) -> Vec<Op> {
        let seen = self.exact && self.standard && matches!(row.name, "u2" | "u3");
        if !seen {
            return vec![op];
        }
        let sum = op.args[1].clone() + op.args[2].clone();
        vec![op, modify::phase(sum.negated() / Angle::number(2.0))]
    }

    /// Takes a gate from its definition in the library.
    fn learn(&mut self, text: &'static str) -> Result<(), Fault> {
        let mut parser = super::parse::Parser::of(text)?;
        if let Some(Statement { act: Act::Gate(definition), .. }) = parser.statement()? {
            self.define(definition)?;
        }
        Ok(())
    }

    /// The ops of a gate's body on these qubits.
    fn body(
        &mut self,
        definition: &Definition<'a>,
        args: &[Angle],
        qubits: &[usize],
    ) -> Result<Vec<Op>, Fault> {
        let mut scope = BTreeMap::new();
        for (name, angle) in definition.params.iter().zip(args) {
            let value = angle.constant().map_or_else(|| Value::Angle(angle.clone()), Value::Real);
            scope.insert(*name, Binding::Constant(value));
        }
        for (name, qubit) in definition.qubits.iter().zip(qubits) {
            scope.insert(*name, Binding::Qubits(Rc::from([*qubit]), true));
        }
        self.scopes.push(scope);
        let floor = std::mem::replace(&mut self.floor, self.scopes.len() - 1);
        let before = (std::mem::take(&mut self.ops), self.exact, self.in_gate);
        (self.exact, self.in_gate) = (true, true);
        let done = self.run_all(&definition.body);
        let ops = std::mem::replace(&mut self.ops, before.0);
        (self.exact, self.in_gate) = (before.1, before.2);
        self.floor = floor;
        self.scopes.pop();
        done.map(|()| ops)
    }

    /// A gate that the program defines.
    pub(super) fn define(&mut self, definition: Rc<Definition<'a>>) -> Result<(), Fault> {
        let (name, at) = (definition.name, definition.at);
        if self.own.contains_key(name) && library::named(name).is_none_or(|r| !matches!(r.how, How::Text(_)))
        {
            let message = format!("the gate {} is defined already", short(name));
            return Err(fault("redefined", at, message, "choose another name"));
        }
        if definition.qubits.is_empty() && (definition.params.is_empty() || definition.body.is_empty())
            || definition.qubits.len() > MAX_QUBITS
        {
            let message = format!(
                "a gate has 1 to {MAX_QUBITS} qubits, {} has {}",
                short(name),
                definition.qubits.len()
            );
            return Err(fault("arity", at, message, "name its qubits after the parameters"));
        }
        if self.own.len() >= super::MAX_OPS {
            let message = format!("a program defines at most {} gates", super::MAX_OPS);
            return Err(fault("too-many-gates", at, message, "remove those that are not used"));
        }
        let depth = self.checked(&definition, &definition.body)? + 1;
        if depth > MAX_NESTED {
            let message = format!("gates are nested more than {MAX_NESTED} deep");
            return Err(fault("too-deep", at, message, "write some of them out"));
        }
        let custom = if definition.params.is_empty() { self.custom(&definition, depth)? } else { None };
        self.own.insert(name, Own { definition, depth, custom });
        Ok(())
    }

    /// The gate as one op, where circuit text can name it and holds gates so deep.
    fn custom(&mut self, definition: &Definition<'a>, depth: usize) -> Result<Option<Rc<Custom>>, Fault> {
        let places: Vec<usize> = (0..definition.qubits.len()).collect();
        let mut ops = modify::settle(self.body(definition, &[], &places)?, 0);
        if ops.is_empty() {
            // A gate of nothing would cost nothing, however often gates repeat it.
            ops = vec![Op::fixed(modify::row("SPACER"), &[0])];
        }
        if depth > MAX_KEPT {
            return Ok(None);
        }
        let wrong = |why: String| fault("too-many-gates", definition.at, why, "write it with fewer gates");
        let custom = Custom::of_ops(
            &crate::names::gate(definition.name, &|n| self.inverses.contains_key(n)),
            places.len(),
            ops,
        )
        .map_err(wrong)?
        .shared();
        self.inverses.insert(custom.name.clone(), custom.clone());
        Ok(Some(custom))
    }

    /// Looks up every gate that a body calls; how deep gates stand in it.
    fn checked(&mut self, own: &Definition<'a>, body: &[Statement<'a>]) -> Result<usize, Fault> {
        let mut deepest = 0;
        for statement in body {
            deepest = deepest.max(match &statement.act {
                Act::Call(call) => self.checked_call(own, call)?,
                Act::For(_, _, body) => self.checked(own, body)?,
                Act::If(_, then, other) => self.checked(own, then)?.max(self.checked(own, other)?),
                Act::Barrier(..) | Act::Nothing | Act::Declare { .. } | Act::Assign(..) | Act::Remark(_) => 0,
                _ => {
                    let message = format!("the body of {} may hold gates only", short(own.name));
                    return Err(fault(
                        "unsupported",
                        statement.at,
                        message,
                        "measure, reset and declare outside of gates",
                    ));
                }
            });
        }
        Ok(deepest)
    }

    fn checked_call(&mut self, own: &Definition<'a>, call: &Call<'a>) -> Result<usize, Fault> {
        if call.name == own.name {
            let message = format!("the gate {} uses itself, which never ends", short(own.name));
            return Err(fault("recursion", call.name_at, message, "gates may use gates defined before them"));
        }
        for operand in &call.operands {
            if let Base::Name(name) = operand.base
                && !own.qubits.contains(&name)
            {
                let message = format!("{} is no qubit of the gate {}", short(name), short(own.name));
                return Err(fault(
                    "unknown-name",
                    operand.at,
                    message,
                    "gates act on the qubits that they name",
                ));
            }
        }
        if let Some(other) = self.own.get(call.name) {
            let params = other.definition.params.len();
            if params != call.args.len() {
                arity(call.name, (params, 0), (call.args.len(), 0), call.name_at)?;
            }
            return Ok(other.depth);
        }
        match library::named(call.name) {
            Some(row) if row.params != call.args.len() => {
                arity(call.name, (row.params, 0), (call.args.len(), 0), call.name_at).map(|()| 0)
            }
            Some(Row { how: How::Text(_), .. }) => Ok(2),
            Some(_) => Ok(0),
            None if call.name == "gphase" || self.opaque.contains(&call.name) => Ok(0),
            None => Err(self.no_gate(call.name, call.name_at)),
        }
    }
}

fn arity(name: &str, needs: (usize, usize), given: (usize, usize), at: usize) -> Result<(), Fault> {
    let count = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let (what, needs, given) = if needs.0 != given.0 {
        ("angle", needs.0, given.0)
    } else if needs.1 != given.1 {
        ("qubit", needs.1, given.1)
    } else {
        return Ok(());
    };
    let message = format!("{} takes {}, {given} given", short(name), count(needs, what));
    let hint = if what == "angle" {
        "write angles in brackets after the name"
    } else {
        "name each qubit once, controls first"
    };
    Err(fault("arity", at, message, hint))
}

fn distinct(name: &str, qubits: &[(usize, usize)]) -> Result<(), Fault> {
    let mut seen = 0u64;
    for (qubit, at) in qubits {
        if seen >> qubit & 1 == 1 {
            let message = format!("{} is given the same qubit twice", short(name));
            return Err(fault("duplicate-qubit", *at, message, "each operand must be another qubit"));
        }
        seen |= 1 << qubit;
    }
    Ok(())
}
