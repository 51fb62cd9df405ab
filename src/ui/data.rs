//! The data dialog: which data a model learns from, and for one's own sentences what could be used of them.
//! Not here: how text is read and points are drawn (see `attention`, `learn`).

use super::field::{Number, Of, choice, label, number};
use super::later::{self, Later};
use super::modal::modal;
use super::shown::Shown;
use super::tag::{Hear, Tag, button, field_of, list, tag, value_of, words};
use super::{Act, Dialog, shell};
use session::{Data, Document, Edit, Msg};
use std::rc::Rc;
use web_sys::{File, FileList};
use yew::Html;

/// As in `session`: larger files are not even read.
const MAX_BYTES: f64 = 1_048_576.0;

/// A few lines to try, in the format that is asked for.
const EXAMPLE: &str = "sun\tbright sky warms beach\nsun\tclear sky warms garden\nsun\tbright light dries street\nsun\tclear light dries garden\n\
sun\twarm day follows night\nsun\tbright morning warms lake\nsun\tclear day warms street\nsun\twarm light fills garden\n\
rain\tdark cloud soaks beach\nrain\tgrey cloud soaks garden\nrain\tdark storm floods street\nrain\tgrey storm floods garden\n\
rain\twet day follows night\nrain\tdark morning soaks lake\nrain\tgrey day soaks street\nrain\twet wind shakes garden\n";

/// The dialog.
pub fn dialog(shown: &Rc<Shown>) -> Html {
    let open = shown.dialog == Some(Dialog::Data);
    modal("data", "Data", open.then(|| later::view(Later::Data, shown)))
}

/// What it says.
pub fn body(shown: &Shown) -> Html {
    let chosen = match shown.setup.data {
        Data::None => {
            words("p", "", "A plain circuit reads no data. Open a model in the gallery at the top left.")
        }
        Data::Points { .. } => points(shown),
        Data::Sentences { .. } | Data::Text { .. } => sentences(shown),
    };
    let reports = !matches!(shown.setup.data, Data::None | Data::Text { .. });
    list(vec![
        chosen,
        if reports { report(shown) } else { Html::default() },
        words(
            "p",
            "hint",
            "New data start the training anew; undo brings back what was. Data stay in this page and in the link you share.",
        ),
    ])
}

/// What the data are, or why they cannot be used, and each line left out.
fn report(shown: &Shown) -> Html {
    let report = tag("div", &[("class", "report"), ("role", "status"), ("data-ketloom", "data-report")]);
    if let Some(why) = &shown.trouble {
        return report.child(words("p", "trouble", why.clone())).html();
    }
    let problems = &shown.look.problems;
    let report = report.child(words("p", "", format!("{}.", shown.look.data.trim_end_matches('.'))));
    if problems.is_empty() {
        return report.html();
    }
    let lead = if problems.len() == 1 {
        "One line is not as it should be; the rest is used:"
    } else {
        "Some lines are not as they should be; the rest is used:"
    };
    let lines = problems.iter().map(|p| words("li", "", p.clone())).collect();
    report
        .child(words("p", "trouble", lead))
        .child(tag("ul", &[("data-ketloom", "data-problems")]).all(lines))
        .html()
}

/// A count within the data.
const fn count(
    name: &'static str,
    label: &'static str,
    help: &'static str,
    get: fn(&Data) -> f64,
    set: fn(&mut Data, f64),
) -> Number {
    Number { name, label, help, choices: &[], whole: true, words: &[], of: Of::Data(get, set) }
}

const TRAIN: &Number = &count(
    "data-train",
    "Train on, %",
    "How many of a hundred are trained on; the rest is the test",
    |data| match data {
        Data::Sentences { train, .. } | Data::Text { train, .. } | Data::Points { train, .. } => {
            *train as f64
        }
        Data::None => 0.0,
    },
    set_train,
);
const SEED: &Number = &count(
    "data-seed",
    "Seed",
    "The same seed gives the same data and the same split",
    |data| match data {
        Data::Sentences { seed, .. } | Data::Text { seed, .. } | Data::Points { seed, .. } => *seed as f64,
        Data::None => 0.0,
    },
    set_seed,
);
const NOISE: &Number = &count(
    "data-noise",
    "Noise, %",
    "Standard deviation of the noise, 0 to 50",
    |data| if let Data::Points { noise, .. } = data { *noise as f64 } else { 0.0 },
    set_noise,
);
const POINTS: &Number = &count("data-count", "Points", "20 to 2000", get_count, set_count);
const SENTENCES: &Number =
    &count("data-count", "Sentences", "20 to 162; the grammar has no more", get_count, set_count);

