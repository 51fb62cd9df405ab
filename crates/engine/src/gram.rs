//! Fidelities of all pairs of states of a batch: the Gram matrix of a quantum kernel.
//!
//! Havlíček et al. 2019: K(x, y) = |⟨φ(x)|φ(y)⟩|². Not here: what is learned from it (`learn`).

use crate::cell::{Cell, total};
use crate::rows::Rows;
use crate::size::{self, Refusal};
use crate::state::State;

/// |⟨ψ_i|ψ_j⟩|² for all pairs of rows of a state: symmetric, one row a state, ones on the diagonal.
pub fn gram(state: &State) -> Result<Rows, Refusal> {
    let (count, size) = (state.rows(), 1usize << state.qubits());
    size::check(state.qubits(), count, count.saturating_mul(2))?;
    let cells = size.div_ceil(4);
    let mut all = vec![Cell::ZERO; cells * count];
    for (row, place) in all.chunks_exact_mut(cells).enumerate() {
        for k in 0..size {
            let z = state.amplitude(row, k);
            place[k / 4].re.set(k % 4, z.re);
            place[k / 4].im.set(k % 4, z.im);
        }
    }
    let mut table = Rows { width: count, data: vec![1.0; count * count] };
    for i in 0..count {
        for j in 0..i {
            let fidelity = overlap(&all[i * cells..(i + 1) * cells], &all[j * cells..(j + 1) * cells]);
            (table.data[i * count + j], table.data[j * count + i]) = (fidelity, fidelity);
        }
    }
    Ok(table)
}

/// |⟨a|b⟩|².
#[inline(never)]
fn overlap(a: &[Cell], b: &[Cell]) -> f64 {
    let mut sum = Cell::ZERO;
    for (x, y) in a.iter().zip(b) {
        sum = sum.plus(x.conj().times(*y));
    }
    let (re, im) = (total(sum.re), total(sum.im));
    re * re + im * im
}
