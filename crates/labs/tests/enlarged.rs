//! Displays enlarged: their numbers against analytic ones and against the small pictures, whose values they repeat.

mod common;

use common::seen;
use labs::{Figure, View};
use proptest::prelude::*;

/// The op of an index, enlarged, in a view.
fn large_in(circuit: &str, index: usize, view: &View) -> Figure {
    let state = seen(circuit, &View { step: Some(index), ..view.clone() });
    state.step.expect("asked for").figure.expect("a display")
}

fn large(circuit: &str, index: usize) -> Figure {
    large_in(circuit, index, &View::default())
}

/// The rows of a figure's file, the header first.
fn rows(figure: &Figure) -> Vec<Vec<String>> {
    let cells = |line: &str| line.split(',').map(|c| c.trim_matches('"').to_string()).collect();
    figure.csv.lines().map(cells).collect()
}

/// Numbers in a column of the file.
fn column(figure: &Figure, column: usize) -> Vec<f64> {
    rows(figure)[1..].iter().map(|row| row[column].parse().expect("a number")).collect()
}

fn near(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-9)
}

const BELL: &str = "qubits 3; label 1 Bob; H 0; X 0:1; ";

#[test]
fn each_kind_has_its_numbers_its_title_and_how_it_is_read() {
    let of = |display: &str| large(&format!("{BELL}{display}"), 2);
    let chances = of("CHANCE 0 1");
    assert_eq!(chances.scene.title, "Probabilities of |q0 Bob⟩");
    assert_eq!(rows(&chances)[0], ["basis state of |q0 Bob⟩", "probability"]);
    assert!(near(&column(&chances, 1), &[0.5, 0.0, 0.0, 0.5]), "{}", chances.csv);
    assert!(chances.help.contains("whatever the others do"));
    let bloch = of("BLOCH 1");
    assert_eq!(bloch.scene.title, "Bloch vector of Bob");
    (1..4).for_each(|axis| assert!(near(&column(&bloch, axis), &[0.0]), "{}", bloch.csv));
    let product = of("EXPECT(XX) 0 1");
    assert_eq!(product.scene.title, "⟨XX⟩ of q0, Bob");
    assert!(near(&column(&product, 1), &[1.0]) && rows(&product)[1][0] == "XX");
    let purity = of("PURITY 1");
    assert!(near(&column(&purity, 1), &[0.5, 1.0]), "{}", purity.csv);
    let hints = purity.scene.items.iter().filter(|i| i.key.is_some()).map(|i| &i.hint[..]);
    assert!(hints.zip(["purity 0.500000", "entropy in bits 1.000000"]).all(|(hint, wanted)| hint == wanted));
    assert_eq!((plot::data(&product.scene), plot::data(&purity.scene)), (1, 2));
    let density = of("DENSITY 0 1");
    assert_eq!((density.across, plot::data(&density.scene)), (4, 16));
    let whole = of("AMPS 0 1 2");
    assert!(near(&column(&whole, 1)[..1], &[0.5_f64.sqrt()]), "{}", whole.csv);
    for figure in [chances, bloch, product, purity, density, whole] {
        assert_eq!(figure.name, "display");
        assert!(
            !figure.help.is_empty() && !figure.scene.items.is_empty() && figure.scene.description.len() > 10
        );
    }
}

#[test]
fn what_cannot_be_shown_says_why_and_a_gate_is_explained_as_before() {
    let refused = large(&format!("{BELL}AMPS 0"), 2);
    assert!(refused.scene.description.contains("entangled with others"), "{}", refused.scene.description);
    assert_eq!((plot::data(&refused.scene), &refused.scene.title[..]), (0, "Amplitudes of q0"));
    let wide = large("qubits 5; H 0; DENSITY 0 1 2 3 4", 1);
    assert!(
        wide.scene.description.contains("up to 4 qubits, this one is of 5"),
        "{}",
        wide.scene.description
    );
    let view = View { step: Some(0), ..View::default() };
    let step = seen(&format!("{BELL}CHANCE 0"), &view).step.expect("asked for");
    assert!(step.figure.is_none() && step.matrix.len() == 2);
}

