//! Laws of the engine on random circuits: against the slow simulator, against itself one row at a time, and
//! gradients three ways.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Random, amplitudes, expectation, far};
use engine::difference::central_difference;
use engine::shift::parameter_shift;
use engine::{Gradients, Rows, State};
use proptest::prelude::*;

const SMALL: f64 = 1e-12;

fn sizes() -> impl Strategy<Value = (u32, usize, usize)> {
    (any::<u32>(), 1usize..6, prop_oneof![Just(1usize), Just(2), Just(5), Just(9)])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn amplitudes_are_those_of_the_slow_simulator((seed, n, len) in sizes()) {
        let mut r = Random(seed);
        let (circuit, weights, inputs) = (r.circuit(n, 25), r.numbers(4), r.rows(2, len));
        let state = State::run(&circuit, &weights, &inputs).unwrap();
        for row in 0..len {
            let slow = amplitudes(&circuit, &weights, inputs.row(row));
            for (k, a) in slow.iter().enumerate() {
                prop_assert!((state.amplitude(row, k) - *a).norm_sqr() < SMALL * SMALL);
            }
            prop_assert!((state.norm(row) - 1.0).abs() < SMALL);
        }
    }

    #[test]
    fn a_circuit_and_its_inverse_are_the_identity((seed, n, len) in sizes()) {
        let mut r = Random(seed);
        let (circuit, weights, inputs) = (r.circuit(n, 25), r.numbers(4), r.rows(2, len));
        let mut ops = circuit.ops().to_vec();
        ops.extend(circuit.inverse().unwrap().ops().iter().cloned());
        let both = circuit::Circuit::of(n, ops).unwrap();
        let state = State::run(&both, &weights, &inputs).unwrap();
        for row in 0..len {
            prop_assert!((state.probability(row, 0) - 1.0).abs() < SMALL);
        }
    }

    #[test]
    fn expectations_are_those_of_the_slow_simulator((seed, n, len) in sizes()) {
        let mut r = Random(seed);
        let (fan, inputs) = (r.fan(n, 2, 12), r.rows(2, len));
        let weights = r.numbers(fan.weights());
        let values = fan.plan().forward(&weights, &inputs).unwrap();
        for row in 0..len {
            let mut slow = Vec::new();
            for (h, head) in fan.heads().iter().enumerate() {
                let own: Vec<f64> = (0..fan.trunk_weights()).chain(fan.head_offset(h)..fan.weights())
                    .map(|i| weights[i]).collect();
                let circuit = fan.circuit(h).unwrap();
                let state = amplitudes(&circuit, &own, inputs.row(row));
                slow.extend(head.observables.iter().map(|o| expectation(&state, n, o)));
                let fast = State::run(&circuit, &own, &inputs).unwrap();
                let here: Vec<f64> = head.observables.iter().map(|o| fast.expect(row, o)).collect();
                prop_assert!(far(&here, &slow[slow.len() - here.len()..]) < SMALL);
            }
            prop_assert!(far(values.row(row), &slow) < SMALL);
        }
    }

    #[test]
    fn a_batch_is_its_rows_one_by_one_and_dedup_changes_nothing((seed, n, len) in sizes(), heads in 1usize..4) {
        let mut r = Random(seed);
        let (fan, table) = (r.fan(n, heads, 10), r.rows(2, len));
        let weights = r.numbers(fan.weights());
        let picks: Vec<usize> = (0..2 * len).map(|_| r.below(len)).collect();
        let inputs = Rows { width: 2, data: picks.iter().flat_map(|&p| table.row(p).to_vec()).collect() };
        let cotangent = r.rows(fan.outputs(), picks.len());
        let (mut on, mut off, mut of) = (fan.plan(), fan.plan(), fan.plan());
        off.set_dedup(false);
        let values = on.forward(&weights, &inputs).unwrap();
        prop_assert!(far(&values.data, &off.forward(&weights, &inputs).unwrap().data) < SMALL);
        prop_assert!(far(&values.data, &of.forward_of(&weights, &table, &picks).unwrap().data) < SMALL);
        let gradients = on.pullback(&cotangent);
        agree(&gradients, &off.pullback(&cotangent), 1e-11)?;
        let picked = of.pullback(&cotangent);
        prop_assert!(far(&picked.weights, &gradients.weights) < 1e-11);
        let mut summed = Rows::of(2, len);
        let mut weights_one_by_one = vec![0.0; fan.weights()];
        let mut one = fan.plan();
        for (i, &p) in picks.iter().enumerate() {
            summed.row_mut(p).iter_mut().zip(gradients.inputs.row(i)).for_each(|(s, g)| *s += g);
            let row = Rows::from_rows(&[inputs.row(i)]);
            prop_assert!(far(one.forward(&weights, &row).unwrap().row(0), values.row(i)) < SMALL);
            let single = one.pullback(&Rows::from_rows(&[cotangent.row(i)]));
            prop_assert!(far(single.inputs.row(0), gradients.inputs.row(i)) < 1e-11);
            weights_one_by_one.iter_mut().zip(&single.weights).for_each(|(s, g)| *s += g);
        }
        prop_assert!(far(&summed.data, &picked.inputs.data) < 1e-10);
        prop_assert!(far(&weights_one_by_one, &gradients.weights) < 1e-10);
        on.set_input_gradients(false);
        on.forward(&weights, &inputs).unwrap();
        prop_assert!(far(&on.pullback(&cotangent).weights, &gradients.weights) < 1e-11);
    }
}

/// Agreement relative to the largest derivative: phase gradients make steep functions.
fn agree(a: &Gradients, b: &Gradients, within: f64) -> Result<(), TestCaseError> {
    let largest = a.weights.iter().chain(&a.inputs.data).fold(1.0f64, |m, g| m.max(g.abs()));
    let within = within * largest;
    prop_assert!(far(&a.weights, &b.weights) < within, "weights {:?} {:?}", a.weights, b.weights);
    prop_assert!(far(&a.inputs.data, &b.inputs.data) < within, "inputs {:?} {:?}", a.inputs, b.inputs);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adjoint_is_parameter_shift_is_central_differences((seed, n, len) in sizes(), heads in 1usize..4) {
        let mut r = Random(seed);
        let (fan, inputs) = (r.fan(n, heads, 10), r.rows(2, len));
        let weights = r.numbers(fan.weights());
        let cotangent = r.rows(fan.outputs(), len);
        let mut plan = fan.plan();
        plan.forward(&weights, &inputs).unwrap();
        let adjoint = plan.pullback(&cotangent);
        agree(&adjoint, &parameter_shift(&fan, &weights, &inputs, &cotangent).unwrap(), 1e-10)?;
        agree(&adjoint, &central_difference(&fan, &weights, &inputs, &cotangent, 1e-6).unwrap(), 1e-6)?;
        agree(&adjoint, &plan.pullback(&cotangent), f64::MIN_POSITIVE)?;
    }
}
