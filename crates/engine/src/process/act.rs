//! What the primitive ops of a process do once weights and inputs are known, on kets and on density matrices.
//!
//! Not here: deciding among outcomes (`mixture`, `shot`), Pauli bases (`density`).

use crate::process::ket::{Ket, Mask};
use crate::size::Refusal;
use circuit::{Action, Angle, Body, C64, Condition, Matrix, Op};
use std::rc::Rc;

/// An op with numbers for its angles.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// The qubits it acts on, the more significant first.
    pub targets: Vec<usize>,
    /// Controls and the value they must have.
    pub controls: Vec<(usize, bool)>,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Unitary(Matrix),
    Permutation { sizes: Vec<usize>, image: fn(&[usize], usize) -> usize },
    Channel(Vec<Kraus>),
    Measure { bit: usize },
    Reset,
    Project(Matrix),
}

/// One Kraus matrix of a channel and, where it is a multiple of a unitary, how often it happens.
#[derive(Clone, Debug)]
pub(crate) struct Kraus {
    pub matrix: Matrix,
    /// K†K, whose mean is the probability.
    pub square: Matrix,
    pub share: Option<f64>,
}

/// A primitive op of a process; acts that depend on nothing are ready.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub op: Op,
    ready: Option<Rc<Act>>,
}

impl Item {
    pub fn of(op: Op) -> Result<Item, Refusal> {
        let constant = op.args.iter().all(|a| a.constant().is_some());
        let ready = if constant { Some(Rc::new(act(&op, &[], &[])?)) } else { None };
        Ok(Item { op, ready })
    }
    pub fn conditions(&self) -> &[Condition] {
        &self.op.conditions
    }
    /// Whether the angles are known without weights and inputs.
    pub fn is_constant(&self) -> bool {
        self.ready.is_some()
    }
    pub fn act(&self, weights: &[f64], inputs: &[f64]) -> Result<Rc<Act>, Refusal> {
        match &self.ready {
            Some(act) => Ok(act.clone()),
            None => act(&self.op, weights, inputs).map(Rc::new),
        }
    }
    pub fn is_channel(&self) -> bool {
        matches!(self.op.gate.action, Action::Channel(_))
    }
    /// Whether it discards runs.
    pub fn selects(&self) -> bool {
        matches!(self.op.gate.action, Action::Project(_))
    }
    /// The qubit and the bit of a measurement.
    pub fn measurement(&self) -> Option<(usize, usize)> {
        match (self.op.gate.action, &self.op.targets[..], &self.op.bits[..]) {
            (Action::Measure, [qubit], [bit]) => Some((*qubit, *bit)),
            _ => None,
        }
    }
}

fn act(op: &Op, weights: &[f64], inputs: &[f64]) -> Result<Act, Refusal> {
    let number = |a: &Angle| a.value(weights, inputs);
    let kind = match (op.gate.action, op.custom.as_ref().map(|c| c.body())) {
        (Action::Unitary { matrix, .. }, _) => Kind::Unitary(matrix(op.angle().map_or(0.0, number))),
        (Action::Permutation(image), _) => Kind::Permutation { sizes: op.sizes(), image },
        (Action::Custom, Some(Body::Matrix(matrix))) => Kind::Unitary(matrix.clone()),
        (Action::Channel(kraus), _) => {
            let numbers: Vec<f64> = op.args.iter().map(number).collect();
            let said = |why| Refusal::Unable(format!("{}: {why}", op.name()));
            Kind::Channel(kraus(&numbers).map_err(said)?.into_iter().map(Kraus::of).collect())
        }
        (Action::Measure, _) => Kind::Measure { bit: op.bits[0] },
        (Action::Reset, _) => Kind::Reset,
        (Action::Project(matrix), _) => Kind::Project(matrix()),
        _ => unreachable!("composite gates are written out before"),
    };
    let controls = op.controls.iter().map(|c| (c.qubit, c.on)).collect();
    Ok(Act { targets: op.targets.clone(), controls, kind })
}

impl Kraus {
    fn of(matrix: Matrix) -> Kraus {
        let square = matrix.dagger().times(&matrix);
        let share = square.data[0].re;
        let even = square.distance(&Matrix::identity(square.size).scale(share)) < 1e-15;
        Kraus { matrix, share: even.then_some(share), square }
    }
    /// Its probability where the targets' reduced density matrix is known.
    pub fn probability(&self, reduced: &Matrix) -> f64 {
        self.share.unwrap_or_else(|| mean(&self.square, reduced))
    }
    /// Whether it changes nothing but the norm.
    pub fn is_identity(&self) -> bool {
        let factor = self.matrix.data[0];
        let size = self.matrix.size;
        let same = |(i, z): (usize, &C64)| *z == if i % (size + 1) == 0 { factor } else { C64::ZERO };
        self.matrix.data.iter().enumerate().all(same)
    }
}

/// Re tr(A ρ).
pub(crate) fn mean(a: &Matrix, reduced: &Matrix) -> f64 {
    let n = a.size;
    let entry = |k: usize| (a.at(k / n, k % n) * reduced.at(k % n, k / n)).re;
    (0..n * n).map(entry).sum()
}

impl Act {
    /// Every qubit it touches: controls, then targets.
    pub fn qubits(&self) -> Vec<usize> {
        self.controls.iter().map(|c| c.0).chain(self.targets.iter().copied()).collect()
    }
    /// Applies a unitary, a permutation or a projection (which leaves a shorter ket).
    pub fn apply(&self, ket: &mut Ket) {
        match &self.kind {
            Kind::Unitary(m) | Kind::Project(m) => ket.matrix(&self.targets, self.mask(ket), m),
            Kind::Permutation { sizes, image } => {
                ket.permute(&self.targets, self.mask(ket), &|value| image(sizes, value));
            }
            Kind::Channel(_) | Kind::Measure { .. } | Kind::Reset => {
                unreachable!("outcomes are decided by the caller")
            }
        }
    }
    fn mask(&self, ket: &Ket) -> Mask {
        let care = self.controls.iter().map(|c| ket.bit(c.0)).sum();
        let want = self.controls.iter().filter(|c| c.1).map(|c| ket.bit(c.0)).sum();
        Mask { care, want }
    }
    /// Its Kraus operators, as acts that `apply` takes.
    pub fn operators(&self) -> Vec<Act> {
        let with = |m: Matrix| Act { kind: Kind::Unitary(m), ..self.clone() };
        let matrix = |entries: [f64; 4]| Matrix::of(entries.map(|x| C64::new(x, 0.0)).to_vec());
        match &self.kind {
            Kind::Channel(kraus) => kraus.iter().map(|k| with(k.matrix.clone())).collect(),
            Kind::Reset => {
                vec![with(matrix([1.0, 0.0, 0.0, 0.0])), with(matrix([0.0, 1.0, 0.0, 0.0]))]
            }
            Kind::Measure { .. } => {
                vec![with(matrix([1.0, 0.0, 0.0, 0.0])), with(matrix([0.0, 0.0, 0.0, 1.0]))]
            }
            _ => vec![self.clone()],
        }
    }
    /// The act on qubits renamed, and with complex conjugate entries.
    pub fn placed(&self, of: &dyn Fn(usize) -> usize, conjugate: bool) -> Act {
        let mut act = self.clone();
        act.targets.iter_mut().for_each(|q| *q = of(*q));
        act.controls.iter_mut().for_each(|c| c.0 = of(c.0));
        if let (true, Kind::Unitary(m) | Kind::Project(m)) = (conjugate, &mut act.kind) {
            m.data.iter_mut().for_each(|z| *z = z.conj());
        }
        act
    }
}
