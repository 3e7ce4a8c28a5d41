//! What part of the graph is seen, and how large. All lengths are CSS pixels.

use view::graph::{Point, Rect, Size};

/// Closest and farthest, as factors.
const MIN_SCALE: f64 = 0.1;
const MAX_SCALE: f64 = 3.0;
/// A graph that would have to shrink below this to fit is shown larger, in part.
const LEAST_FIT: f64 = 0.8;
/// … at this scale.
const PARTIAL_FIT: f64 = 0.9;
/// Kept free around what must be in view.
const MARGIN: f64 = 24.0;

/// Where the graph's origin stands in the pane, and its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// The graph's origin in the pane.
    pub origin: Point,
    /// Pane pixels per graph pixel.
    pub scale: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { origin: Point::default(), scale: 1.0 }
    }
}

impl Viewport {
    /// All of `graph` in the middle of `pane`, unless it would get too small to read; then the
    /// part around `focus`.
    pub fn fit(graph: Size, pane: Size, focus: Option<Rect>) -> Self {
        let whole = (pane.width / graph.width.max(1.0)).min(pane.height / graph.height.max(1.0)).min(1.0);
        if whole >= LEAST_FIT {
            return Self { origin: centred(graph, pane, whole), scale: whole };
        }
        let middle = centred(graph, pane, PARTIAL_FIT);
        // What does not fit starts at its top left, where the flow starts.
        let origin = Point::new(
            if graph.width * PARTIAL_FIT <= pane.width { middle.x } else { 0.0 },
            if graph.height * PARTIAL_FIT <= pane.height { middle.y } else { 0.0 },
        );
        let start = Self { origin, scale: PARTIAL_FIT };
        focus.map_or(start, |focus| start.showing(focus, pane))
    }

    /// All of `graph`, however small.
    pub fn whole(graph: Size, pane: Size) -> Self {
        let scale = (pane.width / graph.width.max(1.0)).min(pane.height / graph.height.max(1.0)).clamp(MIN_SCALE, 1.0);
        Self { origin: centred(graph, pane, scale), scale }
    }

    /// The part of the graph that a pane shows, in the graph's own pixels.
    pub fn seen(self, pane: Size) -> Rect {
        Rect {
            x: -self.origin.x / self.scale,
            y: -self.origin.y / self.scale,
            width: pane.width / self.scale,
            height: pane.height / self.scale,
        }
    }

    /// The point of the graph at a point of the pane.
    pub fn in_graph(self, at: Point) -> Point {
        Point::new((at.x - self.origin.x) / self.scale, (at.y - self.origin.y) / self.scale)
    }

    /// With a point of the graph in the middle of the pane.
    #[must_use]
    pub fn centred_on(self, at: Point, pane: Size) -> Self {
        let origin = Point::new(pane.width / 2.0 - at.x * self.scale, pane.height / 2.0 - at.y * self.scale);
        Self { origin, ..self }
    }

    /// Moved by as many pane pixels.
    #[must_use]
    pub fn panned(self, by: Point) -> Self {
        Self { origin: self.origin.moved(by), ..self }
    }

    /// Scaled by `factor`, with the graph's point under `fixed` (in the pane) staying there.
    #[must_use]
    pub fn zoomed(self, factor: f64, fixed: Point) -> Self {
        let scale = (self.scale * factor).clamp(MIN_SCALE, MAX_SCALE);
        let ratio = scale / self.scale;
        let origin =
            Point::new(fixed.x - (fixed.x - self.origin.x) * ratio, fixed.y - (fixed.y - self.origin.y) * ratio);
        Self { origin, scale }
    }

    /// Moved as little as possible so that `target` (in the graph) is in view.
    #[must_use]
    pub fn showing(self, target: Rect, pane: Size) -> Self {
        let shift = |start: f64, length: f64, room: f64| {
            if length + 2.0 * MARGIN > room {
                // Larger than the pane: its start counts.
                MARGIN - start
            } else if start < MARGIN {
                MARGIN - start
            } else {
                (room - MARGIN - length - start).min(0.0)
            }
        };
        let (x, y) = (self.origin.x + target.x * self.scale, self.origin.y + target.y * self.scale);
        let by = Point::new(
            shift(x, target.width * self.scale, pane.width),
            shift(y, target.height * self.scale, pane.height),
        );
        self.panned(by)
    }

    /// As the `transform` of an SVG group.
    pub fn transform(self) -> String {
        format!("translate({:.2} {:.2}) scale({:.4})", self.origin.x, self.origin.y, self.scale)
    }
}

fn centred(graph: Size, pane: Size, scale: f64) -> Point {
    Point::new((pane.width - graph.width * scale) / 2.0, (pane.height - graph.height * scale) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANE: Size = Size { width: 400.0, height: 300.0 };

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn a_small_graph_is_centred_at_its_own_size() {
        let view = Viewport::fit(Size::new(200.0, 100.0), PANE, None);
        assert_eq!((view.scale, view.origin), (1.0, Point::new(100.0, 100.0)));
    }

    #[test]
    fn a_graph_that_does_not_fit_stays_readable_and_shows_the_focus() {
        let graph = Size::new(200.0, 2000.0);
        let start = Viewport::fit(graph, PANE, None);
        assert_eq!((start.scale, start.origin.y), (PARTIAL_FIT, 0.0));
        let focus = Rect { x: 20.0, y: 1500.0, width: 160.0, height: 48.0 };
        let moved = Viewport::fit(graph, PANE, Some(focus));
        let bottom = moved.origin.y + focus.bottom() * moved.scale;
        assert!(close(bottom, PANE.height - MARGIN), "{bottom}");
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let view = Viewport { origin: Point::new(10.0, 20.0), scale: 1.5 };
        let pointer = Point::new(100.0, 50.0);
        let before = view.in_graph(pointer);
        for factor in [0.5, 1.25, 2.0, 100.0, 0.0001] {
            let zoomed = view.zoomed(factor, pointer);
            let after = zoomed.in_graph(pointer);
            assert!(close(before.x, after.x) && close(before.y, after.y), "{factor}");
            assert!((MIN_SCALE..=MAX_SCALE).contains(&zoomed.scale));
        }
    }

    #[test]
    fn what_is_centred_is_in_the_middle_of_what_is_seen() {
        let view = Viewport { origin: Point::new(10.0, 20.0), scale: 0.5 };
        let seen = view.centred_on(Point::new(700.0, 90.0), PANE).seen(PANE);
        assert!(close(seen.x + seen.width / 2.0, 700.0) && close(seen.y + seen.height / 2.0, 90.0));
        assert!(close(seen.width, PANE.width / 0.5));
    }

    #[test]
    fn what_is_in_view_does_not_move() {
        let view = Viewport::default();
        let target = Rect { x: 100.0, y: 100.0, width: 50.0, height: 50.0 };
        assert_eq!(view.showing(target, PANE), view);
    }
}
