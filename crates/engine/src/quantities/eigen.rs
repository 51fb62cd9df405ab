//! Eigenvalues of Hermitian matrices: Householder to a tridiagonal one, then implicit QL with Wilkinson's shift
//! (Golub and Van Loan, sections 8.3.1 and 8.3.3). Not here: eigenvectors.

use circuit::{C64, Matrix};

/// The eigenvalues of a Hermitian matrix, ascending. What is not Hermitian in it is not looked at: only the lower
/// triangle counts.
pub fn eigenvalues(matrix: &Matrix) -> Vec<f64> {
    let (mut diagonal, mut beside) = tridiagonal(matrix);
    for first in 0..diagonal.len() {
        // Each eigenvalue takes two or three rounds; hundreds would mean NaN, which stays NaN.
        for _ in 0..300 {
            let end = (first..diagonal.len() - 1)
                .find(|&i| {
                    let scale = diagonal[i].abs() + diagonal[i + 1].abs();
                    beside[i].abs() <= f64::EPSILON * scale || beside[i].abs() < f64::MIN_POSITIVE
                })
                .unwrap_or(diagonal.len() - 1);
            if end == first {
                break;
            }
            round(&mut diagonal, &mut beside, first, end);
        }
    }
    diagonal.sort_by(f64::total_cmp);
    diagonal
}

/// One implicit QL round on a block that does not fall apart.
fn round(diagonal: &mut [f64], beside: &mut [f64], first: usize, end: usize) {
    let slope = (diagonal[first + 1] - diagonal[first]) / (2.0 * beside[first]);
    let length = libm::hypot(slope, 1.0);
    let shift = beside[first] / (slope + if slope < 0.0 { -length } else { length });
    let mut g = diagonal[end] - diagonal[first] + shift;
    let (mut sine, mut cosine, mut moved) = (1.0, 1.0, 0.0);
    for i in (first..end).rev() {
        let (f, b) = (sine * beside[i], cosine * beside[i]);
        let r = libm::hypot(f, g);
        if i + 1 < end {
            beside[i + 1] = r;
        }
        if r == 0.0 {
            diagonal[i + 1] -= moved;
            return;
        }
        (sine, cosine) = (f / r, g / r);
        g = diagonal[i + 1] - moved;
        let r = (diagonal[i] - g) * sine + 2.0 * cosine * b;
        moved = sine * r;
        diagonal[i + 1] = g + moved;
        g = cosine * r - b;
    }
    diagonal[first] -= moved;
    beside[first] = g;
}

/// Diagonal and |subdiagonal| of a tridiagonal matrix with the same eigenvalues.
fn tridiagonal(matrix: &Matrix) -> (Vec<f64>, Vec<f64>) {
    let n = matrix.size;
    let mut a: Vec<C64> = matrix.data.clone();
    (0..n).for_each(|i| (i + 1..n).for_each(|j| a[i * n + j] = a[j * n + i].conj()));
    let mut beside = vec![0.0; n.saturating_sub(1)];
    for k in 0..n.saturating_sub(1) {
        let mut v: Vec<C64> = (k + 1..n).map(|i| a[i * n + k]).collect();
        let norm = v.iter().map(|z| z.norm_sqr()).sum::<f64>().sqrt();
        beside[k] = norm;
        let below: f64 = v[1..].iter().map(|z| z.norm_sqr()).sum();
        if below == 0.0 {
            continue;
        }
        // v − (a reflected v) along the axis, with the sign that does not cancel.
        let size = v[0].norm_sqr().sqrt();
        let phase = if size == 0.0 { C64::ONE } else { v[0].scale(1.0 / size) };
        v[0] = v[0] + phase.scale(norm);
        let factor = 2.0 / v.iter().map(|z| z.norm_sqr()).sum::<f64>();
        reflect(&mut a, n, k + 1, &v, factor);
    }
    ((0..n).map(|i| a[i * n + i].re).collect(), beside)
}

/// A ← H A H on rows and columns from an index on, H = 1 − factor v v†.
fn reflect(a: &mut [C64], n: usize, from: usize, v: &[C64], factor: f64) {
    let size = v.len();
    let row = |i: usize| (from + i) * n + from;
    let times = |i: usize| {
        let entries = &a[row(i)..row(i) + size];
        entries.iter().zip(v).fold(C64::ZERO, |s, (z, w)| s + *z * *w).scale(factor)
    };
    let p: Vec<C64> = (0..size).map(times).collect();
    let mean = v.iter().zip(&p).fold(C64::ZERO, |s, (w, z)| s + w.conj() * *z).re * factor / 2.0;
    let q: Vec<C64> = p.iter().zip(v).map(|(z, w)| *z - w.scale(mean)).collect();
    for i in 0..size {
        let entries = &mut a[row(i)..row(i) + size];
        for (j, z) in entries.iter_mut().enumerate() {
            *z = *z - v[i] * q[j].conj() - q[i] * v[j].conj();
        }
    }
}
