//! Saved pictures: every figure drawn from fixed data, as SVG text, compared with `tests/golden/*.svg`.
//!
//! On a difference the new picture is written beside the old as `.new.svg` and both paths are printed.
//! `BLESS=1 cargo test --test golden` accepts what is drawn now.

use circuit::{C64, Circuit};
use plot::{
    Amplitudes, Bloch, Boundary, Chances, Composer, Datum, Heat, Lines, Look, Point, Scene, Series, Shape,
    Size,
};
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// What is wrong with one picture, if anything.
fn fault(name: &str, scene: &Scene) -> Option<String> {
    let (saved, new) = (folder().join(format!("{name}.svg")), folder().join(format!("{name}.new.svg")));
    let drawn = scene.svg();
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(folder()).expect("the folder of golden pictures");
        fs::write(&saved, drawn).expect("a golden picture to write");
        let _ = fs::remove_file(new);
        return None;
    }
    if fs::read_to_string(&saved).is_ok_and(|text| text == drawn) {
        let _ = fs::remove_file(new);
        return None;
    }
    fs::write(&new, drawn).expect("the new picture beside the old");
    Some(format!("{}\n  differs from\n{}", new.display(), saved.display()))
}

fn check(name: &str, scene: &Scene) {
    if let Some(fault) = fault(name, scene) {
        panic!("{fault}\nlook at both; BLESS=1 accepts the new one");
    }
}

/// A repeatable wobble around zero, for data that look measured.
fn wobble(i: usize, by: f64) -> f64 {
    by * (((i * 7919 + 104_729) % 1000) as f64 / 500.0 - 1.0)
}

fn decay(name: &str, look: Look, epochs: usize, start: f64, end: f64, rate: f64, noise: f64) -> Series {
    let y = |i: usize| end + (start - end) / (1.0 + rate * i as f64) + wobble(i + name.len(), noise);
    let points = (0..=epochs).map(|i| Point::new(i as f64, y(i))).collect();
    Series { name: name.to_string(), look, points }
}

fn training() -> Lines {
    let mut lines = Lines::new("Training loss", "epoch", "loss");
    lines.series = vec![
        decay("quantum train", Look::QuantumTrain, 73, 0.68, 0.04, 0.08, 0.008),
        decay("quantum test", Look::QuantumTest, 73, 0.68, 0.1, 0.08, 0.015),
        decay("classical", Look::Classical1, 73, 0.69, 0.15, 0.04, 0.006),
        decay("bag of words", Look::Classical2, 73, 0.69, 0.3, 0.03, 0.004),
    ];
    lines.x_range = Some((0.0, 100.0));
    lines
}

#[test]
fn training_curves() {
    check("lines", &training().scene());
    check("lines-cursor", &Lines { cursor: Some(52.0), ..training() }.scene());
    check("lines-narrow", &Lines { size: Size::new(300.0, 200.0), cursor: Some(20.0), ..training() }.scene());
    check("lines-log", &Lines { log: true, legend: false, x_range: None, ..training() }.scene());
    let mut accuracy = Lines { y_label: "accuracy".into(), y_range: Some((0.0, 1.0)), ..training() };
    accuracy.series.iter_mut().flat_map(|s| &mut s.points).for_each(|p| p.y = 1.0 - p.y);
    check("lines-accuracy", &accuracy.scene());
    check("lines-empty", &Lines::new("Training loss", "epoch", "loss").scene());
}

#[test]
fn bloch_balls() {
    let trail = (0..12).map(|i| [0.3 + 0.03 * f64::from(i), 0.5 - 0.06 * f64::from(i), 0.7]).collect();
    let ball = Bloch { trail, ..Bloch::new("q0", [0.62, -0.2, 0.65]) };
    check("bloch", &ball.scene());
    check("bloch-behind", &Bloch::new("q1", [-0.7, -0.4, -0.35]).scene());
    check("bloch-mixed", &Bloch::new("q2", [0.0, 0.0, 0.0]).scene());
    check("bloch-small", &Bloch { size: 90.0, ..Bloch::new("q3", [0.0, 0.71, 0.71]) }.scene());
}

