//! On a phone, the four destinations at the bottom.

use crate::context::*;
use crate::parts::{Glyph, icon};
use crate::state::{Arrange, Destination};
use yew::prelude::*;

const DESTINATIONS: [(Destination, Glyph, &str); 4] = [
    (Destination::Graph, Glyph::Graph, "graph"),
    (Destination::DataFlow, Glyph::Flow, "tab-data-flow"),
    (Destination::Author, Glyph::Code, "author"),
    (Destination::Timeline, Glyph::Time, "timeline"),
];

/// The four destinations.
#[component]
pub(crate) fn PhoneNav() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    html! {
        <nav class="phone-nav" aria-label={messages.text("panes")}>
            { for DESTINATIONS.map(|(destination, glyph, label)| {
                let dispatcher = arrangement.dispatcher();
                html! {
                    <button type="button" aria-current={(arrangement.destination == destination).then_some("page")}
                        onclick={move |_| dispatcher.dispatch(Arrange::Go(destination))}>
                        { icon(glyph) }<span>{ messages.text(label) }</span>
                    </button>
                }
            }) }
        </nav>
    }
}
