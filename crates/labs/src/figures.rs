//! Figures of a state: which there are, how they are read, and what a state gives them to draw. Only what is wanted is
//! computed, for some are costly; what cannot be shown says why. Not here: how they are drawn (see `plot`).

use crate::enlarged::ENLARGED;
use crate::sight::{self, Sight};
use circuit::C64;
use engine::{Density, Ket, MAX_DENSITY_QUBITS, quantities};
use plot::{
    Amplitudes, Balls, Bloch, DensityMatrix, Disk, Disks, Entanglement, KetEquation, Link, Probabilities,
    QSphere, Scene, Size,
};

/// The names and titles of all figures, in the order in which they stand.
pub const FIGURES: [(&str, &str); 8] = [
    ("bloch", "Bloch vectors"),
    ("amplitudes", "Amplitudes"),
    ("probabilities", "Probabilities"),
    ("ket", "Ket equation"),
    ("density", "Density matrix"),
    ("qsphere", "Q-sphere"),
    ("entanglement", "Entanglement"),
    ("disks", "Phase disks"),
];

/// Whether a figure's data are named by kets, so that the order of their qubits is to be said. An enlarged display says it
/// in its title.
pub fn has_kets(name: &str) -> bool {
    !matches!(name, "entanglement" | "disks" | "bloch" | ENLARGED)
}

/// The word behind `ket` that wants its global phase.
pub const PHASED: &str = "phase";
/// The most qubits of which all amplitudes are read for a figure.
const MOST_QUBITS: usize = 20;
/// The most qubits of which all pairs are looked at.
const MOST_PAIRED: usize = 14;
/// The most qubits of a density matrix: 32 × 32 entries.
const MOST_DENSITY: usize = 5;

/// A figure, ready to be painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name in `FIGURES`.
    pub name: String,
    /// How it is read: some sentences.
    pub help: String,
    /// The picture. Items with a key are data, one of each key has a hint with the exact numbers.
    pub scene: Scene,
    /// How many data stand in a row, for the keys up and down.
    pub across: usize,
    /// Its numbers at full precision, as CSV with a header.
    pub csv: String,
}

/// What is said of how a figure is read.
pub(crate) fn help(name: &str) -> &'static str {
    match name {
        "bloch" => {
            "Each ball shows one qubit, all others left aside: |0⟩ is up, |1⟩ down, x towards you and to the left, y to the right; the arrow's coordinates are ⟨X⟩, ⟨Y⟩ and ⟨Z⟩. It reaches the ball's surface where the qubit is pure (r 1.00), and is shorter where it is entangled with others or mixed."
        }
        "amplitudes" => {
            "A bar's height is |a|², the probability of its basis state; its colour and the hand below are the phase of the amplitude a: to the right 0°, upwards 90°. The phases of all together, the global phase, tell nothing; their differences do. Of many basis states the largest have bars, the rest is one."
        }
        "probabilities" => {
            "Each bar is the probability of finding all qubits as its ket says, if all are measured at once. All bars together are 100 %; of more than 32 basis states the largest are shown, the rest is one bar."
        }
        "ket" => {
            "The state as a sum of basis states. Numbers are recognised within a billionth: roots of fractions, cosines and phases that are parts of π; others are rounded. ⊗ parts factors that are not entangled with each other. The global phase, which no measurement can tell, is left out unless you want it. Below are the largest amplitudes as they are, global phase included."
        }
        "density" => {
            "Rows are kets, columns are bras. A disk's area is an entry's magnitude, its colour and hand are the phase: to the right 0°, upwards 90°. The diagonal holds the probabilities; what is beside it is coherence, which a mixture lacks."
        }
        "qsphere" => {
            "|0…0⟩ is the north pole, |1…1⟩ the south pole; basis states with as many ones share a ring. A disk's area is the probability, its colour and hand are the phase relative to the largest amplitude. Rings are only an order, not a Bloch ball."
        }
        "entanglement" => {
            "A line's weight is half the mutual information of two qubits, S(a) + S(b) − S(ab) in bits: 1.00 for a Bell pair, 0 for qubits that know nothing of each other. A GHZ state has 0.50 everywhere: each pair shares one classical bit, and its concurrence and negativity, in the numbers under the picture, are 0. In a mixture the weight counts what is known classically as well, up to 0.50; concurrence (up to 1) and negativity (up to 0.5, the sum of the partial transpose's negative eigenvalues) are entanglement only."
        }
        _ => {
            "For each qubit, all others left aside: how full the disk is, is the probability of 1; the hand is the phase of 1 against 0, to the right 0°, counter-clockwise, and shorter where the qubit is entangled or mixed; the ring is the purity, closed for 1 and half closed for a qubit that is fully mixed."
        }
    }
}

