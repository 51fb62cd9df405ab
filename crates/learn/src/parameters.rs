//! What a flat list of weights means: named groups, their start values, packing and unpacking.
//!
//! Not here: where weights are stored and how they change (see `trainer`).

use crate::{Rng, Weights};

/// Where an entry starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// At 0.
    Zero,
    /// At a normal number of mean 0 and this standard deviation.
    Normal(f64),
    /// Anywhere in a range.
    Uniform {
        /// The lower end, included.
        low: f64,
        /// The upper end, excluded.
        high: f64,
    },
    /// At a number.
    Const(f64),
}

impl Start {
    /// The start value of one entry; it depends on nothing but seed, group and index.
    pub fn value(self, seed: u64, group: &str, index: usize) -> f64 {
        let rng = || Rng::stream(seed, group, index as u64);
        match self {
            Start::Zero => 0.0,
            Start::Const(value) => value,
            Start::Normal(deviation) => deviation * rng().normal(),
            Start::Uniform { low, high } => rng().between(low, high),
        }
    }
}

/// What a group is for; counts are told apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// Angles of a circuit.
    Circuit,
    /// The vector of a word.
    Words,
    /// The classical head.
    Head,
    /// A classical layer before the head.
    Dense,
}

/// A stretch of weights with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The name weights are kept under.
    pub name: String,
    /// How many entries.
    pub len: usize,
    /// Where they start.
    pub start: Start,
    /// What they are for.
    pub kind: GroupKind,
}

impl Group {
    /// A group.
    pub fn new(name: impl Into<String>, len: usize, start: Start, kind: GroupKind) -> Group {
        Group { name: name.into(), len, start, kind }
    }
}

/// The groups of a model, in the order of its flat weights. Names are distinct.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Parameters {
    /// The groups in order.
    pub groups: Vec<Group>,
}

impl Parameters {
    /// The length of the flat weights.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|g| g.len).sum()
    }
    /// Whether there is nothing to train.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// How many weights are of a kind.
    pub fn count(&self, kind: GroupKind) -> usize {
        self.groups.iter().filter(|g| g.kind == kind).map(|g| g.len).sum()
    }
    /// Where a group begins in the flat weights.
    pub fn offset(&self, name: &str) -> Option<usize> {
        let at = self.groups.iter().position(|g| g.name == name)?;
        Some(self.groups[..at].iter().map(|g| g.len).sum())
    }
    /// Where an entry of a group is in the flat weights.
    pub fn place(&self, name: &str, index: usize) -> Option<usize> {
        let group = self.groups.iter().find(|g| g.name == name)?;
        self.offset(name).filter(|_| index < group.len).map(|offset| offset + index)
    }
    /// The group an index of the flat weights belongs to, and the index within it.
    pub fn find(&self, index: usize) -> Option<(&Group, usize)> {
        let mut rest = index;
        for group in &self.groups {
            if rest < group.len {
                return Some((group, rest));
            }
            rest -= group.len;
        }
        None
    }
    /// The flat weights: kept values where there are any, start values elsewhere. Surplus values are left out.
    pub fn pack(&self, kept: &Weights, seed: u64) -> Vec<f64> {
        self.pack_or(kept, |group, i| group.start.value(seed, &group.name, i))
    }
    /// The flat list of kept values with zeros elsewhere: how optimizer state survives an edit.
    pub fn pack_zero(&self, kept: &Weights) -> Vec<f64> {
        self.pack_or(kept, |_, _| 0.0)
    }
    fn pack_or(&self, kept: &Weights, other: impl Fn(&Group, usize) -> f64) -> Vec<f64> {
        let mut flat = Vec::with_capacity(self.len());
        for group in &self.groups {
            let values = kept.get(&group.name).map_or(&[][..], Vec::as_slice);
            flat.extend((0..group.len).map(|i| values.get(i).copied().unwrap_or_else(|| other(group, i))));
        }
        flat
    }
    /// The flat weights by name; missing entries are left out.
    pub fn unpack(&self, flat: &[f64]) -> Weights {
        let mut rest = flat;
        let mut weights = Weights::new();
        for group in &self.groups {
            let (values, after) = rest.split_at(group.len.min(rest.len()));
            weights.insert(group.name.clone(), values.to_vec());
            rest = after;
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(query: usize) -> Parameters {
        let normal = Start::Normal(0.01);
        Parameters {
            groups: vec![
                Group::new("query", query, normal, GroupKind::Circuit),
                Group::new("word:meal", 2, Start::Uniform { low: 1.0, high: 2.0 }, GroupKind::Words),
                Group::new("head.b", 1, Start::Zero, GroupKind::Head),
            ],
        }
    }

    #[test]
    fn unpacking_then_packing_is_the_identity() {
        let p = parameters(3);
        let flat = p.pack(&Weights::new(), 5);
        assert_eq!((flat.len(), p.len(), p.count(GroupKind::Words)), (6, 6, 2));
        assert_eq!(p.pack(&p.unpack(&flat), 99), flat);
        assert_eq!(p.offset("head.b"), Some(5));
        assert_eq!(["query", "word:meal", "gone"].map(|g| p.place(g, 1)), [Some(1), Some(4), None]);
        assert_eq!(p.place("head.b", 1), None);
        assert_eq!(p.find(4).map(|(g, i)| (g.name.as_str(), i)), Some(("word:meal", 1)));
        assert_eq!(p.find(6), None);
    }

    #[test]
    fn a_start_value_does_not_depend_on_other_groups_or_lengths() {
        let (short, long) = (parameters(1).pack(&Weights::new(), 5), parameters(4).pack(&Weights::new(), 5));
        assert_eq!(short[0], long[0]);
        assert_eq!(short[1..], long[4..]);
    }

    #[test]
    fn an_edit_keeps_what_survives_and_starts_the_rest() {
        let kept = Weights::from([("query".into(), vec![7.0, 8.0]), ("gone".into(), vec![1.0])]);
        let fresh = parameters(3).pack(&Weights::new(), 5);
        let flat = parameters(3).pack(&kept, 5);
        assert_eq!(flat[..2], [7.0, 8.0]);
        assert_eq!(flat[2..], fresh[2..]);
        assert_eq!(parameters(1).pack(&kept, 5)[0], 7.0);
        assert_eq!(parameters(3).pack_zero(&kept), [7.0, 8.0, 0.0, 0.0, 0.0, 0.0]);
    }
}
