//! Kernels on Pauli coordinates: maps of one and two qubits as real matrices, and the way to matrix elements.
//!
//! ρ = 2⁻ⁿ Σ r_P P with real r_P = tr ρP: half the memory of a Hermitian matrix, a quarter of the work for a
//! channel, and Clifford gates are signed permutations. The digit of qubit q (I, X, Y, Z = 0 to 3, qubit 0
//! the most significant) has the stride 4^(n−1−q).

use crate::process::act::Act;
use crate::process::ket::Ket;

/// A map of one qubit: what becomes of I, X, Y, Z, row by row.
pub(crate) type Map = [[f64; 4]; 4];

pub(crate) const IDENTITY: Map =
    [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]];

/// a · b.
pub(crate) fn product(a: &Map, b: &Map) -> Map {
    let mut c = [[0.0; 4]; 4];
    for (row, out) in a.iter().zip(&mut c) {
        for (j, place) in out.iter_mut().enumerate() {
            *place = (row[0] * b[0][j] + row[1] * b[1][j]) + (row[2] * b[2][j] + row[3] * b[3][j]);
        }
    }
    c
}

/// A map applied to one vector.
pub(crate) fn image(m: &Map, v: [f64; 4]) -> [f64; 4] {
    m.map(|r| (r[0] * v[0] + r[1] * v[1]) + (r[2] * v[2] + r[3] * v[3]))
}

pub(crate) fn is_diagonal(m: &Map) -> bool {
    (0..16).all(|k| k / 4 == k % 4 || m[k / 4][k % 4] == 0.0)
}

/// A map on the digit of a stride.
pub(crate) fn turn(v: &mut [f64], stride: usize, m: &Map) {
    let keeps_trace = m[0] == IDENTITY[0];
    let unital = keeps_trace && m[1][0] == 0.0 && m[2][0] == 0.0 && m[3][0] == 0.0;
    match (stride, keeps_trace, unital) {
        (1, ..) => turn_last(v, m),
        (_, _, true) => turn_strips::<true, true>(v, stride, m),
        (_, true, _) => turn_strips::<true, false>(v, stride, m),
        _ => turn_strips::<false, false>(v, stride, m),
    }
}

#[inline(never)]
fn turn_last(v: &mut [f64], m: &Map) {
    let column = |j: usize| [m[0][j], m[1][j], m[2][j], m[3][j]];
    let columns = [column(0), column(1), column(2), column(3)];
    for four in v.as_chunks_mut::<4>().0 {
        let old = *four;
        let mut sum = [0.0; 4];
        for (c, x) in columns.iter().zip(old) {
            sum = [sum[0] + c[0] * x, sum[1] + c[1] * x, sum[2] + c[2] * x, sum[3] + c[3] * x];
        }
        *four = sum;
    }
}

#[inline(never)]
fn turn_strips<const TRACE: bool, const UNITAL: bool>(v: &mut [f64], stride: usize, m: &Map) {
    let [_, p, q, r] = *m;
    for block in v.chunks_exact_mut(4 * stride) {
        let (a, rest) = block.split_at_mut(stride);
        let (b, rest) = rest.split_at_mut(stride);
        let (c, d) = rest.split_at_mut(stride);
        for (((a, b), c), d) in a.iter_mut().zip(b).zip(c).zip(d) {
            let (w, x, y, z) = (*a, *b, *c, *d);
            if !TRACE {
                *a = (m[0][0] * w + m[0][1] * x) + (m[0][2] * y + m[0][3] * z);
            }
            let turned = [p, q, r].map(|row| (row[1] * x + row[2] * y) + row[3] * z);
            if UNITAL {
                [*b, *c, *d] = turned;
            } else {
                [*b, *c, *d] = [turned[0] + p[0] * w, turned[1] + q[0] * w, turned[2] + r[0] * w];
            }
        }
    }
}

/// A map of two qubits: rows that change, each with what it is made of. Value 4·first + second.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    rows: Vec<(usize, Vec<(usize, f64)>)>,
}

