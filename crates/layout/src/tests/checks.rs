//! The measures of a sound drawing.

use crate::{Diagram, Layout, Point, Rect, Role};

/// No box over a box or label, no line through either, every line from its node to its node.
pub(crate) fn check(diagram: &Diagram, layout: &Layout) {
    boxes_keep_apart(layout);
    labels_keep_off(layout);
    for (edge, route) in diagram.edges.iter().zip(&layout.edges) {
        let from = layout.nodes[edge.from].bounds;
        let to = layout.nodes[edge.to].bounds;
        assert!(route.points.len() >= 2, "{edge:?}");
        assert!(on_border(from, route.points[0]), "{edge:?} leaves at {:?}, not {from:?}", route.points[0]);
        if diagram.nodes[edge.to].role != Role::Exit {
            let end = route.points[route.points.len() - 1];
            assert!(on_border(to, end), "{edge:?} ends at {end:?}, not {to:?}");
        }
        for pair in route.points.windows(2) {
            assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{edge:?} runs aslant: {:?}", route.points);
            let line = around(pair[0], pair[1]);
            for (index, node) in layout.nodes.iter().enumerate() {
                assert!(!inside(node.bounds).overlaps(line), "{edge:?} runs through node {index}: {:?}", route.points);
            }
            for (index, other) in layout.edges.iter().enumerate() {
                let hit = other.label.is_some_and(|label| inside(label).overlaps(line));
                assert!(!hit, "{edge:?} runs through the label of edge {index}");
            }
        }
    }
    let whole = Rect { x: 0.0, y: 0.0, width: layout.size.width, height: layout.size.height };
    let first = layout.nodes.first().map(|node| node.bounds);
    if first.is_some_and(|first| first.x < whole.right() && first.y < whole.bottom()) && layout.size.width > 0.0 {
        // Only the outermost layout starts at 0; then everything is inside it.
        let inside = |rect: Rect| rect.right() <= whole.right() + 0.01 && rect.bottom() <= whole.bottom() + 0.01;
        let at_origin = layout.nodes.iter().all(|node| inside(node.bounds));
        if at_origin {
            assert!(layout.edges.iter().filter_map(|edge| edge.label).all(inside));
        }
    }
}

fn boxes_keep_apart(layout: &Layout) {
    for (index, node) in layout.nodes.iter().enumerate() {
        for (other, second) in layout.nodes.iter().enumerate().skip(index + 1) {
            assert!(!node.bounds.overlaps(second.bounds), "nodes {index} and {other} overlap");
        }
    }
}

fn labels_keep_off(layout: &Layout) {
    let labels: Vec<Rect> = layout.edges.iter().filter_map(|edge| edge.label).collect();
    for (index, label) in labels.iter().enumerate() {
        assert!(!layout.nodes.iter().any(|node| node.bounds.overlaps(*label)), "label {index} is over a node");
        assert!(!labels[index + 1..].iter().any(|other| other.overlaps(*label)), "label {index} is over another");
    }
}

/// How often lines of two edges cross.
pub(crate) fn crossings(layout: &Layout) -> usize {
    let mut count = 0;
    for (index, first) in layout.edges.iter().enumerate() {
        for second in &layout.edges[index + 1..] {
            for a in first.points.windows(2) {
                count += second.points.windows(2).filter(|b| cross(a, b)).count();
            }
        }
    }
    count
}

fn cross(a: &[Point], b: &[Point]) -> bool {
    let between = |value: f64, one: f64, two: f64| one.min(two) < value && value < one.max(two);
    let hits = |level: &[Point], upright: &[Point]| {
        level[0].y == level[1].y
            && upright[0].x == upright[1].x
            && between(upright[0].x, level[0].x, level[1].x)
            && between(level[0].y, upright[0].y, upright[1].y)
    };
    hits(a, b) || hits(b, a)
}

fn around(a: Point, b: Point) -> Rect {
    Rect { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs(), height: (a.y - b.y).abs() }
}

/// The area well inside a rectangle, so that a line along its border does not count.
fn inside(rect: Rect) -> Rect {
    Rect { x: rect.x + 1.0, y: rect.y + 1.0, width: rect.width - 2.0, height: rect.height - 2.0 }
}

fn on_border(rect: Rect, point: Point) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 0.01;
    let within = |value: f64, low: f64, high: f64| low - 0.01 <= value && value <= high + 0.01;
    within(point.x, rect.x, rect.right()) && (near(point.y, rect.y) || near(point.y, rect.bottom()))
        || within(point.y, rect.y, rect.bottom()) && (near(point.x, rect.x) || near(point.x, rect.right()))
}
