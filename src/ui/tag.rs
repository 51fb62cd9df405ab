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
use yew::{AttrValue, Callback, Html};

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

/// What an event means, if anything.
type Meaning = dyn Fn(&Event) -> Option<Act>;

struct Ear {
    kind: ListenerKind,
    meaning: Rc<Meaning>,
}

impl Listener for Ear {
    fn kind(&self) -> ListenerKind {
        self.kind.clone()
    }
    fn handle(&self, event: Event) {
        if let Some(act) = (self.meaning)(&event) {
            send(act);
        }
    }
    fn passive(&self) -> bool {
        false
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
pub fn words(name: &'static str, class: &'static str, text: impl Into<AttrValue>) -> Html {
    let tag = tag(name, &[]);
    if class.is_empty() { tag } else { tag.set("class", class) }.text(text).html()
}

/// A button with its class and name for tests.
pub fn button(class: &'static str, hook: impl Into<AttrValue>) -> Tag {
    tag("button", &[("type", "button")]).set("class", class).hook(hook)
}

/// A box to check, with its words.
pub fn switch(
    hook: &'static str,
    checked: bool,
    words: &'static str,
    change: impl Fn(&mut Local) + 'static,
) -> Html {
    let check = tag("input", &[("type", "checkbox")]).checked(checked).hook(hook);
    let check = check.sets(ListenerKind::onchange, change);
    tag("label", &[("class", "switch")]).child(check).text(words).html()
}

impl Tag {
    #[inline(never)]
    fn put(mut self, name: &'static str, value: AttrValue) -> Tag {
        self.0.0.add_attribute(name, value);
        self
    }
    #[inline(never)]
    fn put_child(mut self, child: Html) -> Tag {
        self.0.1.push(child);
        self
    }
    #[inline(never)]
    fn put_ear(mut self, kind: ListenerKind, meaning: Rc<Meaning>) -> Tag {
        self.0.0.add_listener(Rc::new(Ear { kind, meaning }));
        self
    }
    /// Sets an attribute.
    #[inline(always)]
    pub fn set(self, name: &'static str, value: impl Into<AttrValue>) -> Tag {
        self.put(name, value.into())
    }
    /// Sets an attribute if something is so, and otherwise leaves it away.
    pub fn set_if(self, so: bool, name: &'static str, value: &'static str) -> Tag {
        if so { self.put(name, AttrValue::Static(value)) } else { self }
    }
    /// Sets an attribute to `true` or `false`.
    pub fn say_if(self, name: &'static str, so: bool) -> Tag {
        self.put(name, AttrValue::Static(if so { "true" } else { "false" }))
    }
    /// Its name for tests, `data-ketloom`.
    #[inline(always)]
    pub fn hook(self, name: impl Into<AttrValue>) -> Tag {
        self.put("data-ketloom", name.into())
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
    pub fn child(self, child: impl Into<Html>) -> Tag {
        self.put_child(child.into())
    }
    /// Adds a child that may be missing; the others stay who they are when it comes and goes.
    pub fn maybe(self, child: Option<Html>) -> Tag {
        self.put_child(child.unwrap_or_default())
    }
    /// Adds several children as one.
    pub fn all(self, children: Vec<Html>) -> Tag {
        self.put_child(list(children))
    }
    /// Adds a text.
    #[inline(always)]
    pub fn text(self, text: impl Into<AttrValue>) -> Tag {
        self.put_child(VNode::VText(VText::new(text.into())))
    }
    /// What a click means.
    #[inline(always)]
    pub fn click(self, act: impl Fn() -> Act + 'static) -> Tag {
        self.put_ear(ListenerKind::onclick, Rc::new(move |_| Some(act())))
    }
    /// Where a click leads: what of the view it changes.
    pub fn looks(self, change: impl Fn(&mut View) + 'static) -> Tag {
        let change: Rc<dyn Fn(&mut View)> = Rc::new(change);
        self.put_ear(ListenerKind::onclick, Rc::new(move |_| Some(Act::Look(change.clone()))))
    }
    /// What of the visit an event changes.
    pub fn sets(self, kind: ListenerKind, change: impl Fn(&mut Local) + 'static) -> Tag {
        let change: Rc<dyn Fn(&mut Local)> = Rc::new(change);
        self.put_ear(kind, Rc::new(move |_| Some(Act::Set(change.clone()))))
    }
    /// What an event means.
    #[inline(always)]
    pub fn on(self, kind: ListenerKind, meaning: impl Fn(&Event) -> Option<Act> + 'static) -> Tag {
        self.put_ear(kind, Rc::new(meaning))
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

impl From<Tag> for Html {
    fn from(tag: Tag) -> Html {
        tag.html()
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
