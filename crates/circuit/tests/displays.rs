//! Displays as rows of the table, as text, and as ops that grow and shrink.

#![allow(clippy::unwrap_used)]

use circuit::{Circuit, CircuitError, Control, Gate, Inverse, Op, PauliString, Reach, gates};
use proptest::prelude::*;

fn read(text: &str) -> Circuit {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn refused(text: &str) -> String {
    text.parse::<Circuit>().expect_err(text).message
}

fn displays() -> Vec<Gate> {
    gates::all().filter(|g| g.is_display()).collect()
}

#[test]
fn displays_are_rows_that_do_nothing_and_undo_themselves() {
    assert_eq!(displays().len(), 7);
    for gate in displays() {
        assert!(matches!(gate.action, circuit::Action::Nothing) && matches!(gate.inverse, Inverse::Itself));
        assert!(!gate.is_unitary() && !gate.measures() && !gate.angled(), "{}", gate.name);
        let op = gates::fresh(gate, &(0..gate.qubits).collect::<Vec<_>>());
        assert!(op.is_unitary() && op.check(4, 0).is_ok(), "{}", gate.name);
        let circuit = Circuit::of(4, vec![op.clone()]).unwrap();
        assert!(circuit.is_unitary() && circuit.primitive().ops().is_empty());
        assert_eq!((circuit.depth(), circuit.entangling_ops(), circuit.displays()), (0, 0, 1));
        assert_eq!(read(&circuit.to_string()), circuit);
    }
}

#[test]
fn a_product_is_spelled_by_letters_in_the_order_of_its_qubits() {
    let circuit = read("H 0; EXPECT(XZ) 2 0; expectation( zi ) 0 1");
    assert_eq!(circuit.to_string(), "qubits 3; H 0; EXPECT(XZ) 2 0; EXPECT(ZI) 0 1");
    let op = &circuit.ops()[1];
    assert_eq!(gates::product(op), PauliString { x: 0b100, z: 0b001 });
    assert_eq!(gates::product(&circuit.ops()[2]), PauliString { x: 0, z: 1 });
}

#[test]
fn what_a_display_cannot_be_is_said() {
    assert!(refused("EXPECT(ZZZ) 0 1").contains("each of 2 qubit(s)"));
    assert!(refused("EXPECT 0").contains("as in EXPECT(ZZ) 0 1"));
    assert!(refused("EXPECT(Q) 0").contains("not \"Q\""));
    assert!(refused("SAMPLE(0, 1) 0").contains("1 to 10000"));
    assert!(refused("SAMPLE(2.5, 1) 0").contains("whole numbers"));
    assert!(refused("SAMPLE(theta1, 1) 0").contains("whole numbers"));
    assert!(refused("BLOCH 0 1").contains("acts on 1 qubit"));
    assert!(refused("BLOCH 0:1").contains("no controls"));
    assert!(refused("bits c 1; if c[0] == 1 CHANCE 0").contains("no conditions"));
    assert!(refused("CBLOCH 0 1").contains("not a gate"));
    assert!(refused("gate own 1 { BLOCH 0 }; own 0").contains("cannot be part of a gate"));
}

#[test]
fn displays_add_no_depth() {
    let circuit = read("H 0; BLOCH 0; BLOCH 0; X 0:1; CHANCE 0 1; H 1");
    assert_eq!((circuit.layout().width, circuit.depth(), circuit.displays()), (6, 3, 3));
}

#[test]
fn registers_grow_downwards_first_and_shrink_from_their_end() {
    let op = |text: &str, index: usize| read(text).ops()[index].clone();
    let chance = op("qubits 3; CHANCE 1", 0);
    let two = chance.resized(1, Reach::More, 3).unwrap();
    let three = two.resized(1, Reach::More, 3).unwrap();
    assert_eq!((&two.targets[..], &three.targets[..]), (&[1, 2][..], &[0, 1, 2][..]));
    assert_eq!(three.resized(1, Reach::More, 3), Err(CircuitError::NoFreeWire("CHANCE")));
    assert_eq!(three.resized(1, Reach::Less, 3).unwrap().targets, [0, 1]);
    assert_eq!(chance.resized(1, Reach::Less, 3), Err(CircuitError::NoFewerQubits("CHANCE")));
    let product = op("qubits 3; EXPECT(XY) 1 2", 0).resized(1, Reach::More, 3).unwrap();
    assert_eq!(product.to_string(), "EXPECT(ZXY) 0 1 2");
    assert_eq!(product.resized(0, Reach::Less, 3).unwrap().to_string(), "EXPECT(ZX) 0 1");
    let add = op("qubits 5; ADD 0 | 2 3", 0);
    assert_eq!(add.resized(0, Reach::More, 5).unwrap().to_string(), "ADD 0 1 | 2 3");
    assert_eq!(add.resized(3, Reach::More, 5).unwrap().to_string(), "ADD 0 | 2 3 4");
    assert_eq!(add.resized(3, Reach::Less, 5).unwrap().to_string(), "ADD 0 | 2");
    let upwards = op("qubits 4; QFT 2 1", 0);
    assert_eq!(upwards.resized(1, Reach::More, 4).unwrap().to_string(), "QFT 3 2 1");
    assert_eq!(upwards.resized(1, Reach::Less, 4).unwrap().to_string(), "QFT 1");
    for fixed in ["qubits 3; H 0", "qubits 3; BLOCH 1"] {
        assert!(matches!(op(fixed, 0).resized(0, Reach::More, 3), Err(CircuitError::FixedSize(_))));
    }
}

#[test]
fn a_display_takes_no_control_however_it_comes() {
    let op = gates::fresh(Gate::EXPECT, &[0]).controlled(Control::on(1));
    assert_eq!(op.check(2, 0), Err(CircuitError::ShowsOnly("EXPECT")));
    let letters = Op { paulis: "X".into(), ..Op::fixed(Gate::H, &[0]) };
    assert!(matches!(letters.check(1, 0), Err(CircuitError::Paulis { needs: 0, .. })));
}

proptest! {
    #[test]
    fn any_letters_are_read_or_refused(text in "\\PC{0,6}") {
        if let Ok(circuit) = format!("EXPECT({text}) 0 1").parse::<Circuit>() {
            prop_assert_eq!(read(&circuit.to_string()), circuit);
        }
    }

    #[test]
    fn growing_and_shrinking_leads_back(first in 0usize..4, more in 1usize..4) {
        for gate in displays().into_iter().filter(|g| !g.registers.is_empty()) {
            let start = gates::fresh(gate, &[first]);
            let mut op = start.clone();
            for _ in 0..more {
                op = op.resized(first, Reach::More, 5).unwrap();
                prop_assert!(op.check(5, 0).is_ok());
            }
            prop_assert_eq!(op.targets.len(), 1 + more);
            let low = op.targets[0];
            while op.targets.len() > 1 {
                op = op.resized(low, Reach::Less, 5).unwrap();
                prop_assert!(op.check(5, 0).is_ok());
            }
        }
    }

    #[test]
    fn an_end_reaches_a_wire_over_all_that_is_free_and_leads_back(
        wires in Just((0usize..8).collect::<Vec<_>>()).prop_shuffle(),
        low in 0usize..8,
        high in 0usize..8,
        to in 0usize..10,
        upwards in any::<bool>(),
    ) {
        let (low, high) = (low.min(high), low.max(high));
        // A product over all wires from one to another but those that a control and another register stand on.
        let outside: Vec<usize> = wires.iter().copied().filter(|w| *w < low || *w > high).take(2).collect();
        prop_assume!(outside.len() == 2);
        let mut own: Vec<usize> = (low..=high).collect();
        if upwards {
            own.reverse();
        }
        let named = |all: &[usize]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let text = format!("qubits 8; ADD {}:{} | {}", outside[0], outside[1], named(&own));
        let add = read(&text).ops()[0].clone();
        for (end, other) in [(low, high), (high, low)] {
            let moved = add.resized(end, Reach::To(to), 8).unwrap();
            prop_assert!(moved.check(8, 0).is_ok());
            prop_assert_eq!((&moved.controls, moved.register(0)), (&add.controls, add.register(0)));
            // Where both ends are one wire, that end moves which leads away from it.
            let reached = to.min(7);
            let (first, last) = match (low == high, end == high) {
                (true, _) => (reached.min(low), reached.max(high)),
                (false, true) => (low, reached.max(low)),
                (false, false) => (reached.min(high), high),
            };
            let mut wanted: Vec<usize> = (first..=last).filter(|w| !outside.contains(w)).collect();
            if own[0] > own[own.len() - 1] {
                wanted.reverse();
            }
            prop_assert_eq!(moved.register(1), &wanted[..]);
            prop_assert!(moved.register(1).contains(&other));
            if low < high && moved.register(1).len() > 1 {
                let reached = if end == high { *wanted.iter().max().unwrap() } else { *wanted.iter().min().unwrap() };
                prop_assert_eq!(moved.resized(reached, Reach::To(end), 8).unwrap(), add.clone());
            }
        }
    }

    #[test]
    fn letters_stay_with_their_wires(letters in "[XYZI]{3}", to in 0usize..6) {
        let product = read(&format!("qubits 6; EXPECT({letters}) 2 3 4")).ops()[0].clone();
        for end in [2, 4] {
            let moved = product.resized(end, Reach::To(to), 6).unwrap();
            for (wire, letter) in moved.targets.iter().zip(moved.paulis.chars()) {
                let before = product.targets.iter().position(|w| w == wire);
                prop_assert_eq!(letter, before.map_or('Z', |i| letters.chars().nth(i).unwrap()));
            }
        }
    }
}