/// What the figures of a state are drawn from.
pub(crate) struct Source<'a> {
    /// The state.
    pub sight: &'a Sight,
    /// The qubits' names.
    pub names: Vec<String>,
    /// Whether kets are written with qubit 0 rightmost.
    pub reversed: bool,
}

impl Source<'_> {
    /// The figures wanted, in their order. What is no figure's name is passed over. `density 0 3` is the matrix of
    /// these qubits; `ket phase` writes the global phase as well.
    pub fn figures(&self, wanted: &[String]) -> Vec<Figure> {
        let mut found = Vec::new();
        // Of many qubits a copy of all amplitudes is as large as the state.
        let each = |name: &String| !matches!(name.as_str(), "probabilities" | "disks" | "bloch");
        let few = self.qubits() <= MOST_QUBITS && wanted.iter().any(each);
        let ket = if few { self.sight.amplitudes() } else { None };
        let whole = match &ket {
            Some(ket) => Some(Whole::Pure(Ket::of(ket))),
            None => self.sight.density().map(Whole::Mixed),
        };
        for (name, title) in FIGURES {
            let Some(words) = wanted.iter().find(|w| w.split(' ').next() == Some(name)) else { continue };
            let drawn = match (name, &whole, &ket) {
                ("probabilities", ..) => self.probabilities(),
                ("disks", ..) => self.disks(),
                ("bloch", ..) => self.balls(),
                ("amplitudes", _, Some(ket)) => self.amplitudes(ket),
                ("density", Some(whole), _) => self.density(whole, words),
                ("entanglement", Some(whole), _) => self.entanglement(whole),
                ("qsphere", _, Some(ket)) => self.qsphere(ket),
                ("ket", _, Some(ket)) => {
                    let mut ket = KetEquation::of(ket);
                    ket.reversed = self.reversed;
                    ket.phased = words.split(' ').any(|word| word == PHASED);
                    (ket.scene(), ket.rows())
                }
                _ => refused(title, &self.why_not(title)),
            };
            let (mut scene, mut rows) = drawn;
            self.say_order(name, &mut scene, &mut rows);
            let data = plot::data(&scene);
            // A matrix has as many data in a row as in a column.
            let across = if name == "density" { (data as f64).sqrt() as usize } else { 1 };
            let csv = plot::csv(&rows);
            found.push(Figure {
                name: name.into(),
                help: help(name).into(),
                scene,
                across: across.max(1),
                csv,
            });
        }
        found
    }

    /// Files and descriptions say which qubit comes where in their kets.
    fn say_order(&self, name: &str, scene: &mut Scene, rows: &mut plot::Table) {
        let order = if self.reversed { "q0 rightmost" } else { "q0 leftmost" };
        if !has_kets(name) || plot::data(scene) == 0 {
            return;
        }
        scene.description = format!("{} Kets have {order}.", scene.description.trim_end());
        if let Some(head) = rows.first_mut().and_then(|r| r.first_mut()) {
            *head = format!("{head} ({order})");
        }
    }
    fn qubits(&self) -> usize {
        self.sight.qubits()
    }
    /// Why a figure of amplitudes, or of the density matrix, cannot be drawn.
    fn why_not(&self, title: &str) -> String {
        let n = self.qubits();
        match (self.sight.is_mixed(), self.sight.density()) {
            (false, _) => format!(
                "{title}: all amplitudes are read for it, which is done up to {MOST_QUBITS} qubits; this state has {n}."
            ),
            (true, Some(_)) => format!(
                "{title}: this state is a mixture, which has no amplitudes. A single shot has; so has the state before the first measurement."
            ),
            (true, None) => format!(
                "{title}: of a mixture it is drawn up to {MAX_DENSITY_QUBITS} qubits; this one has {n}. A single shot is one pure state."
            ),
        }
    }
    fn probabilities(&self) -> (Scene, plot::Table) {
        let all = Probabilities::of(self.qubits(), &|k| self.sight.probability(k));
        let all = Probabilities { reversed: self.reversed, ..all };
        (all.scene(), all.rows())
    }
    fn balls(&self) -> (Scene, plot::Table) {
        let ball = |q: usize| Bloch::new(&self.names[q], self.sight.bloch(q));
        let balls = Balls { balls: (0..self.qubits()).map(ball).collect(), width: WIDTH };
        (balls.scene(), balls.rows())
    }
    fn amplitudes(&self, ket: &[C64]) -> (Scene, plot::Table) {
        let bars = Amplitudes::of(ket, Amplitudes::bars_that_fit(WIDTH));
        let bars = Amplitudes { reversed: self.reversed, size: Size::new(WIDTH, 170.0), ..bars };
        (bars.scene(), bars.rows())
    }
    fn qsphere(&self, ket: &[C64]) -> (Scene, plot::Table) {
        let ball = QSphere { reversed: self.reversed, ..QSphere::of(self.qubits(), &|k| ket[k]) };
        (ball.scene(), ball.rows())
    }
    fn disks(&self) -> (Scene, plot::Table) {
        let disk = |q: usize| Disk { name: self.names[q].clone(), bloch: self.sight.bloch(q) };
        let disks = Disks { disks: (0..self.qubits()).map(disk).collect(), width: WIDTH };
        (disks.scene(), disks.rows())
    }
    /// Of the qubits named, of all, or of the first.
    fn density(&self, whole: &Whole<'_>, words: &str) -> (Scene, plot::Table) {
        let mut qubits: Vec<usize> = Vec::new();
        let named = words.split_once(' ').map_or("", |(_, named)| named);
        for q in named.split(' ').filter_map(|w| w.parse().ok()) {
            if q < self.qubits() && !qubits.contains(&q) && qubits.len() < MOST_DENSITY {
                qubits.push(q);
            }
        }
        if qubits.is_empty() {
            qubits = (0..self.qubits().min(MOST_DENSITY)).collect();
        }
        circuit::order::sort(&mut qubits, usize::cmp);
        let part =
            (qubits.len() < self.qubits()).then(|| qubits.iter().map(|q| self.names[*q].clone()).collect());
        let matrix = whole.reduced(&qubits).matrix();
        let matrix = DensityMatrix { matrix, part, reversed: self.reversed, width: WIDTH };
        (matrix.scene(), matrix.rows())
    }
    fn entanglement(&self, whole: &Whole<'_>) -> (Scene, plot::Table) {
        let n = self.qubits();
        if n > MOST_PAIRED {
            return refused(
                "Entanglement",
                &format!(
                    "Every pair of qubits is looked at for this graph, which is done up to {MOST_PAIRED} qubits; this state has {n}."
                ),
            );
        }
        let mut links = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                let pair = whole.reduced(&[a, b]);
                let information = quantities::mutual_information(&pair, &[0], &[1]);
                let concurrence = quantities::concurrence(&pair).unwrap_or(0.0);
                let negativity = quantities::negativity(&pair, &[0]);
                links.push(Link { a, b, information, concurrence, negativity });
            }
        }
        let qubits = (0..n).map(|q| (self.names[q].clone(), sight::entropy(self.sight.bloch(q)))).collect();
        let graph = Entanglement { qubits, links, width: WIDTH };
        (graph.scene(), graph.rows())
    }
}

