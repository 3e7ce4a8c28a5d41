//! A layered drawing of a directed graph, as workflows are drawn: the flow runs down (or to the
//! right), what a node continues with stands below it, and every edge is a route of straight
//! pieces that passes between the boxes, never through one.
//!
//! The steps, one file each: [`rank`] breaks cycles and gives each node its rank; `items` turns
//! edges into chains through the layers, with room for their labels; `order` sorts each layer so
//! that few edges cross; `align` finds what should stand in one straight line; `place` gives
//! everything its place across the flow; `route` gives edges their ports, tracks and bends.
//! Containers are laid out from the inside out, since no edge crosses a container's border.
//!
//! Invariant: the same diagram gives the same layout, bit for bit, on every machine.

mod align;
mod diagram;
mod geometry;
mod items;
mod nest;
mod order;
mod path;
mod place;
mod rank;
mod route;
mod spacing;

#[cfg(test)]
mod tests;

pub use diagram::{Diagram, Direction, Edge, Lane, Layout, Node, PlacedLane, PlacedNode, Role, Route};
pub use geometry::{Point, Rect, Size};
pub use nest::{layout, layout_in_steps};
pub use path::{point_at, rounded_path};
