//! Probabilities of basis states: lying bars with their numbers; of many the largest, and one bar for the others.

use crate::figure::{self, Table, exact};
use crate::measure::{self, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};

/// The most bars.
pub const MOST_BARS: usize = 32;

/// Probabilities of a measurement of all qubits.
#[derive(Clone, Debug, PartialEq)]
pub struct Probabilities {
    /// How many qubits there are.
    pub qubits: usize,
    /// Basis states (qubit 0 is the most significant bit) with their probabilities, by index.
    pub bars: Vec<(usize, f64)>,
    /// The probability of all basis states without a bar, and how many they are.
    pub others: Option<(f64, usize)>,
    /// Whether kets are written (and ordered) with qubit 0 rightmost.
    pub reversed: bool,
    /// What the numbers are called.
    pub what: &'static str,
    /// Width of the scene; the height follows.
    pub width: f64,
}

const ROW: f64 = 17.0;

impl Probabilities {
    /// The largest probabilities of 2^qubits basis states.
    pub fn of(qubits: usize, chance: &dyn Fn(usize) -> f64) -> Probabilities {
        let size = 1usize << qubits;
        let bars: Vec<(usize, f64)> =
            figure::largest(size, chance, MOST_BARS).into_iter().map(|k| (k, chance(k))).collect();
        let shown: f64 = bars.iter().map(|b| b.1).sum();
        let all: f64 = (0..size).map(chance).filter(|p| p.is_finite()).sum();
        let others = (size > bars.len()).then(|| ((all - shown).max(0.0), size - bars.len()));
        Probabilities { qubits, bars, others, reversed: false, what: "probability", width: 300.0 }
    }
    fn ordered(&self) -> Vec<(usize, f64)> {
        let mut bars = self.bars.clone();
        if self.reversed {
            let place = |b: &(usize, f64)| figure::mirrored(b.0, self.qubits);
            circuit::order::sort(&mut bars, |a, b| place(a).cmp(&place(b)));
        }
        bars
    }
    fn ket(&self, index: usize) -> String {
        text::ket(index, self.qubits, self.reversed)
    }
    fn others_words(others: (f64, usize)) -> String {
        format!("{} together {}", text::count(others.1 as f64, "other basis state"), precisely(others.0))
    }
    /// The likeliest basis states and what is left, in sentences.
    pub fn description(&self) -> String {
        let mut bars: Vec<(usize, f64)> =
            self.ordered().into_iter().filter(|b| b.1 >= figure::NOTHING).collect();
        circuit::order::sort(&mut bars, |a, b| b.1.total_cmp(&a.1));
        let some = |b: &(usize, f64)| format!("{} {}", self.ket(b.0), precisely(b.1));
        let few: Vec<String> = bars.iter().take(8).map(some).collect();
        let rest = bars.len().saturating_sub(8);
        let rest = if rest > 0 { format!(" {rest} more have smaller bars.") } else { String::new() };
        let others = self.others.map_or(String::new(), |o| format!(" {}.", Self::others_words(o)));
        let zero = if self.others.is_none() && bars.len() < self.bars.len() { " All others 0." } else { "" };
        format!("If all qubits are measured: {}.{rest}{others}{zero}", text::list(&few))
    }
    /// Basis states with their probabilities.
    pub fn rows(&self) -> Table {
        let mut rows = vec![vec!["basis state".to_string(), self.what.to_string()]];
        rows.extend(self.ordered().iter().map(|(k, p)| vec![self.ket(*k), exact(*p)]));
        rows.extend(self.others.map(|(p, n)| vec![text::count(n as f64, "other"), exact(p)]));
        rows
    }
    /// The bars.
    pub fn scene(&self) -> Scene {
        let title = "Probabilities";
        let bars = self.ordered();
        let count = bars.len() + usize::from(self.others.is_some());
        let size = Size::new(self.width, ROW * count as f64 + 4.0).at_least(180.0, ROW);
        if bars.is_empty() {
            return Scene::empty(size, title, "There are no probabilities to show.");
        }
        let mut scene = Scene::new(size, title, self.description());
        let name = |k: usize| measure::shortened(&self.ket(k), TICK, size.width * 0.5);
        let least = if self.others.is_some() { measure::width("others", TICK) } else { 0.0 };
        let left = (measure::width(&name(0), TICK) + 8.0).max(least + 8.0);
        for (i, (k, p)) in bars.into_iter().enumerate() {
            let hint = format!("{} {} {}, {}", self.ket(k), self.what, text::fixed(p, 6), precisely(p));
            row(&mut scene, i, left, "bar chance", (&name(k), p, hint));
        }
        if let Some(others) = self.others {
            row(&mut scene, count - 1, left, "bar others", ("others", others.0, Self::others_words(others)));
        }
        scene
    }
}

