//! Circuit text: what is read, what is printed, what is refused.

use crate::{Angle, Axis, Circuit, Control, Op, Start};
use proptest::prelude::*;

fn read(text: &str) -> Circuit {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

#[test]
fn a_bell_pair_is_two_words() {
    let bell = read("H 0; X 0:1");
    assert_eq!(bell.qubits(), 2);
    assert_eq!(bell.to_string(), "qubits 2; H 0; X 0:1");
    assert_eq!(read("h 0\ncx 0 1  # the same"), bell);
}

#[test]
fn controls_anticontrols_labels_and_angles_round_trip() {
    let text = "qubits 4; label 0 alice; H 0; RX(theta1*x1) 0 !1:2; SWAP 2 3; RZZ(-pi/4) 0 1";
    let circuit = read(text);
    assert_eq!(read(&circuit.to_string()), circuit);
    assert_eq!(
        (circuit.weights(), circuit.inputs(), circuit.name(0), circuit.name(1)),
        (1, 1, "alice".into(), "q1".into())
    );
}

#[test]
fn names_with_controls_take_them_from_the_first_qubits() {
    assert_eq!(read("c3x 0 1 2 3").to_string(), "qubits 4; X 0 1 2:3");
    assert_eq!(read("CRZZ(0.5) 0 1 2").to_string(), "qubits 3; RZZ(0.5) 0:1 2");
    assert_eq!(read("CADD 2 0 | 1"), read("ADD 2: 0 | 1"), "the control is no part of the first register");
    assert!("CADD 0 | 1".parse::<Circuit>().is_err(), "a register without qubits");
    let own = read("gate CQFT 1 { H 0 }; CQFT 1");
    assert_eq!(own.ops()[0].targets, [1], "a circuit's own gate of such a name comes first");
    assert!("gate cx 2 { H 0; H 1 }".parse::<Circuit>().is_err());
}

#[test]
fn errors_say_line_column_and_remedy() {
    let says = |text: &str, line: usize, column: usize, part: &str| {
        let e = text.parse::<Circuit>().expect_err(text);
        assert_eq!((e.line, e.column), (line, column), "{text}: {e}");
        assert!(e.message.contains(part), "{text}: {e}");
    };
    says("H 0\nFOO 1", 2, 1, "not a gate");
    says("H 0; RX(2+) 0", 1, 11, "expected a number");
    says("RX 0", 1, 1, "needs an angle");
    says("H(1) 0", 1, 1, "no angle");
    says("X 0:0", 1, 1, "twice");
    says("H 99999999999999999999", 1, 3, "not a qubit");
    says("H 40", 1, 3, "too high");
    says("qubits 1000000000", 1, 8, "expected 1 to");
    says("qubits 1; X 3", 1, 1, "but the circuit has");
    says("SWAP 0", 1, 1, "acts on 2 qubits");
    says("RX(1 0", 1, 3, "expected )");
}

pub(crate) fn op(qubits: usize) -> impl Strategy<Value = Op> {
    let angle = prop_oneof![
        (-7.0f64..7.0).prop_map(Angle::number),
        (0usize..4).prop_map(Angle::weight),
        (0usize..3).prop_map(Angle::input),
        Just(Angle::parse("theta1*x1 + pi/3").expect("valid")),
    ];
    let order = Just((0..qubits).collect::<Vec<_>>()).prop_shuffle();
    let unitary: Vec<crate::Gate> =
        crate::gates::all().filter(|g| g.is_unitary() && g.name != "CUSTOM" && g.qubits <= qubits).collect();
    (0..unitary.len(), order, 0usize..3, any::<u8>(), angle).prop_map(
        move |(g, order, controls, signs, angle)| {
            let gate = unitary[g];
            let mut op = Op::fixed(gate, &order[..gate.qubits]);
            op.args = vec![angle; gate.params.len()];
            op.splits = vec![1; gate.registers.len().saturating_sub(1)];
            let free = (qubits - gate.qubits).min(controls);
            for (i, &q) in order[gate.qubits..gate.qubits + free].iter().enumerate() {
                let axis = [Axis::Z, Axis::X, Axis::Y, Axis::Z][usize::from(signs >> (2 + 2 * i) & 3)];
                op = op.controlled(Control { qubit: q, on: signs >> i & 1 == 1, axis });
            }
            op
        },
    )
}

#[test]
fn registers_measurements_conditions_and_own_gates_round_trip() {
    let text = "qubits 4; bits c 2; bits d 1; gate bell 2 { H 0; X 0:1 }; \
        matrix root 1 (0.5+0.5i, 0.5-0.5i, 0.5-0.5i, 0.5+0.5i); bell 0 1; root !x2:3; MEASURE 0 -> c[0]; \
        if c[0] == 1 if d >= 1 X 1; if c == 2 U(pi, theta1, 0.25) 2; MEASURE 1 -> c[1]; bell' 2 3; RESET 3";
    let circuit = read(text);
    assert_eq!((circuit.bits(), circuit.customs().len(), circuit.is_unitary()), (3, 3, false));
    assert_eq!(read(&circuit.to_string()), circuit);
    assert!(circuit.to_string().contains("if c == 2 U(pi, theta1, 0.25) 2"), "{circuit}");
}

#[test]
fn a_text_over_many_lines_with_comments_says_the_same() {
    let text = "qubits 2 # two\ngate bell 2 {\n  H 0 # first\n  X 0:1\n}\n# then\nbell 0 1";
    assert_eq!(read(text).primitive().to_string(), "qubits 2; H 0; X 0:1");
}

#[test]
fn composite_gates_stand_for_primitive_ones() {
    let is = |text: &str, parts: &str| assert_eq!(read(text).primitive().to_string(), parts, "{text}");
    is("X x0:1", "qubits 2; H 0; X 0:1; H 0");
    is("X !y0:1", "qubits 2; SDG 0; H 0; X !0:1; H 0; S 0");
    is("U(1, 2, 3) 0:1", "qubits 2; P(3) 0:1; RY(1) 0:1; P(2) 0:1");
    is("QFT 0 1", "qubits 2; H 0; P(pi/2) 1:0; H 1; SWAP 0 1");
    is("gate a 1 { X 0 }; gate b 2 { a 0:1 }; b 2:0 1", "qubits 3; X 0 2:1");
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let says = |text: &str, part: &str| {
        let e = text.parse::<Circuit>().expect_err(text);
        assert!(e.message.contains(part), "{text}: {e}");
    };
    says("MEASURE 0", "-> c[0]");
    says("MEASURE 0 -> c[0]", "declare it");
    says("bits c 2; MEASURE 0 -> c[2]", "c[0] to c[1]");
    says("bits c 65", "64");
    says("bits c 1; bits c 1", "each name once");
    says("bits c 1; MEASURE 1:0 -> c[0]", "no controls");
    says("if c == 1 X 0", "no register");
    says("bits c 1; if c X 0", "comparison");
    says("matrix m 1 (1, 1, 1, 1); m 0", "not unitary");
    says("matrix m 1 (1, 0, 0); m 0", "4^n entries");
    says("matrix m 9 (1, 0, 0); m 0", "4^n entries");
    says("gate g 1 { X 1 }; g 0", "uses qubit 1");
    says("gate g 1 { MEASURE 0 -> c[0] }", "declare it");
    says("gate g 1 { RESET 0 }", "cannot be part of a gate");
    says("gate g 1 { g 0 }; g 0", "not a gate");
    says("gate X 1 { Y 0 }", "already");
    says("gate g 1 { X 0 ", "expected }");
    says("U(1, 2) 0", "takes 3 arguments");
    says("QFT", "register");
    says("BIT_FLIP(1.5) 0", "probability");
}

#[test]
fn a_tower_of_gates_is_refused_before_it_is_built() {
    let mut text = String::from("gate g0 1 { X 0; X 0 }");
    for i in 1..40 {
        text += &format!("; gate g{i} 1 {{ g{} 0; g{0} 0 }}", i - 1);
    }
    let e = text.parse::<Circuit>().expect_err("two to the fortieth");
    assert!(e.message.contains("more than 65536"), "{e}");
}

proptest! {
    #[test]
    fn printing_then_parsing_is_the_identity(ops in prop::collection::vec(op(4), 0..20)) {
        let circuit = Circuit::of(4, ops).expect("valid ops");
        prop_assert_eq!(read(&circuit.to_string()), circuit);
    }

    #[test]
    fn inserted_ops_stand_in_or_left_of_their_column_and_removing_restores(ops in prop::collection::vec(op(4), 0..12), extra in op(4), column in 0usize..15) {
        let before = Circuit::of(4, ops).expect("valid ops");
        let mut circuit = before.clone();
        let at = circuit.insert(column, extra.clone()).expect("valid op");
        prop_assert_eq!(&circuit.ops()[at], &extra);
        let layout = circuit.layout();
        prop_assert!(layout.columns[at] <= column);
        prop_assert!(layout.columns.is_sorted());
        circuit.remove(at);
        prop_assert_eq!(circuit, before);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}") {
        let _ = text.parse::<Circuit>();
        let _ = Angle::parse(&text);
        let _ = crate::Observable::parse(&text);
    }
}

