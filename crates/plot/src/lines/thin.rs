//! Fewer points that draw the same curve: of each column of pixels the first, the lowest, the highest, the last.

use crate::Point;

/// The points that matter when so many columns are painted; all of them if they are few. Keeps the order.
pub(super) fn thinned(points: &[Point], columns: usize) -> Vec<Point> {
    let columns = columns.max(1);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    if points.len() <= 4 * columns {
        return points.to_vec();
    }
    let wide = (last.x - first.x).max(f64::MIN_POSITIVE) / columns as f64;
    let column = |p: &Point| ((p.x - first.x) / wide).clamp(0.0, columns as f64 - 1.0) as usize;
    points.chunk_by(|a, b| column(a) == column(b)).flat_map(telling).collect()
}

/// At most four points of a column, in their order.
fn telling(points: &[Point]) -> Vec<Point> {
    let by = |a: &usize, b: &usize| points[*a].y.total_cmp(&points[*b].y);
    let low = (0..points.len()).min_by(by).unwrap_or(0);
    let high = (0..points.len()).max_by(by).unwrap_or(0);
    let mut kept = vec![0, low.min(high), low.max(high), points.len() - 1];
    kept.dedup();
    kept.into_iter().map(|i| points[i]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn thinning_keeps_extremes_ends_and_order(ys in prop::collection::vec(-1e3f64..1e3, 0..600), columns in 1usize..40) {
            let points: Vec<Point> = ys.iter().enumerate().map(|(i, y)| Point::new(i as f64, *y)).collect();
            let thin = thinned(&points, columns);
            prop_assert!(thin.len() <= points.len().min(4 * columns.max(1)).max(points.len().min(4 * columns)));
            prop_assert!(thin.windows(2).all(|p| p[0].x < p[1].x));
            let top = |of: &[Point]| of.iter().map(|p| p.y).fold(f64::NEG_INFINITY, f64::max);
            let low = |of: &[Point]| of.iter().map(|p| p.y).fold(f64::INFINITY, f64::min);
            prop_assert_eq!(top(&thin), top(&points));
            prop_assert_eq!(low(&thin), low(&points));
            prop_assert_eq!(thin.first(), points.first());
            prop_assert_eq!(thin.last(), points.last());
        }
    }
}
