//! Values as bytes, for the way between page and worker: numbers in eight bytes, lowest first; lists and texts after
//! their length; structs field by field. Both ends are built together, so nothing says what it is.
//!
//! Our own because a reader that goes on with empty values after a fault, and says so at the end, is a third of one
//! that stops at each field. Not here: what is said (`session::wire`).

use circuit::Circuit;
use learn::Weights;

/// What can travel.
pub trait Travels: Sized {
    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);
    /// Takes it off the front; something empty if it is not there.
    fn take(from: &mut Bytes<'_>) -> Self;
}

/// Bytes that are being read.
pub struct Bytes<'a> {
    rest: &'a [u8],
    sound: bool,
}

impl Bytes<'_> {
    fn next(&mut self, count: usize) -> &[u8] {
        match self.rest.split_at_checked(count) {
            Some((next, rest)) => {
                self.rest = rest;
                next
            }
            None => {
                (self.rest, self.sound) = (&[], false);
                &[]
            }
        }
    }
    /// Notes that what was read cannot be.
    pub fn fail(&mut self) {
        self.sound = false;
    }
}

/// A value as bytes.
pub fn pack(value: &impl Travels) -> Vec<u8> {
    let mut out = Vec::new();
    value.put(&mut out);
    out
}

/// The value of these bytes, if they are the bytes of one.
pub fn unpack<T: Travels>(bytes: &[u8]) -> Option<T> {
    let mut from = Bytes { rest: bytes, sound: true };
    let value = T::take(&mut from);
    (from.sound && from.rest.is_empty()).then_some(value)
}

impl Travels for u64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }
    #[inline(never)]
    fn take(from: &mut Bytes<'_>) -> u64 {
        from.next(8).try_into().map_or(0, u64::from_le_bytes)
    }
}

impl Travels for u32 {
    fn put(&self, out: &mut Vec<u8>) {
        u64::from(*self).put(out);
    }
    fn take(from: &mut Bytes<'_>) -> u32 {
        u64::take(from) as u32
    }
}

impl Travels for usize {
    fn put(&self, out: &mut Vec<u8>) {
        (*self as u64).put(out);
    }
    fn take(from: &mut Bytes<'_>) -> usize {
        u64::take(from) as usize
    }
}

impl Travels for f64 {
    fn put(&self, out: &mut Vec<u8>) {
        self.to_bits().put(out);
    }
    fn take(from: &mut Bytes<'_>) -> f64 {
        f64::from_bits(u64::take(from))
    }
}

impl Travels for u8 {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }
    #[inline(never)]
    fn take(from: &mut Bytes<'_>) -> u8 {
        from.next(1).first().copied().unwrap_or(0)
    }
}

impl Travels for bool {
    fn put(&self, out: &mut Vec<u8>) {
        u8::from(*self).put(out);
    }
    fn take(from: &mut Bytes<'_>) -> bool {
        u8::take(from) != 0
    }
}

impl Travels for String {
    #[inline(never)]
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        out.extend_from_slice(self.as_bytes());
    }
    #[inline(never)]
    fn take(from: &mut Bytes<'_>) -> String {
        let count = usize::take(from);
        let text = std::str::from_utf8(from.next(count)).ok().map(str::to_string);
        text.unwrap_or_else(|| {
            from.fail();
            String::new()
        })
    }
}

impl<T: Travels> Travels for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }
    fn take(from: &mut Bytes<'_>) -> Option<T> {
        bool::take(from).then(|| T::take(from))
    }
}

impl<T: Travels> Travels for Vec<T> {
    #[inline(never)]
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        self.iter().for_each(|value| value.put(out));
    }
    #[inline(never)]
    fn take(from: &mut Bytes<'_>) -> Vec<T> {
        let (mut values, count) = (Vec::new(), usize::take(from));
        // What is longer than the bytes there are ends with them.
        while values.len() < count && from.sound {
            values.push(T::take(from));
        }
        values
    }
}

impl<A: Travels, B: Travels> Travels for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }
    fn take(from: &mut Bytes<'_>) -> (A, B) {
        (A::take(from), B::take(from))
    }
}

impl<const N: usize> Travels for [f64; N] {
    fn put(&self, out: &mut Vec<u8>) {
        self.iter().for_each(|value| value.put(out));
    }
    fn take(from: &mut Bytes<'_>) -> [f64; N] {
        std::array::from_fn(|_| f64::take(from))
    }
}

impl Travels for Weights {
    #[inline(never)]
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        for (name, values) in self {
            name.put(out);
            values.put(out);
        }
    }
    #[inline(never)]
    fn take(from: &mut Bytes<'_>) -> Weights {
        Vec::take(from).into_iter().collect()
    }
}

/// A circuit travels as its text.
impl Travels for Circuit {
    fn put(&self, out: &mut Vec<u8>) {
        self.to_string().put(out);
    }
    fn take(from: &mut Bytes<'_>) -> Circuit {
        String::take(from).parse().unwrap_or_else(|_| {
            from.fail();
            Circuit::new(1).expect("there are circuits of one qubit")
        })
    }
}

/// Structs whose fields travel in this order.
#[macro_export]
macro_rules! travels {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl $crate::Travels for $name {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)*
            }
            fn take(from: &mut $crate::Bytes<'_>) -> $name {
                $name { $($field: $crate::Travels::take(from)),* }
            }
        }
    )*};
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Progress, Setup};
    use proptest::prelude::*;

    #[test]
    fn what_travels_arrives_to_the_last_bit_and_nothing_else_does() {
        for def in crate::GALLERY {
            let setup = (def.preset)();
            let bytes = pack(&setup);
            assert_eq!(unpack::<Setup>(&bytes).as_ref(), Some(&setup));
            for cut in 0..bytes.len() {
                assert_eq!(unpack::<Setup>(&bytes[..cut]), None, "{cut} bytes of {}", def.name);
            }
            assert_eq!(unpack::<Setup>(&[&bytes[..], &[0]].concat()), None);
        }
        let weights = Weights::from([("λ".to_string(), vec![-0.0, 5e-324, f64::INFINITY])]);
        assert_eq!(unpack(&pack(&weights)), Some(weights));
    }

    proptest! {
        #[test]
        fn noise_is_refused_without_panics(noise in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(unpack::<Setup>(&noise), None);
            let _ = unpack::<Progress>(&noise);
        }
    }
}
