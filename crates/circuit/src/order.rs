//! Stable sorting, compiled once for all that is sorted: lists here are short, and so shall the code be.

use std::cmp::Ordering;

/// The indices `0..count` in order; equals keep theirs.
pub fn indices(count: usize, by: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let mut width = 1;
    while width < count {
        sorted = merged(&sorted, width, by);
        width *= 2;
    }
    sorted
}

/// Merges every two neighbouring runs of a width.
fn merged(runs: &[usize], width: usize, by: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut out = Vec::with_capacity(runs.len());
    for pair in runs.chunks(2 * width) {
        let (mut left, mut right) = pair.split_at(width.min(pair.len()));
        while let ([a, more_left @ ..], [b, more_right @ ..]) = (left, right) {
            if by(*a, *b) == Ordering::Greater {
                out.push(*b);
                right = more_right;
            } else {
                out.push(*a);
                left = more_left;
            }
        }
        out.extend_from_slice(left);
        out.extend_from_slice(right);
    }
    out
}

/// Sorts items; equals keep their order.
pub fn sort<T: Clone>(items: &mut Vec<T>, by: impl Fn(&T, &T) -> Ordering) {
    // Most lists of controls are.
    if items.len() < 2 {
        return;
    }
    let order = indices(items.len(), &mut |a, b| by(&items[a], &items[b]));
    *items = order.into_iter().map(|i| items[i].clone()).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorting_is_the_standard_librarys_and_stable(items in prop::collection::vec((0..6_u8, 0..99_u8), 0..80)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
