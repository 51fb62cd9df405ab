//! What a circuit leaves behind, read in any way: reduced density matrices, entropies, entanglement, distances.
//!
//! A unitary circuit without noise leaves a pure state, whose parts of up to 10 qubits (or whose rest is that small) can be
//! asked for at any size; all others leave a density matrix of at most 10 qubits. Entropies and mutual information are
//! in bits. Not here: the formulas (`engine::quantities`), probabilities and expectation values (`process_handle`).

use crate::circuit_handle::{CircuitHandle, place, row};
use crate::{Failure, noise};
use circuit::C64;
use engine::{Density, Ket, MAX_DENSITY_QUBITS, MEMORY_LIMIT, Process, State, quantities};
use wasm_bindgen::prelude::wasm_bindgen;

/// The state at the end of a circuit.
enum Left {
    Pure(Ket),
    Mixed(Density),
}

/// The state at the end of a circuit, or of some of its qubits.
#[wasm_bindgen]
pub struct StateHandle {
    left: Left,
}

#[wasm_bindgen]
impl CircuitHandle {
    /// Runs the circuit and keeps what it leaves.
    pub fn run(&self, parameters: &[f64], inputs: &[f64], noise: &str) -> Result<StateHandle, Failure> {
        if !noise.is_empty() || !self.circuit().is_unitary() {
            let process = Process::of(self.circuit(), &noise::read(noise, self.circuit())?)?;
            return Ok(StateHandle { left: Left::Mixed(process.density(parameters, inputs)?) });
        }
        let n = self.qubits();
        // The state, its amplitudes in a row, and those as planes.
        if 48usize << n > MEMORY_LIMIT {
            let message = format!("quantities of a state of {n} qubits need too much memory");
            return Err(Failure::new("too-large", message, "use at most 24 qubits"));
        }
        let state = State::run(self.circuit(), parameters, &row(inputs))?;
        let amplitudes: Vec<C64> = (0..1usize << n).map(|k| state.amplitude(0, k)).collect();
        Ok(StateHandle { left: Left::Pure(Ket::of(&amplitudes)) })
    }
}

