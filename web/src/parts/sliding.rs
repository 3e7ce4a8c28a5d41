//! What a pointer does to a slider: a press takes hold where it is, and a drag goes on.

use web_sys::{Element, PointerEvent};
use yew::prelude::*;

/// The handlers of a slider that is as wide as what it stands for: `onpointerdown`, `onpointermove`.
/// `seek` gets the place as a fraction of the width, 0 to 1.
pub fn sliding(
    slider: &NodeRef,
    seek: impl Fn(f64) + Clone + 'static,
) -> (Callback<PointerEvent>, Callback<PointerEvent>) {
    let at_pointer = {
        let slider = slider.clone();
        move |event: &PointerEvent| {
            let Some(slider) = slider.cast::<Element>() else { return };
            let bounds = slider.get_bounding_client_rect();
            seek(((f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0)).clamp(0.0, 1.0));
        }
    };
    let onpointerdown = {
        let (slider, at_pointer) = (slider.clone(), at_pointer.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(slider) = slider.cast::<Element>() {
                // Without capture the drag still works while the pointer stays on the slider.
                let _ = slider.set_pointer_capture(event.pointer_id());
            }
            at_pointer(&event);
        })
    };
    let onpointermove = Callback::from(move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            at_pointer(&event);
        }
    });
    (onpointerdown, onpointermove)
}
