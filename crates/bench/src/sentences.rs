//! W4: one epoch (loss and full gradient) of a quantum self-attention model on 70 sentences.
//!
//! The classical head is written out by hand here, as in the peers' script; circuits are a `Fan`.

use crate::seeds::{Mulberry, circuit, gate, length, ring, turn};
use crate::{Case, Work};
use circuit::{Angle, Circuit, Observable, Op, Pauli};
use engine::{Fan, Head, Plan, Rows};

const QUBITS: usize = 4;
const VOCABULARY: usize = 17;
pub(crate) const SENTENCES: usize = 70;
/// Numbers a word.
const WIDTH: usize = 12;
/// The decimals of the peers' loss and gradient.
pub(crate) const DECIMALS: [u32; 2] = [6, 5];

pub(crate) fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    for words in [4, 5] {
        for depth in [1, 2] {
            for (dedup, name) in [(false, "all words"), (true, "dedup")] {
                let variant = format!("D={depth} {name}");
                all.push(Case::new("W4", variant, words, move || Epoch::new(words, depth, dedup)));
            }
        }
    }
    all
}

/// H, RX(x1..4), RY(x5..8), ring, RY(x9..12).
pub(crate) fn encoder() -> Circuit {
    let mut ops: Vec<Op> = Vec::new();
    for q in 0..QUBITS {
        ops.push(Op::fixed(gate("H"), &[q]));
        ops.push(turn("RX", q, Angle::input(q)));
        ops.push(turn("RY", q, Angle::input(4 + q)));
    }
    ops.extend(ring(QUBITS));
    ops.extend((0..QUBITS).map(|q| turn("RY", q, Angle::input(8 + q))));
    circuit(QUBITS, ops)
}

/// RX(θ1..4), RY(θ5..8), then `depth` times ring, RY.
pub(crate) fn ansatz(depth: usize) -> Circuit {
    let mut ops: Vec<Op> = (0..QUBITS).map(|q| turn("RX", q, Angle::weight(q))).collect();
    ops.extend((0..QUBITS).map(|q| turn("RY", q, Angle::weight(4 + q))));
    for d in 0..depth {
        ops.extend(ring(QUBITS));
        ops.extend((0..QUBITS).map(|q| turn("RY", q, Angle::weight(8 + 4 * d + q))));
    }
    circuit(QUBITS, ops)
}

/// Query and key measure ⟨Z0⟩; value ⟨X⟩, ⟨Y⟩, ⟨Z⟩ of every qubit.
pub(crate) fn fan(query: Circuit, key: Circuit, value: Circuit) -> Fan {
    let z = || vec![Observable::z(0)];
    let axes = [Pauli::X, Pauli::Y, Pauli::Z];
    let all = (0..QUBITS).flat_map(|q| axes.map(|p| Observable::single(p, q))).collect();
    let head = |circuit, observables| Head { circuit, observables };
    Fan::new(encoder(), vec![head(query, z()), head(key, z()), head(value, all)]).expect("one qubit count")
}

/// The model's data and parameters.
pub(crate) struct Data {
    words: usize,
    sentences: Vec<usize>,
    labels: Vec<f64>,
    circuits: Vec<f64>,
    table: Rows,
    out: Vec<f64>,
    bias: f64,
}

impl Data {
    pub fn new(words: usize, depth: usize) -> Data {
        let mut r = Mulberry(4000 + 10 * words as u32 + depth as u32);
        let sentences = (0..SENTENCES * words).map(|_| (r.next() * VOCABULARY as f64) as usize).collect();
        let labels = (0..SENTENCES).map(|_| if r.next() < 0.5 { 1.0 } else { 0.0 }).collect();
        let circuits = r.angles(3 * (8 + 4 * depth));
        let table = Rows { width: WIDTH, data: r.angles(VOCABULARY * WIDTH) };
        let out = r.angles(WIDTH).into_iter().map(|u| u / 6.0 - 0.5).collect();
        Data { words, sentences, labels, circuits, table, out, bias: 0.1 }
    }
    fn every_word(&self) -> Rows {
        let data = self.sentences.iter().flat_map(|&w| self.table.row(w)).copied().collect();
        Rows { width: WIDTH, data }
    }
}

/// One epoch's results, reused.
#[derive(Default)]
pub(crate) struct Pass {
    loss: f64,
    circuits: Vec<f64>,
    table: Vec<f64>,
    out: Vec<f64>,
    bias: f64,
    cotangent: Rows,
    attention: Vec<f64>,
    weight: Vec<f64>,
    dots: Vec<f64>,
}

