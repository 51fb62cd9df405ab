//! What one gate did: its matrix, its axis and angle, its generator, and the amplitudes that it changed. As words and
//! numbers ready to be shown. Not here: simulating (`state` gives the states before and after), drawing.

use crate::View;
use crate::figures::Figure;
use crate::sight::Sight;
use crate::state::Place;
use circuit::{Angle, Axis, C64, Circuit, Matrix, Op, Symbol, order};
use engine::{Rows, State};
use plot::{nice, text};

/// The most changed amplitudes that are listed.
pub const MOST_CHANGES: usize = 8;
/// The most qubits of a matrix that is written out: eight rows.
const MOST_MATRIX: usize = 3;
/// The most qubits of a state whose amplitudes are compared; of more, probabilities are.
const MOST_COMPARED: usize = 10;
/// What differs by less has not changed.
const NOTHING: f64 = 1e-9;

/// A gate explained.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Step {
    /// The gate's index in its circuit.
    pub op: usize,
    /// Sentences: what it is, its rotation, its generator, what it waits for.
    pub lines: Vec<String>,
    /// The kets of the matrix's rows and columns; empty where no matrix is written out.
    pub kets: Vec<String>,
    /// Its matrix, row by row.
    pub matrix: Vec<Vec<String>>,
    /// What changed: a ket (or a qubit), its number before and after.
    pub changes: Vec<(String, (String, String))>,
    /// A sentence about what the list lacks, or why there is none.
    pub more: String,
    /// Of a display, which does nothing: what it shows, enlarged.
    pub figure: Option<Figure>,
}

crate::travels! {
    Step { op, lines, kets, matrix, changes, more, figure }
}

impl Place<'_> {
    /// The gate that the view asks about, if there is such a gate.
    pub(crate) fn step(&self, view: &View) -> Option<Step> {
        let index = view.step?;
        let op = self.circuit.ops().get(index)?;
        let mut step = Step { op: index, ..Step::default() };
        if op.gate.is_display() {
            step.figure = Some(self.enlarged(index, view));
            return Some(step);
        }
        let own = &self.weights[self.before.weights().min(self.weights.len())..];
        match self.numbered(op, own) {
            Ok(op) => describe(&mut step, self.circuit, &op),
            Err(why) => step.lines.push(why),
        }
        let compared = match () {
            () if !view.shot && !self.circuit.first(index).is_unitary() => Err(
                "Amplitudes before and after are not compared here: what comes before was left to chance. A single shot, in the State panel, has them.".into(),
            ),
            () if !view.shot && !op.is_unitary() => Err(
                "It leaves a mixture, which has no amplitudes to compare. A single shot, in the State panel, has them.".into(),
            ),
            () => self.sight(index, view).and_then(|a| Ok((a, self.sight(index + 1, view)?))),
        };
        match compared {
            Ok((before, after)) => compare(&mut step, self.circuit, (&before, &after), view.reversed),
            Err(why) => step.more = why,
        }
        Some(step)
    }

    /// The op with numbers for its symbols.
    fn numbered(&self, op: &Op, weights: &[f64]) -> Result<Op, String> {
        let alone = self.circuit.first(0);
        let plain = Op { conditions: Vec::new(), ..op.clone() };
        let at = |i: usize, values: &[f64]| Angle::number(values.get(i).copied().unwrap_or(0.0));
        let circuit = Circuit::with_registers(alone.qubits(), alone.registers().to_vec(), vec![plain]);
        let circuit = circuit.and_then(|c| {
            c.substituted(&|symbol| match symbol {
                Symbol::Weight(i) => at(i, weights),
                Symbol::Input(i) => at(i, self.inputs),
                Symbol::Time => Angle::number(0.0),
            })
        });
        let numbered = circuit.map_err(|e| e.to_string())?.ops()[0].clone();
        Ok(Op { conditions: op.conditions.clone(), ..numbered })
    }
}

