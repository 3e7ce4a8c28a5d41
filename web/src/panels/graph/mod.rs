//! The graph: drawn, or as a table.

mod banners;
mod canvas;
mod drag;
mod drawing;
mod edge;
mod edge_tools;
mod far;
mod iteration;
mod markers;
mod measure;
mod minimap;
mod node;
mod shading;
mod table;
mod tools;

use crate::context::*;
use crate::messages::Messages;
use crate::panels::lineage::Breadcrumbs;
use crate::parts::{Segmented, StatusMark, part};
use crate::shared::Shared;
use crate::state::{Arrange, GraphMode, TimelineTab};
use canvas::Canvas;
use iteration::IterationPicker;
pub(crate) use measure::Measure;
use shading::{Asked, Shading};
use table::StateTable;
use yew::prelude::*;

/// The pane.
#[component]
pub(crate) fn GraphPane() -> Html {
    let messages = use_messages();
    let arrangement = use_arrangement();
    let graph = use_graph();
    let shading = use_shading();
    let status = use_graph_status();
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
                { part!(Canvas { graph: graph.clone(), shading: shading.clone(), head: switch }) }
            } else {
                <div class="pane-head">{ switch }</div>
                { part!(StateTable { graph: graph.clone(), shading: shading.clone() }) }
            }
            <div class={classes!("legend", shading.is_some().then_some("is-shading"))}>
                { match &*shading {
                    Some(shading) => shading.legend(&graph, &messages),
                    None => counts(&messages, &status),
                } }
            </div>
        </section>
    }
}

/// What the states and transitions are marked with in place of their status, if anything.
#[hook]
fn use_shading() -> Shared<Option<Shading>> {
    let (session, arrangement, analysis) = (use_session(), use_arrangement(), use_analysis());
    let asked = match (arrangement.shows_coverage, arrangement.timeline) {
        (true, _) => Some(Asked::Coverage),
        (false, TimelineTab::Compare) => Some(Asked::Comparison),
        _ => None,
    };
    // It is of the runs as far as they were played, wherever one stands in them.
    let played = [session.recording(), session.former()];
    let played = played.map(|run| run.map_or(0, |run| run.latest().journal().len()));
    let key = asked.map(|asked| (asked, session.changes(), played, analysis));
    Shared::from(use_memo(key, move |key| {
        let (asked, .., analysis) = key.as_ref()?;
        Shading::of(*asked, &session, &analysis.machine)
    }))
}

/// How many states have which status.
fn counts(messages: &Messages, status: &StatusContext) -> Html {
    html! {
        { for status.counts.iter().map(|&(kind, count)| part!(key = kind as usize; StatusMark { status: kind, word: messages.sentence(&kind.word()), detail: count.to_string() })) }
    }
}
