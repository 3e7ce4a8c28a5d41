//! Routes as SVG paths.

use crate::Point;
use std::fmt::Write;

/// The path through all points, with corners rounded by `radius` where there is room.
pub fn rounded_path(points: &[Point], radius: f64) -> String {
    let Some(first) = points.first() else { return String::new() };
    let mut path = format!("M{}", pair(*first));
    for at in 1..points.len() {
        let (before, corner) = (points[at - 1], points[at]);
        let Some(&after) = points.get(at + 1) else {
            push(&mut path, 'L', &[corner]);
            break;
        };
        let radius = radius.min(length(before, corner) / 2.0).min(length(corner, after) / 2.0);
        push(&mut path, 'L', &[towards(corner, before, radius)]);
        push(&mut path, 'Q', &[corner, towards(corner, after, radius)]);
    }
    path
}

/// The point at a `fraction` (0 to 1) of the way, for a token that moves along it.
pub fn point_at(points: &[Point], fraction: f64) -> Option<Point> {
    let total: f64 = points.windows(2).map(|pair| length(pair[0], pair[1])).sum();
    let mut left = total * fraction.clamp(0.0, 1.0);
    for pair in points.windows(2) {
        let length = length(pair[0], pair[1]);
        if left <= length && length > 0.0 {
            return Some(towards(pair[0], pair[1], left));
        }
        left -= length;
    }
    points.last().copied()
}

fn push(path: &mut String, command: char, points: &[Point]) {
    path.push(command);
    let pairs: Vec<String> = points.iter().map(|&point| pair(point)).collect();
    path.push_str(&pairs.join(" "));
}

/// With one decimal at most; more is not seen.
fn pair(point: Point) -> String {
    let mut out = String::new();
    for (at, value) in [point.x, point.y].into_iter().enumerate() {
        let separator = if at == 0 { "" } else { " " };
        // Adding zero turns -0 into 0.
        let _ = write!(out, "{separator}{}", (value * 10.0).round() / 10.0 + 0.0);
    }
    out
}

fn length(a: Point, b: Point) -> f64 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The point `distance` away from `from` on the way to `to`.
fn towards(from: Point, to: Point, distance: f64) -> Point {
    let length = length(from, to);
    if length == 0.0 {
        return from;
    }
    let part = distance / length;
    Point::new(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(pairs: &[(f64, f64)]) -> Vec<Point> {
        pairs.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn corners_are_rounded_where_there_is_room() {
        for (route, expected) in [
            (&[][..], ""),
            (&[(0.0, 0.0)][..], "M0 0"),
            (&[(0.0, 0.0), (0.0, 20.0)][..], "M0 0L0 20"),
            (&[(0.0, 0.0), (0.0, 20.0), (30.0, 20.0)][..], "M0 0L0 12Q0 20 8 20L30 20"),
            (&[(0.0, 0.0), (0.0, 6.0), (30.0, 6.0)][..], "M0 0L0 3Q0 6 3 6L30 6"),
        ] {
            assert_eq!(rounded_path(&points(route), 8.0), expected);
        }
    }

    #[test]
    fn a_token_moves_along_the_route() {
        let route = points(&[(0.0, 0.0), (0.0, 10.0), (10.0, 10.0)]);
        for (fraction, expected) in [(0.0, (0.0, 0.0)), (0.25, (0.0, 5.0)), (0.75, (5.0, 10.0)), (2.0, (10.0, 10.0))] {
            assert_eq!(point_at(&route, fraction), Some(Point::new(expected.0, expected.1)), "{fraction}");
        }
        assert_eq!(point_at(&[], 0.5), None);
    }
}
