//! What went wrong and what to know: what keeps the model from running as a bar, all else over the page, so that
//! nothing moves under a pointer that drags. Screen readers hear the bar as an alert and all else as what the page says
//! (`App::announce`): as a live region of its own it would be said twice, and the same sentence again not at all.

use super::Act;
use super::shown::Shown;
use super::tag::{button, list, tag};
use session::Msg;
use yew::{AttrValue, Html};

fn notice(hook: &'static str, class: &'static str, text: AttrValue) -> Html {
    tag("p", &[]).set("class", class).hook(hook).text(text).html()
}

/// The sentences.
pub fn view(shown: &Shown) -> Html {
    let some = !shown.notices.is_empty() || shown.refused.is_some();
    let trouble = shown.trouble.clone().map(|t| notice("trouble", "notice trouble", t));
    let read = shown.notices.iter().map(|n| notice("notice", "notice", n.clone().into())).collect();
    let refused = shown.refused.clone().map(|why| notice("refused", "notice trouble", why));
    let dismiss = button("button small", "dismiss").click(|| Act::Say(Msg::Dismiss)).text("Dismiss");
    let original = button("button small", "original").click(|| Act::Original).text("Copy the original text");
    let original = (!shown.notices.is_empty() && shown.original).then(|| original.html());
    let class = if some { "notices some" } else { "notices" };
    list(vec![
        tag("div", &[("role", "alert"), ("class", "troubles")]).maybe(trouble).html(),
        tag("div", &[])
            .set("class", class)
            .child(tag("div", &[]).all(read).maybe(refused))
            .maybe(original)
            .maybe(some.then(|| dismiss.html()))
            .html(),
    ])
}
