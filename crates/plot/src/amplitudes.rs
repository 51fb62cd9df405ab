//! Amplitudes of basis states: bars of |a|² with a dial for the phase below each.
//!
//! A dial's hand points right for phase 0 and turns counter-clockwise as the phase grows. When there are more
//! basis states than bars, the largest are shown and one bar sums up the others.

use crate::axes::Axis;
use crate::figure::exact;
use crate::measure::{self, TICK};
use crate::{Anchor, Item, Point, Scene, Size, Table, text, ticks};
use circuit::{C64, order};

/// The most bars in one picture.
pub const MOST: usize = 64;

/// The amplitude of one basis state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The basis state; qubit 0 is its most significant bit.
    pub index: usize,
    /// The amplitude.
    pub amplitude: C64,
}

/// Bars of the largest amplitudes of a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Amplitudes {
    /// How many qubits the state has.
    pub qubits: usize,
    /// The bars, by index.
    pub bars: Vec<Bar>,
    /// The probability of all basis states without a bar of their own, and how many they are.
    pub others: Option<(f64, usize)>,
    /// Whether kets are written (and ordered) with qubit 0 rightmost.
    pub reversed: bool,
    /// Whether they are the roots of probabilities of a mixture, which has no amplitudes: no phase means anything.
    pub mixed: bool,
    /// The basis state in focus.
    pub selected: Option<usize>,
    /// The scene's size.
    pub size: Size,
}

/// Where everything stands.
struct Plan {
    left: f64,
    pitch: f64,
    y: Axis,
    dials: f64,
    /// How kets are written: each so many bars, and upright or not.
    every: usize,
    upright: bool,
}

impl Amplitudes {
    /// The bars of a whole state vector of 2^qubits amplitudes: all, or the `most` largest.
    pub fn of(amplitudes: &[C64], most: usize) -> Amplitudes {
        let qubits = amplitudes.len().max(1).ilog2() as usize;
        let most = most.clamp(1, MOST);
        let mut order: Vec<usize> = (0..amplitudes.len()).collect();
        if order.len() > most {
            // Of equals the first; what is not a number comes last.
            let size = |i: usize| Some(amplitudes[i].norm_sqr()).filter(|p| p.is_finite()).unwrap_or(-1.0);
            order = order::indices(order.len(), &mut |a, b| size(b).total_cmp(&size(a)));
            order.truncate(most);
            order::sort(&mut order, usize::cmp);
        }
        let bars: Vec<Bar> =
            order.into_iter().map(|index| Bar { index, amplitude: amplitudes[index] }).collect();
        let chance = |z: &C64| Some(z.norm_sqr()).filter(|p| p.is_finite()).unwrap_or(0.0);
        let shown: f64 = bars.iter().map(|b| chance(&b.amplitude)).sum();
        let hidden = amplitudes.len() - bars.len();
        let all: f64 = amplitudes.iter().map(chance).sum();
        let others = (hidden > 0).then(|| ((all - shown).max(0.0), hidden));
        let size = Size::new(300.0, 170.0);
        Amplitudes { qubits, bars, others, reversed: false, mixed: false, selected: None, size }
    }
    /// How many bars have room for a readable dial in a width.
    pub fn bars_that_fit(width: f64) -> usize {
        (((width - 46.0) / 11.0).max(2.0) as usize).min(MOST)
    }

