//! A state as an equation: `(|00⟩+|11⟩)/√2`, in factors where it is a product, with numbers as people write them.
//!
//! The global phase is taken away, so that the first ket of every factor has a positive number, and told, or written in
//! front. Under the
//! equation stand the largest terms with their numbers. Not here: which qubits part (`ket::factors`) and how a number
//! is recognised (`ket::nice`).

mod factors;
mod nice;

use crate::figure::{self, Table, exact};
use crate::measure::{self, LABEL, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};
use circuit::C64;
use factors::Part;
pub use nice::nice;

/// The most terms of a factor that are written out.
pub const MOST_TERMS: usize = 8;
/// A state to be written as an equation.
#[derive(Clone, Debug, PartialEq)]
pub struct KetEquation {
    /// How many qubits there are.
    pub qubits: usize,
    factors: Vec<Part>,
    /// The largest terms, by index; qubit 0 is the most significant bit.
    pub terms: Vec<(usize, C64)>,
    /// How many terms are not 0.
    pub count: usize,
    amplitudes: Vec<C64>,
    /// Whether kets are written with qubit 0 rightmost.
    pub reversed: bool,
    /// Whether the global phase is written.
    pub phased: bool,
    /// Width of the scene; the height follows.
    pub width: f64,
}

/// An equation in pieces between which a line may break.
struct Written {
    pieces: Vec<String>,
    /// The global phase, in radians.
    phase: f64,
    /// Whether all numbers are exact.
    exact: bool,
}

impl Written {
    /// Puts the global phase in front of everything.
    fn put_phase(&mut self) {
        let (word, known) = nice::phase(self.phase);
        self.exact &= known;
        let sum = self.pieces.len() > 1 && !self.pieces[0].starts_with('(');
        if let (true, Some(last)) = (sum, self.pieces.last_mut()) {
            last.push(')');
        }
        let first = &mut self.pieces[0];
        let open = if sum { "(" } else { "" };
        *first = [word.trim_end_matches('1'), open, first].concat();
    }
}

impl KetEquation {
    /// Of 2^n amplitudes, n at most 20 or so: every one is looked at several times.
    pub fn of(amplitudes: &[C64]) -> KetEquation {
        let qubits = amplitudes.len().max(1).ilog2() as usize;
        let chance = |k: usize| amplitudes[k].norm_sqr();
        let some = |k: &usize| chance(*k) > figure::NOTHING * figure::NOTHING;
        let largest = figure::largest(amplitudes.len(), &|k| rounded(chance(k)), MOST_TERMS);
        KetEquation {
            qubits,
            factors: factors::of(amplitudes),
            terms: largest.into_iter().filter(|k| some(k)).map(|k| (k, amplitudes[k])).collect(),
            count: (0..amplitudes.len()).filter(|k| some(k)).count(),
            amplitudes: amplitudes.to_vec(),
            reversed: false,
            phased: false,
            width: 300.0,
        }
    }
    /// The qubits of each factor, as the equation has them from left to right.
    pub fn parts(&self) -> Vec<Vec<usize>> {
        let mut parts: Vec<Vec<usize>> = self.factors.iter().map(|f| f.qubits.clone()).collect();
        if self.reversed {
            parts.reverse();
            parts.iter_mut().for_each(|p| p.reverse());
        }
        parts
    }
    /// The right side of the equation: `(|00⟩+|11⟩)/√2`.
    pub fn equation(&self) -> String {
        self.written().pieces.concat()
    }

