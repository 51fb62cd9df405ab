//! Branches of a mixture: the state that values of the classical bits leave, against analytic values, against the
//! mixture that all of them make, and against the same circuit with its outcome selected.

mod common;

use circuit::Circuit;
use common::seen;
use engine::{Noise, Process};
use labs::{StateView, View};
use proptest::prelude::*;

fn branch(circuit: &str, bits: u64) -> StateView {
    seen(circuit, &View { branch: Some(bits), ..View::default() })
}

/// Probabilities of all basis states: there are few enough to be listed.
fn chances(state: &StateView, qubits: usize) -> Vec<f64> {
    let mut all = vec![0.0; 1 << qubits];
    state.amplitudes.iter().for_each(|a| all[a.index] = a.re * a.re + a.im * a.im);
    all
}

const TELEPORT: &str = "qubits 3; bits c 2; RY(1.1) 0; RZ(0.7) 0; H 1; X 1:2; X 0:1; H 0; MEASURE 0 -> c[0]; MEASURE 1 -> c[1]; if c[1] == 1 X 2; if c[0] == 1 Z 2";

#[test]
fn in_each_branch_of_teleportation_bob_has_what_alice_had() {
    let whole = seen(TELEPORT, &View::default());
    assert!(whole.mixed);
    assert_eq!(whole.branches, [0, 1, 2, 3]);
    for bits in 0..4_u64 {
        let state = branch(TELEPORT, bits);
        assert!(!state.mixed && state.branch == Some(bits));
        assert!(state.note.starts_with("The branch of c = "), "{}", state.note);
        assert!(state.note.contains("25.0 % of the runs take: one pure state"), "{}", state.note);
        assert_eq!(state.classical, whole.classical, "the bits are told as before");
        let (a, b) = (1.1_f64, 0.7_f64);
        let wanted = [libm::sin(a) * libm::cos(b), libm::sin(a) * libm::sin(b), libm::cos(a)];
        assert!(state.wires[2].bloch.iter().zip(wanted).all(|(x, y)| (x - y).abs() < 1e-9));
        // The measured qubits are what their bits say; bit 0 is of qubit 0, the first of the ket.
        let base = ((bits & 1) << 2 | (bits >> 1) << 1) as usize;
        let all = chances(&state, 3);
        assert!((all[base] - (1.0 + libm::cos(a)) / 2.0).abs() < 1e-9);
        assert!((all[base + 1] - (1.0 - libm::cos(a)) / 2.0).abs() < 1e-9);
    }
}

#[test]
fn a_branch_is_what_selecting_its_outcome_leaves() {
    let before = "RY(0.9) 0; RX(0.4) 1; X 0:1; RZ(0.3) 1; H 1";
    for (bits, select) in [(0, "POST0"), (1, "POST1")] {
        let measured = branch(&format!("qubits 2; bits c 1; {before}; MEASURE 0 -> c[0]; S 1"), bits);
        let selected = seen(&format!("qubits 2; {before}; {select} 0; S 1"), &View::default());
        assert!(!measured.mixed && !selected.mixed);
        for (one, other) in measured.wires.iter().zip(&selected.wires) {
            assert!(one.bloch.iter().zip(other.bloch).all(|(x, y)| (x - y).abs() < 1e-9));
        }
        let apart =
            chances(&measured, 2).iter().zip(chances(&selected, 2)).map(|(x, y)| (x - y).abs()).sum::<f64>();
        assert!(apart < 1e-9);
    }
}

#[test]
fn what_is_no_branch_is_said_and_all_outcomes_are_shown() {
    let bell = "qubits 2; bits c 2; H 0; X 0:1; MEASURE 0 -> c[0]; MEASURE 1 -> c[1]";
    let whole = seen(bell, &View::default());
    assert_eq!(whole.branches, [0, 3]);
    for never in [1, 2, 1 << 40] {
        let state = branch(bell, never);
        assert!(
            state.note.contains("does not happen here, so all outcomes are shown. Exact mixture"),
            "{}",
            state.note
        );
        assert_eq!((state.branch, &state.amplitudes), (None, &whole.amplitudes));
    }
    // Two ways lead to the same record: the first outcome is forgotten.
    let state = branch("qubits 1; bits c 1; H 0; MEASURE 0 -> c[0]; RESET 0; H 0; MEASURE 0 -> c[0]; H 0", 0);
    assert!(!state.mixed, "{}", state.note);
    let state = branch("qubits 2; bits c 1; H 0; X 0:1; MEASURE 0 -> c[0]; H 0; MEASURE 0 -> c[0]", 0);
    assert!(state.mixed && state.note.contains("a mixture itself"), "{}", state.note);
    // Where nothing was measured there is nothing to choose.
    let view = View { branch: Some(1), column: Some(1), ..View::default() };
    assert!(seen(bell, &view).branches.is_empty());
}

