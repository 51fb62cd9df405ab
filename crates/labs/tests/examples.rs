//! What each example's paragraph claims, checked: against analytic values, over all errors, over many inputs.

use circuit::{Circuit, Observable, Op};
use engine::{Density, Noise, Process, Rows, State, quantities};
use labs::{EXAMPLES, Example};
use std::collections::BTreeMap;
use std::f64::consts::PI;

fn example(name: &str) -> &'static Example {
    EXAMPLES.iter().find(|e| e.name == name).expect(name)
}

fn circuit(name: &str) -> Circuit {
    example(name).circuit.parse().expect(name)
}

fn process(circuit: &Circuit) -> Process {
    Process::of(circuit, &Noise::none()).expect("it can run")
}

/// The distribution over the classical bits; bit i of a key is classical bit i.
fn outcomes(circuit: &Circuit) -> BTreeMap<u64, f64> {
    process(circuit).distribution(&[], &[]).expect("it runs")
}

/// The final density matrix, over all outcomes.
fn end(circuit: &Circuit, weights: &[f64]) -> Density {
    process(circuit).density(weights, &[]).expect("it runs")
}

fn state(circuit: &Circuit, weights: &[f64]) -> State {
    State::run(circuit, weights, &Rows::of(0, 1)).expect("it runs")
}

/// The Bloch vector of P(b)·RY(a)|0⟩.
fn prepared(a: f64, b: f64) -> [f64; 3] {
    [libm::sin(a) * libm::cos(b), libm::sin(a) * libm::sin(b), libm::cos(a)]
}

fn near(a: [f64; 3], b: [f64; 3]) -> bool {
    a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-9)
}

/// The circuit with other ops in the place of the one that is the example's error.
fn with_error(circuit: &Circuit, error: &str, others: &[Op]) -> Circuit {
    let at = circuit.ops().iter().position(|op| op.to_string() == error).expect("the error");
    let mut ops = circuit.ops().to_vec();
    ops.splice(at..=at, others.iter().cloned());
    Circuit::with_registers(circuit.qubits(), circuit.registers().to_vec(), ops).expect("valid")
}

fn gates(text: &str) -> Vec<Op> {
    let circuit: Circuit = format!("qubits 9; {text}").parse().expect(text);
    circuit.ops().to_vec()
}

#[test]
fn names_are_unique_and_every_example_runs_with_its_numbers() {
    for (i, e) in EXAMPLES.iter().enumerate() {
        assert!(EXAMPLES[..i].iter().all(|other| other.name != e.name), "{}", e.name);
        let circuit = circuit(e.name);
        assert_eq!((circuit.weights(), circuit.inputs()), (e.weights.len(), e.inputs.len()), "{}", e.name);
        let p = process(&circuit).probabilities(e.weights, e.inputs).expect(e.name);
        assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{}", e.name);
        assert!(e.figures.iter().all(|f| labs::FIGURES.iter().any(|row| row.0 == *f)), "{}", e.name);
    }
}

#[test]
fn every_example_opens_with_a_figure_that_has_something_to_show() {
    for e in EXAMPLES {
        let mut setup = (labs::model("circuit").expect("a model").preset)();
        setup.slots[0].circuit = circuit(e.name);
        setup.inputs = e.inputs.to_vec();
        let figures: Vec<String> = e.figures.iter().map(|f| (*f).into()).collect();
        let view = labs::View { figures, ..labs::View::default() };
        let weights = labs::Weights::from([("circuit".to_string(), e.weights.to_vec())]);
        let mut lab = labs::open(&setup, &weights).expect(e.name);
        let states = lab.states(&view).expect(e.name);
        let state = states.first().expect(e.name);
        assert!(!e.figures.is_empty() && state.figures.len() == e.figures.len(), "{}", e.name);
        assert!(state.figures.iter().all(|f| plot::data(&f.scene) > 0), "{}", e.name);
    }
}

