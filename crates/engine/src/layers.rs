//! Layers of ops with parameters that can be brought to one moment, where their generators commute.
//!
//! An op joins the layer unless it depends on one of the layer's ops: unless a chain of ops that do not commute
//! leads from one to the other. Such ops can be moved next to each other without changing the circuit, which
//! makes them a layer in the sense of Stokes et al. 2020.

use crate::tape::{Slopes, Step, Tape};
use circuit::{Action, Body, C64, Matrix, Op};
use std::ops::Range;

// For each wire, the Pauli operators that something commutes with: bits 0, 1, 2 for X, Y, Z.
const ONLY_Z: u8 = 4;
/// A wire that the layer has not reached.
const FREE: u8 = 255;

/// The steps of each layer: ranges that together are the whole tape, each with its layer's ops (those whose
/// angle has slopes) and the ops among them.
pub(crate) fn layers(tape: &Tape, slopes: &[Slopes]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut first, mut reached) = (0, vec![FREE; tape.qubits]);
    for (index, (step, at)) in tape.steps.iter().zip(slopes).enumerate() {
        let axes = axes(step);
        let depends = axes.iter().any(|(q, mask)| reached[*q] != FREE && reached[*q] & mask == 0);
        let turns = !at.first.is_empty();
        if depends && turns {
            found.push(first..index);
            first = index;
            reached.fill(FREE);
        }
        if depends || turns {
            axes.iter().for_each(|(q, mask)| reached[*q] &= mask);
        }
    }
    found.push(first..tape.steps.len());
    found
}

/// Each wire of an op with the Pauli operators there that it commutes with. Two ops commute if they share
/// one on every wire that both touch.
fn axes(step: &Step) -> Vec<(usize, u8)> {
    let op = &step.op;
    let matrix = matter(op, step.angle.is_some());
    let target = |(i, q): (usize, &usize)| {
        let bit = 1 << (op.targets.len() - 1 - i);
        (*q, matrix.as_ref().map_or(0, |m| commuting(m, bit)))
    };
    op.controls.iter().map(|c| (c.qubit, ONLY_Z)).chain(op.targets.iter().enumerate().map(target)).collect()
}

/// The matrix that decides what an op commutes with: its generator if it turns, else itself; none for
/// permutations of registers, which then commute with nothing on their wires.
fn matter(op: &Op, turns: bool) -> Option<Matrix> {
    match (op.gate.action, &op.custom) {
        (Action::Unitary { generator: Some(generator), .. }, _) if turns => Some(generator()),
        (Action::Unitary { matrix, .. }, _) => {
            Some(matrix(op.angle().and_then(|a| a.constant()).unwrap_or(0.0)))
        }
        (_, Some(custom)) => match custom.body() {
            Body::Matrix(matrix) => Some(matrix.clone()),
            Body::Ops(_) => None,
        },
        _ => None,
    }
}

/// Which of X, Y, Z on one target (its bit of the index) a matrix commutes with, up to rounding.
fn commuting(m: &Matrix, bit: usize) -> u8 {
    let near = |a: C64, b: C64| (a - b).norm_sqr() < 1e-24;
    let holds = |pauli: u8| {
        (0..m.size * m.size).all(|k| {
            let (row, column) = (k / m.size, k % m.size);
            let sign = if (row ^ column) & bit == 0 { 1.0 } else { -1.0 };
            let turned = m.at(row ^ bit, column ^ bit);
            match pauli {
                0 => near(m.at(row, column), turned),
                1 => near(m.at(row, column), turned.scale(sign)),
                _ => near(m.at(row, column), m.at(row, column).scale(sign)),
            }
        })
    };
    (0..3).filter(|p| holds(*p)).map(|p| 1 << p).sum()
}