#[test]
fn displays_in_a_circuit() {
    let spot = |wires| plot::display::Spot { size: plot::composer::display_size(wires), reversed: false };
    let chances = |n| state(n).iter().map(|z| z.norm_sqr()).collect::<Vec<f64>>();
    let amplitudes = state(2);
    let data = (0..16).map(|k| amplitudes[k / 4] * amplitudes[k % 4].conj()).collect();
    check("display-bloch", &spot(1).bloch("q0", [0.62, -0.2, 0.65]));
    check("display-chance-1", &spot(1).chances(&[0.25, 0.75]));
    check("display-chance-4", &spot(4).chances(&chances(4)));
    check("display-chance-6", &spot(6).chances(&chances(6)));
    check("display-samples", &spot(2).samples(&[52, 0, 3, 45], 100, 1));
    check("display-amplitudes-1", &spot(1).amplitudes(&state(1)));
    check("display-amplitudes-3", &spot(3).amplitudes(&state(3)));
    check("display-amplitudes-7", &spot(7).amplitudes(&state(7)));
    check("display-density-2", &spot(2).density(&circuit::Matrix { size: 4, data }));
    check("display-expectation", &spot(2).expectation("ZX", -0.4));
    check("display-purity", &spot(1).purity(1, 0.68, 0.72));
    check("display-refused", &spot(1).refused("Amplitudes", "not pure", "q0 is entangled with other qubits"));
    let circuit: Circuit =
        "H 0; BLOCH 0; X 0:2; CHANCE 0 1; DENSITY 0 2; SAMPLE(100, 1) 1".parse().expect("valid");
    check("composer-displays", &Composer { filled: vec![1], ..Composer::new(&circuit) }.scene());
}

fn state(qubits: usize) -> Vec<C64> {
    let size = 1usize << qubits;
    let raw: Vec<f64> = (0..size).map(|i| 1.02 + wobble(i * i + 3, 1.0)).collect();
    let norm = raw.iter().map(|v| v * v).sum::<f64>().sqrt();
    let turned = |(i, v): (usize, f64)| C64::phase(i as f64 * 0.65).scale(v / norm);
    raw.into_iter().enumerate().map(turned).collect()
}

#[test]
fn amplitude_bars() {
    let half = 0.5f64.sqrt();
    let bell = [C64::new(half, 0.0), C64::ZERO, C64::ZERO, C64::new(0.0, -half)];
    check("amplitudes-bell", &Amplitudes { selected: Some(3), ..Amplitudes::of(&bell, 64) }.scene());
    check("amplitudes-4", &Amplitudes::of(&state(4), 64).scene());
    check("amplitudes-4-reversed", &Amplitudes { reversed: true, ..Amplitudes::of(&state(4), 64) }.scene());
    check(
        "amplitudes-6",
        &Amplitudes { size: Size::new(430.0, 170.0), ..Amplitudes::of(&state(6), 64) }.scene(),
    );
    check("amplitudes-others", &Amplitudes::of(&state(10), Amplitudes::bars_that_fit(300.0)).scene());
}

#[test]
fn attention_matrices() {
    let words = ["skillful", "man", "prepares", "sauce"].map(str::to_string);
    let values = vec![
        vec![0.61, 0.22, 0.10, 0.07],
        vec![0.18, 0.55, 0.17, 0.10],
        vec![0.06, 0.21, 0.38, 0.35],
        vec![0.04, 0.09, 0.33, f64::NAN],
    ];
    let heat = Heat { selected: Some((2, 3)), ..Heat::attention(&words, values) };
    check("heat", &heat.scene());
    let long: Vec<String> =
        "the very skillful woman slowly debugs interesting software".split(' ').map(str::to_string).collect();
    let row = |r: usize| (0..8).map(|c| if c == r { 0.44 } else { 0.08 }).collect();
    check("heat-long", &Heat::attention(&long, (0..8).map(row).collect()).scene());
}

