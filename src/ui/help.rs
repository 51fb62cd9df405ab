//! The help dialog: how to read the page, conventions, what is honest to say, and every key from the table.

use super::keys::{KEYS, Key, Place};
use super::modal::Modal;
use yew::prelude::*;

/// Whether the dialog is open. What it lists is `keys::KEYS`.
#[derive(Properties, PartialEq)]
pub struct HelpDialogProps {
    /// Whether it is open.
    pub open: bool,
    /// Closes it.
    pub close: Callback<()>,
}

/// How to read the page.
const READ: &[&str] = &[
    "Pick a gate of the palette and put it on a wire: drag it, or tap the gate and then the place, or use the keys below.",
    "The tabs over the circuit are the model's slots: what stands in them is the model, and all of it can be changed.",
    "Green angles (x) come from the data, orange ones (θ) are learned; the sliders set them by hand.",
    "The state panel shows the state at the golden line, which you can drag from column to column.",
    "Play trains the quantum model and its classical twins on the same data; everything may be changed while it runs.",
    "Select a word, a cell of the matrix or a prediction, and the whole page shows that one.",
];

/// Conventions and caveats.
const HONEST: &[&str] = &[
    "Qubit 0 is the top wire and the leftmost digit of a ket; rotations are exp(−iθP/2).",
    "Everything is computed exactly by a simulator in your browser: no shots, no noise, no quantum computer.",
    "Attention here has no word order: the same words in another order give the same result.",
    "Meaning classification can be solved by the object noun alone, so a perfect score proves little; compare the bag of words.",
    "Parameter counts of attention papers leave out word vectors; here both are shown.",
    "The same seed gives the same run, in every browser.",
];

/// The dialog.
#[component]
pub fn HelpDialog(props: &HelpDialogProps) -> Html {
    let list =
        |lines: &[&'static str]| lines.iter().map(|line| html! { <li>{ *line }</li> }).collect::<Html>();
    html! {
        <Modal name="help" title="How to use Ketloom" open={props.open} close={props.close.clone()}>
            <ol>{ list(READ) }</ol>
            <h3>{ "What the numbers are" }</h3>
            <ul>{ list(HONEST) }</ul>
            <div class="key-lists">
                { keys(Place::Page, "Keys everywhere") }
                <section>
                    <h3>{ "Keys in curves, matrix and table" }</h3>
                    <dl>
                        <dt><kbd>{ "Arrows" }</kbd></dt><dd>{ "Move the cursor, the cell, the row" }</dd>
                        <dt><kbd>{ "Home, End" }</kbd></dt><dd>{ "Begin and end" }</dd>
                        <dt><kbd>{ "Enter" }</kbd></dt><dd>{ "Select the cell" }</dd>
                        <dt><kbd>{ "Esc" }</kbd></dt><dd>{ "Let go" }</dd>
                    </dl>
                </section>
                { keys(Place::Grid, "Keys in the circuit") }
            </div>
            <p class="hint">{ concat!("Ketloom ", env!("CARGO_PKG_VERSION"), ". No account, no server, no tracking: nothing leaves this page unless you share it.") }</p>
        </Modal>
    }
}

fn keys(place: Place, title: &'static str) -> Html {
    let row = |key: &Key| html! { <><dt><kbd>{ key.keys }</kbd></dt><dd>{ key.help }</dd></> };
    html! {
        <section>
            <h3>{ title }</h3>
            <dl>{ for KEYS.iter().filter(|k| k.place == place && !k.help.is_empty()).map(row) }</dl>
        </section>
    }
}
