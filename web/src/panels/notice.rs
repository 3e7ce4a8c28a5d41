//! The line that says what has just happened. It stays until the person goes on, closes it, or something else is said.

use crate::context::*;
use crate::js;
use crate::notice::{Notice, WayOn};
use crate::parts::{Button, Glyph, part};
use crate::state::Change;
use yew::prelude::*;

/// The line, empty while there is nothing to say: screen readers announce what comes into it.
#[component]
pub(crate) fn NoticeLine() -> Html {
    let notice = use_notice();
    let (workspace, session) = (use_workspace(), use_session());
    let stands_at = (std::rc::Rc::as_ptr(&workspace.workspace) as usize, session.frame());
    use_effect_with(stands_at, {
        let notice = notice.clone();
        move |_| {
            if notice.as_ref().is_some_and(Notice::is_settled) {
                notice.set(None);
            }
        }
    });
    html! {
        <div class="notice-place" role="status">
            if let Some(said) = &*notice {
                { part!(Said { said: said.clone() }) }
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct SaidProps {
    said: Notice,
}

#[component]
fn Said(props: &SaidProps) -> Html {
    let (messages, notice) = (use_messages(), use_notice());
    let workspace = use_workspace().dispatcher();
    let close = move || {
        notice.set(None);
        // The button that had the focus is gone.
        js::focus_next(".transport .primary");
    };
    let (label, change) = match &props.said.way_on {
        WayOn::Undo => ("undo", Change::Undo),
        WayOn::Load(theirs) => ("load-here", Change::Open(theirs.clone())),
    };
    let onclick = {
        let close = close.clone();
        move |()| {
            workspace.dispatch(change.clone());
            close();
        }
    };
    html! {
        <div class="notice">
            <span>{ &props.said.text }</span>
            { part!(Button { label: messages.text(label), class: "small", onclick }) }
            { part!(Button { label: messages.text("close"), glyph: Glyph::Close, icon_only: true, class: "quiet tiny", onclick: move |()| close() }) }
        </div>
    }
}
