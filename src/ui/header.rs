//! The header: the model, undo and redo, data, sharing, colours, help.

use super::shell;
use super::shown::Shown;
use super::tag::{Hear, Tag, button, field_of, tag, value_of};
use super::{Act, Dialog};
use session::{Edit, GALLERY, Msg};
use yew::Html;

/// A button of the header.
fn named(hook: &'static str, name: &'static str, off: bool, act: fn() -> Act) -> Tag {
    let button = button("button", hook).set("aria-label", name).set("title", name);
    button.set_if(off, "disabled", "").click(act)
}

/// The list of models.
fn models(chosen: &str) -> Html {
    let options = GALLERY.iter().map(|m| {
        let option = tag("option", &[]).set("value", m.name).set_if(m.name == chosen, "selected", "");
        option.set("title", m.help).text(m.title).html()
    });
    tag("select", &[("class", "model"), ("aria-label", "Model"), ("data-ketloom", "model")])
        .set("data-chosen", chosen.to_string())
        .on(Hear::Change, |e| Some(Act::Say(Msg::Edit(Edit::Model(value_of(e))))))
        .all(options.collect())
        .html()
}

/// The themes: names that www/theme.js knows, and words.
const THEMES: [(&str, &str); 5] = [
    ("auto", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
    ("mono", "Monochrome"),
];

/// The list of themes. What is chosen stands at the root and not in here: www/theme.js hears of a choice first.
fn themes() -> Html {
    let root = shell::window().document().and_then(|d| d.document_element());
    let chosen = root.and_then(|r| r.get_attribute("data-chosen-theme")).unwrap_or_default();
    let options =
        THEMES.iter().map(|(name, words)| tag("option", &[]).set("value", *name).text(*words).html());
    let list = tag("select", &[("aria-label", "Colours"), ("data-ketloom", "theme")]);
    tag("label", &[("class", "button file"), ("title", "Colours")])
        .child(tag("span", &[("class", "moon")]))
        .child(list.set("data-chosen", chosen).all(options.collect()))
        .html()
}

/// The field that opens files.
fn open() -> Html {
    let field = tag(
        "input",
        &[
            ("type", "file"),
            ("class", "spoken"),
            ("aria-label", "Open a file"),
            ("data-ketloom", "open-file"),
            ("accept", ".json,.txt,.tsv,.csv,.qasm,application/json,text/plain"),
        ],
    );
    let field = field.on(Hear::Change, |e| {
        shell::read_first(field_of(e).files());
        // The same file may be chosen again.
        field_of(e).set_value("");
        None
    });
    tag(
        "label",
        &[
            ("class", "button file"),
            (
                "title",
                "Open a document, a circuit in OpenQASM or from Quirk, or a text of labelled sentences",
            ),
        ],
    )
    .child(tag("span", &[("aria-hidden", "true")]).text("Open"))
    .child(field)
    .html()
}

/// The header.
pub fn view(shown: &Shown) -> Html {
    let data = || named("open-data", "Data", false, || Act::Dialog(Some(Dialog::Data))).text("Data").html();
    let (undo, redo) = shown.steps;
    let share = button("button first", "open-share").click(|| Act::Dialog(Some(Dialog::Share)));
    tag("header", &[("class", "header")])
        .child(tag("h1", &[("class", "logo")]).text("ket").child(tag("b", &[]).text("loom")))
        .child(models(&shown.setup.model))
        .child(
            button("button", "open-examples").click(|| Act::Dialog(Some(Dialog::Examples))).text("Examples"),
        )
        .child(tag("span", &[("class", "space")]))
        .child(named("undo", "Undo (Ctrl+Z)", !undo, || Act::Say(Msg::Undo)).text("↶"))
        .child(named("redo", "Redo (Ctrl+Shift+Z)", !redo, || Act::Say(Msg::Redo)).text("↷"))
        .child(open())
        .maybe((shown.setup.model != "circuit").then(data))
        .child(share.text("Share"))
        .child(themes())
        .child(named("open-help", "Keys and help (?)", false, || Act::Dialog(Some(Dialog::Help))).text("?"))
        .html()
}