/// All qubits together, where they are known.
enum Whole<'a> {
    Pure(Ket),
    Mixed(&'a Density),
}

impl Whole<'_> {
    fn reduced(&self, qubits: &[usize]) -> Density {
        match self {
            Whole::Pure(ket) => quantities::reduced(ket, qubits),
            Whole::Mixed(density) => density.reduced(qubits),
        }
    }
}

/// The width that figures are laid out for, in scene units; a narrower place shrinks them.
pub(crate) const WIDTH: f64 = 300.0;

pub(crate) fn refused(title: &str, why: &str) -> (Scene, plot::Table) {
    (Scene::empty(Size::new(WIDTH, 76.0), title, why), vec![vec!["nothing to show".to_string()]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use circuit::Circuit;
    use engine::{Rows, State};

    fn figures(text: &str, wanted: &[&str]) -> Vec<Figure> {
        let circuit: Circuit = text.parse().expect("a circuit");
        let state = State::run(&circuit, &[], &Rows { width: 0, data: Vec::new() }).expect("a small state");
        let names = (0..state.qubits()).map(|q| format!("q{q}")).collect();
        let wanted: Vec<String> = wanted.iter().map(|w| w.to_string()).collect();
        Source { sight: &Sight::State(state), names, reversed: false }.figures(&wanted)
    }

    const BELL: &str = "qubits 2; H 0; X 0:1";

    fn described(text: &str, name: &str) -> String {
        figures(text, &[name]).remove(0).scene.description
    }

    #[test]
    fn pairs_of_a_w_state_have_the_concurrence_and_negativity_that_they_are_known_for() {
        let w = "qubits 3; RY(1.910633236249019) 0; H 0:1; X 1:2; X 0:1; X 0";
        let table = figures(w, &["entanglement"]).remove(0).csv;
        let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
        let number = |row: &[&str], name: &str| -> f64 {
            let column = rows[0].iter().position(|head| *head == name).expect("a column");
            row[column].parse().expect("a number")
        };
        // 2/3 of a Bell pair, 1/3 of |00⟩: partial transpose with the eigenvalue (1 − √5)/6 (Dür, Vidal, Cirac 2000).
        assert_eq!(rows.len(), 4);
        for row in &rows[1..] {
            assert!((number(row, "concurrence") - 2.0 / 3.0).abs() < 1e-9, "{table}");
            assert!((number(row, "negativity") - (5f64.sqrt() - 1.0) / 6.0).abs() < 1e-9, "{table}");
        }
    }

    #[test]
    fn the_global_phase_is_written_if_it_is_wanted() {
        let minus = "qubits 1; X 0; Z 0";
        let told = |wanted: &str| figures(minus, &[wanted]).remove(0).scene.description;
        assert!(told("ket").starts_with("|ψ⟩ = |1⟩. The global phase −1 is left out."), "{}", told("ket"));
        assert!(
            told("ket phase").starts_with("|ψ⟩ = −|1⟩. The global phase −1, which"),
            "{}",
            told("ket phase")
        );
    }

    #[test]
    fn every_figure_has_words_data_and_numbers() {
        let all: Vec<&str> = FIGURES.iter().map(|f| f.0).collect();
        let drawn = figures(BELL, &all);
        assert_eq!(drawn.iter().map(|f| &*f.name).collect::<Vec<_>>(), all);
        for figure in &drawn {
            let data = plot::data(&figure.scene);
            assert!(
                data > 0 && !figure.scene.description.is_empty() && figure.help.len() > 80,
                "{}",
                figure.name
            );
            for key in 0..data {
                let hints =
                    figure.scene.items.iter().filter(|i| i.key == Some(key) && !i.hint.is_empty()).count();
                assert_eq!(hints, 1, "datum {key} of {}", figure.name);
            }
            let widths: Vec<usize> = figure.csv.lines().map(|l| l.matches(',').count()).collect();
            assert!(widths.len() > 1 && widths.iter().all(|w| *w == widths[0]), "{}", figure.csv);
        }
    }

    #[test]
    fn figures_arrive_as_they_were_sent_with_all_they_wear() {
        for text in [BELL, "qubits 7; H 0; X 0:1; H 2; S 2; RY(1) 3; X 3:4; RX(0.4) 6", "qubits 16; H 3"] {
            for figure in figures(text, &FIGURES.map(|f| f.0)) {
                let bytes = crate::pack(&figure);
                assert_eq!(crate::unpack::<Figure>(&bytes), Some(figure));
            }
        }
    }

    #[test]
    fn only_what_is_wanted_is_computed_and_in_the_tables_order() {
        let two = figures(BELL, &["disks", "ket", "nonsense"]);
        assert_eq!(two.iter().map(|f| &*f.name).collect::<Vec<_>>(), ["ket", "disks"]);
        assert!(figures(BELL, &[]).is_empty());
    }

    #[test]
    fn a_bell_state_reads_as_in_the_books() {
        assert!(described(BELL, "ket").starts_with("|ψ⟩ = (|00⟩+|11⟩)/√2. There is no global phase."));
        assert!(described(BELL, "density").contains("0.50 0 0 0.50; 0 0 0 0; 0 0 0 0; 0.50 0 0 0.50."));
        assert!(described(BELL, "entanglement").ends_with("q0–q1 1.00."));
        assert!(described(BELL, "qsphere").contains("|00⟩ 50.0 % at 0.0° and |11⟩ 50.0 % at 0.0°."));
        assert!(described(BELL, "probabilities").contains("|00⟩ 50.000 % and |11⟩ 50.000 %"));
        assert!(described(BELL, "disks").contains("q0: P(1) 0.500000, no phase, purity 0.500000"));
    }

    #[test]
    fn a_product_has_no_lines_and_two_factors() {
        let plus = "qubits 2; H 0; H 1";
        assert!(described(plus, "entanglement").contains("every weight is 0, the state is a product"));
        assert!(described(plus, "ket").contains("(|0⟩+|1⟩)⊗(|0⟩+|1⟩)/2"));
    }

    #[test]
    fn ghz_and_w_have_their_known_weights() {
        let ghz = described("qubits 3; H 0; X 0:1; X 1:2", "entanglement");
        assert!(ghz.contains("q0–q1 0.50, q0–q2 0.50 and q1–q2 0.50"), "{ghz}");
        // W: every qubit has entropy h(1/3) = 0.9183 bit, as has every pair; half of it is 0.459.
        let w = format!("qubits 3; RY({}) 0; H !0:1; X !0 !1:2", 2.0 * libm::asin((1.0f64 / 3.0).sqrt()));
        let drawn = figures(&w, &["entanglement", "ket"]);
        assert!(
            drawn[0].scene.description.contains("(|001⟩+|010⟩+|100⟩)/√3"),
            "{}",
            drawn[0].scene.description
        );
        let csv = &drawn[1].csv;
        let weight: f64 =
            csv.lines().nth(1).and_then(|l| l.split(',').nth(2)?.parse().ok()).expect("a weight");
        let h = -(1.0f64 / 3.0) * libm::log2(1.0 / 3.0) - (2.0 / 3.0) * libm::log2(2.0 / 3.0);
        assert!((weight - h / 2.0).abs() < 1e-9, "{weight}");
    }

    #[test]
    fn a_part_of_the_qubits_can_be_asked_for() {
        let half = figures(BELL, &["density 1"]).remove(0);
        assert!(half.scene.description.starts_with(
            "Density matrix of q1, the other qubits traced out. Purity 0.500. Rows: 0.50 0; 0 0.50."
        ));
        assert_eq!(half.across, 2);
        let six = figures("qubits 6; H 0; X 0:5", &["density"]).remove(0);
        assert!(six.scene.description.starts_with("Density matrix of q0, q1, q2, q3 and q4, the other"));
    }

    #[test]
    fn what_cannot_be_shown_says_why() {
        let many = figures("qubits 16; H 0; X 0:15", &["entanglement", "ket"]);
        assert!(many[1].scene.description.contains("up to 14 qubits; this state has 16"));
        assert!(many[0].scene.description.contains("(|00⟩+|11⟩)₀,₁₅⊗|0⟩₁⊗"), "{}", many[0].scene.description);
    }
}
