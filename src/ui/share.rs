//! The share dialog: the link that holds the whole document, the same as a file, and a line to embed it.
//! Not here: what is in a link (see `session`).

use super::later::{self, Later};
use super::modal::modal;
use super::shown::Shown;
use super::tag::{Hear, button, field_of, list, tag, value_of, words};
use super::{Act, Dialog, field, params, shell};
use js_sys::Array;
use session::{Exported, FORMATS, Msg};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Clipboard, HtmlAnchorElement, HtmlInputElement, Url};
use yew::{AttrValue, Html};

/// Some programs cut longer links.
const LONG: usize = 8000;

/// The dialog.
pub fn dialog(shown: &Rc<Shown>) -> Html {
    let open = shown.dialog == Some(Dialog::Share);
    modal("share", "Share", open.then(|| later::view(Later::Share, shown)))
}

/// What it says.
pub fn body(shown: &Shown) -> Html {
    let (link, file) = shown.shared.clone();
    let length = link.len();
    let frame = format!("<iframe src=\"{link}\" width=\"100%\" height=\"700\" title=\"Ketloom\"></iframe>");
    let (class, told) = if length > LONG {
        (
            "trouble",
            format!(
                "The link has {length} characters; some mail and chat programs cut links longer than {LONG}. The file below is the safe way."
            ),
        )
    } else {
        ("hint", format!("{length} characters; nothing is stored on a server."))
    };
    let download = button(if length > LONG { "button first" } else { "button" }, "share-file");
    let download = download.on(Hear::Click, move |_| {
        drop(save("ketloom.json", "application/json", &file));
        None
    });
    list(vec![
        words(
            "p",
            "",
            "The link holds everything: circuits, data, settings, trained weights and the curves. Who opens it sees this screen and can go on training.",
        ),
        copied(shown, "share-link", "Link", link, None),
        tag("p", &[("data-ketloom", "share-length")]).set("class", class).text(told).html(),
        tag("div", &[("class", "choices")])
            .child(download.text("Download as a file"))
            .child(words("span", "hint", "Open it again with Open, or by dropping it on this page."))
            .html(),
        copied(shown, "share-embed", "To embed it in a page", frame.into(), None),
        other(shown),
    ])
}

/// The circuit shown for other tools: chosen, shown, copied, downloaded.
fn other(shown: &Shown) -> Html {
    let Some(Exported { format, bound, written }) = &shown.texts.exported else { return Html::default() };
    let circuit = shown.document.circuit();
    let weights =
        params::values(&shown.weights, &params::group(&shown.setup, shown.view()), circuit.weights());
    let state = shown.states.first().filter(|_| shown.setup.model != "circuit");
    let inputs = state.map_or(&shown.setup.inputs, |s| &s.inputs).clone();
    let numbers =
        Some((weights, inputs)).filter(|n| circuit.weights() > 0 || circuit.inputs() > 0 && !n.1.is_empty());
    let ask = move |format: String, bound: bool, numbers: &Option<(Vec<f64>, Vec<f64>)>| {
        Some(Act::Say(Msg::Export(format, numbers.clone().filter(|_| bound))))
    };
    let (was, values) = (*bound, numbers.clone());
    let options = FORMATS.iter().map(|f| (f.name.into(), f.title.into())).collect();
    let choice = field::choice("export-format", format, options);
    let choice = choice.on(Hear::Change, move |e| ask(value_of(e), was, &values));
    let (name, values) = (format.clone(), numbers.clone());
    let switch = move || {
        let check = tag("input", &[("type", "checkbox")]).checked(was).hook("export-bound");
        let check = check.on(Hear::Change, move |_| ask(name.clone(), !was, &values));
        tag("label", &[("class", "switch")]).child(check).text("numbers for θ and x").html()
    };
    let row = tag("div", &[("class", "choices")])
        .child(field::label("export-format", "Format"))
        .child(choice)
        .maybe(numbers.is_some().then(switch));
    let shows = if written.fault.none() {
        let (text, format) = (written.text.clone(), FORMATS.iter().find(|f| f.name == *format));
        let save = button("button", "export-file").on(Hear::Click, move |_| {
            drop(save(format.map_or("circuit.txt", |f| f.file), "text/plain", &text));
            None
        });
        let save = Some(save.text("Download").html());
        copied(shown, "export", "The circuit in this format", written.text.clone().into(), save)
    } else {
        let why = field::sentence(&written.fault.message);
        tag("p", &[("class", "trouble"), ("role", "alert"), ("data-ketloom", "export-fault")])
            .text(why)
            .html()
    };
    list(vec![words("h3", "", "The circuit for other tools"), row.html(), shows])
}

/// A text to take away, with a button that copies it.
fn copied(
    shown: &Shown,
    name: &'static str,
    label: &'static str,
    text: AttrValue,
    more: Option<Html>,
) -> Html {
    let kind = if name == "export" { "textarea" } else { "input" };
    let field = tag(kind, &[("type", "text"), ("readonly", ""), ("spellcheck", "false")])
        .set("id", name)
        .hook(name)
        .value(text);
    let field = field.on(Hear::Focus, |e| {
        field_of(e).select();
        None
    });
    let button = button("button", format!("{name}-copy")).on(Hear::Click, move |_| copy(name));
    let (of, told) = shown.local.copied;
    tag("div", &[("class", "copied")])
        .child(super::field::label(name, label))
        .child(field)
        .child(button.text("Copy"))
        .maybe(more)
        .child(tag("span", &[("class", "hint"), ("role", "status")]).text(if of == name { told } else { "" }))
        .html()
}

/// Copies, or selects so that the visitor can copy where the page may not.
fn copy(name: &'static str) -> Option<Act> {
    let tell = move |told: &'static str| Act::Set(Rc::new(move |local| local.copied = (name, told)));
    let by_hand = "Press Ctrl+C (⌘C) to copy what is selected.";
    let field: HtmlInputElement = shell::all(&format!("#{name}")).pop()?.unchecked_into();
    field.select();
    let clipboard = JsValue::from(shell::window().navigator().clipboard());
    if clipboard.is_undefined() {
        return Some(tell(by_hand));
    }
    let promise = clipboard.unchecked_into::<Clipboard>().write_text(&field.value());
    shell::ended(&promise, Rc::new(move |done| Some(tell(if done.is_some() { "Copied." } else { by_hand }))));
    None
}

/// Lets the browser save a text as a file.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let how = BlobPropertyBag::new();
    how.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &how)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
