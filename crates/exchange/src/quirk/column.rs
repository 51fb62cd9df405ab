//! Columns of cells to ops: controls and inputs of a column hold for every gate in it.

use super::cells::{Cell, Sized, cell, refused, sized};
use super::gates::row;
use super::{Reader, formula, short, trouble};
use crate::Trouble;
use crate::json::Json;
use circuit::{Angle, Axis, Condition, Control, Gate, Op};
use std::f64::consts::PI;
use std::rc::Rc;

/// What a column holds for its gates.
#[derive(Default)]
struct Around {
    controls: Vec<Control>,
    parities: Vec<(&'static str, Axis, Vec<usize>)>,
    inputs: Vec<(char, Vec<usize>)>,
    swaps: Vec<usize>,
    /// Measurements whose outcome 1 all else waits for, and whose wires are reset after it.
    detects: Vec<Op>,
}

/// The id of an entry and its argument.
fn entry(json: &Json) -> Result<Option<(&str, Option<&Json>)>, Trouble> {
    match json {
        Json::Number(1.0) => Ok(None),
        Json::Text(id) => Ok(Some((id, None))),
        Json::Map(_) if json.get("id").and_then(Json::text).is_some() => {
            Ok(json.get("id").and_then(Json::text).map(|id| (id, json.get("arg"))))
        }
        other => {
            let message = format!("{} is no entry of a column", short(&other.to_string()));
            Err(trouble("syntax", message, "entries are 1, gates in quotes and {\"id\":…,\"arg\":…}"))
        }
    }
}

impl Reader {
    /// Reads the columns of a circuit.
    pub(super) fn columns(&mut self, value: &Json) -> Result<(), Trouble> {
        for (number, column) in value.get("cols").map_or(&[][..], Json::entries).iter().enumerate() {
            let Json::List(cells) = column else {
                return Err(trouble(
                    "syntax",
                    format!("column {} is no list", number + 1),
                    "as in [\"•\",\"X\"]",
                ));
            };
            let done = self.column(cells);
            done.map_err(|e| Trouble { message: format!("column {}: {}", number + 1, e.message), ..e })?;
        }
        Ok(())
    }

    fn column(&mut self, cells: &[Json]) -> Result<(), Trouble> {
        let mut around = Around::default();
        let mut placed = Vec::new();
        for (wire, json) in cells.iter().enumerate() {
            let Some((id, arg)) = entry(json)? else { continue };
            self.reach(wire + 1)?;
            if !self.sets(id, arg)? && !self.modifier(id, wire, &mut around)? {
                placed.push((wire, id, arg));
            }
        }
        let (before, controls) = around.controls();
        let mut ops = Vec::new();
        for (wire, id, arg) in placed {
            let found = self.gate(wire, id, arg, &around)?;
            let waits = !controls.is_empty() || !around.detects.is_empty();
            if found.iter().any(|op| op.gate.is_display()) && (self.in_gate || waits) {
                self.left_out(id);
            } else {
                ops.extend(found);
            }
        }
        match around.swaps[..] {
            [] => {}
            [a, b] => ops.push(Op::fixed(Gate::SWAP, &[a, b])),
            _ => {
                return Err(trouble("arity", "a column has two ends of a swap or none", "add or remove one"));
            }
        }
        let control = |op: Op| {
            let op = controls.iter().fold(op, |op, c| op.controlled(*c));
            let outcomes = around.detects.iter().flat_map(|d| &d.bits).map(|bit| Condition::bit(*bit, true));
            Op { conditions: outcomes.collect(), ..op }
        };
        let ops: Vec<Op> =
            ops.into_iter().map(|op| if op.gate.name == "SPACER" { op } else { control(op) }).collect();
        let used = before.len() * usize::from(!ops.is_empty());
        self.push(around.detects.iter().cloned())?;
        self.push(before[..used].iter().cloned())?;
        self.push(ops)?;
        self.push(before[..used].iter().cloned())?;
        self.push(around.detects.iter().map(|d| Op::fixed(row("RESET"), &d.targets)))
    }

