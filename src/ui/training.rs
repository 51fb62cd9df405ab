//! Stub; the panels author replaces this file.

use session::{Document, Look, Msg};
use std::rc::Rc;
use yew::prelude::*;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct TrainingProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// Whether training is running.
    pub playing: bool,
    /// Milliseconds an epoch.
    pub epoch_ms: f64,
    /// What keeps the model from running.
    pub trouble: Option<AttrValue>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Training(props: &TrainingProps) -> Html {
    let _ = props;
    html! { <section class="panel training"><h2>{ "Training" }</h2></section> }
}
