//! A circuit as steps that every target can be told: gates known by name, matrices, permutations, channels,
//! measurements, resets, projections, barriers.
//!
//! Not here: how a target says them, and breaking matrices into gates (`synthesis`).

use crate::Trouble;
use circuit::{Action, Angle, Body, Circuit, Condition, Control, Custom, Matrix, Op};
use std::rc::Rc;

/// The gates that writers know by name; all others come as matrices.
pub(crate) const KNOWN: &[&str] = &[
    "H", "X", "Y", "Z", "S", "SDG", "T", "TDG", "SX", "SXDG", "P", "RX", "RY", "RZ", "SWAP", "ISWAP",
    "ISWAPDG", "RXX", "RYY", "RZZ", "GPHASE",
];

/// The most targets of a permutation that is written as a matrix or as gates.
pub(crate) const MAX_PERMUTED: usize = 8;

/// What a step does.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A gate of `KNOWN` with its angles.
    Gate(&'static str, Vec<Angle>),
    /// A unitary, the first target the most significant bit of its index.
    Matrix(Matrix),
    /// Where each basis state goes.
    Permutation(Vec<usize>),
    /// A channel with constant Kraus matrices.
    Channel(Vec<Matrix>),
    /// A measurement into a classical bit.
    Measure(usize),
    /// Back to |0⟩.
    Reset,
    /// Keeps what a projector keeps.
    Project(Matrix),
    /// Nothing, at this place.
    Barrier,
    /// A display, which other tools do not have: what a comment says of it.
    Display(String),
    /// A gate that the circuit defines by ops, for targets that define gates.
    Defined(Rc<Custom>),
}

/// A step.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The op's own name, for messages.
    pub name: String,
    /// What it does.
    pub kind: Kind,
    /// Controls, all on the Z axis.
    pub controls: Vec<Control>,
    /// What it acts on.
    pub targets: Vec<usize>,
    /// What must hold of the classical bits.
    pub conditions: Vec<Condition>,
}

impl Step {
    /// The same place with something else to do.
    pub(crate) fn with(&self, kind: Kind, targets: &[usize]) -> Step {
        Step { kind, targets: targets.to_vec(), ..self.clone() }
    }
    /// The same place with a gate.
    pub(crate) fn gate(&self, name: &'static str, args: &[Angle], targets: &[usize]) -> Step {
        self.with(Kind::Gate(name, args.to_vec()), targets)
    }
}

/// The steps of a circuit in the order of time, what its wires start in first; `defines` keeps custom gates of ops whole.
pub(crate) fn steps(circuit: &Circuit, target: &str, defines: bool) -> Result<Vec<Step>, Trouble> {
    if circuit.is_timed() {
        return Err(crate::write::refusal(target, "the time t", "give it a value first"));
    }
    let mut found = Vec::new();
    for op in circuit.start_ops().iter().chain(circuit.ops()) {
        of_op(circuit, op, target, defines, &mut found)?;
    }
    Ok(found)
}

/// The steps of the ops of a gate's body.
pub(crate) fn body(custom: &Custom, target: &str) -> Result<Vec<Step>, Trouble> {
    let inside = Circuit::of(custom.qubits(), Vec::new()).map_err(|e| never(&e.to_string()))?;
    let mut found = Vec::new();
    for op in custom.ops() {
        of_op(&inside, op, target, true, &mut found)?;
    }
    Ok(found)
}

fn of_op(
    circuit: &Circuit,
    op: &Op,
    target: &str,
    defines: bool,
    into: &mut Vec<Step>,
) -> Result<(), Trouble> {
    let plain = op.controls.iter().all(|c| c.axis == circuit::Axis::Z);
    if let (true, true, Some(custom)) = (defines, plain, &op.custom)
        && matches!(custom.body(), Body::Ops(_))
    {
        into.push(step(op, Kind::Defined(custom.clone())));
        return Ok(());
    }
    if op.gate.is_display() {
        into.push(step(op, Kind::Display(format!("Ketloom shows the state here: {op}"))));
        return Ok(());
    }
    if matches!(op.gate.action, Action::Nothing) {
        into.push(step(op, Kind::Barrier));
        return Ok(());
    }
    let alone = Circuit::with_registers(circuit.qubits(), circuit.registers().to_vec(), vec![op.clone()])
        .map_err(|e| never(&e.to_string()))?;
    for part in alone.primitive().ops() {
        if let ("RZX", [_, x]) = (part.gate.name, &part.targets[..]) {
            into.extend(as_rzz(part, *x));
            continue;
        }
        let kind = kind(part, target)?;
        let known = step(part, kind);
        into.extend(without_controlled_phase(Step { name: op.name().to_string(), ..known }));
    }
    Ok(())
}

