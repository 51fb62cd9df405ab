//! The palette: every gate of the table by family, gates with controls, and controls themselves. A gate is
//! dragged into the circuit, or tapped and then a cell tapped.

use super::Act;
use super::hand::{Held, Tool};
use circuit::{Family, Gate, gates};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the palette shows.
#[derive(Properties, PartialEq)]
pub struct PaletteProps {
    /// The tool picked up.
    pub armed: Option<Tool>,
    /// Takes acts.
    pub act: Callback<Act>,
}

const FAMILIES: [Family; 4] = [Family::HalfTurns, Family::Phase, Family::Rotations, Family::TwoQubit];
/// Gates with controls that have a button of their own.
const CONTROLLED: [(&str, usize); 4] = [("X", 1), ("Z", 1), ("X", 2), ("SWAP", 1)];

/// The groups of the palette: title and tools.
fn groups() -> Vec<(&'static str, Vec<Tool>)> {
    let of = |family: Family| {
        gates::all()
            .filter(move |g| g.family == family && g.params.len() < 2)
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
    words.to_ascii_lowercase().contains(wanted)
}

/// The tool that a search means: one whose name begins with it rather than one that speaks of it.
fn meant(word: &str) -> Option<Tool> {
    let found = || groups().into_iter().flat_map(|g| g.1).filter(|t| matches(*t, word));
    let named = found().find(|t| t.name().to_ascii_lowercase().starts_with(word));
    named.or_else(|| found().next())
}

fn button(tool: Tool, armed: Option<Tool>, act: &Callback<Act>) -> Html {
    let press = act.reform(move |e: PointerEvent| Act::Press(Held::Tool(tool), e.client_x(), e.client_y()));
    let arm = act.reform(move |_: MouseEvent| Act::Arm(tool));
    let name = match tool {
        Tool::Gate(..) => format!("{}: {}", tool.symbol(), tool.help()),
        Tool::Control(_) => tool.help(),
    };
    html! {
        <button type="button" class={classes!("tool", (tool.symbol().chars().count() > 4).then_some("long"))} data-ketloom={format!("gate-{}", tool.name())} aria-label={name.clone()} title={name}
            aria-pressed={if armed == Some(tool) { "true" } else { "false" }} onpointerdown={press} onclick={arm}>
            { tool.symbol() }
        </button>
    }
}

/// The palette.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let wanted = use_state(String::new);
    let search = {
        let wanted = wanted.clone();
        Callback::from(move |e: InputEvent| wanted.set(e.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let word = wanted.trim().to_ascii_lowercase();
    // Enter picks the first gate found; Escape empties the field.
    let enter = {
        let (act, wanted, word) = (props.act.clone(), wanted.clone(), word.clone());
        Callback::from(move |e: KeyboardEvent| match e.key().as_str() {
            "Enter" => {
                meant(&word).into_iter().for_each(|tool| act.emit(Act::Arm(tool)));
            }
            "Escape" => wanted.set(String::new()),
            _ => {}
        })
    };
    let shown = groups().into_iter().map(|(title, tools)| {
        let tools: Vec<Tool> = tools.into_iter().filter(|t| matches(*t, &word)).collect();
        (title, tools)
    });
    let shown: Vec<(&str, Vec<Tool>)> = shown.filter(|g| !g.1.is_empty()).collect();
    html! {
        <nav class="panel palette" aria-label="Gates" data-ketloom="palette">
            <input type="search" class="field" placeholder="Search gates ( / )" aria-label="Search gates" autocomplete="off"
                data-ketloom="gate-search" value={(*wanted).clone()} oninput={search} onkeydown={enter} />
            <div class="families">
                if shown.is_empty() {
                    <p class="quiet">{ "No gate has that name." }</p>
                }
                { for shown.iter().map(|(title, tools)| html! {
                    <section class="family" key={*title}>
                        <h2>{ *title }</h2>
                        <div class="tools">{ for tools.iter().map(|t| button(*t, props.armed, &props.act)) }</div>
                    </section>
                }) }
            </div>
        </nav>
    }
}
