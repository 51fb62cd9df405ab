//! The palette: every gate of the table by family, gates with controls, and controls themselves. A gate is
//! dragged into the circuit, or tapped and then a cell tapped.

use super::Act;
use super::hand::{Held, Tool, controls, press};
use super::shown::Shown;
use super::tag::{self, Hear, key_of, tag, value_of, words};
use circuit::{Family, Gate, gates, search};
use std::rc::Rc;
use yew::Html;

/// Families that stand open; the others unfold.
const OPEN: [Family; 6] = [
    Family::HalfTurns,
    Family::Phase,
    Family::Rotations,
    Family::TwoQubit,
    Family::Process,
    Family::Displays,
];
/// Gates with controls that have a button of their own.
const CONTROLLED: [(&str, usize); 4] = [("X", 1), ("Z", 1), ("X", 2), ("SWAP", 1)];

/// A group of the palette: its title, its tools and whether it stands open.
type Group = (&'static str, Vec<Tool>, bool);

/// Every row of the gate table by family, and controls after the gates that are used with them.
fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for gate in gates::all().filter(|g| g.family != Family::Custom) {
        let title = gate.family.title();
        match groups.iter_mut().find(|g| g.0 == title) {
            Some(group) => group.1.push(Tool::Gate(gate, 0)),
            None => groups.push((title, vec![Tool::Gate(gate, 0)], OPEN.contains(&gate.family))),
        }
    }
    // What is open stands before what is folded.
    let folded = groups.extract_if(.., |g| !g.2).collect::<Vec<Group>>();
    let controlled = CONTROLLED.iter().filter_map(|(name, n)| Some(Tool::Gate(Gate::named(name)?, *n)));
    groups.insert(4, ("Controlled", controlled.collect(), true));
    groups.insert(5, ("Controls", controls(), true));
    groups.extend(folded);
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
        _ => tool.help(),
    };
    face(tool, name, armed)
}

/// A tool's button: by the symbol that it has in circuits, or by its name where that is all it has.
fn face(tool: Tool, name: String, armed: Option<Tool>) -> Html {
    let symbol = if let Tool::Own(_) = tool { name.clone() } else { tool.symbol() };
    let class = if symbol.chars().count() > 4 { "tool long" } else { "tool" };
    tag::button(class, format!("gate-{}", tool.name()))
        .set("aria-label", name.clone())
        .set("title", name)
        .say_if("aria-pressed", armed == Some(tool))
        .on(Hear::Press, move |e| press(Held::Tool(tool), e))
        .click(move || Act::Arm(tool))
        .text(symbol)
        .html()
}

/// Gates that the circuit defines itself, and a way to a new one.
fn own(shown: &Shown, word: &str) -> Html {
    let mut tools = Vec::new();
    for (i, custom) in shown.document.circuit().customs().iter().enumerate() {
        if search::holds(&custom.name.to_ascii_lowercase(), word) {
            tools.push(face(Tool::Own(i), custom.name.clone(), shown.armed));
        }
    }
    let all = shown.clone();
    let new = tag::button("tool long", "gate-new").click(move || super::own::open(&all, None));
    let tools = tag("div", &[("class", "tools")]).all(tools).child(new.text("New…"));
    let family = tag("details", &[("class", "family"), ("open", ""), ("data-ketloom", "own-gates")]);
    family.child(words("summary", "", "Own gates")).child(tools).html()
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
    for (title, mut tools, open) in groups() {
        tools.retain(|t| matches(*t, &word));
        if !tools.is_empty() {
            let tools = tools.iter().map(|t| button(*t, shown.armed)).collect();
            let tools = tag("div", &[("class", "tools")]).all(tools);
            // What is looked for is seen wherever it is.
            let unfolded = open || !word.is_empty();
            let family = tag("details", &[("class", "family")]).set_if(unfolded, "open", "");
            families.push(family.child(words("summary", "", title)).child(tools).html());
        }
    }
    let none = families.is_empty().then(|| words("p", "quiet", "No gate has that name."));
    tag("nav", &[("class", "panel palette"), ("aria-label", "Gates"), ("data-ketloom", "palette")])
        .child(search(wanted))
        .child(tag("div", &[("class", "families")]).maybe(none).all(families).child(own(shown, &word)))
        .html()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_can_be_taken_and_every_control() {
        let tools: Vec<Tool> = groups().into_iter().flat_map(|g| g.1).collect();
        for gate in gates::all().filter(|g| *g != Gate::custom()) {
            let count = tools.iter().filter(|t| **t == Tool::Gate(gate, 0)).count();
            assert_eq!(count, 1, "{gate:?}");
        }
        for (i, tool) in tools.iter().enumerate() {
            assert!(tools[..i].iter().all(|t| t.name() != tool.name()), "{} twice", tool.name());
        }
        assert_eq!(tools.iter().filter(|t| matches!(t, Tool::Control(..))).count(), 6);
    }
}
