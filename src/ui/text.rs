//! The circuit as a text that can be typed: what is right becomes the circuit, what is wrong is marked in its place and
//! changes nothing. Not here: how formats are read and written (see `session`); what they are like (see `exchange`).

use super::Act;
use super::field;
use super::later::{self, Later};
use super::shown::Shown;
use super::tag::{Hear, button, key_of, list, tag, value_of, words};
use session::{FORMATS, Fault, Msg};
use std::rc::Rc;
use yew::{AttrValue, Html};

/// The button that folds the text out, and the text.
pub fn view(shown: &Rc<Shown>) -> Html {
    let format = &shown.view().text;
    let open = !format.is_empty();
    let toggle = button("button small", "text-pane").say_if("aria-expanded", open).looks(move |view| {
        view.text = if open { "" } else { FORMATS[0].name }.into();
    });
    let head = tag("div", &[("class", "head")]).child(toggle.text("Circuit as text"));
    let pane = tag("div", &[("class", "as-text")]);
    if !open {
        return pane.child(head).html();
    }
    let options = FORMATS[..2].iter().map(|f| (f.name.into(), f.title.into())).collect();
    let choice = field::choice("text-format", format, options).set("aria-label", "Format of the text");
    let choice = choice.on(Hear::Change, |e| {
        let format = value_of(e);
        Some(Act::Look(Rc::new(move |view| view.text.clone_from(&format))))
    });
    pane.child(head.child(choice)).child(later::view(Later::Text, shown)).html()
}

/// The text, and what is wrong with it.
pub fn body(shown: &Shown) -> Html {
    let typed = shown.texts.typed.as_ref().filter(|_| shown.typing);
    let pane = &shown.texts.pane;
    let (text, fault) = typed.map_or((&pane.text, &pane.fault), |t| (&t.text, &t.fault));
    let wrong = !fault.none();
    let edit = tag(
        "textarea",
        &[
            ("aria-label", "Circuit as text"),
            ("aria-describedby", "text-fault"),
            ("data-ketloom", "text"),
            ("id", "text"),
            ("spellcheck", "false"),
            ("autocapitalize", "off"),
            ("autocomplete", "off"),
            ("wrap", "off"),
            ("rows", "1"),
        ],
    );
    let edit = edit
        .value(AttrValue::from(text.clone()))
        .set_if(wrong, "aria-invalid", "true")
        .on(Hear::Input, |e| Some(Act::Say(Msg::Type(value_of(e)))))
        .on(Hear::Blur, |_| Some(Act::Say(Msg::Rest)))
        .on(Hear::Key, move |e| (wrong && key_of(e) == "Escape").then_some(Act::Say(Msg::Untype)));
    let said = tag("p", &[("id", "text-fault"), ("role", "status"), ("data-ketloom", "text-fault")]);
    let said = said.set("class", if wrong { "problem" } else { "quiet" });
    let back = || {
        let back = button("button small", "text-back").click(|| Act::Say(Msg::Untype));
        back.text("Back to the circuit’s text").html()
    };
    let notes = typed.map_or(String::new(), |t| t.notes.join(" "));
    list(vec![
        tag("div", &[("class", "text")]).child(numbers(text)).child(mirror(text, fault)).child(edit).html(),
        tag("div", &[("class", "told")])
            .child(said.text(if wrong { sentence(fault) } else { notes }))
            .maybe((wrong && typed.is_some()).then(back))
            .html(),
    ])
}

/// The numbers of lines.
fn numbers(text: &str) -> Html {
    let count = text.split('\n').count();
    let lines: Vec<String> = (1..=count).map(|i| i.to_string()).collect();
    tag("pre", &[("class", "lines"), ("aria-hidden", "true")]).text(lines.join("\n")).html()
}

/// The same text under the typed one: it gives it its size, and has the mark.
fn mirror(text: &str, fault: &Fault) -> Html {
    let (start, end) = place(text, fault);
    let mark = |part: &str| words("mark", "", if part.is_empty() { " " } else { part }.to_string());
    tag("pre", &[("aria-hidden", "true")])
        .text(text[..start].to_string())
        .maybe((fault.line > 0).then(|| mark(&text[start..end])))
        .text([&text[end..], " "].concat())
        .html()
}

/// The bytes of the word at a fault's place.
fn place(text: &str, fault: &Fault) -> (usize, usize) {
    if fault.line == 0 {
        return (0, 0);
    }
    let line = text.split_inclusive('\n').take(fault.line - 1).map(str::len).sum::<usize>();
    let rest = text[line..].split('\n').next().unwrap_or_default();
    let start = rest.char_indices().nth(fault.column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let mut letters = rest[start..].char_indices().skip(1);
    let end = letters.find(|(_, c)| c.is_whitespace() || matches!(c, ';' | ',' | '(' | ')' | ':'));
    (line + start, line + end.map_or(rest.len(), |(at, _)| start + at))
}

/// What is wrong, where, and that nothing has changed.
fn sentence(fault: &Fault) -> String {
    let why = field::sentence(&fault.message);
    let after = " The circuit is as it was.";
    match fault.line {
        0 => [&why, after].concat(),
        line => {
            let (line, column) = (line.to_string(), fault.column.to_string());
            ["Line ", &line, ", column ", &column, ": ", &why, after].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, line: usize, column: usize) -> &str {
        let (start, end) = place(text, &Fault { line, column, message: "no".into() });
        &text[start..end]
    }

    #[test]
    fn the_word_at_a_fault_is_marked_wherever_it_is() {
        let text = "qubit[2] q;\nħ q[0];\n\ncx q[0], q[5];";
        assert_eq!(marked(text, 1, 1), "qubit[2]");
        assert_eq!(marked(text, 2, 1), "ħ");
        assert_eq!(marked(text, 2, 3), "q[0]");
        assert_eq!(marked(text, 4, 10), "q[5]");
        assert_eq!((marked(text, 3, 1), marked(text, 4, 99), marked(text, 9, 1)), ("", "", ""));
        assert_eq!(marked("", 1, 1), "");
    }

    #[test]
    fn a_sentence_says_the_place_if_there_is_one() {
        let fault = Fault { line: 3, column: 5, message: "expected a qubit; as in q[0]".into() };
        assert_eq!(
            sentence(&fault),
            "Line 3, column 5: Expected a qubit; as in q[0]. The circuit is as it was."
        );
        assert_eq!(sentence(&Fault::of("too large")), "Too large. The circuit is as it was.");
    }
}
