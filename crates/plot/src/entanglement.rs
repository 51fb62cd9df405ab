//! The entanglement graph: a disk for every qubit, a line for every pair that knows of each other.
//!
//! A line's weight is half the mutual information I(a:b) = S(a) + S(b) − S(ab) in bits, so that a Bell pair has 1.00. Two
//! qubits of a pure state that are entangled with nobody else share twice what one of them is entangled; of a GHZ
//! state every pair has 0.50, which is the classical half: all know the same bit.

use crate::figure::{self, Table, exact};
use crate::measure::{self, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};
use std::f64::consts::PI;

/// What two qubits have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The first qubit.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// Mutual information in bits, 0 to 2.
    pub information: f64,
    /// Wootters' concurrence of the pair, 0 to 1.
    pub concurrence: f64,
    /// Negativity of the pair, 0 to 0.5.
    pub negativity: f64,
}

impl Link {
    /// Half the mutual information: 1 for a Bell pair.
    pub fn weight(&self) -> f64 {
        self.information / 2.0
    }
}

/// Qubits and their links.
#[derive(Clone, Debug, PartialEq)]
pub struct Entanglement {
    /// Each qubit's name and its entanglement entropy with all others, in bits.
    pub qubits: Vec<(String, f64)>,
    /// Every pair.
    pub links: Vec<Link>,
    /// Width of the scene; the height follows.
    pub width: f64,
}

/// Pairs without a line have a mark of their own up to so many qubits.
const MARKED: usize = 6;
/// Lines have their number up to so many.
const NUMBERED: usize = 10;

impl Entanglement {
    fn name(&self, q: usize) -> &str {
        self.qubits.get(q).map_or("?", |n| &n.0)
    }
    fn pair(&self, link: &Link) -> String {
        format!("{}–{}", self.name(link.a), self.name(link.b))
    }
    fn words(&self, link: &Link) -> String {
        format!(
            "{} weight {}, mutual information {} bit, concurrence {}, negativity {}",
            self.pair(link),
            text::fixed(link.weight(), 6),
            text::fixed(link.information, 6),
            text::fixed(link.concurrence, 6),
            text::fixed(link.negativity, 6)
        )
    }
    /// Links that are more than rounding, the strongest first.
    fn strong(&self) -> Vec<Link> {
        let mut links: Vec<Link> =
            self.links.iter().copied().filter(|l| l.weight() >= figure::NOTHING).collect();
        circuit::order::sort(&mut links, |a, b| b.information.total_cmp(&a.information));
        links
    }
    /// The strongest links, in sentences.
    pub fn description(&self) -> String {
        let strong = self.strong();
        if strong.is_empty() {
            return match self.qubits.iter().any(|q| q.1 >= 1e-6) {
                false => "No two qubits have anything to do with each other: every weight is 0, the state is a product.".into(),
                true => "No two qubits alone have anything to do with each other: every weight is 0. The entanglement is among more of them.".into(),
            };
        }
        let some: Vec<String> = strong
            .iter()
            .take(8)
            .map(|l| format!("{} {}", self.pair(l), text::fixed(l.weight(), 2)))
            .collect();
        let rest = strong.len().saturating_sub(8);
        let rest = if rest > 0 { format!(" {rest} more are weaker.") } else { String::new() };
        let none = self.links.len() - strong.len();
        let none =
            if none > 0 { format!(" {} 0.", text::count(none as f64, "other pair")) } else { String::new() };
        format!("Weights, half the mutual information in bits: {}.{rest}{none}", text::list(&some))
    }
    /// Pairs with their numbers.
    pub fn rows(&self) -> Table {
        let head = ["qubit", "qubit", "weight", "mutual information in bits", "concurrence", "negativity"];
        let mut rows = vec![head.map(String::from).to_vec()];
        let row = |l: &Link| {
            let names = [self.name(l.a).to_string(), self.name(l.b).to_string()];
            [&names[..], &[l.weight(), l.information, l.concurrence, l.negativity].map(exact)].concat()
        };
        rows.extend(self.links.iter().map(row));
        rows
    }

    /// The graph.
    pub fn scene(&self) -> Scene {
        let width = Size::new(self.width, self.width).at_least(180.0, 0.0).width;
        let n = self.qubits.len();
        let radius = if n < 3 { width / 4.0 } else { (width / 2.0 - 30.0).min(112.0) };
        let size = Size::new(width, if n < 3 { 76.0 } else { 2.0 * radius + 56.0 });
        if n < 2 {
            return Scene::empty(size, "Entanglement", "One qubit alone has nothing to be entangled with.");
        }
        let mut scene = Scene::new(size, "Entanglement", self.description());
        let at: Vec<Point> = (0..n).map(|q| place(q, n, size, radius)).collect();
        let lines: Vec<Link> =
            self.links.iter().copied().filter(|l| n <= MARKED || l.weight() >= figure::NOTHING).collect();
        let numbered = self.strong().len() <= NUMBERED;
        for (i, link) in lines.iter().enumerate().filter(|(_, l)| l.a < n && l.b < n) {
            self.draw_link(&mut scene, (n + i, link), (at[link.a], at[link.b]), numbered);
        }
        for (q, (name, entropy)) in self.qubits.iter().enumerate() {
            let words = format!("{name} entanglement with all others {} bit", text::fixed(*entropy, 6));
            scene.push(Item::circle("node", at[q], 14.0).with_key(q).with_hint(words));
            let short = measure::shortened(name, TICK, 27.0);
            let below = Point::new(at[q].x, measure::baseline(at[q].y, TICK));
            scene.push(Item::text("value", below, Anchor::Middle, short));
        }
        scene
    }

