//! What went wrong and what to know: what keeps the model from running as a bar, all else over the page, so that
//! nothing moves under a pointer that drags.

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

/// The sentences.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let dismiss = props.say.reform(|_: MouseEvent| Msg::Dismiss);
    let some = !props.notices.is_empty() || props.refused.is_some();
    html! {
        <>
            <div role="alert" class="troubles">
                if let Some(trouble) = &props.trouble {
                    <p class="notice trouble" data-ketloom="trouble">{ trouble }</p>
                }
            </div>
            <div class={classes!("notices", some.then_some("some"))}>
                <div role="status">
                    { for props.notices.iter().map(|n| html! { <p class="notice" data-ketloom="notice">{ n }</p> }) }
                    if let Some(why) = &props.refused {
                        <p class="notice trouble" data-ketloom="refused">{ why }</p>
                    }
                </div>
                if some {
                    <button type="button" class="button small" data-ketloom="dismiss" onclick={dismiss}>{ "Dismiss" }</button>
                }
            </div>
        </>
    }
}