    /// The bars in the order of their kets.
    fn ordered(&self) -> Vec<Bar> {
        let mut bars: Vec<Bar> =
            self.bars.iter().copied().filter(|b| b.amplitude.norm_sqr().is_finite()).collect();
        if self.reversed {
            let turned = |b: &Bar| text::ket(b.index, self.qubits, true);
            order::sort(&mut bars, |a, b| turned(a).cmp(&turned(b)));
        }
        bars
    }
    fn ket(&self, index: usize) -> String {
        text::ket(index, self.qubits, self.reversed)
    }
    /// A bar in words: "|01⟩ amp 0.500+0.000i, 25.0 %, 0°".
    pub fn words(&self, bar: &Bar) -> String {
        let z = bar.amplitude;
        if self.mixed {
            return format!("{} probability {}", self.ket(bar.index), text::percent(z.norm_sqr()));
        }
        let head =
            format!("{} amp {}, {}", self.ket(bar.index), text::complex(z), text::percent(z.norm_sqr()));
        if z.norm_sqr() < NONE { head } else { format!("{head}, {}", text::degrees(text::phase(z))) }
    }
    /// The likeliest basis states, as a sentence.
    pub fn description(&self) -> String {
        let mut bars = self.ordered();
        bars.retain(|b| b.amplitude.norm_sqr() >= 5e-4);
        order::sort(&mut bars, |a, b| b.amplitude.norm_sqr().total_cmp(&a.amplitude.norm_sqr()));
        let few: Vec<String> = bars
            .iter()
            .take(8)
            .map(|b| format!("{} {}", self.ket(b.index), text::percent(b.amplitude.norm_sqr())))
            .collect();
        let rest = bars.len().saturating_sub(8);
        let tail = if rest > 0 { format!(", and {rest} smaller bars") } else { String::new() };
        let others = self.others.map_or(String::new(), |(p, n)| {
            format!(" {} together {}.", text::count(n as f64, "other basis state"), text::percent(p))
        });
        format!("Probabilities of basis states: {}{tail}.{others}", few.join(", "))
    }

    /// A row a bar; what has none in the last.
    pub fn rows(&self) -> Table {
        let head = ["basis state", "real part", "imaginary part", "probability", "phase in degrees"];
        let mut rows = vec![head.map(String::from).to_vec()];
        rows.extend(self.ordered().iter().map(|bar| {
            let z = bar.amplitude;
            let phase = if z.norm_sqr() < NONE { String::new() } else { exact(text::phase(z)) };
            vec![self.ket(bar.index), exact(z.re), exact(z.im), exact(z.norm_sqr()), phase]
        }));
        rows.extend(self.others.map(|(p, n)| {
            let name = text::count(n as f64, "other");
            vec![name, String::new(), String::new(), exact(p), String::new()]
        }));
        rows
    }

    /// The bars.
    pub fn scene(&self) -> Scene {
        let size = self.size.at_least(140.0, 110.0);
        let bars = self.ordered();
        let title = if self.mixed { "Probabilities" } else { "Amplitudes" };
        if bars.is_empty() {
            return Scene::empty(size, title, "There are no amplitudes to show.");
        }
        let plan = self.plan(size, &bars);
        let mut scene = Scene::new(size, title, self.description());
        plan.y.draw_rows(&mut scene, plan.left, size.width - 2.0);
        for (place, bar) in bars.iter().enumerate() {
            self.draw_bar(&mut scene, &plan, place, bar);
        }
        self.draw_others(&mut scene, &plan, bars.len());
        self.draw_kets(&mut scene, &plan, &bars);
        scene
    }

    fn plan(&self, size: Size, bars: &[Bar]) -> Plan {
        // The others do not count: together they may dwarf every bar. Theirs is then cut and has its number.
        let top = bars.iter().map(|b| b.amplitude.norm_sqr()).fold(0.0, f64::max);
        let ys = ticks::linear(0.0, top.clamp(1e-6, 1.0), if size.height < 140.0 { 3 } else { 4 });
        let left = Axis::widest(&ys) + 8.0;
        let count = bars.len() + usize::from(self.others.is_some());
        let pitch = (size.width - 2.0 - left) / count as f64;
        let wide = measure::width(&self.ket(0), TICK);
        let upright = wide + 5.0 > pitch && pitch < wide / 2.0 + 5.0 && pitch >= 4.0 && count > 4;
        let room = if upright { TICK + 2.0 } else { wide + 6.0 };
        let every = (libm::ceil(room / pitch) as usize).max(1);
        let dials = if pitch >= 8.0 && !self.mixed { (pitch * 0.36).clamp(3.0, 8.0) } else { 0.0 };
        let foot = size.height - 3.0 - if upright { wide + 4.0 } else { TICK + 3.0 } - 2.0 * dials - 6.0;
        Plan {
            left,
            pitch,
            y: Axis::new(ys, foot.max(40.0), if self.others.is_some() { 18.0 } else { 8.0 }, false),
            dials,
            every,
            upright,
        }
    }