#[test]
fn a_branch_is_followed_through_its_circuit() {
    let text = "qubits 2; bits c 2; H 0; H 1; MEASURE 0 -> c[0]; X 0:1; SPACER 0; MEASURE 1 -> c[1]";
    let layout = text.parse::<Circuit>().expect("a circuit").layout();
    let at = |column: usize| seen(text, &View { branch: Some(3), column: Some(column), ..View::default() });
    let (mut halves, mut quarters) = (0, 0);
    for column in 0..=layout.width {
        let state = at(column);
        match state.branch {
            // Before anything is written all there is to say is what is said without a branch.
            None => assert!(!state.note.contains("branch"), "{}", state.note),
            Some(1) => {
                halves += 1;
                assert!(state.note.contains("50.0 % of the runs take") && state.wires[0].one > 1.0 - 1e-9);
            }
            Some(3) => {
                quarters += 1;
                assert!(state.note.contains("25.0 % of the runs take") && state.wires[1].one > 1.0 - 1e-9);
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(halves > 0 && quarters > 0);
    // Without classical bits there is no branch, and nothing is said of one.
    let noisy = branch("qubits 1; DEPOLARIZING(0.3) 0", 1);
    assert!(noisy.branch.is_none() && noisy.note.starts_with("Exact mixture"), "{}", noisy.note);
}

#[test]
fn a_chosen_branch_is_listed_however_unlikely_it_is() {
    let measure: String = (0..7).map(|q| format!("; RY(0.6) {q}; MEASURE {q} -> c[{q}]")).collect();
    let text = format!("qubits 7; bits c 7{measure}");
    let whole = seen(&text, &View::default());
    assert!(whole.branches.len() == 64 && !whole.branches.contains(&127));
    assert!(whole.classical.iter().any(|row| row.0 == "64 others"), "{:?}", whole.classical);
    let state = branch(&text, 127);
    assert_eq!(state.branch, Some(127));
    assert_eq!(state.branches.len(), 64);
    let row = state.branches.iter().position(|b| *b == 127).expect("it is listed");
    assert_eq!(state.classical[row].0, "c = 1111111");
    // On the way as well, where the last bit is still to come.
    let longer = format!("{}; SPACER 0; RY(0.6) 0; MEASURE 0 -> c[7]", text.replace("bits c 7", "bits c 8"));
    let column = longer.parse::<Circuit>().expect("a circuit").layout().width - 1;
    let state = seen(&longer, &View { branch: Some(255), column: Some(column), ..View::default() });
    assert_eq!(state.branch, Some(127));
    assert!(state.branches.contains(&127), "{:?}", state.branches);
}

/// What the displays of a circuit say that looks at a branch, exactly.
fn displays(text: &str, bits: u64) -> Vec<String> {
    branch(text, bits).displays.into_iter().map(|d| d.scene.description).collect()
}

#[test]
fn displays_and_read_outs_are_of_the_branch() {
    // Alice's qubit before, Bob's before and after what is done for her bits.
    let shown = TELEPORT
        .replace("; if c[1]", "; SPACER 2; SPACER 2; SPACER 2; BLOCH 2; if c[1]")
        .replace("bits c 2; RY(1.1) 0; RZ(0.7) 0", "bits c 2; RY(1.1) 0; RZ(0.7) 0; BLOCH 0")
        + "; BLOCH 2";
    let (a, b) = (1.1_f64, 0.7_f64);
    let (x, y, z) = (libm::sin(a) * libm::cos(b), libm::sin(a) * libm::sin(b), libm::cos(a));
    for bits in 0..4_u64 {
        // Bob's is turned by X for bit 1 and by Z for bit 0.
        let (by_x, by_z) = (if bits & 2 > 0 { -1.0 } else { 1.0 }, if bits & 1 > 0 { -1.0 } else { 1.0 });
        let said = |name: &str, [x, y, z]: [f64; 3], end: &str| {
            let [x, y, z] = [x, y, z].map(|v| plot::text::fixed(v, 6));
            format!("Bloch vector of {name}: x={x} y={y} z={z}, length 1.000000{end}")
        };
        let end = format!(", branch of c = {}{}", bits >> 1, bits & 1);
        let wanted = [
            said("q0", [x, y, z], ""),
            said("q2", [x * by_z, y * by_x * by_z, z * by_x], &end),
            said("q2", [x, y, z], &end),
        ];
        assert_eq!(displays(&shown, bits), wanted, "{bits}");
        // The same enlarged, and the read-outs of the end, wherever the state is looked at.
        let circuit: Circuit = shown.parse().expect("a circuit");
        let (layout, index) = (circuit.layout(), circuit.ops().len() - 1);
        for column in 0..=layout.width {
            let view =
                View { branch: Some(bits), column: Some(column), step: Some(index), ..View::default() };
            let state = seen(&shown, &view);
            let figure = state.step.expect("a step").figure.expect("it is enlarged");
            assert_eq!(figure.scene.title, format!("Bloch vector of q2{end}"));
            let done = circuit.first(layout.ops_before(column));
            let end_of = |bit: usize| match done.ops().iter().any(|op| op.bits.contains(&bit)) {
                true => 1.0 - 2.0 * (bits >> bit & 1) as f64,
                false => 0.0,
            };
            for (readout, wanted) in state.readouts.iter().zip([end_of(0), end_of(1), z]) {
                assert!((readout.value - wanted).abs() < 1e-9, "{column}: {readout:?} {wanted}");
            }
        }
    }
    // All outcomes: nothing is said of a branch, and Bob has nothing before he is told.
    let all: Vec<String> =
        seen(&shown, &View::default()).displays.into_iter().map(|d| d.scene.description).collect();
    assert!(all[1].ends_with("length 0.000000") && all.iter().all(|d| !d.contains("branch")), "{all:?}");
}

#[test]
fn read_outs_are_of_the_runs_that_end_with_the_bits_known_so_far() {
    // The first outcome is known in the middle; the second, of an entangled qubit, only later.
    let text = "qubits 3; bits c 2; H 0; X 0:2; RY(0.8) 1; MEASURE 0 -> c[0]; SPACER 1; SPACER 1; MEASURE 1 -> c[1]; if c[1] == 1 X 2";
    let layout = text.parse::<Circuit>().expect("a circuit").layout();
    let flips = (1.0 - libm::cos(0.8)) / 2.0;
    let mut middle = 0;
    for column in 0..layout.width {
        let state = seen(text, &View { branch: Some(1), column: Some(column), ..View::default() });
        let ends: Vec<f64> = state.readouts.iter().map(|r| r.value).collect();
        let wanted = match state.branch {
            None => [0.0, libm::cos(0.8), 0.0],
            // Qubit 2 is 1 as qubit 0 is, unless the other outcome turns it over, in so many runs.
            Some(1) => [-1.0, libm::cos(0.8), 2.0 * flips - 1.0],
            other => panic!("{other:?}"),
        };
        let both = state.classical.iter().any(|row| row.0 == "c = 11");
        if !both {
            middle += usize::from(state.branch.is_some());
            assert!(
                ends.iter().zip(wanted).all(|(x, y)| (x - y).abs() < 1e-9),
                "{column}: {ends:?} {wanted:?}"
            );
        }
    }
    assert!(middle > 0);
    // A bit that is written anew: which runs began with it is not to be told from the end.
    let text = "qubits 1; bits c 1; H 0; MEASURE 0 -> c[0]; SPACER 0; RESET 0; MEASURE 0 -> c[0]";
    let at = |bits| seen(text, &View { branch: Some(bits), column: Some(2), ..View::default() });
    assert!(at(0).branch == Some(0) && (at(0).readouts[0].value - 1.0).abs() < 1e-9);
    let none = at(1);
    assert!(none.branch == Some(1) && none.readouts.is_empty());
    assert!(none.note.ends_with("no run ends with the bits of this branch."), "{}", none.note);
}

/// An op of a circuit of three qubits and two bits.
fn op() -> impl Strategy<Value = String> {
    (0..12_usize, 0..3_usize, 1..3_usize, -3.0..3.0_f64, 0..2_usize).prop_map(|(kind, q, by, angle, bit)| {
        let other = (q + by) % 3;
        match kind {
            0 | 1 => format!("RY({angle}) {q}"),
            2 => format!("RX({angle}) {q}"),
            3 => format!("H {q}"),
            4 | 5 => format!("X {q}:{other}"),
            6 => format!("RESET {q}"),
            7 => format!("if c[{bit}] == 1 RX({angle}) {q}"),
            8 => format!("DEPOLARIZING({}) {q}", angle.abs() / 4.0),
            _ => format!("MEASURE {q} -> c[{bit}]"),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn branches_make_up_the_mixture(ops in prop::collection::vec(op(), 1..14)) {
        let text = format!("qubits 3; bits c 2; {}; MEASURE 0 -> c[0]", ops.join("; "));
        let circuit: Circuit = text.parse().expect("a circuit");
        let process = Process::of(&circuit, &Noise::none()).expect("it can run");
        let distribution = process.distribution(&[], &[]).expect("it runs");
        let whole = seen(&text, &View::default());
        let (mut all, mut blochs) = (vec![0.0; 8], vec![[0.0; 3]; 3]);
        for (bits, p) in &distribution {
            let state = branch(&text, *bits);
            all.iter_mut().zip(chances(&state, 3)).for_each(|(sum, chance)| *sum += p * chance);
            for (sum, wire) in blochs.iter_mut().zip(&state.wires) {
                sum.iter_mut().zip(wire.bloch).for_each(|(sum, v)| *sum += p * v);
            }
        }
        for (sum, chance) in all.iter().zip(chances(&whole, 3)) {
            prop_assert!((sum - chance).abs() < 1e-9, "{text}: {sum} {chance}");
        }
        for (sum, wire) in blochs.iter().zip(&whole.wires) {
            prop_assert!(sum.iter().zip(wire.bloch).all(|(x, y)| (x - y).abs() < 1e-9), "{text}");
        }
    }
}
