//! Weights by group name; what documents and links hold.

use std::ops::Index;

/// The numbers of each group by its name, in the order of names.
///
/// A sorted list, not a tree: groups are at most some hundreds, come in order, and a list is a tenth of the code.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Weights(Vec<(String, Vec<f64>)>);

impl Weights {
    /// No groups.
    pub const fn new() -> Weights {
        Weights(Vec::new())
    }
    fn place(&self, name: &str) -> Result<usize, usize> {
        let place = self.0.partition_point(|group| group.0.as_str() < name);
        if self.0.get(place).is_some_and(|group| group.0 == name) { Ok(place) } else { Err(place) }
    }
    /// The numbers of a group.
    pub fn get(&self, name: &str) -> Option<&Vec<f64>> {
        self.place(name).ok().map(|place| &self.0[place].1)
    }
    /// The numbers of a group, made by this if it is not there.
    pub fn get_or(&mut self, name: &str, make: impl FnOnce() -> Vec<f64>) -> &mut Vec<f64> {
        let place = self.place(name).unwrap_or_else(|place| {
            self.0.insert(place, (name.to_string(), make()));
            place
        });
        &mut self.0[place].1
    }
    /// Whether there is such a group.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }
    /// Sets the numbers of a group.
    #[inline(never)]
    pub fn insert(&mut self, name: String, values: Vec<f64>) {
        match self.place(&name) {
            Ok(place) => self.0[place].1 = values,
            Err(place) => self.0.insert(place, (name, values)),
        }
    }
    /// Sets the numbers of all groups of others.
    pub fn extend(&mut self, others: Weights) {
        others.0.into_iter().for_each(|(name, values)| self.insert(name, values));
    }
    /// Every group in the order of names.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Vec<f64>)> {
        self.0.iter()
    }
    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Forgets all groups.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<const N: usize> From<[(String, Vec<f64>); N]> for Weights {
    fn from(groups: [(String, Vec<f64>); N]) -> Weights {
        groups.into_iter().collect()
    }
}

impl FromIterator<(String, Vec<f64>)> for Weights {
    fn from_iter<I: IntoIterator<Item = (String, Vec<f64>)>>(groups: I) -> Weights {
        let mut all = Weights::new();
        groups.into_iter().for_each(|(name, values)| all.insert(name, values));
        all
    }
}

impl<'a> IntoIterator for &'a Weights {
    type Item = &'a (String, Vec<f64>);
    type IntoIter = std::slice::Iter<'a, (String, Vec<f64>)>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Index<&str> for Weights {
    type Output = Vec<f64>;
    fn index(&self, name: &str) -> &Vec<f64> {
        self.get(name).unwrap_or_else(|| panic!("there is no group \"{name}\""))
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn groups_are_kept_as_a_tree_keeps_them(
            groups in prop::collection::vec(("[a-cλ]{0,2}", 0..9_u8), 0..30),
            wanted in "[a-cλ]{0,2}",
        ) {
            let groups = groups.into_iter().map(|(name, v)| (name, vec![f64::from(v)]));
            let tree: BTreeMap<String, Vec<f64>> = groups.clone().collect();
            let mut ours: Weights = groups.collect();
            prop_assert!(tree.iter().eq(ours.iter().map(|(name, values)| (name, values))));
            prop_assert_eq!(ours.get(&wanted), tree.get(&wanted));
            prop_assert_eq!(ours.contains_key(&wanted), tree.contains_key(&wanted));
            let had = tree.get(&wanted).cloned().unwrap_or_else(|| vec![7.0]);
            prop_assert_eq!(ours.get_or(&wanted, || vec![7.0]).clone(), had);
        }
    }
}
