//! The drawing's window: zoom, pan, fit. Moving it changes one `transform` and nothing else.

use super::banners::{Banner, Connecting, carried};
use super::drag::{Drag, Ghost, Pressed, is_drag, taken_at};
use super::drawing::Drawing;
use super::edge_tools::EdgeTools;
use super::markers::Markers;
use super::minimap::Minimap;
use super::shading::Shading;
use super::tools::GraphTools;
use crate::context::*;
use crate::hooks::{Designer, use_designer, use_escape, use_size};
use crate::parts::{Button, Glyph, part};
use crate::shared::Shared;
use crate::state::{Arrange, Detail, Gesture, Select, Viewport};
use std::cell::RefCell;
use std::rc::Rc;
use view::graph::{Graph, Point};
use web_sys::{Element, PointerEvent, WheelEvent};
use yew::prelude::*;

/// One press of a zoom button.
const ZOOM_STEP: f64 = 1.25;
/// How much a pixel of wheel zooms.
const WHEEL_ZOOM: f64 = 0.0025;

/// Properties of [`Canvas`].
#[derive(PartialEq, Properties)]
pub(crate) struct CanvasProps {
    /// What is drawn.
    pub graph: Shared<Graph>,
    /// What is marked in place of where the run stands.
    pub shading: Shared<Option<Shading>>,
    /// What stands at the left of the buttons.
    pub head: Html,
}

/// Where the window stands, and who moved it there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Window {
    viewport: Viewport,
    /// The person moved it, so that it no longer follows the run.
    is_own: bool,
}

enum Move {
    /// The person moved it.
    Own(Viewport),
    /// The page moved it.
    Follow(Viewport),
    /// Start following again.
    Release,
}

impl Reducible for Window {
    type Action = Move;

    fn reduce(self: Rc<Self>, action: Move) -> Rc<Self> {
        let next = match action {
            Move::Own(viewport) => Self { viewport, is_own: true },
            Move::Follow(viewport) => Self { viewport, is_own: false },
            Move::Release => Self { is_own: false, ..*self },
        };
        if next == *self { self } else { Rc::new(next) }
    }
}

