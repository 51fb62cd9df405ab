//! Parts of the page that are drawn anew only when what they show has changed: the one component besides the page.
//! All else are functions from `Shown` to elements, for a component costs kilobytes and a function what it says.

use super::attention as shares;
use super::ink::{self, Group};
use super::later::{self, Later};
use super::shown::{Room, Shown};
use super::tag::tag;
use super::{cells, composer, figures, inspector, palette, params, predictions, text, training};
use circuit::Op;
use std::rc::Rc;
use yew::virtual_dom::{VComp, VNode};
use yew::{Component, Context, Html, NodeRef, Properties};

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Gates to take.
    Palette,
    /// The circuit.
    Composer,
    /// The gates that begin at one of its wires.
    Gates(usize),
    /// The cells of one of its wires.
    Row(usize),
    /// Sliders.
    Params,
    /// The circuit as a text.
    Text,
    /// States.
    Inspector,
    /// Figures of states.
    Figures,
    /// The picture of a state's figure.
    Painted(usize, usize),
    /// Counter and curves.
    Training,
    /// Buttons and settings of training.
    Settings,
    /// The boundary panel.
    Boundary,
    /// The plane in it.
    Plane,
    /// The attention panel.
    Attention,
    /// The list of sentences in it.
    Sentences,
    /// The predictions.
    Predictions,
}

impl Part {
    /// The part as an element.
    pub fn of(self, shown: &Rc<Shown>) -> Html {
        Draws::Part(self, shown.clone()).html()
    }

    fn draw(self, shown: &Rc<Shown>) -> Html {
        match self {
            Part::Palette => palette::view(shown),
            Part::Composer => composer::view(shown),
            Part::Gates(wire) => composer::gates(shown, wire),
            Part::Row(wire) => cells::row(shown, wire),
            Part::Params => params::view(shown),
            Part::Text => text::view(shown),
            Part::Inspector => inspector::view(shown),
            Part::Figures => figures::view(shown),
            Part::Painted(state, figure) => figures::painted(shown, state, figure),
            Part::Training => training::view(shown),
            Part::Settings => training::settings(shown),
            Part::Boundary => later::view(Later::Boundary, shown),
            Part::Plane => later::view(Later::Plane, shown),
            Part::Attention => shares::view(shown),
            Part::Sentences => shares::sentences(shown),
            Part::Predictions => predictions::view(shown),
        }
    }

    /// Whether it looks the same, as far as can be told at a glance.
    fn same(self, a: &Shown, b: &Shown) -> bool {
        let (l, m) = (&*a.local, &*b.local);
        let width = |room: Room| l.width(room) == m.width(room);
        // Of parts in which something comes later.
        let later = a.later == b.later;
        let setup = Rc::ptr_eq(&a.setup, &b.setup);
        let document = Rc::ptr_eq(&a.document, &b.document);
        let look = Rc::ptr_eq(&a.look, &b.look);
        let circuit = setup && a.view() == b.view() && Rc::ptr_eq(&a.states, &b.states);
        match self {
            Part::Palette => {
                let own = |of: &Shown| of.document.circuit().customs();
                a.armed == b.armed && l.search == m.search && (document || own(a) == own(b))
            }
            Part::Composer => {
                let hand = (a.holds, a.armed.is_some(), a.cell, a.chosen, a.region, l.selecting)
                    == (b.holds, b.armed.is_some(), b.cell, b.chosen, b.region, m.selecting);
                let unexplained = a.view().step.is_none();
                // What was left out of it in haste is told by its parts.
                circuit
                    && hand
                    && a.hasty <= b.hasty
                    && Rc::ptr_eq(&a.weights, &b.weights)
                    && a.waiting == b.waiting
                    && (a.epoch_ms, a.runs) == (b.epoch_ms, b.runs)
                    && (l.wire, l.zoom, &l.angle) == (m.wire, m.zoom, &m.angle)
                    && (later || l.wire.is_none() && a.selected().is_none() && unexplained)
                    && (l.read == m.read || unexplained)
                    && width(Room::Score)
            }
            Part::Gates(wire) => {
                let here = |op: &Op| op.qubits().min() == Some(wire);
                // By its column: the number of a gate changes with gates before it.
                let selected = |s: &Shown| {
                    s.selected().filter(|i| here(&s.circuit().ops()[*i])).map(|i| s.layout.columns[i])
                };
                selected(a) == selected(b) && same_ops(a, b, &|_, op| here(op))
            }
            // In haste cells, which show nothing, are only added and taken away, and figures come after the state.
            Part::Row(_) if b.hasty && composer::columns(a) == composer::columns(b) => true,
            Part::Figures | Part::Painted(..) if b.hasty => true,
            Part::Row(wire) => same_row(a, b, wire),
            Part::Params => circuit && Rc::ptr_eq(&a.weights, &b.weights),
            Part::Text => {
                later
                    && Rc::ptr_eq(&a.texts, &b.texts)
                    && a.typing == b.typing
                    && a.view().text == b.view().text
            }
            Part::Inspector => {
                let said = a.trouble == b.trouble && Rc::ptr_eq(&l.fields, &m.fields);
                circuit && look && said && later && width(Room::State) && l.read == m.read
            }
            Part::Figures => {
                later
                    && Rc::ptr_eq(&a.states, &b.states)
                    && a.view().figures == b.view().figures
                    && a.view().reversed == b.view().reversed
                    && l.read == m.read
            }
            Part::Painted(..) => Rc::ptr_eq(&a.states, &b.states),
            Part::Training => {
                let curves = (l.metric, l.log, l.epoch) == (m.metric, m.log, m.epoch);
                curves
                    && document
                    && look
                    && a.epoch_ms == b.epoch_ms
                    && a.trouble == b.trouble
                    && Part::Settings.same(a, b)
                    && width(Room::Curve)
            }
            Part::Settings => {
                later
                    && setup
                    && training::state(a) == training::state(b)
                    && Rc::ptr_eq(&l.fields, &m.fields)
                    && l.sizes == m.sizes
            }
            Part::Boundary => later && document && look && l.spot == m.spot && Part::Plane.same(a, b),
            Part::Plane => {
                later
                    && look
                    && a.view().example == b.view().example
                    && l.untested == m.untested
                    && width(Room::Plane)
            }
            Part::Attention => document && look && l.spotted == m.spotted && width(Room::Matrix),
            Part::Sentences => {
                a.view().example == b.view().example && (look || shares::same_sentences(&a.look, &b.look))
            }
            Part::Predictions => document && look && l.more == m.more,
        }
    }
}

