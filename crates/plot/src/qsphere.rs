//! The Q-sphere: basis states on a ball, |0…0⟩ at the north pole, a ring for every number of ones, |1…1⟩ at the south.
//!
//! A disk's area is the probability, its colour and hand are the phase once the global phase is taken away: that of the
//! largest amplitude, of equals the first. As in IBM's composer; the ball is seen from a little above.

use crate::figure::{self, Table, exact};
use crate::measure::{self, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};
use circuit::{C64, order};
use std::f64::consts::PI;

/// The most basis states with a disk.
pub const MOST_DISKS: usize = 64;
/// All places are marked of so many qubits.
const MARKED: usize = 6;

/// A state on the Q-sphere.
#[derive(Clone, Debug, PartialEq)]
pub struct QSphere {
    /// How many qubits there are.
    pub qubits: usize,
    /// Basis states (qubit 0 is the most significant bit) with their amplitudes, by index.
    pub disks: Vec<(usize, C64)>,
    /// The probability of all basis states without a disk, and how many they are.
    pub others: Option<(f64, usize)>,
    /// Whether kets are written with qubit 0 rightmost.
    pub reversed: bool,
    /// Width of the scene; the height follows.
    pub width: f64,
}

/// The eye's height over the equator: 16°, sine and cosine.
const HEIGHT: (f64, f64) = (0.275_637_355_816_999_16, 0.961_261_695_938_318_9);

impl QSphere {
    /// The largest of 2^qubits amplitudes; those that are 0 have no disk.
    pub fn of(qubits: usize, amplitude: &dyn Fn(usize) -> C64) -> QSphere {
        let size = 1usize << qubits;
        let chance = |k: usize| amplitude(k).norm_sqr();
        let mut disks: Vec<(usize, C64)> =
            figure::largest(size, &chance, MOST_DISKS).into_iter().map(|k| (k, amplitude(k))).collect();
        disks.retain(|d| d.1.norm_sqr() > figure::NOTHING * figure::NOTHING);
        let shown: f64 = disks.iter().map(|d| d.1.norm_sqr()).sum();
        let all: f64 = (0..size).map(chance).filter(|p| p.is_finite()).sum();
        let hidden = (all - shown).max(0.0);
        let others = (hidden > figure::NOTHING).then(|| (hidden, size - disks.len()));
        QSphere { qubits, disks, others, reversed: false, width: 300.0 }.turned()
    }
    /// Without the global phase.
    fn turned(mut self) -> QSphere {
        let size = |d: &(usize, C64)| libm::round(d.1.norm_sqr() * 1e9);
        let first = self.disks.iter().fold(None, |best: Option<&(usize, C64)>, d| match best {
            Some(b) if size(b) >= size(d) => best,
            _ => Some(d),
        });
        if let Some((_, z)) = first.copied() {
            let back = z.conj().scale(1.0 / z.norm_sqr().sqrt());
            self.disks.iter_mut().for_each(|d| d.1 = d.1 * back);
        }
        self
    }
    fn ket(&self, index: usize) -> String {
        text::ket(index, self.qubits, self.reversed)
    }
    fn words(&self, (k, z): &(usize, C64)) -> String {
        let ones = text::count(f64::from(k.count_ones()), "one");
        format!(
            "{} with {ones}: probability {}, phase {}",
            self.ket(*k),
            text::fixed(z.norm_sqr(), 6),
            angle(*z)
        )
    }
    /// The largest disks, in sentences.
    pub fn description(&self) -> String {
        let mut disks = self.disks.clone();
        order::sort(&mut disks, |a, b| b.1.norm_sqr().total_cmp(&a.1.norm_sqr()));
        let few: Vec<String> = disks
            .iter()
            .take(8)
            .map(|d| format!("{} {} at {}", self.ket(d.0), text::percent(d.1.norm_sqr()), angle(d.1)))
            .collect();
        let rest = disks.len().saturating_sub(8);
        let rest = if rest > 0 { format!(" {rest} more have smaller disks.") } else { String::new() };
        let others = self.others.map_or(String::new(), |(p, n)| {
            format!(" {} without a disk together {}.", text::count(n as f64, "basis state"), text::percent(p))
        });
        format!(
            "Probabilities and phases relative to the largest amplitude: {}.{rest}{others}",
            text::list(&few)
        )
    }
    /// Basis states with a disk.
    pub fn rows(&self) -> Table {
        let mut rows =
            vec![["basis state", "ones", "probability", "phase in degrees"].map(String::from).to_vec()];
        let row = |(k, z): &(usize, C64)| {
            vec![self.ket(*k), k.count_ones().to_string(), exact(z.norm_sqr()), exact(text::phase(*z))]
        };
        rows.extend(self.disks.iter().map(row));
        rows.extend(
            self.others
                .map(|(p, n)| vec![text::count(n as f64, "other"), String::new(), exact(p), String::new()]),
        );
        rows
    }