    fn written(&self) -> Written {
        let mut out = Written { pieces: Vec::new(), phase: 0.0, exact: true };
        let labelled = self.factors.iter().any(|f| f.qubits.windows(2).any(|w| w[1] != w[0] + 1));
        let (mut first, mut below) = (0, 1.0);
        let mut factors: Vec<&Part> = self.factors.iter().collect();
        if self.reversed {
            factors.reverse();
        }
        let all = factors.len();
        for (i, factor) in factors.into_iter().enumerate() {
            let (mut pieces, index, under, exact) = self.factor(factor, all == 1, labelled);
            first |= factor.whole(index, self.qubits);
            below *= under;
            out.exact &= exact;
            if i > 0 {
                pieces[0].insert(0, '⊗');
            }
            out.pieces.append(&mut pieces);
        }
        if below > 1.5
            && let Some(last) = out.pieces.last_mut()
        {
            let root = nice::root(below);
            last.push_str(&if root.contains('√') && !root.starts_with('√') {
                format!("/({root})")
            } else {
                format!("/{root}")
            });
        }
        let z = self.amplitudes[first];
        out.phase = libm::atan2(z.im, z.re);
        if self.phased && out.phase.abs() >= figure::NOTHING {
            out.put_phase();
        }
        out
    }

    /// A factor in pieces, the index of its first ket, the square of what it is to be divided by, whether exact.
    fn factor(&self, part: &Part, alone: bool, labelled: bool) -> (Vec<String>, usize, f64, bool) {
        let n = part.qubits.len();
        let some = |k: usize| part.amplitudes[k].norm_sqr() > figure::NOTHING * figure::NOTHING;
        let count = (0..part.amplitudes.len()).filter(|k| some(*k)).count();
        let mut shown =
            figure::largest(part.amplitudes.len(), &|k| rounded(part.amplitudes[k].norm_sqr()), MOST_TERMS);
        shown.retain(|k| some(*k));
        figure::shown_order(&mut shown, n, self.reversed);
        let Some(first) = shown.first().copied() else { return (vec!["0".into()], 0, 1.0, true) };
        let back = part.amplitudes[first].conj();
        let back = back.scale(1.0 / back.norm_sqr().sqrt());
        let turned: Vec<C64> = shown.iter().map(|k| part.amplitudes[*k] * back).collect();
        let nice::Coefficients { words, below, exact } = nice::coefficients(&turned);
        let mut pieces: Vec<String> = Vec::new();
        for (i, (word, k)) in words.into_iter().zip(&shown).enumerate() {
            // The first number is positive and needs no sign.
            let word = if i == 0 { word.trim_start_matches('+').to_string() } else { word };
            pieces.push(word + &text::ket(*k, n, self.reversed));
        }
        if count > shown.len() {
            pieces.push(format!("+…{} more", count - shown.len()));
        }
        if pieces.len() > 1 && (below > 1.5 || !alone || labelled) {
            pieces[0].insert(0, '(');
            pieces.last_mut().expect("there are two").push(')');
        }
        if labelled {
            pieces.last_mut().expect("there is one").push_str(&self.subscript(part));
        }
        (pieces, first, below, exact)
    }

    fn subscript(&self, part: &Part) -> String {
        let mut qubits = part.qubits.clone();
        if self.reversed {
            qubits.reverse();
        }
        let low = |q: &usize| -> String {
            q.to_string()
                .chars()
                .map(|c| char::from_u32('₀' as u32 + c as u32 - '0' as u32).unwrap_or(c))
                .collect()
        };
        qubits.iter().map(low).collect::<Vec<_>>().join(if self.qubits > 10 { "," } else { "" })
    }

