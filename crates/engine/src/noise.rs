//! Noise of a device: channels after gates and errors of readout, woven into a circuit as ops like any other.
//!
//! Not here: the channels (`circuit::gates`), what a noisy circuit computes (`process`).

use crate::size::Refusal;
use circuit::{Action, Angle, Circuit, CircuitError, Family, Gate, Op};

/// Which gates are followed by noise.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum After {
    /// Every gate: what is a unitary, but for the spacer and phases of the whole state, which take no time. Not
    /// measurements, resets and channels.
    #[default]
    EveryGate,
    /// The gates of these names, as `Gate::spelled` reads them: `x`, `cx`, `ccx`, `c3x`, `sdg`, `id`; or the own
    /// name of a gate that the circuit defines.
    Gates(Vec<String>),
}

/// How often reading out a qubit goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Readout {
    /// The probability of reading 1 where the qubit is |0⟩.
    pub p_read1_given0: f64,
    /// The probability of reading 0 where the qubit is |1⟩.
    pub p_read0_given1: f64,
}

/// Noise of a device.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Noise {
    /// Which gates the channels follow.
    pub after: After,
    /// Channels with their arguments, in the order they act: one of one qubit acts on each qubit of the gate,
    /// one of two qubits on those of gates that have two, controls first.
    pub channels: Vec<(Gate, Vec<f64>)>,
    /// Readout errors: none, one for all qubits, or one for each. Classical bits, and so conditions, have the
    /// value that was read.
    pub readout: Vec<Readout>,
}

impl Readout {
    /// That of a qubit.
    pub(crate) fn of(all: &[Readout], qubit: usize) -> Readout {
        if all.len() == 1 { all[0] } else { all.get(qubit).copied().unwrap_or_default() }
    }
    /// The probability of reading a value where the qubit has another or the same.
    pub(crate) fn probability(self, read: bool, value: bool) -> f64 {
        let wrong = if value { self.p_read0_given1 } else { self.p_read1_given0 };
        if read == value { 1.0 - wrong } else { wrong }
    }
    pub(crate) fn is_perfect(self) -> bool {
        self == Readout::default()
    }
}

impl Noise {
    /// No noise.
    pub fn none() -> Noise {
        Noise::default()
    }
    /// The circuit with the channels as ops after its gates; what a condition holds back is not followed by
    /// noise either. Refused where the ops become too many.
    pub fn applied(&self, circuit: &Circuit) -> Result<Circuit, CircuitError> {
        let ops = self.woven(circuit);
        let noisy = Circuit::with_registers(circuit.qubits(), circuit.registers().to_vec(), ops)?;
        Ok(noisy.with_wires_of(&circuit.continued()))
    }
    /// The ops in the order of time, those first that make the wires' states; they are without noise.
    pub(crate) fn woven(&self, circuit: &Circuit) -> Vec<Op> {
        let mut ops = circuit.start_ops();
        for op in circuit.ops() {
            ops.push(op.clone());
            if self.follows(op) {
                ops.extend(self.channels_on(op));
            }
        }
        ops
    }
    fn follows(&self, op: &Op) -> bool {
        match &self.after {
            After::EveryGate => {
                let idle = op.gate.family == Family::Scalar && op.controls.is_empty();
                op.gate.is_unitary() && !idle && !matches!(op.gate.action, Action::Nothing)
            }
            After::Gates(names) => names.iter().any(|name| is_called(op, name)),
        }
    }
    fn channels_on(&self, op: &Op) -> Vec<Op> {
        let qubits: Vec<usize> = op.qubits().collect();
        let mut ops = Vec::new();
        for (gate, args) in &self.channels {
            let places: Vec<&[usize]> = match (gate.qubits, qubits.len()) {
                (1, _) => qubits.chunks(1).collect(),
                (k, n) if k == n => vec![&qubits],
                _ => Vec::new(),
            };
            for place in places {
                let args = args.iter().map(|x| Angle::number(*x)).collect();
                ops.push(Op { args, conditions: op.conditions.clone(), ..Op::fixed(*gate, place) });
            }
        }
        ops
    }
    /// Refuses what is no noise, with a sentence.
    pub(crate) fn check(&self, qubits: usize) -> Result<(), Refusal> {
        let unable = |why: String| Err(Refusal::Unable(why));
        for (gate, args) in &self.channels {
            let Action::Channel(kraus) = gate.action else {
                return unable(format!("{} is no noise channel; take one of the table's", gate.name));
            };
            if args.len() != gate.params.len() {
                let (needs, given, names) = (gate.params.len(), args.len(), gate.params.join(", "));
                return unable(format!(
                    "{} takes {needs} argument(s), {names}, but {given} given",
                    gate.name
                ));
            }
            if let Err(why) = kraus(args) {
                return unable(format!("{}: {why}", gate.name));
            }
        }
        if !matches!(self.readout.len(), 0 | 1) && self.readout.len() != qubits {
            let given = self.readout.len();
            return unable(format!(
                "give one readout error for all {qubits} qubits or one for each, not {given}"
            ));
        }
        let rates = self.readout.iter().flat_map(|r| [r.p_read1_given0, r.p_read0_given1]);
        match { rates }.find(|p| !(0.0..=1.0).contains(p)) {
            Some(p) => {
                let p = circuit::number::shortest(p);
                unable(format!("a readout error is a probability, from 0 to 1, not {p}"))
            }
            None => Ok(()),
        }
    }
}

/// Whether a name means an op's gate with its number of controls.
fn is_called(op: &Op, name: &str) -> bool {
    match &op.custom {
        Some(custom) => op.controls.is_empty() && custom.name == name,
        None => Gate::spelled(name) == Some((op.gate, op.controls.len())),
    }
}
