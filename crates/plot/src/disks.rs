//! Phase disks: for every qubit how likely 1 is (how full), its relative phase (the hand) and its purity (the ring).
//!
//! The hand points right for phase 0 and turns counter-clockwise as the phase of |1⟩ against |0⟩ grows; it is as long as
//! the coherence 2|⟨0|ρ|1⟩|. The ring is closed for purity 1 and half closed for a fully mixed qubit.

use crate::figure::{Table, exact};
use crate::measure::{self, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};
use circuit::C64;
use std::f64::consts::PI;

/// One qubit, all others traced out.
#[derive(Clone, Debug, PartialEq)]
pub struct Disk {
    /// Its name.
    pub name: String,
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩).
    pub bloch: [f64; 3],
}

impl Disk {
    /// The probability of |1⟩.
    pub fn one(&self) -> f64 {
        (1.0 - self.bloch[2]) / 2.0
    }
    /// tr ρ², ½ to 1.
    pub fn purity(&self) -> f64 {
        (1.0 + self.bloch.iter().map(|v| v * v).sum::<f64>()) / 2.0
    }
    /// 2⟨1|ρ|0⟩: its phase is that of |1⟩ against |0⟩, its modulus how sure that phase is.
    fn coherence(&self) -> C64 {
        C64::new(self.bloch[0], self.bloch[1])
    }
    fn phase(&self) -> Option<f64> {
        let z = self.coherence();
        (z.norm_sqr().sqrt() >= crate::figure::NOTHING).then(|| text::phase(z))
    }
    /// "q0: P(1) 0.500000, phase 90°, purity 1.000000".
    pub fn words(&self) -> String {
        let phase = self.phase().map_or("no phase".to_string(), |p| format!("phase {}", text::degrees(p)));
        format!(
            "{}: P(1) {}, {phase}, purity {}",
            self.name,
            text::fixed(self.one(), 6),
            text::fixed(self.purity(), 6)
        )
    }
}

/// The disks of all qubits.
#[derive(Clone, Debug, PartialEq)]
pub struct Disks {
    /// The qubits.
    pub disks: Vec<Disk>,
    /// Width of the scene; the height follows.
    pub width: f64,
}

const PITCH: f64 = 98.0;
const HIGH: f64 = 88.0;
const RADIUS: f64 = 24.0;

impl Disks {
    /// Every qubit's numbers.
    pub fn description(&self) -> String {
        let some: Vec<String> = self.disks.iter().map(Disk::words).collect();
        format!("{}.", some.join("; "))
    }
    /// A row a qubit.
    pub fn rows(&self) -> Table {
        let mut rows = vec![["qubit", "P(1)", "phase in degrees", "purity"].map(String::from).to_vec()];
        rows.extend(self.disks.iter().map(|d| {
            vec![d.name.clone(), exact(d.one()), d.phase().map_or(String::new(), exact), exact(d.purity())]
        }));
        rows
    }
    /// The disks, as many in a row as there is room for.
    pub fn scene(&self) -> Scene {
        let width = Size::new(self.width, HIGH).at_least(PITCH, HIGH).width;
        let across = ((width / PITCH) as usize).max(1);
        let size = Size::new(width, HIGH * self.disks.len().div_ceil(across).max(1) as f64);
        if self.disks.is_empty() || self.disks.iter().any(|d| !d.bloch.iter().all(|v| v.is_finite())) {
            return Scene::empty(size, "Phase disks", "There are no finite numbers to show.");
        }
        let mut scene = Scene::new(size, "Phase disks", self.description());
        let pitch = width / across.min(self.disks.len()) as f64;
        for (i, disk) in self.disks.iter().enumerate() {
            let center = Point::new(pitch * ((i % across) as f64 + 0.5), HIGH * (i / across) as f64 + 34.0);
            draw(&mut scene, disk, i, center);
        }
        scene
    }
}

