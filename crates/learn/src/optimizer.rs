//! Optimizers: a table of update rules, and the state they keep, which is shaped like the weights.
//!
//! State is vectors as long as the weights and a count of steps, so that an edit of the model can carry the
//! state of surviving weights along (see `trainer`).

/// An update rule.
pub struct OptimizerDef {
    /// The name in documents; never changed.
    pub name: &'static str,
    /// The name to show.
    pub title: &'static str,
    /// One sentence for tooltips.
    pub help: &'static str,
    /// How many vectors of state it keeps.
    pub vectors: usize,
    update: fn(&mut Update<'_>),
}

/// What a rule works on; `step` counts from 1.
struct Update<'a> {
    state: &'a mut [Vec<f64>],
    step: f64,
    weights: &'a mut [f64],
    gradient: &'a [f64],
    rate: f64,
}

/// Every optimizer; the first is the default.
pub mod optimizers {
    use super::OptimizerDef;
    /// The table.
    pub const ALL: &[OptimizerDef] = &[
        OptimizerDef {
            name: "adam",
            title: "Adam",
            help: "Each weight moves by its running mean gradient divided by its running size",
            vectors: 2,
            update: super::adam,
        },
        OptimizerDef {
            name: "sgd",
            title: "Gradient descent",
            help: "Each weight moves against its gradient",
            vectors: 0,
            update: super::sgd,
        },
        OptimizerDef {
            name: "momentum",
            title: "Momentum",
            help: "Each weight keeps nine tenths of its last move and adds its gradient",
            vectors: 1,
            update: super::momentum,
        },
        OptimizerDef {
            name: "rmsprop",
            title: "RMSprop",
            help: "Each weight moves against its gradient divided by the gradient's running size",
            vectors: 1,
            update: super::rmsprop,
        },
    ];
    /// The optimizer of a name.
    pub fn named(name: &str) -> Option<&'static OptimizerDef> {
        ALL.iter().find(|d| d.name == name)
    }
}

/// An optimizer at work: a rule and its state.
#[derive(Clone)]
pub struct Optimizer {
    def: &'static OptimizerDef,
    state: Vec<Vec<f64>>,
    steps: u64,
}

impl Optimizer {
    /// A fresh optimizer for so many weights.
    pub fn new(def: &'static OptimizerDef, weights: usize) -> Optimizer {
        Optimizer { def, state: vec![vec![0.0; weights]; def.vectors], steps: 0 }
    }
    /// Its row of the table.
    pub fn def(&self) -> &'static OptimizerDef {
        self.def
    }
    /// The steps taken.
    pub fn steps(&self) -> u64 {
        self.steps
    }
    /// Its vectors of state, each as long as the weights.
    pub fn state(&self) -> &[Vec<f64>] {
        &self.state
    }
    /// Goes on from a state. Missing vectors are zeros; a vector of the wrong length is cut or filled with zeros.
    pub fn restore(&mut self, state: Vec<Vec<f64>>, weights: usize, steps: u64) {
        self.state = state;
        self.state.resize_with(self.def.vectors, Vec::new);
        self.state.iter_mut().for_each(|v| v.resize(weights, 0.0));
        self.steps = steps;
    }
    /// Moves the weights one step of this rate down the gradient.
    pub fn step(&mut self, weights: &mut [f64], gradient: &[f64], rate: f64) {
        self.steps += 1;
        let step = self.steps as f64;
        (self.def.update)(&mut Update { state: &mut self.state, step, weights, gradient, rate });
    }
}

const DECAY: f64 = 0.9;
const SQUARES_DECAY: f64 = 0.999;
const TINY: f64 = 1e-8;

/// Kingma and Ba, arXiv:1412.6980, algorithm 1, with its defaults.
fn adam(u: &mut Update<'_>) {
    let [means, squares] = u.state else { return };
    let of_means = 1.0 - libm::pow(DECAY, u.step);
    let of_squares = 1.0 - libm::pow(SQUARES_DECAY, u.step);
    for (i, g) in u.gradient.iter().enumerate() {
        means[i] = DECAY * means[i] + (1.0 - DECAY) * g;
        squares[i] = SQUARES_DECAY * squares[i] + (1.0 - SQUARES_DECAY) * g * g;
        u.weights[i] -= u.rate * (means[i] / of_means) / ((squares[i] / of_squares).sqrt() + TINY);
    }
}

fn sgd(u: &mut Update<'_>) {
    for (w, g) in u.weights.iter_mut().zip(u.gradient) {
        *w -= u.rate * g;
    }
}

/// Polyak's heavy ball with 0.9, the rate outside the velocity so that it may change in mid-run.
fn momentum(u: &mut Update<'_>) {
    let [velocity] = u.state else { return };
    for (i, g) in u.gradient.iter().enumerate() {
        velocity[i] = DECAY * velocity[i] + g;
        u.weights[i] -= u.rate * velocity[i];
    }
}

/// Hinton's lecture 6e with 0.9; the first steps are not corrected for the start at zero.
fn rmsprop(u: &mut Update<'_>) {
    let [squares] = u.state else { return };
    for (i, g) in u.gradient.iter().enumerate() {
        squares[i] = DECAY * squares[i] + (1.0 - DECAY) * g * g;
        u.weights[i] -= u.rate * g / (squares[i].sqrt() + TINY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_optimizer_finds_the_bottom_of_a_bowl() {
        for def in optimizers::ALL {
            let mut weights = vec![1.0, -0.5];
            let mut optimizer = Optimizer::new(def, 2);
            for k in 0..4000 {
                let gradient = [2.0 * (weights[0] - 0.3), 8.0 * (weights[1] + 0.7)];
                optimizer.step(&mut weights, &gradient, 0.01 / (1.0 + k as f64 / 200.0));
            }
            assert!((weights[0] - 0.3).abs() < 1e-2, "{} {weights:?}", def.name);
            assert!((weights[1] + 0.7).abs() < 1e-2, "{} {weights:?}", def.name);
        }
    }

    #[test]
    fn adam_takes_the_steps_of_its_paper() {
        let mut weights = vec![0.0, 0.0];
        let mut optimizer = Optimizer::new(&optimizers::ALL[0], 2);
        optimizer.step(&mut weights, &[0.5, -3.0], 0.1);
        assert!((weights[0] + 0.1).abs() < 1e-8 && (weights[1] - 0.1).abs() < 1e-8);
        optimizer.step(&mut weights, &[-0.5, -3.0], 0.1);
        // Second step: mean (0.9*0.05 - 0.05)/0.19, size 0.5.
        let expected = -0.1 - 0.1 * (-0.005 / 0.19) / 0.5;
        assert!((weights[0] - expected).abs() < 1e-8, "{}", weights[0]);
    }

    #[test]
    fn names_are_unique_and_restoring_tolerates_any_state() {
        for (i, def) in optimizers::ALL.iter().enumerate() {
            assert!(optimizers::ALL[..i].iter().all(|d| d.name != def.name));
            assert!(optimizers::named(def.name).is_some());
            let mut optimizer = Optimizer::new(def, 3);
            optimizer.restore(vec![vec![1.0]; 5], 3, 9);
            assert_eq!(optimizer.state().len(), def.vectors);
            optimizer.step(&mut [0.0; 3], &[1.0; 3], 0.1);
            assert_eq!(optimizer.steps(), 10);
        }
    }
}
