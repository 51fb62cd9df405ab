//! QSANN: golden values of papers.md, counts, gradients, training on the published sentences.

use super::*;
use crate::{BagOfWords, SelfAttention, Sentence, Shape, testing, text};
use circuit::Circuit;
use learn::{Batch, Model, Trainer, Weights, accuracy, optimizers};

fn model(shape: Shape, words: usize) -> Qsann {
    Qsann::new(shape.slots(), shape.layers, testing::vocabulary(words), Regularisation::default())
        .expect("a published shape fits")
}

fn circuit(text: &str) -> Circuit {
    text.parse().expect("valid")
}

#[test]
fn the_golden_forward_pass_of_papers_md_is_met() {
    let mut model = model(Shape::MC, 3);
    let line = |count: usize, factor: f64| (1..=count).map(|k| factor * k as f64).collect::<Vec<_>>();
    let mut kept = Weights::from([
        ("query".into(), line(6, 0.2)),
        ("key".into(), line(6, 0.3)),
        ("value".into(), line(6, 0.15)),
        ("head.w".into(), line(6, 0.1)),
    ]);
    (0..3).for_each(|s| kept.insert(format!("word:w{s}"), line(6, 0.1 * (s + 1) as f64)));
    let weights = model.parameters().pack(&kept, 0);
    let attention = model.attention(&weights, &[0, 1, 2], 0).expect("small");
    let near = |ours: &[f64], golden: &[f64]| {
        assert_eq!(ours.len(), golden.len());
        assert!(ours.iter().zip(golden).all(|(a, b)| (a - b).abs() < 1e-6), "{ours:?} {golden:?}");
    };
    near(&attention.query, &[-0.302456, -0.252951, -0.653123]);
    near(&attention.key, &[0.112798, -0.223942, -0.529214]);
    near(&attention.matrix[0], &[0.302157, 0.356815, 0.341028]);
    near(&attention.matrix[1], &[0.312373, 0.356783, 0.330844]);
    near(&attention.matrix[2], &[0.234411, 0.350555, 0.415034]);
    let out = [
        [-0.409235, 0.876169, 0.239234, 0.384833, -0.244417, 0.662185],
        [-0.307743, 1.073033, 0.54269, 0.784324, 0.25544, 1.27706],
        [-0.221248, 1.295059, 0.815205, 1.188644, 0.758267, 1.757914],
    ];
    let y = model.mix(&weights, &[vec![0, 1, 2]]).expect("small");
    out.iter().enumerate().for_each(|(s, golden)| near(y.row(s), golden));
    let logit: f64 = (0..6).map(|k| 0.1 * (k + 1) as f64 * (out[0][k] + out[1][k] + out[2][k]) / 3.0).sum();
    near(&model.predict(&weights, &[vec![0, 1, 2]]).expect("small"), &[learn::sigmoid(logit)]);
}

#[test]
fn parameter_counts_are_the_published_ones() {
    let counts = |shape, words| {
        let model = model(shape, words);
        (model.own_weights(), model.parameters().count(GroupKind::Words))
    };
    assert_eq!(counts(Shape::MC, 17), (25, 102));
    assert_eq!(counts(Shape::RP, 115), (109, 2760));
    assert_eq!(counts(Shape::YELP, 1).0, 49);
    assert_eq!(counts(Shape::AMAZON, 1).0, 61);
    let two = model(Shape { layers: 2, ..Shape::MC }, 17);
    assert_eq!(two.own_weights(), 43);
    assert!(two.parameters().offset("query.2").is_some());
}

/// Slots as no paper has them: θ in Embed, x in Query, an angle with both, no parameter in Key, own observables.
fn odd() -> Slots {
    Slots {
        embed: circuit("qubits 2; H 0; RX(x1+theta1) 0; RY(x2*theta2) 1; RZZ(x1*x2) 0 1; X 1:0"),
        query: circuit("qubits 2; RY(x3) 0; RX(theta1) 0:1; RY(x1/2) 0"),
        key: circuit("qubits 2; H 0; S 0"),
        value: circuit("qubits 2; RX(theta2) 0; RY(theta1) 1; RXX(theta2*x2) 0 1"),
        observables: vec![observable("Z0 Z1"), observable("0.5 X0 + Y1")],
    }
}

fn observable(text: &str) -> circuit::Observable {
    circuit::Observable::parse(text).expect("valid")
}

#[test]
fn gradients_are_central_differences_for_any_slots_and_layers() {
    for regularisation in [Regularisation::default(), Regularisation { lambda: 0.3, gamma: 0.2 }] {
        for layers in [1, 2, 3] {
            for slots in [Shape::MC.slots(), odd()] {
                let model = Qsann::new(slots, layers, testing::vocabulary(5), regularisation).expect("fits");
                let worst = testing::disagreement(model);
                assert!(worst < 3e-7, "{layers} layers: {worst}");
            }
        }
    }
}

