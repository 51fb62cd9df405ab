//! Small bars of probabilities, one a name: the chances of classes, of outcomes, of one qubit.

use crate::measure::{self, TICK};
use crate::{Anchor, Item, Point, Scene, Size, text};

/// Probabilities with names.
#[derive(Clone, Debug, PartialEq)]
pub struct Chances {
    /// The accessible name.
    pub title: String,
    /// Names and probabilities 0..1.
    pub bars: Vec<(String, f64)>,
    /// Whether bars stand (true) or lie, each on its own row with its name and number.
    pub vertical: bool,
    /// The bar in focus.
    pub selected: Option<usize>,
    /// The scene's size; the height of lying bars follows from their number.
    pub size: Size,
}

const ROW: f64 = 20.0;

impl Chances {
    /// Lying bars.
    pub fn new(title: &str, bars: Vec<(String, f64)>) -> Chances {
        Chances {
            title: title.to_string(),
            bars,
            vertical: false,
            selected: None,
            size: Size::new(220.0, 96.0),
        }
    }
    fn words(&self, bar: &(String, f64)) -> String {
        let chance = if bar.1.is_finite() { text::percent(bar.1) } else { "no value".to_string() };
        format!("{} {chance}", bar.0)
    }
    /// Every name with its probability.
    pub fn description(&self) -> String {
        let all: Vec<String> = self.bars.iter().map(|b| self.words(b)).collect();
        format!("{}.", all.join(", "))
    }
    /// The bars.
    pub fn scene(&self) -> Scene {
        let least = self.size.at_least(80.0, 60.0);
        if self.bars.is_empty() {
            return Scene::empty(least, &self.title, "There are no probabilities to show.");
        }
        let height = if self.vertical { least.height } else { ROW * self.bars.len() as f64 + 4.0 };
        let mut scene = Scene::new(Size::new(least.width, height), &self.title, self.description());
        (0..self.bars.len()).for_each(|i| {
            if self.vertical { self.draw_standing(&mut scene, i) } else { self.draw_lying(&mut scene, i) }
        });
        scene
    }

    fn item(&self, class: &'static str, i: usize, place: (f64, f64, f64, f64)) -> Item {
        let (x, y, width, height) = place;
        let round = 2.0f64.min(width / 2.0).min(height / 2.0);
        let item = Item::rect(class, x, y, Size::new(width, height), round).with_key(i);
        item.with_selected(self.selected == Some(i))
    }
    fn chance(&self, i: usize) -> f64 {
        let chance = self.bars[i].1;
        if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.0 }
    }
    fn number(&self, i: usize) -> String {
        if self.bars[i].1.is_finite() { text::percent(self.bars[i].1) } else { text::NONE.to_string() }
    }

    fn draw_lying(&self, scene: &mut Scene, i: usize) {
        let widest = self.bars.iter().map(|b| measure::width(&b.0, TICK)).fold(0.0, f64::max);
        let left = widest.min(scene.width * 0.4) + 8.0;
        let right = scene.width - measure::width("100.0 %", TICK) - 6.0;
        let y = 2.0 + ROW * i as f64;
        let name = measure::shortened(&self.bars[i].0, TICK, left - 8.0);
        let base = measure::baseline(y + ROW / 2.0, TICK);
        scene.push(Item::text("tick", Point::new(left - 8.0, base), Anchor::End, name));
        let long = (right - left).max(4.0);
        let track = self.item("track", i, (left, y + 5.0, long, ROW - 10.0));
        scene.push(track.with_hint(self.words(&self.bars[i])));
        let wide = long * self.chance(i);
        if wide > 0.05 {
            scene.push(self.item("bar chance", i, (left, y + 5.0, wide, ROW - 10.0)));
        }
        scene.push(Item::text("value", Point::new(scene.width - 2.0, base), Anchor::End, self.number(i)));
    }

    fn draw_standing(&self, scene: &mut Scene, i: usize) {
        let pitch = scene.width / self.bars.len() as f64;
        let wide = (pitch * 0.6).min(28.0);
        let (top, foot) = (16.0, scene.height - 16.0);
        let middle = pitch * (i as f64 + 0.5);
        let track = self.item("track", i, (middle - wide / 2.0, top, wide, foot - top));
        scene.push(track.with_hint(self.words(&self.bars[i])));
        let high = (foot - top) * self.chance(i);
        if high > 0.05 {
            scene.push(self.item("bar chance", i, (middle - wide / 2.0, foot - high, wide, high)));
        }
        let name = measure::shortened(&self.bars[i].0, TICK, pitch - 2.0);
        scene.push(Item::text("tick", Point::new(middle, scene.height - 4.0), Anchor::Middle, name));
        if measure::width("100.0 %", TICK) < pitch {
            scene.push(Item::text("value", Point::new(middle, 11.0), Anchor::Middle, self.number(i)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_bar_says_its_name_and_percent() {
        let bars = vec![("food".to_string(), 0.94), ("IT".to_string(), 0.06)];
        assert_eq!(Chances::new("Prediction", bars).scene().description, "food 94.0 %, IT 6.0 %.");
    }

    proptest! {
        #[test]
        fn any_chances_make_a_finite_scene(
            bars in prop::collection::vec((".{0,20}", proptest::num::f64::ANY), 0..20),
            vertical in any::<bool>(), width in -1.0f64..500.0,
        ) {
            let chances = Chances { vertical, size: Size::new(width, 80.0), ..Chances::new("t", bars) };
            crate::tests::sound(&chances.scene());
        }
    }
}
