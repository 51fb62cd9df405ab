//! Equations of states that are known.

use super::*;
use proptest::prelude::*;
use std::f64::consts::PI;

const H: f64 = std::f64::consts::FRAC_1_SQRT_2;

fn real(amplitudes: &[f64]) -> KetEquation {
    KetEquation::of(&amplitudes.iter().map(|a| C64::new(*a, 0.0)).collect::<Vec<_>>())
}

/// The tensor product of states.
fn product(parts: &[&[C64]]) -> Vec<C64> {
    parts
        .iter()
        .fold(vec![C64::ONE], |all, part| all.iter().flat_map(|a| part.iter().map(|b| *a * *b)).collect())
}

#[test]
fn well_known_states_read_as_in_a_book() {
    assert_eq!(real(&[H, 0.0, 0.0, H]).equation(), "(|00⟩+|11⟩)/√2");
    assert_eq!(real(&[0.0, H, -H, 0.0]).equation(), "(|01⟩−|10⟩)/√2");
    assert_eq!(real(&[0.0, 1.0]).equation(), "|1⟩");
    assert_eq!(real(&[0.5; 4]).equation(), "(|0⟩+|1⟩)⊗(|0⟩+|1⟩)/2");
    let w = 1.0 / 3.0f64.sqrt();
    assert_eq!(real(&[0.0, w, w, 0.0, w, 0.0, 0.0, 0.0]).equation(), "(|001⟩+|010⟩+|100⟩)/√3");
    assert_eq!(real(&[0.8, 0.0, 0.0, 0.6]).equation(), "(4|00⟩+3|11⟩)/5");
    assert_eq!(
        real(&[0.0, 0.0, (1.0f64 / 3.0).sqrt(), (2.0f64 / 3.0).sqrt()]).equation(),
        "|1⟩⊗(|0⟩+√2|1⟩)/√3"
    );
}

#[test]
fn phases_and_angles_are_recognised() {
    let t = C64::phase(PI / 4.0).scale(H);
    assert_eq!(KetEquation::of(&[C64::new(H, 0.0), t]).equation(), "(|0⟩+e^(iπ/4)|1⟩)/√2");
    assert_eq!(KetEquation::of(&[C64::new(H, 0.0), C64::new(0.0, -H)]).equation(), "(|0⟩−i|1⟩)/√2");
    let turned = real(&[libm::cos(PI / 8.0), -libm::sin(PI / 8.0)]);
    assert_eq!(turned.equation(), "cos(π/8)|0⟩−sin(π/8)|1⟩");
    assert!(turned.description().starts_with("|ψ⟩ = cos"));
    let odd = real(&[libm::cos(0.3), libm::sin(0.3)]);
    assert_eq!(odd.equation(), "0.9553|0⟩+0.2955|1⟩");
    assert!(odd.description().starts_with("|ψ⟩ ≈ ") && odd.description().contains("rounded"));
}

#[test]
fn the_global_phase_can_be_written_in_front() {
    let phased = |amplitudes: &[C64]| {
        let mut ket = KetEquation::of(amplitudes);
        ket.phased = true;
        ket.equation()
    };
    let real = |amplitudes: &[f64]| phased(&amplitudes.iter().map(|a| C64::new(*a, 0.0)).collect::<Vec<_>>());
    assert_eq!(real(&[-H, 0.0, 0.0, -H]), "−(|00⟩+|11⟩)/√2");
    assert_eq!(real(&[H, 0.0, 0.0, H]), "(|00⟩+|11⟩)/√2");
    assert_eq!(real(&[0.0, -1.0]), "−|1⟩");
    assert_eq!(phased(&[C64::ZERO, C64::new(0.0, 1.0)]), "i|1⟩");
    let turned = C64::phase(PI / 4.0);
    assert_eq!(phased(&[turned.scale(0.5); 4]), "e^(iπ/4)(|0⟩+|1⟩)⊗(|0⟩+|1⟩)/2");
    // A sum without a fraction below it gets brackets; they close before nothing else.
    let (c, s) = (libm::cos(PI / 8.0), libm::sin(PI / 8.0));
    assert_eq!(real(&[-c, -s]), "−(cos(π/8)|0⟩+sin(π/8)|1⟩)");
}

