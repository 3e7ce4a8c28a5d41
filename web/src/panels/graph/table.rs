//! The graph's twin for whoever cannot see it: one row a state, with its ways out.

use super::shading::{Mark, Shading};
use crate::context::*;
use crate::messages::Messages;
use crate::parts::{StatusMark, classed_icon, part, type_class, type_glyph, use_growing};
use crate::shared::Shared;
use crate::state::Select;
use view::graph::{Graph, GraphNode};
use yew::prelude::*;

/// Properties of [`StateTable`].
#[derive(PartialEq, Properties)]
pub(crate) struct StateTableProps {
    /// The drawing.
    pub graph: Shared<Graph>,
    /// What is marked beside where the run stands.
    pub shading: Shared<Option<Shading>>,
}

/// All states as a table.
#[component]
pub(crate) fn StateTable(props: &StateTableProps) -> Html {
    let list = use_node_ref();
    let (made, onscroll) = use_growing(&list, props.graph.nodes.len());
    let messages = use_messages();
    let status = use_graph_status();
    let selection = use_selection();
    let selected = use_selected_state();
    let analysis = use_analysis();
    let shading = (*props.shading).as_ref();
    let columns = ["column-name", "column-type", "column-status"].into_iter().chain(shading.map(Shading::column));
    let columns = columns.chain(std::iter::once("column-ways-out"));
    html! {
        <div ref={list} class="table-wrap" tabindex="0" role="group" aria-label={messages.text("tab-table")} {onscroll}>
            <table aria-rowcount={(props.graph.nodes.len() + 1).to_string()}>
                <thead><tr>{ for columns.map(|key| html! { <th scope="col">{ messages.text(key) }</th> }) }</tr></thead>
                <tbody>
                    { for props.graph.nodes.iter().take(made).map(|node| {
                        let Some(state) = analysis.machine.states.get(node.state.0 as usize) else { return Html::default() };
                        let (dispatcher, location) = (selection.dispatcher(), state.location.clone());
                        let onclick = move |_: MouseEvent| dispatcher.dispatch(Select::State(location.as_str().into()));
                        let kind = status.of(node.state).status;
                        html! {
                            <tr key={node.state.0} class={classes!((selected == Some(node.state)).then_some("is-selected"))}>
                                <th scope="row" style={format!("padding-left:{}px", 10 + 16 * node.depth)}>
                                    if let Some(kind) = node.state_type {
                                        { classed_icon(type_glyph(kind), type_class(kind)) }
                                    }
                                    <button type="button" class="link" {onclick}>{ &*node.name }</button>
                                </th>
                                <td>{ &node.service }</td>
                                <td>{ part!(StatusMark { status: kind, word: messages.sentence(&kind.word()) }) }</td>
                                { for shading.map(|shading| html! { <td>{ mark(&shading.of_state(node.state, &messages)) }</td> }) }
                                <td>{ ways_out(&props.graph, node, shading, &messages) }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// A mark in words.
fn mark(mark: &Mark) -> String {
    [Some(&mark.word), mark.badge.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
}

fn ways_out(graph: &Graph, node: &GraphNode, shading: Option<&Shading>, messages: &Messages) -> String {
    let way = |edge: &view::graph::GraphEdge| {
        let to = edge
            .to
            .and_then(|to| graph.node(to))
            .map_or_else(|| messages.text("end").to_owned(), |to| to.name.to_string());
        let way = match &edge.label {
            Some(label) => format!("{}: {to}", messages.sentence(&label.full)),
            None => to,
        };
        match shading {
            Some(shading) => format!("{way} ({})", mark(&shading.of_edge(edge, messages))),
            None => way,
        }
    };
    graph.out_of_state(node.state).map(way).collect::<Vec<_>>().join(" · ")
}
