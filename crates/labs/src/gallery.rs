//! The gallery's table: one row a model, with its slots and the preset it opens with.

use crate::{Data, Setup, Slot, Training};
use circuit::Circuit;

/// A slot of a model: a place for a circuit.
pub struct SlotDef {
    /// The name in documents; never changed.
    pub name: &'static str,
    /// The tab's title.
    pub title: &'static str,
    /// What a circuit here is fed and what is measured, in one sentence.
    pub help: &'static str,
    /// Whether a rotation dropped here starts with the next x (a data angle) rather than the next θ.
    pub data: bool,
    /// The slot whose circuit runs before this one.
    pub after: Option<&'static str>,
}

/// A model of the gallery.
pub struct ModelDef {
    /// The name in documents; never changed.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// One or two sentences: what it is and where it is from.
    pub help: &'static str,
    /// Its slots in order.
    pub slots: &'static [SlotDef],
    /// The setup it opens with.
    pub preset: fn() -> Setup,
    /// The figures that it opens with. Figures come in a part on demand: the first model does without.
    pub figures: &'static [&'static str],
}

/// Every model.
pub const GALLERY: &[ModelDef] = &[
    ModelDef {
        name: "qsann",
        title: "Quantum attention · meaning classification",
        help: "Quantum self-attention network (Li, Zhao, Wang, arXiv:2205.05625): words become states, queries and keys are measured, a Gaussian of their difference says who attends to whom.",
        slots: &[
            SlotDef {
                name: "embed",
                title: "Embed",
                help: "Turns a word's vector x into a state; runs before Query, Key and Value.",
                data: true,
                after: None,
            },
            SlotDef {
                name: "query",
                title: "Query",
                help: "Follows Embed; ⟨Z⟩ of the first qubit is the word's query.",
                data: false,
                after: Some("embed"),
            },
            SlotDef {
                name: "key",
                title: "Key",
                help: "Follows Embed; ⟨Z⟩ of the first qubit is the word's key.",
                data: false,
                after: Some("embed"),
            },
            SlotDef {
                name: "value",
                title: "Value",
                help: "Follows Embed; ⟨Z⟩, ⟨Y⟩, ⟨X⟩ of the qubits in turn are the word's value, as many numbers as a word vector has.",
                data: false,
                after: Some("embed"),
            },
        ],
        preset: qsann,
        figures: &[],
    },
    ModelDef {
        name: "classifier",
        title: "Variational classifier · points in the plane",
        help: "Data re-uploading classifier (Pérez-Salinas et al., Quantum 4, 226): feature map and ansatz take turns, ⟨Z⟩ of the first qubit decides.",
        slots: &[
            SlotDef {
                name: "feature map",
                title: "Feature map",
                help: "Turns the point into angles: x1 and x2 are its coordinates times π/2; repeated once a layer.",
                data: true,
                after: None,
            },
            SlotDef {
                name: "ansatz",
                title: "Ansatz",
                help: "Follows the feature map in each layer with θ of its own.",
                data: false,
                after: Some("feature"),
            },
            SlotDef {
                name: "readout",
                title: "Readout",
                help: "Runs once at the end; then ⟨Z⟩ of the first qubit is measured.",
                data: false,
                after: Some("ansatz"),
            },
        ],
        preset: classifier,
        figures: &[],
    },
    ModelDef {
        name: "circuit",
        title: "Plain circuit",
        help: "A circuit and its state, with sliders for θ and x; no data and no training.",
        slots: &[SlotDef {
            name: "circuit",
            title: "Circuit",
            help: "Any circuit; wires start in the kets at their left.",
            data: false,
            after: None,
        }],
        preset: plain,
        figures: &["ket", "entanglement"],
    },
];

/// The figures that another plain circuit opens with: of few qubits the state at a glance, of more what is still
/// readable, of many what costs nothing; of what measures or is noisy what mixtures have.
pub fn first_figures(circuit: &Circuit) -> &'static [&'static str] {
    match (circuit.qubits(), circuit.is_unitary()) {
        (1..=5, true) => &["ket", "qsphere"],
        (1..=5, false) => &["probabilities", "disks"],
        (6..=12, true) => &["ket"],
        _ => &["disks"],
    }
}

/// The model of a name.
pub fn model(name: &str) -> Option<&'static ModelDef> {
    GALLERY.iter().find(|m| m.name == name)
}

fn slots(circuits: [(&str, Circuit); 4]) -> Vec<Slot> {
    circuits.into_iter().map(|(name, circuit)| Slot { name: name.into(), circuit }).collect()
}

/// The paper's model for meaning classification: n = 2, all depths 1 (papers.md, section a).
fn qsann() -> Setup {
    let ansatz = || attention_ansatz(2, 1, false);
    Setup {
        model: "qsann".into(),
        slots: slots([
            ("embed", attention_ansatz(2, 1, true)),
            ("query", ansatz()),
            ("key", ansatz()),
            ("value", ansatz()),
        ]),
        data: Data::Sentences { count: 130, train: 77, seed: 7 },
        training: Training {
            rate: 0.008,
            epochs: 100,
            batch: 0,
            seed: 1,
            optimizer: "adam".into(),
            layers: 1,
            lambda: 0.0,
            gamma: 0.0,
            speed: 20,
            frozen: Vec::new(),
        },
        inputs: Vec::new(),
    }
}

/// The preset circuits of quantum attention: Embed with x, or the ansatz of the other slots with θ.
pub fn attention_ansatz(qubits: usize, depth: usize, embed: bool) -> Circuit {
    if embed { attention::embed(qubits, depth) } else { attention::ansatz(qubits, depth) }
}

/// The circuits of a classifier: its feature map, its ansatz so many times, and nothing before it is read.
pub fn classifier_slots(qubits: usize, depth: usize) -> Vec<Slot> {
    use learn::classifier::{ansatz, blank, feature_map};
    let of = |name: &str, circuit: Circuit| Slot { name: name.into(), circuit };
    vec![
        of("feature", feature_map(qubits)),
        of("ansatz", ansatz(qubits, depth)),
        of("readout", blank(qubits)),
    ]
}

fn classifier() -> Setup {
    Setup {
        model: "classifier".into(),
        slots: classifier_slots(2, 1),
        data: Data::Points { set: "moons".into(), count: 200, noise: 10, train: 70, seed: 7 },
        training: Training {
            rate: learn::classifier::RATE,
            epochs: 150,
            batch: 0,
            seed: 1,
            optimizer: "adam".into(),
            layers: 4,
            lambda: 0.0,
            gamma: 0.0,
            speed: 20,
            frozen: Vec::new(),
        },
        inputs: Vec::new(),
    }
}

fn plain() -> Setup {
    Setup {
        model: "circuit".into(),
        slots: vec![Slot {
            name: "circuit".into(),
            circuit: "H 0; X 0:1".parse().expect("a preset is valid"),
        }],
        data: Data::None,
        training: Training {
            rate: 0.05,
            epochs: 100,
            batch: 0,
            seed: 1,
            optimizer: "adam".into(),
            layers: 1,
            lambda: 0.0,
            gamma: 0.0,
            speed: 20,
            frozen: Vec::new(),
        },
        inputs: Vec::new(),
    }
}
