//! One run of a circuit, followed: as it stood after some of its ops, and as it ended.
//!
//! Unlike `Process`, which puts off measurements that are final, ops take their draws in the order of the circuit, so
//! that one seed tells the same run wherever it is looked at. Not here: many shots, noise from outside the circuit.

use super::act::{Act, Item};
use super::shot::{Draws, Shot, is_random, step};
use super::{Ket, MAX_TRIES, primitive};
use crate::size::{self, Refusal};
use circuit::Circuit;
use std::rc::Rc;

/// About how many amplitudes may be touched while post-selection fails, so that an answer comes in a second.
const MAX_WORK: usize = 1 << 29;
/// So often it is tried in any case.
const LEAST_TRIES: usize = 16;

/// A run: the same draws give the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// As it stood after the ops asked for.
    pub then: Shot,
    /// As it ended.
    pub end: Shot,
}

impl Course {
    /// Runs a circuit with outcomes drawn until a run passes every post-selection, and remembers it after so many ops.
    ///
    /// # Errors
    /// Where the state is too large, an argument cannot be, or post-selection fails too often.
    pub fn of(
        circuit: &Circuit,
        (weights, inputs): (&[f64], &[f64]),
        ops: usize,
        draw: Draws<'_>,
    ) -> Result<Course, Refusal> {
        size::check_still(circuit)?;
        size::check(circuit.qubits(), 1, 3)?;
        let mut acts: Vec<(Item, Rc<Act>)> = Vec::new();
        let mut add = |part| -> Result<usize, Refusal> {
            for op in part {
                let item = Item::of(op)?;
                let act = item.act(weights, inputs)?;
                acts.push((item, act));
            }
            Ok(acts.len())
        };
        // What the wires begin in is there before the first op.
        let mut then = add(circuit.first(0).primitive().ops().to_vec())?;
        for (i, op) in circuit.ops().iter().enumerate() {
            let end = add(primitive(circuit, vec![op.clone()])?)?;
            then = if i < ops { end } else { then };
        }
        let mut start = Shot { state: Ket::zero(circuit.qubits()), bits: 0 };
        let sure = acts[..then].iter().take_while(|(_, act)| !is_random(act)).count();
        for (item, act) in &acts[..sure] {
            step(&mut start, item, act, &[], &mut || 0.0);
        }
        let work = (acts.len() - sure + 1) << circuit.qubits();
        let tries = (MAX_WORK / work).clamp(LEAST_TRIES, MAX_TRIES);
        for _ in 0..tries {
            let mut shot = start.clone();
            if !run(&mut shot, &acts[sure..then], draw) {
                continue;
            }
            let stood = shot.clone();
            if run(&mut shot, &acts[then..], draw) {
                return Ok(Course { then: stood, end: shot });
            }
        }
        Err(Refusal::Unable(format!(
            "post-selection failed {tries} times in a row; take another shot, ask for the exact mixture, or select something likelier"
        )))
    }
}

/// Carries a shot through acts; false if a post-selection failed.
fn run(shot: &mut Shot, acts: &[(Item, Rc<Act>)], draw: Draws<'_>) -> bool {
    acts.iter().all(|(item, act)| step(shot, item, act, &[], draw))
}
