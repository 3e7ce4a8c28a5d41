//! The film strip: a slider over events, one band a state visit.

use crate::context::*;
use crate::state::Act;
use web_sys::{Element, PointerEvent};
use yew::prelude::*;

/// The film strip.
#[component]
pub(crate) fn Strip() -> Html {
    let messages = use_messages();
    let session = use_session();
    let film = use_node_ref();
    let frame = session.frame();
    let last = session.recording().map_or(0, |recording| recording.last_frame());
    let seek = {
        let dispatcher = session.dispatcher();
        move |frame: usize| dispatcher.dispatch(Act::Seek(frame))
    };
    let at_pointer = {
        let (film, seek) = (film.clone(), seek.clone());
        move |event: &PointerEvent| {
            let Some(film) = film.cast::<Element>() else { return };
            let bounds = film.get_bounding_client_rect();
            let fraction = ((f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0)).clamp(0.0, 1.0);
            seek((fraction * last as f64).ceil() as usize);
        }
    };
    let onpointerdown = {
        let (film, at_pointer) = (film.clone(), at_pointer.clone());
        move |event: PointerEvent| {
            if let Some(film) = film.cast::<Element>() {
                // Without capture the drag still works while the pointer stays on the strip.
                let _ = film.set_pointer_capture(event.pointer_id());
            }
            at_pointer(&event);
        }
    };
    let onpointermove = move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            at_pointer(&event);
        }
    };
    let onkeydown = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => (frame + 1).min(last),
            "ArrowLeft" | "ArrowDown" => frame.saturating_sub(1),
            "PageUp" => (frame + 10).min(last),
            "PageDown" => frame.saturating_sub(10),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        seek(to);
    };
    let text = messages.format("event-of", &[("at", &frame.to_string()), ("of", &last.to_string())]);
    html! {
        <div class="strip">
            <span class="strip-lead">{ messages.text("tab-events") }</span>
            <div ref={film} class="film" role="slider" tabindex="0" aria-label={messages.text("tab-events")}
                aria-valuemin="0" aria-valuemax={last.to_string()} aria-valuenow={frame.to_string()} aria-valuetext={text}
                style={format!("--at:{frame};--of:{}", last.max(1))} {onpointerdown} {onpointermove} {onkeydown}>
                <span class="head" aria-hidden="true" />
            </div>
            <span class="strip-end"><b>{ frame }</b>{ " / " }{ last }</span>
        </div>
    }
}
