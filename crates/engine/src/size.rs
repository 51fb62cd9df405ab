//! What a computation may take, decided before anything is allocated.

use circuit::number;
use std::fmt;

/// The most memory that states may take, in bytes: what a 32-bit wasm tab reliably gives.
pub const MEMORY_LIMIT: usize = 1 << 30;

/// A computation that would need too much memory; nothing was allocated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Qubits asked for.
    pub qubits: usize,
    /// Rows asked for.
    pub rows: usize,
    /// Bytes that would be needed.
    pub bytes: u64,
    /// Bytes that may be used.
    pub limit: u64,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, rows) = (self.qubits, self.rows);
        let of = if rows == 1 { String::new() } else { format!(" for {rows} rows") };
        write!(
            f,
            "{n} qubits{of} need {}, but at most {} are available; ",
            Size(self.bytes),
            Size(self.limit)
        )?;
        let fewer =
            n.saturating_sub(self.bytes.div_ceil(self.limit.max(1)).next_power_of_two().ilog2() as usize);
        match (rows, fewer) {
            (1, 1..) => write!(f, "use at most {fewer} qubits"),
            (_, 1..) => write!(f, "use at most {fewer} qubits or fewer rows at a time"),
            _ => f.write_str("use fewer rows at a time"),
        }
    }
}

struct Size(u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mib = self.0 as f64 / (1u64 << 20) as f64;
        if mib >= 1024.0 {
            write!(f, "{} GiB", number::fixed(mib / 1024.0, 0))
        } else {
            write!(f, "{} MiB", number::fixed(mib.max(1.0), 0))
        }
    }
}

/// Refuses so many states of so many qubits when they exceed the limit; `rows` is what was asked for.
pub(crate) fn check(qubits: usize, rows: usize, states: usize) -> Result<(), TooLarge> {
    let bytes = (states as u64).saturating_mul(16u64 << qubits.min(40));
    let limit = MEMORY_LIMIT as u64;
    if bytes > limit { Err(TooLarge { qubits, rows, bytes, limit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refusal_names_sizes_and_a_remedy() {
        let sentence = |e: Result<(), TooLarge>| e.expect_err("too large").to_string();
        assert_eq!(
            sentence(check(28, 1, 1)),
            "28 qubits need 4 GiB, but at most 1 GiB are available; use at most 26 qubits"
        );
        assert_eq!(
            sentence(check(20, 200, 400)),
            "20 qubits for 200 rows need 6 GiB, but at most 1 GiB are available; use at most 17 qubits or fewer rows at a time"
        );
        assert!(check(26, 1, 1).is_ok() && check(22, 1, 4).is_ok());
    }
}
