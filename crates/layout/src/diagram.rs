//! What is laid out, and what comes of it.

use crate::{Point, Rect, Size};

/// A graph to lay out. Nodes that are named first stand further left, where all else is equal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// The boxes; edges name them by index.
    pub nodes: Vec<Node>,
    /// The edges, in the order in which they matter.
    pub edges: Vec<Edge>,
}

/// A box.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Its size; for a node with lanes, the least size of its title bar.
    pub size: Size,
    /// What it is in the flow.
    pub role: Role,
    /// The diagrams inside it.
    pub lanes: Vec<Lane>,
}

/// A diagram inside a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// Size of the lane's own title; nothing for none.
    pub title: Size,
    /// What is in it.
    pub diagram: Diagram,
}

/// What a node is in the flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// An ordinary box.
    #[default]
    Box,
    /// The disc before the first box; alone in the first rank.
    Start,
    /// The disc after the last one; alone in the last rank. All edges meet in its middle.
    End,
    /// A point on the border where a lane is left.
    Exit,
}

/// An edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Edge {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it enters.
    pub to: usize,
    /// Is it the way that the flow normally takes? Such edges are drawn straight.
    pub is_main: bool,
    /// Size of its label; nothing for none.
    pub label: Size,
    /// Long edges to one node with the same style may run together.
    pub style: u8,
}

/// Where the flow runs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From top to bottom.
    #[default]
    Down,
    /// From left to right.
    Right,
}

/// Where everything stands. All coordinates count from the outermost diagram's top left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Size of the whole, with its margin.
    pub size: Size,
    /// The boxes, as the diagram's nodes.
    pub nodes: Vec<PlacedNode>,
    /// The routes, as the diagram's edges.
    pub edges: Vec<Route>,
}

/// Where a node stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedNode {
    /// Its box.
    pub bounds: Rect,
    /// The lanes inside it.
    pub lanes: Vec<PlacedLane>,
}

/// Where a lane stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedLane {
    /// Its part of the node's box.
    pub bounds: Rect,
    /// What is in it.
    pub layout: Layout,
}

/// Where an edge runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// From the border of the node it leaves, through every bend, to the border of the node it enters.
    pub points: Vec<Point>,
    /// The box of its label.
    pub label: Option<Rect>,
}
