//! The key that leaves what is under way, wherever the focus is.

use wasm_bindgen::prelude::*;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// While something is under way, Escape leaves it.
#[hook]
pub(crate) fn use_escape(is_under_way: bool, leave: Callback<()>) {
    use_effect_with(is_under_way, move |&is_under_way| {
        let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                leave.emit(());
            }
        });
        let page = web_sys::window().and_then(|window| window.document()).filter(|_| is_under_way);
        if let Some(page) = &page {
            // Listening cannot fail: the callback is a function.
            let _ = page.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(page) = page {
                let _ = page.remove_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
            }
        }
    });
}
