//! What the state panel has for circuits that measure: how they are run, and their classical bits. It comes with the module
//! of dialogs (`later`), for few visits need it. Not here: the state itself (`inspector`).

use super::Act;
use super::field::{read_number, typing as typing_in};
use super::inspector::scrolls;
use super::shown::Shown;
use super::tag::{Hear, button, list, send, tag, value_of, words};
use std::rc::Rc;
use yew::Html;

/// How a circuit that measures is run: exactly, or once by a seed.
pub fn mode(shown: &Shown) -> Html {
    let view = shown.view();
    let branch = shown.states.first().and_then(|state| state.branch);
    let mode = |shot: bool, hook: &'static str, face: &'static str| {
        let on = view.shot == shot && (shot || branch.is_none());
        let button = button("chip", hook).say_if("aria-pressed", on);
        button.looks(move |view| (view.shot, view.branch) = (shot, None)).text(face)
    };
    let modes = tag("div", &[("class", "chips modes"), ("role", "group"), ("aria-label", "How it is run")]);
    let modes = modes.child(mode(false, "exact", "Exact mixture")).child(mode(true, "shot", "Single shot"));
    if !view.shot {
        return modes.html();
    }
    let typing = shown.local.fields.iter().find(|f| f.name == SEED);
    let text = typing.and_then(|t| t.text.clone()).unwrap_or_else(|| view.seed.to_string());
    let trouble = typing.and_then(|t| t.trouble.clone());
    let field =
        tag("input", &[("class", "field"), ("inputmode", "numeric"), ("size", "5"), ("data-ketloom", SEED)]);
    let field =
        field.value(text.into()).set_if(trouble.is_some(), "aria-invalid", "true").on(Hear::Change, |e| {
            let text = value_of(e);
            Some(
                match read_number(&text, true).and_then(|seed| {
                    if seed < MOST_SEED { Ok(seed) } else { Err("A seed has at most 15 digits.".into()) }
                }) {
                    Ok(seed) => {
                        send(Act::Set(Rc::new(|local| typing_in(local, SEED, None, None))));
                        Act::Look(Rc::new(move |view| view.seed = seed as u64))
                    }
                    Err(why) => Act::Set(Rc::new(move |local| {
                        typing_in(local, SEED, Some(text.clone()), Some(why.clone()));
                    })),
                },
            )
        });
    let another = button("button small", "another-shot").text("Another shot").looks(|view| {
        view.seed = (view.seed + 1) % MOST_SEED as u64;
    });
    let seed = tag("label", &[("class", "switch")]).text("seed ").child(field);
    let why = |why: String| tag("small", &[("class", "trouble"), ("role", "alert")]).text(why).html();
    modes.child(seed).child(another).maybe(trouble.map(why)).html()
}

/// The field of a shot's seed.
const SEED: &str = "shot-seed";
/// Seeds are below this: whole numbers that JSON keeps.
const MOST_SEED: f64 = 1e15;

/// Classical bits, with their values in one run or their probabilities.
pub fn classical(shown: &Shown) -> Html {
    // Only plain circuits measure, and they have one state.
    let Some(state) = shown.states.first() else { return Html::default() };
    let mut rows = Vec::new();
    let chosen = state.branch;
    for (i, (what, value)) in state.classical.iter().enumerate() {
        let head = tag("th", &[("scope", "row")]);
        let head = match state.branches.get(i).copied() {
            Some(bits) => {
                let on = chosen == Some(bits);
                let button = button("chip", format!("branch-{bits}")).say_if("aria-pressed", on);
                let button = button.set("title", "The state that this outcome leaves").text(what.clone());
                head.child(button.looks(move |view| view.branch = if on { None } else { Some(bits) }))
            }
            None => head.text(what.clone()),
        };
        rows.push(tag("tr", &[]).child(head).child(words("td", "", value.clone())).html());
    }
    let hint = match (state.branches.is_empty(), chosen) {
        (true, _) => "",
        (_, None) => "choose one to see what it leaves",
        _ => "above is what the chosen one leaves",
    };
    let title = tag("h4", &[]).text("Classical bits").child(tag("small", &[]).text(hint));
    let table = tag("table", &[("class", "numbers branches")]).child(tag("tbody", &[]).all(rows));
    let rows = tag("div", &[("class", "rows"), ("aria-live", "polite"), ("data-ketloom", "classical")]);
    let rows = scrolls(rows, state.classical.len() > 6, "Classical bits and their values");
    list(vec![title.html(), rows.child(table).html()])
}
