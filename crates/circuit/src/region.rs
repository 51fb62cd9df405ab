//! Selections of a circuit: a rectangle of wires and columns, and what can be done with what stands in it.
//!
//! Here: taking a selection out as a circuit of its own, putting one in, its inverse in its place, and columns and
//! wires as wholes. Everything gives a new circuit and leaves the old one. Not here: single gates (`circuit`), what a
//! visitor sees and undoes.

use crate::{Circuit, CircuitError, Gate, Op};
use std::fmt;

/// A rectangle of cells: wires and columns from the first to the last, both counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// First and last wire.
    pub wires: (usize, usize),
    /// First and last column.
    pub columns: (usize, usize),
}

/// Why something cannot be done with a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegionError {
    /// A gate stands in the selection with some of its wires only.
    ReachesOut {
        /// The gate's name.
        gate: String,
        /// Its column, from 0.
        column: usize,
    },
    /// No gate stands there.
    Empty,
    /// The part has more wires than there are from where it is put.
    TooTall {
        /// The part's wires.
        needs: usize,
        /// Wires there are.
        room: usize,
    },
    /// The part writes or reads classical bits that the circuit lacks.
    Bits {
        /// Bits the part speaks of.
        needs: usize,
        /// Bits of the circuit.
        has: usize,
    },
    /// What comes out is no circuit.
    Circuit(CircuitError),
}

