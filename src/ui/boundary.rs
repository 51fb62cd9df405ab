//! Stub; the panels author replaces this file.

use session::{Document, Look, Msg};
use std::rc::Rc;
use yew::prelude::*;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct BoundaryProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Boundary(props: &BoundaryProps) -> Html {
    let _ = props;
    html! { <section class="panel boundary"><h2>{ "Boundary" }</h2></section> }
}
