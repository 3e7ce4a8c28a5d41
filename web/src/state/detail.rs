//! How much of a large graph is drawn: the browser paints what is there, seen or not.

use super::Viewport;
use view::graph::{Rect, Size};

/// A graph of so many states is drawn as a whole.
const FEW: usize = 150;
/// So many states are drawn one by one; more of them are too small to be read anyway.
const MOST: usize = 220;
/// The seen part is known by this grid, so that a pan draws anew only now and then. Pixels of the graph.
const GRID: f64 = 400.0;

/// How much of a graph is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Detail {
    /// All of it.
    Whole,
    /// What lies in a part of it.
    Near(Rect),
    /// All of it, without its words.
    Far,
}

impl Detail {
    /// What a window needs of states with these boxes.
    pub fn of(viewport: Viewport, pane: Size, boxes: impl ExactSizeIterator<Item = Rect>) -> Self {
        if boxes.len() <= FEW {
            return Self::Whole;
        }
        let near = on_grid(viewport.seen(pane));
        if boxes.filter(|node| near.overlaps(*node)).count() > MOST { Self::Far } else { Self::Near(near) }
    }

    /// Is something with these bounds drawn with its words?
    pub fn shows(self, bounds: Rect) -> bool {
        match self {
            Self::Whole => true,
            Self::Near(near) => near.overlaps(bounds),
            Self::Far => false,
        }
    }
}

/// The least rectangle of the grid around another.
fn on_grid(seen: Rect) -> Rect {
    let down = |value: f64| (value / GRID).floor() * GRID;
    let (x, y) = (down(seen.x), down(seen.y));
    Rect { x, y, width: down(seen.right()) + GRID - x, height: down(seen.bottom()) + GRID - y }
}

#[cfg(test)]
mod tests {
    use super::*;
    use view::graph::Point;

    const PANE: Size = Size { width: 500.0, height: 400.0 };

    /// A column of states.
    fn column(count: usize) -> impl ExactSizeIterator<Item = Rect> {
        (0..count).map(|at| Rect { x: 0.0, y: at as f64 * 80.0, width: 160.0, height: 48.0 })
    }

    fn scrolled(y: f64, scale: f64) -> Viewport {
        Viewport { origin: Point::new(0.0, -y * scale), scale }
    }

    #[test]
    fn a_small_graph_is_drawn_as_a_whole() {
        assert_eq!(Detail::of(scrolled(0.0, 0.1), PANE, column(FEW)), Detail::Whole);
    }

    #[test]
    fn of_a_large_one_what_is_near_is_drawn_until_it_is_too_small_to_read() {
        let near = Detail::of(scrolled(8000.0, 1.0), PANE, column(1000));
        let shown = column(1000).filter(|&node| near.shows(node)).count();
        assert!((5..=20).contains(&shown), "{near:?}");
        assert_eq!(Detail::of(scrolled(8000.0, 0.01), PANE, column(1000)), Detail::Far);
    }

    #[test]
    fn a_short_pan_draws_nothing_anew() {
        let at = |y| Detail::of(scrolled(y, 1.0), PANE, column(1000));
        assert_eq!(at(8010.0), at(8100.0));
        assert_ne!(at(8010.0), at(8500.0));
    }
}