#[test]
fn ghz_is_all_or_nothing_and_w_is_exactly_one() {
    let ghz = state(&circuit("ghz"), &[]);
    assert!((ghz.probability(0, 0) - 0.5).abs() < 1e-12 && (ghz.probability(0, 7) - 0.5).abs() < 1e-12);
    let pair = end(&circuit("ghz"), &[]).reduced(&[0, 1]);
    assert!(quantities::concurrence(&pair).expect("a pair") < 1e-7);
    let w = circuit("w");
    for k in [1, 2, 4] {
        assert!((state(&w, &[]).probability(0, k) - 1.0 / 3.0).abs() < 1e-12);
    }
    for pair in [[0, 1], [0, 2], [1, 2]] {
        let c = quantities::concurrence(&end(&w, &[]).reduced(&pair)).expect("a pair");
        assert!((c - 2.0 / 3.0).abs() < 1e-7, "{c}");
    }
}

#[test]
fn teleportation_brings_twenty_states_over_and_nothing_without_the_bits() {
    let whole = circuit("teleportation");
    let first = whole.ops()[..8].to_vec();
    let without = Circuit::with_registers(3, whole.registers().to_vec(), first).expect("valid");
    for i in 0..20 {
        let (a, b) = (0.1 + 0.15 * f64::from(i), 0.37 * f64::from(i) - 3.0);
        assert!(near(end(&whole, &[a, b]).bloch(2), prepared(a, b)), "{a} {b}");
        assert!(near(end(&without, &[a, b]).bloch(2), [0.0; 3]));
    }
}

#[test]
fn superdense_coding_gets_what_was_sent() {
    let all = outcomes(&circuit("superdense"));
    assert_eq!(all.len(), 4);
    for (bits, p) in all {
        assert!(bits & 3 == bits >> 2 && (p - 0.25).abs() < 1e-12, "{bits:b} {p}");
    }
}

#[test]
fn deutsch_jozsa_tells_balanced_from_constant_for_certain() {
    let balanced = circuit("deutsch-jozsa");
    assert!(outcomes(&balanced).get(&0).copied().unwrap_or(0.0) < 1e-12);
    let oracle = balanced.ops().iter().find(|op| op.custom.is_some()).expect("a box").to_string();
    let constant = with_error(&balanced, &oracle, &[]);
    assert!((outcomes(&constant)[&0] - 1.0).abs() < 1e-12);
}

#[test]
fn bernstein_vazirani_reads_the_string_at_once() {
    // Bit 0 is the leftmost of 1011.
    let all = outcomes(&circuit("bernstein-vazirani"));
    assert!((all[&0b1101] - 1.0).abs() < 1e-12, "{all:?}");
}

#[test]
fn grover_finds_with_the_angle_of_the_books() {
    let whole = circuit("grover");
    let chance = |rounds: usize| {
        let round = whole.ops()[3..5].iter().cycle().take(2 * rounds);
        let ops: Vec<Op> = whole.ops()[..3].iter().chain(round).cloned().collect();
        state(&Circuit::of(3, ops).expect("valid"), &[]).probability(0, 0b101)
    };
    for rounds in 0..4 {
        let turned = libm::sin((2 * rounds + 1) as f64 * libm::asin(1.0 / 8f64.sqrt()));
        assert!((chance(rounds) - turned * turned).abs() < 1e-12, "{rounds}");
    }
    assert!((state(&whole, &[]).probability(0, 0b101) - 0.9453125).abs() < 1e-12);
    assert!(chance(3) < chance(2));
}

#[test]
fn the_fourier_transform_turns_five_times() {
    let state = state(&circuit("qft"), &[]);
    for k in 0..16 {
        let (a, angle) = (state.amplitude(0, k), 2.0 * PI * 5.0 * k as f64 / 16.0);
        let off = (a.re - 0.25 * libm::cos(angle)).abs() + (a.im - 0.25 * libm::sin(angle)).abs();
        assert!(off < 1e-12, "{k}");
    }
}

