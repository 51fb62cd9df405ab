//! Quantities of states whose values are known in closed form.

use super::StateHandle;
use crate::CircuitHandle;
use proptest::prelude::*;

fn of(text: &str) -> StateHandle {
    noisy(text, "")
}

fn noisy(text: &str, noise: &str) -> StateHandle {
    CircuitHandle::from_text(text).expect("valid").run(&[], &[], noise).expect("small")
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-10, "{a} is not {b}");
}

const BELL: &str = "qubits 2; H 0; X 0:1";
const GHZ: &str = "qubits 3; H 0; X 0:1; X 0:2";
/// (|100⟩ + |010⟩ + |001⟩)/√3: the first angle is 2 arccos √(1/3).
const W: &str = "qubits 3; RY(2*arccos(1/sqrt(3))) 0; H 0:1; X 1:2; X 0:1; X 0";

fn entropy_of(p: f64) -> f64 {
    -p * libm::log2(p) - (1.0 - p) * libm::log2(1.0 - p)
}

#[test]
fn a_bell_pair_is_pure_as_a_whole_and_mixed_in_parts() {
    let bell = of(BELL);
    near(bell.purity(&[0, 1]).expect("both"), 1.0);
    near(bell.purity(&[1]).expect("one"), 0.5);
    for alpha in [0.0, 0.5, 1.0, 2.0, f64::INFINITY] {
        near(bell.entropy(&[0], alpha).expect("one"), 1.0);
        near(bell.entropy(&[0, 1], alpha).expect("both"), 0.0);
    }
    let half = libm::sqrt(0.5);
    bell.schmidt(&[0]).expect("pure").into_iter().for_each(|s| near(s, half));
    near(bell.concurrence(&[0, 1]).expect("two"), 1.0);
    near(bell.negativity(&[0], &[1]).expect("two"), 0.5);
    near(bell.mutual_information(&[0], &[1]).expect("two"), 2.0);
    bell.bloch(&[0, 1]).expect("two").into_iter().for_each(|x| near(x, 0.0));
}

#[test]
fn ghz_and_w_differ_in_what_is_left_of_two_qubits() {
    let (ghz, w) = (of(GHZ), of(W));
    near(ghz.concurrence(&[0, 1]).expect("two"), 0.0);
    near(w.concurrence(&[0, 1]).expect("two"), 2.0 / 3.0);
    near(w.concurrence(&[2, 1]).expect("two"), 2.0 / 3.0);
    near(ghz.entropy(&[0, 1], 1.0).expect("two"), 1.0);
    near(w.entropy(&[0, 1], 1.0).expect("two"), entropy_of(1.0 / 3.0));
    near(w.entropy(&[2], 2.0).expect("one"), -libm::log2(5.0 / 9.0));
    near(ghz.mutual_information(&[0], &[2]).expect("two"), 1.0);
    near(w.negativity(&[1], &[0, 2]).expect("all"), libm::sqrt(2.0) / 3.0);
    near(w.negativity(&[0], &[1]).expect("two"), (libm::sqrt(5.0) - 1.0) / 6.0);
    near(ghz.fidelity(&w).expect("three"), 0.0);
    near(ghz.trace_distance(&w).expect("three"), 1.0);
    near(w.bloch(&[0]).expect("one")[2], 1.0 / 3.0);
    let pair = ghz.density_matrix(&[2, 0], false).expect("two");
    near(pair[0], 0.5);
    near(pair[2 * 15], 0.5);
    near(pair.iter().map(|x| x.abs()).sum(), 1.0);
}

