//! Modifiers of gates: inverses, powers and controls of a list of ops, exact in the phase.
//!
//! A phase without qubits is a GPHASE without targets until `settle` finds it a place.

use super::value::written;
use super::{Fault, MAX_OPS, fault};
use circuit::{Angle, Control, Gate, Op};
use std::f64::consts::PI;

/// A row of the gate table that is known to be there.
pub(super) fn row(name: &str) -> Gate {
    Gate::named(name).expect("the readers name rows of the gate table")
}

/// e^{iφ} on no qubit in particular.
pub(super) fn phase(angle: Angle) -> Op {
    Op::turned(row("GPHASE"), &[], angle)
}

/// The ops that undo these.
pub(super) fn inverse(ops: Vec<Op>, at: usize) -> Result<Vec<Op>, Fault> {
    let undo = |op: &Op| {
        op.inverse().ok_or_else(|| {
            fault(
                "unsupported",
                at,
                format!("{} cannot be undone", op.name()),
                "take inv or the negative power away",
            )
        })
    };
    ops.iter().rev().map(undo).collect()
}

/// The ops so many times, or their inverse.
pub(super) fn repeated(ops: Vec<Op>, times: i64, at: usize) -> Result<Vec<Op>, Fault> {
    let count = times.unsigned_abs();
    if count.saturating_mul(ops.len() as u64) > MAX_OPS as u64 {
        let message = format!("the power {times} stands for more than {MAX_OPS} gates");
        return Err(fault("too-many-gates", at, message, "use a smaller power"));
    }
    let ops = if times < 0 { inverse(ops, at)? } else { ops };
    Ok(ops.iter().cycle().take(ops.len() * count as usize).cloned().collect())
}

/// Gates whose eighth power is nothing.
const PERIODIC: &[&str] =
    &["X", "Y", "Z", "H", "S", "SDG", "T", "TDG", "SX", "SXDG", "SWAP", "ISWAP", "ISWAPDG", "SPACER"];

/// The power of a gate where there is an exact one: of rotations, phases, half turns and swaps.
pub(super) fn power(ops: Vec<Op>, k: f64, at: usize) -> Result<Vec<Op>, Fault> {
    let periodic = matches!(&ops[..], [op] if PERIODIC.contains(&op.gate.name));
    let k = if periodic { k - 8.0 * (k / 8.0).round() } else { k };
    if k == k.trunc() && k.abs() < 9e15 {
        return match &ops[..] {
            [op] if turns(op) => Ok(vec![scaled(op, k)]),
            _ => repeated(ops, k as i64, at),
        };
    }
    let [op] = &ops[..] else { return Err(no_power(at, "a gate of several gates")) };
    if turns(op) {
        return Ok(vec![principal(op, k)]);
    }
    let turned = |name: &str, t: f64| {
        let angle = if name == "P" { written(t * PI) } else { Angle::number(t) };
        Ok(vec![Op { gate: row(name), args: vec![angle], ..op.clone() }])
    };
    match op.gate.name {
        "Z" => turned("P", k),
        "S" => turned("P", k / 2.0),
        "SDG" => turned("P", -k / 2.0),
        "T" => turned("P", k / 4.0),
        "TDG" => turned("P", -k / 4.0),
        "X" => turned("XPOW", k),
        "SX" => turned("XPOW", k / 2.0),
        "SXDG" => turned("XPOW", -k / 2.0),
        "Y" => turned("YPOW", k),
        "H" => turned("HPOW", k),
        "SPACER" => Ok(ops),
        "SWAP" => Ok(swap_power(op, k)),
        "ISWAP" => Ok(iswap_power(op, -k)),
        "ISWAPDG" => Ok(iswap_power(op, k)),
        _ => Err(no_power(at, op.name())),
    }
}

fn no_power(at: usize, what: &str) -> Fault {
    let message = format!("{what} has no fractional power here");
    fault("unsupported", at, message, "use a whole number, or write the gate that you mean")
}

/// Whether its powers are the same gate at a multiple of its angle.
fn turns(op: &Op) -> bool {
    matches!(
        op.gate.name,
        "P" | "GPHASE" | "RX" | "RY" | "RZ" | "RXX" | "RYY" | "RZZ" | "XPOW" | "YPOW" | "ZPOW" | "HPOW"
    )
}

fn scaled(op: &Op, k: f64) -> Op {
    let args = op.args.iter().map(|a| times(a, k)).collect();
    Op { args, ..op.clone() }
}

fn times(angle: &Angle, k: f64) -> Angle {
    match angle.constant() {
        Some(v) => written(v * k),
        None => angle.clone() * Angle::number(k),
    }
}

/// A fractional power: the angle is brought to where the gate's phases lie between −π and π first.
fn principal(op: &Op, k: f64) -> Op {
    let whole = match op.gate.name {
        "P" | "GPHASE" => 2.0 * PI,
        "XPOW" | "YPOW" | "ZPOW" | "HPOW" => 2.0,
        _ => 4.0 * PI,
    };
    let reduce = |a: &Angle| match a.constant() {
        Some(v) if v.abs() > whole / 2.0 => written(v - whole * (v / whole).round()),
        _ => a.clone(),
    };
    let args = op.args.iter().map(reduce).collect();
    scaled(&Op { args, ..op.clone() }, k)
}

/// SWAP^k = CX(b, a) · controlled X^k(a, b) · CX(b, a).
fn swap_power(op: &Op, k: f64) -> Vec<Op> {
    let (a, b) = (op.targets[0], op.targets[1]);
    let around = Op::fixed(Gate::X, &[a]).controlled(Control::on(b));
    let mut middle = Op::turned(row("XPOW"), &[b], Angle::number(k)).controlled(Control::on(a));
    for control in &op.controls {
        middle = middle.controlled(*control);
    }
    vec![around.clone(), middle, around]
}

/// iSWAP^−k = RXX(kπ/2) RYY(kπ/2).
fn iswap_power(op: &Op, k: f64) -> Vec<Op> {
    let angle = written(k * PI / 2.0);
    let turned = |name: &str| Op { gate: row(name), args: vec![angle.clone()], ..op.clone() };
    vec![turned("RXX"), turned("RYY")]
}

/// The ops with controls on these qubits.
pub(super) fn controlled(ops: Vec<Op>, on: bool, qubits: &[usize]) -> Vec<Op> {
    let control =
        |op: Op| qubits.iter().fold(op, |op, &qubit| op.controlled(Control { on, ..Control::on(qubit) }));
    ops.into_iter().map(|op| if op.gate.name == "SPACER" { op } else { control(op) }).collect()
}

/// Gives a phase without targets its place: a phase gate on a control, or any qubit where it has none.
pub(super) fn settle(ops: Vec<Op>, any: usize) -> Vec<Op> {
    ops.into_iter().flat_map(|op| if op.targets.is_empty() { placed(op, any) } else { vec![op] }).collect()
}

fn placed(mut op: Op, any: usize) -> Vec<Op> {
    if let Some(at) = op.controls.iter().rposition(|c| c.on) {
        let target = op.controls.remove(at).qubit;
        return vec![Op { gate: Gate::P, targets: vec![target], ..op }];
    }
    let Some(last) = op.controls.pop() else { return vec![Op { targets: vec![any], ..op }] };
    // diag(e^{iφ}, 1) = e^{iφ} diag(1, e^{−iφ})
    op.targets = vec![last.qubit];
    let back = Op { gate: Gate::P, args: op.args.iter().map(Angle::negated).collect(), ..op.clone() };
    vec![op, back]
}
