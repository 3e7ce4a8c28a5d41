//! What pointers do to a window: one drags it, two zoom it as well.

use super::Viewport;
use view::graph::Point;

/// A pointer that moved less than this many pixels clicked.
const CLICK_PX: f64 = 4.0;

/// Pointers that are down, and the window when the last of them came or went.
#[derive(Clone, Debug, Default)]
pub struct Gesture {
    start: Viewport,
    pointers: Vec<Pointer>,
    is_moving: bool,
}

#[derive(Clone, Copy, Debug)]
struct Pointer {
    id: i32,
    from: Point,
    at: Point,
}

impl Gesture {
    /// A pointer goes down.
    pub fn press(&mut self, id: i32, at: Point, viewport: Viewport) {
        self.release(id, viewport);
        self.pointers.push(Pointer { id, from: at, at });
    }

    /// A pointer goes up, or away.
    pub fn release(&mut self, id: i32, viewport: Viewport) {
        self.pointers.retain(|pointer| pointer.id != id);
        self.pointers.iter_mut().for_each(|pointer| pointer.from = pointer.at);
        self.start = viewport;
        self.is_moving = false;
    }

    /// A pointer moves: the window that follows from it, once it is more than a click.
    pub fn moved(&mut self, id: i32, at: Point) -> Option<Viewport> {
        let pointer = self.pointers.iter_mut().find(|pointer| pointer.id == id)?;
        pointer.at = at;
        self.is_moving |= distance(pointer.from, at) > CLICK_PX;
        if !self.is_moving {
            return None;
        }
        let (before, after) =
            (middle(&self.pointers, |pointer| pointer.from), middle(&self.pointers, |pointer| pointer.at));
        let moved = self.start.panned(Point::new(after.x - before.x, after.y - before.y));
        Some(match &self.pointers[..] {
            [one, other] => moved.zoomed(distance(one.at, other.at) / distance(one.from, other.from).max(1.0), after),
            _ => moved,
        })
    }
}

fn distance(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

fn middle(pointers: &[Pointer], place: fn(&Pointer) -> Point) -> Point {
    let count = pointers.len().max(1) as f64;
    let sum = pointers.iter().map(place).fold(Point::default(), Point::moved);
    Point::new(sum.x / count, sum.y / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pointer_drags_once_it_is_more_than_a_click() {
        let mut gesture = Gesture::default();
        gesture.press(1, Point::new(10.0, 10.0), Viewport::default());
        assert_eq!(gesture.moved(1, Point::new(12.0, 10.0)), None);
        assert_eq!(gesture.moved(1, Point::new(40.0, 25.0)).map(|view| view.origin), Some(Point::new(30.0, 15.0)));
        // And back, without a jump.
        assert_eq!(gesture.moved(1, Point::new(10.0, 10.0)).map(|view| view.origin), Some(Point::default()));
        assert_eq!(gesture.moved(2, Point::new(10.0, 10.0)), None);
    }

    #[test]
    fn two_pointers_zoom_about_their_middle() {
        let mut gesture = Gesture::default();
        gesture.press(1, Point::new(100.0, 100.0), Viewport::default());
        gesture.press(2, Point::new(200.0, 100.0), Viewport::default());
        gesture.moved(1, Point::new(50.0, 100.0));
        let zoomed = gesture.moved(2, Point::new(250.0, 100.0)).unwrap();
        assert_eq!((zoomed.scale, zoomed.in_graph(Point::new(150.0, 100.0))), (2.0, Point::new(150.0, 100.0)));
        // The one that stays drags on from where it is.
        gesture.release(2, zoomed);
        assert_eq!(gesture.moved(1, Point::new(50.0, 102.0)), None);
        assert_eq!(gesture.moved(1, Point::new(50.0, 110.0)).map(|view| view.scale), Some(2.0));
    }
}
