//! Stub.

#![allow(unused_imports)]
use super::Act;
use super::hand::Tool;
use super::shell::Theme;
use session::{Look, Msg, Setup, StateView, View, Weights};
use std::rc::Rc;
use yew::prelude::*;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct ParamsProps {
    /// Circuits and settings.
    pub setup: Rc<Setup>,
    /// What is looked at.
    pub view: View,
    /// Weights by group.
    pub weights: Rc<Weights>,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// Stub.
#[component]
pub fn Params(props: &ParamsProps) -> Html {
    let _ = props;
    html! { <section class="panel params"></section> }
}

/// The name of the weights of the slot shown: the slot's, with the layer from the second on.
pub fn group(setup: &Setup, view: &View) -> String {
    let name = setup.slots.get(view.slot).map_or("", |s| s.name.as_str());
    if view.layer == 0 { name.to_string() } else { format!("{name}.{}", view.layer + 1) }
}

/// The values of a group, as many as the circuit uses.
pub fn values(weights: &Weights, group: &str, count: usize) -> Vec<f64> {
    let mut values = weights.get(group).cloned().unwrap_or_default();
    if values.len() < count {
        values.resize(count, 0.0);
    }
    values
}
