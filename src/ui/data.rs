//! Stub; the panels author replaces this file.

use session::{Document, Look, Msg};
use std::rc::Rc;
use yew::prelude::*;

/// What the dialog shows.
#[derive(Properties, PartialEq)]
pub struct DataDialogProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// Whether it is open.
    pub open: bool,
    /// Closes it.
    pub close: Callback<()>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The dialog.
#[component]
pub fn DataDialog(props: &DataDialogProps) -> Html {
    let _ = props;
    Html::default()
}
