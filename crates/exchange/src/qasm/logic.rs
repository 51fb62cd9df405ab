//! Conditions on classical bits: conjunctions of comparisons, and what can be made of them by and, or, not.

use super::{Fault, fault};
use circuit::{Comparison, Condition};

/// A question about classical bits: all of these hold. None at all is always true.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Logic(pub Vec<Condition>);

fn cannot(at: usize) -> Fault {
    let message =
        "this condition cannot be written as comparisons that all hold, which is what a gate can wait for";
    fault(
        "unsupported",
        at,
        message,
        "compare one register, or single bits joined by &&; split it into several if",
    )
}

impl Logic {
    /// Bits compared to a number; decided where no value of the bits can change it.
    pub(super) fn compared(bits: Vec<usize>, comparison: Comparison, value: i64) -> Result<Logic, bool> {
        match u64::try_from(value) {
            Ok(value) => Ok(Logic(vec![Condition { bits, comparison, value }])),
            Err(_) => {
                Err(matches!(comparison, Comparison::Unequal | Comparison::Greater | Comparison::AtLeast))
            }
        }
    }
    /// Both hold.
    pub(super) fn and(mut self, other: Logic) -> Logic {
        self.0.extend(other.0);
        self
    }
    /// It does not hold.
    pub(super) fn not(self, at: usize) -> Result<Logic, Fault> {
        let mut all = match self.0.len() {
            1 => self.0,
            _ => vec![self.equality().ok_or_else(|| cannot(at))?],
        };
        all.iter_mut().for_each(|c| c.comparison = c.comparison.negated());
        Ok(Logic(all))
    }
    /// One of the two holds.
    pub(super) fn or(self, other: Logic, at: usize) -> Result<Logic, Fault> {
        self.not(at)?.and(other.not(at)?).not(at)
    }
    /// All of it as one equality, where every part fixes the values of its bits, each bit once.
    fn equality(&self) -> Option<Condition> {
        let mut whole = Condition { bits: Vec::new(), comparison: Comparison::Equal, value: 0 };
        for part in &self.0 {
            let value = match (part.comparison, part.bits.len()) {
                (Comparison::Equal, _) => part.value,
                (Comparison::Unequal, 1) if part.value < 2 => 1 - part.value,
                _ => return None,
            };
            if part.bits.len() < 64 && value >> part.bits.len() != 0 {
                return None;
            }
            for (i, bit) in part.bits.iter().enumerate() {
                if whole.bits.contains(bit) {
                    return None;
                }
                whole.value |= (value >> i & 1) << whole.bits.len();
                whole.bits.push(*bit);
            }
        }
        (!whole.bits.is_empty()).then_some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part() -> impl Strategy<Value = Logic> {
        (0usize..4, any::<bool>()).prop_map(|(bit, on)| Logic(vec![Condition::bit(bit, on)]))
    }

    fn holds(logic: &Logic, all: u64) -> bool {
        logic.0.iter().all(|c| c.holds(all))
    }

    proptest! {
        #[test]
        fn not_and_or_mean_what_they_say(a in part(), b in part(), c in part(), all in 0u64..16) {
            let both = a.clone().and(b.clone());
            prop_assert_eq!(holds(&both, all), holds(&a, all) && holds(&b, all));
            if let Ok(not) = both.clone().not(0) {
                prop_assert_eq!(holds(&not, all), !holds(&both, all));
            }
            if let Ok(or) = a.clone().or(b.clone(), 0) {
                prop_assert_eq!(holds(&or, all), holds(&a, all) || holds(&b, all));
                if let Ok(three) = or.clone().or(c.clone(), 0) {
                    prop_assert_eq!(holds(&three, all), holds(&or, all) || holds(&c, all));
                }
            }
        }
    }
}