#[test]
fn odd_slots_have_the_width_of_their_highest_x() {
    let model = Qsann::new(odd(), 2, testing::vocabulary(5), Regularisation::default()).expect("fits");
    assert_eq!((model.width(), model.own_weights()), (3, 2 * 5 + 4));
    assert_eq!(model.slots().measured().len(), 3);
    assert_eq!(model.slots().measured()[2], model.slots().measured()[0]);
}

#[test]
fn what_cannot_be_a_model_is_refused_with_a_sentence() {
    let says = |slots, layers, part: &str| {
        let error = Qsann::new(slots, layers, testing::vocabulary(2), Regularisation::default()).err();
        assert!(error.as_ref().is_some_and(|e| e.contains(part)), "{error:?}");
    };
    says(Slots { embed: circuit("qubits 2; H 0"), ..Shape::MC.slots() }, 1, "No gate uses x");
    says(Shape::MC.slots(), 0, "1 to 8 layers");
    let mut small = model(Shape::MC, 2);
    let weights = testing::weights(&small);
    assert!(small.attention(&weights, &[], 0).expect_err("empty").contains("empty"));
    assert!(small.attention(&weights, &[0], 1).expect_err("no such").contains("1 layer"));
    assert!(small.predict(&weights, &[vec![9]]).expect_err("unknown").contains("lacks"));
}

#[test]
fn rows_of_attention_sum_to_1_and_inputs_of_layer_1_are_word_vectors() {
    let mut model = model(Shape { layers: 2, ..Shape::MC }, 5);
    let weights = testing::weights(&model);
    let sentence = [3, 0, 3, 4];
    for layer in 0..2 {
        let attention = model.attention(&weights, &sentence, layer).expect("small");
        assert_eq!((attention.matrix.len(), attention.query.len(), attention.key.len()), (4, 4, 4));
        assert!(attention.matrix.iter().all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-12));
        assert_eq!(attention.matrix[0], attention.matrix[2]);
    }
    let rows = model.word_inputs(&weights, &sentence, 0).expect("small");
    let at = model.parameters().offset("word:w4").expect("known");
    assert_eq!(rows.row(3), &weights[at..at + 6]);
    assert_ne!(model.word_inputs(&weights, &sentence, 1).expect("small"), rows);
}

#[test]
fn the_order_of_words_does_not_matter_and_neither_do_other_sentences() {
    let mut model = model(Shape { layers: 2, ..Shape::MC }, 5);
    let weights = testing::weights(&model);
    let orders = [vec![0, 1, 2, 3], vec![3, 1, 0, 2], vec![2, 3, 1, 0]];
    let p = model.predict(&weights, &orders).expect("small");
    assert!((p[0] - p[1]).abs() < 1e-12 && (p[0] - p[2]).abs() < 1e-12, "{p:?}");
    for (sentence, p) in orders.iter().zip(&p) {
        let alone = model.predict(&weights, std::slice::from_ref(sentence)).expect("small");
        assert!((alone[0] - p).abs() < 1e-12);
    }
    assert_eq!(model.predict(&weights, &[]), Ok(Vec::new()));
}

#[test]
fn running_every_position_gives_what_running_every_word_once_gives() {
    let (inputs, targets) = testing::examples();
    let mut once = model(Shape::MC, 5);
    let mut every = model(Shape::MC, 5);
    every.set_distinct(false);
    let weights = testing::weights(&once);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let first = once.gradient(&weights, &inputs, &targets, &mut a).expect("small");
    let second = every.gradient(&weights, &inputs, &targets, &mut b).expect("small");
    assert!((first.loss - second.loss).abs() < 1e-14);
    assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-13));
}

#[test]
fn a_saved_run_goes_on_bit_for_bit_in_batches() {
    let (inputs, targets) = testing::examples();
    let start = || {
        let model = model(Shape { layers: 2, ..Shape::MC }, 5);
        Trainer::new(model, inputs.clone(), targets.clone(), &optimizers::ALL[0], 4)
    };
    let settings = Batch { rate: 0.01, batch: 3 };
    let train = |t: &mut Trainer<Qsann>, epochs| {
        (0..epochs).for_each(|_| drop(t.epoch(&settings).expect("finite")));
    };
    let (mut straight, mut first, mut second) = (start(), start(), start());
    train(&mut straight, 20);
    train(&mut first, 10);
    second.restore(&first.weights(), &first.moments(), first.epochs(), first.steps());
    train(&mut second, 10);
    assert_eq!(second.flat(), straight.flat());
    assert_eq!(second.moments(), straight.moments());
}

/// Train and test sentences of the published files and their vocabulary; `None` where the files are absent.
fn published(train: &[&str], test: &str) -> Option<(Vec<Sentence>, Vec<Sentence>, Vocabulary)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/qnlp/");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}{name}"));
    let Ok(first) = train.iter().map(|name| read(name)).collect::<Result<String, _>>() else {
        println!("skipped: no {folder}");
        return None;
    };
    let whole =
        text::read(&(first.clone() + "\n" + &read(test).expect("beside the others"))).expect("readable");
    assert_eq!((whole.problems.len(), whole.classes.clone()), (0, ["0".to_string(), "1".to_string()]));
    let mut sentences = whole.sentences;
    let later = sentences.split_off(first.lines().filter(|l| !l.trim().is_empty()).count());
    Some((sentences, later, Vocabulary { words: whole.vocabulary }))
}

