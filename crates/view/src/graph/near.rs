//! Which transition a pointer means.

use super::{Graph, GraphEdge, Point, Rect};

impl Graph {
    /// The transition nearest to a point, at most `reach` pixels away, among those that `may` be meant.
    pub fn edge_near(&self, at: Point, reach: f64, may: impl Fn(&GraphEdge) -> bool) -> Option<&GraphEdge> {
        let near = self.edges.iter().filter(|edge| may(edge)).map(|edge| (edge.distance(at), edge));
        near.filter(|(distance, _)| *distance <= reach).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, edge)| edge)
    }
}

impl GraphEdge {
    /// How far a point is from the route or the label, in pixels.
    fn distance(&self, at: Point) -> f64 {
        let label = self.label.as_ref().map(|label| away(label.bounds, at));
        let pieces = self.points.windows(2).map(|piece| away(Rect::around(piece.iter().copied()), at));
        pieces.chain(label).fold(f64::INFINITY, f64::min)
    }
}

/// How far a point is from a rectangle; a straight piece of a route is a thin one.
fn away(rect: Rect, at: Point) -> f64 {
    let outside = |value: f64, low: f64, high: f64| (low - value).max(value - high).max(0.0);
    outside(at.x, rect.x, rect.right()).hypot(outside(at.y, rect.y, rect.bottom()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Direction, EdgeKind, Estimate, graph};
    use crate::testing::{CHARGE, machine};

    #[test]
    fn the_nearest_transition_is_meant() {
        let graph = graph(&machine(CHARGE), Direction::Down, &Estimate::default());
        for edge in &graph.edges {
            let on = edge.points[0].moved(Point::new(0.5, 3.0));
            assert_eq!(graph.edge_near(on, 24.0, |_| true).map(|found| found.id), Some(edge.id));
        }
        let start = graph.edges[0].points[0];
        assert!(graph.edge_near(Point::new(start.x - 500.0, start.y), 24.0, |_| true).is_none());
        assert!(graph.edge_near(start, 2.0, |edge| edge.id.kind == EdgeKind::Next).is_none());
    }
}
