//! The help dialog: how to read the page, conventions, what is honest to say, and every key from the table.

use super::keys::{HELP, Place};
use super::later::{self, Later};
use super::modal::modal;
use super::shown::Shown;
use super::tag::{list, switch, tag, words};
use super::{Dialog, storage};
use std::rc::Rc;
use yew::Html;

/// How to read the page.
const READ: &[&str] = &[
    "Pick a gate of the palette and put it on a wire: drag it, or tap the gate and then the place, or use the keys below.",
    "The tabs over the circuit are the model's slots: what stands in them is the model, and all of it can be changed.",
    "Green angles (x) come from the data, orange ones (θ) are learned; the sliders set them by hand.",
    "The state panel shows the state at the golden line, which you can drag from column to column.",
    "“Circuit as text” under the circuit shows it as text or OpenQASM and can be typed into; Share has it for other tools.",
    "Play trains the quantum model and its classical twins on the same data; everything may be changed while it runs.",
    "Select a word, a cell of the matrix or a prediction, and the whole page shows that one.",
];

/// Conventions and caveats.
const HONEST: &[&str] = &[
    "Qubit 0 is the top wire and the leftmost digit of a ket, or by choice the rightmost; rotations are exp(−iθP/2).",
    "Everything is computed by a simulator in your browser, no quantum computer: exactly, but for the single shots and samples that you ask for; noise is what you place in a plain circuit.",
    "Attention here has no word order: the same words in another order give the same result.",
    "Meaning classification can be solved by the object noun alone, so a perfect score proves little; compare the bag of words.",
    "Parameter counts of attention papers leave out word vectors; here both are shown.",
    "The same seed gives the same run, in every browser.",
];

/// Keys of what can be read with them.
const READING: [(&str, &str); 4] = [
    ("Arrows", "Move the cursor, the cell, the row"),
    ("Home, End", "Begin and end"),
    ("Enter", "Select the cell"),
    ("Esc", "Let go"),
];

/// The dialog.
pub fn dialog(shown: &Rc<Shown>) -> Html {
    let open = shown.dialog == Some(Dialog::Help);
    modal("help", "How to use Ketloom", open.then(|| later::view(Later::Help, shown)))
}

/// What it says.
pub fn body(shown: &Shown) -> Html {
    let mute = shown.local.mute;
    let lines = |lines: &[&'static str]| lines.iter().map(|line| words("li", "", *line)).collect();
    let version = concat!(
        "Ketloom ",
        env!("CARGO_PKG_VERSION"),
        ". No account, no server, no tracking: nothing leaves this page unless you share it."
    );
    let keys_of = |place: Place| {
        let all = HELP.iter().filter(move |k| k.place == place && !k.help.is_empty());
        all.map(|k| (k.keys, k.help)).collect::<Vec<_>>()
    };
    list(vec![
        tag("ol", &[]).all(lines(READ)).html(),
        words("h3", "", "What the numbers are"),
        tag("ul", &[]).all(lines(HONEST)).html(),
        tag("div", &[("class", "key-lists")])
            .child(keys("Keys everywhere", &keys_of(Place::Page)))
            .child(keys("Keys in curves, matrix and table", &READING))
            .child(keys("Keys in the circuit", &keys_of(Place::Grid)))
            .child(keys(
                "Keys on a wire's name and ket",
                &[keys_of(Place::Wire), keys_of(Place::Ket)].concat(),
            ))
            .html(),
        tag("div", &[("class", "choices")])
            .child(switch("speed", shown.local.speed, "Tell how fast it is", |l| l.speed = !l.speed))
            .child(switch("seldom", shown.local.seldom, "Slow device: draw seldom", |l| l.seldom = !l.seldom))
            .html(),
        switch(
            "letter-keys",
            !mute,
            "Single characters are keys (switch it off if they get in your way)",
            |local| {
                local.mute = !local.mute;
                match local.mute {
                    true => storage::set(storage::MUTE, "yes"),
                    false => storage::forget(storage::MUTE),
                }
            },
        ),
        words("p", "quiet", "On a Mac Cmd is Ctrl and Option is Alt."),
        words("p", "hint", version),
    ])
}

fn keys(title: &'static str, rows: &[(&'static str, &'static str)]) -> Html {
    let row = |(keys, help): &(&'static str, &'static str)| {
        let term = tag("dt", &[]).child(words("kbd", "", *keys)).html();
        list(vec![term, words("dd", "", *help)])
    };
    let rows = tag("dl", &[]).all(rows.iter().map(row).collect());
    tag("section", &[]).child(words("h3", "", title)).child(rows).html()
}
