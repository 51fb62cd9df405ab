//! Counting tests from what the test runners print.
//!
//! Here: reading the closing lines of cargo test and of Node's runner, adding up, and the one closing line.
//! Not here: running them (`tests`).

use std::fmt;

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    /// Takes in one line of output: cargo's `test result: …`, or Node's `ℹ pass 3` (`# pass 3` in TAP).
    pub fn read_line(&mut self, line: &str) {
        if let Some(result) = line.trim_start().strip_prefix("test result: ") {
            self.read_cargo(result);
        } else if let Some(summary) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            self.read_node(summary);
        }
    }

    fn read_cargo(&mut self, result: &str) {
        let parts = result.split(['.', ';']).filter_map(|part| part.trim().split_once(' '));
        for (number, what) in parts {
            let Ok(number) = number.parse::<u64>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    fn read_node(&mut self, summary: &str) {
        let Some((what, number)) = summary.split_once(' ') else { return };
        let Ok(number) = number.trim().parse::<u64>() else { return };
        match what {
            "pass" => self.passed += number,
            "fail" | "cancelled" => self.failed += number,
            "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }

    /// The sum of two layers.
    pub fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Back from what `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut counts = Self::default();
        for part in text.split(", ") {
            let (number, what) = part.split_once(' ')?;
            let number = number.parse().ok()?;
            match what {
                "passed" => counts.passed = number,
                "failed" => counts.failed = number,
                "skipped" => counts.skipped = number,
                _ => return None,
            }
        }
        Some(counts)
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(out, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn cargos_closing_lines_add_up() {
        let mut counts = Counts::default();
        counts.read_line(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
        );
        counts.read_line("test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        assert_eq!(counts, Counts { passed: 7, failed: 2, skipped: 1 });
    }

    #[test]
    fn nodes_closing_lines_count_and_others_do_not() {
        let mut counts = Counts::default();
        for line in [
            "ℹ tests 6",
            "ℹ pass 3",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 1",
            "ℹ duration_ms 5.5",
            "pass 9",
        ] {
            counts.read_line(line);
        }
        assert_eq!(counts, Counts { passed: 3, failed: 2, skipped: 1 });
    }

    #[test]
    fn what_is_written_is_read_back() {
        for counts in
            [Counts { passed: 2, failed: 0, skipped: 0 }, Counts { passed: 2, failed: 1, skipped: 3 }]
        {
            assert_eq!(Counts::parse(&counts.to_string()), Some(counts));
        }
        assert_eq!(Counts::parse("nonsense"), None);
    }
}
