//! A transition.

use crate::context::*;
use crate::parts::Glyph;
use crate::shared::Shared;
use view::graph::{EdgeKind, Graph, Rect};
use yew::prelude::*;

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
}

/// A transition with its label.
#[component]
pub(crate) fn Edge(props: &EdgeProps) -> Html {
    let messages = use_messages();
    let Some(edge) = props.graph.edges.get(props.index) else { return Html::default() };
    let is_catch = matches!(edge.id.kind, EdgeKind::Catch(_));
    let is_taken = props.taken > 0;
    let (class, arrow) = match (is_catch, is_taken) {
        (true, true) => ("edge catch caught", "url(#arrow-caught)"),
        (true, false) => ("edge catch", "url(#arrow)"),
        (false, true) => ("edge taken", "url(#arrow-taken)"),
        (false, false) => ("edge", "url(#arrow)"),
    };
    html! {
        <>
            <path {class} d={edge.path()} marker-end={arrow} />
            if let Some(label) = &edge.label {
                { draw_label(label.bounds, &messages.sentence(if is_taken || props.selected { &label.full } else { &label.short }),
                    &messages.sentence(&label.full), is_catch, is_taken) }
            }
        </>
    }
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