#[test]
fn wires_start_as_the_text_says_and_edits_of_wires_take_the_starts_along() {
    let text = "qubits 4; label 2 b; start 0 1; start 1 +; start 2 -i; start 3 -; H 0; X 0:1";
    let mut circuit = read(text);
    assert_eq!(circuit.to_string(), text);
    assert_eq!(
        circuit.primitive().to_string(),
        "qubits 4; label 2 b; X 0; H 1; H 2; SDG 2; X 3; H 3; H 0; X 0:1"
    );
    assert_eq!(
        circuit.first(0).primitive().to_string(),
        "qubits 4; label 2 b; X 0; H 1; H 2; SDG 2; X 3; H 3"
    );
    assert_eq!(
        circuit.with_wire_moved(0, 3).expect("four wires").to_string(),
        "qubits 4; label 1 b; start 0 +; start 1 -i; start 2 -; start 3 1; H 3; X 3:0"
    );
    circuit.add_qubit(1).expect("room");
    circuit.remove_qubit(0).expect("five wires");
    assert_eq!(circuit.to_string(), "qubits 4; label 2 b; start 1 +; start 2 -i; start 3 -");
    assert_eq!(circuit.inverse().expect("unitary").to_string(), "qubits 4; label 2 b");
    assert_eq!(read("start 2 i").qubits(), 3);
    assert_eq!(read("gate start 1 { H 0 }; start 0").ops().len(), 1, "a circuit's own gate of that name");
}

