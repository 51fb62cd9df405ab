//! Stub; the panels author replaces this file.

use session::{Document, Look, Msg, StateView};
use std::rc::Rc;
use yew::prelude::*;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct AttentionProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// The states shown.
    pub states: Rc<Vec<StateView>>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Attention(props: &AttentionProps) -> Html {
    let _ = props;
    html! { <section class="panel attention"><h2>{ "Attention" }</h2></section> }
}
