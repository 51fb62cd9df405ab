//! Gates that a circuit defines itself: from a matrix, or from ops. Their bodies travel with the ops.
//!
//! Not here: how the nearest unitary is found (`unitary`), drawing.

use super::{Action, Family, Inverse, PLAIN, Row};
use crate::{Matrix, Op, Symbol, number};
use std::rc::Rc;

/// The most qubits a gate made from a matrix may have.
pub const MAX_CUSTOM_MATRIX: usize = 4;

/// How far U†U of a given matrix may be from 1 in any entry.
const UNITARY_TOLERANCE: f64 = 1e-8;

pub(super) const CUSTOM: Row = Row {
    name: "CUSTOM",
    symbol: "U",
    family: Family::Custom,
    help: "A gate that this circuit defines: by a matrix or by other gates",
    action: Action::Custom,
    inverse: Inverse::OfBody,
    ..PLAIN
};

/// What a custom gate is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A unitary, the first target the most significant bit of its index.
    Matrix(Matrix),
    /// Ops on qubits 0, 1, …: the gate's targets in this order.
    Ops(Vec<Op>),
}

/// A gate that a circuit defines itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Custom {
    /// Its name: letters, digits, underscores and primes, a letter first.
    pub name: String,
    qubits: usize,
    body: Body,
    size: usize,
}

impl Custom {
    /// A gate from a matrix; a sentence if it is not a unitary of 1 to 4 qubits.
    pub fn of_matrix(name: &str, matrix: Matrix) -> Result<Custom, String> {
        let qubits = matrix.size.trailing_zeros() as usize;
        if !matrix.size.is_power_of_two() || qubits == 0 || qubits > MAX_CUSTOM_MATRIX {
            let most = 1 << MAX_CUSTOM_MATRIX;
            return Err(format!("a gate's matrix has 2, 4, 8 or {most} rows, not {}", matrix.size));
        }
        if matrix.data.iter().any(|z| !(z.re.is_finite() && z.im.is_finite())) {
            return Err("every entry of the matrix must be a finite number".into());
        }
        let off = matrix.dagger().times(&matrix).distance(&Matrix::identity(matrix.size));
        if off > UNITARY_TOLERANCE {
            return Err(not_unitary(&matrix, off));
        }
        Ok(Custom { name: checked(name)?, qubits, body: Body::Matrix(matrix), size: 1 })
    }
    /// A gate from ops on qubits 0 to `qubits` − 1; a sentence if one does not fit or is no gate.
    pub fn of_ops(name: &str, qubits: usize, ops: Vec<Op>) -> Result<Custom, String> {
        if qubits == 0 || qubits > crate::MAX_QUBITS {
            return Err(crate::CircuitError::Qubits(qubits).to_string());
        }
        if ops.len() > crate::MAX_OPS {
            return Err(crate::CircuitError::TooManyOps.to_string());
        }
        for op in &ops {
            if !op.is_unitary() || op.gate.is_display() {
                return Err(format!("{} cannot be part of a gate; leave it outside", op.name()));
            }
            op.check(qubits, 0).map_err(|e| e.to_string())?;
        }
        // An empty body counts as well, or nested ones would be followed without end.
        let size = ops.iter().map(Op::size).fold(0, usize::saturating_add).max(1);
        if size > crate::MAX_PRIMITIVE_OPS {
            return Err(crate::CircuitError::TooManyParts.to_string());
        }
        Ok(Custom { name: checked(name)?, qubits, body: Body::Ops(ops), size })
    }
    /// How many targets it has.
    pub fn qubits(&self) -> usize {
        self.qubits
    }
    /// How many primitive ops it stands for.
    pub(crate) fn size(&self) -> usize {
        self.size
    }
    /// What it is made of.
    pub fn body(&self) -> &Body {
        &self.body
    }
    /// The ops of its body; none where it is a matrix.
    pub fn ops(&self) -> &[Op] {
        match &self.body {
            Body::Matrix(_) => &[],
            Body::Ops(ops) => ops,
        }
    }
    /// Whether its body is a unitary: always, since both constructors see to it.
    pub fn is_unitary(&self) -> bool {
        match &self.body {
            Body::Matrix(_) => true,
            Body::Ops(ops) => ops.iter().all(Op::is_unitary),
        }
    }
    /// The gate that undoes it, its name with a prime more or less.
    pub fn inverse(&self) -> Option<Custom> {
        let name = self.name.strip_suffix('\'').map_or_else(|| format!("{}'", self.name), str::to_string);
        let body = match &self.body {
            Body::Matrix(m) => Body::Matrix(m.dagger()),
            Body::Ops(ops) => Body::Ops(ops.iter().rev().map(Op::inverse).collect::<Option<_>>()?),
        };
        Some(Custom { name, qubits: self.qubits, body, size: self.size })
    }
    /// The gate with every symbol of its body renamed.
    pub fn renamed(&self, rename: &dyn Fn(Symbol) -> Symbol) -> Custom {
        let body = match &self.body {
            Body::Matrix(m) => Body::Matrix(m.clone()),
            Body::Ops(ops) => Body::Ops(ops.iter().map(|op| op.renamed(rename)).collect()),
        };
        Custom { name: self.name.clone(), qubits: self.qubits, body, size: self.size }
    }
    /// The gate with other ops of the same kinds, on the same qubits.
    pub(crate) fn with_ops(&self, ops: Vec<Op>) -> Custom {
        Custom { name: self.name.clone(), qubits: self.qubits, body: Body::Ops(ops), size: self.size }
    }
    /// The ops it stands for on an op's targets, where its body is ops.
    pub fn ops_on(&self, targets: &[usize]) -> Option<Vec<Op>> {
        match &self.body {
            Body::Matrix(_) => None,
            Body::Ops(ops) => Some(ops.iter().map(|op| op.on_qubits(&|q| targets[q])).collect()),
        }
    }
    /// A shared definition.
    pub fn shared(self) -> Rc<Custom> {
        Rc::new(self)
    }
}

/// Why a matrix is refused, with the nearest unitary where there is one that fits a sentence.
fn not_unitary(matrix: &Matrix, off: f64) -> String {
    let why = format!("the matrix is not unitary: U†U differs from 1 by {}", number::scientific(off, 1));
    match matrix.nearest_unitary() {
        None => format!("{why}, and it has no inverse; check the entries"),
        Some(near) if near.size <= 4 => {
            let entries: Vec<String> = near.data.iter().map(|z| crate::text::complex(*z)).collect();
            format!("{why}; check the entries or take the nearest unitary, ({})", entries.join(", "))
        }
        Some(near) => {
            let far = number::scientific(near.distance(matrix), 1);
            format!("{why}; check the entries or take the nearest unitary, at most {far} away in each")
        }
    }
}

/// Whether a name can be a custom gate's.
pub(crate) fn is_name(name: &str) -> bool {
    let plain = name.trim_end_matches('\'');
    plain.len() <= 24
        && name.len() < 40
        && plain.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn checked(name: &str) -> Result<String, String> {
    if is_name(name) {
        return Ok(name.to_string());
    }
    let short: String = name.chars().take(30).collect();
    Err(format!("\"{short}\" cannot be a gate's name; use up to 24 letters, digits and _, a letter first"))
}
