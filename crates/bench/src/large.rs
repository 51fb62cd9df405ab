//! One state as large as memory allows: what it takes is said beforehand, then it is run once.
//!
//! Not among the cases: they are repeated, and compared with peers. A circuit of RX, RY, RZ on every qubit and a
//! CX ladder, twice, in f64 or f32; or value and gradient of ⟨Z₀⟩ of one layer of Rot and a ring.

use crate::seeds::{self, Mulberry, ansatz, rot_layers};
use circuit::{Circuit, Observable};
use engine::memory::Need;
use engine::{Fan, Precision, Refusal, Rows, SingleState, State};

/// How many qubits there may be.
pub const SIZES: std::ops::RangeInclusive<usize> = 2..=circuit::MAX_QUBITS;

/// One run of one large state.
#[derive(Clone, Debug, PartialEq)]
pub struct Large {
    /// What it was said to take.
    pub need: Need,
    /// How long it took, in milliseconds.
    pub ms: f64,
    /// ⟨Z₀⟩, or the length of its gradient.
    pub value: f64,
}

/// What is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// One state.
    Run,
    /// One state in single precision.
    Single,
    /// Value and gradient.
    Gradient,
}

impl How {
    /// By its name; a state where there is none.
    pub fn named(name: &str) -> Option<How> {
        let all = [("", How::Run), ("single", How::Single), ("gradient", How::Gradient)];
        all.into_iter().find(|(known, _)| *known == name).map(|(_, how)| how)
    }
}

enum Job {
    Run(Circuit),
    Single(Circuit),
    Gradient(Fan),
}

impl Job {
    fn of(n: usize, how: How) -> Job {
        match how {
            How::Run => Job::Run(seeds::circuit(n, ansatz(n, 2))),
            How::Single => Job::Single(seeds::circuit(n, ansatz(n, 2))),
            How::Gradient => {
                let fan = Fan::of(seeds::circuit(n, rot_layers(n, 1)), vec![Observable::z(0)]);
                Job::Gradient(fan.expect("the circuit has a first qubit"))
            }
        }
    }
    fn need(&self) -> Need {
        match self {
            Job::Run(circuit) => Need::of_states(circuit, 1),
            Job::Single(circuit) => Need::of_states(circuit, 1).with(Precision::Single),
            Job::Gradient(fan) => Need::of_gradient(fan, 1),
        }
    }
}

/// What a run of n qubits (in `SIZES`) will take.
pub fn need(n: usize, how: How) -> Need {
    Job::of(n, how).need()
}

/// Runs n qubits once. Refused where that is too much.
pub fn large(n: usize, how: How, now: &mut dyn FnMut() -> f64) -> Result<Large, Refusal> {
    if !SIZES.contains(&n) {
        let (least, most) = (SIZES.start(), SIZES.end());
        return Err(Refusal::Unable(format!("a large state has {least} to {most} qubits, not {n}")));
    }
    let job = Job::of(n, how);
    let start = now();
    let value = match &job {
        Job::Run(circuit) => State::run(circuit, &[], &Rows::of(0, 1))?.expect(0, &Observable::z(0)),
        Job::Single(circuit) => SingleState::run(circuit, &[], &Rows::of(0, 1))?.expect(0, &Observable::z(0)),
        Job::Gradient(fan) => {
            let mut plan = fan.plan();
            plan.forward(&Mulberry(2000 + n as u32).angles(3 * n), &Rows::of(0, 1))?;
            let slopes = plan.pullback(&Rows { width: 1, data: vec![1.0] }).weights;
            slopes.iter().map(|s| s * s).sum::<f64>().sqrt()
        }
    };
    Ok(Large { need: job.need(), ms: now() - start, value })
}
