//! Inputs that are numbers (`setA`, `setB`, `setR`): gates that read them become gates of their own, made of X.
//!
//! Not here: gates whose inputs are registers (`column`).

use super::gates::row;
use super::{Reader, names, short, trouble};
use crate::Trouble;
use crate::json::Json;
use crate::write::steps::{Kind, Step};
use crate::write::synthesis;
use circuit::{Action, Control, Custom, Op};
use std::rc::Rc;

/// The most qubits of a gate that reads numbers.
const MOST: usize = 8;
/// The most X gates that such a gate is made of.
const MOST_GATES: usize = 4096;

impl Reader {
    /// Takes in a cell that sets an input to a number, if it is one.
    pub(super) fn sets(&mut self, id: &str, arg: Option<&Json>) -> Result<bool, Trouble> {
        let Some(letter) = id.strip_prefix("set").filter(|l| matches!(*l, "A" | "B" | "R")) else {
            return Ok(false);
        };
        let number = arg.and_then(Json::number).filter(|v| v.fract() == 0.0 && (0.0..65536.0).contains(v));
        let Some(number) = number else {
            let message = format!("{} is not set to a whole number below 65536", short(id));
            return Err(trouble("syntax", message, "give it as \"arg\", as in {\"id\":\"setR\",\"arg\":15}"));
        };
        let letter = letter.chars().next().unwrap_or('A');
        self.numbers.retain(|n| n.0 != letter);
        self.numbers.push((letter, number as usize));
        Ok(true)
    }

    /// The number that an input is set to.
    pub(super) fn number(&self, letter: char) -> Option<usize> {
        self.numbers.iter().find(|n| n.0 == letter).map(|n| n.1)
    }

    /// A gate on `own` whose inputs are registers or numbers, in the gate's order.
    pub(super) fn constant(
        &mut self,
        gate: &'static str,
        own: &[usize],
        inputs: &[Result<Vec<usize>, usize>],
        id: &str,
    ) -> Result<Vec<Op>, Trouble> {
        if let ("MODPOW" | "MODPOWDG", [Ok(exponent), Err(base), Err(modulus)]) = (gate, inputs) {
            let undo = gate == "MODPOWDG";
            return self.power(own, exponent, (*base, *modulus), undo, id);
        }
        // Sums are written out in the table; with a factor of 1 they are permutations.
        let (gate, inputs) = match gate {
            "ADD" => ("ADDMUL", &[inputs, &[Err(1)]].concat()[..]),
            "SUB" => ("SUBMUL", &[inputs, &[Err(1)]].concat()[..]),
            _ => (gate, inputs),
        };
        let registers: Vec<&Vec<usize>> = inputs.iter().filter_map(|i| i.as_ref().ok()).collect();
        let targets: Vec<usize> = own.iter().chain(registers.into_iter().flatten()).copied().collect();
        Ok(vec![self.permuted(gate, own.len(), inputs, &targets, id)?])
    }

    /// Multiplies by B^A modulo R: for each bit of A once by B to a power of two.
    fn power(
        &mut self,
        own: &[usize],
        exponent: &[usize],
        (base, modulus): (usize, usize),
        undo: bool,
        id: &str,
    ) -> Result<Vec<Op>, Trouble> {
        let gate = if undo { "MODDIV" } else { "MODMUL" };
        let mut factor = base % modulus.max(1);
        let mut ops = Vec::new();
        for bit in exponent.iter().rev() {
            let op = self.permuted(gate, own.len(), &[Err(factor), Err(modulus)], own, id)?;
            ops.push(op.controlled(Control::on(*bit)));
            factor = (factor as u64 * factor as u64 % modulus.max(1) as u64) as usize;
        }
        Ok(ops)
    }

    /// A gate of the table with numbers in the place of registers, as a gate made of X.
    fn permuted(
        &mut self,
        gate: &'static str,
        size: usize,
        inputs: &[Result<Vec<usize>, usize>],
        targets: &[usize],
        id: &str,
    ) -> Result<Op, Trouble> {
        let refused = |why: &str| {
            trouble("unsupported", format!("{} {why}", short(id)), "use a register, prepared with X")
        };
        if targets.len() > MOST {
            return Err(refused(&format!("reads a number on more than {MOST} wires")));
        }
        let values: Vec<String> = inputs
            .iter()
            .map(|i| i.as_ref().map_or_else(usize::to_string, |w| format!("w{}", w.len())))
            .collect();
        let wanted = format!("{}_{size}_{}", gate.to_lowercase(), values.join("_"));
        let custom = match self.made.iter().find(|m| m.0 == wanted) {
            Some(known) => known.1.clone(),
            None => {
                let to = with_numbers(gate, size, inputs).ok_or_else(|| refused("cannot read a number"))?;
                let ops = x_gates(&to, targets.len()).ok_or_else(|| refused("becomes too many gates"))?;
                let taken = |n: &str| self.own.iter().any(|g| g.custom.name == n);
                let name = names::gate(&wanted, &|n| taken(n) || self.made.iter().any(|m| m.1.name == n));
                let made = Custom::of_ops(&name, targets.len(), ops).map_err(|e| trouble("gate", e, ""))?;
                self.made.push((wanted, made.shared()));
                self.made[self.made.len() - 1].1.clone()
            }
        };
        Ok(Op::custom(Rc::clone(&custom), targets))
    }
}

/// Where each value of the wires goes under a permutation of the table, some of whose registers are numbers.
fn with_numbers(gate: &'static str, size: usize, inputs: &[Result<Vec<usize>, usize>]) -> Option<Vec<usize>> {
    let Action::Permutation(to) = row(gate).action else { return None };
    let bits = |number: usize| (usize::BITS - number.leading_zeros()).max(1) as usize;
    let width = |input: &Result<Vec<usize>, usize>| input.as_ref().map_or_else(|n| bits(*n), Vec::len);
    let sizes: Vec<usize> = std::iter::once(size).chain(inputs.iter().map(width)).collect();
    let wires = size + inputs.iter().filter_map(|i| i.as_ref().ok()).map(Vec::len).sum::<usize>();
    let of = |value: usize| {
        // The registers of the wires, then numbers between them.
        let (mut whole, mut left) = (value >> (wires - size), wires - size);
        for (input, width) in inputs.iter().zip(&sizes[1..]) {
            let part = match input {
                Ok(register) => {
                    left -= register.len();
                    value >> left & ((1 << width) - 1)
                }
                Err(number) => *number,
            };
            whole = whole << width | part;
        }
        // Gates of the table change their first register only.
        let all: usize = sizes[1..].iter().sum();
        let rest = value & ((1 << (wires - size)) - 1);
        to(&sizes, whole) >> all << (wires - size) | rest
    };
    Some((0..1 << wires).map(of).collect())
}

/// A permutation as X gates under controls.
fn x_gates(to: &[usize], qubits: usize) -> Option<Vec<Op>> {
    let whole = Step {
        name: String::new(),
        kind: Kind::Permutation(to.to_vec()),
        controls: Vec::new(),
        targets: (0..qubits).collect(),
        conditions: Vec::new(),
    };
    let steps = synthesis::of_permutation(&whole, to, MOST_GATES)?;
    let op =
        |step: Step| step.controls.iter().fold(Op::fixed(row("X"), &step.targets), |op, c| op.controlled(*c));
    let mut ops: Vec<Op> = steps.into_iter().map(op).collect();
    if ops.is_empty() {
        ops.push(Op::fixed(row("SPACER"), &[0]));
    }
    Some(ops)
}
