//! What a circuit is worth before anything is trained: its size, what an observable can see of it, how much of
//! the state space it reaches, and whether its gradients vanish.
//!
//! Not here: training, pictures. Random numbers are draws in [0, 1) from outside.

mod cone;
mod counts;
mod ensemble;

pub use cone::{Cone, light_cone};
pub use counts::{Counts, counts};
pub use ensemble::{
    Expressibility, Moments, entangling_capability, expressibility, gradient_moments, haar_fidelities,
    meyer_wallach,
};
