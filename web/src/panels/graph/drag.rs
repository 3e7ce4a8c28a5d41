//! What hangs on the pointer on its way to another place of the flow: a state, or something of the palette.

use super::edge_tools::exit_of;
use crate::hooks::Designer;
use crate::shared::Shared;
use definition::StateId;
use std::collections::BTreeMap;
use std::rc::Rc;
use view::graph::{EdgeId, Graph, GraphEdge, Point, Shape, clear_place};
use yew::prelude::*;

/// A pointer that moved less than this many pixels clicked.
const CLICK_PX: f64 = 4.0;
/// How far from a transition a pointer still means it, in pixels of the screen.
const REACH_PX: f64 = 36.0;
/// Height of a container's title, by which it is taken; below it the drawing is moved.
const TITLE_PX: f64 = 36.0;
/// Size of the mark of a place where it can be let go.
const MARK_PX: f64 = 16.0;
/// From the pointer to what hangs on it, so that it does not hide where it goes.
const HANG: Point = Point { x: 14.0, y: 12.0 };

/// What hangs on the pointer, and where it is.
#[derive(Clone, PartialEq)]
pub(super) struct Drag {
    cargo: Cargo,
    at: Point,
    /// The transitions onto which it can be let go, with the place of their marks.
    places: Rc<BTreeMap<EdgeId, Point>>,
    /// The one that it would be let go onto now.
    onto: Option<EdgeId>,
}

/// What is dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cargo {
    State(StateId),
    /// By its place in the palette.
    Template(usize),
}

/// The state that a press takes, with the place of the press on the screen.
pub(super) type Pressed = Option<(StateId, Point)>;

/// The state that a press at a point of the drawing takes.
pub(super) fn taken_at(graph: &Graph, at: Point) -> Option<StateId> {
    let node = graph.nodes.iter().rfind(|node| node.bounds.contains(at))?;
    let is_taken = node.shape != Shape::Container || at.y - node.bounds.y < TITLE_PX;
    is_taken.then_some(node.state)
}

/// Did the pointer move further than for a click?
pub(super) fn is_drag(from: Point, to: Point) -> bool {
    (from.x - to.x).hypot(from.y - to.y) > CLICK_PX
}

impl Drag {
    /// A state leaves its place; `None` when there is no other for it.
    pub(super) fn of_state(graph: &Graph, state: StateId, designer: &Designer) -> Option<Self> {
        let exits = designer.places_for(state);
        let places = places_where(graph, |edge| exits.contains(&exit_of(graph, edge.id)));
        (!places.is_empty()).then(|| Self { cargo: Cargo::State(state), at: Point::default(), places, onto: None })
    }

    /// Something of the palette comes.
    pub(super) fn of_template(graph: &Graph, template: usize) -> Self {
        let ends_itself = |state| graph.node(state).is_some_and(|node| node.shape == Shape::Round);
        let places = places_where(graph, |edge| !edge.id.from.is_some_and(ends_itself));
        Self { cargo: Cargo::Template(template), at: Point::default(), places, onto: None }
    }

    /// The pointer is at a point of the drawing, which is shown at a scale.
    pub(super) fn moved(&self, graph: &Graph, at: Point, scale: f64) -> Self {
        let onto = graph.edge_near(at, REACH_PX / scale, |edge| self.places.contains_key(&edge.id));
        Self { at, onto: onto.map(|edge| edge.id), ..self.clone() }
    }

    /// The pointer lets go.
    pub(super) fn drop(&self, graph: &Graph, designer: &Designer) {
        let Some(exit) = self.onto.map(|edge| exit_of(graph, edge)) else { return };
        match self.cargo {
            Cargo::State(state) => designer.move_onto(state, exit),
            Cargo::Template(template) => {
                if let Some(template) = design::palette().get(template) {
                    designer.add(exit, template);
                }
            }
        }
    }
}

fn places_where(graph: &Graph, is_one: impl Fn(&GraphEdge) -> bool) -> Rc<BTreeMap<EdgeId, Point>> {
    let edges = graph.edges.iter().filter(|edge| is_one(edge));
    Rc::new(edges.map(|edge| (edge.id, clear_place(graph, edge, MARK_PX, MARK_PX))).collect())
}

/// Properties of [`Ghost`].
#[derive(PartialEq, Properties)]
pub(super) struct GhostProps {
    /// The drawing.
    pub graph: Shared<Graph>,
    /// What hangs on the pointer.
    pub drag: Drag,
}

/// The places where it can be let go, and what hangs on the pointer.
#[component]
pub(super) fn Ghost(props: &GhostProps) -> Html {
    let GhostProps { graph, drag } = props;
    let place = |(&id, at): (&EdgeId, &Point)| {
        let is_near = drag.onto == Some(id);
        html! {
            <g class={classes!("drop-place", is_near.then_some("is-near"))}>
                { for graph.edge(id).filter(|_| is_near).map(|edge| html! { <path d={edge.path()} /> }) }
                <circle cx={format!("{:.1}", at.x)} cy={format!("{:.1}", at.y)} r={if is_near { "9" } else { "5" }} />
            </g>
        }
    };
    let (name, from) = match drag.cargo {
        Cargo::State(state) => {
            let node = graph.node(state);
            (node.map(|node| node.name.to_string()).unwrap_or_default(), node.map(|node| node.bounds))
        }
        Cargo::Template(at) => {
            (design::palette().get(at).map(|template| template.name.to_owned()).unwrap_or_default(), None)
        }
    };
    let width = name.chars().map(|letter| if letter.is_ascii() { 8.0 } else { 14.0 }).sum::<f64>() + 24.0;
    let at = drag.at.moved(HANG);
    html! {
        <g class="drag-layer">
            if let Some(from) = from {
                <rect class="drag-source" x={(from.x - 2.0).to_string()} y={(from.y - 2.0).to_string()}
                    width={(from.width + 4.0).to_string()} height={(from.height + 4.0).to_string()} rx="9" />
            }
            { for drag.places.iter().map(place) }
            <g class="drag-ghost" transform={format!("translate({:.1} {:.1})", at.x, at.y)}>
                <rect width={width.to_string()} height="34" rx="8" />
                <text class="node-name" x="12" y="22">{ name }</text>
            </g>
        </g>
    }
}
