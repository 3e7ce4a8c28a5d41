//! What is drawn: transitions first, states over them, tokens on top.

use super::edge::Edge;
use super::far::{Boxes, Lines};
use super::node::Node;
use super::shading::Shading;
use crate::analysis::Analysis;
use crate::context::*;
use crate::hooks::{Designer, use_designer};
use crate::js::focus_next;
use crate::parts::part;
use crate::shared::Shared;
use crate::state::{Arrange, Breakpoints, Detail, Select};
use definition::StateId;
use design::Exit;
use std::collections::BTreeMap;
use view::graph::{Direction, EdgeId, Graph, GraphEdge, GraphNode, Point, Shape, TERMINAL_RADIUS, Terminal, point_at};
use view::status::GraphStatus;
use web_sys::{HtmlElement, SvgElement};
use yew::prelude::*;

/// Where a token stands on its edge: near the arrow.
const TOKEN_FRACTION: f64 = 0.82;

/// Properties of [`Drawing`].
#[derive(PartialEq, Properties)]
pub(crate) struct DrawingProps {
    /// What is drawn.
    pub graph: Shared<Graph>,
    /// What is marked in place of where the run stands.
    pub shading: Shared<Option<Shading>>,
    /// How much of it.
    pub detail: Detail,
    /// A transition is pointed at.
    pub onpoint: Callback<Option<EdgeId>>,
    /// So many states and transitions are drawn, seen or not.
    pub anyway: usize,
}

/// The whole drawing.
#[component]
pub(crate) fn Drawing(props: &DrawingProps) -> Html {
    let messages = use_messages();
    let status = use_graph_status();
    let selection = use_selection();
    let selected = use_selected_state();
    let analysis = use_analysis();
    let breakpoints = use_breakpoints();
    let (graph, detail) = (&props.graph, props.detail);
    // Always the same callbacks: others would render every state and transition again.
    let arrangement = use_arrangement();
    let latest = use_mut_ref(|| None::<(Designer, Option<Exit>)>);
    *latest.borrow_mut() = Some((use_designer(), arrangement.connecting));
    let onselect = {
        let dispatcher = selection.dispatcher();
        use_callback((), move |state: StateId, ()| {
            let Some((designer, connecting)) = latest.borrow().clone() else { return };
            if let Some(exit) = connecting {
                designer.connect(exit, Some(state));
            } else if let Some(state) = designer.shown().machine.states.get(state.0 as usize) {
                dispatcher.dispatch(Select::State(state.location.as_str().into()));
            }
        })
    };
    let shading = (*props.shading).as_ref();
    let taken: BTreeMap<EdgeId, u32> = status.taken.iter().map(|taken| (taken.edge, taken.times)).collect();
    let onkeydown = {
        let (graph, onselect, arrangement) = (graph.clone(), onselect.clone(), arrangement.dispatcher());
        move |event: KeyboardEvent| {
            if event.alt_key() {
                return;
            }
            if event.key() == "Escape" {
                arrangement.dispatch(Arrange::Connecting(None));
            }
            if let Some(next) = neighbour(&graph, focused_state(&event), &event.key()) {
                event.prevent_default();
                event.stop_propagation();
                if !focus_state(&event, next) {
                    // It is out of sight, and not drawn: looking at it brings it.
                    onselect.emit(next);
                    focus_next(".node.is-selected");
                }
            }
        }
    };
    // One state is in the tab order: the selected one, else the first.
    let reachable = selected.or_else(|| graph.nodes.first().map(|node| node.state));
    let nodes = |containers: bool| {
        // What is looked at keeps the focus, wherever it is.
        let is_drawn = |(index, node): &(usize, &GraphNode)| {
            *index < props.anyway || detail.shows(node.bounds) || reachable == Some(node.state)
        };
        let is_kind = |node: &GraphNode| (node.shape == Shape::Container) == containers;
        let wanted = graph.nodes.iter().enumerate().filter(|(_, node)| is_kind(node)).filter(is_drawn);
        let draw = |(index, node): (usize, &GraphNode)| {
            part!(key = node.state.0; Node { graph: graph.clone(), index, status: status.of(node.state),
                    mark: shading.map(|shading| shading.of_state(node.state, &messages)),
                    selected: selected == Some(node.state), reachable: reachable == Some(node.state),
                    breakpoint: stops_at(&breakpoints, &analysis, node.state), onselect: onselect.clone() })
        };
        wanted.map(draw).collect::<Vec<_>>()
    };
    html! {
        <g {onkeydown}>
            // A container's ground lies below what is in it.
            { for nodes(true) }
            if detail == Detail::Far {
                { part!(Lines { graph: graph.clone(), shading: props.shading.clone() }) }
                { part!(Boxes { graph: graph.clone(), shading: props.shading.clone() }) }
            }
            { for graph.edges.iter().enumerate().filter(|(index, edge)| *index < props.anyway || detail.shows(edge.bounds())).map(|(index, edge)| {
                let taken = taken.get(&edge.id).copied().unwrap_or(0);
                let mark = shading.map(|shading| shading.of_edge(edge, &messages));
                let selected = edge.id.from == selected && selected.is_some();
                part!(key = format!("e{index}"); Edge { graph: graph.clone(), index, taken, mark, selected, onpoint: props.onpoint.clone() })
            }) }
            { for graph.start.iter().map(|start| terminal(&messages, start, status.is_started, start_text(graph.direction))) }
            { for graph.end.iter().map(|end| terminal(&messages, end, status.is_ended, BELOW)) }
            { for nodes(false) }
            { for tokens(graph, &status).into_iter().filter(|_| shading.is_none()).map(|at| html! {
                <g class="token" transform={format!("translate({:.1} {:.1})", at.x, at.y)}>
                    <circle class="halo" r="11" /><circle class="core" r="5.5" />
                </g>
            }) }
        </g>
    }
}

