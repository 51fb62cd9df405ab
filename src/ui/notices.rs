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
pub struct NoticesProps {
    /// What there is to read.
    pub notices: Rc<Vec<String>>,
    /// Why the last edit was refused.
    pub refused: Option<AttrValue>,
    /// What keeps the model from running.
    pub trouble: Option<AttrValue>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// Stub.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let _ = props;
    html! { <section class="panel notices"></section> }
}
