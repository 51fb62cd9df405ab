//! Second derivatives and the metric: against differences, parameter shifts, and values known by hand.

#![allow(clippy::unwrap_used)]

mod common;

use circuit::{C64, Circuit, Observable, Symbol};
use common::{Random, amplitudes, far};
use engine::{Fan, Metric, Probe, Rows, metric, symbols};
use proptest::prelude::*;

fn gradient(circuit: &Circuit, observable: &Observable, at: (&[f64], &[f64])) -> Vec<f64> {
    let fan = Fan::of(circuit.clone(), vec![observable.clone()]).unwrap();
    let mut plan = fan.plan();
    let inputs = Rows { width: at.1.len(), data: at.1.to_vec() };
    plan.forward(at.0, &inputs).unwrap();
    let gradients = plan.pullback(&Rows::from_rows(&[[1.0]]));
    gradients.weights.into_iter().chain(gradients.inputs.data.into_iter().take(circuit.inputs())).collect()
}

fn moved(at: (&[f64], &[f64]), by: Symbol, step: f64) -> (Vec<f64>, Vec<f64>) {
    let (mut weights, mut inputs) = (at.0.to_vec(), at.1.to_vec());
    match by {
        Symbol::Weight(i) => weights[i] += step,
        Symbol::Input(i) => inputs[i] += step,
        Symbol::Time => unreachable!("no circuit here has it"),
    }
    (weights, inputs)
}

fn dot(a: &[C64], b: &[C64]) -> C64 {
    a.iter().zip(b).fold(C64::ZERO, |s, (x, y)| s + x.conj() * *y)
}