/// Where a text stands from the middle of its disc, and which part of it.
type TextPlace = (&'static str, &'static str, &'static str);
const BELOW: TextPlace = ("0", "24", "middle");

/// The text of the first disc stands clear of the flow, and does not leave the drawing.
fn start_text(direction: Direction) -> TextPlace {
    match direction {
        Direction::Down => ("16", "4", "start"),
        Direction::Right => ("-9", "24", "start"),
    }
}

fn terminal(messages: &crate::messages::Messages, terminal: &Terminal, is_on: bool, text: TextPlace) -> Html {
    let Point { x, y } = terminal.center;
    let (text_x, text_y, anchor) = text;
    html! {
        <g class={classes!("terminal", is_on.then_some("on"))} transform={format!("translate({x:.1} {y:.1})")}>
            <circle r={TERMINAL_RADIUS.to_string()} />
            <text x={text_x} y={text_y} text-anchor={anchor}>{ messages.sentence(&terminal.label) }</text>
        </g>
    }
}

/// A drawing may be older than the analysis by one render, so a state may be gone.
fn stops_at(breakpoints: &Breakpoints, analysis: &Analysis, state: StateId) -> bool {
    let state = analysis.machine.states.get(state.0 as usize);
    state.is_some_and(|state| breakpoints.stops_before(&state.location))
}

/// Where the tokens stand.
fn tokens(graph: &Graph, status: &GraphStatus) -> Vec<Point> {
    if !status.is_started {
        return graph.start.iter().map(|start| start.center).collect();
    }
    let on = |edge: &GraphEdge| point_at(&edge.points, TOKEN_FRACTION);
    status.tokens.iter().filter_map(|token| on(graph.edge(token.edge?)?)).collect()
}

/// The state that an arrow key leads to: along an edge, or beside it.
fn neighbour(graph: &Graph, from: Option<StateId>, key: &str) -> Option<StateId> {
    let from = from?;
    let [on, back, next, previous] = match graph.direction {
        Direction::Down => ["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"],
        Direction::Right => ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"],
    };
    match key {
        _ if key == on => graph.out_of_state(from).find_map(|edge| edge.to).or_else(|| inside(graph, from)),
        _ if key == back => graph.into_state(from).find_map(|edge| edge.id.from).or_else(|| graph.node(from)?.parent),
        _ if key == next => beside(graph, from, 1),
        _ if key == previous => beside(graph, from, -1),
        _ => None,
    }
}

/// The first state inside a container.
fn inside(graph: &Graph, container: StateId) -> Option<StateId> {
    graph.nodes.iter().find(|node| node.parent == Some(container)).map(|node| node.state)
}

/// The next or previous state in the order of the drawing.
fn beside(graph: &Graph, from: StateId, direction: isize) -> Option<StateId> {
    let at = graph.nodes.iter().position(|node| node.state == from)?;
    let next = at.checked_add_signed(direction)?;
    graph.nodes.get(next).map(|node| node.state)
}

fn focused_state(event: &KeyboardEvent) -> Option<StateId> {
    let focused = event.target_dyn_into::<SvgElement>()?;
    focused.dataset().get("state")?.parse().ok().map(StateId)
}

/// Puts the focus on a state, if it is drawn.
fn focus_state(event: &KeyboardEvent, state: StateId) -> bool {
    let page = event.target_dyn_into::<SvgElement>().and_then(|focused| focused.owner_document());
    let node = page.and_then(|page| page.query_selector(&format!(".node[data-state='{}']", state.0)).ok().flatten());
    let Some(node) = node else { return false };
    // SVG elements have `focus` as HTML elements do; only a detached one refuses it.
    wasm_bindgen::JsCast::unchecked_into::<HtmlElement>(node).focus().is_ok()
}