    /// A measurement of a wire, into the bit that is the wire's.
    fn measurement(&mut self, gate: &'static str, wire: usize) -> Result<Op, Trouble> {
        if self.in_gate {
            return Err(trouble("unsupported", "a gate cannot measure", "measure outside of it"));
        }
        let bit = self.measured.iter().position(|w| *w == wire).unwrap_or_else(|| {
            self.measured.push(wire);
            self.measured.len() - 1
        });
        Ok(Op { bits: vec![bit], ..Op::fixed(row(gate), &[wire]) })
    }

    /// Takes in a cell that changes what the others of its column do.
    fn modifier(&mut self, id: &str, wire: usize, around: &mut Around) -> Result<bool, Trouble> {
        if self.own.iter().any(|g| g.id == id) {
            return Ok(false);
        }
        match cell(id) {
            Some(Cell::Control(on, axis)) => around.controls.push(Control { qubit: wire, on, axis }),
            Some(Cell::Swap) => around.swaps.push(wire),
            Some(Cell::Detects(gate)) => around.detects.push(self.measurement(gate, wire)?),
            Some(Cell::Parity(gate, axis)) => match around.parities.iter_mut().find(|p| p.0 == gate) {
                Some(known) => known.2.push(wire),
                None => around.parities.push((gate, axis, vec![wire])),
            },
            _ => match sized(id) {
                Some((Sized::Input(letter, top_first), size)) => {
                    self.reach(wire + size)?;
                    let wires = wire..wire + size;
                    let wires = if top_first { wires.collect() } else { wires.rev().collect() };
                    around.inputs.push((letter, wires));
                }
                _ => return Ok(false),
            },
        }
        Ok(true)
    }

    fn gate(
        &mut self,
        wire: usize,
        id: &str,
        arg: Option<&Json>,
        around: &Around,
    ) -> Result<Vec<Op>, Trouble> {
        if let Some(own) = self.own.iter().find(|g| g.id == id) {
            let (custom, depth) = (Rc::clone(&own.custom), own.depth);
            self.depth = self.depth.max(depth);
            self.reach(wire + custom.qubits())?;
            let wires = wire..wire + custom.qubits();
            let matrix = matches!(custom.body(), circuit::Body::Matrix(_));
            let targets: Vec<usize> = if matrix { wires.rev().collect() } else { wires.collect() };
            return Ok(vec![Op::custom(custom, &targets)]);
        }
        if let Some(found) = cell(id) {
            return self.small(wire, found, id, arg, around);
        }
        let Some((found, size)) = sized(id) else { return Err(unknown(id)) };
        self.reach(wire + size)?;
        let targets: Vec<usize> = (wire..wire + size).rev().collect();
        match found {
            Sized::Gate(gate, reads) => self.reading(gate, &targets, reads, id, around),
            Sized::Jumps => Ok(self.jump(id)),
            Sized::Gradient(times) => {
                let t = self.time(times);
                Ok(vec![Op::turned(row("GRADPOW"), &targets, t)])
            }
            Sized::Display(gate) => Ok(vec![display(gate, wire, size)]),
            Sized::Input(..) => Ok(Vec::new()),
        }
    }