impl fmt::Display for RegionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RegionError::ReachesOut { gate, column } => write!(
                f,
                "{gate} in column {} reaches out of the selection; select all of its wires",
                column + 1
            ),
            RegionError::Empty => write!(f, "there is no gate in the selection"),
            RegionError::TooTall { needs, room } => write!(
                f,
                "this part has {needs} wires and there are {room} from here down; start further up or add qubits"
            ),
            RegionError::Bits { needs, has } => write!(
                f,
                "this part uses {needs} classical bits and the circuit has {has}; measure into bits that it has"
            ),
            RegionError::Circuit(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for RegionError {}

impl From<CircuitError> for RegionError {
    fn from(why: CircuitError) -> RegionError {
        RegionError::Circuit(why)
    }
}

impl Region {
    /// The rectangle that has two cells (wire, column) as its corners.
    pub fn between(a: (usize, usize), b: (usize, usize)) -> Region {
        Region { wires: (a.0.min(b.0), a.0.max(b.0)), columns: (a.1.min(b.1), a.1.max(b.1)) }
    }
    /// Whether a cell (wire, column) lies in it.
    pub fn has(&self, (wire, column): (usize, usize)) -> bool {
        (self.wires.0..=self.wires.1).contains(&wire) && (self.columns.0..=self.columns.1).contains(&column)
    }

    /// The ops that stand in it, by their index.
    ///
    /// # Errors
    /// When one of them reaches out.
    pub fn ops(&self, circuit: &Circuit) -> Result<Vec<usize>, RegionError> {
        let layout = circuit.layout();
        let mut inside = Vec::new();
        for (i, op) in circuit.ops().iter().enumerate() {
            let ((low, high), column) = (op.span(), layout.columns[i]);
            let apart = high < self.wires.0 || low > self.wires.1;
            if apart || column < self.columns.0 || column > self.columns.1 {
                continue;
            }
            if low < self.wires.0 || high > self.wires.1 {
                return Err(RegionError::ReachesOut { gate: op.name().to_owned(), column });
            }
            inside.push(i);
        }
        Ok(inside)
    }
}

impl Circuit {
    /// What stands in a selection, as a circuit of the selection's wires with this circuit's classical bits.
    ///
    /// # Errors
    /// When a gate reaches out of the selection, or there is none in it.
    pub fn part(&self, region: Region) -> Result<Circuit, RegionError> {
        let inside = region.ops(self)?;
        if inside.is_empty() {
            return Err(RegionError::Empty);
        }
        let ops = inside.iter().map(|&i| self.ops()[i].on_qubits(&|q| q - region.wires.0)).collect();
        let wires = region.wires.1.min(self.qubits() - 1) - region.wires.0 + 1;
        Ok(Circuit::with_registers(wires, self.registers().to_vec(), ops)?)
    }

    /// This circuit without what stands in a selection.
    ///
    /// # Errors
    /// When a gate reaches out of the selection.
    pub fn without(&self, region: Region) -> Result<Circuit, RegionError> {
        let inside = region.ops(self)?;
        Ok(self.kept(|i| !inside.contains(&i))?)
    }

    /// This circuit with a part put before a column, its first wire on a wire. A circuit without classical bits takes
    /// over the part's.
    ///
    /// # Errors
    /// When the part has more wires or classical bits than there is room for, or the circuit grows too large.
    pub fn with_part(&self, wire: usize, column: usize, part: &Circuit) -> Result<Circuit, RegionError> {
        let room = self.qubits().saturating_sub(wire);
        if part.qubits() > room {
            return Err(RegionError::TooTall { needs: part.qubits(), room });
        }
        let bits = part.ops().iter().flat_map(Op::classical_bits).map(|bit| bit + 1).max().unwrap_or(0);
        let adopts = self.bits() == 0 && bits > 0;
        if !adopts && bits > self.bits() {
            return Err(RegionError::Bits { needs: bits, has: self.bits() });
        }
        let registers = if adopts { part.registers() } else { self.registers() };
        let at = self.layout().place(column);
        let moved = part.ops().iter().map(|op| op.on_qubits(&|q| q + wire));
        let ops = self.ops()[..at].iter().cloned().chain(moved).chain(self.ops()[at..].iter().cloned());
        Ok(self.of_ops(registers.to_vec(), ops.collect())?)
    }

    /// This circuit with the inverse of what stands in a selection in its place.
    ///
    /// # Errors
    /// When a gate reaches out of the selection, has no inverse, or there is none.
    pub fn with_inverse(&self, region: Region) -> Result<Circuit, RegionError> {
        let undone = self.part(region)?.inverse()?;
        let (inside, layout) = (region.ops(self)?, self.layout());
        // What stands beside the selection in its columns shares no wire with it, and bits are none of its business.
        let beside = |after: bool| {
            let stands = |i: &usize| !inside.contains(i) && (layout.columns[*i] >= region.columns.0) == after;
            (0..self.ops().len()).filter(stands).map(|i| self.ops()[i].clone()).collect::<Vec<Op>>()
        };
        let moved = undone.ops().iter().map(|op| op.on_qubits(&|q| q + region.wires.0));
        let ops = beside(false).into_iter().chain(moved).chain(beside(true)).collect();
        Ok(self.of_ops(self.registers().to_vec(), ops)?)
    }

    /// This circuit with an empty column before a column: spacers, which "left-align" takes away again.
    ///
    /// # Errors
    /// When the circuit grows too large.
    pub fn with_column(&self, column: usize) -> Result<Circuit, CircuitError> {
        let spacer = Gate::named("SPACER").ok_or(CircuitError::TooManyOps)?;
        let at = self.layout().place(column);
        let spacers = (0..self.qubits()).map(|q| Op::fixed(spacer, &[q]));
        let ops = self.ops()[..at].iter().cloned().chain(spacers).chain(self.ops()[at..].iter().cloned());
        self.of_ops(self.registers().to_vec(), ops.collect())
    }

    /// This circuit without the gates of columns, from the first to the last.
    ///
    /// # Errors
    /// None that a circuit that exists could give.
    pub fn without_columns(&self, (first, last): (usize, usize)) -> Result<Circuit, CircuitError> {
        let layout = self.layout();
        self.kept(|i| !(first..=last).contains(&layout.columns[i]))
    }

    /// This circuit without spacers: every gate as far left as it goes.
    ///
    /// # Errors
    /// None that a circuit that exists could give.
    pub fn left_aligned(&self) -> Result<Circuit, CircuitError> {
        self.kept(|i| self.ops()[i].gate.name != "SPACER")
    }

    /// This circuit with a column and the one after it exchanged.
    ///
    /// # Errors
    /// When the circuit has no column after this one.
    pub fn with_columns_exchanged(&self, column: usize) -> Result<Circuit, RegionError> {
        let layout = self.layout();
        if column + 1 >= layout.width {
            return Err(RegionError::Empty);
        }
        let (from, middle, to) = (layout.place(column), layout.place(column + 1), layout.place(column + 2));
        let ops = self.ops();
        let order = [&ops[..from], &ops[middle..to], &ops[from..middle], &ops[to..]].concat();
        Ok(self.of_ops(self.registers().to_vec(), order)?)
    }

    /// This circuit with a wire taken out and put in elsewhere, with its gates, its label, its start and all controls.
    ///
    /// # Errors
    /// When the circuit does not have the wires.
    pub fn with_wire_moved(&self, from: usize, to: usize) -> Result<Circuit, CircuitError> {
        let qubits = self.qubits();
        if let Some(&wrong) = [from, to].iter().find(|q| **q >= qubits) {
            return Err(CircuitError::NoSuchQubit { gate: "wire", qubit: wrong, qubits });
        }
        let place = |q: usize| match q {
            q if q == from => to,
            q if from < q && q <= to => q - 1,
            q if to <= q && q < from => q + 1,
            q => q,
        };
        let ops = self.ops().iter().map(|op| op.on_qubits(&place)).collect();
        let mut moved = Circuit::with_registers(qubits, self.registers().to_vec(), ops)?;
        for q in 0..qubits {
            moved.set_label(place(q), self.label(q));
            moved.set_start(place(q), self.start(q));
        }
        Ok(moved)
    }

    fn kept(&self, keep: impl Fn(usize) -> bool) -> Result<Circuit, CircuitError> {
        let ops = (0..self.ops().len()).filter(|&i| keep(i)).map(|i| self.ops()[i].clone()).collect();
        self.of_ops(self.registers().to_vec(), ops)
    }

    /// The same wires and labels with other ops.
    pub(crate) fn of_ops(
        &self,
        registers: Vec<crate::Register>,
        ops: Vec<Op>,
    ) -> Result<Circuit, CircuitError> {
        Ok(Circuit::with_registers(self.qubits(), registers, ops)?.with_wires_of(self))
    }
}

#[cfg(test)]
mod tests;
