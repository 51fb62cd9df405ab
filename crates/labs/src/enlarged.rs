//! A display of a circuit as a figure: large enough to be read datum by datum, with how it is read and its numbers as a
//! file. Not here: what a display reads (`displays`), the figures of a whole state (`figures`).

use crate::View;
use crate::displays::{Read, read};
use crate::figures::{self, Figure, WIDTH};
use crate::late;
use crate::outcome::Looked;
use crate::sight::Sight;
use crate::state::Place;
use circuit::Op;
use plot::display::Spot;
use plot::{Amplitudes, Balls, Bloch, DensityMatrix, Item, Probabilities, Scene, Size, Table};

/// What a figure of this kind is called. Figures of states have other names.
pub(crate) const ENLARGED: &str = "display";

/// How a display is read that no figure of a whole state is like.
fn help(gate: &str) -> &'static str {
    match gate {
        "BLOCH" => figures::help("bloch"),
        "DENSITY" => figures::help("density"),
        "AMPS" => {
            "The amplitudes of these qubits, which they have where they are entangled with no others. A bar's height is |a|², the probability of its basis state; its colour and the hand below are the phase of the amplitude a: to the right 0°, upwards 90°."
        }
        "CHANCE" => {
            "Each bar is the probability of finding these qubits as its ket says if they are measured here, whatever the others do. All bars together are 100 %; of more than 32 basis states the largest are shown, the rest is one bar."
        }
        "SAMPLE" => {
            "Each bar says how often these qubits were found as its ket says when so many runs were measured here. The seed draws them: the same one draws the same. With more runs the shares come closer to the probabilities, as one over the root of their number."
        }
        "EXPECT" => {
            "Each Pauli matrix is measured on its qubit, which gives 1 or −1; this is the mean of the product over many runs, from −1 at the left to 1 at the right. The line in the middle is 0."
        }
        _ => {
            "The purity tr ρ² is 1 where these qubits are in a pure state, and least, 1 over the number of their basis states, where nothing is known of them. The entropy S in bits runs the other way, from 0 to the number of qubits. Where all qubits together are pure, it is their entanglement with the others."
        }
    }
}

impl Place<'_> {
    /// A display, read where it stands.
    pub(crate) fn enlarged(&self, index: usize, view: &View) -> Figure {
        let op = &self.circuit.ops()[index];
        let state = if self.circuit.is_unitary() {
            self.sight(index, view).map(|sight| (sight, String::new()))
        } else {
            late::sight(&Looked { circuit: self.circuit, at: (self.weights, self.inputs), ops: index }, view)
        };
        let names = op.targets.iter().map(|q| self.circuit.name(*q)).collect();
        Large { op, names, reversed: view.reversed }.figure(state)
    }
}

/// A display and how its qubits are called.
struct Large<'a> {
    op: &'a Op,
    names: Vec<String>,
    reversed: bool,
}

