//! Single runs of a process with outcomes drawn: shots, which are also the trajectories of a noisy circuit.
//!
//! Random numbers come in. Not here: statistics over many shots (`Process`).

use crate::noise::Readout;
use crate::process::act::{Act, Item, Kind, Kraus};
use crate::process::ket::Ket;
use crate::process::mixture::collapse;
use circuit::Matrix;

/// One run of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Shot {
    /// The state it ended in, of norm 1.
    pub state: Ket,
    /// The classical bits as they were read: bit i of the number is classical bit i.
    pub bits: u64,
}

/// Draws in [0, 1).
pub(crate) type Draws<'a> = &'a mut dyn FnMut() -> f64;

/// Carries a shot on through an item; false if a post-selection failed.
pub(crate) fn step(shot: &mut Shot, item: &Item, act: &Act, readout: &[Readout], draw: Draws<'_>) -> bool {
    if !item.conditions().iter().all(|c| c.holds(shot.bits)) {
        return true;
    }
    match &act.kind {
        Kind::Unitary(_) | Kind::Permutation { .. } => act.apply(&mut shot.state),
        Kind::Channel(kraus) => disturb(&mut shot.state, act, kraus, draw()),
        Kind::Project(_) => {
            act.apply(&mut shot.state);
            let norm = shot.state.norm();
            if draw() >= norm {
                return false;
            }
            shot.state.scale(1.0 / norm.sqrt());
        }
        Kind::Measure { bit } => {
            let value = observe(&mut shot.state, act.targets[0], draw());
            let errors = Readout::of(readout, act.targets[0]);
            let read = if errors.is_perfect() { value } else { draw() < errors.probability(true, value) };
            shot.bits = shot.bits & !(1 << bit) | u64::from(read) << bit;
        }
        Kind::Reset => {
            if observe(&mut shot.state, act.targets[0], draw()) {
                shot.state.flip(act.targets[0]);
            }
        }
    }
    true
}

/// Whether what comes of an act is a matter of luck.
pub(crate) fn is_random(act: &Act) -> bool {
    !matches!(act.kind, Kind::Unitary(_) | Kind::Permutation { .. })
}

/// Measures a qubit; the state collapses.
fn observe(state: &mut Ket, qubit: usize, luck: f64) -> bool {
    let value = luck < state.probability_of_one(qubit);
    collapse(state, qubit, value);
    value
}

/// Applies one of a channel's Kraus matrices, each as often as its share.
fn disturb(state: &mut Ket, act: &Act, kraus: &[Kraus], luck: f64) {
    let even = kraus.iter().all(|k| k.share.is_some());
    let reduced = if even { Matrix::identity(1) } else { state.reduced(&act.targets) };
    let shares: Vec<f64> = kraus.iter().map(|k| k.probability(&reduced)).collect();
    let total: f64 = shares.iter().sum();
    let mut sum = 0.0;
    let hit = shares.iter().position(|p| {
        sum += p;
        luck * total < sum
    });
    let chosen = hit.or(shares.iter().rposition(|p| *p > 0.0)).unwrap_or(0);
    if kraus[chosen].is_identity() {
        return;
    }
    let one = Act { kind: Kind::Unitary(kraus[chosen].matrix.clone()), ..act.clone() };
    one.apply(state);
    let norm = state.norm();
    state.scale(1.0 / norm.max(f64::MIN_POSITIVE).sqrt());
}
