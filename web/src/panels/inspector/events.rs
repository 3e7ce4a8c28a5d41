//! The events of the selected visit.

use crate::context::*;
use crate::parts::{icon, status_class, status_glyph};
use crate::state::Act;
use view::clock;
use view::events::event_row;
use view::film::events_of_visit;
use yew::prelude::*;

/// Properties of [`VisitEvents`].
#[derive(PartialEq, Properties)]
pub(crate) struct VisitEventsProps {
    /// How many rows to make.
    pub made: usize,
}

/// The events of the selected visit so far.
#[component]
pub(crate) fn VisitEvents(props: &VisitEventsProps) -> Html {
    let messages = use_messages();
    let session = use_session();
    let moment = use_moment();
    let focus = use_focus();
    let ids = use_memo((moment.clone(), focus.visit), |(moment, visit)| {
        let found = (**moment)
            .as_ref()
            .zip(*visit)
            .map(|(snapshot, visit)| events_of_visit(&snapshot.run, snapshot.moment().history(), visit));
        found.unwrap_or_default()
    });
    let Some(snapshot) = (*moment).as_ref().filter(|_| !ids.is_empty()) else {
        return html! { <p class="empty-note">{ messages.text("events-empty") }</p> };
    };
    let execution = looked_execution(&moment);
    let columns = ["column-id", "column-type", "column-elapsed"];
    html! {
        <table class="events">
            <thead><tr>{ for columns.map(|key| html! { <th scope="col">{ messages.text(key) }</th> }) }</tr></thead>
            <tbody>
                { for ids.iter().take(props.made).filter_map(|&id| event_row(&snapshot.moment(), id)).map(|row| {
                    let id = row.id;
                    let session = session.clone();
                    let onclick = move |_: MouseEvent| {
                        let frame = session.recording().and_then(|recording| recording.frame_of(execution, id));
                        session.dispatch(Act::Seek(frame.unwrap_or(0)));
                    };
                    html! {
                        <tr key={id}>
                            <td class="n"><button type="button" class="link" title={messages.text("go-to-event")} {onclick}>{ id }</button></td>
                            <td><span class="k">
                                if let Some(status) = row.status {
                                    <span class={format!("status-{}", status_class(status))}>{ icon(status_glyph(status)) }</span>
                                }
                                { row.type_name }
                            </span></td>
                            <td class="n">{ clock(row.elapsed) }</td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}

/// How many events the selected visit has left so far.
#[hook]
pub(crate) fn use_visit_event_count() -> usize {
    let moment = use_moment();
    let focus = use_focus();
    *use_memo((moment, focus.visit), |(moment, visit)| {
        let found = (**moment).as_ref().zip(*visit);
        found.map_or(0, |(snapshot, visit)| events_of_visit(&snapshot.run, snapshot.moment().history(), visit).len())
    })
}
