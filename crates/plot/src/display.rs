//! Displays inside a circuit: small pictures, laid out for the cells that they span. The title is what a screen reader
//! says of one, short; the description has the same with six decimals. Not here: where they stand (`composer`), the
//! numbers (`labs::displays`).

use crate::measure::{self, SMALL, SYMBOL};
use crate::{Anchor, Bloch, Item, Point, Scene, Size, bloch, figure, text};
use circuit::{C64, Matrix, order};

mod grid;

/// A place for a display: how large it is, and in which order kets are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Its size in the circuit's drawing.
    pub size: Size,
    /// Whether the first qubit is the rightmost in a ket.
    pub reversed: bool,
}

/// So many basis states are named in words.
const NAMED: usize = 8;
/// Rows of at least this height have their number in them.
const WORDED: f64 = 11.0;

impl Spot {
    /// A display that cannot be shown: a word or two in its place, why in a sentence.
    pub fn refused(self, name: &str, brief: &str, why: &str) -> Scene {
        let mut scene = Scene::new(self.size, format!("{name}: {why}"), format!("{name}: {why}."));
        let lines = measure::wrapped(brief, SMALL, self.size.width);
        let top = self.middle() - 5.5 * (lines.len() as f64 - 1.0);
        for (i, line) in lines.into_iter().enumerate() {
            scene.push(self.word("sub", top + 11.0 * i as f64, SMALL, line));
        }
        scene
    }

