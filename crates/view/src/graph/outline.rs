//! Where a line meets the outline of a state, which is not its box everywhere.

use super::{Point, Rect, Shape};

/// How far the points at the sides of a Choice reach out, in pixels.
pub const POINT_PX: f64 = 10.0;
/// The largest radius of a Succeed's or Fail's ends, in pixels.
pub const ROUND_PX: f64 = 24.0;

/// The place on the outline of a state for a line that ends on its box.
pub(super) fn meet(shape: Shape, bounds: Rect, at: Point) -> Point {
    let (middle, half) = (bounds.center(), bounds.height / 2.0);
    let is_at = |value: f64, border: f64| (value - border).abs() < 0.01;
    if is_at(at.x, bounds.x) || is_at(at.x, bounds.right()) {
        let inwards = inset(shape, half, (at.y - middle.y).abs());
        return Point::new(at.x + inwards * (middle.x - at.x).signum(), at.y);
    }
    let from_side = (at.x - bounds.x).min(bounds.right() - at.x);
    let inwards = if shape == Shape::Round { inset_of_arc(half.min(ROUND_PX), from_side) } else { 0.0 };
    Point::new(at.x, at.y + inwards * (middle.y - at.y).signum())
}

/// How far the side of a shape stands back, so far from the middle of the side.
fn inset(shape: Shape, half: f64, off_middle: f64) -> f64 {
    match shape {
        Shape::Pointed => POINT_PX * off_middle / half.max(1.0),
        Shape::Round => inset_of_arc(half.min(ROUND_PX), half - off_middle),
        Shape::Rectangle | Shape::Container => 0.0,
    }
}

/// How far a round corner stands back, so far from where it would be square.
fn inset_of_arc(radius: f64, from_corner: f64) -> f64 {
    let into = (radius - from_corner).clamp(0.0, radius);
    radius - (radius * radius - into * into).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_on_the_outline() {
        let bounds = Rect { x: 100.0, y: 0.0, width: 200.0, height: 48.0 };
        for (shape, at, expected) in [
            (Shape::Rectangle, (100.0, 8.0), (100.0, 8.0)),
            (Shape::Pointed, (100.0, 24.0), (100.0, 24.0)),
            (Shape::Pointed, (100.0, 12.0), (105.0, 12.0)),
            (Shape::Pointed, (300.0, 36.0), (295.0, 36.0)),
            (Shape::Pointed, (150.0, 48.0), (150.0, 48.0)),
            (Shape::Round, (300.0, 24.0), (300.0, 24.0)),
            (Shape::Round, (300.0, 0.0), (276.0, 0.0)),
            (Shape::Round, (200.0, 0.0), (200.0, 0.0)),
            (Shape::Round, (100.0, 48.0), (124.0, 48.0)),
        ] {
            let met = meet(shape, bounds, Point::new(at.0, at.1));
            assert_eq!((met.x, met.y), expected, "{shape:?} at {at:?}");
        }
    }
}
