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
pub struct HeaderProps {
    /// The name of the model shown.
    pub model: String,
    /// The colours.
    pub theme: Theme,
    /// Whether there is a step back.
    pub undo: bool,
    /// Whether there is a step forward.
    pub redo: bool,
    /// Takes acts.
    pub act: Callback<Act>,
}

/// Stub.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let _ = props;
    html! { <section class="panel header"></section> }
}
