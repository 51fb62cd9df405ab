//! Circuits that measure, reset, wait, select and are noisy, as they are looked at: the exact mixture of all outcomes,
//! or one run drawn by a seed. Not here: unitary circuits (`state`), how any of it is computed (`engine`).

use crate::View;
use crate::sight::Sight;
use circuit::{Circuit, number};
use engine::{Course, Density, MAX_DENSITY_QUBITS, Noise, Process, Rows, State};
use learn::Rng;
use plot::text::percent;

/// The most values of classical bits that are listed; the others are summed up.
const MOST_VALUES: usize = 64;

/// What is said of all else that is seen with a branch.
const FOLLOWED: &str = "Displays in the circuit are of the runs whose bits, as far as they are written there, are those of the branch; read-outs of the runs that end with them.";

/// Branches have values below this: whole numbers that a link keeps.
const MOST_BRANCH: u64 = 1 << 53;

/// Rows about classical bits, and the values of which the first ones tell.
type Chances = (Vec<(String, String)>, Vec<u64>);

/// A circuit's state at a place, and what goes with it.
pub(crate) struct Outcome {
    /// The state.
    pub sight: Sight,
    /// ⟨Z⟩ of every qubit at the circuit's end; empty where that cannot be told.
    pub ends: Vec<f64>,
    /// Classical bits with their values or probabilities.
    pub classical: Vec<(String, String)>,
    /// What its first rows are, if their branches can be shown.
    pub branches: Vec<u64>,
    /// Which of them is shown.
    pub branch: Option<u64>,
    /// What is shown and under which assumptions, in sentences.
    pub note: String,
}

/// A circuit with numbers for its symbols, looked at after so many ops.
pub(crate) struct Looked<'a> {
    /// The circuit.
    pub circuit: &'a Circuit,
    /// θ and x.
    pub at: (&'a [f64], &'a [f64]),
    /// After so many ops.
    pub ops: usize,
}

