//! `bench [filter] [budget in ms]`: runs the cases natively and prints JSON lines.
//! `bench --check [filter]`: runs each once and prints its check values.
//! `bench --large N [single|gradient]`: says what one state of N qubits takes, and runs it once.

use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|word| word == "--large").is_some() {
        return large(arguments.next().as_deref(), &arguments.next().unwrap_or_default());
    }
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

fn large(qubits: Option<&str>, how: &str) {
    let Some(n) = qubits.and_then(|n| n.parse().ok()).filter(|n| bench::SIZES.contains(n)) else {
        return eprintln!("--large needs a number of qubits, {:?}, as in `bench --large 24`", bench::SIZES);
    };
    let Some(how) = bench::How::named(how) else {
        return eprintln!("after the number of qubits comes nothing, `single` or `gradient`, not `{how}`");
    };
    println!("{}", bench::need(n, how));
    let start = Instant::now();
    match bench::large(n, how, &mut || start.elapsed().as_secs_f64() * 1000.0) {
        Ok(run) => println!("{:.0} ms, value {}", run.ms, run.value),
        Err(refusal) => println!("{refusal}"),
    }
}
