//! The header: the model, undo and redo, data, sharing, colours, help.

use super::shell::{self, Theme};
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
    let theme = match shown.theme {
        Theme::Auto => "Colours: as the system",
        Theme::Light => "Colours: light",
        Theme::Dark => "Colours: dark",
    };
    let data = || named("open-data", "Data", false, || Act::Dialog(Some(Dialog::Data))).text("Data").html();
    let moon = tag("span", &[("class", "moon")]).set("data-theme-shown", shown.theme.name());
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
        .child(named("theme", theme, false, || Act::Theme).child(moon))
        .child(named("open-help", "Keys and help (?)", false, || Act::Dialog(Some(Dialog::Help))).text("?"))
        .html()
}
