//! What the simulated world tells: messages, logs, lifecycle changes.

use crate::context::*;
use crate::parts::{Segmented, Windowed, part, use_window};
use crate::state::Select;
use engine::port::NoticeKind;
use view::clock;
use view::notices::{NoticeFilter, cause, notices, says};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Height of a row, in pixels (css/timeline.css).
const ROW_PX: usize = 25;

/// The list, oldest first, as far as it is wanted.
#[component]
pub(crate) fn Notices() -> Html {
    let messages = use_messages();
    let moment = use_moment();
    let node = use_node_ref();
    let filter = use_state_eq(NoticeFilter::default);
    let select = use_select_cause();
    let wanted = use_memo((moment.clone(), (*filter).clone()), |(moment, filter)| {
        (**moment).as_ref().map(|snapshot| notices(&snapshot.run.world().notices(), filter)).unwrap_or_default()
    });
    let Windowed { rows, before_px, after_px, onscroll } = use_window(&node, wanted.len(), ROW_PX);
    let all = (*moment).as_ref().map(|snapshot| snapshot.run.world().notices());
    let (Some(snapshot), Some(all)) = (&*moment, all.filter(|all| !all.is_empty())) else {
        return html! { <p class="empty-note">{ messages.text("notices-empty") }</p> };
    };
    let start = snapshot.run.options().start;
    let columns = ["column-elapsed", "column-kind", "column-state", "column-source", "column-text"];
    let shown = wanted.get(rows).unwrap_or_default().iter().filter_map(|&place| Some((place, all.get(place)?)));
    html! {
        <div class="split"><div class="split-list">
            { narrow(&messages, &filter, wanted.len()) }
            <div ref={node} class="table-wrap" tabindex="0" role="group" aria-label={messages.text("tab-notices")} {onscroll}>
                <table class="notices">
                    <thead><tr>{ for columns.map(|key| html! { <th scope="col">{ messages.text(key) }</th> }) }</tr></thead>
                    <tbody>
                        <tr class="spacer" aria-hidden="true" style={format!("height:{before_px}px")} />
                        { for shown.map(|(place, notice)| {
                            let onclick = select.reform(move |_: MouseEvent| place);
                            let text = says(notice);
                            html! {
                                <tr key={place}>
                                    <td class="n">{ clock(notice.time.millis - start.millis) }</td>
                                    <td>{ messages.text(kind_key(notice.kind)) }</td>
                                    <td><button type="button" class="link" {onclick}>{ &*notice.path }</button></td>
                                    <td class="mono">{ format!("{} {}", notice.service, notice.source) }</td>
                                    <td class="wide mono" title={text.clone()}>{ text }</td>
                                </tr>
                            }
                        }) }
                        <tr class="spacer" aria-hidden="true" style={format!("height:{after_px}px")} />
                    </tbody>
                </table>
            </div>
        </div></div>
    }
}

/// Selects the state whose task caused the notice at a place.
#[hook]
fn use_select_cause() -> Callback<usize> {
    let (moment, analysis, selection) = (use_moment(), use_analysis(), use_selection().dispatcher());
    Callback::from(move |place: usize| {
        let found = (*moment).as_ref().and_then(|snapshot| {
            let notice = snapshot.run.world().notices().get(place).cloned()?;
            snapshot.run.visit(cause(&snapshot.moment(), &notice)?)
        });
        let state = found.and_then(|visit| Some((visit, analysis.machine.states.get(visit.state.0 as usize)?)));
        if let Some((visit, state)) = state {
            selection.dispatch(Select::Visit(state.location.as_str().into(), visit.id));
        }
    })
}

/// What narrows the list down.
fn narrow(messages: &crate::messages::Messages, filter: &UseStateHandle<NoticeFilter>, count: usize) -> Html {
    let kinds = [None, Some(NoticeKind::Lifecycle), Some(NoticeKind::Message), Some(NoticeKind::Log)];
    let options = kinds.map(|kind| (kind, messages.text(kind.map_or("notice-any", kind_key)).into())).to_vec();
    let onchoose = {
        let filter = filter.clone();
        move |kind| filter.set(NoticeFilter { kind, ..(*filter).clone() })
    };
    let oninput = {
        let filter = filter.clone();
        move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            filter.set(NoticeFilter { text, ..(*filter).clone() });
        }
    };
    html! {
        <div class="filterbar">
            { part!(Segmented<Option<NoticeKind>> { label: messages.text("column-kind"), options, chosen: filter.kind, onchoose }) }
            <input type="search" value={filter.text.clone()} placeholder={messages.text("notices-filter")}
                aria-label={messages.text("notices-filter")} {oninput} />
            <span class="muted" role="status">{ messages.count("notices-count", count) }</span>
        </div>
    }
}

fn kind_key(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Lifecycle => "notice-lifecycle",
        NoticeKind::Message => "notice-message",
        NoticeKind::Log => "notice-log",
    }
}