/// A probability with as many decimals as there is room for.
fn precisely(p: f64) -> String {
    if p > 0.0 && p < 5e-6 {
        format!("{} %", text::scientific(100.0 * p, 1))
    } else {
        format!("{} %", text::fixed(100.0 * p, 3))
    }
}

fn row(scene: &mut Scene, i: usize, left: f64, class: &'static str, (name, p, hint): (&str, f64, String)) {
    let (top, right) = (2.0 + ROW * i as f64, scene.width - measure::width("100.000 %", TICK) - 8.0);
    let base = measure::baseline(top + ROW / 2.0, TICK);
    let long = (right - left) * p.clamp(0.0, 1.0);
    scene.push(Item::rect("hit", 0.0, top, Size::new(scene.width, ROW), 3.0).with_key(i).with_hint(hint));
    scene.push(Item::text("tick", Point::new(left - 6.0, base), Anchor::End, name));
    scene.push(Item::rect("track", left, top + 3.5, Size::new(right - left, ROW - 7.0), 2.0).with_key(i));
    if long > 0.05 {
        scene.push(
            Item::rect(class, left, top + 3.5, Size::new(long, ROW - 7.0), 2.0_f64.min(long / 2.0))
                .with_key(i),
        );
    }
    scene.push(Item::text("value", Point::new(scene.width - 2.0, base), Anchor::End, precisely(p)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bell_state_is_half_and_half() {
        let bell = Probabilities::of(2, &|k| if k == 0 || k == 3 { 0.5 } else { 0.0 });
        assert_eq!(
            bell.description(),
            "If all qubits are measured: |00⟩ 50.000 % and |11⟩ 50.000 %. All others 0."
        );
        let scene = bell.scene();
        crate::tests::sound(&scene);
        assert_eq!(figure::data(&scene), 4);
        assert_eq!(bell.rows()[1..], [["|00⟩", "0.5"], ["|01⟩", "0"], ["|10⟩", "0"], ["|11⟩", "0.5"]]);
    }

    #[test]
    fn of_many_the_others_are_one_bar_and_nothing_is_lost() {
        let many = Probabilities::of(7, &|k| if k == 100 { 0.5 } else { 0.5 / 127.0 });
        assert_eq!(many.bars.len(), MOST_BARS);
        assert!(many.bars.contains(&(100, 0.5)));
        let (p, n) = many.others.expect("96 are hidden");
        assert!(n == 96 && (p - 96.0 * 0.5 / 127.0).abs() < 1e-12);
        let sum: f64 = many.rows()[1..].iter().map(|r| r[1].parse::<f64>().expect("a number")).sum();
        assert!((sum - 1.0).abs() < 1e-12);
        crate::tests::sound(&many.scene());
    }

    #[test]
    fn reversed_kets_are_ordered_as_printed() {
        let one =
            Probabilities { reversed: true, ..Probabilities::of(2, &|k| if k == 1 { 1.0 } else { 0.0 }) };
        assert_eq!(one.rows()[2..4], [["|01⟩", "0"], ["|10⟩", "1"]]);
        assert!(one.scene().items.iter().any(|i| i.hint == "|10⟩ probability 1.000000, 100.000 %"));
    }

    #[test]
    fn twenty_qubits_fit_the_width() {
        let wide = Probabilities::of(20, &|k| if k == 5 { 1.0 } else { 0.0 });
        crate::tests::sound(&wide.scene());
        assert!(wide.description().contains("100.000 %"));
    }
}
