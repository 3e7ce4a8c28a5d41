//! Chooses the iteration that the graph and the data show.

use crate::context::*;
use crate::parts::{Stepper, part};
use crate::shared::Shared;
use crate::state::PickIteration;
use definition::StateId;
use view::graph::Graph;
use view::status::Iterations;
use yew::prelude::*;

/// Properties of [`IterationPicker`].
#[derive(PartialEq, Properties)]
pub(crate) struct IterationPickerProps {
    /// The drawing.
    pub graph: Shared<Graph>,
}

/// The picker, while a Map or a state inside one is looked at.
#[component]
pub(crate) fn IterationPicker(props: &IterationPickerProps) -> Html {
    let messages = use_messages();
    let status = use_graph_status();
    let selected = use_selected_state();
    let picks = use_picks();
    let found = selected.and_then(|state| map_around(&props.graph, state, |state| status.of(state).iterations));
    let Some((map, iterations)) = found else { return Html::default() };
    let last = i64::from(iterations.total.saturating_sub(1));
    let onchange = {
        let dispatcher = picks.dispatcher();
        Callback::from(move |iteration: i64| {
            dispatcher.dispatch(PickIteration(map, u32::try_from(iteration).unwrap_or(0)));
        })
    };
    html! {
        <span class="iteration">
            { messages.text("iteration") }
            { part!(Stepper { label: messages.text("iteration"), less: messages.text("previous-iteration"),
                more: messages.text("next-iteration"), value: i64::from(iterations.shown.unwrap_or(0)), min: 0, max: last, onchange }) }
            <span class="muted">{ messages.format("of-total", &[("total", &last.to_string())]) }</span>
        </span>
    }
}

/// The innermost Map with iterations that a state is or stands in.
fn map_around(
    graph: &Graph,
    state: StateId,
    iterations: impl Fn(StateId) -> Option<Iterations>,
) -> Option<(StateId, Iterations)> {
    let mut at = Some(state);
    while let Some(state) = at {
        if let Some(found) = iterations(state) {
            return Some((state, found));
        }
        at = graph.node(state)?.parent;
    }
    None
}
