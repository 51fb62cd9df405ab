//! A dialog: the browser's own, opened as modal so that the rest of the page is inert, focus stays inside,
//! Esc closes it and focus returns to where it was. Not here: what a dialog says.

use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

/// A dialog and what it says.
#[derive(Properties, PartialEq)]
pub struct ModalProps {
    /// Its `data-ketloom`, also the base of its ids and its class.
    pub name: AttrValue,
    /// Its heading.
    pub title: AttrValue,
    /// Whether it is open.
    pub open: bool,
    /// Closes it.
    pub close: Callback<()>,
    /// What it says.
    pub children: Html,
}

/// The dialog.
#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let node = use_node_ref();
    let place = node.clone();
    use_effect_with(props.open, move |open| {
        let Some(dialog) = place.cast::<HtmlDialogElement>() else { return };
        match (*open, dialog.open()) {
            // It cannot fail: the dialog is in the page and not open.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let (place, close) = (node.clone(), props.close.clone());
    // A press on the backdrop is a press on the dialog's own box.
    let onclick = Callback::from(move |e: MouseEvent| {
        if e.target_dyn_into::<Element>() == place.cast::<Element>() {
            close.emit(());
        }
    });
    let close = props.close.clone();
    let onclose = Callback::from(move |_: Event| close.emit(()));
    // Keys typed in a dialog are not the page's.
    let onkeydown = Callback::from(|e: KeyboardEvent| e.stop_propagation());
    let shut = props.close.reform(|_: MouseEvent| ());
    let heading = format!("{}-title", props.name);
    html! {
        <dialog ref={node} class={classes!("modal", props.name.to_string())} data-ketloom={props.name.clone()} aria-labelledby={heading.clone()}
            {onclick} {onclose} {onkeydown}>
            if props.open {
                <div class="modal-body">
                    <header>
                        <h2 id={heading}>{ props.title.clone() }</h2>
                        <button type="button" class="button close" data-ketloom={format!("{}-close", props.name)} aria-label="Close" onclick={shut}>{ "✕" }</button>
                    </header>
                    { props.children.clone() }
                </div>
            }
        </dialog>
    }
}