/// Whether the numbers are the same that stand beside angles with symbols.
fn same_values(a: &Shown, b: &Shown) -> bool {
    Rc::ptr_eq(&a.weights, &b.weights)
        && Rc::ptr_eq(&a.states, &b.states)
        && a.setup.inputs == b.setup.inputs
        && (a.view().layer, a.view().time) == (b.view().layer, b.view().time)
}

/// Whether a column's or a wire's ops are the same, with the numbers and pictures that are shown in them.
fn same_ops(a: &Shown, b: &Shown, here: &dyn Fn(usize, &Op) -> bool) -> bool {
    let (one, other) = (a.ops(here), b.ops(here));
    composer::geometry(a) == composer::geometry(b)
        && a.circuit().registers() == b.circuit().registers()
        && one == other
        && (same_values(a, b) || !one.iter().any(|o| o.1.gate.is_display() || composer::has_symbols(o.1)))
}

fn same_row(a: &Shown, b: &Shown, wire: usize) -> bool {
    let focus = |s: &Shown| (s.cell.0 == wire).then_some((s.cell.1, s.chosen));
    let region = |s: &Shown| s.region.filter(|r| (r.wires.0..=r.wires.1).contains(&wire)).map(|r| r.columns);
    focus(a) == focus(b)
        && region(a) == region(b)
        && a.waiting == b.waiting
        && composer::columns(a) == composer::columns(b)
        && a.circuit().label(wire) == b.circuit().label(wire)
        && same_ops(a, b, &|_, op| op.qubits().any(|q| q == wire))
}

/// The shapes of a picture as an element that is painted by `ink`.
pub fn ink(groups: Vec<Group>) -> Html {
    Draws::Ink(Rc::new(groups)).html()
}

/// What is drawn.
#[derive(Clone)]
enum Draws {
    /// A part of all there is to see.
    Part(Part, Rc<Shown>),
    /// Shapes.
    Ink(Rc<Vec<Group>>),
}

impl Draws {
    fn html(self) -> Html {
        VNode::VComp(Rc::new(VComp::new::<Drawn>(Rc::new(PartProps { draws: self }), None)))
    }
}

#[derive(Properties)]
struct PartProps {
    draws: Draws,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &PartProps) -> bool {
        match (&self.draws, &other.draws) {
            (Draws::Part(one, a), Draws::Part(two, b)) => one == two && (Rc::ptr_eq(a, b) || one.same(a, b)),
            (Draws::Ink(a), Draws::Ink(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

struct Drawn {
    /// The element of shapes.
    place: NodeRef,
    /// What was painted into it.
    painted: Rc<Vec<Group>>,
}

impl Drawn {
    fn paint(&mut self, groups: &Rc<Vec<Group>>) -> Option<()> {
        ink::paint(&self.place.cast()?, &self.painted, groups);
        self.painted = groups.clone();
        Some(())
    }
}

impl Component for Drawn {
    type Message = ();
    type Properties = PartProps;

    fn create(_: &Context<Drawn>) -> Drawn {
        Drawn { place: NodeRef::default(), painted: Rc::default() }
    }
    fn changed(&mut self, ctx: &Context<Drawn>, _: &PartProps) -> bool {
        match &ctx.props().draws {
            // Where its element is not there yet, Yew makes it and `rendered` paints.
            Draws::Ink(groups) => self.paint(groups).is_none(),
            Draws::Part(..) => true,
        }
    }
    fn view(&self, ctx: &Context<Drawn>) -> Html {
        match &ctx.props().draws {
            Draws::Part(part, shown) => part.draw(shown),
            Draws::Ink(_) => tag("g", &[]).place(&self.place).html(),
        }
    }
    fn rendered(&mut self, ctx: &Context<Drawn>, _: bool) {
        match &ctx.props().draws {
            Draws::Ink(groups) => {
                self.paint(&groups.clone());
            }
            Draws::Part(..) => self.painted = Rc::default(),
        }
    }
}
