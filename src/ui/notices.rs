//! What went wrong and what to know, above everything else.

use session::Msg;
use std::rc::Rc;
use yew::prelude::*;

/// What there is to say.
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// What there is to read.
    pub notices: Rc<Vec<String>>,
    /// Why the last edit was refused.
    pub refused: Option<AttrValue>,
    /// What keeps the model from running.
    pub trouble: Option<AttrValue>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// A bar of sentences.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let dismiss = props.say.reform(|_: MouseEvent| Msg::Dismiss);
    let some = !props.notices.is_empty() || props.refused.is_some();
    html! {
        <div class="notices">
            <div role="alert">
                if let Some(trouble) = &props.trouble {
                    <p class="notice trouble" data-ketloom="trouble">{ trouble }</p>
                }
                if let Some(why) = &props.refused {
                    <p class="notice trouble" data-ketloom="refused">{ why }</p>
                }
            </div>
            <div role="status">
                { for props.notices.iter().map(|n| html! { <p class="notice" data-ketloom="notice">{ n }</p> }) }
            </div>
            if some {
                <button type="button" class="button dismiss" data-ketloom="dismiss" onclick={dismiss}>{ "Dismiss" }</button>
            }
        </div>
    }
}
