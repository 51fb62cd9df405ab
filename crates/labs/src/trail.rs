//! Trails of Bloch vectors: where each qubit's vector stood column by column, up to where the state is read.
//! Not here: trails over epochs (`epochs`).

use crate::state::Place;
use crate::{Trail, View};

/// The most points of a trail.
pub const MOST_POINTS: usize = 64;
/// The most qubits: each point is a state of its own.
pub const MOST_QUBITS: usize = 12;
/// The most of circuits that leave mixtures.
const MOST_MIXED: usize = 6;

/// A trail for each qubit, oldest point first.
pub(crate) type Trails = Vec<Vec<[f64; 3]>>;

impl Place<'_> {
    /// The trails that the view asks for; a sentence where there are none of this state.
    pub(crate) fn trails(&self, view: &View) -> Result<Trails, String> {
        if view.trail != Trail::Columns {
            return Ok(Vec::new());
        }
        let (layout, n) = (self.circuit.layout(), self.circuit.qubits());
        let most = if self.circuit.is_unitary() { MOST_QUBITS } else { MOST_MIXED };
        if n > most {
            return Err(format!("Trails are drawn up to {most} qubits; this state has {n}."));
        }
        let end = self.column.unwrap_or(layout.width).min(layout.width);
        let mut trails = vec![Vec::new(); n];
        for column in stops(end) {
            let sight = self.sight(layout.ops_before(column), view)?;
            trails.iter_mut().enumerate().for_each(|(q, trail)| trail.push(sight.bloch(q)));
        }
        Ok(trails)
    }
}

/// The columns after which a trail has its points: all, or as many as there may be, the first and the last among them.
fn stops(end: usize) -> Vec<usize> {
    let points = (end + 1).min(MOST_POINTS);
    (0..points).map(|i| if points == end + 1 { i } else { i * end / (points - 1) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_has_a_point_a_column_and_at_most_sixty_four() {
        assert_eq!(stops(0), [0]);
        assert_eq!(stops(3), [0, 1, 2, 3]);
        let many = stops(500);
        assert_eq!((many.len(), many[0], many[63]), (64, 0, 500));
        assert!(many.windows(2).all(|w| w[0] < w[1]));
    }
}
