//! Which statements happen, and how often: loops, conditions on values and on classical bits.
//!
//! Not here: what the other statements do (`run`).

use super::evaluate::truth;
use super::logic::Logic;
use super::machine::{Binding, Machine};
use super::tree::{Domain, Node, Span, Statement};
use super::value::Value;
use super::{Fault, fault};
use std::collections::BTreeMap;

/// The longest range of a loop.
const MAX_ROUNDS: i64 = 100_000;

/// The numbers from one to another by a step, both ends included.
pub(super) fn steps(from: i64, by: i64, to: i64, at: usize) -> Result<Steps, Fault> {
    if by == 0 {
        return Err(fault(
            "out-of-range",
            at,
            "a range with step 0 never ends",
            "use a step of 1 or more, or a negative one",
        ));
    }
    let far = if by > 0 { to.checked_sub(from) } else { from.checked_sub(to) };
    let rounds = far.map(|f| if f < 0 { 0 } else { (f as u64 / by.unsigned_abs()).saturating_add(1) });
    match rounds {
        Some(rounds) if rounds <= MAX_ROUNDS as u64 => Ok(Steps { next: from, by, left: rounds }),
        _ => Err(fault(
            "too-much-work",
            at,
            format!("a range has at most {MAX_ROUNDS} numbers"),
            "make it shorter",
        )),
    }
}

/// The numbers of a range.
pub(super) struct Steps {
    next: i64,
    by: i64,
    left: u64,
}

impl Steps {
    pub(super) fn is_empty(&self) -> bool {
        self.left == 0
    }
}

impl Iterator for Steps {
    type Item = i64;
    fn next(&mut self) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        let now = self.next;
        self.next = now.saturating_add(self.by);
        Some(now)
    }
}

impl<'a> Machine<'a> {
    /// Statements in a block of their own.
    fn block(
        &mut self,
        statements: &[Statement<'a>],
        scope: BTreeMap<&'a str, Binding>,
    ) -> Result<(), Fault> {
        self.scopes.push(scope);
        let done = self.run_all(statements);
        self.scopes.pop();
        done
    }

    /// A loop over the numbers of a range or the values of a set.
    pub(super) fn for_loop(
        &mut self,
        name: &'a str,
        domain: &Domain<'a>,
        body: &[Statement<'a>],
    ) -> Result<(), Fault> {
        let round = |machine: &mut Self, value: Value| {
            machine.block(body, BTreeMap::from([(name, Binding::Constant(value))]))
        };
        match domain {
            Domain::Set(nodes) => nodes.iter().try_for_each(|node| {
                let value = self.value(node)?;
                round(self, value)
            }),
            Domain::Span(span) => {
                let (from, by, to) = self.bounds(span)?;
                for value in steps(from, by, to, span.at)? {
                    self.step(span.at)?;
                    round(self, Value::Whole(value))?;
                }
                Ok(())
            }
        }
    }

    fn bounds(&mut self, span: &Span<'a>) -> Result<(i64, i64, i64), Fault> {
        let (Some(from), Some(to)) = (&span.from, &span.to) else {
            return Err(fault("syntax", span.at, "a loop's range needs both ends", "as in [0:3] or [0:2:6]"));
        };
        let by = match &span.by {
            Some(by) => self.whole(by)?,
            None => 1,
        };
        Ok((self.whole(from)?, by, self.whole(to)?))
    }

    /// An if: decided now, or by classical bits when the circuit runs.
    pub(super) fn when(
        &mut self,
        condition: &Node<'a>,
        then: &[Statement<'a>],
        other: &[Statement<'a>],
    ) -> Result<(), Fault> {
        let value = self.value(condition)?;
        match truth(value, condition.at)? {
            Value::Bool(true) => self.block(then, BTreeMap::new()),
            Value::Bool(false) => self.block(other, BTreeMap::new()),
            Value::Logic(logic) => self.waits(logic, condition.at, then, other),
            _ => Ok(()),
        }
    }

    fn waits(
        &mut self,
        logic: Logic,
        at: usize,
        then: &[Statement<'a>],
        other: &[Statement<'a>],
    ) -> Result<(), Fault> {
        if self.in_gate {
            return Err(fault(
                "unsupported",
                at,
                "a gate cannot wait for classical bits",
                "put the if around the call",
            ));
        }
        let first = self.ops.len();
        self.waiting += 1;
        self.under(&logic, then)?;
        if !other.is_empty() {
            let not = logic.clone().not(at)?;
            self.under(&not, other)?;
        }
        self.waiting -= 1;
        // Each op looks at the bits when its turn comes, and the program asked once, before the first.
        let reads = |bit: &usize| logic.0.iter().any(|c| c.bits.contains(bit));
        let writes = self.ops[first..].iter().position(|op| op.bits.iter().any(reads));
        if writes.is_some_and(|i| first + i + 1 < self.ops.len()) {
            let message = "this if measures into bits that it asks about, and goes on afterwards";
            return Err(fault("unsupported", at, message, "measure into another bit, or measure last"));
        }
        Ok(())
    }

    fn under(&mut self, logic: &Logic, body: &[Statement<'a>]) -> Result<(), Fault> {
        let first = self.ops.len();
        self.block(body, BTreeMap::new())?;
        for op in &mut self.ops[first..] {
            op.conditions.splice(..0, logic.0.iter().cloned());
        }
        Ok(())
    }
}
