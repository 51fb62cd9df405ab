//! `bench [filter] [budget in ms]`: runs the cases natively and prints JSON lines.
//! `bench --check [filter]`: runs each once and prints its check values.

use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    let once = arguments.next_if(|word| word == "--check").is_some();
    let filter = arguments.next().unwrap_or_default();
    let budget = arguments.next().and_then(|b| b.parse().ok()).unwrap_or(1000.0);
    let start = Instant::now();
    let mut now = || start.elapsed().as_secs_f64() * 1000.0;
    for name in bench::names(&filter).lines() {
        match once {
            true => print!("{}", bench::check_json(name)),
            false => print!("{}", bench::run_json(name, budget, &mut now)),
        }
    }
}
