//! A state that is looked at: pure, or a mixture; of few qubits a mixture is a density matrix. What can be told of it
//! in each case. Not here: how it came about (`outcome`), figures.

use circuit::C64;
use engine::{Density, Ket, State, quantities};

/// A density matrix whose purity is nearer to 1 than this is a pure state.
const PURE: f64 = 1e-9;

/// A state that is looked at.
pub(crate) enum Sight {
    /// What a circuit of unitaries leaves.
    State(State),
    /// One pure state.
    Ket(Ket),
    /// A mixture.
    Mixture {
        /// Of every qubit.
        blochs: Vec<[f64; 3]>,
        /// Of every basis state.
        chances: Vec<f64>,
        /// Where there are few qubits.
        density: Option<Density>,
    },
}

impl Sight {
    /// What a density matrix says: one pure state, up to its global phase, or a mixture.
    pub fn of(density: Density) -> Sight {
        if quantities::purity(&density) > 1.0 - PURE {
            return Sight::Ket(purified(&density));
        }
        Sight::Mixture {
            blochs: (0..density.qubits()).map(|q| density.bloch(q)).collect(),
            chances: density.probabilities(),
            density: Some(density),
        }
    }
    /// How many qubits.
    pub fn qubits(&self) -> usize {
        match self {
            Sight::State(state) => state.qubits(),
            Sight::Ket(ket) => ket.qubits(),
            Sight::Mixture { blochs, .. } => blochs.len(),
        }
    }
    /// Whether it is no pure state.
    pub fn is_mixed(&self) -> bool {
        matches!(self, Sight::Mixture { .. })
    }
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of a qubit.
    pub fn bloch(&self, qubit: usize) -> [f64; 3] {
        match self {
            Sight::State(state) => state.bloch(0, qubit),
            Sight::Ket(ket) => quantities::reduced(ket, &[qubit]).bloch(0),
            Sight::Mixture { blochs, .. } => blochs[qubit],
        }
    }
    /// The probability of a basis state.
    pub fn probability(&self, k: usize) -> f64 {
        match self {
            Sight::Mixture { chances, .. } => chances[k],
            _ => self.amplitude(k).norm_sqr(),
        }
    }
    /// The amplitude of a basis state; of a mixture, which has none, the root of its probability.
    pub fn amplitude(&self, k: usize) -> C64 {
        match self {
            Sight::State(state) => state.amplitude(0, k),
            Sight::Ket(ket) => ket.amplitude(k),
            Sight::Mixture { chances, .. } => C64::new(chances[k].sqrt(), 0.0),
        }
    }
    /// All amplitudes; none of a mixture.
    pub fn amplitudes(&self) -> Option<Vec<C64>> {
        let size = 1usize << self.qubits();
        (!self.is_mixed()).then(|| (0..size).map(|k| self.amplitude(k)).collect())
    }
    /// The density matrix of a mixture of few qubits.
    pub fn density(&self) -> Option<&Density> {
        match self {
            Sight::Mixture { density, .. } => density.as_ref(),
            _ => None,
        }
    }
    /// tr ρ² of all qubits together, where it is known.
    pub fn purity(&self) -> Option<f64> {
        match self {
            Sight::Mixture { density, .. } => density.as_ref().map(quantities::purity),
            _ => Some(1.0),
        }
    }
}

/// tr ρ² of a qubit with this Bloch vector: 1 if it is pure, ½ if nothing is known of it.
pub(crate) fn purity([x, y, z]: [f64; 3]) -> f64 {
    (1.0 + x * x + y * y + z * z) / 2.0
}

/// The von Neumann entropy of a qubit with this Bloch vector, in bits, 0 to 1.
pub(crate) fn entropy([x, y, z]: [f64; 3]) -> f64 {
    let length = (x * x + y * y + z * z).sqrt().min(1.0);
    let part = |p: f64| if p > 0.0 { -p * libm::log2(p) } else { 0.0 };
    part((1.0 + length) / 2.0) + part((1.0 - length) / 2.0)
}

/// The state whose projector a density matrix is: its column of the largest probability.
fn purified(density: &Density) -> Ket {
    let matrix = density.matrix();
    let chance = |k: usize| matrix.at(k, k).re;
    let best = (0..matrix.size).fold(0, |best, k| if chance(k) > chance(best) { k } else { best });
    let scale = 1.0 / chance(best).max(f64::MIN_POSITIVE).sqrt();
    Ket::of(&(0..matrix.size).map(|k| matrix.at(k, best).scale(scale)).collect::<Vec<C64>>())
}
