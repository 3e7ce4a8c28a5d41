//! Where the discs that change a transition stand: on its route, clear of what else is drawn.

use super::{Graph, GraphEdge, Point, Rect, point_at};

/// From the middle of a disc to the border of the room that it answers in, in pixels.
pub const DISC_PX: f64 = 12.5;
/// Where along a route the discs may stand, the best place first.
const FRACTIONS: [f64; 7] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

/// The places of the two discs of a transition, beside each other across the route or along it:
/// where nothing lies below them and all of them is seen, as far as there is such a place.
pub fn discs(graph: &Graph, edge: &GraphEdge, seen: Rect) -> [Point; 2] {
    let middles = FRACTIONS.into_iter().filter_map(|fraction| point_at(&edge.points, fraction));
    let pairs = middles.flat_map(|at| [pair(at, DISC_PX, 0.0), pair(at, 0.0, DISC_PX), beside_label(at)]);
    let best = pairs.min_by_key(|discs| hidden(graph, edge, seen, room(discs)));
    best.unwrap_or_default()
}

/// The place on the route of a transition for something of a size, where nothing lies below it if there is such a place.
pub fn clear_place(graph: &Graph, edge: &GraphEdge, width: f64, height: f64) -> Point {
    let around = |at: Point| Rect { x: at.x - width / 2.0, y: at.y - height / 2.0, width, height };
    let middles = FRACTIONS.into_iter().filter_map(|fraction| point_at(&edge.points, fraction));
    middles.min_by_key(|at| hidden(graph, edge, around(*at), around(*at))).unwrap_or_default()
}

fn pair(middle: Point, x: f64, y: f64) -> [Point; 2] {
    [Point::new(middle.x - x, middle.y - y), Point::new(middle.x + x, middle.y + y)]
}

/// A label stands at the right of its edge.
fn beside_label(middle: Point) -> [Point; 2] {
    pair(Point::new(middle.x - DISC_PX, middle.y), DISC_PX, 0.0)
}

fn room(discs: &[Point; 2]) -> Rect {
    let corners =
        discs.iter().flat_map(|at| [at.moved(Point::new(-DISC_PX, -DISC_PX)), at.moved(Point::new(DISC_PX, DISC_PX))]);
    Rect::around(corners)
}

/// How much of their room something else takes, in square pixels.
fn hidden(graph: &Graph, edge: &GraphEdge, seen: Rect, room: Rect) -> u64 {
    let boxes = graph.nodes.iter().filter(|node| node.lanes.is_empty()).map(|node| node.bounds);
    let own = edge.label.iter().map(|label| label.bounds);
    let taken: f64 = boxes.chain(own).map(|other| common(room, other)).sum();
    let out_of_sight = room.width * room.height - common(room, seen);
    (taken + out_of_sight) as u64
}

/// The area that two rectangles share.
fn common(one: Rect, other: Rect) -> f64 {
    let width = one.right().min(other.right()) - one.x.max(other.x);
    let height = one.bottom().min(other.bottom()) - one.y.max(other.y);
    width.max(0.0) * height.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Direction, Estimate, graph};
    use crate::testing::{CHARGE, machine};

    #[test]
    fn discs_stand_where_nothing_hides_them() {
        let machine = machine(CHARGE);
        for direction in [Direction::Down, Direction::Right] {
            let graph = graph(&machine, direction, &Estimate::default());
            let all = Rect { x: 0.0, y: 0.0, width: graph.size.width, height: graph.size.height };
            for edge in &graph.edges {
                let discs = discs(&graph, edge, all);
                let hidden = hidden(&graph, edge, all, room(&discs));
                assert!(hidden < 150, "{direction:?} {:?}: {hidden} of {discs:?}", edge.id);
            }
        }
    }

    #[test]
    fn discs_stand_in_the_part_that_is_seen() {
        let machine = machine(CHARGE);
        let graph = graph(&machine, Direction::Down, &Estimate::default());
        let edge = graph.edges.iter().max_by(|a, b| a.bounds().height.total_cmp(&b.bounds().height)).unwrap();
        let half = edge.bounds().height / 2.0;
        let seen = Rect { x: 0.0, y: edge.bounds().y + half, width: graph.size.width, height: graph.size.height };
        assert!(discs(&graph, edge, seen).iter().all(|at| seen.contains(*at)));
    }
}