impl Pair {
    /// From a 16 × 16 matrix, row by row.
    pub fn of(m: &[f64]) -> Pair {
        let row = |i: usize| (0..16).filter(|j| m[16 * i + j] != 0.0).map(|j| (j, m[16 * i + j])).collect();
        let rows = (0..16).map(|i| (i, row(i))).filter(|(i, terms)| *terms != vec![(*i, 1.0)]);
        Pair { rows: rows.collect() }
    }
    /// Whether no row is a sum.
    pub fn is_permutation(&self) -> bool {
        self.rows.iter().all(|(_, terms)| terms.len() <= 1)
    }
    /// The map after diagonal maps of both qubits.
    pub fn after(&self, first: &Map, second: &Map) -> Pair {
        let factor = |v: usize| first[v / 4][v / 4] * second[v % 4][v % 4];
        let mut m = vec![0.0; 256];
        (0..16).for_each(|i| m[17 * i] = factor(i));
        for (i, terms) in &self.rows {
            m[17 * i] = 0.0;
            terms.iter().for_each(|(j, x)| m[16 * i + j] = x * factor(*j));
        }
        Pair::of(&m)
    }
    /// Applies it to the digits of two strides.
    pub fn apply(&self, v: &mut [f64], first: usize, second: usize) {
        let offset = |value: usize| (value >> 2) * first + (value & 3) * second;
        let (low, high) = (first.min(second), first.max(second));
        if self.is_permutation() {
            let one = |(to, terms): &(usize, Vec<(usize, f64)>)| {
                let (from, factor) = terms.first().copied().unwrap_or((*to, 0.0));
                (offset(from), offset(*to), factor)
            };
            let moves: Vec<(usize, usize, f64)> = self.rows.iter().map(one).collect();
            return each_base(v, low, high, |part, at, lanes| match lanes {
                8 => moved::<8>(part, at, &moves),
                4 => moved::<4>(part, at, &moves),
                _ => moved::<1>(part, at, &moves),
            });
        }
        let offsets: Vec<usize> = (0..16).map(offset).collect();
        each_base(v, low, high, |part, at, lanes| match lanes {
            8 => self.summed::<8>(part, at, &offsets),
            4 => self.summed::<4>(part, at, &offsets),
            _ => self.summed::<1>(part, at, &offsets),
        });
    }
    #[inline(always)]
    fn summed<const L: usize>(&self, part: &mut [f64], at: usize, offsets: &[usize]) {
        let mut old = [[0.0; L]; 16];
        for (o, offset) in old.iter_mut().zip(offsets) {
            o.copy_from_slice(&part[at + offset..at + offset + L]);
        }
        for (to, terms) in &self.rows {
            let mut sum = [0.0; L];
            for (from, factor) in terms {
                (0..L).for_each(|i| sum[i] += factor * old[*from & 15][i]);
            }
            let place = at + offsets[*to];
            part[place..place + L].copy_from_slice(&sum);
        }
    }
}

#[inline(always)]
fn moved<const L: usize>(part: &mut [f64], at: usize, moves: &[(usize, usize, f64)]) {
    let mut old = [[0.0; L]; 16];
    for (o, (from, _, factor)) in old.iter_mut().zip(moves) {
        let place = at + from;
        o.copy_from_slice(&part[place..place + L]);
        o.iter_mut().for_each(|x| *x *= factor);
    }
    for (o, (_, to, _)) in old.iter().zip(moves) {
        let place = at + to;
        part[place..place + L].copy_from_slice(o);
    }
}

/// Calls with the places where two digits are 0, up to eight neighbours at a time: a line of the cache, which the
/// sixteen streams, a power of two apart, would else push out before the rest of it is used.
#[inline(always)]
fn each_base(v: &mut [f64], low: usize, high: usize, mut call: impl FnMut(&mut [f64], usize, usize)) {
    for part in v.chunks_exact_mut(4 * high) {
        for middle in (0..high).step_by(4 * low) {
            match low {
                1 => call(part, middle, 1),
                4 => call(part, middle, 4),
                _ => (middle..middle + low).step_by(8).for_each(|at| call(part, at, 8)),
            }
        }
    }
}

/// A map of any qubits by way of matrix elements.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    qubits: Vec<usize>,
    /// Left and right action of each Kraus operator on rows and columns.
    operators: Vec<[Act; 2]>,
}

