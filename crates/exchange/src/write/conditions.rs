//! Conditions as targets know them: single bits, whole registers, anything else.
//!
//! Not here: how a target says them.

use circuit::{Circuit, Comparison, Condition};
use std::collections::BTreeSet;

/// A condition, put as simply as can be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// It never holds.
    Never,
    /// Each of these bits has this value.
    Bits(Vec<(usize, bool)>),
    /// A whole register (its index), compared with a number that it can hold.
    Register(usize, Comparison, u64),
    /// The value of bits, least significant first, compared with a number that it can hold.
    Other(Vec<usize>, Comparison, u64),
}

/// What must hold for an op, without what always does.
pub(crate) fn tests(circuit: &Circuit, conditions: &[Condition]) -> Vec<Test> {
    conditions.iter().filter_map(|c| test(circuit, c)).collect()
}

fn test(circuit: &Circuit, condition: &Condition) -> Option<Test> {
    let Condition { bits, comparison, value } = condition.clone();
    let most = (0..bits.len().min(64)).fold(0u64, |m, i| m | 1 << i);
    if value > most {
        let always = matches!(comparison, Comparison::Unequal | Comparison::Less | Comparison::AtMost);
        return (!always).then_some(Test::Never);
    }
    if let ([bit], true) = (&bits[..], comparison != Comparison::Equal) {
        return match (comparison.holds(0, value), comparison.holds(1, value)) {
            (true, true) => None,
            (false, false) => Some(Test::Never),
            (_, on) => Some(Test::Bits(vec![(*bit, on)])),
        };
    }
    if let Some(register) = whole(circuit, &bits) {
        return Some(Test::Register(register, comparison, value));
    }
    if comparison == Comparison::Equal {
        return Some(Test::Bits(bits.iter().enumerate().map(|(i, b)| (*b, value >> i & 1 == 1)).collect()));
    }
    Some(Test::Other(bits, comparison, value))
}

/// The register that bits are, in its order; registers of one bit are bits.
fn whole(circuit: &Circuit, bits: &[usize]) -> Option<usize> {
    let mut first = 0;
    for (i, register) in circuit.registers().iter().enumerate() {
        if register.size > 1 && bits.iter().copied().eq(first..first + register.size) {
            return Some(i);
        }
        first += register.size;
    }
    None
}

/// The register of a bit and the bit's place in it.
pub(crate) fn place(circuit: &Circuit, bit: usize) -> (usize, usize) {
    let mut first = 0;
    for (i, register) in circuit.registers().iter().enumerate() {
        if bit < first + register.size {
            return (i, bit - first);
        }
        first += register.size;
    }
    (0, 0)
}

/// The bits of a register, least significant first.
pub(crate) fn bits_of(circuit: &Circuit, register: usize) -> Vec<usize> {
    let first: usize = circuit.registers().iter().take(register).map(|r| r.size).sum();
    let size = circuit.registers().get(register).map_or(0, |r| r.size);
    (first..first + size).collect()
}

/// A condition as a sum: bits with their weights, compared with a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sum {
    /// Weights and bits; never empty.
    pub terms: Vec<(u64, usize)>,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what.
    pub value: u64,
}

/// What must hold, as sums of the bits that were written so far (all others are 0); none if it never holds.
pub(crate) fn sums(
    circuit: &Circuit,
    conditions: &[Condition],
    written: &BTreeSet<usize>,
) -> Option<Vec<Sum>> {
    let mut found = Vec::new();
    for test in tests(circuit, conditions) {
        let parts = match test {
            Test::Never => return None,
            Test::Bits(bits) => bits
                .into_iter()
                .map(|(bit, on)| (vec![bit], Comparison::Equal, u64::from(on)))
                .collect::<Vec<_>>(),
            Test::Register(register, comparison, value) => {
                vec![(bits_of(circuit, register), comparison, value)]
            }
            Test::Other(bits, comparison, value) => vec![(bits, comparison, value)],
        };
        for (bits, comparison, value) in parts {
            let weighted = bits.iter().enumerate().map(|(i, bit)| (1u64 << i, *bit));
            let terms: Vec<(u64, usize)> = weighted.filter(|t| written.contains(&t.1)).collect();
            if !terms.is_empty() {
                found.push(Sum { terms, comparison, value });
            } else if !comparison.holds(0, value) {
                return None;
            }
        }
    }
    Some(found)
}
