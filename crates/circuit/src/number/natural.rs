//! Natural numbers of any size, as few operations as reading and printing doubles needs.

use std::cmp::Ordering;

/// A natural number: 32 bits a place, the lowest first, no zeros on top.
#[derive(Clone)]
pub(super) struct Natural(Vec<u32>);

impl Natural {
    pub fn of(value: u64) -> Natural {
        let mut made = Natural(vec![value as u32, (value >> 32) as u32]);
        made.trim();
        made
    }
    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }
    /// Its value, if it has at most 64 bits.
    pub fn small(&self) -> Option<u64> {
        match self.0[..] {
            [] => Some(0),
            [low] => Some(u64::from(low)),
            [low, high] => Some(u64::from(high) << 32 | u64::from(low)),
            _ => None,
        }
    }
    /// How many binary digits it has.
    pub fn bits(&self) -> u32 {
        self.0.last().map_or(0, |top| 32 * self.0.len() as u32 - top.leading_zeros())
    }
    pub fn times_plus(&mut self, factor: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for place in &mut self.0 {
            carry += u64::from(*place) * u64::from(factor);
            *place = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }
    pub fn times_ten_to(&mut self, power: u32) {
        for _ in 0..power / 9 {
            self.times_plus(1_000_000_000, 0);
        }
        for _ in 0..power % 9 {
            self.times_plus(10, 0);
        }
    }
    /// Times two to a power.
    pub fn doubled(&mut self, power: u32) {
        self.times_plus(1 << (power % 32), 0);
        if !self.is_zero() {
            self.0.splice(0..0, std::iter::repeat_n(0, power as usize / 32));
        }
    }
    pub fn compare(&self, other: &Natural) -> Ordering {
        let places = self.0.len().cmp(&other.0.len());
        places.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
    /// This and the other, added.
    pub fn plus(&self, other: &Natural) -> Natural {
        let mut sum = self.clone();
        sum.0.resize(self.0.len().max(other.0.len()) + 1, 0);
        let mut carry = 0;
        for (i, place) in sum.0.iter_mut().enumerate() {
            carry += u64::from(*place) + u64::from(other.0.get(i).copied().unwrap_or(0));
            *place = carry as u32;
            carry >>= 32;
        }
        sum.trim();
        sum
    }
    /// Takes the other away if it is no larger, and says whether it did.
    pub fn take(&mut self, other: &Natural) -> bool {
        if self.compare(other) == Ordering::Less {
            return false;
        }
        let mut borrow = 0;
        for (i, place) in self.0.iter_mut().enumerate() {
            let less = i64::from(*place) - i64::from(other.0.get(i).copied().unwrap_or(0)) - borrow;
            *place = less as u32;
            borrow = i64::from(less < 0);
        }
        self.trim();
        true
    }
    /// Divides by two to a power, to even.
    pub fn halved(&mut self, power: u32) {
        // A whole number of places, of which the highest is where the half is.
        self.doubled((32 - power % 32) % 32);
        let places = power.div_ceil(32) as usize;
        let fraction: Vec<u32> = self.0.drain(..places.min(self.0.len())).collect();
        let half = Natural([vec![0; places - 1], vec![1 << 31]].concat());
        let mut fraction = Natural(fraction);
        fraction.trim();
        let odd = self.0.first().is_some_and(|low| low % 2 == 1);
        let order = fraction.compare(&half);
        if order == Ordering::Greater || odd && order == Ordering::Equal {
            *self = self.plus(&Natural::of(1));
        }
    }
    /// Its decimal digits.
    pub fn digits(mut self) -> String {
        let mut found = Vec::new();
        while !self.is_zero() || found.is_empty() {
            let mut rest = 0;
            for place in self.0.iter_mut().rev() {
                let here = rest << 32 | u64::from(*place);
                *place = (here / 10) as u32;
                rest = here % 10;
            }
            self.trim();
            found.push(char::from(b'0' + rest as u8));
        }
        found.iter().rev().collect()
    }
}

/// A quotient below 2^63, rounded to the nearest whole number, ties to even.
pub(super) fn ratio(mut above: Natural, mut below: Natural) -> u64 {
    let steps = above.bits().saturating_sub(below.bits());
    below.doubled(steps);
    let mut quotient = 0;
    for _ in 0..=steps {
        quotient = 2 * quotient + u64::from(above.take(&below));
        above.doubled(1);
    }
    match above.compare(&below) {
        Ordering::Less => quotient,
        Ordering::Equal => quotient + quotient % 2,
        Ordering::Greater => quotient + 1,
    }
}

/// The same of a quotient times two to a power.
pub(super) fn scaled(above: &Natural, below: &Natural, two: i64) -> u64 {
    let (mut above, mut below) = (above.clone(), below.clone());
    if two < 0 { &mut below } else { &mut above }.doubled(two.unsigned_abs() as u32);
    ratio(above, below)
}
