//! Exchanges taken into one-qubit gates: a CX next to a gate on its target is no pass of its own through the state.
//!
//! With X on the pairs whose control bit is set, a CX after a gate M is the matrix XM there and M elsewhere. Gates move
//! past what does not touch their qubit. Only for the amplitudes layout: in the other one exchanges cost nothing.

use crate::cell::Shape;
use crate::shuffle::Shuffle;
use crate::sites::{Pattern, Swap};

/// A step before it is known where in a state it acts.
#[derive(Clone, Debug)]
pub(crate) enum Draft {
    /// The turn of that index.
    Turn {
        index: usize,
        patterns: Vec<Pattern>,
        before: Option<Swap>,
        after: Option<Swap>,
    },
    Exchange(Vec<Pattern>),
    Shuffle(Shuffle),
}

/// How far back a partner is looked for.
const REACH: usize = 512;

impl Draft {
    /// The bits of the index that it touches.
    fn touched(&self) -> usize {
        let all = |patterns: &[Pattern]| patterns.iter().fold(0, |bits, p| bits | p.fixed);
        match self {
            Draft::Turn { patterns, before, after, .. } => {
                [before, after].into_iter().flatten().fold(all(patterns), |bits, swap| bits | swap.bit)
            }
            Draft::Exchange(patterns) => all(patterns),
            Draft::Shuffle(shuffle) => shuffle.touched() as usize,
        }
    }
    /// The bit of a one-qubit gate.
    fn bit(&self) -> Option<usize> {
        match self {
            Draft::Turn { patterns, .. } => match patterns[..] {
                [p] if p.fixed == p.flip && p.flip.count_ones() == 1 => Some(p.flip),
                _ => None,
            },
            _ => None,
        }
    }
    /// The target's bit and the control of a CX.
    fn swap(&self) -> Option<(usize, Swap)> {
        let Draft::Exchange(patterns) = self else { return None };
        let [p] = patterns[..] else { return None };
        let bit = p.fixed & !p.flip;
        let single = p.flip.count_ones() == 1 && bit.count_ones() == 1;
        single.then_some((p.flip, Swap { bit, on: p.base & bit != 0 }))
    }
}

/// The drafts with exchanges taken in where they can be; diagonal gates stay as they are.
pub(crate) fn absorbed(drafts: Vec<Draft>, shape: impl Fn(usize) -> Shape) -> Vec<Draft> {
    let mut done: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mixes = matches!(&draft, Draft::Turn { index, .. } if shape(*index) != Shape::Diagonal);
        let rest = match (draft.swap(), draft.bit()) {
            (Some((target, swap)), _) => after(&mut done, draft, target, swap, &shape),
            (_, Some(bit)) if mixes => before(&mut done, draft, bit),
            _ => Some(draft),
        };
        done.extend(rest);
    }
    done
}

/// The last draft that touches any of these bits.
fn last(done: &[Draft], bits: usize) -> Option<usize> {
    let from = done.len().saturating_sub(REACH);
    done[from..].iter().rposition(|d| d.touched() & bits != 0).map(|at| from + at)
}

/// Takes a CX into the gate before it on its target, if that is what touched the target last.
fn after(
    done: &mut Vec<Draft>,
    cx: Draft,
    target: usize,
    swap: Swap,
    shape: &impl Fn(usize) -> Shape,
) -> Option<Draft> {
    let Some(at) = last(done, target).filter(|&at| done[at].bit() == Some(target)) else { return Some(cx) };
    let others = done[at].touched() & !target;
    // The gate comes to the CX unless something after it touches what it is exchanged by.
    let free = done[at + 1..].iter().all(|d| d.touched() & others == 0);
    match &mut done[at] {
        Draft::Turn { index, after, .. } if after.is_none() && free && shape(*index) != Shape::Diagonal => {
            *after = Some(swap);
        }
        _ => return Some(cx),
    }
    let gate = done.remove(at);
    done.push(gate);
    None
}

/// Takes the CX that touched a gate's qubit last into the gate, which goes to its place.
fn before(done: &mut [Draft], mut gate: Draft, bit: usize) -> Option<Draft> {
    let Some(at) = last(done, bit) else { return Some(gate) };
    match (&mut gate, done[at].swap()) {
        (Draft::Turn { before, .. }, Some((target, swap))) if target == bit => *before = Some(swap),
        _ => return Some(gate),
    }
    done[at] = gate;
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(index: usize, bit: usize) -> Draft {
        let patterns = vec![Pattern { fixed: bit, base: 0, flip: bit }];
        Draft::Turn { index, patterns, before: None, after: None }
    }

    fn cx(control: usize, target: usize) -> Draft {
        Draft::Exchange(vec![Pattern { fixed: control | target, base: control, flip: target }])
    }

    fn left(drafts: Vec<Draft>, shape: Shape) -> usize {
        let done = absorbed(drafts, |_| shape);
        done.iter().filter(|d| matches!(d, Draft::Exchange(_))).count()
    }

    #[test]
    fn a_ring_of_cx_between_layers_of_dense_gates_costs_no_pass_but_the_last_closing_one() {
        let layer = |l: usize| {
            let gates = (0..4).map(move |q| gate(4 * l + q, 8 >> q));
            gates.chain((0..4).map(|q| cx(8 >> q, 8 >> ((q + 1) % 4))))
        };
        assert_eq!(left((0..5).flat_map(layer).collect(), Shape::Dense), 1);
        assert_eq!(left((0..5).flat_map(layer).collect(), Shape::Diagonal), 20);
    }

    #[test]
    fn a_cx_stays_where_its_target_was_a_control_since_or_a_gate_cannot_move() {
        assert_eq!(left(vec![gate(0, 1), cx(1, 2), cx(4, 1)], Shape::Dense), 2);
        // The gate on bit 1 is exchanged by bit 2, which a gate after it touches; a second exchange finds it taken.
        assert_eq!(left(vec![cx(2, 1), gate(0, 1), gate(1, 2), cx(4, 1)], Shape::Dense), 1);
        assert_eq!(left(vec![gate(0, 1), cx(2, 1), cx(4, 1)], Shape::Dense), 1);
    }
}
