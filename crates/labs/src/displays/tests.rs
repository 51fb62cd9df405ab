//! Displays of known states, of random circuits against other ways to the same numbers, and what is refused.

use super::*;
use crate::state::Place;
use crate::{StateView, View};
use engine::{Ket, Rows};
use learn::Rng;

fn seen(text: &str) -> StateView {
    let circuit: Circuit = text.parse().expect(text);
    let blank = Circuit::new(circuit.qubits()).expect("a size");
    let place = Place {
        slot: 0,
        word: None,
        column: None,
        before: &blank,
        circuit: &circuit,
        weights: &[0.3, 0.7],
        inputs: &[],
        observables: &[],
    };
    place.view(&View::default()).expect("a small state")
}

fn titles(text: &str) -> Vec<String> {
    seen(text).displays.into_iter().map(|d| d.scene.title).collect()
}

#[test]
fn each_display_shows_the_state_at_its_own_column() {
    let said = titles("BLOCH 0; H 0; BLOCH 0; Z 0; BLOCH 0; X 0:1; BLOCH 0");
    let along =
        ["x=0.00 y=0.00 z=1.00", "x=1.00 y=0.00 z=0.00", "x=−1.00 y=0.00 z=0.00", "x=0.00 y=0.00 z=0.00"];
    assert_eq!(said, along.map(|v| format!("Bloch {v}")));
}

#[test]
fn a_bell_pair_reads_as_the_checks_ask() {
    let said = titles(
        "H 0; X 0:1; DENSITY 0; EXPECT(ZZ) 0 1; EXPECT(XX) 0 1; EXPECT(YY) 0 1; EXPECT(ZI) 0 1; CHANCE 0 1; AMPS 0 1; AMPS 0; PURITY 0; PURITY 0 1",
    );
    for wanted in [
        "Density 0.50 0 0 0.50",
        "Expectation ZZ 1.00",
        "Expectation XX 1.00",
        "Expectation YY −1.00",
        "Expectation ZI 0.00",
        "Probability |00⟩ 50.0 %, |11⟩ 50.0 %",
        "Amplitudes |00⟩ 0.71, |11⟩ 0.71",
        "Purity 0.50, entropy 1.00 bit",
        "Purity 1.00, entropy 0.00 bit",
    ] {
        assert!(said.iter().any(|s| s == wanted), "{wanted} in {said:?}");
    }
    assert!(said.iter().any(|s| s.starts_with("Amplitudes: these qubits are entangled")), "{said:?}");
}

#[test]
fn ghz_has_one_bit_in_every_part_and_no_phase_in_one() {
    let said = titles(
        "qubits 3; H 0; X 0:1; X 1:2; PURITY 1; PURITY 0 2; EXPECT(XXX) 0 1 2; DENSITY 0 2; EXPECT(ZZ) 2 0",
    );
    assert_eq!(said.iter().filter(|s| *s == "Purity 0.50, entropy 1.00 bit").count(), 2);
    assert!(
        said.contains(&"Expectation XXX 1.00".to_string())
            && said.contains(&"Expectation ZZ 1.00".to_string())
    );
    assert!(said.contains(&"Density 0.50 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.50".to_string()));
}

#[test]
fn samples_repeat_add_up_and_follow_the_chances() {
    let of = |text: &str| seen(text).displays[0].scene.description.clone();
    let first = of("qubits 2; H 0; X 0:1; SAMPLE(1000, 7) 0 1");
    assert_eq!(first, of("qubits 2; H 0; X 0:1; SAMPLE(1000, 7) 0 1"));
    assert_ne!(first, of("qubits 2; H 0; X 0:1; SAMPLE(1000, 8) 0 1"));
    let n = counts(&[0.5, 0.0, 0.0, 0.5], 10_000, 3);
    assert_eq!((n.iter().sum::<usize>(), n[1] + n[2]), (10_000, 0));
    // Five standard deviations of 10 000 fair coins are 250.
    assert!(n[0].abs_diff(5000) < 250, "{n:?}");
}

