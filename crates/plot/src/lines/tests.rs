//! Curves: reading, sentences, odd data.

use super::*;
use proptest::prelude::*;

fn falling(epochs: usize) -> Lines {
    let curve = |name: &str, look, a: f64| Series {
        name: name.to_string(),
        look,
        points: (0..=epochs).map(|i| Point::new(i as f64, a / (1.0 + i as f64))).collect(),
    };
    let mut lines = Lines::new("Training loss", "epoch", "loss");
    lines.series =
        vec![curve("quantum train", Look::QuantumTrain, 0.125), curve("classical", Look::Classical1, 0.25)];
    lines
}

#[test]
fn the_description_says_what_the_curves_do() {
    let words = falling(60).description();
    assert!(words.starts_with("quantum train loss falls from 0.125 to 0.002 over 60 epochs."), "{words}");
    assert_eq!(Lines::new("a", "epoch", "loss").description(), "There are no values yet.");
    assert!(falling(0).description().contains("is 0.125 at epoch 0"), "{}", falling(0).description());
}

#[test]
fn the_read_out_names_every_curve_at_the_nearest_epoch() {
    let lines = falling(60);
    assert_eq!(lines.read_out(3.3), "epoch 3: quantum train 0.031, classical 0.062");
    assert_eq!(lines.neighbour(3.0, true), Some(4.0));
    assert_eq!(lines.neighbour(0.0, false), None);
    assert_eq!(lines.value_at(60.0).len(), 2);
}

#[test]
fn a_place_under_the_pointer_is_the_x_drawn_there() {
    let lines = Lines { cursor: Some(40.0), ..falling(60) };
    let scene = lines.scene();
    let line = scene.items.iter().find(|i| i.class == "cursor").expect("a cursor");
    let crate::Shape::Line(from, _) = line.shape else { panic!("the cursor is a line") };
    assert!((lines.x_at(from.x).expect("inside") - 40.0).abs() < 1e-9);
    assert_eq!(lines.x_at(-50.0), None);
}

#[test]
fn values_that_cannot_be_drawn_are_left_out_and_counted() {
    let mut lines = falling(4);
    lines.series[0].points[2].y = f64::NAN;
    assert!(
        lines.description().ends_with("1 value is left out because it is not finite."),
        "{}",
        lines.description()
    );
    lines.series.iter_mut().for_each(|s| s.points.iter_mut().for_each(|p| p.y = f64::INFINITY));
    let scene = lines.scene();
    assert!(scene.description.contains("none of the values is finite"));
}

#[test]
fn accuracy_has_the_whole_scale() {
    let lines = Lines { y_range: Some((0.0, 1.0)), ..falling(9) };
    let plan = lines.plan().expect("data");
    assert_eq!((plan.y.ticks.low(), plan.y.ticks.high()), (0.0, 1.0));
}

proptest! {
    #[test]
    fn any_data_make_a_finite_scene(
        xs in prop::collection::vec((proptest::num::f64::ANY, proptest::num::f64::ANY), 0..40),
        log in any::<bool>(), cursor in proptest::option::of(proptest::num::f64::ANY), width in -10.0f64..900.0,
    ) {
        let points = xs.into_iter().map(|(x, y)| Point::new(x, y)).collect();
        let series = vec![Series { name: "a".into(), look: Look::Kept, points }];
        let size = Size::new(width, 100.0);
        let lines = Lines { series, log, cursor, size, ..Lines::new("t", "epoch", "loss") };
        crate::tests::sound(&lines.scene());
    }
}

#[test]
fn the_read_out_covers_no_cursor_and_stays_inside() {
    for x in [0.0, 10.0, 30.0, 55.0, 60.0] {
        for width in [160.0, 300.0, 430.0] {
            let lines = Lines { cursor: Some(x), size: Size::new(width, 200.0), ..falling(60) };
            let scene = lines.scene();
            let tip = scene.items.iter().find(|i| i.class == "tip").expect("a read-out");
            let crate::Shape::Rect { x: left, y, width: wide, height, .. } = tip.shape else {
                panic!("a box")
            };
            assert!(left >= 0.0 && left + wide <= scene.width && y >= 0.0 && y + height <= scene.height);
            let at = lines.plan().expect("data").x.at(x);
            let fits = wide + 10.0 <= at || at + 10.0 + wide <= scene.width;
            assert!(!fits || at < left || at > left + wide, "cursor {x} in {width}");
        }
    }
}
