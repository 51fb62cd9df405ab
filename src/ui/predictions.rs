//! Stub; the panels author replaces this file.

use session::{Document, Look, Msg};
use std::rc::Rc;
use yew::prelude::*;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct PredictionsProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Predictions(props: &PredictionsProps) -> Html {
    let _ = props;
    html! { <section class="panel predictions"><h2>{ "Predictions" }</h2></section> }
}
