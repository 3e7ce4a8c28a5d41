//! A transition.

use crate::context::*;
use crate::parts::Glyph;
use crate::shared::Shared;
use view::graph::{EdgeId, EdgeKind, Graph, GraphEdge, Point, Rect, Shape, point_at};
use yew::prelude::*;

/// Where along an edge the discs that change it may stand: the first place clear of the label.
const DISC_FRACTIONS: [f64; 4] = [0.5, 0.3, 0.7, 0.15];
/// From the middle of a disc to the border of the room that it answers in.
const DISC_PX: f64 = 12.5;

/// Properties of [`Edge`].
#[derive(PartialEq, Properties)]
pub(crate) struct EdgeProps {
    /// The drawing.
    pub graph: Shared<Graph>,
    /// Which of its edges.
    pub index: usize,
    /// How often it was taken.
    pub taken: u32,
    /// Does it leave the selected state? Then its condition is shown.
    pub selected: bool,
    /// It is to be changed.
    pub onchange: Callback<(EdgeId, EdgeChange)>,
}

/// How a transition is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EdgeChange {
    /// A state is added on it.
    Add,
    /// It is led elsewhere.
    Lead,
}

/// A transition with its label, and a disc that adds a state while it is pointed at.
#[component]
pub(crate) fn Edge(props: &EdgeProps) -> Html {
    let messages = use_messages();
    let pointed = use_state_eq(|| false);
    let Some(edge) = props.graph.edges.get(props.index) else { return Html::default() };
    let is_catch = matches!(edge.id.kind, EdgeKind::Catch(_));
    let is_taken = props.taken > 0;
    let (class, arrow) = match (is_catch, is_taken) {
        (true, true) => ("edge catch caught", "url(#arrow-caught)"),
        (true, false) => ("edge catch", "url(#arrow)"),
        (false, true) => ("edge taken", "url(#arrow-taken)"),
        (false, false) => ("edge", "url(#arrow)"),
    };
    let point = |to: bool| {
        let pointed = pointed.clone();
        move |_: PointerEvent| pointed.set(to)
    };
    let path = edge.path();
    html! {
        <g onpointerenter={point(true)} onpointerleave={point(false)}>
            <path class="edge-ground" d={path.clone()} />
            <path {class} d={path} marker-end={arrow} />
            if let Some(label) = &edge.label {
                { draw_label(label.bounds, &messages.sentence(if is_taken || props.selected { &label.full } else { &label.short }),
                    &messages.sentence(&label.full), is_catch, is_taken) }
            }
            if props.selected || *pointed {
                { discs(&props.graph, edge, &messages, &props.onchange) }
            }
        </g>
    }
}

/// The discs that change an edge. The keys for them are of the state that it leaves.
fn discs(
    graph: &Graph,
    edge: &GraphEdge,
    messages: &crate::messages::Messages,
    onchange: &Callback<(EdgeId, EdgeChange)>,
) -> Html {
    let name = |state| graph.node(state).map(|node| node.name.to_string());
    let from = edge.id.from.map_or_else(|| Some(messages.text("start").to_owned()), name).unwrap_or_default();
    // Nothing can follow where the flow ends in the state itself.
    let ends_itself = |state| matches!(graph.node(state).map(|node| node.shape), Some(Shape::Round));
    if edge.id.from.is_some_and(ends_itself) {
        return Html::default();
    }
    let to = edge.to.map_or_else(|| Some(messages.text("end").to_owned()), name).unwrap_or_default();
    let disc = |change: EdgeChange, at: Point, label: &'static str, drawing: &'static str| {
        let (onchange, id) = (onchange.clone(), edge.id);
        let onclick = move |event: MouseEvent| {
            event.stop_propagation();
            onchange.emit((id, change));
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
    let Point { x, y } = clear_place(edge);
    // A label stands at the right of its edge.
    let x = if edge.label.is_some() { x - DISC_PX } else { x };
    html! {
        <>
            { disc(EdgeChange::Add, Point::new(x - DISC_PX, y), "add-between", "M-4 0H4M0 -4V4") }
            { disc(EdgeChange::Lead, Point::new(x + DISC_PX, y), "lead-elsewhere", "M-4 3.2Q-3.4 -2.4 3.4 -2.4M1 -4.6L3.6 -2.4L1.2 0") }
        </>
    }
}

fn clear_place(edge: &GraphEdge) -> Point {
    let is_clear = |at: &Point| edge.label.as_ref().is_none_or(|label| !is_near(label.bounds, *at));
    let places = DISC_FRACTIONS.into_iter().filter_map(|fraction| point_at(&edge.points, fraction));
    places.clone().find(is_clear).or_else(|| places.clone().next()).unwrap_or_default()
}

fn is_near(label: Rect, at: Point) -> bool {
    let across = label.x - DISC_PX < at.x && at.x < label.right() + DISC_PX;
    across && label.y - DISC_PX < at.y && at.y < label.bottom() + DISC_PX
}

fn draw_label(bounds: Rect, text: &str, full: &str, is_catch: bool, is_taken: bool) -> Html {
    let tone = match (is_catch, is_taken) {
        (true, true) => "caught",
        (false, true) => "taken",
        _ => "",
    };
    let Rect { x, y, width, height } = bounds;
    let text_x = x + if is_catch { 22.0 } else { 9.0 };
    // A clip keeps a text that is longer than its place inside it.
    html! {
        <g class={classes!("edge-label", tone)}>
            <title>{ full }</title>
            <rect x={num(x)} y={num(y)} width={num(width)} height={num(height)} rx="9" />
            if is_catch {
                <use href={Glyph::Caught.href()} x={num(x + 7.0)} y={num(y + 3.0)} width="12" height="12" />
            }
            <svg x={num(text_x)} y={num(y)} width={num((x + width - text_x - 4.0).max(1.0))} height={num(height)}>
                <text y="12.8">{ text }</text>
            </svg>
        </g>
    }
}

fn num(value: f64) -> String {
    format!("{value:.1}")
}