    fn draw_link(
        &self,
        scene: &mut Scene,
        (key, link): (usize, &Link),
        (a, b): (Point, Point),
        numbered: bool,
    ) {
        let some = link.weight() >= figure::NOTHING;
        if some {
            scene.push(Item::line("edge", a, b).with_level(link.weight().clamp(0.0, 1.0)).with_key(key));
        } else {
            scene.push(Item::line("grid", a, b));
        }
        // Off the middle, where diagonals cross.
        let part = if self.qubits.len() > 3 { 0.36 } else { 0.5 };
        let spot = Point::new(a.x + part * (b.x - a.x), a.y + part * (b.y - a.y));
        if some && numbered {
            let word = text::fixed(link.weight(), 2);
            let wide = measure::width(&word, TICK) + 6.0;
            scene.push(
                Item::rect("tip", spot.x - wide / 2.0, spot.y - 8.0, Size::new(wide, 16.0), 4.0)
                    .with_key(key),
            );
            let base = Point::new(spot.x, measure::baseline(spot.y, TICK));
            scene.push(Item::text("value", base, Anchor::Middle, word));
        }
        let hit = Item::rect("hit", spot.x - 12.0, spot.y - 9.0, Size::new(24.0, 18.0), 4.0);
        scene.push(hit.with_key(key).with_hint(self.words(link)));
    }
}

/// Where a qubit stands: two side by side, more in a ring, the first at the top, clockwise.
fn place(q: usize, n: usize, size: Size, radius: f64) -> Point {
    let center = Point::new(size.width / 2.0, size.height / 2.0);
    if n < 3 {
        return Point::new(center.x + radius * (2.0 * q as f64 - 1.0), center.y);
    }
    let (s, c) = libm::sincos(2.0 * PI * q as f64 / n as f64);
    Point::new(center.x + radius * s, center.y - radius * c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(entropies: &[f64], links: &[(usize, usize, f64, f64)]) -> Entanglement {
        Entanglement {
            qubits: entropies.iter().enumerate().map(|(q, s)| (format!("q{q}"), *s)).collect(),
            links: links
                .iter()
                .map(|&(a, b, information, concurrence)| {
                    // As it is of pure states of two qubits.
                    Link { a, b, information, concurrence, negativity: concurrence / 2.0 }
                })
                .collect(),
            width: 300.0,
        }
    }

    #[test]
    fn a_bell_pair_weighs_one() {
        let bell = graph(&[1.0, 1.0], &[(0, 1, 2.0, 1.0)]);
        assert_eq!(bell.description(), "Weights, half the mutual information in bits: q0–q1 1.00.");
        let scene = bell.scene();
        crate::tests::sound(&scene);
        assert_eq!(figure::data(&scene), 3);
        let texts = |word: &str| {
            scene.items.iter().any(|i| matches!(&i.shape, crate::Shape::Text { text, .. } if text == word))
        };
        assert!(texts("1.00") && texts("q0"));
        assert_eq!(bell.rows()[1], ["q0", "q1", "1", "2", "1", "0.5"]);
    }

    #[test]
    fn a_product_state_has_no_lines_and_says_so() {
        let product = graph(&[0.0; 2], &[(0, 1, 0.0, 0.0)]);
        assert!(product.description().contains("every weight is 0, the state is a product"));
        let scene = product.scene();
        assert!(scene.items.iter().all(|i| i.class != "edge"));
        assert!(scene.items.iter().any(|i| i.hint.starts_with("q0–q1 weight 0.000000")));
    }

    #[test]
    fn entanglement_among_more_than_two_is_not_called_a_product() {
        let code = graph(&[1.0; 3], &[(0, 1, 0.0, 0.0), (0, 2, 0.0, 0.0), (1, 2, 0.0, 0.0)]);
        assert!(code.description().ends_with("The entanglement is among more of them."));
    }

    #[test]
    fn a_ghz_state_has_half_on_every_line_and_no_concurrence() {
        let ghz = graph(&[1.0; 3], &[(0, 1, 1.0, 0.0), (0, 2, 1.0, 0.0), (1, 2, 1.0, 0.0)]);
        assert!(ghz.description().contains("q0–q1 0.50, q0–q2 0.50 and q1–q2 0.50"));
        crate::tests::sound(&ghz.scene());
    }

    #[test]
    fn sixteen_qubits_keep_only_the_lines_there_are() {
        let links: Vec<_> = (0..16)
            .flat_map(|a| (a + 1..16).map(move |b| (a, b, if b == a + 1 { 0.3 } else { 0.0 }, 0.1)))
            .collect();
        let many = graph(&[0.5; 16], &links);
        let scene = many.scene();
        crate::tests::sound(&scene);
        assert_eq!(scene.items.iter().filter(|i| i.class == "edge").count(), 15);
        assert!(many.description().ends_with("7 more are weaker. 105 other pairs 0."));
    }
}
