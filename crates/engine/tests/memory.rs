//! The memory that is stated is the memory that is taken, as the system counts it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use circuit::{Circuit, Observable};
use engine::memory::Need;
use engine::{Fan, Precision, Rows, SingleState, State};

/// The most memory that this process has had since the last call of `forget`, in bytes.
fn most() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

/// Lets the system count the most anew from what there is now.
fn forget() -> bool {
    std::fs::write("/proc/self/clear_refs", "5").is_ok()
}

fn rings(n: usize) -> Circuit {
    let layer = |l: usize| -> String {
        let turns = (0..n).map(|q| format!("RX(theta{}) {q}; RZ(0.3) {q};", l * n + q + 1));
        turns.chain((0..n).map(|q| format!("CX {q} {};", (q + 1) % n))).collect()
    };
    (layer(0) + &layer(1)).parse().unwrap()
}

// One test: the system counts for the whole process, whose tests run side by side.
#[test]
fn one_large_state_takes_what_was_stated_forward_and_with_its_gradient() {
    if !forget() {
        return;
    }
    let n = 22;
    let registers = format!("ADD {} | {}; H 3", numbers(0..11), numbers(11..22)).parse().unwrap();
    for circuit in [rings(n), registers] {
        let fan = Fan::of(circuit, vec![Observable::z(0)]).unwrap();
        let weights = vec![0.4; fan.weights()];
        let before = most();
        let state = State::run(fan.trunk(), &weights, &Rows::of(0, 1)).unwrap();
        holds(most() - before, Need::of_states(fan.trunk(), 1));
        drop(state);
        assert!(forget());
        let before = most();
        let state = SingleState::run(fan.trunk(), &weights, &Rows::of(0, 1)).unwrap();
        holds(most() - before, Need::of_states(fan.trunk(), 1).with(Precision::Single));
        drop(state);
        assert!(forget());
        let before = most();
        let mut plan = fan.plan();
        for _ in 0..2 {
            plan.forward(&weights, &Rows::of(0, 1)).unwrap();
            plan.pullback(&Rows::from_rows(&[[1.0]]));
        }
        holds(most() - before, Need::of_gradient(&fan, 1));
        drop(plan);
        assert!(forget());
    }
}

fn numbers(range: std::ops::Range<usize>) -> String {
    range.map(|q| q.to_string()).collect::<Vec<String>>().join(" ")
}

fn holds(taken: u64, need: Need) {
    assert!(taken <= need.peak(), "{taken} bytes were taken, but {need}");
    assert!(taken as f64 <= 2.2 * need.state() as f64 && taken >= need.state() * 9 / 10, "{taken}: {need}");
}