impl Large<'_> {
    /// Of a state and what ends the title.
    fn figure(&self, state: Result<(Sight, String), String>) -> Figure {
        let found = match &state {
            Ok((sight, _)) => read(self.op, sight),
            Err(why) => Read::Refused(self.op.gate.name, "no state", why.clone()),
        };
        let (mut scene, mut rows) = self.drawn(&found);
        scene.title = self.title(&found) + state.as_ref().map_or("", |s| &s.1);
        if has_kets(&found) {
            let head = format!("{} of {}", rows[0][0], self.ket());
            rows[0][0] = head;
        }
        let across = if let Read::Density(matrix) = &found { matrix.size } else { 1 };
        Figure {
            name: ENLARGED.into(),
            help: help(self.op.gate.name).into(),
            across,
            csv: plot::csv(&rows),
            scene,
        }
    }

    /// The qubits in the order in which they stand in kets.
    fn ket(&self) -> String {
        let mut names = self.names.clone();
        if self.reversed {
            names.reverse();
        }
        format!("|{}⟩", names.join(" "))
    }
    fn title(&self, found: &Read) -> String {
        let (ket, names) = (self.ket(), self.names.join(", "));
        match found {
            Read::Bloch(_) => format!("Bloch vector of {names}"),
            Read::Chances(_) => format!("Probabilities of {ket}"),
            Read::Counts(_, shots, seed) => {
                format!("Samples of {ket}: {}, seed {seed}", plot::text::count(*shots as f64, "run"))
            }
            Read::Amplitudes(_) => format!("Amplitudes of {ket}"),
            Read::Density(_) => format!("Density matrix of {ket}"),
            Read::Value(_) => format!("⟨{}⟩ of {names}", self.op.paulis),
            Read::Purity(..) => format!("Purity and entropy of {names}"),
            Read::Refused(name, ..) => format!("{name} of {names}"),
        }
    }

    fn drawn(&self, found: &Read) -> (Scene, Table) {
        let reversed = self.reversed;
        let spot = |height| Spot { size: Size::new(WIDTH, height), reversed };
        match found {
            Read::Bloch(vector) => {
                let balls = Balls { balls: vec![Bloch::new(&self.names[0], *vector)], width: WIDTH };
                (balls.scene(), balls.rows())
            }
            Read::Chances(chances) => self.bars("probability", chances, spot(64.0).chances(chances)),
            Read::Counts(counts, shots, seed) => {
                let shares: Vec<f64> = counts.iter().map(|n| *n as f64 / (*shots).max(1) as f64).collect();
                self.bars("share", &shares, spot(64.0).samples(counts, *shots, *seed))
            }
            Read::Amplitudes(amplitudes) => {
                let bars = Amplitudes::of(amplitudes, Amplitudes::bars_that_fit(WIDTH));
                let bars = Amplitudes { reversed, size: Size::new(WIDTH, 170.0), ..bars };
                (bars.scene(), bars.rows())
            }
            Read::Density(matrix) => {
                let part = Some(self.names.clone());
                let matrix = DensityMatrix { matrix: matrix.clone(), part, reversed, width: WIDTH };
                (matrix.scene(), matrix.rows())
            }
            Read::Value(value) => {
                let scene = spot(64.0).expectation(&self.op.paulis, *value);
                told(scene, "observable", &[(&self.op.paulis, *value)])
            }
            Read::Purity(purity, entropy) => {
                let scene = spot(64.0).purity(self.names.len(), *purity, *entropy);
                told(scene, "quantity", &[("purity", *purity), ("entropy in bits", *entropy)])
            }
            Read::Refused(name, _, why) => figures::refused(name, &format!("{name}: {why}.")),
        }
    }
    /// Bars, which the small picture describes.
    fn bars(&self, what: &'static str, shares: &[f64], small: Scene) -> (Scene, Table) {
        let all = Probabilities::of(self.names.len(), &|k| shares[k]);
        let all = Probabilities { reversed: self.reversed, what, width: WIDTH, ..all };
        (Scene { description: small.description, ..all.scene() }, all.rows())
    }
}

/// Whether data are named by kets.
fn has_kets(found: &Read) -> bool {
    matches!(found, Read::Chances(_) | Read::Counts(..) | Read::Amplitudes(_) | Read::Density(_))
}

/// A picture of numbers that stand under each other, to be read one by one.
fn told(mut scene: Scene, what: &str, numbers: &[(&str, f64)]) -> (Scene, Table) {
    let size = Size::new(scene.width, scene.height / numbers.len() as f64);
    let mut rows = vec![vec![what.to_string(), "value".to_string()]];
    for (i, (name, value)) in numbers.iter().enumerate() {
        let hit = Item::rect("hit", 0.0, size.height * i as f64, size, 3.0);
        scene.push(hit.with_key(i).with_hint(format!("{name} {}", plot::text::fixed(*value, 6))));
        rows.push(vec![name.to_string(), plot::exact(*value)]);
    }
    (scene, rows)
}
