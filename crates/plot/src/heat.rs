//! Heat maps with words on both axes: which word attends to which.

use crate::measure::{self, LABEL, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};

/// A matrix of numbers, rows and columns named.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// The accessible name: "Attention".
    pub title: String,
    /// The rows' names: who attends.
    pub rows: Vec<String>,
    /// The columns' names: what is attended to.
    pub columns: Vec<String>,
    /// `values[row][column]`; NaN for cells without a value (masked).
    pub values: Vec<Vec<f64>>,
    /// What joins row and column in words: "attends to".
    pub verb: String,
    /// The number that is painted darkest; `None`: the largest value, at least 0.5.
    pub top: Option<f64>,
    /// The marked cell: row, column.
    pub selected: Option<(usize, usize)>,
    /// The widest the scene may be; the height follows from the rows.
    pub width: f64,
}

const GAP: f64 = 2.0;
/// Sine and cosine of the column names' slant, 40°.
const SLANT: (f64, f64) = (0.642_787_609_686_539_3, 0.766_044_443_118_978);

struct Plan {
    left: f64,
    top: f64,
    cell: f64,
    high: f64,
}

impl Heat {
    /// An attention matrix over one sentence.
    pub fn attention(words: &[String], values: Vec<Vec<f64>>) -> Heat {
        Heat {
            title: "Attention".to_string(),
            rows: words.to_vec(),
            columns: words.to_vec(),
            values,
            verb: "attends to".to_string(),
            top: None,
            selected: None,
            width: 300.0,
        }
    }
    fn value(&self, row: usize, column: usize) -> Option<f64> {
        self.values.get(row)?.get(column).copied().filter(|v| v.is_finite())
    }
    /// The key of a cell.
    pub fn key(&self, row: usize, column: usize) -> usize {
        row * self.columns.len() + column
    }
    /// The row and column of a key.
    pub fn cell(&self, key: usize) -> Option<(usize, usize)> {
        let wide = self.columns.len();
        (key < wide * self.rows.len()).then(|| (key / wide, key % wide))
    }
    /// A cell in words: "prepares attends to sauce: 0.35".
    pub fn words(&self, row: usize, column: usize) -> String {
        let name = |of: &[String], i: usize| of.get(i).cloned().unwrap_or_default();
        let value = self.value(row, column).map_or("no value".to_string(), |v| text::fixed(v, 2));
        format!("{} {} {}: {value}", name(&self.rows, row), self.verb, name(&self.columns, column))
    }
    /// What each row attends to most, in sentences.
    pub fn description(&self) -> String {
        let most = |row: usize| {
            let all = (0..self.columns.len()).filter_map(|c| self.value(row, c).map(|v| (c, v)));
            let (column, v) = all.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
            Some(format!(
                "{} {} {} most, {}.",
                self.rows[row],
                self.verb,
                self.columns[column],
                text::fixed(v, 2)
            ))
        };
        let all: Vec<String> = (0..self.rows.len()).filter_map(most).collect();
        if all.is_empty() { "No cell has a value.".to_string() } else { all.join(" ") }
    }
    /// The matrix.
    pub fn scene(&self) -> Scene {
        let width = Size::new(self.width, 0.0).at_least(120.0, 0.0).width;
        if self.rows.is_empty() || self.columns.is_empty() {
            return Scene::empty(Size::new(width, 90.0), &self.title, "There are no words to compare.");
        }
        let plan = self.plan(width);
        let right = plan.left + plan.cell * self.columns.len() as f64;
        let over = SLANT.1 * self.widest(&self.columns) - plan.cell / 2.0 + 6.0;
        let size = Size::new(
            (right + over.max(2.0)).max(width),
            plan.top + plan.high * self.rows.len() as f64 + 4.0,
        );
        let mut scene = Scene::new(size, &self.title, self.description());
        self.draw_names(&mut scene, &plan);
        for row in 0..self.rows.len() {
            (0..self.columns.len()).for_each(|column| self.draw_cell(&mut scene, &plan, row, column));
        }
        scene
    }

