//! Stub; the panels author replaces this file.

use yew::prelude::*;

/// Whether the dialog is open. What it lists is `keys::KEYS`.
#[derive(Properties, PartialEq)]
pub struct HelpDialogProps {
    /// Whether it is open.
    pub open: bool,
    /// Closes it.
    pub close: Callback<()>,
}

/// The dialog.
#[component]
pub fn HelpDialog(props: &HelpDialogProps) -> Html {
    let _ = props;
    Html::default()
}
