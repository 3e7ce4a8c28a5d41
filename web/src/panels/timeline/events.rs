//! The events of the execution, as the console's event view lists them.

use crate::context::*;
use crate::panels::value_tree::ValueTree;
use crate::parts::{Windowed, icon, part, status_class, status_glyph, use_window};
use crate::shared::Shared;
use crate::state::{Act, Select};
use engine::EventId;
use view::clock;
use view::events::{EventFilter, EventRow, event_json, event_row, events};
use view::tree::TreeSource;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Height of a row, in pixels (css/timeline.css).
const ROW_PX: usize = 25;

/// The list, its filter, and the details of one event.
#[component]
pub(crate) fn Events() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let keyword = use_state(String::new);
    let opened = use_state(|| None::<EventId>);
    let node = use_node_ref();
    let ids = use_memo((moment.clone(), (*keyword).clone()), |(moment, keyword)| {
        let filter = EventFilter { keyword: keyword.clone(), ..EventFilter::default() };
        (**moment).as_ref().map(|snapshot| events(&snapshot.moment(), &filter)).unwrap_or_default()
    });
    let Windowed { rows, before_px, after_px, onscroll } = use_window(&node, ids.len(), ROW_PX);
    let Some(snapshot) = &*moment else {
        return html! { <p class="empty-note">{ messages.text("events-empty") }</p> };
    };
    if snapshot.latest.journal().is_empty() {
        return html! { <p class="empty-note">{ messages.text("events-empty") }</p> };
    }
    let oninput = {
        let keyword = keyword.clone();
        move |event: InputEvent| keyword.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let columns = ["column-id", "column-type", "column-state", "column-resource", "column-elapsed", "column-timestamp"];
    let moment_view = snapshot.moment();
    let open = {
        let opened = opened.clone();
        Callback::from(move |id: EventId| opened.set(if *opened == Some(id) { None } else { Some(id) }))
    };
    html! {
        <div class="split">
            <div class="split-list">
                <div class="filterbar">
                    <input type="search" value={(*keyword).clone()} placeholder={messages.text("events-filter")}
                        aria-label={messages.text("events-filter")} {oninput} />
                    <span class="muted" role="status">{ messages.count("events-count", ids.len()) }</span>
                </div>
                <div ref={node} class="table-wrap" tabindex="0" role="group" aria-label={messages.text("tab-events")} {onscroll}>
                    <table class="events" aria-rowcount={(ids.len() + 1).to_string()}>
                        <thead><tr>{ for columns.map(|key| html! { <th scope="col">{ messages.text(key) }</th> }) }</tr></thead>
                        <tbody>
                            <tr class="spacer" aria-hidden="true" style={format!("height:{before_px}px")} />
                            { for rows.filter_map(|at| event_row(&moment_view, ids[at])).map(|row| {
                                let (key, is_open) = (row.id, *opened == Some(row.id));
                                part!(key = key; Row { is_open, row, open: open.clone() })
                            }) }
                            <tr class="spacer" aria-hidden="true" style={format!("height:{after_px}px")} />
                        </tbody>
                    </table>
                </div>
            </div>
            if let Some(id) = *opened {
                { part!(Details { id }) }
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct RowProps {
    row: EventRow,
    is_open: bool,
    open: Callback<EventId>,
}

/// One event: a click selects its state and shows its details, its number moves the run there.
#[component]
fn Row(props: &RowProps) -> Html {
    let messages = use_messages();
    let selection = use_selection();
    let analysis = use_analysis();
    let session = use_session();
    let execution = looked_execution(&use_moment());
    let row = &props.row;
    let id = row.id;
    let go = {
        let session = session;
        move |event: MouseEvent| {
            event.stop_propagation();
            let frame = session.recording().and_then(|recording| recording.frame_of(execution, id));
            session.dispatch(Act::Seek(frame.unwrap_or(0)));
        }
    };
    let onclick = {
        let (open, dispatcher, visit, is_ahead) = (props.open.clone(), selection.dispatcher(), row.visit, row.is_ahead);
        let location = row.state.as_ref().and_then(|state| analysis.machine.states.get(state.id.0 as usize));
        let location = location.map(|state| state.location.clone());
        move |_: MouseEvent| {
            open.emit(id);
            if let (Some(location), Some(visit), false) = (&location, visit, is_ahead) {
                dispatcher.dispatch(Select::Visit(location.as_str().into(), visit));
            }
        }
    };
    let class = classes!(row.is_ahead.then_some("ahead"), props.is_open.then_some("is-selected"));
    html! {
        <tr {class} {onclick}>
            <td class="n"><button type="button" class="link" title={messages.text("go-to-event")} onclick={go}>{ id }</button></td>
            <td><span class="k">
                if let Some(status) = row.status {
                    <span class={format!("status-{}", status_class(status))}>{ icon(status_glyph(status)) }</span>
                }
                <button type="button" class="link" aria-expanded={props.is_open.to_string()}>{ &row.type_name }</button>
            </span></td>
            <td>{ row.state.as_ref().map_or("", |state| &state.name) }</td>
            <td class="mono">{ row.resource.as_deref().unwrap_or_default() }</td>
            <td class="n">{ clock(row.elapsed) }</td>
            <td class="n">{ row.timestamp.to_string().get(11..23).unwrap_or_default() }</td>
        </tr>
    }
}

#[derive(PartialEq, Properties)]
struct DetailsProps {
    id: EventId,
}

/// An event as GetExecutionHistory returns it.
#[component]
fn Details(props: &DetailsProps) -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let source = use_memo((moment, props.id), |(moment, id)| {
        let value = (**moment).as_ref().and_then(|snapshot| event_json(&snapshot.moment(), *id));
        TreeSource { value: value.unwrap_or_default(), ..TreeSource::default() }
    });
    let label = messages.format("event-number", &[("id", &props.id.to_string())]);
    html! {
        <div class="split-detail">
            { part!(ValueTree { label, source: Shared::from(source) }) }
        </div>
    }
}
