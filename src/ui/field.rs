//! Labelled fields for settings: a number among sensible choices or typed, and a choice of names. A field keeps
//! only what is being typed; a number it cannot use is answered by a sentence under it and changes nothing.

use super::shown::{Local, Shown};
use super::tag::{Hear, Tag, key_of, tag, value_of};
use super::{Act, shell};
use session::{Data, Document, Edit, Setup, Training};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::{AttrValue, Html};

/// What stands in a list of choices for typing a number of one's own.
const OTHER: &str = "other";

/// What a number is a setting of.
pub enum Of {
    /// Of training.
    Training(fn(&Training) -> f64, fn(&mut Training, f64)),
    /// Of the data.
    Data(fn(&Data) -> f64, fn(&mut Data, f64)),
}

/// A number that can be set.
pub struct Number {
    /// Its `data-ketloom` and id.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// Sensible values to choose from; none for a plain field.
    pub choices: &'static [f64],
    /// Whether it is a count.
    pub whole: bool,
    /// How choices are written, where not as their numbers.
    pub words: &'static [(f64, &'static str)],
    /// How it is read and set.
    pub of: Of,
}

impl Number {
    /// Its value.
    pub fn value(&self, setup: &Setup) -> f64 {
        match &self.of {
            Of::Training(get, _) => get(&setup.training),
            Of::Data(get, _) => get(&setup.data),
        }
    }
    /// The edit that gives it another.
    pub fn edit(&self, document: &Document, value: f64) -> Edit {
        let (mut training, mut data) = (document.setup.training.clone(), document.setup.data.clone());
        match &self.of {
            Of::Training(_, set) => {
                set(&mut training, value);
                Edit::Training(training)
            }
            Of::Data(_, set) => {
                set(&mut data, value);
                Edit::Data(data)
            }
        }
    }
}

/// A number that is being typed, or was refused.
#[derive(Clone)]
pub struct Typing {
    /// The number's name.
    pub name: &'static str,
    /// What stands in the field.
    pub text: Option<String>,
    /// Why it cannot be used.
    pub trouble: Option<String>,
}

/// Notes what stands in a field and what is wrong with it; nothing of both is forgotten.
pub fn typing(local: &mut Local, name: &'static str, text: Option<String>, trouble: Option<String>) {
    let fields = Rc::make_mut(&mut local.fields);
    fields.retain(|f| f.name != name);
    if text.is_some() || trouble.is_some() {
        fields.push(Typing { name, text, trouble });
    }
}

/// A number as it is typed.
pub fn typed(v: f64) -> String {
    circuit::number::plain(v)
}

/// Reads a number as people type it; a sentence if it is none.
pub fn read_number(text: &str, whole: bool) -> Result<f64, String> {
    let text = text.trim().replace('−', "-");
    if text.is_empty() {
        return Err("Type a number.".into());
    }
    if text.contains(',') {
        return Err("Write a point, not a comma: 0.05.".into());
    }
    let value: f64 = circuit::number::read(&text).ok_or_else(|| format!("“{text}” is not a number."))?;
    if !value.is_finite() {
        return Err("The number must be finite.".into());
    }
    if whole && (value < 0.0 || value.fract() != 0.0) {
        return Err("This is a count: a whole number, not below 0.".into());
    }
    Ok(value)
}

/// A sentence with a capital (not of a Greek letter: λ is a name) and a full stop.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_ascii_uppercase()).into_iter().collect();
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// The field: a list of choices, or a text where there are none or "other" was chosen.
pub fn number(number: &'static Number, shown: &Shown) -> Html {
    let name = number.name;
    let typing = shown.local.fields.iter().find(|f| f.name == name);
    let text = typing.and_then(|t| t.text.as_deref());
    let trouble = typing.and_then(|t| t.trouble.as_deref());
    let value = number.value(&shown.setup);
    let field = if text.is_some() || number.choices.is_empty() {
        let text = text.map_or_else(|| typed(value), String::from);
        line(number, text, trouble.is_some())
    } else {
        let options = options(number, value);
        choice(name, &typed(value), options).on(Hear::Change, move |e| {
            let text = value_of(e);
            Some(if text == OTHER { Act::Type(name) } else { Act::Put(number, text) })
        })
    };
    let sentence = |why: &str| {
        let small = tag("small", &[("class", "trouble"), ("role", "alert")]);
        small.set("id", format!("{name}-trouble")).text(why.to_string()).html()
    };
    tag("div", &[("class", "setting")])
        .set("title", number.help)
        .child(label(name, number.label))
        .child(field)
        .maybe(trouble.map(sentence))
        .html()
}

