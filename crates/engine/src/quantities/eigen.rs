//! Eigenvalues of Hermitian matrices: Householder to a tridiagonal one (`square`), then implicit QL with Wilkinson's shift
//! (Golub and Van Loan, sections 8.3.1 and 8.3.3). Not here: eigenvectors.

use super::square::Square;
use circuit::Matrix;

/// The eigenvalues of a Hermitian matrix, ascending. What is not Hermitian in it is not looked at: only the lower
/// triangle counts.
pub fn eigenvalues(matrix: &Matrix) -> Vec<f64> {
    eigenvalues_of(Square::upper(matrix.size, |i, j| matrix.at(i, j)))
}

/// The same of a matrix of which the upper triangle counts.
pub(super) fn eigenvalues_of(square: Square) -> Vec<f64> {
    let (mut diagonal, mut beside) = square.tridiagonal();
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