/// What there is to say of the op itself.
fn describe(step: &mut Step, circuit: &Circuit, op: &Op) {
    step.lines.push(format!("{}: {}.", op.name(), op.gate.help));
    if !op.conditions.is_empty() {
        let waits = plot::composer::conditions(circuit, op, false);
        step.lines.push(format!("It happens only if {waits}; what is said here is of that case."));
    }
    if !op.gate.is_unitary() {
        return step.lines.push("It is no unitary, so it has no matrix.".into());
    }
    let names = |qubits: &[usize]| text::list(&qubits.iter().map(|q| circuit.name(*q)).collect::<Vec<_>>());
    let bare = Op { controls: Vec::new(), conditions: Vec::new(), ..op.clone() };
    if let (1, Some(matrix)) = (op.targets.len(), matrix_of(&bare)) {
        let whose = if op.controls.is_empty() { "It is" } else { "Where its controls hold it is" };
        step.lines.push(format!("{whose} {}.", rotation(&matrix)));
    }
    if let (Some(generator), Some(angle)) = (op.gate.generator(), op.angle().and_then(Angle::constant)) {
        let g = paulis(&generator());
        step.lines.push(format!("It is exp(−iθG/2) with the generator G = {g} and θ = {}.", angled(angle)));
    }
    for (on, verb) in [(true, "1"), (false, "0")] {
        let held: Vec<usize> =
            op.controls.iter().filter(|c| c.on == on && c.axis == Axis::Z).map(|c| c.qubit).collect();
        if !held.is_empty() {
            step.lines.push(format!(
                "It acts where {} {} {verb}.",
                names(&held),
                if held.len() == 1 { "is" } else { "are" }
            ));
        }
    }
    let mut qubits: Vec<usize> = op.qubits().collect();
    order::sort(&mut qubits, usize::cmp);
    let size = 1usize << qubits.len().min(40);
    match matrix_of(&Op { conditions: Vec::new(), ..op.clone() }) {
        Some(matrix) => {
            step.lines.push(format!("Its matrix on {}, the first of a ket's digits first:", names(&qubits)));
            step.kets = (0..size).map(|k| text::ket(k, qubits.len(), false)).collect();
            step.matrix = (0..size).map(|r| (0..size).map(|c| nice(matrix.at(r, c))).collect()).collect();
        }
        None => step.lines.push(format!(
            "Its matrix has {size} rows and columns and is not written out; on basis states it does as said above."
        )),
    }
}

/// The matrix of an op with numbers on its own qubits, the upper wire the more significant bit; none of many qubits.
pub(crate) fn matrix_of(op: &Op) -> Option<Matrix> {
    let mut qubits: Vec<usize> = op.qubits().collect();
    order::sort(&mut qubits, usize::cmp);
    if qubits.len() > MOST_MATRIX || !op.is_unitary() {
        return None;
    }
    let (n, size) = (qubits.len(), 1usize << qubits.len());
    let own = op.on_qubits(&|q| qubits.iter().position(|p| *p == q).unwrap_or(0));
    let x = circuit::Gate::named("X")?;
    let mut matrix = Matrix { size, data: vec![C64::ZERO; size * size] };
    for column in 0..size {
        let ones = (0..n).filter(|q| column >> (n - 1 - q) & 1 == 1).map(|q| Op::fixed(x, &[q]));
        let circuit = Circuit::of(n, ones.chain([own.clone()]).collect()).ok()?;
        let state = State::run(&circuit, &[], &Rows { width: 0, data: Vec::new() }).ok()?;
        (0..size).for_each(|row| matrix.data[row * size + column] = state.amplitude(0, row));
    }
    Some(matrix)
}

/// A unitary of one qubit as e^(iα) exp(−iφ n·σ/2): α, φ in −π to π, and n, whose first part that is not 0 is positive.
pub(crate) fn turned(u: &Matrix) -> (f64, f64, [f64; 3]) {
    let det = u.at(0, 0) * u.at(1, 1) - u.at(0, 1) * u.at(1, 0);
    let mut phase = libm::atan2(det.im, det.re) / 2.0;
    let v = |r: usize, c: usize| u.at(r, c) * C64::phase(-phase);
    let mut cosine = (v(0, 0).re + v(1, 1).re) / 2.0;
    let mut axis =
        [-(v(0, 1).im + v(1, 0).im) / 2.0, (v(1, 0).re - v(0, 1).re) / 2.0, (v(1, 1).im - v(0, 0).im) / 2.0];
    if cosine < -NOTHING {
        (cosine, axis, phase) = (-cosine, axis.map(|a| -a), phase + std::f64::consts::PI);
    }
    let sine = axis.iter().map(|a| a * a).sum::<f64>().sqrt();
    if sine < NOTHING {
        return (wrapped(phase), 0.0, [0.0, 0.0, 1.0]);
    }
    let mut angle = 2.0 * libm::atan2(sine, cosine);
    axis = axis.map(|a| a / sine);
    if axis.iter().find(|a| a.abs() > NOTHING).is_some_and(|a| *a < 0.0) {
        (angle, axis) = (-angle, axis.map(|a| -a));
        // A half turn is the same both ways but for the sign, which the phase takes.
        if angle < NOTHING - std::f64::consts::PI {
            (angle, phase) = (-angle, phase + std::f64::consts::PI);
        }
    }
    (wrapped(phase), angle, axis)
}

/// The angle between −π and π.
fn wrapped(angle: f64) -> f64 {
    let turn = std::f64::consts::TAU;
    let off = angle - turn * libm::round(angle / turn);
    if off < NOTHING - std::f64::consts::PI { off + turn } else { off }
}

