//! What other simulators need for the same cases, as published, and our targets.
//!
//! Here: figures measured on 2026-11-22 with the peers' own scripts, one core, on the machine class in `CLASS`;
//! they are facts of that day, not of this machine. Not here: measuring any of it again (`live`).

/// Where and when the figures were measured.
pub const CLASS: &str =
    "one core of an AMD EPYC (Zen 4 class, AVX-512), 2026-11-22; native, most with AVX-512";

/// What we want to be at or below, in milliseconds, as wasm in Chromium.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// For now.
    Now(f64),
    /// In the end.
    Later(f64),
    /// Not agreed.
    None,
}

/// A peer and its milliseconds.
pub type Figure = (&'static str, f64);

/// The figures of one case.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    pub case: &'static str,
    /// The fastest peer, whatever its precision.
    pub best: Figure,
    /// What a user would pick unasked.
    pub usual: Figure,
    pub target: Target,
}

const fn row(case: &'static str, best: Figure, usual: Figure, target: Target) -> Published {
    Published { case, best, usual, target }
}

use Target::{Later, None, Now};
const QULACS: &str = "qulacs f64 fused";
const JAX: &str = "jax f32";
const QSIM: &str = "qsim f32";
const LIGHTNING: &str = "lightning qnode";
const DEFAULT_JAX: &str = "default.qubit+jax";

/// Every case that was published.
pub const ALL: [Published; 48] = [
    row("W1 n=4", (QULACS, 0.0294), (LIGHTNING, 15.2), Later(0.010)),
    row("W1 n=6", (QULACS, 0.067), (LIGHTNING, 13.4), None),
    row("W1 n=8", (JAX, 0.18), (LIGHTNING, 18.7), Later(0.07)),
    row("W1 n=10", (JAX, 0.728), (LIGHTNING, 40.2), None),
    row("W1 n=12", (JAX, 2.89), (LIGHTNING, 36.1), Later(1.5)),
    row("W1 n=14", ("lightning raw f64", 7.82), (LIGHTNING, 51.6), None),
    row("W1 n=16", ("lightning raw f32", 13.1), ("qulacs f64", 125.0), Later(31.0)),
    row("W1 n=18", (QSIM, 55.5), ("qulacs f64", 528.0), Later(140.0)),
    row("W1 n=20", (QSIM, 205.0), ("qulacs f64", 3370.0), Later(710.0)),
    row("W1 n=22", (QSIM, 1130.0), ("qulacs f64", 15700.0), None),
    row("W1 f32 n=4", (QULACS, 0.0294), (LIGHTNING, 15.2), Later(0.010)),
    row("W1 f32 n=6", (QULACS, 0.067), (LIGHTNING, 13.4), None),
    row("W1 f32 n=8", (JAX, 0.18), (LIGHTNING, 18.7), Later(0.04)),
    row("W1 f32 n=10", (JAX, 0.728), (LIGHTNING, 40.2), None),
    row("W1 f32 n=12", (JAX, 2.89), (LIGHTNING, 36.1), Later(0.8)),
    row("W1 f32 n=14", ("lightning raw f64", 7.82), (LIGHTNING, 51.6), None),
    row("W1 f32 n=16", ("lightning raw f32", 13.1), ("qulacs f64", 125.0), Later(16.0)),
    row("W1 f32 n=18", (QSIM, 55.5), ("qulacs f64", 528.0), Later(75.0)),
    row("W1 f32 n=20", (QSIM, 205.0), ("qulacs f64", 3370.0), Later(320.0)),
    row("W1 f32 n=22", (QSIM, 1130.0), ("qulacs f64", 15700.0), None),
    row("W2 Z0 n=4", (JAX, 0.0507), (LIGHTNING, 8.99), Later(0.015)),
    row("W2 Z0 n=6", (DEFAULT_JAX, 0.16), (LIGHTNING, 20.7), None),
    row("W2 Z0 n=8", (DEFAULT_JAX, 0.298), (LIGHTNING, 16.1), Later(0.1)),
    row("W2 Z0 n=10", (DEFAULT_JAX, 0.941), (LIGHTNING, 21.8), None),
    row("W2 Z0 n=12", (JAX, 3.3), (LIGHTNING, 25.0), Later(1.8)),
    row("W2 Z0 n=16", ("lightning raw tape", 45.3), (LIGHTNING, 73.7), Later(36.0)),
    row("W2 sumZ n=4", (JAX, 0.0532), (LIGHTNING, 9.4), None),
    row("W2 sumZ n=6", ("jax f64", 0.159), (LIGHTNING, 16.8), None),
    row("W2 sumZ n=8", (JAX, 0.265), (LIGHTNING, 16.6), None),
    row("W2 sumZ n=10", (JAX, 0.712), (LIGHTNING, 22.1), None),
    row("W2 sumZ n=12", (JAX, 2.47), (LIGHTNING, 26.4), None),
    row("W2 sumZ n=16", (LIGHTNING, 78.6), (LIGHTNING, 78.6), None),
    row("W3 n=4", ("jax one-unitary f32", 0.158), ("lightning batch", 1400.0), Now(0.6)),
    row("W3 n=8", (JAX, 26.6), ("lightning batch", 3500.0), Later(13.0)),
    row("W4 D=1 all words n=4", (JAX, 3.1), ("lightning", 5740.0), Now(2.0)),
    row("W4 D=1 dedup n=4", (JAX, 0.406), ("lightning", 254.0), Now(0.3)),
    row("W4 D=2 all words n=4", (JAX, 4.15), ("lightning", 6740.0), None),
    row("W4 D=2 dedup n=4", (JAX, 0.484), ("lightning", 425.0), None),
    row("W4 D=1 all words n=5", (JAX, 3.8), ("torch batch f64", 95.9), None),
    row("W4 D=1 dedup n=5", (JAX, 0.464), ("torch batch f64", 52.7), None),
    row("W4 D=2 all words n=5", (JAX, 5.09), ("torch batch f64", 72.7), None),
    row("W4 D=2 dedup n=5", (JAX, 0.447), ("torch batch f64", 50.0), None),
    row("W5 n=4", ("aer f32", 2.86), ("default.mixed", 46.2), Later(0.08)),
    row("W5 n=6", ("aer f64", 8.1), ("default.mixed", 160.0), Later(0.9)),
    row("W5 n=8", ("aer f64", 8.5), ("default.mixed", 1460.0), Later(15.0)),
    row("W6 n=4", ("jax f64", 0.243), ("qulacs + matmul", 9.55), None),
    row("W6 n=8", ("jax f64", 4.01), ("qulacs + matmul", 40.3), Later(5.0)),
    // A first call of the case W4 D=1 dedup: who compiles (jax) is fast afterwards, who does not is not.
    row("edit edit_to_first_step n=4", ("torch batch f64", 51.3), ("jax f32, compiles", 7450.0), Now(5.0)),
];