#[wasm_bindgen]
impl StateHandle {
    /// The density matrix of some qubits, in the order given, row by row, re and im interleaved.
    pub fn density_matrix(&self, qubits: &[u32], little: bool) -> Result<Vec<f64>, Failure> {
        let matrix = self.part(&self.chosen("qubits", qubits)?)?.matrix();
        let mut out = Vec::with_capacity(2 * matrix.data.len());
        for i in 0..matrix.size {
            for j in 0..matrix.size {
                let z = matrix.at(place(i, qubits.len(), little), place(j, qubits.len(), little));
                out.extend([z.re, z.im]);
            }
        }
        Ok(out)
    }
    /// The state of some qubits, in the order given.
    pub fn reduced(&self, qubits: &[u32]) -> Result<StateHandle, Failure> {
        let qubits = self.chosen("qubits", qubits)?;
        let whole = qubits.iter().copied().eq(0..self.qubits());
        match &self.left {
            Left::Pure(ket) if whole => Ok(StateHandle { left: Left::Pure(ket.clone()) }),
            _ => Ok(StateHandle { left: Left::Mixed(self.part(&qubits)?) }),
        }
    }
    /// tr ρ² of some qubits.
    pub fn purity(&self, qubits: &[u32]) -> Result<f64, Failure> {
        Ok(quantities::purity(&self.alike(&self.chosen("qubits", qubits)?)?))
    }
    /// The Rényi entropy of order alpha of some qubits, von Neumann's for 1, in bits.
    pub fn entropy(&self, qubits: &[u32], alpha: f64) -> Result<f64, Failure> {
        if alpha.is_nan() || alpha < 0.0 {
            let message = format!("the order alpha of an entropy is {alpha}");
            return Err(Failure::new(
                "argument",
                message,
                "use a number from 0 to Infinity; 1 is von Neumann's",
            ));
        }
        Ok(quantities::renyi(&self.alike(&self.chosen("qubits", qubits)?)?, alpha))
    }
    /// The Schmidt coefficients between some qubits and all others, descending.
    pub fn schmidt(&self, qubits: &[u32]) -> Result<Vec<f64>, Failure> {
        let qubits = self.chosen("qubits", qubits)?;
        let Left::Pure(ket) = &self.left else {
            let message = "only a pure state has Schmidt coefficients, and this circuit measures or is noisy";
            return Err(Failure::new(
                "not-unitary",
                message,
                "ask for the negativity, or leave the noise out",
            ));
        };
        let smaller = qubits.len().min(ket.qubits() - qubits.len());
        small_enough(smaller, "the smaller side")?;
        Ok(quantities::schmidt(ket, &qubits))
    }
    /// The concurrence of two qubits.
    pub fn concurrence(&self, qubits: &[u32]) -> Result<f64, Failure> {
        let rho = self.part(&self.chosen("qubits", qubits)?)?;
        quantities::concurrence(&rho).ok_or_else(|| {
            let message = format!("concurrence is a quantity of two qubits, not of {}", qubits.len());
            Failure::new("argument", message, "name two with qubits: [0, 1]")
        })
    }
    /// The negativity between two sets of qubits, all others forgotten.
    pub fn negativity(&self, qubits: &[u32], others: &[u32]) -> Result<f64, Failure> {
        let (a, both) = self.sides(qubits, others)?;
        if let Left::Pure(ket) = &self.left
            && both.len() == ket.qubits()
        {
            let sum: f64 = self.schmidt(qubits)?.iter().sum();
            return Ok(((sum * sum - 1.0) / 2.0).max(0.0));
        }
        let places: Vec<usize> = (0..a.len()).collect();
        Ok(quantities::negativity(&self.part(&both)?, &places))
    }
    /// The mutual information S(A) + S(B) − S(AB) of two sets of qubits in bits.
    pub fn mutual_information(&self, qubits: &[u32], others: &[u32]) -> Result<f64, Failure> {
        let (a, both) = self.sides(qubits, others)?;
        let entropy =
            |qubits: &[usize]| -> Result<f64, Failure> { Ok(quantities::von_neumann(&self.alike(qubits)?)) };
        Ok((entropy(&a)? + entropy(&both[a.len()..])? - entropy(&both)?).max(0.0))
    }
    /// ⟨X⟩, ⟨Y⟩, ⟨Z⟩ of each of some qubits, one after the other.
    pub fn bloch(&self, qubits: &[u32]) -> Result<Vec<f64>, Failure> {
        let qubits = self.chosen("qubits", qubits)?;
        let one = |q: usize| match &self.left {
            Left::Pure(ket) => quantities::reduced(ket, &[q]).bloch(0),
            Left::Mixed(rho) => rho.bloch(q),
        };
        Ok(qubits.into_iter().flat_map(one).collect())
    }
    /// Uhlmann's fidelity (tr √(√ρ σ √ρ))² with another state.
    pub fn fidelity(&self, other: &StateHandle) -> Result<f64, Failure> {
        self.comparable(other)?;
        Ok(match (&self.left, &other.left) {
            (Left::Pure(a), Left::Pure(b)) => quantities::fidelity_of_kets(a, b).min(1.0),
            (Left::Pure(ket), Left::Mixed(rho)) | (Left::Mixed(rho), Left::Pure(ket)) => {
                quantities::fidelity_with_ket(rho, ket).clamp(0.0, 1.0)
            }
            (Left::Mixed(rho), Left::Mixed(sigma)) => quantities::fidelity(rho, sigma),
        })
    }
    /// The trace distance ½ tr |ρ − σ| to another state.
    pub fn trace_distance(&self, other: &StateHandle) -> Result<f64, Failure> {
        self.comparable(other)?;
        match (&self.left, &other.left) {
            (Left::Pure(a), Left::Pure(b)) => Ok(distance_of_kets(a, b)),
            _ => Ok(quantities::trace_distance(&self.whole(), &other.whole())),
        }
    }
}

