//! Stub; the panels author replaces this file.

use yew::prelude::*;

/// What the dialog shows.
#[derive(Properties, PartialEq)]
pub struct ShareDialogProps {
    /// The whole address.
    pub link: AttrValue,
    /// The document as JSON.
    pub file: AttrValue,
    /// Whether it is open.
    pub open: bool,
    /// Closes it.
    pub close: Callback<()>,
}

/// The dialog.
#[component]
pub fn ShareDialog(props: &ShareDialogProps) -> Html {
    let _ = props;
    Html::default()
}
