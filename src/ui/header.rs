//! The header: the model, undo and redo, data, sharing, colours, help.

use super::shell::{self, Theme};
use super::{Act, Dialog};
use session::{Edit, GALLERY, Msg};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What the header shows.
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The name of the model shown.
    pub model: String,
    /// The colours.
    pub theme: Theme,
    /// Whether there is a step back.
    pub undo: bool,
    /// Whether there is a step forward.
    pub redo: bool,
    /// Takes acts.
    pub act: Callback<Act>,
}

/// A button of the header.
fn button(
    hook: &'static str,
    name: &'static str,
    face: Html,
    off: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="button" data-ketloom={hook} aria-label={name} title={name} disabled={off} {onclick}>
            { face }
        </button>
    }
}

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let on = |act: fn() -> Act| props.act.reform(move |_: MouseEvent| act());
    let choose = props.act.reform(|event: Event| {
        Act::Say(Msg::Edit(Edit::Model(event.target_unchecked_into::<HtmlSelectElement>().value())))
    });
    let act = props.act.clone();
    let open = Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        shell::read_first(field.files(), &act);
        // The same file may be chosen again.
        field.set_value("");
    });
    let theme = match props.theme {
        Theme::Auto => "Colours: as the system",
        Theme::Light => "Colours: light",
        Theme::Dark => "Colours: dark",
    };
    html! {
        <header class="header">
            <h1 class="logo">{ "ket" }<b>{ "loom" }</b></h1>
            <select class="model" aria-label="Model" data-ketloom="model" onchange={choose}>
                { for GALLERY.iter().map(|m| html! {
                    <option value={m.name} selected={m.name == props.model} title={m.help}>{ m.title }</option>
                }) }
            </select>
            <span class="space"></span>
            { button("undo", "Undo (Ctrl+Z)", html! { "↶" }, !props.undo, on(|| Act::Say(Msg::Undo))) }
            { button("redo", "Redo (Ctrl+Shift+Z)", html! { "↷" }, !props.redo, on(|| Act::Say(Msg::Redo))) }
            <label class="button file" title="Open a document, or a text of labelled sentences">
                <span aria-hidden="true">{ "Open" }</span>
                <input type="file" class="spoken" aria-label="Open a file" data-ketloom="open-file" onchange={open}
                    accept=".json,.txt,.tsv,.csv,application/json,text/plain" />
            </label>
            if props.model != "circuit" {
                { button("open-data", "Data", html! { "Data" }, false, on(|| Act::Dialog(Some(Dialog::Data)))) }
            }
            <button type="button" class="button first" data-ketloom="open-share" onclick={on(|| Act::Dialog(Some(Dialog::Share)))}>
                { "Share" }
            </button>
            { button("theme", theme, html! { <span class="moon" data-theme-shown={props.theme.name()}></span> }, false, on(|| Act::Theme)) }
            { button("open-help", "Keys and help (?)", html! { "?" }, false, on(|| Act::Dialog(Some(Dialog::Help)))) }
        </header>
    }
}