fn columns(sentences: &[Sentence]) -> (Vec<Vec<usize>>, Vec<f64>) {
    sentences.iter().map(|s| (s.words.clone(), f64::from(u8::from(s.label)))).unzip()
}

/// Trains on sentences; gives the losses, and accuracies on the others as they were after each epoch.
fn run<M: Model<Input = Vec<usize>>>(
    model: M,
    (train, test): (&[Sentence], &[Sentence]),
    seed: u64,
    epochs: usize,
) -> (Vec<f64>, Vec<f64>) {
    let (inputs, targets) = columns(train);
    let (others, truth) = columns(test);
    let mut trainer = Trainer::new(model, inputs, targets, &optimizers::ALL[0], seed);
    let step = |_| {
        let pass = trainer.epoch(&Batch { rate: 0.008, batch: 0 }).expect("finite");
        (pass.loss, accuracy(&trainer.predict(&others).expect("small"), &truth))
    };
    (0..epochs).map(step).unzip()
}

#[test]
fn qsann_learns_meaning_classification_perfectly_within_60_epochs() {
    let Some((train, test, words)) = published(&["mc_train_data.txt"], "mc_test_data.txt") else { return };
    assert_eq!((train.len(), test.len(), words.words.len()), (70, 30, 17));
    for seed in 0..3 {
        let shape = Shape::MC;
        let model = Qsann::new(shape.slots(), 1, words.clone(), Regularisation::default()).expect("fits");
        let (losses, accuracies) = run(model, (&train, &test), seed, 100);
        assert!((losses[0] - 0.125).abs() < 0.001, "{}", losses[0]);
        let reached = accuracies.iter().position(|a| *a == 1.0).map_or(usize::MAX, |e| e + 1);
        println!("seed {seed}: test accuracy 1.0 at epoch {reached}, loss at 100 {:.5}", losses[99]);
        assert!(reached <= 60, "seed {seed}: {reached}");
        assert!(accuracies[59..].iter().all(|a| *a == 1.0));
        assert!(losses[99] <= 0.0025, "{}", losses[99]);
    }
}

#[test]
fn the_baselines_learn_meaning_classification_too() {
    let Some((train, test, words)) = published(&["mc_train_data.txt"], "mc_test_data.txt") else { return };
    for seed in 0..3 {
        let bag = BagOfWords::new(6, words.clone(), Regularisation::default());
        let (losses, accuracies) = run(bag, (&train, &test), seed, 300);
        let first = accuracies.iter().position(|a| *a == 1.0);
        println!("bag of words, seed {seed}: 1.0 at {first:?}, loss at 300 {:.5}", losses[299]);
        assert_eq!(accuracies[299], 1.0);
        let rank = SelfAttention::nearest_rank(6, 25);
        let dot = SelfAttention::new(6, rank, words.clone(), Regularisation::default());
        let (losses, accuracies) = run(dot, (&train, &test), seed, 300);
        let first = accuracies.iter().position(|a| *a == 1.0);
        println!("self-attention, seed {seed}: 1.0 at {first:?}, loss at 300 {:.5}", losses[299]);
        assert_eq!(accuracies[299], 1.0);
    }
}

#[test]
fn relative_pronouns_cannot_be_learned_beyond_72_of_74() {
    let Some((train, _, words)) = published(&["rp_train_data.txt"], "rp_test_data.txt") else { return };
    assert_eq!((train.len(), words.words.len()), (74, 115));
    let shape = Shape::RP;
    let model = Qsann::new(shape.slots(), 1, words, Regularisation::default()).expect("fits");
    let (losses, accuracies) = run(model, (&train, &train), 0, 200);
    println!("loss {:.4}, train accuracy {:.4}", losses[199], accuracies[199]);
    assert!(accuracies.iter().all(|a| *a <= 72.0 / 74.0 + 1e-12));
    assert!(accuracies[199] > 0.9, "{}", accuracies[199]);
}

#[test]
fn the_penalty_is_that_of_the_paper() {
    let (inputs, targets) = testing::examples();
    let mut model = model(Shape::MC, 5);
    let weights = testing::weights(&model);
    let plain = model.loss(&weights, &inputs, &targets).expect("small").loss;
    model.regularisation = Regularisation { lambda: 0.2, gamma: 0.4 };
    let whole = model.loss(&weights, &inputs, &targets).expect("small").loss;
    let named = model.parameters().unpack(&weights);
    let squares = |name: &str| named[name].iter().map(|w| w * w).sum::<f64>();
    let words: f64 = inputs.iter().flatten().map(|w| squares(&format!("word:w{w}"))).sum();
    let penalty = 0.2 / 12.0 * squares("head.w") + 0.4 / 12.0 * words / 4.0;
    assert!((whole - plain - penalty).abs() < 1e-12);
}
