//! The displays that stand in a circuit: what each is read from and the picture of it. One pass through the circuit
//! reads all of them, each at its own place. Not here: how they are drawn (`plot::display`), one enlarged (`enlarged`).

use crate::report::DisplayView;
use crate::sight::Sight;
use circuit::{C64, Circuit, Matrix, Observable, Op, gates};
use engine::{Density, State, quantities};
use learn::Rng;
use plot::Scene;
use plot::composer::display_size;
use plot::display::Spot;

/// The most qubits whose basis states are told apart.
const MOST_CHANCES: usize = 10;
/// The most qubits whose amplitudes are told apart.
const MOST_AMPLITUDES: usize = 8;
/// The most qubits of a density matrix that is drawn.
const MOST_DENSITY: usize = 4;
/// The most qubits of which eigenvalues are computed.
const MOST_EIGEN: usize = 6;

/// What a display needs of a state, be it a vector or a mixture; `None` where that is not known of it.
pub(crate) trait Reading {
    /// How many qubits.
    fn qubits(&self) -> usize;
    /// Whether it is known to be no mixture.
    fn is_pure(&self) -> bool;
    /// The probability of every basis state of some qubits, the first the most significant.
    fn chances(&self, qubits: &[usize]) -> Vec<f64>;
    /// The density matrix of some qubits, all others traced out.
    fn matrix(&self, qubits: &[usize]) -> Option<Matrix>;
    /// The amplitudes of some qubits, if they have a state of their own.
    fn amplitudes(&self, qubits: &[usize]) -> Option<Vec<C64>>;
    /// The expectation value of an observable.
    fn value(&self, observable: &Observable) -> Option<f64>;
}

/// The first row of a state vector.
impl Reading for State {
    fn qubits(&self) -> usize {
        State::qubits(self)
    }
    fn is_pure(&self) -> bool {
        true
    }
    fn chances(&self, qubits: &[usize]) -> Vec<f64> {
        self.marginal(0, qubits)
    }
    fn matrix(&self, qubits: &[usize]) -> Option<Matrix> {
        Some(self.reduced(0, qubits))
    }
    fn amplitudes(&self, qubits: &[usize]) -> Option<Vec<C64>> {
        self.factor(0, qubits)
    }
    fn value(&self, observable: &Observable) -> Option<f64> {
        Some(self.expect(0, observable))
    }
}

/// What a circuit leaves that measures, resets, waits, selects or is noisy.
impl Reading for Sight {
    fn qubits(&self) -> usize {
        Sight::qubits(self)
    }
    fn is_pure(&self) -> bool {
        !self.is_mixed()
    }
    fn chances(&self, qubits: &[usize]) -> Vec<f64> {
        let last = Sight::qubits(self) - 1;
        let mut sums = vec![0.0; 1 << qubits.len()];
        for k in 0..1usize << (last + 1) {
            sums[qubits.iter().fold(0, |v, q| 2 * v + (k >> (last - q) & 1))] += self.probability(k);
        }
        sums
    }
    fn matrix(&self, qubits: &[usize]) -> Option<Matrix> {
        match (self, qubits) {
            (Sight::State(state), _) => Some(state.reduced(0, qubits)),
            (Sight::Ket(ket), _) => Some(quantities::reduced(ket, qubits).matrix()),
            (Sight::Mixture { density: Some(density), .. }, _) => Some(density.reduced(qubits).matrix()),
            (Sight::Mixture { blochs, .. }, [qubit]) => {
                let [x, y, z] = blochs[*qubit].map(|v| v / 2.0);
                let real = |v| C64::new(v, 0.0);
                Some(Matrix::of(vec![real(0.5 + z), C64::new(x, -y), C64::new(x, y), real(0.5 - z)]))
            }
            _ => None,
        }
    }
    fn amplitudes(&self, qubits: &[usize]) -> Option<Vec<C64>> {
        match self {
            Sight::State(state) => state.factor(0, qubits),
            Sight::Ket(ket) if qubits.iter().copied().eq(0..ket.qubits()) => Some(ket.amplitudes()),
            _ => match Sight::of(Density::of_matrix(&self.matrix(qubits)?)) {
                Sight::Ket(ket) => Some(ket.amplitudes()),
                _ => None,
            },
        }
    }
    fn value(&self, observable: &Observable) -> Option<f64> {
        match self {
            Sight::State(state) => Some(state.expect(0, observable)),
            Sight::Ket(ket) => Some(ket.expect(observable)),
            Sight::Mixture { density, .. } => density.as_ref().map(|d| d.expect(observable)),
        }
    }
}

