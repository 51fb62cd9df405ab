//! What is said of a thing under the pointer or in the keyboard's focus, beside it: Esc hides it, the pointer may go
//! into it, it stays until the pointer leaves (WCAG 1.4.13). Its words are the thing's `data-tip`,
//! or its name where that is empty.
//! Not here: which things have words (see `plot` and the panels).

use super::tag::{element_of, pointer, send, tag};
use super::{Act, shell};
use crate::clock;
use web_sys::{Element, Event};
use yew::{AttrValue, Html};

/// Words, and where they stand: in the middle under (or over) an x and a y of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Tip {
    text: AttrValue,
    at: (i32, i32),
    over: bool,
}

/// How long the pointer may be on its way from a thing to its words; milliseconds.
const WAY: i32 = 200;

/// The words of an element.
fn of(element: &Element) -> Option<Tip> {
    let thing = element.closest("[data-tip]").ok()??;
    let room = thing.get_bounding_client_rect();
    let height = shell::window().inner_height().ok()?.as_f64()?;
    let over = room.bottom() > height - 90.0;
    let y = if over { room.top() } else { room.bottom() };
    let wide = shell::window().inner_width().ok()?.as_f64()?;
    let x = (room.left() + room.width() / 2.0).clamp(100.0, (wide - 100.0).max(100.0));
    let text = thing.get_attribute("data-tip").filter(|tip| !tip.is_empty());
    let text = text.or_else(|| thing.get_attribute("aria-label"))?;
    Some(Tip { text: text.into(), at: (x as i32, y as i32), over })
}

/// A mouse is over something else now.
pub fn hovered(event: &Event) -> Option<Act> {
    if pointer(event).pointer_type() != "mouse" || pointer(event).buttons() != 0 {
        return None;
    }
    let element = element_of(event)?;
    if element.closest(".bubble").ok()?.is_some() {
        return Some(Act::Tip(None, false));
    }
    Some(Act::Tip(of(&element), true))
}

/// The focus has come to something by the keyboard.
pub fn focused(event: &Event) -> Option<Act> {
    let element = element_of(event).filter(|e| e.matches(":focus-visible").unwrap_or(false))?;
    of(&element).map(|tip| Act::Tip(Some(tip), true))
}

/// Says what stands at the element that a selector finds, once it is drawn.
pub fn read(selector: &'static str) {
    clock::after(0, move || {
        let found = shell::all(selector).first().and_then(of);
        send(Act::Tip(found, true));
    });
}

impl super::App {
    /// Takes new words; none where the pointer is in the words themselves (`left` is false) or, after a while, elsewhere.
    pub(super) fn tip(&mut self, tip: Option<Tip>, left: bool) -> bool {
        self.tips += 1;
        let (now, had) = (self.tips, self.tip.is_some());
        match tip {
            Some(tip) => {
                let new = self.tip.as_ref() != Some(&tip);
                self.tip = Some(tip);
                return new;
            }
            None if left && had => clock::after(WAY, move || send(Act::Untip(now))),
            None => {}
        }
        false
    }

    /// Hides the words if nothing new came meanwhile; by 0 in any case.
    pub(super) fn untip(&mut self, then: u32) -> bool {
        (then == 0 || self.tips == then) && self.tip.take().is_some()
    }
}

/// The words.
pub fn view(tip: Option<&Tip>) -> Html {
    let Some(Tip { text, at, over }) = tip else { return Html::default() };
    tag("div", &[("class", "bubble"), ("role", "tooltip"), ("data-ketloom", "tip")])
        .set_if(*over, "data-over", "")
        .set("style", format!("--x:{};--y:{}", at.0, at.1))
        .text(text.clone())
        .html()
}