    fn draw_bar(&self, scene: &mut Scene, plan: &Plan, place: usize, bar: &Bar) {
        let chance = bar.amplitude.norm_sqr();
        let chosen = self.selected == Some(bar.index);
        plan.draw_column(scene, place, chance, if self.mixed { "bar chance" } else { "bar phase" }, |i| {
            let i = if self.mixed { i } else { i.with_level(text::phase(bar.amplitude)) };
            i.with_key(place).with_selected(chosen)
        });
        let center = Point::new(plan.middle(place), plan.y.from + 5.0 + plan.dials);
        if plan.dials > 0.0 {
            let certain = chance >= NONE;
            scene.push(Item::circle(if certain { "dial" } else { "dial none" }, center, plan.dials));
            if certain {
                let z = bar.amplitude.scale(plan.dials / chance.sqrt());
                scene.push(Item::line("hand", center, Point::new(center.x + z.re, center.y - z.im)));
            }
        }
        plan.draw_hit(scene, place, |i| i.with_key(place).with_hint(self.words(bar)).with_selected(chosen));
    }

    fn draw_others(&self, scene: &mut Scene, plan: &Plan, place: usize) {
        let Some((chance, count)) = self.others else { return };
        plan.draw_column(scene, place, chance, "bar others", |i| i);
        if chance > plan.y.ticks.high() {
            let (x, y) = (plan.middle(place), plan.y.to + 14.0);
            let slash = |dy| {
                Item::line(
                    "cut",
                    Point::new(x - plan.pitch / 2.0, y + dy + 3.0),
                    Point::new(x + plan.pitch / 2.0, y + dy - 3.0),
                )
            };
            scene.push(slash(0.0));
            scene.push(slash(4.0));
        }
        let at = Point::new(scene.width - 2.0, plan.y.to - 5.0);
        scene.push(Item::text("value", at, Anchor::End, format!("others {}", text::percent(chance))));
        let hint =
            format!("{}, together {}", text::count(count as f64, "other basis state"), text::percent(chance));
        plan.draw_hit(scene, place, |i| i.with_key(place).with_hint(hint));
    }

    /// Kets under the bars, so many that they do not touch.
    fn draw_kets(&self, scene: &mut Scene, plan: &Plan, bars: &[Bar]) {
        let y = plan.y.from + 2.0 * plan.dials + 8.0;
        let mut words: Vec<(usize, String)> =
            bars.iter().enumerate().step_by(plan.every).map(|(i, b)| (i, self.ket(b.index))).collect();
        if self.others.is_some() {
            words.retain(|(i, _)| i + plan.every <= bars.len());
            words.push((bars.len(), if plan.upright { "others" } else { "…" }.to_string()));
        }
        for (place, word) in words {
            let x = plan.middle(place);
            if plan.upright {
                let at = Point::new(measure::baseline(x, TICK), y);
                scene.push(Item::text("tick", at, Anchor::End, word).rotated(-90.0));
            } else {
                let half = measure::width(&word, TICK) / 2.0;
                let x = x.clamp(half, (scene.width - half).max(half));
                scene.push(Item::text("tick", Point::new(x, y + TICK), Anchor::Middle, word));
            }
        }
    }
}

/// Below this probability a phase says nothing.
const NONE: f64 = 1e-9;

impl Plan {
    fn middle(&self, place: usize) -> f64 {
        self.left + self.pitch * (place as f64 + 0.5)
    }
    fn draw_column(
        &self,
        scene: &mut Scene,
        place: usize,
        chance: f64,
        class: &'static str,
        with: impl Fn(Item) -> Item,
    ) {
        let wide = (self.pitch * 0.72).min(26.0);
        let top = self.y.at(chance.clamp(0.0, self.y.ticks.high()));
        let high = self.y.from - top;
        if high > 0.05 {
            let size = Size::new(wide, high);
            let round = (wide / 6.0).min(2.0).min(high / 2.0);
            scene.push(with(Item::rect(class, self.middle(place) - wide / 2.0, top, size, round)));
        }
    }
    /// The whole column, for the pointer: a small bar is as easy to point at as a tall one.
    fn draw_hit(&self, scene: &mut Scene, place: usize, with: impl FnOnce(Item) -> Item) {
        let top = self.y.to;
        let size = Size::new(self.pitch, self.y.from + 2.0 * self.dials + 6.0 - top);
        scene.push(with(Item::rect("hit", self.left + self.pitch * place as f64, top, size, 2.0)));
    }
}

#[cfg(test)]
mod tests;
