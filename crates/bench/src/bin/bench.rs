//! `bench [filter] [budget in ms]`: runs the cases natively and prints JSON lines.

use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let filter = arguments.next().unwrap_or_default();
    let budget = arguments.next().and_then(|b| b.parse().ok()).unwrap_or(1000.0);
    let start = Instant::now();
    let mut now = || start.elapsed().as_secs_f64() * 1000.0;
    for case in bench::cases().iter().filter(|c| c.name().contains(&filter)) {
        print!("{}", bench::run_json(&case.name(), budget, &mut now));
    }
}
