//! Elements, written as they stand in the page: `tag("p", &[("class", "hint")]).text("Ready").html()`.
//!
//! Yew's `html!` writes out the making of every element anew; here all elements are made by the same few
//! functions, which is a third of the page's bytes. What is heard becomes an `Act` and goes to the page, of which
//! there is one. Not here: what acts do (see `acts`).

use super::Act;
use super::shown::Local;
use session::View;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, PointerEvent};
use yew::virtual_dom::{Listener, ListenerKind, VList, VNode, VTag, VText};
use yew::{AttrValue, Callback, Html, NodeRef};

/// Attributes that never change.
pub type Fixed = &'static [(&'static str, &'static str)];

thread_local! {
    static PAGE: RefCell<Option<Callback<Act>>> = const { RefCell::new(None) };
}

/// From now on acts go there.
pub fn send_to(page: Callback<Act>) {
    PAGE.with_borrow_mut(|p| *p = Some(page));
}

/// Tells the page of an act.
pub fn send(act: Act) {
    let page = PAGE.with_borrow(Clone::clone);
    if let Some(page) = page {
        page.emit(act);
    }
}

/// The events that elements hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hear {
    /// The focus has left.
    Blur,
    /// A field's value was changed.
    Change,
    /// A click.
    Click,
    /// A dialog was closed.
    Close,
    /// Two clicks.
    Double,
    /// Something dragged from outside was dropped.
    Drop,
    /// The focus has come.
    Focus,
    /// The focus has come to something inside.
    FocusIn,
    /// A field's value is changing.
    Input,
    /// A key went down.
    Key,
    /// The pointer went down.
    Press,
    /// The pointer moved.
    Move,
    /// The pointer has left.
    Leave,
    /// The pointer that was held is let go.
    Release,
    /// The wheel was turned.
    Wheel,
}

/// What an event means, if anything. A trait of our own because those of closures have three entries each.
trait Meaning {
    fn of(&self, event: &Event) -> Option<Act>;
}

impl<F: Fn(&Event) -> Option<Act>> Meaning for F {
    fn of(&self, event: &Event) -> Option<Act> {
        self(event)
    }
}

struct Ear {
    hear: Hear,
    meaning: Box<dyn Meaning>,
}

impl Listener for Ear {
    fn kind(&self) -> ListenerKind {
        match self.hear {
            Hear::Blur => ListenerKind::onblur,
            Hear::Change => ListenerKind::onchange,
            Hear::Click => ListenerKind::onclick,
            Hear::Close => ListenerKind::onclose,
            Hear::Double => ListenerKind::ondblclick,
            Hear::Drop => ListenerKind::ondrop,
            Hear::Focus => ListenerKind::onfocus,
            Hear::FocusIn => ListenerKind::onfocusin,
            Hear::Input => ListenerKind::oninput,
            Hear::Key => ListenerKind::onkeydown,
            Hear::Press => ListenerKind::onpointerdown,
            Hear::Move => ListenerKind::onpointermove,
            Hear::Leave => ListenerKind::onpointerleave,
            Hear::Release => ListenerKind::onlostpointercapture,
            Hear::Wheel => ListenerKind::onwheel,
        }
    }
    fn handle(&self, event: Event) {
        if let Some(act) = self.meaning.of(&event) {
            send(act);
        }
    }
    fn passive(&self) -> bool {
        false
    }
}

/// What can be the text of an element or the value of an attribute. What is done with it is compiled once for each
/// kind, so that callers need not make Yew's value of it.
pub trait Words: Sized {
    /// The same as Yew has it.
    fn words(self) -> AttrValue;
    /// Makes it the value of an attribute.
    #[inline(never)]
    fn set_on(self, tag: Tag, name: &'static str) -> Tag {
        tag.put(name, self.words())
    }
    /// Adds it as a text.
    #[inline(never)]
    fn text_on(self, tag: Tag) -> Tag {
        tag.put_text(self.words())
    }
    /// Makes it an element of its own.
    #[inline(never)]
    fn alone(self, name: &'static str, class: &'static str) -> Html {
        let tag = tag(name, &[]);
        if class.is_empty() { tag } else { tag.set("class", class) }.text(self).html()
    }
}

