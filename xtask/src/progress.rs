//! What the user sees while a command works: numbered steps with the time each took.
//!
//! Here: only the printing. Not here: what the steps do.

use anyhow::Result;
use std::time::{Duration, Instant};

/// The numbered steps of one command.
pub struct Progress {
    total: usize,
    at: usize,
    began: Instant,
}

impl Progress {
    /// A command of `total` steps, from now.
    pub fn new(total: usize) -> Self {
        Self { total, at: 0, began: Instant::now() }
    }

    /// Does one step: says what it is and how long it is expected to take, then how long it took.
    pub fn step<T>(&mut self, what: &str, expected: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.at += 1;
        let mark = format!("[{}/{}]", self.at, self.total);
        println!("{mark} {what} (expected: {expected})");
        let began = Instant::now();
        let result = work()?;
        println!("{mark} done in {}", spoken(began.elapsed()));
        Ok(result)
    }

    /// The time since the command began, for its last line.
    pub fn elapsed(&self) -> String {
        spoken(self.began.elapsed())
    }
}

/// A line below the current step.
pub fn note(text: &str) {
    println!("      {text}");
}

fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..90 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn times_are_said_in_the_unit_that_fits() {
        assert_eq!(spoken(Duration::from_millis(1250)), "1.2 s");
        assert_eq!(spoken(Duration::from_secs(42)), "42 s");
        assert_eq!(spoken(Duration::from_secs(125)), "2 min 5 s");
    }
}
