//! The line between two panes, which can be dragged or moved by arrow keys.

use web_sys::{Element, PointerEvent};
use yew::prelude::*;

/// Pixels per arrow key, and with Shift.
const STEP_PX: i32 = 16;
const LARGE_STEP_PX: i32 = 64;

/// Which way the pane beside the line grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// To the right: the pane is at the left of the line.
    Rightwards,
    /// To the left: the pane is at the right of the line.
    Leftwards,
    /// Upwards: the pane is below the line.
    Upwards,
}

/// Properties of [`Splitter`].
#[derive(PartialEq, Properties)]
pub struct SplitterProps {
    /// Accessible name.
    pub label: AttrValue,
    /// Which way the pane grows.
    pub axis: Axis,
    /// Size of the pane in pixels.
    pub size: i32,
    /// Its size when nothing was changed.
    pub usual: i32,
    /// Smallest size.
    pub min: i32,
    /// Largest size.
    pub max: i32,
    /// Classes that place it.
    pub class: Classes,
    /// Another size.
    pub onresize: Callback<i32>,
}

/// The line between two panes.
#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    // Where the pointer went down, and the size then.
    let drag = use_mut_ref(|| None::<(i32, i32)>);
    let SplitterProps { axis, size, usual, min, max, .. } = *props;
    let resize = {
        let onresize = props.onresize.clone();
        move |size: i32| onresize.emit(size.clamp(min, max.max(min)))
    };
    let position = move |event: &PointerEvent| match axis {
        Axis::Rightwards => event.client_x(),
        Axis::Leftwards => -event.client_x(),
        Axis::Upwards => -event.client_y(),
    };
    let onpointerdown = {
        let drag = drag.clone();
        move |event: PointerEvent| {
            *drag.borrow_mut() = Some((position(&event), size));
            // Without capture the drag still works while the pointer stays on the line.
            let _ = event.target_unchecked_into::<Element>().set_pointer_capture(event.pointer_id());
        }
    };
    let onpointermove = {
        let (drag, resize) = (drag.clone(), resize.clone());
        move |event: PointerEvent| {
            if let Some((from, size)) = *drag.borrow() {
                resize(size + position(&event) - from);
            }
        }
    };
    let onpointerup = move |_: PointerEvent| *drag.borrow_mut() = None;
    let ondblclick = {
        let resize = resize.clone();
        move |_: MouseEvent| resize(usual)
    };
    let onkeydown = move |event: KeyboardEvent| {
        let step = if event.shift_key() { LARGE_STEP_PX } else { STEP_PX };
        let size = match (event.key().as_str(), axis) {
            ("Enter", _) => usual,
            ("ArrowRight", Axis::Rightwards) | ("ArrowLeft", Axis::Leftwards) | ("ArrowUp", Axis::Upwards) => {
                size + step
            }
            ("ArrowLeft", Axis::Rightwards) | ("ArrowRight", Axis::Leftwards) | ("ArrowDown", Axis::Upwards) => {
                size - step
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        resize(size);
    };
    let orientation = if axis == Axis::Upwards { "horizontal" } else { "vertical" };
    html! {
        <div class={classes!("splitter", if axis == Axis::Upwards { "h" } else { "v" }, props.class.clone())}
            role="separator" tabindex="0" aria-orientation={orientation} aria-label={&props.label}
            aria-valuenow={size.to_string()} aria-valuemin={min.to_string()} aria-valuemax={max.to_string()}
            {onpointerdown} {onpointermove} {onpointerup} {ondblclick} {onkeydown} />
    }
}