#[test]
fn what_is_too_large_says_so_in_its_place() {
    let all = |n: usize| (0..n).map(|q| q.to_string()).collect::<Vec<_>>().join(" ");
    let said = titles(&format!("qubits 14; H 0; DENSITY {}; AMPS {}; CHANCE {}", all(5), all(9), all(11)));
    assert!(said[0].contains("of up to 4 qubits, this one is of 5"), "{said:?}");
    assert!(said[1].contains("of up to 8 qubits"), "{said:?}");
    assert!(said[2].contains("of up to 10 qubits"), "{said:?}");
    let said = titles(&format!("qubits 14; H 0; PURITY {}; PURITY {}", all(7), all(12)));
    assert!(said[0].contains("up to 6") && said[1].starts_with("Purity 1.00"), "{said:?}");
}

#[test]
fn a_display_over_random_circuits_has_the_numbers_of_the_density_matrix() {
    let mut dice = Rng::new(11);
    for round in 0..30 {
        let n = 2 + dice.below(4);
        let mut text = format!("qubits {n}");
        for _ in 0..12 {
            let (a, b) = (dice.below(n), dice.below(n));
            let gate = ["H", "T", "SX", "RY(0.7)", "RX(theta1)"][dice.below(5)];
            text += &format!("; {gate} {a}");
            if a != b {
                text += &format!("; X {a}:{b}");
            }
        }
        let (a, b) = (dice.below(n), (dice.below(n - 1) + 1) % n);
        let pair = if a == b { vec![a] } else { vec![a, b] };
        let state = State::run(&text.parse().expect("valid"), &[0.3, 0.7], &Rows::of(0, 1)).expect("small");
        let ket: Vec<C64> = (0..1 << n).map(|k| state.amplitude(0, k)).collect();
        let rho = quantities::reduced(&Ket::of(&ket), &pair);
        let (p, s) = purity(&state, &pair).expect("small");
        assert!((p - quantities::purity(&rho)).abs() < 1e-9, "round {round}: {text}");
        assert!((s - quantities::von_neumann(&rho)).abs() < 1e-7, "round {round}: {text}");
        let letters = &"XY"[..pair.len()];
        let words: Vec<String> = pair.iter().map(usize::to_string).collect();
        let shown = titles(&format!("{text}; EXPECT({letters}) {}", words.join(" ")));
        let string = circuit::PauliString {
            x: if pair.len() > 1 { 3 } else { 1 },
            z: if pair.len() > 1 { 2 } else { 0 },
        };
        let wanted = plot::text::fixed(rho.expect(&Observable { terms: vec![(1.0, string)] }), 2);
        assert_eq!(shown, [format!("Expectation {letters} {wanted}")], "round {round}: {text}");
    }
}

#[test]
fn runs_of_displays_are_read_together() {
    let circuit: Circuit =
        "CHANCE 0; CHANCE 1; H 0; BLOCH 0; BLOCH 1; X 0:1; DENSITY 0 1".parse().expect("valid");
    let stops: Vec<usize> = places(&circuit).iter().map(|p| p.0).collect();
    assert!(stops.len() <= 4, "{stops:?}");
    assert_eq!(places(&circuit).iter().map(|p| p.1.len()).sum::<usize>(), circuit.displays());
    let view = seen(&circuit.to_string());
    for display in &view.displays {
        assert_eq!(display.statement, circuit.ops()[display.index].to_string());
        assert_eq!(display.column, circuit.layout().columns[display.index]);
    }
}

#[test]
fn displays_arrive_as_they_were_sent() {
    let text = "qubits 3; H 0; X 0:1; RY(1) 2; T 2; BLOCH 0; BLOCH 2; CHANCE 0 1 2; SAMPLE(20, 1) 0 1; AMPS 2; AMPS 0; DENSITY 0 2; EXPECT(XYZ) 0 1 2; PURITY 0 1";
    for display in seen(text).displays {
        assert_eq!(crate::unpack::<DisplayView>(&crate::pack(&display)), Some(display));
    }
}

#[test]
fn a_large_state_says_what_it_costs_and_a_small_one_nothing() {
    assert_eq!(seen("qubits 10; H 0").note, "");
    let note = seen("qubits 20; H 0").note;
    assert!(note.starts_with(crate::IDEAL) && note.contains(" 20 qubits: 16 MiB a state, "), "{note}");
}
