//! The circuit's drawing: geometry, names, glyphs.

use super::*;
use circuit::{Angle, Control, Gate};
use proptest::prelude::*;

fn gate(name: &str) -> Gate {
    Gate::named(name).expect("a gate of the table")
}

fn turned(name: &str, targets: &[usize], angle: &str) -> Op {
    Op::turned(gate(name), targets, Angle::parse(angle).expect("an angle"))
}

fn sample() -> Circuit {
    let ops = vec![
        Op::fixed(gate("H"), &[0]),
        Op::fixed(gate("X"), &[1]).controlled(Control::on(0)),
        turned("RY", &[1], "pi/4").controlled(Control::on(0)).controlled(Control::off(2)),
        turned("RZZ", &[0, 2], "theta1*x2"),
        Op::fixed(gate("SWAP"), &[1, 2]),
        Op::fixed(gate("SDG"), &[1]),
    ];
    Circuit::of(3, ops).expect("valid")
}

#[test]
fn names_say_gate_angle_qubit_column_and_controls() {
    let c = sample();
    assert_eq!(op_name(&c, 0), "H, qubit 0, column 1");
    assert_eq!(op_name(&c, 1), "X, qubit 1, column 2, controlled by qubit 0");
    let expected =
        "RY, angle pi over 4, qubit 1, column 3, controlled by qubit 0, anti-controlled by qubit 2";
    assert_eq!(op_name(&c, 2), expected);
    assert_eq!(op_name(&c, 3), "RZZ, angle theta 1 times x 2, qubits 0 and 2, column 4");
    assert_eq!(op_name(&c, 5), "S dagger, qubit 1, column 6");
    assert_eq!(op_name(&c, 99), "");
}

#[test]
fn angles_are_said_as_words() {
    let says = |text: &str, words: &str| assert_eq!(spoken(&Angle::parse(text).expect(text)), words);
    says("-pi/2", "minus pi over 2");
    says("2*pi/3", "2 times pi over 3");
    says("sin(x10)^2 - theta3", "sin(x 10) to the power 2 minus theta 3");
    says("0.000001", "1e-6");
}

#[test]
fn an_op_is_found_on_the_wires_it_touches_and_not_on_those_it_crosses() {
    let c = sample();
    assert_eq!(op_at(&c, 0, 0), Some(0));
    assert_eq!(op_at(&c, 2, 3), Some(3));
    assert_eq!(op_at(&c, 1, 3), None);
    assert_eq!(op_at(&c, 0, 7), None);
}

#[test]
fn a_controlled_x_is_a_ringed_plus_and_a_swap_two_crosses() {
    let scene = Composer::new(&sample()).scene();
    let count = |class: &str| scene.items.iter().filter(|i| i.class == class).count();
    assert_eq!((count("target"), count("plus"), count("cross")), (1, 2, 4));
    assert_eq!((count("control"), count("control open")), (2, 1));
    assert_eq!((count("gate"), count("gate mixed")), (3, 2));
}

#[test]
fn every_op_has_its_name_once() {
    let c = sample();
    let scene = Composer::new(&c).scene();
    for i in 0..c.ops().len() {
        let hints: Vec<&str> =
            scene.items.iter().filter(|t| t.key == Some(i) && !t.hint.is_empty()).map(|t| &*t.hint).collect();
        assert_eq!(hints, [op_name(&c, i)]);
    }
}

#[test]
fn there_is_always_a_free_column_to_drop_into() {
    let c = sample();
    let width = |n| Geometry::default().size(&c, n).width;
    assert_eq!(columns_of(&c), c.layout().width + 1);
    assert_eq!(width(0), HEAD + 7.0 * CELL_WIDTH + TAIL);
    assert_eq!(width(12), HEAD + 12.0 * CELL_WIDTH + TAIL);
}

#[test]
fn words_in_boxes_stay_in_their_boxes() {
    let long = turned("RY", &[0], "sin(theta1*x2) + cos(theta2)/3");
    let c = Circuit::of(1, vec![long]).expect("valid");
    let scene = Composer { value: &|_| Some("−12345.678901".into()), ..Composer::new(&c) }.scene();
    let subs = scene.items.iter().filter(|i| i.class.starts_with("sub"));
    for item in subs {
        let crate::Shape::Text { text, .. } = &item.shape else { panic!("a line of text") };
        assert!(measure::width(text, SMALL) <= CELL_WIDTH - 8.0, "{text}");
    }
}

#[test]
fn a_ghost_that_does_not_fit_is_not_drawn() {
    let c = Circuit::new(1).expect("valid");
    let ghost = |wire| Some((Op::fixed(gate("H"), &[wire]), 2));
    let drawn = |wire| Composer { ghost: ghost(wire), ..Composer::new(&c) }.scene();
    assert!(drawn(0).items.iter().any(|i| i.class == "gate ghost"));
    assert!(drawn(3).items.iter().all(|i| i.class != "gate ghost"));
    assert_eq!(drawn(0).width, HEAD + 3.0 * CELL_WIDTH + TAIL);
}

#[test]
fn all_that_goes_on_is_in_a_sound_scene() {
    let c = sample();
    let scene = Composer {
        prefix: Some("Embed".into()),
        selected: Some(2),
        hover: Some((6, 1)),
        ghost: Some((turned("RX", &[0], "x1"), 6)),
        scrub: Some(3),
        read_outs: vec!["⟨Z⟩ 0.31".into(), String::new(), "⟨Y⟩ −0.20".into()],
        ..Composer::new(&c)
    }
    .scene();
    crate::tests::sound(&scene);
    assert_eq!(scene.description, "3 qubits, 6 gates in 6 columns.");
}