/// The places in a list of ops where displays read: each run of displays once, with the displays that stand there.
pub(crate) fn places(circuit: &Circuit) -> Vec<(usize, Vec<usize>)> {
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for (index, _) in circuit.ops().iter().enumerate().filter(|(_, op)| op.gate.is_display()) {
        match found.last_mut() {
            Some((_, run)) if run.last() == Some(&(index.wrapping_sub(1))) => run.push(index),
            _ => found.push((index, vec![index])),
        }
    }
    found
}

/// The displays of a circuit and what it takes to draw them.
pub(crate) struct Displays<'a> {
    /// The circuit.
    pub circuit: &'a Circuit,
    /// The column of each op.
    pub columns: Vec<usize>,
    /// Whether kets are written with qubit 0 rightmost.
    pub reversed: bool,
}

impl Displays<'_> {
    /// The displays of a circuit.
    pub fn of(circuit: &Circuit, reversed: bool) -> Displays<'_> {
        Displays { circuit, columns: circuit.layout().columns, reversed }
    }
    /// A display, read from the state at its place.
    pub fn view(&self, index: usize, state: &dyn Reading) -> DisplayView {
        self.drawn(index, &|op, spot| self.scene(op, spot, state))
    }
    /// A display where there is no state to read.
    pub fn refused(&self, index: usize, why: &str) -> DisplayView {
        self.drawn(index, &|op, spot| spot.refused(op.gate.name, "no state", why))
    }
    fn drawn(&self, index: usize, scene: &dyn Fn(&Op, Spot) -> Scene) -> DisplayView {
        let op = &self.circuit.ops()[index];
        let (low, high) = op.span();
        let spot = Spot { size: display_size(high - low + 1), reversed: self.reversed };
        let statement = self.circuit.statement(op);
        DisplayView { index, statement, column: self.columns[index], scene: scene(op, spot) }
    }

    fn scene(&self, op: &Op, spot: Spot, state: &dyn Reading) -> Scene {
        match read(op, state) {
            Read::Bloch(vector) => spot.bloch(&self.circuit.name(op.targets[0]), vector),
            Read::Chances(chances) => spot.chances(&chances),
            Read::Counts(counts, shots, seed) => spot.samples(&counts, shots, seed),
            Read::Amplitudes(amplitudes) => spot.amplitudes(&amplitudes),
            Read::Density(matrix) => spot.density(&matrix),
            Read::Value(value) => spot.expectation(&op.paulis, value),
            Read::Purity(purity, entropy) => spot.purity(op.targets.len(), purity, entropy),
            Read::Refused(name, brief, why) => spot.refused(name, brief, &why),
        }
    }
}

/// What a display reads.
pub(crate) enum Read {
    /// The Bloch vector of a qubit.
    Bloch([f64; 3]),
    /// The probability of each basis state.
    Chances(Vec<f64>),
    /// How often each was found, in so many runs by a seed.
    Counts(Vec<usize>, usize, u64),
    /// The amplitude of each.
    Amplitudes(Vec<C64>),
    /// A density matrix.
    Density(Matrix),
    /// An expectation value.
    Value(f64),
    /// Purity, and entropy in bits.
    Purity(f64, f64),
    /// Nothing: whose name, why in a word or two, why in a sentence.
    Refused(&'static str, &'static str, String),
}