#[test]
fn the_global_phase_is_left_out_and_told() {
    let bell = KetEquation::of(&[C64::new(0.5, 0.5), C64::ZERO, C64::ZERO, C64::new(0.5, 0.5)]);
    assert_eq!(
        bell.description(),
        "|ψ⟩ = (|00⟩+|11⟩)/√2. The global phase e^(iπ/4) is left out. No qubits part from the others: the state is no product of smaller ones."
    );
    let minus = KetEquation::of(&product(&[&[C64::ZERO, C64::I], &[C64::I, C64::ZERO]]));
    assert!(
        minus.description().contains("|1⟩⊗|0⟩. The global phase −1 is left out."),
        "{}",
        minus.description()
    );
}

#[test]
fn pairs_that_do_not_stand_together_have_their_qubits_below() {
    // Qubits 0 and 2 are a Bell pair, qubit 1 is |1⟩.
    let mut amplitudes = [0.0; 8];
    (amplitudes[0b010], amplitudes[0b111]) = (H, H);
    let split = real(&amplitudes);
    assert_eq!(split.parts(), [vec![0, 2], vec![1]]);
    assert_eq!(split.equation(), "(|00⟩+|11⟩)₀₂⊗|1⟩₁/√2");
}

#[test]
fn reversed_equations_have_qubit_0_rightmost() {
    let state = KetEquation { reversed: true, ..real(&[0.0, 1.0, 0.0, 0.0]) };
    assert_eq!(state.equation(), "|1⟩⊗|0⟩");
    let mut amplitudes = [0.0; 4];
    (amplitudes[0b01], amplitudes[0b10]) = (0.6, 0.8);
    let pair = KetEquation { reversed: true, ..real(&amplitudes) };
    assert_eq!(pair.equation(), "(4|01⟩+3|10⟩)/5");
}

#[test]
fn of_64_terms_that_are_no_product_56_are_more() {
    // Signs as of a ring of CZ gates after H on all of six qubits: a graph state.
    let sign = |k: usize| (0..6).filter(|q| k >> q & 1 == 1 && k >> ((q + 1) % 6) & 1 == 1).count() % 2;
    let graph: Vec<f64> = (0..64).map(|k| if sign(k) == 1 { -0.125 } else { 0.125 }).collect();
    let equation = real(&graph).equation();
    assert!(equation.ends_with("+…56 more)/8") && equation.matches('|').count() == 8, "{equation}");
    assert_eq!(real(&graph).rows().last().map(|r| r[0].clone()), Some("56 more".into()));
    crate::tests::sound(&real(&graph).scene());
}

#[test]
fn twenty_qubits_part_one_by_one() {
    let flat = vec![C64::new(1.0 / 1024.0, 0.0); 1 << 20];
    let state = KetEquation::of(&flat);
    assert_eq!(state.parts().len(), 20);
    assert!(state.equation().ends_with("⊗(|0⟩+|1⟩)/1024"));
    crate::tests::sound(&state.scene());
}

#[test]
fn twelve_entangled_qubits_stay_one() {
    let mut ghz = vec![C64::ZERO; 1 << 12];
    (ghz[0], ghz[4095]) = (C64::new(H, 0.0), C64::new(0.0, H));
    assert_eq!(KetEquation::of(&ghz).equation(), "(|000000000000⟩+i|111111111111⟩)/√2");
}

fn state(qubits: usize) -> impl Strategy<Value = Vec<C64>> {
    prop::collection::vec((-1.0..1.0f64, -1.0..1.0f64), 1 << qubits).prop_filter_map("long enough", |all| {
        let norm = all.iter().map(|(a, b)| a * a + b * b).sum::<f64>().sqrt();
        (norm > 0.1).then(|| all.iter().map(|(a, b)| C64::new(a / norm, b / norm)).collect())
    })
}

proptest! {
    #[test]
    fn factors_multiplied_are_the_state(a in state(2), b in state(1), c in state(3)) {
        let whole = product(&[&a, &b, &c]);
        let found = KetEquation::of(&whole);
        prop_assert_eq!(found.parts(), vec![vec![0, 1], vec![2], vec![3, 4, 5]]);
        let parts: Vec<&[C64]> = found.factors.iter().map(|f| &f.amplitudes[..]).collect();
        let back = product(&parts);
        // Equal up to a global phase.
        let overlap = back.iter().zip(&whole).fold(C64::ZERO, |s, (x, y)| s + x.conj() * *y);
        prop_assert!((overlap.norm_sqr() - 1.0).abs() < 1e-9);
        crate::tests::sound(&found.scene());
    }
}
