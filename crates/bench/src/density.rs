//! W5: a noisy density matrix: W1's circuit at depth 5, after each gate a depolarizing channel (X, Y, Z each with
//! probability p/3, p = 0.01) on every qubit that it touched.

use crate::seeds::{ansatz, circuit, gate};
use crate::{Case, Work};
use circuit::Observable;
use engine::{After, Density, Noise, Process};

const DEPTH: usize = 5;
const P: f64 = 0.01;

pub(crate) fn cases() -> Vec<Case> {
    (4..=8).map(|n| Case::new("W5", "", n, move || Noisy::new(n))).collect()
}

struct Noisy {
    process: Process,
    density: Density,
    purity: f64,
}

impl Noisy {
    fn new(n: usize) -> Noisy {
        let channels = vec![(gate("DEPOLARIZING"), vec![P])];
        let noise = Noise { after: After::EveryGate, channels, readout: Vec::new() };
        let process = Process::of(&circuit(n, ansatz(n, DEPTH)), &noise).expect("depolarizing is a channel");
        Noisy { process, density: Density::mixed(n), purity: 0.0 }
    }
}

impl Work for Noisy {
    fn run(&mut self) {
        self.density = self.process.density(&[], &[]).expect("small enough");
        self.purity = engine::quantities::purity(&self.density);
    }
    fn values(&self) -> [f64; 2] {
        [self.density.expect(&Observable::z(0)), self.purity]
    }
    fn decimals(&self) -> [u32; 2] {
        [6, 6]
    }
}
