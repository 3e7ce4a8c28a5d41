//! The graph of a state machine: what is drawn, and where it stands.

mod build;
mod condition;
mod discs;
mod near;
mod outline;
mod surface;

#[cfg(test)]
mod tests;

pub use build::{LastLayout, draw_in_steps, graph};
pub use discs::{DISC_PX, clear_place, discs};
pub use layout::{Direction, Point, Rect, Size, point_at, rounded_path};
pub use outline::{POINT_PX, ROUND_PX};
pub use surface::{Estimate, Surface, TextStyle};

use crate::Message;
use definition::{ContainerId, StateId, StateType};
use json::Text;

/// Radius of a route's corners, in pixels.
pub const CORNER_RADIUS: f64 = 8.0;

/// A drawn state machine. What does not change while it runs; see [`GraphStatus`](crate::status::GraphStatus) for the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// What is drawn: the machine, or the item processor of a distributed Map.
    pub container: ContainerId,
    /// Where the flow runs to.
    pub direction: Direction,
    /// Size of the whole, in pixels.
    pub size: Size,
    /// States, a container before what is in it.
    pub nodes: Vec<GraphNode>,
    /// Transitions.
    pub edges: Vec<GraphEdge>,
    /// The disc before the first state.
    pub start: Option<Terminal>,
    /// The disc after the last states; absent when no state ends.
    pub end: Option<Terminal>,
}

/// A drawn state.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphNode {
    /// The state.
    pub state: StateId,
    /// Its name.
    pub name: Text,
    /// Its name as it is wrapped.
    pub lines: Vec<String>,
    /// Its type; `None` when the definition does not say.
    pub state_type: Option<StateType>,
    /// What it calls (`ECS: RunTask`), else its type.
    pub service: String,
    /// Its outline.
    pub shape: Shape,
    /// Its box.
    pub bounds: Rect,
    /// The Parallel or Map state it stands in.
    pub parent: Option<StateId>,
    /// How many containers are around it.
    pub depth: u32,
    /// Branches or the item processor, for a container.
    pub lanes: Vec<GraphLane>,
}

/// A branch, or the item processor of a Map.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphLane {
    /// Which container of the machine.
    pub container: ContainerId,
    /// "Branch #0"; nothing for an item processor.
    pub title: Option<Message>,
    /// Its part of the state's box.
    pub bounds: Rect,
}

/// The outline of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Task, Pass, Wait
    Rectangle,
    /// Choice: pointed at both sides
    Pointed,
    /// Succeed, Fail
    Round,
    /// Parallel, Map: dashed, with a title bar
    Container,
}

/// A drawn transition.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphEdge {
    /// Which transition.
    pub id: EdgeId,
    /// The state it leads to; `None` for the end.
    pub to: Option<StateId>,
    /// Its route.
    pub points: Vec<Point>,
    /// What it says, if anything.
    pub label: Option<GraphLabel>,
}

/// Names a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EdgeId {
    /// The state it leaves; `None` for the start disc.
    pub from: Option<StateId>,
    /// Which of its transitions.
    pub kind: EdgeKind,
}

/// What makes a transition happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// From the start disc to `StartAt`
    Start,
    /// `Next`
    Next,
    /// A Choice rule, counted from 0
    Rule(u32),
    /// `Default`
    Default,
    /// A Catcher, counted from 0
    Catch(u32),
    /// `End`, Succeed or Fail: to the end disc, or to the border of the branch
    End,
}

/// The label of a transition.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphLabel {
    /// "Rule 1", while it is not taken.
    pub short: Message,
    /// The condition, when it is taken, pointed at or selected.
    pub full: Message,
    /// Where it stands.
    pub bounds: Rect,
    /// The condition as far as there is room for it, when there is not enough: until it is pointed at.
    pub cut: Option<String>,
    /// How wide it would have to be for the condition, in pixels.
    pub full_width: f64,
}

/// The disc before the first state or after the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Terminal {
    /// The middle of the disc.
    pub center: Point,
    /// "Start", "Start: Ecs_Task?", "End"
    pub label: Message,
}

/// Radius of a terminal's disc, in pixels.
pub const TERMINAL_RADIUS: f64 = 9.0;

impl Graph {
    /// A drawing of nothing yet.
    pub fn empty(container: ContainerId, direction: Direction) -> Self {
        let (nodes, edges) = (Vec::new(), Vec::new());
        Self { container, direction, size: Size::default(), nodes, edges, start: None, end: None }
    }

    /// The node of a state.
    pub fn node(&self, state: StateId) -> Option<&GraphNode> {
        self.nodes.iter().find(|node| node.state == state)
    }

    /// The edge of a transition.
    pub fn edge(&self, id: EdgeId) -> Option<&GraphEdge> {
        self.edges.iter().find(|edge| edge.id == id)
    }

    /// Edges that lead to a state, for walking the graph by keys.
    pub fn into_state(&self, state: StateId) -> impl Iterator<Item = &GraphEdge> {
        self.edges.iter().filter(move |edge| edge.to == Some(state))
    }

    /// Edges that leave a state.
    pub fn out_of_state(&self, state: StateId) -> impl Iterator<Item = &GraphEdge> {
        self.edges.iter().filter(move |edge| edge.id.from == Some(state))
    }
}

impl GraphEdge {
    /// The least rectangle around its route and label.
    pub fn bounds(&self) -> Rect {
        let of_label = self.label.as_ref().map(|label| label.bounds);
        let corners = of_label
            .into_iter()
            .flat_map(|label| [Point::new(label.x, label.y), Point::new(label.right(), label.bottom())]);
        Rect::around(self.points.iter().copied().chain(corners))
    }

    /// The route as an SVG path.
    pub fn path(&self) -> String {
        rounded_path(&self.points, CORNER_RADIUS)
    }
}