/// exp(−iθZX/2) is exp(−iθZZ/2) between H on its second target, which need no controls.
fn as_rzz(op: &Op, x: usize) -> [Step; 3] {
    let turned = step(op, Kind::Gate("RZZ", op.args.clone()));
    let bare = Step { controls: Vec::new(), conditions: Vec::new(), ..turned.clone() };
    let h = bare.gate("H", &[], &[x]);
    [h.clone(), turned, h]
}

fn step(op: &Op, kind: Kind) -> Step {
    Step {
        name: op.name().to_string(),
        kind,
        controls: op.controls.clone(),
        targets: op.targets.clone(),
        conditions: op.conditions.clone(),
    }
}

fn kind(op: &Op, target: &str) -> Result<Kind, Trouble> {
    if let Some(angle) = op.args.iter().find(|a| a.constant().is_some_and(|v| !v.is_finite())) {
        return Err(Trouble {
            code: "not-finite",
            message: format!("the angle {angle} of {} is not a finite number", op.name()),
            line: 0,
            column: 0,
            hint: "change it".into(),
        });
    }
    match (op.gate.action, &op.custom) {
        (_, Some(custom)) => match custom.body() {
            Body::Matrix(m) => Ok(Kind::Matrix(m.clone())),
            Body::Ops(_) => Err(never("a custom gate of ops is not primitive")),
        },
        (Action::Unitary { .. }, _) if KNOWN.contains(&op.gate.name) => {
            Ok(Kind::Gate(op.gate.name, op.args.clone()))
        }
        (Action::Unitary { matrix, .. }, _) => {
            let angle = op.angle().map_or(Some(0.0), Angle::constant);
            angle.map(|a| Kind::Matrix(matrix(a))).ok_or_else(|| {
                super::refusal(target, &format!("{} at an angle that is not a number", op.name()), BIND)
            })
        }
        (Action::Permutation(to), _) => permutation(op, to, target),
        (Action::Channel(kraus), _) => channel(op, kraus, target),
        (Action::Measure, _) => Ok(Kind::Measure(op.bits.first().copied().unwrap_or(0))),
        (Action::Reset, _) => Ok(Kind::Reset),
        (Action::Project(matrix), _) => Ok(Kind::Project(matrix())),
        (Action::Nothing, _) => Ok(Kind::Barrier),
        _ => Err(super::refusal(target, op.name(), "leave it out")),
    }
}

/// The hint where only numbers will do.
pub(crate) const BIND: &str = "give the parameters values first";

fn permutation(op: &Op, to: fn(&[usize], usize) -> usize, target: &str) -> Result<Kind, Trouble> {
    let qubits = op.targets.len();
    if qubits > MAX_PERMUTED {
        let what = format!("{} on {qubits} qubits", op.name());
        return Err(super::refusal(
            target,
            &what,
            &format!("use at most {MAX_PERMUTED} qubits, or smaller gates in its place"),
        ));
    }
    let sizes = op.sizes();
    Ok(Kind::Permutation((0..1 << qubits).map(|v| to(&sizes, v)).collect()))
}

fn channel(op: &Op, kraus: fn(&[f64]) -> Result<Vec<Matrix>, String>, target: &str) -> Result<Kind, Trouble> {
    let Some(numbers) = op.args.iter().map(Angle::constant).collect::<Option<Vec<f64>>>() else {
        return Err(super::refusal(
            target,
            &format!("the channel {} at arguments that are not numbers", op.name()),
            BIND,
        ));
    };
    kraus(&numbers).map(Kind::Channel).map_err(|why| Trouble {
        code: "channel",
        message: format!("{}: {why}", op.name()),
        line: 0,
        column: 0,
        hint: "change its arguments".into(),
    })
}

/// A phase of the whole state under controls is a phase gate on one of them.
pub(crate) fn without_controlled_phase(step: Step) -> Vec<Step> {
    let Kind::Gate("GPHASE", args) = &step.kind else { return vec![step] };
    let Some(at) = step.controls.iter().position(|c| c.on).or(step.controls.len().checked_sub(1)) else {
        return vec![step];
    };
    let mut others = step.controls.clone();
    let control = others.remove(at);
    let turned = Step { controls: others, ..step.gate("P", args, &[control.qubit]) };
    if control.on {
        return vec![turned];
    }
    let flip = Step { controls: Vec::new(), ..step.gate("X", &[], &[control.qubit]) };
    vec![flip.clone(), turned, flip]
}

/// An error that the circuit's own checks rule out.
fn never(what: &str) -> Trouble {
    Trouble { code: "internal", message: what.into(), line: 0, column: 0, hint: "report this circuit".into() }
}