impl Looked<'_> {
    /// In the mode that the view says.
    pub fn outcome(&self, view: &View) -> Result<Outcome, String> {
        if view.shot { self.shot(view.seed) } else { self.exact(view.branch) }
    }

    /// The exact mixture of all outcomes, or its branch with these values of the classical bits.
    fn exact(&self, branch: Option<u64>) -> Result<Outcome, String> {
        let (weights, inputs) = self.at;
        let said = |why: engine::Refusal| {
            format!(
                "The exact mixture cannot be shown: {why}. A single shot can be chosen in the State panel."
            )
        };
        let part = self.circuit.first(self.ops);
        let process = Process::of(&part, &Noise::none()).map_err(said)?;
        let sight = self.mixture(&part, &process).map_err(said)?;
        let chosen = self.chosen(&part, branch);
        let (classical, branches) = match part.bits() {
            0 => Default::default(),
            _ => self.chances(&process, chosen).map_err(said)?,
        };
        let (sight, mut note, branch) = self.branch(&part, &process, chosen, sight);
        let ends = match self.ops < self.circuit.ops().len() {
            false => Ok((0..sight.qubits()).map(|q| sight.bloch(q)[2]).collect()),
            true => self.ends(&part, branch),
        };
        let kept = process.kept(weights, inputs).map_err(said)?;
        if kept < 1.0 {
            note +=
                &format!(" Post-selection keeps {} of the runs; all numbers are of those.", percent(kept));
        }
        if let Err(why) = &ends {
            note += &format!(" Read-outs at the end are not known: {why}.");
        }
        Ok(Outcome { sight, ends: ends.unwrap_or_default(), classical, branches, branch, note })
    }

    /// Only the state, in the mode that the view says: of the mixture the branch that is chosen, as far as its bits are
    /// written here, if it happens. After it which branch that is, as an end of a title; empty where it is none.
    pub fn sight(&self, view: &View) -> Result<(Sight, String), String> {
        let all = |sight: Sight| (sight, String::new());
        let part = self.circuit.first(self.ops);
        if view.shot && !part.is_unitary() {
            let mut dice = Rng::stream(view.seed, "shot", 0);
            let course = Course::of(self.circuit, self.at, self.ops, &mut || dice.uniform());
            return course.map(|c| all(Sight::Ket(c.then.state))).map_err(|e| e.to_string());
        }
        let process = Process::of(&part, &Noise::none()).map_err(|e| e.to_string())?;
        let chosen = self.chosen(&part, view.branch).filter(|_| part.qubits() <= MAX_DENSITY_QUBITS);
        if let Some(bits) = chosen
            && let Some((_, density)) = self.left_by(&process, bits).map_err(|e| e.to_string())?
        {
            return Ok((Sight::of(density), format!(", branch of {}", registers(self.circuit, bits))));
        }
        self.mixture(&part, &process).map(all).map_err(|e| e.to_string())
    }

    /// ⟨Z⟩ of every qubit at the whole circuit's end: of all outcomes, or of the runs that end with the bits of a branch,
    /// as far as they are written after this part.
    fn ends(&self, part: &Circuit, branch: Option<u64>) -> Result<Vec<f64>, engine::Refusal> {
        let (weights, inputs) = self.at;
        let whole = Process::of(self.circuit, &Noise::none())?;
        let Some(bits) = branch else {
            return Ok(whole.blochs(weights, inputs)?.iter().map(|b| b[2]).collect());
        };
        let (known, mut total, mut sums) = (written(part), 0.0, vec![0.0; self.circuit.qubits()]);
        for (end, (chance, density)) in whole.outcomes(weights, inputs)? {
            if (end ^ bits) & known == 0 {
                total += chance;
                sums.iter_mut().enumerate().for_each(|(q, sum)| *sum += chance * density.bloch(q)[2]);
            }
        }
        if total == 0.0 {
            return Err(engine::Refusal::Unable("no run ends with the bits of this branch".into()));
        }
        Ok(sums.into_iter().map(|sum| sum / total).collect())
    }

    fn mixture(&self, part: &Circuit, process: &Process) -> Result<Sight, engine::Refusal> {
        let (weights, inputs) = self.at;
        if part.is_unitary() {
            let rows = Rows { width: inputs.len(), data: inputs.to_vec() };
            return Ok(Sight::State(State::run(part, weights, &rows)?));
        }
        if part.qubits() <= MAX_DENSITY_QUBITS {
            return Ok(Sight::of(process.density(weights, inputs)?));
        }
        let (blochs, chances) = (process.blochs(weights, inputs)?, process.probabilities(weights, inputs)?);
        Ok(Sight::Mixture { blochs, chances, density: None })
    }

    /// The branch that is chosen up to here: what is written into bits only later chooses nothing yet, so that a branch is
    /// followed through its circuit. Bits that the circuit has not stay, and are found in no branch.
    fn chosen(&self, part: &Circuit, branch: Option<u64>) -> Option<u64> {
        let written = written(part);
        let later = (0..self.circuit.bits()).fold(0, |all, bit| all | 1 << bit) & !written;
        branch.filter(|_| written != 0).map(|bits| bits & !later)
    }

    /// How likely values of the classical bits are and what they leave; nothing if they do not happen.
    fn left_by(&self, process: &Process, bits: u64) -> Result<Option<(f64, Density)>, engine::Refusal> {
        Ok(process.outcomes(self.at.0, self.at.1)?.remove(&bits))
    }

    /// The state that values of the classical bits leave, with its note, and which branch that is; that of the mixture
    /// `whole` where none is chosen, or there is no such one.
    fn branch(
        &self,
        part: &Circuit,
        process: &Process,
        chosen: Option<u64>,
        whole: Sight,
    ) -> (Sight, String, Option<u64>) {
        let note = mixed(part, &whole);
        let Some(bits) = chosen else { return (whole, note, None) };
        let (chance, density) = match self.left_by(process, bits) {
            Err(why) => return (whole, format!("The branch cannot be shown: {why}. {note}"), None),
            Ok(None) => {
                let why = "The branch that was chosen does not happen here, so all outcomes are shown.";
                return (whole, format!("{why} {note}"), None);
            }
            Ok(Some(found)) => found,
        };
        let sight = Sight::of(density);
        let what = match sight.purity().filter(|_| sight.is_mixed()) {
            None => "one pure state, known up to its global phase".to_string(),
            Some(purity) => format!(
                "a mixture itself, which has no amplitudes: the bars are probabilities. Purity of all qubits together, tr ρ²: {}",
                number::fixed(purity, 3)
            ),
        };
        let (name, taken) = (registers(self.circuit, bits), percent(chance));
        let note = format!("The branch of {name}, which {taken} of the runs take: {what}. {FOLLOWED}");
        (sight, note, Some(bits))
    }

    /// How likely the values of the classical bits are: the likeliest together, then each bit. After the rows the values
    /// of which the first ones tell, where there are several whose branches can be shown.
    fn chances(&self, process: &Process, chosen: Option<u64>) -> Result<Chances, engine::Refusal> {
        let bits = self.circuit.bits();
        let mut values: Vec<(u64, f64)> = match process.measures() {
            true => process.distribution(self.at.0, self.at.1)?.into_iter().collect(),
            false => vec![(0, 1.0)],
        };
        let one = |bit: usize| values.iter().filter(|v| v.0 >> bit & 1 == 1).map(|v| v.1).sum::<f64>();
        let each: Vec<(String, String)> =
            (0..bits).map(|b| (format!("{} = 1", self.circuit.bit_name(b)), percent(one(b)))).collect();
        circuit::order::sort(&mut values, |a, b| b.1.total_cmp(&a.1));
        // The chosen one is always among those that are listed.
        if let Some(at) = values.iter().position(|v| Some(v.0) == chosen).filter(|at| *at >= MOST_VALUES) {
            values.swap(MOST_VALUES - 1, at);
        }
        let others: f64 = values.iter().skip(MOST_VALUES).map(|v| v.1).sum();
        let hidden = values.len().saturating_sub(MOST_VALUES);
        values.truncate(MOST_VALUES);
        circuit::order::sort(&mut values, |a, b| a.0.cmp(&b.0));
        let mut rows: Vec<(String, String)> =
            values.iter().map(|(v, p)| (registers(self.circuit, *v), percent(*p))).collect();
        if hidden > 0 {
            rows.push((format!("{hidden} others"), percent(others)));
        }
        let shown = values.len() > 1 && process.qubits() <= MAX_DENSITY_QUBITS;
        let branches =
            values.iter().map(|v| v.0).filter(|_| shown).take_while(|v| *v < MOST_BRANCH).collect();
        // One bit has said all already.
        if bits > 1 {
            rows.extend(each);
        }
        Ok((rows, branches))
    }

    /// One run, drawn by a seed.
    fn shot(&self, seed: u64) -> Result<Outcome, String> {
        let mut dice = Rng::stream(seed, "shot", 0);
        let course = Course::of(self.circuit, self.at, self.ops, &mut || dice.uniform());
        let course = course.map_err(|why| format!("The single shot cannot be shown: {why}."))?;
        let bits = course.then.bits;
        let mut note = format!("One run, drawn by seed {seed}: the state after its outcomes, which is pure.");
        if self.circuit.ops().iter().any(|op| op.gate.name.starts_with("POST")) {
            note += " Runs that post-selection discards are passed over.";
        }
        let mut classical = Vec::new();
        if self.circuit.bits() > 0 {
            classical.push((registers(self.circuit, bits), "this shot".to_string()));
        }
        let done = &self.circuit.ops()[..self.ops];
        for bit in 0..self.circuit.bits() {
            let read = done.iter().any(|op| op.bits.contains(&bit));
            let value = if read { (bits >> bit & 1).to_string() } else { "not measured yet".into() };
            classical.push((self.circuit.bit_name(bit), value));
        }
        let end = &course.end.state;
        let z = |q: usize| end.expect(&circuit::Observable::z(q));
        let ends = (0..end.qubits()).map(z).collect();
        let sight = Sight::Ket(course.then.state);
        Ok(Outcome { sight, ends, classical, branches: Vec::new(), branch: None, note })
    }
}

