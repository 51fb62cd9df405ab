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
pub struct InspectorProps {
    /// Circuits and settings.
    pub setup: Rc<Setup>,
    /// What is looked at.
    pub view: View,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// What the model shows of itself: its words.
    pub look: Rc<Look>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// Stub.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let _ = props;
    html! { <section class="panel inspector"></section> }
}
