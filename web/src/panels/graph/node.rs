//! A state.

use super::shading::Mark;
use crate::context::*;
use crate::messages::Messages;
use crate::parts::{Glyph, status_class, status_glyph, type_class, type_glyph};
use crate::shared::Shared;
use definition::StateId;
use view::graph::{Graph, GraphNode, POINT_PX, ROUND_PX, Shape};
use view::status::NodeStatus;
use yew::prelude::*;

/// Properties of [`Node`].
#[derive(PartialEq, Properties)]
pub(crate) struct NodeProps {
    /// The drawing.
    pub graph: Shared<Graph>,
    /// Which of its nodes.
    pub index: usize,
    /// Where it stands.
    pub status: NodeStatus,
    /// What it is marked with in place of that.
    pub mark: Option<Mark>,
    /// Is it looked at?
    pub selected: bool,
    /// Is it the one in the tab order?
    pub reachable: bool,
    /// Does a run stop before it?
    pub breakpoint: bool,
    /// It is to be looked at.
    pub onselect: Callback<StateId>,
}

/// A state: its outline says the type, its icon and word the status.
#[component]
pub(crate) fn Node(props: &NodeProps) -> Html {
    let messages = use_messages();
    let Some(node) = props.graph.nodes.get(props.index) else { return Html::default() };
    let state = node.state;
    let look = Look::of(props, &messages);
    let name = accessible_name(node, props, &look, &messages);
    let select = {
        let onselect = props.onselect.clone();
        move || onselect.emit(state)
    };
    let onclick = {
        let select = select.clone();
        move |_: MouseEvent| select()
    };
    let onkeydown = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            select();
        }
    };
    let class = classes!(
        "node",
        format!("node-{}", look.class),
        (node.shape == Shape::Container).then_some("is-container"),
        props.selected.then_some("is-selected"),
        (props.status.is_current && props.mark.is_none()).then_some("is-current"),
    );
    let (width, height) = (node.bounds.width, node.bounds.height);
    let transform = format!("translate({:.1} {:.1})", node.bounds.x, node.bounds.y);
    html! {
        <g {class} {transform} role="button" tabindex={if props.reachable { "0" } else { "-1" }} aria-label={name}
            aria-pressed={props.selected.to_string()} data-state={state.0.to_string()} {onclick} {onkeydown}>
            if props.selected {
                <path class="node-ring" d={outline(node.shape, width + 10.0, height + 10.0)} transform="translate(-5 -5)" />
            }
            <path class="node-box" d={outline(node.shape, width, height)} />
            if look.class == "uncovered" && node.shape != Shape::Container {
                <path class="node-hatch" fill="url(#hatch)" d={outline(node.shape, width, height)} />
            }
            if node.shape == Shape::Container {
                { container(node, &look, &messages) }
            } else {
                { box_content(node, &look) }
            }
            { badge(look.badge.as_deref(), width, height) }
            if props.breakpoint {
                <circle class="node-bp" cx={if node.shape == Shape::Pointed { "3" } else { "0" }} cy={(height / 2.0).to_string()} r="5.5" />
            }
        </g>
    }
}

/// What a state says of itself at its right: where it stands, or what it is marked with in place of that.
struct Look {
    class: &'static str,
    glyph: Glyph,
    word: String,
    badge: Option<String>,
}

impl Look {
    fn of(props: &NodeProps, messages: &Messages) -> Self {
        match props.mark.clone() {
            Some(Mark { class, glyph, word, badge }) => Self { class, glyph, word, badge },
            None => {
                let status = props.status.status;
                let (class, glyph) = (status_class(status), status_glyph(status));
                Self { class, glyph, word: messages.sentence(&status.word()), badge: badge_text(&props.status) }
            }
        }
    }
}

/// Everything that is written on the node, in its order, and what is only drawn.
fn accessible_name(node: &GraphNode, props: &NodeProps, look: &Look, messages: &Messages) -> String {
    let lanes = node.lanes.iter().filter_map(|lane| lane.title.as_ref()).map(|title| messages.sentence(title));
    let breakpoint = props.breakpoint.then(|| messages.text("breakpoint").to_owned());
    let parts = [node.name.to_string(), node.service.clone(), look.word.clone()].into_iter();
    parts.chain(lanes).chain(look.badge.clone()).chain(breakpoint).collect::<Vec<_>>().join(", ")
}