impl StateHandle {
    fn qubits(&self) -> usize {
        match &self.left {
            Left::Pure(ket) => ket.qubits(),
            Left::Mixed(rho) => rho.qubits(),
        }
    }
    /// Qubits that were named: there, each once, one at least.
    fn chosen(&self, what: &str, named: &[u32]) -> Result<Vec<usize>, Failure> {
        let n = self.qubits();
        let wrong = |message: String| {
            Err(Failure::new("argument", message, format!("name each once, from 0 to {}", n - 1)))
        };
        if named.is_empty() {
            return wrong(format!("{what} names no qubit"));
        }
        for (i, qubit) in named.iter().enumerate() {
            if *qubit as usize >= n {
                return wrong(format!("{what}[{i}] is {qubit}, but there are {n} qubits"));
            }
            if named[..i].contains(qubit) {
                return wrong(format!("{what} names qubit {qubit} twice"));
            }
        }
        Ok(named.iter().map(|q| *q as usize).collect())
    }
    /// Two sets of qubits that share none: the first, and both one after the other.
    fn sides(&self, qubits: &[u32], others: &[u32]) -> Result<(Vec<usize>, Vec<usize>), Failure> {
        let (a, b) = (self.chosen("qubits", qubits)?, self.chosen("others", others)?);
        if let Some(shared) = a.iter().find(|q| b.contains(q)) {
            let message = format!("qubit {shared} stands in qubits and in others");
            return Err(Failure::new("argument", message, "the two sets share no qubit"));
        }
        let both = a.iter().chain(&b).copied().collect();
        Ok((a, both))
    }
    /// The density matrix of some qubits.
    fn part(&self, qubits: &[usize]) -> Result<Density, Failure> {
        small_enough(qubits.len(), "qubits")?;
        Ok(match &self.left {
            Left::Pure(ket) => quantities::reduced(ket, qubits),
            Left::Mixed(rho) => rho.reduced(qubits),
        })
    }
    /// A density matrix with the same eigenvalues but for zeros: of a pure state both sides have the same.
    fn alike(&self, qubits: &[usize]) -> Result<Density, Failure> {
        let others: Vec<usize> = (0..self.qubits()).filter(|q| !qubits.contains(q)).collect();
        match &self.left {
            Left::Pure(_) if others.is_empty() => Ok(Density::pure(&[C64::ONE])),
            Left::Pure(_) if others.len() < qubits.len() => self.part(&others),
            _ => self.part(qubits),
        }
    }
    /// The whole density matrix; only asked for where the other one is a density matrix too.
    fn whole(&self) -> Density {
        match &self.left {
            Left::Pure(ket) => Density::pure(&ket.amplitudes()),
            Left::Mixed(rho) => rho.clone(),
        }
    }
    fn comparable(&self, other: &StateHandle) -> Result<(), Failure> {
        let (a, b) = (self.qubits(), other.qubits());
        if a == b {
            return Ok(());
        }
        let message = format!("a state of {a} qubits cannot be compared with one of {b}");
        Err(Failure::new("argument", message, "name as many qubits of each"))
    }
}

fn small_enough(qubits: usize, what: &str) -> Result<(), Failure> {
    if qubits <= MAX_DENSITY_QUBITS {
        return Ok(());
    }
    let message = format!("{what}: a density matrix of {qubits} qubits is too large");
    Err(Failure::new("too-large", message, format!("name at most {MAX_DENSITY_QUBITS} qubits")))
}

/// √(1 − |⟨a|b⟩|²), from the distance of the states with their phases aligned, so that small distances stay exact.
fn distance_of_kets(a: &Ket, b: &Ket) -> f64 {
    let overlap = a.overlap(b);
    let size = overlap.norm_sqr().sqrt();
    let phase = if size > 0.0 { overlap.scale(1.0 / size) } else { C64::ONE };
    let apart = a.amplitudes().into_iter().zip(b.amplitudes()).map(|(x, y)| (x * phase - y).norm_sqr());
    (apart.sum::<f64>() / 2.0 * (1.0 + size)).sqrt().min(1.0)
}

#[cfg(test)]
mod tests;
