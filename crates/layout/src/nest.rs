//! Lays out containers from the inside out: no edge crosses a container's border.

use crate::diagram::{Diagram, Direction, Lane, Layout, Node, PlacedLane, PlacedNode, Role};
use crate::spacing::MARGIN;
use crate::{Point, Rect, Size, align, items, order, place, rank, route};
use host::at_once;

/// Lay out a diagram and everything in it.
pub fn layout(diagram: &Diagram, direction: Direction) -> Layout {
    at_once(layout_in_steps(diagram, direction, async || {}))
}

/// As [`layout`]; `pause` is awaited between the steps, each of which takes a few milliseconds for a
/// thousand nodes.
pub async fn layout_in_steps(diagram: &Diagram, direction: Direction, pause: impl AsyncFn()) -> Layout {
    nested_layout(diagram, direction, &pause).await
}

async fn nested_layout(diagram: &Diagram, direction: Direction, pause: &impl AsyncFn()) -> Layout {
    let mut inner = Vec::with_capacity(diagram.nodes.len());
    for node in &diagram.nodes {
        inner.push(Inside::new(node, direction, pause).await);
    }
    let flat = Diagram {
        nodes: diagram
            .nodes
            .iter()
            .zip(&inner)
            .map(|(node, inside)| Node { size: turned(inside.size, direction), role: node.role, lanes: Vec::new() })
            .collect(),
        edges: diagram.edges.iter().map(|edge| crate::Edge { label: turned(edge.label, direction), ..*edge }).collect(),
    };
    let mut layout = flat_layout(&flat, pause).await;
    if direction == Direction::Right {
        transpose(&mut layout);
    }
    for (node, inside) in layout.nodes.iter_mut().zip(inner) {
        inside.put(node);
    }
    layout
}

fn turned(size: Size, direction: Direction) -> Size {
    match direction {
        Direction::Down => size,
        Direction::Right => size.transposed(),
    }
}

/// One level, with the flow running down.
async fn flat_layout(diagram: &Diagram, pause: &impl AsyncFn()) -> Layout {
    let ranks = rank::rank(diagram);
    let mut layers = items::build(diagram, &ranks);
    pause().await;
    order::order(&mut layers, pause).await;
    let blocks = align::align(&layers);
    pause().await;
    let at = place::place(&layers, &blocks, pause).await;
    let drawn = route::route(diagram, &layers, &ranks.edges, &at);
    pause().await;
    drawn
}

/// The lanes of a node, laid out but not yet put into the node's box.
struct Inside {
    size: Size,
    /// Places count from the node's corner.
    lanes: Vec<PlacedLane>,
}

impl Inside {
    async fn new(node: &Node, direction: Direction, pause: &impl AsyncFn()) -> Self {
        if node.lanes.is_empty() {
            return Self { size: node.size, lanes: Vec::new() };
        }
        let mut lanes: Vec<(&Lane, Layout)> = Vec::with_capacity(node.lanes.len());
        for lane in &node.lanes {
            // A future cannot hold itself, only a box of itself.
            lanes.push((lane, Box::pin(nested_layout(&lane.diagram, direction, pause)).await));
        }
        let needs = |(lane, layout): &(&Lane, Layout)| {
            Size::new(layout.size.width.max(lane.title.width + 2.0 * MARGIN), layout.size.height + lane.title.height)
        };
        let needs: Vec<Size> = lanes.iter().map(needs).collect();
        let stacked = direction == Direction::Right;
        let widest = needs.iter().map(|size| size.width).fold(0.0, f64::max);
        let highest = needs.iter().map(|size| size.height).fold(0.0, f64::max);
        let across: f64 = if stacked { widest } else { needs.iter().map(|size| size.width).sum() };
        // A title bar that is wider than the lanes stretches them.
        let stretch = (node.size.width - across).max(0.0) / if stacked { 1.0 } else { lanes.len() as f64 };
        let mut corner = Point::new(0.0, node.size.height);
        let mut placed = Vec::with_capacity(lanes.len());
        for ((lane, layout), need) in lanes.into_iter().zip(needs) {
            let size = if stacked {
                Size::new(widest + stretch, need.height)
            } else {
                Size::new(need.width + stretch, highest)
            };
            let bounds = Rect::at(corner, size);
            placed.push(PlacedLane { bounds, layout: put(lane, layout, bounds, direction) });
            corner = if stacked { Point::new(0.0, bounds.bottom()) } else { Point::new(bounds.right(), corner.y) };
        }
        let size = if stacked {
            Size::new(widest + stretch, corner.y)
        } else {
            Size::new(corner.x, node.size.height + highest)
        };
        Self { size, lanes: placed }
    }

    /// Put the lanes into the node's box.
    fn put(self, node: &mut PlacedNode) {
        let by = Point::new(node.bounds.x, node.bounds.y);
        node.lanes = self.lanes;
        shift_lanes(&mut node.lanes, by);
    }
}

/// A lane's diagram in its place: below the title, in the middle, its exits at the border.
fn put(lane: &Lane, mut layout: Layout, bounds: Rect, direction: Direction) -> Layout {
    let by = match direction {
        Direction::Down => Point::new((bounds.width - layout.size.width) / 2.0, lane.title.height),
        Direction::Right => Point::new(0.0, lane.title.height),
    };
    shift(&mut layout, by.moved(Point::new(bounds.x, bounds.y)));
    for (edge, route) in lane.diagram.edges.iter().zip(&mut layout.edges) {
        if lane.diagram.nodes[edge.to].role != Role::Exit {
            continue;
        }
        let border = match direction {
            Direction::Down => Point::new(0.0, bounds.bottom()),
            Direction::Right => Point::new(bounds.right(), 0.0),
        };
        if let Some(last) = route.points.last_mut() {
            *last = Point::new(last.x.max(border.x), last.y.max(border.y));
        }
    }
    layout
}

fn shift(layout: &mut Layout, by: Point) {
    for node in &mut layout.nodes {
        node.bounds = node.bounds.moved(by);
        shift_lanes(&mut node.lanes, by);
    }
    for route in &mut layout.edges {
        route.points.iter_mut().for_each(|point| *point = point.moved(by));
        route.label = route.label.map(|label| label.moved(by));
    }
}

fn shift_lanes(lanes: &mut [PlacedLane], by: Point) {
    for lane in lanes {
        lane.bounds = lane.bounds.moved(by);
        shift(&mut lane.layout, by);
    }
}

fn transpose(layout: &mut Layout) {
    layout.size = layout.size.transposed();
    for node in &mut layout.nodes {
        node.bounds = node.bounds.transposed();
    }
    for route in &mut layout.edges {
        route.points.iter_mut().for_each(|point| *point = point.transposed());
        route.label = route.label.map(Rect::transposed);
    }
}
