//! A density matrix: every entry a disk, its area the magnitude, its colour and hand the phase.
//!
//! The hand points right for phase 0 and turns counter-clockwise as the phase grows.

use crate::figure::{self, Table, brief, exact};
use crate::measure::{self, SMALL, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};
use circuit::{C64, Matrix};

/// The density matrix of some qubits.
#[derive(Clone, Debug, PartialEq)]
pub struct DensityMatrix {
    /// 2^n × 2^n entries; the first qubit is the most significant bit of rows and columns.
    pub matrix: Matrix,
    /// Names of its qubits, if they are not all.
    pub part: Option<Vec<String>>,
    /// Whether kets are written (and ordered) with the first qubit rightmost.
    pub reversed: bool,
    /// Width of the scene; the height follows.
    pub width: f64,
}

/// Cells of this size have their number under the disk.
const WORDED: f64 = 46.0;

struct Grid {
    left: f64,
    top: f64,
    cell: f64,
    /// The largest magnitude.
    scale: f64,
}

impl DensityMatrix {
    /// How many qubits it is of.
    pub fn qubits(&self) -> usize {
        self.matrix.size.max(1).ilog2() as usize
    }
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.matrix.size).collect();
        figure::shown_order(&mut order, self.qubits(), self.reversed);
        order
    }
    fn ket(&self, index: usize) -> String {
        text::ket(index, self.qubits(), self.reversed)
    }
    /// An entry in words.
    fn words(&self, row: usize, column: usize) -> String {
        let z = self.matrix.at(row, column);
        let bra = self.ket(column).replace('|', "").replace('⟩', "|");
        let bra = format!("⟨{bra}");
        let size = libm::hypot(z.re, z.im);
        // ⟨row| ρ |column⟩ is the entry of |row⟩⟨column|.
        let head = format!("{}{bra} {}", self.ket(row), figure::precise(z));
        if size < figure::NOTHING {
            return format!("{head}, no phase");
        }
        format!("{head}, magnitude {}, phase {}", text::fixed(size, 6), text::degrees(text::phase(z)))
    }
    /// What it is of, its purity and its entries, in sentences.
    pub fn description(&self) -> String {
        let of = match &self.part {
            Some(names) => format!("Density matrix of {}, the other qubits traced out", text::list(names)),
            None => "Density matrix of all qubits".to_string(),
        };
        let purity: f64 = self.matrix.data.iter().map(|z| z.norm_sqr()).sum();
        let order = self.order();
        let entries = if self.qubits() <= 2 {
            let row = |r: &usize| {
                let all: Vec<String> = order.iter().map(|c| brief(self.matrix.at(*r, *c), 2)).collect();
                all.join(" ")
            };
            format!("Rows: {}.", order.iter().map(row).collect::<Vec<_>>().join("; "))
        } else {
            let n = self.matrix.size;
            let many =
                self.matrix.data.iter().filter(|z| z.norm_sqr() > figure::NOTHING * figure::NOTHING).count();
            let top = figure::largest(n * n, &|k| libm::round(1e9 * self.matrix.data[k].norm_sqr()), 6);
            let top: Vec<String> = top
                .into_iter()
                .map(|k| {
                    format!(
                        "{} row {} column {}",
                        brief(self.matrix.data[k], 2),
                        self.ket(k / n),
                        self.ket(k % n)
                    )
                })
                .collect();
            format!("{many} of {} entries are not 0; the largest: {}.", n * n, text::list(&top))
        };
        format!("{of}. Purity {}. {entries}", text::fixed(purity, 3))
    }
    /// All entries.
    pub fn rows(&self) -> Table {
        let mut rows = vec![["row", "column", "real", "imaginary"].map(String::from).to_vec()];
        let order = self.order();
        for r in &order {
            for c in &order {
                let z = self.matrix.at(*r, *c);
                rows.push(vec![self.ket(*r), self.ket(*c), exact(z.re), exact(z.im)]);
            }
        }
        rows
    }
    /// The matrix.
    pub fn scene(&self) -> Scene {
        let title = "Density matrix";
        let width = Size::new(self.width, self.width).at_least(200.0, 0.0).width;
        if !self.matrix.data.iter().all(|z| z.re.is_finite() && z.im.is_finite()) {
            return Scene::empty(
                Size::new(width, 60.0),
                title,
                "The density matrix has entries that are not finite numbers.",
            );
        }
        let scale = self.matrix.data.iter().map(|z| z.norm_sqr()).fold(0.0, f64::max).sqrt();
        let names = measure::width(&self.ket(0), TICK) + 8.0;
        let cell = ((width - names - 2.0) / self.matrix.size as f64).min(66.0);
        let grid = Grid { left: names, top: names, cell, scale: scale.max(figure::NOTHING) };
        let side = cell * self.matrix.size as f64;
        let mut scene = Scene::new(Size::new(width, names + side + 20.0), title, self.description());
        self.draw_names(&mut scene, &grid);
        let order = self.order();
        for (y, r) in order.iter().enumerate() {
            for (x, c) in order.iter().enumerate() {
                let key = y * order.len() + x;
                let hint = self.words(*r, *c);
                grid.draw_cell(&mut scene, (x, y), self.matrix.at(*r, *c), (key, hint));
            }
        }
        scene.push(Item::rect("frame", grid.left, grid.top, Size::new(side, side), 0.0));
        let foot = format!("largest disk: magnitude {}", text::fixed(scale, 3));
        scene.push(Item::text("tick", Point::new(grid.left, names + side + 15.0), Anchor::Start, foot));
        scene
    }

    /// Kets beside rows, bras over columns, so many that they do not touch.
    fn draw_names(&self, scene: &mut Scene, grid: &Grid) {
        let every = (libm::ceil((TICK + 2.0) / grid.cell) as usize).max(1).next_power_of_two();
        for (place, index) in self.order().into_iter().enumerate().step_by(every) {
            let middle = grid.cell * (place as f64 + 0.5);
            let at = Point::new(grid.left - 5.0, measure::baseline(grid.top + middle, TICK));
            let ket = self.ket(index);
            let bra = ket.replace('|', "⟨").replace('⟩', "|");
            scene.push(Item::text("tick", at, Anchor::End, ket));
            let at = Point::new(measure::baseline(grid.left + middle, TICK), grid.top - 5.0);
            scene.push(Item::text("tick", at, Anchor::Start, bra).rotated(-90.0));
        }
    }
}