fn parsed(text: &str) -> Circuit {
    text.parse().expect(text)
}

/// Where a wire is drawn double, from x to x.
fn doubled(scene: &Scene, y: f64) -> Vec<(f64, f64)> {
    let line = |i: &Item| match i.shape {
        crate::Shape::Line(a, b) if i.class == "wire" && a.y > y && a.y < y + 3.0 => Some((a.x, b.x)),
        _ => None,
    };
    scene.items.iter().filter_map(line).collect()
}

#[test]
fn a_wire_is_classical_from_its_measurement_to_what_may_change_it() {
    let c = parsed("qubits 2; bits c 2; H 0; MEASURE 0 -> c[0]; X 0:1; H 0; MEASURE 1 -> c[1]");
    let (g, scene) = (Geometry::default(), Composer::new(&c).scene());
    let x = |column| g.center(0, column).x;
    // Through the control, up to H.
    assert_eq!(doubled(&scene, g.center(0, 0).y), [(x(1), x(3))]);
    let last = doubled(&scene, g.center(1, 0).y);
    assert!(last.len() == 1 && last[0].0 == x(3) && last[0].1 > x(4), "to the end: {last:?}");
    // Through what does nothing to it.
    let c = parsed("qubits 2; bits c 1; MEASURE 0 -> c[0]; SPACER 0; BLOCH 0; CHANCE 0 1; Y 0");
    let scene = Composer::new(&c).scene();
    assert_eq!(doubled(&scene, g.center(0, 0).y), [(x(0), x(4))]);
    crate::tests::sound(&scene);
}

#[test]
fn measurements_have_a_meter_and_say_their_bit_and_conditions_stand_over_the_gate() {
    let c = parsed(
        "qubits 2; bits c 1; bits s 2; MEASURE 0 -> c[0]; MEASUREX 1 -> s[1]; if c[0] == 1 if s >= 2 RY(pi/4) 1",
    );
    let scene = Composer::new(&c).scene();
    crate::tests::sound(&scene);
    let texts: Vec<&str> = scene
        .items
        .iter()
        .filter_map(|i| if let crate::Shape::Text { text, .. } = &i.shape { Some(&**text) } else { None })
        .collect();
    for words in ["c[0]", "s[1]", "x"] {
        assert!(texts.contains(&words), "{words} in {texts:?}");
    }
    assert!(texts.iter().any(|t| t.starts_with("c[0]=1&") || t.starts_with("c[0]=1")), "{texts:?}");
    let count = |class: &str| scene.items.iter().filter(|i| i.class == class).count();
    assert_eq!((count("dial"), count("condition")), (2, 1));
    assert_eq!(op_name(&c, 0), "MEASURE, qubit 0, column 1, into c[0]");
    assert_eq!(op_name(&c, 2), "RY, angle pi over 4, qubit 1, column 2, if c[0] = 1 and s ≥ 2");
}

#[test]
fn registers_are_boxes_over_their_wires_with_their_names() {
    let c = parsed("qubits 5; ADD 0 1 2 | 3 4; QFT 1 0; DEPOLARIZING(0.1) 4; U(1, 2, 3) x3:4");
    let scene = Composer::new(&c).scene();
    crate::tests::sound(&scene);
    let tall = |wires: usize| {
        let high = |i: &&Item| matches!(i.shape, crate::Shape::Rect { height, .. } if (height / CELL_HEIGHT).round() as usize == wires);
        scene.items.iter().filter(|i| i.key == Some(0) && i.class == "gate").filter(high).count()
    };
    assert_eq!((tall(3), tall(2)), (1, 1), "ADD on three wires, A on two");
    assert_eq!(op_name(&c, 0), "ADD, target qubits 0, 1 and 2, A qubits 3 and 4, column 1");
    // A register against the wires' order says which bit is where.
    let bits = |text: &str| {
        scene.items.iter().any(|i| matches!(&i.shape, crate::Shape::Text { text: t, .. } if t == text))
    };
    assert!(bits("bit 0") && bits("bit 1") && bits("A"));
    assert!(scene.items.iter().any(|i| i.class == "gate channel"));
    let names: Vec<String> = (0..c.ops().len()).map(|i| op_name(&c, i)).collect();
    assert!(names.contains(&"DEPOLARIZING, p 0.1, qubit 4, column 2".to_string()), "{names:?}");
    assert!(
        names.contains(
            &"U, θ 1, φ 2, λ 3, qubit 4, column 3, controlled by qubit 3, control 3 along X".to_string()
        ),
        "{names:?}"
    );
}

proptest! {
    #[test]
    fn the_middle_of_a_cell_hits_the_cell(wire in 0usize..26, column in 0usize..500, prefix in any::<bool>()) {
        let g = Geometry { prefix };
        prop_assert_eq!(g.hit(g.center(wire, column)), Some((column, wire)));
        prop_assert_eq!(g.hit(g.cell_rect(wire, column)), Some((column, wire)));
        prop_assert_eq!(g.boundary(g.boundary_x(column) + 3.0), column);
    }

    #[test]
    fn points_outside_hit_nothing(x in -100.0f64..HEAD, y in -100.0f64..600.0) {
        prop_assert_eq!(Geometry::default().hit(Point::new(x - 0.01, y)), None);
        prop_assert_eq!(Geometry::default().hit(Point::new(f64::NAN, y)), None);
    }
}