    fn notes(&self, written: &Written) -> String {
        let phase = match nice::phase(written.phase) {
            _ if written.phase.abs() < figure::NOTHING => "There is no global phase.".to_string(),
            (word, _) if self.phased => {
                format!("The global phase {word}, which no measurement can tell, is in front.")
            }
            (word, _) => format!("The global phase {word} is left out."),
        };
        let parts = match self.factors.len() {
            1 if self.qubits > 1 => {
                " No qubits part from the others: the state is no product of smaller ones."
            }
            1 => "",
            n if n == self.qubits => " The state is a product of single qubits: nothing is entangled.",
            _ => " Factors are not entangled with each other.",
        };
        let parts = if self.qubits > factors::ALL_PARTS && self.factors.len() == 1 { "" } else { parts };
        let near = if written.exact { "" } else { " Numbers without a simple form are rounded." };
        format!("{phase}{parts}{near}")
    }
    /// The equation, what was left out, in sentences.
    pub fn description(&self) -> String {
        let written = self.written();
        let equals = if written.exact { "=" } else { "≈" };
        format!("|ψ⟩ {equals} {}. {}", written.pieces.concat(), self.notes(&written))
    }
    fn ordered(&self) -> Vec<(usize, C64)> {
        let mut order: Vec<usize> = self.terms.iter().map(|t| t.0).collect();
        figure::shown_order(&mut order, self.qubits, self.reversed);
        order.into_iter().map(|k| (k, self.amplitudes[k])).collect()
    }
    /// The largest terms as they are, with the global phase, and how many more there are.
    pub fn rows(&self) -> Table {
        let mut rows = vec![["basis state", "real", "imaginary", "probability"].map(String::from).to_vec()];
        let row = |(k, z): &(usize, C64)| {
            vec![text::ket(*k, self.qubits, self.reversed), exact(z.re), exact(z.im), exact(z.norm_sqr())]
        };
        let ordered = self.ordered();
        rows.extend(ordered.iter().map(row));
        if self.count > ordered.len() {
            let rest = 1.0 - ordered.iter().map(|t| t.1.norm_sqr()).sum::<f64>();
            let more = format!("{} more", self.count - ordered.len());
            rows.push(vec![more, String::new(), String::new(), exact(rest.max(0.0))]);
        }
        rows
    }

    /// The equation over its largest terms.
    pub fn scene(&self) -> Scene {
        const LINE: f64 = 19.0;
        const ROW: f64 = 16.0;
        let width = Size::new(self.width, 60.0).at_least(200.0, 60.0).width;
        if self.terms.is_empty() || self.amplitudes.iter().any(|z| !z.norm_sqr().is_finite()) {
            return Scene::empty(Size::new(width, 60.0), "Ket equation", "There are no amplitudes to write.");
        }
        let written = self.written();
        let equals = if written.exact { "|ψ⟩ = " } else { "|ψ⟩ ≈ " };
        let left = measure::width(equals, LABEL) + 2.0;
        let lines = broken(&written.pieces, width - left - 2.0);
        let top = 8.0 + LINE * lines.len() as f64;
        let size = Size::new(width, top + 10.0 + ROW * self.terms.len() as f64);
        let mut scene = Scene::new(size, "Ket equation", self.description());
        scene.push(Item::text("empty", Point::new(2.0, 18.0), Anchor::Start, equals.trim_end()));
        for (i, line) in lines.into_iter().enumerate() {
            let at = Point::new(left, 18.0 + LINE * i as f64);
            scene.push(Item::text("word-label", at, Anchor::Start, line));
        }
        scene.push(Item::line("grid", Point::new(0.0, top + 2.0), Point::new(width, top + 2.0)));
        for (i, (k, z)) in self.ordered().into_iter().enumerate() {
            let y = top + 6.0 + ROW * i as f64;
            let base = measure::baseline(y + ROW / 2.0, TICK);
            let ket = text::ket(k, self.qubits, self.reversed);
            let phase = text::degrees(text::phase(z));
            let hint = format!(
                "{ket} amplitude {}, {}, phase {phase}",
                figure::precise(z),
                text::percent(z.norm_sqr())
            );
            scene.push(Item::rect("hit", 0.0, y, Size::new(width, ROW), 3.0).with_key(i).with_hint(hint));
            let name = measure::shortened(&ket, TICK, width - 196.0);
            scene.push(Item::text("tick", Point::new(4.0, base), Anchor::Start, name));
            for (x, word) in [(110.0, text::complex(z)), (46.0, text::percent(z.norm_sqr())), (4.0, phase)] {
                scene.push(Item::text("value", Point::new(width - x, base), Anchor::End, word));
            }
        }
        scene
    }
}

/// Equal up to rounding shall be equal.
fn rounded(p: f64) -> f64 {
    libm::round(p * 1e12)
}

/// Pieces in lines that fit a width where the pieces do.
fn broken(pieces: &[String], room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if measure::width(line, LABEL) + measure::width(piece, LABEL) <= room => {
                line.push_str(piece)
            }
            _ => lines.push(piece.clone()),
        }
    }
    lines
}

#[cfg(test)]
mod tests;
