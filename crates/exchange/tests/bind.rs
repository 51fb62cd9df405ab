//! Parameters that become numbers: the same state as with the numbers passed in, and exports that need numbers.

use circuit::Circuit;
use engine::{Rows, State};
use exchange::Named;
use proptest::prelude::*;

const TEXT: &str = "qubits 3; label 1 b; bits c 1; gate turn 2 { RY(theta2/2) 0; X 0:1; RZ(theta4*x1) 1 }; \
                    RX(theta1 + x2) 0; turn 0 1; turn 1 2; U(theta3, -theta1, sin(theta2)) 2; RZZ(pi/3) 0 2; P(theta4^2) 0:1";

fn named() -> Named {
    Named::of(TEXT.parse::<Circuit>().expect("valid"))
}

fn amplitudes(circuit: &Circuit, weights: &[f64], inputs: &[f64]) -> Vec<(f64, f64)> {
    let rows = Rows { width: inputs.len(), data: inputs.to_vec() };
    let state = State::run(circuit, weights, &rows).expect("small");
    (0..1 << state.qubits()).map(|k| state.amplitude(0, k)).map(|z| (z.re, z.im)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_part_of_the_parameters_can_be_bound(
        values in prop::collection::vec(-4.0f64..4.0, 4),
        inputs in prop::collection::vec(-4.0f64..4.0, 2),
        chosen in prop::collection::vec(any::<bool>(), 4),
        with_inputs: bool,
    ) {
        let whole = named();
        let given: Vec<Option<f64>> = values.iter().zip(&chosen).map(|(v, c)| c.then_some(*v)).collect();
        let bound = whole.bound(&given, with_inputs.then_some(&inputs[..])).expect("finite");
        let rest: Vec<f64> = values.iter().zip(&chosen).filter(|(_, c)| !**c).map(|(v, _)| *v).collect();
        prop_assert_eq!(bound.parameters.len(), rest.len());
        prop_assert_eq!(bound.circuit.weights(), rest.len());
        let names: Vec<&String> = whole.parameters.iter().zip(&chosen).filter(|(_, c)| !**c).map(|(n, _)| n).collect();
        prop_assert_eq!(bound.parameters.iter().collect::<Vec<_>>(), names);
        prop_assert_eq!(bound.circuit.label(1), "b");
        let left = if with_inputs { &[][..] } else { &inputs[..] };
        let (a, b) = (amplitudes(&whole.circuit, &values, &inputs), amplitudes(&bound.circuit, &rest, left));
        let far = a.iter().zip(&b).map(|(x, y)| (x.0 - y.0).abs().max((x.1 - y.1).abs())).fold(0.0, f64::max);
        prop_assert!(far < 1e-13, "{far}");
    }
}

#[test]
fn a_bound_circuit_can_be_written_where_numbers_are_needed() {
    let whole = named();
    assert!(exchange::qasm2::write(&whole).is_err());
    let bound =
        whole.bound(&[Some(0.1), Some(0.2), Some(0.3), Some(0.4)], Some(&[0.5, 0.6])).expect("finite");
    let text = exchange::qasm2::write(&bound).expect("numbers only");
    let back = exchange::qasm::read(&text).expect("our own");
    let (a, b) = (amplitudes(&bound.circuit, &[], &[]), amplitudes(&back.circuit, &[], &[]));
    let overlap = a
        .iter()
        .zip(&b)
        .fold((0.0, 0.0), |s, (x, y)| (s.0 + x.0 * y.0 + x.1 * y.1, s.1 + x.0 * y.1 - x.1 * y.0));
    assert!((overlap.0 * overlap.0 + overlap.1 * overlap.1 - 1.0).abs() < 1e-12);
}

#[test]
fn values_that_make_no_angle_or_no_channel_are_named() {
    let bind = |text: &str, value: f64| {
        Named::of(text.parse::<Circuit>().expect("valid")).bound(&[Some(value)], None)
    };
    let why = bind("RX(1/theta1) 0", 0.0).expect_err("infinite");
    assert!(why.message.contains("1/theta1 of RX"), "{why}");
    assert!(bind("BIT_FLIP(theta1) 0", 1.5).expect_err("no probability").message.contains("BIT_FLIP"));
    assert!(bind("BIT_FLIP(theta1) 0", 0.5).is_ok());
    assert_eq!(
        bind("RX(pi/2) 0; RY(theta1) 0", -0.25).expect("finite").circuit.to_string(),
        "qubits 1; RX(pi/2) 0; RY(-0.25) 0"
    );
}

#[test]
fn quirks_time_is_ours_in_turns_there_and_back() {
    let link = "{\"cols\":[[\"X^t\",{\"id\":\"Ryft\",\"arg\":\"pi sin(2 pi t)\"}]]}";
    let read = exchange::quirk::read(link).expect("Quirk's");
    let ours = read.moving().expect("finite");
    assert!(ours.circuit.is_timed() && ours.parameters.is_empty(), "{}", ours.circuit);
    let back = exchange::quirk::read(&exchange::quirk_link::json(&ours).expect("has time")).expect("our own");
    for turn in [0.0, 0.125, 0.3, 0.9] {
        let time = std::f64::consts::TAU * turn;
        let there = amplitudes(&read.circuit, &[turn], &[]);
        let here = amplitudes(&ours.circuit.at_time(time).expect("finite"), &[], &[]);
        let again = amplitudes(&back.circuit, &[turn], &[]);
        for other in [here, again] {
            let overlap = there
                .iter()
                .zip(&other)
                .fold((0.0, 0.0), |s, (a, b)| (s.0 + a.0 * b.0 + a.1 * b.1, s.1 + a.0 * b.1 - a.1 * b.0));
            assert!((overlap.0 * overlap.0 + overlap.1 * overlap.1 - 1.0).abs() < 1e-12, "at turn {turn}");
        }
    }
}

#[test]
fn the_time_is_written_as_its_value_or_refused_by_name() {
    let named = Named::of("RX(t) 0; RY(sin(t)*theta1) 0".parse::<Circuit>().expect("valid"));
    let why = exchange::qasm3::write(&named).expect_err("no time");
    assert!(why.message.contains("the time t"), "{why}");
    assert!(exchange::qiskit::write(&named).is_err() && exchange::qasm2::write(&named).is_err());
    let text = exchange::qasm3::write(&named.at_time(0.5).expect("finite")).expect("a number");
    assert!(text.contains("rx(0.5)"), "{text}");
    assert!(exchange::quantikz::write(&named).expect("a drawing").contains("t"));
}