impl Pass {
    /// The loss and all gradients.
    pub fn run(&mut self, data: &Data, plan: &mut Plan, dedup: bool) {
        let values = match dedup {
            true => plan.forward_of(&data.circuits, &data.table, &data.sentences),
            false => plan.forward(&data.circuits, &data.every_word()),
        };
        let values = values.expect("fits into memory");
        (self.loss, self.bias) = (0.0, 0.0);
        self.table.clear();
        self.table.resize(VOCABULARY * WIDTH, 0.0);
        self.out.clear();
        self.out.resize(WIDTH, 0.0);
        self.cotangent.width = values.width;
        self.cotangent.data.clear();
        self.cotangent.data.resize(values.data.len(), 0.0);
        (0..SENTENCES).for_each(|s| self.sentence(data, &values, s));
        let gradients = plan.pullback(&self.cotangent);
        self.circuits = gradients.weights;
        for (i, &word) in data.sentences.iter().enumerate().filter(|_| !dedup) {
            let sum = &mut self.table[word * WIDTH..(word + 1) * WIDTH];
            sum.iter_mut().zip(gradients.inputs.row(i)).for_each(|(a, b)| *a += b);
        }
        if dedup {
            self.table.iter_mut().zip(&gradients.inputs.data).for_each(|(a, b)| *a += b);
        }
    }

    /// One sentence: mean over its words s of x_s + Σ_j a_sj v_j, then sigmoid and squared error, and back.
    fn sentence(&mut self, data: &Data, values: &Rows, s: usize) {
        let words = data.words;
        let (at, share) = (s * words, 1.0 / words as f64);
        self.attention.clear();
        self.weight.clear();
        self.weight.resize(words, 0.0);
        let mut mean = [0.0; WIDTH];
        for i in 0..words {
            let start = self.attention.len();
            for j in 0..words {
                let gap = values.row(at + i)[0] - values.row(at + j)[1];
                self.attention.push(libm::exp(-gap * gap));
            }
            let sum: f64 = self.attention[start..].iter().sum();
            for (a, weight) in self.attention[start..].iter_mut().zip(&mut self.weight) {
                *a /= sum;
                *weight += share * *a;
            }
            let x = data.table.row(data.sentences[at + i]);
            mean.iter_mut().zip(x).for_each(|(m, x)| *m += share * x);
        }
        for (j, weight) in self.weight.iter().enumerate() {
            mean.iter_mut().zip(&values.row(at + j)[2..]).for_each(|(m, v)| *m += weight * v);
        }
        let z = mean.iter().zip(&data.out).map(|(m, w)| m * w).sum::<f64>() + data.bias;
        let p = 1.0 / (1.0 + libm::exp(-z));
        let miss = p - data.labels[s];
        self.loss += miss * miss / SENTENCES as f64;
        let slope = 2.0 * miss / SENTENCES as f64 * p * (1.0 - p);
        self.bias += slope;
        self.out.iter_mut().zip(mean).for_each(|(g, m)| *g += slope * m);
        self.back(data, values, at, slope);
    }

    fn back(&mut self, data: &Data, values: &Rows, at: usize, slope: f64) {
        let words = data.words;
        let share = slope / words as f64;
        // d loss / d a_ij = share · w·v_j; a = softmax(−gap²).
        self.dots.clear();
        for (j, weight) in self.weight.iter().enumerate() {
            let value = &values.row(at + j)[2..];
            self.dots.push(value.iter().zip(&data.out).map(|(v, w)| v * w).sum::<f64>() * share);
            let cotangent = &mut self.cotangent.row_mut(at + j)[2..];
            cotangent.iter_mut().zip(&data.out).for_each(|(c, w)| *c += slope * weight * w);
            let word = data.sentences[at + j];
            let place = &mut self.table[word * WIDTH..(word + 1) * WIDTH];
            place.iter_mut().zip(&data.out).for_each(|(g, w)| *g += share * w);
        }
        for (i, row) in self.attention.chunks_exact(words).enumerate() {
            let mean: f64 = row.iter().zip(&self.dots).map(|(a, dot)| a * dot).sum();
            for (j, (a, dot)) in row.iter().zip(&self.dots).enumerate() {
                let gap = values.row(at + i)[0] - values.row(at + j)[1];
                let part = -2.0 * gap * a * (dot - mean);
                self.cotangent.row_mut(at + i)[0] += part;
                self.cotangent.row_mut(at + j)[1] -= part;
            }
        }
    }

    /// The loss, and the length of its gradient.
    pub fn values(&self) -> [f64; 2] {
        let parts = self.circuits.iter().chain(&self.table).chain(&self.out);
        [self.loss, length(parts.chain([&self.bias]))]
    }
}

struct Epoch {
    data: Data,
    plan: Plan,
    dedup: bool,
    pass: Pass,
}

impl Epoch {
    fn new(words: usize, depth: usize, dedup: bool) -> Epoch {
        let mut plan = fan(ansatz(depth), ansatz(depth), ansatz(depth)).plan();
        plan.set_dedup(dedup);
        Epoch { data: Data::new(words, depth), plan, dedup, pass: Pass::default() }
    }
}

impl Work for Epoch {
    fn run(&mut self) {
        self.pass.run(&self.data, &mut self.plan, self.dedup);
    }
    fn values(&self) -> [f64; 2] {
        self.pass.values()
    }
    fn decimals(&self) -> [u32; 2] {
        DECIMALS
    }
}