#[test]
fn phase_estimation_peaks_where_the_kernel_says() {
    let whole = circuit("phase-estimation");
    let opened = state(&whole, example("phase-estimation").weights);
    assert!((opened.probability(0, 5 << 1 | 1) - 1.0).abs() < 1e-9);
    let mut least = 1.0f64;
    for i in 0..200 {
        let theta = 2.0 * PI * f64::from(i) / 200.0;
        let state = state(&whole, &[theta]);
        let mut best = 0.0f64;
        for k in 0..16 {
            let d = theta / 2.0 - PI * f64::from(k) / 16.0;
            let one = libm::sin(d).abs() < 1e-12;
            let kernel = if one { 1.0 } else { libm::sin(16.0 * d) / (16.0 * libm::sin(d)) };
            let p = state.probability(0, (k as usize) << 1 | 1);
            assert!((p - kernel * kernel).abs() < 1e-9, "{theta} {k}");
            best = best.max(p);
        }
        least = least.min(best);
    }
    assert!(least > 0.4, "{least}");
}

#[test]
fn the_bit_flip_code_corrects_every_single_flip_and_none() {
    let whole = circuit("bit-flip");
    let at = whole.ops().iter().position(|op| op.to_string() == "X 1").expect("the error");
    assert_eq!(whole.layout().columns[at], 3, "the paragraph names the column");
    for error in ["", "X 0", "X 1", "X 2", "RX(0.7) 1"] {
        let wrong = with_error(&whole, "X 1", &gates(error));
        for theta in [0.3, 1.1, 2.5] {
            assert!(near(end(&wrong, &[theta]).bloch(0), prepared(theta, 0.0)), "{error}");
        }
    }
    let two = with_error(&whole, "X 1", &gates("X 0; X 2"));
    assert!(!near(end(&two, &[1.1]).bloch(0), prepared(1.1, 0.0)), "two flips are too many");
}

#[test]
fn shors_code_corrects_any_error_of_any_one_qubit() {
    let whole = circuit("shor-code");
    let weights = example("shor-code").weights;
    for qubit in 0..9 {
        for error in ["X", "Y", "Z", "RX(0.7)", "U(0.3, 1.1, -0.4)"] {
            let wrong = with_error(&whole, "Y 4", &gates(&format!("{error} {qubit}")));
            let bloch = state(&wrong, weights).bloch(0, 0);
            assert!(near(bloch, prepared(weights[0], weights[1])), "{error} {qubit}: {bloch:?}");
        }
    }
}

#[test]
fn the_ansatz_reaches_the_ground_energy_and_no_more() {
    let whole = circuit("vqe");
    let energy = |theta: f64| {
        let state = state(&whole, &[theta]);
        let of = |text: &str| state.expect(0, &Observable::parse(text).expect(text));
        -of("Z0*Z1") - of("X0") - of("X1")
    };
    let ground = -5f64.sqrt();
    assert!((energy(example("vqe").weights[0]) - ground).abs() < 1e-12);
    assert!((energy(0.0) + 2.0).abs() < 1e-12);
    assert!((0..100).all(|i| energy(0.0628 * f64::from(i)) > ground - 1e-12));
}

#[test]
fn three_uploads_give_frequencies_up_to_three_and_no_others() {
    const N: usize = 16;
    let (whole, weights) = (circuit("reuploading"), example("reuploading").weights);
    let uploads = whole.ops().iter().filter(|op| op.angle().is_some_and(|a| a.to_string() == "x1"));
    assert_eq!(uploads.count(), 3);
    let value = |x: f64| {
        let rows = Rows { width: 1, data: vec![x] };
        State::run(&whole, weights, &rows).expect("it runs").expect(0, &Observable::z(0))
    };
    let samples: Vec<f64> = (0..N).map(|i| value(2.0 * PI * i as f64 / N as f64)).collect();
    let part = |k: usize, f: fn(f64) -> f64| {
        let of = |(i, v): (usize, &f64)| v * f(2.0 * PI * (i * k) as f64 / N as f64) / N as f64;
        samples.iter().enumerate().map(of).sum::<f64>()
    };
    for k in 0..=N / 2 {
        let size = libm::hypot(part(k, libm::cos), part(k, libm::sin));
        assert!(if k <= 3 { size > 1e-3 } else { size < 1e-12 }, "frequency {k}: {size}");
    }
}
