//! The exact mixture over outcomes: pure states, each with its classical bits and its weight.
//!
//! States that agree with equal bits are one branch. Not here: single shots (`shot`), density matrices.

use crate::noise::Readout;
use crate::process::act::{Act, Item, Kind};
use crate::process::ket::{Ket, Mask};
use crate::size::{self, Refusal};

/// The most branches of a mixture of few qubits; of more than nine it is less, down to 16.
pub const MAX_BRANCHES: usize = 4096;
/// The most amplitudes of all branches, so that a refusal comes in a second and not in a minute.
const MAX_AMPLITUDES: usize = 1 << 21;
/// Outcomes less likely than this are none.
const NOTHING: f64 = 1e-15;
/// How far amplitudes of states that agree may be apart.
const AGREE: f64 = 1e-10;

/// One way that a process can go.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The state, of norm 1.
    pub state: Ket,
    /// The classical bits: bit i of the number is classical bit i.
    pub bits: u64,
    /// Its probability.
    pub weight: f64,
}

/// Runs items on |0…0⟩.
pub(crate) fn run(
    qubits: usize,
    items: &mut dyn Iterator<Item = &Item>,
    readout: &[Readout],
    (weights, inputs): (&[f64], &[f64]),
) -> Result<Vec<Branch>, Refusal> {
    size::check(qubits, 1, 2)?;
    let mut branches = vec![Branch { state: Ket::zero(qubits), bits: 0, weight: 1.0 }];
    for item in items {
        let act = item.act(weights, inputs)?;
        let mut next: Vec<Branch> = Vec::with_capacity(branches.len());
        let splits = matches!(act.kind, Kind::Channel(_) | Kind::Measure { .. } | Kind::Reset);
        for mut branch in branches {
            let met = item.conditions().iter().all(|c| c.holds(branch.bits));
            match (met, splits) {
                (true, true) => {
                    for one in outcomes(branch, &act, readout) {
                        join(&mut next, one);
                    }
                    room(qubits, next.len())?;
                }
                (true, false) => {
                    act.apply(&mut branch.state);
                    if kept(&mut branch, &act) {
                        next.push(branch);
                    }
                }
                (false, true) => join(&mut next, branch),
                (false, false) => next.push(branch),
            }
        }
        branches = next;
    }
    Ok(branches)
}

/// After a projection, norm becomes weight; whether anything is left.
fn kept(branch: &mut Branch, act: &Act) -> bool {
    if !matches!(act.kind, Kind::Project(_)) {
        return true;
    }
    let norm = branch.state.norm();
    branch.weight *= norm;
    branch.state.scale(1.0 / norm.max(f64::MIN_POSITIVE).sqrt());
    norm > NOTHING
}

/// The branches that a branch becomes.
fn outcomes(branch: Branch, act: &Act, readout: &[Readout]) -> Vec<Branch> {
    let Kind::Channel(_) = act.kind else {
        return found(branch, act, readout);
    };
    let applied = |operator: &Act| {
        let mut one = branch.clone();
        operator.apply(&mut one.state);
        let norm = one.state.norm();
        one.weight *= norm;
        one.state.scale(1.0 / norm.max(f64::MIN_POSITIVE).sqrt());
        (norm > NOTHING).then_some(one)
    };
    act.operators().iter().filter_map(applied).collect()
}

/// Both outcomes of a measurement or a reset.
fn found(branch: Branch, act: &Act, readout: &[Readout]) -> Vec<Branch> {
    let qubit = act.targets[0];
    let one = branch.state.probability_of_one(qubit);
    let mut all = Vec::new();
    for (value, p) in [(false, 1.0 - one), (true, one)] {
        if p <= NOTHING {
            continue;
        }
        let mut state = branch.state.clone();
        collapse(&mut state, qubit, value);
        let Kind::Measure { bit } = act.kind else {
            if value {
                state.flip(qubit);
            }
            all.push(Branch { state, bits: branch.bits, weight: branch.weight * p });
            continue;
        };
        let errors = Readout::of(readout, qubit);
        for read in [false, true] {
            let weight = branch.weight * p * errors.probability(read, value);
            if weight > 0.0 {
                let bits = branch.bits & !(1 << bit) | u64::from(read) << bit;
                all.push(Branch { state: state.clone(), bits, weight });
            }
        }
    }
    all
}

/// The state after a qubit was found with a value.
pub(crate) fn collapse(state: &mut Ket, qubit: usize, value: bool) {
    let care = state.bit(qubit);
    state.keep(Mask { care, want: if value { care } else { 0 } });
    let norm = state.norm();
    state.scale(1.0 / norm.max(f64::MIN_POSITIVE).sqrt());
}

/// Adds a branch, to one that agrees with it if there is one.
fn join(branches: &mut Vec<Branch>, new: Branch) {
    let place = new.state.largest();
    match branches.iter_mut().find(|b| b.bits == new.bits && b.state.agrees(&new.state, place, AGREE)) {
        Some(same) => same.weight += new.weight,
        None => branches.push(new),
    }
}

fn room(qubits: usize, branches: usize) -> Result<(), Refusal> {
    let most = (MAX_AMPLITUDES >> qubits).clamp(16, MAX_BRANCHES);
    if branches <= most && size::check(qubits, 1, 2 * branches).is_ok() {
        return Ok(());
    }
    Err(Refusal::Unable(format!(
        "the exact mixture has {branches} branches of {qubits} qubits and more to come; ask for shots, or measure, reset and disturb less often"
    )))
}