fn draw(scene: &mut Scene, disk: &Disk, key: usize, center: Point) {
    let hit = Item::rect(
        "hit",
        center.x - PITCH / 2.0 + 1.0,
        center.y - 33.0,
        Size::new(PITCH - 2.0, HIGH - 2.0),
        4.0,
    );
    scene.push(hit.with_key(key).with_hint(disk.words()));
    scene.push(Item::circle("ball", center, RADIUS).with_key(key));
    let one = disk.one().clamp(0.0, 1.0);
    if one > 1e-4 {
        scene.push(Item::area("level", filled(center, one)).with_key(key));
    }
    scene.push(Item::circle("dial", center, RADIUS).with_key(key));
    let ring = arc(center, RADIUS + 5.0, disk.purity().clamp(0.0, 1.0));
    scene.push(Item::path("ring", ring).with_key(key));
    if disk.phase().is_some() {
        let z = disk.coherence();
        let long = RADIUS / z.norm_sqr().sqrt().max(1.0);
        let tip = Point::new(center.x + long * z.re, center.y - long * z.im);
        scene.push(Item::line("hand", center, tip).with_key(key));
    }
    let base = center.y + RADIUS + 8.0 + TICK;
    let name = measure::shortened(&disk.name, TICK, PITCH - 4.0);
    scene.push(Item::text("value", Point::new(center.x, base), Anchor::Middle, name));
    let words = format!("{} · {}", text::percent(disk.one()), text::fixed(disk.purity(), 2));
    scene.push(Item::text("tick", Point::new(center.x, base + TICK + 2.0), Anchor::Middle, words));
}

/// An arc from the top, clockwise, of a part of the circle.
fn arc(center: Point, radius: f64, part: f64) -> Vec<Point> {
    const STEPS: usize = 48;
    let at = |i: usize| {
        let (s, c) = libm::sincos(2.0 * PI * part * i as f64 / STEPS as f64);
        Point::new(center.x + radius * s, center.y - radius * c)
    };
    (0..=STEPS).map(at).collect()
}

/// The lower part of a disk up to a height: that part of its diameter.
fn filled(center: Point, part: f64) -> Vec<Point> {
    const STEPS: usize = 32;
    // From the bottom to either side, the angle at which the level cuts the circle.
    let reach = libm::acos((1.0 - 2.0 * part).clamp(-1.0, 1.0));
    let at = |i: usize| {
        let (s, c) = libm::sincos(reach * (2.0 * i as f64 / STEPS as f64 - 1.0));
        Point::new(center.x + RADIUS * s, center.y + RADIUS * c)
    };
    (0..=STEPS).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn disk(bloch: [f64; 3]) -> Disk {
        Disk { name: "q0".into(), bloch }
    }

    #[test]
    fn words_have_all_numbers_and_zero_has_no_phase() {
        assert_eq!(disk([0.0, 0.0, 1.0]).words(), "q0: P(1) 0.000000, no phase, purity 1.000000");
        assert_eq!(disk([0.0, 1.0, 0.0]).words(), "q0: P(1) 0.500000, phase 90°, purity 1.000000");
        assert_eq!(disk([0.0, 0.0, 0.0]).words(), "q0: P(1) 0.500000, no phase, purity 0.500000");
    }

    #[test]
    fn a_half_full_disk_is_cut_at_its_middle() {
        let center = Point::new(0.0, 0.0);
        let half = filled(center, 0.5);
        assert!(half.iter().all(|p| p.y >= -1e-9) && half[0].y.abs() < 1e-9);
        assert!((filled(center, 0.75)[0].y + RADIUS / 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_mixed_qubits_ring_is_half_closed_and_a_pure_ones_closed() {
        let center = Point::new(0.0, 0.0);
        let end = |part: f64| arc(center, 1.0, part)[48];
        assert!((end(1.0).y + 1.0).abs() < 1e-12 && (end(0.5).y - 1.0).abs() < 1e-12);
    }

    #[test]
    fn rows_leave_the_phase_empty_where_there_is_none() {
        let disks = Disks { disks: vec![disk([0.0, 0.0, -1.0])], width: 300.0 };
        assert_eq!(disks.rows()[1], ["q0", "1", "", "1"]);
    }

    proptest! {
        #[test]
        fn any_vectors_make_a_finite_scene(v in prop::array::uniform3(proptest::num::f64::ANY), many in 0..12_usize, width in -5.0..400.0f64) {
            crate::tests::sound(&Disks { disks: vec![disk(v); many], width }.scene());
        }
    }
}