/// Reads what a display shows of a state.
pub(crate) fn read(op: &Op, state: &dyn Reading) -> Read {
    let (qubits, many) = (&op.targets[..], op.targets.len());
    let large = |name: &'static str, most: usize| {
        let why = format!("it is shown of up to {most} qubits, this one is of {many}; take fewer");
        Read::Refused(name, "too large", why)
    };
    let unknown = || {
        let why = "of a mixture of so many qubits only probabilities and single qubits are known; take one run in the State panel";
        Read::Refused(op.gate.name, "not known", why.into())
    };
    match op.gate.name {
        "BLOCH" => {
            let along = |m: Matrix| {
                let z = m.at(1, 0);
                Read::Bloch([2.0 * z.re, 2.0 * z.im, m.at(0, 0).re - m.at(1, 1).re])
            };
            state.matrix(qubits).map_or_else(unknown, along)
        }
        "CHANCE" if many > MOST_CHANCES => large("Probability", MOST_CHANCES),
        "CHANCE" => Read::Chances(state.chances(qubits)),
        "SAMPLE" if many > MOST_CHANCES => large("Samples", MOST_CHANCES),
        "SAMPLE" => {
            let (shots, seed) = gates::shots(op).unwrap_or((1, 0));
            Read::Counts(counts(&state.chances(qubits), shots, seed), shots, seed)
        }
        "AMPS" if many > MOST_AMPLITUDES => large("Amplitudes", MOST_AMPLITUDES),
        "AMPS" => match state.amplitudes(qubits) {
            Some(amplitudes) => Read::Amplitudes(amplitudes),
            None => {
                let why = "these qubits are entangled with others or mixed, so they have no amplitudes of their own; take the density matrix or more qubits";
                Read::Refused("Amplitudes", "not pure", why.into())
            }
        },
        "DENSITY" if many > MOST_DENSITY => large("Density matrix", MOST_DENSITY),
        "DENSITY" => state.matrix(qubits).map_or_else(unknown, Read::Density),
        "EXPECT" => {
            let observable = Observable { terms: vec![(1.0, gates::product(op))] };
            state.value(&observable).map_or_else(unknown, Read::Value)
        }
        _ => match purity(state, qubits) {
            Some((purity, entropy)) => Read::Purity(purity, entropy),
            None if many <= MOST_EIGEN => unknown(),
            None => large("Purity", MOST_EIGEN),
        },
    }
}

/// How often each basis state is found in so many runs.
fn counts(chances: &[f64], shots: usize, seed: u64) -> Vec<usize> {
    let mut draws = Rng::stream(seed, "display", 0);
    let mut counts = vec![0; chances.len()];
    let last = chances.iter().rposition(|p| *p > 0.0).unwrap_or(0);
    for _ in 0..shots {
        let mut left = draws.uniform() * chances.iter().sum::<f64>();
        let found = chances.iter().position(|p| {
            left -= p;
            left < 0.0
        });
        counts[found.unwrap_or(last)] += 1;
    }
    counts
}

/// tr ρ² and the entropy in bits. Of a vector the part that is left has the same eigenvalues, and may be smaller.
fn purity(state: &dyn Reading, qubits: &[usize]) -> Option<(f64, f64)> {
    let others: Vec<usize> = (0..state.qubits()).filter(|q| !qubits.contains(q)).collect();
    let smaller = if state.is_pure() && others.len() < qubits.len() { &others } else { qubits };
    if smaller.is_empty() {
        return Some((1.0, 0.0));
    }
    if smaller.len() > MOST_EIGEN {
        return None;
    }
    let rho = Density::of_matrix(&state.matrix(smaller)?);
    Some((quantities::purity(&rho), quantities::von_neumann(&rho)))
}

#[cfg(test)]
mod tests;
