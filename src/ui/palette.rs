//! The palette: every gate of the table by family, gates with controls, and controls themselves. A gate is
//! dragged into the circuit, or tapped and then a cell tapped.

use super::Act;
use super::hand::{Held, Tool};
use super::shown::Shown;
use super::tag::{self, Hear, key_of, pointer, tag, value_of, words};
use circuit::{Family, Gate, gates, search};
use std::rc::Rc;
use yew::Html;

const FAMILIES: [Family; 5] =
    [Family::HalfTurns, Family::Phase, Family::Rotations, Family::TwoQubit, Family::Displays];
/// Gates with controls that have a button of their own.
const CONTROLLED: [(&str, usize); 4] = [("X", 1), ("Z", 1), ("X", 2), ("SWAP", 1)];

/// The groups of the palette: title and tools.
fn groups() -> Vec<(&'static str, Vec<Tool>)> {
    let of = |family: Family| {
        gates::all()
            .filter(move |g| g.family == family && (g.params.len() < 2 || g.is_display()))
            .map(|g| Tool::Gate(g, 0))
            .collect()
    };
    let mut groups: Vec<(&str, Vec<Tool>)> = FAMILIES.iter().map(|f| (f.title(), of(*f))).collect();
    let controlled = CONTROLLED.iter().filter_map(|(name, n)| Some(Tool::Gate(Gate::named(name)?, *n)));
    groups.push(("Controlled", controlled.collect()));
    groups.push(("Controls", vec![Tool::Control(true), Tool::Control(false)]));
    groups
}

fn matches(tool: Tool, wanted: &str) -> bool {
    let mut words = format!("{} {} {}", tool.name(), tool.symbol(), tool.help());
    if let Tool::Gate(gate, _) = tool {
        gate.aliases.iter().for_each(|a| words.push_str(a));
    }
    search::holds(&words.to_ascii_lowercase(), wanted)
}

/// The tool that a search means: one whose name begins with it rather than one that speaks of it.
fn meant(word: &str) -> Option<Tool> {
    let found = || groups().into_iter().flat_map(|g| g.1).filter(|t| matches(*t, word));
    let named = found().find(|t| t.name().to_ascii_lowercase().starts_with(word));
    named.or_else(|| found().next())
}

fn button(tool: Tool, armed: Option<Tool>) -> Html {
    let name = match tool {
        Tool::Gate(..) => format!("{}: {}", tool.symbol(), tool.help()),
        Tool::Control(_) => tool.help(),
    };
    let class = if tool.symbol().chars().count() > 4 { "tool long" } else { "tool" };
    tag::button(class, format!("gate-{}", tool.name()))
        .set("aria-label", name.clone())
        .set("title", name)
        .say_if("aria-pressed", armed == Some(tool))
        .on(Hear::Press, move |e| {
            Some(Act::Press(Held::Tool(tool), pointer(e).client_x(), pointer(e).client_y()))
        })
        .click(move || Act::Arm(tool))
        .text(tool.symbol())
        .html()
}

/// The field that gates are looked for in. Enter picks the first gate found; Escape empties it.
fn search(wanted: &str) -> Html {
    let look_for = |text: String| Act::Set(Rc::new(move |local| local.search.clone_from(&text)));
    let field = tag(
        "input",
        &[
            ("type", "search"),
            ("class", "field"),
            ("placeholder", "Search gates ( / )"),
            ("aria-label", "Search gates"),
            ("autocomplete", "off"),
            ("data-ketloom", "gate-search"),
        ],
    );
    field
        .value(wanted.to_string().into())
        .on(Hear::Input, move |e| Some(look_for(value_of(e))))
        .on(Hear::Key, move |e| match key_of(e).as_str() {
            "Enter" => meant(&value_of(e).trim().to_ascii_lowercase()).map(Act::Arm),
            "Escape" => Some(look_for(String::new())),
            _ => None,
        })
        .html()
}

/// The palette.
pub fn view(shown: &Shown) -> Html {
    let wanted = &shown.local.search;
    let word = wanted.trim().to_ascii_lowercase();
    let mut families = Vec::new();
    for (title, mut tools) in groups() {
        tools.retain(|t| matches(*t, &word));
        if !tools.is_empty() {
            let tools = tools.iter().map(|t| button(*t, shown.armed)).collect();
            let tools = tag("div", &[("class", "tools")]).all(tools);
            let family = tag("section", &[("class", "family")]).child(words("h2", "", title));
            families.push(family.child(tools).html());
        }
    }
    let none = families.is_empty().then(|| words("p", "quiet", "No gate has that name."));
    tag("nav", &[("class", "panel palette"), ("aria-label", "Gates"), ("data-ketloom", "palette")])
        .child(search(wanted))
        .child(tag("div", &[("class", "families")]).maybe(none).all(families))
        .html()
}
