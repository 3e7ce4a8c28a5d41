//! A sentence of `view`, with its links and code.

use crate::context::*;
use crate::state::Select;
use view::{Message, Piece};
use yew::prelude::*;

/// Properties of [`Sentence`].
#[derive(PartialEq, Properties)]
pub(crate) struct SentenceProps {
    /// What it says.
    pub message: Message,
}

/// A sentence; the names of states in it select them.
#[component]
pub(crate) fn Sentence(props: &SentenceProps) -> Html {
    let messages = use_messages();
    let selection = use_selection();
    let analysis = use_analysis();
    let piece = |piece: Piece| match piece {
        Piece::Text(text) => html! { { text } },
        Piece::Strong(text) => html! { <b>{ text }</b> },
        Piece::Code(text) => html! { <code>{ text }</code> },
        Piece::State(state) => {
            let location = analysis.machine.states.get(state.id.0 as usize).map(|state| state.location.clone());
            let dispatcher = selection.dispatcher();
            let onclick = move |_: MouseEvent| {
                if let Some(location) = &location {
                    dispatcher.dispatch(Select::State(location.as_str().into()));
                }
            };
            html! { <button type="button" class="link to-state" {onclick}>{ &*state.name }</button> }
        }
    };
    html! { { for messages.pieces(&props.message).into_iter().map(piece) } }
}