    /// The ball.
    pub fn scene(&self) -> Scene {
        let width = Size::new(self.width, self.width).at_least(200.0, 0.0).width;
        let radius = (width / 2.0 - 34.0).min(116.0);
        let size = Size::new(width, 2.0 * radius + 48.0);
        if self.disks.is_empty() {
            return Scene::empty(size, "Q-sphere", "There are no amplitudes to show.");
        }
        let mut scene = Scene::new(size, "Q-sphere", self.description());
        let eye = Eye { center: Point::new(width / 2.0, size.height / 2.0), radius };
        scene.push(Item::circle("ball", eye.center, radius));
        for ones in 1..self.qubits {
            eye.draw_ring(&mut scene, PI * ones as f64 / self.qubits as f64);
        }
        if self.qubits <= MARKED {
            for k in 0..1usize << self.qubits {
                scene.push(Item::circle("dial none", eye.seen(direction(k, self.qubits)).0, 1.5));
            }
        }
        let mut order: Vec<usize> = (0..self.disks.len()).collect();
        let depth = |i: usize| eye.seen(direction(self.disks[i].0, self.qubits)).1;
        order::sort(&mut order, |a, b| depth(*a).total_cmp(&depth(*b)));
        order.into_iter().for_each(|i| self.draw_disk(&mut scene, &eye, i));
        scene
    }

    fn draw_disk(&self, scene: &mut Scene, eye: &Eye, i: usize) {
        let (k, z) = self.disks[i];
        let (at, depth) = eye.seen(direction(k, self.qubits));
        let chance = z.norm_sqr().clamp(0.0, 1.0);
        let class = if depth < -0.02 { "stem behind" } else { "stem" };
        scene.push(Item::line(class, eye.center, at));
        let radius = 2.0 + 11.0 * chance.sqrt();
        let disk = Item::circle("bar phase", at, radius).with_level(text::phase(z)).with_key(i);
        scene.push(disk.with_hint(self.words(&(k, z))));
        if radius >= 4.0 {
            let unit = z.scale(radius / chance.sqrt());
            scene.push(Item::line("needle", at, Point::new(at.x + unit.re, at.y - unit.im)));
        }
        if self.disks.len() <= 8 && self.qubits <= 6 {
            let below = at.y > eye.center.y;
            let y = if below { at.y + radius + TICK + 1.0 } else { at.y - radius - 4.0 };
            let half = measure::width(&self.ket(k), TICK) / 2.0;
            let x = at.x.clamp(half, (scene.width - half).max(half));
            scene.push(Item::text("pole", Point::new(x, y), Anchor::Middle, self.ket(k)));
        }
    }
}

/// A phase to a tenth of a degree, −180 < φ ≤ 180: `90.0°`.
fn angle(z: C64) -> String {
    let degrees = text::phase(z);
    let text = text::fixed(if degrees > 180.04 { degrees - 360.0 } else { degrees }, 1);
    format!("{text}°")
}

/// n over k; no larger than 2^63 for n ≤ 63.
fn choose(n: usize, k: usize) -> f64 {
    (0..k.min(n)).fold(1.0, |c, i| c * (n - i) as f64 / (i + 1) as f64)
}

