//! A transition.

use super::shading::Mark;
use crate::context::*;
use crate::parts::Glyph;
use crate::shared::Shared;
use view::graph::{EdgeId, EdgeKind, Graph, GraphEdge, GraphLabel, Point, Rect, clear_place};
use yew::prelude::*;

/// Height of the pill that says how often, in pixels.
const PILL_HEIGHT: f64 = 16.0;

/// Properties of [`Edge`].
#[derive(PartialEq, Properties)]
pub(crate) struct EdgeProps {
    /// The drawing.
    pub graph: Shared<Graph>,
    /// Which of its edges.
    pub index: usize,
    /// How often it was taken.
    pub taken: u32,
    /// What it is marked with in place of that.
    pub mark: Option<Mark>,
    /// Does it leave the selected state? Then its condition is shown.
    pub selected: bool,
    /// It is pointed at.
    pub onpoint: Callback<Option<EdgeId>>,
}

/// A transition with its label.
#[component]
pub(crate) fn Edge(props: &EdgeProps) -> Html {
    let messages = use_messages();
    let Some(edge) = props.graph.edges.get(props.index) else { return Html::default() };
    let is_catch = matches!(edge.id.kind, EdgeKind::Catch(_));
    let is_taken = props.taken > 0 && props.mark.is_none();
    let (class, arrow) = match (&props.mark, is_catch, is_taken) {
        (Some(mark), ..) => (format!("edge shade-{}", mark.class), format!("url(#arrow-{})", mark.class)),
        (_, true, true) => ("edge catch caught".into(), "url(#arrow-caught)".into()),
        (_, true, false) => ("edge catch".into(), "url(#arrow)".into()),
        (_, false, true) => ("edge taken".into(), "url(#arrow-taken)".into()),
        (_, false, false) => ("edge".into(), "url(#arrow)".into()),
    };
    let onpointerenter = {
        let (onpoint, id) = (props.onpoint.clone(), edge.id);
        move |_: PointerEvent| onpoint.emit(Some(id))
    };
    let path = edge.path();
    let is_full = is_taken || props.selected;
    html! {
        <g {onpointerenter}>
            <path class="edge-ground" d={path.clone()} />
            <path {class} d={path} marker-end={arrow} />
            { for edge.label.iter().map(|label| {
                let full = messages.sentence(&label.full);
                let text = match &label.cut {
                    Some(cut) if is_full => cut.clone(),
                    _ if is_full => full.clone(),
                    _ => messages.sentence(&label.short),
                };
                draw_label(label.bounds, &text, &full, is_catch, tone(is_catch, is_taken))
            }) }
            { for props.mark.as_ref().and_then(|mark| mark.badge.as_ref()).map(|badge| pill(&props.graph, edge, badge)) }
        </g>
    }
}

/// How often a transition was taken.
fn pill(graph: &Graph, edge: &GraphEdge, text: &str) -> Html {
    let width = text.chars().count() as f64 * 7.0 + 10.0;
    let Point { x, y } = clear_place(graph, edge, width, PILL_HEIGHT);
    html! {
        <g class="edge-count" transform={format!("translate({x:.1} {y:.1})")}>
            <rect x={num(-width / 2.0)} y={num(-PILL_HEIGHT / 2.0)} width={num(width)} height={num(PILL_HEIGHT)} rx="8" />
            <text y="4" text-anchor="middle">{ text }</text>
        </g>
    }
}

/// A label with all of its condition, wherever it finds the room in `seen`.
pub(super) fn draw_full_label(label: &GraphLabel, full: &str, is_catch: bool, is_taken: bool, seen: Rect) -> Html {
    let left = label.bounds.x.min(seen.right() - label.full_width).max(seen.x);
    let bounds = Rect { x: left, width: label.full_width, ..label.bounds };
    let tone = tone(is_catch, is_taken);
    draw_label(bounds, full, full, is_catch, if tone.is_empty() { "taken" } else { tone })
}

fn tone(is_catch: bool, is_taken: bool) -> &'static str {
    match (is_catch, is_taken) {
        (true, true) => "caught",
        (false, true) => "taken",
        _ => "",
    }
}

fn draw_label(bounds: Rect, text: &str, full: &str, is_catch: bool, tone: &'static str) -> Html {
    let Rect { x, y, width, height } = bounds;
    let text_x = x + if is_catch { 22.0 } else { 9.0 };
    html! {
        <g class={classes!("edge-label", tone)} role="img" aria-label={full.to_owned()}>
            <title>{ full }</title>
            <rect x={num(x)} y={num(y)} width={num(width)} height={num(height)} rx="9" />
            if is_catch {
                <use href={Glyph::Caught.href()} x={num(x + 7.0)} y={num(y + 3.0)} width="12" height="12" />
            }
            <text x={num(text_x)} y={num(y + 12.8)}>{ text }</text>
        </g>
    }
}

fn num(value: f64) -> String {
    format!("{value:.1}")
}