impl Block {
    pub fn of(act: &Act) -> Block {
        let qubits = act.qubits();
        let k = qubits.len();
        let local = |q: usize| qubits.iter().position(|p| *p == q).expect("its own qubit");
        let both = |a: Act| [a.placed(&local, false), a.placed(&|q| local(q) + k, true)];
        Block { operators: act.operators().into_iter().map(both).collect(), qubits }
    }
    /// Its matrix in Pauli coordinates, 4ᵏ × 4ᵏ, row by row.
    pub fn table(&self) -> Vec<f64> {
        let k = self.qubits.len();
        let size = 1usize << (2 * k);
        let places: Vec<usize> = (0..size).map(|v| place(v, k)).collect();
        let mut table = vec![0.0; size * size];
        for column in 0..size {
            let mut one = Ket::zero(2 * k);
            one.planes().0[0] = 0.0;
            one.planes().0[places[column]] = 1.0;
            let out = self.mapped(one);
            (0..size).for_each(|row| table[row * size + column] = clean(out.amplitude(places[row]).re));
        }
        table
    }
    /// Applies it to a vector of n qubits.
    pub fn apply(&self, v: &mut [f64], n: usize) {
        let k = self.qubits.len();
        let stride = |i: usize| 1usize << (2 * (n - 1 - self.qubits[i]));
        let offset =
            |value: usize| -> usize { (0..k).map(|i| (value >> (2 * (k - 1 - i)) & 3) * stride(i)).sum() };
        let table: Vec<(usize, usize)> = (0..1usize << (2 * k)).map(|x| (offset(x), place(x, k))).collect();
        let all = table.last().map_or(0, |t| t.0);
        for base in (0..v.len()).filter(|i| i & all == 0) {
            let mut ket = Ket::zero(2 * k);
            table.iter().for_each(|(from, to)| ket.planes().0[*to] = v[base + from]);
            let out = self.mapped(ket);
            table.iter().for_each(|(to, from)| v[base + to] = out.amplitude(*from).re);
        }
    }
    /// Σ K M K† of a block of Pauli coordinates laid out as a matrix.
    fn mapped(&self, mut ket: Ket) -> Ket {
        let k = self.qubits.len();
        to_elements(&mut ket, k);
        let mut sum: Option<Ket> = None;
        for [left, right] in &self.operators {
            let mut term = ket.clone();
            left.apply(&mut term);
            right.apply(&mut term);
            sum = Some(match sum {
                None => term,
                Some(mut sum) => {
                    let ((re, im), (x, y)) = (sum.planes(), term.planes());
                    re.iter_mut().zip(x).for_each(|(s, t)| *s += *t);
                    im.iter_mut().zip(y).for_each(|(s, t)| *s += *t);
                    sum
                }
            });
        }
        let mut sum = sum.expect("a channel has a Kraus matrix");
        to_paulis(&mut sum, k);
        sum
    }
}

/// Rounding noise of a table's entries to what they are meant to be.
fn clean(x: f64) -> f64 {
    let near = x.round();
    if (x - near).abs() < 1e-15 { near } else { x }
}

/// Where the coordinate of a value (a digit a qubit) lies in a matrix of rows and columns: the high bits of
/// the digits number rows, the low bits columns.
pub(crate) fn place(value: usize, k: usize) -> usize {
    let bit = |b: usize| (0..k).map(|i| (value >> (2 * i + b) & 1) << i).sum::<usize>();
    bit(1) << k | bit(0)
}

/// From Pauli coordinates to matrix elements, both laid out as rows and columns of k qubits.
pub(crate) fn to_elements(ket: &mut Ket, k: usize) {
    each_qubit(ket, k, |[a, b, c, d]| {
        let half = |re: f64, im: f64| (re / 2.0, im / 2.0);
        let ((ar, ai), (br, bi), (cr, ci), (dr, di)) = (a, b, c, d);
        [half(ar + dr, ai + di), half(br + ci, bi - cr), half(br - ci, bi + cr), half(ar - dr, ai - di)]
    });
}

/// From matrix elements back to Pauli coordinates.
pub(crate) fn to_paulis(ket: &mut Ket, k: usize) {
    each_qubit(ket, k, |[a, b, c, d]| {
        let ((ar, ai), (br, bi), (cr, ci), (dr, di)) = (a, b, c, d);
        [(ar + dr, ai + di), (br + cr, bi + ci), (ci - bi, br - cr), (ar - dr, ai - di)]
    });
}

type Four = [(f64, f64); 4];

fn each_qubit(ket: &mut Ket, k: usize, change: impl Fn(Four) -> Four) {
    let (re, im) = ket.planes();
    for i in 0..k {
        let (row, column) = (1usize << (2 * k - 1 - i), 1usize << (k - 1 - i));
        for base in (0..re.len()).filter(|x| x & (row | column) == 0) {
            let places = [base, base | column, base | row, base | row | column];
            let new = change(places.map(|p| (re[p], im[p])));
            for (p, z) in places.into_iter().zip(new) {
                (re[p], im[p]) = z;
            }
        }
    }
}
