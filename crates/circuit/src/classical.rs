//! Classical bits: registers that measurements write to, and conditions that ops wait for.
//!
//! Bits are counted over all registers in the order they were declared; bit 0 of a register is its least
//! significant one, as in OpenQASM.

/// The most classical bits a circuit may have.
pub const MAX_BITS: usize = 64;

/// A named row of classical bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// Its name: letters, digits and underscores, a letter first.
    pub name: String,
    /// How many bits.
    pub size: usize,
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// =
    Equal,
    /// ≠
    Unequal,
    /// <
    Less,
    /// ≤
    AtMost,
    /// >
    Greater,
    /// ≥
    AtLeast,
}

impl Comparison {
    /// Every comparison with its sign in text.
    pub const ALL: [(&'static str, Comparison); 6] = [
        ("==", Comparison::Equal),
        ("!=", Comparison::Unequal),
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
    ];
    /// Its sign in text.
    pub fn sign(self) -> &'static str {
        Comparison::ALL.iter().find(|row| row.1 == self).map_or("==", |row| row.0)
    }
    /// The comparison that holds exactly where this one does not.
    pub fn negated(self) -> Comparison {
        match self {
            Comparison::Equal => Comparison::Unequal,
            Comparison::Unequal => Comparison::Equal,
            Comparison::Less => Comparison::AtLeast,
            Comparison::AtMost => Comparison::Greater,
            Comparison::Greater => Comparison::AtMost,
            Comparison::AtLeast => Comparison::Less,
        }
    }
    /// Whether it holds between two values.
    pub fn holds(self, a: u64, b: u64) -> bool {
        match self {
            Comparison::Equal => a == b,
            Comparison::Unequal => a != b,
            Comparison::Less => a < b,
            Comparison::AtMost => a <= b,
            Comparison::Greater => a > b,
            Comparison::AtLeast => a >= b,
        }
    }
}

/// What must hold of some classical bits: their value, the first bit least significant, compared to a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The bits, the least significant first.
    pub bits: Vec<usize>,
    /// How their value is compared.
    pub comparison: Comparison,
    /// What it is compared to.
    pub value: u64,
}

impl Condition {
    /// A bit must have this value.
    pub fn bit(bit: usize, value: bool) -> Condition {
        Condition { bits: vec![bit], comparison: Comparison::Equal, value: u64::from(value) }
    }
    /// Whether it holds for the values of all bits (bit i of `all` is classical bit i).
    pub fn holds(&self, all: u64) -> bool {
        let value = self.bits.iter().enumerate().fold(0, |v, (i, b)| v | (all >> b & 1) << i);
        self.comparison.holds(value, self.value)
    }
}