impl Grid {
    fn draw_cell(&self, scene: &mut Scene, (x, y): (usize, usize), z: C64, (key, hint): (usize, String)) {
        let (left, top) = (self.left + self.cell * x as f64, self.top + self.cell * y as f64);
        let hit = Item::rect("hit", left, top, Size::new(self.cell, self.cell), 0.0);
        scene.push(hit.with_key(key).with_hint(hint));
        let size = libm::hypot(z.re, z.im);
        let word = brief(z, 2);
        // All cells have room for words or none has: equal magnitudes shall be equal disks.
        let words = if self.cell >= WORDED { SMALL + 3.0 } else { 0.0 };
        let center = Point::new(left + self.cell / 2.0, top + (self.cell - words) / 2.0);
        let most = (self.cell - words) / 2.0 - if self.cell > 12.0 { 2.0 } else { 0.5 };
        let radius = most * (size / self.scale).sqrt();
        if radius > 0.2 && size >= figure::NOTHING {
            scene.push(Item::circle("bar phase", center, radius).with_level(text::phase(z)).with_key(key));
            if radius > 2.5 {
                let unit = z.scale(radius / size);
                scene.push(Item::line("needle", center, Point::new(center.x + unit.re, center.y - unit.im)));
            }
        }
        if self.cell >= WORDED && measure::width(&word, SMALL) <= self.cell {
            let at = Point::new(center.x, top + self.cell - 4.0);
            scene.push(Item::text("sub", at, Anchor::Middle, word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pure(amplitudes: &[C64]) -> DensityMatrix {
        let size = amplitudes.len();
        let data = (0..size * size).map(|k| amplitudes[k / size] * amplitudes[k % size].conj()).collect();
        DensityMatrix { matrix: Matrix { size, data }, part: None, reversed: false, width: 300.0 }
    }

    fn real(amplitudes: &[f64]) -> DensityMatrix {
        pure(&amplitudes.iter().map(|a| C64::new(*a, 0.0)).collect::<Vec<_>>())
    }

    #[test]
    fn a_bell_states_matrix_has_its_four_corners() {
        let h = 0.5f64.sqrt();
        let bell = real(&[h, 0.0, 0.0, h]);
        assert_eq!(
            bell.description(),
            "Density matrix of all qubits. Purity 1.000. Rows: 0.50 0 0 0.50; 0 0 0 0; 0 0 0 0; 0.50 0 0 0.50."
        );
        let scene = bell.scene();
        crate::tests::sound(&scene);
        let hint = |key: usize| {
            scene.items.iter().find(|i| i.key == Some(key) && !i.hint.is_empty()).map(|i| &*i.hint)
        };
        assert_eq!(hint(3), Some("|00⟩⟨11| 0.500000+0.000000i, magnitude 0.500000, phase 0°"));
        assert_eq!(hint(1), Some("|00⟩⟨01| 0.000000+0.000000i, no phase"));
    }

    #[test]
    fn half_a_bell_pair_is_a_coin() {
        let matrix = Matrix::identity(2).scale(0.5);
        let half = DensityMatrix { matrix, part: Some(vec!["q0".into()]), reversed: false, width: 300.0 };
        let text = half.description();
        assert!(
            text.contains("of q0, the other qubits traced out. Purity 0.500. Rows: 0.50 0; 0 0.50."),
            "{text}"
        );
    }

    #[test]
    fn phases_turn_counter_clockwise_and_have_their_sign() {
        let h = 0.5f64.sqrt();
        let s = pure(&[C64::new(h, 0.0), C64::new(0.0, h)]);
        // ρ = |S⟩⟨S|: the entry of |1⟩⟨0| is i/2.
        assert!(s.description().ends_with("Rows: 0.50 −0.50i; 0.50i 0.50."), "{}", s.description());
        let needles: Vec<_> = s.scene().items.into_iter().filter(|i| i.class == "needle").collect();
        assert_eq!(needles.len(), 4);
    }

    #[test]
    fn reversed_rows_are_ordered_as_printed() {
        let one = DensityMatrix { reversed: true, ..real(&[0.0, 1.0, 0.0, 0.0]) };
        assert!(one.description().ends_with("0 0 0 0; 0 0 0 0; 0 0 1.00 0; 0 0 0 0."));
        assert_eq!(one.rows()[11], ["|10⟩", "|10⟩", "1", "0"]);
    }

    #[test]
    fn five_qubits_fit_and_say_their_largest_entries() {
        let mut amplitudes = [0.0; 32];
        (amplitudes[0], amplitudes[31]) = (0.6, 0.8);
        let ghz = real(&amplitudes);
        let scene = ghz.scene();
        crate::tests::sound(&scene);
        assert_eq!(figure::data(&scene), 1024);
        let text = ghz.description();
        assert!(
            text.contains("4 of 1024 entries are not 0") && text.contains("0.64 row |11111⟩ column |11111⟩"),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn any_matrix_makes_a_finite_scene(entries in prop::collection::vec((proptest::num::f64::ANY, -1.0..1.0f64), 16), width in -5.0..400.0f64) {
            let data = entries.iter().map(|(re, im)| C64::new(*re, *im)).collect();
            let any = DensityMatrix { matrix: Matrix { size: 4, data }, part: None, reversed: true, width };
            crate::tests::sound(&any.scene());
        }
    }
}
