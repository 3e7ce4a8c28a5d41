//! What lies over the drawing for the transition that is pointed at, and for those of the selected state:
//! the discs that change them, and the whole condition.

use super::edge::draw_full_label;
use crate::context::*;
use crate::hooks::{Designer, use_designer};
use crate::messages::Messages;
use crate::shared::Shared;
use definition::StateId;
use design::Exit;
use view::graph::{EdgeId, EdgeKind, Graph, GraphEdge, GraphLabel, Point, Rect, Shape, discs};
use yew::prelude::*;

/// Properties of [`EdgeTools`].
#[derive(PartialEq, Properties)]
pub(crate) struct EdgeToolsProps {
    /// The drawing.
    pub graph: Shared<Graph>,
    /// The transition that is pointed at.
    pub pointed: Option<EdgeId>,
    /// Do the transitions of the selected state have their discs, too?
    pub with_selected: bool,
    /// The part of the drawing that is seen.
    pub seen: Rect,
    /// Another transition is pointed at, or none.
    pub onpoint: Callback<Option<EdgeId>>,
}

/// A state with more ways out has discs only where one is pointed at: so many would hide what they are for.
const FEW_WAYS: usize = 4;

/// How a transition is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EdgeChange {
    /// A state is added on it.
    Add,
    /// It is led elsewhere.
    Lead,
}

/// The discs, and the condition of the transition that is pointed at.
#[component]
pub(crate) fn EdgeTools(props: &EdgeToolsProps) -> Html {
    let messages = use_messages();
    let designer = use_designer();
    let status = use_graph_status();
    let is_simple = |state: &StateId| props.graph.out_of_state(*state).count() <= FEW_WAYS;
    let selected = use_selected_state();
    let with_discs = selected.filter(|_| props.with_selected).filter(is_simple);
    let is_shown = |edge: &&GraphEdge| {
        props.pointed == Some(edge.id)
            || (selected.is_some() && edge.id.from == selected && props.seen.overlaps(edge.bounds()))
    };
    let shown = props.graph.edges.iter().filter(is_shown).map(|edge| {
        let is_pointed = props.pointed == Some(edge.id);
        // What lies over the label answers for it.
        let onpointerenter = {
            let (onpoint, id) = (props.onpoint.clone(), edge.id);
            move |_: PointerEvent| onpoint.emit(Some(id))
        };
        let onpointerleave = {
            let onpoint = props.onpoint.clone();
            is_pointed.then(|| Callback::from(move |_: PointerEvent| onpoint.emit(None)))
        };
        let cut = edge.label.as_ref().filter(|label| label.cut.is_some());
        html! {
            <g key={format!("{:?}", edge.id)} {onpointerenter} {onpointerleave}>
                if is_pointed {
                    <path class="edge-ground" d={edge.path()} />
                }
                { for cut.filter(|_| is_pointed).map(|label| {
                    let is_taken = status.taken.iter().any(|taken| taken.edge == edge.id);
                    let is_catch = matches!(edge.id.kind, EdgeKind::Catch(_));
                    draw_full_label(label, &messages.sentence(&label.full), is_catch, is_taken, props.seen)
                }) }
                { for cut.map(|label| focusable(label, edge.id, &messages, &props.onpoint)) }
                if designer.can_change() && (is_pointed || edge.id.from == with_discs) {
                    { change(&props.graph, edge, props.seen, &messages, &designer) }
                }
            </g>
        }
    });
    html! { <g>{ for shown }</g> }
}

/// Where the keys get to a condition that is cut, which is then shown whole.
fn focusable(label: &GraphLabel, edge: EdgeId, messages: &Messages, onpoint: &Callback<Option<EdgeId>>) -> Html {
    let Rect { x, y, width, height } = label.bounds;
    let (focus, blur) = (onpoint.clone(), onpoint.clone());
    html! {
        <rect class="label-focus" tabindex="0" role="img" aria-label={messages.sentence(&label.full)} rx="9"
            x={x.to_string()} y={y.to_string()} width={width.to_string()} height={height.to_string()}
            onfocus={move |_: FocusEvent| focus.emit(Some(edge))} onblur={move |_: FocusEvent| blur.emit(None)} />
    }
}

/// The discs that change an edge. The keys for them are of the state that it leaves.
fn change(graph: &Graph, edge: &GraphEdge, seen: Rect, messages: &Messages, designer: &Designer) -> Html {
    let name = |state: StateId| graph.node(state).map(|node| node.name.to_string());
    let from = edge.id.from.map_or_else(|| Some(messages.text("start").to_owned()), name).unwrap_or_default();
    // Nothing can follow where the flow ends in the state itself.
    let ends_itself = |state| matches!(graph.node(state).map(|node| node.shape), Some(Shape::Round));
    if edge.id.from.is_some_and(ends_itself) {
        return Html::default();
    }
    let to = edge.to.map_or_else(|| Some(messages.text("end").to_owned()), name).unwrap_or_default();
    let exit = exit_of(graph, edge.id);
    let disc = |change: EdgeChange, at: Point, label: &'static str, drawing: &'static str| {
        let designer = designer.clone();
        let onclick = move |event: MouseEvent| {
            event.stop_propagation();
            match change {
                EdgeChange::Add => designer.choose_on(exit),
                EdgeChange::Lead => designer.choose_target(exit),
            }
        };
        html! {
            <g class="edge-disc" role="button" tabindex="-1" transform={format!("translate({:.1} {:.1})", at.x, at.y)} {onclick}
                aria-label={messages.format(label, &[("from", &from), ("to", &to)])}>
                <circle class="edge-disc-ground" r="12" />
                <circle r="8.5" />
                <path d={drawing} />
            </g>
        }
    };
    let [add, lead] = discs(graph, edge, seen);
    html! {
        <>
            { disc(EdgeChange::Add, add, "add-between", "M-4 0H4M0 -4V4") }
            { disc(EdgeChange::Lead, lead, "lead-elsewhere", "M-4 3.2Q-3.4 -2.4 3.4 -2.4M1 -4.6L3.6 -2.4L1.2 0") }
        </>
    }
}

/// The place of the definition that an edge draws.
pub(super) fn exit_of(graph: &Graph, edge: EdgeId) -> Exit {
    match (edge.from, edge.kind) {
        (None, _) => Exit::Start(graph.container),
        (Some(state), EdgeKind::Rule(at)) => Exit::Rule(state, at),
        (Some(state), EdgeKind::Default) => Exit::Default(state),
        (Some(state), EdgeKind::Catch(at)) => Exit::Catch(state, at),
        (Some(state), _) => Exit::Next(state),
    }
}
