//! Bars: words, order, the others, odd data.

use super::*;
use crate::Shape;
use proptest::prelude::*;

fn real(values: &[f64]) -> Vec<C64> {
    values.iter().map(|v| C64::new(*v, 0.0)).collect()
}

#[test]
fn a_bar_says_ket_amplitude_percent_and_phase() {
    let half = Amplitudes::of(&real(&[0.5, 0.5, -0.5, 0.5]), 64);
    assert_eq!(half.words(&half.bars[1]), "|01⟩ amp 0.500+0.000i, 25.0 %, 0°");
    assert_eq!(half.words(&half.bars[2]), "|10⟩ amp −0.500+0.000i, 25.0 %, 180°");
    let bell = Amplitudes::of(&real(&[0.5f64.sqrt(), 0.0, 0.0, 0.5f64.sqrt()]), 64);
    assert_eq!(bell.words(&bell.bars[1]), "|01⟩ amp 0.000+0.000i, 0.0 %");
    assert_eq!(bell.description(), "Probabilities of basis states: |00⟩ 50.0 %, |11⟩ 50.0 %.");
}

#[test]
fn reversed_kets_are_in_their_own_order() {
    let mut state = Amplitudes::of(&real(&[0.0, 1.0, 0.0, 0.0]), 64);
    state.reversed = true;
    let places: Vec<usize> = state.ordered().iter().map(|b| b.index).collect();
    assert_eq!(places, [0, 2, 1, 3]);
    assert!(state.words(&state.bars[1]).starts_with("|10⟩"));
}

#[test]
fn who_reads_a_bar_by_its_key_finds_the_bar_that_stands_there() {
    let few = Amplitudes::of(&real(&[0.1, 0.7, 0.1, 0.1, 0.6, 0.1, 0.2, 0.1]), 3);
    let turned = Amplitudes { reversed: true, ..Amplitudes::of(&real(&[0.1, 0.9, 0.3, 0.3]), 64) };
    for state in [few, turned] {
        let scene = state.scene();
        let keyed = |class: &str| -> Vec<(Option<usize>, f64)> {
            let all = scene.items.iter().filter(|i| i.class.starts_with(class) && i.class != "bar others");
            let left =
                |i: &Item| if let Shape::Rect { x, width, .. } = i.shape { x + width / 2.0 } else { 0.0 };
            all.map(|i| (i.key, left(i))).collect()
        };
        let (bars, hits) = (keyed("bar"), keyed("hit"));
        assert!(bars.len() > 2);
        for (key, middle) in bars {
            let hit = hits.iter().find(|hit| hit.0 == key).expect("what is pointed at");
            assert!((hit.1 - middle).abs() < 1e-9, "{key:?}");
        }
    }
}

#[test]
fn the_largest_have_bars_and_the_others_share_one() {
    let state = Amplitudes::of(&real(&[0.1, 0.7, 0.1, 0.1, 0.6, 0.1, 0.2, 0.1]), 3);
    assert_eq!(state.bars.iter().map(|b| b.index).collect::<Vec<_>>(), [1, 4, 6]);
    let (chance, count) = state.others.expect("five are left");
    assert!((chance - 0.05).abs() < 1e-12 && count == 5);
    assert!(state.scene().items.iter().any(|i| i.hint == "5 other basis states, together 5.0 %"));
}

#[test]
fn phase_turns_counter_clockwise_on_the_page() {
    let state = Amplitudes::of(&[C64::I, C64::ZERO], 64);
    let scene = state.scene();
    let hand = scene.items.iter().find(|i| i.class == "hand").expect("one hand");
    let Shape::Line(from, to) = hand.shape else { panic!("a hand is a line") };
    assert!(to.y < from.y - 1.0 && (to.x - from.x).abs() < 1e-9, "i points up");
}

#[test]
fn kets_never_touch() {
    for qubits in 1..=6 {
        for width in [160.0, 240.0, 300.0, 480.0] {
            let mut state = Amplitudes::of(&vec![C64::new(0.125, 0.0); 1 << qubits], MOST);
            state.size = Size::new(width, 170.0);
            let mut right = f64::NEG_INFINITY;
            for item in state.scene().items.iter().filter(|i| i.class == "tick") {
                let Shape::Text { at, text, anchor, rotate } = &item.shape else { continue };
                if *anchor == Anchor::End && *rotate == 0.0 {
                    continue;
                }
                let wide = if *rotate == 0.0 { measure::width(text, TICK) } else { TICK };
                let left = if *rotate == 0.0 { at.x - wide / 2.0 } else { at.x - wide };
                assert!(left >= right, "{qubits} qubits in {width}: {text}");
                right = left + wide;
            }
        }
    }
}

proptest! {
    #[test]
    fn any_amplitudes_make_a_finite_scene(
        values in prop::collection::vec((proptest::num::f64::ANY, -1.0f64..1.0), 0..70),
        most in 0usize..80, reversed in any::<bool>(), width in 0.0f64..700.0,
    ) {
        let values: Vec<C64> = values.into_iter().map(|(re, im)| C64::new(re, im)).collect();
        let mut state = Amplitudes::of(&values, most);
        state.reversed = reversed;
        state.size = Size::new(width, 150.0);
        crate::tests::sound(&state.scene());
    }
}
