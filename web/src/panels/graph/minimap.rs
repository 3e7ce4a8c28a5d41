//! The whole graph in a corner, with the part that is seen; a press moves the window there.

use super::canvas::place;
use super::far::Boxes;
use super::shading::Shading;
use crate::parts::part;
use crate::shared::Shared;
use crate::state::Viewport;
use view::graph::{Graph, Point, Size};
use web_sys::PointerEvent;
use yew::prelude::*;

/// Largest width and height of the whole, in pixels.
const ROOM: Size = Size { width: 132.0, height: 120.0 };
/// A long chain is drawn wider than it is, so that it can be seen and hit.
const LEAST: f64 = 26.0;

/// Properties of [`Minimap`].
#[derive(PartialEq, Properties)]
pub(crate) struct MinimapProps {
    /// What is drawn.
    pub graph: Shared<Graph>,
    /// What is marked in place of where the run stands.
    pub shading: Shared<Option<Shading>>,
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
    let map = use_node_ref();
    let MinimapProps { graph, shading, viewport, pane, onmove } = props;
    let (viewport, pane, size) = (*viewport, *pane, graph.size);
    let seen = viewport.seen(pane);
    let is_whole = seen.x <= 0.0 && seen.y <= 0.0 && seen.right() >= size.width && seen.bottom() >= size.height;
    if is_whole || size.width < 1.0 || pane.width < ROOM.width * 2.5 {
        return Html::default();
    }
    let scale = (ROOM.width / size.width).min(ROOM.height / size.height);
    let (width, height) = ((size.width * scale).max(LEAST), (size.height * scale).max(LEAST));
    let go = {
        let onmove = onmove.clone();
        let map = map.clone();
        move |event: &PointerEvent| {
            let at = place(&map, event);
            onmove.emit(viewport.centred_on(Point::new(at.x / width * size.width, at.y / height * size.height), pane));
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
    html! {
        <svg ref={map} class="minimap" aria-hidden="true" width={width.to_string()} height={height.to_string()}
            preserveAspectRatio="none" viewBox={format!("0 0 {:.0} {:.0}", size.width, size.height)} {onpointerdown} {onpointermove}>
            { part!(Boxes { graph: graph.clone(), shading: shading.clone() }) }
            <rect class="minimap-seen" x={num(seen.x)} y={num(seen.y)} width={num(seen.width)} height={num(seen.height)} />
        </svg>
    }
}

fn num(value: f64) -> String {
    format!("{value:.0}")
}