#[test]
fn with_the_order_turned_the_title_and_the_file_are_turned() {
    let text = "qubits 2; X 0; CHANCE 0 1";
    let turned = View { reversed: true, ..View::default() };
    assert_eq!(rows(&large(text, 1))[3], ["|10⟩", "1"]);
    let figure = large_in(text, 1, &turned);
    assert_eq!(figure.scene.title, "Probabilities of |q1 q0⟩");
    assert_eq!(rows(&figure)[2], ["|01⟩", "1"]);
}

#[test]
fn behind_measurements_it_is_of_all_outcomes_or_of_the_run_or_the_branch_that_is_shown() {
    let text = "qubits 2; bits c 1; H 0; MEASURE 0 -> c[0]; CHANCE 0; X 0:1; CHANCE 1";
    for index in [2, 4] {
        assert!(near(&column(&large(text, index), 1), &[0.5, 0.5]));
        for seed in 0..4 {
            let view = View { shot: true, seed, ..View::default() };
            let drawn = column(&large_in(text, index, &view), 1);
            assert!(near(&drawn, &[1.0, 0.0]) || near(&drawn, &[0.0, 1.0]));
            let small = &seen(text, &view).displays[index / 4].scene.description;
            let likely = if drawn[0] > 0.5 { "|0⟩ 1.000000" } else { "|1⟩ 1.000000" };
            assert!(small.contains(likely), "{small}");
        }
        // As the small one: of the branch that the panel shows, and of all where that is none.
        let branch = |bits| large_in(text, index, &View { branch: Some(bits), ..View::default() });
        assert!(near(&column(&branch(1), 1), &[0.0, 1.0]) && near(&column(&branch(0), 1), &[1.0, 0.0]));
        assert!(branch(1).scene.title.ends_with(", branch of c = 1"), "{}", branch(1).scene.title);
        assert!(near(&column(&branch(2), 1), &[0.5, 0.5]) && !branch(2).scene.title.contains("branch"));
    }
}

#[test]
fn figures_of_the_state_and_an_enlarged_display_do_not_disturb_each_other() {
    let view = View { figures: vec!["ket".into()], step: Some(2), ..View::default() };
    let state = seen(&format!("{BELL}CHANCE 0 1"), &view);
    assert_eq!(state.figures.iter().map(|f| &f.name[..]).collect::<Vec<_>>(), ["ket"]);
    assert!(state.step.expect("asked for").figure.is_some());
}

proptest! {
    #[test]
    fn it_says_what_the_small_one_says(angles in prop::collection::vec(-3.0f64..3.0, 6), qubit in 0usize..3) {
        let [a, b, c, d, e, f] = angles[..] else { unreachable!() };
        let others: Vec<usize> = (0..3).filter(|q| *q != qubit).collect();
        let text = format!(
            "qubits 3; RY({a}) 0; RX({b}) 1; RY({c}) 2; X 0:1; RZ({d}) 1; X 1:2; RY({e}) 0; RX({f}) 2; \
             CHANCE {qubit} {}; SAMPLE(200, 5) {} {}; EXPECT(XZ) {qubit} {}; PURITY {qubit}",
            others[0], others[1], others[0], others[1]
        );
        let mut seen_kinds = 0;
        for display in seen(&text, &View::default()).displays {
            let figure = large(&text, display.index);
            prop_assert_eq!(&display.scene.description, &figure.scene.description);
            let numbers = column(&figure, 1);
            if display.statement.starts_with("CHANCE") {
                prop_assert!((numbers.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            } else if display.statement.starts_with("SAMPLE") {
                prop_assert!(numbers.iter().all(|s| (s * 200.0 - (s * 200.0).round()).abs() < 1e-9));
            }
            seen_kinds += 1;
        }
        prop_assert_eq!(seen_kinds, 4);
    }
}