#[test]
fn decision_boundary() {
    let at = |i: usize| [wobble(i * 31 + 5, 0.95), wobble(i * 57 + 11, 0.95)];
    let datum =
        |i: usize| Datum { x: at(i), label: at(i)[0] * at(i)[0] + at(i)[1] > 0.2, test: i.is_multiple_of(4) };
    let mut boundary = Boundary::new(16, (0..60).map(datum).collect());
    boundary.values =
        boundary.cells().iter().map(|c| (0.5 + 0.7 * (c[0] * c[0] + c[1] - 0.2)).clamp(0.0, 1.0)).collect();
    check("boundary", &boundary.scene());
}

#[test]
fn probability_bars() {
    let bars = vec![("food".to_string(), 0.94), ("IT".to_string(), 0.06)];
    check("chances", &Chances::new("Prediction", bars.clone()).scene());
    check("chances-standing", &Chances { vertical: true, ..Chances::new("Prediction", bars) }.scene());
}

fn circuit(text: &str) -> Circuit {
    text.parse().expect("a circuit of the test")
}

#[test]
fn circuits() {
    let query = circuit(
        "qubits 4\nH 0\nH 1\nH 2\nH 3\nRX(x1) 0\nRX(x2) 1\nRX(x3) 2\nRX(x4) 3\nRY(theta1) 0\nRY(theta2) 1\nRY(theta3*x1) 2\nRY(pi/4) 3\n\
         CX 0 1\nCX 1 2\nCX 2 3\nCX 3 0\nRY(theta5) 0\nRY(theta6) 1",
    );
    let plain = Composer {
        scrub: Some(4),
        selected: Some(9),
        read_outs: ["⟨Z⟩ 0.31", "", "", "⟨Z⟩ −0.42"].map(str::to_string).to_vec(),
        ..Composer::new(&query)
    };
    check("composer", &plain.scene());
    let value = |op: &circuit::Op| op.angle().map(|a| plot::text::fixed(a.value(&[0.98; 9], &[1.2; 9]), 3));
    let held = (query.ops()[8].clone(), 9);
    let busy = Composer {
        prefix: Some("Embed".into()),
        ghost: Some(held),
        hover: Some((9, 0)),
        scrub: None,
        selected: None,
        value: &value,
        ..plain
    };
    check("composer-busy", &busy.scene());
    let pairs = circuit("qubits 3\nSWAP 0 1\nRZZ(theta1*x2) 0 2\nRXX(-pi/3) 1 2\nX 0\nSDG 2");
    check("composer-pairs", &Composer::new(&pairs).scene());
    check("composer-empty", &Composer { columns: 5, ..Composer::new(&circuit("qubits 2")) }.scene());
}

#[test]
fn the_style_sheet_covers_every_class_and_has_the_measured_sizes() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/css/picture.css");
    let css = fs::read_to_string(path).expect("the style sheet");
    let missing: Vec<&str> =
        plot::CLASSES.iter().map(|c| c.0).filter(|name| !css.contains(&format!(".{name}"))).collect();
    assert!(missing.is_empty(), "picture.css says nothing about {missing:?}");
    for (class, size) in [
        ("sub", plot::measure::SMALL),
        ("tick", plot::measure::TICK),
        ("wire-name", plot::measure::LABEL),
        ("symbol", plot::measure::SYMBOL),
    ] {
        let rule = css.lines().find(|l| l.contains(&format!(".{class}")) && l.contains("font-size"));
        assert!(
            rule.is_some_and(|r| r.contains(&format!("font-size: {size}"))),
            ".{class} should be {size} units"
        );
    }
}

#[test]
fn kets_of_a_scene_are_texts_of_the_scene() {
    let scene = Amplitudes::of(&state(2), 64).scene();
    let texts = scene
        .items
        .iter()
        .filter_map(|i| if let Shape::Text { text, .. } = &i.shape { Some(&**text) } else { None });
    assert!(["|00⟩", "|01⟩", "|10⟩", "|11⟩"].iter().all(|k| texts.clone().any(|t| t == *k)));
}
