//! Labelled fields for settings: a number among sensible choices or typed, and a choice of names. A field keeps
//! only what is being typed; a number it cannot use is answered by a sentence under it and changes nothing.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What stands in a list of choices for typing a number of one's own.
const OTHER: &str = "other";

/// A number that can be set.
#[derive(Properties, PartialEq)]
pub struct NumberProps {
    /// Its `data-ketloom`, also the base of its ids.
    pub name: AttrValue,
    /// What it is called.
    pub label: AttrValue,
    /// What it does, in a sentence.
    #[prop_or_default]
    pub help: AttrValue,
    /// Its value now.
    pub value: f64,
    /// Sensible values to choose from; none for a plain field.
    #[prop_or_default]
    pub choices: &'static [f64],
    /// Whether it is a count.
    #[prop_or_default]
    pub whole: bool,
    /// How choices are written, where not as their numbers.
    #[prop_or_default]
    pub words: &'static [(f64, &'static str)],
    /// Whether it cannot be changed now.
    #[prop_or_default]
    pub disabled: bool,
    /// Takes a new value; a sentence if it cannot be.
    pub put: Callback<f64, Result<(), String>>,
}

/// A number as it is typed.
pub fn typed(v: f64) -> String {
    v.to_string()
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

/// The field.
#[component]
pub fn Number(props: &NumberProps) -> Html {
    let text = use_state(|| None::<String>);
    let trouble = use_state(|| None::<String>);
    let put = {
        let (text, trouble, put, whole) = (text.clone(), trouble.clone(), props.put.clone(), props.whole);
        Callback::from(move |new: String| {
            match read_number(&new, whole).and_then(|v| put.emit(v)) {
                Ok(()) => {
                    text.set(None);
                    trouble.set(None);
                }
                Err(why) => {
                    text.set(Some(new));
                    trouble.set(Some(sentence(&why)));
                }
            };
        })
    };
    let revert = {
        let (text, trouble) = (text.clone(), trouble.clone());
        Callback::from(move |()| {
            text.set(None);
            trouble.set(None);
        })
    };
    let typing = text.is_some() || props.choices.is_empty();
    let hint = AttrValue::from(format!("{}-trouble", props.name));
    let (free, chosen) = (text.setter(), put.clone());
    let choose = Callback::from(move |value: AttrValue| {
        if value.as_str() == OTHER { free.set(Some(String::new())) } else { chosen.emit(value.to_string()) }
    });
    html! {
        <div class="setting" title={props.help.clone()}>
            <label for={props.name.clone()}>{ props.label.clone() }</label>
            if typing {
                <Line name={props.name.clone()} value={(*text).clone().unwrap_or_else(|| typed(props.value))} first={text.as_deref() == Some("")}
                    wrong={trouble.is_some()} {hint} disabled={props.disabled} text={text.setter()} {put} {revert} />
            } else {
                <Choice name={props.name.clone()} value={typed(props.value)} options={options(props)} disabled={props.disabled} put={choose} />
            }
            if let Some(why) = &*trouble {
                <small class="trouble" id={format!("{}-trouble", props.name)} role="alert">{ why }</small>
            }
        </div>
    }
}

/// The sensible values, the present one among them, and a way to type another.
fn options(props: &NumberProps) -> Vec<(AttrValue, AttrValue)> {
    let mut all = props.choices.to_vec();
    if !all.contains(&props.value) {
        all.push(props.value);
        circuit::order::sort(&mut all, f64::total_cmp);
    }
    let said = |v: f64| match props.words.iter().find(|row| row.0 == v) {
        Some((_, words)) => AttrValue::Static(words),
        None => typed(v).into(),
    };
    let mut options: Vec<_> = all.into_iter().map(|v| (AttrValue::from(typed(v)), said(v))).collect();
    options.push((OTHER.into(), "other …".into()));
    options
}

/// The text field of a number.
#[derive(Properties, PartialEq)]
struct LineProps {
    name: AttrValue,
    value: String,
    /// Whether it was just opened, to be typed into.
    first: bool,
    wrong: bool,
    hint: AttrValue,
    disabled: bool,
    text: UseStateSetter<Option<String>>,
    put: Callback<String>,
    revert: Callback<()>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let node = use_node_ref();
    let (place, first) = (node.clone(), props.first);
    use_effect_with((), move |()| {
        if let Some(field) = place.cast::<HtmlInputElement>().filter(|_| first) {
            // A field that cannot take the focus is still there to be clicked.
            let _ = field.focus();
        }
    });
    let text = props.text.clone();
    let oninput = Callback::from(move |e: InputEvent| {
        if let Some(field) = e.target_dyn_into::<HtmlInputElement>() {
            text.set(Some(field.value()));
        }
    });
    let put = props.put.clone();
    let onchange = Callback::from(move |e: Event| {
        if let Some(field) = e.target_dyn_into::<HtmlInputElement>() {
            put.emit(field.value());
        }
    });
    let revert = props.revert.clone();
    // A field left empty goes back to what it was.
    let onblur = Callback::from(move |e: FocusEvent| {
        if e.target_dyn_into::<HtmlInputElement>().is_some_and(|f| f.value().trim().is_empty()) {
            revert.emit(());
        }
    });
    let (revert, put) = (props.revert.clone(), props.put.clone());
    let onkeydown = Callback::from(move |e: KeyboardEvent| match e.key().as_str() {
        "Escape" => {
            e.prevent_default();
            revert.emit(());
        }
        "Enter" => e.target_dyn_into::<HtmlInputElement>().into_iter().for_each(|f| put.emit(f.value())),
        _ => {}
    });
    let described = props.wrong.then(|| props.hint.clone());
    html! {
        <input ref={node} class="field" id={props.name.clone()} type="text" inputmode="decimal" autocomplete="off" spellcheck="false" size="6" data-ketloom={props.name.clone()}
            value={props.value.clone()} disabled={props.disabled} aria-invalid={props.wrong.then_some("true")}
            aria-describedby={described} {oninput} {onchange} {onblur} {onkeydown} />
    }
}

/// A choice among names.
#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// Its `data-ketloom`.
    pub name: AttrValue,
    /// What is chosen.
    pub value: AttrValue,
    /// Values with their words.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// Its accessible name, where no label is around it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether it cannot be changed now.
    #[prop_or_default]
    pub disabled: bool,
    /// Takes the value chosen.
    pub put: Callback<AttrValue>,
}

/// The list. What is chosen is set after the options are there, and set back if the choice was refused.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let node = use_node_ref();
    let (place, value) = (node.clone(), props.value.clone());
    use_effect(move || {
        if let Some(list) = place.cast::<HtmlSelectElement>().filter(|l| l.value() != *value) {
            list.set_value(&value);
        }
    });
    let put = props.put.clone();
    let onchange = Callback::from(move |e: Event| {
        if let Some(list) = e.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) {
            put.emit(list.value().into());
        }
    });
    let option = |(value, words): &(AttrValue, AttrValue)| {
        html! { <option value={value.clone()} selected={*value == props.value}>{ words.clone() }</option> }
    };
    html! {
        <select ref={node} class="field" id={props.name.clone()} data-ketloom={props.name.clone()} aria-label={props.label.clone()} disabled={props.disabled} {onchange}>
            { for props.options.iter().map(option) }
        </select>
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
            ("inf", false, "finite"),
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
