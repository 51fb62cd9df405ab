//! Selections: what is taken out, put in and turned around.

use crate::text::tests::op;
use crate::{Circuit, Op, Region, RegionError};
use proptest::prelude::*;

const WIRES: usize = 5;

fn read(text: &str) -> Circuit {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn circuits() -> impl Strategy<Value = Circuit> {
    prop::collection::vec(op(WIRES), 1..25).prop_map(|ops| Circuit::of(WIRES, ops).expect("valid ops"))
}

fn regions() -> impl Strategy<Value = Region> {
    ((0..WIRES, 0..12usize), (0..WIRES, 0..12usize)).prop_map(|(a, b)| Region::between(a, b))
}

/// The ops as a bag: what there is, wherever it stands.
fn bag(circuit: &Circuit) -> Vec<String> {
    let mut all: Vec<String> = circuit.ops().iter().map(Op::to_string).collect();
    all.sort();
    all
}

#[test]
fn a_selection_is_taken_out_as_a_circuit_of_its_wires() {
    let circuit = read("qubits 3; H 0; X 0:1; T 2; RY(theta1) 1; Z 0");
    let region = Region::between((1, 2), (0, 0));
    assert_eq!(region, Region { wires: (0, 1), columns: (0, 2) });
    assert_eq!(circuit.part(region), Ok(read("qubits 2; H 0; X 0:1; RY(theta1) 1; Z 0")));
    assert_eq!(circuit.without(region), Ok(read("qubits 3; T 2")));
    assert!(region.has((1, 2)) && !region.has((2, 0)));
}

#[test]
fn what_cannot_be_done_is_said_and_where() {
    let circuit = read("qubits 3; H 0; X 0:2; T 1");
    let across = circuit.part(Region::between((0, 0), (1, 1))).expect_err("reaches out");
    assert_eq!(across.to_string(), "X in column 2 reaches out of the selection; select all of its wires");
    assert_eq!(circuit.part(Region::between((1, 0), (2, 0))), Err(RegionError::Empty));
    let tall = circuit.with_part(2, 0, &read("X 0:1")).expect_err("too tall");
    assert!(tall.to_string().starts_with("this part has 2 wires and there are 1"), "{tall}");
    let bits = read("bits c 1; X 0").with_part(0, 0, &read("bits d 3; MEASURE 0 -> d[2]")).expect_err("bits");
    assert!(bits.to_string().contains("uses 3 classical bits and the circuit has 1"), "{bits}");
    let measured = read("bits c 1; H 0; MEASURE 0 -> c[0]");
    assert!(measured.with_inverse(Region::between((0, 0), (0, 1))).is_err(), "a measurement has no inverse");
}

#[test]
fn a_circuit_without_bits_takes_over_those_of_a_part() {
    let both = read("qubits 2; H 1").with_part(1, 9, &read("bits m 1; MEASURE 0 -> m[0]"));
    assert_eq!(both, Ok(read("qubits 2; bits m 1; H 1; MEASURE 1 -> m[0]")));
}

#[test]
fn columns_are_put_in_taken_away_exchanged_and_closed_up() {
    let circuit = read("qubits 2; label 1 low; H 0; T 1; X 0:1");
    let wider = circuit.with_column(1).expect("room");
    assert_eq!(wider.layout().width, 3);
    assert_eq!(wider.left_aligned().as_ref(), Ok(&circuit));
    assert_eq!(circuit.without_columns((0, 0)), Ok(read("qubits 2; label 1 low; X 0:1")));
    let turned = circuit.with_columns_exchanged(0).expect("two columns");
    assert_eq!(turned, read("qubits 2; label 1 low; X 0:1; H 0; T 1"));
    assert_eq!(turned.with_columns_exchanged(0).as_ref(), Ok(&circuit));
    assert_eq!(circuit.with_columns_exchanged(1), Err(RegionError::Empty));
}

#[test]
fn a_wire_moves_with_its_gates_and_label() {
    let circuit = read("qubits 3; label 0 a; label 2 c; H 0; X 0:2");
    let down = circuit.with_wire_moved(0, 2).expect("wires");
    assert_eq!(down, read("qubits 3; label 2 a; label 1 c; H 2; X 2:1"));
    assert!(circuit.with_wire_moved(0, 3).is_err());
}

proptest! {
    #[test]
    fn cutting_and_pasting_keep_every_gate(circuit in circuits(), region in regions()) {
        let (Ok(part), Ok(rest)) = (circuit.part(region), circuit.without(region)) else { return Ok(()) };
        let again = rest.with_part(region.wires.0, region.columns.0, &part).expect("it was there before");
        prop_assert_eq!(bag(&again), bag(&circuit));
        prop_assert_eq!(part.ops().len() + rest.ops().len(), circuit.ops().len());
    }

    #[test]
    fn a_part_put_in_can_be_taken_out_again(circuit in circuits(), part in circuits(), column in 0..12usize) {
        let both = circuit.with_part(0, column, &part).expect("room");
        prop_assert_eq!(both.ops().len(), circuit.ops().len() + part.ops().len());
        let mut there = bag(&both);
        for op in bag(&part) {
            let at = there.iter().position(|o| *o == op).expect("put in");
            there.remove(at);
        }
        prop_assert_eq!(there, bag(&circuit));
    }

    #[test]
    fn wires_moved_there_and_back_give_the_same_circuit(circuit in circuits(), from in 0..WIRES, to in 0..WIRES) {
        let there = circuit.with_wire_moved(from, to).expect("wires");
        prop_assert_eq!(bag(&there.with_wire_moved(to, from).expect("wires")), bag(&circuit));
    }
}
