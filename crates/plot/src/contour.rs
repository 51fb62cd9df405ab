//! The line where a table of numbers crosses a level, by marching squares.

use crate::Point;

/// Pieces of the line, in units of cells: cell (column, row) has its centre at (column + ½, row + ½).
pub(crate) fn pieces(values: &[f64], columns: usize, rows: usize, level: f64) -> Vec<[Point; 2]> {
    let mut found = Vec::new();
    if values.len() < columns * rows {
        return found;
    }
    for row in 1..rows {
        for column in 1..columns {
            let corner = |c: usize, r: usize| {
                (Point::new(c as f64 + 0.5, r as f64 + 0.5), values[r * columns + c] - level)
            };
            let ring = [
                corner(column - 1, row - 1),
                corner(column, row - 1),
                corner(column, row),
                corner(column - 1, row),
            ];
            if ring.iter().all(|(_, v)| v.is_finite()) {
                found.extend(crossings(&ring));
            }
        }
    }
    found
}

/// Where the level crosses the sides of one square: none, two or four places, joined in pairs around it.
fn crossings(ring: &[(Point, f64); 4]) -> Vec<[Point; 2]> {
    let side = |i: usize| {
        let ((a, u), (b, v)) = (ring[i], ring[(i + 1) % 4]);
        ((u < 0.0) != (v < 0.0)).then(|| {
            let t = u / (u - v);
            Point::new(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))
        })
    };
    let places: Vec<Point> = (0..4).filter_map(side).collect();
    places.chunks_exact(2).map(|p| [p[0], p[1]]).collect()
}

/// The pieces joined to as few lines as they allow.
pub(crate) fn joined(pieces: Vec<[Point; 2]>) -> Vec<Vec<Point>> {
    let mut lines: Vec<Vec<Point>> = Vec::new();
    let mut rest = pieces;
    while let Some([a, b]) = rest.pop() {
        let mut line = vec![a, b];
        for _ in 0..2 {
            while let Some(next) = line.last().and_then(|end| take_neighbour(&mut rest, *end)) {
                line.push(next);
            }
            line.reverse();
        }
        lines.push(line);
    }
    lines
}

fn take_neighbour(rest: &mut Vec<[Point; 2]>, end: Point) -> Option<Point> {
    let near = |p: Point| (p.x - end.x).abs() + (p.y - end.y).abs() < 1e-9;
    let i = rest.iter().position(|[a, b]| near(*a) || near(*b))?;
    let [a, b] = rest.swap_remove(i);
    Some(if near(a) { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_is_crossed_in_one_straight_line() {
        let values: Vec<f64> = (0..16).map(|i| f64::from(i % 4) / 3.0).collect();
        let lines = joined(pieces(&values, 4, 4, 0.5));
        assert_eq!(lines.len(), 1);
        assert!(lines[0].iter().all(|p| (p.x - 2.0).abs() < 1e-12));
        assert_eq!(lines[0].len(), 4);
    }

    #[test]
    fn a_hill_is_crossed_in_a_ring() {
        let bump = |i: usize| if i == 12 { 1.0 } else { 0.0 };
        let values: Vec<f64> = (0..25).map(bump).collect();
        let lines = joined(pieces(&values, 5, 5, 0.5));
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
    }

    #[test]
    fn constants_and_gaps_have_no_line() {
        assert!(pieces(&[0.2; 9], 3, 3, 0.5).is_empty());
        assert!(pieces(&[f64::NAN; 9], 3, 3, 0.5).is_empty());
        assert!(pieces(&[], 3, 3, 0.5).is_empty());
    }
}