    fn small(
        &mut self,
        wire: usize,
        found: Cell,
        id: &str,
        arg: Option<&Json>,
        around: &Around,
    ) -> Result<Vec<Op>, Trouble> {
        let turned = |gate: &str, angle: Angle| vec![Op::turned(row(gate), &[wire], angle)];
        Ok(match found {
            Cell::Row(gate) => vec![Op::fixed(row(gate), &[wire])],
            Cell::Power(gate, power) => turned(gate, Angle::number(power)),
            Cell::Phase(parts) => turned("GPHASE", Angle::nice(parts * PI)),
            Cell::Timed(gate, times) => {
                let t = self.time(times);
                turned(gate, if gate.starts_with('R') { Angle::number(2.0) * Angle::pi() * t } else { t })
            }
            Cell::Formula(gate, otherwise) => {
                let angle = match arg {
                    None => formula::angle(otherwise)?,
                    Some(Json::Number(v)) => Angle::number(*v),
                    Some(Json::Text(text)) => formula::angle(text)?,
                    Some(_) => {
                        return Err(trouble("formula", format!("{id} has no formula"), "give it as \"arg\""));
                    }
                };
                turned(gate, angle)
            }
            Cell::Measure(gate) => vec![self.measurement(gate, wire)?],
            Cell::Reads(gate, reads) => self.reading(gate, &[wire], reads, id, around)?,
            Cell::Jumps => self.jump(id),
            Cell::Display(gate) => vec![display(gate, wire, 1)],
            Cell::Control(..) | Cell::Parity(..) | Cell::Swap | Cell::Detects(_) => Vec::new(),
        })
    }

    /// So many times t.
    fn time(&mut self, times: f64) -> Angle {
        self.timed = true;
        Angle::weight(0) * Angle::number(times)
    }

    /// A gate that reads inputs of its column, or numbers.
    fn reading(
        &mut self,
        gate: &'static str,
        own: &[usize],
        reads: &str,
        id: &str,
        around: &Around,
    ) -> Result<Vec<Op>, Trouble> {
        let mut inputs = Vec::new();
        for letter in reads.chars() {
            let mut found = around.inputs.iter().filter(|i| i.0 == letter);
            inputs.push(match (found.next(), found.next(), self.number(letter)) {
                (Some((_, wires)), None, _) => Ok(wires.clone()),
                (None, _, Some(number)) => Err(number),
                _ => {
                    let message = format!("{id} needs one input {letter} in its column");
                    return Err(trouble("arity", message, "give each of A, B and R once"));
                }
            });
        }
        if inputs.iter().any(Result::is_err) {
            return self.constant(gate, own, &inputs, id);
        }
        let mut targets = own.to_vec();
        let mut splits = Vec::new();
        for wires in inputs.iter().flatten() {
            splits.push(targets.len() - splits.iter().sum::<usize>());
            targets.extend(wires);
        }
        Ok(vec![Op { splits, ..Op::fixed(row(gate), &targets) }])
    }

    fn jump(&mut self, id: &str) -> Vec<Op> {
        self.note(format!("{} jumps with time; here it is as at t = 0, where it does nothing", short(id)));
        Vec::new()
    }

    fn left_out(&mut self, id: &str) {
        let why = if self.in_gate { "stands in a gate" } else { "stands under a control" };
        self.note(format!("the display {} {why} and was left out", short(id)));
    }
}

/// A display from a wire down.
fn display(gate: &str, wire: usize, size: usize) -> Op {
    circuit::gates::fresh(row(gate), &(wire..wire + size).collect::<Vec<_>>())
}

impl Around {
    /// What finds the parities (and undoes it), and all controls.
    fn controls(&self) -> (Vec<Op>, Vec<Control>) {
        let mut controls = self.controls.clone();
        let mut before = Vec::new();
        for (gate, axis, wires) in &self.parities {
            if wires.len() > 1 {
                before.push(Op::fixed(row(gate), wires));
            }
            controls.push(Control { qubit: wires[0], on: parity_on(*axis, wires.len()), axis: *axis });
        }
        (before, controls)
    }
}

/// Z parities count |1⟩; X and Y parities count |+⟩ and |i⟩ as Cirq reads them, where ours count |−⟩ and |−i⟩.
fn parity_on(axis: Axis, wires: usize) -> bool {
    axis == Axis::Z || wires.is_multiple_of(2)
}

fn unknown(id: &str) -> Trouble {
    match refused(id) {
        Some(why) => {
            let (what, hint) = why.split_once("; ").unwrap_or((why, ""));
            trouble("unsupported", format!("{} cannot be had: {what}", short(id)), hint)
        }
        None => trouble(
            "unknown-gate",
            format!("there is no gate with the id \"{}\"", short(id)),
            "define it under \"gates\"",
        ),
    }
}