/// The label of the field with an id.
pub fn label(name: &'static str, words: &'static str) -> Html {
    tag("label", &[]).set("for", name).text(words).html()
}

/// The sensible values, the present one among them, and a way to type another.
fn options(number: &Number, value: f64) -> Vec<(AttrValue, AttrValue)> {
    let mut all = number.choices.to_vec();
    if !all.contains(&value) {
        all.push(value);
        circuit::order::sort(&mut all, f64::total_cmp);
    }
    let mut options: Vec<(AttrValue, AttrValue)> = Vec::new();
    for v in all {
        let said = match number.words.iter().find(|row| row.0 == v) {
            Some((_, words)) => AttrValue::Static(words),
            None => typed(v).into(),
        };
        options.push((typed(v).into(), said));
    }
    options.push((OTHER.into(), "other …".into()));
    options
}

/// The text field of a number.
fn line(number: &'static Number, text: String, wrong: bool) -> Tag {
    let name = number.name;
    let field = tag(
        "input",
        &[
            ("class", "field"),
            ("type", "text"),
            ("inputmode", "decimal"),
            ("autocomplete", "off"),
            ("spellcheck", "false"),
            ("size", "6"),
        ],
    );
    let field = field.set("id", name).hook(name).value(text.into()).set_if(wrong, "aria-invalid", "true");
    let field = if wrong { field.set("aria-describedby", format!("{name}-trouble")) } else { field };
    let revert = move || Act::Set(Rc::new(move |local| typing(local, name, None, None)));
    field
        .on(Hear::Input, move |e| {
            let text = value_of(e);
            Some(Act::Set(Rc::new(move |local| {
                let had = local.fields.iter().find(|f| f.name == name).and_then(|f| f.trouble.clone());
                typing(local, name, Some(text.clone()), had);
            })))
        })
        .on(Hear::Change, move |e| Some(Act::Put(number, value_of(e))))
        // A field left empty goes back to what it was.
        .on(Hear::Blur, move |e| value_of(e).trim().is_empty().then(revert))
        .on(Hear::Key, move |e| match key_of(e).as_str() {
            "Escape" => {
                e.prevent_default();
                Some(revert())
            }
            "Enter" => Some(Act::Put(number, value_of(e))),
            _ => None,
        })
}

/// A list of values with their words, of which one is chosen.
pub fn choice(name: &'static str, chosen: &str, options: Vec<(AttrValue, AttrValue)>) -> Tag {
    let list = tag("select", &[("class", "field")]);
    let list = list.set("id", name).hook(name).set("data-chosen", chosen.to_string());
    let option = |(value, words): (AttrValue, AttrValue)| {
        let on = *value == *chosen;
        tag("option", &[]).set("value", value).set_if(on, "selected", "").text(words).html()
    };
    list.all(options.into_iter().map(option).collect())
}

/// Has every list show what is chosen: after its options are there, and again if a choice was refused.
pub fn settle() {
    for list in shell::all("select[data-chosen]") {
        let list: HtmlSelectElement = list.unchecked_into();
        let chosen = list.get_attribute("data-chosen").unwrap_or_default();
        if list.value() != chosen {
            list.set_value(&chosen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{read_number, sentence};

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(read_number(" 1e-3 ", false), Ok(0.001));
        assert_eq!(read_number("−2", false), Ok(-2.0));
        assert_eq!(read_number("35", true), Ok(35.0));
    }

    #[test]
    fn what_is_no_number_is_answered_by_a_sentence() {
        for (text, whole, words) in [
            ("", false, "Type a number."),
            ("0,05", false, "point, not a comma"),
            ("lots", false, "“lots” is not a number."),
            ("inf", false, "not a number"),
            ("1e999", false, "finite"),
            ("-3", true, "whole number"),
            ("2.5", true, "whole number"),
        ] {
            let why = read_number(text, whole).expect_err(text);
            assert!(why.contains(words), "{text}: {why}");
        }
    }

    #[test]
    fn refusals_become_sentences() {
        assert_eq!(sentence("λ must be from 0 to 10, not 11"), "λ must be from 0 to 10, not 11.");
        assert_eq!(sentence("the rate is high"), "The rate is high.");
        assert_eq!(sentence("Done."), "Done.");
    }
}