impl Words for &'static str {
    fn words(self) -> AttrValue {
        AttrValue::Static(self)
    }
}

impl Words for String {
    fn words(self) -> AttrValue {
        AttrValue::from(self)
    }
}

impl Words for AttrValue {
    fn words(self) -> AttrValue {
        self
    }
}

/// What can be a child of an element.
pub trait Child {
    /// Adds it.
    fn add_to(self, tag: Tag) -> Tag;
}

impl Child for Html {
    #[inline(never)]
    fn add_to(self, mut tag: Tag) -> Tag {
        tag.0.1.push(self);
        tag
    }
}

impl Child for Tag {
    #[inline(never)]
    fn add_to(self, tag: Tag) -> Tag {
        self.html().add_to(tag)
    }
}

/// An element in the making.
pub struct Tag(Box<(VTag, Vec<Html>)>);

/// An element with attributes that never change.
#[inline(never)]
pub fn tag(name: &'static str, fixed: Fixed) -> Tag {
    let mut tag = VTag::new(name);
    for (name, value) in fixed {
        tag.add_attribute(name, AttrValue::Static(value));
    }
    Tag(Box::new((tag, Vec::new())))
}

/// Nodes one after the other.
pub fn list(nodes: Vec<Html>) -> Html {
    VNode::VList(Rc::new(VList::with_children(nodes, None)))
}

/// An element without children that is just a text in a class: `p`, `span`, `small`.
#[inline(always)]
pub fn words(name: &'static str, class: &'static str, text: impl Words) -> Html {
    text.alone(name, class)
}

/// A button with its class and name for tests.
#[inline(always)]
pub fn button(class: &'static str, hook: impl Words) -> Tag {
    plain_button(class).hook(hook)
}

#[inline(never)]
fn plain_button(class: &'static str) -> Tag {
    tag("button", &[("type", "button")]).set("class", class)
}

/// A box to check, with its words.
pub fn switch(
    hook: &'static str,
    checked: bool,
    words: &'static str,
    change: impl Fn(&mut Local) + 'static,
) -> Html {
    let check = tag("input", &[("type", "checkbox")]).checked(checked).hook(hook);
    let check = check.sets(Hear::Change, change);
    tag("label", &[("class", "switch")]).child(check).text(words).html()
}

