//! The thread that joins a traced value with its sources, in the channel left of the data.

use crate::js::thread_places;
use view::graph::Point;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Distance of the thread from the rows, in pixels.
const CHANNEL_PX: f64 = 11.0;
/// Radius of its corners.
const CORNER_PX: f64 = 6.0;

/// Where the rows stand that it joins, sources first, the traced value last.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Thread {
    places: Vec<Point>,
}

impl Thread {
    /// From the rows on the page.
    pub(super) fn measure(stages: &HtmlElement) -> Self {
        let places = thread_places(stages);
        Self { places: places.chunks_exact(2).map(|place| Point::new(place[0], place[1])).collect() }
    }

    /// As a drawing over the stages; nothing when there is nothing to join.
    pub(super) fn draw(&self) -> Html {
        let [sources @ .., value] = &self.places[..] else { return Html::default() };
        if sources.is_empty() {
            return Html::default();
        }
        html! {
            <svg class="thread" width="100%" height="100%" aria-hidden="true">
                <path class="line" d={self.line()} />
                { for sources.iter().map(|at| html! { <circle cx={at.x.to_string()} cy={at.y.to_string()} r="3.5" /> }) }
                <path class="tip" d={format!("M{} {}l7 4.5l-7 4.5z", value.x - 6.0, value.y - 4.5)} />
            </svg>
        }
    }

    /// From each row into the channel and back out to the next.
    fn line(&self) -> String {
        let channel = self.places.iter().map(|place| place.x).fold(f64::INFINITY, f64::min) - CHANNEL_PX;
        let piece = |pair: &[Point]| {
            let (from, to) = (pair[0], pair[1]);
            let sign = if to.y > from.y { 1.0 } else { -1.0 };
            let radius = CORNER_PX.min((to.y - from.y).abs() / 2.0);
            let corner = channel + radius;
            format!(
                "M{} {}H{corner}Q{channel} {} {channel} {}V{}Q{channel} {} {corner} {}H{}",
                from.x,
                from.y,
                from.y,
                from.y + sign * radius,
                to.y - sign * radius,
                to.y,
                to.y,
                to.x - 4.0,
            )
        };
        self.places.windows(2).map(piece).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_runs_left_of_all_rows() {
        let thread = Thread { places: vec![Point::new(40.0, 10.0), Point::new(30.0, 90.0)] };
        assert_eq!(thread.line(), "M40 10H25Q19 10 19 16V84Q19 90 25 90H26");
    }
}
