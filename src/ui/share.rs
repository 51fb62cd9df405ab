//! The share dialog: the link that holds the whole document, the same as a file, and a line to embed it.
//! Not here: what is in a link (see `session`).

use super::modal::Modal;
use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};
use yew::prelude::*;

/// Some programs cut longer links.
const LONG: usize = 8000;

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
    html! {
        <Modal name="share" title="Share" open={props.open} close={props.close.clone()}>
            <Body link={props.link.clone()} file={props.file.clone()} />
        </Modal>
    }
}

#[derive(Properties, PartialEq)]
struct BodyProps {
    link: AttrValue,
    file: AttrValue,
}

#[component]
fn Body(props: &BodyProps) -> Html {
    let length = props.link.len();
    let file = props.file.clone();
    let download = Callback::from(move |_: MouseEvent| drop(save("ketloom.json", &file)));
    let frame =
        format!("<iframe src=\"{}\" width=\"100%\" height=\"700\" title=\"Ketloom\"></iframe>", props.link);
    html! {
        <>
            <p>{ "The link holds everything: circuits, data, settings, trained weights and the curves. Who opens it sees this screen and can go on training." }</p>
            <Copied name="share-link" label="Link" text={props.link.clone()} />
            if length > LONG {
                <p class="trouble" data-ketloom="share-length">{ format!("The link has {length} characters; some mail and chat programs cut links longer than {LONG}. The file below is the safe way.") }</p>
            } else {
                <p class="hint" data-ketloom="share-length">{ format!("{length} characters; nothing is stored on a server.") }</p>
            }
            <div class="choices">
                <button type="button" class={classes!("button", (length > LONG).then_some("first"))} data-ketloom="share-file" onclick={download}>{ "Download as a file" }</button>
                <span class="hint">{ "Open it again by dropping it on this page." }</span>
            </div>
            <Copied name="share-embed" label="To embed it in a page" text={frame} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CopiedProps {
    name: AttrValue,
    label: AttrValue,
    text: AttrValue,
}

/// A text to take away, with a button that copies it.
#[component]
fn Copied(props: &CopiedProps) -> Html {
    let node = use_node_ref();
    let told = use_state(|| "");
    let (place, text, tell) = (node.clone(), props.text.clone(), told.setter());
    let onclick = Callback::from(move |_: MouseEvent| copy(&text, &place, &tell));
    let whole = Callback::from(|e: FocusEvent| {
        e.target_dyn_into::<HtmlInputElement>().into_iter().for_each(|f| f.select())
    });
    html! {
        <div class="copied">
            <label for={props.name.clone()}>{ props.label.clone() }</label>
            <input ref={node} id={props.name.clone()} data-ketloom={props.name.clone()} type="text" readonly={true} value={props.text.clone()} onfocus={whole} />
            <button type="button" class="button" data-ketloom={format!("{}-copy", props.name)} {onclick}>{ "Copy" }</button>
            <span class="hint" role="status">{ *told }</span>
        </div>
    }
}

/// Copies, or selects so that the visitor can copy where the page may not.
fn copy(text: &str, field: &NodeRef, tell: &UseStateSetter<&'static str>) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        field.select();
    }
    let by_hand = "Press Ctrl+C (⌘C) to copy what is selected.";
    let clipboard =
        web_sys::window().map(|w| JsValue::from(w.navigator().clipboard())).filter(|c| !c.is_undefined());
    let Some(clipboard) = clipboard else { return tell.set(by_hand) };
    let (yes, no) = (tell.clone(), tell.clone());
    let done = Closure::once(move |_: JsValue| yes.set("Copied."));
    let fail = Closure::once(move |_: JsValue| no.set(by_hand));
    // The promise that `then` makes says nothing new.
    let _ = clipboard.unchecked_into::<web_sys::Clipboard>().write_text(text).then2(&done, &fail);
    done.forget();
    fail.forget();
}

/// Lets the browser save a text as a file.
fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
