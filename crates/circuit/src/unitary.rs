//! The nearest unitary of a matrix: the unitary factor of its polar decomposition.
//!
//! Newton's iteration X ← (cX + (cX)⁻†)/2 with Higham's scaling c (Higham, SIAM J. Sci. Stat. Comput. 7, 1986).

use crate::{C64, Matrix};

/// Steps after which the iteration has long converged for any matrix that has an inverse in f64.
const MOST_STEPS: usize = 60;

impl Matrix {
    /// The unitary nearest to it in every unitarily invariant norm; none where it has no inverse (then there is
    /// no one nearest) or an entry is not finite.
    pub fn nearest_unitary(&self) -> Option<Matrix> {
        let mut x = self.clone();
        for _ in 0..MOST_STEPS {
            let back = x.inverse()?.dagger();
            let scale = (norm(&back) / norm(&x)).sqrt();
            // Close to the end scaling only disturbs.
            let scale = if (scale - 1.0).abs() < 1e-2 { 1.0 } else { scale };
            let mean = |(a, b): (&C64, &C64)| (a.scale(scale) + b.scale(1.0 / scale)).scale(0.5);
            let next = Matrix { size: x.size, data: x.data.iter().zip(&back.data).map(mean).collect() };
            let step = next.distance(&x);
            x = next;
            if step < 1e-15 {
                break;
            }
        }
        let off = x.dagger().times(&x).distance(&Matrix::identity(x.size));
        (off < 1e-10).then_some(x)
    }
    /// The inverse, by Gauss and Jordan's elimination with the largest pivots; none for a singular matrix.
    fn inverse(&self) -> Option<Matrix> {
        let n = self.size;
        let (mut a, mut b) = (self.clone(), Matrix::identity(n));
        let least = norm(self) * 1e-14;
        for k in 0..n {
            let size = |row: &usize| a.at(*row, k).norm_sqr();
            let pivot = (k..n).max_by(|i, j| size(i).total_cmp(&size(j)))?;
            let found = size(&pivot).sqrt();
            if !found.is_finite() || found <= least {
                return None;
            }
            for m in [&mut a, &mut b] {
                (0..n).for_each(|j| m.data.swap(k * n + j, pivot * n + j));
            }
            let z = a.at(k, k);
            let one_over = z.conj().scale(1.0 / z.norm_sqr());
            for m in [&mut a, &mut b] {
                m.data[k * n..(k + 1) * n].iter_mut().for_each(|e| *e = *e * one_over);
            }
            for row in (0..n).filter(|row| *row != k) {
                let factor = a.at(row, k);
                for m in [&mut a, &mut b] {
                    for j in 0..n {
                        m.data[row * n + j] = m.at(row, j) - factor * m.at(k, j);
                    }
                }
            }
        }
        Some(b)
    }
}

/// The Frobenius norm.
fn norm(m: &Matrix) -> f64 {
    m.data.iter().map(|z| z.norm_sqr()).sum::<f64>().sqrt()
}