impl Tag {
    fn put(mut self, name: &'static str, value: AttrValue) -> Tag {
        self.0.0.add_attribute(name, value);
        self
    }
    fn put_text(self, text: AttrValue) -> Tag {
        VNode::VText(VText::new(text)).add_to(self)
    }
    #[inline(never)]
    fn put_ear(mut self, hear: Hear, meaning: Box<dyn Meaning>) -> Tag {
        self.0.0.add_listener(Rc::new(Ear { hear, meaning }));
        self
    }
    /// Sets an attribute.
    #[inline(always)]
    pub fn set(self, name: &'static str, value: impl Words) -> Tag {
        value.set_on(self, name)
    }
    /// Sets an attribute if something is so, and otherwise leaves it away.
    #[inline(never)]
    pub fn set_if(self, so: bool, name: &'static str, value: &'static str) -> Tag {
        if so { self.set(name, value) } else { self }
    }
    /// Names an element and, if wanted, says the same under the pointer.
    #[inline(never)]
    pub fn set_tip(self, tip: bool, name: String) -> Tag {
        // A tip without words is what the element is called: see `tip`.
        self.set_if(tip, "data-tip", "").set("aria-label", name)
    }
    /// Sets an attribute to `true` or `false`.
    #[inline(never)]
    pub fn say_if(self, name: &'static str, so: bool) -> Tag {
        self.set(name, if so { "true" } else { "false" })
    }
    /// Its name for tests, `data-ketloom`.
    #[inline(always)]
    pub fn hook(self, name: impl Words) -> Tag {
        name.set_on(self, "data-ketloom")
    }
    /// Lets the browser's element be found.
    pub fn place(mut self, place: &NodeRef) -> Tag {
        self.0.0.node_ref = place.clone();
        self
    }
    /// The value of a field, kept as it is said here.
    #[inline(never)]
    pub fn value(mut self, value: AttrValue) -> Tag {
        self.0.0.set_value(Some(value));
        self
    }
    /// Whether a box is checked.
    pub fn checked(mut self, so: bool) -> Tag {
        self.0.0.set_checked(so);
        self
    }
    /// Adds a child.
    #[inline(always)]
    pub fn child(self, child: impl Child) -> Tag {
        child.add_to(self)
    }
    /// Adds a child that may be missing; the others stay who they are when it comes and goes.
    #[inline(never)]
    pub fn maybe(self, child: Option<Html>) -> Tag {
        child.unwrap_or_default().add_to(self)
    }
    /// Adds several children as one.
    #[inline(never)]
    pub fn all(self, children: Vec<Html>) -> Tag {
        list(children).add_to(self)
    }
    /// Adds a text.
    #[inline(always)]
    pub fn text(self, text: impl Words) -> Tag {
        text.text_on(self)
    }
    /// What a click means.
    #[inline(always)]
    pub fn click(self, act: impl Fn() -> Act + 'static) -> Tag {
        self.put_ear(Hear::Click, Box::new(move |_: &Event| Some(act())))
    }
    /// Where a click leads: what of the view it changes.
    #[inline(always)]
    pub fn looks(self, change: impl Fn(&mut View) + 'static) -> Tag {
        self.put_look(Rc::new(change))
    }
    #[inline(never)]
    fn put_look(self, change: Rc<dyn Fn(&mut View)>) -> Tag {
        self.put_ear(Hear::Click, Box::new(move |_: &Event| Some(Act::Look(change.clone()))))
    }
    /// What of the visit an event changes.
    #[inline(always)]
    pub fn sets(self, hear: Hear, change: impl Fn(&mut Local) + 'static) -> Tag {
        self.put_set(hear, Rc::new(change))
    }
    #[inline(never)]
    fn put_set(self, hear: Hear, change: Rc<dyn Fn(&mut Local)>) -> Tag {
        self.put_ear(hear, Box::new(move |_: &Event| Some(Act::Set(change.clone()))))
    }
    /// What an event means.
    #[inline(always)]
    pub fn on(self, hear: Hear, meaning: impl Fn(&Event) -> Option<Act> + 'static) -> Tag {
        self.put_ear(hear, Box::new(meaning))
    }
    /// The element.
    #[inline(never)]
    pub fn html(self) -> Html {
        let (mut tag, mut children) = *self.0;
        if let Some(place) = tag.children_mut() {
            match children.len() {
                0 => {}
                1 => *place = children.remove(0),
                _ => *place = list(children),
            }
        }
        VNode::VTag(Rc::new(tag))
    }
}

/// The element that an event is of.
pub fn element_of(event: &Event) -> Option<Element> {
    event.target().and_then(|t| t.dyn_into().ok())
}

/// The field that an event is of. Lists and text areas have the same `value` under the same name.
pub fn field_of(event: &Event) -> HtmlInputElement {
    event.target().expect("events of the page have a target").unchecked_into()
}

/// What stands in the field that an event is of.
pub fn value_of(event: &Event) -> String {
    field_of(event).value()
}

/// A key event's key.
pub fn key_of(event: &Event) -> String {
    event.unchecked_ref::<KeyboardEvent>().key()
}

/// A pointer event as such.
pub fn pointer(event: &Event) -> &PointerEvent {
    event.unchecked_ref()
}
