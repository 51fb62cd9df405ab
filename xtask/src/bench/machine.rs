//! On what was measured, so that a number never stands alone.
//!
//! Here: processor, load, versions, revision, day. Not here: measuring.

use crate::{process, tools, wasm};
use serde_json::{Value, json};
use std::fmt;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Flags of the native build: all that this processor has, as peers use it.
pub const NATIVE_FLAGS: &str = "-C target-cpu=native";

/// The machine and the tools, as found at the start.
pub struct Machine {
    date: String,
    processor: String,
    load: String,
    revision: String,
    rust: String,
    /// Chromium, its clock and the wasm toolchain, once they are known.
    browser: Option<(String, f64, String)>,
}

impl Machine {
    /// Looks.
    pub fn look() -> Self {
        let git = |words: &[&str]| process::output(Command::new("git").args(words)).unwrap_or_default();
        let changed = if git(&["status", "--porcelain"]).is_empty() { "" } else { " with changes" };
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        Self {
            date: day(seconds / 86_400),
            processor: processor(),
            load: std::fs::read_to_string("/proc/loadavg")
                .ok()
                .and_then(|text| text.split(' ').next().map(str::to_owned))
                .unwrap_or_else(|| "unknown".to_owned()),
            revision: format!("{}{changed}", git(&["rev-parse", "--short", "HEAD"])),
            rust: wasm::native_version().unwrap_or_default(),
            browser: None,
        }
    }

    /// Takes in what tests/browser/bench.mjs says first, and the toolchain of the module.
    pub fn in_browser(&mut self, said: &Value, toolchain: &str) {
        let name = said["browser"].as_str().unwrap_or("a browser").to_owned();
        self.browser = Some((name, said["step_ms"].as_f64().unwrap_or(f64::NAN), toolchain.to_owned()));
    }

    /// All of it, for the file.
    pub fn json(&self) -> Value {
        let browser = self.browser.as_ref().map(|(name, step, toolchain)| {
            json!({ "name": name, "clock_step_ms": step, "wasm": toolchain, "binaryen": tools::BINARYEN })
        });
        json!({
            "date": self.date, "processor": self.processor, "load1_at_start": self.load, "revision": self.revision,
            "native": format!("{} {NATIVE_FLAGS}", self.rust), "browser": browser,
        })
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}, revision {}", self.date, self.revision)?;
        writeln!(out, "{}, load {} at the start", self.processor, self.load)?;
        writeln!(out, "native: {} {NATIVE_FLAGS}", self.rust)?;
        if let Some((name, step, toolchain)) = &self.browser {
            writeln!(
                out,
                "wasm: {toolchain}, wasm-opt {}, {name} headless, clock steps of {:.0} µs",
                tools::BINARYEN,
                1000.0 * step
            )?;
        }
        Ok(())
    }
}

fn processor() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let listed = std::fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    let asked = || process::output(Command::new("sysctl").args(["-n", "machdep.cpu.brand_string"])).ok();
    let name = listed.or_else(asked).unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!("{name}, {cores} cores, {}", std::env::consts::OS)
}

/// The calendar day (proleptic Gregorian, UTC) so many days after 1970-01-01.
fn day(since: u64) -> String {
    // Years begin in March, so that the leap day comes last (Howard Hinnant's algorithm).
    let days = since + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let (month, date) =
        (if shifted < 10 { shifted + 3 } else { shifted - 9 }, of_year - (153 * shifted + 2) / 5 + 1);
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year}-{month:02}-{date:02}")
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn days_are_calendar_days() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(11_016), "2000-02-29");
        assert_eq!(day(20_779), "2026-11-22");
        assert_eq!(day(20_818), "2026-12-31");
    }
}
