//! The benchmark cases that are also run by other simulators, written once for native and wasm.
//!
//! Circuits, angles and data come from the seeds of the peers' scripts, and every case gives the same check
//! values as they do. No clock here: time is asked of a function passed in. Not here: peers, tables, a page.

mod density;
mod edit;
mod kernel;
mod large;
mod measure;
mod seeds;
mod sentences;
mod statevector;
mod training;

pub use large::{How, Large, SIZES, large, need};
pub use measure::{Timing, measure};

/// Something to be timed.
pub trait Work {
    /// Does the work once.
    fn run(&mut self);
    /// The numbers by which runs are compared, of the last run, in full.
    fn values(&self) -> [f64; 2];
    /// To how many decimals the peers give each of them.
    fn decimals(&self) -> [u32; 2];
    /// The numbers that must agree with the peers', of the last run; rounded as theirs.
    fn check(&self) -> Vec<f64> {
        let pairs = self.values().into_iter().zip(self.decimals());
        pairs.map(|(value, decimals)| seeds::rounded(value, decimals)).collect()
    }
}

/// A row of the benchmark.
pub struct Case {
    /// W1 to W6, or "edit".
    pub workload: &'static str,
    /// What is special about it, as the peers call it.
    pub variant: String,
    /// Qubits; words a sentence in W4 and "edit".
    pub n: usize,
    /// Gates of the circuit as written, where time is given by gate.
    pub gates: Option<usize>,
    /// What amplitudes are made of: "f64" or "f32".
    pub precision: &'static str,
    make: Box<dyn Fn() -> Box<dyn Work>>,
}

impl Case {
    fn new<W: Work + 'static>(
        workload: &'static str,
        variant: impl Into<String>,
        n: usize,
        make: impl Fn() -> W + 'static,
    ) -> Case {
        let make = Box::new(move || Box::new(make()) as Box<dyn Work>);
        Case { workload, variant: variant.into(), n, gates: None, precision: "f64", make }
    }
    /// The case made ready to run.
    pub fn work(&self) -> Box<dyn Work> {
        (self.make)()
    }
    /// Its name: "W4 D=1 dedup n=4", "W1 f32 n=8".
    pub fn name(&self) -> String {
        let single = if self.precision == "f32" { "f32" } else { "" };
        let parts = [self.workload, &self.variant, single, &format!("n={}", self.n)];
        parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<&str>>().join(" ")
    }
}

/// Every case.
pub fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    all.extend(statevector::cases());
    all.extend(training::gradient_cases());
    all.extend(training::step_cases());
    all.extend(sentences::cases());
    all.extend(density::cases());
    all.extend(kernel::cases());
    all.extend(edit::cases());
    all
}

/// Runs the cases whose name contains the filter, each for about a budget of milliseconds, with a clock that
/// gives milliseconds. Returns one line of JSON a case.
pub fn run_json(filter: &str, budget_ms: f64, now: &mut dyn FnMut() -> f64) -> String {
    let target = if cfg!(target_arch = "wasm32") { "wasm" } else { "native" };
    let mut lines = String::new();
    for case in cases().iter().filter(|c| c.name().contains(filter)) {
        let mut work = case.work();
        let timing = measure(&mut *work, budget_ms, now);
        lines += &line(case, target, &timing, &work.check());
        lines.push('\n');
    }
    lines
}

/// The names of the cases whose name contains the filter, one a line.
pub fn names(filter: &str) -> String {
    cases().iter().map(Case::name).filter(|name| name.contains(filter)).map(|name| name + "\n").collect()
}

/// Runs the cases whose name contains the filter once, without a clock: a line of JSON each with its name, its
/// check values as the peers round them, and the same in full.
pub fn check_json(filter: &str) -> String {
    let mut lines = String::new();
    for case in cases().iter().filter(|c| c.name().contains(filter)) {
        let mut work = case.work();
        work.run();
        let (name, check, values) = (case.name(), work.check(), work.values());
        lines += &format!("{{\"name\":\"{name}\",\"check\":{check:?},\"values\":{values:?}}}\n");
    }
    lines
}

fn line(case: &Case, target: &str, t: &Timing, check: &[f64]) -> String {
    let own = if case.variant.is_empty() { String::new() } else { format!("{} ", case.variant) };
    let per_gate = case.gates.map_or(String::new(), |gates| {
        let ns = t.median_s / (gates as f64 * (1u64 << case.n) as f64) * 1e9;
        format!("\"gates\":{gates},\"ns_per_amp_gate\":{ns:e},")
    });
    format!(
        "{{\"w\":\"{}\",\"peer\":\"ketloom\",\"variant\":\"{own}{target} {}\",\"n\":{},{per_gate}\"median_s\":{:e},\
         \"min_s\":{:e},\"first_s\":{:e},\"samples\":{},\"group\":{},\"check\":{check:?}}}",
        case.workload, case.precision, case.n, t.median_s, t.min_s, t.first_s, t.samples, t.group
    )
}
