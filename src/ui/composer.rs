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
pub struct ComposerProps {
    /// Circuits and settings.
    pub setup: Rc<Setup>,
    /// What is looked at.
    pub view: View,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// Weights by group.
    pub weights: Rc<Weights>,
    /// The cell last in focus.
    pub cell: (usize, usize),
    /// Whether a drag is on its way.
    pub holds: bool,
    /// Whether a tool is picked up.
    pub armed: bool,
    /// Controls that wait for a gate.
    pub waiting: Vec<(usize, usize, bool)>,
    /// Milliseconds an epoch.
    pub epoch_ms: f64,
    /// Takes acts.
    pub act: Callback<Act>,
}

/// Stub.
#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let _ = props;
    html! { <section class="panel composer"></section> }
}
