//! A text in which `` `…` `` is code, as diagnostics write it.

use yew::prelude::*;

/// Properties of [`Prose`].
#[derive(PartialEq, Properties)]
pub(crate) struct ProseProps {
    /// The text.
    pub text: AttrValue,
}

/// A text with its code told apart.
#[component]
pub(crate) fn Prose(props: &ProseProps) -> Html {
    // Every second part stands between backticks; one that is left open is plain.
    let parts: Vec<&str> = props.text.split('`').collect();
    let is_closed = parts.len() % 2 == 1;
    let part = |(at, part): (usize, &&str)| {
        if at % 2 == 1 && (is_closed || at + 1 < parts.len()) {
            html! { <code>{ *part }</code> }
        } else {
            html! { { *part } }
        }
    };
    html! { { for parts.iter().enumerate().map(part) } }
}
