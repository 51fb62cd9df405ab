//! The explainer against the gate table's matrices and states known from the books.

use super::*;
use circuit::Gate;
use circuit::gates::ALL;
use proptest::prelude::*;

fn place<'a>(circuit: &'a Circuit, blank: &'a Circuit, inputs: &'a [f64]) -> Place<'a> {
    Place {
        slot: 0,
        word: None,
        column: None,
        before: blank,
        circuit,
        weights: inputs,
        inputs,
        observables: &[],
    }
}

fn step(text: &str, op: usize, shot: bool) -> Step {
    let circuit: Circuit = text.parse().expect(text);
    let blank = Circuit::new(circuit.qubits()).expect("as large");
    let view = View { step: Some(op), shot, ..View::default() };
    place(&circuit, &blank, &[0.5, 0.25]).step(&view).expect("there is such a gate")
}

fn change(ket: &str, a: &str, b: &str) -> (String, (String, String)) {
    (ket.into(), (a.into(), b.into()))
}

/// e^(iα) exp(−iφ n·σ/2).
fn built((phase, angle, [x, y, z]): (f64, f64, [f64; 3])) -> Matrix {
    let (s, c) = libm::sincos(angle / 2.0);
    let m = [C64::new(c, -s * z), C64::new(-s * y, -s * x), C64::new(s * y, -s * x), C64::new(c, s * z)];
    Matrix::of(m.map(|e| e * C64::phase(phase)).to_vec())
}

#[test]
fn matrices_are_those_of_the_gate_table() {
    let mut seen = 0;
    for gate in ALL.iter().filter(|g| g.registers.is_empty() && g.qubits <= 3) {
        for angle in [0.3, -2.0, 3.0] {
            let Some(wanted) = gate.matrix(angle) else { continue };
            let gate = Gate::named(gate.name).expect("it is in the table");
            let targets: Vec<usize> = (4..4 + gate.qubits).collect();
            let angles = gate.params.iter().map(|_| Angle::number(angle)).collect();
            let op = Op { args: angles, ..Op::fixed(gate, &targets) };
            let matrix = matrix_of(&op).expect("small");
            assert!(matrix.distance(&wanted) < 1e-12, "{}", gate.name);
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn every_gate_of_one_qubit_is_its_rotation_and_phase() {
    for gate in ALL.iter().filter(|g| g.qubits == 1 && g.registers.is_empty()) {
        for angle in [0.0, 0.4, -0.4, std::f64::consts::PI, -3.0, 5.0] {
            let Some(matrix) = gate.matrix(angle) else { continue };
            let told = turned(&matrix);
            assert!(built(told).distance(&matrix) < 1e-12, "{} at {angle}: {told:?}", gate.name);
            assert!(told.1.abs() <= std::f64::consts::PI + 1e-12);
        }
    }
}

proptest! {
    #[test]
    fn a_rotation_about_any_axis_is_found(phase in -3.1..3.1f64, angle in -3.1..3.1f64, a in -1.0..1.0f64, b in -1.0..1.0f64, c in 0.1..1.0f64) {
        let long = (a * a + b * b + c * c).sqrt();
        let u = built((phase, angle, [a / long, b / long, c / long]));
        let told = turned(&u);
        prop_assert!(built(told).distance(&u) < 1e-9);
        prop_assert!((told.1.abs() - angle.abs()).abs() < 1e-6);
    }
}

#[test]
fn rotations_and_generators_are_said_in_words() {
    let says = |text: &str, op: usize, part: &str| {
        let step = step(text, op, false);
        assert!(step.lines.iter().any(|l| l.contains(part)), "{part} in {:?}", step.lines);
    };
    says("RY(pi/4) 0", 0, "a rotation by π/4 = 0.785 about the y axis without a global phase");
    says("RX(-0.5) 0", 0, "a rotation by −0.500 about the x axis");
    says("RY(pi/4) 0", 0, "the generator G = Y and θ = π/4 = 0.785");
    says("RXX(theta1) 0 1", 0, "the generator G = X⊗X and θ = 0.500");
    says("P(x2) 0", 0, "the generator G = Z − I and θ = 0.250");
    says(
        "H 0",
        0,
        "a rotation by π = 3.142 about the axis (1/√2, 0, 1/√2) and a global phase of π/2 = 1.571",
    );
    says("H 0; X 0:1", 1, "Where its controls hold it is a rotation by π = 3.142 about the x axis");
    says("H 0; X 0:1", 1, "It acts where q0 is 1.");
    says("qubits 4; X 0 !1 2:3", 0, "It acts where q0 and q2 are 1.");
    says("qubits 4; X 0 !1 2:3", 0, "Its matrix has 16 rows");
    says("ID 0", 0, "no rotation without a global phase");
    says("bits c 1; MEASURE 0 -> c[0]", 0, "no unitary");
    says("bits c 1; MEASURE 0 -> c[0]; if c[0] == 1 X 0", 1, "only if c[0] = 1");
}

#[test]
fn a_cnot_moves_amplitudes_and_its_matrix_has_its_control_in_it() {
    let told = step("H 0; X 0:1", 1, false);
    assert_eq!(told.changes, [change("|10⟩", "1/√2", "0"), change("|11⟩", "0", "1/√2")]);
    assert_eq!(told.more, "");
    assert_eq!(told.kets, ["|00⟩", "|01⟩", "|10⟩", "|11⟩"]);
    let rows: Vec<String> = told.matrix.iter().map(|r| r.join(" ")).collect();
    assert_eq!(rows, ["1 0 0 0", "0 1 0 0", "0 0 0 1", "0 0 1 0"]);
    // The lower wire is the control: the upper one is still the more significant.
    let rows: Vec<String> = step("qubits 2; X 1:0", 0, false).matrix.iter().map(|r| r.join(" ")).collect();
    assert_eq!(rows, ["1 0 0 0", "0 0 0 1", "0 0 1 0", "0 1 0 0"]);
}

#[test]
fn only_so_many_changes_are_listed_and_the_rest_is_counted() {
    let all = "qubits 5; H 0; H 1; H 2; H 3; H 4; Z 0; Z 1";
    let told = step(all, 6, false);
    assert_eq!((told.changes.len(), &*told.more), (8, "and 8 more"));
    assert_eq!(
        step("qubits 2; Z 0", 0, false).more,
        "No amplitude changed: the gate left this state as it was."
    );
    let many = step("qubits 11; X 3", 0, false);
    assert_eq!(many.changes, [change("q3", "0.000", "1.000")]);
    assert!(many.more.starts_with("Of more than 10 qubits only probabilities"));
}

#[test]
fn what_is_left_to_chance_is_said_and_a_shot_has_its_amplitudes() {
    let text = "qubits 1; bits c 1; H 0; MEASURE 0 -> c[0]; X 0";
    assert!(step(text, 1, false).more.contains("It leaves a mixture"));
    assert!(step(text, 2, false).more.contains("left to chance"));
    let shot = step(text, 2, true);
    assert_eq!(shot.changes.len(), 2, "{shot:?}");
    assert_eq!(step(text, 0, false).changes, [change("|0⟩", "1", "1/√2"), change("|1⟩", "0", "1/√2")]);
}

#[test]
fn generators_are_sums_of_pauli_strings() {
    for gate in ALL.iter() {
        let Some(g) = gate.generator() else { continue };
        let words = paulis(&g());
        assert!(!words.is_empty() && !words.contains('.'), "{}: {words}", gate.name);
    }
}