fn rotation(u: &Matrix) -> String {
    let (phase, angle, axis) = turned(u);
    let phase = match phase.abs() < NOTHING {
        true => "without a global phase".to_string(),
        false => format!("and a global phase of {}", angled(phase)),
    };
    if angle == 0.0 {
        return format!("no rotation {phase}");
    }
    let main = axis.iter().position(|a| (a - 1.0).abs() < NOTHING);
    let axis = match main {
        Some(i) => format!("the {} axis", ["x", "y", "z"][i]),
        None => format!("the axis ({})", axis.map(|a| nice(C64::new(a, 0.0))).join(", ")),
    };
    format!("a rotation by {} about {axis} {phase}", angled(angle))
}

/// An angle as a part of π, with decimals if it is one.
fn angled(v: f64) -> String {
    let written = Angle::nice(v).pretty();
    if written.contains('π') { format!("{written} = {}", text::fixed(v, 3)) } else { text::fixed(v, 3) }
}

/// A Hermitian matrix as a sum of Pauli strings: `Z − I`, `X⊗X`.
pub(crate) fn paulis(g: &Matrix) -> String {
    let qubits = g.size.trailing_zeros() as usize;
    let mut terms: Vec<(f64, String)> = Vec::new();
    for code in (0..1usize << (2 * qubits)).rev() {
        let letter = |q: usize| code >> (2 * (qubits - 1 - q)) & 3;
        // P maps |k⟩ to a phase times |k ^ flip⟩.
        let flip =
            (0..qubits).filter(|q| matches!(letter(*q), 1 | 2)).map(|q| 1 << (qubits - 1 - q)).sum::<usize>();
        let mut sum = C64::ZERO;
        for k in 0..g.size {
            let mut factor = C64::ONE;
            for q in 0..qubits {
                let one = k >> (qubits - 1 - q) & 1 == 1;
                factor = factor
                    * match (letter(q), one) {
                        (2, false) => C64::I,
                        (2, true) => -C64::I,
                        (3, true) => -C64::ONE,
                        _ => C64::ONE,
                    };
            }
            // tr(P G) = Σ ⟨k^flip|P|k⟩ ⟨k|G|k^flip⟩.
            sum = sum + factor * g.at(k, k ^ flip);
        }
        let weight = sum.re / g.size as f64;
        if weight.abs() > NOTHING {
            let name: Vec<&str> = (0..qubits).map(|q| ["I", "X", "Y", "Z"][letter(q)]).collect();
            terms.push((weight, name.join("⊗")));
        }
    }
    let mut out = String::new();
    for (i, (weight, name)) in terms.iter().enumerate() {
        out += match (i, *weight < 0.0) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        if (weight.abs() - 1.0).abs() > NOTHING {
            out += &nice(C64::new(weight.abs(), 0.0));
            out += "·";
        }
        out += name;
    }
    out
}

/// Lists what differs between two states, the largest differences first chosen, then by their kets.
fn compare(step: &mut Step, circuit: &Circuit, (a, b): (&Sight, &Sight), reversed: bool) {
    let n = a.qubits();
    let few = n <= MOST_COMPARED;
    let count = if few { 1usize << n } else { n };
    let one = |s: &Sight, q: usize| (1.0 - s.bloch(q)[2]) / 2.0;
    let differ = |i: usize| match few {
        true => (a.amplitude(i) - b.amplitude(i)).norm_sqr().sqrt(),
        false => (one(a, i) - one(b, i)).abs(),
    };
    let mut changed: Vec<(usize, f64)> =
        (0..count).map(|i| (i, differ(i))).filter(|c| c.1 > NOTHING).collect();
    let hidden = changed.len().saturating_sub(MOST_CHANGES);
    order::sort(&mut changed, |x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    changed.truncate(MOST_CHANGES);
    order::sort(&mut changed, |x, y| x.0.cmp(&y.0));
    for (i, _) in &changed {
        step.changes.push(match few {
            true => (text::ket(*i, n, reversed), (nice(a.amplitude(*i)), nice(b.amplitude(*i)))),
            false => (circuit.name(*i), (text::fixed(one(a, *i), 3), text::fixed(one(b, *i), 3))),
        });
    }
    let what = if few { "amplitude" } else { "probability of 1" };
    step.more = match (changed.is_empty(), hidden) {
        (true, _) => format!("No {what} changed: the gate left this state as it was."),
        (_, 0) => String::new(),
        (_, more) => format!("and {more} more"),
    };
    if !few {
        step.more =
            format!("Of more than {MOST_COMPARED} qubits only probabilities are compared. {}", step.more);
    }
}

#[cfg(test)]
mod tests;
