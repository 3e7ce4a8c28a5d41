//! A workspace that could not be opened: what is there is left alone, and the page says why.

use crate::context::*;
use crate::js::download;
use crate::parts::{Button, Glyph, classed_icon, part};
use crate::state::saved::Refusal;
use yew::prelude::*;

/// A workspace that could not be opened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refused {
    /// Why.
    pub reason: Refusal,
    /// Where it came from.
    pub source: Source,
}

/// Where a workspace came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// This device kept it: the text, which no file has.
    Device(String),
    /// The file of this name.
    File(String),
}

/// Says why, and offers what only the device has as a file.
#[component]
pub(crate) fn RefusedNote() -> Html {
    let messages = use_messages();
    let refused = use_refused();
    let Some(Refused { reason, source }) = &*refused else { return Html::default() };
    let why = messages.text(match reason {
        Refusal::NoWorkspace => "refused-nothing",
        Refusal::Later => "refused-later",
        Refusal::Damaged => "refused-damaged",
    });
    let (what, kept) = match source {
        Source::Device(text) => (messages.text("refused-device").to_owned(), Some(text.clone())),
        Source::File(name) => (messages.format("refused-file", &[("name", name)]), None),
    };
    let close = {
        let refused = refused.clone();
        move |()| refused.set(None)
    };
    html! {
        <div class="refused" role="alert">
            { classed_icon(Glyph::Caught, "status-caught") }
            <p>{ what }{ " " }{ why }</p>
            if let Some(text) = kept {
                { part!(Button { label: messages.text("crash-save"), class: "small",
                    onclick: move |()| download("unread.stepscope.json", "application/json", &text) }) }
            }
            { part!(Button { label: messages.text("close"), glyph: Glyph::Close, icon_only: true, class: "quiet small", onclick: close }) }
        </div>
    }
}