    fn widest(&self, words: &[String]) -> f64 {
        words.iter().map(|w| measure::width(&short(w), LABEL)).fold(0.0, f64::max)
    }
    fn plan(&self, width: f64) -> Plan {
        let left = self.widest(&self.rows) + 14.0;
        let slanted = self.widest(&self.columns);
        let count = self.columns.len() as f64;
        // The last name leans over its cell's right edge.
        let room = width - left - (SLANT.1 * slanted + 6.0);
        let cell = ((room / (count - 0.5).max(0.5)).min((width - left) / count)).clamp(18.0, 46.0);
        Plan { left, top: SLANT.0 * slanted + 14.0, cell, high: cell.clamp(18.0, 38.0) }
    }
    fn draw_names(&self, scene: &mut Scene, plan: &Plan) {
        for (row, word) in self.rows.iter().enumerate() {
            let middle = plan.top + plan.high * (row as f64 + 0.5);
            let at = Point::new(plan.left - 7.0, measure::baseline(middle, LABEL));
            let chosen = self.selected.is_some_and(|s| s.0 == row);
            scene.push(Item::text("word-label", at, Anchor::End, short(word)).with_selected(chosen));
        }
        for (column, word) in self.columns.iter().enumerate() {
            let at = Point::new(plan.left + plan.cell * (column as f64 + 0.5) + 2.0, plan.top - 6.0);
            let chosen = self.selected.is_some_and(|s| s.1 == column);
            let name = Item::text("word-label", at, Anchor::Start, short(word)).rotated(-40.0);
            scene.push(name.with_selected(chosen));
        }
    }
    fn top(&self) -> f64 {
        let largest = self.values.iter().flatten().copied().filter(|v| v.is_finite()).fold(0.5, f64::max);
        self.top.filter(|t| t.is_finite() && *t > 0.0).unwrap_or(largest)
    }
    fn draw_cell(&self, scene: &mut Scene, plan: &Plan, row: usize, column: usize) {
        let (x, y) = (plan.left + plan.cell * column as f64, plan.top + plan.high * row as f64);
        let size = Size::new(plan.cell - GAP, plan.high - GAP);
        let value = self.value(row, column);
        let level = value.map(|v| (v / self.top()).clamp(0.0, 1.0));
        let class = if value.is_some() { "cell" } else { "cell missing" };
        let chosen = self.selected == Some((row, column));
        let cell = Item::rect(class, x + GAP / 2.0, y + GAP / 2.0, size, 4.0).with_key(self.key(row, column));
        let cell = cell.with_hint(self.words(row, column)).with_selected(chosen);
        scene.push(if let Some(v) = level { cell.with_level(v) } else { cell });
        let words = value.map_or(text::NONE.to_string(), |v| text::fixed(v, 2));
        if measure::width(&words, TICK) <= plan.cell - 2.0 {
            let at = Point::new(x + plan.cell / 2.0, measure::baseline(y + plan.high / 2.0, TICK));
            let number = Item::text("cell-value", at, Anchor::Middle, words);
            scene.push(number.with_level(level.unwrap_or(0.0)));
        }
    }
}

fn short(word: &str) -> String {
    measure::shortened(word, LABEL, 84.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sentence() -> Heat {
        let words = ["man", "prepares", "sauce"].map(str::to_string);
        let values = vec![vec![0.6, 0.3, 0.1], vec![0.2, 0.45, 0.35], vec![0.1, f64::NAN, 0.9]];
        Heat::attention(&words, values)
    }

    #[test]
    fn a_cell_says_who_attends_to_what() {
        assert_eq!(sentence().words(1, 2), "prepares attends to sauce: 0.35");
        assert_eq!(sentence().words(2, 1), "sauce attends to prepares: no value");
        assert!(sentence().description().ends_with("sauce attends to sauce most, 0.90."));
    }

    #[test]
    fn keys_and_cells_are_inverse() {
        let heat = sentence();
        assert!((0..9).all(|k| heat.cell(k).map(|(r, c)| heat.key(r, c)) == Some(k)));
        assert_eq!(heat.cell(9), None);
    }

    #[test]
    fn the_selected_cell_and_its_two_words_are_marked() {
        let scene = Heat { selected: Some((1, 2)), ..sentence() }.scene();
        assert_eq!(scene.items.iter().filter(|i| i.selected).count(), 3);
    }

    proptest! {
        #[test]
        fn any_matrix_makes_a_finite_scene(
            words in prop::collection::vec(".{0,12}", 0..9),
            values in prop::collection::vec(prop::collection::vec(proptest::num::f64::ANY, 0..9), 0..9),
            width in -1.0f64..600.0,
        ) {
            let heat = Heat { width, selected: Some((0, 7)), ..Heat::attention(&words, values) };
            crate::tests::sound(&heat.scene());
        }
    }
}