/// Where a basis state stands on the unit ball: rings by the number of ones, on a ring by index.
fn direction(index: usize, qubits: usize) -> [f64; 3] {
    let ones = index.count_ones() as usize;
    // How many smaller numbers have as many ones: the combinatorial number system.
    let mut place = 0.0;
    let mut seen = 0;
    for bit in 0..qubits {
        if index >> bit & 1 == 1 {
            seen += 1;
            place += if bit >= seen { choose(bit, seen) } else { 0.0 };
        }
    }
    let (sin, cos) = libm::sincos(PI * ones as f64 / qubits.max(1) as f64);
    let (s, c) = libm::sincos(2.0 * PI * place / choose(qubits, ones));
    // Both poles exactly: sin π is not quite 0.
    let around = if ones == 0 || ones == qubits { 0.0 } else { sin };
    [around * c, around * s, if qubits == 0 { 1.0 } else { cos }]
}

struct Eye {
    center: Point,
    radius: f64,
}

impl Eye {
    /// Where a point of the ball appears and how near it is (positive: in front of the centre).
    fn seen(&self, [x, y, z]: [f64; 3]) -> (Point, f64) {
        let (s, c) = HEIGHT;
        let (right, up) = (y, c * z - s * x);
        (Point::new(self.center.x + self.radius * right, self.center.y - self.radius * up), c * x + s * z)
    }
    /// The ring of a latitude: an ellipse.
    fn draw_ring(&self, scene: &mut Scene, polar: f64) {
        let (sin, cos) = libm::sincos(polar);
        let center = Point::new(self.center.x, self.center.y - self.radius * HEIGHT.1 * cos);
        let (rx, ry) = (self.radius * sin, self.radius * sin * HEIGHT.0);
        scene.push(Item::new("meridian", crate::Shape::Ellipse { center, rx, ry }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const H: f64 = std::f64::consts::FRAC_1_SQRT_2;

    fn of(amplitudes: &[C64]) -> QSphere {
        QSphere::of(amplitudes.len().ilog2() as usize, &|k| amplitudes[k])
    }

    #[test]
    fn zeros_are_at_the_north_pole_and_ones_at_the_south() {
        assert_eq!(direction(0, 3), [0.0, 0.0, 1.0]);
        assert_eq!(direction(7, 3), [0.0, 0.0, -1.0]);
        let ring: Vec<[f64; 3]> = [1, 2, 4].map(|k| direction(k, 3)).to_vec();
        assert!(ring.iter().all(|d| (d[2] - 0.5).abs() < 1e-12));
        assert!((ring[1][0] - libm::cos(2.0 * PI / 3.0) * 0.75f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_bell_state_has_two_disks_and_its_global_phase_is_gone() {
        let bell = of(&[C64::new(0.0, H), C64::ZERO, C64::ZERO, C64::new(0.0, -H)]);
        assert_eq!(
            bell.description(),
            "Probabilities and phases relative to the largest amplitude: |00⟩ 50.0 % at 0.0° and |11⟩ 50.0 % at 180.0°."
        );
        crate::tests::sound(&bell.scene());
        assert_eq!(figure::data(&bell.scene()), 2);
    }

    #[test]
    fn w_is_three_disks_on_one_ring() {
        let a = C64::new(1.0 / 3.0f64.sqrt(), 0.0);
        let w = of(&[C64::ZERO, a, a, C64::ZERO, a, C64::ZERO, C64::ZERO, C64::ZERO]);
        assert!(w.rows()[1..].iter().all(|r| r[1] == "1"));
        assert!(
            w.scene().items.iter().any(|i| i.hint == "|001⟩ with 1 one: probability 0.333333, phase 0.0°")
        );
    }

    #[test]
    fn of_many_the_smaller_are_summed_up() {
        let flat = QSphere::of(8, &|_| C64::new(1.0 / 16.0, 0.0));
        assert_eq!(flat.disks.len(), MOST_DISKS);
        assert!(flat.description().ends_with("192 basis states without a disk together 75.0 %."));
        crate::tests::sound(&flat.scene());
    }

    proptest! {
        #[test]
        fn every_place_is_on_the_ball_and_no_two_are_the_same(qubits in 1..7_usize) {
            let all: Vec<[f64; 3]> = (0..1usize << qubits).map(|k| direction(k, qubits)).collect();
            for (i, a) in all.iter().enumerate() {
                prop_assert!((a.iter().map(|v| v * v).sum::<f64>() - 1.0).abs() < 1e-12);
                for b in &all[..i] {
                    prop_assert!(a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>() > 1e-4);
                }
            }
        }
    }
}
