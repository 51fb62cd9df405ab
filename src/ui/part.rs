//! Parts of the page that are drawn anew only when what they show has changed: the one component besides the page.
//! All else are functions from `Shown` to elements, for a component costs kilobytes and a function what it says.

use super::attention as shares;
use super::shown::{Room, Shown};
use super::{boundary, composer, displays, figures, inspector, palette, params, predictions, training};
use std::rc::Rc;
use yew::virtual_dom::{VComp, VNode};
use yew::{Component, Context, Html, Properties};

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Gates to take.
    Palette,
    /// The circuit.
    Composer,
    /// What a display in the circuit reads.
    Told,
    /// Sliders.
    Params,
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
        let props = Rc::new(PartProps { part: self, shown: shown.clone() });
        VNode::VComp(Rc::new(VComp::new::<Drawn>(props, None)))
    }

    fn draw(self, shown: &Rc<Shown>) -> Html {
        match self {
            Part::Palette => palette::view(shown),
            Part::Composer => composer::view(shown),
            Part::Told => displays::told(shown),
            Part::Params => params::view(shown),
            Part::Inspector => inspector::view(shown),
            Part::Figures => figures::view(shown),
            Part::Painted(state, figure) => figures::painted(shown, state, figure),
            Part::Training => training::view(shown),
            Part::Settings => training::settings(shown),
            Part::Boundary => boundary::view(shown),
            Part::Plane => boundary::plane(shown),
            Part::Attention => shares::view(shown),
            Part::Sentences => shares::sentences(shown),
            Part::Predictions => predictions::view(shown),
        }
    }

    /// Whether it looks the same, as far as can be told at a glance.
    fn same(self, a: &Shown, b: &Shown) -> bool {
        let (l, m) = (&*a.local, &*b.local);
        let width = |room: Room| l.width(room) == m.width(room);
        let setup = Rc::ptr_eq(&a.setup, &b.setup);
        let document = Rc::ptr_eq(&a.document, &b.document);
        let look = Rc::ptr_eq(&a.look, &b.look);
        let circuit = setup && a.view() == b.view() && Rc::ptr_eq(&a.states, &b.states);
        match self {
            Part::Palette => {
                let own = |of: &Shown| of.document.circuit().customs();
                a.armed == b.armed
                    && l.search == m.search
                    && a.cell == b.cell
                    && (document || own(a) == own(b))
            }
            Part::Composer => {
                let hand = (a.holds, a.armed.is_some(), a.cell, a.chosen, a.region, l.selecting)
                    == (b.holds, b.armed.is_some(), b.cell, b.chosen, b.region, m.selecting);
                circuit
                    && hand
                    && Rc::ptr_eq(&a.weights, &b.weights)
                    && a.waiting == b.waiting
                    && a.epoch_ms == b.epoch_ms
                    && (l.wire, &l.angle) == (m.wire, &m.angle)
                    && width(Room::Score)
            }
            Part::Told => circuit && (a.cell, a.chosen, l.over) == (b.cell, b.chosen, m.over),
            Part::Params => circuit && Rc::ptr_eq(&a.weights, &b.weights),
            Part::Inspector => {
                let said = a.trouble == b.trouble && Rc::ptr_eq(&l.fields, &m.fields);
                circuit && look && said && width(Room::State)
            }
            Part::Figures => {
                Rc::ptr_eq(&a.states, &b.states) && a.view().figures == b.view().figures && l.read == m.read
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
                setup
                    && training::state(a) == training::state(b)
                    && Rc::ptr_eq(&l.fields, &m.fields)
                    && l.sizes == m.sizes
            }
            Part::Boundary => document && look && l.spot == m.spot && Part::Plane.same(a, b),
            Part::Plane => {
                look && a.view().example == b.view().example && l.untested == m.untested && width(Room::Plane)
            }
            Part::Attention => document && look && l.spotted == m.spotted && width(Room::Matrix),
            Part::Sentences => {
                a.view().example == b.view().example && (look || shares::same_sentences(&a.look, &b.look))
            }
            Part::Predictions => document && look && l.more == m.more,
        }
    }
}

/// A part and all there is to see.
#[derive(Properties)]
struct PartProps {
    part: Part,
    shown: Rc<Shown>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &PartProps) -> bool {
        self.part == other.part
            && (Rc::ptr_eq(&self.shown, &other.shown) || self.part.same(&self.shown, &other.shown))
    }
}

struct Drawn;

impl Component for Drawn {
    type Message = ();
    type Properties = PartProps;

    fn create(_: &Context<Drawn>) -> Drawn {
        Drawn
    }
    fn view(&self, ctx: &Context<Drawn>) -> Html {
        let PartProps { part, shown } = ctx.props();
        part.draw(shown)
    }
}
