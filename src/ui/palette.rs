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
pub struct PaletteProps {
    /// The tool picked up.
    pub armed: Option<Tool>,
    /// Takes acts.
    pub act: Callback<Act>,
}

/// Stub.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let _ = props;
    html! { <section class="panel palette"></section> }
}