    fn middle(self) -> f64 {
        self.size.height / 2.0
    }
    /// A word in the middle of the width, around a height.
    fn word(self, class: &'static str, y: f64, size: f64, word: String) -> Item {
        let at = Point::new(self.size.width / 2.0, measure::baseline(y, size));
        Item::text(class, at, Anchor::Middle, measure::shortened(&word, size, self.size.width))
    }
    /// Basis states in the order in which they stand.
    fn order(self, states: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..states).collect();
        figure::shown_order(&mut order, states.ilog2() as usize, self.reversed);
        order
    }
    fn ket(self, index: usize, states: usize) -> String {
        text::ket(index, states.ilog2() as usize, self.reversed)
    }
    /// The basis states that count most, in words: "|00⟩ 50.0 %, |11⟩ 50.0 %", and how many others there are.
    fn listed(self, weights: &[f64], most: usize, words: &dyn Fn(usize) -> String) -> String {
        let some = weights.iter().filter(|w| **w > 1e-9).count();
        let mut shown =
            figure::largest(weights.len(), &|k| libm::round(1e9 * weights[k]), most.min(some.max(1)));
        if weights.len() <= 2 {
            shown = vec![0, 1];
        }
        order::sort(&mut shown, usize::cmp);
        figure::shown_order(&mut shown, weights.len().ilog2() as usize, self.reversed);
        let mut all: Vec<String> =
            shown.iter().map(|k| format!("{} {}", self.ket(*k, weights.len()), words(*k))).collect();
        if some > shown.len() {
            all.push(text::count((some - shown.len()) as f64, "smaller one"));
        }
        all.join(", ")
    }

    /// The Bloch vector of a qubit.
    pub fn bloch(self, name: &str, vector: [f64; 3]) -> Scene {
        let words = |decimals| {
            let [x, y, z] = vector.map(|v| text::fixed(v, decimals));
            format!("x={x} y={y} z={z}")
        };
        let ball = Bloch::new(name, vector);
        let exact = format!("Bloch vector of {name}: {}, length {}", words(6), text::fixed(ball.length(), 6));
        let mut scene = Scene::new(self.size, format!("Bloch {}", words(2)), exact);
        let center = Point::new(self.size.width / 2.0, self.middle());
        bloch::draw_small(&mut scene, vector, center, self.size.width.min(self.size.height) / 2.0 - 3.0);
        scene
    }

    /// Probabilities of basis states.
    pub fn chances(self, chances: &[f64]) -> Scene {
        let brief = self.listed(chances, NAMED, &|k| text::percent(chances[k]));
        let exact = self.listed(chances, 2 * NAMED, &|k| text::fixed(chances[k], 6));
        let mut scene = Scene::new(self.size, format!("Probability {brief}"), format!("Probability {exact}"));
        self.bars(&mut scene, chances, &|k| format!("{}%", text::fixed(100.0 * chances[k], 0)));
        scene
    }

    /// How often basis states were found.
    pub fn samples(self, counts: &[usize], shots: usize, seed: u64) -> Scene {
        let share: Vec<f64> = counts.iter().map(|n| *n as f64 / shots.max(1) as f64).collect();
        let list = self.listed(&share, NAMED, &|k| counts[k].to_string());
        let title = format!("Samples {list} of {shots}");
        let mut scene = Scene::new(self.size, title, format!("{shots} runs from seed {seed}: {list}"));
        self.bars(&mut scene, &share, &|k| counts[k].to_string());
        scene
    }

    /// Lying bars from the top, with their number while there is room, else one outline.
    fn bars(self, scene: &mut Scene, shares: &[f64], number: &dyn Fn(usize) -> String) {
        let Size { width, height } = self.size;
        let row = height / shares.len() as f64;
        let long = |k: usize| width * shares[k].clamp(0.0, 1.0);
        let order = self.order(shares.len());
        if row < WORDED {
            let mut corners = vec![Point::new(0.0, 0.0)];
            for (i, k) in order.into_iter().enumerate() {
                corners.push(Point::new(long(k), row * i as f64));
                corners.push(Point::new(long(k), row * (i + 1) as f64));
            }
            corners.push(Point::new(0.0, height));
            return scene.push(Item::area("level", corners));
        }
        let ket = shares.len() <= 4;
        for (i, k) in order.into_iter().enumerate() {
            let (top, middle) = (row * i as f64, row * (i as f64 + 0.5));
            if long(k) > 0.05 {
                scene.push(Item::rect("level", 0.0, top + 0.5, Size::new(long(k), row - 1.0), 2.0));
            }
            let base = measure::baseline(middle, SMALL);
            if ket {
                let digits = self.ket(k, shares.len()).replace(['|', '⟩'], "");
                scene.push(Item::text("tick-in", Point::new(2.0, base), Anchor::Start, digits));
            }
            scene.push(Item::text("sub", Point::new(width - 2.0, base), Anchor::End, number(k)));
        }
    }

    /// The amplitudes of qubits that have some.
    pub fn amplitudes(self, amplitudes: &[C64]) -> Scene {
        let weights: Vec<f64> = amplitudes.iter().map(|z| z.norm_sqr()).collect();
        let phased = |k: usize| {
            let z = amplitudes[k];
            let exact = figure::precise(z);
            if z.norm_sqr() < figure::NOTHING * figure::NOTHING {
                return exact;
            }
            format!("{exact} ({} at {})", text::percent(weights[k]), text::degrees(text::phase(z)))
        };
        let brief = self.listed(&weights, NAMED, &|k| figure::brief(amplitudes[k], 2));
        let exact = self.listed(&weights, NAMED, &phased);
        let mut scene = Scene::new(self.size, format!("Amplitudes {brief}"), format!("Amplitudes {exact}"));
        grid::amplitudes(&mut scene, self.size, &self.order(amplitudes.len()), amplitudes);
        scene
    }

    /// The density matrix of qubits.
    pub fn density(self, matrix: &Matrix) -> Scene {
        let order = self.order(matrix.size);
        let entries = |word: &dyn Fn(C64) -> String| {
            let all = order.iter().flat_map(|r| order.iter().map(|c| word(matrix.at(*r, *c))));
            all.collect::<Vec<_>>().join(" ")
        };
        let purity: f64 = matrix.data.iter().map(|z| z.norm_sqr()).sum();
        let purity = |decimals| format!("purity {}", text::fixed(purity, decimals));
        let (title, exact) = if matrix.size <= 4 {
            (format!("Density {}", entries(&|z| figure::brief(z, 2))), entries(&|z| figure::brief(z, 6)))
        } else {
            let diagonal: Vec<f64> = (0..matrix.size).map(|k| matrix.at(k, k).re).collect();
            let list = self.listed(&diagonal, NAMED, &|k| text::fixed(diagonal[k], 6));
            (format!("Density, {}", purity(2)), format!("on the diagonal {list}"))
        };
        let mut scene = Scene::new(self.size, title, format!("Density matrix {exact}; {}", purity(6)));
        grid::density(&mut scene, self.size, &order, matrix);
        scene
    }

    /// The expectation value of a product of Pauli matrices, whose letters are given.
    pub fn expectation(self, letters: &str, value: f64) -> Scene {
        let title = format!("Expectation {letters} {}", text::fixed(value, 2));
        let mut scene = Scene::new(self.size, title, format!("⟨{letters}⟩ = {}", text::fixed(value, 6)));
        let middle = self.middle();
        scene.push(self.word("tick-in", middle - 15.0, SMALL, format!("⟨{letters}⟩")));
        scene.push(self.word("symbol", middle + 1.0, SYMBOL, text::fixed(value, 2)));
        let (top, half) = (middle + 13.0, self.size.width / 2.0 - 2.0);
        let zero = self.size.width / 2.0;
        scene.push(Item::rect("track", 2.0, top, Size::new(2.0 * half, 6.0), 2.0));
        let long = half * value.clamp(-1.0, 1.0);
        if long.abs() > 0.05 {
            let left = zero + long.min(0.0);
            scene.push(Item::rect("bar chance", left, top, Size::new(long.abs(), 6.0), 0.0));
        }
        scene.push(Item::line("axis", Point::new(zero, top - 1.0), Point::new(zero, top + 7.0)));
        scene
    }

    /// Purity tr ρ² of some qubits and their entropy in bits.
    pub fn purity(self, qubits: usize, purity: f64, entropy: f64) -> Scene {
        let title = format!("Purity {}, entropy {} bit", text::fixed(purity, 2), text::fixed(entropy, 2));
        let exact =
            format!("purity tr ρ² = {}, entropy {} bit", text::fixed(purity, 6), text::fixed(entropy, 6));
        let mut scene = Scene::new(self.size, title, exact);
        let rows = [("ρ²", purity, purity), ("S", entropy, entropy / qubits.max(1) as f64)];
        for (i, (name, value, share)) in rows.into_iter().enumerate() {
            let y = self.middle() - 14.0 + 23.0 * i as f64;
            let base = measure::baseline(y, SMALL);
            let width = self.size.width;
            scene.push(Item::text("tick-in", Point::new(2.0, base), Anchor::Start, name));
            scene.push(Item::text("sub", Point::new(width - 2.0, base), Anchor::End, text::fixed(value, 2)));
            scene.push(Item::rect("track", 2.0, y + 7.0, Size::new(width - 4.0, 4.0), 2.0));
            let long = (width - 4.0) * share.clamp(0.0, 1.0);
            if long > 0.05 {
                scene.push(Item::rect("bar chance", 2.0, y + 7.0, Size::new(long, 4.0), 0.0));
            }
        }
        scene
    }
}

#[cfg(test)]
mod tests;
