//! Long lists: only the rows in view are made.

use std::ops::Range;
use web_sys::Element;
use yew::prelude::*;

/// Rows made beyond each edge, so that scrolling does not show gaps.
const BEYOND: usize = 12;
/// Height of a view that has not been measured, in pixels.
const UNMEASURED_PX: i32 = 600;

/// What of a long list is in view.
pub struct Windowed {
    /// The rows to make.
    pub rows: Range<usize>,
    /// Height of the rows before them, in pixels.
    pub before_px: usize,
    /// Height of the rows after them, in pixels.
    pub after_px: usize,
    /// For the element that scrolls.
    pub onscroll: Callback<Event>,
}

/// Which of `count` rows of `row_px` pixels are in view of the scrolling element `node`.
#[hook]
pub fn use_window(node: &NodeRef, count: usize, row_px: usize) -> Windowed {
    let view = use_state_eq(|| (0_usize, UNMEASURED_PX as usize));
    let measure = {
        let (view, node) = (view.setter(), node.clone());
        move || {
            if let Some(element) = node.cast::<Element>() {
                let height = if element.client_height() > 0 { element.client_height() } else { UNMEASURED_PX };
                view.set((element.scroll_top().max(0) as usize, height as usize));
            }
        }
    };
    use_effect_with(count, {
        let measure = measure.clone();
        move |_| measure()
    });
    let (top, height) = *view;
    let first = (top / row_px).saturating_sub(BEYOND).min(count);
    let last = ((top + height) / row_px + 1 + BEYOND).min(count);
    Windowed {
        rows: first..last,
        before_px: first * row_px,
        after_px: (count - last) * row_px,
        onscroll: Callback::from(move |_| measure()),
    }
}
