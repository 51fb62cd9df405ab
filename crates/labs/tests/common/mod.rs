//! What several tests of labs do: a plain circuit is looked at.

use labs::{Setup, StateView, View, Weights, model};

/// A plain circuit from its text.
fn setup(circuit: &str) -> Setup {
    let mut setup = (model("circuit").expect("a model").preset)();
    setup.slots[0].circuit = circuit.parse().expect(circuit);
    setup
}

/// What is seen of it.
pub fn seen(circuit: &str, view: &View) -> StateView {
    let mut lab = labs::open(&setup(circuit), &Weights::new()).expect("it opens");
    lab.states(view).expect("it is shown").remove(0)
}