/// Name, service and status of an ordinary state, in the order of its accessible name; blanks
/// between them keep the words apart for whoever reads them.
fn box_content(node: &GraphNode, look: &Look) -> Html {
    let (width, height) = (node.bounds.width, node.bounds.height);
    html! {
        <>
            { type_icon(node, 15.0, height / 2.0 - 9.0) }
            { for node.lines.iter().enumerate().map(|(at, line)| html! {
                <text class="node-name" x="42" y={(36.5 + at as f64 * 19.0).to_string()}>{ line }{ " " }</text>
            }) }
            <text class="node-svc" x="42" y="18">{ &node.service }{ " " }</text>
            { status_mark(look, width, 18.0) }
        </>
    }
}

/// Title bar and lanes of a Parallel or Map.
fn container(node: &GraphNode, look: &Look, messages: &Messages) -> Html {
    let (left, top) = (node.bounds.x, node.bounds.y);
    html! {
        <>
            { type_icon(node, 13.0, 9.0) }
            <text x="39" y="23"><tspan class="node-name">{ &*node.name }</tspan>
                { " " }<tspan class="node-svc" dx="12">{ &node.service }{ " " }</tspan></text>
            { status_mark(look, node.bounds.width, 23.0) }
            { for node.lanes.iter().enumerate().map(|(at, lane)| {
                let (x, y) = (lane.bounds.x - left, lane.bounds.y - top);
                html! {
                    <>
                        if at > 0 {
                            <path class="lane-line" d={format!("M{x:.1} {y:.1}v{:.1}", lane.bounds.height)} />
                        }
                        if let Some(title) = &lane.title {
                            <text class="lane-title" x={(x + 12.0).to_string()} y={(y + 13.0).to_string()}>{ messages.sentence(title) }{ " " }</text>
                        }
                    </>
                }
            }) }
        </>
    }
}

fn type_icon(node: &GraphNode, x: f64, y: f64) -> Html {
    let glyph = node.state_type.map_or(Glyph::Help, type_glyph);
    html! {
        <g class={node.state_type.map_or("type-fail", type_class)}>
            <use href={glyph.href()} x={x.to_string()} y={y.to_string()} width="18" height="18" />
        </g>
    }
}

fn status_mark(look: &Look, width: f64, baseline: f64) -> Html {
    html! {
        <g class="node-status">
            <text x={(width - 32.0).to_string()} y={baseline.to_string()} text-anchor="end">{ &look.word }</text>
            { " " }<use href={look.glyph.href()} x={(width - 28.0).to_string()} y={(baseline - 12.0).to_string()}
                width="15" height="15" />
        </g>
    }
}

/// Visits and attempts, where there was more than one; iterations that are done, of a Map.
fn badge_text(status: &NodeStatus) -> Option<String> {
    match &status.iterations {
        Some(iterations) => Some(format!("{} / {}", iterations.succeeded, iterations.total)),
        None if status.attempts > 1 => Some(format!("×{}", status.attempts)),
        None => (status.visits > 1).then(|| format!("#{}", status.visits)),
    }
}

fn badge(text: Option<&str>, width: f64, height: f64) -> Html {
    let Some(text) = text else { return Html::default() };
    let wide = text.chars().count() as f64 * 7.0 + 12.0;
    html! {
        <g class="node-badge" transform={format!("translate({:.1} {:.1})", width - 14.0, height - 8.0)}>
            <rect x={(-wide).to_string()} width={wide.to_string()} height="17" rx="8.5" />
            <text x={(-wide / 2.0).to_string()} y="12.4" text-anchor="middle">{ text }</text>
        </g>
    }
}

/// The outline as an SVG path from the corner at 0, 0.
fn outline(shape: Shape, width: f64, height: f64) -> String {
    if shape == Shape::Pointed {
        let (inner, middle) = (width - POINT_PX, height / 2.0);
        return format!(
            "M{POINT_PX} 0H{inner:.1}L{width:.1} {middle:.1}L{inner:.1} {height:.1}H{POINT_PX}L0 {middle:.1}Z"
        );
    }
    let radius = match shape {
        Shape::Round => (height / 2.0).min(ROUND_PX),
        Shape::Container => 10.0,
        _ => 8.0,
    };
    let (right, bottom) = (width - radius, height - radius);
    let arc = format!("A{radius:.1} {radius:.1} 0 0 1");
    format!(
        "M{radius:.1} 0H{right:.1}{arc} {width:.1} {radius:.1}V{bottom:.1}{arc} {right:.1} {height:.1}\
         H{radius:.1}{arc} 0 {bottom:.1}V{radius:.1}{arc} {radius:.1} 0Z"
    )
}
