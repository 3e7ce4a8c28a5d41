//! The whole graph in a corner, with the part that is seen; a press moves the window there.

use crate::context::*;
use crate::parts::{part, status_class};
use crate::shared::Shared;
use crate::state::Viewport;
use std::collections::BTreeMap;
use view::graph::{Graph, Point, Shape, Size};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};
use yew::prelude::*;

/// Largest width and height of the whole, in pixels.
const ROOM: Size = Size { width: 132.0, height: 120.0 };

/// Properties of [`Minimap`].
#[derive(PartialEq, Properties)]
pub(crate) struct MinimapProps {
    /// What is drawn.
    pub graph: Shared<Graph>,
    /// What part of it is seen.
    pub viewport: Viewport,
    /// Size of the pane that shows it.
    pub pane: Size,
    /// The window is to be moved.
    pub onmove: Callback<Viewport>,
}

/// The whole in a corner, while a part of it is out of sight. Hidden from screen readers: it
/// shows nothing that the graph itself and its table do not.
#[component]
pub(crate) fn Minimap(props: &MinimapProps) -> Html {
    let MinimapProps { graph, viewport, pane, onmove } = props;
    let (viewport, pane, size) = (*viewport, *pane, graph.size);
    let seen = viewport.seen(pane);
    let is_whole = seen.x <= 0.0 && seen.y <= 0.0 && seen.right() >= size.width && seen.bottom() >= size.height;
    if is_whole || size.width < 1.0 || pane.width < ROOM.width * 2.5 {
        return Html::default();
    }
    let scale = (ROOM.width / size.width).min(ROOM.height / size.height);
    let go = {
        let onmove = onmove.clone();
        move |event: &PointerEvent| {
            let Some(map) = event.current_target().and_then(|map| map.dyn_into::<Element>().ok()) else { return };
            let corner = map.get_bounding_client_rect();
            let at =
                Point::new(f64::from(event.client_x()) - corner.left(), f64::from(event.client_y()) - corner.top());
            onmove.emit(viewport.centred_on(Point::new(at.x / scale, at.y / scale), pane));
        }
    };
    let onpointerdown = {
        let go = go.clone();
        move |event: PointerEvent| {
            event.stop_propagation();
            go(&event);
        }
    };
    let onpointermove = move |event: PointerEvent| {
        if event.buttons() == 1 {
            event.stop_propagation();
            go(&event);
        }
    };
    let (width, height) = (size.width * scale, size.height * scale);
    html! {
        <svg class="minimap" aria-hidden="true" width={width.to_string()} height={height.to_string()}
            viewBox={format!("0 0 {:.0} {:.0}", size.width, size.height)} {onpointerdown} {onpointermove}>
            { part!(Boxes { graph: graph.clone() }) }
            <rect class="minimap-seen" x={num(seen.x)} y={num(seen.y)} width={num(seen.width)} height={num(seen.height)} />
        </svg>
    }
}

#[derive(PartialEq, Properties)]
struct BoxesProps {
    graph: Shared<Graph>,
}

/// All states: one path a status, however many there are.
#[component]
fn Boxes(props: &BoxesProps) -> Html {
    let status = use_graph_status();
    let mut paths: BTreeMap<&'static str, String> = BTreeMap::new();
    for node in props.graph.nodes.iter().filter(|node| node.shape != Shape::Container) {
        let path = paths.entry(status_class(status.of(node.state).status)).or_default();
        let at = node.bounds;
        path.push_str(&format!("M{:.0} {:.0}h{:.0}v{:.0}h-{:.0}z", at.x, at.y, at.width, at.height, at.width));
    }
    let draw =
        |(class, path): (&'static str, String)| html! { <path class={format!("minimap-box node-{class}")} d={path} /> };
    html! { <>{ for paths.into_iter().map(draw) }</> }
}

fn num(value: f64) -> String {
    format!("{value:.0}")
}