/// The drawing and the buttons above it.
#[component]
pub(crate) fn Canvas(props: &CanvasProps) -> Html {
    let messages = use_messages();
    let status = use_graph_status();
    let selected = use_selected_state();
    let arrangement = use_arrangement();
    let anyway = arrangement.drawn_anyway;
    let node = use_node_ref();
    let pane = use_size(&node);
    let window = use_reducer(Window::default);
    let (selection, analysis) = (use_selection().dispatcher(), use_analysis());
    let gesture = use_mut_ref(Gesture::default);
    let (drag, pressed) = (use_state_eq(|| None::<Drag>), use_mut_ref(|| Pressed::None));
    let pointed = use_state_eq(|| None);
    let designer = use_designer();
    let graph = &props.graph;
    // What must be in view: where the run is, else what is looked at.
    let current = graph.nodes.iter().find(|node| status.of(node.state).is_current).map(|node| node.state);
    use_effect_with(selected, {
        let window = window.dispatcher();
        move |_| window.dispatch(Move::Release)
    });
    use_effect_with((graph.clone(), pane, current, selected, window.is_own), {
        let window = window.dispatcher();
        move |(graph, pane, current, selected, is_own)| {
            let focus = selected.or(*current).and_then(|state| graph.node(state)).map(|node| node.bounds);
            if !is_own && pane.width > 0.0 {
                window.dispatch(Move::Follow(Viewport::fit(graph.size, *pane, focus)));
            }
        }
    });
    let viewport = window.viewport;
    let is_whole = anyway >= graph.nodes.len().max(graph.edges.len());
    let detail =
        if is_whole { Detail::Whole } else { Detail::of(viewport, pane, graph.nodes.iter().map(|node| node.bounds)) };
    let own = {
        let window = window.dispatcher();
        move |viewport| window.dispatch(Move::Own(viewport))
    };
    let zoom = |factor: f64| {
        let own = own.clone();
        let middle = Point::new(pane.width / 2.0, pane.height / 2.0);
        Callback::from(move |()| own(viewport.zoomed(factor, middle)))
    };
    let fit = {
        let (own, graph) = (own.clone(), graph.clone());
        Callback::from(move |()| own(Viewport::whole(graph.size, pane)))
    };
    let onwheel = {
        let (own, node) = (own.clone(), node.clone());
        move |event: WheelEvent| {
            event.prevent_default();
            if event.ctrl_key() || event.meta_key() {
                own(viewport.zoomed((-event.delta_y() * WHEEL_ZOOM).exp(), place(&node, &event)));
            } else {
                own(viewport.panned(Point::new(-event.delta_x(), -event.delta_y())));
            }
        }
    };
    let onpoint = {
        let pointed = pointed.setter();
        use_callback((), move |edge, ()| pointed.set(edge))
    };
    let leave = {
        let (drag, pressed, arrangement) = (drag.setter(), pressed.clone(), arrangement.dispatcher());
        Callback::from(move |()| {
            drag.set(None);
            *pressed.borrow_mut() = None;
            arrangement.dispatch(Arrange::Carrying(None));
        })
    };
    use_escape(drag.is_some() || arrangement.carrying.is_some(), leave.clone());
    let onpointerdown = {
        let (gesture, node, graph, pressed) = (gesture.clone(), node.clone(), graph.clone(), pressed.clone());
        let is_carrying = arrangement.carrying.is_some();
        move |event: PointerEvent| {
            let at = place(&node, &event);
            // A finger moves the drawing, wherever it is put.
            let takes = event.pointer_type() != "touch" && event.button() == 0 && is_on(&event, ".node");
            let taken = taken_at(&graph, viewport.in_graph(at)).filter(|_| takes);
            if let Some(state) = taken {
                *pressed.borrow_mut() = Some((state, at));
            } else if !is_carrying {
                gesture.borrow_mut().press(event.pointer_id(), at, viewport);
            }
        }
    };
    let onpointermove = {
        let (gesture, own, node) = (gesture.clone(), own.clone(), node.clone());
        let (drag, pressed, graph, designer) = (drag.clone(), pressed, graph.clone(), designer.clone());
        let (carrying, onpoint) = (arrangement.carrying, onpoint.clone());
        move |event: PointerEvent| {
            let at = place(&node, &event);
            let begun = begun(&drag, &pressed, carrying, at, &graph, &designer);
            if let Some(begun) = begun {
                drag.set(Some(begun.moved(&graph, viewport.in_graph(at), viewport.scale)));
                onpoint.emit(None);
                // Without capture it still works while the pointer stays on the canvas.
                let capture = |canvas: Element| canvas.set_pointer_capture(event.pointer_id());
                let _ = node.cast::<Element>().filter(|_| carrying.is_none()).map(capture);
                return;
            }
            let refused = pressed.borrow_mut().take_if(|(_, from)| is_drag(*from, at));
            if let Some((_, from)) = refused {
                // It has no other place: the press moves the drawing.
                gesture.borrow_mut().press(event.pointer_id(), from, viewport);
            }
            if is_on(&event, "svg.graph") && !is_on(&event, "svg.graph g") {
                onpoint.emit(None);
            }
            let moved = gesture.borrow_mut().moved(event.pointer_id(), place(&node, &event));
            let Some(moved) = moved else { return };
            if let Some(canvas) = node.cast::<Element>() {
                // Without capture the drag still works while the pointer stays on the canvas.
                let _ = canvas.set_pointer_capture(event.pointer_id());
            }
            own(moved);
        }
    };
    let leave_carrying = leave.clone();
    let onpointerup = {
        let (gesture, drag, leave, graph) = (gesture.clone(), drag.clone(), leave.clone(), graph.clone());
        Callback::from(move |event: PointerEvent| {
            gesture.borrow_mut().release(event.pointer_id(), viewport);
            // Over what lies on the drawing, such as the button that cancels, nothing is let go.
            if let Some(drag) = drag.as_ref().filter(|_| !is_on(&event, ".banner")) {
                drag.drop(&graph, &designer);
            }
            leave.emit(());
        })
    };
    let onpointercancel = move |event: PointerEvent| {
        gesture.borrow_mut().release(event.pointer_id(), viewport);
        leave.emit(());
    };
    // From far away states are no elements of their own.
    let onclick = (detail == Detail::Far).then(|| {
        let (graph, selection, analysis, node) = (graph.clone(), selection.clone(), analysis.clone(), node.clone());
        Callback::from(move |event: MouseEvent| {
            let at = viewport.in_graph(place(&node, &event));
            let node = graph.nodes.iter().rfind(|node| node.bounds.contains(at));
            let state = node.and_then(|node| analysis.machine.states.get(node.state.0 as usize));
            if let Some(state) = state {
                selection.dispatch(Select::State(state.location.as_str().into()));
            }
        })
    });
    html! {
        <>
            <div class="pane-head">
                { props.head.clone() }
                <span class="grow" />
                { part!(GraphTools { size: graph.size, states: graph.nodes.len(), transitions: graph.edges.len() }) }
                { part!(Button { label: messages.text("zoom-out"), glyph: Glyph::Minus, icon_only: true, class: "quiet zoom-step", onclick: zoom(1.0 / ZOOM_STEP) }) }
                <span class="zoom">{ format!("{:.0}%", viewport.scale * 100.0) }</span>
                { part!(Button { label: messages.text("zoom-in"), glyph: Glyph::Plus, icon_only: true, class: "quiet zoom-step", onclick: zoom(ZOOM_STEP) }) }
                { part!(Button { label: messages.text("zoom-fit"), glyph: Glyph::Fit, icon_only: true, class: "quiet", onclick: fit }) }
            </div>
            <div ref={node} class="canvas" {onwheel} {onpointerdown} {onpointermove} {onpointerup} {onpointercancel}>
                { part!(Banner) }
                { part!(Connecting) }
                { for arrangement.carrying.map(|template| carried(template, &messages, leave_carrying)) }
                <svg class="graph" width="100%" height="100%" role="group"
                    aria-label={messages.count("graph-label", graph.nodes.len())} {onclick}>
                    { part!(Markers) }
                    <g transform={viewport.transform()}>
                        { part!(Drawing { graph: graph.clone(), shading: props.shading.clone(), detail, anyway, onpoint: onpoint.clone() }) }
                        if detail != Detail::Far && drag.is_none() {
                            { part!(EdgeTools { graph: graph.clone(), pointed: *pointed, with_selected: props.shading.is_none(), seen: viewport.seen(pane), onpoint }) }
                        }
                        { for (*drag).clone().map(|drag| part!(Ghost { graph: graph.clone(), drag })) }
                    </g>
                </svg>
                { part!(Minimap { graph: graph.clone(), shading: props.shading.clone(), viewport, pane, onmove: Callback::from(own.clone()) }) }
            </div>
        </>
    }
}

/// What hangs on the pointer after it moved: what did before, or what was pressed or comes from the palette.
fn begun(
    drag: &Option<Drag>,
    pressed: &RefCell<Pressed>,
    carrying: Option<usize>,
    at: Point,
    graph: &Graph,
    designer: &Designer,
) -> Option<Drag> {
    let from_palette = || carrying.map(|template| Drag::of_template(graph, template));
    let from_graph = || {
        let (state, _) = (*pressed.borrow()).filter(|(_, from)| is_drag(*from, at))?;
        Drag::of_state(graph, state, designer)
    };
    drag.clone().or_else(from_palette).or_else(from_graph)
}

/// Did an event happen on, or within, what a selector names?
fn is_on(event: &PointerEvent, selector: &str) -> bool {
    let target = event.target_dyn_into::<Element>();
    target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
}

/// Where a pointer is, within an element. Yew hears events at the root of the page, so that
/// `currentTarget` would not name the element.
pub(super) fn place(within: &NodeRef, event: &web_sys::MouseEvent) -> Point {
    let corner = within.cast::<Element>().map(|element| element.get_bounding_client_rect());
    let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
    Point::new(f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
}