#[test]
fn a_start_that_is_none_is_refused_in_place() {
    for (text, part) in [
        ("start 0 2", "expected a qubit and 0, 1, +, -, i or -i"),
        ("start 0", "as in start 0 +"),
        ("start q +", "as in start 0 +"),
        ("start 0 + 1", "as in start 0 +"),
        ("start 99 +", "as in start 0 +"),
        ("qubits 1; start 3 +", "start 3 names a qubit that the circuit does not have"),
    ] {
        let e = text.parse::<Circuit>().expect_err(text);
        assert!(e.message.contains(part), "{text}: {e}");
    }
}

proptest! {
    #[test]
    fn what_follows_an_empty_circuit_and_each_beginning_is_what_it_would_be_op_by_op(
        ops in prop::collection::vec(op(4), 0..12),
        starts in prop::collection::vec(0usize..6, 4),
    ) {
        let next = Circuit::of(4, ops).expect("valid ops");
        let mut empty = Circuit::new(4).expect("four qubits");
        for (q, start) in starts.iter().enumerate() {
            empty.set_start(q, Start::named(["0", "1", "+", "-", "i", "-i"][*start]).expect("a state"));
            empty.set_label(q, &format!("w{q}"));
        }
        let whole = Circuit::of(4, next.ops().to_vec()).expect("the same").with_wires_of(&empty);
        prop_assert_eq!(empty.then(&next).expect("as many qubits"), whole);
        for count in 0..next.ops().len() + 2 {
            let first = next.first(count);
            prop_assert_eq!(first.ops(), &next.ops()[..count.min(next.ops().len())]);
        }
    }
}

#[test]
fn a_circuit_of_fewer_qubits_is_not_followed() {
    let refused = read("qubits 1").then(&read("qubits 2; H 1"));
    assert!(refused.is_err(), "{refused:?}");
}