/// The bits that a circuit writes.
fn written(circuit: &Circuit) -> u64 {
    circuit.ops().iter().flat_map(|op| &op.bits).fold(0, |all, bit| all | 1 << bit)
}

/// What is said of a mixture of all outcomes.
fn mixed(part: &Circuit, sight: &Sight) -> String {
    let what = match (sight.purity(), sight.is_mixed()) {
        (_, false) if part.is_unitary() => ": nothing was left to chance up to here.".to_string(),
        (_, false) => ": here it is one pure state, known up to its global phase.".to_string(),
        (Some(purity), true) => format!(
            ", which has no amplitudes: the bars are probabilities. Purity of all qubits together, tr ρ²: {}.",
            number::fixed(purity, 3)
        ),
        (None, true) => format!(
            " of more than {MAX_DENSITY_QUBITS} qubits: probabilities and single qubits, no density matrix and no branches."
        ),
    };
    ["Exact mixture of all outcomes", &what].concat()
}

/// The registers' values, each bit by bit, its last bit first: `c = 10, d = 1`.
fn registers(circuit: &Circuit, bits: u64) -> String {
    let (mut said, mut first) = (Vec::new(), 0);
    for register in circuit.registers() {
        let digit = |i: usize| if bits >> (first + i) & 1 == 1 { '1' } else { '0' };
        let digits: String = (0..register.size).rev().map(digit).collect();
        said.push(format!("{} = {digits}", register.name));
        first += register.size;
    }
    said.join(", ")
}
