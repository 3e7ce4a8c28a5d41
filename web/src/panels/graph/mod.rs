//! The graph: drawn, or as a table.

mod canvas;
mod drawing;
mod edge;
mod far;
mod iteration;
mod measure;
mod minimap;
mod node;
mod table;
mod tools;

use crate::context::*;
use crate::panels::lineage::Breadcrumbs;
use crate::parts::{Segmented, StatusMark, part};
use crate::state::{Arrange, GraphMode};
use canvas::Canvas;
use iteration::IterationPicker;
pub(crate) use measure::Measure;
use table::StateTable;
use yew::prelude::*;

/// The pane.
#[component]
pub(crate) fn GraphPane() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let graph = use_graph();
    let modes =
        vec![(GraphMode::Graph, messages.text("graph").into()), (GraphMode::Table, messages.text("tab-table").into())];
    let onchoose = {
        let dispatcher = arrangement.dispatcher();
        move |mode| dispatcher.dispatch(Arrange::Graph(mode))
    };
    let switch = html! {
        <>
            <h2>{ messages.text("graph") }</h2>
            { part!(Segmented<GraphMode> { label: messages.text("graph-mode"), options: modes, chosen: arrangement.graph, onchoose }) }
            { part!(IterationPicker { graph: graph.clone() }) }
        </>
    };
    html! {
        <section class="pane graph-pane" aria-label={messages.text("graph")}>
            { part!(Breadcrumbs) }
            if arrangement.graph == GraphMode::Graph {
                { part!(Canvas { graph, head: switch }) }
            } else {
                <div class="pane-head">{ switch }</div>
                { part!(StateTable { graph }) }
            }
            { part!(Legend) }
        </section>
    }
}

/// How many states have which status.
#[component]
fn Legend() -> Html {
    let messages = use_messages();
    let status = use_graph_status();
    html! {
        <div class="legend">
            { for status.counts.iter().map(|&(kind, count)| part!(key = kind as usize; StatusMark { status: kind, word: messages.sentence(&kind.word()), detail: count.to_string() })) }
        </div>
    }
}
