//! The four slots of quantum self-attention, their presets and the published shapes.

use circuit::{Circuit, CircuitError, Observable, Pauli};
use engine::{Fan, Head};

/// The most layers of attention.
pub const MAX_LAYERS: usize = 8;

/// The circuits of a QSANN, and what Value is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Slots {
    /// Turns a word's numbers x into its state; starts from |0…0⟩.
    pub embed: Circuit,
    /// Follows Embed; ⟨Z₀⟩ after it is the word's query.
    pub query: Circuit,
    /// Follows Embed; ⟨Z₀⟩ after it is the word's key.
    pub key: Circuit,
    /// Follows Embed; the expectations after it are the word's value.
    pub value: Circuit,
    /// What Value measures, cycled or cut to length d; none means [`paulis`].
    pub observables: Vec<Observable>,
}

/// Sizes from which the preset circuits follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// n.
    pub qubits: usize,
    /// Depth of Embed: d = n(depth + 2).
    pub embed_depth: usize,
    /// Depth of Query, Key and Value: n(depth + 2) angles each.
    pub depth: usize,
    /// How many layers of attention.
    pub layers: usize,
}

impl Shape {
    /// For meaning classification: 25 weights (papers.md, section a).
    pub const MC: Shape = Shape { qubits: 2, embed_depth: 1, depth: 1, layers: 1 };
    /// For relative pronouns: 109 weights.
    pub const RP: Shape = Shape { qubits: 4, embed_depth: 4, depth: 5, layers: 1 };
    /// For Yelp and IMDb: 49 weights.
    pub const YELP: Shape = Shape { qubits: 4, embed_depth: 1, depth: 1, layers: 1 };
    /// For Amazon: 61 weights.
    pub const AMAZON: Shape = Shape { qubits: 4, embed_depth: 1, depth: 2, layers: 1 };

    /// The preset circuits of this shape.
    pub fn slots(self) -> Slots {
        let of = || ansatz(self.qubits, self.depth);
        let embed = embed(self.qubits, self.embed_depth);
        Slots { embed, query: of(), key: of(), value: of(), observables: Vec::new() }
    }
}

/// The Embed preset: H on every qubit, then the shape of [`ansatz`] with x for θ; d = n(depth + 2).
pub fn embed(qubits: usize, depth: usize) -> Circuit {
    let mut text = format!("qubits {qubits}");
    for q in 0..qubits {
        text += &format!("; H {q}");
    }
    columns(text, qubits, depth, "x")
}

/// The preset of Query, Key and Value: a column RX(θ), a column RY(θ), then `depth` times a ring of CNOTs
/// i → i+1 mod n and a column RY(θ); n(depth + 2) angles in that order. One qubit has no ring.
pub fn ansatz(qubits: usize, depth: usize) -> Circuit {
    columns(format!("qubits {qubits}"), qubits, depth, "theta")
}

/// The circuit of a text with the columns after it, on n qubits.
fn columns(mut text: String, n: usize, depth: usize, symbol: &str) -> Circuit {
    for at in 0..depth + 2 {
        for q in (0..n).filter(|_| at > 1 && n > 1) {
            text += &format!("; X {q}:{}", (q + 1) % n);
        }
        let gate = if at == 0 { "RX" } else { "RY" };
        for q in 0..n {
            text += &format!("; {gate}({symbol}{}) {q}", at * n + q + 1);
        }
    }
    text.parse().expect("sizes within the circuit's limits give a valid circuit")
}

/// The value observables Z₀ … Z_{n−1}, Y₀ …, X₀ …, cycled to a length.
pub fn paulis(qubits: usize, length: usize) -> Vec<Observable> {
    let all = [Pauli::Z, Pauli::Y, Pauli::X];
    let single = |i: usize| Observable::single(all[i / qubits % 3], i % qubits);
    (0..length).map(single).collect()
}

impl Slots {
    /// d: the highest x used in any slot.
    pub fn width(&self) -> usize {
        self.all().map(|(_, c)| c.inputs()).max().unwrap_or(0)
    }
    /// The slots by the name of their group, in the order of the flat weights.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &Circuit)> {
        [("embed", &self.embed), ("query", &self.query), ("key", &self.key), ("value", &self.value)]
            .into_iter()
    }
    /// What Value measures: d observables.
    pub fn measured(&self) -> Vec<Observable> {
        let (qubits, d) = (self.embed.qubits(), self.width());
        if self.observables.is_empty() {
            return paulis(qubits, d);
        }
        self.observables.iter().cycle().take(d).cloned().collect()
    }
    /// One layer as a fan: Embed, then Query and Key (⟨Z₀⟩ each) and Value (d numbers).
    pub fn fan(&self) -> Result<Fan, CircuitError> {
        let head = |circuit: &Circuit, observables| Head { circuit: circuit.clone(), observables };
        let heads = vec![
            head(&self.query, vec![Observable::z(0)]),
            head(&self.key, vec![Observable::z(0)]),
            head(&self.value, self.measured()),
        ];
        Fan::new(self.embed.clone(), heads)
    }
    /// What keeps these circuits from being a model, as a sentence.
    pub fn check(&self) -> Result<(), String> {
        let qubits = self.embed.qubits();
        if let Some((name, _)) = self.all().find(|(_, c)| c.qubits() != qubits) {
            return Err(format!(
                "Every slot needs as many qubits as Embed ({qubits}), but {name} has others."
            ));
        }
        if self.observables.iter().any(|o| o.qubits() > qubits) {
            return Err(format!("Value measures a qubit that the circuits lack; they have {qubits}."));
        }
        if self.width() == 0 {
            return Err(
                "No gate uses x, so that every word would look the same: write x1 as an angle in Embed."
                    .into(),
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_have_the_published_sizes() {
        for (shape, d, angles) in
            [(Shape::MC, 6, 18), (Shape::RP, 24, 84), (Shape::YELP, 12, 36), (Shape::AMAZON, 12, 48)]
        {
            let slots = shape.slots();
            assert_eq!(slots.width(), d);
            assert_eq!(slots.all().map(|(_, c)| c.weights()).sum::<usize>(), angles);
        }
        assert_eq!((embed(1, 2).inputs(), ansatz(1, 0).weights()), (4, 2));
    }

    #[test]
    fn paulis_are_z_then_y_then_x_cycled() {
        let names: Vec<String> = paulis(2, 8).iter().map(ToString::to_string).collect();
        assert_eq!(names, ["Z0", "Z1", "Y0", "Y1", "X0", "X1", "Z0", "Z1"]);
    }

    #[test]
    fn slots_that_do_not_fit_are_refused_with_a_sentence() {
        let says = |change: fn(&mut Slots), part: &str| {
            let mut slots = Shape::MC.slots();
            change(&mut slots);
            let error = slots.check().expect_err("refused");
            assert!(error.contains(part), "{error}");
        };
        says(|s| s.key = ansatz(3, 1), "key has others");
        says(|s| s.embed = ansatz(2, 1), "No gate uses x");
        says(|s| s.observables = vec![Observable::z(2)], "they have 2");
        assert!(Shape::MC.slots().check().is_ok());
    }
}