/// The figures of a case.
pub fn of(case: &str) -> Option<&'static Published> {
    ALL.iter().find(|row| row.case == case)
}

/// A page's published figures: bytes gzipped, requests, then milliseconds.
pub struct Page {
    pub name: &'static str,
    pub gzip: u32,
    pub requests: u32,
    pub first_paint: f64,
    pub load: f64,
    pub interactive: f64,
    pub blocked: f64,
}

/// The pages to compare with.
pub const PAGES: [Page; 2] = [
    Page {
        name: "quirk",
        gzip: 135_082,
        requests: 1,
        first_paint: 160.0,
        load: 626.0,
        interactive: 615.0,
        blocked: 423.0,
    },
    Page {
        name: "tf-playground",
        gzip: 108_198,
        requests: 5,
        first_paint: 232.0,
        load: 592.0,
        interactive: 628.0,
        blocked: 360.0,
    },
];

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn every_published_case_is_one_of_the_benchmarks_own() {
        let root = crate::project::root();
        let checks = std::fs::read_to_string(root.join("crates/bench/checks.json")).expect("check values");
        for row in ALL {
            let large =
                row.case.starts_with("W1 ") && ["n=18", "n=20", "n=22"].iter().any(|n| row.case.ends_with(n));
            assert!(large || checks.contains(&format!("\"{}\":", row.case)), "{}", row.case);
        }
    }

    #[test]
    fn the_best_peer_is_no_slower_than_the_usual_one() {
        for row in ALL {
            assert!(row.best.1 <= row.usual.1, "{}", row.case);
        }
    }
}