fn get_count(data: &Data) -> f64 {
    match data {
        Data::Sentences { count, .. } | Data::Points { count, .. } => *count as f64,
        _ => 0.0,
    }
}
fn set_train(data: &mut Data, v: f64) {
    if let Data::Sentences { train, .. } | Data::Text { train, .. } | Data::Points { train, .. } = data {
        *train = v as usize;
    }
}
fn set_seed(data: &mut Data, v: f64) {
    if let Data::Sentences { seed, .. } | Data::Text { seed, .. } | Data::Points { seed, .. } = data {
        *seed = v as u64;
    }
}
fn set_count(data: &mut Data, v: f64) {
    if let Data::Sentences { count, .. } | Data::Points { count, .. } = data {
        *count = v as usize;
    }
}
fn set_noise(data: &mut Data, v: f64) {
    if let Data::Points { noise, .. } = data {
        *noise = v as usize;
    }
}

/// Settings of the data; the share to train on and the seed all data have.
fn settings(shown: &Shown, first: Option<Html>, own: &[&'static Number]) -> Html {
    let rows = own.iter().chain(&[TRAIN, SEED]).map(|n| number(n, shown)).collect();
    tag("div", &[("class", "settings")]).maybe(first).all(rows).html()
}

/// Points of the plane.
fn points(shown: &Shown) -> Html {
    let Data::Points { set, .. } = &shown.setup.data else { return Html::default() };
    let setup = shown.setup.clone();
    let options = ["moons", "circles", "xor", "blobs", "spiral"].map(|n| (n.into(), n.into())).to_vec();
    let sets = choice("data-set", set, options).on(Hear::Change, move |e| {
        let mut data = setup.data.clone();
        if let Data::Points { set, .. } = &mut data {
            *set = value_of(e);
        }
        Some(Act::Say(Msg::Edit(Edit::Data(data))))
    });
    let set = tag("div", &[("class", "setting")]).child(label("data-set", "Data set")).child(sets);
    settings(shown, Some(set.html()), &[NOISE, POINTS])
}

/// Sentences of the grammar, or one's own.
fn sentences(shown: &Shown) -> Html {
    let data = &shown.setup.data;
    let own = shown.local.own.unwrap_or(matches!(data, Data::Text { .. }));
    let kind = |words: &'static str, hook: &'static str, this: bool| {
        let radio = tag("input", &[("type", "radio"), ("name", "data-kind")]).checked(own == this).hook(hook);
        let radio = radio.sets(Hear::Change, move |local| local.own = Some(this));
        tag("label", &[("class", "switch")]).child(radio).text(words).html()
    };
    let choices =
        tag("div", &[("class", "choices"), ("role", "radiogroup"), ("aria-label", "Which sentences")])
            .child(kind("Generated sentences", "data-kind-generated", false))
            .child(kind("My own text", "data-kind-own", true));
    if own {
        return list(vec![choices.html(), own_text(shown)]);
    }
    let generated = if let Data::Sentences { .. } = data {
        settings(shown, None, &[SENTENCES])
    } else {
        button("button", "data-generated")
            .click(|| Act::Say(Msg::Edit(Edit::Data(Document::preset("qsann").setup.data))))
            .text("Use generated sentences")
            .html()
    };
    let hint = "Short sentences about food or IT, as in the meaning-classification task: “skillful man prepares sauce”. Each has one of two labels.";
    list(vec![choices.html(), words("p", "hint", hint), generated])
}

/// One's own text and its name: as typed or read, or as it is used.
fn present(shown: &Shown) -> (String, String) {
    let used = match &shown.setup.data {
        Data::Text { name, text, .. } => Some((name.clone(), text.clone())),
        _ => None,
    };
    shown.local.text.clone().or(used).unwrap_or_default()
}

/// Puts a text into the field.
fn put(name: &str, text: &str) -> Act {
    let text = (name.to_string(), text.to_string());
    Act::Set(Rc::new(move |local| {
        local.text = Some(text.clone());
        local.text_trouble = None;
    }))
}

/// The field for one's own text: typed, pasted or dropped.
fn area(name: String, text: &str) -> Tag {
    let area = tag(
        "textarea",
        &[
            ("data-ketloom", "data-text"),
            ("aria-label", "Labelled sentences"),
            ("aria-describedby", "own-format"),
            ("rows", "8"),
            ("spellcheck", "false"),
            ("wrap", "off"),
            ("placeholder", "food\tskillful man prepares sauce\nit\twoman debugs program"),
        ],
    );
    area.value(text.to_string().into())
        .on(Hear::Input, move |e| {
            let new = name.is_empty() || name == "the example";
            Some(put(if new { "my text" } else { &name }, &value_of(e)))
        })
        .on(Hear::Drop, |e| {
            let files = shell::dropped(e).filter(|f| f.length() > 0)?;
            e.prevent_default();
            e.stop_propagation();
            read_file(Some(files))
        })
}

fn own_text(shown: &Shown) -> Html {
    let (name, text) = present(shown);
    let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
    let applied = matches!(&shown.setup.data, Data::Text { text: used, .. } if *used == text);
    let format = tag("p", &[("class", "hint"), ("id", "own-format")])
        .text("One sentence a line: label, a tab or two spaces, the sentence. Two labels. A line ")
        .child(words("code", "", "[test]"))
        .text(" parts training from test; without it the split is drawn. At most 1 MiB, 2000 sentences, 16 words a sentence, 500 distinct words.");
    let file = tag(
        "input",
        &[
            ("type", "file"),
            ("accept", ".txt,.tsv,text/plain,text/tab-separated-values"),
            ("data-ketloom", "data-file"),
        ],
    );
    let file = file.on(Hear::Change, |e| {
        let act = read_file(field_of(e).files());
        field_of(e).set_value("");
        act
    });
    let count = if lines == 1 { "1 line".to_string() } else { format!("{lines} lines") };
    let area = area(name.clone(), &text);
    let used = button("button first", "data-use").set_if(lines == 0 || applied, "disabled", "");
    let choices = tag("div", &[("class", "choices")])
        .child(tag("label", &[("class", "button file")]).text("Open or drop a file").child(file))
        .child(button("button", "data-example").click(|| put("the example", EXAMPLE)).text("Try an example"))
        .child(words("span", "hint", count))
        .child(used.click(move || Act::Own(name.clone(), text.clone())).text("Use this text"));
    let trouble =
        |why: &String| tag("p", &[("class", "trouble"), ("role", "alert")]).text(why.clone()).html();
    let split = || list(vec![report(shown), settings(shown, None, &[])]);
    tag("div", &[("class", "own")])
        .child(format)
        .child(area)
        .child(choices)
        .maybe(shown.local.text_trouble.as_ref().map(trouble))
        .maybe(applied.then(split))
        .html()
}

/// Says why a text cannot be read.
fn refused(why: String) -> Act {
    Act::Set(Rc::new(move |local| local.text_trouble = Some(why.clone())))
}

/// Reads a file of text, if it is not too large.
fn read_file(files: Option<FileList>) -> Option<Act> {
    let file: File = files?.get(0)?;
    let name = file.name();
    if file.size() > MAX_BYTES {
        let size = plot::text::fixed(file.size() / MAX_BYTES, 1);
        return Some(refused(format!("{name} has {size} MiB; at most 1 MiB can be read.")));
    }
    let read = move |text: Option<wasm_bindgen::JsValue>| {
        Some(match text {
            Some(text) => put(&name, &text.as_string().unwrap_or_default()),
            None => refused(format!("{name} could not be read.")),
        })
    };
    shell::ended(&file.text(), Rc::new(read));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_in_the_format_that_is_asked_for() {
        let labels: Vec<&str> =
            EXAMPLE.lines().filter_map(|l| l.split_once('\t')).map(|(label, _)| label).collect();
        assert_eq!(labels.len(), EXAMPLE.lines().count());
        assert_eq!(labels.iter().filter(|l| **l == "rain").count(), 8);
    }

    #[test]
    fn the_example_is_accepted_by_the_session() {
        let data = Data::Text { name: "example".into(), text: EXAMPLE.into(), train: 60, seed: 1 };
        assert!(Document::preset("qsann").with(&Edit::Data(data)).is_ok());
    }
}
