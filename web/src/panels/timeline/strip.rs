//! The film strip: a slider over events, one band a state visit.

use crate::context::*;
use crate::parts::{Glyph, icon, sliding, status_class, status_glyph};
use crate::state::Act;
use engine::EventId;
use view::film::{Band, Tick, film};
use yew::prelude::*;

/// The film strip.
#[component]
pub(crate) fn Strip() -> Html {
    let messages = use_messages();
    let session = use_session();
    let moment = use_moment();
    let node = use_node_ref();
    let execution = looked_execution(&moment);
    let film =
        use_memo(moment, |moment| (**moment).as_ref().map(|snapshot| film(&snapshot.moment())).unwrap_or_default());
    let (at, of) = (film.at, film.of);
    let is_moving = session.is_moving();
    let seek = {
        let session = session;
        move |event: EventId| {
            let frame = session.recording().and_then(|recording| recording.frame_of(execution, event)).unwrap_or(0);
            session.dispatch(Act::Seek(frame));
        }
    };
    let (onpointerdown, onpointermove) = {
        let seek = seek.clone();
        sliding(&node, move |fraction| seek((fraction * f64::from(of)).ceil() as EventId))
    };
    let onkeydown = move |event: KeyboardEvent| {
        let Some(to) = moved(&event.key(), at, of) else { return };
        event.prevent_default();
        event.stop_propagation();
        seek(to);
    };
    let (at_text, of_text) = (at.to_string(), of.to_string());
    let mut text = messages.format("event-of", &[("at", &at_text), ("of", &of_text)]);
    if let Some((kind, state)) = &film.here {
        text = [Some(text.as_str()), Some(kind), state.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    }
    let is_empty = film.bands.is_empty();
    // Said aloud while somebody steps; a run that plays would only chatter.
    let said = if is_moving || at == 0 { String::new() } else { text.clone() };
    html! {
        <div class={classes!("strip", is_empty.then_some("empty"))}>
            <span class="strip-lead">{ messages.text("tab-events") }</span>
            <div ref={node} class="film" role="slider" tabindex="0" aria-label={messages.text("tab-events")}
                aria-valuemin="0" aria-valuemax={of_text.clone()} aria-valuenow={at_text.clone()} aria-valuetext={text}
                style={format!("--at:{at};--of:{}", of.max(1))} {onpointerdown} {onpointermove} {onkeydown}>
                if is_empty {
                    <div class="band"><span class="band-name">{ messages.text("strip-empty") }</span></div>
                }
                { for film.bands.iter().map(|band| draw_band(band, at)) }
                <span class="head" aria-hidden="true" />
            </div>
            <span class="vh" role="status">{ said }</span>
            <span class="strip-end"><b>{ at_text }</b>{ " / " }{ of_text }</span>
        </div>
    }
}

fn draw_band(band: &Band, at: EventId) -> Html {
    let status = band.status.map(status_class);
    html! {
        <div key={band.from} class={classes!("band", status.map(|status| format!("band-{status}")), band.is_ahead.then_some("ahead"))}
            style={format!("flex:{}", band.to - band.from + 1)}>
            <span class="band-name">
                // Where there is no room for a name there is none for its icon.
                if let Some(status) = band.status.filter(|_| band.name.is_some()) {
                    { icon(status_glyph(status)) }
                }
                <span>{ band.name.as_deref().unwrap_or_default() }</span>
            </span>
            <span class="ticks">{ for band.ticks.iter().map(|tick| draw_tick(tick, at)) }</span>
        </div>
    }
}

fn draw_tick(tick: &Tick, at: EventId) -> Html {
    let class = classes!(
        "tick",
        tick.is_failure.then_some("fail"),
        tick.is_ahead.then_some("ahead"),
        (tick.event == at).then_some("at"),
    );
    html! {
        <i {class}>
            if tick.is_failure {
                { icon(Glyph::Close) }
            }
        </i>
    }
}

/// Where a key leads from event `at` of `of`.
fn moved(key: &str, at: EventId, of: EventId) -> Option<EventId> {
    Some(match key {
        "ArrowRight" | "ArrowUp" => (at + 1).min(of),
        "ArrowLeft" | "ArrowDown" => at.saturating_sub(1),
        "PageUp" => (at + 10).min(of),
        "PageDown" => at.saturating_sub(10),
        "Home" => 0,
        "End" => of,
        _ => return None,
    })
}
