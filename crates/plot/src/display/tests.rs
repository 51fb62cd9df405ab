//! Displays: what they say, and that every number makes a sound picture.

use super::*;
use proptest::prelude::*;

fn spot(rows: usize) -> Spot {
    Spot { size: crate::composer::display_size(rows), reversed: false }
}

#[test]
fn a_display_says_what_the_checks_ask_for() {
    assert_eq!(spot(1).bloch("q0", [1.0, -0.001, 0.0]).title, "Bloch x=1.00 y=0.00 z=0.00");
    let half = Matrix::diagonal(&[C64::new(0.5, 0.0), C64::new(0.5, 0.0)]);
    assert_eq!(spot(1).density(&half).title, "Density 0.50 0 0 0.50");
    assert_eq!(spot(2).expectation("ZZ", 1.0).title, "Expectation ZZ 1.00");
    assert_eq!(spot(1).chances(&[0.0, 1.0]).title, "Probability |0⟩ 0.0 %, |1⟩ 100.0 %");
    assert_eq!(spot(2).samples(&[52, 0, 0, 48], 100, 1).title, "Samples |00⟩ 52, |11⟩ 48 of 100");
    assert_eq!(spot(1).purity(1, 0.5, 1.0).title, "Purity 0.50, entropy 1.00 bit");
    let amps = [0.6, 0.8].map(|v| C64::new(0.0, v));
    assert_eq!(spot(1).amplitudes(&amps).title, "Amplitudes |0⟩ 0.60i, |1⟩ 0.80i");
}

#[test]
fn long_lists_name_the_largest_and_count_the_rest() {
    let many = spot(5).chances(&[1.0 / 32.0; 32]);
    assert!(many.title.ends_with("|00111⟩ 3.1 %, 24 smaller ones"), "{}", many.title);
    assert_eq!(many.items.len(), 1, "one outline instead of thirty-two bars");
}

#[test]
fn kets_follow_the_order_of_the_page() {
    let reversed = Spot { reversed: true, ..spot(2) };
    assert_eq!(reversed.chances(&[0.0, 1.0, 0.0, 0.0]).title, "Probability |10⟩ 100.0 %");
}

#[test]
fn why_not_is_said_in_full_and_shown_in_short() {
    let scene = spot(1).refused("Amplitudes", "not pure", "q0 is entangled with other qubits");
    assert_eq!(scene.title, "Amplitudes: q0 is entangled with other qubits");
    crate::tests::sound(&scene);
}

proptest! {
    #[test]
    fn all_states_make_sound_pictures_inside_their_frame(
        qubits in 1usize..=4,
        seed in prop::collection::vec(-1.0f64..1.0, 32),
        reversed in any::<bool>(),
    ) {
        let size = 1 << qubits;
        let amplitudes: Vec<C64> = (0..size).map(|k| C64::new(seed[k], seed[31 - k])).collect();
        let norm = amplitudes.iter().map(|z| z.norm_sqr()).sum::<f64>().sqrt().max(1e-9);
        let amplitudes: Vec<C64> = amplitudes.iter().map(|z| z.scale(1.0 / norm)).collect();
        let data = (0..size * size).map(|k| amplitudes[k / size] * amplitudes[k % size].conj()).collect();
        let chances: Vec<f64> = amplitudes.iter().map(|z| z.norm_sqr()).collect();
        let counts: Vec<usize> = chances.iter().map(|p| (100.0 * p) as usize).collect();
        let spot = Spot { reversed, ..spot(qubits) };
        for scene in [
            spot.amplitudes(&amplitudes),
            spot.density(&Matrix { size, data }),
            spot.chances(&chances),
            spot.samples(&counts, 100, 7),
            spot.expectation(&"XYZI"[..qubits], seed[0]),
            spot.bloch("q0", [seed[0], seed[1], seed[2]]),
            spot.purity(qubits, seed[0].abs(), seed[1].abs()),
        ] {
            crate::tests::sound(&scene);
            for item in &scene.items {
                if let crate::Shape::Circle { center, radius } = item.shape {
                    prop_assert!(center.x - radius >= -0.01 && center.x + radius <= scene.width + 0.01);
                    prop_assert!(center.y - radius >= -0.01 && center.y + radius <= scene.height + 0.01);
                }
            }
        }
    }
}