#[test]
fn a_depolarized_bell_pair_is_werners_state() {
    // p of X, Y, Z on one half keeps 1 − p of the pair: F = 1 − p against Werner's (1 + 3w)/4.
    for p in [0.1, 0.3, 0.6] {
        let werner = of(&format!("{BELL}; DEPOLARIZING({p:?}) 1"));
        let f: f64 = 1.0 - p;
        near(werner.fidelity(&of(BELL)).expect("two"), f);
        near(werner.trace_distance(&of(BELL)).expect("two"), p);
        near(werner.concurrence(&[0, 1]).expect("two"), f64::max(0.0, 2.0 * f - 1.0));
        near(werner.negativity(&[0], &[1]).expect("two"), f64::max(0.0, f - 0.5));
        near(werner.purity(&[0, 1]).expect("two"), f * f + p * p / 3.0);
        let entropy = -f * libm::log2(f) - p * libm::log2(p / 3.0);
        near(werner.entropy(&[0, 1], 1.0).expect("two"), entropy);
        near(werner.mutual_information(&[0], &[1]).expect("two"), 2.0 - entropy);
        let noise =
            format!(r#"{{"after":["id"],"channels":[{{"channel":"depolarizing","args":{{"p":{p:?}}}}}]}}"#);
        near(noisy(&format!("{BELL}; SPACER 1"), &noise).fidelity(&werner).expect("two"), 1.0);
    }
}

#[test]
fn orders_of_qubits_are_those_that_were_asked_for() {
    let state = of("qubits 3; X 1");
    let at = |qubits: &[u32], little: bool| {
        let rho = state.density_matrix(qubits, little).expect("small");
        let size = 1 << qubits.len();
        (0..size).position(|k| rho[2 * (k * size + k)] > 0.5)
    };
    assert_eq!([at(&[0, 1], false), at(&[1, 0], false), at(&[0, 1], true)], [Some(1), Some(2), Some(2)]);
    assert_eq!([at(&[0, 1, 2], false), at(&[1], false), at(&[2, 0], true)], [Some(2), Some(1), Some(0)]);
}

#[test]
fn many_qubits_are_read_in_small_parts() {
    let text =
        "qubits 14; ".to_string() + &(0..7).map(|q| format!("H {q}; X {q}:{}; ", q + 7)).collect::<String>();
    let state = of(&text);
    let (left, right): (Vec<u32>, Vec<u32>) = ((0..7).collect(), (7..14).collect());
    near(state.entropy(&left, 1.0).expect("seven"), 7.0);
    near(state.entropy(&(0..13).collect::<Vec<u32>>(), 1.0).expect("its rest is one"), 1.0);
    near(state.mutual_information(&left, &right).expect("seven each"), 14.0);
    near(state.negativity(&left, &right).expect("seven each"), 63.5);
    assert_eq!(state.schmidt(&left).expect("seven").len(), 128);
    near(state.fidelity(&of(&text)).expect("pure"), 1.0);
    let failure = state.density_matrix(&(0..11).collect::<Vec<u32>>(), false).expect_err("too large");
    assert!(failure.0.message.contains("11 qubits"), "{failure:?}");
    let noise = r#"{"channels":[{"channel":"bit_flip","args":{"p":0.1}}]}"#;
    let long = CircuitHandle::from_text(&text).expect("valid");
    assert!(long.run(&[], &[], noise).is_err_and(|why| why.0.message.contains("14 qubits")));
}

#[test]
fn what_does_not_fit_is_named() {
    let bell = of(BELL);
    let says = |part: &str, found: Result<f64, crate::Failure>| {
        let failure = found.expect_err(part);
        assert!(failure.0.message.contains(part), "{part}: {failure:?}");
        assert!(!failure.0.hint.is_empty(), "{part}");
    };
    says("qubits[1] is 2, but there are 2 qubits", bell.purity(&[0, 2]));
    says("qubit 1 twice", bell.purity(&[1, 1]));
    says("no qubit", bell.purity(&[]));
    says("alpha", bell.entropy(&[0], -1.0));
    says("alpha", bell.entropy(&[0], f64::NAN));
    says("not of 1", bell.concurrence(&[0]));
    says("qubit 0 stands in", bell.negativity(&[0], &[0, 1]));
    says("2 qubits cannot be compared with one of 3", bell.fidelity(&of(GHZ)));
    let measured = of("qubits 2; bits c 1; H 0; X 0:1; M 0 -> c[0]");
    says("only a pure state", measured.schmidt(&[0]).map(|_| 0.0));
    near(measured.entropy(&[0, 1], 1.0).expect("a mixture"), 1.0);
}

/// Random circuits of turns and CX on three qubits.
fn circuits() -> impl Strategy<Value = String> {
    let turn = (0usize..3, "R[XYZ]", -3.0f64..3.0).prop_map(|(q, gate, a)| format!("{gate}({a}) {q}"));
    let pair = (0usize..3, 1usize..3).prop_map(|(q, by)| format!("X {q}:{}", (q + by) % 3));
    prop::collection::vec(prop_oneof![turn, pair], 0..14)
        .prop_map(|ops| format!("qubits 3; {}", ops.join("; ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn pure_states_and_their_density_matrices_tell_the_same(a in circuits(), b in circuits()) {
        // A channel without effect makes a density matrix of the same state.
        let mixed = |text: &str| of(&format!("{text}; BIT_FLIP(0) 0"));
        let (ket, rho, other, sigma) = (of(&a), mixed(&a), of(&b), mixed(&b));
        let same = |x: Result<f64, crate::Failure>, y: Result<f64, crate::Failure>, within: f64| {
            let (x, y) = (x.expect("small"), y.expect("small"));
            assert!((x - y).abs() < within, "{x} against {y}");
        };
        for part in [&[0u32][..], &[2, 0], &[0, 1, 2]] {
            same(ket.purity(part), rho.purity(part), 1e-12);
            same(ket.entropy(part, 1.0), rho.entropy(part, 1.0), 1e-9);
            same(ket.entropy(part, 2.0), rho.entropy(part, 2.0), 1e-12);
        }
        same(ket.negativity(&[1], &[0, 2]), rho.negativity(&[1], &[0, 2]), 1e-7);
        same(ket.mutual_information(&[1], &[0, 2]), rho.mutual_information(&[1], &[0, 2]), 1e-9);
        same(ket.fidelity(&other), rho.fidelity(&other), 1e-12);
        same(ket.fidelity(&other), rho.fidelity(&sigma), 1e-6);
        same(ket.trace_distance(&other), rho.trace_distance(&sigma), 1e-7);
    }
}