/// The metric from central differences of the slow simulator's states.
fn slow_metric(circuit: &Circuit, at: (&[f64], &[f64]), by: &[Symbol]) -> Vec<f64> {
    const STEP: f64 = 1e-5;
    let state = |(w, x): (Vec<f64>, Vec<f64>)| amplitudes(circuit, &w, &x);
    let psi = state((at.0.to_vec(), at.1.to_vec()));
    let slope = |s: &Symbol| -> Vec<C64> {
        let (up, down) = (state(moved(at, *s, STEP)), state(moved(at, *s, -STEP)));
        up.iter().zip(down).map(|(a, b)| (*a - b).scale(0.5 / STEP)).collect()
    };
    let slopes: Vec<Vec<C64>> = by.iter().map(slope).collect();
    let entry = |a: &Vec<C64>, b: &Vec<C64>| (dot(a, b) - dot(a, &psi) * dot(&psi, b)).re;
    slopes.iter().flat_map(|a| slopes.iter().map(|b| entry(a, b)).collect::<Vec<f64>>()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_hessian_is_the_difference_of_adjoint_gradients(seed in any::<u32>(), n in 1usize..5) {
        let mut r = Random(seed);
        let (circuit, observable) = (r.circuit(n, 12), r.observable(n));
        let (weights, inputs) = (r.numbers(circuit.weights()), r.numbers(circuit.inputs()));
        let by = symbols(&circuit);
        let probe = Probe::of(&circuit, &observable).unwrap();
        let all = probe.second_order(&weights, &inputs, &by).unwrap();
        prop_assert!(far(&all.gradient, &gradient(&circuit, &observable, (&weights, &inputs))) < 1e-10);
        for (i, symbol) in by.iter().enumerate() {
            let at = |step| {
                let (w, x) = moved((&weights, &inputs), *symbol, step);
                gradient(&circuit, &observable, (&w, &x))
            };
            let (up, down) = (at(1e-5), at(-1e-5));
            let row: Vec<f64> = up.iter().zip(down).map(|(u, d)| (u - d) / 2e-5).collect();
            let scale = 1.0 + row.iter().fold(0.0f64, |m, x| m.max(x.abs()));
            prop_assert!(far(&row, all.hessian.row(i)) < 1e-6 * scale, "{row:?} {:?}", all.hessian.row(i));
            for j in 0..i {
                prop_assert_eq!(all.hessian.row(i)[j].to_bits(), all.hessian.row(j)[i].to_bits());
            }
        }
    }

    #[test]
    fn the_full_metric_is_that_of_differences_of_states(seed in any::<u32>(), n in 1usize..5) {
        let mut r = Random(seed);
        let circuit = r.circuit(n, 12);
        let (weights, inputs) = (r.numbers(circuit.weights()), r.numbers(circuit.inputs()));
        let by = symbols(&circuit);
        let fast = metric(&circuit, &weights, &inputs, &by, Metric::Full).unwrap();
        let slow = slow_metric(&circuit, (&weights, &inputs), &by);
        let scale = 1.0 + slow.iter().fold(0.0f64, |m, x| m.max(x.abs()));
        // What differences leave out grows with the square of the frequencies, as the metric itself does.
        prop_assert!(far(&fast.data, &slow) < 1e-7 * scale * scale, "{:?} {slow:?}", fast.data);
    }

    #[test]
    fn the_fidelity_of_neighbours_falls_by_the_metric(seed in any::<u32>(), n in 1usize..5) {
        let mut r = Random(seed);
        let circuit = r.circuit(n, 10);
        let (weights, inputs) = (r.numbers(circuit.weights()), r.numbers(circuit.inputs()));
        let by: Vec<Symbol> = (0..circuit.weights()).map(Symbol::Weight).collect();
        let g = metric(&circuit, &weights, &inputs, &by, Metric::Full).unwrap();
        let d: Vec<f64> = r.numbers(weights.len()).iter().map(|x| 1e-4 * x).collect();
        let fall: f64 = (0..d.len()).flat_map(|i| (0..d.len()).map(move |j| (i, j)))
            .map(|(i, j)| g.row(i)[j] * d[i] * d[j]).sum();
        // Both sides of the point, so that the cubic terms cancel.
        let side = |s: f64| {
            let there: Vec<f64> = weights.iter().zip(&d).map(|(w, x)| w + s * x).collect();
            let (a, b) = (amplitudes(&circuit, &weights, &inputs), amplitudes(&circuit, &there, &inputs));
            1.0 - dot(&a, &b).norm_sqr()
        };
        prop_assert!(((side(1.0) + side(-1.0)) / 2.0 - fall).abs() < (1e-5 + 100.0 * fall) * fall + 1e-12);
    }

    /// Every θ once, so that a layer's parameters are its own: Stokes et al.'s case.
    #[test]
    fn block_and_diagonal_are_entries_of_the_full_metric(seed in any::<u32>(), n in 1usize..5) {
        let mut r = Random(seed);
        let mut next = 0;
        let ops = r.circuit(n, 14).primitive().ops().iter().map(|op| {
            let mut op = op.clone();
            op.args.iter_mut().for_each(|a| {
                *a = circuit::Angle::weight(next);
                next += 1;
            });
            op
        }).collect();
        let circuit = Circuit::of(n, ops).unwrap();
        let (weights, by) = (r.numbers(next), symbols(&circuit));
        let of = |kind| metric(&circuit, &weights, &[], &by, kind).unwrap().data;
        let (full, block, diagonal) = (of(Metric::Full), of(Metric::Block), of(Metric::Diagonal));
        for i in 0..next {
            for j in 0..next {
                let k = i * next + j;
                let blank = block[k] == 0.0;
                prop_assert!(blank && i != j || (block[k] - full[k]).abs() < 1e-12);
                let wanted = if i == j { full[k] } else { 0.0 };
                prop_assert!((diagonal[k] - wanted).abs() < 1e-12);
            }
        }
    }
}

fn thetas(n: usize) -> Vec<Symbol> {
    (0..n).map(Symbol::Weight).collect()
}

/// papers.md section j, "QNG golden" (the example of Stokes et al.), g0 and g1.
#[test]
fn the_metric_of_stokes_et_al_has_its_two_blocks() {
    let text = "RY(pi/4) 0; RY(pi/3) 1; RY(pi/7) 2; RZ(theta1) 0; RZ(theta2) 1; CX 0 1; CX 1 2; \
                RY(theta3) 1; RX(theta4) 2; CX 0 1; CX 1 2";
    let circuit: Circuit = text.parse().unwrap();
    let weights = [0.432, -0.123, 0.543, 0.233];
    let block = metric(&circuit, &weights, &[], &thetas(4), Metric::Block).unwrap();
    let wanted = [
        [0.125, 0.0, 0.0, 0.0],
        [0.0, 0.1875, 0.0, 0.0],
        [0.0, 0.0, 0.249734, -0.015247],
        [0.0, 0.0, -0.015247, 0.202936],
    ];
    assert!(far(&block.data, &wanted.concat()) < 1e-6, "{block:?}");
    let full = metric(&circuit, &weights, &[], &thetas(4), Metric::Full).unwrap();
    assert!(far(&full.data, &block.data) > 1e-3, "the blocks are all there is");
    let probe = Probe::of(&circuit, &Observable::parse("Y0").unwrap()).unwrap();
    let all = probe.second_order(&weights, &[], &thetas(4)).unwrap();
    assert!((all.value - 0.074_723_0).abs() < 1e-7);
    assert!(far(&all.gradient, &[0.254_795, 0.285_177, -0.124_789, 0.0]) < 1e-6);
}

#[test]
fn metrics_known_by_hand() {
    let of = |text: &str, weights: &[f64], kind| {
        let circuit: Circuit = text.parse().unwrap();
        metric(&circuit, weights, &[], &thetas(circuit.weights()), kind).unwrap().data
    };
    let close = |a: Vec<f64>, b: &[f64]| assert!(far(&a, b) < 1e-14, "{a:?} {b:?}");
    for kind in [Metric::Full, Metric::Block, Metric::Diagonal] {
        close(of("RY(theta1) 0", &[0.3], kind), &[0.25]);
        close(of("RZ(theta1) 0", &[0.3], kind), &[0.0]);
        close(of("GPHASE(theta1) 0", &[0.3], kind), &[0.0]);
        let q = libm::sin(0.7) * libm::sin(0.7) / 4.0;
        close(of("RY(theta1) 0; RZ(theta2) 0", &[0.7, 1.0], kind), &[0.25, 0.0, 0.0, q]);
    }
    // A shared angle adds up before it is squared; a sum of angles shares.
    close(of("RY(theta1) 0; RY(theta1) 0", &[0.3], Metric::Full), &[1.0]);
    close(of("RY(theta1+theta2) 0", &[0.3, 0.1], Metric::Full), &[0.25; 4]);
    close(of("RY(theta1+theta2) 0", &[0.3, 0.1], Metric::Diagonal), &[0.25, 0.0, 0.0, 0.25]);
    close(of("RY(theta1^2) 0", &[0.3], Metric::Full), &[0.25 * 0.36]);
    // Neighbouring RZZ commute, so they are one layer: on |++⟩ they do not covary.
    close(
        of("H 0; H 1; H 2; RZZ(theta1) 0 1; RZZ(theta2) 1 2", &[0.4, 0.5], Metric::Block),
        &[0.25, 0.0, 0.0, 0.25],
    );
}

#[test]
fn ops_that_commute_share_a_layer_and_others_do_not() {
    // On |0⟩ then RX: ⟨ZZ⟩ − ⟨Z⟩⟨Z⟩ of entangled wires tells whether the entry was kept.
    let entry = |text: &str| {
        let circuit: Circuit = text.parse().unwrap();
        let block = metric(&circuit, &[0.4, 0.9], &[], &thetas(2), Metric::Block).unwrap();
        block.row(0)[1]
    };
    let bell = "H 0; X 0:1; ";
    assert!((entry(&format!("{bell} RZ(theta1) 0; RZ(theta2) 1")) - 0.25).abs() < 1e-14);
    assert!((entry(&format!("{bell} RZ(theta1) 0; X 0:1; RZ(theta2) 0")) - 0.25).abs() < 1e-14);
    assert!((entry(&format!("{bell} RZ(theta1) 0; S 0; RZ(theta2) 0")) - 0.25).abs() < 1e-14);
    assert!((entry("H 0; X 0:1; RZ(theta1) 0; RX(-0.3) 1; RX(0.3) 1; RZ(theta2) 1") - 0.25).abs() < 1e-14);
    assert!(entry(&format!("{bell} RZ(theta1) 0; H 0; RZ(theta2) 0")) == 0.0);
    assert!(entry(&format!("{bell} RX(theta1) 0; SWAP 0 1; RX(theta2) 1")) == 0.0);
}

#[test]
fn second_derivatives_of_an_expression_are_known() {
    let circuit: Circuit = "RY(theta1*x1 + theta1^2) 0".parse().unwrap();
    let probe = Probe::of(&circuit, &Observable::z(0)).unwrap();
    let (t, x) = (0.7, -0.4);
    let by = [Symbol::Weight(0), Symbol::Input(0)];
    let all = probe.second_order(&[t], &[x], &by).unwrap();
    let a = t * x + t * t;
    let (s, c, da) = (libm::sin(a), libm::cos(a), x + 2.0 * t);
    let wanted = [-c * da * da - 2.0 * s, -c * da * t - s, -c * da * t - s, -c * t * t];
    assert!((all.value - c).abs() < 1e-15 && far(&all.gradient, &[-s * da, -s * t]) < 1e-14);
    assert!(far(&all.hessian.data, &wanted) < 1e-14);
}

#[test]
fn what_has_no_state_or_does_not_fit_is_refused() {
    let register = circuit::Register { name: "c".into(), size: 1 };
    let measured = Circuit::with_registers(1, vec![register], vec![circuit::Op::measure(0, 0)]).unwrap();
    assert!(metric(&measured, &[], &[], &[], Metric::Full).is_err());
    assert!(Probe::of(&measured, &Observable::z(0)).is_err());
    assert!(Probe::of(&Circuit::new(1).unwrap(), &Observable::z(1)).is_err());
    let mut text = String::new();
    (0..26).for_each(|q| text += &format!("RY(theta{}) {q};", q + 1));
    let wide: Circuit = text.parse().unwrap();
    let error = metric(&wide, &[], &[], &symbols(&wide), Metric::Full).unwrap_err();
    assert!(error.to_string().contains("26 qubits need"), "{error}");
    let probe = Probe::of(&wide, &Observable::z(0)).unwrap();
    assert!(probe.value(&[], &[]).unwrap_err().to_string().contains("26 qubits need"));
}

/// PennyLane 0.45.1: `qml.jacobian(qml.grad(f))`, `adjoint_metric_tensor`, and for the circuit without CRY
/// `metric_tensor(approx="block-diag")` and `"diag"` (of which PennyLane also keeps what the chain rule brings
/// off the diagonal).
#[test]
fn shared_parameters_and_expressions_give_what_pennylane_gives() {
    let start =
        "RY(theta1*theta2) 0; RX(sin(theta3)+0.3) 1; CX 0 1; RZ(theta1) 0; RZZ(theta2) 1 2; RY(theta3) 2;";
    let text = format!(
        "qubits 4; {start} CRY(theta1+0.5) 2 0; RXX(0.4*theta2) 0 1; P(theta3) 2; \
                        RX(theta2^2) 0; H 1; RY(theta1) 1"
    );
    let circuit: Circuit = text.parse().unwrap();
    let weights = [0.7, -0.4, 1.2];
    let observable = Observable::parse("0.7 X0 Z1 - 1.3 Y2 + 0.5 Z0").unwrap();
    let all = Probe::of(&circuit, &observable).unwrap().second_order(&weights, &[], &thetas(3)).unwrap();
    let close = |found: &[f64], wanted: &[f64]| assert!(far(found, wanted) < 1e-12, "{found:?} {wanted:?}");
    close(&[all.value], &[-0.7467712088927742]);
    let hessian = [
        1.2196026309854007,
        -0.5245722562601535,
        0.040275230425695696,
        -0.5245722562601536,
        -0.3059252950222834,
        0.04854682787449627,
        0.040275230425695585,
        0.04854682787449641,
        1.4614878279383792,
    ];
    close(&all.hessian.data, &hessian);
    let full = [
        0.23638406581038815,
        -0.07910204468128353,
        0.03689529045588689,
        -0.07910204468128353,
        0.5877237959329463,
        0.10838709455934145,
        0.03689529045588689,
        0.10838709455934145,
        0.5,
    ];
    close(&metric(&circuit, &weights, &[], &thetas(3), Metric::Full).unwrap().data, &full);
    let text = format!(
        "qubits 4; {start} RXX(0.4*theta2) 0 1; RZ(theta3+theta1) 2; RZ(theta2^2) 0; H 1; RY(theta1) 1"
    );
    let circuit: Circuit = text.parse().unwrap();
    let of = |kind| metric(&circuit, &weights, &[], &thetas(3), kind).unwrap();
    let full = [
        0.3881087856214998,
        -0.12198284177306926,
        0.2520008179217752,
        -0.12198284177306926,
        0.33317656934039164,
        0.0,
        0.2520008179217752,
        0.0,
        0.5,
    ];
    let block = [
        0.3452289531470121,
        -0.07221647353653135,
        0.21717421444265558,
        -0.07221647353653135,
        0.3943901418719799,
        0.0,
        0.21717421444265558,
        0.0,
        0.5,
    ];
    let diagonal = [0.3452289531470121, 0.0, 0.0, 0.0, 0.3943901418719799, 0.0, 0.0, 0.0, 0.5];
    close(&of(Metric::Full).data, &full);
    close(&of(Metric::Block).data, &block);
    close(&of(Metric::Diagonal).data, &diagonal);
}
